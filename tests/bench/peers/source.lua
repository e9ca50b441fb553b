-- source: the file of the stock-Lua peer: its bytes become the text of a report, and places of that text lead back to
-- them. Each step that changes lengths keeps where the text goes on behind what it changed; bytes are counted last.

local lpeg = require "lpeg"

local P = lpeg.P

local M = {}

-- ---- encodings -------------------------------------------------------------------------------------

-- The text of bytes in an encoding, by the program of libc: Debian has no iconv for Lua 5.4.
local function run_iconv(data, from)
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(data)
  file:close()
  local pipe <close> = assert(io.popen(("iconv -c -f %s -t UTF-8 '%s'"):format(from, name)))
  local text = pipe:read "a"
  os.remove(name)
  return text
end

-- Every code of two bytes → its character, made once, and the characters that have one.
local pairs_of_gbk, has_pair
local function read_gbk()
  local codes, i = {}, 0
  pairs_of_gbk, has_pair = {}, {}
  for lead = 0x81, 0xFE do
    for trail = 0x40, 0xFE do codes[#codes + 1] = string.char(lead, trail) end
  end
  for character in run_iconv(table.concat(codes, "\n") .. "\n", "GB18030"):gmatch "([^\n]*)\n" do
    i = i + 1
    if character ~= "" then pairs_of_gbk[codes[i]], has_pair[character] = character, true end
  end
end

-- How many bytes of its file the bytes from i to j of a text were.
local count = {}

count["UTF-8"] = function(_, i, j) return j - i + 1 end
count["UTF-16"] = function(text, i, j) return 2 * utf8.len(text, i, j, true) end

-- Where all characters are of one byte or three, which were one byte or two.
function count.GBK(text, i, j) return (j - i + 1 + utf8.len(text, i, j)) // 2 end

function count.GB18030(text, i, j)
  local bytes = 0
  for c in text:sub(i, j):gmatch(utf8.charpattern) do
    bytes = bytes + (#c == 1 and 1 or has_pair[c] and 2 or 4)
  end
  return bytes
end

local function from_gb18030(data)
  if not pairs_of_gbk then read_gbk() end
  if data:find "[\x81-\xFE]%d[\x81-\xFE]%d" then return run_iconv(data, "GB18030"), "GB18030" end
  local text = data:gsub("[\x81-\xFE][\x40-\xFE]", pairs_of_gbk)
  return text, text:find "[\xC2-\xDF]" and "GB18030" or "GBK"
end

local function from_wide(data, format)
  local map = setmetatable({}, { __index = function(t, two)
    t[two] = utf8.char((string.unpack(format, two)))
    return t[two]
  end })
  return (data:gsub("..", map))
end

-- The text, its encoding, and how many bytes stand before it.
local function decode(data)
  if data:sub(1, 3) == "\xEF\xBB\xBF" then return data:sub(4), "UTF-8", 3 end
  if data:sub(1, 2) == "\xFF\xFE" then return from_wide(data:sub(3), "<I2"), "UTF-16", 2 end
  if data:sub(1, 2) == "\xFE\xFF" then return from_wide(data:sub(3), ">I2"), "UTF-16", 2 end
  if utf8.len(data) then return data, "UTF-8", 0 end
  local text, encoding = from_gb18030(data)
  return text, encoding, 0
end

-- ---- edits -----------------------------------------------------------------------------------------

-- A new text out of pieces of an old one and of words instead of the rest.
local Edit = {}
Edit.__index = Edit

local function new_edit(text)
  local self = { text = text, parts = {}, length = 0, at = 1, new = { 1 }, old = { 1 }, shown = { false } }
  return setmetatable(self, Edit)
end

-- The old text before `stop`, from `first` on, becomes `word`; what lies before that stays. In rising order.
function Edit:replace(first, stop, word)
  local kept = self.text:sub(self.at, first - 1)
  local n = #self.new + 1
  self.parts[#self.parts + 1] = kept
  self.parts[#self.parts + 1] = word
  self.length, self.at = self.length + #kept + #word, stop
  self.new[n], self.old[n], self.shown[n] = self.length + 1, stop, word ~= "" and word ~= "\n"
end

function Edit:finish()
  self.parts[#self.parts + 1] = self.text:sub(self.at)
  local text = table.concat(self.parts)
  self.parts, self.text = nil, nil
  return text
end

-- Places of the new text become places of the old one; they come in rising order.
function Edit:first_of(places)
  local new, old, n = self.new, self.old, 1
  for i, place in ipairs(places) do
    while new[n + 1] and new[n + 1] <= place do n = n + 1 end
    places[i] = old[n] + place - new[n]
  end
end

-- The same of places behind which something ends: what was left out there does not belong to it.
function Edit:last_of(places)
  local new, old, n = self.new, self.old, 1
  for i, place in ipairs(places) do
    while new[n + 1] and new[n + 1] < place do n = n + 1 end
    local is_shown = new[n + 1] == place and self.shown[n + 1]
    places[i] = is_shown and old[n + 1] or old[n] + place - new[n]
  end
end

-- ---- pages -----------------------------------------------------------------------------------------

local ENTITIES = { nbsp = " ", lt = "<", gt = ">", amp = "&", quot = '"', ldquo = "“", rdquo = "”" }
local BLOCKS, UNSEEN = {}, { script = "</script>", style = "</style>", head = "</head>" }
for tag in ("p div h1 h2 h3 li ul tr table br"):gmatch "%S+" do BLOCKS[tag] = "\n" end

local function entity(page, at)
  local name, stop = page:match("^&(#?%w+);()", at)
  if not name then return nil, at + 1 end
  local code = name:match "^#(%d+)$"
  return code and utf8.char(tonumber(code)) or ENTITIES[name], stop
end

-- What a tag becomes, and the place behind it and what it hides.
local function tag(page, at)
  if page:sub(at, at + 3) == "<!--" then
    local _, last = page:find("-->", at, true)
    return "", (last or #page) + 1
  end
  local name, stop = page:match("^</?(%w*)[^>]*>()", at)
  if not name then return nil, at + 1 end
  name = name:lower()
  local close = page:sub(at + 1, at + 1) ~= "/" and UNSEEN[name]
  local _, last = page:find(close or "", stop, true)
  return BLOCKS[name] or "", close and (last or #page) + 1 or stop
end

local function strip(page)
  local edit, at = new_edit(page), 1
  while true do
    local found = page:find("[<&]", at)
    if not found then break end
    local word, stop = (page:byte(found) == 60 and tag or entity)(page, found)
    if word then edit:replace(found, stop, word) end
    at = stop
  end
  return edit:finish(), edit
end

-- ---- one form for all ------------------------------------------------------------------------------

local WIDE = {}
for digit = 0, 9 do WIDE[utf8.char(0xFF10 + digit)] = tostring(digit) end

local function narrow(text)
  local edit = new_edit(text)
  for first, c, stop in text:gmatch "()(\xEF\xBC[\x90-\x99])()" do edit:replace(first, stop, WIDE[c]) end
  return edit:finish(), edit
end

local SIGNS = P "務" + "會" + "關" + "報" + "與" + "設" + "規"
local has_sign = (1 - SIGNS) ^ 0 * SIGNS
local FURNITURE = P "当前位置" + "来源：" + "上一篇" + "下一篇" + "主办：" + "网站首页" + "版权所有" + "浏览次数" + "联系电话" + "责任编辑"
local blanks = (lpeg.S " \t\r\n" + "　" + "\u{A0}") ^ 1
-- Blanks with a line end, the lines of furniture behind them, and the blanks behind these.
local gap = blanks * (FURNITURE * (1 - P "\n") ^ 0 * blanks ^ -1) ^ 0 * lpeg.Cp()

local function is_han(byte) return byte and byte >= 0xE4 and byte <= 0xE9 end
local function is_digit(byte) return byte and byte >= 48 and byte <= 57 end

-- Takes the blanks from around numbers among words.
local function join(text)
  local edit = new_edit(text)
  for first, stop in text:gmatch "() +()" do
    local before, behind = text:byte(first - 1), text:byte(stop)
    local is_word = is_han(text:byte(math.max(first - 3, 1)))
    if is_digit(behind) and is_word or is_digit(before) and is_han(behind) then edit:replace(first, stop, "") end
  end
  return edit:finish(), edit
end

-- Where the blanks before a line end begin.
local function trailing(text, at)
  while true do
    if text:find("^[ \t\r]", at - 1) then at = at - 1
    elseif text:sub(at - 3, at - 1) == "　" then at = at - 3
    else return at end
  end
end

-- Takes blanks from the ends of lines, empty lines and those of furniture.
local function tidy(text)
  local edit, at = new_edit(text), gap:match(text)
  if at then edit:replace(1, at, "") end
  at = at or 1
  while true do
    local found = text:find("\n", at, true)
    if not found then return edit:finish(), edit end
    local first = trailing(text, found)
    at = gap:match(text, first)
    edit:replace(first, at, at <= #text and "\n" or "")
  end
end

-- ---- all -------------------------------------------------------------------------------------------

local Source = {}
Source.__index = Source

--- Reads the bytes of a file.
-- @param traditional traditional → simplified characters, as long in bytes, so that places stay
-- @return { body =, encoding =, locate = }
function M.read(data, is_page, traditional)
  local text, encoding, before = decode(data)
  local self = setmetatable({ text = text, encoding = encoding, before = before, edits = {} }, Source)
  local function apply(change)
    local edit
    text, edit = change(text)
    table.insert(self.edits, 1, edit)
  end
  if is_page then apply(strip) end
  if has_sign:match(text) then text = text:gsub("[\xE4-\xE9][\x80-\xBF][\x80-\xBF]", traditional) end
  if text:find "\xEF\xBC[\x90-\x99]" then apply(narrow) end
  if text:find "%d +[\xE4-\xE9]" or text:find "[\xE4-\xE9][\x80-\xBF][\x80-\xBF] +%d" then apply(join) end
  apply(tidy)
  self.body = text
  return self
end

local function keys_of(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return list
end

-- The places of a set, and where each is in the decoded text.
local function moved(self, set, move)
  local list = keys_of(set)
  local places = table.move(list, 1, #list, 1, {})
  for _, edit in ipairs(self.edits) do edit[move](edit, places) end
  return list, places
end

--- Where places of the body are in the file, as numbers of bytes before them.
-- @param starts, stops sets of places at which something begins, behind which something ends
-- @return for each a table: place → bytes
function Source:locate(starts, stops)
  local first, first_at = moved(self, starts, "first_of")
  local last, last_at = moved(self, stops, "last_of")
  local count_of, at, length, i, k = count[self.encoding], 1, self.before, 1, 1
  local firsts, lasts = {}, {}
  while first[i] or last[k] do
    local is_first = not last[k] or first[i] and first_at[i] <= last_at[k]
    local place = is_first and first_at[i] or last_at[k]
    if place > at then length, at = length + count_of(self.text, at, place - 1), place end
    if is_first then firsts[first[i]], i = length, i + 1
    else lasts[last[k]], k = length, k + 1 end
  end
  return firsts, lasts
end

return M
