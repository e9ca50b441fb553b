-- house: the plan of the house as data: what stands at the top level, which headers belong to
-- which part, and how high each Lua module stands. A module may require only what is lower.
-- scripts/fazhi/corpus/report.lua is the module corpus.report; "corpus.*" are all modules of that
-- folder that are not named, so that a new one needs no entry.

local M = {}

M.top = {}
for _, name in ipairs {
  "core", "scripts", "include", "tests", "examples", "Makefile", "README.md", "LICENSE", "build",
} do
  M.top[name] = true
end

-- The first rule whose header matches decides; `only` are the places that may include it.
M.headers = {
  { header = "^sqlite3", only = { "^core/store/", "^core/lua/store%.c$", "^core/lua/statement%.[ch]$",
    "^core/lua/sheet_table%.[ch]$", "^tests/c/" } },
  { header = "^lua%.h$", only = { "^core/lua/", "^core/app/", "^include/fazhi/lua%.h$" } },
  { header = "^lauxlib", only = { "^core/lua/", "^core/app/" } },
  { header = "^lualib", only = { "^core/app/", "^core/lua/worker%.c$" } },
  { header = "^histedit", only = { "^core/app/editor%.c$" } },
  { header = "lpeg", only = { "^core/app/" } },
  { header = "^fazhi/lua%.h$", only = { "^core/lua/", "^core/app/" } },
  { header = "^fazhi/status%.h$", only = { "" } },
  { header = "^fazhi/text%.h$", only = { "^core/text/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/outline%.h$", only = { "^core/outline/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/store%.h$", only = { "^core/store/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/helper%.h$", only = { "^core/load/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/archive%.h$", only = { "^core/load/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/sketch%.h$", only = { "^core/text/", "^core/store/keys%.c$", "^core/lua/", "^core/app/",
    "^include/", "^tests/" } },
  { header = "^fazhi/passages%.h$", only = { "^core/text/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/fazhi%.h$", only = { "^core/status%.c$", "^core/lua/", "^core/app/", "^tests/" } },
  { header = "^fazhi/markup%.h$", only = { "^core/load/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^libxml/", only = { "^core/load/" } },
  { header = "^zip%.h$", only = { "^core/load/" } },
  { header = "^zlib%.h$", only = { "^core/load/", "^tests/c/" } },
  { header = "^xlsxwriter", only = { "^core/lua/workbook%.c$" } },
  { header = "^unicode/", only = { "^core/text/segment%.c$", "^tests/c/alloc_segment_test%.c$" } },
  { header = "^fazhi/segment%.h$", only = { "^core/text/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^opencc", only = { "^core/text/" } },
  { header = "^iconv", only = { "^core/text/", "^tests/c/" } },
  { header = "^sha", only = { "^core/text/", "^tests/c/" } },
  { header = "^text/grow%.h$", only = { "^core/text/", "^core/figure/" } },
  { header = "^text/", only = { "^core/text/", "^tests/c/", "^tests/fuzz/" } },
  { header = "^outline/", only = { "^core/outline/", "^tests/c/" } },
  { header = "^figure/", only = { "^core/figure/" } },
  { header = "^load/", only = { "^core/load/", "^tests/c/", "^tests/fuzz/" } },
  { header = "^store/", only = { "^core/store/", "^tests/c/" } },
  { header = "^binding%.h$", only = { "^core/lua/" } },
  { header = "^plain%.h$", only = { "^core/lua/" } },
  { header = "^crew%.h$", only = { "^core/lua/" } },
}

-- Ranks: 1 knows nothing of fazhi but the core; every module knows only lower ones.
M.rank = setmetatable({}, { __index = function(rank, module)
  local folder = module:match "^(.+)%.[^.]+$"
  return folder and rawget(rank, folder .. ".*")
end })
local floors = {
  { "address", "base64", "beside", "chunks", "compiled", "current", "date", "element", "entry_line",
    "failure", "figure_rows",
    "file_name", "geometry", "guard", "interval", "json", "lazy", "message", "message.*", "nearest",
    "page_line", "passage", "path", "phrasebook", "recall", "restatement",
    "saver", "scanner", "sweep", "stats.order", "stats.probability", "trie", "width",
    "similar" },
  { "called", "frame.column", "slip", "wordlist",
    "stats.association", "stats.keyness", "stats.outlier", "stats.share", "stats.survival", "stats.trend" },
  { "bbox", "catalogue", "columns", "csv", "distribution", "filter", "frame.reshape", "input", "json_values", "locator",
    "numeral",
    "package", "parcel", "pattern_reader",
    "progress", "query", "region", "stats", "turned", "warc", "wordstyle", "workbook", "workshop" },
  { "amount", "cell_text", "conversion", "damage", "deadline", "display", "escape", "format", "lineage",
    "origin", "page_style",
    "plan_heading",
    "quantity", "raised", "renaming",
    "spreadsheet", "time_word" },
  { "chart", "html", "measure", "residue", "scope", "table_heads", "written" },
  { "chart.canvas", "chart.color", "chart.glyphs", "chart.picture", "chart.scale", "number" },
  { "chart.drawing", "chart.terminal", "text" },
  { "chart.layout", "fitting" },
  { "chart.gnuplot", "chart.svg" },
  { "chart.html" },
  { "web.plot", "web.shell" },
  { "webpage" },
  { "cells", "comparison", "context", "crawl", "edition", "furniture", "kind", "lines", "loader",
    "notfigure", "numbering", "outline",
    "pattern", "place", "repair", "render", "run", "segment", "tally", "toponym", "values", "year" },
  { "assertion", "elision", "foreign", "plain", "sieve" },
  { "frame.reader" },
  { "absence", "agreement", "amendment", "args", "arithmetic", "clause", "contents", "entry", "figure", "frame",
    "grid", "intake", "labels", "misfit", "page_flow", "respective", "shortlist", "titles", "timing", "topic",
    "table_title", "wordprocessing",
    "reuse" },
  { "setting" },
  { "judgement" },
  { "told_growth" },
  { "audit", "codebook", "correction", "issuer", "likeness", "manifest", "observation", "observer",
    "page_body", "paragraph", "parts", "repetition", "roster", "script", "stored", "wide", "wrap" },
  { "adoption", "attention", "boilerplate", "clean", "coverage", "evidence", "extract", "funnel", "help", "indicator",
    "page", "provenance", "report", "selection", "shelf", "twins" },
  { "corpus.fulltext", "corpus.preference", "corpus.quote", "corpus.row", "corpus.span" },
  { "corpus.edition", "corpus.indicator", "corpus.region", "corpus.section" },
  { "corpus.condition", "corpus.correction" },
  { "corpus.contract" },
  { "corpus.document", "corpus.group", "corpus.ranking", "corpus.report" },
  { "web.proof", "web.text" },
  { "corpus.*" },
  { "covariates", "standing" },
  { "breaks", "program", "ratio" },
  { "cohort", "gallery", "growth", "lineup", "resemblance" },
  { "kinship", "league", "series" },
  { "panel", "portrait" },
  { "trends" },
  { "consistency", "corpus", "document", "problem" },
  { "territory" },
  { "pledge", "refusal", "web.index", "web.indicator" },
  { "dossier", "web.region" },
  { "repl.topic", "repl.history", "repl.log", "repl.pager", "repl.display", "repl.statement" },
  { "batches", "session" },
  { "storing" },
  { "repl.command", "repl.completion" },
  { "repl" },
  { "checkup", "completion", "crew", "explanation", "harvest", "inside",
    "journal", "observing", "safe", "stage", "init", "manual", "site", "trial" },
  { "adding", "worker" },
  { "host" },
}
for rank, names in ipairs(floors) do
  for _, name in ipairs(names) do M.rank[name] = rank end
end

M.rank.sandbox, M.rank.library = 0, 0 -- of the program, as the core is: core/app

-- Modules whose classes never leave the library; their methods are nobody's interface.
M.inner = { ["scripts/fazhi/pattern_reader.lua"] = true, ["scripts/fazhi/entry.lua"] = true,
  ["scripts/fazhi/edition.lua"] = true,
  ["scripts/fazhi/page_flow.lua"] = true, ["scripts/fazhi/manual.lua"] = true,
  ["scripts/fazhi/wordprocessing.lua"] = true }

-- The places that may hold SQL.
M.sql = { "^scripts/fazhi/corpus%.lua$", "^scripts/fazhi/corpus/", "^scripts/fazhi/figure_rows%.lua$",
  "^scripts/fazhi/observation%.lua$", "^scripts/fazhi/twins%.lua$", "^scripts/commands/sql%.lua$" }

return M
