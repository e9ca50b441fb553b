-- Deadline: by when a report had to be published by the rule of its year, and how many days it was late. A
-- report without a date is neither early nor late.

local catalogue = require "fazhi.catalogue"
local date = require "fazhi.date"
local wordlist = require "fazhi.wordlist"

local M = {}

local function covers(rule, year, level)
  return year >= rule.from and year <= (rule.to or year) and wordlist.set(rule.levels)[level] == true
end

--- The rule for reports of a year and level; nil if none is known.
-- @return an entry of catalogue/deadlines.lua
function M.rule(year, level)
  if not year or not level then return nil end
  for _, rule in ipairs(catalogue.load "deadlines") do
    if covers(rule, year, level) then return rule end
  end
  return nil
end

local function day_after(year, day)
  return day and date.iso { year = year + 1, month = day[1], day = day[2] }
end

--- The last day on which a report is published in time, as "2025-03-31"; nil if no rule is known.
function M.due(year, level)
  local rule = M.rule(year, level)
  return rule and day_after(year, rule.publish)
end

--- The last day on which a department reports to its government, the same way; nil if no rule says it.
function M.report_due(year, level)
  local rule = M.rule(year, level)
  return rule and day_after(year, rule.report)
end

--- Whether the rule of the year asks for the five contents.
function M.asks_contents(year, level)
  local rule = M.rule(year, level)
  return rule ~= nil and rule.contents == true
end

-- Days since 0000-03-01 in the Gregorian calendar: years begin in March, so that the leap day is the
-- last of its year (Richards, in Seidelmann, Explanatory Supplement, 3rd ed. 2013, 15.11).
local function day_number(d)
  local month = (d.month + 9) % 12
  local year = d.year - (d.month <= 2 and 1 or 0)
  return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + d.day - 1
end

--- The days from one date to another, both as "2025-03-31"; nil if one is missing or no date.
function M.days_between(from, to)
  local a, b = from and date.find(from), to and date.find(to)
  return a and b and day_number(b) - day_number(a) or nil
end

--- Whether so many days from the last day in time make the date one that is hardly that of publication.
function M.is_doubtful(days)
  local limits = catalogue.load "deadlines".doubtful
  return days < limits.early or days > limits.late
end

--- Whether a report is of a department, not of the government or the region as a whole: its title
--- names the issuer, and that is no government. 白塔市司法局 publishes the report of 白塔市 as well as its own.
function M.is_department(report)
  local words, issuer = catalogue.load "deadlines", report.issuer
  if not issuer or wordlist.inside(issuer, words.governments) then return false end
  if not wordlist.at_end(issuer, words.departments) then return false end
  return (report.title or ""):find(issuer, 1, true) ~= nil
end

return M
