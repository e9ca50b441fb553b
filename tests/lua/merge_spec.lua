-- What was read elsewhere: lines of JSON loaded, and corpora merged, give the corpus that adding the files gives.

local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local parcel = require "fazhi.parcel"
local rows_of = require("fazhi.corpus.document").rows
local message = require "fazhi.message"

local function files()
  local pipe <close> = assert(io.popen "ls examples/reports/*")
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

local NAMES = files()

local function read(path) return assert(document.read(path)):complete() end

local function new() return assert(corpus.open(":memory:", "create")) end

local function filled(names)
  local c = new()
  for _, path in ipairs(names) do assert(c:add(read(path))) end
  return c
end

local TIMES = { added_at = true, observed_at = true, decided_at = true, corrected_at = true }

local function quoted(value)
  return math.type(value) == "float" and ("%.17g"):format(value) .. "f" or ("%q"):format(value)
end

-- All that a corpus holds but times, as lines.
local function dump(c)
  local lines = {}
  for _, name in ipairs { "source", "report", "section", "figure", "observation", "passage", "sketch", "sketch_band",
    "likeness", "set_aside", "observed", "correction", "region", "indicator", "passage_fts_data" } do
    local first = #lines + 1
    for row in c.db:rows("SELECT * FROM " .. name) do
      local parts = {}
      for column, value in pairs(row) do
        if not TIMES[column] then parts[#parts + 1] = column .. "=" .. quoted(value) end
      end
      table.sort(parts)
      lines[#lines + 1] = name .. " " .. table.concat(parts, " ")
    end
    local sorted = table.move(lines, first, #lines, 1, {})
    table.sort(sorted)
    table.move(sorted, 1, #sorted, first, lines)
  end
  return lines
end

local function integrity(c)
  c.db:exec("INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)")
  assert.equal("ok", c.db:value("PRAGMA integrity_check"))
  assert.is_nil(c.db:row("PRAGMA foreign_key_check"))
end

-- A verb as the program runs it: its frame, and what it told.
local function run(verb, args, target)
  local told = {}
  local context = { progress = function() end, now = os.clock, options = {},
    fail = function(text, code, place) told[#told + 1] = { text = text, code = code, place = place } end,
    open = function() return target end }
  local result, why, code = dofile("scripts/commands/" .. verb .. ".lua").run(args, nil, context)
  return result, told, why, code
end

local function in_file(text)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
  return path
end

describe("load", function()
  it("stores lines as the files they were read from", function()
    local lines, added = {}, new()
    assert(added:batch(function()
      for i, path in ipairs(NAMES) do
        assert(added:add(read(path)))
        lines[i] = parcel.encode(rows_of(read(path)))
      end
      return true
    end))
    local path = in_file(table.concat(lines, "\n") .. "\n\n")
    local loaded <close> = new()
    local result, told = run("load", { file = { path } }, loaded)
    assert.same({}, told)
    assert.equal(0, result.status)
    assert.equal(#NAMES, result.rows[1].new)
    assert.same(dump(added), dump(loaded))
    integrity(loaded)
    assert.equal(#NAMES, run("load", { file = { path } }, loaded).rows[1].same)
    assert.equal(#NAMES, run("load", { file = { path }, again = true }, loaded).rows[1].updated)
    integrity(loaded)
    added:close()
    os.remove(path)
  end)

  it("tells a damaged line with its place and goes on", function()
    local good = parcel.encode(rows_of(read(NAMES[1])))
    local path = in_file(good:sub(1, 2000) .. "\n" .. good .. "\n{\"fazhi\":9}\n")
    local c <close> = new()
    local result, told = run("load", { file = { path, "/nowhere/x.jsonl" } }, c)
    assert.equal(3, result.status)
    assert.equal(1, result.rows[1].new)
    assert.equal(3, result.rows[1].failed)
    assert.same({ path .. ":1", path .. ":3", "/nowhere/x.jsonl" }, { told[1].place, told[2].place, told[3].place })
    assert.same({ "E311", "E311", "E301" }, { told[1].code, told[2].code, told[3].code })
    os.remove(path)
  end)

  it("makes no corpus where no line is a report", function()
    local modes, told = {}, {}
    local context = { progress = function() end, now = os.clock, options = {},
      fail = function(_, code, place) told[#told + 1] = place .. " " .. code end,
      open = function(mode)
        modes[#modes + 1] = mode
        return nil, "no such corpus", "E405"
      end }
    local path = in_file "{}\n{\"fazhi\":9}\n"
    local result = dofile("scripts/commands/load.lua").run({ file = { path } }, nil, context)
    assert.same({ "write" }, modes)
    assert.same({ path .. ":1 E311", path .. ":2 E311" }, told)
    assert.same({ 3, 2, 0 }, { result.status, result.rows[1].failed, result.rows[1].new })
    os.remove(path)
  end)

  it("tells a file that is no JSON once", function()
    local path = in_file("法治政府建设\n年度报告\n{\n")
    local c <close> = new()
    local result, told = run("load", { file = { path } }, c)
    assert.same({ 3, 1, 1 }, { result.status, result.rows[1].failed, #told })
    assert.same({ path, "E311" }, { told[1].place, told[1].code })
    os.remove(path)
  end)
end)

describe("merge", function()
  local a, b, path_a, path_b, target

  before_each(function()
    path_a, path_b = os.tmpname(), os.tmpname()
    os.remove(path_a)
    os.remove(path_b)
    a, b = assert(corpus.open(path_a, "create")), assert(corpus.open(path_b, "create"))
    target = new()
  end)

  after_each(function()
    a:close()
    b:close()
    target:close()
    os.remove(path_a)
    os.remove(path_b)
  end)

  local function add(c, first, last)
    for i = first, last do assert(c:add(read(NAMES[i]))) end
  end

  local function merge()
    local result, told, why = run("merge", { corpus = { path_a, path_b } }, target)
    assert(result, why)
    assert.same({}, told)
    return result.rows[1]
  end

  it("gives what adding all files gives, and knows what two corpora have in common", function()
    add(a, 1, 18)
    add(b, 13, #NAMES)
    local counts = merge()
    assert.equal(#NAMES, counts.new)
    assert.equal(6, counts.same)
    local c <close> = filled(NAMES)
    -- The full text is the same, but not when it was written.
    local function but_index(lines)
      local kept = {}
      for _, line in ipairs(lines) do
        if not line:find "^passage_fts_data" then kept[#kept + 1] = line end
      end
      return kept
    end
    assert.same(but_index(dump(c)), but_index(dump(target)))
    integrity(target)
    assert.equal(#NAMES + 6, merge().same)
  end)

  it("keeps corrections, the later one of two, and what the file says below them", function()
    add(a, 1, 2)
    add(b, 2, 3)
    assert(a:correct("r1", "title", "甲", "by hand"))
    assert(a:correct("r2", "title", "乙"))
    assert(b:correct("r1", "title", "丙"))
    assert(b:correct("r1", "year", 1999))
    a.db:exec "UPDATE correction SET corrected_at = '2024-01-01T00:00:00Z'"
    merge()
    assert.equal("甲", target:report("r1").title)
    assert.equal("丙", target:report("r2").title)
    assert.equal(1999, target:report("r2").year)
    assert.equal(a:evidence("r1").title.read.value, target:evidence("r1").title.read.value)
    assert(target:uncorrect("r1", "title"))
    assert.equal(read(NAMES[1]).meta.title, target:report("r1").title)
    assert.same(read(NAMES[1]).meta.evidence.title, target:evidence("r1").title)
  end)

  it("keeps what was set aside, and finds copies across corpora", function()
    local function copy(i)
      local file <close> = assert(io.open(NAMES[i], "rb"))
      return assert(document.decode(file:read "a" .. " \n", { path = "copy.txt" })):complete()
    end
    add(a, 1, 3)
    assert(a:add(copy(1)))
    a:dedupe()
    assert.equal(1, a.db:value "SELECT count(*) FROM set_aside")
    assert(b:add(copy(2)))
    merge()
    assert.same(a.db:row "SELECT report_id, kept_id, relation FROM set_aside",
      target.db:row "SELECT report_id, kept_id, relation FROM set_aside")
    assert.equal(1, target.db:value "SELECT count(*) FROM likeness WHERE report_id = 5 AND other_id = 2")
    assert.equal(2, target.db:value "SELECT count(*) FROM source WHERE path = 'copy.txt'")
  end)

  it("does not merge a corpus into itself, nor one that is not there", function()
    local result, _, why, code = run("merge", { corpus = { path_a } }, setmetatable({ path = path_a }, { __index = a }))
    assert.is_nil(result)
    assert.equal("E201", code)
    assert.equal(message.text("merged_self", { path = path_a }), why)
    result, _, _, code = run("merge", { corpus = { path_a, "/nowhere.db" } }, target)
    assert.is_nil(result)
    assert.equal("E405", code)
  end)
end)
