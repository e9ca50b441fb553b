-- verbs: the reference of the verbs in one language, from the headers of the bundled scripts.

local args = require "fazhi.args"
local html = require "docs.html"
local message = require "fazhi.message"
local script = require "fazhi.script"

local M = {}

--- The headers of all scripts, commands before analyses.
function M.headers()
  local list = {}
  for _, kind in ipairs { "commands", "analyses" } do
    for _, entry in ipairs(script.all()) do
      if entry.kind == kind then list[#list + 1] = entry.header or error(entry.problem) end
    end
  end
  return list
end

local choose = message.choose

local function argument_rows(header)
  local rows = {}
  for i, argument in ipairs(header.arguments) do
    local name = argument.name
    if name:sub(1, 2) == "--" and argument.kind ~= "flag" then name = name .. " " .. args.placeholder(argument) end
    local help = html.escape(choose(argument.help, argument.help_zh))
    if argument.choices then help = help .. " [" .. html.escape(table.concat(argument.choices, " ")) .. "]" end
    if argument.default ~= nil then help = help .. " [" .. html.escape(argument.default) .. "]" end
    rows[i] = { html.code(name), help }
  end
  return rows
end

local function column_rows(header)
  local rows = {}
  for i, column in ipairs(header.outputs) do
    rows[i] = { html.code(column.name), html.escape(choose(column.en, column.zh) or ""), html.escape(column.kind),
      html.escape(choose(column.help, column.help_zh) or "") }
  end
  return rows
end

local function part(out, key, body)
  if body == "" then return end
  out[#out + 1] = ("<h3>%s</h3>"):format(html.escape(message.text(key)))
  out[#out + 1] = body
end

-- A text that begins with blanks goes on from the one before it.
local function joined(list)
  local whole = {}
  for _, one in ipairs(list) do
    local rest = one:match "^%s+(.*)$"
    if rest and #whole > 0 then
      local is_chinese = whole[#whole]:find "[\xE3-\xEF][\x80-\xBF][\x80-\xBF]$" ~= nil
      whole[#whole] = whole[#whole] .. (is_chinese and "" or " ") .. rest
    else
      whole[#whole + 1] = one
    end
  end
  return whole
end

local function paragraphs(value)
  if not value then return "" end
  if type(value) == "string" then value = { value } end
  local out = {}
  for i, one in ipairs(joined(value)) do out[i] = "<p>" .. html.escape(one) .. "</p>" end
  return table.concat(out, "\n")
end

local function example_block(header)
  local runs = {}
  for i, example in ipairs(header.examples or {}) do runs[i] = example.run end
  return #runs > 0 and html.block(table.concat(runs, "\n")) or ""
end

local function section(header)
  local aliases = script.aliases(header)
  local title = header.name .. (#aliases > 0 and " " .. table.concat(aliases, " ") or "")
  local out = { html.heading(2, html.escape(title), header.name) }
  out[#out + 1] = paragraphs(choose(header.summary, header.summary_zh))
  local usages = table.move(header.usages or {}, 1, #(header.usages or {}), 2, { args.usage(header) })
  out[#out + 1] = html.block(table.concat(usages, "\n"))
  part(out, "arguments", html.table({ "", "" }, argument_rows(header)))
  part(out, "columns", html.table({ "", "", "", "" }, column_rows(header)))
  part(out, "method", paragraphs(choose(header.method, header.method_zh)))
  part(out, "needs", paragraphs(choose(header.needs, header.needs_zh)))
  part(out, "caveats", paragraphs(choose(header.caveats, header.caveats_zh)))
  part(out, "examples", example_block(header))
  return table.concat(out, "\n")
end

local function global_rows()
  local rows = {}
  for i, option in ipairs(args.globals) do
    local name = (option[2] and option[2] .. ", " or "") .. option[1] .. (option[3] and " " .. option[3] or "")
    rows[i] = { html.code(name), html.escape(choose(option.en, option.zh)) }
  end
  return rows
end

--- The page of the verbs.
-- @param headers as M.headers gives them
-- @param language "zh" or "en"
-- @return HTML
function M.body(headers, language)
  message.set_language(language)
  local names, out = {}, {}
  for i, header in ipairs(headers) do
    names[i] = { id = header.name, text = header.name .. " " .. (script.aliases(header)[1] or "") }
    out[i] = section(header)
  end
  local globals = html.heading(2, html.escape(message.text "global_options"), "options")
    .. html.table({ "", "" }, global_rows())
  local body = html.index(names) .. table.concat(out, "\n") .. globals
  return (body:gsub("<tr>[<>/th]-</tr>\n", ""))
end

return M
