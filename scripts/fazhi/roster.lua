-- roster: which reports an analysis of texts reads: those that fit the filters, and of several of one
-- region and year the government's own. What is left out is told.

local args_of = require "fazhi.args"
local comparison = require "fazhi.comparison"
local deadline = require "fazhi.deadline"
local failure = require "fazhi.failure"
local kind_of = require "fazhi.kind"
local message = require "fazhi.message"

local M = {}

--- The kind of report that is read where no other is asked for.
M.kind = "rule_of_law"

--- The argument by which a script that reads all reports reads those of another kind.
M.kinds = { name = "--kind", kind = "text", help = "of this kind of document (default rule_of_law)",
  help_zh = "文种，默认 rule_of_law" }

--- The same where a script reads several kinds side by side as well.
M.kinds_or_any = { name = "--kind", kind = "text", help = "of this kind of document (default rule_of_law), or any",
  help_zh = "文种，默认 rule_of_law，any 为全部" }

--- The kind that the argument kinds_or_any asks for; nil for any.
function M.kind_or_any(word)
  if word == "any" then return nil end
  return kind_of.named(word) or M.kind
end

--- The filters of the corpus that the arguments --within, --level, --year and --kind ask for.
function M.filters(args)
  local from, to = args_of.years(args.year)
  return { within = args.within, level = args.level, from = from, to = to, kind = kind_of.named(args.kind) or M.kind }
end

--- The reports of the regions (a list of names, nil for all) that fit the filters, in order of region and year.
function M.reports(corpus, filters, regions)
  local list = {}
  for i = 1, regions and #regions or 1 do
    local own = { region = regions and regions[i] }
    for k, v in pairs(filters) do own[k] = v end
    for report in failure.asked(corpus:reports(own)):each(true) do
      report.key = comparison.region_key(report)
      report.name = report.region or comparison.unknown_region(report)
      list[#list + 1] = report
    end
  end
  return list
end

-- How many documents fit the filters but for their kind, of which it is this one.
local function count_of(corpus, filters, regions, kind)
  local count = 0
  for i = 1, regions and #regions or 1 do
    local own = { region = regions and regions[i] }
    for k, v in pairs(filters) do own[k] = v end
    own.kind = kind
    count = count + failure.asked(corpus:reports(own)):count()
  end
  return count
end

--- The note that only one kind of document is read, since no other was asked for, and which others are here; nil if
--- there are none.
-- @param filters of the corpus, with the kind that is read; regions: a list of names, nil for all
function M.kinds_note(corpus, filters, regions)
  local others, own = {}, nil
  for _, one in ipairs(kind_of.all()) do
    local name = message.choose(one.id, ("%s（%s）"):format(one.zh, one.id))
    local n = one.id == filters.kind and 0 or count_of(corpus, filters, regions, one.id)
    if one.id == filters.kind then own = name end
    if n > 0 then others[#others + 1] = message.say("{kind} {n}", "{kind}{n} 份", { n = n, kind = name }) end
  end
  if #others == 0 then return nil end
  return message.say("only documents of the kind {own} are read; others here: {others}; --kind takes one",
    "只读{own}；另有其他文种：{others}，可用 --kind 另选", { own = own or filters.kind,
      others = table.concat(others, message.choose(", ", "、")) })
end

-- The government's own before a department's, then the longer text, then the one added first.
local function is_better(a, b)
  local own_a, own_b = not deadline.is_department(a), not deadline.is_department(b)
  if own_a ~= own_b then return own_a end
  if (a.characters or 0) ~= (b.characters or 0) then return (a.characters or 0) > (b.characters or 0) end
  return a.report_id < b.report_id
end

--- One report for each region and year, in order of first appearance, and the number of those left out.
--- Reports without a year are left out, and counted apart.
-- @return list, number of further reports, number without a year
function M.one_each(reports)
  local best, order, undated = {}, {}, 0
  for _, report in ipairs(reports) do
    local key = report.key .. "\0" .. tostring(report.year)
    if not report.year then
      undated = undated + 1
    elseif not best[key] then
      order[#order + 1] = key
      best[key] = report
    elseif is_better(report, best[key]) then
      best[key] = report
    end
  end
  local list = {}
  for i, key in ipairs(order) do list[i] = best[key] end
  return list, #reports - #list - undated, undated
end

--- The argument by which a script that reads all reports reads those of departments too.
M.departments = { name = "--departments", kind = "flag",
  help = "also what departments report beside their government", help_zh = "也读与本级政府报告并存的部门报告" }

--- Reports without those of departments beside which the government's own of that region, year and kind is there:
--- they would count as the region, and a region with many would count more than others.
-- @param all true: nothing is left out
-- @return list, number of those left out
function M.governments(reports, all)
  local own, list = {}, {}
  local function key(report)
    return ("%s\0%s\0%s"):format(comparison.region_key(report), report.year, report.kind)
  end
  for _, report in ipairs(reports) do own[key(report)] = own[key(report)] or not deadline.is_department(report) end
  for _, report in ipairs(reports) do
    if all or not own[key(report)] or not deadline.is_department(report) then list[#list + 1] = report end
  end
  return list, #reports - #list
end

--- The note on departments' reports that are left out; nil for none.
function M.departments_note(count)
  if count == 0 then return nil end
  return message.say("{n} {n|report of a department|reports of departments} beside {n|its|their} government's "
    .. "{n|is|are} not read; --departments reads {n|it|them}", "另有 {n} 份部门报告因有本级政府报告而未读，--departments 可一并读入",
    { n = count })
end

--- What is to be said of an analysis of all texts: which documents of departments, doubles and other kinds it left out.
-- @param args of the script; filters: what it read by; left_out: number of departments' reports
-- @return list of notes
function M.notes(corpus, args, filters, left_out)
  local notes = { M.departments_note(left_out) }
  notes[#notes + 1] = comparison.twins_notes(corpus, filters)[1]
  notes[#notes + 1] = not args.kind and M.kinds_note(corpus, filters) or nil
  return notes
end

--- What an analysis reads: one report for each region and year that the arguments ask for, and notes on
--- what it does not read.
-- @param args as of a script with --region, --within, --level, --year and --kind
-- @return list of reports, each also with `key` of its region and `name` to show; notes; filters
function M.of(corpus, args)
  local filters = M.filters(args)
  local list, further, undated = M.one_each(M.reports(corpus, filters, args.region))
  local notes = {}
  if further > 0 then
    notes[1] = message.say("{n} further {n|report|reports} of the same region and year (of departments …) "
      .. "{n|is|are} not read", "另有 {n} 份同地区同年度的报告（部门报告等）未读", { n = further })
  end
  if undated > 0 then
    notes[#notes + 1] = message.say("{n} {n|report|reports} of an unknown year {n|is|are} not read",
      "另有 {n} 份年度不明的报告未读", { n = undated })
  end
  notes[#notes + 1] = comparison.twins_notes(corpus, filters, nil, args.region)[1]
  notes[#notes + 1] = not args.kind and M.kinds_note(corpus, filters, args.region) or nil
  return list, notes, filters
end

--- The same for an analysis that looks at the years beside those that are asked for: the reports of all
--- years, the notes on those asked for, and whether a year is asked for.
-- @return list, notes, function(year) → boolean
function M.around(corpus, args)
  local _, notes, filters = M.of(corpus, args)
  local any_year = {}
  for name, value in pairs(args) do any_year[name] = name ~= "year" and value or nil end
  local list = M.of(corpus, any_year)
  return list, notes, function(year)
    return year >= (filters.from or year) and year <= (filters.to or year)
  end
end

--- The reports of other regions beside those read, of the years asked for: what a region is held against
--- where --region asks for it alone.
-- @param reports read by the same arguments
-- @return list; none if --region was not given, since all are read then
function M.beside(corpus, args, reports)
  if not args.region then return {} end
  local any_region, own, list = {}, {}, {}
  for name, value in pairs(args) do any_region[name] = name ~= "region" and value or nil end
  for _, report in ipairs(reports) do own[report.key] = true end
  for _, report in ipairs((M.of(corpus, any_region))) do
    if not own[report.key] then list[#list + 1] = report end
  end
  return list
end

--- The reports by region, each list in order of year; lists in order of first appearance.
function M.by_region(reports)
  local lists, at = {}, {}
  for _, report in ipairs(reports) do
    if not at[report.key] then
      at[report.key] = {}
      lists[#lists + 1] = at[report.key]
    end
    table.insert(at[report.key], report)
  end
  for _, list in ipairs(lists) do
    table.sort(list, function(a, b) return a.year < b.year end)
  end
  return lists
end

--- What was looked for in vain, for a frame without rows.
function M.none(args)
  local kind = kind_of.named(args.kind) or M.kind
  return message.choose("reports of kind %s that fit", "符合条件的报告（文种 %s）"):format(kind)
end

return M
