-- titles: which lines are the title of a document, over how many lines it runs, and who, going
-- by its name, is an organ of state. The words are catalogue "titles".

local catalogue = require "fazhi.catalogue"
local lines = require "fazhi.lines"
local date = require "fazhi.date"
local wordlist = require "fazhi.wordlist"

local M = {}

local LONGEST = 240 -- bytes of a title
local MOST_LINES = 4
local LONGEST_NUMBER = 60 -- bytes of the number of a document

local function words()
  return catalogue.load("titles")
end

-- Blanks between Chinese characters carry no meaning in a title: 政 府 工 作 报 告.
local function join_blanks(text)
  if not text:find(" ", 1, true) then return text end
  local done
  repeat
    text, done = text:gsub("([\x80-\xFF]) +([\x80-\xFF])", "%1%2")
  until done == 0
  return (text:gsub("([\x80-\xFF]) +(%d)", "%1%2"):gsub("(%d) +([\x80-\xFF])", "%1%2"))
end

local function without_end_blanks(s)
  return s:find("^%s", -1) and s:gsub("%s+$", "") or s
end

local ornaments = { { "【", "】" }, { "%[", "%]" }, { "\226\128\156", "\226\128\157" } }

--- The bytes of `s` that are a title where a page quotes it as one, the number of its document before it or not:
--- 宁政发〔2019〕35号《某市…的报告》; all of it otherwise.
function M.inner(s)
  local open, stop = s:find("《", 1, true)
  if not open or open > LONGEST_NUMBER or s:sub(-#"》") ~= "》" then return 1, #s end
  local is_whole = open == 1 or s:find("^%S+%d号《")
  if not is_whole or s:find("《", stop + 1, true) then return 1, #s end
  return stop + 1, #s - #"》"
end

-- A page's title goes on with the name of its column or site: 某区2021年…报告_某区人民政府.
local function without_site(s)
  for _, mark in ipairs { "_", "|", "-" } do
    local at = s:find(mark, 1, true)
    while at do
      local head = s:sub(1, at - 1):gsub("%s+$", "")
      if #head >= 15 and wordlist.at_end(head:gsub("）$", ""), words().tails) then return head end
      at = s:find(mark, at + 1, true)
    end
  end
  return s
end

--- A title as it should read: `text` without blanks and line ends between its characters, without
--- 【…】 before it, 《》 around it, a subtitle behind a dash, the name of the site, or a page's "br".
function M.clean(text)
  local s = text:find("\n", 1, true) and text:gsub("%s*\n%s*", "") or text
  local first, second
  if s:find(" ", 1, true) then first, second = s:match("^(%S+) +(%S.*)$") end
  -- Two organs that report together stay apart: 中共某县委 某县人民政府关于….
  if first and M.is_organ(first) and (second:find("人民政府关于", 1, true) or second:find("办事处关于", 1, true)) then
    s = first .. "\0" .. join_blanks(second)
  end
  s = join_blanks(s)
  if s:find("\0", 1, true) then s = s:gsub("\0", " ") end
  for _, pair in ipairs(ornaments) do
    local rest = s:match("^" .. pair[1] .. ".-" .. pair[2] .. "(.+)$")
    if rest and #rest >= 18 then s = rest end
  end
  if s:sub(-2) == "br" then s = s:sub(1, -3) end
  if s:find("》", -#"》", true) then s = s:sub(M.inner(s)) end
  s = without_end_blanks(s:gsub("^%s+", ""))
  local dash = s:find("——", 1, true) or s:find("--", 1, true)
  if dash and dash > 12 and not s:find("^%d", dash + #"——") then s = without_end_blanks(s:sub(1, dash - 1)) end
  return without_site(s)
end

-- What is judged of a title: brackets behind it and a subtitle do not count.
local function bare(text)
  local s = M.clean(text)
  if s:sub(-#"）") == "）" then s = s:match("^(.*)（.-）$") or s end
  return s:sub(-1) == ")" and s:match("^(.*)%(.-%)$") or s
end

local forbidden = { "。", "；", "！", "？", "：", ":", ";", "，", ",", ">", "|", "www." }

--- True if `text` reads as the title of an official document: a tail such as 报告 or 情况, and
--- before it a topic, a year, or 关于.
function M.is_title(text)
  if #text > LONGEST or #text < 15 then return false end
  local s = bare(text)
  if not wordlist.at_end(s, words().tails) or wordlist.has_any(s, forbidden) or wordlist.has_any(s, words().never)
      or lines.level(s) then
    return false
  end
  return wordlist.has_any(s, words().topics) or #date.years(s) > 0 or s:find("关于", 1, true) ~= nil
end

local no_organ = { "。", "，", "；", "：", "《", ">", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" }

--- True if `text` is the name of an organ of state and nothing else.
function M.is_organ(text)
  local s = (text:find(" ", 1, true) or text:find("\t", 1, true)) and text:gsub("[ \t]", "") or text
  if #s < 9 or #s > 180 or wordlist.has_any(s, no_organ) then return false end
  return wordlist.at_end(s, words().organs) ~= nil and not wordlist.at_end(s, words().media)
end

-- What a text that addresses somebody ends in, and what does not count there.
local at_end = wordlist.set(lines.calls)

--- True if `text` addresses the report to somebody: 市人民政府：, 各位代表！
function M.is_addressee(text)
  if #text > 200 or not (at_end[text:sub(-1)] or at_end[text:sub(-3)]) then return false end
  local s = lines.fold(text)
  local name = s:match("^(.-)[:!]$") or s:match("^(.-)！$")
  return name ~= nil and #name <= 180 and not name:find("%d") and wordlist.at_end(name, words().addressees) ~= nil
end

--- True if the line `row` (with the marks that clean sets) signs or dates a report: names of organs,
--- a date, or both.
function M.is_signature(row)
  if row.residue or row.row then return false end
  if row.date then return not row.date.clock end
  if row.is_text and not row.addressee or #row.text > 180 then return false end
  local d = date.find(row.text)
  local name = d and row.text:sub(1, d.start - 1) or row.text
  if d and row.text:sub(d.stop + 1):find("%S") then return false end
  for part in name:gmatch("%S+") do
    if not M.is_organ(part) and not M.is_organ((name:gsub("%s+", ""))) then return false end
  end
  return name:find("%S") ~= nil
end

local function joined(rows, i, j)
  local parts = {}
  for k = i, j do parts[#parts + 1] = rows[k].text end
  return table.concat(parts)
end

local no_part = { "。", "；", ";" }

-- Lines that may belong to a title: short, without a kind of their own.
local function may_be_part(row)
  return row and row.text ~= "" and #row.text <= LONGEST and not row.residue and not row.row and not row.date
    and not row.addressee and not row.prose and not lines.level(row.text)
    and not wordlist.has_any(row.text, no_part)
end

local function years_in(text)
  return #date.years(text) > 0
end

-- The line above gives what a title begins with: who, where, or the year it lacks.
local function is_head(above, text)
  if M.is_organ(above) then return true end
  if years_in(above) then return not years_in(text) end
  return #above <= 45 and wordlist.at_end(above, words().places) ~= nil
end

local function grow_up(rows, first, last)
  while first > 1 and last - first + 1 < MOST_LINES and may_be_part(rows[first - 1]) do
    local above, text = rows[first - 1].text, joined(rows, first, last)
    local is_rest = wordlist.at_start(text, words().joints) or text:find("^%d%d%d%d%s*年")
    if M.is_title(above) or not is_rest or not is_head(above, text) then break end
    first = first - 1
  end
  return first
end

local function grow_down(rows, last)
  local below = rows[last + 1]
  if not may_be_part(below) then return last end
  local s = bare(below.text)
  for _, word in ipairs(words().continuations) do
    if s == word then return last + 1 end
  end
  return last
end

--- The titles among `rows` (lines with the marks that clean sets) from `first` to `last`, in
--- order: a list of { first=, last= } of row numbers.
function M.find(rows, first, last)
  local list, k = {}, first
  while k <= last do
    local stop
    if may_be_part(rows[k]) then
      for j = k, math.min(k + MOST_LINES - 1, last) do
        if not may_be_part(rows[j]) then break end
        if M.is_title(joined(rows, k, j)) then
          stop = j
          break
        end
      end
    end
    -- Of two lines that only together have a topic and a tail, the second may do alone.
    if stop and stop > k and M.is_title(joined(rows, k + 1, stop)) then stop = nil end
    if stop then
      local window = { first = grow_up(rows, k, stop), last = grow_down(rows, stop) }
      if window.last > last then window.last = last end
      local previous = list[#list]
      if previous and previous.last >= window.first then window.first = previous.last + 1 end
      list[#list + 1] = window
      k = window.last + 1
    else
      k = k + 1
    end
  end
  return list
end

return M
