-- fazhi.clause: where figures stand in their sentences, told of one after another or all at once.

local clause = require "fazhi.clause"
local figure = require "fazhi.figure"

local BODY = "受理复议案件12件，审结10件（维持8件）。审查文件5件、合同7份，均已办结。罚款由3万元增至4万元。"

-- Shallow copies of views, without the object that they are of.
local function plain(view)
  local copy = {}
  for key, value in pairs(view) do copy[key] = value end
  copy.reading = nil
  return copy
end

describe("clause", function()
  local figures = figure.find(BODY)
  local reading = clause.read(BODY, figures)

  it("tells of a figure in the table of another what it tells in one of its own", function()
    local passing = reading:view(1)
    for _, i in ipairs { 4, 3, 2, 5, 1 } do
      local own = plain(reading:view(i))
      reading:view_anew(i, passing)
      local anew = plain(passing)
      if not own.is_listed and not own.is_followed then
        assert.is_true(not anew.is_listed and not anew.is_followed)
        anew.is_listed, anew.is_followed = own.is_listed, own.is_followed
      end
      assert.same(own, anew)
    end
  end)

  it("tells which figures stand in lists or come from another value", function()
    local list, by_one = reading:apart(figures), {}
    for i, one in ipairs(figures) do
      if one.from or reading:is_in_list(i) then by_one[#by_one + 1] = i end
    end
    assert.same({ 4, 5, #figures }, list)
    assert.same(by_one, list)
    assert.same({}, clause.read("", {}):apart {})
  end)
end)
