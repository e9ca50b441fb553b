-- encodings: how well the core reads bytes: every code of GB18030 and Big5 against other people's
-- lists, real texts in every encoding whole and cut at random places, small files of other
-- detectors, and OpenCC's own cases from traditional to simplified.

local core = require "fazhi.core"
local json = require "fazhi.json"
local encoder = require "support.encoder"

local M = { title = "encodings: decoding, detection, traditional to simplified" }

local function read(path)
  local f = io.open(path, "rb")
  if not f then return nil end
  local bytes = f:read "a"
  f:close()
  return bytes
end

local function decode(bytes, encoding)
  local text, message = core.text.decode(bytes, { encoding = encoding, raw = true })
  return text and text:bytes(), text, message
end

--- @param real folder of the real files
function M.is_present(real)
  return read(real .. "/peer-tests/decoder/gb18030_in.txt") ~= nil
end

-- ---- decoding

-- The list is that of the Encoding Standard of 2018, which keeps six characters of GB18030-2000
-- in the private area; GB18030-2005 and -2022 give them their places in Unicode, and so do we.
local exceptions = {
  GB18030 = {
    ["\xFE\x51"] = "\u{20087}", ["\xFE\x52"] = "\u{20089}", ["\xFE\x53"] = "\u{200CC}",
    ["\xFE\x6C"] = "\u{215D7}", ["\xFE\x76"] = "\u{2298F}", ["\xFE\x91"] = "\u{241FE}",
  },
  BIG5 = {},
}

local function lines_of(s)
  local list = {}
  for line in (s .. "\n"):gmatch "([^\n]*)\n" do list[#list + 1] = line end
  return list
end

local function hex(s)
  return (s:gsub(".", function(c) return ("%02X"):format(c:byte()) end))
end

local function measure_decoder(real, say)
  for _, name in ipairs { "GB18030", "BIG5" } do
    local stem = real .. "/peer-tests/decoder/" .. name:lower()
    local input, expected = read(stem .. "_in.txt"), lines_of(read(stem .. "_in_ref.txt"))
    local codes, found = lines_of(input), lines_of(decode(input, name) or "")
    local right, listed, wrong = 0, 0, {}
    for i, want in ipairs(expected) do
      if found[i] == want then
        right = right + 1
      elseif exceptions[name][codes[i]] == found[i] then
        listed = listed + 1
      else
        wrong[#wrong + 1] = hex(codes[i] or "")
      end
    end
    say(("decoder %-8s %6d lines  right %d  listed %d  wrong %d"):format(name, #expected, right, listed,
      #wrong + math.abs(#found - #expected)))
    if #wrong > 0 then say("  wrong: " .. table.concat(wrong, " ", 1, math.min(#wrong, 20))) end
    if listed > 0 then
      say "  listed: FE51 FE52 FE53 FE6C FE76 FE91, private in the list, in Unicode since GB18030-2005"
    end
  end
end

-- ---- detection

local function quoted(path) return "'" .. path:gsub("'", "'\\''") .. "'" end

local function list(folder)
  local names = {}
  local p = assert(io.popen("ls " .. quoted(folder) .. " 2>/dev/null"))
  for name in p:lines() do
    if name:match "%.txt$" then names[#names + 1] = folder .. "/" .. name end
  end
  p:close()
  return names
end

local function load_texts(real)
  local texts = {}
  for _, folder in ipairs { "corpora/national", "corpora/national-gbk", "seeds" } do
    for _, path in ipairs(list(real .. "/" .. folder)) do
      local text = decode(read(path), folder:match "gbk" and "GB18030" or "UTF-8")
      texts[#texts + 1] = { name = path:match "[^/]+/[^/]+$", text = text:gsub("\u{FFFD}", "") }
    end
  end
  return texts
end

-- All texts through the opencc command at once; nil if it is not installed.
local function by_opencc(texts)
  local path = os.tmpname()
  local f <close> = assert(io.open(path, "wb"))
  for _, t in ipairs(texts) do f:write(t.text, "\n\u{FFFC}\n") end
  f:flush()
  local p = assert(io.popen("opencc -c s2t.json -i " .. path .. " 2>/dev/null"))
  local out, n = p:read "a", 0
  p:close()
  os.remove(path)
  for text in out:gmatch "(.-)\n\u{FFFC}\n" do
    n = n + 1
    texts[n].traditional = text
  end
  return n == #texts
end

-- The other way round: every character of Big5 whose simplified form is another one stands for it.
local function by_characters(texts)
  local forms = {}
  for code = 0x4E00, 0x9FFF do
    local c = utf8.char(code)
    local simple = encoder.character(c, "BIG5") and core.text.simplify(c) or c
    if simple ~= c and not encoder.character(simple, "BIG5") then forms[simple] = forms[simple] or c end
  end
  for _, t in ipairs(texts) do t.traditional = t.text:gsub(utf8.charpattern, forms) end
end

-- Whole numbers from 1 to n, the same in every run.
local function make_random(seed)
  return function(n)
    seed = (seed * 6364136223846793005 + 1442695040888963407) & 0x7FFFFFFFFFFFFFFF
    return (seed >> 33) % n + 1
  end
end

-- A text in an encoding: bytes, characters, and before which byte each character begins.
local function prepare(text, encoding)
  local characters, codes = encoder.characters(text, encoding)
  local starts, at = {}, 1
  for i, code in ipairs(codes) do starts[i], at = at, at + #code end
  starts[#codes + 1] = at
  return { bytes = table.concat(codes), characters = characters, starts = starts }
end

-- The index of the first character that begins at byte `at` or behind it.
local function find_start(starts, at)
  local low, high = 1, #starts
  while low < high do
    local middle = (low + high) // 2
    if starts[middle] >= at then high = middle else low = middle + 1 end
  end
  return low
end

-- What the whole characters of a cut say.
local function expected_of(p, first, last)
  local i = find_start(p.starts, first)
  local j = find_start(p.starts, last + 2) - 1
  while p.starts[j] > last + 1 do j = j - 1 end
  return table.concat(p.characters, "", i, j - 1)
end

-- Are they in what was found, with no more beside them than broken characters at the ends?
local function says(found, expected)
  if found == expected then return true end
  local i, j = found:find(expected, 1, true)
  return i ~= nil and utf8.len(found, 1, i - 1) <= 3 and utf8.len(found, j + 1) <= 3
end

local encodings = { "UTF-8", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE" }

local function new_tally()
  return { n = 0, right = 0, sure = 0, sure_wrong = 0, unsure = 0, unsure_wrong = 0, wrong = {} }
end

-- Detects `bytes`; enters whether the text is right and how sure the core was.
local function enter(tally, bytes, expected, name)
  local found, text, message = decode(bytes)
  local right = found ~= nil and says(found, expected)
  tally.n = tally.n + 1
  tally.right = tally.right + (right and 1 or 0)
  local share = text and text:confidence() or 0
  local kind = share >= 0.9 and "sure" or "unsure"
  tally[kind] = tally[kind] + 1
  if not right then
    tally[kind .. "_wrong"] = tally[kind .. "_wrong"] + 1
    tally.wrong[#tally.wrong + 1] = ("%s read as %s (%.2f)"):format(name, text and text:encoding() or message, share)
  end
end

-- Every length in bytes with the number of cuts of each text.
local cuts = { { 1000, 20 }, { 200, 40 }, { 40, 40 }, { 16, 40 } }

local function measure_encoding(texts, encoding, totals)
  local random = make_random(2024)
  for _, t in ipairs(texts) do
    local p = prepare(encoding == "BIG5" and t.traditional or t.text, encoding)
    enter(totals.whole, p.bytes, table.concat(p.characters), t.name .. " " .. encoding)
    for _, cut in ipairs(cuts) do
      for _ = 1, cut[2] do
        local first = random(#p.bytes - cut[1] + 1)
        local last = first + cut[1] - 1
        enter(totals[cut[1]], p.bytes:sub(first, last), expected_of(p, first, last),
          ("%s %s %d-%d"):format(t.name, encoding, first, last))
      end
    end
  end
end

local function line_of(title, t)
  return ("%-26s n %6d  right %.3f %%  sure (share >= 0.9) %d, wrong of them %d; unsure %d, wrong %d"):format(
    title, t.n, 100 * t.right / t.n, t.sure, t.sure_wrong, t.unsure, t.unsure_wrong)
end

local function measure_detection(real, say)
  local texts = load_texts(real)
  local way = by_opencc(texts) and "opencc s2t" or by_characters(texts) or "characters (no opencc command here)"
  say(("detection: %d texts; Big5 by %s, without characters that Big5 lacks"):format(#texts, way))
  for _, encoding in ipairs(encodings) do
    local totals = { whole = new_tally() }
    for _, cut in ipairs(cuts) do totals[cut[1]] = new_tally() end
    measure_encoding(texts, encoding, totals)
    for _, key in ipairs { "whole", 1000, 200, 40, 16 } do
      local t = totals[key]
      say(line_of(("%-8s %s"):format(encoding, key == "whole" and "whole" or key .. " bytes"), t))
      if key == "whole" or key >= 200 then
        for i = 1, math.min(#t.wrong, 5) do say("  " .. t.wrong[i]) end
      end
    end
  end
end

-- ---- small files of other detectors

local small = {
  { "node-chardet/big5", "BIG5" }, { "node-chardet/gb18030", "GB18030" },
  { "node-chardet/lang_chinese", "UTF-8" }, { "uchardet/big5.txt", "BIG5" },
  { "uchardet/gb18030.txt", "GB18030" }, { "uchardet/utf-8.txt", "UTF-8" },
}

local function measure_small(real, say)
  local right = 0
  for _, case in ipairs(small) do
    local _, text, message = decode(read(real .. "/peer-tests/charset/" .. case[1]) or "")
    if text and text:encoding() == case[2] then
      right = right + 1
    else
      say(("  %s read as %s"):format(case[1], text and text:encoding() or message))
    end
  end
  say(("charset files        n %d  right %d"):format(#small, right))
  local _, text, message = decode(read(real .. "/peer-tests/charset/uchardet/euc-tw.txt") or "")
  say("  listed: uchardet/euc-tw.txt, an encoding of no file of ours: "
    .. (text and ("read as %s (%.2f)"):format(text:encoding(), text:confidence()) or "refused: " .. message))
end

-- ---- traditional to simplified

-- The cases are of a later OpenCC than that of Debian 12 (1.1.6), whose opencc command gives for
-- these what we give. None is a word of reports; a place (乾安) or a usual word (擡高) is mended.
local later = {
  ["old forms kept in the names of persons, places and books (昇 甦 祕 脩 氾 釐 剋 甯 陞 蒐)"] = {
    "case_053", "BYVoid_OpenCC_PR_464_ke_vs_ke", "BYVoid_OpenCC_PR_464_sheng_vs_sheng",
    "BYVoid_OpenCC_PR_464_fan_vs_fan", "BYVoid_OpenCC_PR_464_su_vs_su", "BYVoid_OpenCC_PR_464_mi_vs_mi",
    "BYVoid_OpenCC_PR_464_xiu_vs_xiu", "BYVoid_OpenCC_PR_464_sou_vs_sou", "BYVoid_OpenCC_PR_464_li_vs_li",
    "BYVoid_OpenCC_PR_464_ning_vs_ning", "su_variant_preserve",
  },
  ["variants joined later (劄 扞 袷 谿, 坏 for 坯, 藉 kept, 沈厚)"] = {
    "BYVoid_OpenCC_PR_464_zha_vs_zha", "BYVoid_OpenCC_PR_464_han_vs_han", "BYVoid_OpenCC_PR_464_jia_vs_jia",
    "BYVoid_OpenCC_PR_464_xi_vs_xi", "t2s_huai_and_pi_phrases", "BYVoid_OpenCC_Issue_767_solace",
    "BYVoid_OpenCC_PR_1369_t2x",
  },
  ["乾 or 干 in words entered later (乾闥婆, 乾斷食, 乾紅)"] = {
    "BYVoid_OpenCC_Issue_790_qian_ta_po", "BYVoid_OpenCC_Issue_621_qian_duan_shi",
    "BYVoid_OpenCC_Issue_621_qian_hong",
  },
}

local function measure_simplify(real, say)
  local n, right, count, listed = 0, 0, {}, {}
  for reason, ids in pairs(later) do
    for _, id in ipairs(ids) do listed[id] = reason end
  end
  for _, case in ipairs(json.decode(read(real .. "/peer-tests/opencc/testcases.json")).cases) do
    local expected = case.expected.t2s
    local found = expected and core.text.simplify(case.input)
    local reason = listed[case.id]
    n = n + (expected and 1 or 0)
    if found == expected then
      right = right + (expected and 1 or 0)
    elseif reason then
      count[reason] = (count[reason] or 0) + 1
    else
      say(("  wrong: %s: %s is %s, expected %s"):format(case.id, case.input, found, expected))
    end
  end
  say(("OpenCC t2s           n %d  right %d"):format(n, right))
  for reason, times in pairs(count) do say(("  listed %d: %s"):format(times, reason)) end
end

--- Prints the figures.
-- @param real folder of the real files
-- @param say function that takes a line
function M.measure(real, say)
  measure_decoder(real, say)
  measure_detection(real, say)
  measure_small(real, say)
  measure_simplify(real, say)
end

return M
