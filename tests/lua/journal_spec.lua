-- The program saves: every file says where it comes from, the corpus keeps a log of it, and what cannot
-- be said or written is told.

local core = require("fazhi.core")
local corpus = require("fazhi.corpus")
local json = require("fazhi.json")
local provenance = require("fazhi.provenance")
local spreadsheet = require("fazhi.spreadsheet")

local program = os.getenv("FAZHI") or (os.getenv("B") or "build") .. "/fazhi"
local home, db

local function quote(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local function slurp(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local s = file:read("a")
  file:close()
  return s
end

local function at(name) return home .. "/" .. name end

local function write(name, s)
  local file <close> = assert(io.open(at(name), "wb"))
  file:write(s)
  return at(name)
end

-- Runs the program in a clean environment; returns stdout, stderr, exit status.
local function run(words, before)
  local out, err = at("out"), at("err")
  local _, _, status = os.execute(("env -i HOME=%s PATH=/usr/bin:/bin LANG=C.UTF-8 %s%s %s >%s 2>%s </dev/null"):format(
    quote(home), before or "", quote(program), words:gsub("DB", db), out, err))
  return slurp(out), slurp(err), status
end

local function runs()
  local c <close> = assert(corpus.open(db))
  return assert(c:runs())
end

describe("the journal", function()
  local is_there = slurp(program) ~= nil

  setup(function()
    home = os.tmpname()
    os.remove(home)
    os.execute("mkdir -p " .. quote(home))
    db = at("c.db")
    write("a.txt", "青禾县人民政府\n关于2022年法治政府建设情况的报告\n一、主要举措\n全年受理行政复议申请31件。\n")
    write("b.txt", "临溪区2022年度法治政府建设情况报告\n一、主要举措\n全年受理行政复议申请9件。\n")
    if is_there then
      run("--regions examples/regions.tsv add -c DB " .. quote(at("a.txt")) .. " " .. quote(at("b.txt")))
    end
  end)
  teardown(function() os.execute("chmod -R u+w " .. quote(home) .. "; rm -r " .. quote(home)) end)

  local function test(name, f)
    it(name, function()
      if not is_there then return pending("no program at " .. program) end
      f()
    end)
  end

  test("enters what writes: command, version, catalogues, script, inputs, how it ended", function()
    local list = runs()
    local first = list[#list]
    assert.equal("add", first.script)
    assert.equal(core.version, first.version)
    assert.matches("^fazhi %-%-regions examples/regions.tsv add %-c ", first.command)
    assert.equal(0, first.status)
    assert.matches("^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%dZ$", first.finished)
    assert.equal(64, #first.script_sha256)
    assert.equal(64, #first.catalogue.rule_of_law)
    assert.equal(3, #first.inputs)
    assert.equal(core.text.sha256(slurp(at("a.txt"))), first.inputs[1].sha256)
    assert.equal(#slurp(at("a.txt")), first.inputs[1].bytes)
  end)

  test("enters no command that only reads", function()
    local before = #runs()
    run("list -c DB")
    run("get review_accepted -c DB")
    run("observe --dry-run -c DB")
    assert.equal(before, #runs())
  end)

  test("enters a correction, and one that failed with its status", function()
    run("meta set r1 year=2021 -c DB")
    assert.equal("meta", runs()[1].script)
    assert.equal(0, runs()[1].status)
    run("meta set r1 year=twenty -c DB")
    assert.equal(2, runs()[1].status)
    run("meta reset r1 -c DB")
  end)

  test("puts the provenance of csv, tsv and jsonl beside them, and no line into them", function()
    for _, ending in ipairs { "csv", "tsv", "jsonl" } do
      local path = at("x." .. ending)
      local _, err, status = run("get review_accepted -c DB -o " .. path)
      assert.equal(0, status, err)
      local bytes = slurp(path)
      local record = assert(json.decode(slurp(path .. ".provenance.json")))
      assert.equal("x." .. ending, record.file)
      assert.equal(core.text.sha256(bytes), record.sha256)
      assert.equal(2, record.rows)
      assert.matches("get review_accepted", record.command)
      assert.equal(db, record.corpus.path)
      assert.equal(2, record.corpus.reports)
      local logged = runs()[1]
      assert.equal(record.run, logged.id)
      assert.equal(record.sha256, logged.output_sha256)
      assert.equal(2, logged.rows)
      assert.is_nil(bytes:find("provenance", 1, true))
      local _, lines = bytes:gsub("\n", "")
      assert.equal(ending == "jsonl" and 2 or 3, lines)
    end
  end)

  test("puts it at the foot of what people read, and nothing beside it", function()
    for _, ending in ipairs { "md", "html", "txt" } do
      local path = at("y." .. ending)
      run("get review_accepted -c DB -o " .. path)
      assert.matches("fazhi log show%)", slurp(path))
      assert.matches("get review_accepted %-c", slurp(path))
      assert.is_nil(slurp(path .. ".provenance.json"))
    end
  end)

  test("adds no word to the text of a report", function()
    local text = run("show r1 --text -c DB")
    run("show r1 --text -c DB -o " .. at("body.txt"))
    assert.equal(text, slurp(at("body.txt")))
    assert.matches("show r1", slurp(at("body.txt.provenance.json")))
  end)

  test("gives a workbook evidence and provenance as sheets", function()
    local path = at("z.xlsx")
    run("--lang zh compare review_accepted --year 2022 -c DB -o " .. path)
    local sheets = assert(spreadsheet.read(slurp(path)))
    assert.same({ "数据", "依据", "来源" }, { sheets[1].name, sheets[2].name, sheets[3].name })
    local header, first = sheets[2].rows[1].cells, sheets[2].rows[2].cells
    local row = {}
    for i, name in ipairs(header) do row[name] = first[i] end
    local file = slurp(row["文件"])
    assert.equal(row["原文数字"], file:sub(tonumber(row["文件起"]) + 1, tonumber(row["文件止"])))
    assert.equal(core.text.sha256(file), row["SHA-256"])
    assert.matches(row["原文数字"], row["原句"], 1, true)
    assert.equal(#sheets[1].rows, #sheets[2].rows)
  end)

  test("lists the runs and shows one, with what became of its file", function()
    run("get review_accepted -c DB -o " .. at("kept.csv"))
    local id = runs()[1].id
    local out = run("log -c DB -f csv --limit 1 --columns id,script,rows,output,status")
    assert.equal(("id,script,rows,output,status\n%d,get,2,%s,0\n"):format(id, at("kept.csv")), out)
    assert.matches("as it was saved", (run("log show " .. id .. " -c DB")))
    write("kept.csv", "changed")
    assert.matches("changed since", (run("log show " .. id .. " -c DB")))
    os.remove(at("kept.csv"))
    assert.matches("not there any more", (run("log show " .. id .. " -c DB")))
    local _, err, status = run("log show 999 -c DB")
    assert.equal(1, status)
    assert.matches("E103", err)
    assert.equal(2, select(3, run("log show -c DB")))
    assert.equal(1, select(3, run("log --verb nothing -c DB")))
  end)

  test("saves from a corpus that cannot be written, and says that its log knows nothing of it", function()
    os.execute(("mkdir -p %s && cp %s %s && chmod 0444 %s && chmod 0555 %s && mkdir -p -m 0777 %s"):format(at("ro"), db,
      at("ro/c.db"), at("ro/c.db"), at("ro"), at("free")))
    os.execute("chmod 0755 " .. home)
    local as_other = io.popen("id -u"):read("l") == "0" and "setpriv --reuid 65534 --clear-groups " or ""
    os.execute("touch " .. at("out") .. " " .. at("err"))
    local _, err, status = run("get review_accepted -c " .. at("ro/c.db") .. " -o " .. at("free/r.csv"), as_other)
    if status == 126 or status == 127 then return pending("no other user to run as") end
    assert.equal(0, status, err)
    assert.matches("not in the log of the corpus", err)
    local text = slurp(at("free/r.csv.provenance.json"))
    local record = assert(json.decode(text))
    assert.is_nil(record.run)
    assert.matches('"run": null', text)
    assert.matches("cannot be written", record.run_missing)
    assert.equal(2, record.rows)
  end)

  test("says of a file without a corpus where it comes from as well", function()
    local path = at("figures.csv")
    local _, err, status = run("figures " .. at("a.txt") .. " -o " .. path)
    assert.equal(0, status, err)
    local record = assert(json.decode(slurp(path .. ".provenance.json")))
    assert.is_nil(record.corpus)
    assert.equal(core.text.sha256(slurp(at("a.txt"))), record.inputs[1].sha256)
  end)

  test("tells a place that cannot be written, and keeps that too", function()
    local _, err, status = run("get review_accepted -c DB -o /nowhere/at/all.csv")
    assert.equal(3, status)
    assert.matches("^fazhi: E307: /nowhere/at/all.csv: cannot be written", err)
    assert.equal(3, runs()[1].status)
    assert.is_nil(runs()[1].output_sha256)
  end)

  test("gives a device the table alone", function()
    local out = run("get review_accepted -c DB -f csv --columns value -o /dev/stdout")
    assert.equal("value\n9\n31\n", out)
  end)

  test("saves frames from Lua as the command line does", function()
    local code = "local f = get{indicator='review_accepted'} assert(f:save(%q)) return f:count()"
    code = code:format(at("lua.csv"))
    local out, err = run("-c DB -e " .. quote(code))
    assert.equal("2\n", out, err)
    assert.equal(2, json.decode(slurp(at("lua.csv.provenance.json"))).rows)
    assert.matches("get{indicator=", runs()[1].command)
  end)

  test("sends a workbook into a pipe, exactly", function()
    local out, err, status = run("get review_accepted -c DB -f xlsx")
    assert.equal(0, status, err)
    local sheets, before = assert(spreadsheet.read(out)), #runs()
    assert.equal(3, #sheets[1].rows)
    assert.equal(3, #sheets[2].rows)
    assert.equal("provenance", sheets[3].name)
    run("get review_accepted -c DB -f xlsx")
    assert.equal(before, #runs())
  end)

  test("does not take what it saved for a report", function()
    os.execute(("mkdir -p %s && cp %s %s"):format(at("folder"), at("a.txt"), at("folder")))
    run("list -c DB -o " .. at("folder/list.csv"))
    assert.is_string(slurp(at("folder/list.csv.provenance.json")))
    assert.matches("1 can be read, 0 failed", (run("--lang en add --dry-run " .. at("folder"))))
  end)

  test("takes back as corrections what it guarded in a table of them", function()
    run("meta set r1 title==SUM\\(A1\\) doc_number=- -c DB")
    run("meta export " .. at("meta.csv") .. " -c DB")
    assert.matches("'=SUM%(A1%)", slurp(at("meta.csv")))
    assert.matches("^0 corrected, 2 as before", (run("meta import " .. at("meta.csv") .. " -c DB")))
    local out = run("list -c DB -f csv --columns id,title --limit 9")
    assert.matches("r1,=SUM%(A1%)\n", out)
    run("meta reset r1 -c DB")
  end)

  test("does not run as a formula what a report says", function()
    local reports = write("formula.txt",
      "青禾县人民政府\n关于2020年法治政府建设情况的报告\n一、主要举措\n=1+1全年受理行政复议申请7件。\n")
    run("--regions examples/regions.tsv figures " .. reports .. " -o " .. at("f.csv"))
    for line in slurp(at("f.csv")):gmatch("[^\n]+") do
      for cell in line:gmatch("[^,]+") do assert.is_nil(cell:match("^=")) end
    end
  end)
end)

describe("provenance", function()
  it("writes a command line as a shell takes it", function()
    assert.equal("fazhi list --region 青禾县 'a b' 'it'\\''s' '' '$x'",
      provenance.command({ "list", "--region", "青禾县", "a b", "it's", "", "$x" }))
    assert.equal("fazhi '\\x0a'", provenance.command({ "\n" }))
  end)
end)
