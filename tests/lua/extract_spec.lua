-- extract: reports as lines of JSON without a corpus, by one process or by many: the same lines, and what
-- cannot be read is told and left out.

local files = require("fazhi.core").files
local json = require("fazhi.json")
local zip = require("support.zip")

local program = os.getenv("FAZHI") or (os.getenv("B") or "build") .. "/fazhi"
local home

local function quote(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local function at(name) return home .. "/" .. name end

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read("a")
end

local function write(name, bytes)
  local file <close> = assert(io.open(at(name), "wb"))
  file:write(bytes)
end

-- Runs a command line of the shell: what it printed as sorted lines, its exit status, what it complained.
local function shell(line)
  local pipe = assert(io.popen(("LC_ALL=C.UTF-8 sh -c %s 2>%s"):format(quote(line), quote(at("errors")))))
  local lines = {}
  for one in pipe:lines() do lines[#lines + 1] = one end
  local _, _, status = pipe:close()
  table.sort(lines)
  return lines, status, read(at("errors"))
end

local function extract(words)
  return shell(quote(program) .. " --lang en extract " .. words)
end

setup(function()
  home = assert(files.tempdir())
  files.mkdir(at("reports"))
  for _, name in ipairs(files.list("examples/reports")) do
    write("reports/" .. name, read("examples/reports/" .. name))
  end
  write("reports/empty.txt", "")
  write("reports/broken.docx", "PK\3\4 broken")
  write("reports/saved.zip", zip.pack { { name = "a.txt", bytes = read("examples/reports/青禾县_2023.txt") },
    { name = "b.txt", bytes = "\0\1\2\3\4\5\6\7" } })
end)

teardown(function() files.remove_tree(home) end)

describe("extract", function()
  it("gives a line for each report and goes on where one cannot be read", function()
    local lines, status, errors = extract(quote(at("reports")) .. " --jobs 1")
    assert.equal(31, #lines)
    assert.equal(3, status)
    assert.matches("E302: %S*empty.txt", errors)
    assert.matches("E311: %S*broken.docx", errors)
    assert.matches("E303: %S*saved.zip#b.txt", errors)
    for _, line in ipairs(lines) do
      local value = json.decode(line)
      assert.equal(1, value.fazhi)
      assert.equal(64, #value.source.sha256)
      assert.is_true(#value.report.body > 100 and #value.figures > 0)
    end
  end)

  it("ends with 0 where all could be read, and creates nothing", function()
    local lines, status, errors = shell(("cd %s && %s extract reports/青禾县_2023.txt"):format(quote(home),
      quote(files.realpath(program))))
    assert.equal(1, #lines)
    assert.equal("", errors)
    assert.equal(0, status)
    assert.is_nil(files.kind(at("fazhi.db")))
  end)

  it("gives the same lines by threads", function()
    local lines, status, errors = extract(quote(at("reports")) .. " --jobs 1")
    local other, other_status, other_errors = extract(quote(at("reports")) .. " --jobs 4")
    assert.same(lines, other)
    assert.equal(status, other_status)
    assert.equal(errors, other_errors)
  end)

  it("tells of a report at which a script of the user's fails, and goes on", function()
    files.mkdir(at("config"))
    files.mkdir(at("config/fazhi"))
    files.mkdir(at("config/fazhi/loaders"))
    files.mkdir(at("mixed"))
    write("config/fazhi/loaders/odd.lua", 'return { id = "odd", endings = { "odd" }, read = function(input)\n'
      .. '  if input.name:find "7" then error "what an odd file" end\n'
      .. '  return { text = require("fazhi.clean").text(input:bytes()) }\nend }\n')
    for i = 1, 9 do
      write(("mixed/%d.%s"):format(i, i == 7 and "odd" or "txt"), read("examples/reports/青禾县_2023.txt") .. i)
    end
    local function run(jobs)
      return shell(("XDG_CONFIG_HOME=%s %s --lang en extract --jobs %d %s"):format(quote(at("config")), quote(program),
        jobs, quote(at("mixed"))))
    end
    local lines, status, errors = run(1)
    assert.equal(8, #lines)
    assert.equal(3, status)
    assert.matches("E504: %S*/7.odd: .*odd.lua:2: what an odd file", errors)
    local other, other_status, other_errors = run(3)
    assert.same(lines, other)
    assert.equal(status, other_status)
    assert.equal(errors, other_errors)
  end)

  it("reads the records of a crawl from standard input", function()
    write("crawl.jsonl", '{"url":"http://a.example/1","text":"青禾县2021年法治政府建设年度报告\\n全年办结复议案件12件。"}\n'
      .. '{"url":"http://a.example/2","text":""}\n'
      .. '{"url":"http://a.example/3","text":"青禾县2019年法治政府建设年度报告\\n全年办结复议案件7件。"}\n')
    local lines, status = shell(("cat %s | %s extract -"):format(quote(at("crawl.jsonl")), quote(program)))
    assert.equal(2, #lines)
    assert.equal(3, status)
    assert.equal("http://a.example/1", json.decode(lines[1]).source.url)
    assert.equal("-#1", json.decode(lines[1]).source.path)
  end)

  it("writes into a file, and says so if it cannot", function()
    local lines, status = extract(quote(at("reports/青禾县_2023.txt")) .. " -o " .. quote(at("one.jsonl")))
    assert.same({}, lines)
    assert.equal(0, status)
    assert.equal(1, json.decode(read(at("one.jsonl"))).fazhi)
    local _, bad, errors = extract(quote(at("reports/青禾县_2023.txt")) .. " -o " .. quote(at("no/such.jsonl")))
    assert.equal(3, bad)
    assert.matches("E307: %S*no/such.jsonl", errors)
  end)

  it("gives under GNU parallel what it gives alone", function()
    local version = shell("parallel --version 2>/dev/null")
    if not table.concat(version, "\n"):find("GNU parallel") then return pending("GNU parallel is not installed") end
    local alone = extract(quote(at("reports")) .. " --jobs 1")
    local many, status = shell(("find %s -type f | sort | parallel -j2 -n8 --will-cite %s extract --jobs 1"):format(
      quote(at("reports")), quote(program)))
    assert.same(alone, many)
    assert.is_true(status > 0)
  end)
end)
