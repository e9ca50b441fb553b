-- contents: which of the five legally required contents a report has, against contents.tsv, where readers
-- wrote down the numbers of those they found: our own reports, and real ones where they are at hand.

local document = require "fazhi.document"
local tally = require "accuracy.tally"

local M = {}

M.title = "the five legal contents"

--- Always: our own reports are at hand.
function M.is_present()
  return true
end

-- The path of a labelled file; nil where it is not at hand. Seeds are named by their number alone.
local function path_of(real, file)
  local number = file:match "^seeds/(%d+)$"
  if not number then return file end
  local pipe <close> = io.popen(("ls %s/seeds/%s_*.txt 2>/dev/null"):format(real, number))
  return pipe:read "l"
end

local function numbers_of(doc)
  local has = {}
  for i, one in ipairs(doc.contents) do
    if one.present then has[#has + 1] = i end
  end
  return table.concat(has, ",")
end

--- Prints how many of the five answers are right, and the reports that are not.
function M.measure(real, say)
  local files, right, n = 0, 0, 0
  for _, row in ipairs(tally.tsv "tests/accuracy/contents.tsv") do
    local path = path_of(real, row.file)
    if path then
      files, n = files + 1, n + 5
      local got = numbers_of(assert(document.read(path)))
      for i = 1, 5 do
        local wanted = row.has:find(tostring(i), 1, true) ~= nil
        if wanted == (got:find(tostring(i), 1, true) ~= nil) then right = right + 1 end
      end
      if got ~= row.has then say(("%s: has %s, read as %s"):format(row.file, row.has, got)) end
    end
  end
  say(("%d of %d answers right (%d reports)"):format(right, n, files))
end

return M
