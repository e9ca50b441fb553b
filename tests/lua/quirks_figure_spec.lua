-- How numbers are written in reports, row by row: what is read and what must not be. All sentences
-- are invented.

local document = require("fazhi.document")
local figure = require("fazhi.figure")

-- raw value[~upper][<from] unit bound kind, one line a figure.
local function told(list)
  local out = {}
  for i, f in ipairs(list) do
    local value = f.upper and ("%s~%s"):format(f.value, f.upper) or tostring(f.value)
    if f.from then value = value .. "<" .. f.from end
    out[i] = table.concat({ f.raw, value, f.unit, f.bound, f.kind }, " ")
  end
  return out
end

local function finds(sentence, ...)
  local expected = { ... }
  it(sentence, function() assert.same(expected, told((figure.find(sentence)))) end)
end

local function passes_over(...)
  for _, sentence in ipairs({ ... }) do
    it(sentence, function() assert.same({}, told((figure.find(sentence)))) end)
  end
end

local function column(sentence, key)
  local out = {}
  for i, f in ipairs((figure.find(sentence))) do out[i] = f[key] == nil and "" or f[key] end
  return out
end

describe("whole numbers", function()
  finds("评查案卷6341项，罚没3164820元。", "6341项 6341 项 exact count", "3164820元 3164820 元 exact money")
  finds("点击21,306次、107318次。", "21,306次 21306 次 exact count", "107318次 107318 次 exact count")
  passes_over("全县行政执法人员统一着装。")
end)

describe("decimals", function()
  finds("兑付23.47亿元，占71.43%。", "23.47亿元 2347000000 元 exact money", "71.43% 71.43 % exact percent")
  finds("税收1827.36万元，从业46.83万人。", "1827.36万元 18273600 元 exact money", "46.83万人 468300 人 exact count")
end)

-- Blanks are the clean text's work: what a page has broken is whole again before it is read.
describe("blanks inside numbers", function()
  local function of(words)
    local doc = assert(document.decode("云岭省2023年法治政府建设情况报告\n" .. words .. "\n", { path = "x.txt" }))
    return told(doc.figures)
  end

  it("are closed between number, 余 and unit", function()
    assert.same({ "500余份 500 份 at_least count", "318246个 318246 个 exact count" },
      of("印发资料500 余份，登记318246 个市场主体。"))
  end)

  it("are closed behind a decimal point between digits", function()
    assert.same({ "0.7% 0.7 % exact rate-change", "26.04亿元 2604000000 元 exact money" },
      of("信访量下降0. 7%，投资26. 04 亿元。"))
  end)

  it("do not join two numbers", function()
    assert.same({}, of("受理 1 234 件。"))
  end)

  it("and full width are no hindrance", function()
    assert.same({ "100% 100 % exact percent", "15件 15 件 exact count" }, of("覆盖率达１００％，办结１５件。"))
  end)
end)

describe("万 and 亿 with 余 and 多", function()
  finds("办件2.4万余件，走访53万余户，服务8.5万余场。", "2.4万余件 24000 件 at_least count",
    "53万余户 530000 户 at_least count", "8.5万余场 85000 场 at_least count")
  finds("拨付四百余万元，投入五亿多元，共3亿多元。", "四百余万元 4000000 元 at_least money",
    "五亿多元 500000000 元 at_least money", "3亿多元 300000000 元 at_least money")
  finds("惠及两万余人，一百余件。", "两万余人 20000 人 at_least count", "一百余件 100 件 at_least count")
  finds("新增3600余场。", "3600余场 3600 场 at_least count")
end)

describe("bounds before", function()
  finds("约85%，近18亿元，超64.5万件，超过2900场。", "约85% 85 % about percent", "近18亿元 1800000000 元 at_most money",
    "超64.5万件 645000 件 at_least count", "超过2900场 2900 场 at_least count")
  finds("突破7.3万件，逾400人，至少5次，不少于15日。", "突破7.3万件 73000 件 at_least count",
    "逾400人 400 人 at_least count", "至少5次 5 次 at_least count", "不少于15日 15 日 at_least duration")
  finds("办结最短20分钟，最长6天。", "最短20分钟 20 分钟 at_least duration", "最长6天 6 天 at_most duration")
  finds("产值迈上3万亿元台阶，收入跨越200亿元，超过了80家。", "迈上3万亿元 3000000000000 元 at_least money",
    "跨越200亿元 20000000000 元 at_least money", "超过了80家 80 家 at_least count")
  finds("条约3件，最近5天。", "3件 3 件 exact count", "5天 5 天 exact duration")
end)

describe("bounds behind", function()
  finds("96%以上，5%左右，8个工作日内，180多篇，办理二十余次。", "96%以上 96 % at_least percent", "5%左右 5 % about percent",
    "8个工作日内 8 工作日 at_most duration", "180多篇 180 篇 at_least count", "二十余次 20 次 at_least count")
  finds("安置6家内部机构。", "6家 6 家 exact count")
end)

describe("Chinese numerals", function()
  finds("召开四次会议，两次督察，三批次，六类184项。", "四次 4 次 exact count", "两次 2 次 exact count",
    "三批次 3 批次 exact count", "六类 6 类 exact count", "184项 184 项 exact count")
  passes_over("一体推进，一站式办理，一网通办，三级联动，两级法院，一把手负总责，第一责任人。")
end)

describe("vague numerals", function()
  finds("组织十余次。", "十余次 10 次 at_least count")
  passes_over("数十次，上千件，百余场，几百人，近百件，上万余份，十几个，好几次，若干件，成百上千。", "半数以上的镇、过半案件、半数委员。",
    "一批调解组织、多项措施、少数部门。")
end)

describe("shares, tenths, multiples", function()
  finds("一半以上办结，四分之一，百分之七十，1/3左右。", "一半以上 50 % at_least percent", "四分之一 25 % exact percent",
    "百分之七十 70 % exact percent", "1/3左右 33.333333333333 % about percent")
  finds("八成办结，六成以上自动履行，近七成，超九成，两成多。", "八成 80 % exact percent", "六成以上 60 % at_least percent",
    "近七成 70 % at_most percent", "超九成 90 % at_least percent", "两成多 20 % at_least percent")
  finds("八成半办结，占九成五。", "八成半 85 % exact percent", "九成五 95 % exact percent")
  finds("是上年的3.17倍，增长3.4倍。", "3.17倍 3.17 倍 exact ratio", "3.4倍 3.4 倍 exact rate-change")
  finds("办件量翻一番，访问量翻了两番多。", "翻一番 100 % exact rate-change", "翻了两番多 300 % at_least rate-change")
  passes_over("成立专班，成效明显，翻阅案卷。")
end)

describe("points of a percentage", function()
  finds("下降5.36个百分点，占比5.36%。", "5.36个百分点 5.36 百分点 exact rate-change", "5.36% 5.36 % exact percent")
end)

describe("from and to", function()
  finds("由24个工作日减少为3个。", "24个工作日 24 工作日 exact duration", "3个 3<24 工作日 exact duration")
  finds("从617项削减至284项，58项精简为17项，12天减少为4天。", "617项 617 项 exact count", "284项 284<617 项 exact count",
    "58项 58 项 exact count", "17项 17<58 项 exact count", "12天 12 天 exact duration", "4天 4<12 天 exact duration")
  finds("审批时限由24个、35个工作日压缩为3个、6个工作日。", "24个 24 工作日 exact duration", "35个工作日 35 工作日 exact duration",
    "3个 3<24 工作日 exact duration", "6个工作日 6<35 工作日 exact duration")
  it("takes no origin where the lists are of unequal length", function()
    local s = "审批时限由24个、35个、50个工作日压缩为3个、6个工作日。"
    assert.same({ "", "", "", "", "" }, column(s, "from"))
    assert.same({ "", "", "", "unpaired", "unpaired" }, column(s, "doubt"))
  end)
  finds("检查5家，整改至4家。", "5家 5 家 exact count", "4家 4 家 exact count")
  it("names what changed, not how", function()
    assert.same({ "审批时限", "审批时限" }, column("审批时限由原来的30个工作日压缩到5个工作日。", "subject"))
    assert.same({ "申请材料", "申请材料" }, column("申请材料从12份减至4份。", "subject"))
  end)
end)

describe("what is distributed", function()
  local cases = {
    { "立案数和结案数分别下降2.1%和3.6%。", { "立案数", "结案数" }, { "", "" } },
    { "立案数、结案数、投诉量分别下降2.1%、3.6%、5%。", { "立案数", "结案数", "投诉量" }, { "", "", "" } },
    { "城镇和农村居民收入分别提高到53481元、22428元。", { "城镇", "农村居民收入" }, { "", "" } },
    { "立案数、结案数同比下降2.1%、3.6%。", { "立案数", "结案数" }, { "", "" } },
    { "受理1630起、结案1512起，分别增长2.1%、3.6%。", { "", "", "受理", "结案" }, { "", "", "", "" } },
    { "全县有6个镇，受理案件1630起，结案1512起，分别增长2.1%、3.6%。", { "镇", "案件", "案件", "受理案件", "结案案件" }, { "", "", "", "", "" } },
    { "城乡居民人均收入分别增长2.1%、3.6%。", { "城镇居民人均收入", "农村居民人均收入" }, { "", "" } },
    { "自来水普及率和规模供水覆盖率分别达97%、88%。", { "自来水普及率", "规模供水覆盖率" }, { "", "" } },
    { "卫生厕所普及率、生活垃圾和污水治理率分别达87%、100%、75%。", { "卫生厕所普及率", "生活垃圾", "污水治理率" }, { "", "", "" } },
    { "“保交楼”“保交房”交付率分别达97%、88%。", { "“保交楼”", "“保交房”交付率" }, { "", "" } },
    { "建议、提案分别办理84件、117件，满意率分别为98.8%、97.3%。", { "建议", "提案", "建议满意率", "提案满意率" }, { "", "", "", "" } },
    { "原煤、天然气产量达到64.8万吨、9.1亿立方米。", { "原煤", "天然气产量" }, { "", "" } },
    { "粮肉奶产量分别达82吨、61吨、17吨。", { "粮肉奶产量", "粮肉奶产量", "粮肉奶产量" }, { "unpaired", "unpaired", "unpaired" } },
    { "受理、审结、执行案件分别为130件、97件。", { "受理、审结、执行案件", "受理、审结、执行案件" }, { "unpaired", "unpaired" } },
    { "受理130件、审结97件、调解24件，分别增长2.1%、3.6%。", { "", "", "", "", "" }, { "", "", "", "unpaired", "unpaired" } },
  }
  for _, case in ipairs(cases) do
    it(case[1], function()
      local subjects = column(case[1], "subject")
      for i, subject in ipairs(subjects) do
        if case[2][i] ~= "" then assert.equal(case[2][i], subject) end
      end
      assert.equal(#case[2], #subjects)
      assert.same(case[3], column(case[1], "doubt"))
    end)
  end

  it("gives each verb its figure", function()
    local s = "全年收到、办结行政复议申请分别为130件、97件。"
    assert.same({ "收到", "办结" }, column(s, "predicate"))
    assert.same({ "行政复议申请", "行政复议申请" }, column(s, "subject"))
  end)

  it("does not answer to another sentence", function()
    assert.same({ "", "" }, { table.unpack(column("受理3件、审结2件。分别增长2.1%、3.6%。", "subject"), 3) })
  end)
end)

describe("nouns and verbs left out", function()
  it("go on within the sentence only", function()
    local s = "制定规章2件，修订3件，废止7件。印发4份。"
    assert.same({ "规章", "规章", "规章", "" }, column(s, "subject"))
    assert.same({ "制定", "修订", "废止", "印发" }, column(s, "predicate"))
  end)
  finds("马上办5188项，就近办1702项。", "5188项 5188 项 exact count", "1702项 1702 项 exact count")
end)

describe("parts in brackets", function()
  it("are parts and not added", function()
    local s = "确定64件（含5件拟修改），梳理142项（其中39项下放），审结23件（含2019年收案8件）。"
    assert.same({ "", true, "", true, "", true }, column(s, "part"))
    assert.same({ 64, 5, 142, 39, 23, 8 }, column(s, "value"))
  end)
  it("keep their noun", function()
    assert.same({ "法律顾问", "律师", "专家" }, column("选聘法律顾问14名（其中律师9名、专家5名）。", "subject"))
  end)
  finds("队伍30支（715人）。", "30支 30 支 exact count", "715人 715 人 exact count")
  finds("办理26件（次），印发400余份（件）。", "26件（次） 26 件次 exact count", "400余份（件） 400 份 at_least count")
end)

describe("double units", function()
  finds("接访417批862人次，化解5批9件，慰问6批27家次。", "417批 417 批 exact count", "862人次 862 人次 exact count",
    "5批 5 批 exact count", "9件 9 件 exact count", "6批 6 批 exact count", "27家次 27 家次 exact count")
  finds("审议8次、12部，培训60余期、4700余人次。", "8次 8 次 exact count", "12部 12 部 exact count",
    "60余期 60 期 at_least count", "4700余人次 4700 人次 at_least count")
  finds("建成20人以上队伍。", "20人以上 20 人 at_least count")
end)

describe("等 with a count", function()
  finds("废止《青禾县户外广告管理办法》等6件规章。", "6件 6 件 exact count")
end)

describe("ranges", function()
  finds("抽查4—6个，用时2-3天，办理5至8件，三到五个工作日。", "4—6个 4~6 个 exact count", "2-3天 2~3 天 exact duration",
    "5至8件 5~8 件 exact count", "三到五个工作日 3~5 工作日 exact duration")
  passes_over("5月16日至17日，2017-2021年，2017–2021。")
end)

describe("lists that share a unit", function()
  finds("压缩至80个、35个工作日。", "80个 80 工作日 exact duration", "35个工作日 35 工作日 exact duration")
  finds("建成80个、35个镇街平台。", "80个 80 个 exact count", "35个 35 个 exact count")
end)

describe("ratios", function()
  finds("复议诉讼比4.26:1。", "4.26:1 4.26 :1 exact ratio")
  passes_over("三次产业比为14.2:51.5:34.3。")
end)

describe("ranks", function()
  finds("全省第8名，居第17位，列全国第3，排第41、第22。", "第8名 8 名 exact rank", "第17位 17 位 exact rank", "第3 3  exact rank",
    "第41 41  exact rank", "第22 22  exact rank")
  passes_over("满意度排名第一。", "第9个宪法宣传周、第36次常委会、九届第11次常务会、第三批、第12批、四中全会、第五次全会。")
end)

describe("words and names with a numeral in them", function()
  passes_over("红十字会救护员，八方来客，消除劣五类水体，进入四季度，突破一批关键技术。", "坚持五个“必须统筹好”，做到六个不让。",
    "县委九届五次、六次全会，市委十届七次全会。", "较3年前有所改善。")
  finds("编制四张“述法清单”，出台六批次清单，绿道52处以上。", "四张 4 张 exact count", "六批次 6 批次 exact count",
    "52处以上 52 处 at_least count")
  finds("县委全会召开四次。", "四次 4 次 exact count")
end)

describe("labels", function()
  passes_over("1+16，4平台+1基地，1+N，“1412”，“773”，3-1-1-4-2，4.0版，27证合一，六个一，双随机、一公开，两微一报一网。",
    "四张清单，三项制度，365天不打烊，24小时服务，12345，12348，拨打110，“12·4”，5·12，12·4国家宪法日。")
end)

describe("numbers of documents", function()
  passes_over("〔2019〕3号，（云发〔2017〕28号），云政文〔2023〕61号，[2016]14号，第186号令，厅字〔2020〕17号，〔2015〕云府办204号。",
    "(云发〔201728号) 青发〔20199号 云发〔202214号 云市监法规20210017号")
  finds("印发云政办〔2023〕12号文件3份。", "3份 3 份 exact count")
end)

describe("years in names", function()
  passes_over("《规划(2021-2025年)》，“八五”普法，“十四五”，2022版，《2021年度报告》。", "(20172021年)(20212025年)(20212025)")
end)

describe("money, people, cases", function()
  finds("投入2206.37万元，补贴8元，罚没41.05亿元。", "2206.37万元 22063700 元 exact money", "8元 8 元 exact money",
    "41.05亿元 4105000000 元 exact money")
  it("are told apart by unit", function()
    assert.same({ "人", "名", "位", "人次", "人" }, column("5人，6名，7位，8人次，9万人。", "unit"))
    assert.same({ "件", "起", "宗", "例", "本", "卷", "份" }, column("2件，3起，4宗，5例，6本，7卷，8份。", "unit"))
  end)
end)

describe("none", function()
  passes_over("未发生安全事故，没有不合格案卷，未收到举报，零申请，实现零投诉。")
  finds("收到0件。", "0件 0 件 exact count")
end)

describe("growth and fall", function()
  it("have a direction and a base", function()
    local s = "受理2430件，较2023年增长48.37%，同比下降3.6%，比上年提高近4个百分点。"
    assert.same({ "", "increase", "decrease", "increase" }, column(s, "change"))
    assert.same({ "", "2023年", "上年同期", "上年" }, column(s, "base"))
  end)
  it("are none where a level is stated", function()
    assert.same({ "percent", "percent" }, column("满意率提高到92%，占比达15%。", "kind"))
  end)
end)

describe("what is glued or damaged", function()
  finds("满意率98%以上四是自觉接受监督。", "98%以上 98 % at_least percent")
  passes_over("审议重大涉法事项37二是加强督察。", "人大代表建议件、政协提案件3346581。")
  it("is marked and never guessed", function()
    local list, damaged = figure.find("三产占14.251.534.3，增长1.842.27倍，20231月1日，2017316日，202111月。")
    local raws = {}
    for i, span in ipairs(damaged) do raws[i] = span.raw end
    assert.same({}, list)
    assert.same({ "14.251.534.3", "1.842.27倍", "20231月1日", "2017316日", "202111月" }, raws)
  end)
end)
