-- Passages that texts share: what was planted in made-up reports is found and little else, what many
-- owners write is left out, and texts that are empty, short or equal are no trouble.

local copies = require "support.copies"
local similar = require "fazhi.similar"

local PHRASE = "各镇人民政府逐村排查农贸市场秤具，登记造册后公示整改时限，逾期未改的由综合执法局立案查处，查处结果在县政府网站公布，"
  .. "群众可凭公示编号查询进度。"

local function found_in(texts, options)
  local set, found = similar.new(options), {}
  for _, text in ipairs(texts) do set:add(text) end
  set:index()
  for i = 1, #set do
    for _, j in ipairs(set:near(i, nil, i)) do
      local passages = set:compare(i, j)
      if passages then found[#found + 1] = { to = i, from = j, passages = passages } end
    end
  end
  set:close()
  return found
end

describe("similar", function()
  it("finds what was copied among 60 reports, and little else", function()
    local texts, truth = copies.make(60, 7, 5000, 35000)
    local m = copies.measure(truth, found_in(texts))
    assert.is_true(m.copies > 30)
    assert.is_true(m.recall >= 0.98, "recall " .. m.recall)
    assert.is_true(m.precision >= 0.95, "precision " .. m.precision)
  end)

  it("measures what is missed and what is wrong", function()
    local _, truth = copies.make(60, 7, 5000, 35000)
    local none = copies.measure(truth, {})
    assert.equal(0.0, none.recall)
    assert.equal(#truth, #none.missed)
    local copy = truth[1]
    local right = { start = copy.start, stop = copy.stop, other_start = copy.from_start, other_stop = copy.from_stop }
    local wrong = { start = copy.stop + 1, stop = copy.stop + 300, other_start = 1, other_stop = 300 }
    local m = copies.measure(truth, { { to = copy.to, from = copy.from, passages = { right, wrong } } })
    assert.equal(0.5, m.precision)
    assert.equal(1 / #truth, m.recall)
  end)

  it("makes the same reports and finds the same passages each time", function()
    local a, b = copies.make(20, 3, 2000, 4000), copies.make(20, 3, 2000, 4000)
    assert.same(a, b)
    assert.not_same(a, (copies.make(20, 4, 2000, 4000)))
    assert.same(found_in(a), found_in(b))
  end)

  it("tells where a passage stands, what differs in it, and how much of either text it is", function()
    local set = similar.new()
    local a, b = "前言若干。" .. PHRASE, PHRASE:gsub("农贸市场秤具", "河湖采砂点") .. "后记。"
    set:add(a)
    set:add(b)
    local found = set:index():compare(1, 2)
    assert.equal(1, #found)
    local one = found[1]
    assert.equal(PHRASE:gsub("。$", ""), a:sub(one.start, one.stop))
    assert.equal(1, one.other_start)
    assert.same({ { "农贸市场秤具", "河湖采砂点" } }, { { a:sub(one.edits[1].start, one.edits[1].stop),
      b:sub(one.edits[1].other_start, one.edits[1].other_stop) } })
    local letters = set:stock(1)
    assert.near(found.letters / letters, found.contained, 1e-9)
    assert.is_true(found.contained > 0.9 and found.contained < 1 and found.longest == one.same and found.jaccard > 0.4)
    assert.is_nil(set:compare(1, 2, 200))
  end)

  it("leaves out what many owners write, not what one repeats", function()
    local many, one = similar.new(), similar.new()
    for i = 1, 6 do
      many:add(PHRASE, "owner " .. i)
      one:add(PHRASE, "owner")
    end
    assert.is_true(many:index():knows_stock())
    assert.is_false(one:index():knows_stock())
    assert.same({}, many:near(1))
    assert.is_nil(many:compare(1, 2))
    local letters, stock = many:stock(1)
    assert.is_true(stock >= letters - 14 and stock <= letters)
    assert.same({ 2, 3, 4, 5, 6 }, one:near(1))
    assert.same({ letters, 0 }, { one:stock(1) })
    assert.equal(1.0, one:compare(3, 5).contained)
  end)

  it("knows no stock where few owners are, whatever the share", function()
    local set = similar.new { common = 0 }
    for i = 1, 3 do set:add(PHRASE, i) end
    assert.is_false(set:index():knows_stock())
    assert.equal(3, set.limit)
    assert.same({ 1, 2 }, set:near(3))
  end)

  it("takes nothing, one text, empty and short texts", function()
    assert.equal(0, #similar.new():index())
    local set = similar.new()
    for _, text in ipairs { "", "青禾县", "。！", "青禾县" } do set:add(text) end
    set:index()
    for i = 1, 4 do
      assert.same({}, set:near(i))
      assert.is_nil(set:compare(i, 2))
    end
    assert.same({ 0, 0 }, { set:stock(1) })
    assert.same({ 3, 0 }, { set:stock(2) })
  end)

  it("refuses what is asked at the wrong time or of no text", function()
    local set = similar.new()
    set:add "青禾县"
    assert.has_error(function() set:near(1) end)
    assert.has_error(function() set:add "\xFF" end)
    set:index()
    assert.has_error(function() set:add "更晚" end)
    assert.has_error(function() set:index() end)
    assert.has_error(function() set:near(2) end)
    assert.has_error(function() set:compare(1, 0) end)
    set:close()
    set:close()
    assert.has_error(function() set:near(1) end)
    assert.has_error(function() similar.new { letters = 0 } end)
    assert.has_error(function() similar.new { window = 300 } end)
  end)
end)
