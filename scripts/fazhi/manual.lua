-- manual: man pages, made from the headers: one of each verb, and one of the program with the options of all verbs.

local args = require "fazhi.args"
local core = require "fazhi.core"
local help = require "fazhi.help"
local message = require "fazhi.message"
local script = require "fazhi.script"

local M = {}

-- roff reads a leading dot or quote as a command and a backslash as an escape; a minus is no hyphen. It breaks lines
-- at blanks, of which Chinese has none: \: allows a break behind each character.
local function escape(line)
  line = tostring(line):gsub("\n", " "):gsub("\\", "\\e"):gsub("%-", "\\-")
  line = line:gsub("[\xE3-\xEF][\x80-\xBF][\x80-\xBF]%f[\xE4-\xE9]", "%0\\:")
  return (line:gsub("^([.'])", "\\&%1"))
end

local Page = {}
Page.__index = Page

function Page:put(line)
  self[#self + 1] = line
end

function Page:section(en, zh)
  self:put(".SH " .. message.choose(en, zh))
end

function Page:text(line)
  if line then self:put(escape(line)) end
end

-- A list of { term, what it is }; nothing where it is empty.
function Page:terms(en, zh, list)
  if #list == 0 then return end
  self:section(en, zh)
  for _, item in ipairs(list) do
    self:put(".TP")
    self:put(".B " .. escape(item[1]))
    self:put(item[2] and item[2] ~= "" and escape(item[2]) or "\\&")
  end
end

function Page:paragraph(en, zh, line)
  if not line then return end
  self:section(en, zh)
  self:text(line)
end

function Page:string()
  return table.concat(self, "\n") .. "\n"
end

local function new(name, summary)
  local page = setmetatable({}, Page)
  page:put(('.TH %s 1 "" "fazhi %s" "fazhi"'):format(escape(name:upper()), core.version))
  page:put ".ad l"
  page:section("NAME", "名称")
  page:put(escape(name) .. " \\- " .. escape((summary:gsub("%.$", ""):gsub("。$", ""))))
  return page
end

local function put_examples(page, header)
  local examples = header.examples or {}
  if #examples == 0 then return end
  page:section("EXAMPLES", "示例")
  page:put ".nf"
  for _, example in ipairs(examples) do page:text(example.run) end
  page:put ".fi"
end

-- Caveats as whole ones: in a header a long one goes on in lines that begin with blanks.
local function whole_caveats(header)
  local list = {}
  for _, line in ipairs(message.choose(header.caveats, header.caveats_zh) or {}) do
    local rest = #list > 0 and line:match "^%s+(.*)$"
    if rest then
      local is_latin = list[#list]:find "[!-~]$" and rest:find "^[!-~]" -- Chinese goes on without a blank
      list[#list] = list[#list] .. (is_latin and " " or "") .. rest
    else
      list[#list + 1] = line
    end
  end
  return list
end

local function put_caveats(page, header)
  local caveats = whole_caveats(header)
  if #caveats == 0 then return end
  page:section("CAVEATS", "注意")
  for _, caveat in ipairs(caveats) do
    page:put ".IP \\(bu 2"
    page:text(caveat)
  end
end

--- The man page of a script, in the language in force.
-- @param header the script's header
-- @return roff text, to be named fazhi-NAME.1
function M.page(header)
  local page = new("fazhi-" .. header.name, message.choose(header.summary, header.summary_zh))
  page:section("SYNOPSIS", "用法")
  page:text(args.usage(header))
  for _, usage in ipairs(header.usages or {}) do
    page:put ".br"
    page:text(usage)
  end
  local aliases = script.aliases(header)
  page:paragraph("ALSO CALLED", "又名", aliases[1] and table.concat(aliases, " "))
  page:terms("ARGUMENTS", "参数", help.argument_terms(header))
  page:terms("COLUMNS", "列", help.column_terms(header))
  page:paragraph("METHOD", "方法", message.choose(header.method, header.method_zh))
  page:paragraph("NEEDS", "数据要求", message.choose(header.needs, header.needs_zh))
  put_caveats(page, header)
  put_examples(page, header)
  page:section("SEE ALSO", "参见")
  page:put ".BR fazhi (1)"
  return page:string()
end

local function verb_terms()
  local list = {}
  for _, entry in ipairs(script.all()) do
    local header = entry.header
    if header then
      local name = table.concat({ header.name, table.unpack(script.aliases(header)) }, " ")
      list[#list + 1] = { name, message.choose(header.summary, header.summary_zh) }
    end
  end
  return list
end

--- The man page of the program, in the language in force.
-- @return roff text, to be named fazhi.1
function M.overview()
  local page = new("fazhi", message.text "program_summary")
  page:section("SYNOPSIS", "用法")
  for i, line in ipairs { "fazhi [OPTIONS] VERB [ARGUMENTS]", "fazhi FILE.lua [ARGUMENTS]", "fazhi -e LUA" } do
    if i > 1 then page:put ".br" end
    page:text(line)
  end
  page:terms("VERBS", "命令", verb_terms())
  page:terms("OPTIONS", "通用选项", help.global_terms())
  page:section("EXIT STATUS", "退出码")
  page:text(message.text "program_status")
  return page:string()
end

return M
