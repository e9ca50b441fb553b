-- The values of arguments: one reader for each kind that a script's header may name. Each
-- takes what was given, a word or a Lua value, and the argument's declaration, and returns the
-- value, or nil, message, code.

local called = require("fazhi.called")
local failure = require("fazhi.failure")
local message = require("fazhi.message")

local M = {}

local function bad(argument, word, want, values)
  return message.fail("E208", { name = argument.name, word = tostring(word), want = message.text(want, values) })
end

--- Any words; a number is taken as its words.
function M.text(given, argument)
  if type(given) == "table" then return bad(argument, given, "want_text") end
  return tostring(given)
end

M.path = M.text --- the name of a file

-- A word as a number is read from it, full-width digits as well; what is no word is left as it is.
local function plain(given)
  return type(given) == "string" and called.half(given) or given
end

local LARGEST = 10 ^ 15 -- of a whole number that is asked for; more is a slip of the hand

local function is_within(n, argument)
  return n ~= nil and n == n and n >= (argument.min or -math.huge) and n <= (argument.max or math.huge)
end

--- A whole number, between argument.min and argument.max if they are given.
function M.integer(given, argument)
  local n = math.tointeger(tonumber(plain(given)))
  if n and n <= LARGEST and is_within(n, argument) then return n end
  local most = math.tointeger(math.min(argument.max or LARGEST, LARGEST))
  if (tonumber(plain(given)) or 0) > most then return bad(argument, given, "want_at_most", { max = most }) end
  return bad(argument, given, argument.min and "want_integer_from" or "want_integer", { min = argument.min })
end

--- A number, between argument.min and argument.max if they are given.
function M.number(given, argument)
  local n = tonumber(plain(given))
  if is_within(n, argument) then return n end
  return bad(argument, given, argument.max and "want_number_within" or "want_number",
    { min = argument.min, max = argument.max })
end

--- true or false, from Lua; on a command line a flag has no value.
function M.flag(given, argument)
  if type(given) ~= "boolean" then return bad(argument, given, "want_flag") end
  return given
end

--- One of argument.choices.
function M.choice(given, argument)
  for _, choice in ipairs(argument.choices) do
    if choice == given then return choice end
  end
  return bad(argument, given, "want_choice", { choices = table.concat(argument.choices, " ") })
end

--- The levels by name, from above; national are the reports of bodies of the centre, which have no region.
M.levels = { "national", "province", "prefecture", "county", "township" }

local levels = {
  national = "national", ["全国"] = "national", ["国家"] = "national", ["国家级"] = "national", ["中央"] = "national",
  province = "province", ["省级"] = "province", ["省"] = "province",
  prefecture = "prefecture", ["市级"] = "prefecture", ["市"] = "prefecture", ["地级"] = "prefecture",
  county = "county", ["县级"] = "county", ["县"] = "county", ["区县"] = "county",
  township = "township", ["乡级"] = "township", ["乡镇"] = "township", ["镇"] = "township",
}

--- national, province, prefecture, county or township, also by their Chinese names.
function M.level(given, argument)
  local level = levels[given]
  if not level then return bad(argument, given, "want_any_level") end
  return level
end

local function is_year(n)
  return n and n >= 1900 and n <= 2100
end

-- 2018—2024年 is 2018-2024.
local function plain_year(word)
  word = called.half(word):gsub("年度$", ""):gsub("年$", "")
  for _, dash in ipairs({ "——", "—", "–", "～", "~", "至" }) do word = word:gsub(dash, "-") end
  return word
end

-- The years of 2018-2024, nil where the range is open; nil, nil if it is none.
local function range_of(word)
  local from, to = word:match("^(%d*)%-(%d*)$")
  from, to = math.tointeger(tonumber(from)), math.tointeger(tonumber(to))
  if (from == nil or is_year(from)) and (to == nil or is_year(to)) then return from, to end
end

--- One year is an integer, a range {from=, to=}; "2018-" and "-2024" are open at one end.
function M.year(given, argument)
  if type(given) == "table" then
    local from, to = given.from or given[1], given.to or given[2]
    if (from == nil or is_year(from)) and (to == nil or is_year(to)) then return { from = from, to = to } end
    return bad(argument, "{…}", "want_year")
  end
  local word = plain_year(tostring(given))
  local one = math.tointeger(tonumber(word))
  if is_year(one) then return one end
  local from, to = range_of(word)
  if from and to and from > to then return bad(argument, given, "want_order") end
  if from or to then return { from = from, to = to } end
  return bad(argument, given, "want_year")
end

-- The catalogues as data, without compiling a pattern.
local function indicators()
  local list, seen = {}, {}
  for _, one in ipairs(require("fazhi.catalogue").entries()) do
    local entry = one.entry
    if (entry.find or entry.contents) and not seen[entry.id] then
      list[#list + 1], seen[entry.id] = entry, true
    end
  end
  return list
end

--- The id of an indicator, given by id or Chinese name. While a file of the catalogue is broken an id
--- is taken as it is: the corpus knows it, or says that it does not.
function M.indicator(given)
  local ok, list = pcall(indicators)
  if not ok then
    if failure.is(list) and tostring(given):find("^[a-z][a-z0-9_]*$") then return given end
    error(list, 0)
  end
  local entry, why, code = called.find(given, list)
  if not entry then return nil, why, code end
  return entry.id
end

--- What a name means depends on the regions of the corpus, which settles it when it is asked.
M.region = M.text

return M
