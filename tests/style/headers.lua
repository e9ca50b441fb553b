-- headers: every script's header is sound and every example in it runs and prints what it
-- says, over the corpus of examples/. Run by the program.

local tap = require "tap"
local path = require "fazhi.path"
local script = require "fazhi.script"

local build = os.getenv "B" or "build"
local work = os.tmpname()
os.remove(work)
os.execute("mkdir -p " .. work)
local corpus = work .. "/corpus.db"

local function capture(command)
  local pipe <close> = assert(io.popen(command .. " 2>&1"))
  local out = pipe:read "a"
  local _, _, code = pipe:close()
  return out, code
end

capture(("%s/fazhi --lang en --regions examples/regions.tsv add -c %s examples/reports"):format(build, corpus))

-- An example is written as a user types it; here it gets the program of this build, a corpus and a site of its own,
-- a new folder of scripts, no editor, and English.
local prelude = "fazhi() { VISUAL= EDITOR= XDG_CONFIG_HOME=%s/%d %s/fazhi --lang en --regions examples/regions.tsv "
  .. '"$@"; }; '
local folders = 0
local function command_of(example)
  folders = folders + 1
  return "{ " .. prelude:format(work, folders, build) .. example:gsub("examples/corpus%.db", corpus)
    :gsub("examples/site", work .. "/site") .. "; }"
end

local names = {}
for _, kind in ipairs { "commands", "analyses" } do
  for name, file in pairs(path.list(kind)) do names[#names + 1] = { name = name, file = file } end
end
table.sort(names, function(a, b) return a.name < b.name end)

for _, entry in ipairs(names) do
  local header, message = script.load(entry.file)
  tap.ok(header, entry.name .. ": header", message)
  if header then
    tap.ok(#(header.examples or {}) > 0, entry.name .. ": has an example")
    tap.ok(header.summary and header.summary_zh, entry.name .. ": says what it does in two languages")
    for i, example in ipairs(header.examples or {}) do
      local out, code = capture(command_of(example.run))
      local wanted = example.exit or 0
      tap.ok((code or 0) == wanted and (not example.prints or out:find(example.prints, 1, true)),
        ("%s: example %d: %s"):format(entry.name, i, example.run),
        ("exit %s, wanted to see: %s\n%s"):format(tostring(code), tostring(example.prints), out:sub(1, 800)))
    end
  end
end

os.execute("rm -rf " .. work)
tap.done()
