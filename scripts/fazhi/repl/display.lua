-- repl.display: how a value shows itself at the prompt: frames as tables, a value of an indicator in a line
-- with the change against the year before, evidence as `why` tells it, tables briefly.

local chart = require "fazhi.chart"
local comparison = require "fazhi.comparison"
local frame = require "fazhi.frame"
local message = require "fazhi.message"
local render = require "fazhi.render"
local width = require "fazhi.width"

local M = {}

local MOST = 8 -- entries of a table that are shown

local function type_of(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and rawget(meta, "__name") or nil
end

local function number(n)
  return math.type(n) == "integer" and tostring(n) or ("%.14g"):format(n)
end

local bounds = {
  about = { "about ", "约" }, at_least = { "at least ", "不少于" }, at_most = { "at most ", "不超过" },
}

local function name_of(v)
  if message.language() ~= "zh" then return v.indicator end
  for _, one in ipairs(v.corpus and v.corpus:indicators() or {}) do
    if one.id == v.indicator then return one.name end
  end
  return v.indicator
end

-- The change against the year before, from the corpus itself and not as the report claims it.
local function change_of(v)
  if not v.corpus or not v.year then return "" end
  local place = v.region_code or comparison.shown_region(v)
  local before = v.corpus:values(v.indicator, { region = place, year = v.year - 1 })
  local change, percent = require("fazhi.series").change(v, before and before[1])
  if not change then return "" end
  local told = percent and ("%+.2f%%"):format(percent) or ("%+.14g %s"):format(change, v.unit == "%"
    and message.choose("points", "个百分点") or v.unit or "")
  return message.say("  {told} on {year}", "　比{year}年 {told}", { year = v.year - 1, told = told })
end

--- A value of an indicator in one line: 2690 件（行政复议受理数）　比2023年 +58.61%.
function M.value(v)
  local bound = bounds[v.bound]
  local unit = v.unit == "%" and "%" or " " .. (v.unit or "")
  return ("%s%s%s%s%s"):format(bound and message.choose(bound[1], bound[2]) or "", v.value and number(v.value) or "—",
    unit, message.say(" ({name})", "（{name}）", { name = name_of(v) }), change_of(v))
end

-- A value within a table: a text is cut, a table told by its name or size.
local function brief(value)
  if type(value) == "string" then
    local cut = width.cut(value:gsub("%c", " "), 40)
    return '"' .. cut .. (#cut < #value and "…" or "") .. '"'
  end
  if type(value) == "number" then return number(value) end
  if type(value) == "table" and not getmetatable(value) then
    local name = rawget(value, "name")
    if type(name) == "string" then return ("{name = %s…}"):format(brief(name)) end
    return #value > 0 and ("{… %d}"):format(#value) or next(value) == nil and "{}" or "{…}"
  end
  if type_of(value) and type(value) == "table" then return "<" .. type_of(value):gsub("^fazhi%.", "") .. ">" end
  return type(value) == "function" and "function" or tostring(value)
end

local function sorted_keys(t)
  local keys = {}
  for k in next, t do
    if type(k) == "string" then keys[#keys + 1] = k end
  end
  table.sort(keys)
  return keys
end

local function entries_of(t)
  local parts, n = {}, rawlen(t)
  for i = 1, math.min(n, MOST) do parts[i] = brief(rawget(t, i)) end
  if n > MOST then parts[#parts + 1] = message.say("… {n} in all", "… 共 {n} 项", { n = n }) end
  local keys = sorted_keys(t)
  for i = 1, math.min(#keys, MOST) do parts[#parts + 1] = keys[i] .. " = " .. brief(rawget(t, keys[i])) end
  if #keys > MOST then parts[#parts + 1] = message.say("… {n} fields", "… 共 {n} 个字段", { n = #keys }) end
  return parts
end

local function plain_table(t, columns)
  local parts = entries_of(t)
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #parts == 0 then return "{}" end
  if width.of(line) <= columns then return line end
  return "{\n  " .. table.concat(parts, ",\n  ") .. "\n}"
end

-- A list of values or reports, as corpus:values gives: a line each.
local function list_of_lines(list, line_of)
  local lines = {}
  for i = 1, #list do lines[i] = line_of(list[i]) end
  return table.concat(lines, "\n")
end

local function value_line(v)
  return ("%s %s  %s"):format(v.region or "?", v.year or "?", M.value(v))
end

-- A frame, or what is shown as one.
local function of_frame(f, options)
  f = f:shown()
  local s, why, code = render.string(f, { format = "table", width = options.columns, color = options.color,
    chooser = ":select" })
  if not s then return message.line(code, why) end
  if #f.rows == 0 and f.none then s = s .. message.text("E101", { what = f.none }) .. "\n" end
  return (s:gsub("\n$", ""))
end

local shown = {}

shown["fazhi.value"] = function(v) return M.value(v) end

shown["fazhi.report"] = function(r)
  local named = { r.id, r.region or "?", tostring(r.year or "?"), r.title or "" }
  return table.concat(named, "  ")
end

shown["fazhi.reports"] = function(r, options) return of_frame(r:frame(), options) end
shown["fazhi.mentions"] = shown["fazhi.reports"]

-- Evidence is told by the script that tells it on the command line.
shown["fazhi.why"] = function(w, options)
  local f = options.run and options.run("why", { id = w.id })
  return frame.is(f) and of_frame(f, options) or plain_table(w, options.columns)
end

shown["fazhi.corpus"] = function(c)
  local counts = c:counts()
  if not counts then return tostring(c) end
  return message.say("{path}: {reports} {reports|report|reports}", "{path}：{reports} 份报告",
    { path = c.path, reports = counts.reports })
end

--- A value as text, without a line end at the end.
-- @param options { columns = width to keep to (or nil), color =, run = function(verb, arguments) → frame }
function M.text(value, options)
  options = options or {}
  if frame.is(value) then return of_frame(value, options) end
  if chart.is(value) then
    return (render.chart(value, { width = options.columns, color = options.color }):gsub("\n$", ""))
  end
  local show = shown[type_of(value)]
  if show then return show(value, options) end
  if type(value) == "number" then return number(value) end
  if type(value) ~= "table" then return tostring(value) end
  local meta = getmetatable(value)
  if type(meta) == "table" and rawget(meta, "__tostring") then return tostring(value) end
  local first = type_of(value[1])
  if first == "fazhi.value" then return list_of_lines(value, value_line) end
  if first == "fazhi.report" then return list_of_lines(value, shown[first]) end
  if first == "fazhi.territory" then return list_of_lines(value, tostring) end
  return plain_table(value, options.columns or 80)
end

return M
