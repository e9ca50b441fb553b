-- numbering: how the automatic numbers of Word are written. One line is one format by the name
-- it has in the file (w:numFmt); a format that is missing is a line to be added, and counts
-- 1, 2, 3 until then.
--   way     digits     each digit is written with `signs` (the first is nought)
--           counting   as numbers are spoken: `signs` are 〇一二…九, `tens` ten, hundred, thousand, ten thousand;
--                      `one` is written before ten (壹拾)
--           list       the signs in their order; behind the last it counts 1, 2, 3
--           letters    a … z, aa, bb …: `signs` are the alphabet
--           roman      upper or lower case, as `lower` says
--           fixed      always `sign`, whatever the number: none counts, but writes nothing
--   width   digits are filled with noughts to so many
--   before, after   stand around the number

local han = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" }
local han_tens = { "十", "百", "千", "万" }
local legal = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" }
local legal_traditional = { "零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖" }
local legal_tens = { "拾", "佰", "仟", "万" }
local decimal = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" }
local full = { "０", "１", "２", "３", "４", "５", "６", "７", "８", "９" }

-- The characters from code point `first` on, `count` of them.
local function run(first, count)
  local signs = {}
  for k = 1, count do signs[k] = utf8.char(first + k - 1) end
  return signs
end

local function join(...)
  local all = {}
  for _, list in ipairs { ... } do table.move(list, 1, #list, #all + 1, all) end
  return all
end

local circled = join(run(0x2460, 20), run(0x3251, 15), run(0x32B1, 15)) -- ① … ㊿
local stems = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸" }
local branches = { "子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥" }

local cycle = {} -- 甲子 … 癸亥
for k = 0, 59 do cycle[k + 1] = stems[k % 10 + 1] .. branches[k % 12 + 1] end

local spoken = { way = "counting", signs = han, tens = han_tens }
local by_digit = { way = "digits", signs = han }

return {
  decimal = { way = "digits", signs = decimal },
  decimalHalfWidth = { way = "digits", signs = decimal },
  decimalZero = { way = "digits", signs = decimal, width = 2 },
  decimalFullWidth = { way = "digits", signs = full },
  decimalFullWidth2 = { way = "digits", signs = full },
  numberInDash = { way = "digits", signs = decimal, before = "- ", after = " -" },
  chineseCounting = spoken,
  chineseCountingThousand = spoken,
  taiwaneseCounting = spoken,
  taiwaneseCountingThousand = spoken,
  japaneseCounting = spoken,
  koreanCounting = spoken,
  ideographDigital = by_digit,
  taiwaneseDigital = by_digit,
  japaneseDigitalTenThousand = by_digit,
  chineseLegalSimplified = { way = "counting", signs = legal, tens = legal_tens, one = true },
  ideographLegalTraditional = { way = "counting", signs = legal_traditional, tens = legal_tens, one = true },
  decimalEnclosedCircle = { way = "list", signs = circled },
  decimalEnclosedCircleChinese = { way = "list", signs = circled },
  decimalEnclosedFullstop = { way = "list", signs = run(0x2488, 20) }, -- ⒈
  decimalEnclosedParen = { way = "list", signs = run(0x2474, 20) }, -- ⑴
  ideographEnclosedCircle = { way = "list", signs = run(0x3280, 10) }, -- ㊀
  ideographTraditional = { way = "list", signs = stems },
  ideographZodiac = { way = "list", signs = branches },
  ideographZodiacTraditional = { way = "list", signs = cycle },
  upperLetter = { way = "letters", signs = run(0x41, 26) },
  lowerLetter = { way = "letters", signs = run(0x61, 26) },
  upperRoman = { way = "roman" },
  lowerRoman = { way = "roman", lower = true },
  none = { way = "fixed", sign = "" },
}
