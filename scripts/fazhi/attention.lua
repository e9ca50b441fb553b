-- Attention: how reports divide their text among the nine parts of the outline, and how that changes from
-- year to year and differs between regions. Shares of one text sum to 100, so that they are
-- compared as compositions: by centred log-ratios and by the Jensen–Shannon divergence.

local failure = require "fazhi.failure"
local message = require "fazhi.message"
local parts = require "fazhi.parts"
local stats = require "fazhi.stats"

local M = {}

local FEW = 20 -- per cent of a text on the nine parts, below which its headings do not tell its division

-- Half a character stands for none, so that the logarithm of every part is finite.
local HALF = 0.5

local function is_part(id)
  return id:find("^P%d$") ~= nil
end

-- The nine parts alone: their characters, and how many that is.
local function nine_of(counts)
  local nine, total = {}, 0
  for id, n in pairs(counts) do
    if is_part(id) then nine[id], total = n, total + n end
  end
  return nine, total
end

local function name_of(part)
  return message.choose(part.en, part.zh)
end

--- How a report divides its text.
-- @return { key=, region=, level=, year=, id=, counts = characters by part (parts.count), total=, nine =
--   those of the nine parts, classified = their sum, clr = centred log-ratios or nil, is_telling = whether
--   its headings show enough of it to be compared }
function M.division(report)
  local body, sections = failure.asked(report:text()), failure.asked(report.corpus:sections(report.id))
  local counts, total = parts.count(body, sections, report.year)
  local nine, classified = nine_of(counts)
  local clr = classified > 0 and stats.clr(nine, { zero = HALF / classified }) or nil
  return { key = report.key, region = report.name, level = report.level, year = report.year, id = report.id,
    counts = counts, total = total, nine = nine, classified = classified, clr = clr,
    is_telling = total > 0 and 100 * classified / total >= FEW }
end

--- A division as rows, one for each part and the rest.
function M.rows(division)
  local rows = {}
  for i, part in ipairs(parts.list()) do
    local n = division.counts[part.id]
    rows[i] = { region = division.region, level = division.level, year = division.year, part = part.id,
      name = name_of(part), characters = n, share = division.total > 0 and 100 * n / division.total or nil,
      clr = is_part(part.id) and division.clr and division.clr[part.id] or nil, id = division.id }
  end
  return rows
end

-- The mean of the compositions that are told, {part = share}, and their number; nil if there are none.
local function mean_of(divisions)
  local sums, n = {}, 0
  for _, one in ipairs(divisions) do
    if one.is_telling then
      n = n + 1
      for id, characters in pairs(one.nine) do sums[id] = (sums[id] or 0) + characters / one.classified end
    end
  end
  if n == 0 then return nil, 0 end
  for id, sum in pairs(sums) do sums[id] = sum / n end
  return sums, n
end

local function divergence(p, q)
  return p and q and stats.jsd(p, q) or nil
end

-- The nine parts of a division that is told; nil of one that is not, or of none.
local function told(division)
  return division and division.is_telling and division.nine or nil
end

local function matching(divisions, test)
  local list = {}
  for _, one in ipairs(divisions) do
    if test(one) then list[#list + 1] = one end
  end
  return list
end

-- The parts with most text, of equal ones all.
local function largest(nine)
  local most, names = 0, {}
  for _, n in pairs(nine) do most = math.max(most, n) end
  for _, part in ipairs(parts.list()) do
    if most > 0 and nine[part.id] == most then names[#names + 1] = part.id .. " " .. name_of(part) end
  end
  return #names > 0 and table.concat(names, message.choose(", ", "、")) or nil
end

--- A division in one row, beside the year before and its peers: the other regions of its level and year.
-- @param divisions all that were read, those of its peers among them
function M.summary(one, divisions)
  local before = matching(divisions, function(d) return d.key == one.key and d.year == one.year - 1 end)
  local peers = matching(divisions, function(d)
    return d.key ~= one.key and d.year == one.year and d.level == one.level
  end)
  local mean, n = mean_of(peers)
  local nine = told(one)
  return { region = one.region, level = one.level, year = one.year, characters = one.total,
    classified = one.total > 0 and 100 * one.classified / one.total or nil, largest = nine and largest(nine),
    jsd_before = divergence(nine, told(before[1])), jsd_peers = divergence(nine, mean), peers = n,
    hhi = nine and stats.herfindahl(nine) or nil, id = one.id,
    note = not nine and message.choose("too few headings show a part", "标题大多看不出属于哪一部分，不作比较") or nil }
end

-- The divisions by year, in order.
local function by_year(divisions)
  local years, of = {}, {}
  for _, one in ipairs(divisions) do
    if not of[one.year] then
      years[#years + 1], of[one.year] = one.year, {}
    end
    table.insert(of[one.year], one)
  end
  table.sort(years)
  return years, of
end

local function part_row(year, part, divisions)
  local shares, logs = {}, {}
  for _, one in ipairs(divisions) do
    if one.is_telling then
      shares[#shares + 1] = 100 * one.counts[part.id] / one.total
      if is_part(part.id) then logs[#logs + 1] = one.clr[part.id] end
    end
  end
  return { year = year, part = part.id, name = name_of(part), n = #shares, mean = stats.mean(shares),
    median = stats.median(shares), clr = stats.mean(logs) }
end

local function year_note(year, mean, n, all, before)
  local moved = divergence(mean, before)
  return message.say("{year}: {n} of {all} {all|report|reports}, whose headings tell",
    "{year} 年：标题可归类 {n} 份（共 {all} 份）", { year = year, n = n, all = all })
    .. (mean and message.choose(", Herfindahl %.3f", "，Herfindahl %.3f"):format((stats.herfindahl(mean))) or "")
    .. (moved and message.choose(", Jensen–Shannon to the year before %.3f bits", "，与上年 Jensen–Shannon 散度 %.3f 比特")
      :format(moved) or "")
end

--- The years: one row for each year and part, with the mean and the median of the shares, the mean of the
--- log-ratios over the reports whose headings tell, and a note for each year on its mean composition.
-- @param is_wanted function(year): whether the year has rows
-- @return rows, notes
function M.years(divisions, is_wanted)
  local years, of = by_year(divisions)
  local rows, notes, means = {}, {}, {}
  for _, year in ipairs(years) do
    local mean, n = mean_of(of[year])
    means[year] = mean
    if is_wanted(year) then
      for _, part in ipairs(parts.list()) do rows[#rows + 1] = part_row(year, part, of[year]) end
      notes[#notes + 1] = year_note(year, mean, n, #of[year], means[year - 1])
    end
  end
  return rows, notes
end

return M
