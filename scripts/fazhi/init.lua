-- The library: what `require "fazhi"` gives, in the program and in stock lua5.4. Each name is
-- loaded when it is first used.

local M = {}

local modules = {
  text = true, segment = true, stats = true, frame = true, json = true, catalogue = true, document = true,
}

local made = {}

--- fazhi.open(path, mode) → the corpus in that file; mode is "read" (default), "write" or
--- "create". nil, message, code if it cannot be opened. The places it remembers become known.
function made.open()
  return function(path, mode)
    local corpus, why, code = require("fazhi.corpus").open(path, mode or "read")
    if corpus then corpus:recall_places() end
    return corpus, why, code
  end
end

--- fazhi.read(path, options) → the document of one file, all stages on demand; nil, message, code.
function made.read()
  return require("fazhi.document").read
end

--- fazhi.region(name, options) → the region of that name or code; nil, reason, candidates.
function made.region()
  return require("fazhi.region").find
end

--- fazhi.indicator: the module of indicators.
function made.indicator()
  return require("fazhi.indicator")
end

--- fazhi.P: compiles a pattern of the indicator language, as in fazhi.P[[ 受理 … <数> 件 ]].
function made.P()
  return require("fazhi.pattern").compile
end

--- fazhi.version: "major.minor.patch" of the core.
function made.version()
  return require("fazhi.core").version
end

return setmetatable(M, { __index = function(t, name)
  local value
  if modules[name] then
    value = require("fazhi." .. name)
  elseif made[name] then
    value = made[name]()
  end
  rawset(t, name, value)
  return value
end })
