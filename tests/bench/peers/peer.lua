-- peer.lua: the job of `fazhi add` as one writes it in stock Lua 5.4 with LPeg and LuaSQL: decode, strip pages,
-- outline, place and year, figures with unit, bound, scope and period, indicators, the bytes of the file behind each,
-- SQLite rows and full text, in one process.
--
--     lua5.4 peer.lua FOLDER DATABASE REGIONS RULES TRADITIONAL
--     lua5.4 peer.lua --search DATABASE WORD …
--
-- The arguments are those of peer.py; bench.peers.source, .reading, .asking and .likeness belong to it. LuaSQL binds no
-- values, so rows go in as statements of many rows; the rest is as good as it gets: numbers are matched by LPeg where a
-- digit was found, words by plain finds, indexes come after the rows, the full text keeps no content, a transaction
-- holds 500 reports.

local luasql = require "luasql.sqlite3"
local asking = require "bench.peers.asking"
local likeness = require "bench.peers.likeness"
local reading = require "bench.peers.reading"
local source = require "bench.peers.source"

local SCHEMA = {
  "CREATE TABLE source(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, bytes INTEGER, encoding TEXT)",
  [[CREATE TABLE report(id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, kind TEXT, title TEXT, issuer TEXT,
    region_code TEXT, region TEXT, level TEXT, year INTEGER, body TEXT NOT NULL)]],
  [[CREATE TABLE section(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, parent_id INTEGER, ordinal INTEGER,
    level INTEGER, marker TEXT, heading TEXT, start INTEGER, stop INTEGER, source_start INTEGER, source_stop INTEGER)]],
  [[CREATE TABLE figure(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER,
    stop INTEGER, source_start INTEGER, source_stop INTEGER, raw TEXT, value REAL, upper REAL, unit TEXT, bound TEXT,
    kind TEXT, scope TEXT, period TEXT)]],
  [[CREATE TABLE observation(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, indicator_id TEXT, figure_id INTEGER,
    value REAL, unit TEXT, bound TEXT, scope TEXT, period TEXT)]],
  [[CREATE TABLE passage(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER,
    stop INTEGER, source_start INTEGER, source_stop INTEGER)]],
  [[CREATE TABLE likeness(report_id INTEGER, other_id INTEGER, same INTEGER, similarity REAL,
    PRIMARY KEY (report_id, other_id))]],
  "CREATE VIRTUAL TABLE passage_fts USING fts5(text, content='', tokenize=\"unicode61 tokenchars '。'\")",
}
local INDEXES = {
  "report_region ON report(region_code, year)", "section_report ON section(report_id, ordinal)",
  "figure_report ON figure(report_id, start)", "figure_section ON figure(section_id)",
  "observation_report ON observation(report_id)", "observation_indicator ON observation(indicator_id, report_id)",
  "observation_figure ON observation(figure_id)", "passage_report ON passage(report_id)",
}

local function each_row(path)
  local lines, names = io.lines(path), nil
  return function()
    for line in lines do
      local row, i = {}, 0
      if line:sub(1, 1) ~= "#" then
        for value in (line .. "\t"):gmatch "([^\t]*)\t" do
          i = i + 1
          if names then row[names[i]] = value else row[i] = value end
        end
        if names then return row end
        names = row
      end
    end
  end
end

-- ---- writing ---------------------------------------------------------------------------------------

local ROWS = 200
local TABLES = { "source", "report", "section", "figure", "observation", "passage", "fts", "likeness" }

local Writer = {}
Writer.__index = Writer

function Writer:run(sql)
  local ok, why = self.db:execute(sql)
  assert(ok, why)
end

-- Short words come again and again: units, bounds, markers, ids of indicators.
local SHORT = 24

function Writer:quote(text)
  local quoted = self.quoted[text]
  if not quoted then
    quoted = "'" .. self.db:escape(text) .. "'"
    if #text <= SHORT then self.quoted[text] = quoted end
  end
  return quoted
end

function Writer:flush(name)
  local rows = self.rows[name]
  if not rows or rows.count == 0 then return end
  rows[1] = "INSERT INTO " .. (name == "fts" and "passage_fts(rowid, text)" or name) .. " VALUES ("
  rows[#rows] = ")"
  self:run(table.concat(rows))
  self.rows[name] = { "", count = 0 }
end

-- Puts n values into a row of a table; what is nil or false is missing.
function Writer:put(name, n, ...)
  local rows, values = self.rows[name], { ... }
  local at = #rows
  for i = 1, n do
    local value = values[i]
    rows[at + 1] = not value and "NULL" or type(value) == "string" and self:quote(value) or value
    rows[at + 2] = i == n and "),(" or ","
    at = at + 2
  end
  rows.count = rows.count + 1
  if rows.count >= ROWS then self:flush(name) end
end

function Writer:commit()
  for _, name in ipairs(TABLES) do self:flush(name) end
  self.db:commit()
end

local function open(path)
  local db = assert(assert(luasql.sqlite3()):connect(path))
  local self = setmetatable({ db = db, rows = {}, quoted = {}, alike = likeness.new() }, Writer)
  self.reports, self.sections, self.figures, self.passages = 0, 0, 0, 0
  for _, pragma in ipairs { "page_size=8192", "journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536" } do
    db:execute("PRAGMA " .. pragma)
  end
  for _, sql in ipairs(SCHEMA) do self:run(sql) end
  for _, name in ipairs(TABLES) do self.rows[name] = { "", count = 0 } end
  db:setautocommit(false)
  return self
end

-- A character becomes a token, and a mark one that no phrase goes over.
local spaced = setmetatable({}, { __index = function(t, c)
  t[c] = c .. " "
  return t[c]
end })
for mark in ("，、；：！？\n"):gmatch(utf8.charpattern) do spaced[mark] = "。 " end

function Writer:put_passages(n, doc)
  local first = 1
  for i = 0, #doc.sections do
    local next_section = doc.sections[i + 1]
    local last = (next_section and next_section.start or #doc.body + 1) - 1
    if first <= last then
      self.passages = self.passages + 1
      self:put("passage", 7, self.passages, n, i > 0 and self.sections + i, first, last, doc.firsts[first],
        doc.lasts[last + 1])
      self:put("fts", 2, self.passages, (doc.body:sub(first, last):gsub(utf8.charpattern, spaced)))
    end
    first = last + 1
  end
end

function Writer:put_report(doc)
  self.reports = self.reports + 1
  local n, told, s, f = self.reports, doc.meta, self.sections, self.figures
  self:put("source", 4, n, doc.path, doc.bytes, doc.encoding)
  local place = told.region
  self:put("report", 10, n, n, told.kind, told.title, doc.issuer, place.code, place.full_name, place.level, told.year,
    doc.body)
  for i, one in ipairs(doc.sections) do
    self:put("section", 11, s + i, n, one.parent and s + one.parent, i, one.level, one.marker, one.heading, one.start,
      one.stop, doc.firsts[one.start], doc.lasts[one.stop])
  end
  for i, one in ipairs(doc.figures) do
    local inside = doc.inside[i]
    self:put("figure", 15, f + i, n, inside and s + inside, one.start, one.stop, doc.firsts[one.start],
      doc.lasts[one.stop], one.raw, one.value, one.upper, one.unit, one.bound, one.kind, one.scope, one.period)
  end
  for _, one in ipairs(doc.observations) do
    local of = doc.figures[one.figure]
    self:put("observation", 9, nil, n, one.id, f + one.figure, of.value, of.unit, of.bound, of.scope, of.period)
  end
  for _, one in ipairs(doc.absences) do self:put("observation", 9, nil, n, one.id, nil, 0, one.unit, "exact") end
  for _, one in ipairs(self.alike:add(n, doc.sketch)) do
    self:put("likeness", 4, one.other, n, one.same, one.similarity)
  end
  self:put_passages(n, doc)
  self.sections, self.figures = s + #doc.sections, f + #doc.figures
  if n % 500 == 0 then self:commit() end
end

-- ---- all -------------------------------------------------------------------------------------------

local function read_regions(path)
  local names, several = {}, {}
  for row in each_row(path) do
    if row.to_year == "" or not names[row.full_name] then
      names[row.full_name] = row
      if row.name ~= row.full_name then
        several[row.name] = names[row.name] and true or several[row.name]
        names[row.name] = row
      end
    end
  end
  for name in pairs(several) do names[name] = nil end
  return names
end

-- The places that lead back to the file: where passages, sections and figures begin and end.
local function places_of(doc)
  local starts, stops = { [1] = true }, { [#doc.body + 1] = true }
  for _, list in ipairs { doc.sections, doc.figures } do
    for _, one in ipairs(list) do starts[one.start], stops[one.stop] = true, true end
  end
  for _, one in ipairs(doc.sections) do stops[one.start] = true end
  stops[1] = nil
  return starts, stops
end

local function read(path, state)
  local file <close> = assert(io.open(path, "rb"))
  local data = file:read "a"
  local from = source.read(data, path:match "%.html$", state.traditional)
  local body = from.body
  local doc = { path = path, bytes = #data, encoding = from.encoding, body = body,
    issuer = body:match "^.*\n([^\n]+)\n[^\n]+\n?$", meta = reading.meta(body, state.regions),
    sections = reading.outline(body) }
  doc.figures = reading.figures(body, doc.sections)
  doc.inside = reading.within(doc.sections, doc.figures)
  doc.observations = reading.observe(body, doc.meta.year, doc.sections, doc.figures, doc.inside, state.rules)
  doc.sketch = likeness.sketch(body)
  doc.absences = reading.absences(body, doc.sections, state.rules)
  doc.firsts, doc.lasts = from:locate(places_of(doc))
  return doc
end

local REPORTS = "SELECT count(DISTINCT p.report_id) FROM passage_fts JOIN passage p ON p.id = passage_fts.rowid "
  .. "WHERE passage_fts MATCH '\"%s\"'"

local function search(database, ...)
  local db = assert(assert(luasql.sqlite3()):connect(database))
  for _, word in ipairs { ... } do
    local cursor = assert(db:execute(REPORTS:format(word:gsub(utf8.charpattern, spaced))))
    print(("%s\t%d"):format(word, cursor:fetch()))
    cursor:close()
  end
  db:close()
end

-- Characters that become others of the same number of bytes, so that places stay.
local function read_traditional(path)
  local map = {}
  for row in each_row(path) do
    if #row.traditional == 3 and #row.simplified == 3 then map[row.traditional] = row.simplified end
  end
  return map
end

local function fill(folder, database, regions, rules, traditional)
  local state = { regions = read_regions(regions), rules = asking.read(each_row(rules), reading.known),
    traditional = read_traditional(traditional) }
  local writer = open(database)
  local pipe <close> = assert(io.popen(("find '%s' -type f | LC_ALL=C sort"):format(folder)))
  for path in pipe:lines() do writer:put_report(read(path, state)) end
  for _, index in ipairs(INDEXES) do writer:run("CREATE INDEX " .. index) end
  writer:commit()
  writer.db:close()
end

if arg[1] == "--search" then search(table.unpack(arg, 2)) else fill(table.unpack(arg)) end
