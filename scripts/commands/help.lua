-- help: the verbs, or the page of one, made from the headers; and what scripts and the prompt have, from the comments
-- in the library.

local frame = require("fazhi.frame")
local help = require("fazhi.help")
local lazy = require("fazhi.lazy")
local message = require("fazhi.message")
local script = require("fazhi.script")
local topic = lazy("fazhi.repl.topic")

-- Frame:join is asked for as frame:join is.
local function about(name)
  if name:lower() == "lua" then return { (message.text("help_lua"):gsub("\n$", "")) } end
  return topic.help(name:gsub("^%u", string.lower), topic.things())
end

-- A verb may have the name of what scripts have: report is a page, and report "r4" one of the corpus.
local function in_scripts(name)
  local list = topic.things()
  if rawget(list, name) == nil then return {} end
  local lines = topic.help(name, list)
  return table.move(lines, 1, #lines, 3, { "", message.say("in scripts and at the prompt:", "脚本与提示符中（函数的说明为英文）：") })
end

-- The page of a verb.
local function page(header)
  local lines, more = help.page(header), in_scripts(header.name)
  return table.move(more, 1, #more, #lines + 1, lines)
end

local function text(s, is_exact)
  return frame.new({ layout = is_exact and "text" or "help", is_exact = is_exact, rows = { { text = s } } })
end

return {
  name = "help", alias = "帮助", api = 1, category = "command",
  summary = "List the verbs, or explain one.",
  summary_zh = "列出命令，或说明一个命令。",
  arguments = {
    { name = "NAME", kind = "text", complete = "verb", optional = true,
      help = "a verb; or lua, corpus, frame, frame:join … for scripts and the prompt",
      help_zh = "命令；或 lua、corpus、frame、frame:join 等，说明脚本和提示符" },
    { name = "--man", kind = "flag", help = "as a man page", help_zh = "输出 man 手册页" },
  },
  outputs = { { name = "text", kind = "text", zh = "说明", en = "text" } },
  examples = {
    { run = "fazhi help compare", prints = "fazhi compare INDICATOR" },
    { run = "fazhi help lua", prints = "corpus:values(INDICATOR, FILTERS)" },
    { run = "fazhi help report", prints = "in scripts and at the prompt:" },
    { run = "fazhi help frame:join", prints = "function Frame:join(other, by, how)" },
    { run = "fazhi help compare --man", prints = ".TH FAZHI\\-COMPARE 1" },
    { run = "fazhi help --man", prints = ".SH EXIT STATUS" },
  },
  run = function(args)
    local header, why, code
    if args.name then
      header, why, code = script.find(args.name)
      local lines = not header and not args.man and about(args.name)
      if lines then return text(table.concat(lines, "\n")) end
      if not header then return nil, why, code end
    end
    if args.man then
      local manual = require("fazhi.manual")
      return text(header and manual.page(header) or manual.overview(), true)
    end
    return text(table.concat(header and page(header) or help.overview(), "\n"))
  end,
}
