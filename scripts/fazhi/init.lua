-- The library: what `require "fazhi"` gives, in the program and in stock lua5.4. Each name is
-- loaded when it is first used.

local M = {}

local modules = {
  text = true, segment = true, stats = true, frame = true, json = true, catalogue = true, document = true,
}

local made = {}

local function default_path()
  local context = require("fazhi.current").context
  return context and context.options.corpus or os.getenv("FAZHI_CORPUS") or "fazhi.db"
end

-- The same failure, told with the file as io.open tells it.
local function with_file(path, value, why, code)
  if value == nil and type(path) == "string" and not why:find(path, 1, true) then why = path .. ": " .. why end
  return value, why, code
end

--- fazhi.open(path, mode) → the corpus in that file; without a path that of --corpus, $FAZHI_CORPUS or fazhi.db here.
--- mode is "read" (default), "write" or "create". nil, message, code if it cannot be opened. The places it remembers
--- become known.
function made.open()
  return function(path, mode)
    path = path or default_path()
    local corpus, why, code = require("fazhi.corpus").open(path, mode or "read")
    if corpus then corpus:recall_places() end
    return with_file(path, corpus, why, code)
  end
end

--- fazhi.read(path, options) → the document of one file, all stages on demand; nil, message, code.
function made.read()
  local read = require("fazhi.document").read
  return function(path, options) return with_file(path, read(path, options)) end
end

--- fazhi.region(name, options) → the region of that name or code, with :parent() :province() :children() :peers()
--- :series(indicator, from, to). Raises a failure if there is none, or several, with the choices.
function made.region()
  return require("fazhi.territory").find
end

--- fazhi.indicator: the module of indicators; fazhi.indicator{ id = …, zh = …, find = … } defines one for this run.
function made.indicator()
  return require("fazhi.indicator")
end

--- fazhi.kind{ id = …, zh = …, signs = … } adds a kind of document for this run, see fazhi.kind.
function made.kind()
  return require("fazhi.kind").define
end

--- fazhi.loader{ id = …, endings = …, read = … } adds a file format that is read, see fazhi.loader.
function made.loader()
  return require("fazhi.loader").register
end

--- fazhi.format{ id = …, endings = …, write = … } adds an output for this run, see fazhi.format.
function made.format()
  return require("fazhi.format").register
end

--- fazhi.chart{ kind = "bar", labels = …, values = … } makes a chart, see fazhi.chart.
function made.chart()
  return require("fazhi.chart").new
end

--- fazhi.args.parse{ … } reads the command line of a program, see fazhi.program.
function made.args()
  return require("fazhi.program")
end

--- fazhi.P: compiles a pattern of the indicator language, as in fazhi.P[[ 受理 … <数> 件 ]].
function made.P()
  return require("fazhi.pattern").compile
end

local function plain_context()
  return { options = {}, open = function(mode)
    return require("fazhi.corpus").open(default_path(), mode)
  end }
end

--- fazhi.run(verb) → the verb as a function: local compare = fazhi.run "compare". In the program it works on the
--- program's corpus, in stock lua5.4 on $FAZHI_CORPUS or fazhi.db; fazhi.run(verb, corpus) on a corpus of
--- one's own. Raises a failure if there is no such verb; see fazhi.script.
function made.run()
  local script = require("fazhi.script")
  return function(verb, corpus)
    local context = require("fazhi.current").context or plain_context()
    if corpus then context = setmetatable({ open = function() return corpus end }, { __index = context }) end
    local call, why, code = script.callable(verb, context)
    if not call then require("fazhi.failure").raise(code, why) end
    return call
  end
end

--- fazhi.version: "major.minor.patch" of the core.
function made.version()
  return require("fazhi.core").version
end

--- fazhi.repl(names): a prompt that sees these names, as fazhi.repl(_ENV) does in a script; Ctrl-D goes on.
function made.repl()
  return function(names) return require("fazhi.repl").run(nil, names) end
end

local names = {}
for name in pairs(modules) do names[#names + 1] = name end
for name in pairs(made) do names[#names + 1] = name end

return setmetatable(M, { __names = names, __index = function(t, name)
  local value
  if modules[name] then
    value = require("fazhi." .. name)
  elseif made[name] then
    value = made[name]()
  end
  rawset(t, name, value)
  return value
end })
