-- merge: the reports of several corpora in one, with their corrections and what was set aside.

local corpus_of = require("fazhi.corpus")
local message = require("fazhi.message")
local storing = require("fazhi.storing")

local function realpath(path)
  return require("fazhi.core").files.realpath(path) or path
end

-- Opens all corpora before anything is written; they are closed with the list.
local function open_all(paths)
  local list = setmetatable({}, { __close = function(list)
    for _, one in ipairs(list) do one.corpus:close() end
  end })
  for i, path in ipairs(paths) do
    local opened, why, code = corpus_of.open(path, "read")
    if not opened then return list, message.at_path(why, path), code end
    list[i] = { path = path, corpus = opened, ids = opened:ids { twins = "all" }, mine = {} }
  end
  return list
end

-- The reports of all corpora, one after the other.
local function reports_of(list, corpus)
  local at, next_id = 0, 1
  return function()
    while not list[at] or next_id > #list[at].ids do
      at, next_id = at + 1, 1
      if not list[at] then return nil end
      corpus:take_knowledge(list[at].corpus)
    end
    next_id = next_id + 1
    local id = list[at].ids[next_id - 1]
    return { place = list[at].path .. " " .. id, from = list[at], id = id }
  end
end

return {
  name = "merge", alias = "合并", api = 1, category = "command",
  summary = "Put the reports of several corpora into one.",
  summary_zh = "把几个语料库的报告并入一个语料库。",
  arguments = { { name = "CORPUS…", kind = "path", help = "corpora to take the reports of; they stay as they are",
    help_zh = "要并入的语料库，其本身不变" } },
  outputs = storing.OUTPUTS,
  caveats = {
    "All goes into the corpus named with -c, which may have reports already. The same bytes are stored once. Of two",
    "  corrections of one field the later one counts; what was set aside as a copy stays so. Reports get new ids.",
  },
  caveats_zh = {
    "都并入 -c 所指的语料库，其中可以已有报告。同样的字节只存一次；同一字段有两个更正的，以后改的为准；已搁置的重复报告仍搁置。",
    "  报告的编号重新排。",
  },
  examples = { { run = "fazhi help merge", prints = "The same bytes are stored" } },
  run = function(args, _, context)
    local list <close>, why, code = open_all(args.corpus)
    if why then return nil, why, code end
    local corpus, reason, bad = context.open("create")
    if not corpus then return nil, reason, bad end
    for _, one in ipairs(list) do
      if realpath(one.path) == realpath(corpus.path) then
        return nil, message.text("merged_self", { path = one.path }), "E201"
      end
    end
    local run = {}
    local result, failed, status = storing.run(corpus, context, reports_of(list, corpus), function(item)
      local what, mine, more = corpus:take_over(item.from.corpus, item.id, run)
      if what then item.from.mine[item.id] = mine end
      return what, mine, more
    end)
    if not result then return nil, failed, status end
    for _, one in ipairs(list) do corpus:take_decisions(one.corpus, one.mine) end
    return result
  end,
}
