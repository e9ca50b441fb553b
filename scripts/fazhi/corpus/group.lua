-- group: reports that are stored in a batch, each kept or dropped by itself, with one savepoint for many of them.
--
-- Before the first change of a page SQLite copies it for each savepoint. A report changes a page of every table and
-- index, so that a savepoint a report costs a quarter of storing it. Since hardly any report fails, there is one
-- for a group: when a report does fail, all of its group are undone, and those before it stored again as they were.

local fulltext = require "fazhi.corpus.fulltext"

local M = {}

local MOST = 32 -- reports of a group: they are kept that long to be stored again

-- Undoes the group but for the reports that were stored well; without a group a transaction has been taken back.
local function recover(corpus, group)
  if not corpus.db:undo_group() then
    corpus.group = nil
    return
  end
  fulltext.restore(corpus, group.mark)
  for i = #group.undo, 1, -1 do group.undo[i]() end
  group.undo = {}
  for _, f in ipairs(group) do f() end
end

-- The group that a report belongs to; nil outside of a transaction.
local function group_of(corpus)
  if fulltext.is_full(corpus) then
    corpus.db:end_group()
    fulltext.write_words(corpus)
  end
  local begins = corpus.db:begin_group()
  if begins then corpus.group = { undo = {}, mark = fulltext.mark(corpus) } end
  return begins ~= nil and corpus.group or nil
end

--- Runs f, which stores one report; all or, if it raises, nothing of it is kept. Outside of a batch that is a
--- transaction.
-- @param f comes to the same when it is run again after what it did was undone; what it remembers outside of
--   the tables it forgets by M.on_undo
-- @return what f returns
function M.run(corpus, f)
  local group = corpus.in_transaction and group_of(corpus)
  if not group then return fulltext.transaction(corpus, f) end
  local _ <close> = setmetatable({}, { __close = function(_, failed)
    if failed then recover(corpus, group) end
  end })
  local results = table.pack(f())
  group[#group + 1] = f
  if #group == MOST then corpus.db:end_group() end
  return table.unpack(results, 1, results.n)
end

--- What undoing a report has to undo beside its rows.
function M.on_undo(corpus, f)
  local group = corpus.in_transaction and corpus.group
  if group then group.undo[#group.undo + 1] = f end
end

return M
