-- page: plain reports wrapped into web pages as governments build them, for tests: what surrounds a
-- text must vanish and the text must read as it did. The places and people are invented.

local encoder = require "support.encoder"

local M = {}

local REGIONS = { "云岭省", "白塔市", "苇湖市", "临溪区", "望岫县", "石汀县", "青禾县" }

local function escaped(s)
  return (s:gsub("[&<>]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

local function each(list, pattern)
  local out = {}
  for n, word in ipairs(list) do out[n] = pattern:gsub("%%s", (word:gsub("%%", "%%%%"))) end
  return table.concat(out, "\n")
end

local function navigation()
  return each({ "首页", "政务公开", "政务服务", "互动交流", "走进云岭" }, '<li><a href="/%s/index.html">%s</a></li>')
end

local function breadcrumb()
  return '您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/fzzf/">法治政府建设</a> &gt; 正文'
end

local function related()
  return each({ "苇湖市2019年法治政府建设情况报告", "云岭省2018年法治政府建设工作要点", "青禾县受理行政复议99件" },
    '<li><a href="/related/1.html">%s</a><span>2019-03-01</span></li>')
end

local function footer()
  return [[主办：云岭省人民政府办公厅 承办：云岭省大数据中心<br>地址：白塔市人民路1号 邮编：650000<br>
  网站标识码：9900000001 云ICP备12345678号-1 云公网安备 99010002000001号<br>版权所有 未经授权不得转载。]]
end

local function metas(facts)
  return ([[<meta name="SiteName" content="云岭省人民政府">
<meta name="ColumnName" content="法治政府建设">
<meta name="ArticleTitle" content="%s">
<meta name="PubDate" content="%s 10:20">
<meta name="ContentSource" content="%s">]]):format(facts.title, facts.published, facts.issuer)
end

local function lines_of(text)
  local list = {}
  for line in (text .. "\n"):gmatch "(.-)\r?\n" do
    line = line:match "^%s*(.-)%s*$"
    if line ~= "" then list[#list + 1] = line end
  end
  return list
end

-- A site of today: everything in its <div>, the text in pages of which the second is hidden.
function M.modern(paragraphs, facts)
  local half, parts = #paragraphs // 2, { {}, {} }
  for n, line in ipairs(paragraphs) do
    local part = parts[n <= half and 1 or 2]
    part[#part + 1] = ('<p style="text-indent:2em">&ensp;&ensp;%s</p>'):format(escaped(line))
  end
  return ([[<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="CHARSET"><title>%s_云岭省人民政府</title>
%s
<style>.article p { text-indent: 2em }</style>
<script>var title = "<p>2019年受理行政复议申请777件。</p>"; if (a<b && c>d) { share(); }</script></head>
<body><!-- 2019年受理行政复议申请888件 -->
<div class="header"><div class="nav-box"><ul class="nav">%s</ul></div>
<form action="/search"><input name="q" value="请输入关键字"><button>搜索</button></form>
<select onchange="go(this.value)">%s</select></div>
<div class="breadcrumb">%s</div>
<div class="article-box"><h1 class="article-title">%s</h1>
<div class="article-info"><span>发布日期：%s</span><span>来源：%s</span><span>浏览次数：<b id="hits"></b></span>
<span>字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="bdsharebuttonbox share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="article" id="UCAP-CONTENT"><div class="pages" id="p1">%s</div>
<div class="pages" id="p2" style="display:none">%s</div></div>
<div class="relates"><h3>相关链接</h3><ul class="related">%s</ul></div></div>
<div class="footer"><p>%s</p></div>
<noscript>请开启脚本，本页共有999件信息。</noscript></body></html>]]):format(facts.title, metas(facts), navigation(),
    each(REGIONS, "<option>%s</option>"), breadcrumb(), escaped(facts.title), facts.published, facts.issuer,
    table.concat(parts[1], "\n"), table.concat(parts[2], "\n"), related(), footer())
end

-- A page of 2008: tables within tables, <font>, <br>, tags in capitals, few of them closed.
function M.tables(paragraphs, facts)
  local list = {}
  for n, line in ipairs(paragraphs) do
    list[n] = "&nbsp;&nbsp;&nbsp; " .. escaped(line):gsub("，", "，<FONT face=宋体></FONT>")
  end
  return ([[<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=CHARSET">
<TITLE>云岭省人民政府 - %s</TITLE></HEAD>
<BODY leftMargin=0><TABLE width=960 align=center><TR><TD><IMG src="top.jpg"></TD></TR>
<TR><TD><A href="/">首页</A> | <A href="/a">政务公开</A> | <A href="/b">办事大厅</A> | <A href="/c">公众参与</A></TABLE>
<TABLE width=960 align=center border=0><TR><TD width=200 vAlign=top>
<TABLE><TR><TD>区县链接</TD></TR><TR><TD>%s</TD></TR></TABLE></TD>
<TD vAlign=top><TABLE width="100%%"><TR><TD>当前位置：<A href="/">首页</A>&gt;&gt;<A href="/x">工作报告</A></TD></TR>
<TR><TD align=center><FONT size=5><B>%s</B></FONT></TD></TR>
<TR><TD align=center>发布日期：%s　来源：%s　点击数：<SCRIPT src="hits.js"></SCRIPT></TD></TR>
<TR><TD><HR></TD></TR>
<TR><TD class=text><FONT style="LINE-HEIGHT: 200%%">%s</FONT></TD></TR>
<TR><TD align=right>【<A href="#">打印</A>】【<A href="#">关闭</A>】</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=960 align=center><TR><TD align=center>%s</TD></TR></TABLE></BODY></HTML>]]):format(facts.title,
    each(REGIONS, '<A href="/%s/">%s</A><BR>'), escaped(facts.title), facts.published, facts.issuer,
    table.concat(list, "<BR>\n"), footer())
end

-- Cuts a line as Word does when it saves: after so many characters, in the middle of a sentence.
local function wrapped(line, width)
  local out, n = {}, 0
  for c in line:gmatch(utf8.charpattern) do
    n = n + 1
    out[#out + 1] = c
    if n >= width and #c > 1 then out[#out + 1], n = "\n", 0 end
  end
  return table.concat(out)
end

-- A document of Word saved as a page: a span for every run, lines cut, conditional comments.
function M.word(paragraphs, facts)
  local list = {}
  for n, line in ipairs(paragraphs) do
    local text = wrapped(escaped(line), 29)
    text = text:gsub("%d+", "</span><span lang=EN-US style='font-family:仿宋'>%0</span><span style='font-size:16.0pt'>")
    list[n] = "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>" .. text
      .. "<span lang=EN-US><o:p></o:p></span></span></p>"
  end
  return ([[<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=CHARSET"><title>%s</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Pages>12</o:Pages></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal { margin: 0cm } --></style></head>
<body lang=ZH-CN><div class=Section1>
<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>%s<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
%s
<![if !supportEmptyParas]>&nbsp;<![endif]></div></body></html>]]):format(facts.title, escaped(facts.title),
    table.concat(list, "\n\n"))
end

-- The catalogue of information disclosure: a table of facts, then the title, then the text in sibling parts.
function M.catalogue(paragraphs, facts)
  local list = {}
  for n, line in ipairs(paragraphs) do list[n] = "<div><span>" .. escaped(line) .. "</span></div>" end
  return ([[<!doctype html><html><head><title>政府信息公开</title>
<meta http-equiv="Content-Type" content="text/html; charset=CHARSET"></head>
<body><div id="top"><a href="/">云岭省人民政府</a><div class="region-list">%s</div></div>
<table class="xxgk"><tr><td>索 引 号：</td><td>990000001/2022-00015</td><td>主题分类：</td><td>法治政府</td></tr>
<tr><td>发布机构：</td><td>%s</td><td>发布日期：</td><td>%s</td></tr>
<tr><td>名　　称：</td><td colspan="3">%s</td></tr></table>
<h2>%s</h2>
%s
<div class="pager"><a href="#">上一篇</a><a href="#">下一篇</a></div><div id="foot">%s</div></body></html>]]):format(
    each(REGIONS, '<a href="/%s/">%s</a>'), facts.issuer, facts.published, escaped(facts.title), escaped(facts.title),
    table.concat(list, "\n"), footer())
end

--- The names of the templates.
M.templates = { "modern", "tables", "word", "catalogue" }

local charsets = { ["UTF-8"] = "utf-8", GB18030 = "gb2312", BIG5 = "big5" }

-- What an encoding lacks is written as a number, as browsers do in forms.
local function encode(html, encoding)
  if encoding == "UTF-8" then return html end
  local out = {}
  for c in html:gmatch(utf8.charpattern) do
    out[#out + 1] = #c == 1 and c or encoder.character(c, encoding) or ("&#%d;"):format(utf8.codepoint(c))
  end
  return table.concat(out)
end

--- A report as a page.
-- @param doc a document read from plain text; its body, without the title lines, is the text
-- @param template one of M.templates
-- @param facts { published=, issuer=, title = what the page calls a report without a title }
-- @param encoding "UTF-8" (default), "GB18030", "BIG5"
function M.wrap(doc, template, facts, encoding)
  encoding = encoding or "UTF-8"
  local from, title = 1, doc.meta.title or facts.title
  if doc.parts.title then
    title = doc.body:sub(table.unpack(doc.parts.title)):gsub("\n", "")
    from = doc.parts.title[2] + 1
  end
  local given = { title = title, published = facts.published, issuer = facts.issuer }
  local html = M[template](lines_of(doc.body:sub(from)), given):gsub("CHARSET", charsets[encoding])
  return encode(html, encoding)
end

return M
