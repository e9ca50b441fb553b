-- What the tables of a corpus and their columns mean, in Chinese: a table with its own meaning first, then those of its
-- columns by name. In English they stand in the corpus itself, as comments of its statements.

return {
  source = {
    "来源文件：读入的一个文件",
    id = "文件编号", path = "最近一次见到它的位置", sha256 = "其字节的 SHA-256，64 个十六进制数字；字节相同即同一文件", bytes = "字节数",
    format = "格式：text、html、docx、pdf 等", encoding = "读出文字所用的编码，如 UTF-8、GB18030",
    map = "源映射：由正文的位置回到文件的字节", added_at = "入库时间（UTC）", url = "网页的原网址，知道时才有",
    locators = "没有字节可回的格式用：每行是转写文字的一个字节和它的位置，l3.12 第 3 页第 12 行、p27 第 27 段、c2.3.1 表 2 第 3 行第 1 格、n2 脚注",
    notes = "读取时的提示（JSON 列表）",
  },
  report = {
    "报告：一份文件",
    id = "报告编号，命令行写作 r4", source_id = "读自哪个文件", kind = "文种：rule_of_law、government_work 等，或 other",
    title = "题名，去掉换行", issuer = "发文机关：谁签发", region_code = "地区代码（GB/T 2260，以报告年度有效者为准）",
    region = "地区全称", level = "层级：province 省、prefecture 市、county 县、township 乡", year = "报告年度：所报告的那一年",
    published = "公布日期，年-月-日", doc_number = "文号", script = "文件的字体：Hans 简体或 Hant 繁体；正文一律简体",
    body = "清理后的正文，各处的位置都按它计", content_start = "题名之后的第一个字节：大纲和数字从此读起",
    content_stop = "内容的末尾，在落款和日期之前", damage = "读不出的片段（JSON 列表）：start、stop、kind",
    evidence = "JSON：各字段取自何处，或为何没有",
  },
  section = {
    "章节：一个序号之下的部分，连同其下各级",
    id = "章节编号", report_id = "所在报告", parent_id = "上一级章节", ordinal = "在报告章节中的次序，从 1 起",
    level = "序号的类型：1 一、 2 (一) 3 1. 4 一是 5 (1)", marker = "原样的序号", heading = "标题，没有则为空",
    start = "序号的第一个字节", stop = "章节的末尾，连同其下各级",
  },
  figure = {
    "数字：原文所写的一个数量",
    id = "数字编号，命令行写作 f12", report_id = "所在报告", section_id = "所在的最内层章节", start = "位置：数与单位，以及约、余等字",
    stop = "位置的末尾", number_stop = "数本身的末尾，单位由此开始", source_start = "同一处在文件中的字节", source_stop = "在文件中的末尾",
    raw = "原文", value = "数值；万、亿已乘开，金额以元计", upper = "是范围时的上端", unit = "单位（简体）；百分数为 %，没有则为空",
    bound = "约数：exact 确数、about 约、at_least 以上、at_most 以内",
    kind = "类别：count 计数、money 金额、percent 百分比、rate-change 增减率、duration 时长、area 面积、rank 名次、ratio 比、other 其他",
    subject = "数的是什么", predicate = "支配它的动词", change = "增减：increase 增、decrease 减", base = "与什么相比的增减",
    from_value = "变化之前的数（由 90 个……），写明时才有", scope = "口径（范围）：谁的数，照原文（全市、市本级……）",
    period = "口径（时段）：annual 全年、to_date 截至、cumulative 累计、stock 存量、planned 计划",
    part = "1：括号里的分项，属于前一个数：73件（含4件……）",
  },
  indicator = {
    "指标：可以比较的数量，各有名称",
    id = "代号，如 review_accepted", name = "中文名", part = "所属纲要部分，如 P6", unit = "接受的单位，以 | 分开",
    polarity = "1：越大越好；-1：越小越好；0：无优劣", catalogue = "在哪个目录定义", definition = "定义：取什么，不取什么",
  },
  observation = {
    "观测值：一份报告对一个指标所说的，以数字为证",
    id = "观测值编号，命令行写作 o7", report_id = "出自哪份报告", indicator_id = "哪个指标", figure_id = "依据的数字",
    value = "数值，单位见旁", unit = "单位，不换算", bound = "约数：exact、about、at_least、at_most", scope = "口径（范围）：谁的数，照原文",
    period = "口径（时段）：annual、to_date、cumulative、stock、planned", claimed = "1：报告自称的比率，不是算出来的",
    score = "把握，0 至 1", note = "读者须知；词语见 fazhi schema notes",
    basis = "口径（所指）：同一指标名下指哪一种，用目录的词；不指别的则空",
    rule = "符合的句式，照目录所写；LPeg 或 function 表示不是文字的句式",
    topic = "数字所在的话题，如 review", topic_from = "话题出自：clause 分句、sentence 句、heading 标题",
    actor = "主体：government 政府、procuratorate 检察院、court 法院、counsel 法律顾问、people 群众",
    instead_of = "也适合这个数字而话题较远的指标，以空格分开", start = "没有数字时所依据文字的位置", stop = "该位置的末尾",
  },
  region = {
    "地区：一个地方，在其代码和名称有效的年份",
    code = "代码（GB/T 2260）", name = "本名，如 恩阳区", full_name = "连同上级的全称，如 四川省巴中市恩阳区",
    level = "层级：province、prefecture、county、township", parent_code = "上级地区的代码", from_year = "这一代码和名称的首年，知道时才有",
    to_year = "不再有效的首年，已终止时才有", successor = "接替它的代码，以 ; 分开",
  },
  correction = {
    "更正：手工改定的字段，重新读取文件时保留",
    sha256 = "文件的 SHA-256", field = "report 的列名", value = "改定的值；NULL：已知没有", note = "更正的理由", corrected_at = "更正时间（UTC）",
  },
  passage = {
    "段落：全文检索的单位，章节自己的文字，或章节之外的一段",
    id = "段落编号", report_id = "所在报告", section_id = "是哪个章节的文字", start = "位置的第一个字节", stop = "位置的末尾",
  },
  passage_text = {
    "段落原文：段落及其文字，自正文截出",
    id = "段落编号", report_id = "所在报告", section_id = "是哪个章节的文字", text = "文字",
  },
  passage_fts = { "全文索引：一字一词，“复议”是两个字的短语", text = "编号等于 rowid 的段落的文字" },
  sketch = {
    "文本指纹：一份报告的文字的样子，用来找出相同的文字",
    report_id = "哪份报告的内容", characters_sha256 = "内容中汉字、数字和字母的 SHA-256", characters = "这些字符的个数",
    minhash = "八字连写的 MinHash，见 sketch.h",
  },
  sketch_band = { "指纹索引：文字有一半相同者共有的键", key = "MinHash 中三个数的散列", report_id = "有此键的报告" },
  likeness = {
    "相似：文字多有相同的两份报告；每对存两次，各从一方看",
    report_id = "一份报告", other_id = "另一份报告", same = "1：从头到尾字符相同", similarity = "相同的八字连写占两份所有的比例（Jaccard，0 至 1）",
    contained = "这一份的八字连写也见于另一份的比例，0 至 1",
  },
  set_aside = {
    "查重：与另一份重复、比较时不计的报告",
    report_id = "不计的报告", kept_id = "代它计入的报告", relation = "关系：相同、几乎相同，或是其一部分", similarity = "判定时的相似度",
    reason = "计入的一份比它多什么", decided_at = "判定时间（UTC）",
  },
  observed = {
    "抽取记录：报告最近用哪个目录抽取",
    report_id = "抽取过的报告", kind = "其文种，决定用哪个目录；没有则为 other", catalogue = "目录中有关内容的 SHA-256；该文种没有目录则为空",
    observed_at = "抽取时间（UTC）",
  },
  run = {
    "运行记录：写入语料库或由它保存文件的一条命令",
    id = "运行编号，用于 `fazhi log show`", started = "开始时间（UTC）", finished = "结束时间（UTC）；NULL：被中断，或还在运行",
    command = "命令行，按 shell 加引号", version = "fazhi 的版本", catalogue = "JSON：当时各目录的 SHA-256，同 observed",
    script = "命令，或脚本文件", script_sha256 = "脚本文件的 SHA-256", inputs = "所给的文件和文件夹（JSON 列表）：path、bytes、sha256",
    rows = "结果的行数", output = "保存的文件，连同完整路径", output_sha256 = "其字节的 SHA-256", status = "命令的退出状态",
  },
  edition = {
    "目录版本：报告抽取时用过的目录的各版",
    hash = "同 observed", entries = "一行是各指标共用部分的散列；其后每行一个指标：代号、散列、它说话时必有其一的词",
  },
}
