-- One stage's result as rows, for a file or for a report of the corpus: what the verbs meta,
-- outline, figures and observations show. Spans leave here 0-based and half open.

local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local text = require("fazhi.text")

local M = {}

--- The arguments of the verbs that show one stage.
M.arguments = {
  { name = "FILE…", kind = "path", help = "files, - for stdin, or ids such as r4",
    help_zh = "文件，- 为标准输入，或 r4 这样的编号" },
  { name = "--encoding", kind = "text", help = "read the files in this encoding", help_zh = "按此编码读文件" },
}

-- Adds the span of `part` (body, unless said otherwise) and the bytes of the file behind it.
local function put_spans(row, doc, start, stop, part)
  if not start or not stop then return row end
  row.start, row.stop = start - 1, stop
  local first, last
  if part and part ~= "body" then
    if doc.part_source then first, last = doc:part_source(part, start, stop) end
  else
    first, last = doc:source(start, stop)
  end
  if first then row.source_start, row.source_stop = first - 1, last end
  return row
end

local function evidence_rows(doc, evidence)
  local rows = {}
  for field, proof in pairs(evidence or {}) do
    local row = {}
    for key, value in pairs(proof) do
      if type(value) ~= "table" then row[key] = value end
    end
    if proof.start then put_spans(row, doc, proof.start, proof.stop, proof.part) end
    rows[field] = row
  end
  return rows
end

local meta_fields = {
  "kind", "title", "issuer", "region", "region_code", "level", "year", "published", "doc_number",
}

--- What was read of the report as a whole: one row.
function M.meta(doc)
  local row = { script = doc.script, encoding = doc.encoding, sha256 = doc.sha256, path = doc.path }
  for _, name in ipairs(meta_fields) do row[name] = doc.meta[name] end
  row.evidence = evidence_rows(doc, doc.meta.evidence)
  return { row }
end

--- The sections: level, marker, heading, spans and the row number of the parent (0 = none).
function M.outline(doc)
  local rows = {}
  for i, section in ipairs(doc.sections) do
    rows[i] = put_spans({
      level = section.level, marker = section.marker, heading = section.heading, parent = section.parent,
    }, doc, section.start, section.stop)
  end
  return rows
end

local function change_of(figure)
  if not figure.change then return nil end
  return figure.base and figure.change .. ":" .. figure.base or figure.change
end

local figure_fields = {
  "raw", "value", "upper", "unit", "bound", "kind", "subject", "predicate", "scope", "period", "section",
}

--- The figures, each with its span, its section (row number, 0 = none) and what it says.
function M.figures(doc)
  local rows = {}
  for i, figure in ipairs(doc.figures) do
    local row = { change = change_of(figure) }
    for _, name in ipairs(figure_fields) do row[name] = figure[name] or nil end
    rows[i] = put_spans(row, doc, figure.start, figure.stop)
  end
  return rows
end

local observation_fields = {
  "indicator", "value", "unit", "bound", "scope", "period", "score", "figure", "note",
}

--- The observations, each with the row number of its figure and the sentence it stands in.
function M.observations(doc)
  local rows = {}
  for i, observation in ipairs(doc.observations) do
    local row = {}
    for _, name in ipairs(observation_fields) do row[name] = observation[name] end
    put_spans(row, doc, observation.start, observation.stop)
    row.quote = doc.body:sub(text.sentence_at(doc.body, observation.start))
    rows[i] = row
  end
  return rows
end

-- A word is a stored report if it is an id and no file of that name is there.
local function is_id(word)
  return word:find("^r%d+$") ~= nil and require("fazhi.core").files.kind(word) == nil
end

-- A stored report in the shape of a document; its source map leads to the bytes of the file
-- as it was when it was added.
local function stored(corpus, id)
  local doc, why, code = corpus:document(id)
  if not doc then return nil, why, code end
  local map = doc.map and require("fazhi.core").text.map(doc.map)
  function doc.source(_, first, last)
    if map then return map:source(first, last) end
  end
  doc.script = doc.meta.script
  local row_of = {}
  for row, figure in ipairs(doc.figures) do row_of[figure.figure_id] = row end
  doc.observations = corpus:report(id):observations()
  for _, observation in ipairs(doc.observations) do observation.figure = row_of[observation.figure_id] end
  return doc
end

--- The document for a word of the command line: a file, "-" for stdin, or the id of a stored
--- report. nil, message, code.
function M.read(word, context, options)
  local document = require("fazhi.document")
  if word == "-" then
    options = options or {}
    options.path = "-"
    return document.decode(io.stdin:read("a"), options)
  end
  if not is_id(word) then return document.read(word, options) end
  local corpus, why, code = context.open("read")
  if not corpus then return nil, why, code end
  return stored(corpus, word)
end

local function with_file(rows, word)
  for _, row in ipairs(rows) do row.file = word end
  return rows
end

-- Runs a stage under protection, so that one bad file does not stop the others.
local function run(rows_of, word, context, options)
  local doc, why, code = M.read(word, context, options)
  if not doc then return nil, why, code end
  local ok, rows = pcall(rows_of, doc)
  if ok then return rows end
  if failure.is(rows) then return nil, rows.message, rows.code end
  error(rows, 0)
end

--- A frame of one stage over several files. With more than one a column `file` comes first,
--- a file that cannot be read is told and left out, and the exit status is that of the last
--- failure; with one, nil, message, code.
function M.frame(rows_of, columns, words, context, options)
  local all, status = {}, 0
  for _, word in ipairs(words) do
    local rows, why, code = run(rows_of, word, context, options)
    if rows then
      table.move(with_file(rows, word), 1, #rows, #all + 1, all)
    elseif #words == 1 then
      return nil, message.at_path(why, word), code
    else
      context.fail(why, code, word)
      status = message.status(code)
    end
  end
  if #words > 1 then
    local file = { name = "file", kind = "text", zh = "文件", en = "file" }
    columns = { file, table.unpack(columns) }
  end
  local result = frame.new({ columns = columns, rows = all })
  result.status = status
  return result
end

return M
