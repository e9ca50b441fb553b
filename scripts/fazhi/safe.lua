-- safe: safe mode as the host sees it (--safe). Scripts that are not bundled run in a state of their
-- own (core/app/sandbox.c, fazhi.inside) under limits of memory, instructions and seconds; the host
-- gets plain values back and makes frames of them. Bundled verbs run as ever, but with no other
-- catalogue or loader than the bundled ones, since those of the user are scripts as well.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local path = require("fazhi.path")

local M = {}

local MEGABYTE = 1024 * 1024

-- The limits: the variable that sets each, its default, and what one of it is.
local LIMITS = {
  memory = { variable = "FAZHI_SAFE_MEMORY", default = 512, each = MEGABYTE }, -- MB
  steps = { variable = "FAZHI_SAFE_STEPS", default = 2000, each = 1000000 }, -- million instructions of Lua
  seconds = { variable = "FAZHI_SAFE_SECONDS", default = 60, each = 1 }, -- of the processor
}

local LONGEST = 2000 -- bytes of an error that a script words

local roots -- the search path as it was before M.prepare

local function limit(name)
  local given = math.tointeger(tonumber(os.getenv(LIMITS[name].variable) or ""))
  if not given or given < 1 or given > 1000000 then return LIMITS[name].default end
  return given
end

local function over(name)
  local text = message.text("safe_" .. name, { count = limit(name) })
  return message.text("E507", { limit = text, variable = LIMITS[name].variable })
end

--- From here on the host itself finds nothing but what is bundled.
function M.prepare()
  roots = path.roots()
  path.restrict()
end

-- The file of a verb on the whole search path, and its root.
local function find(verb)
  if not verb:find("^[%w_-]+$") then return nil end
  for _, kind in ipairs { "commands", "analyses" } do
    for _, root in ipairs(roots) do
      for _, ending in ipairs { ".lua", "/main.lua" } do
        local file = root.dir .. "/" .. kind .. "/" .. verb .. ending
        if require("fazhi.core").files.kind(file) == "file" then return file, root end
      end
    end
  end
end

--- Whether the verb is no bundled one, and the file it is in.
function M.is_foreign(verb)
  local file, root = find(verb)
  if root then return root.from ~= "bundled", file end
  return require("fazhi.script").find(verb) == nil
end

local function library_dir()
  local file = package.searchpath("fazhi.inside", package.path)
  return file, file:match("^(.*)/fazhi/inside%.lua$")
end

local ENVIRONMENT = { "FAZHI_AMBIGUOUS" } -- what the library may ask for in there

local function complete(request, options)
  local file, library = library_dir()
  request.roots, request.bundled, request.library = roots, roots[#roots].dir, library
  request.lang = message.language()
  request.regions, request.env = options.regions or {}, {}
  request.sql_memory = limit("memory") * MEGABYTE // 2
  request.options = { quiet = options.quiet, verbose = options.verbose, limit = options.limit, format = options.format }
  for _, name in ipairs(ENVIRONMENT) do request.env[name] = os.getenv(name) end
  return file
end

local function limits()
  local stack = message.text("E508", { what = message.text("safe_stack") })
  local values = { last_words = "fazhi: E507: " .. over("seconds"), last_words_of_stack = "fazhi: E508: " .. stack }
  for name, one in pairs(LIMITS) do values[name] = limit(name) * one.each end
  return values
end

local ENDS = { memory = "memory", steps = "steps", time = "seconds" }

local function told(ended)
  if ENDS[ended] then return nil, over(ENDS[ended]), "E507" end
  return nil, message.text("E504", { reason = ended:sub(1, LONGEST) }), "E504"
end

local function unpack_frame(packed)
  for _, column in ipairs(packed.columns) do
    local texts = column.shown
    column.shown = nil
    if type(texts) == "table" then
      column.show = function(value) return tostring(texts[value]) end
    end
  end
  local made = frame.new(packed)
  local ok, picture = pcall(require("fazhi.chart").new, packed.picture)
  made.picture = ok and picture or nil
  made.status = math.type(packed.status) == "integer" and packed.status or nil
  return made
end

local function read(file)
  local handle <close> = assert(io.open(file, "rb"))
  return handle:read("a")
end

-- The C function that opens the core: part of the program, or in a module beside it.
local function core_opener()
  local opener = package.preload["fazhi.core"]
  if opener then return opener end
  return assert(package.loadlib(assert(package.searchpath("fazhi.core", package.cpath)), "luaopen_fazhi_core"))
end

--- Runs one script in safe mode.
-- @param request { verb= } or { source=, name=, file= }, with words=, corpus=, and for a file
--   rest= (words without common options) or bad_words= { why=, code= }; `help` asks for a header's page
-- @param options those of the command line
-- @return a list of frames and strings (`is_header` in it: the file was a verb), and whether the corpus was
--   opened; or nil, message, code:
--   "E506" for what safe mode does not allow, "E507" for a limit, "E504" for other errors
function M.run(request, options)
  local file = complete(request, options)
  local answer, ended = require("fazhi.sandbox").run(read(file), "@" .. file, request, limits(), core_opener())
  if not answer then return told(ended) end
  if answer.ended then return told(answer.ended) end
  if answer.code == "E701" then return told("memory") end
  if answer.why then return nil, answer.why:sub(1, LONGEST), answer.code:match("^E[1-6]%d%d$") or "E504" end
  local values = { is_header = answer.is_header }
  for i, value in ipairs(answer) do values[i] = value.frame and unpack_frame(value.frame) or value.text end
  return values, answer.has_opened
end

return M
