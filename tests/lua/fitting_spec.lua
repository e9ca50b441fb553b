-- fitting: what of a table stays where it finds no room, and that rows can still be told from each other.

local fitting = require "fazhi.fitting"
local message = require "fazhi.message"
local trend = dofile "scripts/analyses/trend.lua"
local width = require "fazhi.width"

-- The lines of a table in so many columns, and what was told of columns without room.
local function put(columns, labels, rows, columns_of_terminal)
  local lines = {}
  local out, _, common = fitting.put(lines, columns, labels, rows, { width = columns_of_terminal, ambiguous = 1 })
  for _, line in ipairs(lines) do assert.is_true(width.of(line, 1) <= columns_of_terminal, line) end
  return lines, out, common
end

describe("names that are cut", function()
  local columns = { { name = "name", kind = "text" }, { name = "value", kind = "number" } }

  local function names(list, room)
    local rows = {}
    for k, name in ipairs(list) do rows[k] = { name, "12" } end
    local lines, cut = put(columns, { "name", "value" }, rows, room + 7), {}
    for k = 2, #lines do cut[k - 1] = lines[k]:gsub("%s+12$", "") end
    return cut
  end

  it("lose their ends", function()
    assert.same({ "lawsuits …", "mediation…" }, names({ "lawsuits lost", "mediations held" }, 10))
  end)

  it("lose their middles where they would be alike, and only those", function()
    assert.same({ "revi…closed", "revi…ceived", "lawsuits l…" },
      names({ "reviews of decisions closed", "reviews of decisions received", "lawsuits lost at court" }, 11))
  end)

  it("lose their beginnings where that alone tells them apart", function()
    assert.same({ "…百色市田东县", "…白色市田东县" },
      names({ "某某壮族自治区百色市田东县", "某某壮族自治区白色市田东县" }, 13))
  end)

  it("stay the same name in every row that has it", function()
    local cut = names({ "reviews closed by a", "reviews closed by b", "reviews closed by a" }, 10)
    assert.equal(cut[1], cut[3])
    assert.is_true(cut[1] ~= cut[2])
  end)
end)

describe("a trend in 80 columns", function()
  it("keeps the growth that is claimed beside the growth there is", function()
    local columns, labels = {}, {}
    message.set_language "en"
    for _, column in ipairs(trend.outputs) do
      if column.name ~= "per" then
        columns[#columns + 1] = column
        labels[#labels + 1] = column.name == "change_percent" and "change (%)" or column.en
      end
    end
    message.set_language(nil)
    local rows = {
      { "某某壮族自治区百色市靖西市", "2022", "12134", "件", "exact", "—", "—", "—", "—", "全市", "—", "o123456" },
      { "某某壮族自治区百色市靖西市", "2023", "—", "—", "—", "—", "—", "—", "—", "—", "no report", "—" },
      { "某某壮族自治区百色市靖西市", "2024", "24271", "件", "exact", "12137", "100.0", "12.1", "other wording", "全市", "—",
        "o123789" },
      { "某某壮族自治区百色市平果市", "2024", "24271", "件", "exact", "12137", "100.0", "12.1", "other wording", "全市", "—",
        "o123999" },
    }
    local lines, _, common = put(columns, labels, rows, 80)
    assert.truthy(lines[1]:find("change (%)  claimed", 1, true), lines[1])
    local told = {}
    for k, one in ipairs(common) do told[k] = one.label .. " " .. one.text end
    assert.same({ "bound exact" }, told)
  end)
end)
