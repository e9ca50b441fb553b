-- refusal: what a stored report says of an indicator and what is yet not its value of the year: the figure stands
-- there, but of several years or of another one. Refusals are not stored; they are found by observing the text again,
-- which is done for few reports only.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local lazy = require "fazhi.lazy"
local document = lazy "fazhi.document"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local setting = lazy "fazhi.setting"

local M = {}

--- More reports than these are not read again for one question.
M.MOST = 24

--- The first figure of a report that is said of an indicator and refused, goals apart: they are no result of any year.
-- @param id of the report ("r4")
-- @return { raw = as it stands, reason =, value =, unit =, figure_id = }, or nil. Raises the corpus's failure.
function M.of(corpus, id, indicator_id)
  local record, why, code = corpus:document(id)
  if not record then failure.raise(code, why) end
  local doc = document.stored(record)
  local _ = doc.observations -- what is refused is known when these are made
  for _, one in ipairs(doc.refused_observations) do
    if one.indicator == indicator_id and one.reason ~= setting.PLANNED then
      local figure = record.figures[one.figure]
      return { raw = figure.raw, figure_id = figure.figure_id, reason = one.reason, value = one.value, unit = one.unit }
    end
  end
  return nil
end

local ENGLISH = { ["多年"] = "of several years", ["前后对比"] = "what a change began with" }

-- A reason in the language in force.
local function in_words(reason)
  local year = reason:match "^(%d+)年$"
  return message.choose(year and "of " .. year or ENGLISH[reason] or reason, reason)
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

--- Says in the notes of rows whose report is silent of an indicator that it tells a value and why that is refused, if
--- it does; nothing where more than M.MOST are silent.
-- @param rows with note, and id of the report where there is no value
function M.put(corpus, rows, indicator_id)
  local silent = {}
  for _, row in ipairs(rows) do
    if is_silent(row) then silent[#silent + 1] = row end
  end
  if #silent == 0 or #silent > M.MOST or not is_refused_by_time(indicator_id) then return end
  for _, row in ipairs(silent) do
    local one = M.of(corpus, row.id, indicator_id)
    row.note = one and comparison.join_notes(row.note, message.say("{raw} not taken ({reason})", "文中{raw}未取（{reason}）",
      { raw = one.raw, reason = in_words(one.reason) })) or row.note
  end
end

return M
