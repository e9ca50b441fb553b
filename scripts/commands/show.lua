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
    help = "edition of the catalogue it was observed with" },
  { name = "observed_at", kind = "text", zh = "抽取时间", en = "observed" },
  { name = "twin_of", kind = "text", zh = "同于", en = "twin of", help = "the report that counts in its place" },
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

-- The file as it is now; the corpus keeps the clean text only.
local function raw_bytes(report)
  local file, why = io.open(report.path, "rb")
  if not file then return nil, message.at_path(why, report.path), "E301" end
  local s = file:read("a")
  file:close()
  return plain_text((s:gsub("\n$", "")))
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
    { name = "--text", kind = "flag", help = "its clean text", help_zh = "整理后的正文" },
    { name = "--figures", kind = "flag", help = "its figures", help_zh = "全部数字" },
    { name = "--raw", kind = "flag", help = "the file as it is", help_zh = "原文件" },
    { name = "--meta", kind = "flag", help = "what was read of it, with the evidence", help_zh = "题录及依据" },
  },
  outputs = columns,
  examples = {
    { run = "fazhi show r1 --corpus examples/corpus.db", prints = "临溪区" },
    { run = "fazhi show r1 --outline --corpus examples/corpus.db", prints = "一、" },
  },
  run = function(args, corpus, context)
    local report, why, code = corpus:report(args.id)
    if not report then return nil, why, code end
    if args.outline then return tree(report:sections()) end
    if args.text then return plain_text((report:text():gsub("\n$", ""))) end
    if args.raw then return raw_bytes(report) end
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
