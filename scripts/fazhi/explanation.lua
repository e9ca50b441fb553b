-- explanation: what the catalogue in force says of one stored figure: which indicators take it, which
-- others have words that fit as well, and what keeps those from it. It reads the stored body and
-- needs no file.

local document = require "fazhi.document"
local failure = require "fazhi.failure"
local indicator = require "fazhi.indicator"
local message = require "fazhi.message"
local observer = require "fazhi.observer"

local M = {}

-- What keeps an entry from a figure, in words; {found} is what stands there, {wanted} what is asked for.
local texts = {
  unit = { en = "unit {found}, {wanted} is wanted", zh = "单位是{found}，须为{wanted}" },
  sort = { en = "the figure is {found}", zh = "数字属于 {found}" },
  topic = { en = "topic {found}, {wanted} is wanted", zh = "话题是 {found}，须为 {wanted}" },
  actor = { en = "done by {found}", zh = "主体是 {found}" },
  section = { en = "headings without {wanted}", zh = "标题里没有{wanted}" },
  unless = { en = "refused by its `unless` or `check`", zh = "被其 unless 或 check 排除" },
  time = { en = "of another time: {found}", zh = "属于别的时间：{found}" },
  lost = { en = "another reading stands nearer, or the value is taken elsewhere", zh = "别的读法更近，或该值取自他处" },
}

local wanted_by = { unit = "unit", topic = "topic", section = "section" }

local function in_words(rival, entry)
  local what = rival.obstacle or "lost"
  local list = wanted_by[what] and entry[wanted_by[what]]
  local values = { found = rival.found ~= "" and rival.found or "—",
    wanted = list and table.concat(list, message.choose(" or ", "、")) }
  return (message.choose(texts[what].en, texts[what].zh):gsub("{(%w+)}", values))
end

local function index_of(figures, figure_id)
  for i, figure in ipairs(figures) do
    if figure.figure_id == figure_id then return i end
  end
end

local function explain(corpus, report_id, figure_id)
  local record = failure.asked(corpus:document(report_id))
  local catalogue, index = indicator.of(record.meta.kind or "other"), index_of(record.figures, figure_id)
  if not catalogue or not index then return { taken = {}, rivals = {} } end
  local taken, is_taken, rivals = {}, {}, {}
  for _, seen in ipairs(document.stored(record).observations) do
    if seen.figure == index then
      taken[#taken + 1], is_taken[seen.indicator] = seen, true
    end
  end
  local all = observer.explain(catalogue, record.body, record.figures, record.sections, record.meta, index)
  for _, rival in ipairs(all) do
    if not is_taken[rival.indicator] then
      rivals[#rivals + 1] = { indicator = rival.indicator, obstacle = rival.obstacle,
        reason = in_words(rival, catalogue.by_id[rival.indicator]) }
    end
  end
  return { taken = taken, rivals = rivals }
end

--- What the catalogue in force says of a stored figure.
-- @param report_id, figure_id numbers
-- @return { taken = the observations it would make of the figure (fazhi.indicator), rivals = list of
--   { indicator=, obstacle=, reason = in words } }; or nil, message, code (E502 if the catalogue is broken)
function M.of(corpus, report_id, figure_id)
  local ok, result = pcall(explain, corpus, report_id, figure_id)
  if ok then return result end
  local known = failure.of(result)
  if not known then error(result, 0) end
  return nil, known.message, known.code
end

return M
