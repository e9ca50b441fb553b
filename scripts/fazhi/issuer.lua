-- issuer: the organ that issued a report, from the signature, the title, the speaker's first
-- words or the page's own facts, in that order; and its name made whole by the region.

local catalogue = require "fazhi.catalogue"
local region = require "fazhi.region"
local titles = require "fazhi.titles"
local wordlist = require "fazhi.wordlist"

local M = {}

local TOWNSHIPS = { "镇", "乡", "街道" }

local function words()
  return catalogue.load("titles")
end

local function evidence(source, from)
  local why = { from = from, part = source.part, start = source.start, stop = source.stop, text = source.text }
  if source.page then why.source_start, why.source_stop = source.page[1], source.page[2] end
  return why
end

-- The region's name as the report words it (巴中市恩阳区), without the province.
local function worded(row, why)
  local text = why and why.text or ""
  if text:sub(-#row.name) ~= row.name then return row.name end
  local parent = region.parent(row)
  while parent and parent.level ~= "province" do parent = region.parent(parent) end
  if parent and text:sub(1, #parent.name) == parent.name and #text > #parent.name then
    return text:sub(#parent.name + 1)
  end
  return text
end

local function names_a_place(name)
  for _, mention in ipairs(region.mentions(name)) do
    if not mention.weak or mention.start == 1 then return true end
  end
  for _, mark in ipairs(words().places) do
    local at = name:find(mark, 4, true)
    if at and at <= 24 and not wordlist.at_start(name, words().no_prefix, at) then return true end
  end
  return false
end

-- 市司法局 is that of the region, or of the one above it that is a 市.
local function with_region(name, prefix, found)
  local row = found.row
  if name == prefix .. "政府" then name = prefix .. "人民政府" end
  while row and row.name:sub(-#prefix) ~= prefix do row = region.parent(row) end
  if not row then return name end
  return (row == found.row and worded(row, found.evidence) or row.name) .. name:sub(#prefix + 1)
end

local function complete_one(name, found)
  name = name:gsub("^我", "")
  if name:find("^国务院") then return name end
  local own = found.township and wordlist.at_start(name, TOWNSHIPS)
  if own then return worded(found.row, found.evidence) .. found.township .. name:sub(#own + 1) end
  local prefix = not wordlist.at_start(name, words().no_prefix) and wordlist.at_start(name, words().relative)
  if prefix then return with_region(name, prefix, found) end
  local written = found.evidence.text or ""
  if found.township or found.corps or written ~= "" and name:sub(1, #written) == written or names_a_place(name) then
    return name
  end
  return worded(found.row, found.evidence) .. name
end

--- The whole name of an organ: 市司法局 → 铜川市司法局, 司法局 → 铜川市司法局. `found` is what fazhi.place
--- found, or nil; the name stays as it is where nothing is missing or known. Several organs,
--- divided by blanks, are completed one by one.
function M.complete(name, found)
  if not (found and found.row) then return name end
  return (name:gsub("%S+", function(one) return complete_one(one, found) end))
end

-- 某县人民政府关于…, 某县司法局2023年度…, 2023年度某县司法局…
local function in_title(place)
  if not place then return nil end
  local title = titles.clean(place.text)
  local rest = title:gsub("^%d%d%d%d年", ""):gsub("^度", "")
  local stop
  for _, word in ipairs(words().behind_organ) do
    local at = rest:find(word, 2, true)
    if at and (not stop or at < stop) then stop = at end
  end
  local name = stop and rest:sub(1, stop - 1)
  if name and titles.is_organ(name) then return name, evidence(place, place.from or "title") end
end

local GOVERNMENTS = { "人民政府", "国务院", "省政府", "市政府", "区政府", "县政府" }

-- 现在，我代表县人民政府向大会报告工作
local function in_opening(place)
  local i, j = place.text:find("我代表", 1, true)
  if not i then return nil end
  local behind = place.text:sub(j + 1, j + 90)
  local name
  for _, ending in ipairs(GOVERNMENTS) do
    local _, stop = behind:find(ending, 1, true)
    if stop and (not name or stop < #name) then name = behind:sub(1, stop) end
  end
  if not name or name:find("，", 1, true) or name:find(",", 1, true) then return nil end
  local start = place.start + j
  return name, { from = "first sentences", part = place.part, start = start, stop = start + #name - 1, text = name }
end

local function in_signature(signatures, span)
  if not span or #signatures == 0 then return nil end
  local names = {}
  for k, signature in ipairs(signatures) do names[k] = signature.text end
  return table.concat(names, " "), evidence(span, "signature")
end

--- The issuer. `sources` = { signatures= list and signature= their common span; title=, opening= : the
--- title and the first sentences or nil; labels= list }, each { text=, part=, start=, stop=, from= }; `found` is
--- what fazhi.place found. Returns name, evidence; or nil, { reason= }.
function M.find(sources, found)
  local name, why = in_signature(sources.signatures, sources.signature)
  if not name then name, why = in_title(sources.title) end
  if not name then name, why = in_opening(sources.opening) end
  local label = sources.labels[1]
  if not name and label then name, why = label.text, evidence(label, label.from) end
  if name then return M.complete(name, found), why end
  return nil, { reason = "no signature, no organ in the title, no label that names one" }
end

return M
