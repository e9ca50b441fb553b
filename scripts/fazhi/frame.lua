-- Frames: what scripts return. A frame is columns with labels in two languages, rows keyed
-- by column name, notes that belong to the whole, and a layout. Its verbs return new frames
-- and leave the old one as it was; a missing value is nil.

local M = {}

local Frame = {}
Frame.__index = Frame
Frame.__name = "fazhi.frame"

local layouts = { table = true, record = true, text = true }

local function check_columns(columns)
  local seen = {}
  for i, column in ipairs(columns) do
    if type(column) == "string" then
      column = { name = column }
      columns[i] = column
    end
    assert(type(column.name) == "string", "a column needs a name")
    assert(not seen[column.name], "two columns are called " .. column.name)
    seen[column.name] = true
  end
  return columns
end

--- A frame of {columns=, rows=, notes=, title=, layout=, none=}. A column is a name or a table
--- {name=, kind="text", en=, zh=, unit=, align=, digits=, show=}; `digits` rounds in
--- tables only, and show(value) gives the text there. `layout` is "table",
--- "record" (a row is a block) or "text" (the first column, row after row). `none` says what
--- was looked for in vain if there are no rows; `is_exact`, with the layout "text", that the one row is bytes
--- to be given as they are; `sheets` is a list of { name=, frame= } that stand beside it in a workbook.
function M.new(t)
  local self = {
    columns = check_columns(table.move(t.columns or {}, 1, #(t.columns or {}), 1, {})),
    rows = t.rows or {},
    notes = t.notes or {},
    title = t.title,
    layout = t.layout or "table",
    none = t.none,
    is_exact = t.is_exact,
    sheets = t.sheets,
  }
  assert(layouts[self.layout], "no layout " .. tostring(self.layout))
  return setmetatable(self, Frame)
end

--- True if `value` is a frame.
function M.is(value)
  return getmetatable(value) == Frame
end

-- The same frame with other rows or columns.
local function derive(self, rows, columns)
  return M.new({
    columns = columns or self.columns,
    rows = rows,
    notes = self.notes,
    title = self.title,
    layout = self.layout,
    none = self.none,
    is_exact = self.is_exact,
    sheets = self.sheets,
  })
end

local function column_named(self, name)
  for _, column in ipairs(self.columns) do
    if column.name == name then return column end
  end
end

local function copy(row)
  local new = {}
  for k, v in pairs(row) do new[k] = v end
  return new
end

--- The number of rows.
function Frame:count()
  return #self.rows
end

Frame.__len = Frame.count

--- Iterates over the rows: for i, row in frame:each().
function Frame:each()
  return ipairs(self.rows)
end

--- The values of one column that are not missing, as an array in order of the rows.
function Frame:column(name)
  assert(column_named(self, name), "no column " .. tostring(name))
  local values = {}
  for _, row in ipairs(self.rows) do values[#values + 1] = row[name] end
  return values
end

--- The names of the columns, in order.
function Frame:names()
  local names = {}
  for i, column in ipairs(self.columns) do names[i] = column.name end
  return names
end

--- The rows for which f(row) is true; a table {name = value} keeps rows that have these values.
function Frame:filter(f)
  local test = f
  if type(f) == "table" then
    test = function(row)
      for name, value in pairs(f) do
        if row[name] ~= value then return false end
      end
      return true
    end
  end
  local rows = {}
  for _, row in ipairs(self.rows) do
    if test(row) then rows[#rows + 1] = row end
  end
  return derive(self, rows)
end

--- Only the columns named, in this order.
function Frame:select(names, ...)
  if type(names) ~= "table" then names = { names, ... } end
  local columns = {}
  for i, name in ipairs(names) do
    columns[i] = column_named(self, name) or error("no column " .. tostring(name), 2)
  end
  return derive(self, self.rows, columns)
end

local function with_column(columns, column)
  local new, replaced = {}, false
  for i, old in ipairs(columns) do
    new[i] = old.name == column.name and column or old
    replaced = replaced or old.name == column.name
  end
  if not replaced then new[#new + 1] = column end
  return new
end

--- A new or changed column with the values f(row). `column` is a name or a column table.
function Frame:mutate(column, f)
  column = type(column) == "string" and (column_named(self, column) or { name = column, kind = "number" }) or column
  local rows = {}
  for i, row in ipairs(self.rows) do
    rows[i] = copy(row)
    rows[i][column.name] = f(row)
  end
  return derive(self, rows, with_column(self.columns, column))
end

-- Any two values in one order: missing ones last, numbers before texts.
local function compare(a, b)
  if a == b then return 0 end
  if a == nil then return 1 elseif b == nil then return -1 end
  if type(a) ~= type(b) then return type(a) == "number" and -1 or 1 end
  if type(a) == "boolean" then return a and -1 or 1 end
  return a < b and -1 or 1
end

--- Rows in order of columns: sort("region", "-year"); "-" is descending. Missing values come
--- last either way, and rows that are equal keep their order.
function Frame:sort(...)
  local keys = {}
  for i, key in ipairs({ ... }) do
    local down, name = key:match("^(%-?)(.+)$")
    assert(column_named(self, name), "no column " .. name)
    keys[i] = { name = name, down = down == "-" }
  end
  local order = {}
  for i, row in ipairs(self.rows) do order[i] = { i = i, row = row } end
  table.sort(order, function(a, b)
    for _, key in ipairs(keys) do
      local x, y = a.row[key.name], b.row[key.name]
      local c = compare(x, y)
      if key.down and x ~= nil and y ~= nil then c = -c end
      if c ~= 0 then return c < 0 end
    end
    return a.i < b.i
  end)
  local rows = {}
  for i, item in ipairs(order) do rows[i] = item.row end
  return derive(self, rows)
end

--- Adds the column `rank`: the place of each row by `name`, the largest first unless
--- options.ascending; equal values share a place (1224), missing ones have none. With
--- options.within = {names} the places are counted anew in each group.
function Frame:rank(name, options)
  options = options or {}
  assert(column_named(self, name), "no column " .. tostring(name))
  local stats = require("fazhi.stats")
  local place = {}
  for _, group in ipairs(self:group(options.within or {}).groups) do
    local rows, values = {}, {}
    for _, row in ipairs(group.rows) do
      if row[name] ~= nil then
        rows[#rows + 1], values[#values + 1] = row, row[name]
      end
    end
    for i, rank in ipairs(stats.rank(values, options)) do place[rows[i]] = rank end
  end
  local column = { name = "rank", kind = "integer", zh = "名次", en = "rank" }
  local ranked = self:mutate(column, function(row) return place[row] end)
  if column_named(self, "rank") then return ranked end
  table.insert(ranked.columns, 1, table.remove(ranked.columns))
  return ranked
end

--- The first n rows (default 10).
function Frame:head(n)
  return derive(self, table.move(self.rows, 1, math.min(n or 10, #self.rows), 1, {}))
end

local Groups = {}
Groups.__index = Groups

local function key_of(row, names)
  local parts = {}
  for i, name in ipairs(names) do
    local value = row[name]
    parts[i] = math.type(value) == "float" and "n" .. value or type(value) .. tostring(value)
  end
  return table.concat(parts, "\0")
end

--- Rows with the same values in the columns named, in order of first appearance: an object
--- with .groups (each {key = first row's values, rows =}) and :agg.
function Frame:group(names, ...)
  if type(names) ~= "table" then names = { names, ... } end
  for _, name in ipairs(names) do assert(column_named(self, name), "no column " .. tostring(name)) end
  local groups, at = {}, {}
  for _, row in ipairs(self.rows) do
    local id = key_of(row, names)
    if not at[id] then
      local key = {}
      for _, name in ipairs(names) do key[name] = row[name] end
      at[id] = { key = key, rows = {} }
      groups[#groups + 1] = at[id]
    end
    table.insert(at[id].rows, row)
  end
  return setmetatable({ frame = self, names = names, groups = groups }, Groups)
end

--- One row per group: its key and, for each name = f, f(frame of the group's rows). New
--- columns come in order of name.
function Groups:agg(functions)
  local names, columns, rows = {}, {}, {}
  for name in pairs(functions) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(self.names) do columns[i] = column_named(self.frame, name) end
  for _, name in ipairs(names) do
    columns[#columns + 1] = column_named(self.frame, name) or { name = name, kind = "number" }
  end
  for i, group in ipairs(self.groups) do
    local row = copy(group.key)
    local part = derive(self.frame, group.rows)
    for _, name in ipairs(names) do row[name] = functions[name](part) end
    rows[i] = row
  end
  return derive(self.frame, rows, columns)
end

--- Joins the columns of `other` to the rows with the same values in the columns `by` (a name
--- or a list). Rows without a partner are kept with missing values ("left", the default) or
--- dropped ("inner"); several partners give several rows.
function Frame:join(other, by, how)
  local names = type(by) == "table" and by or { by }
  local partners = {}
  for _, row in ipairs(other.rows) do
    local id = key_of(row, names)
    partners[id] = partners[id] or {}
    table.insert(partners[id], row)
  end
  local columns = table.move(self.columns, 1, #self.columns, 1, {})
  local new = {}
  for _, column in ipairs(other.columns) do
    if not column_named(self, column.name) then
      columns[#columns + 1], new[#new + 1] = column, column.name
    end
  end
  local rows = {}
  for _, row in ipairs(self.rows) do
    local found = partners[key_of(row, names)]
    if found or how ~= "inner" then
      for _, partner in ipairs(found or { {} }) do
        local joined = copy(row)
        for _, name in ipairs(new) do joined[name] = partner[name] end
        rows[#rows + 1] = joined
      end
    end
  end
  return derive(self, rows, columns)
end

--- Turns the values of column `across` into columns: one row per value of `down`, the cells
--- taken from `values`. The first of several values for one cell is kept and a note says so.
function Frame:pivot(options)
  local down, across, values = options.down, options.across, options.values
  local down_column = column_named(self, down) or error("no column " .. tostring(down), 2)
  local value_column = column_named(self, values) or error("no column " .. tostring(values), 2)
  local heads, rows, by_key, doubles = {}, {}, {}, 0
  for _, row in ipairs(self.rows) do
    local head, key = row[across], row[down]
    if head ~= nil and key ~= nil then
      heads[head] = true
      if not by_key[key] then
        by_key[key] = { [down] = key }
        rows[#rows + 1] = by_key[key]
      end
      local name = tostring(head)
      if by_key[key][name] ~= nil then doubles = doubles + 1 else by_key[key][name] = row[values] end
    end
  end
  local order, columns = {}, { down_column }
  for head in pairs(heads) do order[#order + 1] = head end
  table.sort(order, function(a, b) return compare(a, b) < 0 end)
  for _, head in ipairs(order) do
    columns[#columns + 1] = { name = tostring(head), kind = value_column.kind, digits = value_column.digits }
  end
  local new = derive(self, rows, columns)
  if doubles > 0 then
    new.notes = table.move(self.notes, 1, #self.notes, 1, {})
    table.insert(new.notes, ("%d cells had several values; the first is shown"):format(doubles))
  end
  return new
end

--- Prints the frame as the program would on a terminal.
function Frame:print()
  io.write(require("fazhi.render").string(self, { format = "table" }))
end

local saver

--- Lets function(frame, path) save all frames from now on, as the program does, which knows where they come
--- from; nil: they are saved as they are.
function M.set_saver(f)
  saver = f
end

--- Writes the frame to a file, in the format of its ending (.csv .tsv .jsonl .md .html .xlsx .txt).
--- Returns true or nil, message, code.
function Frame:save(path)
  local ok, why, code = (saver or require("fazhi.render").save)(self, path)
  if not ok then return nil, why, code end
  return true
end

--- As the prompt and print show it.
function Frame:__tostring()
  return require("fazhi.render").string(self, { format = "table" })
end

return M
