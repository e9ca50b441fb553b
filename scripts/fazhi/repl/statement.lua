-- repl.statement: what was typed, as Lua: whether it is whole, an expression or statements, and where it is
-- wrong: the line with a caret under the place and what to do.

local message = require "fazhi.message"
local nearest = require "fazhi.nearest"
local slip = require "fazhi.slip"
local width = require "fazhi.width"

local M = {}

--- The name of the chunk, as it stands in Lua's messages.
M.name = "法治"

local function ends_early(why)
  return why:find("<eof>$") ~= nil
end

-- What makes an expression a statement that gives its values. A call right behind a return would leave no line that
-- a message could name, but where something is to be closed it stays.
local RETURN = "local at_this_line <close> = nil; return "

--- Compiles what was typed.
-- @return the function and whether it is an expression; or nil, Lua's message and whether only more is wanted
function M.compile(text, env)
  local f, expression_why = load(RETURN .. text, "=" .. M.name, "t", env)
  if f then return f, text:find("%S") ~= nil end
  local why
  f, why = load(text, "=" .. M.name, "t", env)
  if f then return f, false end
  return nil, why, ends_early(why) or ends_early(expression_why)
end

--- What is typed as `x = f()` or `a.b.c = f()`, in its parts.
-- @return the name, and a function that gives the values behind the =; nil for anything else
function M.assignment(text, env)
  local before, name, between, code = text:match("^(%s*)([%a_][%w_.]*)(%s*=%s*)([^=%s].*)$")
  if not name or name:find("..", 1, true) then return nil end
  local lines = (before .. between):gsub("[^\n]", "") -- so that a line is called by its number
  local value_of = load(lines .. RETURN .. code, "=" .. M.name, "t", env)
  if not value_of or not load(name .. " = nil", "=" .. M.name, "t", env) then return nil end
  return name, value_of
end

--- Gives a name of M.assignment its value.
function M.assign(name, value, env)
  load(name .. " = ...", "=" .. M.name, "t", env)(value)
end

-- Lua's commonest messages in Chinese; what stands in none of these stays as it is.
local chinese = {
  { "^attempt to call a (%l+) value", "不能调用 %1 值" }, { "^attempt to index a (%l+) value", "不能取 %1 值的字段" },
  { "^attempt to perform arithmetic on a (%l+) value", "%1 值不能运算" },
  { "^attempt to concatenate a (%l+) value", "%1 值不能连接" },
  { "^attempt to compare (%l+) with (%l+)", "%1 和 %2 不能比较" },
  { "^attempt to compare two (%l+) values", "两个 %1 值不能比较" },
  { "^attempt to get length of a (%l+) value", "%1 值没有长度" },
  { "^unexpected symbol near (.*)$", "%1 处不该有这个符号" }, { "^syntax error near (.*)$", "%1 附近有语法错误" },
  { "^bad argument #(%d+) to '(.-)' %((.-)%)$", "%2 的第 %1 个参数不对（%3）" },
  { "(%l+) expected, got no value", "应为 %1，却没有给" }, { "(%l+) expected, got (%l+)", "应为 %1，却是 %2" },
  { "number has no integer representation", "不是整数" }, { "^attempt to perform 'n//0'$", "不能整除以零" },
  { "^attempt to divide by zero$", "不能除以零" },
  { "^stack overflow.*$", "调用太深（递归没有尽头？）" }, { "^attempt to modify a read%-only table", "只读的表不能改" },
  { "^unfinished string near (.*)$", "字符串没有收尾：%1" }, { "^(%S+) expected near (.*)$", "%2 之前缺 %1" },
  { "^(%S+) expected %(to close (%S+) at line (%d+)%) near (.*)$", "%4 之前缺 %1（与第 %3 行的 %2 配对）" },
  { " %(global '(.-)'%)", "（名字 %1）" }, { " %(field '(.-)'%)", "（字段 %1）" },
  { " %(method '(.-)'%)", "（方法 %1）" }, { " %(local '(.-)'%)", "（局部变量 %1）" },
  { "<eof>", "末尾" },
}

local function in_language(why)
  if message.language() ~= "zh" then return why end
  for _, one in ipairs(chinese) do why = why:gsub(one[1], one[2]) end
  return why
end

--- A message of Lua's in the language in force, behind the file and line that it begins with.
function M.told(why)
  local place, rest = why:match("^(.-:%d+: )(.*)$")
  return (place or "") .. in_language(rest or why)
end

local function line_of(text, n)
  local i = 0
  for line in (text .. "\n"):gmatch("([^\n]*)\n") do
    i = i + 1
    if i == n then return line end
  end
end

-- The byte of the line that a message is about: the word it quotes, the last one of that name that is not
-- part of another; the end of the line if Lua wanted more.
local function place(line, why)
  if ends_early(why) then return #line + 1 end
  local word = why:match("near '(.-)'$") or why:match("%(%l+ '(.-)'%)") or why:match("'([%w_]+)'")
  if not word or word == "" then return nil end
  local at, from = nil, 1
  while true do
    local start, stop = line:find(word, from, true)
    if not start then return at end
    local inside = word:find("^%w") and (line:sub(start - 1, start - 1):find("[%w_]")
      or line:sub(stop + 1, stop + 1):find("[%w_]"))
    if not inside then at = start end
    from = stop + 1
  end
end

local function caret(line, at)
  local before = line:sub(1, at - 1):gsub("\t", " ")
  return { "  " .. line:gsub("\t", " "), "  " .. (" "):rep(width.of(before, 1)) .. "^" }
end

-- What stands before the field or method that is missing, where it is a name: corpus in corpus:vlaues().
local function owner_of(line, word)
  return line and line:match("([%a_][%w_.]*)%s*[.:]%s*" .. word .. "%f[^%w_]")
end

local leaving = { exit = true, quit = true } -- as other prompts are left

--- What is to be said of a name that stands for nothing.
-- @param names gives all that there are
function M.about_name(word, names)
  if leaving[word] then return message.say("Ctrl-D or :quit ends", "按 Ctrl-D 或输入 :quit 退出") end
  local near = nearest.find(word, names and names() or {})
  if near and near ~= word then return message.say("did you mean {near}?", "是不是 {near}？", { near = near }) end
  return message.say("nothing is called {word}; assign it first, or see :help", "没有名为 {word} 的东西；请先赋值，或见 :help",
    { word = word })
end

local function about_nil(why, line, names)
  local kind, word = why:match("nil value %((%l+) '([%w_]+)'%)")
  if not word then return nil end
  if kind == "global" then return M.about_name(word, names) end
  local owner = owner_of(line, word)
  local near = nearest.find(word, owner and names and names(owner) or {})
  if near and near ~= word then return message.say("did you mean {near}?", "是不是 {near}？", { near = near }) end
  if not owner then
    return message.say("there is no {word} here; Tab shows what there is", "这里没有 {word}；按 Tab 键看有什么", { word = word })
  end
  return message.say("{owner} has no {word}; {owner}? shows what it has", "{owner} 没有 {word}；输入 {owner}? 看它有什么",
    { owner = owner, word = word })
end

local remedies = {
  { "unfinished string", "close the string on its line", "字符串要在本行收尾" },
  { "'=' expected", "to run a verb give it {…} or (…); to see a value type it alone", "运行命令请加 {…} 或 (…)；看值直接写名字" },
  { "'then' expected", "comparisons are written ==, and if ends with then", "判断相等写 ==，if 后面要有 then" },
  { "'}' expected", "a comma is missing, or the } that closes the table", "缺逗号，或缺收尾的 }" },
  { "'%)' expected", "a comma is missing, or the ) that closes the call", "缺逗号，或缺收尾的 )" },
  { "arithmetic on a nil", "the value is missing; missing is nil, and not 0", "没有这个值；缺失是 nil，不是 0" },
  { "compare .*nil", "a value is missing; leave missing ones out first", "有值缺失；请先把缺失的去掉" },
  { "concatenate a nil", "the value is missing; tostring() shows it as nil", "没有这个值；tostring() 可以显示为 nil" },
}

local function remedy(why, line, names)
  if why:find("unfinished string", 1, true) and line and (line:find("”", 1, true) or line:find("’", 1, true)) then
    return message.say('the string is closed by a full-width quote; " is wanted', '字符串用了全角引号收尾，应为 "')
  end
  local told = about_nil(why, line, names)
  if told then return told end
  for _, one in ipairs(remedies) do
    if why:find(one[1]) then return message.choose(one[2], one[3]) end
  end
end

-- slip's words, in English, are its last line.
local function of_slip(lines, explained)
  local sign, wanted = explained:match("\n  a full%-width (%S+) stands here, (.-) is wanted$")
  if not sign then sign, wanted = explained:match("\n  a full%-width (　) stands here, (.-) is wanted$") end
  if not sign then return false end
  if wanted == "a blank" then wanted = message.choose("a blank", "空格") end
  lines[1] = lines[1]:gsub("<\\%d+>", sign) -- Lua names the first byte of it
  for line in explained:gmatch("\n(  [^\n]*)") do lines[#lines + 1] = line end
  lines[#lines] = "  " .. message.say("a full-width {sign} stands here, {wanted} is wanted",
    "这里是全角的「{sign}」，应为半角的 {wanted}", { sign = sign, wanted = wanted })
  return true
end

--- What went wrong in what was typed, as lines for people: the message, the line, a caret under the place by
--- display column, and a remedy if one is known. A message about another file is given as it is.
-- @param why Lua's message, text what was typed, names(owner) gives the words that would have been right: those that
--   the value called `owner` has, or without one all that there are
function M.explain(why, text, names)
  local n, told = why:match("^" .. M.name .. ":(%d+): (.*)$")
  local placed = told and message.say("line {n}: {told}", "第 {n} 行：{told}", { n = n, told = in_language(told) })
  local lines = { message.line("E504", placed or why) }
  if n then
    if of_slip(lines, slip.explain(why, text)) then return lines end
    local line = line_of(text, tonumber(n))
    local at = line and place(line, told)
    if at then table.move(caret(line, at), 1, 2, #lines + 1, lines) end
    lines[#lines + 1] = remedy(told, line, names) and "  " .. remedy(told, line, names) or nil
  else
    lines[#lines + 1] = remedy(why, nil, names) and "  " .. remedy(why, nil, names) or nil
  end
  return lines
end

return M
