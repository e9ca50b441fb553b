-- Words that say a figure is not exact. bound is about, at_least or at_most; the value is never
-- changed by it. A word directly before or after the number belongs to the figure's span.

return {
  before = {
    ["约"] = "about", ["大约"] = "about", ["大概"] = "about", ["约为"] = "about", ["平均约"] = "about", ["预计约"] = "about",
    ["超"] = "at_least", ["超过"] = "at_least", ["逾"] = "at_least", ["突破"] = "at_least", ["至少"] = "at_least",
    ["不少于"] = "at_least", ["不低于"] = "at_least", ["不下"] = "at_least", ["不下于"] = "at_least", ["高于"] = "at_least",
    ["大于"] = "at_least", ["多于"] = "at_least", ["不小于"] = "at_least", ["超出"] = "at_least", ["最少"] = "at_least",
    ["超过了"] = "at_least", ["突破了"] = "at_least", ["不止"] = "at_least", ["迈上"] = "at_least", ["迈过"] = "at_least",
    ["跃上"] = "at_least", ["站稳"] = "at_least", ["跨上"] = "at_least", ["站上"] = "at_least",
    ["跨越"] = "at_least", ["跨过"] = "at_least",
    ["近"] = "at_most", ["接近"] = "at_most", ["将近"] = "at_most", ["不到"] = "at_most", ["不足"] = "at_most",
    ["不超过"] = "at_most", ["不超"] = "at_most", ["未超过"] = "at_most", ["不多于"] = "at_most", ["不高于"] = "at_most",
    ["最多"] = "at_most", ["至多"] = "at_most", ["低于"] = "at_most", ["少于"] = "at_most", ["小于"] = "at_most",
    ["不大于"] = "at_most", ["未满"] = "at_most", ["不满"] = "at_most",
    ["最短"] = "at_least", ["最长"] = "at_most",
  },

  -- These end other words: 节约100万元, 最近3天.
  not_after = {
    ["约"] = { "节", "集", "条", "公", "契", "制", "签", "合", "履", "预", "邀", "违", "特", "誓", "民", "毁" },
    ["近"] = { "最", "附", "邻", "靠", "亲", "临", "远" },
    ["超"] = { "赶", "高", "反" },
    ["突破"] = { "取得", "实现", "新" },
    ["站上"] = { "车", "网" },
  },

  after = {
    ["以上"] = "at_least", ["及以上"] = "at_least", ["之多"] = "at_least",
    ["左右"] = "about", ["上下"] = "about", ["以内"] = "at_most", ["之内"] = "at_most", ["以下"] = "at_most",
    ["及以下"] = "at_most", ["内"] = "at_most", ["不到"] = "at_most",
  },

  -- What must not follow: 内 as in 3个工作日内, not in 3天内部培训; 以下 not in 以下简称.
  after_not_before = {
    ["内"] = { "部", "容", "外", "蒙", "设", "涝", "控", "在", "河", "陆", "需" },
    ["以下"] = { "简", "几", "方" }, ["左右"] = { "手" }, ["上下"] = { "联", "一", "班", "游" }, ["以上"] = {}, ["不到"] = { "位" },
  },

  -- 内 alone is a bound only after these kinds of unit.
  inside = { duration = true, other = true },

  -- 多 and 余 behind the unit (5年多, 1000元余): only before one of these or the end of the clause.
  trailing = { "多", "余", "有余" },
  trailing_before = { "，", ",", "。", "、", "；", ";", "的", "来", "时间", "\n", "）", ")" },
}
