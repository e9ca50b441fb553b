-- rules: what the peers look for, in a table: all that the catalogue of rule-of-law reports looks for, word by word, so
-- that nobody is fast by knowing less.
--
--     build/fazhi tests/bench/peers/rules.lua > RULES
--
-- A row is id, units, topics and actors (under or by one of which the indicator is meant, joined by |; none: any topic,
-- those who act where nothing else is said), kind and the pattern as the catalogue has it, whose signs fazhi.pattern
-- tells. The kinds are find, unless, doubt, and none, by which a clause says that there was none. Rows of the kinds
-- topic and actor have an id and, for a pattern, its words, joined by |; behind the words of the kind object an actor
-- does not act.

local catalogue = require "fazhi.catalogue"
local indicator = require "fazhi.indicator"

local KIND = "rule_of_law"

local function put(...) print(table.concat({ ... }, "\t")) end

local function list_of(value) return type(value) == "table" and value.source == nil and value or { value } end

local function joined(value) return table.concat(list_of(value or {}), "|") end

local function put_entry(entry)
  local function rows(kind, patterns)
    for _, pattern in ipairs(list_of(patterns)) do
      put(entry.id, joined(entry.unit), joined(entry.topic), joined(entry.actor), kind, tostring(pattern))
    end
  end
  rows("find", entry.find)
  rows("unless", entry.unless)
  rows("none", entry.none)
  for _, doubt in ipairs(entry.doubt or {}) do rows("doubt", doubt.finder) end
end

local function put_words(kind, groups)
  for _, group in ipairs(groups) do put(group[kind], "", "", "", kind, joined(group.words)) end
end

put("id", "units", "topics", "actors", "kind", "pattern")
put_words("topic", catalogue.load(KIND .. "/topics").words.topics)
local actors = catalogue.load(KIND .. "/actors").words
put_words("actor", actors.actors)
put("actor", "", "", "", "object", joined(actors.not_subject))
for _, one in ipairs(indicator.all()) do
  for _, entry in ipairs(one.entries) do
    if entry.catalogue == KIND then put_entry(entry) end
  end
end
