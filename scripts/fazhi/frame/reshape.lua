-- The verbs that bring frames together or turn them: join, bind, pivot, unpivot. Each returns rows,
-- columns and notes for a new frame; what is missing stays missing.

local column = require("fazhi.frame.column")
local failure = require("fazhi.failure")
local message = require("fazhi.message")

local M = {}

local function concat(a, b)
  local all = table.move(a, 1, #a, 1, {})
  return table.move(b, 1, #b, #all + 1, all)
end

local function as_list(value)
  return type(value) == "table" and value or { value }
end

-- The other frame's columns but the keys, and by what name each is called here: a name that this frame
-- has too gets a 2, so that nothing is taken for something else.
local function new_columns(frame, other, keys)
  local columns, called, is_key = concat(frame.columns, {}), {}, {}
  for _, name in ipairs(keys) do is_key[name] = true end
  for _, one in ipairs(other.columns) do
    if not is_key[one.name] then
      local new = one
      if column.find(frame, one.name) then
        new = column.copy(one)
        new.name = one.name .. "_2"
        new.en, new.zh = one.en and one.en .. " 2", one.zh and one.zh .. "2"
      end
      columns[#columns + 1], called[one.name] = new, new.name
    end
  end
  return columns, called
end

local function partners_by_key(other, keys)
  local partners = {}
  for _, row in ipairs(other.rows) do
    local id, is_missing = column.key(row, keys)
    if not is_missing then
      partners[id] = partners[id] or {}
      table.insert(partners[id], row)
    end
  end
  return partners
end

local function merged(row, partner, called)
  local new = column.copy(row)
  for name, here in pairs(called) do new[here] = partner[name] end
  return new
end

-- The rows of `other` whose key no row of the frame has, as rows of the joined frame.
local function strangers(other, keys, called, seen)
  local rows = {}
  for _, row in ipairs(other.rows) do
    local id, is_missing = column.key(row, keys)
    if is_missing or not seen[id] then
      local new = merged({}, row, called)
      for _, name in ipairs(keys) do new[name] = row[name] end
      rows[#rows + 1] = new
    end
  end
  return rows
end

local ways = { left = true, inner = true, full = true, anti = true }

--- See Frame:join.
function M.join(frame, other, by, how)
  local keys = column.need_all(frame, as_list(by))
  column.need_all(other, keys)
  how = how or "left"
  if not ways[how] then failure.misuse(message.text("join_ways", { word = how })) end
  local columns, called = new_columns(frame, other, keys)
  local partners, seen, rows = partners_by_key(other, keys), {}, {}
  for _, row in ipairs(frame.rows) do
    local id = column.key(row, keys)
    seen[id] = true
    if how == "anti" then
      if not partners[id] then rows[#rows + 1] = row end
    elseif partners[id] or how ~= "inner" then
      for _, partner in ipairs(partners[id] or { {} }) do rows[#rows + 1] = merged(row, partner, called) end
    end
  end
  if how == "anti" then return rows, frame.columns end
  if how == "full" then rows = concat(rows, strangers(other, keys, called, seen)) end
  return rows, columns
end

--- See Frame:bind.
function M.bind(frame, ...)
  local rows, columns, notes, told = {}, {}, {}, {}
  for _, one in ipairs({ frame, ... }) do
    rows = concat(rows, one.rows)
    for _, new in ipairs(one.columns) do
      if not column.find({ columns = columns }, new.name) then columns[#columns + 1] = new end
    end
    for _, note in ipairs(one.notes) do
      if not told[note] then notes[#notes + 1] = note end
      told[note] = true
    end
  end
  return rows, columns, notes
end

-- The row of each key, in order of appearance, with the values for each head as a list.
local function spread(frame, keys, across, values)
  local rows, at, cells, heads = {}, {}, {}, {}
  for _, row in ipairs(frame.rows) do
    local id = column.key(row, keys)
    if not at[id] then
      at[id] = {}
      for _, name in ipairs(keys) do at[id][name] = row[name] end
      rows[#rows + 1] = at[id]
      cells[at[id]] = {}
    end
    local head, value = row[across], row[values]
    if head ~= nil then
      local name, own = column.head(head), cells[at[id]]
      heads[name] = head
      own[name] = own[name] or {}
      table.insert(own[name], value)
    end
  end
  return rows, cells, heads
end

-- Puts one value of each cell into its row; how many cells had several.
local function fill(rows, cells, combine)
  local doubles = 0
  for _, row in ipairs(rows) do
    for name, list in pairs(cells[row]) do
      if combine and #list > 0 then
        row[name] = combine(list)
      else
        row[name] = list[1]
        doubles = doubles + (#list > 1 and 1 or 0)
      end
    end
  end
  return doubles
end

-- One column for each head, in order of their values, like that of the values.
local function head_columns(heads, like)
  local order, columns = {}, {}
  for name, head in pairs(heads) do order[#order + 1] = { name = name, head = head } end
  table.sort(order, function(a, b) return column.compare(a.head, b.head) < 0 end)
  for i, one in ipairs(order) do
    columns[i] = column.copy(like)
    columns[i].name, columns[i].en, columns[i].zh, columns[i].help, columns[i].help_zh = one.name, nil, nil, nil, nil
  end
  return columns
end

--- See Frame:pivot.
function M.pivot(frame, options)
  local keys = column.need_all(frame, as_list(options.down))
  column.need(frame, options.across)
  local like = column.need(frame, options.values)
  local rows, cells, heads = spread(frame, keys, options.across, options.values)
  local doubles = fill(rows, cells, options.combine)
  local columns = {}
  for i, name in ipairs(keys) do columns[i] = column.need(frame, name) end
  local notes = frame.notes
  if doubles > 0 then notes = concat(notes, { message.text("pivot_doubles", { count = doubles }) }) end
  return rows, concat(columns, head_columns(heads, like)), notes
end

-- The names to turn into values: those of options.columns, else all but `down`; as whole numbers if all
-- of them are.
local function heads_of(frame, keys, options)
  local is_key, names, numbers = {}, {}, {}
  for _, name in ipairs(keys) do is_key[name] = true end
  for _, name in ipairs(options.columns and column.need_all(frame, options.columns) or column.names(frame)) do
    if not is_key[name] then names[#names + 1] = name end
  end
  for i, name in ipairs(names) do numbers[i] = name:find("^%d+$") and math.tointeger(tonumber(name)) or nil end
  return names, #names > 0 and #numbers == #names and numbers or names
end

--- See Frame:unpivot.
function M.unpivot(frame, options)
  local keys = column.need_all(frame, as_list(options.down))
  local names, heads = heads_of(frame, keys, options)
  local across, values = options.across or "name", options.values or "value"
  local rows, columns = {}, {}
  for i, name in ipairs(keys) do columns[i] = column.need(frame, name) end
  for _, row in ipairs(frame.rows) do
    for i, name in ipairs(names) do
      if row[name] ~= nil or not options.drop_missing then
        local new = { [across] = heads[i], [values] = row[name] }
        for _, key in ipairs(keys) do new[key] = row[key] end
        rows[#rows + 1] = new
      end
    end
  end
  local head_kind = math.type(heads[1]) == "integer" and "integer" or "text"
  return rows, concat(columns, { { name = across, kind = head_kind }, column.of(values, rows) })
end

return M
