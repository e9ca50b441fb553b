-- place: which region a report is of, from the strongest evidence first: title, first sentences,
-- signature, the page's own facts, the file's name and folders, the path of the web address. A name
-- that several regions bear is settled by the larger places named beside it, or left open.

local address = require "fazhi.address"
local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local date = require "fazhi.date"
local region = require "fazhi.region"
local renaming = require "fazhi.renaming"
local wordlist = require "fazhi.wordlist"

local M = {}

local LEAD = 900 -- bytes of the first sentences that are searched

local function words()
  return catalogue.load("places")
end

local known_words -- { source = the catalogue, tally = core.tally of the words of `own` and behind them of `whole`, each
-- a list of its own; central = core.words of `central` }

local function finder()
  local source = words()
  if known_words and known_words.source == source then return known_words end
  local list = table.move(source.own, 1, #source.own, 1, {})
  table.move(source.whole, 1, #source.whole, #list + 1, list)
  local unique, lists, number = wordlist.unique(list), {}, {}
  for i, word in ipairs(unique) do number[word] = i end
  for i, word in ipairs(list) do lists[i] = { number[word] } end
  known_words = { source = source, tally = core.tally.new(core.words.new(unique), lists),
    central = wordlist.finder(source.central) }
  return known_words
end

-- The word of the list that stands most often, the first where several do; counts[before + 1] is how often its first
-- word does.
local function most(counts, list, before)
  local best, score = nil, 0
  for k, word in ipairs(list) do
    local n = counts[before + k] or 0
    if n > score then best, score = word, n end
  end
  return best
end

--- The word by which `body` speaks of its own region (我县, else 全县), or nil.
function M.own_word(body)
  local counts, own = finder().tally:of(body), words().own
  return most(counts, own, 0) or most(counts, words().whole, #own)
end

-- A function that gives the same, looked for when it is first called.
local function own_of(body)
  local word, is_known
  return function()
    if not is_known then word, is_known = M.own_word(body), true end
    return word
  end
end

local function is_undivided(row)
  return row.level == "prefecture" and #region.children(row.code) == 0
end

local function fits(mention, own)
  if not own then return true end
  local ending, row = own:sub(4), mention.rows[1]
  if ending == "镇" or ending == "乡" or ending == "街道" then return row.level == "county" or is_undivided(row) end
  local name = mention.short and row.name or mention.text
  return name:sub(-#ending) == ending
end

-- ---- townships -----------------------------------------------------------------------------

local function ends_township(s, stop)
  return stop == #s or wordlist.at_start(s, words().after_township, stop + 1) ~= nil
end

-- The name before a township's kind, from byte `from`: back to what is no Chinese character.
local function name_before(s, from, at)
  local name = s:sub(from, at - 1):match("[\xE4-\xE9][\x80-\xBF\xE4-\xE9]*$")
  name = name and name:gsub("^.*年", ""):gsub("^度", ""):gsub("^.*关于", "")
  local length = name and utf8.len(name)
  if not length or length < 1 or length > 7 then return nil end
  return not wordlist.has(words().no_township, name) and name or nil
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

-- 全市开发区 and 各开发区 are no zone of their own.
local function is_several(prefix)
  for _, word in ipairs(words().several) do
    if prefix:find(word, 1, true) then return true end
  end
  return false
end

--- The zone that goes on the name of a place ending at byte `stop` of `s` (成都|高新区), or nil.
function M.zone(s, stop)
  local behind = s:sub(stop + 1, stop + 36)
  behind = behind:sub(1, (behind:find("年", 1, true) or behind:find("%d") or #behind + 1) - 1)
  for _, word in ipairs(words().zones) do
    local i, j = behind:find(word, 1, true)
    if i and i <= 13 and not is_several(behind:sub(1, i - 1)) then return behind:sub(1, j) end
  end
end

-- ---- candidates ----------------------------------------------------------------------------

-- Whether a mention counts where it stands, by the role of its source: accept[role](s, mention, own, place). `own` is a
-- function that gives the word by which the text speaks of its own region.
local accept = {}

local CLAUSE_STARTS = { "，", "。", "；", "：", "、", "年", "年度", "年来", "将", "关于" }

local function starts_clause(s, at)
  local before = s:sub(math.max(1, at - 9), at - 1):gsub("%s+$", "")
  if before == "" or before:find("[,;:\n]$") then return true end
  return wordlist.at_end(before, CLAUSE_STARTS) ~= nil
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

local function is_large(m)
  for _, row in ipairs(m.rows) do
    if row.level ~= "county" then return true end
  end
  return false
end

-- What the mention only seems to name: 白塔 in 白塔市 or 东湖 in 东湖高新区, and 新区 alone. A zone is
-- named after the city it is in: 成都高新区 is of 成都.
local function is_other_place(s, m)
  local known = words()
  if m.short then
    return wordlist.at_start(s, known.ranks, m.stop + 1) ~= nil
      or wordlist.at_start(s, known.zones, m.stop + 1) ~= nil and not is_large(m)
  end
  return wordlist.has(known.generic, m.text)
end

local function is_addressed(s, m)
  return wordlist.at_end(s, words().not_before, m.start - 1) ~= nil
end

function accept.title(s, m)
  if is_other_place(s, m) or is_addressed(s, m) then return false end
  return not (m.short or m.weak) or title_position(s, m.start)
end

-- Of short names only those of provinces are no other words as well: 2022年，广西坚持依法行政.
local function is_short_province(s, m, own)
  return own ~= nil and m.rows[1].level == "province" and not is_other_place(s, m)
    and s:sub(m.stop + 1, m.stop + 3) ~= "、"
end

function accept.lead(s, m, own)
  if m.short and not is_short_province(s, m, own()) then return false end
  if not starts_clause(s, m.start) or party_organ(s, m.stop) then return false end
  return fits(m, own())
end

function accept.signature(s, m, own)
  if m.short then return m.start == 1 and is_large(m) and M.zone(s, m.stop) ~= nil end
  return (m.start == 1 or not m.weak) and (m.count > 1 or fits(m, own()))
end

function accept.label(s, m, own)
  if m.short then return m.start == 1 and is_large(m) and M.zone(s, m.stop) ~= nil end
  return m.start == 1 and fits(m, own())
end

-- The name of the site says something only where the text speaks of such a region as its own: see one_site.
function accept.site(s, m, own)
  local behind = s:sub(m.stop + 1)
  return not m.short and not m.weak and fits(m, own())
    and (behind:find("^人民政府") ~= nil or behind:find("^政府") ~= nil)
end

-- A name of two characters counts where it is the whole of a word: 和县_2021.html.
function accept.path(s, m, own)
  local is_word = m.start == 1 and not s:find("^[\xE4-\xE9]", m.stop + 1)
  return not is_other_place(s, m) and (not m.weak or is_word) and fits(m, own())
end

-- A name that runs from the folder into the file's name: 阳泉市/城区_2021.html.
function accept.joined(s, m, own, place)
  return m.start <= place.seam and m.stop > place.seam and accept.path(s, m, own)
end

-- ---- settling ------------------------------------------------------------------------------

-- How much the rest of the document speaks for `row`: its whole name, its prefecture, its province;
-- of the path also their short names.
local function support(row, sources)
  local score, word, context = 0, nil, sources.context()
  local parent = region.parent(row, sources.year)
  while parent do
    local short = parent.short_name ~= "" and parent.short_name and parent.short_name:match("^[^;]+")
    if context:find(parent.name .. row.name, 1, true) then
      score, word = score + 5, parent.name .. row.name
    elseif context:find(parent.name, 1, true) then
      score, word = score + (parent.level == "prefecture" and 3 or 2), word or parent.name
    elseif short and (sources.path or ""):find(short, 1, true) then
      score, word = score + 2, word or short
    elseif short and parent.level == "province" and context:find(short, 1, true) then
      score, word = score + 1, word or short
    end
    parent = region.parent(parent, sources.year)
  end
  return score, word
end

-- The row that the mention means and the word that settled it; else nil and the rows that are left.
local function settle(mention, sources)
  local chosen = region.choose(mention.rows, mention.short)
  if chosen then return chosen end
  local best, top, hint = {}, 0, nil
  for _, row in ipairs(mention.rows) do
    local score, word = support(row, sources)
    if score > top then
      best, top, hint = { row }, score, word
    elseif score == top then
      best[#best + 1] = row
    end
  end
  if top > 0 and #best == 1 then return best[1], hint end
  return nil, best
end

local function candidates_of(rows)
  local list = {}
  for _, row in ipairs(rows) do list[#list + 1] = { code = row.code, full_name = row.full_name } end
  return list
end

local CHOICES = 6 -- places that are listed for a name that may be any of them

-- 朝阳区 is ambiguous: 北京市朝阳区 110105, 吉林省长春市朝阳区 220104.
local function ambiguous(text, rows)
  local list = {}
  for i = 1, math.min(#rows, CHOICES) do list[i] = rows[i].full_name .. " " .. rows[i].code end
  if #rows > CHOICES then list[#list + 1] = "…" end
  return ("%s is ambiguous: %s"):format(text, table.concat(list, ", "))
end

-- A name of another year is told as what it was or became; so is a place that is no more.
local function history(row, text, year)
  local note, now
  if not renaming.bears(row, text) then
    note = ("written %s, which is %s"):format(text, row.full_name) .. (year and (" in %d"):format(year) or "")
  end
  if row.to_year then
    local list = {}
    for code in (row.successor or ""):gmatch("%d+") do
      local heir = region.by_code(code)
      list[#list + 1] = heir and heir.code .. " " .. heir.full_name or code
    end
    now = #list > 0 and table.concat(list, "; ") or nil
    if year and year >= row.to_year then
      note = (note and note .. "; " or "") .. ("abolished in %d, no successor is recorded"):format(row.to_year)
    end
  end
  return note, now
end

local function evidence(source, mention, row, hint, year)
  local place = source.place
  local why = { from = source.from, part = place.part, start = place.start and place.start + mention.start - 1,
    stop = place.start and place.start + mention.stop - 1, text = mention.text, hint = hint }
  if place.page then why.source_start, why.source_stop = place.page[1], place.page[2] end
  why.note, why.now = history(row, mention.text, year)
  return why
end

local with_short = { title = true, path = true, joined = true, lead = true, signature = true, label = true }

-- The first mention of `place` that counts there. Where a short name at the end of a run is none
-- (万盛 in 重庆市万盛经济技术开发区), the run without it is looked at.
local function first_mention(s, role, own, year, place)
  local list = region.mentions(s, { year = year, short = with_short[role] })
  for _, m in ipairs(list) do
    if m.short and m.count > 1 and is_other_place(s, m) then
      local whole = region.mentions(s:sub(1, m.stop), { year = year })
      local last = whole[#whole]
      if last and last.start == m.start then m = last end
    end
    if accept[role](s, m, own, place) then return m end
  end
end

-- ---- what the gazetteer cannot hold --------------------------------------------------------

-- A zone with a name of its own, else one that `s` begins with: its name and the region it is in.
local function zone_alone(s)
  local best, at
  for name in pairs(words().named_zones) do
    local i = s:find(name, 1, true)
    if i and (not at or i < at) then best, at = name, i end
  end
  if best then
    return { name = best, row = region.by_code(words().named_zones[best]), start = at, stop = at + #best - 1 }
  end
  local head = #(s:match("^%d%d%d%d年度") or s:match("^%d%d%d%d年") or "")
  local name = M.zone(s, head)
  return name and { name = name } or nil
end

local function corps_in(s)
  local corps = words().corps
  local i, j = s:find(corps.name, 1, true)
  if not i then return nil end
  local division = s:match("^第.-" .. corps.divisions, j + 1)
  return { start = i, stop = j, division = division and (utf8.len(division) or 99) <= 6 and division or nil }
end

-- The organ of the centre whose report `s` names, if no place follows its name.
local function central_in(s)
  local rest = s:gsub("^%d%d%d%d年", ""):gsub("^度", ""):gsub("^中华人民共和国", "")
  if not finder().central:match(rest, 1) then return nil end
  for _, name in ipairs(words().central) do
    if rest:sub(1, #name) == name then
      local behind = rest:sub(#name + 1):gsub("^办公厅", "")
      if behind == "" or wordlist.at_start(behind, catalogue.load("titles").behind_organ) then return name end
    end
  end
end

-- ---- the order of evidence -----------------------------------------------------------------

-- The steps of a path from the last to the first; a member of an archive stands behind a #.
local function path_places(path)
  local list = {}
  for part in (path or ""):gmatch("[^/#]+") do table.insert(list, 1, { text = part }) end
  if list[1] then list[1].text = list[1].text:gsub("%.%w+$", "") end
  return list
end

local function lead_place(lead)
  if #lead.text <= LEAD then return lead end
  return { text = lead.text:sub(1, utf8.offset(lead.text, 0, LEAD) - 1), part = lead.part, start = lead.start }
end

-- A list of the places of a drop-down menu names none of them.
local function one_site(front, own, year)
  local found, code
  for _, place in ipairs(own() and front or {}) do
    for _, m in ipairs(region.mentions(place.text, { year = year })) do
      if accept.site(place.text, m, own) then
        local row = region.choose(m.rows, m.short)
        if code and not (row and row.code == code) then return {} end
        found, code = place, row and row.code or ""
      end
    end
  end
  return { found }
end

-- The file's name behind its folder's, where a name may run from the one into the other.
local function joined_path(path)
  local parts = path_places(path)
  return parts[2] and { { text = parts[2].text .. parts[1].text, seam = #parts[2].text } }
end

local function address_places(url)
  local steps = {}
  for k, name in ipairs(address.names(url)) do steps[k] = { text = name } end
  return steps
end

-- The evidence in its order, the strongest first: what role it has, what it is called, and where it stands, which is
-- looked for only if nothing before it settles the region.
local order = {
  { "title", "title", function(sources) return sources.titles end },
  { "lead", "first sentences", function(sources) return { sources.lead and lead_place(sources.lead) } end },
  { "signature", "signature", function(sources) return sources.signatures end },
  { "title", function(place) return place.from end, function(sources) return sources.page_titles end },
  { "label", "page metadata", function(sources) return sources.labels end },
  { "site", "page heading", function(sources, own) return one_site(sources.front, own, sources.year) end },
  { "joined", "file name", function(sources) return joined_path(sources.path) end },
  { "path", function(_, k) return k == 1 and "file name" or "folder" end, function(sources)
    return path_places(sources.path)
  end },
  { "path", "web address", function(sources) return address_places(sources.url) end },
}

local NONE = {}

-- The first that f(source) gives of the sources in their order.
local function first_of(sources, own, f)
  for _, one in ipairs(order) do
    local role, from = one[1], one[2]
    for k, place in ipairs(one[3](sources, own) or NONE) do
      local result = f { role = role, from = type(from) == "string" and from or from(place, k), place = place }
      if result then return result end
    end
  end
end

local function is_name(source)
  return source.role == "title" or source.role == "signature"
end

local function names_organ(source)
  return is_name(source) or source.role == "label"
end

-- What a source says of townships, zones, the Corps and the centre is kept in `state`.
local function look_beyond(state, source, s, mention)
  local _, _, township = M.township(source.place.text, mention and mention.stop + 1 or 1)
  if township and not state.township then state.township, state.township_from = township, source.from end
  local corps = corps_in(s)
  state.corps = state.corps or corps
  if corps then corps.source = source end
  if mention then
    state.zone = state.zone or M.zone(s, mention.stop)
  elseif not state.zone then
    local alone = zone_alone(s)
    state.zone = alone and alone.name
    if alone and alone.row then state.zone_row, state.zone_at, state.zone_source = alone.row, alone, source end
  end
end

local function within_open(state, row)
  if not state.open then return true end
  for _, candidate in ipairs(state.open) do
    if candidate.code == row.code then return true end
  end
  return false
end

local function result(state, source, mention, row, hint, year)
  return { row = row, evidence = evidence(source, mention, row, hint, year), township = state.township,
    township_from = state.township_from, zone = state.zone }
end

-- What one source says: what M.find returns, or nil if it settles nothing.
local function try(state, source, sources, own)
  local s = date.mask(source.place.text)
  local corps = names_organ(source) and corps_in(s)
  -- 新疆 in the name of the Corps is not the region whose report it is.
  local open = s
  if corps then
    open = s:sub(1, corps.start - 1) .. (" "):rep(corps.stop - corps.start + 1) .. s:sub(corps.stop + 1)
  end
  local mention = first_mention(open, source.role, own, sources.year, source.place)
  if names_organ(source) then look_beyond(state, source, s, mention) end
  if mention then
    local row, hint = settle(mention, sources)
    if row and within_open(state, row) then return result(state, source, mention, row, hint, sources.year) end
    if not row and not state.open then
      state.open, state.reason = hint, ambiguous(mention.text, hint)
    end
  elseif corps then
    local row = region.by_code(words().corps.region)
    return { row = row, corps = words().corps.name, division = corps.division,
      evidence = evidence(source, { start = corps.start, stop = corps.stop, text = words().corps.name }, row) }
  elseif state.zone_row and state.zone_source == source then
    local at = state.zone_at
    at.text = at.name
    return result(state, source, at, state.zone_row, nil, sources.year)
  end
end

--- The region of a report. `sources` = { titles=, signatures=, page_titles=, labels=, front= : lists of
--- { text=, part=, start= }; lead= one such or nil; body= string; context= function that gives everything in
--- which larger places may be named; path=, url=, year= }. Returns { row=, evidence=, township=, township_from=,
--- zone=, corps=, division= names or nil }, where row may be nil for a township whose county is not known; or nil,
--- reason, candidates.
function M.find(sources)
  local own, state = own_of(sources.body), {}
  local found = first_of(sources, own, function(source)
    state.central = is_name(source) and not state.open and central_in((source.place.text:gsub("%s+", "")))
    return state.central and state or try(state, source, sources, own)
  end)
  if state.central then return nil, ("%s is an organ of the centre, of no region"):format(state.central) end
  if found then return found end
  if state.township then return { township = state.township, township_from = state.township_from } end
  if state.open then return nil, state.reason, candidates_of(state.open) end
  return nil, own() and ("the text says only %s"):format(own())
    or "no place named in title, first sentences, signature, metadata, path or web address"
end

return M
