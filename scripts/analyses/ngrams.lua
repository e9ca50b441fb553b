-- ngrams: the words, or sequences of characters, that are said most, with the number of reports
-- that say them; for all reports, or for each year, level or region.

local args_of = require("fazhi.args")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local message = require("fazhi.message")
local roster = require("fazhi.roster")
local segment = require("fazhi.segment")
local tally = require("fazhi.tally")
local toponym = require("fazhi.toponym")

local function filters_of(args)
  local from, to = args_of.years(args.year)
  return { region = args.region, within = args.within, level = args.level, from = from, to = to,
    kind = roster.kind_or_any(args.kind) }
end

local function reports_of(corpus, filters, all)
  local query = failure.asked(corpus:reports(filters))
  local list = {}
  for report in query:each() do list[#list + 1] = report end
  return roster.governments(list, all)
end

-- The reports by what they have in the field, in order of it; those that have nothing come last.
local function groups_of(reports, field)
  local groups, at = {}, {}
  for _, report in ipairs(reports) do
    local key = field and report[field] or ""
    if not at[key] then
      at[key] = { key = key, reports = {} }
      groups[#groups + 1] = at[key]
    end
    table.insert(at[key].reports, report)
  end
  table.sort(groups, function(a, b)
    if (a.key == "") ~= (b.key == "") then return b.key == "" end
    return a.key < b.key
  end)
  return groups
end

local function rows_of(group, segmenter, args, progress)
  local rows = {}
  for rank, row in ipairs(tally.of(group.reports, segmenter, progress):rows(args.min)) do
    if rank > args.top then break end
    row.rank, row.group, row.of = rank, group.key ~= "" and tostring(group.key) or nil, #group.reports
    rows[rank] = row
  end
  return rows
end

return {
  name = "ngrams", alias = "词频", api = 1, category = "analysis", observed = false,
  summary = "Count words or sequences of characters, and the reports they stand in.",
  summary_zh = "统计词或字串的次数和所见报告数。",
  arguments = {
    { name = "--unit", kind = "choice", choices = { "word", "2", "3", "4" }, default = "word",
      help = "words, or sequences of so many characters", help_zh = "按词，或按几个字的字串" },
    { name = "--by", kind = "choice", choices = { "year", "level", "region" },
      help = "a list for each year, level or region", help_zh = "按年度、层级或地区分列" },
    { name = "--min", kind = "integer", min = 1, default = 1, help = "reports a word must stand in",
      help_zh = "词至少见于几份报告" },
    { name = "--top", kind = "integer", min = 1, default = 50, help = "rows of each list", help_zh = "每组列几行" },
    { name = "--names", kind = "flag", help = "keep place names", help_zh = "保留地名" },
    { name = "--dictionary", kind = "path", help = "words kept whole, one a line; or in catalogue/dictionary.txt",
      help_zh = "自备词典，每行一词；存为 catalogue/dictionary.txt 则总是生效" },
    { name = "--region", kind = "region", help = "only this region", help_zh = "只看该地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    roster.kinds_or_any,
    roster.departments,
  },
  charts = { "bar" },
  outputs = {
    { name = "group", kind = "text", zh = "组", en = "group" },
    { name = "rank", kind = "integer", zh = "名次", en = "rank" },
    { name = "word", kind = "text", zh = "词", en = "word" },
    { name = "count", kind = "integer", zh = "次数", en = "times" },
    { name = "share", kind = "number", digits = 2, zh = "每万词", en = "per 10 000",
      help = "of all words of the group, function words with them", help_zh = "占该组全部词，含虚词" },
    { name = "reports", kind = "integer", zh = "报告数", en = "reports", help = "that say it", help_zh = "说到它的报告" },
    { name = "of", kind = "integer", zh = "共", en = "of", help = "reports of the group", help_zh = "该组的报告总数" },
  },
  method = "Words by ICU, terms of the trade, indicators and regions kept whole; a variant counts as its term.",
  method_zh = "ICU 分词，术语、指标名、地名不拆，异写归入同一术语。",
  caveats = {
    "Words of one character, function words, numbers and the place names of the reports are left out.",
    "Longer reports say every word more often: compare the share, not the count.",
  },
  caveats_zh = { "单字词、虚词、数字和报告所涉地名不计。", "报告越长次数越多，比较时看每万词的次数。" },
  examples = {
    { run = "fazhi ngrams --top 5 --corpus examples/corpus.db", prints = ",常务会议," },
    { run = "fazhi ngrams --unit 4 --by year --top 3 --corpus examples/corpus.db", prints = "2024,1," },
  },
  run = function(args, corpus, context)
    local filters, rows = filters_of(args), {}
    local reports, left_out = reports_of(corpus, filters, args.departments)
    local segmenter = segment.new({ unit = math.tointeger(tonumber(args.unit)), dictionary = args.dictionary,
      without = args.names and {} or toponym.of(corpus, reports) })
    for _, group in ipairs(groups_of(reports, args.by)) do
      local more = rows_of(group, segmenter, args, context and context.progress)
      table.move(more, 1, #more, #rows + 1, rows)
    end
    local notes = roster.notes(corpus, args, filters, left_out)
    table.insert(notes, 1, message.say("{n} {n|report|reports}", "{n} 份报告", { n = #reports }))
    return frame.new({ rows = rows, notes = notes, none = message.choose("reports", "报告") }),
      gallery.words(rows)
  end,
}
