-- show: one report of the corpus, as a record or one part of it.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local stage = require("fazhi.stage")

local columns = {
  { name = "id", kind = "text", zh = "编号", en = "id" },
  { name = "kind", kind = "text", zh = "文种", en = "kind" },
  { name = "title", kind = "text", zh = "标题", en = "title" },
  { name = "issuer", kind = "text", zh = "发文机关", en = "issuer" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "region_code", kind = "text", zh = "地区代码", en = "region code" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "published", kind = "text", zh = "公布日期", en = "published" },
  { name = "doc_number", kind = "text", zh = "文号", en = "document number" },
  { name = "path", kind = "text", zh = "文件", en = "path" },
  { name = "sha256", kind = "text", zh = "SHA-256", en = "SHA-256" },
  { name = "bytes", kind = "integer", zh = "字节", en = "bytes" },
  { name = "encoding", kind = "text", zh = "编码", en = "encoding" },
  { name = "added_at", kind = "text", zh = "入库时间", en = "added" },
  { name = "characters", kind = "integer", zh = "字数", en = "characters" },
  { name = "section_count", kind = "integer", zh = "章节数", en = "sections" },
  { name = "figure_count", kind = "integer", zh = "数字数", en = "figures" },
  { name = "observation_count", kind = "integer", zh = "观测值数", en = "observations" },
  { name = "catalogue", kind = "text", zh = "指标目录", en = "catalogue",
    help = "edition of the catalogue it was observed with", help_zh = "抽取时所用目录的版本" },
  { name = "observed_at", kind = "text", zh = "抽取时间", en = "observed" },
  { name = "twin_of", kind = "text", zh = "同于", en = "twin of", help = "the report that counts in its place",
    help_zh = "代它计入的报告" },
}

local function plain_text(s)
  return frame.new({ layout = "text", columns = { { name = "text", kind = "text" } }, rows = { { text = s } } })
end

-- The outline as headings set in by their depth.
local function tree(sections)
  local depth, lines = { [0] = -1 }, {}
  for i, section in ipairs(sections) do
    depth[i] = depth[section.parent] + 1
    lines[i] = ("  "):rep(depth[i]) .. section.marker .. (section.heading or "")
  end
  return plain_text(table.concat(lines, "\n"))
end

-- What the report was read from, as an input; what has become of it since is told.
local function original(report, args, context)
  local item, state, code = require("fazhi.document").original(report.path, report.sha256, stage.options(args))
  if not item then return nil, message.at_path(state, report.path), code end
  if state == "moved" then
    context.warn(message.at_path(message.text("member_moved", { path = item.path }), report.path))
  elseif state == "changed" then
    context.warn(message.at_path(message.text("changed_since", { was = report.sha256:sub(1, 12),
      now = item:sha256():sub(1, 12) }), report.path))
  end
  return item
end

-- The file or member as it is now; the corpus keeps the clean text only.
local function raw_bytes(report, args, context)
  local item, why, code = original(report, args, context)
  if not item then return nil, why, code end
  local bytes
  bytes, why, code = item:bytes()
  if not bytes then return nil, message.at_path(why, report.path), code end
  local result = plain_text(bytes)
  result.is_exact = true
  return result
end

local left_out_columns = {
  { name = "part", kind = "text", zh = "部分", en = "part", help = "front, body or back" },
  { name = "text", kind = "text", zh = "文字", en = "text" },
  { name = "reason", kind = "text", zh = "原因", en = "reason" },
  { name = "source_start", kind = "integer", zh = "文件起", en = "source start" },
  { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop" },
  { name = "place", kind = "text", zh = "位置", en = "place" },
}

local reasons = {
  front = { en = "stands before the report", zh = "在报告之前" },
  back = { en = "stands behind the report", zh = "在报告之后" },
}

-- What of the file is no part of the report; the file is read again for it.
local function left_out(report, args, context)
  local item, why, code = original(report, args, context)
  if not item then return nil, why, code end
  local bytes = item:bytes()
  local doc
  doc, why, code = require("fazhi.document").of(item, stage.options(args))
  if not doc then return nil, message.at_path(why, report.path), code end
  local rows, counts = stage.left_out(doc, bytes)
  for _, row in ipairs(rows) do
    local words = reasons[row.part]
    row.reason = row.reason or words and message.choose(words.en, words.zh)
  end
  local notes = table.move(doc.notes, 1, #doc.notes, 1, {})
  for reason, count in pairs(counts) do notes[#notes + 1] = ("%d × %s"):format(count, reason) end
  table.sort(notes)
  return frame.new({ columns = left_out_columns, rows = rows, notes = notes })
end

-- Which catalogue the report was observed with; a note if that is not the one in force.
local function put_edition(report, corpus)
  local state, why = corpus:observed(report.id)
  if not state then return { message.text("broken_catalogue", { reason = why:match("^[^\n]*") }) } end
  report.catalogue, report.observed_at = state.catalogue and state.catalogue:sub(1, 12), state.observed_at
  if not state.stale then return {} end
  return { message.choose("observed with another catalogue than the one in force; run fazhi observe --only %s",
    "是用另一版指标目录抽取的；请运行 fazhi observe --only %s"):format(report.id) }
end

local function part(name, args, context)
  local header, why, code = require("fazhi.script").find(name)
  if not header then return nil, why, code end
  return stage.frame(stage[name], header.outputs, { args.id }, context)
end

return {
  name = "show", alias = "查看", api = 1, category = "command", corpus = "read",
  summary = "Show one report of the corpus.",
  summary_zh = "查看语料库中的一份报告。",
  arguments = {
    { name = "ID", kind = "text", help = "an id such as r4", help_zh = "r4 这样的编号" },
    { name = "--outline", kind = "flag", help = "its headings", help_zh = "章节标题" },
    { name = "--text", kind = "flag", help = "its clean text, in simplified script whatever the file's",
      help_zh = "整理后的正文，一律简体" },
    { name = "--figures", kind = "flag", help = "its figures", help_zh = "全部数字" },
    { name = "--raw", kind = "flag", help = "the file, or the member of its archive or crawl, as it is now",
      help_zh = "原文件，或压缩包、抓取文件里的那一份" },
    { name = "--left-out", kind = "flag", help = "what of the file is no part of the report, read again",
      help_zh = "原文件中没有算作报告的文字（重新读取）" },
    { name = "--meta", kind = "flag", help = "what was read of it, with the evidence", help_zh = "题录及依据" },
    stage.reading[1], stage.reading[2],
  },
  outputs = columns,
  examples = {
    { run = "fazhi show r1 --corpus examples/corpus.db", prints = "临溪区" },
    { run = "fazhi show r1 --outline --corpus examples/corpus.db", prints = "一、" },
    { run = "fazhi show r1 --raw --corpus examples/corpus.db", prints = "临溪区" },
    { run = "fazhi show r1 --left-out --corpus examples/corpus.db", prints = "part" },
  },
  run = function(args, corpus, context)
    local report, why, code = corpus:report(args.id)
    if not report then return nil, why, code end
    if args.outline then return tree(report:sections()) end
    if args.text then return plain_text((report:text():gsub("\n$", ""))) end
    if args.raw then return raw_bytes(report, args, context) end
    if args.left_out then return left_out(report, args, context) end
    if args.figures then return part("figures", args, context) end
    if args.meta then
      local result
      result, why, code = part("meta", args, context)
      if result then result.layout = "record" end
      return result, why, code
    end
    local notes = put_edition(report, corpus)
    return frame.new({ layout = "record", rows = { report }, notes = notes })
  end,
}
