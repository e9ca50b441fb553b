-- report: the facts about a report as a document – kind, title, issuer, region, level, year,
-- publication, number – each from the strongest evidence there is, with that evidence, or nil
-- with the reason why it is not known.

local address = require "fazhi.address"
local labels = require "fazhi.labels"
local lines = require "fazhi.lines"
local titles = require "fazhi.titles"
local date = require "fazhi.date"
local file_name = require "fazhi.file_name"
local region = require "fazhi.region"
local kind = require "fazhi.kind"
local place = require "fazhi.place"
local year = require "fazhi.year"
local issuer = require "fazhi.issuer"

local M = {}

local LEAD_LINES = 3
local SHORT = 150 -- bytes of a line that may be a heading without a marker
local STOP, COLON = lines.STOP, lines.COLON
local PARTS = { "front", "body", "back" }

local function span(text, part, i, j)
  return { text = text:sub(i, j), part = part, start = i, stop = j }
end

local function evidence(source, from, note)
  local why = { from = from, part = source.part, start = source.start, stop = source.stop, text = source.text,
    note = note }
  if source.page then why.source_start, why.source_stop = source.page[1], source.page[2] end
  return why
end

-- ---- what is read --------------------------------------------------------------------------

local function title_place(text, part, i, j)
  local first, last = titles.inner(text:sub(i, j))
  return span(text, part, i + first - 1, i + last - 1)
end

local function title_places(parts)
  local list = {}
  if parts.title then list[1] = title_place(parts.body, "body", parts.title[1], parts.title[2]) end
  local front = parts.front_titles or {}
  for k = #front, 1, -1 do list[#list + 1] = title_place(parts.front, "front", front[k][1], front[k][2]) end
  return list
end

-- Where the text of a line begins behind those whom it is addressed to: 市人民政府：2021年，….
local function behind_addressee(row)
  if row.signs & COLON == 0 then return row.start end
  local _, stop = row.text:find("：", 1, true)
  local ascii = row.text:find(":", 1, true)
  if ascii and not (stop and stop < ascii) then stop = ascii end
  if stop and titles.is_addressee(row.text:sub(1, stop)) then return row.start + stop end
  return row.start
end

-- The first long lines of the text, without those whom it is addressed to; of a text without long
-- lines all of it. The lines are rows[n .. m].
local function lead_of(parts, rows, n, m)
  local first, last, seen, from = nil, nil, 0, parts.content[1]
  for k = n, m do
    local row = rows[k]
    local start = behind_addressee(row)
    if row.stop - start >= 60 then
      first, last, seen = first or start, row.stop, seen + 1
    elseif row.text ~= "" and start > row.stop then
      from = row.stop + 1
    end
    if seen == LEAD_LINES then break end
  end
  if not first and parts.content[2] >= from then first, last = from, parts.content[2] end
  return first and span(parts.body, "body", first, math.min(last, first + 2400))
end

-- What of a line is a heading: all of a short one, of one with a marker of the two outer levels its first sentence.
local function heading_in(row)
  local s = row.text
  if row.signs & STOP == 0 and #s <= SHORT then return s end
  local level = lines.level(s)
  if level == 1 or level == 2 then return s:sub(1, (s:find("。", 1, true) or #s + 1) - 1) end
end

-- The headings that may name a year, and the texts of all.
local function headings_of(rows, n, m)
  local dated, texts = {}, {}
  for k = n, m do
    local row = rows[k]
    local text = row.text ~= "" and heading_in(row)
    if text then
      texts[#texts + 1] = text
      if text:find("年", 1, true) then
        dated[#dated + 1] = { text = text, part = "body", start = row.start, stop = row.start + #text - 1 }
      end
    end
  end
  return dated, texts
end

-- The lines of the content, rows[n .. m]; those that clean cut the body into, if it did.
local function content_rows(parts)
  local rows, i, j = parts.rows, parts.content[1], parts.content[2]
  if not rows then
    rows = lines.split(parts.body, i, j)
    return rows, 1, #rows
  end
  local n, m = 1, #rows
  while n <= m and rows[n].start < i do n = n + 1 end
  while m >= n and rows[m].stop > j do m = m - 1 end
  return rows, n, m
end

local function opening_lines(parts)
  local rows, n, m = content_rows(parts)
  return lead_of(parts, rows, n, m), headings_of(rows, n, m)
end

local function facts_of(parts, front_rows)
  local facts = {}
  for _, part in ipairs { "front", "back" } do
    for _, fact in ipairs(labels.find(parts[part], part == "front" and front_rows or nil)) do
      fact.part, fact.text = part, fact.value
      fact.from = "label " .. fact.name
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

-- What the page says beside its visible text comes behind all labels; what is empty or no text is
-- left out.
local function add_page_facts(facts, page)
  local list = {}
  for k, fact in ipairs(page or {}) do
    local value, name = tostring(fact.value or ""):gsub("^%s+", ""):gsub("%s+$", ""), fact.name or fact.field or ""
    if value ~= "" and utf8.len(value) then
      list[#list + 1] = { field = fact.field, name = name, value = value, text = value, part = "page",
        from = "meta " .. name, page = { fact.i, fact.j }, order = k }
    end
  end
  table.sort(list, function(a, b)
    if a.name ~= b.name then return a.name < b.name end
    return a.order < b.order
  end)
  return table.move(list, 1, #list, #facts + 1, facts)
end

-- The titles that labels and the page's meta tags give. A page's often goes on with the site's name.
local function labelled_titles(facts)
  local list = {}
  for _, fact in ipairs(facts) do
    local text = fact.field == "title" and fact.value
    if text and titles.is_title(text) then
      local stop = fact.start and fact.start + #text - 1
      list[#list + 1] = { text = text, part = fact.part, start = fact.start, stop = stop, from = fact.from,
        page = fact.page }
    end
  end
  return list
end

local function file_title(path)
  local name = ((path or ""):match("([^/#]+)$") or ""):gsub("%.%w+$", "")
  if titles.is_title(name) and #name >= 24 then return name end
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

local function front_lines(rows)
  local list = {}
  for _, row in ipairs(rows) do
    if row.text ~= "" and #row.text <= 300 then
      list[#list + 1] = { text = row.text, part = "front", start = row.start, stop = row.stop }
    end
  end
  return list
end

-- The steps of a path as text: those of older systems are GBK; what is neither says nothing.
local function readable(path)
  if not path or utf8.len(path) then return path end
  return (path:gsub("[^/#]+", function(step)
    if utf8.len(step) then return nil end
    local decoded = file_name.decode({ { name = step } })[1]
    return utf8.len(decoded) and decoded:gsub("/", " ") or step:gsub("[\x80-\xFF]", " ")
  end))
end

local function gather(parts, options)
  local front_rows = lines.split(parts.front)
  local s = { parts = parts, path = readable(options.path), titles = title_places(parts),
    facts = add_page_facts(facts_of(parts, front_rows), parts.facts), url = options.url }
  for _, fact in ipairs(s.facts) do
    if fact.field == "url" then s.url = s.url or fact.value end
  end
  s.page_titles = labelled_titles(s.facts)
  s.lead, s.headings, s.heading_texts = opening_lines(parts)
  s.signatures, s.signed, s.signature = signature_lines(parts)
  s.front = front_lines(front_rows)
  s.text, s.opening = parts.body, {}
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
  found = s.page_titles[1]
  if found then return titles.clean(found.text), evidence(found, found.from) end
  local name = file_title(s.path)
  if name then return titles.clean(name), { from = "file name", text = name } end
  return nil, { reason = "no title line found" }
end

local function may_head(row)
  return row.text ~= "" and #row.text <= 150 and not row.text:find("。", 1, true) and not lines.level(row.text)
    and not lines.residue(row) and not labels.is_row(row) and not date.whole(row.text)
    and not titles.is_addressee(row.text)
end

-- The line that heads a text without a title: its first one, else the last above it.
local function head_line(parts)
  for _, row in ipairs(lines.split(parts.body, 1, math.min(#parts.body, 600))) do
    if row.text ~= "" then
      if may_head(row) then return row.text end
      break
    end
  end
  local above = lines.split(parts.front, math.max(1, #parts.front - 600))
  for k = #above, 1, -1 do
    if may_head(above[k]) then return above[k].text end
  end
end

local function read_kind(s, meta)
  local chosen, scores, signs, reason = kind.judge {
    title = meta.title or "", lead = s.lead and s.lead.text or "", headings = table.concat(s.heading_texts, "\n"),
    content = s.parts.body:sub(s.parts.content[1], s.parts.content[2]),
    first = function() return head_line(s.parts) or "" end,
  }
  meta.kind = chosen.id
  meta.evidence.kind = { from = "signs", signs = signs, scores = scores, text = reason }
  return chosen
end

-- 20240227 and 20240227101500 stand in meta tags.
local function packed_date(value)
  local y, m, day = value:match("^(%d%d%d%d)(%d%d)(%d%d)%f[%D]")
  if not y then y, m, day = value:match("^(%d%d%d%d)(%d%d)(%d%d)%d%d%d%d%d%d$") end
  local d = y and date.find(("%s-%s-%s"):format(y, m, day))
  if d then d.start, d.stop = 1, 8 end
  return d
end

-- A value of a label counts as a date only if it begins with one.
local function date_of(fact)
  local d = date.find(fact.value) or fact.page and packed_date(fact.value)
  if not d or d.start > 4 then return nil end
  local start = fact.start and fact.start + d.start - 1
  d.evidence = evidence({ part = fact.part, start = start, stop = start and fact.start + d.stop - 1,
    text = fact.value:sub(d.start, d.stop), page = fact.page }, fact.from)
  return d
end

-- A day of the week stands beside a clock.
local function is_clock(text)
  return text:find("星期", 1, true) ~= nil or text:find("农历", 1, true) ~= nil
end

local function labelled_date(s, field, of_page)
  for _, fact in ipairs(s.facts) do
    local d = fact.field == field and (fact.page ~= nil) == of_page and date_of(fact)
    if d and not (fact.rank == 2 and is_clock(fact.value)) then return d end
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
    if d and row.start > titles_end and lines.residue(row) ~= "clock" and not is_clock(row.text) then
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
  return labelled_date(s, "published", false) or page_date(s) or labelled_date(s, "published", true)
end

-- Sites are moved, and a web address then has the day of that: it serves only if nothing else does
-- and it lies between the last month of the year reported on and fourteen months after its end.
local function addressed_date(s, reported)
  local d = address.date(s.url)
  if not d then return nil end
  if not reported then return nil, "; the date in the web address cannot be judged without the year" end
  local months = (d.year - reported - 1) * 12 + d.month
  if months < 0 or months > 14 then
    return nil, ("; the date in the web address, %s, is too far from %d"):format(date.iso(d), reported)
  end
  d.evidence = { from = "web address", text = d.text, note = "date in the web address" }
  return d
end

local function set_published(s, meta)
  local d, note = s.published, nil
  if not d then d, note = addressed_date(s, meta.year) end
  if d then
    meta.published, meta.evidence.published = date.iso(d), d.evidence
    return
  end
  local reason = "no publication date"
  if s.signed then reason = reason .. "; the date under the signature is `signed`" end
  meta.evidence.published = { reason = reason .. (note or "") }
end

local NUMBER_END = "号"
local number_form = "^(.-)%[(%d%d%d%d)%](.-)(%d+)" .. NUMBER_END .. "$"

-- 青政发〔2018〕1号, alone or in brackets.
local function is_doc_number(text)
  if not text:find(NUMBER_END, 1, true) then return false end
  local s = lines.fold(text):gsub("〔", "["):gsub("〕", "]"):gsub("^%((.*)%)$", "%1")
  local agency, _, middle = s:match(number_form)
  return agency ~= nil and #agency >= 3 and #agency <= 45 and not agency:find("%d") and not agency:find("《", 1, true)
    and (middle == "" or middle == "第")
end

local function trim_brackets(text)
  return (text:gsub("^（(.*)）$", "%1"):gsub("^%((.*)%)$", "%1"):gsub("%s+", ""))
end

-- The first lines of the body; none if no number ends among them.
local function lines_under_title(parts)
  local stop = math.min(#parts.body, parts.content[1] + 300)
  if not parts.body:sub(1, stop):find(NUMBER_END, 1, true) then return {} end
  return (lines.split(parts.body, 1, stop))
end

-- The line `row`, or what stands in it before the title that it quotes (宁政发〔2019〕35号《…的报告》).
local function before_quotes(row)
  local first = titles.inner(row.text)
  local stop = first - 1 - #"《"
  return stop > 0 and { text = row.text:sub(1, stop), start = row.start, stop = row.start + stop - 1 } or row
end

local function read_doc_number(s)
  for _, fact in ipairs(s.facts) do
    if fact.field == "doc_number" and is_doc_number(fact.value) then
      return trim_brackets(fact.value), evidence(fact, fact.from)
    end
  end
  for k, rows in ipairs { s.front, lines_under_title(s.parts) } do
    for _, row in ipairs(rows) do
      row = before_quotes(row)
      if #row.text <= 120 and is_doc_number(row.text) then
        row.part = k == 1 and "front" or "body"
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
      local stop = fact.start and fact.start + #value - 1
      if titles.is_organ(value) then
        list[#list + 1] = { text = value, part = fact.part, start = fact.start, stop = stop, from = fact.from,
          page = fact.page }
      end
    end
  end
  return list
end

-- ---- all of it -----------------------------------------------------------------------------

-- All that the path and the parts say, as one text, which is made if it is asked for.
local function context_of(s)
  local context
  return function()
    if not context then
      local list = { s.path or "" }
      for _, part in ipairs(PARTS) do list[#list + 1] = s.parts[part] end
      context = table.concat(list, "\n")
    end
    return context
  end
end

local function region_of(s, meta)
  return place.find {
    titles = s.titles, signatures = s.signatures, page_titles = s.page_titles, labels = issuer_labels(s),
    front = s.front, lead = s.lead, body = s.parts.body, context = context_of(s), path = s.path,
    url = s.url, year = meta.year,
  }
end

-- The level of what is no region of the gazetteer: a township, a zone, the Corps.
local function set_level(meta, found, row)
  local why = meta.evidence
  if found.corps then
    meta.level = found.division and "prefecture" or nil
    why.level = found.division and { from = found.evidence.from, text = found.division,
      note = "a division of the Corps" } or { reason = found.corps .. " has none of the levels; it is not its region" }
  elseif found.township then
    meta.level = "township"
    why.level = { from = found.township_from, text = found.township }
  elseif row and found.zone then
    -- Its region is the place around it, beside whose own report it must not stand as one of a level.
    meta.level = nil
    why.level = { reason = ("%s, a zone of %s, has none of the levels"):format(found.zone, row.name) }
  end
end

local function set_region(meta, found, reason, candidates)
  local row = found and found.row
  if row then
    meta.region, meta.region_code, meta.level = row.full_name, row.code, row.level
    meta.evidence.region = found.evidence
    meta.evidence.level = { from = found.evidence.from, text = row.name }
  else
    reason = reason or ("the county of %s is not named"):format(found.township)
    meta.evidence.region, meta.evidence.level = { reason = reason }, { reason = reason }
    meta.candidates = candidates and { region = candidates } or nil
  end
  if found then set_level(meta, found, row) end
end

local function use_regions(regions)
  if type(regions) == "table" and getmetatable(regions) == nil then return region.load(regions) end
  if regions then region.current = regions end
  return true
end

-- The State Council's own report, which names itself only as whom the speaker speaks for.
local function without_region(meta)
  if meta.region or not (meta.issuer or ""):find("国务院$") then return end
  meta.evidence.region = { reason = "the State Council's report is of no region" }
  meta.evidence.level = { reason = "the State Council has none of the levels" }
  meta.candidates = nil
end

local function set_dates(s, meta)
  local why = meta.evidence
  if s.signed then
    why.signed = s.signed.evidence
    why.signed.date = date.iso(s.signed)
  end
  local written = labelled_date(s, "written", false) or labelled_date(s, "written", true)
  if written then
    why.written = written.evidence
    why.written.date = date.iso(written)
  end
end

--- Reads the facts about a report from the parts that clean gives, and from parts.facts, what the page
--- says beside its text: a list of { field=, name=, value=, i=, j= } with bytes of the file or none.
--- Options: path (the file's name, the last resort), url (the page's address), regions (a gazetteer, or
--- a list of files for region.load).
--- Returns { kind=, title=, issuer=, region=, region_code=, level=, year=, published="YYYY-MM-DD",
--- doc_number=, script=, evidence={field={from=, part=, start=, stop=, text=, note=}}, candidates={region=list} }.
--- What is not known is nil and evidence[field] is {reason=}; evidence.signed has the date under the
--- signature, evidence.written that of a label. Spans are 1-based, inclusive, in the part they name; what
--- comes from the page's facts has part "page" and source_start, source_stop, bytes of the file.
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
  meta.doc_number, why.doc_number = read_doc_number(s)
  s.doc_number, s.published = meta.doc_number, read_published(s)
  meta.year, why.year = year.find(s, chosen.year)
  if not meta.year then why.year = { reason = why.year } end
  set_published(s, meta)
  local found, no_region, candidates = region_of(s, meta)
  set_region(meta, found, no_region, candidates)
  meta.issuer, why.issuer = issuer.find({ signatures = s.signatures, signature = s.signature,
    title = s.titles[1] or s.page_titles[1], opening = s.opening[2], labels = issuer_labels(s) }, found)
  without_region(meta)
  why.script = { from = "characters", text = meta.script }
  set_dates(s, meta)
  return meta
end

return M
