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

local Report = { __name = "fazhi.report",
  __names = { "characters", "figure_count", "observation_count", "outline", "section_count" } }

-- The outline is read when it is asked for, and so are the sizes.
Report.__index = function(r, name)
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

--- The best observation of an indicator, by id or Chinese name, as corpus:values gives it, or nil.
function Report:get(indicator)
  local values, message, code = self.corpus:values(indicator, { report = self.id })
  if not values then return nil, message, code end
  return values[1]
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
function Reports:each()
  return self.corpus:each_report(self.filter)
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

local Value = { __name = "fazhi.value", __names = { "quote" } }

-- The sentence is read when it is asked for: a trend over all reports quotes none of them.
Value.__index = function(v, name)
  if name ~= "quote" then return Value[name] end
  local quote = rawget(v, "corpus") and v.corpus:quote(v.id) or nil
  rawset(v, "quote", quote)
  return quote
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
