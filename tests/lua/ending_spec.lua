-- Ctrl-C while reports are stored, pressed on the program itself: the first one ends the run with all stored that was
-- read, says how far it came, and the same command goes on; the second one ends it at once.

local corpus = require "fazhi.corpus"

local build = os.getenv "B" or "build"

local home

local function read(path)
  local file <close> = io.open(path, "rb")
  return file and file:read "a" or ""
end

local function write(name, bytes)
  local file <close> = assert(io.open(home .. "/" .. name, "wb"))
  file:write(bytes)
end

-- Runs lines of a shell in the folder of the test; $fazhi is the program. They wait until a word stands in what it
-- said, for half a minute at most.
local function shell(script)
  write("run.sh", ([[
    fazhi='%s/fazhi --lang en'
    cd '%s'
    wait_for() { n=0; until grep -q "$1" told || [ $n -ge 300 ]; do sleep 0.1; n=$((n + 1)); done; }
  ]]):format(build, home):gsub("'build/", "'" .. os.getenv "PWD" .. "/build/") .. script)
  local _, _, code = os.execute("sh " .. home .. "/run.sh")
  return code
end

local function reports()
  local stored <close> = assert(corpus.open(home .. "/c.db"))
  return stored:count_reports()
end

local FILES = 240

-- Reports of which no two have the same bytes, behind a file that no one can read, which is told at once.
local function fill()
  os.execute(("mkdir -p '%s/files'"):format(home))
  write("files/000.txt", ("\0\1\2\3PNG"):rep(500))
  local text = read "examples/reports/临溪区_2021.txt"
  for i = 1, FILES do write(("files/%03d.txt"):format(i), text .. ("\n第%d号\n"):format(i)) end
end

describe("Ctrl-C", function()
  before_each(function()
    if #read(build .. "/fazhi") == 0 then return pending "the program is not built" end
    home = os.tmpname()
    os.remove(home)
    os.execute("mkdir " .. home)
  end)

  after_each(function() os.execute("rm -rf " .. home) end)

  for jobs = 1, 2 do
    it("ends an add with what was read, with jobs: " .. jobs, function()
      fill()
      local add = ("$fazhi add files -c c.db --jobs %d"):format(jobs)
      local code = shell(add .. [[ > out 2> told & pid=$!
        wait_for E303
        kill -INT $pid
        wait $pid]])
      local told = read(home .. "/told") .. read(home .. "/out")
      assert.equal(130, code, told)
      assert.truthy(told:find("Ctrl-C once more stops at once", 1, true), told)
      local done, all = told:match "stopped by Ctrl%-C after (%d+) of (%d+) files, which are stored"
      assert.equal(FILES + 1, tonumber(all), told)
      assert.is_true(tonumber(done) < FILES, told)
      assert.equal(tonumber(done) - 1, reports(), told) -- without the one that nobody can read
      assert.equal(3, shell(add .. " > out 2> told"))
      assert.equal(FILES, reports())
    end)
  end

  -- Lines come through a pipe, so that the program waits where the test wants it.
  local function load(script)
    return shell([[
      mkfifo pipe
      $fazhi extract ]] .. os.getenv "PWD" .. [[/examples/reports/青禾县_2023.txt > lines 2> none
      $fazhi load - -c c.db < pipe > out 2> told & pid=$!
      exec 3> pipe
      cat lines >&3
      echo 'no line' >&3
      wait_for E311
      kill -INT $pid
      wait_for 'once more'
    ]] .. script)
  end

  it("ends a load behind the line that it waits for", function()
    local code = load [[
      echo 'nor this' >&3
      exec 3>&-
      wait $pid]]
    local told = read(home .. "/told") .. read(home .. "/out")
    assert.equal(130, code, told)
    assert.truthy(told:find("stopped by Ctrl-C: 3 reports were taken and are stored", 1, true), told)
    assert.equal(1, reports())
  end)

  it("pressed again ends at once, and nothing of the batch is stored", function()
    local code = load [[
      sleep 0.4
      kill -INT $pid
      sleep 0.1
      cat lines >&3
      exec 3>&-
      wait $pid]]
    local told = read(home .. "/told") .. read(home .. "/out")
    assert.equal(130, code, told)
    assert.truthy(told:find("interrupted", 1, true), told)
    assert.falsy(told:find("stopped by", 1, true), told)
    assert.equal(0, reports())
  end)
end)
