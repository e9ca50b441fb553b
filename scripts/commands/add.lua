-- add: reads files and folders into the corpus. One bad file is told and left out, and what
-- is stored already is not stored twice.

local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local intake = require("fazhi.intake")
local message = require("fazhi.message")
local stage = require("fazhi.stage")

-- One transaction holds so many files, or the files of so many seconds: few syncs, little to redo.
local batch, batch_seconds = 100, 2

-- Reads one file and stores it; "new", "same" or "updated", or nil, message, code.
local function take(path, args, corpus, context)
  local doc, why, code = stage.read(path, context, { encoding = args.encoding })
  if not doc then return nil, why, code end
  local ok, result = pcall(function()
    doc:complete()
    if args.dry_run then return { "new" } end
    return { corpus:add(doc, { again = args.again }) }
  end)
  if not ok then
    if failure.is(result) then return nil, result.message, result.code end
    error(result, 0)
  end
  return table.unpack(result)
end

-- After a failure of the corpus as a whole nothing else could be stored either; one that SQLite
-- lays to a single report (E407) has been undone with it.
local function is_fatal(code)
  return code:sub(2, 2) ~= "3" and code ~= "E407"
end

local function tell_progress(context, i, all, started, path)
  local seconds = math.max(context.now() - started, 1e-3)
  local left = (all - i) * seconds / i
  context.progress(("%d/%d  %.0f/s  %.0f s  %s"):format(i, all, i / seconds, left, path))
end

-- Runs f in one transaction; a dry run has no corpus and needs none.
local function in_batch(corpus, f)
  if not corpus then return f() end
  local go_on, why, code = corpus:batch(f)
  if go_on == nil then failure.raise(code, why) end
  return go_on
end

local function take_all(files, args, corpus, context)
  local counts = { new = 0, same = 0, updated = 0, failed = 0 }
  local started = context.now()
  local function one(i)
    local what, why, code = take(files[i], args, corpus, context)
    if not what and is_fatal(code) then failure.raise(code, message.at_path(why, files[i])) end
    counts[what or "failed"] = counts[what or "failed"] + 1
    if not what then
      context.progress()
      context.fail(why, code, files[i])
    end
    tell_progress(context, i, #files, started, files[i])
    return what ~= nil or not args.fail_fast
  end
  local at = 1
  local function some()
    local stop, last = context.now() + batch_seconds, math.min(at + batch - 1, #files)
    while at <= last and context.now() < stop do
      if not one(at) then return false end
      at = at + 1
    end
    return true
  end
  while at <= #files do
    if not in_batch(corpus, some) then break end
  end
  context.progress()
  counts.seconds = context.now() - started
  return counts
end

local function notes_of(found, counts)
  local notes = {}
  if found.skipped > 0 then
    local endings = table.concat(found.skipped_endings, " ")
    notes[1] = message.text("skipped", { count = found.skipped, endings = endings })
  end
  if counts.failed > 0 then notes[#notes + 1] = message.text("retry") end
  return notes
end

local function summary(found, counts, args)
  local key = args.dry_run and "added_dry" or "added"
  counts.time = ("%.1f"):format(counts.seconds)
  counts.summary = message.text(key, counts)
  local result = frame.new({ layout = "text", rows = { counts }, notes = notes_of(found, counts) })
  result.status = counts.failed > 0 and 3 or 0
  return result
end

return {
  name = "add", alias = "导入", api = 1, category = "command",
  summary = "Read files and folders into the corpus.",
  summary_zh = "把文件和文件夹读入语料库。",
  arguments = {
    { name = "PATH…", kind = "path", help = "files, folders, or - for stdin", help_zh = "文件、文件夹，- 为标准输入" },
    { name = "--dry-run", kind = "flag", help = "read everything, store nothing", help_zh = "只读不存" },
    { name = "--encoding", kind = "text", help = "read the files in this encoding", help_zh = "按此编码读文件" },
    { name = "--again", kind = "flag", help = "read stored files anew, as after a change of the catalogue",
      help_zh = "已入库的文件也重新读取，如修改目录之后" },
    { name = "--fail-fast", kind = "flag", help = "stop at the first file that cannot be read",
      help_zh = "遇到读不了的文件即停" },
    { name = "--jobs", kind = "integer", default = 1, min = 1, help = "accepted; one file at a time for now",
      help_zh = "接受此选项；目前一次读一个文件" },
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
  },
  run = function(args, _, context)
    local found = intake.expand(args.path)
    for _, folder in ipairs(found.folders) do context.fail(message.text("E308"), "E308", folder) end
    for _, problem in ipairs(found.problems) do context.fail(problem.message, problem.code, problem.path) end
    local lost = #found.folders + #found.problems
    if #found.files == 0 and lost > 0 then return nil, message.text("E310"), "E310" end
    local corpus
    if not args.dry_run then
      local why, code
      corpus, why, code = context.open("create")
      if not corpus then return nil, why, code end
    end
    local result = summary(found, take_all(found.files, args, corpus, context), args)
    if lost > 0 then result.status = 3 end
    return result
  end,
}
