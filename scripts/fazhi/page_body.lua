-- page_body: which lines of a page are its document. The text is where the prose is densest; the
-- title and the rows of facts before it are looked for by what they say, whatever they stand in.

local words = require "fazhi.core".words
local date = require "fazhi.date"
local labels = require "fazhi.labels"
local lines = require "fazhi.lines"
local titles = require "fazhi.titles"
local catalogue = require "fazhi.catalogue"

local M = {}

local MOST = 0.6     -- the innermost element with this share of the prose is the text
local ALL = 0.95     -- what a single line must hold of it to be the text
local SPARED = 0.6    -- an element with this share of it is not noise, whatever its class says
local SHOWN = 0.8     -- an element with this share of it is not hidden for good
local BESIDE = 0.3   -- what must be seen of it beside a hidden part of the text
local PAGE = 100     -- weight of the least part of a text that is shown by pages
local COLUMN = 15    -- characters of the longest heading of a column beside the text
local ITEM = 150     -- characters of the longest item in such a column
local DENSE = 0.5    -- a line with this share of its characters in links is navigation
local SENTENCE = 15  -- characters of the shortest line that counts as a sentence
local PLAIN = 25     -- characters of a line without marks that may be one
local NAVIGATION = 5 -- lines of navigation that the text may be broken by
local PART = 0.4     -- share of a title that one of its lines must have
local DATELINE = 60  -- characters of a line that says where and when a text appeared
local SIGNATURE = 6  -- lines behind the text in which its signature may stand

-- ---- weights -------------------------------------------------------------------------------

local marks = words.new { "。", "，", "；", "！", "？", "、", "：" }

local function has_marks(text)
  if marks:find(text, 1) then return true end
  return text:find "[,;!?]%s" ~= nil or text:find "[\x80-\xBF][,;:!?]" ~= nil or text:find "[%a%d][.!?]$" ~= nil
end

-- How much a line counts as prose: its characters outside links, less if it is no sentence.
local function weigh(line)
  local plain = line.chars - line.link_chars
  line.is_link = line.chars > 0 and line.link_chars >= DENSE * line.chars or nil
  if line.is_link then return 0 end
  if plain >= SENTENCE and has_marks(line.text) then
    line.is_sentence = true
    return plain
  end
  return plain >= PLAIN and plain * 0.5 or plain * 0.2
end

-- sums[k] is the weight of the first k lines but for those that are hidden, or noise.
local function sum_weights(list, but_hidden, but_noise)
  local sums, sum = { [0] = 0 }, 0
  for k = 1, #list do
    local line = list[k]
    if not (but_hidden and line.hidden or but_noise and line.noise) then sum = sum + line.weight end
    sums[k] = sum
  end
  return sums
end

local function weight_of(sums, element)
  if element.last < element.first then return 0 end
  return sums[element.last] - sums[element.first - 1]
end

-- ---- noise ---------------------------------------------------------------------------------

local function mark_range(list, element, key)
  for k = element.first, element.last do list[k][key] = true end
end

-- Class and id of an element without the numbers that tell pages apart: page-1, page-2.
local function stem_of(element)
  local attr = element.node.attr or {}
  local id = (attr.id or ""):gsub("%d+$", "")
  return element.node.name, (attr.class or ""):gsub("%d+", ""):gsub("%s+", " "), id
end

local function is_alike(a, b)
  local name, class, id = stem_of(a)
  local other_name, other_class, other_id = stem_of(b)
  return name == other_name and (class ~= "" and class == other_class or id ~= "" and id == other_id)
end

-- Whether beside a hidden part one like it is shown that holds much of the text.
local function has_shown_page(flow, element, visible)
  for _, other in ipairs(flow.elements) do
    if other.parent == element.parent and not other.hidden and is_alike(element, other)
      and weight_of(visible, other) >= BESIDE * visible[#flow.lines] then
      return true
    end
  end
  return false
end

-- A hidden part that reads as prose may be the next page of the text, which a script shows on demand: then
-- the page before it is an element like it. It is none if it says again what is seen already.
local function is_page_of_text(flow, element, all, visible, seen)
  local list = flow.lines
  if not element.parent or weight_of(all, element) < PAGE then return false end
  if not has_shown_page(flow, element, visible) then return false end
  for k = element.first, element.last do
    if list[k].is_sentence then return not seen[list[k].text] end
  end
  return false
end

-- Hides what does not hold most of the page; that is hidden until a script has run. True if anything stays hidden.
local function mark_hidden(flow, all)
  local total, is_any = all[#flow.lines], false
  for _, element in ipairs(flow.elements) do
    element.hidden = element.hidden and weight_of(all, element) < SHOWN * total or nil
    if element.hidden then
      mark_range(flow.lines, element, "hidden")
      is_any = true
    end
  end
  return is_any
end

-- Shows again what is hidden as the next page of the text.
local function show_pages(flow, all)
  local list, seen = flow.lines, {}
  for _, line in ipairs(list) do
    if not line.hidden then seen[line.text] = true end
  end
  local visible = sum_weights(list, true)
  for _, element in ipairs(flow.elements) do
    if element.hidden and is_page_of_text(flow, element, all, visible, seen) then
      for k = element.first, element.last do list[k].hidden = nil end
    end
  end
end

-- Marks what surrounds the text, as far as it does not hold the text itself.
local function mark_noise(flow)
  local list = flow.lines
  local all = sum_weights(list)
  if mark_hidden(flow, all) then show_pages(flow, all) end
  for _, element in ipairs(flow.elements) do
    local is_noise = element.hint == "noise" and weight_of(all, element) < SPARED * all[#list]
    if is_noise then mark_range(list, element, "noise") end
  end
end

local function is_out(line)
  return line.noise or line.hidden
end

-- ---- facts ---------------------------------------------------------------------------------

local FACT = 200 -- characters of a row of facts, at most

-- Whether a line is a row of facts, which is asked of few: they stand around the text.
local function is_fact(line)
  if line.is_fact == nil then
    local is_short = line.chars <= FACT
    if is_short then lines.look(line) end
    line.is_fact = is_short and labels.is_row(line)
  end
  return line.is_fact
end

-- ---- titles --------------------------------------------------------------------------------

local function bare(text)
  return (lines.fold(text):gsub("[%s%p]", ""))
end

--- A page's <title> without the name of its site: the part that reads as a title of a document, else the first.
-- @return i, j in `text`
function M.title_part(text)
  local cuts = { { 1, 0 } }
  for _, mark in ipairs(catalogue.load("page").title_separators) do
    local i, j = text:find(mark, 1, true)
    while i do
      local is_range = text:find("^%d", i - 1) and text:find("^%d", j + 1) -- 2021-2025年
      if not is_range then cuts[#cuts + 1] = { i, j } end
      i, j = text:find(mark, j + 1, true)
    end
  end
  table.sort(cuts, function(a, b) return a[1] < b[1] end)
  cuts[#cuts + 1] = { #text + 1 }
  local first_i, first_j
  for k = 1, #cuts - 1 do
    local i, j = cuts[k][2] + 1, cuts[k + 1][1] - 1
    while i <= j and text:find("^%s", i) do i = i + 1 end
    while j >= i and text:find("^%s", j) do j = j - 1 end
    if i <= j then
      if titles.is_title(text:sub(i, j)) then return i, j end
      if not first_i then first_i, first_j = i, j end
    end
  end
  return first_i, first_j
end

local function is_heading(line, only_first)
  local element = line.element
  for _ = 1, 3 do
    if not element then return false end
    local name = element.node.name
    if name == "h1" or name == "h2" and not only_first then return true end
    element = element.parent
  end
  return false
end

-- A line that is the title, or a part of it where it is broken over lines.
local function is_title_line(line, wanted)
  if line.is_link or line.chars < 4 or line.chars > 120 or is_fact(line) then return false end
  local text = bare(line.text)
  if #text >= 12 and #text >= PART * #wanted and wanted:find(text, 1, true) then return true end
  return is_heading(line) and line.chars >= 8 or titles.is_title(line.text)
end

-- Lines k, k+1 … that make up the title from line k on, 0 if there is none there: a title may be broken.
local function title_lines(list, k, stop, wanted)
  if is_title_line(list[k], wanted) then return 1 end
  local text = list[k].text
  for n = k + 1, math.min(k + 2, stop) do
    if list[k].is_link or list[n].is_link or #text > 180 or is_fact(list[n]) then return 0 end
    text = text .. list[n].text
    if titles.is_title(text) then return n - k + 1 end
  end
  return 0
end

-- The title that <title> tells, without marks and blanks; "" if it tells none.
local function wanted_of(flow)
  local i, j
  if flow.title then i, j = M.title_part(flow.title.text) end
  return i and bare(flow.title.text:sub(i, j)) or ""
end

-- Whether the title of the page begins in line k: what stands above it is no part of the text.
local function begins_title(flow, k)
  local list, line = flow.lines, flow.lines[k]
  if is_out(line) or line.is_link or line.is_sentence or is_fact(line) or lines.level(line.text) then return false end
  if is_heading(line, true) and line.chars >= 8 then return true end
  return not is_heading(line) and title_lines(list, k, #list, flow.wanted) > 0 or titles.is_title(line.text)
end

-- ---- the text ------------------------------------------------------------------------------

-- The innermost element with most of the prose; a single long line is a part of the text, not the text.
local function find_core(flow, sums)
  local total, best = sums[#flow.lines], nil
  for _, element in ipairs(flow.elements) do
    local share = element.first == element.last and ALL or MOST
    if weight_of(sums, element) >= share * total and (not best or element.depth > best.depth) then best = element end
  end
  return best
end

-- The ancestor of an element that stands beside the core, and the one of the core that stands beside it.
local function siblings(element, core)
  local inner, counterpart = nil, core
  while element and not (element.first <= core.first and element.last >= core.last) do
    inner, element = element, element.parent
  end
  while counterpart.parent and counterpart.parent ~= element do counterpart = counterpart.parent end
  return inner, counterpart
end

local headings = { h1 = true, h2 = true, h3 = true, h4 = true, h5 = true, h6 = true, dt = true, b = true,
  strong = true }

-- Whether an element begins with a heading of its own that is none of a report's.
local function has_column_heading(flow, inner)
  local line = flow.lines[inner.first]
  if line.chars > COLUMN or line.is_sentence or lines.level(line.text) or is_fact(line) then return false end
  local node = inner.node
  while node do -- the first element within that holds words
    local first
    for _, child in ipairs(node) do
      if child.name or child.text:find "%S" then
        first = child
        break
      end
    end
    if not first or not first.name then return false end
    if headings[first.name] then break end
    node = first
  end
  for _, word in ipairs(catalogue.load("page").report_headings) do
    if line.text:find(word, 1, true) then return false end
  end
  return node ~= nil
end

-- A column of news beside the text: another block than that of the text, of short items, with a heading
-- of its own or a link in most of them.
local function is_column(flow, inner, counterpart)
  local items, links = 0, 0
  for k = inner.first, inner.last do
    local line = flow.lines[k]
    if line.is_sentence and not line.is_row then
      if line.chars > ITEM or lines.level(line.text) then return false end
      items = items + 1
    end
    if line.link_chars > 0 then links = links + 1 end
  end
  if items < 2 then return false end
  if links >= items then return true end
  local is_other = inner.node.name ~= counterpart.node.name or not is_alike(inner, counterpart)
    and (inner.node.attr or counterpart.node.attr) ~= nil
  return is_other and has_column_heading(flow, inner)
end

-- The ancestor of `line` that stands beside the core, if most of what it says is prose of the text.
local function is_beside(flow, line, core, sums)
  local inner, counterpart = siblings(line.element, core)
  if not inner then return true end -- it stands in the common ancestor itself
  if inner.is_prose == nil then
    local chars, sentences = 0, 0
    for k = inner.first, inner.last do
      local other = flow.lines[k]
      if not is_out(other) then
        chars = chars + other.chars
        if other.is_sentence or other.is_row then sentences = sentences + other.chars end
      end
    end
    inner.is_prose = sentences >= 0.6 * chars and weight_of(sums, inner) > 0
    inner.is_column = inner.is_prose and is_column(flow, inner, counterpart)
    inner.is_prose = inner.is_prose and not inner.is_column
    if inner.is_column then mark_range(flow.lines, inner, "is_aside") end
  end
  return inner.is_prose
end

local function is_navigation(line)
  return line.is_link or line.noise
end

-- Goes from the core's edge outwards to the last sentence that belongs to the text; where a page's
-- navigation begins, or upwards the title stands, the text is over.
local function reach(flow, core, sums, from, to, step)
  local edge, navigation = from - step, 0
  for k = from, to, step do
    local line = flow.lines[k]
    if is_navigation(line) then navigation = navigation + 1 end
    if navigation > NAVIGATION or step < 0 and begins_title(flow, k) then break end
    local is_told = (line.is_sentence or line.is_row) and not is_out(line) and not is_fact(line)
    if is_told and is_beside(flow, line, core, sums) then
      edge, navigation = k, 0
    end
  end
  return edge
end

-- First and last line of the text: those of the core, and of what prose stands beside it.
local function find_range(flow, core, sums)
  local first, last = core.first, reach(flow, core, sums, core.last + 1, #flow.lines, 1)
  for k = core.first, core.last do
    if begins_title(flow, k) then return first, last end
    if flow.lines[k].is_sentence or lines.level(flow.lines[k].text) then break end
  end
  return reach(flow, core, sums, core.first - 1, 1, -1), last
end

-- ---- the title above the text --------------------------------------------------------------

-- Site and date stand between title and text without a label, too: 某网 2024年3月1日 10:20
local function keep_dates(list, title, first)
  for k = title + 1, first - 1 do
    local line = list[k]
    local is_shown = not is_out(line) and not line.is_link
    if is_shown and line.chars <= DATELINE and date.find(line.text) then line.keep = true end
  end
end

-- Marks the visible title above the text: the nearest run of title lines. True if there is one,
-- there or at the head of the text itself.
local function keep_title(flow, first, last, wanted)
  local list = flow.lines
  for k = first, math.min(first + 9, last) do
    if list[k].is_sentence or lines.level(list[k].text) then break end -- behind them stand headings
    if title_lines(list, k, last, wanted) > 0 then return true end
  end
  local found
  for k = first - 1, 1, -1 do
    local count = list[k].hidden and 0 or title_lines(list, k, first - 1, wanted)
    if count > 0 then
      for n = k, k + count - 1 do list[n].keep = true end
      found = found or k + count - 1
    elseif found then
      break
    end
  end
  if found then keep_dates(list, found, first) end
  return found ~= nil
end

-- ---- the end ---------------------------------------------------------------------------

local function keep_signature(list, last)
  for k = last + 1, math.min(#list, last + SIGNATURE) do
    local line = list[k]
    if is_out(line) or line.is_link then return end
    if is_fact(line) or titles.is_signature(line) then
      line.keep = true
    elseif lines.residue(line) then
      return
    end
  end
end

-- Sentences with numbers above the text, which somebody may miss.
local function mark_above(list, first)
  for k = 1, first - 1 do
    local line = list[k]
    local is_told = line.is_sentence and not is_fact(line) and not is_out(line)
    if is_told and line.text:find "%d" and line.text:find("。", 1, true) then line.is_aside = true end
  end
end

local function keep_all(list)
  for _, line in ipairs(list) do line.keep = not line.hidden end
end

--- Decides which lines of a page belong to its document: sets `keep` on them.
-- @param flow what page_flow.read gives
-- @return true if the visible lines hold its title; else the <title> should stand before them
function M.choose(flow)
  local list = flow.lines
  for k = 1, #list do list[k].weight = weigh(list[k]) end
  mark_noise(flow)
  flow.wanted = wanted_of(flow)
  local sums = sum_weights(list, true, true)
  local core = sums[#list] > 0 and find_core(flow, sums)
  if not core then
    keep_all(list)
    return true
  end
  local first, last = find_range(flow, core, sums)
  for k = first, last do
    local line = list[k]
    line.keep = not (line.noise or line.hidden or line.is_link)
  end
  for k = 1, first - 1 do list[k].keep = is_fact(list[k]) and not list[k].hidden end
  mark_above(list, first)
  keep_signature(list, last)
  flow.first, flow.last = first, last
  return keep_title(flow, first, last, flow.wanted)
end

return M
