-- run: kills `fazhi add` at random moments and looks at what is left: the corpus opens, passes the integrity checks of
-- SQLite and of its full text, and holds whole reports only; the same command then finishes the job, and what comes
-- of it is what an add has that nobody killed.
--
--     KILLS=200 build/fazhi tests/kill/run.lua
--
-- Run by the program. The moments follow from the number of the kill, so that a run can be repeated.

local core = require "fazhi.core"
local content = require "kill.content"
local draw_new = require("support.draw").new
local tap = require "tap"

local build = os.getenv "B" or "build"
local kills = tonumber(os.getenv "KILLS" or 5)
local files = kills <= 10 and 24 or kills <= 50 and 100 or 300
local KILLED = 137

io.stdout:setvbuf "line"

local work = os.tmpname()
os.remove(work)
local corpus, whole = work .. "/corpus.db", work .. "/whole.db"

local function run(command)
  local _, _, code = os.execute(command .. " >/dev/null 2>&1")
  return code
end

local function add(path, jobs, limit)
  return run(("%s %s/fazhi -q add %s/files -c %s --jobs %d"):format(limit or "", build, work, path, jobs))
end

local function with(path, f)
  local db <close> = assert(core.store.open(path, "write"))
  return f(db)
end

-- ---- what may be wrong ---------------------------------------------------------------------------

local COUNTS = {
  ["sources without a report"] = "SELECT count(*) FROM source WHERE id NOT IN (SELECT source_id FROM report)",
  ["reports without a source"] = "SELECT count(*) FROM report WHERE source_id NOT IN (SELECT id FROM source)",
  ["reports not stamped as observed"] = "SELECT count(*) FROM report WHERE id NOT IN (SELECT report_id FROM observed)",
  ["reports without passages"] = "SELECT count(*) FROM report WHERE id NOT IN (SELECT report_id FROM passage)",
  ["reports without a sketch"] = "SELECT count(*) FROM report WHERE id NOT IN (SELECT report_id FROM sketch)",
  ["passages without their text"] =
    "SELECT count(*) FROM passage WHERE id NOT IN (SELECT id FROM passage_fts_docsize)",
  ["texts without their passage"] =
    "SELECT count(*) FROM passage_fts_docsize WHERE id NOT IN (SELECT id FROM passage)",
  ["rows that refer to none"] = "SELECT count(*) FROM pragma_foreign_key_check",
}

-- Defects of a corpus as a list of words.
local function defects_of(db)
  local list = {}
  local sound = db:value "PRAGMA integrity_check"
  if sound ~= "ok" then list[1] = sound end
  local checked, why = pcall(db.exec, db, "INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)")
  if not checked then list[#list + 1] = "full text: " .. tostring(why) end
  for what, sql in pairs(COUNTS) do
    local count = db:value(sql)
    if count > 0 then list[#list + 1] = count .. " " .. what end
  end
  return list
end

local wanted

-- How many reports are not as they should be, stand there twice, are not there.
local function compare(found)
  local odd, doubled, lost = 0, 0, 0
  for sha256, reports in pairs(found) do
    doubled = doubled + #reports - 1
    if not wanted[sha256] or reports[1] ~= wanted[sha256][1] then odd = odd + 1 end
  end
  for sha256 in pairs(wanted) do
    if not found[sha256] then lost = lost + 1 end
  end
  return odd, doubled, lost
end

-- ---- killing -------------------------------------------------------------------------------------

local total = { kills = 0, damaged = 0, lost = 0, doubled = 0, resumed = 0, told = {} }

local function tell(what)
  total.told[#total.told + 1] = ("kill %d: %s"):format(total.kills, what)
end

-- Whether the add came so far as to make a corpus: the file is empty as long as nothing of the first transaction is
-- kept, and again when what was half written is taken back, as whoever opens it does.
local function is_begun()
  if core.files.kind(corpus) ~= "file" then return false end
  local _ <close> = core.store.open(corpus, "write")
  local file <close> = assert(io.open(corpus, "rb"))
  return file:seek "end" > 0
end

-- Looks at a corpus after a kill.
local function look(finished)
  if not finished and not is_begun() then return end
  with(corpus, function(db)
    local defects = defects_of(db)
    local odd, doubled, lost = compare(content.of(db))
    if odd > 0 then defects[#defects + 1] = odd .. " reports that are not whole" end
    if #defects > 0 then
      total.damaged = total.damaged + 1
      tell(table.concat(defects, "; "))
    end
    total.doubled = total.doubled + doubled
    total.lost = total.lost + (finished and lost or 0)
  end)
end

-- Adds the files to a new corpus, is killed some times, finishes.
local function one_corpus(draw, seconds)
  os.execute(("rm -f %s*"):format(corpus))
  local jobs = ({ 1, 2, 4 })[draw(3)]
  for _ = 1, draw(3) do
    local after = 0.02 + seconds * draw(1000) / 1000
    if total.kills < kills and add(corpus, jobs, ("timeout -s KILL %.3f"):format(after)) == KILLED then
      total.kills = total.kills + 1
      look(false)
      if total.kills % 20 == 0 then print(("# %d of %d kills"):format(total.kills, kills)) end
    end
  end
  local code = add(corpus, jobs)
  if code ~= 0 then tell("the command does not finish, exit " .. tostring(code)) end
  total.resumed = total.resumed + 1
  look(true)
end

os.execute("mkdir -p " .. work)
assert(run(("%s/fazhi tests/bench/generate.lua %s %d 7"):format(build, work, files)) == 0)
local start = core.files.now()
assert(add(whole, 1) == 0, "the add that nobody kills")
local seconds = core.files.now() - start
wanted = with(whole, content.of)
local sound = with(whole, defects_of)
tap.ok(#sound == 0, "a corpus that nobody killed is sound", table.concat(sound, "\n"))
local count = 0
for _ in pairs(wanted) do count = count + 1 end
tap.ok(count == files, "and has all reports", count)

-- What is looked for is found where it is: a figure that is gone, a text that the index lost, a report told twice.
os.execute(("cp %s %s"):format(whole, corpus))
with(corpus, function(db)
  db:exec "DELETE FROM figure WHERE id = (SELECT max(id) FROM figure)"
  tap.ok(compare(content.of(db)) == 1, "a report that lost a figure is told")
  db:exec [[INSERT INTO passage_fts(passage_fts, rowid, text)
    SELECT 'delete', id, text FROM passage_text ORDER BY id DESC LIMIT 1]]
  tap.ok(#defects_of(db) > 0, "a passage without its text is told")
  db:exec "DELETE FROM source WHERE id = (SELECT max(id) FROM source)"
  tap.ok(select(3, compare(content.of(db))) == 1, "a report that is lost is told")
  db:exec "PRAGMA foreign_keys = OFF"
  db:exec "DELETE FROM section WHERE id = (SELECT max(section_id) FROM figure)"
  tap.ok(db:value(COUNTS["rows that refer to none"]) > 0, "figures of a section that is lost are told")
end)

local series = 0
while total.kills < kills and series < 20 * kills do
  series = series + 1
  one_corpus(draw_new(series), seconds)
end
os.execute("rm -rf " .. work)
tap.ok(total.kills == kills,
  ("%d kills of adds of %d reports, %d times finished"):format(total.kills, files, total.resumed))
tap.ok(total.damaged == 0, "no corpus is damaged", table.concat(total.told, "\n"))
tap.ok(total.lost == 0, "no report is lost")
tap.ok(total.doubled == 0, "no report stands there twice")
tap.ok(#total.told == 0, "every command finishes", table.concat(total.told, "\n"))
print(("# %d kills, %d damaged, %d lost, %d doubled"):format(total.kills, total.damaged, total.lost, total.doubled))
tap.done()
