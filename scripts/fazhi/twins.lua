-- Twins: what the corpus keeps about the same report read twice: the sketches of the texts, which
-- of them are alike, and which reports are set aside for another copy. It owns the SQL of the
-- tables sketch, sketch_band, likeness and set_aside; what makes two texts one report and which
-- copy is kept is decided by fazhi.likeness.
--
-- Functions take the open database of a corpus and numbers of reports, run inside the
-- transaction of their caller and raise what goes wrong.

local core = require "fazhi.core"
local failure = require "fazhi.failure"
local lazy = require "fazhi.lazy"

local likeness, lines = lazy "fazhi.likeness", lazy "fazhi.lines" -- who only asks a corpus needs neither

local sketch = core.sketch

local M = {}

local CANDIDATES = 50 -- with the most keys in common; copies of copies of one text are no news
local LINE = 45 -- bytes of a line that may be one of prose
local SLACK = 0.15 -- more than three standard errors of an estimate
local ASKED = 32 -- of so many reports the keys of one are looked for one by one before those of all are read

-- Sketches.

-- The part between title and signature, which other pages change least.
local CONTENT = [[SELECT CAST(substr(CAST(body AS BLOB), content_start + 1, content_stop - content_start)
  AS TEXT) FROM report WHERE id = ?]]

local function content(db, id)
  return db:value(CONTENT, id) or ""
end

--- The sketch of a content as a row: characters_sha256, characters, minhash (bytes).
function M.row(text)
  local minhash, sha256, characters = sketch.row(text)
  return { characters_sha256 = sha256, characters = characters, minhash = minhash }
end

local function put_sketch(db, own)
  db:exec("INSERT INTO sketch(report_id, characters_sha256, characters, minhash) VALUES (?, ?, ?, ?)", own.report_id,
    own.characters_sha256, own.characters, { blob = own.minhash })
end

-- Keys of bands. They come by chance, so that each is on a page of its own of a large index, which is why those of
-- many reports are written together and in order.

-- The keys of one sketch; what goes wrong is raised.
local function keys_of(id, minhash)
  local keys = core.keys.new()
  local ok, message, code = keys:add(id, minhash)
  if not ok then failure.raise(code, message) end
  return keys
end

--- A list in which M.put lets keys wait for M.write_bands.
function M.new_waiting()
  return { keys = core.keys.new(), ids = {}, rows = {} }
end

local function wait(waiting, own)
  waiting.keys:add(own.report_id, own.minhash)
  waiting.ids[#waiting.ids + 1], waiting.rows[own.report_id] = own.report_id, own
end

--- How many reports are in such a list.
function M.count_waiting(waiting)
  return #waiting.ids
end

--- Takes all but the first so many reports out of such a list.
function M.take_back(waiting, count)
  waiting.keys:cut(count)
  for i = #waiting.ids, count + 1, -1 do
    waiting.rows[waiting.ids[i]], waiting.ids[i] = nil, nil
  end
end

local function write(db, keys)
  db:exec("INSERT OR IGNORE INTO sketch_band(key, report_id) SELECT c1, c2 FROM sheet(?)", { sheet = keys:sheet() })
end

--- Writes the keys that M.put left in a list.
function M.write_bands(db, waiting)
  write(db, waiting.keys)
end

-- Likeness.

-- What is remembered of a database while many reports are stored: the marks of sketches it was seen to have, by
-- report, and which keys it may have. Whoever else writes into it may give a report another text, or another report
-- its text, which its data_version tells; a transaction that is taken back, M.forget.
local known = setmetatable({}, { __mode = "k" })

local function memory_of(db)
  local version, memory = db:value "PRAGMA data_version", known[db]
  if not memory or memory.version ~= version then
    local last = db:value "SELECT ifnull(max(report_id), 0) FROM sketch"
    memory = { version = version, marks = core.marks.new(), worth = last // ASKED, asked = 0 }
    known[db] = memory
  end
  return memory
end

-- The keys of all sketches that are stored: reading them takes as long as looking for those of a few of them.
local function recall_keys(db, memory)
  local seen, is_whole = core.seen.new(), true
  for row in db:rows "SELECT minhash FROM sketch" do is_whole = seen:add(row.minhash) and is_whole end
  if is_whole then memory.seen = seen else memory.worth = math.huge end
end

-- A sheet of those keys of a sketch that another one may have; false if none has one.
local function keys_met(db, own)
  local memory = memory_of(db)
  if not memory.seen and memory.asked >= memory.worth then recall_keys(db, memory) end
  memory.asked = memory.asked + 1
  if not memory.seen then return keys_of(own.report_id, own.minhash):sheet() end
  local sheet, message, code = memory.seen:sheet(own.minhash)
  if sheet == nil then failure.raise(code, message) end
  memory.seen:add(own.minhash)
  return sheet
end

--- To be called when a transaction of a database was taken back.
function M.forget(db)
  known[db] = nil
end

-- The reports with some of the keys, as often as they have one.
local SHARED = [[SELECT b.report_id FROM sheet(?) k CROSS JOIN sketch_band b ON b.key = k.c1 WHERE b.report_id <> ?]]

local SKETCH = "SELECT report_id, characters, characters_sha256, minhash FROM sketch WHERE report_id = ?"

-- Whether texts of a and b shingles promise enough to count them out, if their Jaccard index is about j.
local function is_enough(j, a, b, rules)
  return j >= rules.recorded - SLACK or j / (1 + j) * (a + b) / math.min(a, b) >= rules.part - 2 * SLACK
end

-- Whether two sketches do.
local function is_promising(own, other, rules)
  return is_enough(sketch.jaccard(own.minhash, other.minhash), sketch.count(own.minhash), sketch.count(other.minhash),
    rules)
end

-- Whether they may, as far as their marks tell.
local function may_promise(marks, own, id, rules)
  local j, a, b = marks:most(own.report_id, id)
  return j == nil or is_enough(j, a, b, rules)
end

-- The pair if the two share enough to be written down, else nil.
local function compare(db, own, other, rules)
  local same = own.characters_sha256 == other.characters_sha256
  local shorter = math.min(own.characters, other.characters)
  if shorter < (same and rules.least_same or rules.least) then return nil end
  local pair = { report_id = own.report_id, other_id = other.report_id, same = same }
  if same then
    pair.similarity, pair.contained, pair.contains = 1.0, 1.0, 1.0
    return pair
  end
  if not is_promising(own, other, rules) then return nil end
  pair.similarity, pair.contained, pair.contains = sketch.compare(content(db, own.report_id),
    content(db, other.report_id))
  if pair.similarity < rules.recorded and math.max(pair.contained, pair.contains) < rules.part then return nil end
  return pair
end

local function put_pair(db, pair)
  local sql = "INSERT OR REPLACE INTO likeness(report_id, other_id, same, similarity, contained) VALUES (?, ?, ?, ?, ?)"
  db:exec(sql, pair.report_id, pair.other_id, pair.same, pair.similarity, pair.contained)
  db:exec(sql, pair.other_id, pair.report_id, pair.same, pair.similarity, pair.contains)
end

-- How many of the keys each other report has, stored or waiting.
local function count_shared(db, own, waiting)
  local shared, met = {}, keys_met(db, own)
  local columns, count = nil, 0
  if met then columns, count = db:columns(SHARED, { sheet = met }, own.report_id) end
  for i = 1, count do
    local id = columns[1][i]
    shared[id] = (shared[id] or 0) + 1
  end
  if waiting then waiting.keys:count(own.minhash, shared) end
  shared[own.report_id] = nil
  return shared
end

-- The reports with the most keys in common, stored or waiting, of equally many the first ones.
local function nearest(db, own, waiting)
  local lists, most, list = {}, 0, {}
  for id, count in pairs(count_shared(db, own, waiting)) do
    local same = lists[count] or {}
    same[#same + 1], lists[count], most = id, same, math.max(most, count)
  end
  for count = most, 1, -1 do
    local same, room = lists[count] or {}, CANDIDATES - #list
    if #same > room then table.sort(same) end
    table.move(same, 1, math.min(#same, room), #list + 1, list)
  end
  return list
end

-- The sketches of those of them that may share enough.
local function candidates(db, own, waiting, rules)
  local marks, others = memory_of(db).marks, {}
  marks:put(own.report_id, own.minhash)
  for _, id in ipairs(nearest(db, own, waiting)) do
    if may_promise(marks, own, id, rules) then
      local other = waiting and waiting.rows[id] or db:row(SKETCH, id)
      if other then marks:put(id, other.minhash) end
      others[#others + 1] = other
    end
  end
  return others
end

local function find(db, own, waiting)
  local rules, found = likeness.rules(), {}
  for _, other in ipairs(candidates(db, own, waiting, rules)) do
    local pair = compare(db, own, other, rules)
    if pair then
      put_pair(db, pair)
      found[#found + 1] = pair
    end
  end
  return found
end

-- Reports as likeness wants them.
local FACTS = [[SELECT r.id AS report_id, r.kind, r.title, r.region_code, r.region, r.year, r.issuer, r.published,
  r.script, s.format, s.path, k.characters, k.characters_sha256,
  (SELECT count(*) FROM figure f WHERE f.report_id = r.id) AS figures,
  (SELECT ifnull(sum(json_extract(d.value, '$.stop') - json_extract(d.value, '$.start')), 0)
    FROM json_each(r.damage) d) AS damage,
  (SELECT count(*) FROM correction c WHERE c.sha256 = s.sha256) AS corrections
  FROM report r JOIN source s ON s.id = r.source_id LEFT JOIN sketch k ON k.report_id = r.id WHERE ]]

local function facts(db, id)
  return db:row(FACTS .. "r.id = ?", id)
end

-- The characters before and behind a figure by which it is known again in a copy, without the numbers
-- among them.
local CONTEXT, BEHIND, AROUND = 30, 12, 200 -- bytes

local FIGURES = [[SELECT start, stop, raw, value, upper, unit FROM figure WHERE report_id = ? AND part = 0
  ORDER BY start]]

local function words_behind(body, at)
  local stop = math.min(#body, at + AROUND - 1)
  while body:find("^[\x80-\xBF]", stop + 1) do stop = stop + 1 end
  local words = sketch.characters(body:sub(at, stop)):gsub("%d+", "")
  stop = math.min(#words, BEHIND)
  while words:find("^[\x80-\xBF]", stop + 1) do stop = stop + 1 end
  return words:sub(1, stop)
end

local function figures_of(db, id)
  local body = db:value("SELECT body FROM report WHERE id = ?", id) or ""
  local list = {}
  for row in db:rows(FIGURES, id) do
    local from = math.max(1, row.start - AROUND)
    while body:find("^[\x80-\xBF]", from) do from = from + 1 end
    local words = sketch.characters(body:sub(from, row.start)):gsub("%d+", "")
    from = math.max(1, #words - CONTEXT + 1)
    while words:find("^[\x80-\xBF]", from) do from = from + 1 end
    row.context = words:sub(from) .. "|" .. row.unit .. "|" .. words_behind(body, row.stop + 1)
    list[#list + 1] = row
  end
  return list
end

-- The pair with a function that tells which figures differ; the figures are kept in `memo`.
local function with_figures(db, pair, memo)
  local function of(id)
    memo[id] = memo[id] or figures_of(db, id)
    return memo[id]
  end
  function pair.differing()
    return likeness.differing(of(pair.report_id), of(pair.other_id))
  end
  return pair
end

--- Keeps the sketch of a report and finds those that its text is alike to.
-- @param id number of a report that has no sketch yet
-- @param row of M.row
-- @param waiting of M.new_waiting, in which the keys are to wait for M.write_bands; nil: they are written at once
-- @return list of its twins, as likeness.sentence takes them, nearest first; empty if there are none
function M.put(db, id, row, waiting)
  row = { report_id = id, characters_sha256 = row.characters_sha256, characters = row.characters,
    minhash = row.minhash }
  put_sketch(db, row)
  local twins, own, memo = {}, nil, {}
  local pairs_found = find(db, row, waiting)
  if waiting then wait(waiting, row) else write(db, keys_of(id, row.minhash)) end
  for _, pair in ipairs(pairs_found) do
    own = own or facts(db, id)
    local other = facts(db, pair.other_id)
    local relation, differs = likeness.judge(own, other, with_figures(db, pair, memo))
    if relation then
      twins[#twins + 1] = { report = own, of = other, relation = relation, differs = differs,
        similarity = pair.similarity, contained = pair.contained, contains = pair.contains }
    end
  end
  table.sort(twins, function(a, b)
    if a.similarity ~= b.similarity then return a.similarity > b.similarity end
    return a.of.report_id < b.of.report_id
  end)
  return twins
end

--- Sketches what has no sketch, as the reports of a corpus made by an older fazhi.
-- @param progress function({ done =, all = }) or nil
-- @return how many
function M.complete(db, progress)
  local ids = {}
  for row in db:rows("SELECT id FROM report WHERE id NOT IN (SELECT report_id FROM sketch) ORDER BY id") do
    ids[#ids + 1] = row.id
  end
  for i, id in ipairs(ids) do
    M.put(db, id, M.row(content(db, id)))
    if progress then progress { done = i, all = #ids } end
  end
  return #ids
end

-- Decisions.

local function all_pairs(db)
  local list, memo = {}, {}
  for row in db:rows([[SELECT a.report_id, a.other_id, a.same, a.similarity, a.contained, b.contained AS contains
    FROM likeness a JOIN likeness b ON b.report_id = a.other_id AND b.other_id = a.report_id
    WHERE a.report_id < a.other_id ORDER BY a.report_id, a.other_id]]) do
    row.same = row.same == 1
    list[#list + 1] = with_figures(db, row, memo)
  end
  return list
end

-- How many lines of a report break off inside a sentence; what follows a heading begins anew.
local function broken_lines(body)
  local count, last = 0, nil
  for _, row in ipairs(lines.split(body)) do
    if row.text ~= "" then
      local may_break = last and #last > LINE and not lines.is_closed(last) and not lines.level(last)
      if may_break and not lines.level(row.text) then count = count + 1 end
      last = row.text
    end
  end
  return count
end

--- The copies of reports in the corpus, as likeness.sets divides them: sets and doubts.
-- @param progress function({ done =, all = }) or nil
function M.sets(db, threshold, progress)
  local reports, all = {}, db:value "SELECT count(DISTINCT report_id) FROM likeness"
  for row in db:rows(FACTS .. "r.id IN (SELECT report_id FROM likeness) ORDER BY r.id") do
    row.broken_lines = broken_lines(content(db, row.report_id))
    reports[#reports + 1] = row
    if progress then progress { done = #reports, all = all } end
  end
  return likeness.sets(reports, all_pairs(db), threshold)
end

local function set_aside(db, row)
  db:exec([[INSERT OR REPLACE INTO set_aside(report_id, kept_id, relation, similarity, reason, decided_at)
    VALUES (?, ?, ?, ?, ?, ifnull(?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))]], row.report_id, row.kept_id,
    row.relation, row.similarity, row.reason, row.decided_at)
end

--- Sets the other copies of each set aside, in place of what was decided before.
-- @param sets as M.sets returns them
function M.decide(db, sets)
  db:exec("DELETE FROM set_aside")
  for _, set in ipairs(sets) do
    for _, other in ipairs(set.others) do
      set_aside(db, { report_id = other.report.report_id, kept_id = set.kept.report_id, relation = other.relation,
        similarity = other.similarity, reason = other.reason and other.reason.en })
    end
  end
end

--- Lets every report count again; returns how many were set aside.
function M.undo(db)
  return db:exec("DELETE FROM set_aside")
end

--- What was decided about a report, to be kept while it is read again, which makes its row anew.
-- @return rows for M.restore
function M.decided(db, id)
  local list = {}
  for row in db:rows("SELECT * FROM set_aside WHERE ?1 IN (report_id, kept_id)", id) do list[#list + 1] = row end
  return list
end

--- Decides again as before where the texts are twins still, or as alike as they were.
-- @param decided what M.decided returned before
function M.restore(db, decided)
  for _, row in ipairs(decided) do
    local pair = db:row([[SELECT a.report_id, a.other_id, a.same, a.similarity, a.contained, b.contained AS contains
      FROM likeness a
      JOIN likeness b ON b.report_id = a.other_id AND b.other_id = a.report_id
      WHERE a.report_id = ? AND a.other_id = ?]], row.report_id, row.kept_id)
    if pair then
      pair.same = pair.same == 1
      with_figures(db, pair, {})
      local own, kept = facts(db, row.report_id), facts(db, row.kept_id)
      local found = likeness.judge(own, kept, pair, math.min(likeness.rules().near, row.similarity))
      if found and found ~= "doubt" and likeness.may_replace(kept, own) then set_aside(db, row) end
    end
  end
end

--- Looks again at what was decided about a report of which a fact was corrected: what is no twin any
--- more counts again.
function M.review(db, id)
  local decided = M.decided(db, id)
  db:exec("DELETE FROM set_aside WHERE ?1 IN (report_id, kept_id)", id)
  M.restore(db, decided)
end

--- The condition on report r that leaves out what is set aside.
M.COUNTS = "NOT EXISTS (SELECT 1 FROM set_aside t WHERE t.report_id = r.id)"

--- The expression for the report that counts in the place of report r, "r4"; NULL if r counts itself.
M.TWIN_OF = "(SELECT 'r' || t.kept_id FROM set_aside t WHERE t.report_id = r.id)"

return M
