-- jsonl: a crawl as JSON, one page an object: one object a line, the items of an array, or the list
-- inside one object, as an interface answers. Which key holds the page is said by --text-column,
-- or known by its name; "data.content" is the key inside a key.

local lazy = require "fazhi.lazy"

local chunks = lazy "fazhi.chunks"
local crawl = lazy "fazhi.crawl"
local json_values = lazy "fazhi.json_values"

-- The list of objects inside one that wraps them, as in {"code":0,"data":{"list":[…]}}; nil if there
-- is none or more than one.
local function wrapped(value, depth)
  local found
  for _, v in pairs(value) do
    local list = type(v) == "table" and (type(v[1]) == "table" and v or depth < 3 and #v == 0 and wrapped(v, depth + 1))
    if list then
      if found then return nil end
      found = list
    end
  end
  return found
end

-- The next object of a wrapped list, called by the line and its place in the list; nil at its end.
local function next_wrapped(list)
  local item = table.remove(list.waiting)
  if item == nil then return nil end
  list.at = list.at + 1
  local name = list.line .. "." .. list.at
  if type(item) ~= "table" then return false, name, "JSON: not an object", "E311" end
  return crawl.flatten(item), name
end

local function reversed(items)
  local list = {}
  for i = #items, 1, -1 do list[#list + 1] = items[i] end
  return list
end

-- Records, one a time, of values that are records or hold a list of them.
local function records(each, options, close)
  local list
  return function()
    while true do
      if list then
        local record, name, why, code = next_wrapped(list)
        if record ~= nil then return record, name, why, code end
        list = nil
      end
      local value, line, why, code = each()
      if value == nil then return close() end
      if not value then return false, tostring(line), why, code end
      local record = crawl.flatten(value)
      local items = not crawl.has_text(record, options) and wrapped(value, 1)
      if not items then return record, tostring(line) end
      list = { line = line, at = 0, waiting = reversed(items) }
    end
  end
end

return {
  id = "jsonl", zh = "JSON 记录", en = "JSON records",
  endings = { "jsonl", "ndjson", "json", "jsonl.gz", "ndjson.gz", "json.gz" },
  counted = { zh = "{place}起的记录里的文字，按 UTF-8；fazhi show --raw 可见",
    en = "the text of the record that begins in {place}, in UTF-8, as fazhi show --raw gives it" },
  sniff = function(input)
    return input.head:find '^[\xEF\xBB\xBF%s]*%[?%s*{%s*"[^"\n]*"%s*:' ~= nil
  end,
  members = function(input, options)
    local pull, close, code = chunks.of(input, options.max_bytes)
    if not pull then return nil, close, code end
    local each = json_values.each(chunks.decoded(pull, options.encoding), options.max_bytes)
    return crawl.members(records(each, options, close), options)
  end,
}
