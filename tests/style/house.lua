-- house: the plan of the house as data: what stands at the top level, which headers belong to
-- which part, and how high each Lua module stands. A module may require only what is lower.

local M = {}

M.top = {}
for _, name in ipairs {
  "core", "scripts", "include", "tests", "examples", "Makefile", "README.md", "LICENSE", "build",
} do
  M.top[name] = true
end

-- The first rule whose header matches decides; `only` are the places that may include it.
M.headers = {
  { header = "^sqlite3", only = { "^core/store/", "^core/lua/store%.c$", "^core/lua/statement%.[ch]$", "^tests/c/" } },
  { header = "^lua%.h$", only = { "^core/lua/", "^core/app/", "^include/fazhi/lua%.h$" } },
  { header = "^lauxlib", only = { "^core/lua/", "^core/app/" } },
  { header = "^lualib", only = { "^core/app/" } },
  { header = "lpeg", only = { "^core/app/" } },
  { header = "^fazhi/lua%.h$", only = { "^core/lua/", "^core/app/" } },
  { header = "^fazhi/status%.h$", only = { "" } },
  { header = "^fazhi/text%.h$", only = { "^core/text/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/outline%.h$", only = { "^core/outline/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/store%.h$", only = { "^core/store/", "^core/lua/", "^core/app/", "^include/", "^tests/" } },
  { header = "^fazhi/fazhi%.h$", only = { "^core/status%.c$", "^core/lua/", "^core/app/", "^tests/" } },
  { header = "^opencc", only = { "^core/text/" } },
  { header = "^iconv", only = { "^core/text/", "^tests/c/" } },
  { header = "^sha", only = { "^core/text/" } },
  { header = "^text/", only = { "^core/text/", "^tests/c/", "^tests/fuzz/" } },
  { header = "^outline/", only = { "^core/outline/", "^tests/c/" } },
  { header = "^store/", only = { "^core/store/", "^tests/c/" } },
  { header = "^binding%.h$", only = { "^core/lua/" } },
}

-- Ranks: 1 knows nothing of fazhi but the core; every module knows only lower ones.
M.rank = {}
local floors = {
  { "date", "distribution", "failure", "intake", "json", "message", "nearest", "passage", "path", "stats",
    "trie", "width" },
  { "catalogue", "filter", "numeral", "pattern_reader", "query", "region", "text", "year" },
  { "comparison", "context", "kind", "lines", "notfigure", "outline", "pattern", "place", "quantity",
    "render", "values" },
  { "args", "clause", "entry", "figure", "frame", "labels", "titles", "topic" },
  { "issuer", "observer", "script", "series", "stored", "wrap" },
  { "clean", "help", "indicator", "report", "session" },
  { "corpus", "document" },
  { "stage", "init", "manual" },
  { "host" },
}
for rank, names in ipairs(floors) do
  for _, name in ipairs(names) do M.rank[name] = rank end
end

-- Modules whose classes never leave the library; their methods are nobody's interface.
M.inner = { ["scripts/fazhi/pattern_reader.lua"] = true, ["scripts/fazhi/entry.lua"] = true }

-- The modules that may hold SQL.
M.sql = { ["scripts/fazhi/corpus.lua"] = true }

return M
