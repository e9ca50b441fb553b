-- completion: what a shell needs in order to complete a command line: a script made of the headers of all verbs, for
-- bash or zsh, and the names of indicators and regions that it asks for as it goes.

local args = require("fazhi.args")
local catalogue = require("fazhi.catalogue")
local core = require("fazhi.core")
local message = require("fazhi.message")
local path = require("fazhi.path")
local region = require("fazhi.region")
local render = require("fazhi.render")
local script = require("fazhi.script")
local values = require("fazhi.values")

local M = {}

-- Only what cannot be mistaken by a shell enters the script.
local function is_safe(word)
  return not word:find("[%z\1-\32\"'`$\\!*?~;&|<>()%[%]{}#=,:]")
end

local function safe_words(list)
  local kept = {}
  for _, word in ipairs(list) do
    if is_safe(word) then kept[#kept + 1] = word end
  end
  return table.concat(kept, " ")
end

-- ---- the verbs -----------------------------------------------------------------------------

-- How the value of an argument is completed: a kind of word, a list of choices, or nothing.
local function kind_of(argument)
  if argument.complete then return argument.complete end
  if argument.choices then return "choice=" .. safe_words(argument.choices):gsub(" ", ",") end
  if argument.kind == "level" then return "choice=" .. table.concat(values.levels, ",") end
  if argument.kind == "path" or argument.kind == "indicator" or argument.kind == "region" then return argument.kind end
  return "none"
end

local function verb_line(header)
  local names, options, takes, plain = { header.name }, {}, {}, {}
  for _, alias in ipairs(script.aliases(header)) do names[#names + 1] = is_safe(alias) and alias or nil end
  for _, argument in ipairs(header.arguments) do
    if argument.name:sub(1, 2) ~= "--" then
      plain[#plain + 1] = kind_of(argument) .. (argument.name:find("…$") and "+" or "")
    else
      options[#options + 1] = argument.name
      if argument.kind ~= "flag" then takes[#takes + 1] = argument.name .. ":" .. kind_of(argument) end
    end
  end
  return ('  %s) _fz_options="%s" _fz_takes="%s" _fz_plain="%s" ;;'):format(table.concat(names, "|"),
    table.concat(options, " "), table.concat(takes, " "), table.concat(plain, " "))
end

local file_options = { ["--corpus"] = true, ["--output"] = true, ["--scripts"] = true, ["--regions"] = true }

-- The options of every verb: their names, and those that take a value with its kind.
local function globals()
  local names, takes = {}, {}
  for _, option in ipairs(args.globals) do
    local kind = option.choices and "choice=" .. table.concat(option.choices, ",") or "none"
    if file_options[option[1]] then kind = "path" end
    if option[1] == "--format" then kind = "choice=" .. safe_words(render.names()):gsub(" ", ",") end
    for _, name in ipairs({ option[1], option[2] }) do
      names[#names + 1] = name
      if option[3] then takes[#takes + 1] = name .. ":" .. kind end
    end
  end
  return table.concat(names, " "), table.concat(takes, " ")
end

local function tables()
  local lines, verbs = {}, {}
  for _, entry in ipairs(script.all()) do
    if entry.header then
      lines[#lines + 1] = verb_line(entry.header)
      verbs[#verbs + 1] = entry.header.name
      for _, alias in ipairs(script.aliases(entry.header)) do verbs[#verbs + 1] = alias end
    end
  end
  local options, takes = globals()
  return { VERBS = safe_words(verbs), CASES = table.concat(lines, "\n"), OPTIONS = options, TAKES = takes }
end

--- The completion script for "bash" or "zsh": templates/completion.bash with the verbs, aliases, options and choices
--- that there are now. nil, message, code if the template is missing.
function M.script(shell)
  local file = path.find("templates", "completion." .. shell)
  local template = file and core.files.read(file)
  if not template then return message.fail("E503", { reason = "templates/completion." .. shell }) end
  local filling = tables()
  return (template:gsub("@(%u+)@", filling))
end

-- ---- words ---------------------------------------------------------------------------------

-- Names by the catalogues as data; nothing is compiled.
local function indicators()
  local list = {}
  for _, one in ipairs(catalogue.entries()) do list[#list + 1], list[#list + 2] = one.entry.id, one.entry.zh end
  return list
end

-- The regions that have reports; without a corpus all that there are.
local function regions(corpus)
  if not corpus then return region.names() end
  local list = {}
  for _, row in ipairs(corpus:regions() or {}) do
    list[#list + 1], list[#list + 2] = row.name, row.full_name
  end
  return list
end

--- The words of a kind that begin with `prefix`, sorted, each once.
-- @param kind "indicator", "region" or "verb"
-- @param corpus whose regions are meant, or nil
function M.words(kind, prefix, corpus)
  local all = kind == "indicator" and indicators() or kind == "region" and regions(corpus) or script.words()
  local list, seen = {}, {}
  for _, word in ipairs(all) do
    if not seen[word] and word:sub(1, #prefix) == prefix and not word:find("%c") then
      seen[word] = true
      list[#list + 1] = word
    end
  end
  table.sort(list)
  return list
end

return M
