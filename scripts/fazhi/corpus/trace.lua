-- trace: the way back from a value to the sentence, the section and the bytes of the file that it
-- rests on.

local core = require "fazhi.core"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local locator = require "fazhi.locator"
local observation = require "fazhi.observation"
local quote = require "fazhi.corpus.quote"
local region = require "fazhi.corpus.region"
local row = require "fazhi.corpus.row"
local section = require "fazhi.corpus.section"

local M, Corpus = {}, {}
M.methods = Corpus

-- Where f, a row of a table with a span in the body, stands.
local function place_of(table_name)
  return (([[f.start + 1 AS start, f.stop, 'r' || r.id AS report, r.id AS report_id, r.region_code,
    NAME AS region, r.region AS region_full, r.level, r.year, r.title, r.issuer, s.path, s.url, s.sha256, s.format,
    s.encoding, s.map, s.locators, QUOTE FROM TABLE f JOIN report r ON r.id = f.report_id
    JOIN source s ON s.id = r.source_id WHERE f.id = ?]])
    :gsub("%u+", { NAME = region.NAME, QUOTE = quote.COLUMNS, TABLE = table_name }))
end

local FIGURE = [[SELECT f.id AS figure_id, f.raw, f.value, f.upper, f.unit, f.bound, f.kind AS figure_kind,
    f.change, f.base, f.subject, f.predicate, f.scope, f.period, f.section_id,
    f.source_start + 1 AS source_start, f.source_stop, ]] .. place_of "figure"

local WORDS = [[SELECT (SELECT c.id FROM section c WHERE c.report_id = f.report_id AND c.start <= f.start
    AND f.start < c.stop ORDER BY c.stop - c.start LIMIT 1) AS section_id, ]] .. place_of "observation"

local OBSERVATION = [[SELECT 'o' || o.id AS id, o.id AS observation_id, o.report_id, o.figure_id,
    o.indicator_id AS indicator, i.name AS indicator_name, i.definition, i.catalogue, o.value, o.unit, o.bound,
    o.scope, o.basis, o.period, o.claimed, o.score, o.note, o.rule, o.topic, o.topic_from, o.actor, o.instead_of
  FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE ]]

-- Adds the sentence, the section and the place in the file to a row with the columns of place_of.
local function complete(db, one)
  one.sentence, one.sentence_start, one.sentence_stop = quote.take(db, one)
  one.mark_start, one.mark_stop = one.start - one.sentence_start + 1, one.stop - one.sentence_start + 1
  one.section_path = section.path(db, one.section_id)
  one.section = table.concat(one.section_path, " > ")
  if one.locators and one.map then
    local place = core.text.map(one.map)
    one.place = locator.text(locator.find(locator.decode(one.locators), place:source(one.start, one.stop)))
  elseif one.map and not one.figure_id then
    one.source_start, one.source_stop = core.text.map(one.map):source(one.start, one.stop)
  end
  one.map, one.locators = nil, nil
  return one
end

local function read_figure(db, figure_id)
  local one = db:row(FIGURE, figure_id)
    or failure.raise("E103", message.text("E103", { id = "f" .. figure_id }))
  one.figure, one.id = "f" .. figure_id, "f" .. figure_id
  return complete(db, one)
end

-- The same for an observation of words; what says that something is absent rests on none.
local function read_words(db, observation_id, report_id)
  local one = db:row(WORDS, observation_id)
  if one.start then return complete(db, one) end
  local r = db:row([[SELECT report.region AS region_full, year, title, issuer, path, url, sha256 FROM report
    JOIN source ON source.id = source_id WHERE report.id = ?]], report_id)
  r.report, r.report_id = "r" .. report_id, report_id
  return r
end

local function of_figure(db, n)
  local one = read_figure(db, n)
  one.observations = row.all(db, OBSERVATION .. "o.figure_id = ? ORDER BY o.id", n)
  return one
end

local function of_observation(db, n)
  local o = db:row(OBSERVATION .. "o.id = ?", n)
    or failure.raise("E103", message.text("E103", { id = "o" .. n }))
  local one = o.figure_id and read_figure(db, o.figure_id) or read_words(db, n, o.report_id)
  one.scope, one.period = nil, nil -- what the observation says of them counts, also that it says nothing
  for k, v in pairs(o) do one[k] = v end
  one.claimed = o.claimed == 1
  one.shared_with, one.other_values = observation.shared_with(db, o), observation.other_values(db, o)
  return one
end

--- All that is needed to show where a value comes from.
-- @param id an observation ("o7" or 7) or a figure ("f12")
-- @return { id=, figure=, report=, region=, region_full=, year=, title=, issuer=, value=, unit=, bound=,
--   scope=, period=, raw=, sentence=, sentence_start=, sentence_stop= (in the body), mark_start=, mark_stop=
--   (the figure in the sentence), start=, stop= (the figure in the body), section_path= (list), section=,
--   path=, url=, sha256=, encoding=, source_start=, source_stop= (bytes of the file), or place= (page and
--   line, paragraph or cell, in words); of an observation also
--   indicator, indicator_name, definition, catalogue, claimed, score, note, basis; the rule (the pattern that fits),
--   topic, topic_from, actor, instead_of (indicators that wanted the figure too, and lost it); shared_with,
--   what else is read of the figure, and other_values, what else the report says of the indicator: lists of
--   { id=, indicator=, indicator_name=, value=, unit=, bound=, scope=, basis=, score=, raw= }; of a figure also
--   observations, the list of what rests on it
function Corpus:why(id)
  if tostring(id):find("^f") then return of_figure(self.db, row.number(id, "f")) end
  return of_observation(self.db, row.number(id, "o"))
end

return M
