-- Verbs as scripts: finding them along the search path, checking their headers with all
-- defects in one message, and running them with what the header promises filled in.

local compiled = require("fazhi.compiled")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local path = require("fazhi.path")
local lazy = require("fazhi.lazy")
local current = require("fazhi.current")

local chart = lazy("fazhi.chart")

local M = {}

--- The version of what stands in a header and of what `run` is given. A script that says a higher one needs a
--- newer fazhi, whatever else it says.
M.api = 1

--- What an argument may be; args.lua reads each kind.
M.argument_kinds = {
  indicator = true, region = true, year = true, level = true, path = true, integer = true,
  number = true, text = true, flag = true, choice = true,
}

--- What a column may be.
M.column_kinds = {
  integer = true, number = true, text = true, year = true, region = true, indicator = true, flag = true,
  level = true, json = true,
}

local corpus_modes = { read = true, write = true, create = true, none = true }

-- What is no kind of chart among the charts that a header promises.
local function unknown_kind(list)
  local kinds = chart.kinds()
  for _, name in ipairs(list) do
    local is_known = false
    for _, kind in ipairs(kinds) do is_known = is_known or kind == name end
    if not is_known then return ("there is no %s; there are %s"):format(tostring(name), table.concat(kinds, " ")) end
  end
end

-- Each field: its type, whether it must be there, and a check of its own that returns a defect.
local fields = {
  { "name", "string", true, function(v) return not v:find("^[%w_-]+$") and message.text("header_letters") end },
  { "api", "number", true, function(v) return v ~= M.api and message.text("header_api", { api = M.api }) end },
  { "category", "string", true },
  { "summary", "string", true, function(v) return v == "" and message.text("header_empty") end },
  { "summary_zh", "string", false },
  { "alias", { "string", "table" }, false },
  { "corpus", "string", false, function(v) return not corpus_modes[v] and message.text("header_corpus") end },
  { "arguments", "table", true },
  { "outputs", "table", true },
  { "observed", "boolean", false },
  { "method", "string", false },
  { "needs", "string", false },
  { "usages", "table", false },
  { "caveats", "table", false },
  { "charts", "table", false, function(v) return unknown_kind(v) end },
  { "examples", "table", false },
  { "tests", "table", false },
  { "run", "function", true },
}

local known = { file = true, origin = true, kind = true }
for _, field in ipairs(fields) do known[field[1]] = true end
for _, name in ipairs({ "method_zh", "needs_zh", "caveats_zh" }) do known[name] = true end

local function has_type(value, wanted)
  if type(wanted) == "string" then return type(value) == wanted end
  for _, one in ipairs(wanted) do
    if type(value) == one then return true end
  end
  return false
end

local function check_fields(header, defect)
  for _, field in ipairs(fields) do
    local name, wanted, required, check = field[1], field[2], field[3], field[4]
    local value = header[name]
    if value == nil then
      if required then defect(name, message.text("header_missing")) end
    elseif not has_type(value, wanted) then
      local types = type(wanted) == "table" and table.concat(wanted, message.choose(" or ", " 或 ")) or wanted
      defect(name, message.text("header_type", { want = types, got = type(value) }))
    elseif check and check(value) then
      defect(name, check(value))
    end
  end
  for name in pairs(header) do
    if not known[name] then defect(tostring(name), message.text("header_field")) end
  end
end

local function check_argument(argument, where, defect, seen)
  if type(argument) ~= "table" or type(argument.name) ~= "string" then
    return defect(where, message.text("header_name"))
  end
  local name = argument.name
  if not name:find("^%-%-[a-z][%w-]+$") and not name:gsub("…$", ""):find("^%u[%u%d_]*$") then
    defect(where, message.text("header_argument", { word = name }))
  end
  if require("fazhi.args").is_global(name) then defect(where, message.text("header_global", { word = name })) end
  if seen[name] then defect(where, message.text("header_twice", { word = name })) end
  seen[name] = true
  if not M.argument_kinds[argument.kind] then
    defect(where, message.text("header_argument_kind", { word = tostring(argument.kind) }))
  elseif argument.kind == "choice" and type(argument.choices) ~= "table" then
    defect(where, message.text("header_choices"))
  end
  if type(argument.help) ~= "string" then defect(where, message.text("header_help")) end
end

local function check_arguments(list, defect)
  local seen, repeated, optional = {}, false, false
  for i, argument in ipairs(list) do
    local where = "arguments[" .. i .. "]"
    check_argument(argument, where, defect, seen)
    local name = type(argument) == "table" and argument.name
    if type(name) == "string" and name:sub(1, 2) ~= "--" then
      if repeated then defect(where, message.text("header_after_repeated")) end
      if optional and not argument.optional then defect(where, message.text("header_optional")) end
      repeated, optional = name:find("…$") ~= nil, argument.optional
    end
  end
end

local function check_outputs(list, defect)
  for i, column in ipairs(list) do
    local where = "outputs[" .. i .. "]"
    if type(column) ~= "table" or type(column.name) ~= "string" then
      defect(where, message.text("header_name"))
    elseif not M.column_kinds[column.kind] then
      defect(where, message.text("header_column_kind", { word = tostring(column.kind) }))
    end
  end
end

local function check_tests(list, defect)
  for i, test in ipairs(list) do
    if type(test) ~= "table" or type(test.gives or test.fails) ~= (test.gives and "table" or "string") then
      defect("tests[" .. i .. "]", message.text("header_test"))
    end
  end
end

local function check_examples(list, defect)
  for i, example in ipairs(list) do
    if type(example) ~= "table" or type(example.run) ~= "string" then
      defect("examples[" .. i .. "]", message.text("header_example"))
    end
  end
end

--- The defects of a header as a list of "field: what"; an empty one if it is sound.
function M.defects(header)
  local list = {}
  local function defect(field, what) list[#list + 1] = field .. ": " .. what end
  if type(header) ~= "table" then return { message.text("header_table", { got = type(header) }) } end
  check_fields(header, defect)
  if type(header.arguments) == "table" then check_arguments(header.arguments, defect) end
  if type(header.outputs) == "table" then check_outputs(header.outputs, defect) end
  if type(header.examples) == "table" then check_examples(header.examples, defect) end
  if type(header.tests) == "table" then check_tests(header.tests, defect) end
  table.sort(list)
  return list
end

--- Checks a header and completes it with its `file`; nil, message, code with all defects.
function M.check(header, file)
  local api = type(header) == "table" and math.tointeger(header.api)
  if api and api > M.api then
    local why = message.text("newer_api", { api = api, known = M.api })
    return nil, file .. ": " .. message.text("E501", { reason = why }), "E501"
  end
  local defects = M.defects(header)
  if #defects > 0 then
    return nil, file .. ": " .. message.text("E501", { reason = table.concat(defects, "; ") }), "E501"
  end
  header.file = file
  return header
end

-- The modules of a verb that is a folder stand beside its main.lua and are nobody else's.
local function require_beside(dir, env)
  local loaded = {}
  return function(name)
    if loaded[name] ~= nil then return loaded[name] end
    local file = dir .. "/" .. name:gsub("%.", "/") .. ".lua"
    local handle = name:find("^[%w_.-]+$") and not name:find("..", 1, true) and io.open(file, "r")
    if not handle then return require(name) end
    handle:close()
    local value = assert(loadfile(file, "t", env))(name, file)
    if value == nil then value = true end
    loaded[name] = value
    return value
  end
end

--- The globals of a script's file: all that there are, its own apart; `require` finds what stands beside a main.lua.
function M.environment(file)
  local env = setmetatable({}, { __index = _G })
  local dir = file:match("^(.*)/main%.lua$")
  if dir then env.require = require_beside(dir, env) end
  return env
end

--- Loads one script; loading runs nothing but the table itself. nil, message, code if the
--- file is no Lua or its header is not sound.
function M.load(file)
  local chunk, why = compiled.load(file, M.environment(file))
  if not chunk then return nil, why, "E502" end
  local ok, header = pcall(chunk)
  if not ok then
    if type(header) == "userdata" then error(header, 0) end
    return nil, tostring(header), "E502"
  end
  return M.check(header, file)
end

local kinds = { "commands", "analyses" }

local function load_named(kind, file, root)
  local header, why, code = M.load(file)
  if not header then return nil, why, code end
  header.kind, header.origin = kind, root
  return header
end

--- All scripts on the search path, in order of name: {name=, file=, kind=, header=} or, for a
--- broken one, {name=, file=, kind=, problem=}.
function M.all()
  local list = {}
  for _, kind in ipairs(kinds) do
    for name, file in pairs(path.list(kind)) do
      local header, problem = load_named(kind, file)
      list[#list + 1] = { name = name, file = file, kind = kind, header = header, problem = problem }
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

--- The other names of a script, as a list.
function M.aliases(header)
  if type(header.alias) == "table" then return header.alias end
  return { header.alias }
end

local function find_alias(name)
  for _, entry in ipairs(M.all()) do
    for _, alias in ipairs(entry.header and M.aliases(entry.header) or {}) do
      if alias == name then return entry.header end
    end
  end
end

--- Every word that names a verb: names and aliases.
function M.words()
  local words = {}
  for _, entry in ipairs(M.all()) do
    words[#words + 1] = entry.name
    for _, alias in ipairs(entry.header and M.aliases(entry.header) or {}) do words[#words + 1] = alias end
  end
  return words
end

--- The script called `name` (or so by an alias); nil, message, code with the nearest right
--- word if there is none, or with the defects of its header.
function M.find(name)
  if name:find("^[%w_-]+$") then
    for _, kind in ipairs(kinds) do
      local file, root = path.find(kind, name)
      if file then return load_named(kind, file, root) end
    end
  end
  local header = find_alias(name)
  if header then return header end
  local near = require("fazhi.nearest").find(name, M.words())
  local more = near and message.text("nearest", { word = near }) or message.text("see_verbs")
  return message.fail("E202", { word = name }, more)
end

--- The way a script wants the corpus opened: "read", "write", "create" or "none"; analyses
--- read it unless they say otherwise.
function M.corpus_mode(header)
  return header.corpus or (header.category == "analysis" and "read") or "none"
end

-- A column that says no more than its name and kind, as mutate makes it, is shown as the header says.
local function described(column, outputs)
  for _, output in ipairs(outputs) do
    local is_bare = not (column.zh or column.en or column.digits or column.unit or column.show)
    if is_bare and output.name == column.name then return output end
  end
  return column
end

local function complete(header, result)
  if type(result) == "table" and not frame.is(result) and result.rows then result = frame.new(result) end
  if not frame.is(result) then return result end
  if #result.columns == 0 then result.columns = header.outputs end
  for i, column in ipairs(result.columns) do result.columns[i] = described(column, header.outputs) end
  return result
end

local function region_words(corpus)
  local words = {}
  for _, row in ipairs(corpus:regions() or {}) do
    words[#words + 1], words[#words + 2] = row.name, row.full_name
  end
  return words
end

-- Whether there is a place of that name somewhere: then it is no slip for another.
local function is_place(word)
  local row, why = require("fazhi.region").find(word)
  return row ~= nil or why == "ambiguous"
end

-- A name that the corpus cannot settle is wrong use; it gets the nearest name, or the choices.
local function check_region(corpus, key, word, from, to)
  local query, why, code = corpus:reports({ [key == "within" and key or "region"] = word, from = from, to = to })
  if query then return true end
  if code == "E207" then return nil, why, code end
  local near = not is_place(word) and require("fazhi.nearest").find(word, region_words(corpus))
  local more = near and message.text("nearest", { word = near }) or message.text("see_regions")
  return message.fail("E206", { word = word }, more)
end

-- The regions that are asked for: a list of { key = of the argument, word = }.
local function asked_regions(header, args)
  local list = {}
  for _, argument in ipairs(header.arguments) do
    local key = require("fazhi.args").key(argument.name)
    local value = argument.kind == "region" and args[key] or {}
    for _, word in ipairs(type(value) == "table" and value or { value }) do
      list[#list + 1] = { key = key, word = word }
    end
  end
  return list
end

local function check_regions(header, args, corpus)
  local from, to = require("fazhi.args").years(args.year)
  for _, asked in ipairs(asked_regions(header, args)) do
    local ok, why, code = check_region(corpus, asked.key, asked.word, from, to)
    if not ok then return nil, why, code end
  end
  return true
end

-- The traceback is taken where the error is, and travels with it to whoever tells it.
local function with_trace(e)
  if type(e) ~= "string" then return e end
  return { message = e, trace = debug.traceback(e, 2) }
end

-- Failures of the world come back as nil, message, code; everything else goes on upwards.
local function protected(f, ...)
  local results = table.pack(xpcall(f, with_trace, ...))
  if results[1] then return table.unpack(results, 2, results.n) end
  local e = results[2]
  if failure.is(e) then return nil, e.message, e.code end
  error(e, 0)
end

-- What rests on observations says so where they were made with another catalogue than the one in
-- force. An analysis rests on them, another verb if its header says `observed`.
local function note_stale(header, result, corpus)
  local rests = header.observed
  if rests == nil then rests = header.category == "analysis" end
  if not rests or not corpus then return end
  local count, why = corpus:count_stale()
  if not count then
    result.notes[#result.notes + 1] = message.text("broken_catalogue", { reason = why:match("^[^\n]*") })
  elseif count > 0 then
    result.notes[#result.notes + 1] = message.text("stale", { count = count })
  end
end

-- Who asks for a place by a name that it bears no more is told its name, and what of its past or future is filed apart.
local function note_renamed(header, args, result, corpus)
  local renaming = require "fazhi.renaming"
  local first, last = require("fazhi.args").years(args.year)
  for _, asked in ipairs(asked_regions(header, args)) do
    result.notes[#result.notes + 1] = renaming.note(asked.word, math.tointeger(last))
    if corpus and corpus.kin and asked.key ~= "within" then
      local kin = protected(corpus.kin, corpus, asked.word, first, last, header.category == "analysis")
      result.notes[#result.notes + 1] = renaming.kin_note(asked.word, kin or {})
    end
  end
end

-- Who asks for a place within one that it is not in gets nothing of it, and is told why. A central body is no place.
local function note_outside(header, args, result, corpus)
  if not corpus.lies_within or type(args.within) ~= "string" then return end
  local first, last = require("fazhi.args").years(args.year)
  for _, asked in ipairs(asked_regions(header, args)) do
    local is_in = asked.key ~= "region" or protected(corpus.lies_within, corpus, asked.word, args.within, first, last)
    if is_in == false then
      result.notes[#result.notes + 1] = message.say("{name} is not within {above}", "“{name}”不在“{above}”辖内",
        { name = asked.word, above = args.within })
    end
  end
end

-- A chart may come as the plain table that it is made of, or as a function that makes it; one in which there is
-- nothing to see is none. Where it cannot be drawn the table stands without it, and why is told to who asks for the
-- chart.
local function with_picture(result, drawn, why)
  if type(drawn) == "function" then drawn, why = protected(drawn) end
  if type(drawn) == "table" and not chart.is(drawn) then drawn, why = failure.call(chart.new, drawn) end
  if drawn == nil and type(why) == "string" then result.no_picture = why end
  if drawn == nil or not chart.is(drawn) or drawn:is_empty() then return result end
  result.picture = drawn
  return result, drawn
end

--- Runs a script with arguments that are read already. `context.open(mode)` gives the corpus.
--- Returns what the script returns: a frame with the columns of the header where the script
--- named none, and the chart behind it, which is the frame's picture as well; or nil, message, code.
-- @param is_unseen true: nobody will see a chart, and one that comes as a function is not made
function M.run(header, args, context, is_unseen)
  local corpus
  local mode = M.corpus_mode(header)
  if mode ~= "none" then
    local why, code
    corpus, why, code = context.open(mode)
    if not corpus then return nil, why, code end
    local ok
    ok, why, code = check_regions(header, args, corpus)
    if not ok then return nil, why, code end
  end
  local result, why, code = protected(header.run, args, corpus, context)
  if result == nil then return nil, why, code end
  result = complete(header, result)
  if not frame.is(result) then return message.fail("E505", { reason = "a " .. type(result) }) end
  note_stale(header, result, corpus)
  if corpus then
    note_renamed(header, args, result, corpus)
    note_outside(header, args, result, corpus)
  end
  result.no_picture = header.charts and message.text "nothing_drawn"
    or message.text("draws_none", { verb = header.name })
  if is_unseen and type(why) == "function" then return result end
  return with_picture(result, why, code)
end

-- Verbs as functions

local Verb = { __name = "fazhi.verb" }
Verb.__index = Verb

--- Calls the verb and returns what its script returns: a frame; nil, message, code for wrong use and failures of
--- the world.
function Verb:try(given)
  if type(given) ~= "table" then given = { given } end
  local values, why, code = require("fazhi.args").from_table(self.header, given)
  if not values then return nil, why, code end
  return M.run(self.header, values, self.context or current.context or {})
end

-- A program goes on from what it is given, as in compare{…}:head(3), so what fails is raised.
function Verb:__call(given)
  local results = table.pack(self:try(given))
  if results[1] == nil then failure.raise(results[3] or "E504", tostring(results[2] or self.name)) end
  return table.unpack(results, 1, results.n)
end

function Verb:__tostring()
  return require("fazhi.args").usage(self.header)
end

--- A verb as a value that can be called: compare{ indicator = "review_accepted", year = 2024 } is
--- `fazhi compare review_accepted --year 2024`. Arguments without a key are the positional ones in
--- order. A call returns the frame that the script returns, and raises a failure (fazhi.failure) for wrong use
--- and for what goes wrong in the world; compare:try{ … } returns nil, message, code instead.
-- @param verb its name, an alias, or a header that is loaded
-- @param context as M.run takes it; nil for the program's own (fazhi.current)
-- @return { name=, header=, context= }, whose string is the usage line; nil, message, code if there is no such verb
function M.callable(verb, context)
  local header, why, code = verb, nil, nil
  if type(verb) ~= "table" then header, why, code = M.find(verb) end
  if not header then return nil, why, code end
  return setmetatable({ name = header.name, header = header, context = context }, Verb)
end

--- True for what M.callable gives.
function M.is_callable(value)
  return getmetatable(value) == Verb
end

return M
