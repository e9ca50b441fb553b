-- row: which row an id means, and all rows of a query as a list.
--
-- Functions take the open database of a corpus and raise what goes wrong.

local failure = require "fazhi.failure"
local message = require "fazhi.message"

local M = {}

-- Which verb shows ids of a letter.
local VERBS = { r = "list", o = "observations", f = "figures" }

--- The number behind an id; raises E103 if it is none.
-- @param id "r4", "4" or 4; letter: the one its ids begin with
function M.number(id, letter)
  local n = math.tointeger(id) or math.tointeger(tonumber(tostring(id):match("^" .. letter .. "?(%d+)$")))
  if n then return n end
  local other = tostring(id):match("^([rof])%d+$")
  if not other then failure.raise("E103", message.text("no_id", { id = tostring(id), letter = letter })) end
  failure.raise("E103", message.text("other_id", { id = id, what = message.text("id_" .. other), letter = letter,
    want = message.text("id_" .. letter), verb = VERBS[letter] }))
end

--- The number of a report that is in the corpus; raises E103 if there is none.
-- @param id "r4", 4, or a report
function M.report(db, id)
  local n = M.number(type(id) == "table" and id.report_id or id, "r")
  if db:value("SELECT 1 FROM report WHERE id = ?", n) then return n end
  failure.raise("E103", message.text("no_report_here", { word = "r" .. n }))
end

--- The rows of a query as a list; what follows the SQL are the values for its places.
function M.all(db, sql, ...)
  local list = {}
  for row in db:rows(sql, ...) do list[#list + 1] = row end
  return list
end

return M
