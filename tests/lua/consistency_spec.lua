-- Consistency: arithmetic that reports allow. Each rule with a statement that holds, one that does not,
-- and what must not be flagged: vague numbers, other bases, carried cases, plans, missing figures.

local consistency = require "fazhi.consistency"
local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local interval = require "fazhi.interval"

local function report(text, year, place)
  return ("%s人民政府关于%d年法治政府建设情况的报告\n%d年，工作有序推进。\n一、主要举措\n%s\n"):format(
    place or "青禾县", year or 2024, year or 2024, text)
end

local function read(text, year, place)
  local path = ("%s_%d.txt"):format(place or "青禾县", year or 2024)
  return assert(document.decode(report(text, year, place), { path = path }))
end

local function find(text)
  return consistency.of(read(text))
end

-- "severity rule reason", one after the other.
local function told(text)
  local list = {}
  for i, one in ipairs(find(text)) do
    list[i] = table.concat({ one.severity, one.rule, one.reason }, " ")
  end
  return table.concat(list, "; ")
end

local function checked(text, rule)
  local _, counts = consistency.of(read(text))
  return counts[rule] or 0
end

local function quiet(text, rule)
  assert.equal("", told(text), text)
  if rule then assert.is_true(checked(text, rule) > 0, rule .. " was not even asked of " .. text) end
end

describe("what a stated number leaves open", function()
  local function open(raw, value, kind, bound)
    return interval.of { raw = raw, value = value, kind = kind or "count", bound = bound or "exact" }
  end

  it("is nothing for a count, and rounding for 万, decimals and rates", function()
    assert.same({ 35, 35 }, { open("35件", 35).low, open("35件", 35).high })
    assert.same({ 11500, 12500 }, { open("1.2万件", 12000).low, open("1.2万件", 12000).high })
    assert.same({ 59.5, 60.5 }, { open("60%", 60, "percent").low, open("60%", 60, "percent").high })
  end)

  it("has one end open for 余 and 近", function()
    assert.equal(math.huge, open("300余件", 300, nil, "at_least").high)
    assert.equal(-math.huge, open("近300件", 300, nil, "at_most").low)
    assert.is_false(open("约300件", 300, nil, "about").exact)
  end)

  it("is no percentage of nothing", function()
    assert.is_nil(interval.percent(open("3件", 3), open("0件", 0)))
  end)
end)

describe("parts and their whole", function()
  it("hold where they make it", function()
    quiet("评查案卷939件，其中处罚类317件、许可类608件、其他14件。", "parts")
    quiet("全年重点任务133项（其中职能类51项、执法类67项、其他15项）。", "parts")
    quiet("新增经营主体3718户，其中私营企业486户，合作社79户，内资企业35户，个体工商户3118户。", "parts")
  end)

  it("do not where the list is complete and makes another sum", function()
    local found = find("评查案卷939件，其中处罚类317件、许可类618件、其他14件。")
    assert.equal(1, #found)
    assert.same({ "error", "parts", "complete", 949, 939, -10 },
      { found[1].severity, found[1].rule, found[1].reason, found[1].expected, found[1].stated, found[1].difference })
  end)

  it("are not asked to make it where some may be left out", function()
    quiet("评查案卷939件，其中处罚类317件、许可类508件。", "parts")
  end)

  it("that make nearly the whole are pointed at", function()
    assert.equal("info parts nearly", told("评查案卷939件，其中许可类317件，处罚类597件，强制类14件。"))
    quiet("评查案卷939件，其中许可类317件，处罚类608件，强制类14件。", "parts")
    quiet("评查案卷939件，其中许可类317件，处罚类202件，强制类14件。", "parts")
  end)

  it("may overlap, which is a warning", function()
    assert.equal("warning parts overlap", told("受理投诉90件，其中线上50件、涉企60件。"))
  end)

  it("are never larger than it", function()
    assert.equal("error parts larger", told("评查案卷31件，其中不合格45件。"))
    assert.equal("error parts larger", told("评查案卷29件（含上年结转33件）。"))
    quiet("评查案卷29件（不含上年结转33件）。")
    quiet("评查案卷29件（上年为33件）。")
  end)

  it("may be larger with cases carried over", function()
    quiet("受理投诉120件，其中办结130件（含上年结转20件）。", "parts")
  end)

  it("belong to the nearest amount, or to one before it", function()
    quiet("受理投诉90件，办结60件，其中涉企70件。")
  end)

  it("are no parts of an average, a rate or a difference", function()
    quiet("月均受理投诉20件，其中12月25件。")
    quiet("投入资金900万元，比上年增加100万元，其中培训120万元。")
    quiet("合格率95%，其中许可类97%。")
  end)

  it("hold as far as vague numbers allow", function()
    quiet("评查案卷300余件，其中处罚类317件、其他14件。", "parts")
    assert.equal("warning parts complete", told("评查案卷约300件，其中处罚类500件、其他14件。"))
    quiet("办理事项1.2万件，其中线上0.9万件、其他2980件。", "parts")
  end)

  it("are counted behind 合计, too", function()
    quiet("罚款20万元、没收30万元，合计50万元。", "parts")
    assert.equal("warning parts total", told("罚款20万元、没收30万元，合计60万元。"))
    quiet("罚款20万元、没收30万元，合计办结案件60件。")
  end)

  it("are not asked of plans", function()
    quiet("力争明年评查案卷50件，其中处罚类60件。")
  end)

  it("have a share", function()
    quiet("审结案件66件，其中调解结案25件，占37.9%。", "share")
    assert.equal("warning share", told("审结案件66件，其中调解结案25件，占47.9%。"))
    quiet("审结案件66件，其中调解结案25件，占全省的2.1%。")
  end)
end)

describe("a change with both ends", function()
  it("holds, rounded or cut off", function()
    quiet("审批事项由799项减少到326项，精简59.2%。", "from_to")
    quiet("办理环节从8780个减少至3843个，减少56.2%。", "from_to")
    quiet("办理环节从8780个减少至3843个，减少56%。", "from_to")
  end)

  it("does not", function()
    assert.equal("error from_to", told("审批事项由799项减少到326项，精简69.2%。"))
    assert.equal("warning from_to", told("审批事项由799项减少到326项，减少约79%。"))
  end)

  it("may have another base", function()
    local found = find("平均用时由20.86天压缩到6.44天，承诺提速率65.1%。")
    assert.equal("info from_to unverified", table.concat({ found[1].severity, found[1].rule, found[1].reason }, " "))
    assert.near(69.13, found[1].expected, 0.01)
  end)

  it("is not compared with what is said of something else", function()
    quiet("审批时限由20天压缩到10天，申请材料精简60%。")
  end)
end)

describe("a rate", function()
  it("holds with its counts", function()
    quiet("行政机关负责人应出庭11509件，实际出庭11460件，出庭应诉率99.57%。", "rate")
    quiet("行政诉讼开庭14730件，负责人出庭应诉14665件，出庭应诉率99.56%。", "rate")
    assert.equal("warning rate", told("行政诉讼开庭14730件，负责人出庭应诉14665件，出庭应诉率98.56%。"))
    quiet("收到行政复议申请58件，受理51件，审结41件，调解13件，直接纠错5件，直接纠错率12.2%。", "rate")
  end)

  it("of correction may have any of the known denominators", function()
    quiet("办结行政复议案件41件，调解13件，直接纠错5件，直接纠错率17.8%。", "rate") -- without the mediated ones
    quiet("新受理行政复议案件151件，审结135件，直接纠错29件，直接纠错率约19.2%。", "rate") -- of the accepted
    quiet("审结行政复议案件38件，撤回13件，纠错11件，综合纠错率63.1%。", "rate") -- with the withdrawn
    quiet("审结行政复议案件38件，直接纠错11件，直接纠错率29%。", "rate")
    assert.equal("warning rate", told("新受理行政复议案件151件，审结135件，直接纠错29件，直接纠错率29.2%。"))
  end)

  it("does not hold with what it names itself", function()
    assert.equal("error rate", told("行政机关负责人应出庭50件，实际出庭49件，出庭应诉率100%。"))
  end)

  it("is not asked where a count is missing", function()
    assert.equal(0, checked("行政应诉61件，负责人出庭应诉33次，出庭应诉率89.2%。", "rate"))
  end)

  it("lies between 0 and 100, but for what may exceed", function()
    assert.equal("error range", told("案卷合格率达103%。"))
    quiet("年度任务完成率达112%。", "range")
  end)
end)

describe("one count and another", function()
  it("holds", function()
    quiet("收到行政复议申请36件，受理31件，审结33件。", "limit")
  end)

  it("does not hold where fewer come than are accepted", function()
    assert.equal("error limit", told("收到行政复议申请36件，受理41件。"))
    assert.equal("warning limit", told("收到行政复议申请约36件，受理41件。"))
    assert.equal("error limit", told("行政机关负责人应出庭50件，实际出庭52件。"))
  end)

  it("holds with cases carried over", function()
    quiet("收到行政复议申请36件，受理41件（含上年结转6件）。")
  end)

  it("is a warning in another sentence", function()
    assert.equal("warning limit", told("收到行政复议申请36件。依法受理行政复议案件41件。"))
  end)

  it("is not asked of a missing one", function()
    assert.equal(0, checked("受理行政复议案件41件。", "limit"))
  end)
end)

describe("two values of one indicator", function()
  it("are told with both sentences", function()
    local found = find("受理行政复议案件46件。行政复议受理案件48件，比往年多。")
    assert.equal(1, #found)
    assert.same({ "values", "warning" }, { found[1].rule, found[1].severity })
    assert.same({ "review_accepted" }, found[1].indicators)
    assert.equal(2, #found[1].sentences)
    local first = found[1].sentences[1]
    assert.equal("46件", first.text:sub(first.marks[1].start, first.marks[1].stop))
    assert.equal(2, #found[1].observations)
  end)

  it("are no two where one is of another year or of several", function()
    for _, other in ipairs { "2022年，受理行政复议案件55件。", "五年来，受理行政复议案件412件。", "月均受理行政复议案件6件。" } do
      assert.is_nil(told(other .. "2023年，受理行政复议案件72件。"):find("values", 1, true))
    end
  end)

  it("may be one value rounded, or of parts", function()
    quiet("受理行政复议案件253件。受理行政复议案件250余件。", "values")
    quiet("受理行政复议案件253件，其中市本级受理行政复议案件100件。")
  end)

  it("are common where events are counted", function()
    quiet("举办法治讲座3场。举办宪法讲座5场。")
  end)
end)

describe("the reports of a region", function()
  local db

  before_each(function()
    db = assert(corpus.open(":memory:", "create"))
  end)

  after_each(function() db:close() end)

  local function add(text, year)
    local what, id = db:add(read(text, year, "四川省巴中市恩阳区"))
    assert.equal("new", what, id)
    return id
  end

  it("agree with the growth claimed, or do not", function()
    add("受理行政复议案件100件。法律援助案件200件。", 2022)
    local id = add("受理行政复议案件120件，同比增长20%。办理法律援助案件300件，同比增长20%。", 2023)
    local found, counts = consistency.of_region(db, "恩阳区")
    assert.equal(2, counts.growth)
    assert.equal(1, #found)
    assert.same({ "growth", "warning", 50, 20 },
      { found[1].rule, found[1].severity, found[1].expected, found[1].stated })
    assert.same({ 2022, 2023 }, { found[1].sentences[1].year, found[1].sentences[2].year })
    assert.equal(id, found[1].sentences[2].report)
    assert.matches("^f%d+$", found[1].figures[1])
    assert.matches("^o%d+$", found[1].observations[2])
  end)

  it("agree with growth told against the year by its number", function()
    add("受理行政复议案件100件。", 2022)
    add("受理行政复议案件120件，较2022年增长30%。", 2023)
    assert.equal("growth", consistency.of_region(db, "恩阳区")[1].rule)
  end)

  -- How often a growth was checked that would be wrong against the year before, and is told against another.
  local function growth_checked(text)
    add("受理行政复议案件100件。法律援助案件200件。", 2022)
    add(text, 2023)
    local found, counts = consistency.of_region(db, "恩阳区")
    assert.same({}, found, text)
    return counts.growth or 0
  end

  it("are not held to a growth whose base its sentence names once", function()
    assert.equal(0, growth_checked "与2019年相比，受理行政复议案件160件，增长30%；办理法律援助案件360件，增长50%。")
  end)

  it("are not held to a growth against the end of a plan", function()
    assert.equal(0, growth_checked "比“十三五”末，受理行政复议案件160件，增长30%；办理法律援助案件360件，增长50%。")
  end)

  it("are not held to a growth below a heading of several years, or of another one", function()
    assert.equal(0, growth_checked "（一）与2019年相比的变化\n受理行政复议案件160件，增长30%。")
  end)

  it("are not held to the growth of a time that a heading looks back on", function()
    assert.equal(0, growth_checked "（一）过去五年的成效\n受理行政复议案件160件，增长30%。")
  end)

  it("are held to a growth that names last year below such a heading, and to one below a plain one", function()
    add("受理行政复议案件100件。法律援助案件200件。", 2022)
    add("（一）过去五年的成效\n受理行政复议案件120件，同比增长50%。\n（二）2023年与上年相比\n办理法律援助案件300件，增长20%。", 2023)
    local found, counts = consistency.of_region(db, "恩阳区")
    assert.equal(2, counts.growth)
    assert.equal(2, #found)
  end)

  it("are held together by whose the figures are, however that is said", function()
    add("受理行政复议案件30件。", 2021)
    add("全区受理行政复议案件190件。", 2022)
    add("区本级受理行政复议案件30件。", 2023)
    local found, counts = consistency.of_region(db, "恩阳区")
    assert.equal(1, counts.jump)
    assert.same({ "jump", 30, 190 }, { found[1].rule, found[1].expected, found[1].stated })
  end)

  it("jump", function()
    add("受理行政复议案件30件。", 2022)
    add("受理行政复议案件190件。", 2023)
    local found = consistency.of_region(db, "恩阳区")
    assert.same({ "jump", 30, 190 }, { found[1].rule, found[1].expected, found[1].stated })
  end)

  it("do not jump between small numbers, over a missing year or where the growth is told", function()
    add("受理行政复议案件2件。败诉3件。", 2020)
    add("受理行政复议案件12件。", 2021)
    add("受理行政复议案件200件。", 2023)
    add("受理行政复议案件1400件，同比增长600%。", 2024)
    assert.same({}, (consistency.of_region(db, "恩阳区")))
  end)

  it("are each asked by id", function()
    local id = add("收到行政复议申请36件，受理41件。", 2023)
    local found = assert(consistency.of_report(db, id))
    assert.equal("limit", found[1].rule)
    assert.equal(id, found[1].report)
    assert.matches("^f%d+$", found[1].figures[1])
  end)

  it("that are not there are refused", function()
    local none, _, code = consistency.of_report(db, "r99")
    assert.is_nil(none)
    assert.equal("E103", code)
    none, _, code = consistency.of_region(db, "无此县")
    assert.is_nil(none)
    assert.equal("E101", code)
  end)
end)

describe("the verb check", function()
  local check = dofile "scripts/commands/check.lua"

  -- The frame for a file with this text, and what was told of failures.
  local function run(text, severity, path)
    local name, told_of = os.tmpname(), nil
    local file <close> = assert(io.open(name, "w"))
    file:write(report(text))
    file:flush()
    local context = { fail = function(message) told_of = message end, warn = function() end }
    local result = check.run({ file = { path or name }, severity = severity or "warning" }, nil, context)
    os.remove(name)
    return result, told_of
  end

  it("tells a finding with its figures marked and ends with 1 for an error", function()
    local result = run("收到行政复议申请36件，受理41件。")
    assert.equal(1, result.status)
    assert.equal(1, #result.rows)
    assert.equal("收到行政复议申请【36件】，受理【41件】。", result.rows[1].sentence)
    assert.same({ 41, 36, 5 }, { result.rows[1].stated, result.rows[1].expected, result.rows[1].difference })
  end)

  it("ends with 0 where there are only doubts, and hides what is asked to be hidden", function()
    local result = run("受理投诉90件，其中线上50件、涉企60件。")
    assert.same({ 0, 1 }, { result.status, #result.rows })
    assert.equal(0, #run("受理投诉90件，其中线上50件、涉企60件。", "error").rows)
    assert.equal(0, #run("平均用时由20.86天压缩到6.44天，承诺提速率65.1%。").rows)
    assert.equal(1, #run("平均用时由20.86天压缩到6.44天，承诺提速率65.1%。", "info").rows)
  end)

  it("says what cannot be read", function()
    local result, told_of = run("", nil, "/no/such/file.txt")
    assert.is_true(result.status > 1)
    assert.is_string(told_of)
  end)
end)
