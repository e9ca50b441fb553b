-- indicators: the catalogues of indicators, one for each kind of document, one definition of them, and
-- their own tests.

local called = require("fazhi.called")
local frame = require("fazhi.frame")
local indicator = require("fazhi.indicator")
local message = require("fazhi.message")

-- The catalogues asked for: that of a kind, or all.
local function catalogues_of(kind)
  local kinds = {}
  for _, one in ipairs(indicator.kinds()) do
    if one.kind == kind then return { one.catalogue } end
    kinds[#kinds + 1] = one.kind
  end
  if not kind then return indicator.all() end
  return message.fail("E208", { name = "--kind", word = kind,
    want = message.text("want_choice", { choices = table.concat(kinds, ", ") }) })
end

local function list(catalogues)
  local rows = {}
  for _, catalogue in ipairs(catalogues) do
    for _, entry in ipairs(catalogue.entries) do
      rows[#rows + 1] = {
        id = entry.id, name = message.choose(entry.en, entry.zh), kind = catalogue.folder, part = entry.part,
        unit = entry.unit and table.concat(entry.unit, "|"), definition = entry.definition,
      }
    end
  end
  return frame.new({ rows = rows })
end

-- The entry that a word means, and the catalogue it is of; nil, message, code if it means none.
local function entry_called(catalogues, word)
  local entries, owner = {}, {}
  for _, catalogue in ipairs(catalogues) do
    for _, entry in ipairs(catalogue.entries) do entries[#entries + 1], owner[entry] = entry, catalogue end
  end
  local entry, why, code = called.find(word, entries)
  if not entry then return nil, why, code end
  return entry, owner[entry]
end

local function show(catalogues, word)
  local entry, why, code = entry_called(catalogues, word)
  if not entry then return nil, why, code end
  local lines = indicator.describe(entry, message.language())
  return frame.new({
    layout = "lines", columns = { { name = "text", kind = "text" } },
    rows = { { text = table.concat(lines, "\n") } },
  })
end

local test_columns = {
  { name = "id", kind = "indicator", zh = "指标", en = "indicator" },
  { name = "sentence", kind = "text", zh = "句子", en = "sentence" },
  { name = "wanted", kind = "number", zh = "应得", en = "wanted" },
  { name = "got", kind = "text", zh = "实得", en = "got" },
  { name = "why", kind = "text", zh = "原因", en = "why" },
  { name = "file", kind = "text", zh = "文件", en = "file" },
}

local function cause(failed)
  return failed.unit and message.say("the unit {unit} is not known: write one of catalogue/units.lua, or add it there",
    "不认识单位“{unit}”：请用 catalogue/units.lua 里的单位，或补进去", { unit = failed.unit })
end

local function test(catalogues, word)
  local id
  if word then
    local entry, why, code = entry_called(catalogues, word)
    if not entry then return nil, why, code end
    id, catalogues = entry.id, { why }
  end
  local passed, rows = 0, {}
  for _, catalogue in ipairs(catalogues) do
    local here, failures = indicator.test(catalogue, id)
    passed = passed + here
    for _, one in ipairs(failures) do
      rows[#rows + 1] = { id = one.id, sentence = one.sentence, wanted = one.wanted, file = one.file,
        got = table.concat(one.got, " "), why = cause(one) }
    end
  end
  local note = message.say("{passed} {passed|test|tests} passed, {failed} failed", "{passed} 项检验通过，{failed} 项未通过",
    { passed = passed, failed = #rows })
  local result = frame.new({ columns = test_columns, rows = rows, notes = { note } })
  result.status = #rows > 0 and 1 or 0
  return result
end

return {
  name = "indicators", alias = "指标", api = 1, category = "command",
  summary = "List the indicators, show one definition, or run the tests they carry.",
  summary_zh = "列出指标、显示一个指标的定义，或运行指标自带的检验。",
  arguments = {
    { name = "ACTION", kind = "choice", choices = { "list", "show", "test" }, optional = true, default = "list",
      help = "what to do", help_zh = "做什么" },
    { name = "ID", kind = "text", complete = "indicator", optional = true,
      help = "an indicator, by id or Chinese name",
      help_zh = "指标的代号或中文名" },
    { name = "--kind", kind = "text", help = "only those of this kind of document: rule_of_law, government_work, …",
      help_zh = "只看该文种的，如 rule_of_law、government_work" },
  },
  outputs = {
    { name = "id", kind = "indicator", zh = "代号", en = "id" },
    { name = "name", kind = "text", zh = "名称", en = "name" },
    { name = "kind", kind = "text", zh = "文种", en = "kind", help = "kind of document it is looked for in",
      help_zh = "在哪种文件里找" },
    { name = "part", kind = "text", zh = "部分", en = "part", help = "part of the 纲要, or theme", help_zh = "纲要的部分，或主题" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "definition", kind = "text", zh = "定义", en = "definition" },
  },
  examples = {
    { run = "fazhi indicators", prints = "review_accepted" },
    { run = "fazhi indicators show review_accepted", prints = "review_accepted" },
    { run = "fazhi indicators test review_accepted", prints = "0 failed" },
    { run = "fazhi indicators --kind government_work", prints = "gdp_growth" },
  },
  run = function(args)
    local catalogues, why, code = catalogues_of(args.kind)
    if not catalogues then return nil, why, code end
    if args.action == "list" then return list(catalogues) end
    if args.action == "test" then return test(catalogues, args.id) end
    if not args.id then return message.fail("E204", { name = "ID" }) end
    return show(catalogues, args.id)
  end,
}
