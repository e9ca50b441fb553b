-- doctor: what of the machine fazhi finds and what it misses: versions, programs beside it, fonts, the catalogue, and
-- whether the corpus is sound. The exit status is 1 if something is wrong; what only some verbs miss is not.

local checkup = require("fazhi.checkup")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

local words = { ok = { "ok", "正常" }, missing = { "missing", "缺" }, bad = { "wrong", "有误" } }

local function count(rows, state)
  local n = 0
  for _, row in ipairs(rows) do n = n + (row.state == state and 1 or 0) end
  return n
end

return {
  name = "doctor", alias = "自检", api = 1, category = "command",
  summary = "Show what fazhi finds on this machine, what it misses, and whether the corpus is sound.",
  summary_zh = "自检：版本、辅助程序、字体、目录，以及语料库是否完好。",
  arguments = {},
  outputs = {
    { name = "item", kind = "text", zh = "项目", en = "item" },
    { name = "state", kind = "text", zh = "状态", en = "state", help = "ok, missing (some verbs need it) or bad",
      help_zh = "ok 正常、missing 缺（部分命令需要）、bad 有误",
      show = function(state) return message.choose(table.unpack(words[state])) end },
    { name = "found", kind = "text", zh = "所见", en = "found" },
    { name = "todo", kind = "text", zh = "怎么办", en = "what to do" },
  },
  examples = {
    { run = "fazhi doctor --corpus examples/corpus.db", prints = "SQLite" },
    { run = "fazhi doctor --corpus examples/corpus.db", prints = "30 reports" },
  },
  run = function(_, _, context)
    local path = context.options.corpus or os.getenv("FAZHI_CORPUS") or "fazhi.db"
    local rows = checkup.rows(context.open, path)
    local bad, missing = count(rows, checkup.BAD), count(rows, checkup.MISSING)
    local result = frame.new({ rows = rows, notes = { message.say("{bad} wrong, {missing} missing",
      "{bad} 项有误，{missing} 项缺", { bad = bad, missing = missing }) } })
    result.status = bad > 0 and 1 or 0
    return result
  end,
}
