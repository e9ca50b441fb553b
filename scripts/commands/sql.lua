-- sql: any SELECT over the corpus; statements that write only when asked to.

local frame = require("fazhi.frame")
local message = require("fazhi.message")

-- Two columns of a SELECT may have the same name; a frame needs them apart.
local function columns_of(names, rows)
  local columns, seen = {}, {}
  for i, name in ipairs(names) do
    seen[name] = (seen[name] or 0) + 1
    local own = seen[name] == 1 and name or name .. "_" .. seen[name]
    local kind = "text"
    for _, row in ipairs(rows) do
      if row[i] ~= nil then
        kind = type(row[i]) == "number" and "number" or "text"
        break
      end
    end
    columns[i] = { name = own, kind = kind }
  end
  return columns
end

-- What SQLite says of a statement that it cannot run, and where the names stand that it may have meant.
local function told(why)
  if not why:find "^no such %l+: " then return why end
  return why .. message.say("; fazhi schema shows the tables and columns", "；fazhi schema 列出各表各列")
end

return {
  name = "sql", alias = "查询", api = 1, category = "command", corpus = "none",
  summary = "Run a SELECT over the corpus.",
  summary_zh = "对语料库运行 SELECT 语句。",
  arguments = {
    { name = "SELECT", kind = "text", help = "one statement of SQL", help_zh = "一条 SQL 语句" },
    { name = "--write", kind = "flag", help = "allow it to change the corpus", help_zh = "允许改动语料库" },
  },
  outputs = {},
  examples = {
    { run = 'fazhi sql "SELECT count(*) AS reports FROM report" --corpus examples/corpus.db', prints = "reports" },
  },
  run = function(args, _, context)
    local corpus, why, code = context.open(args.write and "write" or "read")
    if not corpus then return nil, why, code end
    local result
    result, why, code = corpus:sql(args.select, { write = args.write })
    if not result and code == "E407" then return nil, told(why), "E215" end
    if not result then return nil, why, code end
    local columns, rows = columns_of(result.columns, result.rows), {}
    for r, values in ipairs(result.rows) do
      rows[r] = {}
      for i, column in ipairs(columns) do rows[r][column.name] = values[i] end
    end
    return frame.new({ columns = columns, rows = rows })
  end,
}
