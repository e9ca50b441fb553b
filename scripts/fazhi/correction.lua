-- correction: what a user puts right in the facts about stored reports: field by field, or as a
-- table that leaves the corpus, is edited elsewhere, and comes back.

local assertion = require("fazhi.assertion")
local csv = require("fazhi.csv")
local frame = require("fazhi.frame")
local input = require("fazhi.input")
local message = require("fazhi.message")
local region = require("fazhi.region")

local M = {}

M.fields = { "kind", "title", "issuer", "region", "region_code", "level", "year", "published", "doc_number" }

local MISSING = { ["-"] = true, ["—"] = true, ["－"] = true }

local function is_known(field)
  for _, name in ipairs(M.fields) do
    if name == field then return true end
  end
  return field == "province" or field == "city" or field == "county"
end

--- Reads words such as year=2023 and region=恩阳区 into { field = value }; "year=" or "year=-" means
--- that it is known to be missing, which gives the field in the second list. nil, message, code.
function M.parse(words)
  local given, missing = {}, {}
  for _, word in ipairs(words) do
    local name, value = word:match("^([^=]+)=(.*)$")
    local field = name and assertion.field(name)
    if not field or not is_known(field) then
      return message.fail("E218", { word = word, fields = table.concat(M.fields, ", ") })
    end
    if value == "" or MISSING[value] then missing[#missing + 1] = field else given[field] = value end
  end
  return given, missing
end

-- A region that is missing has neither code nor level.
local function with_companions(missing)
  local set = {}
  for _, field in ipairs(missing) do
    set[field] = true
    if field == "region" or field == "region_code" then set.region, set.region_code, set.level = true, true, true end
  end
  return set
end

--- Corrects a report: `given` and `missing` as M.parse gives them, `note` is kept as the reason.
--- Returns the number of fields and, if there is one, a note on them; or nil, message, code.
function M.set(corpus, id, given, missing, note)
  local report, why, code = corpus:report(id)
  if not report then return nil, why, code end
  local asked = given.year
  given.year = asked or report.year -- the code of a place is the one that was valid then
  local columns, wrong, told = assertion.columns(given)
  columns.year = asked and columns.year
  if wrong and (given.region or given.region_code) and not columns.region_code then
    wrong = wrong .. message.choose("; ", "；") .. message.text("own_places")
  end
  wrong = wrong or columns.level and not columns.region_code and report.region_code
    and assertion.level_trouble(region.by_code(report.region_code, report.year), columns.level)
  if wrong then return nil, wrong, "E201" end
  local count = 0
  local function put(field, value)
    count = count + 1
    return corpus:correct(id, field, value, note)
  end
  for field, value in pairs(columns) do
    local ok
    ok, why, code = put(field, value)
    if not ok then return nil, why, code end
  end
  for field in pairs(with_companions(missing)) do
    if columns[field] == nil then
      local ok
      ok, why, code = put(field, nil)
      if not ok then return nil, why, code end
    end
  end
  return count, told
end

--- Takes corrections of a report back: the named fields, or all. Returns how many there were.
function M.reset(corpus, id, fields)
  local count = 0
  for _, name in ipairs(#fields > 0 and fields or M.fields) do
    local field = assertion.field(name)
    if not field or not is_known(field) then
      return message.fail("E218", { word = name, fields = table.concat(M.fields, ", ") })
    end
    local names = field == "region" and { "region", "region_code", "level" } or { field }
    for _, each in ipairs(names) do
      local done, why, code = corpus:uncorrect(id, each)
      if done == nil then return nil, why, code end
      count = count + (done and 1 or 0)
    end
  end
  return count
end

local columns = {
  { name = "id", kind = "text", zh = "编号", en = "id" },
  { name = "path", kind = "text", zh = "文件", en = "path" },
  { name = "kind", kind = "text", zh = "文种", en = "kind" },
  { name = "title", kind = "text", zh = "标题", en = "title" },
  { name = "issuer", kind = "text", zh = "发文机关", en = "issuer" },
  { name = "region_code", kind = "text", zh = "地区代码", en = "region code" },
  { name = "region", kind = "text", zh = "地区", en = "region" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "published", kind = "text", zh = "公布日期", en = "published" },
  { name = "doc_number", kind = "text", zh = "文号", en = "document number" },
  { name = "corrected", kind = "text", zh = "已更正", en = "corrected", help = "fields set by hand" },
  { name = "note", kind = "text", zh = "备注", en = "note", help = "the reason given" },
  { name = "sha256", kind = "text", zh = "SHA-256", en = "SHA-256" },
}

-- The corrections of each report: { id = { fields = names, missing = { field = true }, note = } }.
local function corrections_of(corpus)
  local all, why, code = corpus:corrections()
  if not all then return nil, why, code end
  local by_report = {}
  for _, c in ipairs(all) do
    local entry = by_report[c.id] or { fields = {}, missing = {} }
    table.insert(entry.fields, c.field)
    entry.missing[c.field] = c.value == nil or nil
    entry.note = entry.note or c.note
    by_report[c.id] = entry
  end
  return by_report
end

--- All reports with their fields as a frame, to be saved, edited and imported again; what is known to be
--- missing is "-".
function M.table_of(corpus)
  local by_report, why, code = corrections_of(corpus)
  if not by_report then return nil, why, code end
  local rows = {}
  for report in corpus:reports({ twins = "all" }):each() do
    local entry = by_report[report.id]
    report.corrected = entry and table.concat(entry.fields, " ")
    report.note = entry and entry.note
    for field in pairs(entry and entry.missing or {}) do report[field] = "-" end
    rows[#rows + 1] = report
  end
  return frame.new({ columns = columns, rows = rows })
end

-- What of a row differs from what is stored; `known` are the fields that are known to be missing.
local function changes(row, report, known)
  local given, missing = {}, {}
  for _, field in ipairs(M.fields) do
    local value, old = row[field], report[field]
    if value ~= nil and MISSING[value] then
      if old ~= nil or not known[field] then missing[#missing + 1] = field end
    elseif value ~= nil and value ~= tostring(old or "") then
      given[field] = value
    end
  end
  -- A code or a name may have been edited; the one that was not stands for the old place.
  if given.region and not given.region_code then given.region_code = nil end
  if given.region_code then given.region = nil end
  return given, missing
end

local function index(corpus)
  local found = {}
  for report in corpus:reports({ twins = "all" }):each() do
    found[report.sha256], found[report.id] = report, report
    found[report.path] = found[report.path] or report
  end
  return found
end

local function rows_of(path)
  local item, why, code = input.file(path)
  if not item then return nil, message.at_path(why, path), code end
  local bytes
  bytes, why, code = item:bytes()
  if not bytes then return nil, message.at_path(why, path), code end
  local rows, header, lines = csv.read(bytes)
  if not rows then return nil, message.at_path(header, path), lines end
  local has_key = false
  for _, name in ipairs(header) do
    local field = assertion.field(name)
    has_key = has_key or field == "sha256" or field == "id" or field == "path"
  end
  if not has_key then return message.fail("E217", { path = path, columns = table.concat(header, ", ") }) end
  local list = {}
  for i, row in ipairs(rows) do
    list[i] = { line = lines[i] }
    for name, value in pairs(row) do
      local field = assertion.field(name)
      if field then list[i][field] = value end
    end
  end
  return list
end

--- Takes corrections from a table: rows are found by sha256, id or path; an empty cell leaves the field as
--- it is, "-" says that it is known to be missing. Returns { changed=, same=, unknown= (number of rows
--- without a report), strangers = those rows as { line=, key= }, problems = what is wrong with rows as
--- { line=, message= } }; or nil, message, code.
function M.import(corpus, path)
  local rows, why, code = rows_of(path)
  if not rows then return nil, why, code end
  local corrected
  corrected, why, code = corrections_of(corpus)
  if not corrected then return nil, why, code end
  local found, result = index(corpus), { changed = 0, same = 0, unknown = 0, problems = {}, strangers = {} }
  for _, row in ipairs(rows) do
    local report = found[row.sha256 or ""] or found[row.id or ""] or found[row.path or ""]
    if not report then
      result.unknown = result.unknown + 1
      table.insert(result.strangers, { line = row.line, key = row.path or row.id or row.sha256 or "" })
    else
      local given, missing = changes(row, report, (corrected[report.id] or {}).missing or {})
      if next(given) == nil and #missing == 0 then
        result.same = result.same + 1
      else
        local ok, trouble = M.set(corpus, report.id, given, missing, row.note or path)
        if ok then result.changed = result.changed + 1
        else result.problems[#result.problems + 1] = { line = row.line, message = trouble } end
      end
    end
  end
  return result
end

return M
