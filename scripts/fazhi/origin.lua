-- Figures that went from one value to another (由320项精简至280项): the sentence as it would read had it
-- stated the later value alone (280项), so that the words of an indicator are found before it. The words
-- are data in catalogue/origins.lua and catalogue/context.lua.

local catalogue = require "fazhi.catalogue"
local json = require "fazhi.json"
local restatement = require "fazhi.restatement"
local wordlist = require "fazhi.wordlist"

local M = {}

local CLAUSE = { "，", "；", "。", "：", ",", ";", "、", "\n" }

-- Cuts the words of time from the beginning: 2023年的行政许可事项 → 行政许可事项.
local function without_time(text, words)
  repeat
    local rest = text:gsub("^20%d%d年", "")
    for _, word in ipairs(words.times) do
      if rest:sub(1, #word) == word then rest = rest:sub(#word + 1) end
    end
    local is_shorter = #rest < #text
    text = rest
  until not is_shorter
  return text
end

-- What stands before the word 由 or 从, and what between it and the number, in the same clause.
local function split(head, words)
  local from, stop
  for _, word in ipairs(words.origins) do
    local i, j = head:match("^.*()" .. word .. "()")
    if i and (not from or i > from) then from, stop = i, j end
  end
  local clause = 1
  for _, mark in ipairs(CLAUSE) do clause = math.max(clause, head:match("^.*" .. mark .. "()") or 1) end
  if not from or from < clause then return head, "" end
  return head:sub(1, from - 1), without_time(head:sub(stop), words)
end

--- What stands between two figures without the time of the second: 增加到2024年的 → 增加到.
function M.without_time(gap)
  if gap:sub(-#"的") ~= "的" then return gap end
  local words = catalogue.load("origins")
  for _, particle in ipairs(catalogue.load("context").becomes.particles) do
    local stop = gap:match("^.*" .. particle .. "()")
    if stop and without_time(gap:sub(stop), words) == "" then return gap:sub(1, stop - 1) end
  end
  return gap
end

-- The noun between the two numbers: 项行政许可事项削减至 → 行政许可事项.
local function noun_of(gap)
  local becomes = catalogue.load("context").becomes
  local verbs, particles = wordlist.set(becomes.verbs), wordlist.set(becomes.particles)
  gap = M.without_time(gap)
  if not particles[gap:sub(-3)] then return gap end
  gap = gap:sub(1, -4)
  for _, size in ipairs { 6, 3 } do
    if verbs[gap:sub(-size)] then return gap:sub(1, -size - 1) end
  end
  return gap
end

local function in_words(value, figure)
  local sign = figure.unit
  return json.number(value) .. ((sign == "%" or sign == "‰") and sign or "")
end

--- Where a figure came from, 由92%变为100%; nil if it came from none.
function M.note(figure)
  return figure.from and ("由%s变为%s"):format(in_words(figure.from, figure), in_words(figure.value, figure)) or nil
end

--- Both ends of a range, 范围150–160; nil if the figure is none.
function M.range_note(figure)
  return figure.upper and ("范围%s–%s"):format(in_words(figure.value, figure), in_words(figure.upper, figure)) or nil
end

--- The sentence of a figure without the values it came from.
-- @param body, figures of a report; index of a figure that has `from`
-- @param first, last the sentence in body
-- @return the sentence, its figures with spans in it, and which of them is the figure; nil if the
--   first value stands in another sentence
function M.restate(body, figures, index, first, last)
  local words, at = catalogue.load("origins"), index
  while at > 1 and figures[at].from do at = at - 1 end
  local origin, figure = figures[at], figures[index]
  if at == index or origin.start < first then return nil end
  local before, between = split(body:sub(first, origin.start - 1), words)
  local gap = body:sub(origin.stop + 1, figures[at + 1].start - 1)
  local lead = before .. between .. noun_of(gap)
  local list, place = {}, nil
  for i, one in ipairs(figures) do
    if one.start > last then break end
    if one.start >= first and i < at and one.stop < first + #before then
      list[#list + 1] = restatement.shifted(one, first - 1)
    elseif i >= index then
      list[#list + 1] = restatement.shifted(one, figure.start - #lead - 1)
      place = place or #list
    end
  end
  return lead .. body:sub(figure.start, last), list, place
end

return M
