-- The evidence of a report and the note of a value, in the language in force.

local catalogue = require "fazhi.catalogue"
local frame = require "fazhi.frame"
local message = require "fazhi.message"
local render = require "fazhi.render"

local function show(evidence)
  for _, column in ipairs(dofile("scripts/commands/meta.lua").outputs) do
    if column.name == "evidence" then return column.show(evidence) end
  end
end

describe("the evidence that `meta` shows", function()
  after_each(function() message.set_language(nil) end)

  local evidence = {
    kind = { from = "signs", text = "题名为政府工作报告（政府工作报告）+4；生产总值（生产总值）+1" },
    region = { from = "first sentences", text = "南昌市", source_start = 8, source_stop = 17 },
    title = { reason = "no title line found" },
    year = { from = "correction", text = "2024", reason = "seen", read = { value = 2023 } },
  }

  it("is in Chinese where that is the language", function()
    message.set_language "zh"
    assert.equal("文种：特征 “题名为政府工作报告（政府工作报告）+4；生产总值（生产总值）+1”\n地区：首段 “南昌市” [8, 17)\n"
      .. "标题：没有找到题名一行\n报告年度：更正“2024”（seen；文件作“2023”）", show(evidence))
  end)

  it("is in English where that is the language, the words of the report apart", function()
    message.set_language "en"
    assert.equal("kind: signs “the title is of a government work report (政府工作报告) +4; domestic product (生产总值) +1”\n"
      .. "region: first sentences “南昌市” [8, 17)\ntitle: no title line found\n"
      .. "year: correction “2024” (seen; the file says “2023”)", show(evidence))
  end)

  it("has English words for every sign of every kind", function()
    local words, count = catalogue.load("evidence_words").en, 0
    for _, kind in ipairs(catalogue.all "kinds") do
      for _, sign in ipairs(kind.value.signs or {}) do
        assert.is_string(words[sign.zh], sign.zh)
        count = count + 1
      end
    end
    assert.is_true(count > 20)
  end)
end)

describe("the note of a value", function()
  after_each(function() message.set_language(nil) end)

  local function printed(verb, arguments, values, format)
    local script = dofile("scripts/commands/" .. verb .. ".lua")
    local told = script.run(arguments, values)
    local shown = frame.new { layout = told.layout, rows = told.rows, columns = script.outputs }
    return assert(render.string(shown, { format = format }))
  end

  it("is in the language in force for people, and as it is stored for programs", function()
    local row = { id = "o1", note = "预计", path = "a.txt", value = 3, unit = "件" }
    local corpus = { why = function() return row end }
    for language, words in pairs { en = "expected, not final", zh = "预计" } do
      message.set_language(language)
      assert.truthy(printed("why", { id = "o1" }, corpus, "table"):find(words, 1, true))
      assert.truthy(printed("why", { id = "o1" }, corpus, "jsonl"):find('"note":"预计"', 1, true))
    end
  end)

  it("is explained word by word", function()
    message.set_language "en"
    local told = {}
    for _, row in ipairs(dofile("scripts/commands/schema.lua").run({ table = "notes" }).rows) do
      told[row.column] = row.meaning
    end
    message.set_language(nil)
    assert.equal("expected, not final", told["预计"])
    assert.equal("went from … to …", told["由…变为…"])
    for note in pairs(catalogue.load("note_words").words) do assert.is_string(told[note], note) end
  end)
end)
