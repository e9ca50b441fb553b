-- kinship: the nearest peers of a region as a script shows them: how large each is, by the user's table or else
-- by the length of its report, and what the nearness rests on.

local cohort = require "fazhi.cohort"
local message = require "fazhi.message"
local ratio = require "fazhi.ratio"
local resemblance = require "fazhi.resemblance"
local standing = require "fazhi.standing"

local say = message.say

local M = {}

-- The size of each member by the first column of the table, or the one asked for.
local function sizes_of_table(covariates, column, group, within)
  local sizes = {}
  for _, key in ipairs(group.order) do
    local report = group.members[key]
    local size = covariates:value(report.region_code, group.year, column.name, within)
    if size and size > 0 then sizes[key] = size end
  end
  return sizes, column.name
end

local function sizes_of_reports(group)
  local sizes = {}
  for _, key in ipairs(group.order) do sizes[key] = group.members[key].characters end
  return sizes, say("characters of its report", "报告字数")
end

local function sizes_of(group, args, corpus)
  local covariates, column = ratio.covariates(args, corpus, args.size)
  if not covariates then
    local sizes, name = sizes_of_reports(group)
    return sizes, name, {}
  end
  local sizes, name = sizes_of_table(covariates, column, group, args.nearest)
  return sizes, name, covariates:notes()
end

local function notes_of(group, rows, name, notes)
  local far, same = 0, 0
  for _, row in ipairs(rows) do
    far, same = far + (row.distance and 0 or 1), same + (row.same_province and 1 or 0)
  end
  table.insert(notes, 1, say(
    "{report}: {n} other {level} have a report of {year}, {same} in the same province; size is {size}",
    "{report}：{year} 年有报告的其他{level}地区 {n} 个，同省 {same} 个；规模按{size}", { report = group.subject.id,
      n = #rows, level = standing.level_name(group.level), year = group.year, same = same, size = name }))
  if far > 0 then
    notes[#notes + 1] = say("{n} {n|shares|share} fewer than {least} indicators with it and {n|has|have} no distance",
      "与之共有指标不足 {least} 个的 {n} 个，不算距离", { n = far, least = resemblance.least })
  end
  return notes
end

--- The peers of the region that a script's arguments ask for.
-- @param args { region =, year =, kind =, count = how many, covariates =, size = column, nearest = }
-- @return rows of resemblance.peers with `place`, notes, and what was looked for in vain if there are no rows
function M.of(corpus, args)
  local group = cohort.of(corpus, args)
  if not group then return {}, {}, cohort.none(args) end
  if group.is_alone then
    return {}, { cohort.alone_note(group) }, say("peers of a report without a level", "无层级报告的同级地区")
  end
  local sizes, name, notes = sizes_of(group, args, corpus)
  local rows = resemblance.peers(group, sizes)
  notes = notes_of(group, rows, name, notes)
  local list = table.move(rows, 1, math.min(args.count or #rows, #rows), 1, {})
  for i, row in ipairs(list) do row.place = row.distance and i or nil end
  return list, notes, say("other {level} with a report of {year}", "{year} 年有报告的其他{level}地区",
    { level = standing.level_name(group.level), year = group.year })
end

return M
