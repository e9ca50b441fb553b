-- containers: the same reports in an archive with names in GBK, as records of JSON, as tables in
-- UTF-8 and GBK, and in a web archive. Each must give the sections, figures and facts of the file by itself.

local core = require "fazhi.core"
local document = require "fazhi.document"
local encoder = require "support.encoder"
local json = require "fazhi.json"
local pack = require "support.pack"
local stage = require "fazhi.stage"
local zip = require "support.zip"

local M = { title = "reports in archives and crawls" }

local function slurp(path)
  local file <close> = io.open(path, "rb")
  return file and file:read "a"
end

local function each_text(dir, put)
  for _, name in ipairs(core.files.list(dir) or {}) do
    if name:find "%.txt$" then put(dir .. "/" .. name, name) end
  end
end

--- True if the seeds are there.
function M.is_present(real)
  return core.files.list((real or "../shared") .. "/seeds") ~= nil
end

local function csv_cell(s)
  return '"' .. s:gsub('"', '""') .. '"'
end

-- Names as the reports of a county would be called; a reading must not depend on them.
local function named(i)
  return ("法治政府建设年度报告/第%d份.txt"):format(i)
end

local makers = {}

function makers.zip(list)
  local members = {}
  for i, one in ipairs(list) do
    members[i] = { name = encoder.encode(named(i), "GB18030"), bytes = one.bytes }
  end
  return zip.pack(members)
end

function makers.jsonl(list)
  local lines = {}
  for i, one in ipairs(list) do lines[i] = json.encode { content = one.text, crawled = "2031-05-06" } .. "\n" end
  return table.concat(lines)
end

function makers.csv(list)
  local lines = { "no,content\r\n" }
  for i, one in ipairs(list) do lines[i + 1] = ("%d,%s\r\n"):format(i, csv_cell(one.text)) end
  return table.concat(lines)
end

makers["gbk.csv"] = function(list)
  return encoder.encode(makers.csv(list), "GB18030")
end

makers["warc.gz"] = function(list)
  local records = {}
  for i, one in ipairs(list) do
    local answer = pack.http("200 OK", { { "Content-Type", "text/plain" } }, one.bytes)
    records[i] = pack.gzip(pack.warc("response", "http://example.invalid/" .. i .. ".txt", answer))
  end
  return table.concat(records)
end

local function row_text(row, names)
  local parts = {}
  for i, name in ipairs(names) do parts[i] = tostring(row[name]) end
  return table.concat(parts, " | ")
end

-- What is compared of a document, line by line: sections, figures, and what it is.
local function lines_of(doc)
  local lines = { row_text(doc.meta, { "title", "region", "year", "kind", "published" }) }
  for _, row in ipairs(stage.outline(doc)) do
    lines[#lines + 1] = row_text(row, { "level", "marker", "heading", "parent" })
  end
  for _, row in ipairs(stage.figures(doc)) do
    lines[#lines + 1] = row_text(row, { "raw", "value", "upper", "unit", "bound", "kind", "section", "subject" })
  end
  return lines
end

local function difference(a, b)
  local n = math.abs(#a - #b)
  for i = 1, math.min(#a, #b) do n = n + (a[i] == b[i] and 0 or 1) end
  return n
end

-- Reads what each maker makes of the reports; returns by maker the number of lines that differ and
-- the number of documents.
local function compare(list, name)
  local bytes, differences, i = makers[name](list), 0, 0
  for found in document.each_in(bytes, { path = "reports." .. name }) do
    i = i + 1
    local doc, why = nil, found.message
    if found.input then doc, why = document.of(found.input) end
    if not doc then error(found.path .. ": " .. why) end
    differences = differences + difference(list[i].lines, lines_of(doc))
  end
  return differences, i
end

--- Reads a folder of text files as they are and packed in each way; every `step`th of them (all if nil).
-- @return list of { name =, differences = lines of sections, figures and facts, documents =, wanted = }
function M.compare(dir, step)
  local list, results, n = {}, {}, 0
  each_text(dir, function(path)
    n = n + 1
    if n % (step or 1) ~= 0 then return end
    local bytes = slurp(path)
    local text = assert(core.text.decode(bytes, { raw = true })):bytes()
    local plain = assert(document.decode(bytes, { path = "report.txt" }))
    list[#list + 1] = { bytes = bytes, text = text, lines = lines_of(plain) }
  end)
  for _, name in ipairs { "zip", "jsonl", "csv", "gbk.csv", "warc.gz" } do
    local differences, documents = compare(list, name)
    results[#results + 1] = { name = name, differences = differences, documents = documents, wanted = #list }
  end
  return results
end

--- Prints the differences for our own reports and for the real ones.
function M.measure(real, say)
  for _, dir in ipairs { "examples/reports", (real or "../shared") .. "/seeds" } do
    for _, result in ipairs(M.compare(dir)) do
      say(("%-8s %d of %d reports of %s, %d differences in sections, figures and facts"):format(result.name,
        result.documents, result.wanted, dir:match "([^/]+)$", result.differences))
    end
  end
end

return M
