-- What the stock-Lua peer of `make bench` reads of made-up reports is what their truth says: a peer that did less would
-- make fazhi look slow or fast for nothing.

local draw_new = require("support.draw").new
local form = require "bench.form"
local likeness = require "bench.peers.likeness"
local reading = require "bench.peers.reading"
local report = require "bench.report"
local source = require "bench.peers.source"

local PLACE = { code = "220400", name = "辽源市", full_name = "吉林省辽源市", level = "prefecture", unique = true }

local function simplified()
  local map = {}
  for one, traditional in pairs(form.traditional()) do map[traditional] = one end
  return map
end

-- The figures and sections of a file as the peer reads them, and as the truth has them.
local function both(made, bytes, one_form)
  local from, got, want = source.read(bytes, one_form.ending == "html", simplified()), {}, {}
  local sections = reading.outline(from.body)
  local figures, starts, stops = reading.figures(from.body, sections), {}, {}
  for _, f in ipairs(figures) do starts[f.start], stops[f.stop] = true, true end
  for _, s in ipairs(sections) do starts[s.start] = true end
  local first, last = from:locate(starts, stops)
  local function put(list, f, start, stop)
    list[#list + 1] = ("%09d %d %.9g %s %s %s %s"):format(start, stop, f.value, f.unit, f.bound, tostring(f.scope),
      tostring(f.period))
  end
  for _, f in ipairs(figures) do put(got, f, first[f.start], last[f.stop]) end
  for _, f in ipairs(made.figures) do put(want, f, f.source_start, f.source_stop) end
  for _, s in ipairs(sections) do got[#got + 1] = ("%09d %s"):format(first[s.start], s.heading) end
  for _, s in ipairs(made.sections) do want[#want + 1] = ("%09d %s"):format(s.source_start, s.heading) end
  table.sort(got)
  table.sort(want)
  return got, want
end

describe("the stock-Lua peer", function()
  it("reads sections, figures and what is said of them, with their bytes, from every form", function()
    for i, one_form in ipairs(form.forms) do
      local made = report.write(PLACE, 2020, 300 + i)
      local got, want = both(made, form.bytes(made, one_form, draw_new(i)), one_form)
      assert.same(want, got, ("%s %s"):format(one_form.encoding, one_form.change or one_form.ending))
    end
  end)

  it("finds the same report again and no other one", function()
    local alike = likeness.new()
    for seed = 1, 6 do
      assert.same({}, alike:add(seed, likeness.sketch(report.write(PLACE, 2020, seed).text)))
    end
    local same = alike:add(7, likeness.sketch(report.write(PLACE, 2020, 3).text))
    assert.same({ { other = 3, same = 1, similarity = 1.0 } }, same)
    local near = alike:add(8, likeness.sketch(report.write(PLACE, 2020, 5, "另在网站公布。").text))
    assert.equal(1, #near)
    assert.is_true(near[1].other == 5 and near[1].same == 0 and near[1].similarity > 0.9)
  end)
end)
