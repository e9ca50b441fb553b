-- run: every escape of escapes.lua fails with a clear error and its code, the limits hold, and what
-- safe mode allows works. Run by stock Lua; each attempt is a program of its own.

local tap = require "tap"
local escapes = require "safe.escapes"

local build = os.getenv "B" or "build"
local work = os.tmpname()
os.remove(work)
os.execute("mkdir -p " .. work .. "/root/analyses " .. work .. "/root/modules " .. work .. "/root/catalogue")
local corpus, target, script = work .. "/corpus.db", work .. "/target", work .. "/script.lua"

local function write(path, text)
  local file <close> = assert(io.open(path, "w"))
  file:write(text)
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

local function capture(command)
  local pipe <close> = assert(io.popen("LC_ALL=C.UTF-8 " .. command .. " 2>&1"))
  local out = pipe:read "a"
  local _, _, code = pipe:close()
  return out, code or 0
end

local fazhi = build .. "/fazhi --lang en --regions examples/regions.tsv -c " .. corpus .. " "
capture(fazhi .. "add examples/reports")
local before = capture("sha256sum <" .. corpus)

local limits = "FAZHI_SAFE_SECONDS=%d FAZHI_SAFE_STEPS=20 FAZHI_SAFE_MEMORY=96 timeout 300 "
local function attempt(code, seconds)
  write(script, (code:gsub("@TARGET@", target):gsub("@CORPUS@", corpus)))
  return capture(limits:format(seconds) .. fazhi .. "--safe " .. script)
end

local function try(one)
  local name, code, wanted, prints = table.unpack(one)
  local out, status = attempt(code, one.last and 1 or 5)
  local expected = wanted == "" and 0 or tonumber(wanted:sub(2, 2))
  local is_clear = wanted == "" or out:find("fazhi: " .. wanted, 1, true) ~= nil
  local is_short = #out < 3000 and not out:find("\27", 1, true) and not out:find("stack traceback", 1, true)
  local has_escaped = out:find "%f[%w]escaped%f[%W]" and not prints or exists(target)
  local is_printed = not prints or out:find(prints, 1, true)
  tap.ok(is_clear and is_short and not has_escaped and status == expected and is_printed, "safe mode: " .. name,
    ("exit %s\n%s"):format(status, out:sub(1, 600)))
  os.remove(target)
end

for _, one in ipairs(escapes) do try(one) end
tap.ok(capture("sha256sum <" .. corpus) == before, "safe mode leaves the corpus byte for byte as it was")

-- ---- what works ----------------------------------------------------------------------------

local function works(name, command, prints)
  local out, status = capture(command)
  tap.ok(status == 0 and out:find(prints, 1, true), "safe mode: " .. name,
    ("exit %s\n%s"):format(status, out:sub(1, 600)))
end

works("a line of Lua", fazhi .. "--safe -e 'return #corpus:reports():frame().rows, os.date(\"%Y\", 0)'", "1970")
works("a piped program", "echo 'return report(\"r1\").year' | " .. fazhi .. "--safe", "20")
works("a bundled verb as a function",
  fazhi .. "--safe -e 'return compare{ indicator = \"review_accepted\" }'", "percentile")
works("a bundled verb that the library gives, on the corpus that was named",
  fazhi .. "--safe -e 'return fazhi.run \"compare\" { indicator = \"review_accepted\" }'", "percentile")
works("a file that is a verb", fazhi .. "--safe examples/clearance.lua --level county", "clearance")
works("its help", fazhi .. "--safe examples/clearance.lua --help", "--level")
works("a bundled verb", fazhi .. "--safe list", "rule_of_law")
works("full text", fazhi .. "--safe -e 'return search{ words = \"复议\" }'", "复议")
works("what the script returns is saved by the host",
  fazhi .. "--safe examples/clearance.lua -o " .. target .. ".csv && cat " .. target .. ".csv", "accepted")

write(work .. "/root/analyses/drawn.lua", [[
return { name = "drawn", api = 1, category = "analysis", summary = "Drawn.", corpus = "none", arguments = {},
  outputs = { { name = "n", kind = "integer" } }, run = function()
    return { rows = { { n = 3 } } }, { kind = "bar", labels = { "<b>苇湖市" }, values = { 3 }, missing = { "石汀县" } }
  end }
]])
works("the chart of the user's verb", fazhi .. "--safe --scripts " .. work .. "/root drawn --chart", "石汀县")
works("the chart of the user's verb, saved by the host", fazhi .. "--safe --scripts " .. work .. "/root drawn -o "
  .. target .. ".svg && cat " .. target .. ".svg", "&lt;b&gt;苇湖市")

write(work .. "/root/modules/twice.lua", "return function(n) return n * 2 end")
write(work .. "/root/analyses/mine.lua", [[
return { name = "mine", api = 1, category = "analysis", summary = "Twice.", corpus = "none", arguments = {},
  outputs = { { name = "twice", kind = "integer" } }, run = function()
    return require("fazhi.frame").new{ rows = { { twice = require("twice")(21) } } }
  end }
]])
works("a verb of the user's with a module of his", fazhi .. "--safe --scripts " .. work .. "/root mine", "42")
write(work .. "/root/catalogue/stopwords.lua", "io.open('" .. target .. "', 'w') return {}")
local out, status = capture(fazhi .. "--safe --scripts " .. work .. "/root keyness --help")
tap.ok(status == 0 and not exists(target), "safe mode: a bundled verb runs no catalogue of the user's", out)
out, status = capture(fazhi .. "--safe --scripts " .. work .. "/root -e 'return fazhi.catalogue.load \"stopwords\"'")
tap.ok(status == 5 and out:find("E50", 1, true) and not exists(target),
  "safe mode: such a catalogue writes nothing", out)
-- The signal comes when the loop surely runs, which takes longer to begin under the sanitizer, and once: without
-- --foreground timeout sends it to the group as well, and a second one kills.
local begun = os.getenv "SANITIZED" and 12 or 2
out, status = capture("timeout --foreground --preserve-status -k 20 -s INT " .. begun .. " " .. fazhi
  .. "--safe -e 'while true do pcall(error) end'")
tap.ok(status == 130 and out:find("interrupted", 1, true), "safe mode: Ctrl-C stops the script", status .. "\n" .. out)

-- LPeg's recursion is not within a script's reach; the signal that a full stack would give is.
out, status = capture("sh -c '" .. fazhi .. "--safe -e \"while true do end\" & sleep 1; kill -SEGV $!; wait $!'")
tap.ok(status == 5 and out:find("fazhi: E508", 1, true), "safe mode: a full stack of C ends with a message",
  status .. "\n" .. out)

os.execute("rm -rf " .. work)
tap.done()
