-- add: reads files and folders into the corpus. One bad file is told and left out, and what
-- is stored already is not stored twice.

local adding = require("fazhi.adding")
local batches = require("fazhi.batches")
local crew = require("fazhi.crew")
local frame = require("fazhi.frame")
local intake = require("fazhi.intake")
local lazy = require("fazhi.lazy")
local likeness = require("fazhi.likeness")
local manifest = lazy("fazhi.manifest")
local message = require("fazhi.message")
local stage = require("fazhi.stage")

-- So many rows of a manifest that fit no file, and reports of no place, are named.
local told = 5
local MISSING = "E405" -- the code of a corpus that is not there

-- A note with {count} and the first {paths}, if there are any.
local function note_paths(notes, key, list)
  if #list == 0 then return end
  local paths = table.concat(list, ", ", 1, math.min(#list, told)) .. (#list > told and " …" or "")
  notes[#notes + 1] = message.text(key, { count = #list, paths = message.shown(paths) })
end

local function manifest_notes(job, notes)
  for _, source in ipairs(job.sources) do
    note_paths(notes, "manifest_unused", source.manifest:unused())
    if source.is_pattern and source.missed then
      notes[#notes + 1] = message.text("pattern_misses", { count = source.misses, path = source.missed })
    end
  end
end

-- That Ctrl-C ended it, and how far it had come.
local function stopped(job, dry_run)
  local facts = { done = job.file, all = #job.files }
  return message.text("stopped_files", facts) .. (dry_run and "" or message.text("stopped_stored", facts))
end

local function notes_of(job, dry_run)
  local notes, found = {}, job.found
  if found.skipped > 0 then
    local endings = {}
    for ending in pairs(found.skipped_endings) do endings[#endings + 1] = ending end
    table.sort(endings)
    notes[1] = message.text("skipped", { count = found.skipped, endings = table.concat(endings, " ") })
  end
  if job.stopped then notes[#notes + 1] = stopped(job, dry_run)
  else manifest_notes(job, notes) end
  note_paths(notes, "unplaced", job.unplaced)
  if job.counts.failed > 0 then notes[#notes + 1] = message.text("retry") end
  table.move(likeness.notes(job.twins), 1, likeness.TOLD + 2, #notes + 1, notes)
  return notes
end

local function summary(job, dry_run)
  local counts = job.counts
  counts.time = ("%.1f"):format(counts.seconds)
  counts.summary = message.text(dry_run and "added_dry" or "added", counts) .. likeness.count(job.twins)
  local result = frame.new({ layout = "text", rows = { counts }, notes = notes_of(job, dry_run) })
  result.status = batches.status(job)
  return result
end

-- The manifest and the pattern of the command line, the stronger first.
local function sources_of(args)
  local list, from = {}, {}
  if args.manifest then
    local table_of_files, why, code = manifest.read(args.manifest)
    if not table_of_files then return nil, why, code end
    list[1], from[1] = { manifest = table_of_files }, args.manifest
  end
  if args.meta then
    local pattern, why, code = manifest.pattern(args.meta)
    if not pattern then return nil, why, code end
    list[#list + 1], from[#from + 1] = { manifest = pattern, is_pattern = true }, args.meta
  end
  return list, table.concat(from, ", ")
end

return {
  name = "add", alias = "导入", api = 1, category = "command",
  summary = "Read files and folders into the corpus.",
  summary_zh = "把文件和文件夹读入语料库。",
  arguments = {
    { name = "PATH…", kind = "path", help = "files, folders, archives, crawls, or - for stdin",
      help_zh = "文件、文件夹、压缩包、抓取文件，- 为标准输入" },
    { name = "--dry-run", kind = "flag", help = "read everything, store nothing", help_zh = "只读不存" },
    { name = "--manifest", kind = "path",
      help = "a CSV table with a column path and any of region, year, issuer, kind, url …",
      help_zh = "CSV 清单：path（文件）一列，及 region、year、issuer、kind、url 等列" },
    { name = "--meta", kind = "text", help = "what the paths say, such as '{province}/{city}_{year}'",
      help_zh = "路径所含的信息，如 '{province}/{city}_{year}'" },
    { name = "--again", kind = "flag", help = "read stored files anew, as after an update of fazhi; "
      .. "after a change of the catalogue fazhi observe is enough",
      help_zh = "已入库的文件也重新读取，如更新 fazhi 之后；只改了目录的，用 fazhi observe 即可" },
    { name = "--fail-fast", kind = "flag", help = "stop at the first file that cannot be read",
      help_zh = "遇到读不了的文件即停" },
    { name = "--jobs", kind = "integer", min = 1, help = "files read at the same time; as many as there are cores",
      help_zh = "同时读取的文件数；不写则与处理器核数相同" },
    table.unpack(stage.reading),
  },
  caveats = {
    "A manifest is CSV in any encoding, with a header. Its columns: path; region, or region_code, or province, city, "
      .. "county; year,",
    "  level, issuer, kind, title, published (2024-01-31), doc_number, url, note; or 文件, 地区, 年度 … What it says "
      .. "counts as a correction.",
    "A path of the manifest is matched from its end: 2023/a.html is saved/2023/a.html; the row that shares most steps "
      .. "is taken.",
    "  Absolute paths of another machine (D:\\saved\\2023\\a.html) count from the folder they have in common. A row "
      .. "that fits several files is used for none.",
    "--meta is matched at the end of the path without its ending; {province} {city} {county} {region} {year} {issuer} "
      .. "{kind}, {*} is anything.",
    "Members are called archive.zip#name, crawl.warc#http://…; crawl.jsonl#12 and crawl.csv#12 begin in line 12, "
      .. "crawl.json#1.12 is",
    "  item 12 of the list in line 1. A line says where a record stands, not what it is: added again, a report is "
      .. "known by its bytes,",
    "  a changed one by its web address; in other containers by its name. The second member of one name is name (2).",
    "A text of more than 4 MB is no report and is refused; files and members may have 256 MB, archives and crawls "
      .. "more.",
    "Ctrl-C ends it with all stored that has been read, and the same command goes on from there; a second one ends "
      .. "it at once.",
    "With -v it is told where more than 200 characters behind a report were left out; fazhi show ID --left-out "
      .. "shows them.",
  },
  caveats_zh = {
    "清单是 CSV，编码不限，首行为列名：path（文件），region（地区）或 region_code 或 province、city、county，year（年度），",
    "  level、issuer、kind、title、published（如 2024-01-31）、doc_number、url、note；也可用中文列名。清单所说作为更正保存。",
    "清单里的路径从末尾比起：2023/a.html 即 saved/2023/a.html，取相同部分最长的一行。",
    "  另一台机器的绝对路径（D:\\saved\\2023\\a.html）从各行共有的文件夹之下比起。一行像几个文件的，都不采用。",
    "--meta 与去掉扩展名的路径末尾相比；可用 {province} {city} {county} {region} {year} {issuer} {kind}，{*} 为任意文字。",
    "成员写作 archive.zip#名称、crawl.warc#http://…；crawl.jsonl#12、crawl.csv#12 从第 12 行开始，crawl.json#1.12 是",
    "  第 1 行列表中的第 12 项。行号只说明记录的位置：再次导入时按字节辨认，内容有变的按网址，其他容器按名称。",
    "  第二个同名成员写作 名称 (2)。",
    "超过 4 MB 的文字不是一份报告，不予读取；文件和成员至多 256 MB，压缩包和抓取文件可以更大。",
    "按 Ctrl-C 则把已读完的入库后结束，再运行同一命令即可继续；再按一次立即停止。",
    "加 -v 则说明哪些文件在报告之后有 200 字以上没有算入；fazhi show 编号 --left-out 可查看。",
  },
  outputs = {
    { name = "summary", kind = "text", zh = "结果", en = "summary" },
    { name = "new", kind = "integer", zh = "新增", en = "new" },
    { name = "same", kind = "integer", zh = "相同", en = "same" },
    { name = "updated", kind = "integer", zh = "更新", en = "updated" },
    { name = "failed", kind = "integer", zh = "失败", en = "failed" },
    { name = "seconds", kind = "number", zh = "秒", en = "seconds" },
  },
  examples = {
    { run = "fazhi add --dry-run examples/reports", prints = "30 can be read, 0 failed" },
    { run = "fazhi add --dry-run --manifest examples/manifest.csv examples/reports", prints = "30 can be read" },
    { run = "fazhi add --dry-run --meta '{county}_{year}' examples/reports", prints = "30 can be read" },
  },
  run = function(args, _, context)
    local sources, from, bad = sources_of(args)
    if not sources then return nil, from, bad end
    local found = intake.expand(args.path)
    local lost = intake.tell_problems(found, context)
    if #found.files == 0 and lost > 0 then return nil, message.text("E310"), "E310" end
    local corpus, why, code
    if not args.dry_run then
      corpus, why, code = context.open("write")
      if not corpus and code ~= MISSING then return nil, why, code end
    end
    for _, source in ipairs(sources) do source.manifest:expect(found.files) end
    local job = { files = found.files, found = found, corpus = corpus, context = context, sources = sources,
      from = from, again = args.again, fail_fast = args.fail_fast, jobs = crew.jobs(args, context),
      options = stage.options(args) }
    if not args.dry_run then job.create = function() return context.open("create") end end
    job.options.shape = args.dry_run and "none" or "rows"
    adding.all(job)
    local result = summary(job, args.dry_run)
    if lost > 0 and result.status == 0 then result.status = 3 end
    return result
  end,
}
