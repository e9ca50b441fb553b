-- harvest: what is kept of each document that files hold: the rows of the corpus and what is to be told of
-- it, made without a corpus and of plain values, so that it can be done in another thread. It owns
-- what of a document goes there and what comes back.

local content = require "fazhi.corpus.document"
local document = require "fazhi.document"
local failure = require "fazhi.failure"
local input = require "fazhi.input"
local lazy = require "fazhi.lazy"
local parcel = lazy "fazhi.parcel"

local M = {}

--- All documents of all files ("-": standard input), one after the other, as document.each gives them, with
--- `file`, the number of the file among them, `size`, the bytes of a document, and `bytes`, those it holds in memory.
function M.items(paths, options)
  local at, each = 0, nil
  return function()
    while true do
      local item = each and each()
      if item then
        local found = item.input
        item.file, item.size, item.bytes = at, found and found.size or 0, found and found.content and found.size
        return item
      end
      at = at + 1
      if not paths[at] then return nil end
      if paths[at] == "-" then each = document.each_from(io.stdin, options)
      else each = document.each(paths[at], options) end
    end
  end
end

--- What a thread needs to read an input (fazhi.input) as this state would: plain values. A file is read
--- there, of anything else the bytes go along. And what it weighs.
function M.job(item, url)
  if item.file then return { path = item.file, url = url }, item.size end
  local more = { url = item.url, fields = item.fields, depth = item.depth, name = item.name }
  return { path = item.path, bytes = item.content, url = url, more = more }, item.size
end

-- The input that a job is about; nil, message, code.
local function input_of(job, options)
  if job.bytes then return input.memory(job.bytes, job.path, job.more, options) end
  return input.file(job.path, options)
end

-- The characters behind the report that were left out: how many, and the first of them.
local function behind(doc)
  local words = doc.back:gsub("%s+", " "):gsub("^ ", "")
  local count = utf8.len(words) or 0
  return { count = count, words = words:sub(1, (utf8.offset(words, 31) or #words + 1) - 1) }
end

local FACTS = { "kind", "issuer", "region_code", "region", "year" }

local function harvest(item, options, url)
  local doc, why, code = document.of(item, options)
  if not doc then return nil, why, code end
  doc.url = doc.url or url
  doc:complete()
  local one = { path = doc.path, notes = doc.notes, facts = {}, behind = behind(doc) }
  for _, field in ipairs(FACTS) do one.facts[field] = doc.meta[field] end
  if options.shape == "line" then one.line = parcel.encode(content.rows(doc))
  elseif options.shape ~= "none" then one.rows = content.sheets(doc) end
  return one
end

-- Failures of the world, and memory that ran out, as nil, message, code.
local function protected(...)
  local result = table.pack(pcall(...))
  if result[1] then return table.unpack(result, 2, result.n) end
  local e = failure.of(result[2])
  if not e then error(result[2], 0) end
  return nil, e.message, e.code
end

--- What is kept of an input that is no container.
-- @param options as for document.of; `shape`: "rows" (if none is named), "line" of fazhi.parcel, "none"
-- @param url where it was, if it does not say so itself, or nil
-- @return { path=, notes=, facts = { kind=, issuer=, region_code=, region=, year= }, behind = { count=, words= },
--   rows = of document.sheets of fazhi.corpus, or line = the same as JSON }; or nil, message, code
function M.of(item, options, url)
  return protected(harvest, item, options, url)
end

--- The same for a job of M.job.
function M.work(job, options)
  local item, why, code = input_of(job, options)
  if not item then return nil, why, code end
  return M.of(item, options, job.url)
end

return M
