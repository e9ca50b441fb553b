-- trial: a script put to the test: what its header promises, what luacheck says of it, whether its examples print
-- what they say, and the tests it carries itself. The same for the other things that a user writes: indicators,
-- loaders, formats.

local args = require("fazhi.args")
local core = require("fazhi.core")
local document = require("fazhi.document")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local input = require("fazhi.input")
local message = require("fazhi.message")
local path = require("fazhi.path")
local region = require("fazhi.region")
local script = require("fazhi.script")

local files = core.files

local M = {}

-- What came of one thing that was tried: passed is true, false, or nil where it could not be tried.
local function result(what, name, passed, detail)
  return { what = what, name = name, passed = passed, detail = detail }
end

local function quoted(s)
  return "'" .. s:gsub("'", "'\\''") .. "'"
end

local function output_of(command)
  local pipe <close> = assert(io.popen(command .. " 2>&1"))
  local out = pipe:read("a")
  local _, _, status = pipe:close()
  return out, status or 0
end

-- ---- luacheck ------------------------------------------------------------------------------

--- What luacheck says of a file. Not tried where it is not installed.
function M.luacheck(file)
  if not core.helper.find("luacheck") then
    return result("luacheck", "", nil, message.text("trial_no_luacheck"))
  end
  local line = "luacheck --no-config --no-color --codes --quiet --std lua54 --no-max-line-length --ignore 212 -- "
  local out, status = output_of(line .. quoted(file))
  local found = {}
  for text in out:gmatch("[^\n]+") do
    local place = text:match("^%s+.-(:%d+:%d+: .*)$")
    if place then found[#found + 1] = place:sub(2) end
  end
  return result("luacheck", "", status == 0, status ~= 0 and (found[1] and table.concat(found, "\n") or out) or nil)
end

-- ---- the examples --------------------------------------------------------------------------

-- The corpus that examples speak of: the reports of examples/ beside the bundled scripts, if they are there.
local function example_corpus(program, dir)
  local roots = path.roots()
  local reports = roots[#roots].dir .. "/../examples/reports"
  if files.kind(reports) ~= "directory" then return nil end
  local corpus = dir .. "/corpus.db"
  local _, status = output_of(("%s -q --regions %s add -c %s %s"):format(program,
    quoted(reports .. "/../regions.tsv"), quoted(corpus), quoted(reports)))
  return status == 0 and corpus or nil
end

-- An example as it is run here: with this program, this file, in English where no language is asked for, with
-- no editor, and with a corpus that there is.
local function command_of(example, job)
  local line = example.run
  if job.file_is_verb then
    local name = job.header.name:gsub("%p", "%%%0")
    line = line:gsub("(fazhi%s+)" .. name .. "%f[%s%z]", function(s) return s .. quoted(job.header.file) end)
  end
  if job.corpus then line = line:gsub("%S*examples/corpus%.db", function() return quoted(job.corpus) end) end
  return ('{ fazhi() { VISUAL= EDITOR= %s %s --lang en "$@"; }; %s; }'):format(job.prelude, job.program, line)
end

local function example_result(example, job)
  if example.run:find("examples/corpus.db", 1, true) and not job.corpus then
    return result("example", example.run, nil, message.text("trial_no_corpus"))
  end
  local out, status = output_of(command_of(example, job))
  local wanted = example.exit or 0
  if status ~= wanted then
    return result("example", example.run, false, message.text("trial_status", { status = status, wanted = wanted })
      .. "\n" .. out:sub(1, 2000))
  end
  if example.prints and not out:find(example.prints, 1, true) then
    return result("example", example.run, false, message.text("trial_prints", { prints = example.prints })
      .. "\n" .. out:sub(1, 2000))
  end
  return result("example", example.run, true)
end

-- This program, as a shell calls it, with the folders of scripts that it was given.
local function program_words(options)
  local words = { quoted(files.realpath("/proc/self/exe")) }
  for _, dir in ipairs(options.scripts or {}) do words[#words + 1] = "--scripts " .. quoted(dir) end
  return table.concat(words, " ")
end

--- Runs the examples of a verb with this program.
-- @param header as script.check gives it
-- @param options { corpus = the file that takes the place of examples/corpus.db, or nil for one made of the reports
--   of examples/; is_installed = false where the verb has to be named by its file; is_bundled = true for one of ours;
--   scripts = further folders of scripts }
-- @return a list of { what=, name=, passed=, detail= }
function M.examples(header, options)
  local list = header.examples or {}
  if #list == 0 then return { result("example", "", false, message.text("trial_no_example")) } end
  local dir = assert(files.tempdir())
  local job = { header = header, program = program_words(options), corpus = options.corpus,
    file_is_verb = options.is_installed == false, prelude = "" }
  -- A bundled verb is tried as it is bundled, and writes nothing into the user's folder.
  if options.is_bundled then job.prelude = "XDG_CONFIG_HOME=" .. quoted(dir) end
  local results = {}
  for i, example in ipairs(list) do
    if not job.corpus and example.run:find("examples/corpus.db", 1, true) then
      job.corpus = example_corpus(job.program, dir)
    end
    results[i] = example_result(example, job)
  end
  files.remove_tree(dir)
  return results
end

-- ---- the tests it carries ------------------------------------------------------------------

local function shown(value)
  return type(value) == "string" and value or value == nil and "—" or tostring(value)
end

local function is_near(a, b)
  return type(a) == "number" and type(b) == "number" and math.abs(a - b) <= 1e-9 * math.abs(b)
end

-- What differs between the rows that came out and those that were wanted, of which only the fields named count.
local function row_difference(rows, wanted)
  if #rows ~= #wanted then return message.text("trial_rows", { count = #rows, wanted = #wanted }) end
  for i, row in ipairs(wanted) do
    for name, value in pairs(row) do
      local got = rows[i][name]
      if got ~= value and not is_near(got, value) then
        return message.text("trial_value", { row = i, column = name, got = shown(got), wanted = shown(value) })
      end
    end
  end
end

-- A corpus in memory of a test's reports.
local function corpus_of(reports)
  local corpus = assert(require("fazhi.corpus").open(":memory:", "create"))
  for i, text in ipairs(reports or {}) do
    local doc, why, code = document.decode(text, { path = ("report-%d.txt"):format(i) })
    if not doc then failure.raise(code, why) end
    doc:complete()
    corpus:add(doc)
  end
  return corpus
end

local function quiet() end

local function run_verb(header, test)
  local values, why, code = args.from_table(header, test.args or {})
  if not values then return nil, why, code end
  local corpus <close> = corpus_of(test.reports)
  local context = { options = {}, open = function() return corpus end, progress = quiet, warn = quiet, fail = quiet,
    now = files.now }
  return script.run(header, values, context)
end

local function try_verb(header, test)
  local got, why, code = run_verb(header, test)
  if test.fails then
    if not got and code == test.fails then return nil end
    return message.text("trial_fails", { wanted = test.fails, got = code or "—" })
  end
  if not got then return (code and code .. ": " or "") .. tostring(why) end
  return row_difference(got.rows, test.gives or {})
end

local function text_difference(got, wanted)
  if got ~= wanted then return message.text("trial_text", { got = got, wanted = shown(wanted) }) end
end

local function try_loader(loader, test)
  local name = test.name or "test." .. (loader.endings or { "txt" })[1]
  local reading, why, code = loader.read(input.memory(test.bytes, name), test.options or {})
  if not reading then return test.fails ~= code and (code or "") .. ": " .. tostring(why) or nil end
  -- Blanks at the ends of lines and of the text are nobody's.
  local got = ("\n" .. reading.text:bytes()):gsub("[ \t]+\n", "\n"):gsub("\n%s*\n", "\n"):match("^%s*(.-)%s*$")
  return text_difference(got, test.gives)
end

local function try_format(format, test)
  local got, why, code = format.write(frame.new({ columns = test.columns, rows = test.rows, title = test.title }),
    test.options or {})
  if not got then return test.fails ~= code and (code or "") .. ": " .. tostring(why) or nil end
  return text_difference(got, test.gives)
end

-- What a test raises is its failure; an interrupt goes on upwards.
local function tried(try, value, test, i)
  local ok, detail = pcall(try, value, test)
  if not ok and type(detail) == "userdata" then error(detail, 0) end
  if type(detail) == "table" then detail = detail.message or tostring(detail) end
  return result("test", test.name or tostring(i), ok and detail == nil, detail ~= nil and tostring(detail) or nil)
end

local function try_all(try, value)
  local results = {}
  for i, test in ipairs(value.tests or {}) do results[i] = tried(try, value, test, i) end
  return results
end

--- Runs the tests that a header carries: { reports = { texts }, args = { as for a call from Lua }, gives = { rows, of
--- which the fields named are compared } }, or fails = code in place of gives. Each has a corpus of its own, in
--- memory, and the places of data/invented.tsv beside the real ones.
function M.tests(header)
  local before = region.current
  local invented = path.find("data", "invented.tsv")
  region.load(invented and { invented } or nil)
  local results = try_all(try_verb, header)
  region.current = before
  return results
end

--- Runs the tests of a loader ({ bytes=, name=, gives = the clean text }) or of a format ({ columns=, rows=, gives= }).
function M.tests_of(kind, value)
  return try_all(kind == "loaders" and try_loader or try_format, value)
end

local function try_entry(source)
  local indicator = require("fazhi.indicator")
  local folder = type(source) == "table" and source.catalogue or nil
  local one = indicator.define(source, indicator.load(folder))
  local passed, failures = indicator.test(indicator.load(folder), one.id)
  if #failures == 0 then return passed == 0 and message.text("trial_no_test") or nil end
  local lines = {}
  for i, failed in ipairs(failures) do
    local got = #failed.got > 0 and table.concat(failed.got, " ") or "—"
    lines[i] = message.text("trial_sentence", { sentence = failed.sentence, wanted = shown(failed.wanted), got = got })
  end
  return table.concat(lines, "\n")
end

--- Checks a list of indicators, as their file returns it, and runs the tests they carry. For the rest of this run
--- they belong to the catalogue.
function M.tests_of_indicators(entries)
  local results = {}
  for i, source in ipairs(entries) do
    results[i] = tried(try_entry, source, { name = type(source) == "table" and source.id or nil }, i)
  end
  return results
end

return M
