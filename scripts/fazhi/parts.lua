-- Parts: how much of a report's text is on each of the nine parts of the outline for building a
-- government under law, by the headings of its sections. A section whose heading shows no part is of the
-- part of the section above it; what stands under no such heading is `other`.

local catalogue = require "fazhi.catalogue"
local contents = require "fazhi.contents"
local message = require "fazhi.message"
local passage = require "fazhi.passage"
local wordlist = require "fazhi.wordlist"

local M = {}

-- An item (一是, ①) with a heading longer than this many characters has a sentence for one, which tells
-- its own subject, not that of a part.
local ITEM, LONG = 3, 24

--- Names beside P1 … P9: sections on shortcomings, on what is planned, and the rest.
M.rest = {
  { id = "problems", zh = "不足与原因", en = "shortcomings" },
  { id = "plans", zh = "下年安排", en = "plans" },
  { id = "other", zh = "未归类", en = "unclassified" },
}

--- The nine parts and the rest in order: { id=, zh=, en= } each.
function M.list()
  local list = {}
  for _, part in ipairs(catalogue.load "parts".parts) do list[#list + 1] = part end
  for _, part in ipairs(M.rest) do list[#list + 1] = part end
  return list
end

--- The part that a heading names: "P1" … "P9", or nil. The longest word decides, then the first.
-- @return id, the word
function M.of_heading(heading)
  local words, best = catalogue.load "parts", nil
  if wordlist.inside(heading, words.containers) then return nil end
  for _, part in ipairs(words.parts) do
    for _, word in ipairs(part.words) do
      local at = heading:find(word, 1, true)
      if at and (not best or #word > #best.word or #word == #best.word and at < best.at) then
        best = { id = part.id, word = word, at = at }
      end
    end
  end
  if best then return best.id, best.word end
end

-- What a section is by its own heading: a plan or a shortcoming before a part, since 下一步规范执法 is planned.
local function own_part(section, announced)
  if announced and not announced.req_1_measures then
    if announced.req_2_problems then return "problems" end
    if announced.req_4_plans then return "plans" end
  end
  local heading = section.heading or ""
  if section.level > ITEM and (utf8.len(heading) or #heading) > LONG then return nil end
  return (M.of_heading(heading))
end

--- The part of each section. The highest section above it that has one decides.
-- @param sections rows of outline.parse or corpus:sections, parents before their children
-- @param year of the report, or nil
-- @return { [row] = "P1" … "P9", "problems", "plans" or nil }
function M.of_sections(sections, year)
  local announced, parts = contents.announced(sections, year), {}
  for row, section in ipairs(sections) do
    parts[row] = section.parent > 0 and parts[section.parent] or own_part(section, announced[row])
  end
  return parts
end

-- Characters that are no blanks.
local function characters(s)
  s = s:gsub("　", ""):gsub("%s", "")
  return utf8.len(s) or #s
end

--- The characters of each part, headings included, blanks not.
-- @param body, sections, year of the report; span {i, j} of the body that is the report, all of it if nil
-- @return { P1 = n, …, problems = n, plans = n, other = n }, with 0 for what the report has none of; the total
function M.count(body, sections, year, span)
  local parts, counts, total = M.of_sections(sections, year), {}, 0
  for _, part in ipairs(M.list()) do counts[part.id] = 0 end
  local first, last = span and span[1] or 1, span and span[2] or #body
  for _, piece in ipairs(passage.cut(body, sections)) do
    local from, to = math.max(piece.start, first), math.min(piece.stop, last)
    if from <= to then
      local id = piece.section and parts[piece.section] or "other"
      local n = characters(body:sub(from, to))
      counts[id], total = counts[id] + n, total + n
    end
  end
  return counts, total
end

--- What a part is called in the language in force.
-- @param id of a part of any catalogue, or nil
function M.title(id)
  local words = catalogue.load "parts"
  for _, part in ipairs(words.parts) do
    if part.id == id then return message.choose(part.en, part.zh) end
  end
  return id and message.choose(words.others[id], id) or id
end

return M
