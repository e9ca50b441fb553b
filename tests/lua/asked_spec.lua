-- asked_spec: faults that a person met who used the program as a whole, each with a test named after it:
-- what is remembered from one command to the next, what a name means, and what is said of wrong use.

local program = os.getenv("FAZHI") or (os.getenv("B") or "build") .. "/fazhi"
local home

local function exists(file)
  local f = io.open(file, "rb")
  if f then f:close() end
  return f ~= nil
end

local function write(name, s)
  local f = assert(io.open(home .. "/" .. name, "w"))
  f:write(s)
  f:close()
end

-- Runs one command line with W for the folder of the tests: what it prints on both streams, and the status.
local function run(line)
  local words = ("env -i HOME=%s PATH=/usr/bin:/bin LANG=C.UTF-8 %s %s 2>&1"):format(home, program,
    (line:gsub("%f[%w]W%f[%W]", home)))
  local pipe = io.popen(words)
  local s = pipe:read("a")
  local _, _, status = pipe:close()
  return s, status
end

local function test(name, f)
  it(name, function()
    if not exists(program) then return pending("no program at " .. program) end
    f()
  end)
end

local function report(place, year, sentence)
  write(("%s_%d.txt"):format(place, year),
    ("%s%d年度法治政府建设情况报告\n一、主要成效\n%s\n"):format(place, year, sentence))
end

describe("asked of the program:", function()
  setup(function()
    home = os.tmpname()
    os.remove(home)
    os.execute("mkdir " .. home)
  end)
  teardown(function() os.execute("rm -r " .. home) end)

  test("places of one's own are given once", function()
    write("own.tsv", "code\tname\tfull_name\tlevel\tparent_code\tfrom_year\tto_year\tsuccessor\n"
      .. "980000\t乌泽省\t乌泽省\tprovince\t\t1981\t\t\n"
      .. "980100\t鹿原市\t乌泽省鹿原市\tprefecture\t980000\t1983\t\t\n"
      .. "980101\t禾川县\t乌泽省鹿原市禾川县\tcounty\t980100\t1983\t\t\n"
      .. "980102\t雁岭县\t乌泽省鹿原市雁岭县\tcounty\t980100\t1983\t\t\n")
    report("禾川县", 2023, "受理行政复议案件45件。雁岭县受理行政复议案件12件。")
    local s = run "add W/禾川县_2023.txt -c W/none.db"
    assert.truthy(s:find("1 report got no region", 1, true))
    assert.truthy(s:find("--regions FILE", 1, true))

    s = run "meta set r1 region=禾川县 -c W/none.db"
    assert.truthy(s:find("no place called 禾川县; give places of your own once with --regions FILE", 1, true))

    s = run "--regions W/own.tsv add W/禾川县_2023.txt -c W/own.db"
    assert.is_nil(s:find("got no region", 1, true))
    local function stored()
      return (run "list -f csv -c W/own.db"),
        (run "sql 'SELECT value, scope, notes FROM observation' -f csv -c W/own.db")
    end
    local reports, values = stored()
    assert.truthy(reports:find("乌泽省鹿原市禾川县", 1, true))
    assert.truthy(run("observe -c W/own.db"):find("0 new, 0 changed, 0 gone", 1, true))
    assert.truthy(run("add --again W/禾川县_2023.txt -c W/own.db"):find("1 updated", 1, true))
    assert.same({ reports, values }, { stored() })

    report("雁岭县", 2024, "受理行政复议案件7件。")
    run "add W/雁岭县_2024.txt -c W/own.db"
    assert.truthy(run("list -f csv -c W/own.db"):find("乌泽省鹿原市雁岭县", 1, true))
    assert.truthy(run("meta set r1 region=鹿原市 -c W/own.db"):find(" corrected", 1, true))
    assert.truthy(run("list -f csv -c W/own.db"):find("乌泽省鹿原市,", 1, true))
  end)

  test("a changed row of one's own places takes the place of the one remembered", function()
    local s = run "list -f csv -c W/own.db"
    assert.truthy(s:find("雁岭县", 1, true))
    write("own2.tsv", "code\tname\tfull_name\tlevel\tparent_code\tfrom_year\tto_year\tsuccessor\n"
      .. "980102\t雁岭区\t乌泽省鹿原市雁岭区\tcounty\t980100\t1983\t\t\n")
    report("雁岭区", 2025, "受理行政复议案件8件。")
    run "add --regions W/own2.tsv W/雁岭区_2025.txt -c W/own.db"
    s = run "sql \"SELECT name FROM region WHERE code = '980102'\" -f csv -c W/own.db"
    assert.truthy(s:find("雁岭区", 1, true))
    assert.is_nil(s:find("雁岭县", 1, true))
    assert.truthy(run("list -f csv --year 2025 -c W/own.db"):find("乌泽省鹿原市雁岭区", 1, true))
  end)

  test("an ambiguous short name is not guessed", function()
    for _, place in ipairs { "辽宁省朝阳市", "辽宁省朝阳市朝阳县", "北京市朝阳区" } do
      report(place, 2023, "受理行政复议案件45件。")
    end
    run "add W/辽宁省朝阳市_2023.txt -c W/one.db"
    assert.truthy(run("list --region 朝阳 -f csv -c W/one.db"):find(",辽宁省朝阳市,", 1, true))
    run "add W/北京市朝阳区_2023.txt -c W/area.db"
    assert.truthy(run("list --region 朝阳 -f csv -c W/area.db"):find(",北京市朝阳区,", 1, true))
    run "add W/辽宁省朝阳市_2023.txt W/辽宁省朝阳市朝阳县_2023.txt W/北京市朝阳区_2023.txt -c W/three.db"
    for _, line in ipairs { "list --region 朝阳", "trend review_accepted --region 朝阳",
      "compare review_accepted --region 朝阳", "peers 朝阳", "profile 朝阳", "list --within 朝阳" } do
      local s, status = run(line .. " -c W/three.db")
      assert.truthy(s:find("E207: 朝阳 may be any of: 北京市朝阳区 110105, 辽宁省朝阳市 211300, 辽宁省朝阳市朝阳县 211321; "
        .. "write the full name", 1, true), s)
      assert.equal(2, status)
    end
    assert.truthy(run("list --region 朝阳市 -f csv -c W/three.db"):find(",辽宁省朝阳市,", 1, true))
    assert.truthy(run("list --region 211321 -f csv -c W/three.db"):find(",辽宁省朝阳市朝阳县,", 1, true))
  end)

  test("examples in help name a corpus that can be made", function()
    local s = run "help trend"
    assert.truthy(s:find("make demo makes examples/corpus.db", 1, true))
    local demo = assert(io.open "examples/demo.sh"):read "a"
    assert.truthy(demo:find("corpus=examples/corpus.db", 1, true))
    assert.is_nil(run("help sql"):find("corpus.db", 1, true) and not run("help sql"):find("make demo", 1, true) or nil)
  end)

  test("a pipe gets every place of a word, a terminal fifty", function()
    local many = {}
    for i = 1, 60 do many[i] = ("第%d项工作是行政复议。"):format(i) end
    report("北京市海淀区", 2023, table.concat(many, "\n"))
    run "add W/北京市海淀区_2023.txt -c W/many.db"
    local _, lines = run("kwic 行政复议 -f csv -q -c W/many.db"):gsub("\n", "")
    assert.equal(61, lines)
    _, lines = run("kwic 行政复议 -f csv -q --limit 7 -c W/many.db"):gsub("\n", "")
    assert.equal(8, lines)
    run "kwic 行政复议 -q -o W/all.jsonl -c W/many.db"
    _, lines = assert(io.open(home .. "/all.jsonl")):read("a"):gsub("\n", "")
    assert.equal(60, lines)
    local kwic = require("fazhi.script").load("scripts/analyses/kwic.lua")
    local corpus = assert(require("fazhi.corpus").open(home .. "/many.db"))
    local values = { word = "行政复议", unit = "char", sort = "region" }
    local result = kwic.run(values, corpus, { options = {}, lines = function(n) return n end })
    assert.equal(50, #result.rows)
    assert.truthy(result.notes[1]:find("50 of 60 places", 1, true))
    corpus:close()
  end)

  test("a format that is not that of the file's ending is refused", function()
    local s, status = run "list -f table -o W/list.csv -c W/many.db"
    assert.equal(2, status)
    assert.truthy(s:find("E241", 1, true))
    assert.is_nil(io.open(home .. "/list.csv"))
    assert.equal(0, select(2, run "list -f table -o W/list.txt -c W/many.db"))
    assert.equal(0, select(2, run "list -f csv -o W/list.data -c W/many.db"))
  end)

  test("help tells what a saved .csv begins with", function()
    assert.truthy(run("help --lang en"):gsub("\n +", " "):find("byte order mark", 1, true))
  end)

  test("help of peers tells over whom the range runs", function()
    local s = run("help peers"):gsub("\n +", " ")
    assert.truthy(s:find("the range is that of all reports of its level, year and kind", 1, true))
  end)

  local function says(line, wanted, code)
    local s, status = run(line)
    assert.truthy(s:find(wanted, 1, true), line .. ":\n" .. s)
    assert.equal(code or 2, status, line)
  end

  test("a number out of range is told the range", function()
    says("diffusion --terms --limit 99999999999999999999 -c W/many.db", "a whole number, 1000000000000000 or less,")
    says("peers 海淀区 --count 0 -c W/many.db", "a whole number, 1 or more,")
    says("boilerplate --common 2 -c W/many.db", "a number from 0 to 1 is wanted")
    says("reuse --common -1 -c W/many.db", "a number from 0 to 1 is wanted")
  end)

  test("options are taken by their Chinese names", function()
    says("list --年份 2023 -f csv -q -c W/many.db", "北京市海淀区", 0)
    local s = run "list --年度 2023 --层级 县级 --地区 海淀区 -f csv -c W/many.db"
    assert.truthy(s:find("北京市海淀区", 1, true), s)
    says("list --年度=2019 -f csv -q -c W/many.db", "id,", 1)
    says("help compare --lang zh", "--year, --年度 YEAR", 0)
    says("compare review_accepted --口径 2024 -c W/many.db", "E203: there is no option “--口径”")
    says("rank review_accepted --等级 县级 -c W/many.db", "E203: there is no option “--等级”")
  end)

  test("why of a report says what it is and what is wanted", function()
    says("why r1 -c W/many.db", "r1 is a report, and an observation such as o4 is wanted", 1)
    says("why r1 --lang zh -c W/many.db", "r1 是报告，这里应为观测值编号", 1)
  end)

  test("a central body is asked for by the name that the tables print", function()
    write("guowuyuan.txt", "政府工作报告\n——2023年3月5日在第十四届全国人民代表大会第一次会议上\n国务院总理\n"
      .. "一、过去一年工作回顾\n国内生产总值增长3%。\n")
    run "add W/guowuyuan.txt -c W/centre.db"
    run "meta set r1 issuer=国务院 region=- year=2022 -c W/centre.db"
    says("list --region 国务院 -f csv -c W/centre.db", "r1,", 0)
    says("trend review_accepted --region 国务院 -c W/centre.db", "", 1)
    says("list --region 财政部 -f csv -c W/centre.db", "E206")
  end)

  test("a central body is one place, with the state's name before its own or without", function()
    for year = 2021, 2023 do
      write(("centre%d.txt"):format(year), ("政府工作报告\n国务院总理\n一、%d年工作回顾\n国内生产总值增长3%%。\n"):format(year))
      run(("add W/centre%d.txt -c W/named.db"):format(year))
    end
    for i, issuer in ipairs { "国务院", "中华人民共和国国务院", "国务院" } do
      run(("meta set r%d issuer=%s region=- year=%d kind=government_work -c W/named.db"):format(i, issuer, 2019 + i))
    end
    for _, name in ipairs { "国务院", "中华人民共和国国务院", "(中华人民共和国国务院)" } do
      local listed = run(("list --region '%s' -f csv -c W/named.db"):format(name))
      for i = 1, 3 do assert.truthy(listed:find(("r%d,"):format(i), 1, true), name) end
      assert.equal(run "trend gdp_growth -f csv -c W/named.db",
        run(("trend gdp_growth --region '%s' -f csv -c W/named.db"):format(name)))
      says(("compare gdp_growth --year 2021 --region '%s' -c W/named.db"):format(name), "1 region compared", 0)
      says(("profile '%s' --year 2021 --kind government_work -f csv -c W/named.db"):format(name), "gdp_growth", 0)
    end
    says("list --region 中华人民共和国 -f csv -c W/named.db", "E206")
  end)

  test("the nation is the State Council where a region is asked for, and within it is every region", function()
    for _, name in ipairs { "全国", "中国" } do
      assert.equal(run "list --region 国务院 -f csv -c W/named.db",
        run(("list --region %s -f csv -c W/named.db"):format(name)))
      assert.equal(run "list --level county -f csv -c W/many.db",
        run(("list --level county --within %s -f csv -c W/many.db"):format(name)))
    end
    says("list --within 全国 -f csv -c W/named.db", "E101", 1) -- the centre is in no region
    says("list --region 全国 -c W/many.db", "E206")
  end)

  test("a region without a report of its own is told as such", function()
    says("profile 北京市 -c W/many.db", "nothing found for a report of 北京市 itself; `fazhi list --within 北京市`", 1)
    says("profile 北京市 --year 2023 -c W/many.db", "nothing found for a report of 北京市 2023\n", 1)
  end)

  test("diffusion without a term hints at --terms", function()
    says("diffusion -c W/many.db", "TERM is missing; --terms lists")
  end)

  test("who asks for a renamed place by its old name is told the new one", function()
    report("吉林省白山市临江市", 2023, "受理行政复议案件45件。")
    run "add W/吉林省白山市临江市_2023.txt -c W/renamed.db"
    local note = "临江县 is called 吉林省白山市临江市 (220681) since 1993"
    says("list --region 临江县 -c W/renamed.db", note, 0)
    assert.is_nil(run("list --region 临江市 -c W/renamed.db"):find("is called", 1, true))
    says("meta set r1 region=临江县 -c W/renamed.db", note, 0)
    says("report 临江县 -c W/renamed.db", note, 0)
    says("list -c W/renamed.db", "吉林省白山市临江市", 0)
  end)

  test("who asks for a place is told what it came from and went over into, where that has reports", function()
    report("四川省涪陵地区", 1990, "受理行政复议案件9件。")
    report("四川省涪陵市", 1996, "受理行政复议案件12件。")
    report("重庆市涪陵区", 2020, "受理行政复议案件55件。")
    report("四川省眉山市", 2020, "受理行政复议案件21件。")
    run "add W/四川省涪陵地区_1990.txt W/四川省涪陵市_1996.txt W/重庆市涪陵区_2020.txt -c W/kin.db"
    local apart = "has reports that are not among these: "
    says("list --region 涪陵地区 -c W/kin.db", apart
      .. "四川省涪陵市 (511400, from 1995 on: 1 report); 重庆市涪陵区 (500102, from 1997 on: 1 report)", 0)
    says("list --region 涪陵区 -c W/kin.db --lang zh", "前身或后继另有报告，未列入：四川省涪陵地区（512300，1995 年前，1 份）；"
      .. "四川省涪陵市（511400，1997 年前，1 份）", 0)
    assert.is_nil(run("list --region 涪陵区 --year 2020 -c W/kin.db"):find(apart, 1, true))
    says("list --region 涪陵区 --year 1996-2020 -c W/kin.db", apart .. "四川省涪陵市 (511400, before 1997: 1 report)", 0)
    -- One place under two codes is one series, in which nothing is apart.
    local series = run "trend review_accepted --region 涪陵地区 -f csv -c W/kin.db"
    assert.is_truthy(series:find("四川省涪陵地区,1990,9", 1, true) and series:find("四川省涪陵市,1996,12", 1, true), series)
    assert.is_truthy(series:find(apart .. "重庆市涪陵区 (500102", 1, true), series)
    -- 511400 is the code of another place now, and then nobody can say by the code whose reports are whose.
    run "add W/四川省眉山市_2020.txt -c W/kin.db"
    series = run "trend review_accepted --region 涪陵地区 -f csv -c W/kin.db"
    assert.is_nil(series:find("眉山", 1, true), series)
  end)

  local function listed(line)
    local codes = {}
    for code in run(line):gmatch "r%d+,(%d+)," do codes[#codes + 1] = code end
    return table.concat(codes, " ")
  end

  test("a full name is the place that bears it, and the year settles a short one", function()
    report("四川省重庆市", 1995, "受理行政复议案件45件。")
    report("重庆市", 2005, "受理行政复议案件46件。")
    run "add W/四川省重庆市_1995.txt W/重庆市_2005.txt -c W/full.db"
    for _, line in ipairs { "重庆市", "重庆市 --year 2005", "重庆 --year 2005", "500000" } do
      assert.equal("500000", listed("list --region " .. line .. " -f csv -c W/full.db"), line)
    end
    for _, line in ipairs { "四川省重庆市", "重庆 --year 1995", "重庆市 --year 1990-1996", "510200" } do
      assert.equal("510200", listed("list --region " .. line .. " -f csv -c W/full.db"), line)
    end
    says("list --region 重庆 -c W/full.db", "E207: 重庆 may be any of: 四川省重庆市 510200, 重庆市 500000")
    says("search 复议 --region 重庆市 --year 2005 -f csv -c W/full.db", "重庆市", 0)
  end)

  test("a place and what it became are one, through a code that nothing is stored of too", function()
    for place, year in pairs { ["北京市密云县"] = 2010, ["北京市密云区"] = 2018, ["吉林省浑江市临江区"] = 1990,
      ["吉林省白山市临江市"] = 2020, ["四川省重庆市江津县"] = 1991, ["重庆市江津市"] = 2004, ["重庆市江津区"] = 2010 } do
      report(place, year, "受理行政复议案件45件。")
      run(("add W/%s_%d.txt -c W/heirs.db"):format(place, year))
    end
    assert.equal("110118 110228", listed "list --region 密云 -f csv -c W/heirs.db")
    assert.equal("110228", listed "list --region 密云 --year 2010 -f csv -c W/heirs.db")
    assert.equal("110118 110228", listed "list --within 密云 -f csv -c W/heirs.db")
    assert.equal("110228", listed "list --region 密云县 -f csv -c W/heirs.db")
    assert.equal("220604 220681", listed "list --region 220624 -f csv -c W/heirs.db")
    local s = run "trend review_accepted --region 临江县 -f csv -c W/heirs.db"
    assert.truthy(s:find("临江区,1990,45", 1, true) and s:find("临江市,2020,45", 1, true), s)
    assert.truthy(s:find("220604 → 220681", 1, true), s)
    s = run "trend review_accepted --region 江津县 -f csv -c W/heirs.db"
    assert.truthy(s:find("江津县,1991,45", 1, true) and s:find("江津区,2010,45", 1, true), s)
  end)

  test("a report of a central body is shown under its name everywhere, and its level is the nation's", function()
    for line, wanted in pairs {
      ["list -f csv"] = "r1,,国务院,", ["get gdp_growth --year 2021 -f csv"] = "国务院,,2021,3,%",
      ["search 生产总值 -f csv"] = "r3,国务院,2022,", ["kwic 生产总值 -f csv"] = ",国务院,2020,",
      ["audit --seed 1 --columns region,year -f csv"] = "国务院,2021", ["export -f csv"] = "国务院",
      ["compare gdp_growth --year 2021"] = "national 2021: n = 1",
      ["trend gdp_growth --group level -f csv"] = "national,2020",
      ["compare gdp_growth --year 2021 --lang zh"] = "2021 年全国：n = 1",
      ["compare gdp_growth --year 2021 --level national"] = "1 region compared, 0 did not report",
      ["list --level 全国 -f csv"] = "r1,,国务院,", ["trend gdp_growth --level national -f csv"] = "国务院,2021",
    } do says(line .. " -c W/named.db", wanted, 0) end
    says("compare gdp_growth --level nation -c W/named.db", "national, province, prefecture, county or township")
    assert.equal("without a level", require("fazhi.standing").level_name(nil, { { issuer = "某协会" } }))
    assert.equal("without a level", require("fazhi.standing").level_name(nil, {}))
    report("朝阳区", 2023, "依法行政。")
    run "add W/朝阳区_2023.txt -c W/unknown.db"
    says("list --columns id,region,year -f csv -c W/unknown.db", "r1,,2023", 0)
  end)

  test("a place that there is, but not in the corpus, is no slip for another", function()
    report("湖北省", 2023, "受理行政复议案件45件。")
    report("四川省巴中市", 2023, "受理行政复议案件45件。")
    run "add W/湖北省_2023.txt W/四川省巴中市_2023.txt -c W/short.db"
    says("list --region 四川省重庆市 -c W/short.db", "has no region “四川省重庆市”; fazhi list shows the regions")
    says("list --region 湖比省 -c W/short.db", "did you mean “湖北省”?")
    assert.equal("420000", listed "list --region 鄂 -f csv -c W/short.db")
    assert.equal("511900", listed "list --within 川 -f csv -c W/short.db")
    says("list --region 沪 -c W/short.db", "has no region “沪”")
  end)

  test("a man page tells arguments and columns as help does", function()
    local header = require("fazhi.script").find "compare"
    for _, lang in ipairs { "en", "zh" } do
      local page = run("help compare --man --lang " .. lang):gsub("\\:", ""):gsub("\\%-", "-"):gsub("[ \n]+", " ")
      local help = run("help compare --lang " .. lang)
      for _, argument in ipairs(header.arguments) do
        local term = help:match("\n  (" .. argument.name:gsub("%-", "%%-") .. ".-)  ")
        assert.truthy(page:find(".B " .. term .. " ", 1, true), lang .. ": " .. term)
      end
      assert.truthy(page:find(lang == "en" and "within year and level" or "名次：同年度", 1, true))
    end
  end)

  test("a column that no table has is answered with where to look", function()
    run "add W/禾川县_2023.txt -c W/sql.db"
    says("sql 'SELECT nosuch FROM report' -c W/sql.db", "no such column: nosuch; fazhi schema shows")
    says("sql 'SELECT 1 FROM nosuch' -c W/sql.db", "no such table: nosuch; fazhi schema shows")
    local of_syntax = run "sql 'SELEC 1' -c W/sql.db"
    assert.truthy(of_syntax:find("E215", 1, true))
    assert.is_nil(of_syntax:find("fazhi schema", 1, true))
  end)

  test("a caveat that goes on over several lines is one in a man page", function()
    for _, lang in ipairs { "en", "zh" } do
      local caveats = run("help load --man --lang " .. lang):match "\n%.IP.*\n%.SH"
      assert.is_nil(caveats:find "\n ")
      local _, count = caveats:gsub("\n%.IP", "")
      local header = require("fazhi.script").find "load"
      local whole = 0
      for _, line in ipairs(lang == "en" and header.caveats or header.caveats_zh) do
        whole = whole + (line:find "^ " and 0 or 1)
      end
      assert.equal(whole, count)
      assert.is_true(whole < #header.caveats)
    end
  end)

  test("nothing checked is said in words", function()
    assert.equal("no statement that could be checked", require("fazhi.consistency").checked_in_words {})
    report("北京市平谷区", 2023, "依法行政。")
    run "add W/北京市平谷区_2023.txt -c W/plain.db"
    says("consistency -c W/plain.db", "no statement that could be checked", 0)
  end)

  test("a unit that no figure can have and a name that is taken are told", function()
    local folder = home .. "/.config/fazhi/catalogue/rule_of_law"
    os.execute("mkdir -p " .. folder)
    local entry = 'return { { id = "cattle", zh = "%s", en = "cattle", unit = "头牛", find = "养 <数>头牛", '
      .. 'tests = { hit = { { "全县养320头牛。", 320 } } } } }\n'
    write(".config/fazhi/catalogue/rule_of_law/own.lua", entry:format "存栏数")
    says("indicators test cattle", "the unit 头牛 is not known", 1)
    write(".config/fazhi/catalogue/rule_of_law/own.lua", entry:format "行政复议受理数")
    says("indicators test cattle", "行政复议受理数 is the name of review_accepted already", 5)
    os.execute("rm -r " .. home .. "/.config")
  end)
end)
