-- schema: the tables and columns of the corpus and what they mean.

local catalogue = require("fazhi.catalogue")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

-- What a table or column means in the language in force; in that of the corpus where the catalogue has no words. There
-- a Chinese word may stand before the English ones, as in "报告: one document", which is left out.
local function meaning_of(row)
  local own = message.language() == "zh" and catalogue.load("schema_words")[row.table]
  return own and own[row.column or 1] or row.meaning and row.meaning:gsub("^[\128-\255]+: ", "")
end

local NOTES = "notes"

-- The notes that an observation may have, as they are stored, and what they say; … for words of the report.
local function note_rows()
  local book, rows = catalogue.load "note_words", {}
  local function add(note, words)
    rows[#rows + 1] = { table = NOTES, column = note, type = "note", meaning = message.choose(words, note) }
  end
  for note, words in pairs(book.words) do add(note, words) end
  for _, form in ipairs(book.forms) do
    add((form[1]:gsub("[%^%$]", ""):gsub("%b()", "…")), (form[2]:gsub("%%%d", "…")))
  end
  table.sort(rows, function(x, y) return x.column < y.column end)
  return rows
end

return {
  name = "schema", alias = "表结构", api = 1, category = "command", corpus = "read",
  summary = "Show the tables and columns of the corpus and what they mean.",
  summary_zh = "显示语料库的表、列及其含义。",
  arguments = { { name = "TABLE", kind = "text", optional = true,
    help = "this table only; notes: the notes that values may have, as stored, and what they say",
    help_zh = "只看该表；notes：数值可能带有的说明，即库中所记的词语" } },
  outputs = {
    { name = "table", kind = "text", zh = "表", en = "table" },
    { name = "column", kind = "text", zh = "列", en = "column" },
    { name = "type", kind = "text", zh = "类型", en = "type" },
    { name = "meaning", kind = "text", zh = "含义", en = "meaning" },
  },
  examples = {
    { run = "fazhi schema report --corpus examples/corpus.db", prints = "region_code" },
  },
  run = function(args, corpus)
    if args.table == NOTES then return frame.new({ rows = note_rows() }) end
    local rows, why, code = corpus:schema()
    if not rows then return nil, why, code end
    for _, row in ipairs(rows) do row.meaning = meaning_of(row) end
    local result = frame.new({ columns = { "table", "column" }, rows = rows, none = args.table })
    if args.table then result = result:filter({ table = args.table }) end
    return frame.new({ rows = result.rows, none = args.table })
  end,
}
