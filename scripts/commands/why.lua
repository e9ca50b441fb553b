-- why: the evidence behind one value: the sentence with the figure marked, the section it
-- stands in, and the bytes of the file.

local frame = require("fazhi.frame")

local function marked(row)
  if not row.sentence then return nil end
  local s = row.sentence
  local first, last = row.mark_start, row.mark_stop
  return s:sub(1, first - 1) .. "【" .. s:sub(first, last) .. "】" .. s:sub(last + 1)
end

local function rests_on_it(row)
  local names = {}
  for i, o in ipairs(row.observations or {}) do names[i] = o.id .. " " .. o.indicator end
  return #names > 0 and table.concat(names, ", ") or nil
end

return {
  name = "why", alias = "依据", api = 1, category = "command", corpus = "read",
  summary = "Show where a value comes from: sentence, section, file and bytes.",
  summary_zh = "说明一个数值的出处：原句、章节、文件和字节。",
  arguments = {
    { name = "ID", kind = "text", help = "an observation such as o7, or a figure such as f12",
      help_zh = "观测值如 o7，或数字如 f12" },
  },
  outputs = {
    { name = "id", kind = "text", zh = "编号", en = "id" },
    { name = "indicator", kind = "indicator", zh = "指标", en = "indicator" },
    { name = "indicator_name", kind = "text", zh = "指标名称", en = "name" },
    { name = "observations", kind = "text", zh = "用作", en = "used as" },
    { name = "value", kind = "number", zh = "数值", en = "value" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "period", kind = "text", zh = "时段", en = "period" },
    { name = "score", kind = "number", zh = "把握", en = "score" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "sentence", kind = "text", zh = "原句", en = "sentence", help = "the figure between 【 and 】" },
    { name = "section", kind = "text", zh = "章节", en = "section", help = "headings from the top" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "report", kind = "text", zh = "报告", en = "report" },
    { name = "title", kind = "text", zh = "标题", en = "title" },
    { name = "path", kind = "text", zh = "文件", en = "file" },
    { name = "source_start", kind = "integer", zh = "文件起", en = "source start",
      help = "first byte in the file, from 0" },
    { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop", help = "byte after the last" },
    { name = "place", kind = "text", zh = "位置", en = "place",
      help = "page and line, paragraph or cell, where bytes say nothing" },
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
    row.observations = rests_on_it(row)
    if row.source_start then row.source_start = row.source_start - 1 end
    return frame.new({ layout = "record", rows = { row } })
  end,
}
