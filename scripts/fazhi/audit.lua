-- audit: how often values are read rightly, by a sample that a person checks: drawing it, and counting
-- what was filled in. What may be filled in is catalogue "verdicts".

local catalogue = require("fazhi.catalogue")
local core = require("fazhi.core")
local csv = require("fazhi.csv")
local message = require("fazhi.message")
local spreadsheet = require("fazhi.spreadsheet")
local stats = require("fazhi.stats")

local M = {}

-- In the order of a hash of seed and id: a simple random sample that is the same on every machine, and in
-- a corpus that grew still draws most of what it drew before.
local function shuffled(list, seed)
  local keyed = {}
  for i, one in ipairs(list) do keyed[i] = { key = core.text.sha256(seed .. "\0" .. one.id), one = one } end
  table.sort(keyed, function(a, b)
    if a.key ~= b.key then return a.key < b.key end
    return a.one.id < b.one.id
  end)
  local order = {}
  for i, item in ipairs(keyed) do order[i] = item.one end
  return order
end

local function strata_of(list, by)
  local strata, at = {}, {}
  for _, one in ipairs(list) do
    local key = tostring(one[by])
    if not at[key] then
      at[key] = { key = key }
      strata[#strata + 1] = at[key]
    end
    table.insert(at[key], one)
  end
  return strata
end

-- How many of each stratum: in proportion to its size, what is left by the largest remainders (Cochran,
-- Sampling Techniques, 3rd ed. 1977, 5.5, proportional allocation), so that the whole needs no weights.
local function allocate(strata, size, total)
  local left = size
  for _, stratum in ipairs(strata) do
    local share = size * #stratum / total
    stratum.take = math.floor(share)
    stratum.rest = share - stratum.take
    left = left - stratum.take
  end
  local order = table.move(strata, 1, #strata, 1, {})
  table.sort(order, function(a, b)
    if a.rest ~= b.rest then return a.rest > b.rest end
    return a.key < b.key
  end)
  for i = 1, left do order[i].take = order[i].take + 1 end
end

--- Draws a sample without replacement, in random order, so that the first of it are a sample as well.
-- @param list of anything with an `id`; options { size=, seed= (a string), by = name of the field whose values
--   are strata, or nil }
-- @return list of at most `size`; the number of strata, and of those from which nothing was drawn
function M.draw(list, options)
  local order = shuffled(list, options.seed)
  local size = math.min(options.size, #order)
  if not options.by then return table.move(order, 1, size, 1, {}), 1, 0 end
  local strata, drawn, empty = strata_of(order, options.by), {}, 0
  allocate(strata, size, math.max(#order, 1))
  for _, stratum in ipairs(strata) do
    table.move(stratum, 1, stratum.take, #drawn + 1, drawn)
    if stratum.take == 0 then empty = empty + 1 end
  end
  return shuffled(drawn, options.seed), #strata, empty
end

-- Reading.

local function table_in(path)
  local bytes, why, code = core.files.read(path)
  if not bytes then return nil, message.at_path(why, path), code end
  local rows, header, lines = (spreadsheet.is(bytes) and spreadsheet.table or csv.read)(bytes)
  if not rows then return nil, message.at_path(header, path), lines end
  return rows, header, lines
end

local function column_named(header, names)
  for _, name in ipairs(names) do
    for _, given in ipairs(header) do
      if given:lower():match("^%s*(.-)%s*$") == name then return given end
    end
  end
end

local function verdicts()
  local meaning = {}
  for verdict, words in pairs(catalogue.load("verdicts").words) do
    for _, word in ipairs(words) do meaning[word] = verdict end
  end
  return meaning
end

--- The words that are understood, for a message: "1 … / 0 … / ?".
function M.choices()
  local words = catalogue.load("verdicts").words
  local parts = {}
  for i, verdict in ipairs { "right", "wrong", "unsure" } do parts[i] = table.concat(words[verdict], " ") end
  return table.concat(parts, " / ")
end

local function new_tally(name)
  return { indicator = name, drawn = 0, right = 0, wrong = 0, unsure = 0, empty = 0 }
end

local function count(tally, verdict)
  tally.drawn = tally.drawn + 1
  tally[verdict] = tally[verdict] + 1
end

-- What one row says: a verdict; or nil and what is wrong with it.
local function verdict_of(row, columns, meaning, seen, line)
  local id = columns.id and row[columns.id]
  if id and seen[id] then return nil, message.text("audit_twice", { id = id, line = seen[id] }) end
  if id then seen[id] = line end
  local word = row[columns.right]
  if not word or word:match("^%s*$") then return "empty" end
  local verdict = meaning[word:lower():match("^%s*(.-)%s*$")]
  if verdict then return verdict end
  return nil, message.text("audit_word", { word = message.shown(word), column = columns.right, choices = M.choices() })
end

-- Adds precision and its interval: the share of right among right and wrong.
local function finish(tally)
  local n = tally.right + tally.wrong
  tally.precision = n > 0 and tally.right / n or nil
  tally.low, tally.high = stats.wilson(tally.right, n)
  return tally
end

--- Counts a table that was filled in.
-- @param path of a .csv or .xlsx file with the column right and, if they are there, id and indicator
-- @return list of { indicator= (nil: all), drawn=, right=, wrong=, unsure=, empty=, precision=, low=, high= },
--   that of all first, and a list of problems { line=, message= }, whose rows are not counted; or nil, message, code
function M.read(path)
  local rows, header, lines = table_in(path)
  if not rows then return nil, header, lines end
  local columns = {}
  for field, names in pairs(catalogue.load("verdicts").columns) do columns[field] = column_named(header, names) end
  if not columns.right then
    return message.fail("E219", { path = path, word = "right", columns = table.concat(header, ", ") })
  end
  local meaning, seen, problems, by_name, names = verdicts(), {}, {}, {}, {}
  local all = new_tally()
  for i, row in ipairs(rows) do
    local verdict, problem = verdict_of(row, columns, meaning, seen, lines[i])
    if not verdict then
      problems[#problems + 1] = { line = lines[i], message = problem }
    else
      local name = columns.indicator and row[columns.indicator]
      if name and not by_name[name] then by_name[name], names[#names + 1] = new_tally(name), name end
      count(all, verdict)
      if name then count(by_name[name], verdict) end
    end
  end
  table.sort(names)
  local list = { finish(all) }
  for i, name in ipairs(names) do list[i + 1] = finish(by_name[name]) end
  return list, problems
end

return M
