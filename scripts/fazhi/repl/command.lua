-- repl.command: what begins with a colon at the prompt: its own commands, by a unique beginning or a Chinese
-- name, and every verb as on the command line (:compare review_accepted --year 2024).

local args = require "fazhi.args"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local nearest = require "fazhi.nearest"
local render = require "fazhi.render"
local script = require "fazhi.script"
local topic = require "fazhi.repl.topic"

local M = {}

--- The commands: { name=, zh=, takes= (the argument, nil if there is none), words= (what Tab offers for it: a kind
--- or a list), en=, help_zh=, run = function(prompt, rest) → lines to show, or nil, or nil, message, code }.
M.list = {
  { name = "help", zh = "帮助", takes = "NAME", words = "verb", en = "this list, or what NAME is",
    help_zh = "本列表，或说明 NAME" },
  { name = "open", zh = "打开", takes = "FILE", words = "path", en = "use another corpus", help_zh = "换一个语料库" },
  { name = "corpus", zh = "语料库", words = {}, en = "which corpus is in use, and what it has",
    help_zh = "现用的语料库及其内容" },
  { name = "log", zh = "记录", takes = "FILE", words = "path", en = "write what was typed as a script that runs",
    help_zh = "把输入过的内容写成可运行的脚本" },
  { name = "reload", zh = "重载", words = {}, en = "read scripts, catalogue and corpus anew",
    help_zh = "重新读取脚本、指标目录和语料库" },
  { name = "time", zh = "计时", takes = "CODE", words = {}, en = "time CODE, or each line from now on",
    help_zh = "给 CODE 计时；不带参数则对以后每行计时" },
  { name = "lang", zh = "语言", takes = "zh|en", words = { "en", "zh" }, en = "the language of messages",
    help_zh = "消息的语言" },
  { name = "width", zh = "宽度", takes = "N", words = {}, en = "columns for tables; 0: those of the terminal",
    help_zh = "表格宽度；0 为终端宽度" },
  { name = "quit", zh = "退出", words = {}, en = "leave, as Ctrl-D does", help_zh = "退出，同 Ctrl-D" },
}

local run = {}

local function named(name)
  for _, command in ipairs(M.list) do
    if command.name == name or command.zh == name then return command end
  end
end

local function hints()
  return message.choose({
    "Any Lua: an expression prints itself, _ is the last value.",
    "x?  help    x??  source    Tab  what fits here    Ctrl-C  stop    :VERB …  as on the command line",
  }, {
    "任何 Lua 代码；表达式直接显示结果，_ 是上一个值。",
    "x?  说明    x??  源码    Tab  补全    Ctrl-C  中断    :命令 …  同命令行",
  })
end

-- The commands, each with what it does, and how the prompt is used.
local function overview()
  local rows, widest = {}, 0
  local width = require "fazhi.width"
  for i, command in ipairs(M.list) do
    local name = ":" .. (message.choose(command.name, command.name .. " " .. command.zh))
      .. (command.takes and " " .. command.takes or "")
    rows[i] = { name, message.choose(command.en, command.help_zh) }
    widest = math.max(widest, width.of(name, 1))
  end
  local lines = {}
  for i, one in ipairs(rows) do
    lines[i] = "  " .. one[1] .. (" "):rep(widest - width.of(one[1], 1) + 2) .. one[2]
  end
  for _, line in ipairs(hints()) do lines[#lines + 1] = line end
  return lines
end

function run.help(prompt, rest)
  local lines, why, code
  if rest ~= "" then
    lines, why, code = topic.help(rest:gsub("^:", ""), prompt.env)
  else
    lines = overview()
  end
  if not lines then return nil, why, code end
  return require("fazhi.fitting").lines(lines, { width = prompt:columns() })
end

function run.open(prompt, rest)
  if rest == "" then return message.fail("E204", { name = "FILE" }) end
  local corpus = prompt.env.use(rest)
  prompt.log:add("use" .. " " .. ("%q"):format(rest), false)
  return { prompt:show(corpus) }
end

function run.corpus(prompt)
  local corpus, why, code = prompt.context.open("read")
  if not corpus then return nil, why, code end
  local lines, counts = { prompt:show(corpus) }, corpus:counts()
  for _, name in ipairs { "reports", "sections", "figures", "observations", "passages", "indicators" } do
    lines[#lines + 1] = ("  %-14s%d"):format(name, counts[name])
  end
  return lines
end

function run.log(prompt, rest)
  if rest == "" then return message.fail("E204", { name = "FILE" }) end
  local ok, why, code = prompt.log:write(rest, prompt:corpus_path())
  if not ok then return nil, message.at_path(why, rest), code end
  return { message.say("{n} {n|entry|entries} written; to run: fazhi {file}", "写入 {n} 条；运行：fazhi {file}",
    { n = #prompt.log.entries, file = rest }) }
end

function run.reload(prompt)
  require("fazhi.catalogue").forget()
  for _, name in ipairs { "indicator", "loader", "agreement", "segment" } do
    local module = package.loaded["fazhi." .. name]
    if module and module.forget then module.forget() end
  end
  prompt.context.close()
  return { message.say("scripts, catalogue and corpus are read anew", "脚本、指标目录和语料库将重新读取") }
end

function run.time(prompt, rest)
  if rest ~= "" then return prompt:timed(rest) end
  prompt.timing = not prompt.timing
  return { prompt.timing and message.say("each line is timed", "每行计时") or message.say("no longer timed", "不再计时") }
end

function run.lang(_, rest)
  if rest ~= "zh" and rest ~= "en" then
    local want = message.text("want_choice", { choices = "zh en" })
    return message.fail("E208", { name = ":lang", word = rest, want = want })
  end
  message.set_language(rest)
end

function run.width(prompt, rest)
  local n = math.tointeger(tonumber(rest))
  if not n or n < 0 then
    return message.fail("E208", { name = ":width", word = rest, want = message.text("want_integer") })
  end
  prompt.width = n > 0 and n or nil
end

function run.quit(prompt)
  prompt.is_done = true
end

--- Words as a shell would see them: blanks separate, quotes keep together.
function M.split(s)
  local list, word, quote = {}, nil, nil
  for c in s:gmatch(utf8.charpattern) do
    if quote then
      if c == quote then quote = nil else word = word .. c end
    elseif c == '"' or c == "'" then
      quote, word = c, word or ""
    elseif c:find("^%s$") or c == "　" then
      list[#list + 1], word = word, nil
    else
      word = (word or "") .. c
    end
  end
  list[#list + 1] = word
  return list
end

-- A verb with its words; what the common options say of output is done here.
local function run_verb(prompt, header, rest)
  local options, words, code = args.split_globals(M.split(rest))
  if not options then return nil, words, code end
  if options.help then return require("fazhi.help").page(header) end
  local values, why, bad = args.parse(header, words)
  if not values then return nil, why, bad end
  local result
  result, why, bad = script.run(header, values, prompt.context)
  if result == nil then return nil, why, bad end
  prompt.log:add_call(header.name, values, true)
  prompt:keep(result)
  result, why, bad = render.narrow(result, options)
  if not result then return nil, why, bad end
  if not options.output then return { prompt:show(result) } end
  local ok
  ok, why, bad = result:save(options.output)
  if not ok then return nil, why, bad end
  return {}
end

-- The words that a beginning may stand for: its own commands first, and verbs.
local function beginning_with(word)
  local own, verbs = {}, {}
  for _, command in ipairs(M.list) do
    if command.name:sub(1, #word) == word then own[#own + 1] = command.name end
  end
  for _, name in ipairs(script.words()) do
    if name:sub(1, #word) == word and not named(name) then verbs[#verbs + 1] = name end
  end
  return own, verbs
end

local function resolve(word)
  if named(word) then return named(word) end
  local own, verbs = beginning_with(word)
  for _, name in ipairs(verbs) do
    if name == word then return nil, script.find(word) end
  end
  if #own == 1 and #verbs == 0 then return named(own[1]) end
  if #own == 0 and #verbs == 1 then return nil, script.find(verbs[1]) end
  local all = table.move(verbs, 1, #verbs, #own + 1, own)
  if #all > 0 then
    failure.raise("E202", message.say(":{word} may be any of: {list}", ":{word} 可能是：{list}",
      { word = word, list = table.concat(all, " ") }))
  end
  local known = script.words()
  for _, command in ipairs(M.list) do known[#known + 1] = command.name end
  local near = nearest.find(word, known)
  failure.raise("E202", select(2, message.fail("E202", { word = ":" .. word },
    near and message.text("nearest", { word = ":" .. near }) or message.say(":help lists the commands", ":help 列出命令"))))
end

--- The command in a line, its word and the rest; nil if the line is none.
function M.read(line)
  local plain = line:gsub("^(%s*)：", "%1:")
  return plain:match("^%s*:%s*(%S+)%s*(.-)%s*$")
end

--- Runs a command. `prompt` is the object of fazhi.repl.
-- @return lines to show; or nil; or nil, message, code
function M.run(prompt, word, rest)
  local command, header, why, code = resolve(word)
  if command then return run[command.name](prompt, rest) end
  if not header then return nil, why, code end
  return run_verb(prompt, header, rest)
end

return M
