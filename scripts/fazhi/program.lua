-- program: the command line of a program that is no verb, a FILE.lua that begins with #!/usr/bin/env fazhi perhaps.
-- It is read as that of a verb: the same kinds, ranges and hints, the options of every verb, --help.

local args = require("fazhi.args")
local failure = require("fazhi.failure")
local help = require("fazhi.help")
local message = require("fazhi.message")
local nearest = require("fazhi.nearest")
local region = require("fazhi.region")
local script = require("fazhi.script")

local M = {}

-- What M.parse raises for --help: text for whoever called, not a failure.
local Help = { __name = "fazhi.help", __tostring = function(h) return table.concat(h.help, "\n") end }

local function own_name()
  local file = arg and arg[0] or "program.lua" -- luacheck: ignore 113
  return file:match("[^/]+$") or file
end

-- The program as a header; what is wrong in it is the programmer's error.
local function header_of(spec)
  local name = spec.name or own_name()
  local header = { name = "program", api = script.api, category = "program", summary = spec.summary or name,
    summary_zh = spec.summary_zh, arguments = table.move(spec, 1, #spec, 1, {}), outputs = {}, run = print }
  local defects = script.defects(header)
  if #defects > 0 then error("fazhi.args.parse: " .. table.concat(defects, "; "), 3) end
  header.program = name
  return header
end

-- A name that the gazetteer does not know, or knows several of, gets the nearest name or the choices.
local function check_region(argument, word)
  local found, why, choices = region.find(word)
  if found then return true end
  if choices and #choices > 0 then return nil, why, "E207" end
  local near = nearest.find(word, region.names())
  local want = message.text("want_region")
  return message.fail("E208", { name = argument.name, word = word, want = want },
    near and message.text("nearest", { word = near }) or nil)
end

local function check_regions(header, values)
  for _, argument in ipairs(header.arguments) do
    local value = argument.kind == "region" and values[args.key(argument.name)] or {}
    for _, word in ipairs(type(value) == "table" and value or { value }) do
      local ok, why, code = check_region(argument, word)
      if not ok then return nil, why, code end
    end
  end
  return true
end

-- The options of every verb are the host's, which may have to act on them.
local function adopt(options)
  local context = require("fazhi.current").context
  if context and context.adopt then return context.adopt(options) end
  if options.lang then message.set_language(options.lang) end
  return true
end

local function read(header, words)
  local options, rest, code = args.split_globals(words)
  if not options then return nil, rest, code end
  local ok, why
  ok, why, code = adopt(options)
  if not ok then return nil, why, code end
  if options.help then error(setmetatable({ help = help.page(header) }, Help), 0) end
  local values
  values, why, code = args.parse(header, rest)
  if not values then return nil, why, code end
  ok, why, code = check_regions(header, values)
  if not ok then return nil, why, code end
  return values
end

--- Reads the command line of a program:
---
---     local args = fazhi.args.parse {
---       { name = "INDICATOR", kind = "indicator", help = "what is counted" },
---       { name = "--year", kind = "year", help = "2020 or 2018-2024" },
---     }
-- @param spec a list of arguments as in the header of a verb (name, kind, help, help_zh, optional, default, choices,
--   min, max, repeated), with summary and summary_zh for --help, and name where it is not the file's
-- @param words nil for the program's own command line
-- @return { key = value }, as `run` of a verb gets it. Wrong use raises a failure (E2xx) that the program tells with
--   the usage, in the language in force, and ends with status 2; --help prints the help and ends with 0.
function M.parse(spec, words)
  local header = header_of(spec)
  local values, why, code = read(header, words or arg or {}) -- luacheck: ignore 113
  if values then return values end
  local usage = message.text("see_usage", { usage = args.usage(header) })
  if not why:find(usage, 1, true) then why = why .. "\n" .. usage end
  failure.raise(code, why)
end

M.years = args.years --- the first and last year of a value of kind "year"

return M
