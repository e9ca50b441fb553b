-- cell_text: what the text of one cell of a table says: a number, a name with its unit, a quantity, nothing.

local catalogue = require "fazhi.catalogue"
local wordlist = require "fazhi.wordlist"

local M = {}

local VALUE = 36 -- bytes of a quantity

local known

--- The words that tables are read by: the catalogue "tables" as `words`, some of its lists, all units and all
--- labels as sets.
function M.rules()
  local words, groups = catalogue.load "tables", catalogue.load "units"
  if known and known.words == words and known.groups == groups then return known end
  known = { words = words, groups = groups, units = {}, labels = {} }
  for _, key in ipairs { "missing", "ordinals", "quantities", "unit_heads", "years" } do
    known[key] = wordlist.set(words[key])
  end
  for _, group in ipairs(groups) do
    for _, word in ipairs(group.words or {}) do known.units[word] = true end
  end
  for _, group in ipairs(catalogue.load "labels") do
    for _, word in ipairs(group) do known.labels[word] = true end
  end
  return known
end

local folded = { ["．"] = ".", ["，"] = ",", ["％"] = "%", ["－"] = "-", ["＋"] = "+", ["："] = ":" }
for digit = 0, 9 do folded[utf8.char(0xFF10 + digit)] = tostring(digit) end

--- A text without blanks, digits and their signs as ASCII.
function M.squeezed(text)
  text = text:gsub("%s", ""):gsub("\u{3000}", ""):gsub("\u{A0}", "")
  return (text:gsub("\xEF\xBC[\x80-\xBF]", folded))
end

--- True if a cell holds a bare number, which needs its column's name and unit.
function M.is_number(text)
  local s = M.squeezed(text)
  return s:find "^[-+]?%d[%d,]*%.?%d*$" ~= nil or s:find "^[-+]?%d[%d,]*%.?%d*%%$" ~= nil
    or s:find "^[-+]?%d[%d,]*%.?%d*‰$" ~= nil
end

--- True if `s` is the number of a year and nothing else.
function M.is_year(s)
  return s:find "^19%d%d$" ~= nil or s:find "^20%d%d$" ~= nil
end

-- What may stand behind the digits of a name or a date, and makes no quantity of it.
local no_units = { "年", "月", "日", "、", "．", "：", "—", "–", "～", "至", "季度", "号", "期" }

--- True if a text is a quantity that stands alone: 35, 35件, 12.5%, -3; 2023年 and 1月 are names.
function M.is_value(text)
  if M.is_number(text) then return true end
  local s = M.squeezed(text)
  local after = #s <= VALUE and s:match "^[-+]?%d[%d,.]*()[^%d,.:/-]"
  if not after or s:find("。", 1, true) or s:find("，", 1, true) then return false end
  for _, word in ipairs(no_units) do
    if s:sub(after, after + #word - 1) == word then return false end
  end
  return true
end

--- True if a cell is none, is empty or says that there is nothing: —, 无.
function M.is_blank(cell)
  if not cell then return true end
  local s = M.squeezed(cell.text)
  return s == "" or M.rules().missing[s] == true
end

--- True if a word is a unit, or a multiple of one: 件, 万元.
function M.is_unit(word)
  if M.rules().units[word] then return true end
  for _, multiple in ipairs { "万", "亿", "千", "百", "十" } do
    if word:sub(1, #multiple) == multiple then return M.is_unit(word:sub(#multiple + 1)) end
  end
  return false
end

--- A head without its unit, and the unit: 数量（件） → 数量, 件.
function M.split_unit(text)
  local name = M.squeezed(text)
  for _, brackets in ipairs { { "（", "）" }, { "(", ")" }, { "〔", "〕" }, { "[", "]" } } do
    local open, close = brackets[1], brackets[2]
    local at = name:sub(-#close) == close and name:match("^.*()" .. (#open == 1 and "%" or "") .. open)
    if at and at > 1 then
      local inside = name:sub(at + #open, -#close - 1):gsub("^单位", ""):gsub("^:", "")
      if M.is_unit(inside) then return name:sub(1, at - 1), inside end
    end
  end
  return name, nil
end

--- The unit that a line above a table tells for all of it: （单位：万元） → 万元; nil if it tells none,
--- or several.
function M.unit_line(text)
  if #text > 150 or text:find("。", 1, true) then return nil end
  local words = M.rules().words
  local s = text:gsub("\u{3000}", " "):gsub("\u{A0}", " "):gsub("：", ":"):gsub("（", "("):gsub("）", ")")
  for before, rest in s:gmatch "(.-)单%s*位%s*:%s*([^%s()]+)" do
    if M.is_unit(rest) and not wordlist.at_end(before, words.not_unit_words) then return rest end
  end
  return nil
end

-- Chinese is written without blanks, so that a paragraph's end beside one of its characters is nothing.
local function is_wide(c)
  return c ~= nil and c >= 0xE2
end

--- The paragraphs of a cell as one text.
function M.text_of(paragraphs)
  local out = ""
  for _, paragraph in ipairs(paragraphs) do
    for line in paragraph:gsub("\u{3000}", " "):gsub("\u{A0}", " "):gmatch "[^\n]+" do
      line = line:match "^%s*(.-)%s*$"
      local last = out ~= "" and out:byte(utf8.offset(out, -1))
      if line ~= "" then
        out = out .. (out ~= "" and not is_wide(last) and not is_wide(line:byte()) and " " or "") .. line
      end
    end
  end
  return out
end

return M
