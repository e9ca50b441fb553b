-- fazhi.checkup: what is looked at on the machine and of the corpus, and what is said of what is missing or wrong.

local checkup = require "fazhi.checkup"
local core = require "fazhi.core"
local corpus_of = require "fazhi.corpus"
local message = require "fazhi.message"

local function opener(path)
  return function(mode) return corpus_of.open(path, mode) end
end

local function named(rows, word)
  for _, row in ipairs(rows) do
    if row.item:find(word, 1, true) then return row end
  end
end

describe("the checkup", function()
  local path

  before_each(function()
    message.set_language "en"
    path = os.tmpname()
    os.remove(path)
  end)
  after_each(function()
    message.set_language(nil)
    for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
  end)

  it("tells versions and the corpus", function()
    corpus_of.open(path, "create"):close()
    local rows = checkup.rows(opener(path), path)
    assert.equal(core.version, named(rows, "fazhi").found)
    assert.is_truthy(named(rows, "SQLite").found:find "^%d+%.%d+")
    assert.equal("0 reports, 0 figures, 0 observations", named(rows, path).found)
    assert.equal("ok", named(rows, "its file").state)
    assert.is_truthy(named(rows, "catalogue").found:find "^%d+ indicators$")
  end)

  it("says what to install where a program is missing", function()
    local find = core.helper.find
    core.helper.find = function() return nil end
    local rows = checkup.rows(opener(path), path)
    core.helper.find = find
    for item, package in pairs {
      gnuplot = "gnuplot-nox", pdftotext = "poppler-utils", ["font with"] = "fonts-noto-cjk" } do
      local row = named(rows, item)
      assert.equal("missing", row.state, item)
      assert.equal("apt install " .. package, row.todo)
    end
    assert.equal("fazhi add", named(rows, path).todo)
  end)

  it("says that what is no corpus is none", function()
    local file <close> = assert(io.open(path, "w"))
    file:write(("no database "):rep(100))
    file:flush()
    local row = named(checkup.rows(opener(path), path), path)
    assert.equal("bad", row.state)
    assert.is_truthy(row.found:find "^E40%d: ")
  end)

  it("finds damage in the file of the corpus", function()
    corpus_of.open(path, "create"):close()
    local file = assert(io.open(path, "r+b"))
    file:seek("set", file:seek "end" // 2) -- tables that are not read when it is opened
    file:write(("\xFF"):rep(8 * 4096))
    file:close()
    local row = named(checkup.rows(opener(path), path), "its file")
    assert.equal("bad", row.state)
    assert.is_truthy(row.todo:find("use a copy", 1, true))
  end)
end)
