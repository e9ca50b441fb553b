-- tutorial: does what examples/tutorial.md tells its reader to do, block by block, in a home of its own, and
-- compares what is printed with what the tutorial shows. In a block of shell, lines with $ are
-- commands and the others what they print; a line "..." stands for any lines, " ... " in a line for any words.
-- A block of Lua goes into the file that its first line names.

local tap = require "tap"

local TUTORIAL = "examples/tutorial.md"

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "a"
end

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function quoted(s)
  return "'" .. s:gsub("'", "'\\''") .. "'"
end

local function plain(s)
  return (s:gsub("%p", "%%%0"))
end

local home = os.tmpname()
os.remove(home)
os.execute("mkdir -p " .. quoted(home))
local build = output_of("cd " .. quoted(os.getenv "B" or "build") .. " && pwd"):gsub("\n$", "")
local prelude = ("unset XDG_CONFIG_HOME FAZHI_PATH FAZHI_CORPUS; export HOME=%s PATH=%s:\"$PATH\" LC_ALL=C.UTF-8; ")
  :format(quoted(home), quoted(build))

-- What may differ from run to run and machine to machine.
local function steady(s)
  return (s:gsub("%d+%.%d+ s%f[%A]", "0.0 s"):gsub(plain(home), "~"))
end

local function lines_of(s)
  local lines = {}
  for line in (s:gsub("\n$", "") .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

local function is_like(want, got)
  return got:find("^" .. plain(want):gsub(plain(plain("...")), ".-") .. "$") ~= nil
end

-- The first line that is not as the tutorial shows it, or nil.
local function difference(want, got)
  local at = 1
  for i, line in ipairs(want) do
    if line == "..." then
      local next_line = want[i + 1]
      while got[at] and got[at] ~= next_line do at = at + 1 end
    elseif not got[at] or not is_like(line, got[at]) then
      return ("want: %s\ngot:  %s"):format(line, tostring(got[at]))
    else
      at = at + 1
    end
  end
  return got[at] and "one line more: " .. got[at]
end

local function run(command, want)
  if command:find "^export " then
    prelude = prelude .. command .. "; "
    return
  end
  local got = lines_of(steady(output_of(prelude .. command .. " 2>&1")))
  while got[#got] == "" do got[#got] = nil end
  local why = difference(want, got)
  tap.ok(not why, "the tutorial: " .. command, why)
end

local function run_block(block)
  local command, want
  for _, line in ipairs(lines_of(block)) do
    if line:find "^%$ " then
      if command then run(command, want) end
      command, want = line:sub(3), {}
    else
      table.insert(want, line)
    end
  end
  run(command, want)
end

local function write_block(block)
  local path = assert(block:match "^%-%- ~(/%S+)\n", "a block of Lua names its file")
  os.execute("mkdir -p " .. quoted((home .. path):match "^(.*)/"))
  local file <close> = assert(io.open(home .. path, "wb"))
  file:write(block)
end

-- What a reader has to type is short: a program fits on half a screen.
local function check_block(block)
  tap.ok(select(2, block:gsub("\n", "")) <= 16, "the tutorial: " .. block:match "^[^\n]+" .. " is short")
end

local shells = 0
for language, block in slurp(TUTORIAL):gmatch "\n```(%a+)\n(.-\n)```" do
  if language == "lua" then
    write_block(block)
    check_block(block)
  else
    shells = shells + 1
    run_block(block)
  end
end
local steps = 0
for number, title in slurp(TUTORIAL):gmatch "\n## (%d)%. ([^\n]+)" do
  steps = steps + 1
  tap.ok(tonumber(number) == steps and title:find "%a%a" and title:find "[\xE4-\xE9][\x80-\xBF]",
    "the tutorial: step " .. number .. " is titled in both languages", title)
end
tap.ok(steps == 6 and shells >= 6, "the tutorial has its six steps", steps .. " and " .. shells)
os.execute("rm -rf " .. quoted(home))
tap.done()
