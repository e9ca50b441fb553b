-- address: what the web address of a page may say of the report on it: Chinese names among the steps
-- of its path and a date. The host is never looked at: a report often stands on somebody else's site.

local M = {}

-- The path of `url`: without scheme, host, query and fragment.
local function path_of(url)
  local rest = url:gsub("[?#].*$", "")
  return rest:match("^%a[%w+.-]*://[^/]*(/.*)$") or rest:match("^//[^/]*(/.*)$") or rest:match("^(/.*)$") or ""
end

--- The steps of the path of `url` that hold Chinese characters, percent-decoded, the last one first.
--- Steps that are not UTF-8 are left out.
function M.names(url)
  local list = {}
  for step in path_of(url or ""):gmatch("[^/]+") do
    local name = step:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)
    if utf8.len(name) and name:find("[\xE4-\xE9]") then table.insert(list, 1, name) end
  end
  return list
end

-- Steps in which sites put the day on which a page was made, or was moved.
local dates = {
  "/(%d%d%d%d)%-(%d%d?)/(%d%d?)/", -- /2024-03/28/
  "/(%d%d%d%d)/(%d%d?)/(%d%d?)/", -- /art/2024/3/28/
  "/(%d%d%d%d)%-(%d%d?)%-(%d%d?)/",
  "/(%d%d%d%d)/(%d%d)(%d%d)/",
  "/(%d%d%d%d)(%d%d)(%d%d)/",
  "/t(%d%d%d%d)(%d%d)(%d%d)_", -- t20240328_123.html
  "/(%d%d%d%d)(%d%d)/(%d%d)/",
}

--- The day in the path of `url`: { year=, month=, day=, text= } or nil. It is as often the day on
--- which a site was moved as that of publication.
function M.date(url)
  local path = path_of(url or "")
  for _, form in ipairs(dates) do
    local i, j, year, month, day = path:find(form)
    year, month, day = tonumber(year), tonumber(month), tonumber(day)
    if year and year >= 1995 and year <= 2100 and month >= 1 and month <= 12 and day >= 1 and day <= 31 then
      return { year = year, month = month, day = day, text = path:sub(i + 1, j - 1) }
    end
  end
end

return M
