-- observe: the catalogue run again over the stored reports, without their files, after an entry was
-- changed or added; or what that would change.

local args_of = require("fazhi.args")
local crew = require("fazhi.crew")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local indicator = require("fazhi.indicator")
local message = require("fazhi.message")
local observing = require("fazhi.observing")
local text = require("fazhi.text")

-- One transaction holds so many reports, or the reports of so many seconds: few syncs, little to redo.
local batch, batch_seconds = 200, 2

local columns = {
  { name = "report", kind = "text", zh = "报告", en = "report" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "indicator", kind = "indicator", zh = "指标", en = "indicator" },
  { name = "what", kind = "text", zh = "变化", en = "what", help = "new, changed or gone" },
  { name = "old", kind = "number", zh = "原值", en = "old" },
  { name = "new", kind = "number", zh = "新值", en = "new" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "detail", kind = "text", zh = "另有变化", en = "detail", help = "what else changes: bound, scope, score …" },
  { name = "sentence", kind = "text", zh = "原句", en = "sentence" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "of the stored observation, for `fazhi why`" },
}

local names = {
  new = { en = "new", zh = "新增" }, changed = { en = "changed", zh = "改变" }, gone = { en = "gone", zh = "消失" },
}

local function shown(value)
  if type(value) == "number" then return ("%.14g"):format(value) end
  return value == nil and "—" or tostring(value)
end

-- What differs beside value and unit.
local function detail(one)
  if one.what ~= "changed" then return nil end
  local parts = {}
  for _, name in ipairs { "bound", "scope", "basis", "period", "score", "note" } do
    if one.old[name] ~= one.new[name] then
      parts[#parts + 1] = ("%s: %s → %s"):format(name, shown(one.old[name]), shown(one.new[name]))
    end
  end
  if one.old.unit ~= one.new.unit then table.insert(parts, 1, ("%s → %s"):format(one.old.unit, one.new.unit)) end
  if #parts == 0 and one.old.value == one.new.value then parts[1] = message.choose("another place", "另一处") end
  return #parts > 0 and table.concat(parts, message.choose("; ", "；")) or nil
end

local function row_of(one, id, doc)
  local place = one.seen or one.old
  return {
    report = id, region = doc.meta.region, year = doc.meta.year, indicator = one.indicator,
    what = message.choose(names[one.what].en, names[one.what].zh), old = one.old and one.old.value,
    new = one.new and one.new.value, unit = (one.new or one.old).unit, detail = detail(one),
    sentence = place.start and doc.body:sub(text.sentence_at(doc.body, place.start)) or nil,
    id = one.old and one.old.id,
  }
end

-- Stores what a thread saw of a report, or observes it here; the counts, or nil, message, code.
local function take(job, item, is_done, seen, why, code)
  if not item.record then return nil, item.message, item.code end
  if is_done and not seen then return nil, why, code end
  local id, doc = item.id, observing.document(item.record, job.options, seen)
  local counts, changes
  counts, changes, code = job.corpus:observe(id, doc.observations, doc.figures,
    { edition = doc.edition, dry_run = job.dry_run, reread = job.options.figures and doc or nil })
  if not counts then return nil, changes, code end
  for _, one in ipairs(job.dry_run and changes or {}) do
    if one.what ~= "same" then job.rows[#job.rows + 1] = row_of(one, id, doc) end
  end
  return counts
end

-- A function in an entry of the user's may fail on one report; only an interrupt stops the rest.
local function attempt(...)
  local results = table.pack(pcall(take, ...))
  if results[1] then return table.unpack(results, 2, results.n) end
  local e = results[2]
  local known = failure.of(e)
  if known then return nil, known.message, known.code end
  return crew.fault(e, { patient = true })
end

-- After a failure of the corpus as a whole nothing else could be stored either.
local function is_fatal(code)
  return code:find("^E4") ~= nil and code ~= "E407"
end

-- A report that the change of the catalogue cannot touch is as it would be observed.
local function keep(job, item)
  job.counts.kept = job.counts.kept + 1
  if job.dry_run then return end
  local ok, why, code = job.corpus:keep_observed(item.id)
  if not ok then failure.raise(code, why) end
end

local function one_report(job, item, ...)
  if item.is_kept then return keep(job, item) end
  local counts, why, code = attempt(job, item, ...)
  if not counts then
    if is_fatal(code) then failure.raise(code, why) end
    job.context.progress()
    job.context.fail(why, code, item.id)
    job.counts.failed = job.counts.failed + 1
    return
  end
  for what, n in pairs(counts) do job.counts[what] = job.counts[what] + n end
  job.counts.reports = job.counts.reports + 1
end

local function tell_progress(job, i)
  job.context.progress { done = i, all = #job.ids, failed = job.counts.failed }
end

-- Runs f in one transaction; a dry run writes nothing and needs none.
local function in_batch(job, f)
  if job.dry_run then return f() end
  local more, why, code = job.corpus:batch(f)
  if more == nil then failure.raise(code, why) end
  return more
end

-- The reports one after the other, as they are stored.
local function items(job)
  local i = 0
  return function()
    i = i + 1
    local item = job.ids[i] and { id = job.ids[i], number = i }
    if not item then return nil end
    item.is_kept = not job.all and job.corpus:is_touched(item.id) == false
    if not item.is_kept then item.record, item.message, item.code = job.corpus:document(item.id) end
    item.bytes = item.record and #item.record.body
    item.size = item.bytes or 0
    return item
  end
end

local function line_of(job)
  return crew.line(items(job), { jobs = job.jobs, deed = "observe", options = job.options, patient = true,
    places = job.corpus:places(), job = function(item) return item.record and observing.job(item.record) end,
    here = function(task) return observing.work(task, job.options) end })
end

local function take_all(job)
  job.counts = { reports = 0, kept = 0, failed = 0, new = 0, changed = 0, gone = 0, same = 0 }
  job.started, job.rows = job.context.now(), {}
  local line <close> = line_of(job)
  local function one(item, ...)
    if not item then return nil end
    one_report(job, item, ...)
    tell_progress(job, item.number)
    return item.number
  end
  local function some()
    local stop = job.context.now() + batch_seconds
    while true do
      local i = one(line())
      if not i then return false end
      if i % batch == 0 or job.context.now() >= stop then return true end
    end
  end
  repeat until not in_batch(job, some)
  job.context.progress()
  job.counts.seconds = job.context.now() - job.started
end

local SUMMARY = {
  en = "{reports} of {all} {all|report|reports} read anew: {new} new, {changed} changed, {gone} gone, {same} as "
    .. "before; {failed} failed in {time} s",
  zh = "{all} 份报告，重新抽取 {reports} 份：新增 {new}，改变 {changed}，消失 {gone}，不变 {same}；失败 {failed}，用时 {time} 秒",
}

local function summary(job)
  local told = { all = #job.ids, time = ("%.1f"):format(job.counts.seconds) }
  local line = message.say(SUMMARY.en, SUMMARY.zh, setmetatable(told, { __index = job.counts }))
  return job.dry_run and message.choose("dry run, nothing stored: ", "试运行，未写入：") .. line or line
end

local function result_of(job)
  local counts = job.counts
  local result
  counts.summary = summary(job)
  if job.dry_run then
    result = frame.new({ columns = columns, rows = job.rows, notes = { counts.summary } })
  else
    result = frame.new({ layout = "text", rows = { counts } })
  end
  result.status = counts.failed > 0 and 3 or 0
  return result
end

local function only_ids(corpus, words)
  local ids = {}
  for word in words:gsub("，", ","):gsub("、", ","):gmatch("[^,%s]+") do
    local report, why, code = corpus:report(word)
    if not report then return nil, why, code end
    ids[#ids + 1] = report.id
  end
  return ids
end

local function filters_of(args)
  local from, to = args_of.years(args.year)
  return { region = args.region, within = args.within, level = args.level, kind = args.kind, from = from, to = to,
    twins = "all" }
end

-- What is observed is defined in the corpus, where SQL can join it. A catalogue with a defect is told before
-- anything is done, and once.
local function define_all(corpus)
  indicator.all()
  local ok, why, code = corpus:define()
  if not ok then failure.raise(code, why) end
end

return {
  name = "observe", alias = "抽取", api = 1, category = "command", corpus = "read",
  summary = "Run the catalogue again over the stored reports, without their files.",
  summary_zh = "用现在的指标目录重新抽取库中的报告，不需要原文件。",
  arguments = {
    { name = "--dry-run", kind = "flag", help = "show what would change, store nothing", help_zh = "只列出变化，不写入" },
    { name = "--only", kind = "text", help = "these reports only, as r4,r7", help_zh = "只抽取这些报告，如 r4,r7" },
    { name = "--stale", kind = "flag", help = "only reports observed with another catalogue",
      help_zh = "只抽取目录改动之前的报告" },
    { name = "--all", kind = "flag", help = "also reports that the change of the catalogue cannot touch, as after an "
      .. "update of fazhi", help_zh = "目录的改动不涉及的报告也重新抽取，如更新 fazhi 之后" },
    { name = "--figures", kind = "flag", help = "read the figures anew as well, as after a change of the units",
      help_zh = "数字也重新识别，如修改计量单位之后" },
    { name = "--jobs", kind = "integer", min = 1,
      help = "reports observed at the same time; as many as there are cores",
      help_zh = "同时抽取的报告数；不写则与处理器核数相同" },
    { name = "--region", kind = "region", help = "of this region", help_zh = "该地区的" },
    { name = "--within", kind = "region", help = "of regions in this one", help_zh = "该地区辖内的" },
    { name = "--year", kind = "year", help = "of this year or these years", help_zh = "该年度的" },
    { name = "--level", kind = "level", help = "of this level", help_zh = "该层级的" },
    { name = "--kind", kind = "text", help = "of this kind: rule_of_law, …", help_zh = "该文种的，如 rule_of_law" },
  },
  outputs = {
    { name = "summary", kind = "text", zh = "结果", en = "summary" },
    { name = "reports", kind = "integer", zh = "重新抽取", en = "read anew" },
    { name = "kept", kind = "integer", zh = "不涉及", en = "untouched" },
    { name = "new", kind = "integer", zh = "新增", en = "new" },
    { name = "changed", kind = "integer", zh = "改变", en = "changed" },
    { name = "gone", kind = "integer", zh = "消失", en = "gone" },
    { name = "same", kind = "integer", zh = "不变", en = "same" },
    { name = "failed", kind = "integer", zh = "失败", en = "failed" },
    { name = "seconds", kind = "number", zh = "秒", en = "seconds" },
  },
  caveats = {
    "Only those reports are read anew of which an indicator that was changed, added or taken away may say anything,",
    "  and those that were corrected since; after a change of what all indicators share (topics, periods …), all.",
    "  With --only, --figures and --all none is left out.",
    "An observation of the same indicator and figure keeps its id. With --dry-run a row for each change is shown.",
    "Interrupted, what is done stays; --stale goes on from there.",
  },
  caveats_zh = {
    "只重新抽取改动、新增、删去的指标可能涉及的报告，以及此后更正过的报告；改了各指标共用的词语（话题、主体、期间等），则全部",
    "  重新抽取。",
    "用 --only、--figures、--all 时一份不漏。",
    "同一指标、同一数字的观测值编号不变。用 --dry-run 时每项变化一行。",
    "中断后已写入的保留；再用 --stale 即从该处继续。",
  },
  examples = {
    { run = "fazhi observe --dry-run --corpus examples/corpus.db", prints = "report,region,year,indicator" },
  },
  run = function(args, corpus, context)
    local ids, why, code
    if not args.dry_run then
      corpus, why, code = context.open("write")
      if not corpus then return nil, why, code end
    end
    if args.only then
      ids, why, code = only_ids(corpus, args.only)
    else
      ids, why, code = corpus:ids(filters_of(args), args.stale)
    end
    if not ids then return nil, why, code end
    local job = { corpus = corpus, ids = ids, dry_run = args.dry_run, options = { figures = args.figures },
      jobs = crew.jobs(args, context), context = context, all = args.all or args.figures or args.only ~= nil }
    if not args.dry_run then define_all(corpus) end
    take_all(job)
    return result_of(job)
  end,
}
