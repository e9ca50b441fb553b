-- repairs: the damage that words and patterns can tell, and what they need to know to undo it.
-- What is exact is undone; what has two readings is only marked.

return {
  -- A pair of years that lost its dash (20162020年) is one only before these, or between brackets.
  after_years = { "年", "规划", "纲要", "计划", "行动", "方案", "》", "）", ")", "〕", "]" },

  -- The last character of an issuer's short name, before the year of a document number (云政发〔2016〕32号).
  issuing = { "发", "字", "函", "办", "规", "令", "文", "政", "告", "知", "通", "批", "复", "电", "议", "厅", "法", "司", "府",
    "室", "委", "会", "局", "范", "决", "罚", "任", "纪", "组" },

  -- Written for 〇 between the numerals of a year or a day.
  nought = { "○", "◯", "O", "o", "0", "Ｏ", "Ο", "ο", "О", "о" },

  -- Letters of other alphabets that cannot be told from Latin ones by eye, within a Latin word.
  latin = { ["А"] = "A", ["В"] = "B", ["Е"] = "E", ["К"] = "K", ["М"] = "M", ["Н"] = "H", ["О"] = "O", ["Р"] = "P",
    ["С"] = "C", ["Т"] = "T", ["Х"] = "X", ["У"] = "Y", ["І"] = "I", ["Ј"] = "J", ["Ѕ"] = "S", ["а"] = "a", ["е"] = "e",
    ["о"] = "o", ["р"] = "p", ["с"] = "c", ["х"] = "x", ["у"] = "y", ["і"] = "i", ["ј"] = "j", ["ѕ"] = "s", ["Α"] = "A",
    ["Β"] = "B", ["Ε"] = "E", ["Ζ"] = "Z", ["Η"] = "H", ["Ι"] = "I", ["Κ"] = "K", ["Μ"] = "M", ["Ν"] = "N", ["Ο"] = "O",
    ["Ρ"] = "P", ["Τ"] = "T", ["Υ"] = "Y", ["Χ"] = "X", ["ο"] = "o", ["ν"] = "v" },

  -- Signs of percent that were taken from the wrong row of a table of characters.
  percent = { "℅" },

  -- What follows a decimal number; a blank or a line end inside `0. 5` is a fault only there.
  measures = { "%", "‰", "百", "千", "万", "亿", "元", "倍", "个百分点", "吨", "亩", "米", "公里", "公顷", "平方", "分", "℃" },

  -- Words that a converter of script made, and what they were: no legal word is written so.
  words = {
    ["行政覆议"] = "行政复议", ["覆议申请"] = "复议申请", ["覆议案"] = "复议案", ["覆议机关"] = "复议机关", ["覆议决定"] = "复议决定",
    ["覆议机构"] = "复议机构", ["覆议法"] = "复议法", ["覆议体制"] = "复议体制", ["覆议应诉"] = "复议应诉",
  },

  -- Sellers of documents who print their name into the sentences: a string that stands in the
  -- text three times or more with one of these in it.
  watermarks = { "秘书之家", "全网资源", "文秘网", "范文网", "公文网", "公文库", "笔杆子", "文库网", "材料网", "写作网", "老秘",
    "百度文库", "道客巴巴", "豆丁", "原创力", "微信公众号", "公众号:", "公众号：" },

  -- Syllables without a tone mark, which count as pinyin only where others have one.
  toneless = { "de", "le", "zhe", "ne", "ma", "ba", "zi", "men", "tou", "me", "ge", "li", "la", "a", "bu", "shang" },

  -- What is left of 。 、 ， “ 的 中 法 where UTF-8 was read as GBK and saved so; no report has three of them
  -- among a hundred characters.
  double_encoded = { "銆", "锛", "鈥", "鐨", "涓", "娉" },

  -- Beside these a number is left out or hidden, and what is left of it is no figure.
  omitted = { "（略）", "(略)", "〔略〕", "[略]" },
}
