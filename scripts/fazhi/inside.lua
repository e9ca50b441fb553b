-- inside: the world of a script in safe mode. It runs in a Lua state of its own, to which
-- core/app/sandbox.c gives the means, and builds two floors there. The library is loaded anew, with no
-- more than its own files, those below the script roots, and one corpus to read. The script stands on
-- that: Lua without io, debug, package, bytecode and finalizers. What the host gets back is plain data.
--
-- The host never requires this file but hands its text to the sandbox; it is a chunk that gets the
-- means and returns a function of the request, see fazhi.safe.

local means = ...

-- Lua's own functions, as they are before anybody can change them.
local raw_load, raw_setmetatable, raw_getmetatable = load, setmetatable, getmetatable
local refusal -- raises E506; known when fazhi.failure and fazhi.message are

local function copy(t)
  local made = {}
  for key, value in pairs(t) do made[key] = value end
  return made
end

-- A table whose every field is a function that refuses, so that the message names it.
local function refusing(name, allowed)
  return raw_setmetatable(allowed or {}, { __metatable = false, __index = function(_, key)
    return function() refusal(name .. "." .. tostring(key)) end
  end })
end

-- ---- files ---------------------------------------------------------------------------------

local function is_below(path, dirs)
  if type(path) ~= "string" or path:find("%f[^/\0]%.%.%f[/\0]") or path:find("\0", 1, true) then return false end
  for _, dir in ipairs(dirs) do
    if path == dir or path:sub(1, #dir + 1) == dir .. "/" then return true end
  end
  return false
end

-- Reading the files that the library and the script roots consist of, and no other.
local function file_reader(request)
  local places = { request.library .. "/fazhi", table.unpack(request.regions) }
  for _, root in ipairs(request.roots) do
    for _, folder in ipairs { "commands", "analyses", "catalogue", "data", "loaders", "modules" } do
      places[#places + 1] = root.dir .. "/" .. folder
    end
  end
  return function(path)
    if not is_below(path, places) then return nil, tostring(path) .. ": outside the script roots", "E506" end
    return means.core.files.read(path)
  end, function(path) return is_below(path, places) end
end

local function handle_of(bytes)
  local handle = {}
  function handle.read() return bytes end
  function handle.close() return true end
  function handle.lines() return bytes:gmatch("([^\n]*)\n?") end
  return raw_setmetatable(handle, { __close = function() end })
end

local function library_io(read)
  return refusing("io", { open = function(path, mode)
    if mode and mode:find("[wa+]") then refusal("io.open") end
    local bytes, why = read(path)
    if not bytes then return nil, why end
    return handle_of(bytes)
  end })
end

-- ---- the core ------------------------------------------------------------------------------

local function safe_files(read, is_inside)
  local files = means.core.files
  return refusing("files", {
    read = read, now = files.now,
    list = function(dir) return is_inside(dir) and files.list(dir) or nil end,
    kind = function(path) return is_inside(path) and files.kind(path) or nil end,
    terminal = function() return nil end,
  })
end

local function safe_store(request)
  local store = means.core.store
  return { schema_version = store.schema_version, open = function(path, mode)
    if path ~= request.corpus then refusal("corpus " .. tostring(path)) end
    if mode ~= "read" then refusal("corpus " .. tostring(mode)) end
    return store.open(path, "safe", request.sql_memory)
  end }
end

local function safe_core(request, read, is_inside)
  local core = { version = means.core.version, files = safe_files(read, is_inside), store = safe_store(request) }
  for _, part in ipairs { "outline", "sketch", "words", "segment", "passages", "pieces", "markup", "forms", "amounts",
    "context", "lines", "rows", "patterns", "flat", "reading", "openings", "rulers", "claims", "tally", "sentences",
    "elements", "json", "sheet" } do
    core[part] = copy(means.core[part])
  end
  core.canon = means.core.canon
  core.text = copy(means.core.text)
  core.text.read = function() refusal("files.read") end
  for _, part in ipairs { "archive", "helper", "workbook", "crew", "keys", "marks", "seen" } do
    core[part] = refusing(part)
  end
  return core
end

-- ---- Lua for both floors -------------------------------------------------------------------

-- A finalizer runs where no hook does, so it could run for ever.
local function safe_setmetatable(t, meta)
  if type(meta) == "table" and rawget(meta, "__gc") ~= nil then refusal("__gc") end
  return raw_setmetatable(t, meta)
end

-- The metatables of objects of C hold their finalizers, that of strings belongs to all.
local function safe_getmetatable(value)
  if type(value) ~= "table" then return nil end
  return raw_getmetatable(value)
end

local function collect(option)
  if option == "count" then return collectgarbage("count") end
  refusal('collectgarbage "' .. tostring(option or "collect") .. '"')
end

local function shown(s)
  s = s:gsub("[\0-\8\11-\31\127]", function(c) return ("\\x%02x"):format(c:byte()) end)
  return (s:gsub("\xC2([\x80-\x9F])", function(c) return ("\\u{%02x}"):format(c:byte()) end))
end

local function print_line(...)
  local words = table.pack(...)
  for i = 1, words.n do words[i] = shown(tostring(words[i])) end
  means.write(1, table.concat(words, "\t") .. "\n")
end

local NAMES = { "assert", "error", "ipairs", "next", "pairs", "pcall", "xpcall", "rawequal", "rawget", "rawlen",
  "rawset", "select", "tonumber", "tostring", "type", "_VERSION" }

local function base()
  local env = { print = print_line, setmetatable = safe_setmetatable, collectgarbage = collect }
  for _, name in ipairs(NAMES) do env[name] = _G[name] end
  for _, part in ipairs { "table", "math", "utf8", "coroutine", "string" } do env[part] = copy(means[part]) end
  env._G = env
  return env
end

local function own_env(globals)
  return raw_setmetatable({}, { __index = globals })
end

-- Text only: bytecode that nobody checked may do anything.
local function loader_for(globals)
  return function(chunk, name, mode, ...)
    if mode ~= nil and mode ~= "t" and mode ~= "bt" then refusal("load " .. tostring(mode)) end
    local env = globals()
    if select("#", ...) > 0 then env = ... end
    return raw_load(chunk, name, "t", env)
  end
end

-- ---- the floor of the library --------------------------------------------------------------

local function library_os(request)
  local os = means.os
  return { time = os.time, clock = os.clock, date = os.date, difftime = os.difftime,
    getenv = function(name) return request.env[name] end }
end

-- What the library asks of debug; the limits count without its hook.
local library_debug = {
  getinfo = function() return nil end,
  gethook = function() return library_os end,
  sethook = function() end,
  traceback = function(message) return message end,
}

local function require_for(library, env, core, read)
  local loaded = { ["fazhi.core"] = core, lpeg = means.lpeg }
  return function(name)
    if loaded[name] ~= nil then return loaded[name] end
    local place = name == "fazhi" and "fazhi/init" or name:gsub("%.", "/")
    local file = library .. "/" .. place .. ".lua"
    local source = name:find("^fazhi%f[.\0]") and read(file)
    if not source then error("module '" .. tostring(name) .. "' is not part of fazhi", 2) end
    local chunk = assert(raw_load(source, "@" .. file, "t", env))
    local value = chunk(name, file)
    loaded[name] = value == nil or value
    return loaded[name]
  end
end

local function library_floor(request)
  local read, is_inside = file_reader(request)
  local env = base()
  env.getmetatable = raw_getmetatable
  env.os, env.debug, env.io = library_os(request), library_debug, library_io(read)
  env.load = loader_for(function() return env end)
  env.require = require_for(request.library, env, safe_core(request, read, is_inside), read)
  return env, read
end

-- ---- the floor of the script ---------------------------------------------------------------

local HIDDEN = { lpeg = true }
for _, name in ipairs { "core", "host", "inside", "safe" } do HIDDEN["fazhi." .. name] = true end

-- fazhi's own modules, and those that lie in ROOT/modules, which run as the script does.
local function script_require(request, library, env, read)
  local loaded = {}
  return function(name)
    if type(name) ~= "string" or HIDDEN[name] then refusal("require " .. tostring(name)) end
    if name:find("^fazhi%f[.\0]") then return library.require(name) end
    for _, root in ipairs(loaded[name] == nil and name:find("^[%w_.]+$") and request.roots or {}) do
      local file = root.dir .. "/modules/" .. name:gsub("%.", "/") .. ".lua"
      local source = read(file)
      if source then
        local value = assert(raw_load(source, "@" .. file, "t", own_env(env)))(name, file)
        loaded[name] = value == nil or value
        break
      end
    end
    if loaded[name] == nil then refusal("require " .. name) end
    return loaded[name]
  end
end

local function script_floor(request, library, read)
  local env = base()
  local os = means.os
  env.string.dump = function() refusal("string.dump") end
  env.getmetatable = safe_getmetatable
  env.os = refusing("os", { time = os.time, clock = os.clock, date = os.date })
  for _, name in ipairs { "io", "debug", "package" } do env[name] = refusing(name) end
  for _, name in ipairs { "dofile", "loadfile" } do
    env[name] = function() refusal(name) end
  end
  env.load = loader_for(function() return own_env(env) end)
  env.require = script_require(request, library, env, read)
  return env
end

-- A verb that is a folder has modules beside its main.lua.
local function folder_env(file, script, read)
  local env, dir = own_env(script), file:match("^(.*)/main%.lua$")
  if not dir then return env end
  local loaded = {}
  function env.require(name)
    local beside = dir .. "/" .. tostring(name):gsub("%.", "/") .. ".lua"
    local source = loaded[name] == nil and read(beside)
    if source then
      local value = assert(raw_load(source, "@" .. beside, "t", env))(name, beside)
      loaded[name] = value == nil or value
    end
    if loaded[name] ~= nil then return loaded[name] end
    return script.require(name)
  end
  return env
end

-- Verbs and catalogues: those of the user's roots stand on the floor of the script.
local function library_loadfile(request, library, script, read)
  return function(file, _, env)
    local source, why = read(file)
    if not source then return nil, "cannot open " .. tostring(why) end
    if not is_below(file, { request.bundled }) then env = folder_env(file, script, read) end
    return raw_load(source, "@" .. file, "t", env or library)
  end
end

-- ---- what goes back ------------------------------------------------------------------------

local scalars = { string = true, number = true, boolean = true }

-- A copy of strings, numbers, booleans and tables of them; all else as its name.
local function plain(value, depth)
  if value == nil or scalars[type(value)] then return value end
  if type(value) ~= "table" or depth > 8 then return tostring(value) end
  local made = {}
  for key, item in next, value do
    if scalars[type(key)] then made[key] = plain(item, depth + 1) end
  end
  return made
end

-- The texts that a column shows instead of its values: the function itself cannot leave.
local function shown_values(column, rows)
  local texts = {}
  for _, row in ipairs(rows) do
    local value = row[column.name]
    local is_new = scalars[type(value)] and texts[value] == nil and value == value
    if is_new then texts[value] = tostring(column.show(value)) end
  end
  return texts
end

local function pack_frame(frame)
  local made = { layout = frame.layout, title = frame.title, none = frame.none, status = frame.status }
  made.picture = frame.picture and plain(frame.picture:plain(), 0)
  made.columns, made.rows, made.notes = plain(frame.columns, 0), plain(frame.rows, 0), plain(frame.notes, 0)
  for i, column in ipairs(frame.columns) do
    if column.show then made.columns[i].show, made.columns[i].shown = nil, shown_values(column, frame.rows) end
  end
  return made
end

-- The chart behind a frame goes with the frame.
local function goes_with(frame, before, value)
  return frame.is(before) and before.picture == value
end

local function pack_values(frame, ...)
  local first, why, code = ...
  if first == nil and type(why) == "string" and type(code) == "string" and code:find("^E%d%d%d$") then
    return { why = why, code = code }
  end
  local answer = {}
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    if frame.is(value) then
      answer[#answer + 1] = { frame = pack_frame(value) }
    elseif value ~= nil and not goes_with(frame, i > 1 and (select(i - 1, ...)), value) then
      answer[#answer + 1] = { text = shown(tostring(value)) }
    end
  end
  return answer
end

-- ---- running -------------------------------------------------------------------------------

local function new_context(request, library)
  local message = library.require "fazhi.message"
  local function say(line) means.write(2, "fazhi: " .. shown(line) .. "\n") end
  local context = { options = request.options, now = means.core.files.now }
  for _, name in ipairs { "progress", "close" } do context[name] = function() end end
  local current
  function context.open(mode)
    if mode ~= "read" then return message.fail("E506", { what = "corpus " .. tostring(mode) }) end
    local why, code
    if not current then current, why, code = library.require("fazhi.corpus").open(request.corpus, "read") end
    context.has_opened = current ~= nil
    if not current then return nil, message.at_path(why, request.corpus), code end
    return current
  end
  function context.warn(text)
    if not request.options.quiet then say(text) end
  end
  function context.fail(text, code, where) say(message.line(code, text, where)) end
  return context
end

local function run_header(header, words, context, library, request)
  if request.help then
    local lines = library.require("fazhi.help").page(header)
    return table.concat(lines, "\n")
  end
  local values, why, code = library.require("fazhi.args").parse(header, words)
  if not values then return nil, why, code end
  return library.require("fazhi.script").run(header, values, context)
end

-- What a program sees: Lua as the script may have it, and of the prompt's names those that are not the library's Lua.
local function program_env(names, library, env)
  local own = raw_setmetatable({}, { __index = function(_, name)
    local value = env[name]
    if value ~= nil or library[name] ~= nil then return value end
    return names[name]
  end })
  own._G, own.load = own, loader_for(function() return own end)
  return own
end

local function run_program(request, context, library, env)
  local session = library.require "fazhi.session"
  local frame = library.require "fazhi.frame"
  local own = program_env(session.environment(context), library, env)
  local f, why = session.compile(request.source, request.name, own)
  if not f then return nil, library.require("fazhi.message").text("E504", { reason = why }), "E504" end
  own.arg = copy(request.words)
  own.arg[0] = request.file
  local values = table.pack(f(table.unpack(request.words)))
  local header = values[1]
  if request.file and type(header) == "table" and not frame.is(header) and header.run ~= nil then
    header, why, values = library.require("fazhi.script").check(header, request.file)
    if not header then return nil, why, values end
    context.is_header = true
    if request.bad_words then return nil, request.bad_words.why, request.bad_words.code end
    return run_header(header, request.rest, context, library, request)
  end
  return table.unpack(values, 1, values.n)
end

local function run_verb(request, context, library)
  local header, why, code = library.require("fazhi.script").find(request.verb)
  if not header then return nil, why, code end
  return run_header(header, request.words, context, library, request)
end

local function failed(e, library)
  if library.require("fazhi.failure").is(e) then return { why = e.message, code = e.code } end
  if type(e) == "table" and type(rawget(e, "message")) == "string" then e = e.message end
  if e == "not enough memory" then return { ended = "memory" } end
  local ok, text = pcall(tostring, e)
  return { why = library.require("fazhi.message").text("E504", { reason = ok and text or type(e) }), code = "E504" }
end

-- A module that not every fazhi has.
local function optional(library, name)
  local ok, module = pcall(library.require, name)
  return ok and module or nil
end

-- The search path and the language are what the host found; nothing is asked of the system.
local function settle(request, library)
  local path, message = library.require "fazhi.path", library.require "fazhi.message"
  path.roots = function() return request.roots end
  path.user = function() return nil end
  message.set_language(request.lang)
  local failure = library.require "fazhi.failure"
  refusal = function(what) failure.raise("E506", message.text("E506", { what = what })) end
  local function save() refusal("frame:save") end
  local frame, saver = library.require "fazhi.frame", optional(library, "fazhi.saver")
  if frame.set_saver then frame.set_saver(save) end
  if saver then saver.save = save end
  if #request.regions > 0 then assert(library.require("fazhi.region").load(request.regions)) end
end

return function(request)
  local library, read = library_floor(request)
  settle(request, library)
  local env = script_floor(request, library, read)
  raw_getmetatable("").__index = env.string
  raw_getmetatable(means.lpeg.P(true)).__index = { match = means.lpeg.match }
  library.loadfile = library_loadfile(request, library, env, read)
  local context = new_context(request, library)
  library.require("fazhi.current").context = context
  local run = request.verb and run_verb or run_program
  local results = table.pack(pcall(function()
    return pack_values(library.require "fazhi.frame", run(request, context, library, env))
  end))
  local answer = results[1] and results[2] or failed(results[2], library)
  answer.has_opened, answer.is_header = context.has_opened, context.is_header
  return answer
end
