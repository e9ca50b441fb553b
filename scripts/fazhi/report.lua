-- report: the facts about a report as a document – kind, title, issuer, region, level, year,
-- publication, number – each from the strongest evidence there is, with that evidence, or nil
-- with the reason why it is not known.

local labels = require "fazhi.labels"
local lines = require "fazhi.lines"
local titles = require "fazhi.titles"
local date = require "fazhi.date"
local region = require "fazhi.region"
local kind = require "fazhi.kind"
local place = require "fazhi.place"
local year = require "fazhi.year"
local issuer = require "fazhi.issuer"

local M = {}

local LEAD_LINES = 3
local PARTS = { "front", "body", "back" }

local function span(text, part, i, j)
  return { text = text:sub(i, j), part = part, start = i, stop = j }
end

local function evidence(source, from, note)
  return { from = from, part = source.part, start = source.start, stop = source.stop, text = source.text, note = note }
end

-- ---- what is read --------------------------------------------------------------------------

local function title_places(parts)
  local list = {}
  if parts.title then list[1] = span(parts.body, "body", parts.title[1], parts.title[2]) end
  local front = parts.front_titles or {}
  for k = #front, 1, -1 do list[#list + 1] = span(parts.front, "front", front[k][1], front[k][2]) end
  return list
end

-- The first lines of the text, and the headings: markers of the two outer levels, short lines.
local function opening_lines(parts)
  local lead, headings = nil, {}
  local first, last, seen = nil, nil, 0
  for _, row in ipairs(lines.split(parts.body, parts.content[1], parts.content[2])) do
    local s = row.text
    local level = s ~= "" and lines.level(s)
    if s ~= "" and seen < LEAD_LINES and #s > 60 then
      first, last, seen = first or row.start, row.stop, seen + 1
    end
    if level == 1 or level == 2 or s ~= "" and #s <= 150 and not s:find("。", 1, true) then
      local stop = (s:find("。", 1, true) or #s + 1) - 1
      headings[#headings + 1] = span(parts.body, "body", row.start, row.start + stop - 1)
    end
  end
  if not first and parts.content[2] >= parts.content[1] then first, last = parts.content[1], parts.content[2] end
  if first then lead = span(parts.body, "body", first, math.min(last, first + 2400)) end
  return lead, headings
end

local function facts_of(parts)
  local facts = {}
  for _, part in ipairs { "front", "back" } do
    for _, fact in ipairs(labels.find(parts[part])) do
      fact.part, fact.text = part, fact.value
      facts[#facts + 1] = fact
    end
  end
  table.sort(facts, function(a, b)
    if a.rank ~= b.rank then return a.rank < b.rank end
    if a.part ~= b.part then return a.part > b.part end
    return a.start < b.start
  end)
  return facts
end

local function signature_lines(parts)
  local names, signed = {}, nil
  if not parts.signature then return names end
  for _, row in ipairs(lines.split(parts.body, parts.signature[1], parts.signature[2])) do
    local d = date.find(row.text)
    local name_stop = d and row.start + d.start - 2 or row.stop
    local name = parts.body:sub(row.start, name_stop):gsub("%s+$", "")
    if name ~= "" then names[#names + 1] = span(parts.body, "body", row.start, row.start + #name - 1) end
    if d then
      signed = d
      d.evidence = evidence(span(parts.body, "body", row.start + d.start - 1, row.start + d.stop - 1), "signature")
    end
  end
  local all = names[1] and span(parts.body, "body", names[1].start, names[#names].stop)
  return names, signed, all
end

local function front_lines(parts)
  local list = {}
  for _, row in ipairs(lines.split(parts.front)) do
    if row.text ~= "" and #row.text <= 300 then list[#list + 1] = span(parts.front, "front", row.start, row.stop) end
  end
  return list
end

local function gather(parts, options)
  local s = { parts = parts, path = options.path, titles = title_places(parts), facts = facts_of(parts) }
  s.lead, s.headings = opening_lines(parts)
  s.signatures, s.signed, s.signature = signature_lines(parts)
  s.front = front_lines(parts)
  s.opening = {}
  local from = math.max(1, #parts.front - 900)
  s.opening[1] = span(parts.front, "front", from, #parts.front)
  s.opening[2] = span(parts.body, "body", 1, math.min(#parts.body, parts.content[1] + 600))
  return s
end

-- ---- the fields ----------------------------------------------------------------------------

local function read_title(s)
  local found = s.titles[1]
  if found then
    return titles.clean(found.text), evidence(found, found.part == "body" and "title line" or "page heading")
  end
  for _, fact in ipairs(s.facts) do
    if fact.field == "title" and titles.is_title(fact.value) then
      return titles.clean(fact.value), evidence(fact, "label " .. fact.name)
    end
  end
  return nil, { reason = "no title line found" }
end

local function read_kind(s, meta)
  local headings = {}
  for k, heading in ipairs(s.headings) do headings[k] = heading.text end
  local chosen, scores, signs = kind.judge {
    title = meta.title or "", lead = s.lead and s.lead.text or "", headings = table.concat(headings, "\n"),
    content = s.parts.body:sub(s.parts.content[1], s.parts.content[2]),
  }
  meta.kind = chosen.id
  meta.evidence.kind = { from = "signs", signs = signs, scores = scores }
  return chosen
end

-- A value of a label counts as a date only if it begins with one.
local function labelled_date(s, field)
  for _, fact in ipairs(s.facts) do
    local d = fact.field == field and date.find(fact.value)
    if d and d.start <= 4 then
      d.evidence = evidence({ part = fact.part, start = fact.start + d.start - 1, stop = fact.start + d.stop - 1,
        text = fact.value:sub(d.start, d.stop) }, "label " .. fact.name)
      return d
    end
  end
end

-- A date in the head of the page without a label: alone in a line, or in one with the source or the site.
local function page_date(s)
  local titles_end = 0
  for _, t in ipairs(s.titles) do
    if t.part == "front" then titles_end = math.max(titles_end, t.stop) end
  end
  for _, row in ipairs(s.front) do
    local d = date.find(row.text)
    if d and row.start > titles_end and lines.residue(row) ~= "clock" then
      local whole = date.whole(row.text)
      local beside = row.text:find("来源", 1, true) or row.text:find("www.", 1, true)
      if whole or beside and #row.text <= 150 and not row.text:find("。", 1, true) then
        d.evidence = evidence({ part = "front", start = row.start + d.start - 1, stop = row.start + d.stop - 1,
          text = row.text:sub(d.start, d.stop) }, "date in the page head")
        return d
      end
    end
  end
end

local function read_published(s)
  local d = labelled_date(s, "published") or page_date(s)
  if d then return d end
  local reason = "no publication date"
  if s.signed then reason = reason .. "; the date under the signature is `signed`" end
  return nil, { reason = reason }
end

local number_form = "^(.-)%[(%d%d%d%d)%](.-)(%d+)号$"

-- 青政发〔2018〕1号, alone or in brackets.
local function is_doc_number(text)
  local s = lines.fold(text):gsub("〔", "["):gsub("〕", "]"):gsub("^%((.*)%)$", "%1")
  local agency, _, middle = s:match(number_form)
  return agency ~= nil and #agency >= 3 and #agency <= 45 and not agency:find("%d") and not agency:find("《", 1, true)
    and (middle == "" or middle == "第")
end

local function trim_brackets(text)
  return (text:gsub("^（(.*)）$", "%1"):gsub("^%((.*)%)$", "%1"):gsub("%s+", ""))
end

local function read_doc_number(s)
  for _, fact in ipairs(s.facts) do
    if fact.field == "doc_number" and is_doc_number(fact.value) then
      return trim_brackets(fact.value), evidence(fact, "label " .. fact.name)
    end
  end
  local head = { s.front }
  head[2] = {}
  for _, row in ipairs(lines.split(s.parts.body, 1, math.min(#s.parts.body, s.parts.content[1] + 300))) do
    table.insert(head[2], span(s.parts.body, "body", row.start, row.stop))
  end
  for k, rows in ipairs(head) do
    for _, row in ipairs(rows) do
      if #row.text <= 120 and is_doc_number(row.text) then
        return trim_brackets(row.text), evidence(row, k == 1 and "line above the title" or "line under the title")
      end
    end
  end
  return nil, { reason = "no document number" }
end

local function issuer_labels(s)
  local list = {}
  for _, fact in ipairs(s.facts) do
    if fact.field == "issuer" then
      local value = fact.value:match("^(%S+)") or fact.value
      local stop = fact.start + #value - 1
      if titles.is_organ(value) then
        list[#list + 1] = { text = value, part = fact.part, start = fact.start, stop = stop, name = fact.name }
      end
    end
  end
  return list
end

-- ---- all of it -----------------------------------------------------------------------------

local function region_of(s, meta)
  local context = { s.path or "" }
  for _, part in ipairs(PARTS) do context[#context + 1] = s.parts[part] end
  return place.find {
    titles = s.titles, signatures = s.signatures, labels = issuer_labels(s), front = s.front, lead = s.lead,
    body = s.parts.body, context = table.concat(context, "\n"), path = s.path, year = meta.year,
  }
end

local below = { province = "prefecture", prefecture = "county", county = "township" }

local function set_region(meta, found, reason, candidates)
  local row = found and found.row
  if row then
    meta.region, meta.region_code, meta.level = row.full_name, row.code, row.level
    meta.evidence.region = found.evidence
    meta.evidence.level = { from = found.evidence.from, text = found.township or row.name }
  else
    reason = reason or ("the county of %s is not named"):format(found.township)
    meta.evidence.region = { reason = reason }
    meta.candidates = candidates and { region = candidates } or nil
  end
  if found and found.township then
    meta.level = "township"
    meta.evidence.level = { from = row and found.evidence.from or "title", text = found.township }
  elseif row and found.zone then
    meta.level = below[row.level]
    meta.evidence.level = { from = found.evidence.from, text = row.name .. found.zone, note = "a zone of the region" }
  elseif not row then
    meta.evidence.level = { reason = reason }
  end
end

local function use_regions(regions)
  if type(regions) == "table" and getmetatable(regions) == nil then return region.load(regions) end
  if regions then region.current = regions end
  return true
end

--- Reads the facts about a report from the parts that clean gives. Options: path (the file's name,
--- the last resort), regions (a gazetteer, or a list of files for region.load).
--- Returns { kind=, title=, issuer=, region=, region_code=, level=, year=, published="YYYY-MM-DD",
--- doc_number=, script=, evidence={field={from=, part=, start=, stop=, text=, note=}}, candidates={region=list} }.
--- What is not known is nil and evidence[field] is {reason=}; evidence.signed has the date under the
--- signature, evidence.written that of a label. Spans are 1-based, inclusive, in the part they name.
--- nil, message, code where a gazetteer cannot be read.
function M.read(parts, options)
  options = options or {}
  local ok, message, code = use_regions(options.regions)
  if not ok then return nil, message, code end
  local s = gather(parts, options)
  local meta = { evidence = {}, script = parts.text:script() }
  local why = meta.evidence
  meta.title, why.title = read_title(s)
  local chosen = read_kind(s, meta)
  local published, reason = read_published(s)
  meta.published = published and date.iso(published)
  why.published = published and published.evidence or reason
  s.published = published
  meta.year, why.year = year.find(s, chosen.year)
  if not meta.year then why.year = { reason = why.year } end
  local found, no_region, candidates = region_of(s, meta)
  set_region(meta, found, no_region, candidates)
  meta.issuer, why.issuer = issuer.find({ signatures = s.signatures, signature = s.signature,
    title = s.titles[1], opening = s.opening[2], labels = issuer_labels(s) }, found)
  if meta.issuer == "国务院" and not meta.region then
    why.region = { reason = "the State Council's report is of no region" }
    why.level = { reason = "the State Council has none of the levels" }
    meta.candidates = nil
  end
  meta.doc_number, why.doc_number = read_doc_number(s)
  why.script = { from = "characters", text = meta.script }
  if s.signed then
    why.signed = s.signed.evidence
    why.signed.date = date.iso(s.signed)
  end
  local written = labelled_date(s, "written")
  if written then
    why.written = written.evidence
    why.written.date = date.iso(written)
  end
  return meta
end

return M
