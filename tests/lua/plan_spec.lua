-- How SQLite goes about the questions that are really asked: what reads one indicator, place or word of a corpus
-- must not read all figures, observations, passages or texts of it. The plans are those of the statements as they
-- are issued, whatever module puts them together.

local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local ranking = require "fazhi.corpus.ranking"

local function new()
  local c = assert(corpus.open(":memory:", "create"))
  local pipe <close> = assert(io.popen "ls examples/reports/*_2024.txt examples/reports/*_2023.txt")
  for path in pipe:lines() do assert(c:add(assert(document.read(path)))) end
  return c
end

-- A database that notes the plan of every statement before it runs.
local function noting(db, plans)
  local noted = {}
  for _, name in ipairs { "rows", "row", "value" } do
    noted[name] = function(_, sql, ...)
      local plan = {}
      for step in db:rows("EXPLAIN QUERY PLAN " .. sql, ...) do plan[#plan + 1] = step.detail end
      plans[#plans + 1] = { sql = sql, steps = plan, text = table.concat(plan, "\n") }
      return db[name](db, sql, ...)
    end
  end
  return setmetatable(noted, { __index = function(_, name)
    return function(_, ...) return db[name](db, ...) end
  end })
end

-- The plans of what f asks of the corpus.
local function plans_of(c, f)
  local plans, db = {}, c.db
  c.db = noting(db, plans)
  local ok, why = pcall(f)
  c.db = db
  assert(ok, why)
  assert.is_true(#plans > 0)
  return plans
end

-- The names that a statement gives to a table.
local function names_of(sql, name)
  local names = { name }
  for alias in sql:gmatch("[%s,]" .. name .. "%s+([a-z])%f[^%w]") do names[#names + 1] = alias end
  return names
end

local LARGE = { "figure", "observation", "passage", "section", "sketch", "sketch_band" }

-- The first step that goes through all of a large table, or through the rows of report with their texts.
local function scan(plan)
  for _, step in ipairs(plan.steps) do
    for _, name in ipairs(LARGE) do
      for _, alias in ipairs(names_of(plan.sql, name)) do
        if step:find("^SCAN " .. alias .. "%f[^%w_]") then return step end
      end
    end
    for _, alias in ipairs(names_of(plan.sql, "report")) do
      if step:find("^SCAN " .. alias .. "%f[^%w_]") and not step:find("COVERING", 1, true) then return step end
    end
  end
end

local QUESTIONS = {
  { "values of a year", function(c) return assert(c:values("review_accepted", { year = 2024 })) end },
  { "values of a region", function(c) return assert(c:values("review_accepted", { region = "990121" })) end },
  { "values within a region", function(c) return assert(c:values("review_accepted", { within = "990100" })) end },
  { "values of all", function(c) return assert(c:values "review_accepted") end },
  { "who is missing", function(c) return assert(c:missing("review_per_head", { year = 2024 })) end },
  { "how many of other kinds", function(c)
    return { assert(c:count_other_kinds("review_accepted", { year = 2024 })) }
  end },
  { "how many of no known place", function(c)
    return { assert(c:count_placeless("review_accepted", { year = 2024 })) }
  end },
  { "who reported in other years only", function(c)
    return assert(c:silent_regions({ level = "county" }, 1990, 1990))
  end },
  { "readings of a region", function(c) return assert(c:readings { region = "990121", year = 2024 }) end },
  { "what is stated in a region", function(c) return assert(c:stated { region = "990121", year = 2024 }) end },
  { "first values", function(c) return assert(c:first_values({ "req_1_measures" }, { year = 2024 })) end },
  { "reports of a year", function(c)
    local list = {}
    for one in assert(c:reports { year = 2024 }):each() do list[#list + 1] = one end
    return list
  end },
  { "reports of a region", function(c)
    local list = {}
    for one in assert(c:reports { region = "990121" }):each() do list[#list + 1] = one end
    return list
  end },
  { "reports without their files", function(c)
    local list = {}
    for one in assert(c:reports { year = 2024 }):each(true) do list[#list + 1] = one end
    return list
  end },
  { "a list of reports", function(c) return assert(c:listing { year = 2024 }) end },
  { "how many reports", function(c) return { assert(c:reports { level = "county" }):count() } end },
  { "words", function(c) return assert(c:search("复议", { limit = 2 })) end },
  { "words in a region", function(c) return assert(c:search("复议", { limit = 2, region = "990121" })) end },
  { "words that stand everywhere", function(c)
    local many = ranking.MANY
    ranking.MANY = 1
    local found = assert(c:search("复议", { limit = 2 }))
    ranking.MANY = many
    return found
  end },
  { "usage of a word", function(c) return assert(c:usage("复议", { year = 2024 })) end },
  { "one report", function(c) return { assert(c:report "r1") } end },
  { "its observations", function(c) return assert(c:observations "r1") end },
  { "its figures", function(c) return assert(c:figures "r1") end },
  { "what is behind a value", function(c) return { assert(c:why "o1") } end },
  { "whether a file is known", function(c)
    return { assert.equal("same", (c:add(assert(document.read "examples/reports/青禾县_2024.txt")))) }
  end },
}

describe("plans", function()
  local c

  setup(function()
    require("fazhi.region").load { "examples/regions.tsv" }
    c = new()
  end)

  teardown(function() c:close() end)

  it("are seen for what they are", function()
    local plans = plans_of(c, function()
      c.db:value "SELECT count(*) FROM figure f WHERE f.raw = ''"
      c.db:value "SELECT count(*) FROM report r WHERE length(r.body) = 0"
      c.db:value "SELECT count(*) FROM report r WHERE r.year = 1"
      c.db:value("SELECT count(*) FROM figure f WHERE f.report_id = ?", 1)
    end)
    assert.same({ true, true, false, false }, { scan(plans[1]) ~= nil, scan(plans[2]) ~= nil, scan(plans[3]) ~= nil,
      scan(plans[4]) ~= nil })
  end)

  for _, question in ipairs(QUESTIONS) do
    it("read no whole table for " .. question[1], function()
      local found
      local plans = plans_of(c, function() found = question[2](c) end)
      assert.is_true(next(found) ~= nil)
      for _, plan in ipairs(plans) do
        local step = scan(plan)
        assert.is_nil(step, plan.sql .. "\n" .. plan.text)
      end
    end)
  end

  it("leave the file of a report alone until it is asked for", function()
    local plans = plans_of(c, function()
      for _ in assert(c:reports { year = 2024 }):each(true) do end -- luacheck: ignore 542
    end)
    assert.is_nil(plans[1].text:find("source", 1, true))
    for _, filters in ipairs { {}, { year = 2024 }, { region = "990121" } } do
      local whole, lean, listed = {}, {}, assert(c:listing(filters))
      for one in assert(c:reports(filters)):each() do whole[#whole + 1] = one end
      for one in assert(c:reports(filters)):each(true) do lean[#lean + 1] = one end
      assert.equal(#whole, #lean)
      for i, one in ipairs(whole) do
        assert.equal(one.path, lean[i].path)
        for name, value in pairs(one) do assert.equal(value, lean[i][name], name) end
        for name, value in pairs(listed[i]) do assert.equal(value, one[name], name) end
        assert.is_nil(lean[i].is_lean)
      end
    end
  end)

  it("go by the place where one is asked for", function()
    for _, filters in ipairs { { region = "990121" }, { within = "990100" }, { region = "990121", year = 2024 } } do
      local plans = plans_of(c, function() c:values("review_accepted", filters) end)
      local plan
      for _, one in ipairs(plans) do
        if one.sql:find("CROSS JOIN observation", 1, true) then plan = one end
      end
      assert.truthy(plan.text:find("COVERING INDEX report_facts (region_code", 1, true), plan.text)
    end
  end)
end)
