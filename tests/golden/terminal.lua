-- terminal: the prompt in a real terminal (tmux), of 80 and of 40 columns: keys are sent and the screen is read.
-- Nothing waits for a time: every step waits until what it wants stands on the screen.

local tap = require "tap"

local PATIENCE = 30 -- seconds until what does not come is missed

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "a"
end

if output_of("command -v tmux") == "" then
  tap.skip("the prompt in a terminal", "there is no tmux")
  tap.done()
end

local function quoted(s)
  return "'" .. s:gsub("'", "'\\''") .. "'"
end

local function slurp(path)
  local file <close> = io.open(path, "rb")
  return file and file:read "a" or ""
end

local build = output_of("cd " .. quoted(os.getenv "B" or "build") .. " && pwd"):gsub("\n$", "")
local here = output_of("pwd"):gsub("\n$", "")
local work = output_of("mktemp -d"):gsub("\n$", "")
local corpus = work .. "/examples.db"
local program = ("env -u FAZHI_CORPUS -u FAZHI_PATH -u PAGER HOME=%s XDG_CONFIG_HOME=%s/config XDG_DATA_HOME=%s/data "
  .. "LC_ALL=C.UTF-8 %s/fazhi "):format(work, work, work, build)
os.execute(program .. "--regions examples/regions.tsv -q -c " .. corpus .. " add examples/reports >/dev/null 2>&1")

-- The terminal.

-- Each session has a server of its own: one that is on its way out takes no new session.
local tmux
local function use_server(name)
  tmux = ("env -u TMUX TMUX_TMPDIR=%s LC_ALL=C.UTF-8 tmux -L %s -f /dev/null "):format(work, name)
end

local function send(...)
  os.execute(tmux .. "send-keys -t fazhi " .. table.concat({ ... }, " "))
end

local function type_text(text)
  send("-l", "--", quoted(text))
end

local function screen()
  return output_of(tmux .. "capture-pane -p -t fazhi 2>/dev/null")
end

-- All that was shown since the screen was cleared, wrapped lines as one.
local function shown()
  return output_of(tmux .. "capture-pane -p -J -S - -t fazhi 2>/dev/null")
end

-- Waits until `wanted`, plain text or a function of the screen, is there.
local function wait(wanted, name, read)
  read = read or screen
  local stop, last = os.time() + PATIENCE
  local is_there = type(wanted) == "function" and wanted or function(s) return s:find(wanted, 1, true) ~= nil end
  repeat
    last = read()
    if is_there(last) then return tap.ok(true, name) end
    os.execute "sleep 0.05"
  until os.time() > stop
  return tap.ok(false, name, "wanted: " .. tostring(wanted) .. "\nscreen:\n" .. last)
end

-- The last line of the screen that is not empty is the prompt alone.
local function at_prompt(s)
  return s:gsub("%s+$", ""):match "[^\n]*$" == "法治>"
end

local function is_ready(name)
  return wait(at_prompt, name)
end

-- Gives up what is typed and clears the screen, so that nothing of before is found again.
local function clear()
  send "C-c"
  wait(at_prompt, "Ctrl-C gives a fresh line")
  send "C-l"
  os.execute(tmux .. "clear-history -t fazhi")
  wait(function(s) return s:gsub("%s+", "") == "法治>" end, "the screen is clear")
end

local function start(columns, rows)
  use_server("fazhi" .. columns)
  os.execute(tmux .. ("new-session -d -s fazhi -x %d -y %d %s"):format(columns, rows,
    quoted("cd " .. quoted(here) .. " && exec " .. program .. "--lang zh -c " .. corpus)))
  os.execute(tmux .. "set-option -g remain-on-exit on >/dev/null 2>&1")
  if not is_ready("the prompt comes at " .. columns .. " columns") then tap.done() end
end

local function stop()
  send "C-d"
  wait(function() return output_of(tmux .. "list-panes -t fazhi -F '#{pane_dead}' 2>/dev/null"):find "^0" == nil end,
    "Ctrl-D ends")
  os.execute(tmux .. "kill-server 2>/dev/null")
end

-- What each step is about.

local function editing(columns)
  local where = " at " .. columns .. " columns"
  type_text 'x = "行政复议受理数"'
  wait('x = "行政复议受理数"', "Chinese is typed" .. where)
  send("Left", "Left", "Left", "BSpace", "BSpace")
  wait('x = "行政复理数"', "and deleted in the middle" .. where)
  type_text "甲"
  wait('x = "行政复甲理数"', "and put in the middle" .. where)
  send "Enter"
  type_text "x"
  send "Enter"
  wait("\n行政复甲理数\n", "the line is as it was seen" .. where)
  clear()
end

-- A line of two rows and more, with a character of two columns on every place of the edge.
local function long_lines(columns)
  for shift = 0, 1 do
    local text = "y = '" .. ("a"):rep(shift) .. ("法"):rep(columns) .. "'"
    type_text(text)
    send("Left", "Left", "Left")
    type_text "乙"
    send("Home", "Right")
    type_text "y"
    send "Enter"
    type_text "#yy .. yy:sub(-9)"
    send "Enter"
    wait(("%d乙法法\n"):format(3 * columns + 3 + shift),
      ("a line over the edge is edited rightly, shift %d at %d columns"):format(shift, columns), shown)
    clear()
  end
end

local function past_lines()
  type_text "first = 1"
  send "Enter"
  type_text " secret = 2"
  send "Enter"
  type_text "third = 3"
  send "Enter"
  wait("third = 3", "three lines were typed")
  clear()
  send("Up", "Up")
  wait("法治> first = 1", "the arrow brings back a line, and none that begins with a blank")
  clear()
  send "C-r"
  type_text "fir"
  wait("first = 1", "Ctrl-R finds a line")
  clear()
  local history = slurp(work .. "/data/fazhi/history")
  tap.ok(history:find("first = 1\nthird = 3\n", 1, true), "the history is in its file", history)
end

local function completion(columns)
  local where = " at " .. columns .. " columns"
  type_text 'r = report "r3"'
  send "Enter"
  is_ready("a report is taken" .. where)
  type_text 'r:get "行政复议受'
  send "Tab"
  wait('r:get "行政复议受理数"', "Tab completes a Chinese name inside quotes" .. where)
  send "Enter"
  wait("147 件（行政复议受理数）", "and the value shows itself" .. where)
  clear()
  type_text "r:ke"
  send("BSpace", "BSpace", "Tab")
  wait("observations", "Tab lists the methods" .. where)
  wait(function(s) return s:gsub("%s+$", ""):match "[^\n]*$" == "法治> r:" end, "and the line stands below" .. where)
  clear()
  type_text "comp"
  send "Tab"
  wait("compare", "Tab completes a verb" .. where)
  clear()
  type_text ":corp"
  send "Tab"
  send "Enter"
  wait("30 份报告", "Tab completes a command" .. where, shown)
  clear()
end

local function blocks(columns)
  local where = " at " .. columns .. " columns"
  local path = work .. "/block"
  local file = assert(io.open(path, "w"))
  file:write 'for i = 1, 2 do\n  print("第" .. i .. "行，")\nend\n'
  file:close()
  os.execute(tmux .. "load-buffer " .. path .. " && " .. tmux .. "paste-buffer -p -t fazhi")
  wait("\nend", "a pasted block stands whole in the line" .. where)
  tap.ok(not screen():find("\n第1行", 1, true), "and does not run by itself" .. where)
  send "Enter"
  wait("\n第1行，\n第2行，\n", "until it is sent off" .. where)
  clear()
  send "Up"
  wait('法治> for i = 1, 2 do\n  print("第" .. i .. "行，")\nend', "history brings the block back whole" .. where)
  clear()
  type_text "for i = 1, 2 do"
  send "Enter"
  wait("  ..>", "what is not finished continues" .. where)
  type_text "print(i * 21) end"
  send "Enter"
  wait("\n42\n", "and runs when it is" .. where)
  clear()
end

-- Each computation says that it runs, is interrupted, and the prompt answers again.
local function interrupts()
  local endless = {
    { "a loop", 'print("on" .. "e") while true do end', "one" },
    { "pcall", 'print("tw" .. "o") while true do pcall(function() while true do end end) end', "two" },
    { "a coroutine", 'print("thre" .. "e") coroutine.wrap(function() while true do end end)()', "three" },
    { "pcall in a coroutine in pcall", 'print("fou" .. "r") while true do pcall(coroutine.wrap(function() '
      .. "while true do pcall(error) end end)) end", "four" },
    { "long SQL", 'print("fiv" .. "e") return corpus:sql "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL '
      .. 'SELECT x + 1 FROM c) SELECT count(*) FROM c"', "five" },
    { "a big search", 'print("si" .. "x") for i = 1, 1e9 do search{"行政"} end', "six" },
  }
  for _, one in ipairs(endless) do
    type_text(one[2])
    send "Enter"
    wait("\n" .. one[3] .. "\n", one[1] .. " runs")
    send "C-c"
    wait("已中断", "Ctrl-C stops " .. one[1])
    is_ready("and the prompt comes back from " .. one[1])
    type_text "corpus:counts().reports"
    send "Enter"
    wait("\n30\n", "the corpus is whole after " .. one[1])
    clear()
  end
end

-- A search: the corpus is asked, and again, while the words are looked for in the prompt's own patterns.
local function word_counts()
  type_text 'print("sev" .. "en") for i = 1, 1e9 do corpus:mentions "行政|法治" end'
  send "Enter"
  wait("\nseven\n", "counting words runs")
  send "C-c"
  wait("已中断", "Ctrl-C stops counting words")
  is_ready("and the prompt comes back from counting words")
  clear()
end

-- What nothing can stop, a pattern in C: the second Ctrl-C says what the third does, and the third does it.
local function stuck()
  type_text 'print("stu" .. "ck") ; ("a"):rep(30000):find((".-"):rep(8) .. "b")'
  send "Enter"
  wait("\nstuck\n", "a pattern that never ends runs")
  send "C-c"
  os.execute "sleep 0.5"
  send "C-c"
  wait("再按一次 Ctrl-C", "the second Ctrl-C says what the next one does")
  os.execute "sleep 0.5"
  send "C-c"
  wait("语料库完整", "the third ends the program and says so")
  wait(function() return output_of(tmux .. "list-panes -t fazhi -F '#{pane_dead}' 2>/dev/null"):find "^0" == nil end,
    "the program has ended")
  os.execute(tmux .. "kill-server 2>/dev/null")
  local out = output_of(program .. "-c " .. corpus .. " sql 'PRAGMA integrity_check' -f tsv 2>&1")
  tap.ok(out:find "\nok\n", "the corpus is whole", out)
end

local function slips()
  type_text "compare（1)"
  send "Enter"
  wait("  compare（1)\n         ^\n  这里是全角的「（」，应为半角的 (", "a full-width parenthesis is named, with a caret under it")
  clear()
  type_text 'x = "甲乙" .. nothing.y'
  send "Enter"
  wait('  x = "甲乙" .. nothing.y\n                ^', "the caret counts columns, not bytes")
  clear()
end

local function pages()
  type_text "for i = 1, 1 do end return list{}"
  send "Enter"
  wait("空格翻页", "a long table waits at the end of the screen")
  send "q"
  is_ready "and q leaves it"
  clear()
end

local function tables(columns)
  type_text 'compare{indicator="review_accepted", year=2024}'
  send "Enter"
  wait("注：比较 6 个地区", "a verb as a function shows its table at " .. columns .. " columns", shown)
  local joined, rows = shown(), 0
  for line in output_of(tmux .. "capture-pane -p -S - -t fazhi"):gmatch "[^\n]+" do
    if line:find "^ +%d+  .*%f[%w]o%d+" then
      rows = rows + 1
      tap.ok(joined:find("\n" .. line .. "\n", 1, true), "row " .. rows .. " keeps to the screen", line)
    end
  end
  tap.ok(rows == 6, "six rows", joined)
  send "q"
  clear()
end

local function resized()
  type_text("z = '" .. ("法"):rep(30) .. "'")
  wait(("法"):rep(30), "a line fits a wide screen")
  os.execute(tmux .. "resize-window -t fazhi -x 40 -y 24")
  type_text " .. '乙'"
  wait(function(s) return s:gsub("\n", ""):find(("法"):rep(30) .. "' .. '乙'", 1, true) end, "and a narrower one",
    shown)
  clear()
end

local function logs()
  type_text(":log " .. work .. "/session.lua")
  send "Enter"
  wait("运行：fazhi", "the log is written")
  local out = output_of(program .. work .. "/session.lua 2>&1")
  tap.ok(out:find "2024" and not out:find "E%d%d%d", "and runs", out)
  clear()
end

start(80, 24)
editing(80)
long_lines(80)
past_lines()
completion(80)
blocks(80)
interrupts()
word_counts()
slips()
pages()
tables(80)
logs()
resized()
stop()
start(40, 24)
send "Up"
wait(":log", "a new session has the history of the last")
clear()
editing(40)
long_lines(40)
completion(40)
blocks(40)
tables(40)
stuck()
os.execute("rm -rf " .. quoted(work))
tap.done()
