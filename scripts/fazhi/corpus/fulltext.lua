-- fulltext: how the words of passages get into the full text. It owns the writing of passage_fts, and the lists of
-- what waits for the end of a batch.
--
-- FTS5 keeps new words in memory until the transaction ends, but writes them out at every savepoint, and
-- each group of reports of a batch has one: it would make an index of every group, which costs more than one of many
-- groups, and more again when the small indexes are put together. So the words wait until the batch ends. They are
-- written sooner where something is to be deleted or found in the full text, and where they get too many. The keys by
-- which twins are found (fazhi.twins) wait with them, but none is written sooner because there are many.

local twins = require "fazhi.twins"

local M = {}

-- Bytes that wait at most: less than what FTS5 keeps before it writes by itself (hashsize in the schema), and little
-- enough for threads to have work meanwhile.
local MOST = 2 << 20

--- Writes the words that wait.
function M.write_words(corpus)
  local words = corpus.words
  corpus.words = nil
  for _, one in ipairs(words or {}) do
    corpus.db:words("INSERT INTO passage_fts(rowid, text) VALUES (?2 + ?1, ?3)", one.body, one.passages, one.before)
  end
end

--- Writes all that waits.
function M.catch_up(corpus)
  M.write_words(corpus)
  local keys = corpus.keys
  corpus.keys = nil
  if keys then twins.write_bands(corpus.db, keys) end
end

--- The keys that wait, as twins.put takes them; nil outside of a batch.
function M.keys(corpus)
  if not corpus.in_transaction then return nil end
  corpus.keys = corpus.keys or twins.new_waiting()
  return corpus.keys
end

--- Lets the words of passages wait, which are stored already.
-- @param passages sheet of section.passage_sheet in the body; before: the id before that of the first
function M.wait(corpus, passages, body, before)
  local words = corpus.words or { bytes = 0 }
  words[#words + 1] = { passages = passages, body = body, before = before }
  words.bytes = words.bytes + #body
  corpus.words = words
end

--- What waits now, for M.restore.
function M.mark(corpus)
  return { words = corpus.words, word_count = #(corpus.words or {}), keys = corpus.keys,
    key_count = corpus.keys and twins.count_waiting(corpus.keys) }
end

--- To be called when what was done since M.mark is taken back: what waited then waits again, even if it was written
--- in between.
function M.restore(corpus, mark)
  local words, keys = mark.words, mark.keys
  for i = #(words or {}), mark.word_count + 1, -1 do
    words.bytes = words.bytes - #words[i].body
    words[i] = nil
  end
  if keys then twins.take_back(keys, mark.key_count) end
  corpus.words, corpus.keys = words, keys
end

--- Whether so many words wait that they should be written.
function M.is_full(corpus)
  return corpus.words ~= nil and corpus.words.bytes > MOST
end

--- Runs f in one transaction of the corpus, or as a part of the one that runs, and lets the full text catch up
--- when the outermost ends.
-- @param taken_back called if it was taken back, or nil
-- @return what f returns
function M.transaction(corpus, f, taken_back)
  if M.is_full(corpus) then M.write_words(corpus) end
  local inner, mark = corpus.in_transaction, M.mark(corpus)
  local _ <close> = setmetatable({}, { __close = function(_, failed)
    corpus.in_transaction = inner
    if failed then M.restore(corpus, mark) end
    if failed and taken_back then taken_back() end
  end })
  corpus.in_transaction = true
  return corpus.db:transaction(function()
    local results = table.pack(f())
    if not inner then
      corpus.db:end_group()
      M.catch_up(corpus)
    end
    return table.unpack(results, 1, results.n)
  end)
end

return M
