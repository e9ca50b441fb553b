-- observation: what the corpus keeps of the indicators in a report: the observations, the rule each
-- was read by, and the edition of the catalogue they were made with. It owns the SQL of the tables
-- observation and observed; what is observed is decided by fazhi.observer.
--
-- Functions take the open database of a corpus and numbers of reports, run inside the
-- transaction of their caller and raise what goes wrong.

local core = require "fazhi.core"
local edition = require "fazhi.edition"

local M = {}

-- What an observation says, and what it rests on: where only the latter differs, the
-- observation is the same.
local SAYS = { "value", "unit", "bound", "scope", "period", "claimed", "score", "note", "basis" }
local RESTS = { "rule", "topic", "topic_from", "actor", "instead_of", "start", "stop" }

-- A row of what was seen: `figure` is the number of the figure; the span is that of words that are no figure.
local SHEET = core.sheet.columns {
  "indicator", { "figure", counts = true }, "value", { "unit", otherwise = "" }, { "bound", otherwise = "exact" },
  "scope", "period", { "claimed", otherwise = false }, { "score", otherwise = 1 }, "note", "basis", "rule", "topic",
  "topic_from", "actor", { "instead_of", joined = true }, { "start", unless = "figure", add = -1 },
  { "stop", unless = "figure" },
}

local COLUMNS = SHEET:names()

-- The columns of the table, in the same order.
local STORED = "report_id, indicator_id, figure_id, " .. table.concat(COLUMNS, ", ", 3)

-- What M.rows gives, once more as a sheet.
local PLAIN = core.sheet.columns(COLUMNS)

-- ?2 is the id before the first figure.
local INSERT = ("INSERT OR FAIL INTO observation(%s) SELECT ?3, c1, ?2 + c2, %s FROM sheet(?1)")
  :format(STORED, PLAIN:cells(3))
local INSERT_ONE = ("INSERT INTO observation(%s) VALUES (?%s)"):format(STORED, (", ?"):rep(#COLUMNS))

-- What the observer saw, as columns.
local function columns_of(seen)
  local row = { unit = seen.unit or "", bound = seen.bound or "exact", claimed = seen.claimed == true,
    score = seen.score or 1 }
  for _, name in ipairs(SAYS) do
    if row[name] == nil then row[name] = seen[name] end
  end
  for _, name in ipairs(RESTS) do row[name] = seen[name] end
  local beaten = seen.instead_of
  row.instead_of = type(beaten) == "table" and table.concat(beaten, " ") or beaten
  return row
end

-- The span as stored: only of words that are no figure, whose span is known.
local function span_of(row, figure_id)
  if figure_id or not row.start then return nil, nil end
  return row.start - 1, row.stop
end

--- The observations of a document as a sheet of rows (fazhi.core.sheet), and the list of their indicators.
function M.sheet(doc)
  local ids, seen = {}, {}
  for _, one in ipairs(doc.observations) do
    if not seen[one.indicator] then
      seen[one.indicator] = true
      ids[#ids + 1] = one.indicator
    end
  end
  return SHEET:pack(doc.observations), ids
end

--- The rows of such a sheet as a list of tables: plain values by name.
function M.rows(sheet)
  return SHEET:rows(sheet)
end

-- An indicator that no catalogue defined has its id for a name.
local function define(db, id)
  db:exec("INSERT INTO indicator(id, name) VALUES (?1, ?1) ON CONFLICT DO NOTHING", id)
end

-- The indicators that each database was seen to have. None is ever deleted, but one that was defined in a
-- transaction that was taken back; that is what M.forget is for.
local known = setmetatable({}, { __mode = "k" })

local function ids_of(db)
  if not known[db] then
    known[db] = {}
    for row in db:rows("SELECT id FROM indicator") do known[db][row.id] = true end
  end
  return known[db]
end

--- To be called when a transaction of a database was taken back.
function M.forget(db)
  known[db] = nil
end

-- The indicators of rows, as often as they are named.
local function named(rows)
  local list = {}
  for i, row in ipairs(rows) do list[i] = row.indicator end
  return list
end

--- Writes the rows of M.rows, or of M.sheet.
-- @param before the id before that of the first figure of the report; named_ids: what M.sheet returned beside it
function M.put(db, report_id, rows, before, named_ids)
  local ids = ids_of(db)
  for _, id in ipairs(named_ids or named(rows)) do
    if not ids[id] then define(db, id) end
  end
  db:exec(INSERT, { sheet = type(rows) == "string" and rows or PLAIN:pack(rows) }, before, report_id)
end

-- Writes one that the observer saw anew at a stored figure, or at none.
local function insert(db, report_id, seen, figure_id)
  local row = columns_of(seen)
  row.start, row.stop = span_of(row, figure_id)
  local values = {}
  for i, name in ipairs(COLUMNS) do values[i] = row[name] end
  values[1], values[2] = seen.indicator, figure_id
  define(db, seen.indicator)
  db:exec(INSERT_ONE, report_id, table.unpack(values, 1, #COLUMNS))
end

--- The observations of a report in order of their figures: the columns, and id ("o7"), observation_id,
--- indicator, raw of the figure, start and stop of it or of the words that it rests on.
function M.read(db, report_id)
  local list = {}
  for o in db:rows([[SELECT o.*, 'o' || o.id AS id, o.id AS observation_id, o.indicator_id AS indicator,
    f.raw, coalesce(f.start, o.start) + 1 AS start, coalesce(f.stop, o.stop) AS stop
    FROM observation o LEFT JOIN figure f ON f.id = o.figure_id
    WHERE o.report_id = ? ORDER BY coalesce(f.start, o.start), o.id]], report_id) do
    o.claimed = o.claimed == 1
    list[#list + 1] = o
  end
  return list
end

local function differs(old, new, names)
  for _, name in ipairs(names) do
    if old[name] ~= new[name] then return true end
  end
  return false
end

local function update(db, old, new, figure_id)
  local first, last = span_of(new, figure_id)
  db:exec([[UPDATE observation SET figure_id = ?, value = ?, unit = ?, bound = ?, scope = ?, period = ?, claimed = ?,
    score = ?, note = ?, basis = ?, rule = ?, topic = ?, topic_from = ?, actor = ?, instead_of = ?, start = ?, stop = ?
    WHERE id = ?]], figure_id, new.value, new.unit, new.bound, new.scope, new.period, new.claimed, new.score, new.note,
    new.basis, new.rule, new.topic, new.topic_from, new.actor, new.instead_of, first, last, old.observation_id)
end

-- Takes the first of the stored observations under a key.
local function take(old, key)
  local list = old[key]
  return list and table.remove(list, 1)
end

-- Stored observations by indicator and figure.
local function by_place(stored)
  local old = {}
  for _, o in ipairs(stored) do
    local key = o.indicator .. " " .. (o.figure_id or "")
    old[key] = old[key] or {}
    table.insert(old[key], o)
  end
  return old
end

-- Those that nothing new was found for, in their order, by indicator.
local function left_over(stored, kept)
  local old = {}
  for _, o in ipairs(stored) do
    if not kept[o] then
      old[o.indicator] = old[o.indicator] or {}
      table.insert(old[o.indicator], o)
    end
  end
  return old
end

local function change(seen, old, figure_id)
  local new = columns_of(seen)
  local what = "new"
  if old then
    what = (differs(old, new, SAYS) or old.figure_id ~= figure_id) and "changed" or "same"
  end
  return { what = what, indicator = seen.indicator, old = old, new = new, seen = seen, figure_id = figure_id }
end

--- What observing a report again changes. An observation of the same indicator and figure stays what
--- it is; one that went from its figure while the indicator is found at another one has moved there.
-- @param seen what the observer sees now, figure_ids: the stored figure of each figure it counts in
-- @return list of { what = "new", "changed", "gone" or "same", indicator=, old = row of M.read or nil,
--   new = columns or nil, seen=, figure_id= }, in order of what is seen, what is gone at the end
function M.compare(stored, seen, figure_ids)
  local old, kept, list = by_place(stored), {}, {}
  for i, one in ipairs(seen) do
    local figure_id = figure_ids[one.figure]
    local before = take(old, one.indicator .. " " .. (figure_id or ""))
    if before then kept[before] = true end
    list[i] = change(one, before, figure_id)
  end
  local rest = left_over(stored, kept)
  for i, one in ipairs(list) do
    local before = not one.old and take(rest, one.indicator)
    if before then
      kept[before] = true
      list[i] = change(one.seen, before, one.figure_id)
    end
  end
  for _, o in ipairs(stored) do
    if not kept[o] then list[#list + 1] = { what = "gone", indicator = o.indicator, old = o } end
  end
  return list
end

--- Writes what M.compare found.
function M.apply(db, report_id, changes)
  for _, one in ipairs(changes) do
    if one.what == "new" then
      insert(db, report_id, one.seen, one.figure_id)
    elseif one.what == "gone" then
      db:exec("DELETE FROM observation WHERE id = ?", one.old.observation_id)
    elseif one.what == "changed" or differs(one.old, one.new, RESTS) then
      update(db, one.old, one.new, one.figure_id)
    end
  end
end

--- How many of each kind of change there are: { new=, changed=, gone=, same= }.
function M.count(changes)
  local count = { new = 0, changed = 0, gone = 0, same = 0 }
  for _, one in ipairs(changes) do count[one.what] = count[one.what] + 1 end
  return count
end

--- Writes down with which edition of the catalogue a report was observed.
-- @param kind of the report; hash: fazhi.edition's, nil or "" if the kind has no catalogue
function M.stamp(db, report_id, kind, hash)
  db:exec([[INSERT INTO observed(report_id, kind, catalogue) VALUES (?, ?, ?) ON CONFLICT (report_id) DO UPDATE
    SET kind = excluded.kind, catalogue = excluded.catalogue, observed_at = excluded.observed_at]], report_id,
    kind or "other", hash or "")
end

--- To be called when the kind of a report was corrected: another catalogue may hold for it.
function M.follow_kind(db, report_id)
  db:exec("UPDATE observed SET kind = (SELECT ifnull(kind, 'other') FROM report WHERE id = ?1) WHERE report_id = ?1",
    report_id)
end

--- The number of reports that were not observed with the catalogue that is in force for their kind.
function M.count_stale(db)
  local count = db:value("SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM observed)")
  local kind = db:value "SELECT min(kind) FROM observed"
  while kind do
    -- Two ranges of the index: nothing is read where all is up to date.
    count = count + db:value([[SELECT (SELECT count(*) FROM observed WHERE kind = ?1 AND catalogue < ?2)
      + (SELECT count(*) FROM observed WHERE kind = ?1 AND catalogue > ?2)]], kind, edition.of_kind(kind))
    kind = db:value("SELECT min(kind) FROM observed WHERE kind > ?", kind)
  end
  return count
end

--- Reports r with the kind and edition they were observed with, as M.is_stale takes them.
M.REPORTS = [[SELECT r.id, r.kind, o.catalogue, o.observed_at FROM report r
  LEFT JOIN observed o ON o.report_id = r.id WHERE 1]]

--- Whether a row of M.REPORTS was not observed with the catalogue that is in force for its kind.
function M.is_stale(row)
  return row.catalogue ~= edition.of_kind(row.kind)
end

--- The edition a report was observed with and whether it is the one in force.
-- @return { catalogue=, observed_at=, stale = boolean }; both texts nil if that is not known
function M.state(db, report_id)
  local row = db:row(M.REPORTS .. " AND r.id = ?", report_id)
  return { catalogue = row.catalogue, observed_at = row.observed_at, stale = M.is_stale(row) }
end

local OTHER = [[SELECT 'o' || o.id AS id, o.indicator_id AS indicator, i.name AS indicator_name, o.value, o.unit,
  o.bound, o.scope, o.basis, o.score, f.raw FROM observation o JOIN indicator i ON i.id = o.indicator_id
  LEFT JOIN figure f ON f.id = o.figure_id WHERE ]]

local function others(db, condition, ...)
  local list = {}
  for row in db:rows(OTHER .. condition .. " ORDER BY f.start, o.id", ...) do list[#list + 1] = row end
  return list
end

--- What else is read of the figure of an observation: other indicators that share it.
-- @param o { observation_id=, figure_id= }
-- @return list of { id=, indicator=, indicator_name=, value=, unit=, bound=, scope=, basis=, score=, raw= }
function M.shared_with(db, o)
  return others(db, "o.figure_id = ? AND o.id <> ?", o.figure_id, o.observation_id)
end

--- The other values of its indicator in the same report.
-- @param o { observation_id=, report_id=, indicator=, value=, unit= }
-- @return a list as M.shared_with returns it
function M.other_values(db, o)
  return others(db, "o.report_id = ? AND o.indicator_id = ? AND o.id <> ? AND (o.value <> ? OR o.unit <> ?)",
    o.report_id, o.indicator, o.observation_id, o.value, o.unit)
end

return M
