-- log: which commands wrote into the corpus and which files were saved from it, and all that is known
-- of one of them.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local provenance = require("fazhi.provenance")

local function joined(list)
  return #list > 0 and table.concat(list, "\n") or nil
end

local function catalogue_words(hashes)
  local list = {}
  for name, hash in pairs(hashes or {}) do list[#list + 1] = name .. " " .. hash end
  table.sort(list)
  return joined(list)
end

local function input_words(inputs)
  local list = {}
  for i, input in ipairs(inputs) do
    list[i] = table.concat({ input.path, input.sha256 or input.kind }, " ")
  end
  return joined(list)
end

local states = {
  same = { en = "as it was saved", zh = "与保存时相同" },
  changed = { en = "changed since", zh = "保存后有改动" },
  gone = { en = "not there any more", zh = "已不在原处" },
}

-- Hashing the file that was saved is left to what shows one run.
local function row_of(run, with_state)
  local state = with_state and states[provenance.state(run.output, run.output_sha256)]
  return {
    id = run.id, started = run.started, finished = run.finished, seconds = run.seconds, command = run.command,
    script = run.script, script_sha256 = run.script_sha256, version = run.version,
    catalogue = catalogue_words(run.catalogue), inputs = input_words(run.inputs), rows = run.rows, output = run.output,
    output_sha256 = run.output_sha256, status = run.status, state = state and message.choose(state.en, state.zh),
  }
end

local outputs = {
  { name = "id", kind = "integer", zh = "编号", en = "id", help = "for fazhi log show", help_zh = "用于 fazhi log show" },
  { name = "started", kind = "text", zh = "开始（UTC）", en = "started (UTC)" },
  { name = "seconds", kind = "integer", zh = "秒", en = "seconds", help = "missing if it never came to its end",
    help_zh = "没有做完的为空" },
  { name = "script", kind = "text", zh = "命令名", en = "verb" },
  { name = "rows", kind = "integer", zh = "行数", en = "rows" },
  { name = "output", kind = "text", zh = "保存为", en = "saved as" },
  { name = "status", kind = "integer", zh = "退出状态", en = "status" },
  { name = "command", kind = "text", zh = "命令行", en = "command" },
}

local details = {
  outputs[1], outputs[8], outputs[2],
  { name = "finished", kind = "text", zh = "结束（UTC）", en = "finished (UTC)" },
  outputs[7], outputs[4],
  { name = "script_sha256", kind = "text", zh = "脚本 SHA-256", en = "script SHA-256" },
  { name = "version", kind = "text", zh = "fazhi 版本", en = "fazhi" },
  { name = "catalogue", kind = "text", zh = "指标目录", en = "catalogues" },
  { name = "inputs", kind = "text", zh = "输入", en = "inputs" },
  outputs[5], outputs[6],
  { name = "output_sha256", kind = "text", zh = "文件 SHA-256", en = "file SHA-256" },
  { name = "state", kind = "text", zh = "文件现状", en = "the file now" },
}

local function show(corpus, id)
  if not id then return message.fail("E204", { name = "ID" }) end
  local run, why, code = corpus:read_run(id)
  if not run then return nil, why, code end
  return frame.new({ layout = "record", columns = details, rows = { row_of(run, true) } })
end

return {
  name = "log", alias = "日志", api = 1, category = "command", corpus = "read",
  summary = "List the commands that wrote into the corpus or saved a file from it, or show one in full.",
  summary_zh = "列出写入语料库或由它保存文件的命令，或详列其中一次。",
  usages = { "fazhi log", "fazhi log show ID" },
  arguments = {
    { name = "ACTION", kind = "choice", choices = { "list", "show" }, optional = true, default = "list",
      help = "what to do", help_zh = "做什么" },
    { name = "ID", kind = "integer", min = 1, optional = true, help = "number of the run", help_zh = "那一次的编号" },
    { name = "--verb", kind = "text", help = "only runs of this verb", help_zh = "只看这个命令的" },
  },
  outputs = outputs,
  caveats = {
    "The latest comes first. A run without an end was interrupted, or is still running.",
    "A corpus that cannot be written keeps no log; the saved file then says so.",
  },
  caveats_zh = {
    "最近的在前。没有结束时间的，是中断了，或还在运行。",
    "不能写入的语料库不记日志，保存的文件会说明。",
  },
  examples = {
    { run = "fazhi log --verb add --columns id,script,status --corpus examples/corpus.db", prints = "1,add,0" },
    { run = "fazhi log show 1 --corpus examples/corpus.db", prints = "examples/reports" },
  },
  run = function(args, corpus)
    if args.action == "show" then return show(corpus, args.id) end
    if args.id then return message.fail("E209", { word = args.id }) end
    local runs, why, code = corpus:runs()
    if not runs then return nil, why, code end
    local rows = {}
    for _, run in ipairs(runs) do
      if not args.verb or run.script == args.verb then rows[#rows + 1] = row_of(run) end
    end
    return frame.new({ rows = rows, none = message.choose("the log", "日志") })
  end,
}
