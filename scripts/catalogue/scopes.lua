-- Whose figure a scope (范围) means: values are ranked together only where it is the same. Each class has Lua
-- patterns of the words of a scope; the first class that fits counts, and a scope of no class is one of its own.
-- What says no scope is taken to be of the whole region.

return {
  { class = "departments", zh = "本级部门", en = "departments of its own level", patterns = { "直$", "属$" } },
  { class = "own", zh = "本级", en = "its own level only", patterns = { "本级$", "^[省市县区州镇村]级$", "^区县级$" } },
  { class = "whole", zh = "全域", en = "whole region",
    patterns = { "^全[^系]", "^辖区", "[两三四]级$" } },
}
