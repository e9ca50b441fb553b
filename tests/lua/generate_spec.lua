-- The made-up reports of `make bench` are the same for the same seed, say what their truth says, and are read from
-- every form that they come in.

local document = require "fazhi.document"
local draw_new = require("support.draw").new
local form = require "bench.form"
local report = require "bench.report"

local PLACE = { code = "220400", name = "辽源市", full_name = "吉林省辽源市", level = "prefecture", unique = true }

local function read(bytes, ending)
  local name = os.tmpname()
  local path = name .. "." .. ending
  local file = assert(io.open(path, "wb"))
  file:write(bytes)
  file:close()
  local doc = assert(document.read(path))
  doc:complete()
  os.remove(path)
  os.remove(name)
  return doc
end

describe("made-up reports", function()
  it("are the same for the same seed and others for another", function()
    local one, again, other = report.write(PLACE, 2020, 5), report.write(PLACE, 2020, 5), report.write(PLACE, 2020, 6)
    assert.equal(one.text, again.text)
    assert.same(one.figures, again.figures)
    assert.not_equal(one.text, other.text)
  end)

  it("have the size and the number of figures of real ones", function()
    local bytes, figures, indicators = 0, 0, 0
    for seed = 1, 60 do
      local made = report.write(PLACE, 2020, seed)
      bytes, figures = bytes + #made.text, figures + #made.figures
      for _, f in ipairs(made.figures) do indicators = indicators + (f.indicator and 1 or 0) end
      assert.is_true(#made.text > 4000 and #made.text < 40000, #made.text)
    end
    local per_kilobyte = figures / bytes * 1000
    assert.is_true(per_kilobyte > 3.5 and per_kilobyte < 5.5, per_kilobyte)
    assert.is_true(indicators > figures / 3)
  end)

  it("are read from every form as they were written", function()
    for i, one_form in ipairs(form.forms) do
      local made = report.write(PLACE, 2020, 100 + i)
      local doc = read(form.bytes(made, one_form, draw_new(i)), one_form.ending)
      local name = ("%s %s"):format(one_form.encoding, one_form.change or one_form.ending)
      assert.equal("220400", doc.meta.region_code, name)
      assert.equal(2020, doc.meta.year, name)
      assert.equal(#made.sections, #doc.sections, name)
      assert.equal(#made.figures, #doc.figures, name)
    end
  end)

  it("know the bytes of their figures and sections in every form", function()
    for i, one_form in ipairs(form.forms) do
      local made = report.write(PLACE, 2020, 200 + i)
      local bytes = form.bytes(made, one_form, draw_new(i))
      local doc = read(bytes, one_form.ending)
      local name = ("%s %s"):format(one_form.encoding, one_form.change or one_form.ending)
      local places, given = {}, {}
      for _, f in ipairs(made.figures) do places[#places + 1] = ("%d %d"):format(f.source_start + 1, f.source_stop) end
      for _, s in ipairs(made.sections) do places[#places + 1] = ("%d"):format(s.source_start + 1) end
      for _, f in ipairs(doc.figures) do given[#given + 1] = ("%d %d"):format(doc:source(f.start, f.stop)) end
      for _, s in ipairs(doc.sections) do given[#given + 1] = ("%d"):format((doc:source(s.start, s.stop))) end
      table.sort(places)
      table.sort(given)
      assert.same(places, given, name)
    end
  end)

  it("say whose and of what time their figures are", function()
    local said = {}
    for seed = 1, 40 do
      for _, f in ipairs(report.write(PLACE, 2020, seed).figures) do
        if f.scope then said[f.scope] = true end
        if f.period then said[f.period] = true end
      end
    end
    assert.same({ ["全市"] = true, ["市本级"] = true, annual = true, to_date = true, cumulative = true, stock = true,
      planned = true }, said)
  end)

  it("carry the values of their truth", function()
    local made = report.write(PLACE, 2021, 9)
    local doc, seen, missing = read(made.text, "txt"), {}, {}
    for _, o in ipairs(doc.observations) do seen[("%s %g %s"):format(o.indicator, o.value, o.unit or "")] = true end
    for _, f in ipairs(made.figures) do
      local key = f.indicator and not f.optional and ("%s %g %s"):format(f.indicator, f.value, f.unit)
      if key and not seen[key] then missing[#missing + 1] = key end
    end
    assert.same({}, missing)
  end)

  it("say of what there was none", function()
    local said, missing = 0, {}
    for seed = 1, 12 do
      local made = report.write(PLACE, 2021, seed)
      local doc, seen = read(made.text, "txt"), {}
      for _, o in ipairs(doc.observations) do seen[o.indicator] = seen[o.indicator] or o.in_words and o.value end
      for _, a in ipairs(made.absences) do
        said = said + 1
        if seen[a.indicator] ~= 0 then missing[#missing + 1] = a.indicator end
      end
    end
    assert.is_true(said > 5)
    assert.same({}, missing)
  end)
end)
