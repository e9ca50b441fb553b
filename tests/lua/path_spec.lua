-- fazhi.path and fazhi.catalogue: the user's files before the bundled ones, and nothing from
-- the current directory.

local path = require("fazhi.path")
local has_core = pcall(require, "fazhi.core")

local function write(file, s)
  local f = assert(io.open(file, "w"))
  f:write(s)
  f:close()
end

describe("path", function()
  local dir
  setup(function()
    dir = os.tmpname()
    os.remove(dir)
    assert(os.execute("mkdir -p '" .. dir .. "/catalogue/kinds' '" .. dir .. "/commands'"))
    write(dir .. "/commands/help.lua", "return {}")
    write(dir .. "/commands/mine.lua", "return {}")
    write(dir .. "/catalogue/kinds/own.lua", "leaked = 1; return { 'own' }")
    write(dir .. "/catalogue/broken.lua", "return {")
    write(dir .. "/catalogue/failing.lua", "error('no')")
    write(dir .. "/catalogue/number.lua", "return 1")
    path.add(dir)
  end)
  teardown(function() os.execute("rm -r '" .. dir .. "'") end)

  it("puts --scripts first and the bundled root last", function()
    local roots = path.roots()
    assert.equal(dir, roots[1].dir)
    assert.equal("option", roots[1].from)
    assert.equal("bundled", roots[#roots].from)
    for _, root in ipairs(roots) do assert.not_equal(".", root.dir) end
  end)

  it("finds the user's file before the bundled one, and the bundled where there is none", function()
    assert.equal(dir .. "/commands/help.lua", (path.find("commands", "help")))
    local file, root = path.find("commands", "which")
    assert.matches("commands/which.lua$", file)
    assert.equal("bundled", root.from)
    assert.is_nil(path.find("commands", "no_such_verb"))
  end)

  it("does not climb out of the roots", function()
    assert.is_nil(path.find("commands", "../commands/help"))
  end)

  it("lists over all roots", function()
    if not has_core then return pending("needs fazhi.core") end
    local found = path.list("commands")
    assert.equal(dir .. "/commands/mine.lua", found.mine)
    assert.equal(dir .. "/commands/help.lua", found.help)
    assert.truthy(found.which)
  end)

  it("layers the user's files over the bundled ones", function()
    if not has_core then return pending("needs fazhi.core") end
    local list = path.layers("commands")
    local at = {}
    for i, entry in ipairs(list) do at[entry.name] = i end
    assert.equal(dir .. "/commands/help.lua", list[at.help].file)
    assert.equal(#list, at.mine)
    assert.is_true(at.help < at.which)
  end)

  describe("catalogue", function()
    local catalogue = require("fazhi.catalogue")
    before_each(catalogue.forget)

    it("runs a file once and keeps its globals to itself", function()
      local first = catalogue.load("kinds/own")
      assert.same({ "own" }, first)
      assert.equal(first, catalogue.load("kinds/own"))
      assert.is_nil(rawget(_G, "leaked"))
    end)

    it("raises failures that name the file", function()
      local function fails(name, code)
        local ok, e = pcall(catalogue.load, name)
        assert.is_false(ok)
        assert.equal(code, e.code)
        assert.matches(name, e.message, 1, true)
      end
      fails("broken", "E502")
      fails("failing", "E502")
      fails("number", "E502")
      fails("nothing", "E503")
    end)

    it("gives every file of a folder", function()
      if not has_core then return pending("needs fazhi.core") end
      local last
      for _, entry in ipairs(catalogue.all("kinds")) do last = entry end
      assert.equal("own", last.name)
      assert.same({ "own" }, last.value)
    end)
  end)
end)
