-- whole: the corpus as a database: any statement of SQL, what its tables mean, how many rows they have.

local fulltext = require "fazhi.corpus.fulltext"
local row = require "fazhi.corpus.row"
local stored = require "fazhi.stored"

local M, Corpus = {}, {}
M.methods = Corpus

--- Runs one statement of SQL. ATTACH is refused always, what writes without options.write.
-- @return { columns = names, rows = lists with n } or, for what writes, the column "changed"
function Corpus:sql(sql, options)
  local db = self.db
  fulltext.catch_up(self)
  if options and options.write and not db:is_readonly(sql) then
    local changed = db:transaction(function() return db:exec(sql) end)
    return { columns = { "changed" }, rows = { { changed, n = 1 } } }
  end
  local columns, next_row, state, control, closing = db:query(sql)
  local rows = {}
  for one in next_row, state, control, closing do rows[#rows + 1] = one end
  return { columns = columns, rows = rows }
end

local TABLES = [[SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view')
  AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'passage\_fts\_%' ESCAPE '\' ORDER BY rowid]]

--- The tables and columns and what they mean.
-- @return list of { table=, column= (nil for the table itself), type=, meaning= }
function Corpus:schema()
  local list = {}
  for t in self.db:rows(TABLES) do
    local whole, columns = stored.meanings(t.sql)
    list[#list + 1] = { table = t.name, type = t.type, meaning = whole }
    for _, c in ipairs(row.all(self.db, "SELECT name, type FROM pragma_table_info(?)", t.name)) do
      list[#list + 1] = { table = t.name, column = c.name, type = c.type, meaning = columns[c.name] }
    end
  end
  return list
end

--- Numbers of rows: reports, sections, figures, observations, passages, indicators.
function Corpus:counts()
  local counts = {}
  for _, name in ipairs { "report", "section", "figure", "observation", "passage", "indicator" } do
    counts[name .. "s"] = self.db:value("SELECT count(*) FROM " .. name)
  end
  return counts
end

--- Whether the file of the corpus is whole: SQLite's own check, and the references between the tables.
-- @return { is_whole=, told = "ok", or the first thing that is wrong }
function Corpus:health()
  local told = self.db:value("PRAGMA quick_check(1)")
  local dangling = self.db:row("PRAGMA foreign_key_check")
  if told == "ok" and dangling then told = ("%s → %s"):format(dangling.table, dangling.parent) end
  return { is_whole = told == "ok", told = told }
end

return M
