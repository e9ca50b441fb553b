-- quote: the sentence around a figure, taken from a window of the body rather than from all of it.

local passage = require "fazhi.passage"

local M = {}

local WINDOW = 1500 -- bytes read on either side of a figure, mostly enough for its sentence

--- Columns for M.take: the window around the span of f in the body of report r.
M.COLUMNS = ([[f.start AS at, f.stop AS until, max(f.start - WINDOW, 0) AS window_start,
  CAST(substr(CAST(r.body AS BLOB), max(f.start - WINDOW, 0) + 1,
  f.stop - max(f.start - WINDOW, 0) + WINDOW) AS TEXT) AS window]]):gsub("WINDOW", WINDOW)

--- The same where observation o may rest on words that are no figure.
M.COLUMNS_OR_WORDS = M.COLUMNS:gsub("f%.(st%w+)", "coalesce(f.%1, o.%1)")

local OF_OBSERVATION = "SELECT o.report_id, " .. M.COLUMNS_OR_WORDS .. [[ FROM observation o
  JOIN report r ON r.id = o.report_id LEFT JOIN figure f ON f.id = o.figure_id WHERE o.id = ?]]

--- The sentence of a row with these columns and report_id; the columns go.
-- @return the sentence, and its first and last byte in the body; nil if the row has no span
function M.take(db, row)
  local window, offset = row.window, row.window_start
  local first, last, sentence
  if window then
    first, last = passage.sentence(window, row.at - offset + 1, row["until"] - offset)
    local is_whole = offset + #window < row["until"] + WINDOW -- the body ends within
    local cut = (first == 1 and offset > 0) or (last >= #window and not is_whole)
    if cut then
      window, offset = db:value("SELECT body FROM report WHERE id = ?", row.report_id), 0
      first, last = passage.sentence(window, row.at + 1, row["until"])
    end
    sentence, first, last = window:sub(first, last), first + offset, last + offset
  end
  row.window, row.window_start, row.at, row["until"] = nil, nil, nil, nil
  return sentence, first, last
end

local OF_SPAN = ([[SELECT id AS report_id, ?2 AS at, ?3 AS until, max(?2 - WINDOW, 0) AS window_start,
  CAST(substr(CAST(body AS BLOB), max(?2 - WINDOW, 0) + 1, ?3 - max(?2 - WINDOW, 0) + WINDOW) AS TEXT) AS window
  FROM report WHERE id = ?1]]):gsub("WINDOW", WINDOW)

--- The sentence around a span of the body of a report.
-- @param start, stop the span, 1-based, inclusive
function M.of_span(db, report_id, start, stop)
  return (M.take(db, db:row(OF_SPAN, report_id, start - 1, stop)))
end

--- The sentence that an observation rests on; nil if it rests on none.
-- @param id number of the observation
function M.of_observation(db, id)
  return (M.take(db, db:row(OF_OBSERVATION, id)))
end

return M
