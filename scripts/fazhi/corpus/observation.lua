-- observation: the figures of a stored report and what was observed in them, and observing it anew.
-- The SQL of the tables is in fazhi.observation and fazhi.figure_rows.

local edition = require "fazhi.corpus.edition"
local figure_rows = require "fazhi.figure_rows"
local row = require "fazhi.corpus.row"
local rows = require "fazhi.observation"
local section = require "fazhi.corpus.section"
local span = require "fazhi.corpus.span"

local M, Corpus = {}, {}
M.methods = Corpus

--- The figures of a report in the shape of fazhi.figure, with id ("f12"), figure_id, source_start
--- and source_stop.
function Corpus:figures(id)
  local n = row.report(self.db, id)
  local _, row_of = section.read(self.db, n)
  return figure_rows.read(self.db, n, row_of)
end

--- The observations of a report, with id ("o7"), observation_id, indicator, figure_id, value, unit,
--- bound, scope, period, claimed, score, note, basis, rule, topic, topic_from, actor, instead_of, raw, start, stop.
function Corpus:observations(id)
  return rows.read(self.db, row.report(self.db, id))
end

-- Writes the figures of a document that were read anew, and what could not be read as one.
local function replace_figures(db, n, doc)
  local sections = {}
  for i, one in ipairs(doc.sections) do sections[i] = one.id end
  local ids, gone = figure_rows.replace(db, n, doc, sections)
  db:exec("UPDATE report SET damage = ? WHERE id = ?", span.encode_list(doc.damage), n)
  return ids, gone
end

-- The stored id of each figure that observations count in, and what is gone.
local function stored_figures(db, n, figures, options)
  if options.reread and not options.dry_run then return replace_figures(db, n, options.reread) end
  if options.reread then return (figure_rows.match(db, n, figures)) end
  local ids = {}
  for i, figure in ipairs(figures) do ids[i] = figure.figure_id end
  return ids
end

local function observe(db, n, observations, figures, options)
  local before = rows.read(db, n)
  local ids, gone = stored_figures(db, n, figures, options)
  local changes = rows.compare(before, observations, ids)
  if not options.dry_run then
    rows.apply(db, n, changes)
    local kind = db:value("SELECT kind FROM report WHERE id = ?", n)
    rows.stamp(db, n, kind, options.edition)
    edition.keep(db, kind, options.edition)
    figure_rows.remove(db, gone or {})
  end
  return rows.count(changes), changes
end

--- Puts what fazhi.indicator observes in a stored report in the place of what it observed
--- before. One that is about the same indicator and figure keeps its id.
-- @param figures the figures that the observations count in: those of corpus:document, or of `reread`
-- @param options table or nil: `edition` of the catalogue, as fazhi.edition names it; `reread`, the document
--   (document.stored) whose figures were read anew and take the place of the stored ones; `dry_run`: nothing
--   is written
-- @return { new=, changed=, gone=, same= }, numbers of observations; and the changes, as
--   observation.compare lists them
function Corpus:observe(id, observations, figures, options)
  local db, n = self.db, row.report(self.db, id)
  options = options or {}
  if options.dry_run then return observe(db, n, observations, figures, options) end
  return db:transaction(function() return observe(db, n, observations, figures, options) end)
end

--- The number of reports whose observations were not made with the catalogue that is in force.
function Corpus:count_stale()
  return rows.count_stale(self.db)
end

--- The catalogue a report was observed with: { catalogue = hash, observed_at=, stale = boolean }.
function Corpus:observed(id)
  return rows.state(self.db, row.report(self.db, id))
end

return M
