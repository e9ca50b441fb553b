-- schema: the reference of the corpus, from a fresh one: its tables and views, and what each column means.
-- The words are those of the migrations (core/store/schema), which SQLite keeps with the statements.

local html = require "docs.html"

local M = {}

--- The rows of the schema, as corpus:schema() gives them.
function M.rows()
  local corpus <close> = assert(require("fazhi.corpus").open(":memory:", "create"))
  return assert(corpus:schema())
end

--- The page of the schema.
-- @param rows as M.rows gives them
-- @return HTML
function M.body(rows)
  local names, out, columns = {}, {}, {}
  local function finish()
    out[#out + 1] = html.table({ "列 column", "类型 type", "含义 meaning" }, columns)
    columns = {}
  end
  for _, row in ipairs(rows) do
    if row.column then
      columns[#columns + 1] = { html.code(row.column), html.escape(row.type or ""), html.escape(row.meaning or "") }
    else
      finish()
      names[#names + 1] = row.table
      out[#out + 1] = html.heading(2, html.code(row.table), row.table)
      out[#out + 1] = "<p>" .. html.escape(row.meaning or "") .. "</p>"
    end
  end
  finish()
  return html.index(names) .. table.concat(out, "\n")
end

return M
