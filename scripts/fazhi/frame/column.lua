-- The columns of a frame and what rows hold in them: finding a column by its name or telling the
-- nearest one, the order of any two values, and what makes rows the same.

local failure = require("fazhi.failure")
local message = require("fazhi.message")
local nearest = require("fazhi.nearest")

local M = {}

--- Columns of names and tables {name=, …} as tables, in an array of its own; an error for a column
--- without a name and for two of one name.
function M.list(columns)
  local list, seen = {}, {}
  for i, column in ipairs(columns or {}) do
    if type(column) == "string" then column = { name = column } end
    assert(type(column.name) == "string", "a column needs a name")
    assert(not seen[column.name], "two columns are called " .. column.name)
    seen[column.name] = true
    list[i] = column
  end
  return list
end

--- The column of that name, or nil.
function M.find(frame, name)
  for _, column in ipairs(frame.columns) do
    if column.name == name then return column end
  end
end

-- The rows of a frame that names no columns yet, as a script has them before its header is added, are taken as they
-- are.
local function find_any(frame, name)
  if #frame.columns > 0 then return M.find(frame, name) end
  return M.of(name, frame.rows)
end

--- The names of the columns, in order.
function M.names(frame)
  local names = {}
  for i, column in ipairs(frame.columns) do names[i] = column.name end
  return names
end

--- The column of that name; raises, with the names there are and the nearest of them, if there is none.
function M.need(frame, name)
  local column = find_any(frame, name)
  if column then return column end
  local names = M.names(frame)
  local text = message.text("E212", { word = tostring(name), choices = table.concat(names, " ") })
  local near = nearest.find(tostring(name), names)
  failure.misuse(near and text .. message.choose("; ", "；") .. message.text("nearest", { word = near }) or text)
end

--- Names given one by one, or as one list, as a list; each must be a column.
function M.need_all(frame, names, ...)
  if type(names) ~= "table" then names = { names, ... } end
  for _, name in ipairs(names) do M.need(frame, name) end
  return names
end

--- The columns with this one in the place of that of the same name, else at the end.
function M.with(columns, column)
  local new, is_replaced = {}, false
  for i, old in ipairs(columns) do
    local is_it = old.name == column.name
    new[i] = is_it and column or old
    is_replaced = is_replaced or is_it
  end
  if not is_replaced then new[#new + 1] = column end
  return new
end

--- A column of that name for the values rows have in it: "number" if all are numbers or missing.
function M.of(name, rows)
  for _, row in ipairs(rows) do
    local value = row[name]
    if value ~= nil and type(value) ~= "number" then return { name = name, kind = "text" } end
  end
  return { name = name, kind = "number" }
end

--- Any two values in one order: missing ones last, numbers before texts. -1, 0 or 1.
function M.compare(a, b)
  if a == b then return 0 end
  if a == nil then return 1 elseif b == nil then return -1 end
  if type(a) ~= type(b) then return type(a) == "number" and -1 or 1 end
  if type(a) == "boolean" then return a and -1 or 1 end
  return a < b and -1 or 1
end

--- A value as the name of a column: 2024 and 2024.0 are one.
function M.head(value)
  return tostring(math.type(value) == "float" and math.tointeger(value) or value)
end

--- One string for the values of a row in the columns named; equal for equal values. The second
--- result says that one of them is missing.
function M.key(row, names)
  local parts, is_missing = {}, false
  for i, name in ipairs(names) do
    local value = row[name]
    parts[i] = type(value) .. ":" .. M.head(value)
    is_missing = is_missing or value == nil
  end
  return table.concat(parts, "\0"), is_missing
end

--- A copy of a row, which reads the same fields that are read when they are asked for.
function M.copy(row)
  local new = setmetatable({}, getmetatable(row))
  for name, value in pairs(row) do new[name] = value end
  return new
end

return M
