-- indicators: the catalogue of indicators, one definition of it, and its own tests.

local frame = require("fazhi.frame")
local indicator = require("fazhi.indicator")
local message = require("fazhi.message")
local nearest = require("fazhi.nearest")

local function list()
  local rows = {}
  for i, entry in ipairs(indicator.load().entries) do
    rows[i] = {
      id = entry.id, name = message.choose(entry.en, entry.zh), part = entry.part,
      unit = entry.unit and table.concat(entry.unit, " "), definition = entry.definition,
    }
  end
  return frame.new({ rows = rows })
end

local function entry_called(catalogue, word)
  local words = {}
  for i, entry in ipairs(catalogue.entries) do
    if entry.id == word or entry.zh == word then return entry end
    words[2 * i - 1], words[2 * i] = entry.id, entry.zh
  end
  local near = nearest.find(word, words)
  local more = near and message.text("nearest", { word = near }) or message.text("see_indicators")
  return message.fail("E205", { word = word }, more)
end

local function show(word)
  local entry, why, code = entry_called(indicator.load(), word)
  if not entry then return nil, why, code end
  local lines = indicator.describe(entry, message.language())
  return frame.new({
    layout = "text", columns = { { name = "text", kind = "text" } },
    rows = { { text = table.concat(lines, "\n") } },
  })
end

local test_columns = {
  { name = "id", kind = "indicator", zh = "指标", en = "indicator" },
  { name = "sentence", kind = "text", zh = "句子", en = "sentence" },
  { name = "wanted", kind = "number", zh = "应得", en = "wanted" },
  { name = "got", kind = "text", zh = "实得", en = "got" },
  { name = "file", kind = "text", zh = "文件", en = "file" },
}

local function test(word)
  local catalogue = indicator.load()
  local id
  if word then
    local entry, why, code = entry_called(catalogue, word)
    if not entry then return nil, why, code end
    id = entry.id
  end
  local passed, failures = indicator.test(catalogue, id)
  local rows = {}
  for i, one in ipairs(failures) do
    rows[i] = { id = one.id, sentence = one.sentence, wanted = one.wanted, file = one.file,
      got = table.concat(one.got, " ") }
  end
  local note = message.choose("%d tests passed, %d failed", "%d 项检验通过，%d 项未通过")
  local result = frame.new({ columns = test_columns, rows = rows, notes = { note:format(passed, #failures) } })
  result.status = #failures > 0 and 1 or 0
  return result
end

return {
  name = "indicators", alias = "指标", api = 1, category = "command",
  summary = "List the indicators, show one definition, or run the tests they carry.",
  summary_zh = "列出指标、显示一个指标的定义，或运行指标自带的检验。",
  arguments = {
    { name = "ACTION", kind = "choice", choices = { "list", "show", "test" }, optional = true, default = "list",
      help = "what to do", help_zh = "做什么" },
    { name = "ID", kind = "text", optional = true, help = "an indicator, by id or Chinese name",
      help_zh = "指标的代号或中文名" },
  },
  outputs = {
    { name = "id", kind = "indicator", zh = "代号", en = "id" },
    { name = "name", kind = "text", zh = "名称", en = "name" },
    { name = "part", kind = "text", zh = "部分", en = "part", help = "part of the 纲要" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "definition", kind = "text", zh = "定义", en = "definition" },
  },
  examples = {
    { run = "fazhi indicators", prints = "review_accepted" },
    { run = "fazhi indicators show review_accepted", prints = "review_accepted" },
    { run = "fazhi indicators test review_accepted", prints = "0 failed" },
  },
  run = function(args)
    if args.action == "list" then return list() end
    if args.action == "test" then return test(args.id) end
    if not args.id then return message.fail("E204", { name = "ID" }) end
    return show(args.id)
  end,
}
