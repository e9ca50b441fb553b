-- kwic: every place where a word is said, with the words around it, to be read from the word outwards.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local text = require("fazhi.text")

local LINES = 50 -- shown on a terminal if --limit does not say

-- The longest first, so that of 复议|行政复议 a place is shown once.
local function alternatives(words)
  local list = {}
  for word in words:gsub("｜", "|"):gmatch("[^|]+") do list[#list + 1] = word end
  table.sort(list, function(a, b) return #a > #b end)
  return list
end

local function is_shown(rows, start, stop)
  for _, row in ipairs(rows) do
    if row.start <= start and stop <= row.stop then return true end
  end
  return false
end

local function lines_of(passage, words, options)
  local rows = {}
  for _, word in ipairs(words) do
    for _, hit in ipairs(text.kwic(passage.text, word, options)) do
      local start, stop = passage.at + hit.start - 1, passage.at + hit.stop
      if #words == 1 or not is_shown(rows, start, stop) then
        rows[#rows + 1] = { report = passage.report, region = passage.region or comparison.central_body(passage),
          year = passage.year, left = hit.left, match = hit.match, right = hit.right, section = passage.section,
          start = start, stop = stop, region_code = passage.region_code, report_id = passage.report_id }
      end
    end
  end
  return rows
end

-- The characters from the last to the first: lines sorted by what stands left of the word.
local function reversed(s)
  local characters = {}
  for c in s:gmatch("[^\x80-\xBF][\x80-\xBF]*") do table.insert(characters, 1, c) end
  return table.concat(characters)
end

local ORDERS = {
  left = { "key", "region_code", "year" }, right = { "key", "region_code", "year" },
  year = { "year", "region_code" }, region = { "region_code", "year" },
}

local function sorted(rows, by)
  for _, row in ipairs(rows) do row.key = by == "left" and reversed(row.left) or row.right end
  local all = frame.new({ columns = { "key", "region_code", "year", "report_id", "start" }, rows = rows })
  local order = table.move({ "report_id", "start" }, 1, 2, #ORDERS[by] + 1, { table.unpack(ORDERS[by]) })
  return all:sort(table.unpack(order)).rows
end

return {
  name = "kwic", alias = "例句", api = 1, category = "analysis", observed = false,
  summary = "Show every place where a word is said, with the words around it.",
  summary_zh = "列出一个词出现的每一处及其上下文。",
  arguments = {
    { name = "WORD", kind = "text", help = "in either script; a|b for one of them", help_zh = "简繁均可；a|b 为其一" },
    { name = "--unit", kind = "choice", choices = { "char", "sentence" }, default = "char",
      help = "characters or the whole sentence around it", help_zh = "按字数，或取整句" },
    { name = "--width", kind = "integer", min = 0,
      help = "characters on either side (20), or sentences more (0)", help_zh = "左右各几个字（20），或另加几句（0）" },
    { name = "--sort", kind = "choice", choices = { "left", "right", "year", "region" }, default = "region",
      help = "in order of what", help_zh = "按左文、右文、年度或地区排序" },
    { name = "--region", kind = "region", help = "only this region", help_zh = "只看该地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    { name = "--kind", kind = "text", help = "of this kind: rule_of_law, …", help_zh = "该文种的，如 rule_of_law" },
  },
  outputs = {
    { name = "report", kind = "text", zh = "报告", en = "report" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "left", kind = "text", zh = "左文", en = "left", align = "right" },
    { name = "match", kind = "text", zh = "词", en = "word", help = "with quotes", help_zh = "连引号" },
    { name = "right", kind = "text", zh = "右文", en = "right" },
    { name = "start", kind = "integer", zh = "正文起", en = "start", help = "byte, from 0", help_zh = "字节，从 0 数" },
    { name = "stop", kind = "integer", zh = "正文止", en = "stop" },
    { name = "section", kind = "text", zh = "章节", en = "section" },
  },
  method = "The word as it is written, in either script and across quotation marks; not its synonyms.",
  method_zh = "按所写的词查找，简繁不论，引号可有可无；不含同义词。",
  caveats = { "A word inside a longer one is found too: 复议 in 行政复议.",
    "A terminal gets 50 places, or as many as --limit says; a pipe and a file get all." },
  caveats_zh = { "长词中的短词也算，如“行政复议”中的“复议”。", "终端上只显示 50 处，可用 --limit 改；管道和文件则是全部。" },
  examples = {
    { run = "fazhi kwic 行政复议 --width 6 --limit 3 --corpus examples/corpus.db", prints = ",行政复议," },
    { run = "fazhi kwic 復議 --unit sentence --sort year --limit 2 --corpus examples/corpus.db", prints = ",复议," },
    { run = "fazhi kwic 不见于此 --corpus examples/corpus.db", prints = "不见于此", exit = 1 },
  },
  run = function(args, corpus, context)
    local from, to = args_of.years(args.year)
    local filters = { region = args.region, within = args.within, level = args.level, kind = args.kind,
      from = from, to = to }
    local passages = failure.asked(corpus:passages(args.word:gsub("%s+", ""), filters))
    local rows, words = {}, alternatives(args.word)
    for _, passage in ipairs(passages) do
      local more = lines_of(passage, words, { unit = args.unit, width = args.width })
      table.move(more, 1, #more, #rows + 1, rows)
    end
    local limit, total = context and (context.lines and context.lines(LINES) or context.options.limit) or #rows, #rows
    rows = table.move(sorted(rows, args.sort), 1, math.min(limit, total), 1, {})
    local notes = comparison.twins_notes(corpus, filters)
    if total > #rows then
      table.insert(notes, 1, message.choose("%d of %d places shown; --limit N shows more",
        "显示 %d 处，共 %d 处；--limit N 可显示更多"):format(#rows, total))
    end
    return frame.new({ rows = rows, notes = notes, none = "“" .. args.word .. "”" })
  end,
}
