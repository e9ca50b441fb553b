-- refusal: what a stored report says of an indicator and what is yet not its value of the year: the figure stands
-- there, but of several years or of another one. Refusals are not stored; they are found by observing the text again,
-- which is done for few reports only.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local lazy = require "fazhi.lazy"
local document = lazy "fazhi.document"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local setting = lazy "fazhi.setting"

local M = {}

--- More reports than these are not read again for one question.
M.MOST = 24

-- The first refused figure of each indicator in a report, goals apart: { [indicator] = { raw =, reason =, … } }.
local function read(corpus, id)
  local record, why, code = corpus:document(id)
  if not record then failure.raise(code, why) end
  local doc = document.stored(record)
  local _ = doc.observations -- what is refused is known when these are made
  local refused = {}
  for _, one in ipairs(doc.refused_observations) do
    if one.reason ~= setting.PLANNED and not refused[one.indicator] then
      local figure = record.figures[one.figure]
      refused[one.indicator] = { raw = figure.raw, figure_id = figure.figure_id, reason = one.reason, value = one.value,
        unit = one.unit }
    end
  end
  return refused
end

--- What the reports of a corpus say and is refused, each read when it is first asked for.
-- @return a table { [id of a report] = { [id of an indicator] = as M.of gives it } }
function M.reader(corpus)
  return setmetatable({}, { __index = function(known, id)
    known[id] = read(corpus, id)
    return known[id]
  end })
end

--- The first figure of a report that is said of an indicator and refused, goals apart: they are no result of any year.
-- @param id of the report ("r4")
-- @return { raw = as it stands, reason =, value =, unit =, figure_id = }, or nil. Raises the corpus's failure.
function M.of(corpus, id, indicator_id)
  return read(corpus, id)[indicator_id]
end

local function is_silent(row)
  return not row.value and row.id and row.id:find "^r%d+$"
end

-- Whether values of other times are refused at all: where a catalogue reads no times they are kept, in doubt.
local function is_refused_by_time(indicator_id)
  local _, folder = catalogue.entry(indicator_id)
  for _, file in ipairs(folder and catalogue.all(folder) or {}) do
    if file.value.words and file.value.words.times then return true end
  end
  return false
end

-- Adds to the note of a row what its report tells of the indicator and is refused, if it tells any.
local function put_note(row, one)
  if not one then return end
  row.note = comparison.join_notes(row.note, message.say("{raw} not taken ({reason})", "文中{raw}未取（{reason}）",
    { raw = one.raw, reason = display.note(one.reason) }))
end

--- Says in the notes of rows whose report is silent of an indicator that it tells a value and why that is refused, if
--- it does; nothing where more than M.MOST are silent.
-- @param rows with note, and id of the report where there is no value
-- @param reader of M.reader, or nil
function M.put(corpus, rows, indicator_id, reader)
  local silent = {}
  for _, row in ipairs(rows) do
    if is_silent(row) then silent[#silent + 1] = row end
  end
  if #silent == 0 or #silent > M.MOST or not is_refused_by_time(indicator_id) then return end
  reader = reader or M.reader(corpus)
  for _, row in ipairs(silent) do put_note(row, reader[row.id][indicator_id]) end
end

--- The same for rows of several indicators in one report.
-- @param rows with indicator and note, and a value where there is one; id of the report
function M.put_report(corpus, rows, id, reader)
  reader = reader or M.reader(corpus)
  for _, row in ipairs(rows) do
    if row.value == nil and is_refused_by_time(row.indicator) then put_note(row, reader[id][row.indicator]) end
  end
end

return M
