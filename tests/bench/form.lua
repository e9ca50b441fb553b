-- form: the files that made-up reports come in: plain text or web pages with furniture, in the encodings that such
-- files have, in traditional script, with full-width digits or blanks around numbers.

local encoder = require "support.encoder"
local text_module = require "fazhi.text"

local BORDER = require("bench.report").BORDER

local M = {}

-- Of a hundred files, so many have a form; an encoding of encoder, with a byte order mark or not.
M.forms = {
  { share = 28, ending = "txt", encoding = "UTF-8" },
  { share = 5, ending = "txt", encoding = "UTF-8", mark = "\xEF\xBB\xBF" },
  { share = 18, ending = "txt", encoding = "GB18030" },
  { share = 3, ending = "txt", encoding = "UTF-16LE", mark = "\xFF\xFE" },
  { share = 2, ending = "txt", encoding = "UTF-16BE", mark = "\xFE\xFF" },
  { share = 3, ending = "txt", encoding = "UTF-8", change = "traditional" },
  { share = 3, ending = "txt", encoding = "UTF-8", change = "wide_digits" },
  { share = 3, ending = "txt", encoding = "GB18030", change = "blanks" },
  { share = 15, ending = "html", encoding = "GB18030", charset = "gb2312" },
  { share = 20, ending = "html", encoding = "UTF-8", charset = "utf-8" },
}

-- The bytes of each character, encoded when first met.
local maps = setmetatable({}, { __index = function(t, encoding)
  t[encoding] = setmetatable({}, { __index = function(map, c)
    map[c] = assert(encoder.character(c, encoding), "a character that the encoding does not have: " .. c)
    return map[c]
  end })
  return t[encoding]
end })

local function encode(text, encoding)
  if encoding == "UTF-8" then return text end
  return (text:gsub(utf8.charpattern, maps[encoding]))
end

-- Simplified character → the one traditional character that becomes it; characters with several are left.
local function reverse_table()
  local table_of, several = {}, {}
  for code = 0x4E00, 0x9FA5 do
    local traditional = utf8.char(code)
    local simplified = text_module.simplify(traditional)
    if simplified ~= traditional then
      several[simplified] = table_of[simplified] and true or several[simplified]
      table_of[simplified] = traditional
    end
  end
  for simplified in pairs(several) do table_of[simplified] = nil end
  return table_of
end

local reverse
--- Simplified → traditional characters, where there is one only.
function M.traditional()
  reverse = reverse or reverse_table()
  return reverse
end

local changes = {}

function changes.traditional(text)
  return (text:gsub(utf8.charpattern, M.traditional()))
end

local WIDE = {}
for digit = 0, 9 do WIDE[tostring(digit)] = utf8.char(0xFF10 + digit) end

function changes.wide_digits(text)
  return (text:gsub("%d", WIDE))
end

-- Blanks before and behind a number inside a line, as a word processor leaves them; a figure begins behind its blank.
local AMONG_WORDS = "([\xE4-\xE9][\x80-\xBF][\x80-\xBF])(" .. BORDER .. "*)(%d+)([\xE4-\xE9])"
function changes.blanks(text)
  return (text:gsub(AMONG_WORDS, "%1 %2%3 %4"))
end

local PAGE = [[
<!DOCTYPE html>
<html><head><meta charset="%s"><title>%s</title>
<style>body{font-family:SimSun;font-size:16px} .nav li{float:left}</style>
<script>var site={year:2024,hits:1024};function go(n){location.href="/list_"+n+".html";}</script></head>
<body><div class="header"><a href="/">网站首页</a> <a href="/zfxx/">政府信息公开</a> <a href="/zwfw/">政务服务</a>
<a href="/hdjl/">互动交流</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zfxx/">政府信息公开</a> &gt; <a href="/fzzf/">法治政府建设</a></div>
<div class="article"><h1>%s</h1>
<div class="info">来源：%s&nbsp;&nbsp;发布时间：%d-%02d-%02d 10:%02d&nbsp;&nbsp;
浏览次数：%d 次&nbsp;&nbsp;字体：[大 中 小] <a href="#">打印</a></div>
<div class="content" id="zoom">
%s
</div></div>
<div class="more">上一篇：<a href="/a_1.html">关于公布行政执法主体的公告</a> 下一篇：<a href="/a_2.html">政府信息公开指南</a></div>
<div class="footer">主办：%s办公室　网站标识码：4100000012　联系电话：12345　版权所有</div>
</body></html>
]]

-- The lines behind the title.
local function paragraphs(text)
  local out = {}
  for line in text:match("\n(.*)"):gmatch "[^\n]+" do out[#out + 1] = "<p>　　" .. line:gsub("%+", "&#43;") .. "</p>" end
  return table.concat(out, "\n")
end

local function page(report, form, draw)
  return PAGE:format(form.charset, report.title, report.title, report.issuer, report.year + 1, 1 + draw(3), draw(28),
    draw(50), draw(9000), paragraphs(report.marked), report.issuer)
end

--- The form of a file.
-- @param draw a generator of support.draw
function M.choose(draw)
  local at = draw(100)
  for _, form in ipairs(M.forms) do
    at = at - form.share
    if at <= 0 then return form end
  end
end

-- Encodes what lies between the borders and says of each of these where it is then.
local function place(report, text, one_form)
  local out, length, i = { one_form.mark or "" }, #(one_form.mark or ""), 0
  for piece in (text .. BORDER):gmatch("([^" .. BORDER .. "]*)" .. BORDER) do
    out[#out + 1] = encode(piece, one_form.encoding)
    length, i = length + #out[#out], i + 1
    local border = report.borders[i]
    if border then border.of["source_" .. border.key] = length end
  end
  assert(i == #report.borders + 1, "a change of form has lost a border")
  return table.concat(out)
end

--- The bytes of the file of a report, in which source_start and source_stop of its figures and sections count.
-- @param report of bench.report
function M.bytes(report, one_form, draw)
  local text = one_form.ending == "html" and page(report, one_form, draw) or report.marked
  if one_form.change then text = changes[one_form.change](text) end
  return place(report, text, one_form)
end

return M
