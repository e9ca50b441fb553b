-- The loaders of containers: archives, crawls as tables, records and web archives. What is in them
-- comes out whole and under its name; what cannot be had says why, and the rest goes on.

local document = require "fazhi.document"
local files = require "fazhi.core".files
local message = require "fazhi.message"
local pack = require "support.pack"
local zip = require "support.zip"

local body = "青禾县2022年度法治政府建设情况报告\n一、主要举措\n全年受理行政复议申请31件。\n"

-- Chinese in GBK and Big5, by their bytes.
local gbk = {
  ["青禾县"] = "\xC7\xE0\xBA\xCC\xCF\xD8", ["报告"] = "\xB1\xA8\xB8\xE6", ["年度"] = "\xC4\xEA\xB6\xC8",
    ["法治"] = "\xB7\xA8\xD6\xCE",
}
local big5 = {
  ["報告"] = "\xB3\xF8\xA7\x69", ["法治政府"] = "\xAA\x6B\xAA\x76\xAC\x46\xA9\xB2",
    ["功績"] = "\xA5\x5C\xC1\x5A",
}

-- What is found in bytes called `name`: a list of { path=, bytes=, url=, fields= }, { path=, code=, message= },
-- { path=, skipped=true }.
local function found(bytes, name, options)
  options = options or {}
  options.path = name
  local list = {}
  for one in document.each_in(bytes, options) do
    local item = one.input
    list[#list + 1] = { path = one.path, code = one.code, message = one.message, skipped = one.skipped,
      bytes = item and item:bytes(), url = item and item.url, fields = item and item.fields }
  end
  return list
end

local function paths(list)
  local out = {}
  for i, one in ipairs(list) do out[i] = (one.code and one.code .. " " or one.skipped and "- " or "") .. one.path end
  return out
end

local function zipped(names)
  local entries = {}
  for i, name in ipairs(names) do entries[i] = { name = name, bytes = body } end
  return zip.pack(entries)
end

setup(function() message.set_language "en" end)
teardown(function() message.set_language(nil) end)

describe("zip", function()
  it("gives its members under their names", function()
    local list = found(zip.pack {
      { name = "报告/", bytes = "" }, { name = "报告/a.txt", bytes = body, utf8 = true }, { name = "b.md",
        bytes = "b" },
    }, "x.zip")
    assert.same({ "x.zip#报告/a.txt", "x.zip#b.md" }, paths(list))
    assert.equal(body, list[1].bytes)
  end)

  it("reads names in GBK, in Big5, and in UTF-8 without the flag", function()
    local list = found(zipped { gbk["青禾县"] .. "/2022" .. gbk["年度"] .. gbk["报告"] .. ".txt",
      gbk["法治"] .. ".txt" }, "x.zip")
    assert.same({ "x.zip#青禾县/2022年度报告.txt", "x.zip#法治.txt" }, paths(list))
    list = found(zipped { big5["法治政府"] .. big5["報告"] .. ".txt", big5["功績"] .. big5["報告"]
      .. ".txt" }, "x.zip")
    assert.same({ "x.zip#法治政府報告.txt", "x.zip#功績報告.txt" }, paths(list))
    assert.same({ "x.zip#青禾县.txt" }, paths(found(zipped { "青禾县.txt" }, "x.zip")))
    assert.same({ "x.zip#平山.txt" }, paths(found(zipped { "\xC6\xBD\xC9\xBD.txt" }, "x.zip"))) -- valid UTF-8 as well
  end)

  it("takes backslashes for slashes, but not the second byte of a character", function()
    assert.equal("x.zip#报告/a.txt", found(zipped { gbk["报告"] .. "\\a.txt" }, "x.zip")[1].path)
    local list = found(zipped { big5["法治政府"] .. "\\" .. big5["功績"] .. ".txt" }, "x.zip")
    assert.equal("x.zip#法治政府/功績.txt", list[1].path)
  end)

  it("passes over litter and counts what no loader takes", function()
    local list = found(zipped { "__MACOSX/._a.txt", ".DS_Store", "d/Thumbs.db", "d/.x.txt", "~$a.txt", "a.png",
      "noending" },
      "x.zip")
    assert.same({ "- x.zip#a.png", "- x.zip#noending", "E315 x.zip" }, paths(list))
  end)

  it("keeps two members of one name apart", function()
    local archive = zip.pack { { name = "a.txt", bytes = "one" }, { name = "d/a.txt", bytes = "two" },
      { name = "a.txt", bytes = "three" }, { name = "a (2).txt", bytes = "four" }, { name = "a.txt", bytes = "five" } }
    local list = found(archive, "x.zip")
    assert.same({ "x.zip#a.txt", "x.zip#d/a.txt", "x.zip#a (2).txt", "x.zip#a (2) (2).txt", "x.zip#a (3).txt" },
      paths(list))
    assert.equal("three", list[3].bytes)
    assert.same(paths(list), paths(found(archive, "x.zip")))
  end)

  it("refuses names that lead out, and reads the others", function()
    local list = found(zipped { "../a.txt", "a/../../b.txt", "/etc/c.txt", "C:\\d.txt", "..\\e.txt",
      "a..b/f.txt" }, "x.zip")
    assert.same({ "E314 x.zip#../a.txt", "E314 x.zip#a/../../b.txt", "E314 x.zip#/etc/c.txt", "E314 x.zip#C:/d.txt",
      "E314 x.zip#../e.txt", "x.zip#a..b/f.txt" }, paths(list))
  end)

  it("says of each encrypted member that it needs a password", function()
    local list = found(zip.pack { { name = "a.txt", bytes = body, flags = 1 }, { name = "b.txt", bytes = body } },
      "x.zip")
    assert.same({ "E312 x.zip#a.txt", "x.zip#b.txt" }, paths(list))
  end)

  it("tells a damaged member and reads the others", function()
    local list = found(zip.pack { { name = "a.txt", bytes = body, crc = 1 }, { name = "b.txt", bytes = body } },
      "x.zip")
    assert.same({ "E311 x.zip#a.txt", "x.zip#b.txt" }, paths(list))
    assert.same({ "E311 x.zip" }, paths(found(zipped({ "a.txt" }):sub(1, -30), "x.zip")))
  end)

  it("reads archives in archives, three deep and no deeper", function()
    local function nested(n)
      local bytes = zipped { "a.txt" }
      for _ = 2, n do bytes = zip.pack { { name = "x.zip", bytes = bytes } } end
      return bytes
    end
    assert.same({ "y.zip#x.zip#x.zip#a.txt" }, paths(found(nested(3), "y.zip")))
    assert.same({ "E314 y.zip#x.zip#x.zip#x.zip" }, paths(found(nested(4), "y.zip")))
  end)

  it("says that there is nothing in an empty archive", function()
    assert.same({ "E315 x.zip" }, paths(found(zip.pack {}, "x.zip")))
  end)

  it("shows what is no character in a name, and what would move the cursor", function()
    local list = found(zipped { "a\27[2J\n.txt", "\xFF\xFE\xFD.txt" }, "x.zip")
    assert.equal("x.zip#a\\x1b[2J\\x0a.txt", list[1].path)
    assert.truthy(utf8.len(list[2].path))
  end)

  it("leaves other documents that are packed to whoever can read it", function()
    local list = found(zipped { "OFD.xml", "Doc_0/Document.xml" }, "x.zip")
    assert.same({ "E303 x.zip" }, paths(list))
    assert.matches("OFD", list[1].message)
  end)

  it("unpacks a single file of gzip", function()
    local list = found(pack.gzip(body), "a.txt.gz")
    assert.same({ "a.txt.gz#a.txt" }, paths(list))
    assert.equal(body, list[1].bytes)
    assert.same({ "E311 a.txt.gz" }, paths(found(pack.gzip(body):sub(1, -9), "a.txt.gz")))
  end)

  it("gives one member by its name", function()
    local dir = os.tmpname()
    os.remove(dir)
    files.mkdir(dir)
    local file = assert(io.open(dir .. "/x.zip", "wb"))
    file:write(zip.pack { { name = "a.txt", bytes = "别的\n一、甲\n内容。\n" }, { name = gbk["报告"]
      .. ".txt", bytes = body } })
    file:close()
    local doc = assert(document.read(dir .. "/x.zip#报告.txt"))
    assert.matches("受理行政复议申请31件", doc.body)
    assert.equal("E316", select(3, document.read(dir .. "/x.zip")))
    os.execute("rm -r " .. dir)
  end)
end)

describe("jsonl", function()
  it("loses the record that has a NUL and no other", function()
    local list = found('{"text":"甲乙丙丁戊己庚辛"}\n{"text":"乙\0"}\n{"text":"丙丁戊己庚辛壬癸"}\n', "c.jsonl")
    assert.same({ "c.jsonl#1", "E311 c.jsonl#2", "c.jsonl#3" }, paths(list))
    assert.same({ "E303 c.jsonl#1" }, paths(found("\0\1\2{" .. ("\0"):rep(500), "c.jsonl")))
    assert.same({ "E303 c.jsonl#1" }, paths(found('{"a":1}' .. ("\0"):rep(500), "c.jsonl")))
  end)

  it("takes no number for a text", function()
    local list = found('{"text":1}\n{"text":"12.5"}\n{"text":2,"content":"甲"}\n', "c.jsonl")
    assert.same({ "E315 c.jsonl#1", "c.jsonl#3", "E315 c.jsonl#1" }, paths(list))
    assert.matches("“text”", list[1].message)
    assert.same({ "E315 c.jsonl#1" }, paths(found('{"text":"甲","n":3}', "c.jsonl", { text_column = "n" })))
  end)

  it("finds its way back behind bad lines that open brackets, in more than one value may have", function()
    local bad, rest = '{"text":[1,\n["a":\n', {}
    for _, size in ipairs { 10, 1000, 15000 } do
      for i = 1, 60 do rest[i] = ('{"text":"甲%s"}\n'):format(("乙"):rep(size)) end
      for _, max in ipairs { 1 << 17, 1 << 20 } do
        local list = found(bad .. table.concat(rest), "c.jsonl", { max_bytes = max })
        assert.same({ "E311 c.jsonl#1", "E311 c.jsonl#2", "c.jsonl#3" }, { table.unpack(paths(list), 1, 3) })
        assert.equal(62, #list)
      end
    end
  end)

  it("reads a value over several lines that is nearly as large as one may be, and tells one that is larger", function()
    local lines = {}
    for i = 1, 300 do lines[i] = ('  "k%d": "%s",\n'):format(i, ("乙"):rep(60)) end
    local big = "{\n" .. table.concat(lines) .. '  "text": "甲"\n}\n{"text":"丙"}\n'
    assert.same({ "c.jsonl#1", "c.jsonl#304" }, paths(found(big, "c.jsonl", { max_bytes = #big })))
    assert.same({ "E305 c.jsonl#1", "c.jsonl#304" }, paths(found(big, "c.jsonl", { max_bytes = #big // 2 })))
  end)

  it("gives a record a line, named by it, with its address and what is said of it", function()
    local first = '{"url":"http://a.gov.cn/1","title":" 报告 ","content":"甲","pubdate":"2023-01-05"}'
    local list = found(first .. '\n\n{"html":"<p>乙</p>"}',
      "c.jsonl")
    assert.same({ "c.jsonl#1", "c.jsonl#3" }, paths(list))
    assert.same({ "甲", "http://a.gov.cn/1" }, { list[1].bytes, list[1].url })
    assert.same({ title = "报告", published = "2023-01-05" }, list[1].fields)
    assert.same({ "<p>乙</p>" }, { list[2].bytes })
  end)

  it("takes a whole page before the text that was taken out of it, and Chinese names", function()
    assert.equal("<p>", found('{"text":"甲","Raw HTML":"<p>"}', "c.jsonl")[1].bytes)
    local one = found('{"正文":"甲","网址":"http://x","标题":"乙","发布日期":"2022年1月3日","发文机关":"青禾县人民政府"}', "c.jsonl")[1]
    assert.same({ "甲", "http://x" }, { one.bytes, one.url })
    assert.same({ title = "乙", published = "2022年1月3日", issuer = "青禾县人民政府" }, one.fields)
  end)

  it("never takes the time of the crawl for a date of publication", function()
    assert.is_nil(found('{"text":"甲","crawl_time":"2024-01-01","timestamp":1700000000,"采集时间":"2024"}',
      "c.jsonl")[1].fields)
  end)

  it("reads an instant as a day in China", function()
    assert.same({ published = "2024-02-27" }, found('{"text":"甲","publishTime":1708963200000}', "c.jsonl")[1].fields)
    assert.same({ published = "2024-02-27" }, found('{"text":"甲","publishTime":1708963200}', "c.jsonl")[1].fields)
  end)

  it("takes the columns that were asked for, also inner ones", function()
    local s = '{"text":"甲","page":{"source":"乙"},"at":"http://x","url":"http://y"}'
    local one = found(s, "c.jsonl", { text_column = "page.source", url_column = "at" })[1]
    assert.same({ "乙", "http://x" }, { one.bytes, one.url })
    assert.equal("甲", found('{"data":{"content":"甲"}}', "c.jsonl")[1].bytes)
  end)

  it("lists the columns where none is known, once for all records alike", function()
    local list = found('{"a":1,"b":"x"}\n{"b":"y","a":2}\n{"b":"z","a":3}\n{"text":"甲"}\n', "c.jsonl")
    assert.same({ "E315 c.jsonl#1", "c.jsonl#4", "E315 c.jsonl#1" }, paths(list))
    assert.matches("there are a, b", list[1].message)
    assert.matches("^2 more records", list[3].message)
    list = found('{"text":"甲"}', "c.jsonl", { text_column = "html" })
    assert.matches("no column “html”.*there are text", list[1].message)
  end)

  it("tells a bad line by its number and reads the next", function()
    local list = found('{"text":"甲"}\n{"text":"乙\n[1,2]\n"text"\n{"text":"丙"}\n{"text":', "c.jsonl")
    assert.same({ "c.jsonl#1", "E311 c.jsonl#2", "E315 c.jsonl#3", "E311 c.jsonl#4", "c.jsonl#5",
      "E311 c.jsonl#6" }, paths(list))
  end)

  it("tells each of several bad lines at the beginning and reads the rest", function()
    local rest = '{"text":"甲"}\n{"text":乙}\n{"text":"丙"}\n'
    local told = { "E311 c.jsonl#1", "E311 c.jsonl#2", "c.jsonl#3", "E311 c.jsonl#4", "c.jsonl#5" }
    for _, bad in ipairs { "甲\n乙\n", '{"text":\n"乙"\n', '{"text":"甲\n乙"}\n', '{"text":甲\n"乙"\n', '{"text":{\n甲\n',
      '{"text":"甲","b":{\n"text\n', '甲\n{"text":\n', '{"text":甲}\n{"text":乙\n', '"甲"\n乙\n' } do
      assert.same(told, paths(found(bad .. rest, "c.jsonl")), bad)
    end
  end)

  it("reads values spread over lines behind a bad line or a bad value", function()
    local good = '{\n "text": "甲",\n "list": [\n  {"a": 1}\n ]\n}\n'
    assert.same({ "E311 c.jsonl#1", "E311 c.jsonl#2", "c.jsonl#3", "c.jsonl#9" },
      paths(found("甲\n乙\n" .. good .. good, "c.jsonl")))
    assert.same({ "E311 c.jsonl#1", "c.jsonl#5", "c.jsonl#11" },
      paths(found('{\n "text": 甲,\n "b": 1\n}\n' .. good .. good, "c.jsonl")))
  end)

  it("reads one array, also spread over lines, past a bad item", function()
    local list = found('[\n {"text": "甲{[\\"]}"},\n {"text": 乙},\n\n {\n "text": "丙" }\n]\n', "c.json")
    assert.same({ "c.json#2", "E311 c.json#3", "c.json#5" }, paths(list))
    assert.equal('甲{["]}', list[1].bytes)
  end)

  it("reads the list inside the answer of an interface", function()
    local s = '{\n "code": 0,\n "data": {"total": 2, "list": [\n  {"content": "甲"}, {"content": "乙"}\n ]}\n}\n'
    local list = found(s, "c.json")
    assert.same({ "c.json#1.1", "c.json#1.2" }, paths(list))
    assert.equal("乙", list[2].bytes)
  end)

  it("reads GBK and gzip", function()
    local list = found(pack.gzip('{"content":"' .. gbk["青禾县"] .. gbk["法治"] .. gbk["报告"] .. '"}\n'),
      "c.jsonl.gz")
    assert.same({ "c.jsonl.gz#1" }, paths(list))
    assert.equal("青禾县法治报告", list[1].bytes)
  end)

  it("is known by its bytes whatever its name", function()
    assert.same({ "-#1" }, paths(found('{"text":"甲"}\n', "-")))
    assert.same({ "a.txt" }, paths(found("{注}甲\n", "a.txt")))
  end)

  it("refuses what is nested to overflow its reader", function()
    local list = found(("["):rep(200000) .. "\n" .. '{"text":' .. ('{"a":'):rep(100000) .. "\n", "c.jsonl")
    for _, one in ipairs(list) do assert.truthy(one.code) end
    assert.truthy(#list >= 1)
  end)
end)

describe("csv as a crawl", function()
  it("gives a record a row, named by its line", function()
    local list = found('url,title,content\nhttp://a/1,报告,"甲\n乙"\nhttp://a/2,,丙\n', "c.csv")
    assert.same({ "c.csv#2", "c.csv#4" }, paths(list))
    assert.same({ "甲\n乙", "http://a/1" }, { list[1].bytes, list[1].url })
    assert.same({ title = "报告" }, list[1].fields)
    assert.is_nil(list[2].fields)
  end)

  it("reads tabs by the ending, and a column asked for", function()
    local list = found("a,b\tc\n1\t甲,乙\n", "c.tsv", { text_column = "c" })
    assert.equal("甲,乙", list[1].bytes)
  end)

  it("tells the rows without text once, and a quote never closed", function()
    local list = found('title,content\na,甲\nb,\nc,\nd,"乙\ne,丙\n', "c.csv")
    assert.same({ "c.csv#2", "E315 c.csv#3", "E311 c.csv#5", "E315 c.csv#3" }, paths(list))
    assert.same({ "E302 c.csv" }, paths(found("", "c.csv")))
    assert.same({ "E315 c.csv" }, paths(found("title,content\n", "c.csv")))
  end)
end)

describe("warc", function()
  local html = { "Content-Type", "text/html; charset=utf-8" }
  local page = "<html><body><p>" .. body .. "</p></body></html>"

  local function answer(fields, text, status)
    return pack.http(status or "200 OK", fields, text)
  end

  it("gives the pages answered with 200 by their addresses", function()
    local list = found(pack.warc("warcinfo", nil, "software: x\r\n") .. pack.warc("request", "http://a/",
      "GET / HTTP/1.1\r\n\r\n")
      .. pack.warc("response", "<http://a.gov.cn/1.html>", answer({ html }, page))
      .. pack.warc("response", "http://a/2", answer({ html }, "gone", "404 Not Found"))
      .. pack.warc("response", "http://a/3.png", answer({ { "Content-Type", "image/png" } }, "\137PNG"))
      .. pack.warc("revisit", "http://a/4", answer({ html }, "")) .. pack.warc("resource", "http://a/5.txt", body,
        { { "Content-Type", "text/plain" } }), "c.warc")
    assert.same({ "c.warc#http://a.gov.cn/1.html", "c.warc#http://a/5.txt" }, paths(list))
    assert.same({ page, "http://a.gov.cn/1.html" }, { list[1].bytes, list[1].url })
    assert.equal(body, list[2].bytes)
    assert.is_nil(list[1].fields)
  end)

  it("undoes gzip, deflate and chunks, also where the crawler did so already", function()
    local chunked = ("%x;x=y\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n"):format(10, page:sub(1, 10), #page - 10, page:sub(11))
    local te, gz, fl = { "Transfer-Encoding", "chunked" }, { "Content-Encoding", "gzip" }, { "Content-Encoding",
      "deflate" }
    local parts = { answer({ html, gz }, pack.gzip(page)), answer({ html, te }, chunked), answer({ html, te, gz },
      page),
      answer({ html, fl }, pack.stored(page)), answer({ html, fl }, page), answer({ html, { "Content-Encoding",
        "br" } }, page) }
    local records = {}
    for i, block in ipairs(parts) do records[i] = pack.warc("response", "http://a/" .. i, block) end
    local list = found(table.concat(records), "c.warc")
    assert.equal(#parts, #list)
    for _, one in ipairs(list) do assert.equal(page, one.bytes) end
  end)

  it("says what it cannot unpack, and goes on", function()
    local list = found(pack.warc("response", "http://a/1", answer({ html, { "Content-Encoding", "br" } },
      "\x8b\5\x80\1\2"))
      .. pack.warc("response", "http://a/2", answer({ html, { "Content-Encoding", "gzip" } },
        pack.gzip(page):sub(1, 40)))
      .. pack.warc("response", "http://a/3", answer({ html }, page), { { "WARC-Truncated", "length" } })
      .. pack.warc("response", "http://a/4", "no HTTP at all") .. pack.warc("response", "http://a/5",
        answer({ html }, page)),
      "c.warc")
    assert.same({ "E303 c.warc#http://a/1", "E311 c.warc#http://a/2", "E311 c.warc#http://a/3",
      "E311 c.warc#http://a/4",
      "c.warc#http://a/5" }, paths(list))
    assert.matches("br", list[1].message)
  end)

  it("takes a document whose server did not know its type by its bytes", function()
    local vague = { "Content-Type", "application/octet-stream" }
    local list = found(pack.warc("response", "http://a/1", answer({ vague }, page)) .. pack.warc("response",
      "http://a/2",
      answer({ vague }, "\0\1\2\3")) .. pack.warc("response", "http://a/3", answer({}, page)), "c.warc")
    assert.same({ "c.warc#http://a/1", "c.warc#http://a/3" }, paths(list))
  end)

  it("reads what is before the place where it is cut off, and says so", function()
    local whole = pack.warc("response", "http://a/1", answer({ html }, page)) .. pack.warc("response",
      "http://a/2", answer({ html }, page))
    assert.same({ "c.warc#http://a/1", "E311 c.warc#http://a/2" }, paths(found(whole:sub(1, -40), "c.warc")))
    local packed = pack.gzip(pack.warc("response", "http://a/1", answer({ html }, page)))
    assert.same({ "c.warc.gz#http://a/1" }, paths(found(packed, "c.warc.gz")))
  end)

  it("finds the next record behind a bad one", function()
    local good = pack.warc("response", "http://a/1", answer({ html }, page))
    local bad = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nrubbish\r\n\r\n"
    assert.same({ "E311 c.warc#1", "c.warc#http://a/1" }, paths(found(bad .. good, "c.warc")))
    assert.same({ "E311 c.warc#1" }, paths(found("no archive\n", "c.warc")))
    assert.same({ "E315 c.warc" }, paths(found("", "c.warc")))
  end)

  it("passes over a record larger than the limit", function()
    local list = found(pack.warc("response", "http://a/1", answer({ html }, ("x"):rep(5000)))
      .. pack.warc("response", "http://a/2",
      answer({ html }, page)), "c.warc", { max_bytes = 2000 })
    assert.same({ "E305 c.warc#http://a/1", "c.warc#http://a/2" }, paths(list))
  end)
end)

describe("containers in containers", function()
  it("reads a crawl inside an archive", function()
    local list = found(zip.pack { { name = "c.jsonl", bytes = '{"text":"甲"}\n' }, { name = "t.csv",
      bytes = "content\n乙\n" } }, "x.zip")
    assert.same({ "x.zip#c.jsonl#1", "x.zip#t.csv#2" }, paths(list))
  end)

  it("knows the facts a record gives beside its text", function()
    local options = { path = "c.jsonl" }
    local line = '{"title":"青禾县2022年度法治政府建设情况报告","published":"2023-01-05","url":"http://a.gov.cn/x","text":'
      .. '"一、主要举措\\n全年受理行政复议申请31件。\\n"}'
    for one in document.each_in(line, options) do
      local doc = assert(document.of(one.input, options))
      assert.equal("2023-01-05", doc.meta.published)
      assert.equal("http://a.gov.cn/x", doc.url)
    end
  end)
end)

describe("reports in containers", function()
  it("give the sections, figures and facts of the files by themselves", function()
    for _, result in ipairs(require("accuracy.containers").compare("examples/reports", 6)) do
      assert.same({ result.name, 5, 0 }, { result.name, result.documents, result.differences })
    end
  end)
end)

describe("files that are gone, or never were any", function()
  it("says so when one vanishes between listing and reading", function()
    local dir = os.tmpname()
    os.remove(dir)
    files.mkdir(dir)
    for _, name in ipairs { "a.txt", "b.txt" } do
      local file = assert(io.open(dir .. "/" .. name, "wb"))
      file:write(body)
      file:close()
    end
    local list = require("fazhi.intake").expand({ dir }).files
    os.remove(dir .. "/a.txt")
    local codes = {}
    for i, path in ipairs(list) do
      for one in document.each(path) do codes[i] = one.code or "read" end
    end
    assert.same({ "E301", "read" }, codes)
    os.execute("rm -r " .. dir)
  end)

  it("stops reading a pipe at the limit of a file", function()
    local endless = { read = function(_, n) return ("x"):rep(n) end }
    local list = {}
    for one in document.each_from(endless, { max_bytes = 1 << 22 }) do list[#list + 1] = one.code end
    assert.same({ "E305" }, list)
  end)

  it("refuses a text beyond any report", function()
    local list = found(("全年受理行政复议申请31件。\n"):rep(110000), "a.txt")
    assert.equal(1, #list)
    assert.equal("E305", select(3, document.decode(list[1].bytes)))
  end)
end)

describe("shown", function()
  it("is text on one line whatever comes in", function()
    assert.equal("法治a", message.shown "法治a")
    assert.equal("\\x1b[2J\\x0a\\x00", message.shown "\27[2J\n\0")
    assert.equal("法\\xff\\xfe治\\xe6", message.shown "法\xFF\xFE治\xE6")
    assert.equal("\\xed\\xa0\\x80", message.shown "\u{D800}")
  end)
end)

-- A file of ours for the time of f.
local function with_file(ending, f)
  local path = os.tmpname()
  os.remove(path)
  path = path .. ending
  local function put(bytes)
    local file <close> = assert(io.open(path, "wb"))
    file:write(bytes)
  end
  local ok, why = pcall(f, path, put)
  os.remove(path)
  assert(ok, why)
end

local function record(name, count, url)
  return ('{"url":"%s","content":"%s2022年度法治政府建设情况报告\\n全年受理行政复议申请%d件。\\n"}\n')
    :format(url or "http://x.example/" .. name, name, count)
end

local function add_all(corpus, path)
  local run, counts = {}, {}
  for one in document.each(path) do
    local what = assert(corpus:add(assert(document.of(one.input)):complete(), { run = run }))
    counts[what] = (counts[what] or 0) + 1
  end
  return counts
end

local function stored_paths(corpus)
  local list = {}
  for report in corpus:reports({ twins = "all" }):each() do
    list[report.report_id] = report.path:match "#.*$" .. " " .. report:text():match "^[^2]*"
  end
  return list
end

describe("a crawl that is added again", function()
  local corpora = require "fazhi.corpus"

  it("has its records where they stand now", function()
    with_file(".jsonl", function(path, put)
      local corpus <close> = assert(corpora.open(":memory:", "create"))
      put(record("甲县", 31) .. record("乙县", 32))
      assert.same({ new = 2 }, add_all(corpus, path))
      put(record("乙县", 32) .. record("甲县", 31))
      assert.same({ same = 2 }, add_all(corpus, path))
      assert.same({ "#2 甲县", "#1 乙县" }, stored_paths(corpus))
    end)
  end)

  it("keeps a report and its corrections when others come before it", function()
    with_file(".jsonl", function(path, put)
      local corpus <close> = assert(corpora.open(":memory:", "create"))
      put(record("甲县", 31) .. record("乙县", 32))
      add_all(corpus, path)
      assert(corpus:correct("r1", "issuer", "甲县人民政府"))
      put(record("丙县", 33) .. record("甲县", 31) .. record("乙县", 39))
      assert.same({ new = 1, same = 1, updated = 1 }, add_all(corpus, path))
      assert.same({ "#2 甲县", "#3 乙县", "#1 丙县" }, stored_paths(corpus))
      assert.equal("甲县人民政府", corpus:report("r1").issuer)
      assert.matches("39件", corpus:report("r2"):text())
      assert.not_equal("甲县人民政府", corpus:report("r3").issuer)
    end)
  end)

  it("does not lose one of two records with one address", function()
    with_file(".jsonl", function(path, put)
      local corpus <close> = assert(corpora.open(":memory:", "create"))
      put(record("甲县", 31, "http://x.example/") .. record("乙县", 32, "http://x.example/"))
      assert.same({ new = 2 }, add_all(corpus, path))
      assert.same({ "#1 甲县", "#2 乙县" }, stored_paths(corpus))
    end)
  end)

  it("leaves the first name to bytes that stand twice in an archive", function()
    with_file(".zip", function(path, put)
      local corpus <close> = assert(corpora.open(":memory:", "create"))
      put(zipped { "a.txt", "b.txt" })
      for _ = 1, 2 do
        add_all(corpus, path)
        assert.equal(path .. "#a.txt", corpus:report("r1").path)
      end
      put(zipped { "c.txt" })
      add_all(corpus, path)
      assert.equal(path .. "#c.txt", corpus:report("r1").path)
    end)
  end)
end)

describe("the original of a report", function()
  local sha256 = require("fazhi.core").text.sha256

  it("is the member that has its bytes, whatever it is called now", function()
    with_file(".zip", function(path, put)
      put(zip.pack { { name = "a.txt", bytes = "甲" .. body }, { name = "b.txt", bytes = "乙" .. body } })
      local item, state = document.original(path .. "#a.txt", sha256("甲" .. body))
      assert.same({ "甲" .. body }, { item:bytes(), state })
      item, state = document.original(path .. "#a.txt", sha256("乙" .. body))
      assert.same({ "乙" .. body, "moved", path .. "#b.txt" }, { item:bytes(), state, item.path })
      item, state = document.original(path .. "#a.txt", sha256("丙"))
      assert.same({ "甲" .. body, "changed" }, { item:bytes(), state })
      assert.equal("E301", select(3, document.original(path .. "#c.txt", sha256("丙"))))
    end)
    assert.equal("E301", select(3, document.original("/nowhere/a.zip#c.txt", sha256("丙"))))
  end)

  it("is found in folders with a # in their name", function()
    local dir = files.tempdir()
    os.execute("mkdir '" .. dir .. "/a#b'")
    assert(files.write(dir .. "/a#b/x.zip", zipped { "c.txt" }))
    local item, state = document.original(dir .. "/a#b/x.zip#c.txt", sha256(body))
    files.remove_tree(dir)
    assert.same({ body }, { item:bytes(), state })
  end)
end)
