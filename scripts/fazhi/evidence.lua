-- evidence: what stands behind the rows of a table: for each id in it (o12, f3, r4) the sentence, the
-- file and its bytes, as a table of its own that travels with the first one.

local failure = require("fazhi.failure")
local frame = require("fazhi.frame")

local M = {}

local columns = {
  { name = "id", kind = "text", zh = "编号", en = "id" },
  { name = "quote", kind = "text", zh = "原句", en = "quote" },
  { name = "raw", kind = "text", zh = "原文数字", en = "figure as written" },
  { name = "section", kind = "text", zh = "章节", en = "section" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "report", kind = "text", zh = "报告", en = "report" },
  { name = "title", kind = "text", zh = "标题", en = "title" },
  { name = "path", kind = "text", zh = "文件", en = "file" },
  { name = "source_start", kind = "integer", zh = "文件起", en = "source start",
    help = "first byte in the file, or in the record of a crawl, from 0",
    help_zh = "在文件中的首字节，抓取包则在该记录的文字中，从 0 数" },
  { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop", help = "byte after the last",
    help_zh = "末字节之后" },
  { name = "place", kind = "text", zh = "位置", en = "place" },
  { name = "sha256", kind = "text", zh = "SHA-256", en = "SHA-256" },
  { name = "url", kind = "text", zh = "网址", en = "web address" },
}

-- Where a row says what it is: its own id before that of its figure and its report.
local places = { "id", "figure", "report" }

local function is_id(value, letters)
  return type(value) == "string" and value:find("^[" .. letters .. "]%d+$") ~= nil
end

-- The id of a row; of a wide one, which is of many values, the ids beside them.
local function ids_of(row, among)
  for _, name in ipairs(places) do
    if is_id(row[name], "ofr") then return { row[name] } end
  end
  local list = {}
  for _, column in ipairs(among) do
    local value = column.name:find("_id$") and row[column.name]
    if is_id(value, "of") then list[#list + 1] = value end
  end
  return list
end

--- The ids of the rows of a frame, each once, in order.
function M.ids(result)
  local list, seen = {}, {}
  for _, row in ipairs(result.rows) do
    for _, id in ipairs(ids_of(row, result.columns)) do
      if not seen[id] then list[#list + 1], seen[id] = id, true end
    end
  end
  return list
end

local function read(corpus, id)
  if id:find("^r") then
    local report, why, code = corpus:report(id)
    if not report then return nil, why, code end
    return { report = id, region_full = report.region, year = report.year, title = report.title, path = report.path,
      sha256 = report.sha256, url = report.url }
  end
  return corpus:why(id)
end

--- The evidence of a frame; nil if no row has an id. An id that is not in the corpus, as one that was
--- removed meanwhile, is left out.
-- @param progress of the context, or nil: told how far it is, every hundred ids; called without anything at the end
-- @return frame: id, quote, raw, section, region, year, report, title, path, source_start and source_stop (bytes of
--   the file, 0-based, half open), place, sha256, url; or nil, and message, code if the corpus fails
function M.of(corpus, result, progress)
  local rows, ids = {}, M.ids(result)
  for i, id in ipairs(ids) do
    if progress and i % 100 == 0 then progress { done = i, all = #ids } end
    local row, why, code = read(corpus, id)
    if not row and code ~= "E103" then failure.raise(code, why) end
    if row then
      rows[#rows + 1] = { id = id, quote = row.sentence, raw = row.raw, section = row.section,
        region = row.region_full or row.region, year = row.year, report = row.report, title = row.title,
        path = row.path, source_start = row.source_start and row.source_start - 1, source_stop = row.source_stop,
        place = row.place, sha256 = row.sha256, url = row.url }
    end
  end
  if progress then progress() end
  return #rows > 0 and frame.new({ columns = columns, rows = rows }) or nil
end

return M
