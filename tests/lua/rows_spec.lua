-- fazhi.core.rows as Lua sees it: what a row is, what finds it and in which order, where a text is looked into.

local rows = require("fazhi.core").rows

local WITH = "# code\tname\tlevel\tshort_name\n990101\t青禾县\tcounty\t青禾;禾\n990102\t临溪区\tcounty\t\n\n"
  .. "9901\t \n990101\t青禾区\tcounty\t青禾;青禾新区\r\n"
local WITHOUT = "980000\t白塔市\tprefecture\n980001\t临溪区\tcounty\n980002\t禾市\tcounty\nno row\t甲乙县\tcounty"
local ENDINGS = { "市", "区" }

local function new() return rows.new({ { WITHOUT, false }, { WITH, true } }, ENDINGS, 6) end

describe("rows of tables of names", function()
  it("are the lines that begin with a code and a name, through all tables", function()
    local found = new()
    assert.equal(6, #found)
    assert.are.same({ "980000", "白塔市", WITHOUT }, { (select(1, found:at(1))), (select(2, found:at(1))),
      (select(3, found:at(1))) })
    local code, name, text, rest = found:at(4)
    assert.are.same({ "990101", "青禾县" }, { code, name })
    assert.equal("county\t青禾;禾", text:match("^[^\n]*", rest))
    assert.has_error(function() found:at(7) end)
    assert.has_error(function() found:at(0) end)
  end)

  it("are found by code, name and short name, in their order", function()
    local found = new()
    assert.are.same({ 4, 6 }, found:coded("990101"))
    assert.are.same({ 2, 5 }, found:named("临溪区"))
    assert.are.same({ 2, 5 }, found:named("在临溪区的", 4, 12))
    assert.are.same({ 4, 6 }, found:short("青禾"))
    assert.are.same({ 6 }, found:named("青禾新区")) -- a name in everyday use
    assert.is_nil(found:named("青禾"))
    assert.is_nil(found:coded("青禾"))
    assert.is_nil(found:named(""))
  end)

  it("have a short name by their ending only where enough of the name stays and no column tells", function()
    local found = new()
    assert.are.same({ 1 }, found:short("白塔"))
    assert.are.same({ 2 }, found:short("临溪"))
    assert.is_nil(found:short("禾"))
  end)

  it("tell where a name of two characters or more may begin, and how long it is at most", function()
    local found = new()
    assert.are.same({ 4, 12 }, { found:begin("在青禾", 1) })
    assert.are.same({ 4, 9 }, { found:begin("往白塔去", 1) })
    assert.is_nil(found:begin("在青禾", 5)) -- inside a character nothing begins
    assert.is_nil(found:begin("在青禾", 1, 3))
    assert.are.same({ 4, 12 }, { found:begin("在青禾", 4, 4) })
    assert.is_nil(found:begin("青", 1))
    assert.is_nil(found:begin("青\xE7", 1))
    assert.is_nil(found:begin("", 1))
  end)

  it("may be none, and live as long as their tables", function()
    local none = rows.new({}, {}, 0)
    assert.equal(0, #none)
    assert.is_nil(none:named("青禾"))
    assert.is_nil(none:begin("青禾", 1))
    local found = rows.new({ { ("990101\t青禾县\t" .. ("x"):rep(100)):sub(1, -1), false } }, {}, 0)
    collectgarbage()
    collectgarbage()
    assert.are.same({ 1 }, found:named("青禾县"))
    assert.has_error(function() rows.new({ "no table" }, {}, 0) end)
    assert.has_error(function() rows.new({}, {}, -1) end)
  end)
end)
