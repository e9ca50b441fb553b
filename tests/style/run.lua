-- run: the rules of the house as tests. Which file may include which header, which Lua module
-- may require which, what must be documented, and that loading a module does nothing.

local tap = require "tap"
local house = require "style.house"

local function lines_of(command)
  local pipe <close> = assert(io.popen(command))
  local out = {}
  for line in pipe:lines() do out[#out + 1] = line end
  return out
end

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function report(name, defects)
  tap.ok(#defects == 0, name, table.concat(defects, "\n"))
end

local c_files = lines_of "find core include tests/c tests/fuzz -name '*.[ch]' | sort"
local lua_files = lines_of "find scripts -name '*.lua' | sort"

-- ---- the top level -------------------------------------------------------------------------

local function top_level()
  local defects = {}
  for _, name in ipairs(lines_of "ls -A") do
    if not house.top[name] and not name:match "^%." and name ~= os.getenv "B" then
      defects[#defects + 1] = name
    end
  end
  report("nothing at the top level but what belongs there", defects)
end

-- ---- layers of C ---------------------------------------------------------------------------

local function is_in(path, places)
  for _, place in ipairs(places) do
    if path:match(place) then return true end
  end
  return false
end

local function include_allowed(path, header)
  for _, rule in ipairs(house.headers) do
    if header:match(rule.header) then return is_in(path, rule.only) end
  end
  return true
end

local function c_layers()
  local defects = {}
  for _, path in ipairs(c_files) do
    for header in slurp(path):gmatch '#include%s*[<"]([^>"]+)[>"]' do
      if not include_allowed(path, header) then defects[#defects + 1] = path .. " includes " .. header end
      if header:match "%.c$" then defects[#defects + 1] = path .. " includes a .c file" end
    end
  end
  report("C parts include only what is below them", defects)
end

-- ---- layers of Lua -------------------------------------------------------------------------

-- The name a file of the library is required by, without "fazhi."; nil for other files.
local function module_of(path)
  local name = path:match "^scripts/fazhi/(.+)%.lua$"
  return name and name:gsub("/", ".")
end

local function lua_layers()
  local defects = {}
  for _, path in ipairs(lua_files) do
    local module = module_of(path)
    local own = module and house.rank[module]
    if module and not own then
      defects[#defects + 1] = module .. " has no rank in tests/style/house.lua"
    end
    for needed in slurp(path):gsub("lazy(%s*%(?%s*\"fazhi)", "require%1"):gmatch 'require%s*%(?%s*"fazhi%.([%w_.]+)"' do
      local rank = needed:match "^core" and 0 or house.rank[needed]
      if not rank then
        defects[#defects + 1] = path .. " requires unknown fazhi." .. needed
      elseif own and rank >= own then
        defects[#defects + 1] = ("%s (rank %d) requires %s (rank %d)"):format(module, own, needed, rank)
      end
    end
  end
  report("Lua modules require only what is below them", defects)
end

local function sql_and_analyses()
  local defects = {}
  for _, path in ipairs(lua_files) do
    local text = slurp(path)
    if not is_in(path, house.sql) and (text:match "%f[%w]SELECT%s.-%sFROM%s" or text:match "INSERT INTO"
        or text:match "DELETE FROM") then
      defects[#defects + 1] = path .. " holds SQL"
    end
    if path:match "^scripts/analyses/" then
      for _, word in ipairs { "lpeg", "io%.", "os%.", "print%s*%(" } do
        if text:match("%f[%w]" .. word) then defects[#defects + 1] = path .. " uses " .. word end
      end
      local _, count = text:gsub("\n", "\n")
      if count > 120 then defects[#defects + 1] = path .. " is longer than 120 lines" end
    end
  end
  report("SQL stands with the corpus, and analyses touch no SQL, LPeg or io", defects)
end

-- ---- prose ---------------------------------------------------------------------------------

local function opening_prose()
  local defects = {}
  for _, path in ipairs(c_files) do
    if not slurp(path):match "^/%*" then defects[#defects + 1] = path end
  end
  for _, path in ipairs(lines_of "find scripts tests examples -name '*.lua' | sort") do
    if not slurp(path):gsub("^#![^\n]*\n", ""):match "^%-%-" then defects[#defects + 1] = path end
  end
  report("every file opens with what it owns", defects)
end

local function c_documented()
  local defects, declared = {}, {}
  for _, path in ipairs(lines_of "ls include/fazhi/*.h") do
    local documented = false
    for line in slurp(path):gmatch "[^\n]*" do
      if line:match "%*/%s*$" then
        documented = true
      elseif line:match "^%s*$" then
        documented = false
      elseif line:match "^FZ_API" or line:match "^typedef struct %w+ %w+;" then
        local name = line:match "([%w_]+)%(" or line:match "(%w+);"
        if name then declared[name] = true end
        if line:match "^FZ_API" and not documented then defects[#defects + 1] = path .. ": " .. line end
      end
    end
  end
  report("every function of the C API is documented in its header", defects)

  local exported = {}
  for _, line in ipairs(lines_of("nm -D --defined-only " .. os.getenv "B" .. "/libfazhi.so")) do
    local name = line:match " T ([%w_]+)$"
    if name and not declared[name] then exported[#exported + 1] = name end
  end
  report("the library exports nothing that no header declares", exported)
end

local function lua_documented()
  local defects = {}
  for _, path in ipairs(lua_files) do
    local previous = ""
    for line in slurp(path):gmatch "[^\n]*" do
      local name = line:match "^function (M[.:][%w_]+)" or line:match "^(M%.[%w_]+)%s*=%s*function"
        or not house.inner[path] and line:match "^function (%u%w+[.:][%w_]+)%("
      if name and not name:match "[.:]__" and not previous:match "^%s*%-%-" then
        defects[#defects + 1] = path .. ": " .. name
      end
      previous = line
    end
  end
  report("every public Lua function is documented", defects)
end

local function bounded_c()
  local defects = {}
  for _, path in ipairs(c_files) do
    local text = slurp(path)
    for _, word in ipairs { "sprintf", "strcpy", "strcat", "gets" } do
      if text:match("%f[%w_]" .. word .. "%s*%(") then defects[#defects + 1] = path .. " calls " .. word end
    end
  end
  report("no C that writes without a bound", defects)
end

-- A program in C includes one header for all, and one in C++ finds every name as the library has it.
local function whole_headers()
  local defects, all = {}, slurp "include/fazhi/fazhi.h"
  for _, path in ipairs(lines_of "ls include/fazhi/*.h") do
    local name = path:match "[^/]+$"
    local is_part = name ~= "fazhi.h" and name ~= "lua.h"
    if is_part and not all:find('#include "fazhi/' .. name .. '"', 1, true) then
      defects[#defects + 1] = name .. " is not in fazhi.h"
    end
    if is_part and not all:find("\n**   " .. name .. " ", 1, true) then
      defects[#defects + 1] = name .. " is not told of in fazhi.h"
    end
    if not slurp(path):find('\n#ifdef __cplusplus\nextern "C" {\n', 1, true) then
      defects[#defects + 1] = name .. " is not for C++"
    end
  end
  report("every header is in fazhi.h and fit for C++", defects)
end

-- ---- loading does nothing ------------------------------------------------------------------

local function quiet_modules()
  local cpath = os.getenv "B" .. "/lua/?.so;;"
  local defects = {}
  for _, path in ipairs(lines_of "find scripts/fazhi -name '*.lua' | sort") do
    local module = module_of(path)
    local name = module == "init" and "fazhi" or "fazhi." .. module
    -- A sanitized module cannot be loaded by an interpreter without its runtime.
    local runner = os.getenv "SANITIZED" and (os.getenv "B" .. "/fazhi") or (os.getenv "LUA" or "lua5.4")
    local out = lines_of(("LUA_CPATH='%s' %s tests/style/quiet.lua %s 2>&1"):format(cpath, runner, name))
    if out[1] ~= "quiet" then defects[#defects + 1] = name .. ": " .. table.concat(out, " ") end
  end
  report("loading a library module does nothing", defects)
end

-- ---- patterns ------------------------------------------------------------------------------

-- Iterates over the strings of Lua source: what stands between the quotes, where, and where it ends.
local function strings_of(source)
  local at = 1
  return function()
    while at <= #source do
      local level = source:match("^%-%-%[(=*)%[", at)
      local long = source:match("^%[(=*)%[", at)
      local quote = source:match("^[\"']", at)
      if level or long then
        local _, stop = source:find("]" .. (level or long) .. "]", at, true)
        local start = at
        at = (stop or #source) + 1
        if long then return source:sub(start + #long + 2, at - #long - 3), start, at end
      elseif source:find("^%-%-", at) then
        at = source:find("\n", at, true) or #source + 1
      elseif quote then
        local start, stop = at, at + 1
        while stop <= #source and source:sub(stop, stop) ~= quote do
          stop = stop + (source:sub(stop, stop) == "\\" and 2 or 1)
        end
        at = stop + 1
        return source:sub(start + 1, stop - 1), start, at
      else
        at = at + 1
      end
    end
  end
end

-- Whether a string is a Lua pattern: as the argument of a function that takes one, or by its looks.
local function is_pattern(s, before, after)
  if after:find "^%s*,[^,()]*,%s*true" then return false end
  for _, name in ipairs { "find", "match", "gsub", "gmatch" } do
    if before:find("[:.]" .. name .. "%s*%(?%s*$") or before:find("string%." .. name .. "%s*%([^()\n]*,%s*$") then
      return true
    end
  end
  return s:find "%%[adlpswx%-.%[]" ~= nil or s:find "^%^" ~= nil or s:find "[%]+*]%$$" ~= nil
end

-- Iterates over the classes of a pattern: the class, and the three bytes behind it.
local function classes_of(s)
  local at = 1
  return function()
    while at <= #s do
      local start = at
      local stop = s:match("^%[%^?%]?()", at)
      at = at + (s:find("^%%", at) and 2 or 1)
      if stop then
        while stop <= #s and not s:find("^%]", stop) do stop = stop + (s:find("^%%", stop) and 2 or 1) end
        at = stop + 1
        return s:sub(start, stop), s:sub(stop + 1, stop + 3)
      end
    end
  end
end

-- The classes of patterns that hold a byte of a character of several bytes. In the pattern language of
-- indicators [^…]… is a gap that words must not stand in, and no class.
local function wide_classes(source)
  local found = {}
  for s, start, stop in strings_of(source) do
    local before = source:sub(math.max(1, start - 80), start - 1)
    if not s:find "\n" and is_pattern(s, before, source:sub(stop, stop + 40)) then
      for class, behind in classes_of(s) do
        local is_gap = class:sub(2, 2) == "^" and behind == "…" or class:find("…", 1, true)
        if class:find "[\x80-\xFF]" and not is_gap then found[#found + 1] = class end
      end
    end
  end
  return found
end

local function ascii_classes()
  local defects = {}
  for _, path in ipairs(lines_of "find scripts tests examples -name '*.lua' | sort") do
    -- Entries of indicators are written in their own language.
    if not path:match "^scripts/catalogue/.+/" and path ~= "tests/style/run.lua" then
      for _, class in ipairs(wide_classes(slurp(path))) do defects[#defects + 1] = path .. ": " .. class end
    end
  end
  report("no class of a Lua pattern holds a character of several bytes, which it would take apart", defects)
  local caught = wide_classes 's:find("[：:]") y = { "^第(%d+)页[，,]?$" } z = s:gsub("[^（]", "") -- s:find("[甲]")'
  local passed = wide_classes 's:find("[：]", 1, true) t = "[选项…]" p = "受理 [^甲]… <数>" r = "^%[甲%]$" s:match("^[^,]*，")'
  tap.ok(#caught == 3 and #passed == 0, "such classes are recognized",
    table.concat(caught, " ") .. " | " .. table.concat(passed, " "))
end

-- ---- safe mode ----------------------------------------------------------------------------

-- A part that nobody thought of is missing there, and with it all that needs it.
local function safe_parts()
  local inside, defects = slurp "scripts/fazhi/inside.lua", {}
  for part in slurp("core/lua/core.c"):match("luaL_Reg parts%[%](.-)};"):gmatch '{"(%l+)", open_' do
    local is_known = inside:find('"' .. part .. '"', 1, true) or inside:find("core%." .. part .. "%f[%W]")
      or inside:find("%f[%w]" .. part .. " = safe_")
    if not is_known then defects[#defects + 1] = part end
  end
  report("every part of the core is known to safe mode, be it refused", defects)
end

-- ---- the map ------------------------------------------------------------------------------

-- A map that leads nowhere is worse than none. The columns of its first table say below which folder a name is.
local function true_map()
  local folders = { [3] = "scripts/fazhi/", [4] = "scripts/catalogue/" }
  local defects, seen = {}, 0
  local function check(name, folder)
    if not name:find "^[%w_./]+$" or not name:find "[/.]" or name:find "^failure%." then return end
    seen = seen + 1
    local path = name:find "^%l+/%l" and name or (folder or "") .. name
    if #lines_of("ls -d " .. path .. " 2>/dev/null") == 0 then defects[#defects + 1] = path .. " is not there" end
  end
  for line in slurp("scripts/README.md"):gmatch "[^\n]+" do
    local column = 0
    for cell in (line:find "^|" and line:sub(2) or line):gmatch "[^|]+" do
      column = column + 1
      for name in cell:gmatch "`([^`]+)`" do check(name, line:find "^|" and folders[column]) end
    end
  end
  report("all that the map in scripts/README.md names is there", defects)
  tap.ok(seen > 60, "the map names what there is", seen)
end

-- ---- fuzz ----------------------------------------------------------------------------------

local function small_seeds()
  local defects, total = {}, 0
  for _, path in ipairs(lines_of "ls tests/fuzz/*_fuzz.c") do
    local name = path:match "([%w_]+)%.c$"
    local seeds = lines_of("find tests/fuzz/seeds/" .. name .. " -type f 2>&1")
    for _, seed in ipairs(seeds) do
      local file = io.open(seed, "rb")
      total = total + (file and #file:read "a" or 0)
      if not file then defects[#defects + 1] = name .. " has no seeds" end
      if file then file:close() end
    end
  end
  if total > 100000 then defects[#defects + 1] = total .. " bytes of seeds" end
  report("every fuzz target has seeds of its own, and all are small", defects)
end

top_level()
c_layers()
lua_layers()
sql_and_analyses()
opening_prose()
c_documented()
whole_headers()
lua_documented()
bounded_c()
quiet_modules()
ascii_classes()
safe_parts()
true_map()
small_seeds()
tap.done()
