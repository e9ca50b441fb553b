-- html: the look of the reference: pages, headings, tables and prose as HTML that needs no network and
-- no script. Prose is what stands in comments: paragraphs, and code where it is indented.

local M = {}

--- The text with what HTML would read as markup escaped.
M.escape = require("fazhi.html").escape

local STYLE = [[
body { max-width: 60em; margin: 2em auto; padding: 0 1em; line-height: 1.55; color: #222; background: #fff;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
nav a, nav b { margin-right: 1em } h1 { font-size: 1.6em } h2 { margin-top: 2em; border-bottom: 1px solid #ccc }
h3 { margin-bottom: .2em } code, pre { font-family: "Noto Sans Mono CJK SC", monospace; font-size: .95em }
pre { background: #f5f5f2; padding: .6em .8em; overflow-x: auto; white-space: pre-wrap }
table { border-collapse: collapse } td, th { text-align: left; vertical-align: top; padding: .15em 1em .15em 0 }
td { border-top: 1px solid #eee } .index { columns: 14em } .index a { display: block }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b } pre { background: #262626 }
  td { border-color: #333 } a { color: #8ab4f8 } }
]]

--- A whole page.
-- @param page { file=, title=, lang= "zh" or "en", body= HTML }
-- @param pages every page, { file=, title= } each, for the line of links at the top
-- @return HTML
function M.page(page, pages)
  local links = {}
  for i, other in ipairs(pages) do
    links[i] = other.file == page.file and "<b>" .. M.escape(other.title) .. "</b>"
      or ('<a href="%s">%s</a>'):format(other.file, M.escape(other.title))
  end
  return ('<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n'):format(page.lang)
    .. '<meta name="viewport" content="width=device-width">\n'
    .. ("<title>fazhi: %s</title>\n<style>\n%s</style>\n</head>\n<body>\n"):format(M.escape(page.title), STYLE)
    .. ("<nav>%s</nav>\n<h1>%s</h1>\n%s\n</body>\n</html>\n"):format(table.concat(links, "\n"),
      M.escape(page.title), page.body)
end

--- A heading of level 2 or 3 that can be linked to.
function M.heading(level, text, id)
  return ('<h%d id="%s">%s</h%d>'):format(level, M.escape(id or text), text, level)
end

--- The links to headings: a list of ids, or of { id=, text= }.
function M.index(list)
  local out = {}
  for i, one in ipairs(list) do
    local id, text = one.id or one, one.text or one
    out[i] = ('<a href="#%s">%s</a>'):format(M.escape(id), M.escape(text))
  end
  return '<div class="index">' .. table.concat(out, "\n") .. "</div>"
end

--- A table of rows of HTML under a head of words; empty if there are no rows.
function M.table(head, rows)
  if #rows == 0 then return "" end
  local out = { "<table>", "<tr><th>" .. table.concat(head, "</th><th>") .. "</th></tr>" }
  for _, row in ipairs(rows) do out[#out + 1] = "<tr><td>" .. table.concat(row, "</td><td>") .. "</td></tr>" end
  out[#out + 1] = "</table>"
  return table.concat(out, "\n")
end

--- Words of a program.
function M.code(s)
  return "<code>" .. M.escape(s) .. "</code>"
end

--- Lines of a program.
function M.block(s)
  return "<pre>" .. M.escape(s) .. "</pre>"
end

local function ends_paragraph(out, words)
  if table.concat(words):find "%S" then out[#out + 1] = "<p>" .. M.escape(table.concat(words, " ")) .. "</p>" end
  return {}
end

--- Lines of prose: blank lines part paragraphs, lines indented by four or more are code.
-- @param lines a list of strings
-- @return HTML
function M.prose(lines)
  local out, words, code = {}, {}, {}
  local function end_code()
    if #code > 0 then out[#out + 1] = M.block(table.concat(code, "\n")) end
    code = {}
  end
  for _, line in ipairs(lines) do
    if line:find "^    " then
      words = ends_paragraph(out, words)
      code[#code + 1] = line:sub(5)
    else
      end_code()
      if line:find "^%s*$" then words = ends_paragraph(out, words) end
      words[#words + 1] = line:match "^%s*(%S.-)%s*$"
    end
  end
  ends_paragraph(out, words)
  end_code()
  return table.concat(out, "\n")
end

return M
