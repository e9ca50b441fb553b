-- Help: the list of verbs and the page of one script, both made from the headers.

local args = require("fazhi.args")
local message = require("fazhi.message")
local script = require("fazhi.script")
local text = require("fazhi.text")

local M = {}

-- Lines of two columns, the first padded to the widest.
local function aligned(pairs_of_words)
  local width, lines = 0, {}
  for _, pair in ipairs(pairs_of_words) do width = math.max(width, text.width(pair[1])) end
  for i, pair in ipairs(pairs_of_words) do
    lines[i] = ("  " .. text.pad(pair[1], width) .. "  " .. pair[2]):gsub("%s+$", "")
  end
  return lines
end

local function append(lines, more)
  table.move(more, 1, #more, #lines + 1, lines)
end

local function section(lines, key, body)
  if #body == 0 then return end
  lines[#lines + 1] = ""
  lines[#lines + 1] = message.text(key) .. message.choose(":", "：")
  append(lines, body)
end

--- The options of all verbs, as a list of { term, what it is }.
function M.global_terms()
  local list = {}
  for i, option in ipairs(args.globals) do
    local name = (option[2] and option[2] .. ", " or "") .. option[1] .. (option[3] and " " .. option[3] or "")
    list[i] = { name, message.choose(option.en, option.zh) }
  end
  return list
end

--- What fazhi does when called without a verb: usage, verbs and common options, as lines.
function M.overview()
  local lines = {
    message.text("usage") .. message.choose(": ", "：") .. "fazhi [OPTIONS] VERB [ARGUMENTS]",
    "      fazhi FILE.lua [ARGUMENTS]",
    "      fazhi -e LUA",
    "      fazhi [-i]",
  }
  local by_kind = { commands = {}, analyses = {} }
  for _, entry in ipairs(script.all()) do
    local header = entry.header
    local name = entry.name
    local summary = header and message.choose(header.summary, header.summary_zh) or entry.problem
    if header and message.language() == "zh" and script.aliases(header)[1] then
      name = name .. " " .. script.aliases(header)[1]
    end
    table.insert(by_kind[entry.kind], { name, summary })
  end
  section(lines, "commands", aligned(by_kind.commands))
  section(lines, "analyses", aligned(by_kind.analyses))
  section(lines, "global_options", aligned(M.global_terms()))
  append(lines, { "", message.text("help_more") })
  return lines
end

--- The arguments of a verb, in the same way.
function M.argument_terms(header)
  local list = {}
  for i, argument in ipairs(header.arguments) do
    local name = argument.name
    local zh = message.language() == "zh" and args.chinese_name(argument)
    if zh then name = name .. ", " .. zh end
    if name:sub(1, 2) == "--" and argument.kind ~= "flag" then name = name .. " " .. args.placeholder(argument) end
    local help = message.choose(argument.help, argument.help_zh)
    if argument.choices then help = help .. " [" .. table.concat(argument.choices, " ") .. "]" end
    if argument.default ~= nil then help = help .. " [" .. tostring(argument.default) .. "]" end
    list[i] = { name, help }
  end
  return list
end

-- A column is named in English, so that its label has to be told in Chinese only.
local function meaning(column)
  if message.language() == "zh" and column.zh and column.help_zh then return column.zh .. "：" .. column.help_zh end
  return message.choose(column.help or column.en, column.help_zh or column.zh) or ""
end

--- The columns of what a verb returns, in the same way.
function M.column_terms(header)
  local list = {}
  for i, column in ipairs(header.outputs) do list[i] = { column.name, meaning(column) } end
  return list
end

-- Words joined by a blank, but none where Chinese goes on.
local function joined(first, rest)
  local is_latin = first:byte(-1) < 128 and rest:byte() < 128
  return first .. ((is_latin or message.language() ~= "zh") and " " or "") .. rest
end

-- The items, each behind two blanks; one that a header goes on with in the next item, which begins with two blanks, is
-- whole.
local function indented(items)
  local lines = {}
  for _, item in ipairs(items or {}) do
    local rest = item:match "^  (%S.*)"
    if rest and #lines > 0 then
      lines[#lines] = joined(lines[#lines], rest)
    else
      lines[#lines + 1] = "  " .. item
    end
  end
  return lines
end

local function example_lines(header)
  local list = {}
  local asks_demo = false
  for i, example in ipairs(header.examples or {}) do
    list[i] = example.run
    asks_demo = asks_demo or example.run:find("examples/corpus.db", 1, true) ~= nil
  end
  list = indented(list)
  if asks_demo then list[#list + 1] = "  (" .. message.text("demo_corpus") .. ")" end
  return list
end

--- The page of one script, as lines.
function M.page(header)
  local lines = {
    message.choose(header.summary, header.summary_zh), "",
    message.text("usage") .. message.choose(": ", "：") .. args.usage(header),
  }
  append(lines, indented(header.usages))
  local aliases = script.aliases(header)
  if #aliases > 0 then
    lines[#lines + 1] = message.text("alias") .. message.choose(": ", "：") .. table.concat(aliases, " ")
  end
  section(lines, "arguments", aligned(M.argument_terms(header)))
  section(lines, "columns", aligned(M.column_terms(header)))
  section(lines, "charts", header.charts and indented({ message.text("charts_how",
    { kinds = table.concat(header.charts, ", ") }) }) or {})
  section(lines, "method", indented({ message.choose(header.method, header.method_zh) }))
  section(lines, "needs", indented({ message.choose(header.needs, header.needs_zh) }))
  section(lines, "caveats", indented(message.choose(header.caveats, header.caveats_zh)))
  section(lines, "examples", example_lines(header))
  return lines
end

return M
