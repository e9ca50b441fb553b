-- run: whole commands and what they print, compared with the files in tests/golden/expected.
-- `make golden` writes them anew; the diff is then read by a person.

local tap = require "tap"
local cases = require "golden.cases"
local zip = require "support.zip"

local build = os.getenv "B" or "build"
local write = os.getenv "GOLDEN" == "write"
local work = os.tmpname()
os.remove(work)
os.execute("mkdir -p " .. work)
local corpus = work .. "/examples.db"

local function capture(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "a"
end

local here = io.popen("pwd"):read "l" .. "/"

local function plain(s)
  return (s:gsub("%p", "%%%0"))
end

-- What may differ from run to run and machine to machine.
local function steady(s)
  return (s:gsub("%d+%.%d+ s%f[%A]", "0.0 s"):gsub(plain(work), "WORK"):gsub(plain(here), ""))
end

local function slurp(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local s = file:read "a"
  file:close()
  return s
end

local function put(name, bytes)
  local file <close> = assert(io.open(work .. "/" .. name, "wb"))
  file:write(bytes)
end

-- An archive of two of our reports that have one name in it.
local members = {}
for i, name in ipairs { "青禾县_2022", "望岫县_2022" } do
  members[i] = { name = "saved/报告.txt", utf8 = true, bytes = slurp("examples/reports/" .. name .. ".txt") }
end
put("saved.zip", zip.pack(members))

-- A page with a long list of other pages behind the report.
local page = { slurp "examples/reports/青禾县_2022.txt", "上一篇：没有了", "相关链接" }
for i = 1, 30 do page[#page + 1] = ("云岭省第%d号公告"):format(i) end
put("page.txt", table.concat(page, "\n"))

local function first_difference(want, got)
  local w = want:gmatch "([^\n]*)\n?"
  local n = 0
  for line in got:gmatch "([^\n]*)\n?" do
    n = n + 1
    local expected = w()
    if line ~= expected then
      return ("line %d\nwant: %s\ngot:  %s"):format(n, tostring(expected), line)
    end
  end
  return "the output ends early"
end

for _, case in ipairs(cases) do
  local arguments = case.run:gsub("CORPUS", corpus):gsub("WORK", work)
  local got = steady(capture(("LC_ALL=%s.UTF-8 %s/fazhi %s 2>&1"):format(case.locale or "C", build, arguments)))
  local path = "tests/golden/expected/" .. case.name .. ".txt"
  if write then
    local file = assert(io.open(path, "wb"))
    file:write(got)
    file:close()
    tap.ok(true, "wrote " .. path)
  else
    local want = slurp(path)
    tap.ok(want == got, case.name .. ": fazhi " .. case.run, want and first_difference(want, got) or "no " .. path)
  end
end
os.execute("rm -rf " .. work)
tap.done()
