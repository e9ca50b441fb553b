-- Numerals that are no figures: dates, document numbers, ordinals, meetings, hotlines, slogans,
-- names. What is found here is passed over whole.
--
-- A form is written with these signs, everything else stands for itself:
--   Y  a year, 1900–2099        n  one or two digits          d  one digit
--   N  digits, also 2.0         H  Chinese numerals           ~  — – - － ~ ～ 至 到 、 和 与 及 或
--   ( | )  alternatives         ?  the sign before, or not    *  the sign before, any number of times
-- A form begins with a numeral. `after`: one of these must stand directly before it; `not_after`:
-- none of these may; `unless`: none of these may follow, where ,ddd is a comma and a group of three digits.

return {
  forms = {
    -- Dates. 20162020年 has lost its dash; （20212025） its 年 as well.
    { why = "date", form = "YY年?", unless = { "d", "元", "." } },
    { why = "date", form = "Y~Y(年度|学年|年)?", unless = { "元", "人", "件", "万", "个", "公", "吨", "亩", "余", "多", "%", "户",
      "家", "项" } },
    { why = "date", form = "Y年(~Y年)*(度|版)?(上半年|下半年|前)?(n~)?n月(份|底|初|末|上旬|中旬|下旬)?((n~)?n(日|号))?"
      .. "(~(Y年(n月(n(日|号))?)?|n月(n(日|号))?|n(日|号)))?" },
    { why = "date", form = "Y年(~(Y|n)年)*(度|版|底|末|初|前|春|夏|秋|冬)?" },
    { why = "date", form = "Y-n-n( ?n:dd(:dd)?)?" },
    { why = "date", form = "Y/n/n( ?n:dd(:dd)?)?" },
    { why = "date", form = "Y.n.n", unless = { ".", "d" } },
    { why = "date", form = "n.n.Y" },
    { why = "date", form = "(n~)?n月(份|底|初|末|上旬|中旬|下旬)?((n~)?n(日|号))?(~(Y年(n月(n(日|号))?)?|n月(n(日|号))?|n(日|号)))?" },
    { why = "date", form = "(n~)?n日(~n日)?", unless = { "内", "以内", "之内", "以上", "无理由", "游", "常" },
      not_after = { "不少于", "至少", "不低于", "超过", "不超过", "满", "提前", "连续", "缩短", "至", "最长", "最短", "延长" } },
    { why = "date", form = "n(时|点)(n分(n秒)?|整|半|许|钟|前|后)?", unless = { "建议", "意见", "要求", "体会", "段", "期", "代" } },
    { why = "date", form = "n(:|：)dd(:dd)?", unless = { ".", "d", "%" }, not_after = { "比", "比为", "比例为", "比达",
      "比例达" } },
    { why = "date", form = "N年代" },
    { why = "date", form = "N(余|多)?年(来|以来|间|期间|的时间|前)", not_after = { "连续" } },
    { why = "date", form = "N年", after = { "过去", "近", "今后", "未来", "最近", "这", "头", "前", "后", "在过去", "上一个" },
      unless = { "以上" } },
    { why = "slogan", form = "N(~N)?年(行动|规划|计划|攻坚|提升|改造|滚动|发展|实施|工程|立法|翻|制)",
      not_after = { "连续" } },
    -- Document numbers, also damaged: 〔201632号.
    { why = "doc_number", form = "N(-N)*号" },
    { why = "identifier", form = "N-N-N(-N)*" },
    -- Labels: 1+18, 1+N, 7×24小时, 12·4.
    { why = "slogan", form = "N(+|＋|×|·|•|*|x|X|&)(N|%N|%n|%X|%x)((+|＋|×|·|•|*|x|X|&)(N|%N|%n|%X|%x))*(小时)?",
      unless = { "%" } },
    { why = "ratio", form = "N(:|：)N(:|：)N((:|：)N)*" },
    { why = "slogan", form = "24小时", unless = { "内", "以内", "之内", "以上", "左右" },
      not_after = { "不超过", "超过", "不少于", "缩短至", "压缩至", "为", "至", "到" } },
    { why = "slogan", form = "365天", unless = { "内", "以内" } },
    { why = "slogan", form = "8小时(以外|之外|外)" },
    { why = "identifier",
      form = "(12345|12348|12315|12337|12350|12333|12329|12366|12368|12371|12388|12389|12309|12313|12319|12320)",
      unless = { "d", ".", ",ddd", "万", "余", "多", "件", "个", "条", "人", "户", "元", "次", "名", "项", "份", "起", "家", "本", "场",
        "亩" } },
    -- Ordinals; ranks with 第 are read before these. 第59、第26; 第三、四批.
    { why = "ordinal", form = "第(H|N)(~(H|N))*" },
    -- Meetings: 十四届人大三次会议.
    { why = "meeting_ordinal", form = "H次(全体|全委|党代)?(会议|会)", after = { "届", "人大", "大会", "政协", "协会", "常委会",
      "全会", "委员会", "党代会", "全委会", "政府", "理事会" } },
    { why = "meeting_ordinal", form = "H次((、|和|及|暨)H次)*(历次)?(全会|全体会议|全委会)", after = { "届" } },
    -- Sets with a name: 五个坚持, 五个“必须统筹”.
    { why = "slogan", form = "H(个|项)“?(一|坚持|注重|强化|突出|着力|到位|确保|聚焦|不|必须|必由|统一|没有|转变|结合|看待|务必|意识|"
      .. "自信|维护|确立|全面|聚力|善于|明确|统筹|巩固|区分|先行|大局|更加|替代|覆盖|严禁|凡是|带头|"
      .. "倍增|打造|走在前|毫不|相结合|同步|革命|绝不|决不|融入|导向|满意|零|百分之百)" },
    { why = "vague", form = "几H?" },
    { why = "vague", form = "一批", unless = { "次" } },
    { why = "vague", form = "H", after = { "数" }, not_after = { "总数", "件数", "人数", "次数", "户数", "份数", "项数", "倍数" } },
    -- 廿三件 is read from its 廿, or not at all.
    { why = "vague", form = "H", after = { "廿", "卅", "卌" } },
    { why = "vague", form = "(一|两|二|三|四|五|六|七|八|九)、H", unless = { "%" } },
  },

  -- Words with a numeral in them that would otherwise pass for number and classifier.
  words = {
    slogan = {
      "三项制度", "六项制度", "三项机制", "三张清单", "四张清单", "两个清单", "三位一体", "四位一体", "五位一体", "六位一体", "三个代表", "四个服务", "两个健康",
      "四个全面", "四个最严", "四个不摘", "四项基本原则", "八项规定", "三项纪律", "三条红线", "三条控制线", "四套班子", "五大班子", "三部曲",
      "五件套", "四件套", "两个一百年", "两个责任", "三个规定", "三同时", "十一个坚持", "九个坚持", "一次性", "两个文明", "双百", "双千",
      "三次产业", "三种人", "两个中国", "一个中国", "三个世界", "两本账", "三本账", "四个现代化", "两个凡是", "三项整改", "三类工程",
      "两个根本", "三个重大", "三个地区", "五个吃透", "四个机关", "三个结构", "一项一策", "十项重点工作", "一门一次", "三个有利于", "两条腿",
      "三座大山", "五项原则", "和平共处五项原则", "三个离不开", "两位数", "四伏", "三支两军", "两面派", "两面性", "两头", "两面",
      "三位数", "一位数",
    },
    lexical = { "红十字", "八方", "劣五类" },
    date = { "一季度", "二季度", "三季度", "四季度" },
    meeting_ordinal = { "十八届", "十九届", "二十届" },
  },

  -- Text in brackets that holds names and labels, not figures; lengths in bytes, on one line.
  enclosed = {
    { "《", "》", 360 }, { "〈", "〉", 120 }, { "“", "”", 60 }, { "‘", "’", 60 }, { "「", "」", 60 }, { "『", "』", 60 },
    { "\"", "\"", 60 },
  },
}
