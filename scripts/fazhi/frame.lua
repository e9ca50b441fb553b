-- Frames: what scripts return. A frame is columns with labels in two languages, rows keyed
-- by column name, notes that belong to the whole, and a layout. Its verbs return new frames
-- and leave the old one as it was; a missing value is nil, and stays so through every verb: it
-- equals nothing in a join, comes last in order, has no rank and is left out of a column's values.

local column = require("fazhi.frame.column")
local failure = require("fazhi.failure")
local message = require("fazhi.message")
local reshape = require("fazhi.frame.reshape")
local stats = require("fazhi.lazy")("fazhi.stats")

local M = {}

local Frame = {}
Frame.__index = Frame
Frame.__name = "fazhi.frame"

local layouts = { table = true, record = true, text = true, lines = true, help = true }

--- A frame of {columns=, rows=, notes=, title=, layout=, none=, page=, file_name=}. A column is a name or a table
--- {name=, kind="text", en=, zh=, unit=, align=, digits=, show=}; `digits` rounds in
--- tables only, and show(value) gives the text there. `layout` is "table",
--- "record" (a row is a block), "text" (the first column, row after row), "lines" (the same, of which a terminal
--- gets lines of its width) or "help" (as "lines", in a file as well). `none` says what was looked for in vain if
--- there are no rows; `is_exact`, with the layout "text", that the one row is bytes to be given as they are; `sheets`
--- is a list of { name=, of = function(frame) → frame } that stand beside it in a workbook, made of what is saved;
--- `page`, function(provenance) → HTML, is what
--- it is as a page, in place of a table of its rows, and `file_name` what that is called where nobody says;
--- `picture` is the fazhi.chart that belongs to it, which a frame with other rows has no longer.
function M.new(t)
  local self = {
    columns = column.list(t.columns),
    rows = t.rows or {},
    notes = t.notes or {},
    title = t.title,
    layout = t.layout or "table",
    none = t.none,
    is_exact = t.is_exact,
    sheets = t.sheets,
    page = t.page,
    file_name = t.file_name,
    picture = t.picture,
  }
  assert(layouts[self.layout], "no layout " .. tostring(self.layout))
  return setmetatable(self, Frame)
end

--- A table of one's own as a frame: .csv (any encoding, also with ; or tabs), .tsv or .xlsx. A column of numbers
--- holds numbers, and population(万人) is population in 人; 地区, 地区代码, 年度 and their like are called region,
--- region_code and year, by which it is joined to values of reports. nil, message, code if it cannot be read.
function M.read(path)
  if type(path) ~= "string" then
    failure.misuse("frame.read: " .. message.text("call_argument", { name = "path", got = type(path),
      want = message.text("want_path") }))
  end
  local columns, rows, code = require("fazhi.frame.reader").read(path)
  if not columns then return nil, rows, code end
  return M.new({ columns = columns, rows = rows })
end

--- True if `value` is a frame.
function M.is(value)
  return getmetatable(value) == Frame
end

-- The same frame with other rows, columns or notes; none of them is shared with the old one.
local function derive(self, rows, columns, notes)
  notes = notes or self.notes
  return M.new({
    columns = columns or self.columns,
    rows = rows,
    notes = table.move(notes, 1, #notes, 1, {}),
    title = self.title,
    layout = self.layout,
    none = self.none,
    is_exact = self.is_exact,
    sheets = self.sheets,
    page = self.page,
    file_name = self.file_name,
  })
end

local function rows_from(self, first, last)
  return table.move(self.rows, first, last, 1, {})
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
  column.need(self, name)
  local values = {}
  for _, row in ipairs(self.rows) do values[#values + 1] = row[name] end
  return values
end

--- The names of the columns, in order.
function Frame:names()
  return column.names(self)
end

-- Rows may hold more than the columns show; a name that is neither is a slip.
local function check_name(self, name)
  if #self.columns == 0 or column.find(self, name) then return end
  for _, row in ipairs(self.rows) do
    if row[name] ~= nil then return end
  end
  column.need(self, name)
end

-- A test for rows with these values.
local function has_values(self, wanted)
  for name in pairs(wanted) do check_name(self, name) end
  return function(row)
    for name, value in pairs(wanted) do
      if row[name] ~= value then return false end
    end
    return true
  end
end

--- The rows for which f(row) is true; a table {name = value} keeps rows that have these values.
function Frame:filter(f)
  local test = type(f) == "table" and has_values(self, f) or f
  local rows = {}
  for _, row in ipairs(self.rows) do
    if test(row) then rows[#rows + 1] = row end
  end
  return derive(self, rows)
end

--- Only the columns named, in this order: select("region", "value") or select{"region", "value"}.
function Frame:select(names, ...)
  local columns = {}
  for i, name in ipairs(column.need_all(self, names, ...)) do columns[i] = column.need(self, name) end
  return derive(self, rows_from(self, 1, #self.rows), columns)
end

--- Other names for columns, {old = new}: rename{value = "accepted"}. Labels stay.
function Frame:rename(names)
  for old in pairs(names) do column.need(self, old) end
  local columns, rows = {}, {}
  for i, one in ipairs(self.columns) do
    columns[i] = column.copy(one)
    columns[i].name = names[one.name] or one.name
  end
  columns = column.list(columns)
  for i, row in ipairs(self.rows) do
    rows[i] = column.copy(row)
    for old in pairs(names) do rows[i][old] = nil end
    for old, new in pairs(names) do rows[i][new] = row[old] end
  end
  return derive(self, rows, columns)
end

--- A new or changed column with the values f(row). `name` is a name or a column table.
function Frame:mutate(name, f)
  local one = type(name) == "table" and name or column.find(self, name)
  local key, rows = one and one.name or name, {}
  for i, row in ipairs(self.rows) do
    rows[i] = column.copy(row)
    rows[i][key] = f(row)
  end
  return derive(self, rows, column.with(self.columns, one or column.of(key, rows)))
end

--- Rows in order of columns: sort("region", "-year"); "-" is descending. Missing values come
--- last either way, and rows that are equal keep their order.
function Frame:sort(...)
  local keys = {}
  for i, key in ipairs({ ... }) do
    local down, name = key:match("^(%-?)(.*)$")
    check_name(self, name)
    keys[i] = { name = name, down = down == "-" }
  end
  local order = {}
  for i, row in ipairs(self.rows) do order[i] = { i = i, row = row } end
  table.sort(order, function(a, b)
    for _, key in ipairs(keys) do
      local x, y = a.row[key.name], b.row[key.name]
      local c = column.compare(x, y)
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
  column.need(self, name)
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
  local ranked = self:mutate({ name = "rank", kind = "integer", zh = "名次", en = "rank" },
    function(row) return place[row] end)
  if column.find(self, "rank") then return ranked end
  table.insert(ranked.columns, 1, table.remove(ranked.columns))
  return ranked
end

--- The first n rows (default 10).
function Frame:head(n)
  return derive(self, rows_from(self, 1, math.min(n or 10, #self.rows)))
end

--- The last n rows (default 10).
function Frame:tail(n)
  return derive(self, rows_from(self, math.max(1, #self.rows - (n or 10) + 1), #self.rows))
end

--- The rows from one place to another, both included, negative ones from the end, as string.sub.
function Frame:slice(from, to)
  local n = #self.rows
  to = to or n
  if from < 0 then from = n + from + 1 end
  if to < 0 then to = n + to + 1 end
  return derive(self, rows_from(self, math.max(1, from), math.min(n, to)))
end

--- The first row of each combination of values in the columns named (default: all of them).
function Frame:distinct(names, ...)
  if names == nil then names = self:names() end
  local rows = {}
  for i, group in ipairs(self:group(names, ...).groups) do rows[i] = group.rows[1] end
  return derive(self, rows)
end

local Groups = {}
Groups.__index = Groups

--- Rows with the same values in the columns named, in order of first appearance: an object
--- with .groups (each {key = {name = value}, rows =}) and :agg. Rows where a value is missing are a
--- group of their own, whose key lacks it. group() is one group, of all rows.
function Frame:group(names, ...)
  names = column.need_all(self, names == nil and {} or names, ...)
  local groups, at = {}, {}
  for _, row in ipairs(self.rows) do
    local id = column.key(row, names)
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

local function extreme(values, is_more)
  local best = values[1]
  for _, value in ipairs(values) do
    if is_more(value, best) then best = value end
  end
  return best
end

-- What `agg` can be asked for by a word: of the column itself, its values that are not missing.
local summaries = {
  sum = function(values) return #values > 0 and stats.sum(values) or nil end,
  mean = function(values) return #values > 0 and stats.mean(values) or nil end,
  median = function(values) return #values > 0 and stats.median(values) or nil end,
  min = function(values) return extreme(values, function(a, b) return a < b end) end,
  max = function(values) return extreme(values, function(a, b) return a > b end) end,
  first = function(values) return values[1] end,
  count = function(values) return #values end,
}

local function summary_of(name, asked)
  if type(asked) ~= "string" then return asked end
  local f = summaries[asked] or failure.misuse(message.text("agg_ways", { word = asked }))
  return function(part) return f(part:column(name)) end
end

--- One row per group: its key and, for each name = f, f(frame of the group's rows); or name = "sum", "mean",
--- "median", "min", "max", "first" or "count", of the values in that column. New columns come in order of name;
--- select puts them in another.
function Groups:agg(functions)
  local names, columns, rows, asked = {}, {}, {}, {}
  for name, f in pairs(functions) do
    names[#names + 1], asked[name] = name, summary_of(name, f)
  end
  table.sort(names)
  for i, group in ipairs(self.groups) do
    local row = column.copy(group.key)
    local part = derive(self.frame, group.rows)
    for _, name in ipairs(names) do row[name] = asked[name](part) end
    rows[i] = row
  end
  for i, name in ipairs(self.names) do columns[i] = column.need(self.frame, name) end
  for _, name in ipairs(names) do
    columns[#columns + 1] = column.find(self.frame, name) or column.of(name, rows)
  end
  return derive(self.frame, rows, columns)
end

--- How many rows there are of each combination of values in the columns named: those and `n`, in
--- order of first appearance.
function Frame:count_by(names, ...)
  local groups = self:group(names, ...)
  local counted, columns = groups:agg({ n = function(part) return #part.rows end }), {}
  for i, name in ipairs(groups.names) do columns[i] = column.need(self, name) end
  columns[#columns + 1] = { name = "n", kind = "integer", zh = "数量", en = "count" }
  return derive(self, counted.rows, columns)
end

--- Joins the columns of `other` to the rows with the same values in the columns `by` (a name
--- or a list). `how` is "left" (default: rows without a partner are kept with missing values), "inner"
--- (dropped), "full" (rows of `other` without a partner come at the end) or "anti" (only the rows without
--- a partner, no new columns). Several partners give several rows; a missing key has none. A column of
--- `other` whose name is taken is called NAME_2.
function Frame:join(other, by, how)
  if not M.is(other) then
    failure.misuse("join: " .. message.text("call_argument", { name = "other", got = type(other),
      want = message.text("want_frame") }))
  end
  return derive(self, reshape.join(self, other, by, how))
end

--- The rows of this frame and then of the others, with the columns of all; a column that one does
--- not have is missing there. The notes of all are kept, each once.
function Frame:bind(...)
  return derive(self, reshape.bind(self, ...))
end

--- Turns the values of column `across` into columns: {down=, across=, values=}, one row for each
--- value of `down` (a name or a list), the cells taken from `values`. Of several values for one cell the
--- first that is not missing is kept and a note says so, unless `combine`, f(list of values), makes one of
--- them. A row without a value of `across` still makes a row.
function Frame:pivot(options)
  return derive(self, reshape.pivot(self, options))
end

--- The long form, as pivot's way back: {down=, across="name", values="value"} keeps the columns
--- `down` (a name or a list) and makes a row for each other column (or those of `columns`), its name in
--- `across`, as a number if all are, and its value in `values`. Missing values keep their rows unless
--- `drop_missing`.
function Frame:unpivot(options)
  return derive(self, reshape.unpivot(self, options))
end

--- A chart of columns, see fazhi.chart: chart{ kind = "bar", label = "region", value = "value" }. A value that is
--- missing is a gap, and its label is told as missing. nil where there are no rows.
-- @param t { label = a column; value = a column, or a list of them, a series each; by = a column whose values are the
--   series; low=, high= = columns; and title, unit, marks, notes … as of fazhi.chart }
function Frame:chart(t)
  for _, name in ipairs { "label", "by", "low", "high" } do
    if t[name] then column.need(self, t[name]) end
  end
  for _, name in ipairs(type(t.value) == "table" and t.value or { t.value }) do column.need(self, name) end
  return require("fazhi.chart").of_rows(self.rows, t)
end

--- The frame with the columns that are shown: those it has, or, where it was made of rows alone, one for each
--- name in the rows, in order of the alphabet.
function Frame:shown()
  if #self.columns > 0 or #self.rows == 0 then return self end
  local names, seen = {}, {}
  for _, row in ipairs(self.rows) do
    for name in pairs(row) do
      if type(name) == "string" and not seen[name] then names[#names + 1], seen[name] = name, true end
    end
  end
  table.sort(names)
  for i, name in ipairs(names) do names[i] = column.of(name, self.rows) end
  local shown = derive(self, self.rows, names)
  shown.status = self.status
  return shown
end

--- Prints the frame as the program would on a terminal.
function Frame:print()
  io.write(require("fazhi.render").string(self:shown(), { format = "table" }))
end

--- Writes the frame to a file, in the format of its ending (see fazhi.render.endings).
--- Returns true or nil, message, code.
function Frame:save(path)
  local ok, why, code = (require("fazhi.saver").save or require("fazhi.render").save)(self:shown(), path)
  if not ok then return nil, why, code end
  return true
end

--- As the prompt and print show it.
function Frame:__tostring()
  return require("fazhi.render").string(self:shown(), { format = "table" })
end

return M
