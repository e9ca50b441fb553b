-- hostile: input that was made to break its reader, or that breaks it without meaning to. Each lies in a
-- folder beside a good report. The program must say in one line what is wrong, store the good one,
-- and end by itself within 512 MB of address space; `timeout` is there for the day it does not.

local tap = require "tap"
local pack = require "support.pack"
local zip = require "support.zip"

local build = os.getenv "B" or "build"
local sanitized = os.getenv "SANITIZED" ~= nil
local work = os.tmpname()
os.remove(work)
os.execute("mkdir -p " .. work)

local report = "青禾县2022年度法治政府建设情况报告\n一、主要举措\n全年受理行政复议申请31件。\n"

local function quoted(s)
  return "'" .. s:gsub("'", "'\\''") .. "'"
end

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

-- Runs a command line; returns its exit status, stdout and stderr.
local function run(command)
  local out, err = work .. "/out", work .. "/err"
  local _, how, code = os.execute(("</dev/null %s >%s 2>%s"):format(command, out, err))
  return how == "exit" and code or 128 + code, slurp(out), slurp(err)
end

local function shell(command)
  local code, _, err = run("sh -c " .. quoted(command))
  assert(code == 0, command .. "\n" .. err)
end

-- A sanitized program reserves terabytes of address space and needs its time.
local guard = sanitized and "" or "ulimit -v 524288; "
local function fazhi(arguments, env)
  local command = ("%stimeout -s KILL %d env %s %s/fazhi --lang en --regions examples/regions.tsv %s"):format(
    guard, sanitized and 300 or 30, env or "", build, arguments)
  return run("sh -c " .. quoted(command))
end

local count = 0

-- A fresh folder with one good report in it.
local function folder()
  count = count + 1
  local dir = ("%s/%d"):format(work, count)
  shell("mkdir " .. dir)
  return dir
end

local function write(path, ...)
  local file <close> = assert(io.open(path, "wb"))
  for _, s in ipairs { ... } do assert(file:write(s)) end
end

local function lines(s)
  local list = {}
  for line in s:gmatch "[^\n]+" do list[#list + 1] = line end
  return list
end

local function stored(corpus)
  local _, out = run(("%s/fazhi sql -c %s 'SELECT count(*) AS n FROM report' -f jsonl"):format(build, corpus))
  return tonumber(out:match '"n":(%d+)')
end

-- One case: `make(dir)` puts the hostile thing into the folder; `want` is { codes of the lines on
-- stderr in any order; status (3), stored (1), env }.
local function case(name, want, make)
  local dir = folder()
  write(dir .. "/good.txt", report)
  make(dir)
  local corpus = dir .. ".db"
  local status, out, err = fazhi(("add -q -c %s %s"):format(corpus, dir), want.env)
  local told, problems = lines(err), {}
  local codes = {}
  for i, line in ipairs(told) do
    codes[i] = line:match "^fazhi: (E%d%d%d): .+: .+" or line
    if not utf8.len(line) or line:find "%c" then problems[#problems + 1] = "not shown as text: " .. line end
  end
  table.sort(codes)
  if table.concat(codes, " ") ~= table.concat(want, " ") then problems[#problems + 1] = "told: " .. err:sub(1, 1500) end
  if status ~= (want.status or 3) then problems[#problems + 1] = "exit " .. status end
  local n = stored(corpus)
  if n ~= (want.stored or 1) then problems[#problems + 1] = ("%s stored"):format(n) end
  tap.ok(#problems == 0, name, table.concat(problems, "\n") .. "\n" .. out:sub(1, 300))
  if #problems == 0 then os.execute("rm -rf " .. dir .. " " .. corpus) end
end

-- ---- archives ------------------------------------------------------------------------------

-- Deflate data of n times one letter, and the same as gzip, made by gzip itself.
local function letters(n)
  shell(("head -c %d /dev/zero | tr '\\0' a | gzip -9n > %s/letters.gz"):format(n, work))
  local packed = slurp(work .. "/letters.gz")
  return packed:sub(11, -9), packed
end

local bomb, packed_bomb = letters(300 << 20)

-- Deflate of 258 times n letters in 13 bits a time: a bomb that keeps below the ratio of bombs.
local function slow_bomb(n)
  local bits, count_of, bytes = 0, 0, {}
  local function put(value, width)
    bits = bits | value << count_of
    count_of = count_of + width
    while count_of >= 8 do
      bytes[#bytes + 1] = string.char(bits & 255)
      bits, count_of = bits >> 8, count_of - 8
    end
  end
  put(3, 3) -- the last block, with the fixed codes
  put(0x89, 8) -- "a", its code from the highest bit on
  for _ = 1, n do put(0xA3, 8); put(0, 5) end -- length 258, distance 1
  put(0, 7)
  put(0, 7)
  return table.concat(bytes)
end

local function bomb_entry(name, data)
  return { name = name, bytes = data, method = 8, size = 300 << 20, crc = 0 }
end

case("a zip bomb", { "E314" }, function(dir) write(dir .. "/a.zip", zip.pack { bomb_entry("a.txt", bomb) }) end)
case("a zip bomb in archives", { "E314" }, function(dir)
  local inner = zip.pack { { name = "x.zip", bytes = zip.pack { bomb_entry("a.txt", bomb) } } }
  write(dir .. "/a.zip", inner)
end)
case("a bomb below the ratio of bombs", { "E305" }, function(dir)
  write(dir .. "/a.zip", zip.pack { bomb_entry("a.txt", slow_bomb(1200000)) })
end)
case("a gzip bomb as text, records, table and web archive", { "E314", "E314", "E314", "E314" }, function(dir)
  for _, name in ipairs { "a.txt.gz", "b.jsonl.gz", "c.csv.gz", "d.warc.gz" } do write(dir .. "/" .. name,
    packed_bomb) end
end)
case("names that lead out", { "E314", "E314", stored = 2 }, function(dir)
  write(dir .. "/a.zip", zip.pack { { name = "../escaped.txt", bytes = report },
    { name = "/escaped.txt", bytes = report }, { name = "in.txt", bytes = report:gsub("31", "32") } })
end)
tap.ok(not io.open(work .. "/escaped.txt") and not io.open "/escaped.txt", "nothing was unpacked outside")
case("archives in archives", { "E314" }, function(dir)
  local bytes = report
  for i = 1, 30 do bytes = zip.pack { { name = i == 1 and "a.txt" or "a.zip", bytes = bytes } } end
  write(dir .. "/a.zip", bytes)
end)
case("an empty archive", { "E315" }, function(dir) write(dir .. "/a.zip", zip.pack {}) end)
-- One empty member, listed n times in the way of ZIP64.
local function crowd(n)
  local one = zip.pack { { name = "a.txt", bytes = "" } }
  local first = one:find("PK\1\2", 1, true)
  local list = one:sub(first, -23):rep(n)
  local record = ("<c4I8I2I2I4I4I8I8I8I8"):pack("PK\6\6", 44, 45, 45, 0, 0, n, n, #list, first - 1)
  return one:sub(1, first - 1) .. list .. record .. ("<c4I4I8I4"):pack("PK\6\7", 0, first - 1 + #list, 1)
    .. ("<c4I2I2I2I2I4I4I2"):pack("PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
end

case("an archive of 200,001 members", { "E314" }, function(dir)
  write(dir .. "/a.zip", crowd(200001))
end)
case("archives that are none", { "E302", "E311", "E311", "E311", "E311" }, function(dir)
  write(dir .. "/a.zip", ("rubbish"):rep(999))
  write(dir .. "/b.zip", "PK\3\4", ("\0\255"):rep(999))
  write(dir .. "/c.docx", "PK\3\4", ("\0\255"):rep(999))
  write(dir .. "/d.txt.gz", "\31\139\8\0", ("rubbish"):rep(999))
  write(dir .. "/e.csv", "")
end)
case("a member behind a password", { "E312" }, function(dir)
  write(dir .. "/a.zip", zip.pack { { name = "a.txt", bytes = report, flags = 1 } })
end)

-- ---- documents -----------------------------------------------------------------------------

local function docx(xml)
  return zip.pack {
    { name = "[Content_Types].xml", bytes = '<?xml version="1.0"?><Types '
      .. 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name = "word/document.xml", bytes = xml },
  }
end

local open_document = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'

case("an entity bomb in a docx", { "E314" }, function(dir)
  local entities = { '<!ENTITY a0 "' .. ("法治"):rep(100) .. '">' }
  for i = 1, 9 do entities[#entities + 1] = ('<!ENTITY a%d "%s">'):format(i, ("&a" .. i - 1 .. ";"):rep(10)) end
  write(dir .. "/a.docx", docx("<!DOCTYPE d [" .. table.concat(entities) .. "]>" .. open_document
    .. "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"))
end)
case("an outside entity in a docx", { "E314" }, function(dir)
  write(dir .. "/a.docx", docx('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' .. open_document
    .. "<w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"))
end)
case("200,000 tags in one another", { status = 0, stored = 2 }, function(dir)
  write(dir .. "/a.html", "<html><body>", ("<div>"):rep(200000), "<p>", (report:gsub("31", "33"):gsub("\n", "</p><p>")),
    "</p></body></html>")
end)
case("200,000 elements in one another in a docx", { "E314" }, function(dir)
  write(dir .. "/a.docx", docx(open_document .. ("<w:p>"):rep(200000) .. "</w:body></w:document>"))
end)
case("NULs", { "E303", "E303" }, function(dir)
  write(dir .. "/a.txt", ("\0"):rep(1 << 20))
  write(dir .. "/b.html", "<html>", ("\0\1\2\3"):rep(1 << 18))
end)

-- ---- tables and records --------------------------------------------------------------------

local function big(path, head, piece, times, tail)
  local file <close> = assert(io.open(path, "wb"))
  file:write(head)
  for _ = 1, times do file:write(piece) end
  file:write(tail)
end

local mega = ("报告x"):rep(149797)

case("a table with a line of 100 MB", { "E305", stored = 2 }, function(dir)
  big(dir .. "/a.csv", "url,content\n1,", mega, 100, "\n2,\"" .. report:gsub("31", "34") .. "\"\n")
end)
case("texts beyond any report", { "E305", "E305", "E305" }, function(dir)
  big(dir .. "/a.txt", "一、甲\n", "全年受理行政复议申请31件。\n", 6000000, "")
  big(dir .. "/b.txt", "一、甲\n", "全年受理行政复议申请31件。\n", 150000, "")
  big(dir .. "/c.html", "<html><body>", "<p>全年受理行政复议申请31件。</p>\n", 120000, "</body></html>")
end)
case("a quote that is never closed", { "E305" }, function(dir)
  big(dir .. "/a.csv", 'url,content\n1,"', mega .. "\n", 100, "")
end)
case("a record of 100 MB", { "E305", stored = 2 }, function(dir)
  big(dir .. "/a.jsonl", '{"text":"', mega, 100, '"}\n{"text":"' .. report:gsub("31", "35"):gsub("\n", "\\n") .. '"}\n')
end)
case("records nested 200,000 deep", { "E311", "E311", stored = 2 }, function(dir)
  write(dir .. "/a.jsonl", '{"text":', ("["):rep(200000), "\n", ('{"a":'):rep(200000), "\n{\"text\":\"",
    (report:gsub("31", "36"):gsub("\n", "\\n")), '"}\n')
end)
case("web archives that lie about lengths", { "E311", "E311", "E311", "E315" }, function(dir)
  local answer = pack.http("200 OK", { { "Content-Type", "text/html" } }, "<p>")
  local good = pack.warc("response", "http://a.gov.cn/1", answer)
  write(dir .. "/a.warc", (good:gsub("Content%-Length: %d+", "Content-Length: 999999999999999")))
  write(dir .. "/b.warc", (good:gsub("Content%-Length: %d+", "Content-Length: -1")))
  write(dir .. "/c.warc", "WARC/1.0\r\n", ("X: y\r\n"):rep(100000))
  write(dir .. "/d.warc", "")
end)

-- ---- files that are none -------------------------------------------------------------------

case("files of 2 GB", { "E303", "E303", "E305", "E305", "E305", "E311", "E311" }, function(dir)
  for _, name in ipairs { "a.txt", "b.html", "c.pdf", "d.zip", "e.jsonl", "f.csv", "g.warc" } do
    shell("truncate -s 2G " .. dir .. "/" .. name)
  end
end)
case("a pipe that nobody writes to", { "E306" }, function(dir) shell("mkfifo " .. dir .. "/a.txt") end)
case("links in a circle", { "E301" }, function(dir)
  shell(("cd %s && ln -s . again && ln -s c.txt c.txt && mkdir d && ln -s ../d d/up && ln -s .. d/out"):format(dir))
end)
case("a link to nothing", { "E301" }, function(dir) shell("ln -s nowhere " .. dir .. "/a.txt") end)
case("a folder called like a file", { status = 0 }, function(dir) shell("mkdir " .. dir .. "/a.txt") end)

local _, who = run "id -u"
if who:match "^0" then
  tap.ok(true, "a file and a folder without permission # SKIP root may read everything")
else
  case("a file and a folder without permission", { "E301", "E301" }, function(dir)
    write(dir .. "/a.txt", report)
    shell(("mkdir %s/d && chmod 0 %s/d %s/a.txt"):format(dir, dir, dir))
  end)
end

do
  local status, _, err = fazhi "add --dry-run - < /dev/zero"
  tap.ok(status == 3 and err:find "^fazhi: E305: %-: ", "a pipe without end", err)
end

-- ---- names ---------------------------------------------------------------------------------

case("names that are no text", { "E302", stored = 2 }, function(dir)
  write(dir .. "/a\xFF\27[31m\n.txt", (report:gsub("31", "37")))
  write(dir .. "/b\xFE.txt", "")
end)

do
  local dir, corpus = folder(), work .. "/names.db"
  write(dir .. "/a\xFF\27[31m.txt", report)
  fazhi(("add -c %s %s"):format(corpus, dir))
  for _, format in ipairs { "csv", "tsv", "jsonl", "table", "markdown" } do
    local _, out = fazhi(("sql -c %s -f %s 'SELECT path FROM source'"):format(corpus, format))
    tap.ok(utf8.len(out) and out:find("a\\+xff\\+x1b%[31m%.txt") and not out:find "\27",
      "a name that is no text is text in " .. format, out)
  end
end

-- ---- helpers -------------------------------------------------------------------------------

-- A folder with a pdftotext of our own, to be first in PATH.
local function helper(name, script)
  local dir = work .. "/bin_" .. name
  shell("mkdir " .. dir)
  write(dir .. "/pdftotext", "#!/bin/sh\n", script, "\n")
  shell("chmod +x " .. dir .. "/pdftotext")
  return ("PATH=%s:$PATH FAZHI_HELPER_SECONDS=2"):format(dir)
end

local function with_pdf(dir)
  write(dir .. "/a.pdf", "%PDF-1.4\n", ("1 0 obj\n"):rep(9))
end

for name, script in pairs {
  hangs = "sleep 1000", ["hangs in the background"] = "sleep 1000 & wait", ["kills itself"] = "kill -9 $$",
  ["prints without end"] = "cat /dev/zero", ["complains without end"] = "cat /dev/zero >&2",
} do
  case("a helper that " .. name, { "E317", env = helper(name:gsub("%W", "_"), script) }, with_pdf)
end
case("a helper that fails", { "E311", env = helper("fails", "echo Syntax Error >&2; exit 1") }, with_pdf)
case("a helper that is not there", { "E601", env = "PATH=/nonexistent" }, with_pdf)

os.execute("rm -rf " .. work)
tap.done()
