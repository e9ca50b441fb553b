-- asked_again_spec: further faults that a person met who used the program as a whole, each with a test named after
-- it: where a result goes, what a name means, and what is said of what is not there.

local program = os.getenv("FAZHI") or (os.getenv("B") or "build") .. "/fazhi"
local home

local function read(name)
  local f = io.open(name, "rb")
  if not f then return nil end
  local s = f:read("a")
  f:close()
  return s
end

local function write(name, s)
  local f = assert(io.open(home .. "/" .. name, "wb"))
  f:write(s)
  f:close()
end

-- Runs one command line in the folder of the tests: what it prints on both streams, and the status.
local function run(line, lang)
  local words = ("cd %s && env -i HOME=%s PATH=/usr/bin:/bin LANG=%s %s %s 2>&1 </dev/null"):format(home, home,
    lang or "C.UTF-8", program, line)
  local pipe = io.popen(words)
  local s = pipe:read("a")
  local _, _, status = pipe:close()
  return s, status
end

local function says(line, what, status, lang)
  local s, got = run(line, lang)
  assert.matches(what, s, 1, true)
  assert.equal(status, got, line .. "\n" .. s)
  return s
end

local function test(name, f)
  it(name, function()
    if not read(program) then return pending("no program at " .. program) end
    f()
  end)
end

local function report(place, year, sentence)
  local name = ("%s_%d.txt"):format(place, year)
  write(name, ("%s%d年度法治政府建设情况报告\n一、主要成效\n%s\n"):format(place, year, sentence))
  run(("add %s -c here.db"):format(name))
end

describe("asked of the program again:", function()
  setup(function()
    if not program:find("^/") then
      local pipe = io.popen("pwd")
      program = pipe:read("l") .. "/" .. program
      pipe:close()
    end
    home = os.tmpname()
    os.remove(home)
    os.execute("mkdir " .. home)
    if not read(program) then return end
    report("河北省张家口市", 2024, "受理行政复议案件45件。")
    report("河北省承德市", 2024, "受理行政复议案件200余件。")
    report("北京市昌平区", 2024, "受理行政复议案件72件。")
  end)
  teardown(function() os.execute("rm -r " .. home) end)

  test("what is written behind a script counts in safe mode as well", function()
    write("list.lua", "return corpus:reports():frame()\n")
    for _, line in ipairs { "-c here.db list.lua -o a.csv", "-c here.db --safe list.lua -o b.csv",
      "-c here.db --safe -o c.csv list.lua" } do
      local s, status = run(line)
      assert.equal("", s)
      assert.equal(0, status)
    end
    assert.matches("张家口", read(home .. "/a.csv"), 1, true)
    assert.equal(read(home .. "/a.csv"), read(home .. "/b.csv"))
    assert.equal(read(home .. "/a.csv"), read(home .. "/c.csv"))
    assert.equal("", (run "-c here.db --safe list.lua -o d.xlsx"))
    assert.equal("PK", read(home .. "/d.xlsx"):sub(1, 2))
  end)

  test("-o - is standard output and no file", function()
    local plain = run "list -c here.db"
    assert.equal(plain, (run "list -c here.db -o -"))
    assert.equal((run "list -c here.db -f jsonl"), (run "list -c here.db -f jsonl --output=-"))
    write("list.lua", "return corpus:reports():frame()\n")
    assert.equal((run "list.lua -c here.db"), (run "list.lua -c here.db -o -"))
    assert.is_nil(read(home .. "/-"))
  end)

  test("who would make a corpus where another file is is not told to make one", function()
    write("empty.db", "")
    write("foreign.db", ("Well, this is a letter.\n"):rep(200))
    local add = "add 河北省承德市_2024.txt -c "
    local s = says(add .. "empty.db", "empty.db: an empty file, not a corpus; delete it or name another file", 4)
    assert.is_nil(s:find("makes a corpus", 1, true))
    for _, line in ipairs { add, "merge here.db -c " } do
      s = says(line .. "foreign.db", "foreign.db: not a corpus, some other file; name another file with -c", 4)
      assert.is_nil(s:find("makes a corpus", 1, true))
    end
    says(add .. "empty.db --lang zh", "是空文件，不是语料库；请删除它，或用 -c 指明另一个文件", 4)
    says("list -c empty.db", "`fazhi add -c FILE PATH` makes a corpus", 4)
    assert.equal("", read(home .. "/empty.db"))
  end)

  test("a profile tells what is no exact number", function()
    says("profile 河北省承德市 -c here.db -f csv --columns indicator,value,unit,bound", "review_accepted,200,件,at_least", 0)
    says("profile 河北省张家口市 -c here.db -f csv --columns indicator,value,bound", "review_accepted,45,exact", 0)
    local column = says("profile 河北省承德市 -c here.db -f jsonl", '"bound":"at_least"', 0)
    assert.is_nil(column:find('"bound":"exact"', 1, true))
    says("profile 河北省承德市 -c here.db -f table --lang zh", "约数", 0)
  end)

  test("a region that is not within the other is told as such", function()
    says("list -c here.db --region 昌平区 --within 河北省", "note: 昌平区 is not within 河北省\n", 1)
    says("list -c here.db --region 昌平区 --within 河北省 -f table --lang zh", "“昌平区”不在“河北省”辖内", 1)
    says("get review_accepted -c here.db --region 河北省 --within 北京市", "河北省 is not within 北京市", 1)
    local s = says("compare review_accepted -c here.db --region 承德市,昌平区 --within 河北省", "昌平区 is not within", 0)
    assert.is_nil(s:find("承德市 is not within", 1, true))
    for _, line in ipairs { "--region 昌平区 --within 北京市", "--region 昌平区 --within 昌平区", "--region 昌平区",
      "--region 昌平区 --within 全国", "--within 河北省" } do
      assert.is_nil((says("list -c here.db " .. line, "r", 0)):find("not within", 1, true), line)
    end
  end)
end)
