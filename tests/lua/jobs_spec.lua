-- add with several jobs at once: what is stored and what is told is the same for any number of them, whatever
-- is wrong with some of the files.

local corpus = require "fazhi.corpus"
local crew = require "fazhi.crew"
local document = require "fazhi.document"
local files = require "fazhi.core".files
local message = require "fazhi.message"
local region = require "fazhi.region"
local script = require "fazhi.script"
local tables = require "support.tables"
local zip = require "support.zip"

local home, paths

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function write(name, bytes)
  local file <close> = assert(io.open(home .. "/" .. name, "wb"))
  file:write(bytes)
end

local function members()
  local list = {}
  for _, name in ipairs { "青禾县_2023.txt", "临溪县_2020.txt" } do
    list[#list + 1] = { name = "a/" .. name, bytes = read("examples/reports/" .. name):gsub("年", "年 ", 1), utf8 = true }
  end
  list[#list + 1] = { name = "notes.xyz", bytes = "none" }
  list[#list + 1] = { name = "broken.zip", bytes = "PK\3\4broken" }
  list[#list + 1] = { name = "empty.txt", bytes = "" }
  return list
end

-- Folders of good reports, reports twice, files of all kinds of trouble, an archive and a crawl.
local function fill()
  for i, name in ipairs(files.list "examples/reports") do
    if i <= 12 and name:find "%.txt$" then write(("%02d_%s"):format(i, name), read("examples/reports/" .. name)) end
  end
  local one = read "examples/reports/临溪区_2021.txt"
  write("05_twice.txt", one)
  write("06_marked.txt", one:gsub("。", "。 ", 3))
  write("07_empty.txt", "")
  write("08_binary.txt", ("\0\1\2\3PNG"):rep(500))
  write("09_cut.docx", "PK\3\4 cut off")
  write("10_nothing.html", "<html><body><a href='/'>首页</a></body></html>")
  write("11_huge.txt", ("全年受理行政复议申请31件。\n"):rep(110000))
  write("12_saved.zip", zip.pack(members()))
  write("13_crawl.jsonl", ('{"url":"http://a.example/1","text":"青禾县2021年法治政府建设年度报告\\n全年办结12件。"}\n'
    .. "not json\n" .. '{"url":"http://a.example/2","text":"青禾县2020年法治政府建设年度报告\\n全年办结8件。"}\n'))
  write("14_other.xyz", "of no kind")
  os.execute(("mkfifo '%s/15_pipe.txt'"):format(home))
end

-- Runs a verb on a corpus, or on one that it makes: the frame, the lines it told, and the corpus.
local function run(verb, given, db)
  local told = {}
  local context = { options = { verbose = given.verbose }, progress = function() end, now = files.now }
  function context.warn(text) told[#told + 1] = text end
  function context.fail(text, code, where) told[#told + 1] = message.line(code, text, where) end
  function context.open(mode)
    local why, code
    if not db then db, why, code = corpus.open(given.corpus or ":memory:", mode) end
    return db, why, code
  end
  local header = assert(script.load("scripts/commands/" .. verb .. ".lua"))
  local args = { path = paths, jobs = 1 }
  for key, value in pairs(given) do args[key] = value end
  local result = assert(script.run(header, args, context))
  table.move(result.notes, 1, #result.notes, #told + 1, told)
  return result, told, db
end

-- Runs add; the lines it told, its counts and the corpus.
local function add(given)
  local result, told, db = run("add", given)
  local counts = result.rows[1]
  local numbers = { new = counts.new, same = counts.same, updated = counts.updated, failed = counts.failed,
    status = result.status }
  return told, numbers, db
end

setup(function()
  message.set_language "en"
  assert(region.load { "examples/regions.tsv" })
  home = assert(files.tempdir())
  paths = { home }
  fill()
end)

teardown(function()
  files.remove_tree(home)
  message.set_language(nil)
  region.load()
end)

describe("add", function()
  it("stores and tells the same for any number of jobs", function()
    local told, counts, db = add { jobs = 1 }
    local lines = tables.lines(db)
    assert.same({ 18, 8, 1 }, { counts.new, counts.failed, counts.same })
    for _, jobs in ipairs { 2, 4 } do
      local other_told, other_counts, other = add { jobs = jobs }
      assert.same(told, other_told)
      assert.same(counts, other_counts)
      assert.same({}, tables.differences(lines, tables.lines(other)))
      other:close()
    end
    db:close()
  end)

  it("makes a corpus for what is stored alone", function()
    for jobs = 1, 2 do
      local file = home .. "/../" .. home:match "[^/]+$" .. ".new.db"
      local bad = { home .. "/07_empty.txt", home .. "/08_binary.txt", home .. "/09_cut.docx", home .. "/07_empty.txt" }
      local _, counts, db = add { jobs = jobs, corpus = file, path = bad }
      assert.same({ 0, 4, 3 }, { counts.new, counts.failed, counts.status })
      assert.is_nil(db)
      assert.is_nil(files.kind(file))
      bad[5], bad[6] = home .. "/05_twice.txt", home .. "/06_marked.txt"
      _, counts, db = add { jobs = jobs, corpus = file, path = bad }
      assert.same({ 2, 4, 3 }, { counts.new, counts.failed, counts.status })
      assert.is_false(db:is_empty())
      db:close()
      os.remove(file)
    end
  end)

  it("tells of a corpus that cannot be made, and stops", function()
    local told = {}
    local context = { options = {}, progress = function() end, now = files.now, warn = function() end,
      fail = function(text) told[#told + 1] = text end,
      open = function(mode)
        if mode == "write" then return nil, "none", "E405" end
        return nil, "disk full", "E402"
      end }
    local header = assert(script.load "scripts/commands/add.lua")
    local some = { home .. "/05_twice.txt", home .. "/06_marked.txt" }
    local result, why, code = script.run(header, { path = some, jobs = 1 }, context)
    assert.same({ nil, "disk full", "E402" }, { result, why, code })
    assert.same({}, told)
  end)

  it("stores the same reports in whatever order the files come", function()
    local list = {}
    for _, name in ipairs(files.list(home)) do
      if name:find "_.*%.txt$" and not name:find "twice" then
        table.insert(list, 1 + #list // 3, home .. "/" .. name)
      end
    end
    local _, _, shuffled = add { path = list, jobs = 4 }
    table.sort(list)
    local _, _, ordered = add { path = list, jobs = 1 }
    assert.same({}, tables.differences(tables.lines_without_ids(ordered), tables.lines_without_ids(shuffled)))
    ordered:close()
    shuffled:close()
  end)

  it("tells the same of a manifest, of a pattern and of what is behind a report", function()
    write("manifest.csv", "path,region,year,url\n05_twice.txt,临溪区,2019,http://b.example/5\nnowhere.txt,青禾县,2020,\n"
      .. "12_saved.zip#a/青禾县_2023.txt,,2018,\n")
    for _, more in ipairs { { manifest = home .. "/manifest.csv", meta = "{*}_{county}_{year}" },
      { verbose = true, dry_run = true } } do
      more.jobs = 1
      local told, counts, db = add(more)
      more.jobs = 3
      local other_told, other_counts, other = add(more)
      assert.same(told, other_told)
      assert.same(counts, other_counts)
      if db then
        assert.same({}, tables.differences(tables.lines(db), tables.lines(other)))
        db:close()
        other:close()
      end
    end
    os.remove(home .. "/manifest.csv")
  end)

  it("stops at the first file that cannot be read, if that is asked for", function()
    local told, counts, db = add { jobs = 1, fail_fast = true }
    local other_told, other_counts, other = add { jobs = 2, fail_fast = true }
    assert.equal(1, counts.failed)
    assert.same(told, other_told)
    assert.same(counts, other_counts)
    assert.same({}, tables.differences(tables.lines(db), tables.lines(other)))
    db:close()
    other:close()
  end)

  it("reads nothing again that is stored, and tells the same of it", function()
    local file = home .. "/../" .. home:match "[^/]+$" .. ".db"
    local told, _, db = add { corpus = file }
    db:close()
    local of, read_count = document.of, 0
    document.of = function(...)
      read_count = read_count + 1
      return of(...)
    end
    local again, counts, second = add { corpus = file, jobs = 1 }
    document.of = of
    local lines = tables.lines(second)
    second:close()
    local third_told, third_counts, third = add { corpus = file, jobs = 3 }
    assert.equal(0, counts.new)
    assert.is_true(read_count < 10, read_count .. " files were read again")
    assert.same(counts, third_counts)
    assert.same(again, third_told)
    assert.same({}, tables.differences(lines, tables.lines(third)))
    third:close()
    for _, line in ipairs(again) do
      if not line:find "twice" and not line:find "same report" then
        local is_known = false
        for _, before in ipairs(told) do is_known = is_known or before == line end
        assert.is_true(is_known, line)
      end
    end
    for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(file .. ending) end
  end)

  it("reads all again when that is asked for, for any number of jobs", function()
    local file = home .. "/../" .. home:match "[^/]+$" .. ".db"
    local _, _, db = add { corpus = file }
    local lines = tables.lines(db)
    db:close()
    local _, counts, other = add { corpus = file, jobs = 3, again = true }
    assert.equal(0, counts.new)
    assert.is_true(counts.updated >= 10)
    assert.equal(#lines, #tables.lines(other))
    other:close()
    for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(file .. ending) end
  end)
end)

describe("observe", function()
  -- A corpus whose figures and observations are no longer what is read.
  local function spoilt()
    local list = {}
    for _, name in ipairs(files.list(home)) do
      if name:find "_.*%.txt$" then list[#list + 1] = home .. "/" .. name end
    end
    local _, _, db = add { path = list }
    db.db:exec "DELETE FROM observation WHERE id % 3 = 0"
    db.db:exec "UPDATE observation SET value = value + 1 WHERE id % 5 = 0"
    db.db:exec "UPDATE figure SET unit = 'x' WHERE id % 7 = 0"
    return db
  end

  it("stores and tells the same for any number of jobs", function()
    for _, more in ipairs { { figures = true }, { dry_run = true, figures = true }, { all = true } } do
      more.jobs = 1
      local one, told, db = run("observe", more, spoilt())
      more.jobs = 3
      local other, other_told, other_db = run("observe", more, spoilt())
      for _, result in ipairs { one, other } do
        for _, row in ipairs(result.rows) do row.seconds, row.summary = nil, nil end
      end
      assert.same(one.rows, other.rows)
      if not more.dry_run then
        assert.is_true(one.rows[1].new > 20)
        assert.same(told, other_told)
      end
      assert.same({}, tables.differences(tables.lines(db), tables.lines(other_db)))
      db:close()
      other_db:close()
    end
  end)
end)

describe("a line of work", function()
  local function items(n, size)
    local i = 0
    return function()
      i = i + 1
      return i <= n and { number = i, size = size } or nil
    end
  end

  it("starts nothing for a few items, for many that are small, or for one job", function()
    for _, case in ipairs { { 7, 4 }, { 100, 4, 2000 }, { 100, 1 } } do
      local line <close> = crew.line(items(case[1], case[3]), { jobs = case[2], deed = "harvest", options = {},
        job = function() error "no thread was to be asked" end })
      for i = 1, case[1] do
        local item, is_done = line()
        assert.equal(i, item.number)
        assert.is_false(is_done)
      end
      assert.is_nil(line())
    end
  end)

  it("starts threads for a few items that are large", function()
    local line <close> = crew.line(items(8, 100000), { jobs = 2, deed = "harvest", options = {},
      job = function(item) return { path = "no such file " .. item.number } end })
    assert.is_true(select(2, line()))
  end)

  it("gives the items in order, done or left to the caller", function()
    local line <close> = crew.line(items(40), { jobs = 3, deed = "harvest", options = {},
      job = function(item) return item.number % 3 > 0 and { path = "no such file " .. item.number } or nil end })
    for i = 1, 40 do
      local item, is_done, result, _, code = line()
      assert.equal(i, item.number)
      assert.equal(i % 3 > 0, is_done)
      assert.is_nil(result)
      assert.equal(is_done and "E301" or nil, code)
    end
    assert.is_nil(line())
  end)

  it("does here what no thread can begin, and leaves the rest to the caller", function()
    local done = {}
    local line <close> = crew.line(items(40), { jobs = 3, deed = "unknown", options = {},
      job = function(item) return { number = item.number } end,
      here = function(job)
        done[#done + 1] = job.number
        return "done " .. job.number
      end })
    for i = 1, 40 do
      local item, is_done, result = line()
      assert.equal(i, item.number)
      assert.equal(is_done and "done " .. i or nil, result)
      assert.equal(is_done, done[#done] == i)
    end
    assert.is_true(#done > 0)
    assert.is_nil(line())
  end)
end)
