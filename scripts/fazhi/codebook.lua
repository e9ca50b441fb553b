-- codebook: what the columns of a table mean, as a table: name, label, kind, unit, meaning, and in how
-- many rows there is a value.

local frame = require("fazhi.frame")
local message = require("fazhi.message")

local M = {}

local columns = {
  { name = "variable", kind = "text", zh = "变量", en = "variable" },
  { name = "label", kind = "text", zh = "名称", en = "label" },
  { name = "kind", kind = "text", zh = "类型", en = "kind" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "meaning", kind = "text", zh = "含义", en = "meaning" },
  { name = "indicator", kind = "text", zh = "指标", en = "indicator" },
  { name = "part", kind = "text", zh = "部分", en = "part" },
  { name = "polarity", kind = "integer", zh = "方向", en = "polarity", help = "1: more is better, -1: less is better, "
    .. "0: neither", help_zh = "1 越多越好，-1 越少越好，0 无所谓" },
  { name = "catalogue", kind = "text", zh = "目录", en = "catalogue" },
  { name = "present", kind = "integer", zh = "有值", en = "present", help = "rows with a value", help_zh = "有值的行数" },
  { name = "missing", kind = "integer", zh = "缺失", en = "missing", help = "rows without", help_zh = "没有值的行数" },
}

local function count(rows, name)
  local n = 0
  for _, row in ipairs(rows) do
    if row[name] ~= nil then n = n + 1 end
  end
  return n
end

-- Only the column of the values has the unit and the definition, not those beside it.
local function column_row(column, rows)
  local present = count(rows, column.name)
  local indicator = column.indicator or {}
  local is_value = column.indicator and column.kind == "number"
  return {
    variable = column.name, kind = column.kind,
    label = is_value and indicator.name or message.choose(column.en, column.zh),
    unit = is_value and indicator.unit or nil, meaning = message.choose(column.help, column.help_zh),
    indicator = indicator.id, part = is_value and indicator.part or nil,
    polarity = is_value and indicator.polarity or nil, catalogue = is_value and indicator.catalogue or nil,
    present = present, missing = #rows - present,
  }
end

-- In a long table an indicator is no column but a word in one.
local function indicator_rows(result, indicators)
  local counts = {}
  for _, row in ipairs(result.rows) do counts[row.indicator] = (counts[row.indicator] or 0) + 1 end
  local rows = {}
  for _, one in ipairs(indicators) do
    if counts[one.id] then
      rows[#rows + 1] = { variable = "indicator = " .. one.id, label = one.name, kind = "number", unit = one.unit,
        meaning = one.definition, indicator = one.id, part = one.part, polarity = one.polarity,
        catalogue = one.catalogue, present = counts[one.id] }
    end
  end
  return rows
end

--- The codebook of a frame. Its columns say in `help` what they mean and in `indicator` of which
--- indicator they are ({ id=, unit=, part=, polarity=, catalogue= }).
-- @param indicators those that a long table may have in its column indicator, or nil
-- @return frame: variable, label, kind, unit, meaning, indicator, part, polarity, catalogue, present, missing
function M.of(result, indicators)
  local rows = {}
  for i, column in ipairs(result.columns) do rows[i] = column_row(column, result.rows) end
  local more = indicators and indicator_rows(result, indicators) or {}
  return frame.new({ columns = columns, rows = table.move(more, 1, #more, #rows + 1, rows) })
end

return M
