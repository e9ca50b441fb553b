-- loaders: files of every format, broken at random, through every loader. Each must give documents, or
-- nil with a message and a code, and never raise. Run by the program for FUZZ_SECONDS; FUZZ_SEED
-- repeats a run. What breaks is kept in the folder of temporary files and named.

local bbox = require "fazhi.bbox"
local document = require "fazhi.document"
local pack = require "support.pack"
local zip = require "support.zip"

local seconds = tonumber(os.getenv "FUZZ_SECONDS") or 60
local seed = math.tointeger(tonumber(os.getenv "FUZZ_SEED") or os.time())
math.randomseed(seed)
local random = math.random

local report = "云岭省青禾县人民政府\n关于2022年度法治政府建设情况的报告\n发布日期：2023年1月5日\n一、主要举措\n（一）行政复议\n"
  .. "全年受理行政复议申请31件，同比增长58.61%。\n二、存在问题\n1.执法能力有待提高。\n青禾县人民政府\n2023年1月3日\n"

-- ---- what is broken ------------------------------------------------------------------------

local page = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>青禾县2022年度法治政府建设情况报告</title>'
  .. '<meta name="PubDate" content="2023-01-05"></head><body><div class="nav"><a href="/">首页</a></div><table><tr>'
  .. '<td>索引号</td><td>Q-1</td></tr></table><div id="zoom"><p>' .. report:gsub("\n", "</p><p>")
  .. "</p></div></body></html>"

local word = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'

local document_xml = '<?xml version="1.0"?><w:document' .. word .. '<w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/>'
  .. '<w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>' .. report:gsub("\n", "</w:t></w:r></w:p><w:p><w:r><w:t>")
  .. "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:ins><w:r>"
  .. "<w:t>乙</w:t></w:r></w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p></w:body></w:document>"

local numbering_xml = '<?xml version="1.0"?><w:numbering' .. word .. '<w:abstractNum w:abstractNumId="0">'
  .. '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
  .. '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
  .. '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'

local types_xml = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

local function docx(document_part, numbering_part)
  return zip.pack {
    { name = "[Content_Types].xml", bytes = types_xml },
    { name = "word/document.xml", bytes = document_part }, { name = "word/numbering.xml", bytes = numbering_part },
  }
end

local boxes = '<html><body><doc><page width="595" height="842"><flow><block xMin="90" yMin="90" xMax="500" yMax="130">'
  .. '<line xMin="90" yMin="90" xMax="500" yMax="106"><word xMin="90" yMin="90" xMax="300" yMax="106">法治政府</word>'
  .. '<word xMin="310" yMin="90" xMax="500" yMax="106">31件</word></line></block></flow></page></doc></body></html>'

local line = '{"url":"http://a.gov.cn/1","title":"报告","content":"' .. report:gsub("\n", "\\n")
  .. '","n":[1,{"a":null}]}\n'
local sheet = "url,title,content\r\nhttp://a.gov.cn/1,报告,\"" .. report .. "\"\r\n2;\"x\"\"y\",\r\n"
local answer = pack.http("200 OK", { { "Content-Type", "text/html" }, { "Transfer-Encoding", "chunked" } },
  ("%x\r\n%s\r\n0\r\n\r\n"):format(#page, page))
local archive = pack.warc("warcinfo", nil, "x") .. pack.warc("response", "http://a.gov.cn/1", answer)

-- ---- how -----------------------------------------------------------------------------------

local tokens = { "\0", "\xFF", "\xFE\xFF", "\xA1\xA3", "<", ">", "&#x110000;", "&amp", "]]>", "<!--", '"', "\\u",
  "\r\n", "{", "[",
  "0\r\n", "-1", "99999999999999999999", "PK\3\4", "\31\139\8", "%", "一、", "（一）", "2022年",
    "〔2022〕", "１２", "\u{FEFF}",
  "\u{202E}", "<td>", "<table>", "</p>", "w:val=\"", "NaN", "1e999", "Content-Length: 5\r\n" }

local function place(s)
  return random(1, #s + 1)
end

local breakers = {
  function(s) local i = random(1, #s) return s:sub(1, i - 1) .. string.char(random(0, 255)) .. s:sub(i + 1) end,
  function(s) local i = place(s) return s:sub(1, i - 1) .. tokens[random(#tokens)] .. s:sub(i) end,
  function(s) local i, n = place(s), random(1, 40) return s:sub(1, i - 1) .. s:sub(i + n) end,
  function(s) local i, n = place(s), random(1, 200) return s:sub(1, i + n) .. s:sub(i) end,
  function(s) return s:sub(1, place(s)) end,
  function(s) local i, j = place(s), place(s) return s:sub(1, i - 1) .. s:sub(j, j + 60) .. s:sub(i) end,
  function(s) local i = place(s) return s:sub(1, i - 1) .. tokens[random(#tokens)]:rep(random(1, 300)) .. s:sub(i) end,
}

local function broken(s)
  for _ = 1, random(1, 6) do
    if #s == 0 then return s end
    s = breakers[random(#breakers)](s)
  end
  return s
end

-- Breaks it inside its packing or with it.
local function either(inner, wrap)
  if random(3) == 1 then return broken(wrap(inner)) end
  return wrap(broken(inner))
end

local formats = {
  ["a.txt"] = function() return broken(report) end,
  ["a.html"] = function() return broken(page) end,
  ["a.docx"] = function()
    return random(2) == 1 and either(document_xml, function(s) return docx(s, numbering_xml) end)
      or docx(document_xml, broken(numbering_xml))
  end,
  ["a.zip"] = function()
    return either("\xB1\xA8\xB8\xE6/a.txt", function(s)
      return zip.pack { { name = s, bytes = report }, { name = "b.html", bytes = page }, { name = "c.jsonl",
        bytes = line } }
    end)
  end,
  ["a.jsonl"] = function() return broken(line:rep(3)) end,
  ["a.json"] = function() return broken("[\n" .. line:gsub("\n", ",\n"):rep(3) .. "{}\n]\n") end,
  ["a.csv"] = function() return broken(sheet) end,
  ["a.warc"] = function() return broken(archive) end,
  ["a.warc.gz"] = function() return either(archive, pack.gzip) end,
  ["a.txt.gz"] = function() return either(report, pack.gzip) end,
  ["-"] = function() return broken(({ page, line, archive, report, sheet })[random(5)]) end,
}

-- ---- what must hold ------------------------------------------------------------------------

local function is_failure(why, code)
  return type(why) == "string" and why ~= "" and type(code) == "string" and code:find "^E%d%d%d$" ~= nil
end

local function read_all(name, bytes)
  for found in document.each_in(bytes, { path = name, max_bytes = 1 << 20 }) do
    assert(utf8.len(found.path), "a path that is no text")
    if found.input then
      local doc, why, code = document.of(found.input, {})
      if doc then
        doc:complete()
        assert(utf8.len(doc.body), "a body that is no text")
      else
        assert(is_failure(why, code), "a failure without message or code")
      end
    elseif not found.skipped then
      assert(is_failure(found.message, found.code), "a problem without message or code")
    end
  end
end

local function read_boxes(_, bytes)
  local result, why, code = bbox.parse(bytes)
  assert(type(result) == "table" or is_failure(why, code), "a failure without message or code")
end

local function try(name, bytes, read, count)
  local ok, why = xpcall(read, debug.traceback, name, bytes)
  if ok then return end
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(bytes)
  file:close()
  io.stderr:write(("loaders: seed %d, input %d, kept as %s, read as %s:\n%s\n"):format(seed, count, path, name, why))
  os.exit(1)
end

local names, count = {}, 0
for name in pairs(formats) do names[#names + 1] = name end
table.sort(names)
local stop = os.time() + seconds
while os.time() < stop do
  count = count + 1
  local name = names[random(#names)]
  try(name, formats[name](), read_all, count)
  if count % 4 == 0 then try("pdftotext", broken(boxes), read_boxes, count) end
end
print(("loaders: seed %d, %d inputs, all read or refused"):format(seed, count))
