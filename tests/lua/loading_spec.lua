-- loading_spec: libraries that few commands need are loaded by those alone; the program and its core begin without.

local build = os.getenv "B" or "build"

-- The libraries of a program that ran some Lua, as the system maps them.
local function mapped(code)
  local command = ("LUA_CPATH='%s/lua/?.so;;' %s/fazhi -e '%s %s'"):format(build, build, code,
    'for line in io.lines("/proc/self/maps") do print(line) end')
  local pipe <close> = assert(io.popen(command .. " 2>&1"))
  local text = pipe:read "a"
  return function(name) return text:find("/lib" .. name .. "[.-]") ~= nil end
end

describe("libraries on first need", function()
  local LATE = { "opencc", "xml2", "icuuc", "zip", "crypto", "xlsxwriter", "edit" }

  it("are not there when the core is", function()
    local has = mapped "local core = require \"fazhi.core\""
    assert.is_true(has "sqlite3")
    for _, name in ipairs(LATE) do assert.is_false(has(name), name) end
  end)

  it("come one by one", function()
    local has = mapped "require \"fazhi.core\".markup.html(\"<p>x</p>\")"
    assert.is_true(has "xml2")
    for _, name in ipairs { "opencc", "zip", "crypto", "xlsxwriter" } do assert.is_false(has(name), name) end
    has = mapped "local _ = require \"fazhi.core\".workbook"
    assert.is_true(has "xlsxwriter")
    assert.is_false(has "xml2")
  end)

  it("are loaded by a text in the traditional script and by no other", function()
    local line = "assert(require \"fazhi.core\".text.decode(\"%s\"))"
    assert.is_true(mapped(line:format(("縣級以上地方各級人民政府"):rep(9))) "opencc")
    assert.is_false(mapped(line:format(("县级以上地方各级人民政府"):rep(9))) "opencc")
  end)

  it("are not the only ones: who asks a corpus does not load what compares texts or cleans pages", function()
    local command = ("%s/fazhi -e 'local corpus = require \"fazhi.corpus\".open(\":memory:\", \"create\") "
      .. "assert(#corpus:reports { year = 2024 } == 0) "
      .. "for name in pairs(package.loaded) do print(\"loaded\", name) end'"):format(build)
    local pipe <close> = assert(io.popen(command .. " 2>&1"))
    local text = pipe:read "a"
    assert.truthy(text:find("fazhi.corpus.report", 1, true), text)
    for _, name in ipairs { "fazhi.likeness", "fazhi.residue", "fazhi.lines" } do
      assert.is_nil(text:find(name .. "\n", 1, true), name)
    end
  end)
end)
