-- One stage's result as rows, for a file or for a report of the corpus: what the verbs meta,
-- outline, figures and observations show. Spans leave here 0-based and half open.

local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local locator = require("fazhi.locator")
local message = require("fazhi.message")
local text = require("fazhi.text")

local M = {}

--- The options that say how files are read.
M.reading = {
  { name = "--encoding", kind = "text", help = "read the files in this encoding", help_zh = "按此编码读文件" },
  { name = "--text-column", kind = "text", help = "the column of a .jsonl or .csv crawl that holds the text or page",
    help_zh = "抓取表（.jsonl、.csv）中正文或网页所在的列" },
  { name = "--url-column", kind = "text", help = "the column that holds the web address",
    help_zh = "网址所在的列" },
}

--- The arguments of the verbs that show one stage.
M.arguments = {
  { name = "FILE…", kind = "path", help = "files, archive.zip#member, - for stdin, or ids such as r4",
    help_zh = "文件，archive.zip#成员，- 为标准输入，或 r4 这样的编号" },
  table.unpack(M.reading),
}

--- These options as loaders take them.
function M.options(args)
  return { encoding = args.encoding, text_column = args.text_column, url_column = args.url_column }
end

-- Adds the span of `part` (body, unless said otherwise) and the bytes of the file behind it.
local function put_spans(row, doc, start, stop, part)
  if not start or not stop then return row end
  row.start, row.stop = start - 1, stop
  local first, last = doc:part_source(part or "body", start, stop)
  if first then row.source_start, row.source_stop = first - 1, last end
  local place, place_end = doc:locate(part or "body", start, stop)
  if place then row.place = locator.text(place, place_end) end
  return row
end

local function evidence_rows(doc, evidence)
  local rows = {}
  for field, proof in pairs(evidence or {}) do
    local row = {}
    for key, value in pairs(proof) do
      if type(value) ~= "table" or key == "read" then row[key] = value end
    end
    if proof.start then put_spans(row, doc, proof.start, proof.stop, proof.part) end
    if not proof.start and proof.source_start then row.source_start = proof.source_start - 1 end
    rows[field] = row
  end
  return rows
end

local meta_fields = {
  "kind", "title", "issuer", "region", "region_code", "level", "year", "published", "doc_number",
}

--- What was read of the report as a whole: one row.
function M.meta(doc)
  local row = { script = doc.script, encoding = doc.encoding, sha256 = doc.sha256, path = doc.path,
    url = doc.url, format = doc.format, notes = doc.notes and doc.notes[1] and doc.notes or nil }
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
  "indicator", "value", "unit", "bound", "scope", "basis", "period", "score", "figure", "note",
}

--- The observations, each with the row number of its figure and the sentence it stands in.
function M.observations(doc)
  local rows = {}
  for i, observation in ipairs(doc.observations) do
    local row = {}
    for _, name in ipairs(observation_fields) do row[name] = observation[name] end
    put_spans(row, doc, observation.start, observation.stop)
    row.quote = observation.start and doc.body:sub(text.sentence_at(doc.body, observation.start))
    rows[i] = row
  end
  return rows
end

-- The lines of one part, each with where it stands.
local function part_rows(doc, part, rows)
  local s = doc[part] or ""
  for start, line, stop in s:gmatch("()([^\n]+)()") do
    if line:find("%S") then rows[#rows + 1] = put_spans({ part = part, text = line }, doc, start, stop - 1, part) end
  end
end

-- What was dropped from between the lines that were kept, by its bytes in the file; blanks and line
-- breaks are counted only.
local function removed_rows(doc, bytes, rows, counts)
  local decode = require("fazhi.core").text.decode
  local removed = table.move(doc.removed, 1, #doc.removed, 1, {})
  table.sort(removed, function(a, b) return a[1] < b[1] end)
  for _, span in ipairs(removed) do
    local i, j, reason = span[1], span[2], span[3]
    local row = { part = "body", reason = reason }
    if doc.locators then
      row.place = locator.text(locator.find(doc.locators, i, j))
    else
      local t = decode(bytes:sub(i, j), { raw = true, encoding = doc.encoding:match("^[^+]+") })
      row.text, row.source_start, row.source_stop = t and t:bytes() or "", i - 1, j
    end
    if row.text and not row.text:find("%S") then
      counts[reason] = (counts[reason] or 0) + 1
    else
      rows[#rows + 1] = row
    end
  end
end

--- What of a file is no part of its report: the lines before and behind it, and what was dropped inside
--- it with the reason. Rows with part (front, body, back), reason, text, source_start, source_stop, place;
--- and how often only blanks were dropped, by reason.
-- @param bytes of the file
function M.left_out(doc, bytes)
  local rows, counts = {}, {}
  part_rows(doc, "front", rows)
  removed_rows(doc, bytes, rows, counts)
  part_rows(doc, "back", rows)
  return rows, counts
end

-- A word is a stored report if it is an id and no file of that name is there.
local function is_id(word)
  return word:find("^r%d+$") ~= nil and require("fazhi.core").files.kind(word) == nil
end

-- A stored report in the shape of a document; its source map leads to the file as it was when
-- it was added.
local function stored(corpus, id)
  local doc, why, code = corpus:document(id)
  if not doc then return nil, why, code end
  local map = doc.map and require("fazhi.core").text.map(doc.map)
  local list = doc.locators and locator.decode(doc.locators)
  function doc.part_source(_, part, first, last)
    if map and part == "body" and not list then return map:source(first, last) end
  end
  function doc.locate(_, part, first, last)
    if map and part == "body" and list then return locator.find(list, map:source(first, last)) end
  end
  doc.script = doc.meta.script
  local row_of = {}
  for row, figure in ipairs(doc.figures) do row_of[figure.figure_id] = row end
  doc.observations = corpus:report(id):observations()
  for _, observation in ipairs(doc.observations) do observation.figure = row_of[observation.figure_id] end
  return doc
end

-- An iterator of one step: what f returns, its first value false where there is none.
local function once(f)
  local done = false
  return function()
    if done then return nil end
    done = true
    return f()
  end
end

local function read_stored(word, context)
  local corpus, why, code = context.open("read")
  if not corpus then return false, word, why, code end
  local doc
  doc, why, code = stored(corpus, word)
  return doc or false, word, why, code
end

--- Iterates over the documents for a word of the command line: what is in a file, "-" for stdin,
--- or the id of a stored report. Each step gives the document or nil, its path, message, code.
function M.documents(word, context, options)
  local document = require("fazhi.document")
  if is_id(word) then return once(function() return read_stored(word, context) end) end
  local each = word == "-" and document.each_from(io.stdin, options) or document.each(word, options)
  return function()
    for found in each do
      if found.input then
        local doc, why, code = document.of(found.input, options)
        return doc or false, found.path, why, code
      elseif not found.skipped then
        return false, found.path, found.message, found.code
      end
    end
  end
end

local function with_file(rows, word)
  for _, row in ipairs(rows) do row.file = word end
  return rows
end

--- A frame of one stage over several files. With more than one document a column `file` comes
--- first, a file that cannot be read is told and left out, and the exit status is that of the
--- last failure; with one, nil, message, code.
function M.frame(rows_of, columns, words, context, options)
  local all, problems, files = {}, {}, 0
  for _, word in ipairs(words) do
    for doc, path, why, code in M.documents(word, context, options) do
      local rows
      files = files + 1
      if doc then
        for _, note in ipairs(doc.notes or {}) do context.warn(message.at_path(note, path)) end
        rows, why, code = failure.call(rows_of, doc)
      end
      if rows then
        table.move(with_file(rows, path), 1, #rows, #all + 1, all)
      else
        problems[#problems + 1] = { path = path, message = why, code = code }
      end
    end
  end
  if files == 0 then return nil, message.text("nothing_inside"), "E315" end
  if files == 1 and #problems == 1 then
    return nil, message.at_path(problems[1].message, problems[1].path), problems[1].code
  end
  local status = 0
  for _, problem in ipairs(problems) do
    context.fail(problem.message, problem.code, problem.path)
    status = message.status(problem.code)
  end
  if files > 1 then
    local file = { name = "file", kind = "text", zh = "文件", en = "file" }
    columns = { file, table.unpack(columns) }
  end
  local result = frame.new({ columns = columns, rows = all })
  result.files, result.status = files, status
  return result
end

return M
