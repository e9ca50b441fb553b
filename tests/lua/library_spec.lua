-- The library as the program carries it, compiled: it is taken where its files are those that were compiled, and
-- knows their names and lines; a file that was changed counts as it stands.

local build = os.getenv "B" or "build"
local program = os.getenv "FAZHI" or build .. "/fazhi"

local function exists(name)
  local file = io.open(name, "rb")
  if file then file:close() end
  return file ~= nil
end

describe("the compiled library", function()
  if not exists(program) then return pending("no program at " .. program) end

  local root = os.tmpname()
  os.remove(root)

  setup(function()
    local lua = package.searchpath("fazhi.core", package.cpath):gsub("/fazhi/core%.so$", "")
    local pwd <close> = io.popen "pwd"
    if lua:sub(1, 1) ~= "/" then lua = pwd:read "l" .. "/" .. lua end
    assert(os.execute(("mkdir -p %s/build && cp %s %s/build/fazhi && ln -s %s %s/build/lua && cp -R scripts %s/")
      :format(root, program, root, lua, root, root)))
  end)

  teardown(function() os.execute("rm -rf " .. root) end)

  local function run(statement)
    local pipe <close> = io.popen(("%s/build/fazhi -e '%s' 2>&1"):format(root, statement))
    return pipe:read "a"
  end

  local function append(name, text)
    local file <close> = assert(io.open(("%s/scripts/fazhi/%s.lua"):format(root, name), "ab"))
    file:write(text)
  end

  local SEARCHED = 'local f, file = package.searchers[2] "%s" print(type(f), file)'

  it("is taken where the file is the same, and knows it", function()
    assert.equal(("function\t%s/scripts/fazhi/date.lua\n"):format(root), run(SEARCHED:format "fazhi.date"))
    assert.equal(("function\t%s/scripts/fazhi/corpus/value.lua\n"):format(root),
      run(SEARCHED:format "fazhi.corpus.value"))
    local told = run 'local i = debug.getinfo(require("fazhi.guard").text, "S") print(i.source, i.linedefined)'
    local line = tonumber(told:match("^@" .. root:gsub("%p", "%%%0") .. "/scripts/fazhi/guard%.lua\t(%d+)\n$"))
    local number = 0
    for text in io.lines "scripts/fazhi/guard.lua" do
      number = number + 1
      if text:find("function M.text", 1, true) then assert.equal(number, line) end
    end
  end)

  it("gives way to a file that was changed, be it broken", function()
    append("guard", "\nM.changed = 7\n")
    assert.equal("nil\tnil\n", run(SEARCHED:format "fazhi.guard"))
    append("date", "\nreturn (\n")
    assert.equal("nil\tnil\n", run(SEARCHED:format "fazhi.date"))
    assert.matches("scripts/fazhi/date.lua:%d+:", run 'require "fazhi.date"')
    assert.equal("nil\tnil\n", run(SEARCHED:format "fazhi.no_such_module"))
  end)

  it("names the file that cannot be read or opened", function()
    local fazhi = require "fazhi"
    local value, why, code = fazhi.read "no such file.txt"
    assert.same({ "E301" }, { code, value })
    assert.matches("^no such file%.txt: ", why)
    assert.matches("^README%.md: not a corpus", select(2, fazhi.open "README.md"))
  end)
end)
