-- dedupe: what the verb lists. Which reports are copies is twin_spec's.

local message = require "fazhi.message"

local PLACES = { "region" }
local YEARS = { "year" }

local function report(id)
  return { report_id = id, region = "甲县", year = 2000 + id, title = "报告", path = id .. ".txt" }
end

local function doubt(a, b, differs, similarity)
  return { of = report(a), report = report(b), differs = differs, similarity = similarity or 1 }
end

local function listed(doubts, args)
  local corpus = { dedupe = function() return {}, doubts end }
  local rows = dofile("scripts/commands/dedupe.lua").run(args or {}, corpus).rows
  for k, row in ipairs(rows) do rows[k] = ("%s: %s %s"):format(row.id, row.of, row.similarity) end
  return rows
end

-- Each report of a text that so many have, with each before it.
local function all_pairs(count)
  local doubts = {}
  for b = 2, count do
    for a = 1, b - 1 do doubts[#doubts + 1] = doubt(a, b, PLACES, 1 - (a + b) / 1000) end
  end
  return doubts
end

describe("reports that are in doubt", function()
  before_each(function() message.set_language "en" end)
  after_each(function() message.set_language(nil) end)

  it("are one line where they hang together, however many pairs they are", function()
    assert.same({ "r1: r2 r3 r4 r5 0.991" }, listed(all_pairs(5)))
    assert.equal(1, #listed(all_pairs(60)))
    local corpus = { dedupe = function() return {}, all_pairs(5) end }
    local row = dofile("scripts/commands/dedupe.lua").run({}, corpus).rows[1]
    assert.equal("5 reports, 10 pairs; --pairs lists them", row.why)
  end)

  it("are joined by whatever pair comes last, and only where the doubt is of one kind", function()
    local doubts = { doubt(1, 2, PLACES), doubt(3, 4, PLACES, 0.95), doubt(5, 6, YEARS), doubt(2, 3, PLACES, 0.99),
      doubt(4, 5, YEARS), doubt(7, 8, PLACES, 0.5) }
    assert.same({ "r1: r2 r3 r4 0.95", "r5: r4 r6 1", "r8: r7 0.5" }, listed(doubts))
  end)

  it("are all listed if that is asked for", function()
    assert.equal(10, #listed(all_pairs(5), { pairs = true }))
  end)
end)
