-- readme: puts what tests/bench/nation.lua printed into the README, so that no number stands there that no command
-- printed: of the largest N the ratios, and the table with the scores and the questions.
--
--     make bench-nation | tee build/bench/printed.txt && lua5.4 tests/bench/readme.lua build/bench/printed.txt

local function read(path)
  local file <close> = assert(io.open(path))
  return file:read "a"
end

-- The last block that begins with a line of this form, up to what ends it.
local function last_block(text, first, stop)
  local at, from = 1, nil
  while true do
    local found = text:find("\n" .. first, at)
    if not found then break end
    from, at = found + 1, found + 1
  end
  assert(from, "not printed: " .. first)
  local till = text:find(stop, from) or #text + 1
  return (text:sub(from, till - 1):gsub("%s+$", ""))
end

-- Puts a block between the fences behind a comment <!-- name -->.
local function put(readme, name, block)
  local pattern = "(<!%-%- " .. name .. " %-%->\n```\n).-(\n```)"
  local changed, count = readme:gsub(pattern, function(before, after) return before .. block .. after end)
  assert(count == 1, "the README has no place for: " .. name)
  return changed
end

local printed = "\n" .. read(arg[1])
local readme = read "README.md"
-- What comes after the ratios of nation.lua begins with the name of another bench.
readme = put(readme, "bench: ratios", last_block(printed, "ratios, N = ", "\n%l+[^\n]*: "))
readme = put(readme, "bench: table", last_block(printed, "N = ", "\n\n"))
local file <close> = assert(io.open("README.md", "w"))
file:write(readme)
