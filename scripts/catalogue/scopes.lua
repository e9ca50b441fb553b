-- Whose figure a scope (范围) means: values are ranked together only where it is the same. A scope is of the first
-- class of which it has an ending or, for `words`, is one of the words or begins like one of `beginnings`; a scope
-- of no class is one of its own. What says no scope is taken to be of the whole region.

return {
  { class = "system", zh = "全系统", en = "the whole system of offices", words = { "全系统" } },
  { class = "departments", zh = "本级部门", en = "departments of its own level", endings = { "直", "属" } },
  { class = "whole", zh = "全域", en = "whole region", beginnings = { "全", "辖区" },
    endings = { "两级", "三级", "四级" } },
  { class = "own", zh = "本级", en = "its own level only", endings = { "级" } },
}
