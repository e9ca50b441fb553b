-- searches: in how many reports of a corpus each word stands, as its full text says.
--
--     build/fazhi tests/bench/searches.lua CORPUS WORD …

local REPORTS = "SELECT count(DISTINCT p.report_id) FROM passage_fts JOIN passage p ON p.id = passage_fts.rowid "
  .. "WHERE passage_fts MATCH '\"%s\"'"

local corpus <close> = assert(require("fazhi").open(arg[1]))
for i = 2, #arg do print(("%s\t%d"):format(arg[i], corpus:sql(REPORTS:format(arg[i])).rows[1][1])) end
