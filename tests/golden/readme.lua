-- readme: what README.md shows of a command is what the command prints: each line shown stands in its output, in
-- order. The corpus is that of `make demo`, made anew; what may differ from run to run is left out.

local tap = require "tap"

local build = os.getenv "B" or "build"
local corpus = os.tmpname()
os.remove(corpus)
local FAZHI = ("LC_ALL=C.UTF-8 %s/fazhi -c %s --regions examples/regions.tsv -f table %%s 2>&1"):format(build, corpus)

local function steady(line)
  return (line:gsub("%s+$", ""):gsub("%d+%.%d+ s%f[%A]", "0.0 s"))
end

local function output_of(words)
  local lines = {}
  local pipe <close> = assert(io.popen(FAZHI:format(words)))
  for line in pipe:lines() do lines[#lines + 1] = steady(line) end
  return lines
end

-- The first line shown that the output does not have behind those before it, or nil.
local function missing(shown, output)
  local at = 0
  for _, line in ipairs(shown) do
    repeat at = at + 1 until at > #output or output[at] == line
    if at > #output then return line end
  end
end

-- The commands of README.md that are shown with what they print: { words =, shown = lines } in order.
local function commands()
  local list, is_block, one = {}, false, nil
  for line in io.lines "README.md" do
    local words = is_block and line:match "^%$ fazhi (.*)$"
    if line:find "^```" then
      is_block, one = not is_block, nil
    elseif words then
      one = { words = words, shown = {} }
      list[#list + 1] = one
    elseif line:find "^The corpus is " then -- the last word of examples/demo.sh, of no command
      one = nil
    elseif one and line ~= "" then
      one.shown[#one.shown + 1] = steady(line)
    end
  end
  return list
end

local list = commands()
tap.ok(#list >= 4, "README.md shows commands")
for _, one in ipairs(list) do
  local line = missing(one.shown, output_of(one.words))
  tap.ok(not line, "README.md: fazhi " .. one.words, line and "not printed: " .. line)
end
os.execute(("rm -f %s %s-wal %s-shm"):format(corpus, corpus, corpus))
tap.done()
