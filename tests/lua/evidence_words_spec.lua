-- The evidence of a report and the note of a value, in the language in force.

local catalogue = require "fazhi.catalogue"
local message = require "fazhi.message"

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

describe("the note that `why` gives", function()
  after_each(function() message.set_language(nil) end)

  it("is in the language in force, as that of `get` and `compare` is", function()
    local corpus = { why = function() return { id = "o1", note = "预计", path = "a.txt" } end }
    for language, words in pairs { en = "expected, not final", zh = "预计" } do
      message.set_language(language)
      assert.equal(words, dofile("scripts/commands/why.lua").run({ id = "o1" }, corpus).rows[1].note)
    end
  end)
end)
