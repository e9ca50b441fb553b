-- make: writes the reference into a folder: `fazhi scripts/docs/make.lua build/docs`. The pages are made
-- of the sources alone and need no network to be read.

local c_api = require "docs.c_api"
local html = require "docs.html"
local lua_api = require "docs.lua_api"
local schema = require "docs.schema"
local verbs = require "docs.verbs"

require("fazhi.path").restrict() -- the reference is of what is bundled
local dir = assert(arg[1], "the folder to write to is missing")

local function index_of(pages)
  local rows = {}
  for i, page in ipairs(pages) do
    rows[i] = { ('<a href="%s">%s</a>'):format(page.file, html.escape(page.title)), html.escape(page.about) }
  end
  return "<p>" .. html.escape("fazhi " .. require("fazhi.core").version) .. "</p>"
    .. html.table({ "", "" }, rows):gsub("<tr><th></th><th></th></tr>\n", "")
end

local headers = verbs.headers()
local pages = {
  { file = "verbs.zh.html", lang = "zh", title = "命令", about = "每个命令和分析：参数、列、方法、注意事项",
    body = verbs.body(headers, "zh") },
  { file = "verbs.en.html", lang = "en", title = "Verbs", about = "every command and analysis",
    body = verbs.body(headers, "en") },
  { file = "lua.html", lang = "en", title = "Lua API", about = 'what require "fazhi" and its modules give',
    body = lua_api.body(lua_api.modules "scripts/fazhi") },
  { file = "c.html", lang = "en", title = "C API", about = "libfazhi: include/fazhi/*.h",
    body = c_api.body(c_api.headers "include/fazhi") },
  { file = "schema.html", lang = "en", title = "Schema 表结构", about = "the tables of a corpus and their columns",
    body = schema.body(schema.rows()) },
}
table.insert(pages, 1, { file = "index.html", lang = "en", title = "fazhi 法治", about = "", body = index_of(pages) })

for _, page in ipairs(pages) do
  local file <close> = assert(io.open(dir .. "/" .. page.file, "w"))
  assert(file:write(html.page(page, pages)))
end
