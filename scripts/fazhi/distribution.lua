-- What figures told in a list belong to, in order: 死亡人数、溺亡人数同比下降8.0%、44.4%. Lists
-- of unequal length are never paired: the figures keep what is said of all and are marked doubtful.

local core = require("fazhi.core")
local wordlist = require("fazhi.wordlist")

local M = {}

local LISTED = { ["、"] = true, ["和"] = true, ["及"] = true, ["与"] = true, ["以及"] = true }
local REACH = 90 -- bytes between a list and the figures told just before, about thirty characters
local CLAUSE_ENDS = core.words.new { "，", "。", "；", "：", "！", "？", ",", ";", ":", "!", "?", "\n" }
local CLAUSE_MAX = 300 -- bytes: what stands farther before the figures names no list of theirs
local TAIL_MAX = 30 -- bytes, ten characters: 分别同比增长约 stands right before the first figure

-- Whether `later` goes on with the list of `figure`: 、 or 和 stands between, and it has no noun of its own.
local function goes_on(figure, later, body)
  return not later.own_subject and M.is_joined(body, figure, later)
end

-- A run of figures in one list, 8.0%、44.4%. Their units differ only if `mixed`.
local function run_from(list, i, body, mixed)
  local n, later = i, list[i + 1]
  while later and (mixed or later.unit == list[i].unit) and goes_on(list[n], later, body) do
    n = n + 1
    later = list[n + 1]
  end
  return n
end

local function split(text)
  local parts, from = {}, 1
  repeat
    local at, stop = text:find("、", from, true)
    local part = text:sub(from, (at or 0) - 1)
    if part ~= "" then parts[#parts + 1] = part end
    from = (stop or 0) + 1
  until not at
  return parts
end

--- Whether nothing but a mark of a list, 、 or 和, stands between two figures.
function M.is_joined(body, figure, later)
  local gap = later.start - figure.stop
  return gap >= 4 and gap <= 7 and LISTED[body:sub(figure.stop + 1, later.start - 1)] == true
end

local BRACKETS = core.words.new { "(", "（", "”“" }

-- The text without what stands in brackets, names side by side as a list: “保交楼”“保交房”交付率 has two.
local function listed(text)
  if not BRACKETS:find(text, 1) then return text end
  return (text:gsub("（.-）", ""):gsub("%(.-%)", ""):gsub("”“", "”、“"))
end

local function parts_of(text)
  return split(listed(text))
end

--- How many words a list in `text` has that 、 joins.
function M.count_parts(text)
  return #parts_of(text)
end

local JOINTS = core.words.new { "和", "与", "及", "并" }
local AND, AND_OR_WITH = core.words.new { "以及", "和" }, core.words.new { "以及", "和", "与", "及", "并" }
local COMMAS = { "、", "、", "、", "、", "、" }

local finders = setmetatable({}, { __mode = "k" }) -- by the list of words, the same as core.words

local function finder_of(words)
  finders[words] = finders[words] or wordlist.finder(words)
  return finders[words]
end

-- The text with a mark for each word of a list, which `restored` takes for the word again; and whether it has any.
local function masked(text, words)
  if not finder_of(words):find(text, 1) then return text, false end
  for i, word in ipairs(words) do
    if text:find(word, 1, true) then text = text:gsub(word, ("\1%d\2"):format(i)) end
  end
  return text, true
end

local function restored(parts, words)
  for i, part in ipairs(parts) do
    parts[i] = part:gsub("\1(%d+)\2", function(n) return words[tonumber(n)] end)
  end
  return parts
end

-- The parts of a list that is also joined by 和, else by 与 and 及 as well; nil if they are not so many.
local function joined_parts(text, count, joined)
  if not JOINTS:find(text, 1) then return nil end
  local plain, is_masked = masked(text, joined)
  for _, joints in ipairs { AND, AND_OR_WITH } do
    local parts = split(joints:replace(plain, COMMAS))
    if #parts == count then return is_masked and restored(parts, joined) or parts end
  end
end

--- The list in `text` that has `count` parts: joined by 、, else also by 和, else by 与 and 及 as well, or told in
-- one word (城乡居民收入); nil if there is none. 和 and 及 in the words of `data.joined` join nothing.
function M.list_of(text, count, data)
  local parts = parts_of(text)
  if #parts == count then return parts end
  local found = joined_parts(listed(text), count, data.joined)
  if found or #parts > 1 then return found end
  local whole = parts[1] or ""
  for _, compound in ipairs(data.compounds) do
    local at, stop = whole:find(compound.word, 1, true)
    if at and #compound.members == count then
      for k, member in ipairs(compound.members) do parts[k] = whole:sub(1, at - 1) .. member .. whole:sub(stop + 1) end
      return parts
    end
  end
end

local function ends_clause(text)
  return CLAUSE_ENDS:find(text, 1) ~= nil
end

-- The byte where the clause before byte `to` begins, or `from` if it begins before that.
local function clause_start(body, from, to)
  local first = math.max(from, to - CLAUSE_MAX, 1)
  local _, _, stop = CLAUSE_ENDS:find_back(body, first, to + 1)
  return stop or first
end

--- The words of the clause before its figures, which stand at bytes `from` to `to` at most.
function M.clause_before(body, from, to)
  return body:sub(clause_start(body, from, to), to)
end

--- Whether a text is no longer than a clause and has no mark that ends one.
function M.is_in_clause(text)
  return #text <= CLAUSE_MAX + 1 and CLAUSE_ENDS:find(text, 1) == nil
end

-- How many figures directly before list[i] hang together: joined by 、 (`narrow`), or also by
-- commas within the sentence.
local function chain_before(list, i, body, narrow)
  local count, k = 0, i - 1
  while k >= 1 do
    local gap = body:sub(list[k].stop + 1, list[k + 1].start - 1)
    local is_far = #gap > REACH or gap:find("。", 1, true) or gap:find("；", 1, true) or gap:find("[;\n]")
    if is_far or narrow and k < i - 1 and ends_clause(gap) then break end
    if not list[k].part then count = count + 1 end
    k = k - 1
  end
  return count
end

-- The figures told before that the run answers to, as many as it has; nil if their number does
-- not fit, and then whether there are any at all.
local function told_before(list, i, count, body)
  local narrow = chain_before(list, i, body, true)
  local wide = chain_before(list, i, body, false)
  if narrow ~= count and (narrow > 1 or wide < count) then return nil, narrow > 0 end
  local told, k = {}, i - 1
  while #told < count do
    if not list[k].part then table.insert(told, 1, list[k]) end
    k = k - 1
  end
  if narrow ~= count and wide > count then -- 全县有5个区，受理120件，审结98件: only what is counted alike
    for _, figure in ipairs(told) do
      if figure.unit ~= told[1].unit then return nil, true end
    end
  end
  return told
end

local function doubt(list, i, n)
  for k = i, n do list[k].doubt = "unpaired" end
end

-- 建议、提案分别办理84件、117件，满意率分别为98.8%、98.3%: one noun, said of as many as were told before.
local function pair_noun(list, i, n, noun, body)
  local count = n - i + 1
  if chain_before(list, i, body, true) ~= count then return false end
  local told = told_before(list, i, count, body)
  if not told then return false end
  for k = i, n do list[k].subject = (told[k - i + 1].subject or "") .. noun end
  return true
end

-- 分别 in the clause: its lead has as many parts as there are figures, or the figures told before do.
local function pair_lead(list, i, n, lead, known, tools, body)
  local count, trim = n - i + 1, tools.trim
  local parts = known or M.list_of(lead, count, tools)
  local verbs = list[i].predicate and M.list_of(list[i].predicate, count, tools)
  if not parts then
    local noun = trim(lead)
    if #parts_of(lead) == 1 and pair_noun(list, i, n, noun, body) then return end
    if #parts_of(lead) > 1 then
      for k = i, n do list[k].subject = noun end
    end
    return doubt(list, i, n)
  end
  for k = i, n do
    if verbs then
      list[k].subject, list[k].predicate = list[i].subject, verbs[k - i + 1]
    else
      local part, verb = trim(parts[k - i + 1]), list[k].predicate
      list[k].subject = part ~= "" and part or nil
      if verb and lead:find(verb, 1, true) then list[k].predicate = nil end -- 立案数: no verb here
    end
  end
end

local function pair_told(list, i, n, body, said)
  local told, any = told_before(list, i, n - i + 1, body)
  if not told then
    if said and any then doubt(list, i, n) end
    return
  end
  for k = i, n do
    local one = told[k - i + 1]
    local words = (one.predicate or "") .. (one.subject or "")
    list[k].subject = words ~= "" and words or nil
  end
end

-- 由21个、30个工作日减少为2个、5个工作日: each from its own.
local function pair_origins(list, i, n, body)
  local count = n - i + 1
  local before = chain_before(list, i, body, true)
  if before == count then
    for k = i, n do
      local origin = list[k - count]
      list[k].from = origin.unit == list[k].unit and origin.value or nil
      list[k].subject, list[k].predicate = origin.subject, list[i].predicate
    end
  else
    list[i].from = nil
    doubt(list, i, n)
  end
end

local RESPECTIVELY = core.words.new { "分别" }

-- What stands before 分别 in the clause before figure i, nil if the clause has none; and how many bytes behind it.
local function read_lead(list, i, body)
  local previous, to = list[i - 1], list[i].start - 1
  local from = clause_start(body, previous and previous.stop + 1 or 1, to)
  local found, at, stop = RESPECTIVELY:find(body, from, to, to)
  if found then return body:sub(from, at - 1), to - stop + 1 end
end

-- The last figure of the list that begins with figure i, of other units only where as many words are told; and the
-- parts of its lead if they are as many.
local function last_of(list, i, mixed, body, lead, parts, tools)
  local count = mixed - i + 1
  local leading = lead and M.list_of(lead, count, tools)
  if leading or #parts == count then return mixed, leading end
  return run_from(list, i, body)
end

-- Pairs the list of figures i to `mixed`; returns the last figure of it.
local function pair(list, i, mixed, body, tools)
  if list[i].from then
    local n = run_from(list, i, body)
    if n > i then pair_origins(list, i, n, body) end
    return n
  end
  local lead, tail_size = read_lead(list, i, body)
  local parts = parts_of(list[i].subject or "")
  local n, leading = last_of(list, i, mixed, body, lead, parts, tools)
  if n == i then return i end
  if lead and tail_size <= TAIL_MAX and tools.trim(lead) ~= "" then
    pair_lead(list, i, n, lead, leading, tools, body)
  elseif not lead and #parts == n - i + 1 then
    for k = i, n do list[k].subject = parts[k - i + 1] end
  elseif not lead and #parts > 1 then
    doubt(list, i, n)
  elseif not list[i].own_subject then
    pair_told(list, i, n, body, lead ~= nil)
  elseif lead then
    doubt(list, i, n)
  end
  return n
end

--- Gives the figures of a list in `body` their subjects in order: from a list of as many words
--- (立案数和结案数分别下降3.2%、4.1%) or from as many figures told just before (受理1520起、结案
--- 1498起，分别增长3.2%、4.1%); 分别 may be left out. Where the numbers differ nothing is paired and
--- the figures get doubt = "unpaired". Takes the mark own_subject off the figures.
-- @param tools { trim = function that takes a phrase and cuts from it what is no noun, joined = words with
--   和 与 及 in them, compounds = list of { word=, members = the words it stands for, in order } }
-- @param joined in order, the figures to the next of which M.is_joined; they and those have own_subject = true where
--   they have a noun of their own
function M.apply(list, body, tools, joined)
  local done = 0
  for _, i in ipairs(joined) do
    if i > done and goes_on(list[i], list[i + 1], body) then
      done = pair(list, i, run_from(list, i, body, true), body, tools)
    end
  end
  for _, i in ipairs(joined) do list[i].own_subject, list[i + 1].own_subject = nil, nil end
end

return M
