-- remove: takes reports out of the corpus, with everything that was read from them.

local failure = require("fazhi.failure")
local frame = require("fazhi.frame")

return {
  name = "remove", alias = "删除", api = 1, category = "command", corpus = "write",
  summary = "Take reports out of the corpus.",
  summary_zh = "从语料库中删去报告。",
  arguments = { { name = "ID…", kind = "text", help = "ids such as r4", help_zh = "r4 这样的编号" } },
  outputs = { { name = "removed", kind = "text", zh = "已删除", en = "removed" } },
  caveats = { "The file itself stays where it is." },
  caveats_zh = { "原文件不动。" },
  examples = {
    { run = "fazhi remove r30 --corpus examples/corpus.db", prints = "r30" },
  },
  run = function(args, corpus)
    local rows = {}
    local ok, why, code = corpus:batch(function()
      for i, id in ipairs(args.id) do
        local removed, reason, bad = corpus:remove(id)
        if not removed then failure.raise(bad, reason) end
        rows[i] = { removed = id }
      end
      return true
    end)
    if not ok then return nil, why, code end
    return frame.new({ rows = rows })
  end,
}
