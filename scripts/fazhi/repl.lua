-- The prompt: reads a statement, runs it, shows what came of it, and goes on after whatever went
-- wrong. What it shows, completes and keeps is in the folder repl, one noun a file; lines are edited by
-- fazhi.core.editor where the program has it and the input is a terminal, else read as they come.

local lazy = require "fazhi.lazy"
local command = lazy "fazhi.repl.command"
local completion = lazy "fazhi.repl.completion"
local display = lazy "fazhi.repl.display"
local failure = require "fazhi.failure"
local fitting = lazy "fazhi.fitting"
local frame = lazy "fazhi.frame"
local history = require "fazhi.repl.history"
local log = lazy "fazhi.repl.log"
local message = require "fazhi.message"
local pager = lazy "fazhi.repl.pager"
local session = require "fazhi.session"
local statement = lazy "fazhi.repl.statement"
local topic = lazy "fazhi.repl.topic"

local M = {}

local PROMPT, MORE = "法治> ", "  ..> "

local Prompt = { __name = "fazhi.prompt" }
Prompt.__index = Prompt

-- What only the program has; stock Lua reads lines, and its own Ctrl-C stops a computation.
local function optional(name)
  local ok, module = pcall(require, name)
  return ok and module or nil
end

local function call_plainly(f, handler)
  return xpcall(f, handler)
end

--- A prompt in an environment made by session.environment.
function M.new(context, env)
  local self = setmetatable({ context = context, env = env, log = log.new() }, Prompt)
  self.terminal = optional "fazhi.core.editor"
  self.interrupt = optional "fazhi.core.interrupt"
  return self
end

local function complain(lines)
  io.stdout:flush()
  io.stderr:write(table.concat(lines, "\n"), "\n")
end

--- The width for tables: what :width said, else the terminal's, else as wide as they are.
function Prompt:columns()
  if self.width then return self.width end
  return self.terminal and self.terminal.size() or nil
end

--- The file of the corpus in use, if there is one.
function Prompt:corpus_path()
  local corpus = self.context.open("read")
  if not corpus then return nil end
  return require("fazhi.core").files.realpath(corpus.path) or corpus.path
end

--- A value as it is shown, without a line end at its end.
function Prompt:show(value)
  return display.text(value, { columns = self:columns(), color = self.color, run = session.runner(self.context) })
end

--- Makes a value `_`.
function Prompt:keep(value)
  rawset(self.env, "_", value)
end

local function put(self, text)
  if text ~= "" then pager.show(text .. "\n", self.terminal) end
end

local function fail(why, code)
  complain({ message.line(code, why) })
end

-- nil, message, code is how a function of ours fails; it is told and no value.
local function is_failure(results)
  return results.n >= 3 and results[1] == nil and type(results[2]) == "string" and type(results[3]) == "string"
    and results[3]:find("^E%d%d%d$") ~= nil
end

-- The chart behind a table is shown where it is asked for: by --chart, or as _.picture.
local function is_shown(self, results, i)
  if self.context.options.chart or i == 1 or not frame.is(results[i - 1]) then return true end
  return results[i] == nil or results[i] ~= results[i - 1].picture
end

local function show_results(self, results)
  local parts, last = {}, results.n
  while last > 0 and results[last] == nil do last = last - 1 end
  for i = 1, last do
    if is_shown(self, results, i) then parts[#parts + 1] = self:show(results[i]) end
  end
  put(self, table.concat(parts, "\n"))
end

-- x = report "r99" gives x nil, which is told now: later, where x is used, nobody would know why.
local function assign(self, text)
  local name, value_of = statement.assignment(text, self.env)
  if not name then return false end
  local results = table.pack(value_of())
  if is_failure(results) then fail(results[2], results[3]) end
  statement.assign(name, results[1], self.env)
  self.log:add(text, false, false)
  return true
end

-- Names that a slip may have meant: those of a value, or all that can stand alone.
local function known_names(self, owner)
  if owner then return topic.members_of(owner, self.env) end
  local list = topic.members(self.env)
  for _, name in ipairs(topic.members(require("fazhi"))) do list[#list + 1] = name end
  for name in next, _G do list[#list + 1] = name end
  table.move(require("fazhi.script").words(), 1, #require("fazhi.script").words(), #list + 1, list)
  return list
end

local function evaluate(self, text)
  if assign(self, text) then return end
  local f, is_expression = statement.compile(text, self.env)
  if not f then return complain(statement.explain(is_expression, text)) end
  local results = table.pack(f())
  if is_failure(results) then return fail(results[2], results[3]) end
  self.log:add(text, is_expression, results[1] ~= nil)
  if results[1] ~= nil then self:keep(results[1]) end
  local name = text:match "^%s*([%a_][%w_]*)%s*$"
  if name and name ~= "nil" and results[1] == nil then
    return complain({ statement.about_name(name, function() return known_names(self) end) })
  end
  show_results(self, results)
end

local function now()
  return require("fazhi.core").files.now()
end

local function tell_time(start)
  complain({ message.say("{n} s", "{n} 秒", { n = ("%.3f"):format(now() - start) }) })
end

--- Runs code and tells how long it took.
function Prompt:timed(text)
  local start = now()
  evaluate(self, text)
  tell_time(start)
end

local function run_command(self, word, rest)
  local lines, why, code = command.run(self, word, rest)
  if lines then return put(self, table.concat(lines, "\n")) end
  if why then return fail(why, code) end
end

-- An indicator is told as the verb `indicators show` tells it.
local function tell_indicator(self, name)
  local id = require("fazhi.values").indicator(name)
  local shown = id and session.runner(self.context)("indicators", { action = "show", id = id })
  if shown then put(self, self:show(shown)) end
  return shown ~= nil
end

local function ask(self, name, marks)
  local lines, why, code = (marks == 1 and topic.help or topic.source)(name, self.env)
  if not lines and tell_indicator(self, name) then return end
  if not lines then return fail(why, code) end
  if marks == 1 then lines = fitting.lines(lines, { width = self:columns() }) end
  put(self, table.concat(lines, "\n"))
end

local function run(self, text)
  local word, rest = command.read(text)
  if word then return run_command(self, word, rest) end
  local name, marks = topic.question(text)
  if name then return ask(self, name, marks) end
  if self.timing then return self:timed(text) end
  evaluate(self, text)
end

local function handle(e)
  if failure.is(e) or type(e) ~= "string" then return e end
  return { told = e, trace = debug.traceback(e, 2) }
end

local function tell(self, e, text)
  if failure.is(e) then return fail(e.message, e.code) end
  if type(e) == "table" and e.trace then
    if e.told == "not enough memory" then return fail("out of memory", "E701") end
    local lines = statement.explain(e.told, text, function(owner) return known_names(self, owner) end)
    if self.context.options.verbose then lines[#lines + 1] = e.trace end
    return complain(lines)
  end
  complain({ message.line("E504", tostring(e)) })
end

--- Runs what was typed, whatever comes of it: errors and interrupts are told.
function Prompt:run(text)
  local call = self.interrupt and self.interrupt.call or call_plainly
  local ok, e = call(function() run(self, text) end, handle)
  if ok == nil then
    complain({ (self.editor and "\n" or "") .. message.text("interrupted") }) -- the terminal has shown ^C
  elseif not ok then
    tell(self, e, text)
  end
end

-- Reading.

local function is_whole(self, text)
  if command.read(text) or topic.question(text) then return true end
  local f, _, wants_more = statement.compile(text, self.env)
  return f ~= nil or not wants_more
end

local function read_line(self, prompt)
  if self.editor then return self.editor:read(prompt) end
  local line = io.read("l")
  return line, line == nil and "end" or nil
end

-- One statement; nil and "cancel" or "end". What the end of the input leaves unfinished is run, to be told.
local function read_statement(self)
  local text, why = read_line(self, PROMPT)
  if not text then return nil, why end
  while not is_whole(self, text) do
    local more
    more, why = read_line(self, MORE)
    if why == "cancel" then return nil, why end
    if not more then return text end
    text = text .. "\n" .. more
  end
  return text
end

local function remember(self, text)
  if not self.editor or not history.is_kept(text) then return end
  self.editor:remember(text)
  history.append(self.history, text)
end

local function completer(self)
  local scope = { env = self.env, commands = command.list,
    corpus = function() return (self.context.open("read")) end }
  return function(line)
    if line:find("^%s*：") then line = line:gsub("：", ":", 1) end
    return completion.complete(line, scope, self.terminal.size() or 80)
  end
end

local function open_editor(self)
  if not self.terminal or not self.terminal.terminal(0) or not self.terminal.terminal(1) then return end
  self.editor = self.terminal.open(completer(self))
  self.terminal.is_interactive = self.editor ~= nil
  if not self.editor then return end
  self.history = history.path()
  if self.history then history.trim(self.history) end
  for _, entry in ipairs(history.load(self.history)) do self.editor:remember(entry) end
end

local function close_editor(self)
  if self.editor then self.editor:close() end
  self.editor = nil
end

local function greet(self)
  if not self.editor or self.context.options.quiet then return end
  print(message.choose(":help explains, Ctrl-D ends", ":help 帮助 · Ctrl-D 退出"))
end

-- Lines typed with several commands in one paste are several.
local function each_part(text)
  if not command.read(text) then return { text } end
  local list = {}
  for line in text:gmatch("[^\n]+") do list[#list + 1] = line end
  return list
end

local function loop(self)
  while not self.is_done do
    local text, why = read_statement(self)
    if why == "end" then
      if self.editor then print() end
      return
    end
    if text and text:find("%S") then
      remember(self, text)
      for _, part in ipairs(each_part(text)) do self:run(part) end
    end
  end
end

local function wait(self, whether)
  if self.interrupt then self.interrupt.wait(whether) end
end

-- A script's own names before those of the prompt; what is assigned goes to the script.
local function environment(context, own)
  local env = session.environment(context)
  if not own then return env end
  return setmetatable({}, { __index = function(_, name)
    local value = own[name]
    if value == nil then return env[name] end
    return value
  end, __newindex = own, __names = topic.members(own) })
end

--- Runs the prompt until it is left.
-- @param context what the host gives to scripts; nil: that of the program that runs
-- @param own a table of names that are seen at the prompt and assigned there, as _ENV of a script; or nil
-- @return 0, the exit status
function M.run(context, own)
  context = context or session.context()
  local self = M.new(context, environment(context, own))
  open_editor(self)
  self.color = self.editor ~= nil and context.options.color ~= "never" and (os.getenv("NO_COLOR") or "") == ""
  greet(self)
  wait(self, true)
  local ok, e = pcall(loop, self)
  wait(self, false)
  close_editor(self)
  if not ok then error(e, 0) end
  return 0
end

return M
