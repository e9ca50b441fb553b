-- indicator: the definitions of indicators as the corpus keeps them, where SQL can join them. It
-- owns the SQL of the table indicator.

local catalogue = require "fazhi.catalogue"
local edition = require "fazhi.edition"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local row = require "fazhi.corpus.row"
local twins = require "fazhi.twins"

local M, Corpus = {}, {}
M.methods = Corpus

local function text(value)
  return type(value) == "string" and value or nil
end

-- A definition as it is stored, in the order of the columns.
local COLUMNS = { "id", "name", "part", "unit", "polarity", "catalogue", "definition" }

local function values_of(e)
  local source = e.source or e
  local unit = source.unit
  if type(unit) == "table" then unit = table.concat(unit, "|") end
  return { e.id, text(source.zh) or e.id, text(source.part), text(unit), math.tointeger(source.polarity),
    text(e.catalogue) or "rule_of_law", text(source.definition) }
end

local function is_stored(stored, values)
  for i, name in ipairs(COLUMNS) do
    if not stored or stored[name] ~= values[i] then return false end
  end
  return true
end

local function put(db, values)
  db:exec([[INSERT INTO indicator(id, name, part, unit, polarity, catalogue, definition)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, part = excluded.part,
    unit = excluded.unit, polarity = excluded.polarity, catalogue = excluded.catalogue,
    definition = excluded.definition]], table.unpack(values, 1, #COLUMNS))
end

-- What the corpus does not say of the entries already; most times nothing.
local function news(db, entries)
  local stored, list = {}, {}
  for one in db:rows("SELECT * FROM indicator") do stored[one.id] = one end
  for _, e in ipairs(entries) do
    local values = values_of(e)
    if not is_stored(stored[e.id], values) then list[#list + 1] = values end
  end
  return list
end

-- Every entry that is known; one that a program defined stands in no file.
local function all_entries()
  if catalogue.is_of_files then return edition.definitions() end
  local list = {}
  for _, one in ipairs(require("fazhi.indicator").all()) do
    table.move(one.entries, 1, #one.entries, #list + 1, list)
  end
  return list
end

--- Defines the catalogues that a document was read with: all, or its own. Done once per opening, and
--- to be done outside the savepoint of a report.
function M.define_catalogues(corpus, doc)
  local entries = doc.catalogue and doc.catalogue.entries or all_entries()
  if corpus.defined == entries then return end
  failure.asked(corpus:define(entries))
  corpus.defined = entries
end

--- The catalogue an indicator belongs to, which is the kind of report it is about; raises E205 if the
--- corpus does not know the indicator.
function M.kind(db, id)
  local kind = db:value("SELECT catalogue FROM indicator WHERE id = ?", id)
  if kind then return kind end
  failure.raise("E205", message.text("indicator_unread", { word = tostring(id) }))
end

--- The Chinese name of an indicator that the corpus knows.
function M.name(db, id)
  return db:value("SELECT name FROM indicator WHERE id = ?", id)
end

--- Filters for what is said of an indicator. A plan or a piece of news may state the same figures; it is
--- not compared with reports unless that is asked for.
-- @return a copy of the filters, whose kind is their own, the indicator's, or none for "any"
function M.filters(db, id, filters)
  local copy, kind = {}, M.kind(db, id)
  for k, v in pairs(filters or {}) do copy[k] = v end
  if copy.kind == "any" then copy.kind = nil else copy.kind = copy.kind or kind end
  return copy
end

--- Puts the definitions of indicators into the corpus, where SQL can join them.
-- @param entries catalogue entries (id, catalogue and, as written or in `source`, zh, part, unit, polarity,
--   definition); default: all that there are
-- @return true
function Corpus:define(entries)
  local list = news(self.db, entries or all_entries())
  if #list == 0 then return true end
  self.db:transaction(function()
    for _, values in ipairs(list) do put(self.db, values) end
  end)
  return true
end

local DEFINITION = "SELECT id, name, part, unit, polarity, catalogue, definition FROM indicator"

--- The definition of an indicator as the corpus keeps it: id, name, part, unit, polarity, catalogue, definition; nil
--- if the corpus does not know it.
function Corpus:definition(id)
  return self.db:row(DEFINITION .. " WHERE id = ?", id)
end

--- The definitions of all indicators known to the corpus, in order of part and id.
function Corpus:definitions()
  return row.all(self.db, DEFINITION .. " ORDER BY part, id")
end

-- Of copies of one report only the one that counts is counted.
local INDICATORS = "SELECT i.*, (SELECT count(*) FROM (SELECT DISTINCT o.report_id AS id FROM observation o "
  .. "WHERE o.indicator_id = i.id) r WHERE " .. twins.COUNTS .. ") AS reports FROM indicator i ORDER BY i.part, i.id"

--- The indicators known to the corpus: id, name, part, unit, polarity, catalogue, definition, and
--- reports, the number that have it, without those set aside as twins of others.
function Corpus:indicators()
  return row.all(self.db, INDICATORS)
end

return M
