-- why: the evidence behind one value: the sentence with the figure marked, the section it
-- stands in, the bytes of the file, the rule it was read by and the readings it competes with.

local explanation = require("fazhi.explanation")
local frame = require("fazhi.frame")
local loader = require("fazhi.loader")
local message = require("fazhi.message")

local function marked(row)
  if not row.sentence then return nil end
  local s = row.sentence
  local first, last = row.mark_start, row.mark_stop
  return s:sub(1, first - 1) .. "【" .. s:sub(first, last) .. "】" .. s:sub(last + 1)
end

local function joined(list, text_of)
  local parts = {}
  for i, one in ipairs(list or {}) do parts[i] = text_of(one) end
  return #parts > 0 and table.concat(parts, message.choose("; ", "；")) or nil
end

local function number(value)
  return ("%.14g"):format(value)
end

local function observed(o)
  return ("%s %s %s%s"):format(o.id, o.indicator, number(o.value), o.unit)
end

local from_words = {
  clause = { en = "in the clause", zh = "见分句" }, sentence = { en = "earlier in the sentence", zh = "见本句前文" },
  paragraph = { en = "earlier in the paragraph", zh = "见本段前文" }, heading = { en = "in the heading", zh = "见标题" },
}

local function topic_of(row)
  local from = from_words[row.topic_from]
  if not row.topic or not from then return row.topic end
  return message.choose("%s, %s", "%s（%s）"):format(row.topic, message.choose(from.en, from.zh))
end

-- What the catalogue in force reads here that is the stored value, or nil.
local function read_again(row, taken)
  for _, seen in ipairs(taken) do
    if seen.indicator == row.indicator and seen.value == row.value then return seen end
  end
end

-- Adds what the catalogue in force says of the figure; notes where it does not say the same.
local function put_readings(row, corpus)
  if not row.figure_id then return {} end
  local told, why = explanation.of(corpus, row.report_id, row.figure_id)
  if not told then return { message.text("broken_catalogue", { reason = why:match("^[^\n]*") }) } end
  row.rivals = joined(told.rivals, function(rival) return rival.indicator .. ": " .. rival.reason end)
  local notes = {}
  local again = read_again(row, told.taken)
  row.read_as = again and again.read_as
  if row.indicator and not again then
    notes[1] = message.choose("the catalogue in force does not read this value here", "现在的指标目录在此处不再读出这个数值")
  end
  local state = corpus:observed(row.report_id)
  if state and state.stale then
    notes[#notes + 1] = message.choose("observed with another catalogue; run fazhi observe --only %s",
      "是用另一版指标目录抽取的；请运行 fazhi observe --only %s"):format(row.report)
  end
  return notes
end

return {
  name = "why", alias = "依据", api = 1, category = "command", corpus = "read",
  summary = "Show where a value comes from: sentence, section, file and bytes, and by which rule it was read.",
  summary_zh = "说明一个数值的出处：原句、章节、文件和字节，以及抽取的规则。",
  arguments = {
    { name = "ID", kind = "text", help = "an observation such as o7, or a figure such as f12",
      help_zh = "观测值如 o7，或数字如 f12" },
  },
  outputs = {
    { name = "id", kind = "text", zh = "编号", en = "id" },
    { name = "indicator", kind = "indicator", zh = "指标", en = "indicator" },
    { name = "indicator_name", kind = "text", zh = "指标名称", en = "name",
      help = "in data formats as in the corpus", help_zh = "数据格式中照库中所记" },
    { name = "observations", kind = "text", zh = "用作", en = "used as" },
    { name = "value", kind = "number", zh = "数值", en = "value" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "basis", kind = "text", zh = "口径", en = "basis" },
    { name = "period", kind = "text", zh = "时段", en = "period" },
    { name = "score", kind = "number", zh = "把握", en = "score" },
    { name = "note", kind = "text", zh = "说明", en = "note",
      help = "in Chinese, as stored, where programs read it (csv, jsonl, xlsx); fazhi schema notes explains them",
      help_zh = "供程序读的格式（csv、jsonl、xlsx）中照库中所记；见 fazhi schema notes" },
    { name = "rule", kind = "text", zh = "规则", en = "rule", help = "the pattern of the indicator that fits here",
      help_zh = "此处相合的指标句式" },
    { name = "read_as", kind = "text", zh = "读作", en = "read as",
      help = "the sentence as it was put for the rule, where words are left out or a list is told item by item",
      help_zh = "为套用规则而改写的句子：补出省略的词，或把并列逐项拆开" },
    { name = "topic", kind = "text", zh = "话题", en = "topic", help = "topic in force, and where it stands",
      help_zh = "当前话题及其位置" },
    { name = "actor", kind = "text", zh = "主体", en = "actor", help = "who acts", help_zh = "谁做的" },
    { name = "instead_of", kind = "text", zh = "胜过", en = "instead of",
      help = "indicators that wanted the figure too; their topic stands further away", help_zh = "也想取这个数的指标，其话题较远" },
    { name = "shared_with", kind = "text", zh = "同时用作", en = "shared with",
      help = "what else is read of this figure", help_zh = "这个数字还读作什么" },
    { name = "other_values", kind = "text", zh = "其他数值", en = "other values",
      help = "what else the report says of this indicator", help_zh = "报告里该指标的其他说法" },
    { name = "rivals", kind = "text", zh = "其他读法", en = "other readings",
      help = "indicators of the catalogue in force whose words fit here, and what keeps them from the figure",
      help_zh = "现行目录中词语相合的其他指标，及为何没有取这个数" },
    { name = "sentence", kind = "text", zh = "原句", en = "sentence", help = "the figure between 【 and 】",
      help_zh = "数字以【】标出" },
    { name = "section", kind = "text", zh = "章节", en = "section", help = "headings from the top", help_zh = "自上而下的标题" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "report", kind = "text", zh = "报告", en = "report" },
    { name = "title", kind = "text", zh = "标题", en = "title" },
    { name = "path", kind = "text", zh = "文件", en = "file" },
    { name = "counted_in", kind = "text", zh = "字节计于", en = "bytes of",
      help = "what the next two count in: the file, or what a container holds for it",
      help_zh = "以下两项在何处计字节：文件，或容器内的一份" },
    { name = "source_start", kind = "integer", zh = "文件起", en = "source start",
      help = "first byte in the file, or in the record of a crawl, from 0",
    help_zh = "在文件中的首字节，抓取包则在该记录的文字中，从 0 数" },
    { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop", help = "byte after the last",
      help_zh = "末字节之后" },
    { name = "place", kind = "text", zh = "位置", en = "place",
      help = "page and line, paragraph or cell, where bytes say nothing", help_zh = "字节无意义时的页行、段或单元格" },
    { name = "url", kind = "text", zh = "网址", en = "web address" },
    { name = "sha256", kind = "text", zh = "SHA-256", en = "SHA-256" },
  },
  examples = {
    { run = "fazhi why o1 --corpus examples/corpus.db", prints = "【" },
  },
  run = function(args, corpus)
    local row, why, code = corpus:why(args.id)
    if not row then return nil, why, code end
    row.sentence = marked(row)
    row.region = row.region_full or row.region
    row.observations = joined(row.observations, observed)
    row.shared_with, row.other_values = joined(row.shared_with, observed), joined(row.other_values, observed)
    row.topic = topic_of(row)
    local notes = put_readings(row, corpus)
    if row.source_start then
      row.source_start, row.counted_in = row.source_start - 1, loader.counted(row.path)
    end
    return frame.new({ layout = "record", rows = { row }, notes = notes })
  end,
}
