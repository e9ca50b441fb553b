-- stored: what comes out of a corpus as an object: reports, a query for reports, values. They
-- hold their row and ask the corpus for the rest. Holds no SQL of its own.

local M = {}

local Outline = { __name = "fazhi.outline" }
Outline.__index = Outline

-- The depth of each section below the first: that of its parent and one more.
local function depths_of(sections)
  local depths = {}
  for i, section in ipairs(sections) do depths[i] = (depths[section.parent] or 0) + 1 end
  return depths
end

--- The headings, indented by their place: tree(2) shows two levels. Without a number, all.
-- @return a frame of running text
function Outline:tree(depth)
  local lines, depths = {}, depths_of(self)
  for i, section in ipairs(self) do
    if depths[i] <= (depth or math.huge) then
      lines[#lines + 1] = { text = ("  "):rep(depths[i] - 1) .. (section.marker or "") .. (section.heading or "") }
    end
  end
  return require("fazhi.frame").new({ layout = "text", columns = { "text" }, rows = lines })
end

Outline.__tostring = function(o) return (tostring(o:tree()):gsub("\n$", "")) end

-- How much there is of a report, counted when it is asked for.
local SIZES = { characters = true, section_count = true, figure_count = true, observation_count = true }

-- What is known of the file of a report.
local FILE = { path = true, url = true, sha256 = true, bytes = true, format = true, encoding = true, notes = true,
  added_at = true, twin_of = true }

local Report = { __name = "fazhi.report",
  __names = { "characters", "figure_count", "observation_count", "outline", "section_count" } }

local function read_file(r)
  rawset(r, "is_lean", nil)
  local whole = r.corpus:report(r.id)
  for name in pairs(FILE) do rawset(r, name, whole and rawget(whole, name)) end
end

-- The outline is read when it is asked for, and so are the sizes, and of a lean row what is known of the file.
Report.__index = function(r, name)
  if FILE[name] and rawget(r, "is_lean") then
    read_file(r)
    return rawget(r, name)
  end
  if SIZES[name] then
    for size, count in pairs(r.corpus:sizes(r.id) or {}) do rawset(r, size, count) end
    return rawget(r, name)
  end
  if name ~= "outline" then return Report[name] end
  local outline = setmetatable(r.corpus:sections(r.id), Outline)
  rawset(r, "outline", outline)
  return outline
end
Report.__tostring = function(r)
  return ("%s %s %s %s"):format(r.id, r.region or "?", r.year or "?", r.title or "")
end

--- Makes a row of corpus:reports a report; `corpus` becomes one of its fields.
function M.report(corpus, row)
  row.corpus = corpus
  return setmetatable(row, Report)
end

--- The clean body.
function Report:text()
  return self.corpus:body(self.id)
end

-- True if one of the words of "复议|应诉" is in the heading, or none are asked for.
local function fits(heading, words)
  if not words then return true end
  for word in words:gmatch("[^|]+") do
    if heading:find(word, 1, true) then return true end
  end
  return false
end

--- The sections, or those whose heading contains one of the words of "复议|应诉", as rows with
--- level, marker, heading, start, stop, parent (place of the parent among all, or 0), text.
function Report:sections(words)
  local list, body = {}, self:text()
  for _, section in ipairs(self.corpus:sections(self.id)) do
    section.text = body:sub(section.start, section.stop)
    if fits(section.heading, words) then list[#list + 1] = section end
  end
  return list
end

--- The figures, as corpus:figures.
function Report:figures()
  return self.corpus:figures(self.id)
end

--- The observations, as corpus:observations.
function Report:observations()
  return self.corpus:observations(self.id)
end

--- The best observation of an indicator, by id or Chinese name, as corpus:values gives it; nil, message, "E101" if the
--- report has none.
function Report:get(indicator)
  local values, why, code = self.corpus:values(indicator, { report = self.id })
  if not values then return nil, why, code end
  if values[1] then return values[1] end
  return nil, require("fazhi.message").text("unreported", { id = self.id, indicator = indicator }), "E101"
end

--- The sentences of the body, in order, each a string.
function Report:sentences()
  local list = {}
  for i, one in ipairs(require("fazhi.text").sentences(self:text())) do list[i] = one.text end
  return list
end

--- Every place of a word with the words around it, as fazhi.text.kwic finds them: a frame with left, match,
--- right, start and stop (bytes of the body, as string.sub takes them).
-- @param n characters on either side (20)
function Report:kwic(word, n)
  local rows = require("fazhi.text").kwic(self:text(), word, { width = n })
  return require("fazhi.frame").new { rows = rows, none = "“" .. word .. "”", columns = {
    { name = "left", kind = "text", zh = "左文", en = "left", align = "right" },
    { name = "match", kind = "text", zh = "词", en = "word" },
    { name = "right", kind = "text", zh = "右文", en = "right" },
    { name = "start", kind = "integer", zh = "正文起", en = "start" },
    { name = "stop", kind = "integer", zh = "正文止", en = "stop" } } }
end

-- The reports of the same kind and the passages that each shares with this one.
local function sharing(report, similar)
  local set <close> = similar.new()
  local others, own = {}, nil
  for other in report.corpus:reports { kind = report.kind }:each() do
    local i = set:add(other:text(), other.region_code or other.id)
    others[i] = other
    if other.id == report.id then own = i end
  end
  if not own then return {} end
  set:index()
  local rows = {}
  for _, i in ipairs(set:near(own)) do
    local found = i ~= own and set:compare(own, i)
    if found then
      rows[#rows + 1] = { report = others[i].id, region = others[i].region, year = others[i].year,
        contained = 100 * found.contained, characters = found.letters, longest = found.longest }
    end
  end
  return rows
end

--- The reports of the same kind that share the most text with this one, stock phrases apart: a frame with
--- report, region, year, contained (% of this report), characters (letters shared) and longest. All texts of
--- the kind are read for it; `fazhi reuse` tells who had the words first.
-- @param n how many (10)
function Report:similar(n)
  local rows = sharing(self, require("fazhi.similar"))
  return require("fazhi.frame").new { rows = rows, none = self.id, columns = {
    { name = "report", kind = "text", zh = "报告", en = "report" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "contained", kind = "number", unit = "%", digits = 1, zh = "相同", en = "shared" },
    { name = "characters", kind = "integer", zh = "字数", en = "characters" },
    { name = "longest", kind = "integer", zh = "最长一段", en = "longest" } } }:sort("-contained", "report"):head(n)
end

--- Where each field was taken from, as corpus:evidence.
function Report:evidence(field)
  return self.corpus:evidence(self.id, field)
end

local Reports = { __name = "fazhi.reports" }
Reports.__index = Reports

--- Makes a filter of the corpus an object that reads when it is asked.
function M.reports(corpus, filter)
  return setmetatable({ corpus = corpus, filter = filter }, Reports)
end

--- for report in reports:each() do, in order of region and year.
-- @param is_lean true: what is known of their files (path, url, sha256 …) is read when it is asked for, which is
--   faster where it is not
function Reports:each(is_lean)
  return self.corpus:each_report(self.filter, is_lean)
end

--- How many there are.
function Reports:count()
  return self.corpus:count_reports(self.filter)
end

--- The reports as a frame: id, region_code, region, year, level, kind, title, issuer, published.
function Reports:frame()
  local rows = {}
  for report in self:each() do rows[#rows + 1] = report end
  return require("fazhi.frame").new {
    columns = { "id", "region_code", { name = "region", kind = "region" }, { name = "year", kind = "year" },
      "level", "kind", "title", "issuer", "published" },
    rows = rows,
  }
end

-- The verbs of frames work on a list at once: list:group("year") is list:frame():group("year").
local function as_frame(_, name)
  local verb = type(name) == "string" and require("fazhi.frame").new({})[name]
  if type(verb) ~= "function" then return nil end
  return function(list, ...) return verb(list:frame(), ...) end
end

-- A list of rows that can be made a frame with these columns, each { name, kind, zh, en, what it is called in a row
-- if that is another name }.
local function listing(name, columns)
  local List = setmetatable({ __name = name }, { __index = as_frame })
  List.__index = List
  local shown, from = {}, {}
  for i, c in ipairs(columns) do
    shown[i], from[i] = { name = c[1], kind = c[2], zh = c[3], en = c[4] }, c[5] or c[1]
  end

  --- The list as a frame: a row for each, with the columns that are worth a look.
  function List:frame()
    local rows = {}
    for i, one in ipairs(self) do
      rows[i] = {}
      for c, column in ipairs(shown) do rows[i][column.name] = one[from[c]] end
    end
    return require("fazhi.frame").new { columns = shown, rows = rows }
  end

  return List
end

local Mentions = listing("fazhi.mentions", {
  { "report", "text", "报告", "report" }, { "region_code", "text", "地区代码", "region code" },
  { "region", "region", "地区", "region" }, { "province", "region", "省份", "province" },
  { "level", "level", "层级", "level" }, { "year", "year", "年度", "year" }, { "times", "integer", "次数", "times" },
  { "characters", "integer", "字数", "characters" },
})

--- Makes the list of corpus:mentions one with :frame().
function M.mentions(list)
  return setmetatable(list, Mentions)
end

local Values = listing("fazhi.values", {
  { "region_code", "text", "地区代码", "region code" }, { "region", "region", "地区", "region", "region_full" },
  { "level", "level", "层级", "level" }, { "year", "year", "年度", "year" },
  { "indicator", "indicator", "指标", "indicator" }, { "value", "number", "数值", "value" },
  { "unit", "text", "单位", "unit" }, { "bound", "text", "约数", "bound" }, { "scope", "text", "口径", "scope" },
  { "period", "text", "期间", "period" }, { "basis", "text", "所指", "basis" }, { "note", "text", "备注", "note" },
  { "quote", "text", "原句", "quote" },
  { "id", "text", "依据编号", "id" }, { "report", "text", "报告", "report" },
})

--- Makes the list of corpus:values one with :frame().
function M.values(list)
  return setmetatable(list, Values)
end

local Value = { __name = "fazhi.value", __names = { "quote", "region" } }

local read = {
  quote = function(v) return v.corpus:quote(v.start and v or v.observation_id or v.id) end,
  region = function(v)
    return v.region_code and v.corpus:region_name(v.region_code, v.year, v.region_full) or v.region_full
  end,
}

-- The sentence is read when it is asked for, and so is the own name of the region: a trend over all reports quotes
-- none of them, and calls regions by their full names.
Value.__index = function(v, name)
  if not read[name] then return Value[name] end
  local found = rawget(v, "corpus") and read[name](v) or nil
  rawset(v, name, found)
  return found
end
Value.__tostring = function(v)
  return ("%s %s %s %s%s"):format(v.region or "?", v.year or "?", v.indicator, v.value, v.unit)
end

--- Makes a row of corpus:values a value.
function M.value(corpus, row)
  row.corpus = corpus
  return setmetatable(row, Value)
end

local Why = { __name = "fazhi.why" }

--- Everything behind this value, as corpus:why.
function Value:why()
  local evidence, message, code = self.corpus:why(self.id)
  if not evidence then return nil, message, code end
  return setmetatable(evidence, Why)
end

--- The comments of a CREATE statement: that of the thing itself, and a table of those of its
--- columns by name. Columns that a migration added have theirs in /* */.
function M.meanings(statement)
  local whole, columns = nil, {}
  for column, comment in statement:gmatch("([%w_]+) [^,/]-/%*%s*(.-)%s*%*/") do columns[column] = comment end
  for line in statement:gmatch("[^\n]+") do
    local code, comment = line:match("^(.-)%s*%-%-%s*(.*)$")
    if comment and line:find("^CREATE") then
      whole = comment
    elseif comment then
      columns[code:match("AS ([%w_]+),?$") or code:match("^%s*([%w_]+)") or ""] = comment
    end
  end
  return whole, columns
end

return M
