-- tally: how often words are said in a group of reports, in how many of them, and where most. Tallies
-- of two groups make the fourfold tables of keyness.

local stats = require("fazhi.stats")

local M = {}

local Tally = { __name = "fazhi.tally" }
Tally.__index = Tally

--- An empty tally: counts {word = n}, documents {word = number of reports}, best {word = the report with
--- the most of it}, size (all words), reports (their number).
function M.new()
  return setmetatable({ counts = {}, documents = {}, best = {}, most = {}, size = 0, reports = 0 }, Tally)
end

--- Takes in one report: its counts and size, as segmenter:counts gives them. Of reports with equally
--- many of a word the first one counts as the best.
function Tally:add(report, counts, size)
  for word, n in pairs(counts) do
    self.counts[word] = (self.counts[word] or 0) + n
    self.documents[word] = (self.documents[word] or 0) + 1
    if n > (self.most[word] or 0) then self.most[word], self.best[word] = n, report end
  end
  self.size, self.reports = self.size + size, self.reports + 1
end

--- The tally of a list of reports.
-- @param segmenter of segment.new
-- @param progress of the context, or nil: told how far it is
function M.of(reports, segmenter, progress)
  local tally = M.new()
  for i, report in ipairs(reports) do
    tally:add(report, segmenter:counts(report:text()))
    if progress then progress { done = i, all = #reports } end
  end
  if progress then progress() end
  return tally
end

--- A row for every word: word, count, reports, share (per 10 000 of all words), best; the most frequent first,
--- of equally frequent words the one in more reports, then in order of the bytes.
-- @param least the number of reports a word must stand in (default 1)
function Tally:rows(least)
  local rows = {}
  for word, n in pairs(self.counts) do
    if self.documents[word] >= (least or 1) then
      rows[#rows + 1] = { word = word, count = n, reports = self.documents[word], best = self.best[word],
        share = n / self.size * 10000 }
    end
  end
  table.sort(rows, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    if a.reports ~= b.reports then return a.reports > b.reports end
    return a.word < b.word
  end)
  return rows
end

-- One word of two tallies; nil if it stands in too few reports of the side that has more of it. A side
-- of fewer reports than asked for need have it in all of them.
local function compare(word, group, against, least)
  local a, b = group.counts[word] or 0, against.counts[word] or 0
  local g2, p = stats.g2(a, b, group.size - a, against.size - b)
  local ratio = stats.log_ratio(a, b, group.size - a, against.size - b)
  local more = a / group.size > b / against.size -- observed against expected
  local side = more and group or against
  local documents, others = group.documents[word] or 0, against.documents[word] or 0
  if documents + others < least or (side.documents[word] or 0) < math.min(least, side.reports) then return nil end
  return { word = word, count = a, against = b, reports = documents, against_reports = others, g2 = g2, p = p,
    log_ratio = ratio, more = more, best = side.best[word] }
end

local function words_of(group, against)
  local set, list = {}, {}
  for _, tally in ipairs { group, against } do
    for word in pairs(tally.counts) do
      if not set[word] then
        set[word] = true
        list[#list + 1] = word
      end
    end
  end
  table.sort(list)
  return list
end

--- What a group says more and less than another: a row for every word that stands in enough reports.
-- @param least the number of reports a word must stand in, of the two groups together and of the side that has
--   more of it (or in all of that side, if it has fewer)
-- @return list of { word=, count=, against= (times), reports=, against_reports=, g2=, p=, q= (p adjusted for
--   the number of words tested), log_ratio=, more= (true: said more in the group), best= (a report of the side
--   that says it more) }, the largest G² first; {} if either is empty
function Tally:keyness(against, least)
  local rows, p = {}, {}
  if self.size == 0 or against.size == 0 then return rows end
  for _, word in ipairs(words_of(self, against)) do
    local row = compare(word, self, against, least)
    if row then
      rows[#rows + 1] = row
      p[#p + 1] = row.p
    end
  end
  for i, q in ipairs(stats.bh(p)) do rows[i].q = q end
  table.sort(rows, function(a, b)
    if a.g2 ~= b.g2 then return a.g2 > b.g2 end
    return a.word < b.word
  end)
  return rows
end

return M
