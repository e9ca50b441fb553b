-- failures: what cannot be done says so in one clear message with a stable code and the right
-- exit status, and nothing that was stored is lost.

local tap = require "tap"

local build = os.getenv "B" or "build"
local fazhi = build .. "/fazhi --lang en "
local work = os.tmpname()
os.remove(work)
os.execute("mkdir -p " .. work .. "/empty_folder")
local corpus = work .. "/kept.db"

local function write(name, bytes)
  local file = assert(io.open(work .. "/" .. name, "wb"))
  file:write(bytes)
  file:close()
  return work .. "/" .. name
end

-- Runs a command; returns its exit status, stdout and stderr.
local function run(command)
  local out, err = work .. "/out", work .. "/err"
  local _, how, code = os.execute(("%s >%s 2>%s </dev/null"):format(command, out, err))
  local function slurp(path)
    local file <close> = assert(io.open(path, "rb"))
    return file:read "a"
  end
  return how == "exit" and code or 128 + code, slurp(out), slurp(err)
end

local function stored()
  local _, out = run(fazhi .. "sql -c " .. corpus .. " 'SELECT count(*) AS n FROM report' -f jsonl")
  return tonumber(out:match '"n":(%d+)')
end

write("good.txt", "青禾县人民政府\n关于2022年法治政府建设情况的报告\n一、主要举措\n全年受理行政复议申请31件。\n")
local code = run(fazhi .. "--regions examples/regions.tsv add -c " .. corpus .. " " .. work .. "/good.txt")
tap.ok(code == 0 and stored() == 1, "one report is stored to begin with", "exit " .. tostring(code))

-- A file of the user's own catalogue that is broken, under a home of its own.
local function own_catalogue(home, text)
  os.execute(("mkdir -p '%s/%s/fazhi/catalogue/rule_of_law'"):format(work, home))
  write(home .. "/fazhi/catalogue/rule_of_law/own.lua", text)
  return ("XDG_CONFIG_HOME='%s/%s' "):format(work, home)
end

local slipped = own_catalogue("slipped", 'return {\n  { id = "own_a"， zh = "甲", find = "甲 <数>" },\n}\n')
local unclosed = own_catalogue("unclosed", 'return {\n  { id = "own_a", zh = "甲",\n    find = "(甲|乙 <数>" },\n}\n')
local failing = own_catalogue("failing", 'return { { id = "own_a", zh = "甲", find = "受理行政复议申请 <数>",\n'
  .. "  check = function(v) return v.x.y end } }\n")

for _, case in ipairs {
  { slipped, "indicators test", 5, "own.lua:2: .-\n    { id = .-\n +^\n  a full%-width ， stands here, , is wanted\n" },
  { unclosed, "indicators test", 5, "own.lua:3: own_a: find: .-\n  %(甲|乙 <数>\n         %^\nmend the file" },
  { unclosed, "get review_accepted -c CORPUS", 0, "1 report was observed with another catalogue" },
  { slipped, "get review_accepted -c CORPUS", 0, "the catalogue is broken, .-own.lua:2: " },
  { slipped, "get 甲 -c CORPUS", 5, "E502: .-own.lua:2: " },
  { unclosed, "observe -c CORPUS", 5, "E502: .-own.lua:3: own_a: find: " },
  { failing, "indicators test", 5, "E502: .-own.lua: own_a: check: .-own.lua:2: attempt to index" },
  { failing, "observe -c CORPUS", 3, "E502: r1: .-own.lua: own_a: check: .-own.lua:2: attempt to index" },
} do
  local status, _, err = run(case[1] .. fazhi .. case[2]:gsub("CORPUS", corpus))
  tap.ok(status == case[3] and err:find(case[4]) and not err:find("traceback", 1, true),
    "a broken catalogue of the user's: " .. case[2], ("exit %d\n%s"):format(status, err))
end

local cases = {
  { "a missing file", "add -c CORPUS WORK/nowhere.txt", 3, "E301" },
  { "an empty file", "add -c CORPUS " .. write("empty.txt", ""), 3, "E302" },
  { "a file of blanks", "add -c CORPUS " .. write("blank.txt", " \n\t\n　\n"), 3, "E302" },
  { "a picture", "add -c CORPUS " .. write("picture.txt", "\137PNG\r\n\26\n" .. ("\0\1\2"):rep(99)), 3, "E303" },
  { "an old Word file", "add -c CORPUS "
    .. write("word.txt", "\208\207\17\224\161\177\26\225" .. ("\0"):rep(600)), 3, "E303" },
  { "noise", "add -c CORPUS " .. write("noise.txt", (("\1\2\3\255\254\0\7\200"):rep(200))), 3, "E30[34]" },
  { "a folder without reports", "add -c CORPUS WORK/empty_folder", 3, "E308" },
  { "an encoding that does not exist", "add -c CORPUS --encoding KLINGON WORK/good.txt", 2, "E2%d%d" },
  { "a missing corpus", "list -c WORK/none.db", 4, "E405" },
  { "a corpus that is not one", "list -c " .. write("text.db", ("not a corpus\n"):rep(400)), 4, "E401" },
  { "a corpus that is a folder", "list -c WORK/empty_folder", 4, "E4%d%d" },
  { "a corpus cut in half", "list -c WORK/half.db", 4, "E40[13]" },
  { "an unknown verb", "compere review_accepted -c CORPUS", 2, "E2%d%d", "compare" },
  { "an unknown option", "list -c CORPUS --yaer 2022", 2, "E2%d%d", "%-%-year" },
  { "an unknown indicator", "compare review_acepted -c CORPUS", 2, "E2%d%d", "review_accepted" },
  { "a missing argument", "compare -c CORPUS", 2, "E2%d%d", "INDICATOR" },
  { "a year that is none", "list -c CORPUS --year twenty", 2, "E2%d%d" },
  { "an unknown format", "list -c CORPUS -f yaml", 2, "E2%d%d" },
  { "a script with a syntax error",
    write("broken.lua", "-- broken\nreturn {\n  name = 'x',,\n}\n"), 5, "E50%d", "broken.lua:3" },
  { "a script that fails", write("fails.lua", "-- fails\nreturn { name='fails', api=1, category='analysis', "
    .. "summary='Fails.', summary_zh='失败。', arguments={}, outputs={{name='x',kind='number',help='x'}}, "
    .. "examples={}, run=function() local t; return t.x end }\n") .. " -c CORPUS", 5, "E50%d", "fails.lua" },
  { "a script with a wrong header",
    write("header.lua", "-- header\nreturn { name = 7, run = 'no' }\n"), 5, "E501", "header.lua" },
  { "SQL with an error", "sql -c CORPUS 'SELEC 1'", 2, "E%d%d%d" },
  { "SQL that writes", "sql -c CORPUS 'DELETE FROM report'", 2, "E%d%d%d" },
  { "SQL that attaches", [[sql -c CORPUS "ATTACH 'x.db' AS x"]], 2, "E%d%d%d" },
  { "a search for nothing", "search -c CORPUS ''", 2, "E2%d%d" },
  { "a search without a hit", "search -c CORPUS 不存在的词", 1, "E1%d%d" },
  { "a report that is not there", "show -c CORPUS r999", 1, "E1%d%d" },
  { "a correction to a day that no calendar has", "meta set r1 published=2025-02-30 -c CORPUS", 2, "E2%d%d",
    "2025%-02%-30" },
  { "a correction to a level above the place's",
    "--regions examples/regions.tsv meta set r1 level=province -c CORPUS", 2, "E2%d%d", "990121" },
  { "corrections of a report that is not there", "meta import -c CORPUS "
    .. write("corrections.csv", "id,year\nr1,2022\nr77,2022\n"), 3, "E103", "corrections.csv:3: .-r77" },
  { "evidence that is not there", "why -c CORPUS o999", 1, "E1%d%d" },
  { "a file in a folder that is not there", "list -c CORPUS -o WORK/no/where.xlsx", 3, "E307" },
  { "a workbook in a folder that is not there", "export --wide -c CORPUS -o WORK/no/where.xlsx", 3, "E307",
    "where%.xlsx" },
  { "a table that cannot be exported", "export nothing -c CORPUS", 2, "E208", "observation" },
  { "a filter that means nothing in a table", "export indicator --year 2022 -c CORPUS", 2, "E201", "by year" },
  { "a stored table made wide", "export report --wide -c CORPUS", 2, "E201" },
  { "an export of nothing", "export --year 1999 -c CORPUS", 1, "E101" },
  { "an audit of nothing", "audit --year 1999 -q -c CORPUS", 1, "E101" },
  { "an audit of no values", "audit --size 0 -c CORPUS", 2, "E208", "size" },
  { "an audit by a word it does not know", "audit --read " .. write("audit.csv", "right,id\nmaybe,o1\n1,o2\n"), 3,
    "E223", "audit.csv:2: .-maybe.-yes" },
  { "an audit without its column", "audit --read " .. write("noaudit.csv", "id\no1\n"), 2, "E219", "right" },
  { "an audit that is not there", "audit --read WORK/nowhere.csv", 3, "E301" },
  { "a run that is not there", "log show 99 -c CORPUS", 1, "E103" },
  { "an -e with an error", "-e 'local x = ='", 5, "E50%d" },
}

os.execute(("head -c 9000 %s > %s/half.db"):format(corpus, work))

for _, case in ipairs(cases) do
  local name, arguments, status, pattern, word = table.unpack(case)
  arguments = arguments:gsub("CORPUS", corpus):gsub("WORK", work)
  local got, out, err = run(fazhi .. arguments)
  local first = err:match "[^\n]*"
  local ok = got == status and first:match("^fazhi: " .. pattern .. ": ") ~= nil
    and (not word or err:match(word) ~= nil) and not err:match "stack traceback"
  if case[2]:match "fails%.lua" then
    ok = got == status and first:match("^fazhi: " .. pattern .. ": ") and err:match(word)
  end
  tap.ok(ok, ("%s: exit %d and %s"):format(name, status, pattern),
    ("exit %s\nstdout: %s\nstderr: %s"):format(tostring(got), out:sub(1, 300), err:sub(1, 900)))
  if stored() ~= 1 then tap.ok(false, name .. ": the stored report is still there") end
end

local got, out = run(fazhi .. "--regions examples/regions.tsv add -c " .. corpus .. " " .. work .. "/empty.txt "
  .. write("second.txt", "临溪区2021年度法治政府建设情况报告\n一、主要举措\n全年受理行政复议申请9件。\n"))
tap.ok(got == 3 and out:match "1 new" and out:match "1 failed" and stored() == 2,
  "one bad file never stops the rest", "exit " .. got .. "\n" .. out)

os.execute("rm -rf " .. work)
tap.done()
