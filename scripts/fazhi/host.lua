-- The program behind the command line: takes the common options, finds the verb, runs it and
-- renders what it returns. The only place that writes to stdout, and the only one that turns
-- failures into messages and exit statuses.

local args = require("fazhi.args")
local failure = require("fazhi.failure")
local message = require("fazhi.message")
local lazy = require("fazhi.lazy")

-- What a short program does not need is loaded when it is first used.
local chart = lazy("fazhi.chart")
local frame = lazy("fazhi.frame")
local path = lazy("fazhi.path")
local render = lazy("fazhi.render")
local script = lazy("fazhi.script")

local M = {}

local STDOUT, STDERR = 1, 2

local function terminal(fd)
  if package.preload["fazhi.core.editor"] then return require("fazhi.core.editor").terminal(fd) end
  return require("fazhi.core").files.terminal(fd)
end

-- Results come first in a terminal that shows both, so stdout is flushed before.
local function complain(line)
  io.stdout:flush()
  io.stderr:write("fazhi: ", line, "\n")
end

local function report(why, code)
  complain(message.line(code, why))
  return message.status(code)
end

-- Context: what a script may ask of its host.

local function corpus_path(options)
  return options.corpus or os.getenv("FAZHI_CORPUS") or "fazhi.db"
end

local MAKERS = { add = true, load = true, merge = true } -- verbs that make a corpus where there is none
local HINT, OTHER_FILE = "`fazhi add -c FILE PATH` makes a corpus", "name another file with -c"

-- Who makes a corpus and meets a file that is none needs another file, and not the advice to make one.
local function advice(why, code, header)
  local from, to = why:find(HINT, 1, true)
  if code ~= "E401" or not from or not header or not MAKERS[header.name] then return why end
  local is_empty = why:find("an empty file", 1, true) ~= nil
  return why:sub(1, from - 1) .. (is_empty and "delete it or " or "") .. OTHER_FILE .. why:sub(to + 1)
end

local function opener(options, opened, header)
  local current, current_mode
  local function close()
    if current then current:close() end
    current = nil
  end
  local function open(mode)
    if current and (mode == "read" or current_mode ~= "read") then return current end
    close()
    local why, code
    current, why, code = require("fazhi.corpus").open(corpus_path(options), mode)
    current_mode = mode
    if current and options.regions and mode ~= "read" then why, code = select(2, current:keep_places()) end
    if current and not code then why, code = select(2, current:recall_places()) end
    if not current or code then
      return nil, message.at_path(advice(why, code, header()), corpus_path(options)), code
    end
    opened(current, mode)
    return current
  end
  return open, close
end

-- One line of progress, see fazhi.progress; nothing where stderr is no terminal.
local function progress_line(options)
  if options.quiet or not terminal(STDERR) then return function() end end
  return require("fazhi.progress").new {
    write = function(s)
      io.stderr:write(s)
      io.stderr:flush()
    end,
    now = function() return require("fazhi.core").files.now() end,
    columns = function() return terminal(STDERR) end,
  }
end

-- What stands behind FILE.lua is the program's, which reads it with fazhi.args.parse. A program that does not, and
-- gets nothing there but options of every verb, means those: they count when it opens the corpus or gives a result.
local function take_late(context)
  local words = context.late
  context.late = nil
  local options = words and #words > 0 and args.split_globals(words)
  if options then M.adopt(context.options, options) end
end

local function new_context(options, words)
  local started = os.time()
  local context = setmetatable({ options = options }, { __index = function(context, key)
    if key ~= "journal" then return nil end
    rawset(context, key, require("fazhi.journal").new(context, words, started))
    return context.journal
  end })
  local open
  open, context.close = opener(options, function(corpus, mode)
    context.journal:opened(corpus, mode)
    if context.asks_once and mode == "read" then corpus:hold() end
  end, function() return rawget(context, "header") end)
  function context.open(mode)
    take_late(context)
    return open(mode)
  end
  local more = {
    progress = progress_line(options),
    warn = function(text) if not options.quiet then complain(text) end end,
    fail = function(text, code, where) complain(message.line(code, text, where)) end,
    now = function() return require("fazhi.core").files.now() end,
    -- Long lists: so many rows as --limit says, else n for a verb that is read on a terminal, else all.
    lines = function(n)
      if options.limit then return options.limit end
      return context.header and not options.output and terminal(STDOUT) and n or math.maxinteger
    end,
    adopt = function(late)
      context.late = nil
      return M.adopt(options, late)
    end,
  }
  for key, value in pairs(more) do context[key] = value end
  require("fazhi.saver").save = function(...) return context.journal:save(...) end
  require("fazhi.current").context = context
  return context
end

-- Output.

local function wants_color(options)
  if options.color == "always" then return true end
  if options.color == "never" or (os.getenv("NO_COLOR") or "") ~= "" then return false end
  return terminal(STDOUT) ~= nil
end

-- The formats that show the notes themselves; a page is made before all are known.
local tells = { table = true, markdown = true, html = true }

local function put_notes(result, options, format)
  if options.quiet or tells[format] and not result.page then return end
  for _, note in ipairs(result.notes) do complain(message.choose("note: ", "注：") .. note) end
end

local function show(result, options, context)
  local columns = terminal(STDOUT)
  local format = render.choose_format(result, { format = options.format, terminal = columns or options.chart })
  if columns and render.is_binary(format) then return report(message.text("E222", { format = format }), "E222") end
  local color = wants_color(options)
  local more = render.is_binary(format) and context.journal:options(result)
    or { format = format, width = columns, color = color, chart = options.chart }
  local s, why, code = render.string(result, more)
  if not s then return report(why, code) end
  local ok, trouble = io.stdout:write(s)
  if ok then ok, trouble = io.stdout:flush() end
  if not ok then return report(message.text("E307", { reason = trouble }), "E307") end
  put_notes(result, options, format)
end

local function save(result, options, context)
  local ok, why, code = context.journal:save(result, options.output, options.format)
  if not ok then return report(message.at_path(why, options.output), code) end
  put_notes(result, options, "file")
end

-- A page is no text for a terminal: there it becomes a file in the current folder, but in no other's place.
local function save_page(result, options, context)
  local name = result.file_name or "fazhi.html"
  if require("fazhi.core").files.kind(name) then return report(message.text("E244", { path = name }), "E244") end
  local ok, why, code = context.journal:save(result, name, "html")
  if not ok then return report(message.at_path(why, name), code) end
  complain(message.text("page_written", { path = name }))
  put_notes(result, options, "file")
end

local function way_out(result, options)
  if options.output then return save end
  return result.page and not options.format and terminal(STDOUT) and save_page or show
end

-- What --chart asks for and cannot get, as message and code.
local function chart_trouble(result, options)
  if not options.chart then return nil end
  local format = render.choose_format(result, { format = options.format, path = options.output, terminal = true })
  if format ~= "table" and format ~= "svg" and format ~= "png" and format ~= "html" then
    return select(2, message.fail("E247", { format = format }))
  end
  if not result.picture and #result.rows > 0 then
    return select(2, message.fail("E246", { reason = render.no_picture(result) }))
  end
end

-- A result that comes line by line is written so, as long as it may be.
local function pour(result, options)
  local lines <close> = result.lines
  local file, trouble = io.stdout, nil
  if options.output then file, trouble = io.open(options.output, "wb") end
  local ok = file
  for line in ok and lines or function() end do
    ok, trouble = file:write(line, "\n")
    if not ok then break end
  end
  if ok then ok, trouble = (options.output and file.close or file.flush)(file) end
  if not ok then
    trouble = message.text("E307", { reason = trouble })
    return report(options.output and message.at_path(trouble, options.output) or trouble, "E307")
  end
  put_notes(result, options, "file")
  return result.status or 0
end

--- Renders one frame by the options of the context; returns the exit status. What has `lines`, an iterator to be
--- closed, is written line by line; its status counts when they are at their end.
function M.emit(result, context)
  local options = context.options
  if result.lines then return pour(result, options) end
  result = result:shown()
  context.journal.rows = #result.rows
  local narrowed, why, code = render.narrow(result, options)
  if not narrowed then return report(why, code) end
  why, code = chart_trouble(narrowed, options)
  if code == "E247" then return report(why, code) end
  local bad = way_out(narrowed, options)(narrowed, options, context)
  if bad then return bad end
  if code then return report(why, code) end
  if #result.rows == 0 and result.none then
    return report(message.text("E101", { what = result.none }), "E101")
  end
  return result.status or 0
end

-- Running.

local function print_lines(lines)
  io.stdout:write(table.concat(lines, "\n"), "\n")
  return 0
end

local function print_help(lines)
  return print_lines(require("fazhi.fitting").lines(lines, { width = terminal(STDOUT) }))
end

-- Keeps failures and the interrupt as they are, and takes a traceback of everything else.
local function handle(e)
  if failure.is(e) or type(e) == "userdata" or type(e) == "table" and (e.trace or e.help) then return e end
  return { trace = debug.traceback(tostring(e), 2), message = tostring(e) }
end

-- A fault in a script of the user's is his, one in a bundled script is ours.
local function tell_fault(e, is_ours, options)
  local known = failure.of(e)
  if known then return report(known.message, known.code) end
  if type(e) == "userdata" then error(e, 0) end
  if e.help then return print_help(e.help) end
  local code = is_ours and "E703" or "E504"
  local reason = code == "E504" and require("fazhi.repl.statement").told(e.message) or e.message
  complain(message.line(code, message.texts[code] and message.text(code, { reason = reason })))
  if is_ours or options.verbose then io.stderr:write(e.trace:match("\n(stack traceback:.*)") or e.trace, "\n") end
  return message.status(code)
end

-- Calls f under protection; `f` returns an exit status.
local function guard(f, is_ours, options)
  local ok, result = xpcall(f, handle)
  if ok then return result end
  if type(result) == "string" then collectgarbage() end -- no memory, of which Lua tells no handler; to tell takes some
  return tell_fault(result, is_ours(), options)
end

local function is_bundled(header)
  local roots = path.roots()
  local bundled = roots[#roots].dir
  return header ~= nil and header.file:sub(1, #bundled + 1) == bundled .. "/"
end

-- Formats of the bundled ones that show no chart unless --chart asks for it.
local has_no_chart = { csv = true, tsv = true, jsonl = true, table = true, markdown = true }

local function is_unseen(options)
  return not options.chart and not options.output and (options.format == nil or has_no_chart[options.format] == true)
end

local function run_header(header, words, context)
  local values, why, code = args.parse(header, words)
  if not values then return report(why, code) end
  local result
  context.header, context.values = header, values
  result, why, code = script.run(header, values, context, is_unseen(context.options))
  if result then return M.emit(result, context) end
  if why then return report(why, code) end
  return 1
end

local run_safely -- below

local function run_verb(words, context)
  local is_foreign, file = false, nil
  if context.options.safe then is_foreign, file = require("fazhi.safe").is_foreign(words[1]) end
  if is_foreign then
    return run_safely({ verb = words[1], file = file, words = table.move(words, 2, #words, 1, {}) }, context)
  end
  local header, why, code = script.find(words[1])
  if not header then return report(why, code) end
  context.header, context.asks_once = header, is_bundled(header)
  return run_header(header, table.move(words, 2, #words, 1, {}), context)
end

-- A chart that is no picture of the frame before it, which shows it where it is asked for.
local function print_chart(value, before, options)
  if frame.is(before) and before.picture == value then return end
  io.stdout:write(render.chart(value, { width = terminal(STDOUT), color = wants_color(options) }))
end

-- What is a table of results in another form: the list of corpus:values, what corpus:reports gives.
local function as_frame(value)
  if frame.is(value) then return value end
  local meta = type(value) == "table" and getmetatable(value)
  local is_list = type(meta) == "table" and tostring(meta.__name):find("^fazhi%.%l+s$")
  return is_list and type(value.frame) == "function" and value:frame() or nil
end

-- A plain table is shown as the prompt shows it: its address tells nobody anything.
local function put_value(value)
  local meta = getmetatable(value)
  local is_plain = type(value) == "table" and not (type(meta) == "table" and rawget(meta, "__tostring"))
  io.stdout:write(is_plain and require("fazhi.repl.display").text(value) or tostring(value), "\n")
end

-- What a line or a program gives: frames are rendered, other values printed as they are.
local function print_values(context, ...)
  local first, why, code = ...
  take_late(context)
  if first == nil and type(why) == "string" and type(code) == "string" and code:find("^E%d%d%d$") then
    return report(why, code)
  end
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    local result = as_frame(value)
    if result then
      local status = M.emit(result, context)
      if status ~= 0 then return status end
    elseif chart.is(value) then
      print_chart(value, i > 1 and (select(i - 1, ...)), context.options)
    elseif value ~= nil then
      put_value(value)
    end
  end
  return 0
end

-- What a script gives that runs in safe mode, see fazhi.safe.
function run_safely(request, context)
  request.corpus = request.corpus or corpus_path(context.options)
  context.program = request.file
  local values, opened, code = require("fazhi.safe").run(request, context.options)
  if not values then return report(opened, code) end
  for key, value in pairs(request.after or {}) do context.options[key] = value end
  if opened and context.options.output then context.open("read") end
  return print_values(context, table.unpack(values))
end

-- The options behind FILE.lua are read here: what is written where is no business of the script.
local function run_file_safely(words, rest, context)
  local source, why, code = require("fazhi.core").files.read(words[1])
  if not source then return report(message.at_path(why, words[1]), code) end
  local request = { source = source:gsub("^#[^\n]*", ""), name = "@" .. words[1], file = words[1], words = rest }
  local options, left, bad = args.split_globals(rest)
  if options then
    request.rest, request.help, request.corpus, request.after = left, options.help, options.corpus, options
    if options.lang then message.set_language(options.lang) end
  else
    request.bad_words = { why = left, code = bad }
  end
  return run_safely(request, context)
end

local function run_lua(f, why, words, context)
  if not f then return report(message.text("E504", { reason = why }), "E504") end
  return print_values(context, f(table.unpack(words)))
end

local function run_line(words, context)
  local env = require("fazhi.session").environment(context)
  if not words[2] then return report(message.text("E210", { name = "-e" }), "E210") end
  if context.options.safe then
    return run_safely({ source = words[2], name = "=-e", words = table.move(words, 3, #words, 1, {}) }, context)
  end
  local f, why = require("fazhi.session").compile(words[2], "=-e", env)
  return run_lua(f, why, table.move(words, 3, #words, 1, {}), context)
end

-- What is said where Ctrl-C cannot stop what runs, as a pattern of Lua's that never ends.
local function word_interrupt()
  local ok, interrupt = pcall(require, "fazhi.core.interrupt")
  if not ok or not interrupt.words then return end
  interrupt.words(message.choose("\nthis cannot be stopped; Ctrl-C once more ends fazhi, the corpus stays whole\n",
    "\n这一步无法中断；再按一次 Ctrl-C 将结束 fazhi，语料库保持完整\n"),
    message.choose("\nfazhi: ended; what is stored stays, the corpus is whole\n",
      "\nfazhi: 已结束；已入库的保留，语料库完整\n"))
end

local function prepare(options)
  if options.lang then message.set_language(options.lang) end
  word_interrupt()
  for _, dir in ipairs(options.scripts or {}) do path.add(dir) end
  if options.safe then require("fazhi.safe").prepare() end
  if options.no_unicode then require("fazhi.chart.glyphs").set_ascii(true) end
  if options.regions then
    local ok, why, code = require("fazhi.region").load(options.regions)
    if not ok then return nil, why, code end
  end
  return true
end

--- Takes in options of every verb that came late, as behind FILE.lua: they count as if they had come first.
--- True, or nil, message, code.
function M.adopt(options, late)
  for key, value in pairs(late) do options[key] = value end
  return prepare(late)
end

-- A verb that is not installed: the common options may stand among its words as well.
local function run_uninstalled(header, file, words, context)
  local why, code
  header, why, code = script.check(header, file)
  if not header then return report(why, code) end
  local options, rest, bad = args.split_globals(words)
  if not options then return report(rest, bad) end
  if options.help then return print_help(require("fazhi.help").page(header)) end
  local ok
  ok, why, code = context.adopt(options)
  if not ok then return report(why, code) end
  return run_header(header, rest, context)
end

-- The file that a first word means if it is no verb: FILE.lua, any file given with a path, as a #! line does, or a
-- folder with a main.lua.
local function program_file(word)
  if word:find("%.lua$") then return word end
  if not word:find("/", 1, true) then return nil end
  local files = require("fazhi.core").files
  local kind = files.kind(word)
  if kind == "file" then return word end
  local main = word:gsub("/+$", "") .. "/main.lua"
  return kind == "directory" and files.kind(main) == "file" and main or nil
end

-- FILE.lua: a program; or, if it returns a header, a verb that is not installed.
local function run_file(words, context)
  local env = require("fazhi.session").environment(context)
  local rest = table.move(words, 2, #words, 1, {})
  if context.options.safe then return run_file_safely(words, rest, context) end
  local f, why = loadfile(words[1], "t", env)
  if not f then return report(message.text("E504", { reason = why }), "E504") end
  env.arg = table.move(rest, 1, #rest, 1, { [0] = words[1] })
  env.require = script.environment(words[1]).require
  rawset(_G, "arg", env.arg) -- modules that read the command line look there, as in stock Lua
  context.program, context.late = words[1], rest
  local values = table.pack(f(table.unpack(rest)))
  local header = values[1]
  if type(header) == "table" and not frame.is(header) and header.run ~= nil then
    context.late = nil
    return run_uninstalled(header, words[1], rest, context)
  end
  return print_values(context, table.unpack(values, 1, values.n))
end

local function run_piped(context)
  if context.options.safe then
    return run_safely({ source = io.stdin:read("a"), name = "=stdin", words = {} }, context)
  end
  local env = require("fazhi.session").environment(context)
  local f, why = load(io.stdin:read("a"), "=stdin", "t", env)
  return run_lua(f, why, {}, context)
end

local function dispatch(words, context)
  local options, first = context.options, words[1]
  if options.version then return print_lines({ "fazhi " .. require("fazhi.core").version }) end
  if options.help then
    local help = require("fazhi.help")
    if not first then return print_help(help.overview()) end
    return run_verb({ "help", first }, context)
  end
  if first == "-e" then return run_line(words, context) end
  local file = first and program_file(first)
  if file then return run_file({ file, table.unpack(words, 2) }, context) end
  if first == "-i" or (not first and terminal(0)) then
    if options.safe then return report(message.text("E242"), "E242") end
    return require("fazhi.repl").run(context)
  end
  if not first then return run_piped(context) end
  if first:sub(1, 1) == "-" then return report(select(2, args.unknown_global(first)), "E203") end
  return run_verb(words, context)
end

-- After -e CODE the common options still count; after FILE.lua all words are the program's.
local function belongs_to_program(word, rest)
  return #rest == 0 and program_file(word) ~= nil or rest[1] == "-e" and #rest == 1
end

local function split(words)
  local options, rest, code = args.split_globals(words, belongs_to_program)
  if not options or rest[1] ~= "-e" or #rest < 3 then return options, rest, code end
  local after, left, why = args.split_globals(table.move(rest, 3, #rest, 1, {}))
  if not after then return nil, left, why end
  for key, value in pairs(after) do options[key] = value end
  return options, table.move(left, 1, #left, 3, { rest[1], rest[2] })
end

--- Runs the program with the words of its command line; returns the exit status.
function M.main(words)
  local options, rest, code = split(words)
  if not options then return report(rest, code) end
  local context = new_context(options, words)
  local function is_ours() return context.header and is_bundled(context.header) end
  local status = guard(function()
    local ok, why, bad = prepare(options)
    if not ok then return report(why, bad) end
    return dispatch(rest, context)
  end, is_ours, options)
  if rawget(context, "journal") then context.journal:finish(status) end
  context.close()
  return status
end

--- Says that the program was interrupted, for main, which alone knows when that is over.
function M.tell_interrupt()
  complain(message.text("interrupted"))
end

return M
