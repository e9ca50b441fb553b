-- crawl: which column of a crawled record holds the text, which its address, and which the facts
-- about it. It makes the members that the loaders of tables and records give.

local catalogue = require "fazhi.catalogue"
local message = require "fazhi.message"

local M = {}

-- Fields of a record that become facts. The time of the crawl is none.
local facts = { "title", "published", "written", "issuer", "doc_number", "index_number", "site" }

local function normal(name)
  return (name:lower():gsub("[%s_%-]", ""))
end

local known

-- { field = { names in order } }, the labels of pages behind the names of columns.
local function names()
  if known and known.source == catalogue.load "crawl" then return known.lists end
  local lists = {}
  for field, list in pairs(catalogue.load "crawl") do lists[field] = table.move(list, 1, #list, 1, {}) end
  for _, label in ipairs(catalogue.load "labels") do
    local list = lists[label.field]
    if list and label.rank == 1 then table.move(label, 1, #label, #list + 1, list) end
  end
  known = { source = catalogue.load "crawl", lists = lists }
  return lists
end

-- The columns of a record by their normal names; inner ones ("data.content") by their last step as
-- well, unless an outer one is called so.
local function index(record)
  local by_name, inner = {}, {}
  for column in pairs(record) do
    by_name[normal(column)] = column
    local last = column:match "%.([^.]+)$"
    if last then inner[#inner + 1] = { normal(last), column } end
  end
  table.sort(inner, function(a, b) return a[2] < b[2] end)
  for _, pair in ipairs(inner) do by_name[pair[1]] = by_name[pair[1]] or pair[2] end
  return by_name
end

-- An instant in seconds or milliseconds is a day in China.
local function to_day(value)
  local seconds = value:match "^1%d%d%d%d%d%d%d%d%d$" or value:match "^(1%d%d%d%d%d%d%d%d%d)%d%d%d$"
  return seconds and os.date("!%Y-%m-%d", tonumber(seconds) + 8 * 3600) or value
end

local function first_of(list, by_name, record)
  for _, name in ipairs(list or {}) do
    local column = by_name[normal(name)]
    local value = column and record[column]
    if value and value:find "%S" then return value, column end
  end
end

local function facts_of(by_name, record)
  local fields = {}
  for _, field in ipairs(facts) do
    local value = first_of(names()[field], by_name, record)
    if value then fields[field] = (value:match "^%s*(.-)%s*$") end
  end
  if fields.published then fields.published = to_day(fields.published) end
  return next(fields) and fields or nil
end

--- A decoded JSON object as a flat record { column = string }: numbers become their digits, inner
--- objects "outer.inner" to three steps; lists and what is null are left out.
function M.flatten(object)
  local record = {}
  local function put(prefix, value, depth)
    for key, v in pairs(value) do
      local name = prefix .. tostring(key)
      if type(v) == "string" then
        record[name] = v
      elseif type(v) == "number" then
        record[name] = ("%.14g"):format(v)
      elseif type(v) == "table" and #v == 0 and depth < 3 then
        put(name .. ".", v, depth + 1)
      end
    end
  end
  put("", object, 1)
  return record
end

-- The columns of a record, sorted and joined, cut where there are too many to be read.
local function list_columns(record)
  local list = {}
  for column in pairs(record) do list[#list + 1] = column:sub(1, 60) end
  table.sort(list)
  if #list > 20 then list = table.move(list, 1, 20, 1, {}); list[21] = "…" end
  return table.concat(list, ", ")
end

-- Why a record has no text: its column holds no words, the column asked for is not there or empty, or none is known.
local function missing(record, options, column)
  if column then return message.text("no_words", { column = column, value = record[column]:sub(1, 60) }) end
  local columns = list_columns(record)
  if columns == "" then return message.text("no_columns") end
  if options.text_column then
    return message.text("no_such_column", { column = options.text_column, columns = columns })
  end
  return message.text("no_text_column", { columns = columns })
end

local WORDS = "[%a\x80-\xFF]"

-- The text of a record; or nil and the first column that should hold it and has no words: a number is no text.
local function text_of(by_name, record, options)
  local wordless
  for _, name in ipairs(options.text_column and { options.text_column } or names().text) do
    local column = by_name[normal(name)]
    local value = column and record[column]
    if value and value:find(WORDS) then return value end
    if value and value:find "%S" then wordless = wordless or column end
  end
  return nil, wordless
end

--- True if a record has a text: in the column asked for, or in one that is known.
function M.has_text(record, options)
  return text_of(index(record), record, options) ~= nil
end

local function without_text(name, reason)
  return { name = name, problem = { message = reason, code = "E315" } }
end

--- The member that a record is.
-- @param record { column = string }, an empty one being absent
-- @param name of the member, as its line number
-- @param options text_column, url_column: columns to be taken; the known ones if absent
-- @return { name=, bytes=, url=, fields= }, or { name=, problem={message=, code="E315"} }
function M.member(record, name, options)
  local by_name = index(record)
  local url_names = options.url_column and { options.url_column } or names().url
  local bytes, column = text_of(by_name, record, options)
  if not bytes then return without_text(name, missing(record, options, column)) end
  return { name = name, bytes = bytes, url = first_of(url_names, by_name, record), fields = facts_of(by_name, record) }
end

-- Records without text are told once for each set of columns, and counted; nil if this set was told.
local function told_once(seen, record, member)
  if not member.problem then return member end
  local key = list_columns(record)
  local first = seen[key]
  if first then
    first.more = first.more + 1
    return nil
  end
  seen[key] = { name = member.name, more = 0 }
  seen[#seen + 1] = seen[key]
  return member
end

local function next_count(seen)
  local first
  repeat first = table.remove(seen, 1) until not first or first.more > 0
  return first and without_text(first.name, message.text("more_without_text", { count = first.more }))
end

--- Turns an iterator of records into one of members.
-- @param each function giving record, name; or false, name, message, code for one that cannot be
--   read; nil at the end
-- @param options as for member
-- @return iterator of members; many records without text in the same columns are two problems, the
--   first one and the number of the others
function M.members(each, options)
  local seen, is_over = {}, false
  return function()
    while not is_over do
      local record, name, why, code = each()
      if record == nil then
        is_over = true
      elseif not record then
        return { name = name, problem = { message = why, code = code } }
      else
        local member = told_once(seen, record, M.member(record, name, options))
        if member then return member end
      end
    end
    return next_count(seen)
  end
end

return M
