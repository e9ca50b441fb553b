-- meta: what was read of a report as a whole, with the evidence for each field; and corrections of
-- it, by hand or by a table.

local catalogue = require("fazhi.catalogue")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local phrasebook = require("fazhi.phrasebook")
local stage = require("fazhi.stage")

local function span_of(proof)
  return proof.source_start and (" [%d, %d)"):format(proof.source_start, proof.source_stop) or ""
end

-- What is said in English, in the language in force.
local function worded(phrase)
  if message.language() ~= "zh" then return phrase end
  return phrasebook.translated(catalogue.load("evidence_words").zh, phrase)
end

-- The signs of a kind, which are named in Chinese, in the language in force: 题名为…（法治政府）+3；….
local function signs_worded(text)
  if message.language() == "zh" then return text end
  local words, list = catalogue.load("evidence_words").en, {}
  for sign in text:gsub("；", "\n"):gmatch "[^\n]+" do
    local name, word, weight = sign:match "^(.-)（(.*)）([+-]%d+)$"
    list[#list + 1] = name and ("%s (%s) %s"):format(words[name] or name, word, weight) or sign
  end
  return table.concat(list, "; ")
end

local function correction_text(proof)
  local read = proof.read and proof.read.value
  return message.choose("correction “%s” (%s; the file says “%s”)", "更正“%s”（%s；文件作“%s”）")
    :format(proof.text or "—", proof.reason or "—", read or "—")
end

-- Where a field was taken from, and its words with their place; or why it is unknown.
local function proof_text(proof)
  if proof.from == "correction" then return correction_text(proof) end
  local words = proof.text and tostring(proof.text)
  if words and proof.from == "signs" then words = worded(signs_worded(words)) end
  local text = words and "“" .. words .. "”" .. span_of(proof) or worded(proof.reason or "")
  local history = (proof.note and " (" .. worded(proof.note) .. ")" or "") .. (proof.now and " → " .. proof.now or "")
  local from = proof.from and worded(proof.from) or ""
  return from .. (from ~= "" and text ~= "" and " " or "") .. text .. history
end

local labels = { signed = "落款日期" }

-- The evidence as a person reads it: a field a line.
local function show_evidence(evidence)
  local fields, lines = {}, {}
  for field in pairs(evidence) do fields[#fields + 1] = field end
  table.sort(fields)
  for i, field in ipairs(fields) do
    lines[i] = message.choose(field, labels[field] or field) .. message.choose(": ", "：") .. proof_text(evidence[field])
  end
  return table.concat(lines, "\n")
end

local outputs = {
  { name = "kind", kind = "text", zh = "文种", en = "kind", help = "rule_of_law, government_work, … or other",
    help_zh = "rule_of_law、government_work 等，或 other" },
  { name = "title", kind = "text", zh = "标题", en = "title" },
  { name = "issuer", kind = "text", zh = "发文机关", en = "issuer", help = "who signed it", help_zh = "署名的机关" },
  { name = "region", kind = "text", zh = "地区", en = "region" },
  { name = "region_code", kind = "text", zh = "地区代码", en = "region code",
    help = "GB/T 2260, valid in the year", help_zh = "GB/T 2260，当年有效" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "报告年度", en = "year", help = "the year reported on", help_zh = "所报告的年度" },
  { name = "published", kind = "text", zh = "公布日期", en = "published",
    help = "a date of publication, if one is stated", help_zh = "写明的公布日期" },
  { name = "doc_number", kind = "text", zh = "文号", en = "document number" },
  { name = "script", kind = "text", zh = "字体", en = "script", help = "Hans or Hant", help_zh = "Hans 简体或 Hant 繁体" },
  { name = "encoding", kind = "text", zh = "编码", en = "encoding" },
  { name = "sha256", kind = "text", zh = "SHA-256", en = "SHA-256" },
  { name = "path", kind = "text", zh = "路径", en = "path" },
  { name = "evidence", kind = "json", show = show_evidence, zh = "依据", en = "evidence",
    help = "for each field where it was taken from, or why it is unknown", help_zh = "各字段取自何处，或为何不知" },
}

for _, column in ipairs(outputs) do labels[column.name] = column.zh end

-- Corrections. The words behind the verb are what it is about.

local function done(text, status)
  local result = frame.new({ layout = "text", columns = { { name = "summary", kind = "text" } },
    rows = { { summary = text } } })
  result.status = status
  return result
end

local function in_corpus(context, f)
  local corpus, why, code = context.open("write")
  if not corpus then return nil, why, code end
  return f(corpus, require("fazhi.correction"))
end

local actions = {}

function actions.set(words, args, context)
  if #words < 2 then return message.fail("E204", { name = "ID FIELD=VALUE…" }) end
  return in_corpus(context, function(corpus, correction)
    local given, missing, code = correction.parse({ table.unpack(words, 2) })
    if not given then return nil, missing, code end
    local count, why
    count, why, code = correction.set(corpus, words[1], given, missing, args.note)
    if not count then return nil, why, code end
    if why then context.warn(why) end
    return done(message.text("corrected", { id = words[1], count = count }))
  end)
end

function actions.reset(words, _, context)
  if #words < 1 then return message.fail("E204", { name = "ID" }) end
  return in_corpus(context, function(corpus, correction)
    local count, why, code = correction.reset(corpus, words[1], { table.unpack(words, 2) })
    if not count then return nil, why, code end
    return done(message.text("uncorrected", { id = words[1], count = count }))
  end)
end

-- So many rows that mean no report are named.
local named = 20

local function tell_strangers(list, path, context)
  for i = 1, math.min(#list, named) do
    local id = message.shown(list[i].key)
    context.fail(("%s:%d: %s"):format(path, list[i].line, message.text("E103", { id = id })), "E103")
  end
  if #list > named then context.warn(message.text("more_strangers", { path = path, count = #list - named })) end
end

function actions.import(words, _, context)
  if #words ~= 1 then return message.fail("E204", { name = "TABLE.csv" }) end
  return in_corpus(context, function(corpus, correction)
    local result, why, code = correction.import(corpus, words[1])
    if not result then return nil, why, code end
    for _, problem in ipairs(result.problems) do
      context.fail(("%s:%d: %s"):format(words[1], problem.line, problem.message), "E201")
    end
    tell_strangers(result.strangers, words[1], context)
    result.failed = #result.problems
    return done(message.text("imported", result), result.failed + result.unknown > 0 and 3 or 0)
  end)
end

function actions.export(words, _, context)
  if #words > 1 then return message.fail("E209", { word = words[2] }) end
  local corpus, why, code = context.open("read")
  if not corpus then return nil, why, code end
  local result
  result, why, code = require("fazhi.correction").table_of(corpus)
  if not result or not words[1] then return result, why, code end
  local ok
  ok, why, code = result:save(words[1])
  if not ok then return nil, message.at_path(why, words[1]), code end
  return done(message.text("exported", { count = #result.rows, path = words[1] }))
end

-- A file may be called "set" as well; then it is the file.
local function action_of(word)
  return actions[word] and require("fazhi.core").files.kind(word) == nil and actions[word] or nil
end

local arguments = table.move(stage.arguments, 1, #stage.arguments, 1, {})
arguments[1] = { name = "FILE…", kind = "path",
  help = "files, archive.zip#member, -, or ids such as r4; or what to correct: set ID FIELD=VALUE…, "
    .. "reset ID [FIELD…], export [TABLE.csv], import TABLE.csv",
  help_zh = "文件、archive.zip#成员、- 或 r4 这样的编号；或更正：set 编号 字段=值…、reset 编号 [字段…]、"
    .. "export [表.csv]、import 表.csv" }
arguments[#arguments + 1] = { name = "--note", kind = "text", help = "the reason for a correction", help_zh = "更正的理由" }

return {
  name = "meta", alias = "题录", api = 1, category = "stage",
  summary = "Show or correct title, issuer, region, year and the like of files or stored reports.",
  summary_zh = "显示或更正文件或已入库报告的标题、发文机关、地区、年度等。",
  usages = {
    "fazhi meta set ID FIELD=VALUE… [--note TEXT]", "fazhi meta reset ID [FIELD…]",
    "fazhi meta export [TABLE.csv]", "fazhi meta import TABLE.csv",
  },
  arguments = arguments,
  caveats = {
    "A correction is kept by the file's SHA-256 and stays when the file is read again; evidence keeps what the "
      .. "file says.",
    "FIELD is kind, title, issuer, region (or province, city, county), region_code, level, year, published or "
      .. "doc_number;",
    "  year=- says that the fact is known to be missing, year= as well.",
    "Rows of a table for import are found by sha256, id or path; an empty cell changes nothing, - is known to be "
      .. "missing.",
    "  A row that is wrong or means no report is told, the others are taken, and the exit status is 3.",
  },
  caveats_zh = {
    "更正按文件的 SHA-256 保存，重新读取后仍然有效；依据中仍保留文件原来的说法。",
    "字段有 kind、title、issuer、region（或 province、city、county）、region_code、level、year、published、doc_number；",
    "  year=- 或 year= 表示已知没有。",
    "导入的表按 sha256、id 或 path 找报告；空格不改动，- 表示已知没有。",
    "  有误的行和库中没有的行逐行说明，其余照改，退出状态为 3。",
  },
  outputs = outputs,
  examples = {
    { run = "fazhi meta examples/reports/青禾县_2023.txt", prints = "云岭省白塔市青禾县" },
    { run = "fazhi meta r1 --corpus examples/corpus.db --format jsonl --columns year,evidence",
      prints = '"evidence":{' },
    { run = "fazhi meta set r1 published=2022-03-01 --note 'from the web page' --corpus examples/corpus.db",
      prints = "r1: 1 field corrected" },
    { run = "fazhi meta export --corpus examples/corpus.db --columns id,published,corrected,note",
      prints = "2022-03-01" },
    { run = "fazhi meta reset r1 published --corpus examples/corpus.db", prints = "1 corrections taken back" },
    { run = "fazhi meta import examples/corrections.csv --corpus examples/corpus.db", prints = "1 corrected" },
  },
  run = function(args, _, context)
    local action = action_of(args.file[1])
    if action then return action({ table.unpack(args.file, 2) }, args, context) end
    local result, why, code = stage.frame(stage.meta, outputs, args.file, context, stage.options(args))
    if not result then return nil, why, code end
    if result.files == 1 then result.layout = "record" end
    return result
  end,
}
