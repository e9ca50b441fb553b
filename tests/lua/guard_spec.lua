-- fazhi.guard: no text of ours is run by a spreadsheet, and every text can be had back.

local csv = require("fazhi.csv")
local frame = require("fazhi.frame")
local guard = require("fazhi.guard")
local render = require("fazhi.render")

local dangerous = { "=1+1", "+86", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1＋1", "＋1", "－1", "＠a",
  "'=1+1", "''-x", "--", "=" }
local harmless = { "", "-", "件", "'引号", "1-2", "a=b", "—", "2690", " =1", "''" }

describe("guard", function()
  it("puts a ' before what a spreadsheet would take for a formula", function()
    for _, s in ipairs(dangerous) do
      local safe, changed = guard.text(s)
      assert.equal("'" .. s, safe)
      assert.is_true(changed)
    end
  end)

  it("leaves every other text alone, a lone - among them", function()
    for _, s in ipairs(harmless) do
      local safe, changed = guard.text(s)
      assert.equal(s, safe)
      assert.is_false(changed)
    end
  end)

  it("gives back what it was given, whatever that was", function()
    for _, list in ipairs { dangerous, harmless } do
      for _, s in ipairs(list) do assert.equal(s, guard.undo((guard.text(s)))) end
    end
  end)

  local function saved(name, format)
    local rows = {}
    for i, s in ipairs(dangerous) do rows[i] = { text = s, number = -i } end
    local path = os.tmpname()
    local result = frame.new({ rows = rows,
      columns = { { name = "text", kind = "text" }, { name = "number", kind = "number" } } })
    local ok, details = render.save(result, path, { format = format })
    local file <close> = assert(io.open(path, "rb"))
    local bytes = file:read("a")
    os.remove(path)
    assert.is_true(ok, name)
    return bytes, details
  end

  it("is at work in a saved csv, which reads back as it was, and never touches a number", function()
    local bytes, details = saved("csv", "csv")
    local rows = csv.read(bytes)
    for i, s in ipairs(dangerous) do
      assert.equal(s, rows[i].text)
      assert.equal(tostring(-i), rows[i].number)
    end
    assert.matches("\n'=1%+1,%-1\n", bytes)
    assert.matches("%f[%d]" .. #dangerous .. "%f[%D]", details.notes[1])
  end)

  it("is at work in a saved tsv", function()
    assert.matches("\n'@SUM%(A1%)\t%-4\n", saved("tsv", "tsv"))
  end)

  it("is not at work in a pipe, which is read by a program", function()
    local result = frame.new({ columns = { "t" }, rows = { { t = "=1+1" } } })
    assert.equal("t\n=1+1\n", render.string(result, { format = "csv" }))
    assert.equal("t\n=1+1\n", render.string(result, { format = "tsv" }))
  end)

  it("leaves jsonl alone, which no spreadsheet opens", function()
    assert.matches('"text":"=1%+1"', saved("jsonl", "jsonl"))
  end)
end)
