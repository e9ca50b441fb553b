-- extract: all that would be stored of reports, as one line of JSON each, without a corpus: so that reading can
-- be shared out among machines. One bad file is told and left out.

local crew = require("fazhi.crew")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local harvest = require("fazhi.harvest")
local intake = require("fazhi.intake")
local message = require("fazhi.message")
local stage = require("fazhi.stage")

-- What all files have in common, as a broken catalogue, is nobody's fault among them.
local function is_of_one(code)
  return code:find("^E[36]") ~= nil or code == "E504" or code == "E701"
end

local function tell_failure(run, item, why, code)
  if not is_of_one(code) then failure.raise(code, message.at_path(why, item.path)) end
  run.result.status = 3
  run.context.progress()
  run.context.fail(why, code, item.path)
end

local function here(run, item)
  local result = table.pack(xpcall(harvest.of, debug.traceback, item.input, run.options))
  if not result[1] then return crew.fault(result[2], { patient = true }) end
  return table.unpack(result, 2, result.n)
end

-- The line of one document; nil if there is none.
local function line_of(run, item, is_done, one, why, code)
  if item.skipped then return nil end
  if item.code then why, code = item.message, item.code
  elseif not is_done then one, why, code = here(run, item) end
  if not one then return tell_failure(run, item, why, code) end
  for _, note in ipairs(one.notes) do run.context.warn(message.at_path(note, item.path)) end
  return one.line
end

local Lines = {}
Lines.__index = Lines

local function tell_progress(run, item)
  run.done = run.done + 1
  run.context.progress { done = item.file, all = run.files, what = item.path }
end

function Lines:__call()
  while true do
    local next_one = table.pack(self.line())
    local item = next_one[1]
    if not item then
      self.context.progress()
      return nil
    end
    local line = line_of(self, table.unpack(next_one, 1, next_one.n))
    if line then
      tell_progress(self, item)
      return line
    end
  end
end

function Lines:__close()
  self.line:close()
end

local function job(item)
  if not item.input then return nil end
  return harvest.job(item.input)
end

local function lines_of(files, args, result, context)
  local options = stage.options(args)
  options.shape = "line"
  return setmetatable({ context = context, result = result, options = options, files = #files, done = 0,
    started = context.now(), line = crew.line(harvest.items(files, options), { jobs = crew.jobs(args, context),
      deed = "harvest", options = options, patient = true, job = job,
      here = function(task) return harvest.work(task, options) end }) }, Lines)
end

return {
  name = "extract", alias = "解析", api = 1, category = "command",
  summary = "Read reports into lines of JSON, one a report, without a corpus.",
  summary_zh = "把报告读成 JSON，每份一行，不用语料库。",
  arguments = {
    { name = "PATH…", kind = "path", help = "files, folders, archives, crawls, or - for a report or crawl on stdin",
      help_zh = "文件、文件夹、压缩包、抓取文件，- 为标准输入的报告或抓取文件" },
    { name = "--jobs", kind = "integer", min = 1, help = "files read at the same time; as many as there are cores",
      help_zh = "同时读取的文件数；不写则与处理器核数相同" },
    table.unpack(stage.reading),
  },
  caveats = {
    "A line has all rows that `fazhi add` would store: `fazhi load` stores them. Rows refer to each other by their "
      .. "numbers in the line, spans count from 0.",
    "What cannot be read is told on stderr and left out, and the exit status is 3.",
    "Under GNU parallel and the like: find reports -type f | parallel -X fazhi extract --jobs 1 > reports.jsonl",
  },
  caveats_zh = {
    "每行含 fazhi add 会存入的全部内容，用 fazhi load 入库。各行数据以行内序号相互引用，位置从 0 起算。",
    "读不了的在标准错误中说明，不输出，退出状态为 3。",
    "可与 GNU parallel 等合用：find reports -type f | parallel -X fazhi extract --jobs 1 > reports.jsonl",
  },
  outputs = { { name = "line", kind = "text", zh = "行", en = "line" } },
  examples = {
    { run = "fazhi extract examples/reports/青禾县_2023.txt", prints = '"title":"青禾县2023年度法治政府建设情况报告"' },
  },
  run = function(args, _, context)
    local found = intake.expand(args.path)
    local lost = intake.tell_problems(found, context)
    if #found.files == 0 and lost > 0 then return nil, message.text("E310"), "E310" end
    local result = frame.new({ layout = "text", rows = {} })
    result.status = lost > 0 and 3 or 0
    result.lines = lines_of(found.files, args, result, context)
    return result
  end,
}
