-- markers: how the sections of a report are marked, and what may be a heading. What stands
-- here is read anew at each run: a form of marker that is missing is a line to be added.
--
-- One line is one form: any word of `open`, a number, any word of `close` (the longer word
-- before the shorter). The other fields:
--   level       what is reported: 1 一、  2 (一)  3 1.  4 一是  5 (1)
--   rank        the order of nesting, from the outside in; forms of one rank count together,
--               so that 二． goes on where 一、 began
--   numbering   han 一二三, arabic 1 2 3, circled ① ②, braced ㈠ ㈡, words (those of `open`, in
--               order), none (a bullet; at the start of a line only)
--   where       line: first on its line; sentence: inside a paragraph after 。；：； clause: after a
--               comma too; glued: after anything, if it carries the number expected next
--   not_after   characters that may not stand before it
--   not_before  characters that may not follow (a year may, after "1.")
--   phrase      it begins an item of prose, whose heading must be a lead phrase even on a line of its own
--   nests       a list that begins inside a paragraph belongs to the item it stands in, whatever its rank
-- Inside a paragraph one item alone is never taken: a list has two.

local digits = "0123456789０１２３４５６７８９"

return {
  markers = {
    -- 第一部分 主要工作
    { level = 1, rank = 5, open = "第", numbering = "han", close = { "部分", "章" }, where = { "line" } },

    -- 一、主要举措; 一．主要举措; 一，主要举措
    { level = 1, rank = 10, numbering = "han", close = "、", where = { "line", "sentence" }, not_after = "第其" },
    { level = 1, rank = 10, numbering = "han", close = { "．", ".", "，", ",", "：", ":" }, where = { "line" } },

    -- （一）健全制度; (一)健全制度; ㈠健全制度. Not 第(一)项, 附表(一).
    { level = 2, rank = 20, open = { "（", "(" }, numbering = "han", close = { "）、", ")、", "）", ")" },
      where = { "line", "sentence", "glued" }, not_after = "第条款项目表图之附" },
    { level = 2, rank = 20, numbering = "braced", where = { "line", "sentence" } },

    -- 1.健全制度; 1．健全制度; 1、健全制度. Not 1949.39万元, 2.3万家, 12,077.
    { level = 3, rank = 30, numbering = "arabic", close = { ".", "．" }, where = { "line", "sentence", "clause" },
      not_before = digits, nests = true },
    { level = 3, rank = 30, numbering = "arabic", close = "、", where = { "line", "sentence", "clause" }, nests = true },
    { level = 3, rank = 30, numbering = "arabic", close = { "，", "," }, where = { "line" }, not_before = digits,
      nests = true },

    -- 第一，强化学习。; 首先，强化学习。; 其一，强化学习。
    { level = 4, rank = 36, open = "第", numbering = "han", close = { "，", ",", "、", "：", ":", "是" },
      where = { "line", "sentence" }, phrase = true, nests = true },
    { level = 4, rank = 36, open = { "首先", "其次", "再次", "最后" }, numbering = "words", close = { "，", ",", "：", ":" },
      where = { "line", "sentence" }, phrase = true, nests = true },
    { level = 4, rank = 38, open = "其", numbering = "han", close = { "，", ",", "是" },
      where = { "line", "sentence", "clause" }, phrase = true, nests = true },

    -- 一是强化学习。; 97%以上三是强化学习。 Not 统一是, 第一是, 三是否.
    { level = 4, rank = 40, numbering = "han", close = "是", where = { "line", "sentence", "clause", "glued" },
      not_after = "第周初高其之唯百千万亿零统同合专单划归不", not_before = "否", phrase = true, nests = true },
    -- 一要强化学习。 Not 第一要务, 三要素, 次要.
    { level = 4, rank = 40, numbering = "han", close = "要", where = { "line", "sentence", "clause", "glued" },
      not_after = "第统", not_before = "素务害点目件闻塞", phrase = true, nests = true },

    -- （1）健全制度; (1)健全制度
    { level = 5, rank = 50, open = { "（", "(" }, numbering = "arabic", close = { "）", ")" },
      where = { "line", "sentence", "clause", "glued" }, not_after = "第条款项目表图之附", nests = true },
    -- 1)健全制度
    { level = 5, rank = 52, numbering = "arabic", close = { "）", ")" }, where = { "line", "sentence" }, nests = true },
    -- ①健全制度
    { level = 5, rank = 55, numbering = "circled", close = { "、", ".", "．", "" },
      where = { "line", "sentence", "clause", "glued" }, nests = true },
  },

  -- A lead phrase is short, says what was done in general and leads sentences that say it in
  -- particular. One that begins with these is the first of those sentences: a ground, an aim, an agent …
  lead_max = 45,
  lead_not_open = {
    "为", "根据", "按照", "依据", "依托", "针对", "随着", "由于", "鉴于", "因为", "因此", "通过", "经过", "截至", "截止",
    "今年", "去年", "全年", "年初", "年内", "目前", "近年来", "同时", "其中", "我", "本年", "本区", "本市", "本县",
    "全区", "全市", "全县", "全省", "全州", "区委", "市委", "县委", "省委", "区政府", "市政府", "县政府", "省政府",
    "各级", "各部门", "各单位", "各乡", "各镇", "各街道", "各地", "各区", "各县", "各市", "部分", "少数", "个别", "一些",
    "有的", "有些", "多数",
  },
  -- … and one that has these tells of a document, an agent or a thing done.
  lead_not_contain = {
    "《", "我省", "我市", "我区", "我县", "我州", "我局", "我镇", "我乡", "我街道", "我委", "我们", "印发了", "制定了", "出台了", "下发了",
    "制发了", "转发了", "召开了", "组织了", "开展了", "成立了", "建立了", "举办了", "完成了", "下列", "如下",
  },

  -- A paragraph that begins so after the last items of all closes the report and belongs to no section.
  closing = {
    "一年来", "总之", "各位领导", "各位代表", "各位委员", "同志们", "以上报告", "以上汇报", "特此报告", "专此报告", "妥否", "当否",
  },

  -- Without any marker of level 1, lines up to so many characters that end in no punctuation are headings.
  bare_max = 40,
}
