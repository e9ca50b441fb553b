-- place: which region a report is of, from the strongest evidence first: title, first
-- sentences, signature, the page's own facts, the file's name and folders. A name that several
-- regions bear is settled by the larger places named beside it, or left open.

local catalogue = require "fazhi.catalogue"
local region = require "fazhi.region"
local year_of = require "fazhi.year"

local M = {}

local LEAD = 900 -- bytes of the first sentences that are searched

local function words()
  return catalogue.load("places")
end

local function count(s, word)
  local n, at = 0, 1
  while true do
    local i, j = s:find(word, at, true)
    if not i then return n end
    n, at = n + 1, j + 1
  end
end

local function most(s, list)
  local best, score = nil, 0
  for _, word in ipairs(list) do
    local n = count(s, word)
    if n > score then best, score = word, n end
  end
  return best
end

--- The word by which `body` speaks of its own region (我县, else 全县), or nil.
function M.own_word(body)
  return most(body, words().own) or most(body, words().whole)
end

local function fits(mention, own)
  if not own then return true end
  local ending, row = own:sub(4), mention.rows[1]
  if ending == "镇" or ending == "乡" or ending == "街道" then return row.level == "county" end
  local name = mention.short and row.name or mention.text
  return name:sub(-#ending) == ending
end

-- ---- townships -----------------------------------------------------------------------------

local function ends_township(s, stop)
  if stop == #s then return true end
  for _, word in ipairs(words().after_township) do
    if s:sub(stop + 1, stop + #word) == word then return true end
  end
  return false
end

-- The name before a township's kind, from byte `from`: back to what is no Chinese character.
local function name_before(s, from, at)
  local name = s:sub(from, at - 1):match("[\xE4-\xE9][\x80-\xBF\xE4-\xE9]*$")
  name = name and name:gsub("^.*年", ""):gsub("^度", ""):gsub("^.*关于", "")
  local length = name and utf8.len(name)
  if not length or length < 1 or length > 7 then return nil end
  for _, word in ipairs(words().no_township) do
    if name == word then return nil end
  end
  return name
end

--- The township that `s` names from byte `from` on (铜都街道, 三市镇): first and last byte and the
--- name, or nil.
function M.township(s, from)
  for _, kind in ipairs(words().townships) do
    local at = from or 1
    while true do
      local i, j = s:find(kind, at, true)
      if not i then break end
      local name = ends_township(s, j) and name_before(s, from or 1, i)
      if name then return i - #name, j, name .. kind end
      at = j + 1
    end
  end
end

--- The zone that goes on the name of a place ending at byte `stop` of `s` (成都|高新区), or nil.
function M.zone(s, stop)
  local behind = s:sub(stop + 1, stop + 36)
  behind = behind:sub(1, (behind:find("年", 1, true) or behind:find("%d") or #behind + 1) - 1)
  for _, word in ipairs(words().zones) do
    local i, j = behind:find(word, 1, true)
    if i and i <= 13 then return behind:sub(1, j) end
  end
end

-- ---- candidates ----------------------------------------------------------------------------

local function starts_clause(s, at)
  local before = s:sub(math.max(1, at - 9), at - 1):gsub("%s+$", "")
  if before == "" or before:find("[,;:\n]$") then return true end
  for _, word in ipairs { "，", "。", "；", "：", "、", "年", "年度", "年来", "将", "关于" } do
    if before:sub(-#word) == word then return true end
  end
  return false
end

-- A short or weak name counts only where a title puts the place.
local function title_position(s, at)
  local before = s:sub(1, at - 1):gsub("%s+", ""):gsub("^中共", "")
  return before == "" or before:find("%d年$") ~= nil or before:find("年度$") ~= nil or before:find("关于$") ~= nil
end

local function party_organ(s, stop)
  local behind = s:sub(stop + 1, stop + 12)
  return behind:find("^委") ~= nil or behind:find("^市委") ~= nil or behind:find("^党委") ~= nil
end

local function begins_with_one(s, list)
  for _, word in ipairs(list) do
    if s:sub(1, #word) == word then return true end
  end
  return false
end

-- What the mention only seems to name: 白塔 in 白塔市 or 东湖 in 东湖高新区, and 新区 alone.
local function is_other_place(s, m)
  local known = words()
  local behind = s:sub(m.stop + 1)
  if m.short then return begins_with_one(behind, known.ranks) or begins_with_one(behind, known.zones) end
  for _, name in ipairs(known.generic) do
    if m.text == name then return true end
  end
  return false
end

local accept = {}

function accept.title(s, m)
  if is_other_place(s, m) then return false end
  return not (m.short or m.weak) or title_position(s, m.start)
end

function accept.lead(s, m, own)
  if m.short or m.weak and not starts_clause(s, m.start) then return false end
  if not starts_clause(s, m.start) or party_organ(s, m.stop) then return false end
  return fits(m, own)
end

function accept.signature(_, m, own)
  return not m.short and (m.start == 1 or not m.weak) and (fits(m, own) or m.count > 1)
end

function accept.label(_, m, own)
  return m.start == 1 and not m.short and fits(m, own)
end

function accept.site(s, m, own)
  local behind = s:sub(m.stop + 1)
  return not m.short and not m.weak and fits(m, own)
    and (behind:find("^人民政府") ~= nil or behind:find("^政府") ~= nil)
end

function accept.path(s, m, own)
  return not is_other_place(s, m) and not m.weak and fits(m, own)
end

-- ---- settling ------------------------------------------------------------------------------

-- How much the rest of the document speaks for `row`: its whole name, its prefecture, its province.
local function support(row, context, year)
  local score, word = 0, nil
  local parent = region.parent(row, year)
  while parent do
    local short = parent.level == "province" and parent.short_name ~= "" and parent.short_name
    if context:find(parent.name .. row.name, 1, true) then
      score, word = score + 5, parent.name .. row.name
    elseif context:find(parent.name, 1, true) then
      score, word = score + (parent.level == "prefecture" and 3 or 2), word or parent.name
    elseif short and context:find(short, 1, true) then
      score, word = score + 1, word or short
    end
    parent = region.parent(parent, year)
  end
  return score, word
end

local function settle(mention, context, year)
  local chosen = region.choose(mention.rows, mention.short)
  if chosen then return chosen end
  local best, second, hint = nil, 0, nil
  local top = 0
  for _, row in ipairs(mention.rows) do
    local score, word = support(row, context, year)
    if score > top then
      best, second, top, hint = row, top, score, word
    elseif score > second then
      second = score
    end
  end
  if best and top > second then return best, hint end
end

local function candidates_of(mention)
  local list = {}
  for _, row in ipairs(mention.rows) do list[#list + 1] = { code = row.code, full_name = row.full_name } end
  return list
end

local function evidence(place, from, mention, hint)
  return { from = from, part = place.part, start = place.start and place.start + mention.start - 1,
    stop = place.start and place.start + mention.stop - 1, text = mention.text, hint = hint }
end

-- The first mention of `place` that counts there.
local function first_mention(place, role, own, year)
  local s = year_of.mask(place.text)
  local with_short = role == "title" or role == "path"
  for _, m in ipairs(region.mentions(s, { year = year, short = with_short })) do
    if accept[role](s, m, own) then return m end
  end
end

local function path_places(path)
  local list = {}
  for part in (path or ""):gmatch("[^/]+") do table.insert(list, 1, { text = part }) end
  if list[1] then list[1].text = list[1].text:gsub("%.%w+$", "") end
  return list
end

local function ordered(sources)
  local list = {}
  local function add(role, from, places)
    for _, place in ipairs(places) do list[#list + 1] = { role = role, from = from, place = place } end
  end
  add("title", "title", sources.titles)
  if sources.lead then
    local lead = sources.lead
    local stop = utf8.offset(lead.text, 0, math.min(#lead.text, LEAD)) - 1
    add("lead", "first sentences", { { text = #lead.text <= LEAD and lead.text or lead.text:sub(1, stop),
      part = lead.part, start = lead.start } })
  end
  add("signature", "signature", sources.signatures)
  add("label", "page metadata", sources.labels)
  add("site", "page heading", sources.front)
  add("path", "file name", path_places(sources.path))
  return list
end

--- The region of a report. `sources` = { titles=, signatures=, labels=, front= : lists of { text=, part=,
--- start= }; lead= one such or nil; body= string; context= everything in which larger places may be
--- named; path=, year= }. Returns { row=, evidence=, township=, zone= names or nil }, where row may be nil for
--- a township whose county is not known; or nil, reason, candidates.
function M.find(sources)
  local own = M.own_word(sources.body)
  local reason, candidates, open
  local township
  for _, source in ipairs(ordered(sources)) do
    local mention = first_mention(source.place, source.role, own, sources.year)
    if source.role == "title" or source.role == "signature" or source.role == "label" then
      local _, _, name = M.township(source.place.text, mention and mention.stop + 1 or 1)
      township = township or name
    end
    if mention then
      local row, hint = settle(mention, sources.context, sources.year)
      if row then
        local zone = source.role == "title" and M.zone(source.place.text, mention.stop)
        return { row = row, evidence = evidence(source.place, source.from, mention, hint), township = township,
          zone = zone or nil }
      end
      if not open then
        open = true
        reason = ("%s is ambiguous"):format(mention.text)
        candidates = candidates_of(mention)
      end
    end
  end
  if township then return { township = township } end
  if not reason then
    reason = own and ("the text says only %s"):format(own)
      or "no place named in title, first sentences, signature, metadata or path"
  end
  return nil, reason, candidates
end

return M
