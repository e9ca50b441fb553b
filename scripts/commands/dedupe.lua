-- dedupe: the same report read twice, from another page or in another format. The cleanest copy
-- goes on counting, the others stay in the corpus and are left out of comparisons.

local frame = require("fazhi.frame")
local likeness = require("fazhi.likeness")
local message = require("fazhi.message")

local function row_of(set, report, what, more)
  local row = { set = set, id = "r" .. report.report_id, decision = what, region = report.region, year = report.year,
    title = report.title, format = report.format, path = report.path }
  for k, v in pairs(more or {}) do row[k] = v end
  return row
end

local function set_rows(sets)
  local rows, aside = {}, 0
  for i, set in ipairs(sets) do
    rows[#rows + 1] = row_of(i, set.kept, message.choose("kept", "保留"))
    for _, other in ipairs(set.others) do
      aside = aside + 1
      rows[#rows + 1] = row_of(i, other.report, message.choose("set aside", "不计"), {
        of = "r" .. set.kept.report_id, relation = likeness.name(other.relation), similarity = other.similarity,
        why = other.reason and message.choose(other.reason.en, other.reason.zh),
      })
    end
  end
  return rows, aside
end

local function doubt_row(doubt)
  return row_of(nil, doubt.report, message.choose("in doubt", "存疑"), {
    of = "r" .. doubt.of.report_id, relation = likeness.name("doubt", doubt.differs), similarity = doubt.similarity,
    why = likeness.differences(doubt.of, doubt.report, doubt.differs),
  })
end

-- Doubts of one kind that hang together, in the order of the first of each: lists of doubts.
local function groups_of(doubts)
  local groups, group_of = {}, {}
  for _, doubt in ipairs(doubts) do
    local kind = likeness.name("doubt", doubt.differs)
    local a, b = kind .. doubt.of.report_id, kind .. doubt.report.report_id
    local into, other = group_of[a] or group_of[b], group_of[b]
    if not into then
      into = { keys = {} }
      groups[#groups + 1] = into
    elseif other and other ~= into then -- this doubt joins two groups: the smaller one moves
      if #other.keys > #into.keys then into, other = other, into end
      for _, key in ipairs(other.keys) do
        into.keys[#into.keys + 1], group_of[key] = key, into
      end
      table.move(other, 1, #other, #into + 1, into)
      for k = #other, 1, -1 do other[k] = nil end
    end
    into[#into + 1] = doubt
    for _, key in ipairs { a, b } do
      if not group_of[key] then into.keys[#into.keys + 1], group_of[key] = key, into end
    end
  end
  return groups
end

-- One line for a group: a text that many reports have, as a template is filled in by each, is in as many pairs as
-- there are pairs of them.
local function group_row(group)
  local first, others, seen, least = group[1].of, {}, { [group[1].of.report_id] = true }, 1
  for _, doubt in ipairs(group) do
    least = math.min(least, doubt.similarity)
    for _, report in ipairs { doubt.of, doubt.report } do
      if not seen[report.report_id] then
        seen[report.report_id], others[#others + 1] = true, report.report_id
      end
    end
  end
  table.sort(others)
  for k, id in ipairs(others) do others[k] = "r" .. id end
  return row_of(nil, first, message.choose("in doubt", "存疑"), {
    of = table.concat(others, " "), relation = likeness.name("doubt", group[1].differs), similarity = least,
    why = message.say("{n} reports, {count} {count|pair|pairs}; --pairs lists them", "{n} 份，{count} 对；--pairs 逐对列出",
      { n = #others + 1, count = #group }),
  })
end

-- @param all_pairs true: a line for each pair, in groups as well
local function doubt_rows(doubts, rows, all_pairs)
  if all_pairs then
    for _, doubt in ipairs(doubts) do rows[#rows + 1] = doubt_row(doubt) end
    return
  end
  for _, group in ipairs(groups_of(doubts)) do
    if #group > 1 then rows[#rows + 1] = group_row(group) end
    if #group == 1 then rows[#rows + 1] = doubt_row(group[1]) end
  end
end

local function notes_of(sets, aside, doubts, dry_run)
  local notes = {}
  if #sets == 0 and #doubts == 0 then
    notes[1] = message.choose("no report stands here twice", "没有重复的报告")
  elseif dry_run then
    notes[1] = message.choose("dry run: %d would be kept and %d set aside", "试运行：将保留 %d 份，%d 份不计入比较")
      :format(#sets, aside)
  elseif aside > 0 then
    notes[1] = message.choose("%d kept, %d set aside; nothing is deleted, `fazhi dedupe --undo` lets all count again",
      "保留 %d 份，%d 份不计入比较；什么都没有删除，fazhi dedupe --undo 可恢复"):format(#sets, aside)
  end
  local editions, places = 0, 0
  for _, doubt in ipairs(doubts) do
    editions = editions + (doubt.differs.figures and 1 or 0)
    places = places + (likeness.is_elsewhere("doubt", doubt.differs) and 1 or 0)
  end
  if editions > 0 then
    notes[#notes + 1] = message.choose(
      "in doubt: %d of nearly the same text with other figures, as a corrected edition has; both count until "
        .. "`fazhi remove` takes one out", "有 %d 对正文基本相同而数字不同，可能是更正后重发：用 fazhi remove 移出其一之前两者都计")
      :format(editions)
  end
  if places > 0 then
    notes[#notes + 1] = message.say(
      "{n} {n|pair|pairs} of the same text and different places; all count, and `fazhi meta set` corrects a place that "
        .. "is read wrongly", "有 {n} 对正文相同而地区不同，各自计入；地区若有误，用 fazhi meta set 更正", { n = places })
  end
  local others = #doubts - editions - places
  if others > 0 then
    notes[#notes + 1] = message.choose(
      "in doubt: %d; one text with two years or kinds, or with a region and none, counts twice until `fazhi meta set` "
        .. "corrects one", "有 %d 对正文相同而年度或文种不同，或其一地区不明：用 fazhi meta set 更正之前两者都计")
      :format(others)
  end
  return notes
end

local function undo(corpus)
  local count, why, code = corpus:undo_dedupe()
  if not count then return nil, why, code end
  return frame.new({ layout = "text", columns = { { name = "undone", kind = "text" } },
    rows = { { undone = message.say("{n} {n|report counts|reports count} again", "{n} 份报告重新计入", { n = count }) } } })
end

return {
  name = "dedupe", alias = "查重", api = 1, category = "command", corpus = "write",
  summary = "Find reports that are here twice, and let one copy of each count.",
  summary_zh = "查出重复的报告，每份只计一次。",
  arguments = {
    { name = "--dry-run", kind = "flag", help = "show what would be done", help_zh = "只显示，不作改动" },
    { name = "--threshold", kind = "number", help = "similarity of nearly the same texts, 0.5 to 1; default 0.8",
      help_zh = "正文基本相同的相似度，0.5 至 1，默认 0.8" },
    { name = "--pairs", kind = "flag",
      help = "list each pair in doubt; without it those that hang together are one line, with the lowest similarity",
      help_zh = "存疑的逐对列出；不写则相连的合为一行，相似度取最低" },
    { name = "--undo", kind = "flag", help = "let all reports count again", help_zh = "全部重新计入" },
  },
  outputs = {
    { name = "set", kind = "integer", zh = "组", en = "set" },
    { name = "id", kind = "text", zh = "编号", en = "id" },
    { name = "decision", kind = "text", zh = "处理", en = "decision", help = "kept, set aside or in doubt",
      help_zh = "kept 保留、set aside 搁置或 in doubt 存疑" },
    { name = "of", kind = "text", zh = "同于", en = "twin of",
      help = "the report that counts in its place, or those it is in doubt with",
      help_zh = "代它计入的报告，或与它存疑的各份" },
    { name = "relation", kind = "text", zh = "关系", en = "relation" },
    { name = "similarity", kind = "number", digits = 3, zh = "相似度", en = "similarity",
      help = "runs of eight characters in both, of all that either has", help_zh = "两者共有的八字串占全部八字串的比例" },
    { name = "why", kind = "text", zh = "理由", en = "why", help = "what the kept one has before this one",
      help_zh = "保留的一份胜在哪里" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "title", kind = "text", zh = "标题", en = "title" },
    { name = "format", kind = "text", zh = "格式", en = "format" },
    { name = "path", kind = "text", zh = "文件", en = "path" },
  },
  method = "Runs of eight characters, compared by MinHash and then counted. Copies of one report agree in region and "
    .. "year and share 0.8 of their runs, or 0.9 of one's stand in the other; more is asked where a region, a year "
    .. "or an issuer is unknown or differs. Kept is the copy that, in this order, is of a known region and kind, is "
    .. "whole, was corrected by hand, is of a known kind, lost no figures, has less damage, more of title, region, "
    .. "year, issuer and date, is in simplified script, in the better format (text, HTML and docx before PDF), has "
    .. "fewer broken lines, more figures, is longer, was added first.",
  method_zh = "以连续八字为单位，先用 MinHash 比对，再逐一计数。同一报告的各份地区、年度一致，且八字串有 0.8 相同，"
    .. "或一份的 0.9 见于另一份；地区、年度或机关不明或不同的，要求更高。保留哪一份，依次看：地区和文种明确、全文完整、经人工更正、"
    .. "文种明确、数字不缺、损坏少、标题地区年度机关日期更全、简体原文、格式更好（文本、网页、docx 先于 PDF）、"
    .. "断行少、数字更多、正文更长、先入库。",
  caveats = {
    "Nothing is deleted: `fazhi list --twins` shows what is set aside, --undo lets it count again.",
    "Reports of two years, regions or kinds are never set aside for each other, however alike; as good as "
      .. "identical ones are listed as in doubt.",
    "What names no region and has the text of reports of several is nobody's copy, and counts; so does the whole of "
      .. "a part if only the part names its region.",
    "Nor are copies in which the same words have other figures (41件 / 45件), as a corrected edition has: they are "
      .. "listed as in doubt.",
    "A report added later is compared when it is added and counts until dedupe is run again.",
    "The limits and the order are in scripts/catalogue/twins.lua.",
  },
  caveats_zh = {
    "什么都不删除：fazhi list --twins 列出不计的报告，--undo 全部恢复。",
    "不同年度、地区、文种的报告再像也不互相顶替；几乎一字不差的列为存疑。",
    "未标地区而正文与多个地区的报告相同的，不作任何一份的副本，照常计入；"
      .. "只有残本标明地区的，残本与全文也都计入。",
    "同一句话数字不同的（41件 / 45件），如更正后重发的，也不互相顶替，列为存疑。",
    "后来导入的报告在导入时比对，再运行 dedupe 之前仍然计入。",
    "界限与次序见 scripts/catalogue/twins.lua。",
  },
  examples = {
    { run = "fazhi dedupe --corpus examples/corpus.db", prints = "no report stands here twice" },
  },
  run = function(args, corpus, context)
    local threshold = args.threshold
    if threshold and not (threshold >= likeness.rules().recorded and threshold <= 1) then
      return message.fail("E208", { name = "--threshold", word = threshold,
        want = message.choose("a number from 0.5 to 1", "0.5 至 1 的数") })
    end
    if args.undo then return undo(corpus) end
    local progress = context and context.progress
    local sets, doubts, code = corpus:dedupe({ threshold = threshold, dry_run = args.dry_run, progress = progress })
    if progress then progress() end
    if not sets then return nil, doubts, code end
    local rows, aside = set_rows(sets)
    doubt_rows(doubts, rows, args.pairs)
    return frame.new({ rows = rows, notes = notes_of(sets, aside, doubts, args.dry_run) })
  end,
}
