-- consistency: how many statements of our own and of real reports are checked by arithmetic, and every
-- finding among them, since on right reports there should be none. Findings that were looked at by hand
-- and are right are named.

local consistency = require "fazhi.consistency"
local document = require "fazhi.document"

local M = {}

M.title = "consistency: findings on reports that should hold"

-- What was looked at: the report does say two things.
local right = {
  ["石汀县_2023.txt values"] = "48 in its introduction, 46 in its section on review",
}

local folders = { "examples/reports/*.txt", "REAL/seeds/*.txt", "REAL/corpora/national/*.txt",
  "REAL/corpora/provincial-2025/*.docx" }

--- Always: our own reports are at hand.
function M.is_present()
  return true
end

local function files_of(pattern)
  local pipe <close> = io.popen("ls " .. pattern .. " 2>/dev/null")
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

local function measure_folder(pattern, say)
  local paths, statements, found, known = files_of(pattern), 0, 0, 0
  for _, path in ipairs(paths) do
    local findings, checked = consistency.of(assert(document.read(path)))
    for _, n in pairs(checked) do statements = statements + n end
    for _, one in ipairs(findings) do
      local name = path:match "[^/]*$" .. " " .. one.rule
      found, known = found + 1, known + (right[name] and 1 or 0)
      say(("%s: %s %s (%s)"):format(path:match "[^/]*$", one.severity, one.rule, right[name] or "not looked at"))
    end
  end
  if #paths > 0 then
    say(("%s: %d reports, %d statements checked, %d findings, %d of them right"):format(pattern:match "([^/]*/[^/]*)$",
      #paths, statements, found, known))
  end
end

--- Prints for each folder the statements checked and the findings.
function M.measure(real, say)
  for _, folder in ipairs(folders) do measure_folder((folder:gsub("REAL", (real:gsub("%%", "%%%%")))), say) end
end

return M
