-- regions: whose report it is, of which year and by whom, over a table of our own of short reports
-- about real places (regions.tsv beside this file), over every place of the gazetteer, and over a
-- peer's list of written places and the provinces' work reports where they are at hand. A code of
-- "-" means that none must be given, "?" that it must be left open with the candidates.

local clean = require "fazhi.clean"
local document = require "fazhi.document"
local region = require "fazhi.region"
local report = require "fazhi.report"
local tally = require "accuracy.tally"
local json = require "fazhi.json"

local M = {}

M.title = "regions: issuer, region, level and year of short reports"

local TABLE = "tests/accuracy/regions.tsv"
local PEER = "/peer-tests/jionlp/location_parser.json"
local PROSE = "一年来，各级各部门坚持依法行政，扎实推进法治政府建设各项工作，取得了新的成效，各项任务圆满完成。"

local function lines_of(cell)
  return (cell:gsub(";", "\n"))
end

--- What fazhi says of one row of the table.
function M.read(row)
  local page = {}
  if row.front ~= "" then page[#page + 1] = lines_of(row.front) .. "\n" end
  if row.title ~= "" then page[#page + 1] = row.title end
  page[#page + 1] = row.lead ~= "" and lines_of(row.lead) or PROSE
  if row.lead ~= "" then page[#page + 1] = "一、主要工作情况。" .. PROSE end
  if row.signature ~= "" then page[#page + 1] = "\n" .. lines_of(row.signature) end
  local parts = assert(clean.decode(table.concat(page, "\n") .. "\n"))
  return report.read(parts, { path = row.path ~= "" and row.path or nil, url = row.url ~= "" and row.url or nil })
end

local function wanted(value)
  if value ~= "-" and value ~= "?" then return value end
end

--- What is wrong with the meta read of `row`: a list of words, empty if it is right.
function M.faults(row, meta)
  local list = {}
  local function check(name, want, got)
    if want ~= got then list[#list + 1] = ("%s: want %s got %s"):format(name, want, got) end
  end
  check("region_code", wanted(row.code), meta.region_code)
  check("level", wanted(row.level), meta.level)
  if row.issuer ~= "" then check("issuer", wanted(row.issuer), meta.issuer) end
  if row.year ~= "" then check("year", tonumber(row.year), meta.year) end
  local open = meta.candidates and meta.candidates.region or {}
  if row.code == "?" and #open < 2 then list[#list + 1] = "no candidates" end
  if not meta.region_code and not meta.evidence.region.reason then list[#list + 1] = "no reason" end
  return list
end

--- The rows of the table.
function M.rows()
  return tally.tsv(TABLE)
end

function M.is_present()
  return true
end

local function own_table(say)
  region.load()
  local right, rows = 0, M.rows()
  for _, row in ipairs(rows) do
    local faults = M.faults(row, M.read(row))
    if #faults == 0 then right = right + 1 else
      say(("  %s: %s"):format(row.what, table.concat(faults, "; ")))
    end
  end
  say(("own table: %d of %d right"):format(right, #rows))
end

-- Every place of the gazetteer that was in `year`, in a title behind the name of the one above it; and
-- in one that bears its name alone, which must be right or left open.
local function every_place(year, say)
  local rows, by_code = {}, {}
  for _, row in ipairs(tally.tsv "scripts/data/regions.tsv") do
    if tonumber(row.from_year) <= year and (row.to_year == "" or year < tonumber(row.to_year)) then
      rows[#rows + 1] = row
      by_code[row.code] = row
    end
  end
  local right, alone, wrong = 0, 0, 0
  local function code_of(name)
    local parts = assert(clean.decode(("%s%d年法治政府建设情况报告\n%s\n"):format(name, year, PROSE)))
    return report.read(parts).region_code
  end
  for _, row in ipairs(rows) do
    local above = by_code[row.parent_code]
    local code = code_of((above and above.name or "") .. row.name)
    right = right + (code == row.code and 1 or 0)
    code = code_of(row.name)
    alone = alone + (code == row.code and 1 or 0)
    if code and code ~= row.code then
      wrong = wrong + 1
      say(("  %d %s alone read as %s"):format(year, row.full_name, code))
    end
  end
  say(("every place of %d: %d of %d right; by its name alone %d right, %d open, %d wrong"):format(year, right, #rows,
    alone, #rows - alone - wrong, wrong))
end

-- What the peer's list asks for and we do not give, with the reason.
local exceptions = {
  ["香港九龙半岛清水湾香港科技大学"] = "the gazetteer has nothing below Hong Kong",
  ["台湾省台北市"] = "the gazetteer has nothing below Taiwan",
  ["台湾省屏东县屏东市太原1路84号"] = "the gazetteer has nothing below Taiwan",
  ["河北省秦皇岛市经济技术开发区"] = "a zone has no code; its city is given",
}

-- The row of the first place written at the head of `s`, today.
local function first_place(s)
  local mention = region.mentions(s, { short = true })[1]
  if not mention or mention.start ~= 1 then return nil end
  return region.choose(mention.rows, mention.short) or mention.rows[1]
end

local function as_written(place)
  local none = json.null
  local parts = { place.province, place.city ~= place.province and place.city or none, place.county }
  local s = ""
  for k = 1, 3 do
    if type(parts[k]) == "string" then s = s .. parts[k] end
  end
  return s
end

local function peer(real, say)
  local file = io.open(real .. PEER)
  if not file then return say("skipped: no " .. real .. PEER) end
  local cases = json.decode(file:read "a").location_string_list
  file:close()
  local right, left_out = 0, 0
  for _, case in ipairs(cases) do
    local s, want = case[1], as_written(case[4])
    local row = first_place(s)
    if row and row.full_name:sub(-#want) == want then
      right = right + 1
    else
      left_out = left_out + (exceptions[s] and 1 or 0)
      say(("  %s: want %s got %s (%s)"):format(s, want, row and row.full_name, exceptions[s] or "UNEXPLAINED"))
    end
  end
  say(("peer's written places (jionlp): %d of %d right, %d listed exceptions"):format(right, #cases, left_out))
end

-- The provinces' reports of 2025, which are on 2024; their files' names say whose they are.
local function provinces(real, say)
  local files <close> = assert(io.popen("ls " .. real .. "/corpora/provincial-2025/*.docx 2>/dev/null"))
  local right, n = 0, 0
  for path in files:lines() do
    local name = path:match("2025年(.-)政府工作报告")
    local doc, why = document.read(path)
    local meta = doc and doc.meta or {}
    local want = region.find(name, { level = "province" })
    n = n + 1
    if doc and want and meta.region_code == want.code and meta.year == 2024 and meta.kind == "government_work" then
      right = right + 1
    else
      say(("  %s: %s"):format(name, why or ("%s %s %s"):format(meta.region_code, meta.year, meta.kind)))
    end
  end
  if n > 0 then say(("provinces' work reports of 2025: %d of %d region, year and kind right"):format(right, n)) end
end

--- Prints all measures. `real` is the folder of real data, default ../shared.
function M.measure(real, say)
  own_table(say)
  for _, year in ipairs { 1990, 2005, 2022 } do every_place(year, say) end
  peer(real or "../shared", say)
  provinces(real or "../shared", say)
end

return M
