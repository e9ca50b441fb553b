-- How many terminal columns a text takes, by UAX #11 (East Asian Width). Characters of
-- ambiguous width, among them “ ” — ① ℃, are two columns in most terminals set up for Chinese.

local M = {}

-- First and last character of each range, in order.
local wide = {
  0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x2614, 0x2615, 0x2648, 0x2653,
  0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x2705, 0x2705, 0x270A, 0x270B, 0x274C, 0x274C,
  0x2753, 0x2755, 0x2795, 0x2797, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2E80, 0x303E, 0x3041, 0x3247,
  0x3250, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
  0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x1B000, 0x1B2FF,
  0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD,
}

local ambiguous = {
  0xA7, 0xA8, 0xB0, 0xB1, 0xB4, 0xB4, 0xB6, 0xB7, 0xD7, 0xD7, 0xF7, 0xF7, 0x391, 0x3A9, 0x3B1, 0x3C9,
  0x401, 0x401, 0x410, 0x451, 0x2010, 0x2010, 0x2013, 0x2016, 0x2018, 0x2019, 0x201C, 0x201D,
  0x2020, 0x2022, 0x2024, 0x2027, 0x2030, 0x2030, 0x2032, 0x2033, 0x2035, 0x2035, 0x203B, 0x203B,
  0x20AC, 0x20AC, 0x2103, 0x2103, 0x2105, 0x2105, 0x2109, 0x2109, 0x2116, 0x2116, 0x2121, 0x2122,
  0x2153, 0x2154, 0x215B, 0x215E, 0x2160, 0x216B, 0x2170, 0x2179, 0x2190, 0x2199, 0x21D2, 0x21D2,
  0x21D4, 0x21D4, 0x2200, 0x2200, 0x2202, 0x2203, 0x2207, 0x2208, 0x220F, 0x220F, 0x2211, 0x2211,
  0x221A, 0x221A, 0x221D, 0x2220, 0x2225, 0x2225, 0x2227, 0x222C, 0x222E, 0x222E, 0x2234, 0x2237,
  0x223C, 0x223D, 0x2248, 0x2248, 0x224C, 0x224C, 0x2260, 0x2261, 0x2264, 0x2267, 0x226A, 0x226B,
  0x2299, 0x2299, 0x22A5, 0x22A5, 0x2312, 0x2312, 0x2460, 0x24E9, 0x24EB, 0x254B, 0x2550, 0x2573,
  0x2580, 0x258F, 0x2592, 0x2595, 0x25A0, 0x25A1, 0x25A3, 0x25A9, 0x25B2, 0x25B3, 0x25B6, 0x25B7,
  0x25BC, 0x25BD, 0x25C0, 0x25C1, 0x25C6, 0x25C8, 0x25CB, 0x25CB, 0x25CE, 0x25D1, 0x25E2, 0x25E5,
  0x2605, 0x2606, 0x2640, 0x2640, 0x2642, 0x2642, 0x2776, 0x277F, 0x3248, 0x324F,
}

local zero = {
  0x300, 0x36F, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x20D0, 0x20F0, 0x302A, 0x302D,
  0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xE0100, 0xE01EF,
}

local function is_in(ranges, c)
  local low, high = 1, #ranges // 2
  while low <= high do
    local middle = (low + high) // 2
    if c < ranges[2 * middle - 1] then
      high = middle - 1
    elseif c > ranges[2 * middle] then
      low = middle + 1
    else
      return true
    end
  end
  return false
end

--- Columns of one character given by its code point; `ambiguous_width` is 1 or 2 (the default).
function M.of_code(c, ambiguous_width)
  if c < 0x20 or c == 0x7F then return 0 end
  if c < 0xA1 then return 1 end
  if is_in(zero, c) then return 0 end
  if is_in(wide, c) then return 2 end
  if ambiguous_width ~= 1 and is_in(ambiguous, c) then return 2 end
  return 1
end

--- Columns of a text; a byte that is no UTF-8 counts as one.
function M.of(s, ambiguous_width)
  if not s:find("[\127-\255%c]") then return #s end
  local total, at = 0, 1
  while at <= #s do
    local ok, c = pcall(utf8.codepoint, s, at)
    total = total + (ok and M.of_code(c, ambiguous_width) or 1)
    at = at + (ok and #utf8.char(c) or 1)
  end
  return total
end

--- The longest beginning of `s` of at most `columns` columns, and its width.
function M.cut(s, columns, ambiguous_width)
  local total, at = 0, 1
  while at <= #s do
    local ok, c = pcall(utf8.codepoint, s, at)
    local step = ok and M.of_code(c, ambiguous_width) or 1
    if total + step > columns then break end
    total = total + step
    at = at + (ok and #utf8.char(c) or 1)
  end
  return s:sub(1, at - 1), total
end

-- Marks that no line begins with, and those that none ends with.
local closing, opening = {}, {}
for mark in ("》”）】］，。；、：？！’〉」』…％,.;:?!)]}%"):gmatch(utf8.charpattern) do closing[mark] = true end
for mark in ("《“（【［‘〈「『([{"):gmatch(utf8.charpattern) do opening[mark] = true end

local IDEOGRAPHS = 0x2E80 -- from here on characters are words by themselves

-- Whether a line may end between two characters, none of them a blank.
local function is_gap(last, c)
  if closing[c] or opening[last] then return false end
  return utf8.codepoint(last) >= IDEOGRAPHS or utf8.codepoint(c) >= IDEOGRAPHS
end

-- The pieces that no line parts, each with the blanks before it: Latin words, ideographs with the marks they have.
local function pieces_of(s)
  local pieces, last = {}, nil
  for c in s:gsub("%s", " "):gmatch(utf8.charpattern) do
    if not last or last ~= " " and (c == " " or is_gap(last, c)) then
      pieces[#pieces + 1] = c
    else
      pieces[#pieces] = pieces[#pieces] .. c
    end
    last = c
  end
  return pieces
end

--- A text, which is UTF-8, as lines of at most so many columns: broken at blanks and between ideographs, not before a
--- mark that closes nor behind one that opens (after UAX #14); what is longer than a line is cut.
function M.lines(s, columns, ambiguous_width)
  local lines, line, room = {}, "", columns
  local function put(piece, size)
    line, room = line .. piece, room - size
  end
  local function end_line()
    if line ~= "" then lines[#lines + 1] = line end
    line, room = "", columns
  end
  for _, piece in ipairs(pieces_of(s)) do
    if M.of(piece, ambiguous_width) > room then
      end_line()
      piece = piece:gsub("^ +", "")
    end
    while M.of(piece, ambiguous_width) > columns do
      put(M.cut(piece, columns, ambiguous_width))
      piece = piece:sub(#line + 1)
      end_line()
    end
    put(piece, M.of(piece, ambiguous_width))
  end
  end_line()
  return lines
end

return M
