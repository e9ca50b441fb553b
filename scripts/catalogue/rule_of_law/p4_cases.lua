-- Cases of enforcement: penalties, licences, coercion, inspections, lenient enforcement.

-- The enforcement of one sector is not that of the place: named where the figure stands, or at the beginning of the
-- sentence for the clauses that name nobody else. Sectors told in one breath (、) are none of these.
local SECTORS = {}
for _, sector in ipairs { { "生态环境", "environment" }, { "市场监管", "market supervision" }, { "交通运输", "transport" },
  { "城市管理", "city management" }, { "卫生健康", "health" }, { "应急管理", "emergency management" },
  { "农业农村", "farming" }, { "文化旅游", "culture and tourism" }, { "自然资源", "natural resources" } } do
  local opening = "^ [^、|和|及|与|等]…{0,10} " .. sector[1] .. " (保护)? (综合)? (行政)? (执法|领域|部门|系统)"
  for _, find in ipairs { " [^、|和|及|与|等]…{0,12} <数>",
    " …… ^ (共|共计|累计|已)? (立案|查处|办理|作出|实施|罚款|罚没|处罚|行政处罚) …{0,12} <数>" } do
    SECTORS[#SECTORS + 1] = { opening .. find, sector[1], sector[2] }
  end
end

local function with(list, more)
  for _, one in ipairs(more) do list[#list + 1] = one end
  return list
end

return {
  {
    id = "penalty_cases", part = "P4", zh = "行政处罚案件数", en = "administrative penalty cases",
    definition = "本年立案查处或作出处罚的案件；案卷评查中的处罚类案卷存疑。",
    unit = { "件", "起", "宗", "例" }, polarity = 0, levels = "省市县部门",
    none = { "(未|没有) (发生|实施|作出|办理) …{0,4} 行政处罚 (案件|行为|决定)? $", "(无|零) 行政处罚 案件 $" },
    find = {
      "行政处罚 [^清单|事项|听证|裁量|备案|案卷|法制审核|公示|信息]…{0,8} <数>",
      "立案 (查处)? [^行政复议|侦查|受理]…{0,6} <数>",
      "查处 [^线索]…{0,16} <数>",
      "(办理|作出|实施) …{0,10} 处罚 (案件|决定) …{0,6} <数>",
      "<数> …{0,4} 行政处罚 (案件|决定)",
    },
    unless = {
      "(复议|诉讼|应诉|仲裁|公益|检察|刑事|援助|纠纷|复核) …{0,12} <数>",
      "(备案|移送|首违|免|不予|案卷|减轻|听证|法制审核|公示|重大) …{0,12} <数>",
      "<数> …{0,4} (线索)", "<数> …{0,12} 移送",
      "(违纪|腐败|四风|作风|形式主义|官僚主义) …{0,16} <数>", "公安 (机关|部门)? …{0,4} 立案 …{0,6} <数>",
      "复议 …{0,8} <另数> …{0,10} ， …{0,4} 立案 …{0,4} <数>", "审查调查 …{0,8} <数>", "(纪委|监委|纪检监察) …… 立案 …{0,10} <数>",
    },
    doubt = { { "行政处罚类 <数>", "案卷评查中的处罚类案卷，不是全年案件" }, { "案卷", "案卷评查中的处罚类案卷，不是全年案件" } },
    basis = SECTORS,
    confused_with = { "case_files_reviewed", "major_penalty_filed", "first_no_penalty_cases" },
    tests = {
      hit = { { "本年度未实施行政处罚。", 0 }, { "全年办理行政处罚案件1530件。", 1530 }, { "累计出动执法人员7000人次，立案210起，罚款900万元。", 210 },
        { "查处食品安全违法案件33宗。", 33 } },
      miss = { "未发生行政处罚案件被撤销的情况。", "12起行政处罚案件移送司法机关。", "县纪委监委立案审查调查案件176件。",
        "备案审查重大行政处罚案件36件。", "适用“首违不罚”不予行政处罚443件。", "行政处罚事项清单291项。",
        "收到行政复议申请86件，立案受理72件。", "收到行政复议申请386件，立案321件。", "移送涉嫌犯罪案件36件，公安机关立案31件。", "查处形式主义官僚主义问题23起。" },
    },
  },
  {
    id = "fines_amount", part = "P4", zh = "罚（没）款金额", en = "fines and confiscations",
    definition = "本年罚款、罚没金额，元。",
    unit = "元", polarity = 0, levels = "省市县部门",
    basis = with({ { "罚没 …{0,12} <数>", "罚没", "with what was confiscated" } }, SECTORS),
    find = { "(罚款|罚没|罚没款|处罚金额|罚没金额|罚金) …{0,10} <数>" },
    unless = { "(减免|免除|减轻|免于|少|减少|免予|不予|免罚) …{0,8} <数>", "审计 …{0,12} <数>" },
    confused_with = { "relief_amount", "audit_amount" },
    tests = {
      hit = { { "立案210起，罚款820.5万元。", 8205000 }, { "罚没金额合计1.2亿元。", 120000000 } },
      miss = { "减免罚款820万元。", "审计追回资金820万元。" },
    },
  },
  {
    id = "license_cases", part = "P4", zh = "行政许可办理数", en = "licences handled",
    definition = "本年办理的行政许可件数；案卷评查中的许可类案卷存疑。",
    unit = { "件", "项", "宗" }, polarity = 0, levels = "省市县部门",
    find = {
      "行政许可 [^事项|清单|目录|审批事项|划转]…{0,6} <数> (件|宗)",
      "(办理|办结|受理) …{0,6} 行政许可 [^事项]…{0,6} <数>",
      "<数> …{0,2} 行政许可 案件",
    },
    unless = { "(事项|清单|划转|取消|下放|评查) …{0,8} <数>" },
    doubt = { { "行政许可类 <数>", "案卷评查中的许可类案卷，不是全年办件" }, { "案卷", "案卷评查中的许可类案卷，不是全年办件" } },
    confused_with = { "license_items_total", "case_files_reviewed" },
    tests = {
      hit = { { "全年办理行政许可2.3万件。", 23000 } },
      miss = { "公布行政许可事项158项。" },
    },
  },
  {
    id = "coercion_cases", part = "P4", zh = "行政强制数", en = "coercive measures",
    definition = "本年实施的行政强制；案卷评查中的强制类案卷存疑。",
    unit = { "件", "起", "宗" }, polarity = 0, levels = "省市县部门",
    find = { "行政强制 [^事项|清单|备案]…{0,6} <数>" },
    unless = { "(备案|事项|清单|重大) …{0,8} <数>" },
    doubt = { { "行政强制类 <数>", "案卷评查中的强制类案卷，不是全年强制" }, { "案卷", "案卷评查中的强制类案卷，不是全年强制" } },
    confused_with = { "penalty_cases", "case_files_reviewed" },
    tests = { hit = { { "实施行政强制措施44件。", 44 } }, miss = { "备案审查重大行政强制44件。" } },
  },
  {
    id = "inspections_count", part = "P4", zh = "行政检查次数", en = "inspections carried out",
    definition = "开展的行政（涉企）检查次数、户次。",
    unit = { "次", "户次", "家次", "批次", "场次", "户", "家", "宗" }, polarity = 0, levels = "省市县乡部门",
    find = {
      "(行政|涉企|入企|执法|监督) …{0,4} 检查 [^联合|专项]…{0,8} <数>",
      "检查 (企业|单位|场所|市场主体|经营主体) …{0,8} <数>",
    },
    unless = { "(联合|双随机|综合查|督察|案卷|备案) …{0,16} <数>", "接受 …… <数>", "人大 …{0,10} 检查 …{0,6} <数>",
      "(减少|压减) …{0,8} 检查 …{0,6} <数>" },
    confused_with = { "comprehensive_check", "double_random_tasks", "inspected_units" },
    tests = {
      hit = { { "全年开展涉企行政检查3200次。", 3200 }, { "检查企业5100户次。", 5100 } },
      miss = { "组织联合执法检查4次。", "开展法治督察3次。", "推行“扫码入企”，减少入企检查210次。" },
    },
  },
  {
    id = "inspections_staff", part = "P4", zh = "出动执法人员", en = "enforcement staff deployed",
    definition = "出动执法人员的人次。",
    unit = { "人次", "人", "名" }, polarity = 0, levels = "市县乡部门",
    find = { "出动 …{0,8} (人员|力量|队员|警力) …{0,4} <数>", "出动 <数>" },
    confused_with = { "enforcement_staff", "enforcement_trained" },
    tests = { hit = { { "累计出动执法人员6100余人次。", 6100 } }, miss = { "持证执法人员6100人。" } },
  },
  {
    id = "first_no_penalty_items", part = "P4", zh = "首违不罚（轻微免罚）清单事项数", en = "items on the no-penalty list",
    definition = "列入首违不罚、轻微免罚清单的事项。",
    unit = { "项", "个" }, polarity = 1, levels = "省市县",
    topic = "no_penalty|penalty",
    find = {
      "<数> …{0,4} 事项 …{0,4} (纳入|列入) …{0,8} 清单",
      "(首违不罚|免罚|不予处罚|轻微不罚|减免责|两轻一免) …{0,16} 清单 …{0,10} <数>",
      "清单 …{0,10} <数>",
      "(首违不罚|免罚|不予处罚|轻微不罚) …{0,16} 清单 …… (首批|收录|列入|纳入|涵盖|包含|共) …{0,6} <数>",
      "(首违不罚|免罚|不予处罚|不罚) 事项 …{0,6} <数>",
    },
    unless = { "(经营主体|市场主体|案件) …{0,6} <数>", "<数> …{0,4} (执法单位|单位|部门|领域)" },
    confused_with = { "first_no_penalty_cases" },
    tests = {
      hit = { { "推行“首违不罚”，将17个执法单位233项事项纳入清单范围。", 233 }, { "公布轻微违法“免罚清单”118项。", 118 },
        { "发布首违不罚清单，首批31项。", 31 }, { "出台免罚清单2.0版，收录事项146项。", 146 } },
      miss = { "适用“首违不罚”办理案件233件。", "行政许可事项清单118项。" },
    },
  },
  {
    id = "first_no_penalty_cases", part = "P4", zh = "首违不罚（轻微免罚）适用案件数", en = "cases without penalty",
    definition = "适用首违不罚、轻微免罚的案件；只有惠及主体数时记主体数，单位分记。",
    unit = { "件", "起", "宗", "例", "个" }, polarity = 1, levels = "省市县",
    topic = "no_penalty|penalty",
    find = {
      "(首违不罚|免罚|不予处罚|不予行政处罚|轻微不罚|免予处罚|免于处罚|从轻减轻|减轻处罚|包容审慎) [^清单|事项]…{0,12} <数>",
      "免罚清单 …… (惠及|适用) …{0,8} <数>",
      "(首违不罚|免罚) …… (全年|共|累计)? (办理|适用) …{0,4} <数>",
      "<数> …{0,8} (违法|案件) …{0,4} (不予|免予|免于) (行政)? 处罚",
      "适用 …{0,16} <数> (件|起|宗|例)",
      "<数> …{0,6} (首违不罚|免罚|不予处罚) 案件",
    },
    unless = { "(事项|清单) <数>", "<数> …{0,4} (单位|部门|执法单位)",
      "(简易|普通|一般|快速|听证) (程序|办理) …{0,8} <数>" },
    confused_with = { "penalty_cases", "first_no_penalty_items" },
    tests = {
      hit = { { "全县适用“首违不罚”办理案件391件。", 391 }, { "建立“免罚清单”机制，惠及市场主体620余个。", 620 },
        { "推行首违不罚，32项事项列入清单，全年办理27件。", 27 }, { "45件轻微违法案件免予处罚。", 45 },
        { "行政处罚立案870件，其中免于处罚132件。", 132 } },
      miss = { "办理行政处罚案件391件。", "首违不罚清单事项39项。",
        "办理行政处罚案件391件，其中适用简易程序262件。" },
    },
  },
  {
    id = "relief_amount", part = "P4", zh = "减免罚款金额", en = "fines waived",
    definition = "免于、减轻处罚的金额，元。",
    unit = "元", polarity = 1, levels = "省市县",
    find = {
      "(免于|减轻|免予|减免|不予|免除|少罚|减少) …{0,10} (处罚|罚款|罚没|金额) …{0,6} <数>",
      "(减免|免罚) 金?额? …{0,6} <数>",
    },
    unless = { "(税|费|租) …{0,6} <数>" },
    confused_with = { "fines_amount" },
    tests = {
      hit = { { "30家经营主体被免于或减轻处罚77.5万元。", 775000 }, { "减免罚款210万元。", 2100000 } },
      miss = { "罚款210万元。", "减免税费210万元。" },
    },
  },
}
