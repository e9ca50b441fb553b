-- The pattern language in which indicators say where their figure stands. Patterns are matched by
-- fazhi.core.patterns, onwards from the figure and backwards from it, every gap and choice in every way.
--
--   汉字        literal text; blanks and quotation marks count neither here nor in the text
--   (a|b|c)     one of these; x? and (a|b)? may be missing
--   …           up to 12 characters that are no figure and no clause end (，；：。 line end)
--   …{a,b}      between a and b such characters;  [^a|b]… a gap without these words
--   ……          anything further on in the sentence, over clauses and other figures
--   <数>        the figure; a unit that follows narrows the units of the entry; a gap after it
--               does not go over 、 to the next item
--   <另数>      another figure
--   !(a|b)      not followed by;  ^ beginning of a clause;  $ end of a clause

local lpeg = require "lpeg"
local core = require "fazhi.core"
local reader = require "fazhi.pattern_reader"

local R, S = lpeg.R, lpeg.S

local M = {
  marks = reader.marks, --- see fazhi.pattern_reader
  fold = reader.fold,
  fold_lines = reader.fold_lines,
  flat = reader.flat,
  parse = reader.parse,
}

local NUMBER, UNIT_END = reader.marks.number, reader.marks.unit_end

-- After a figure 、 opens the next item of a list: in 建议21件、政协提案9件 no gap leads from 21 to 提案.
local NEXT_ITEM = "、"

--- Patterns to be tried together, see fazhi.core.patterns.
-- @param list of what M.compile returns; its indices are the numbers of the patterns
function M.set(list)
  return core.patterns.new(list, NEXT_ITEM)
end

local Pattern = { __name = "fazhi.pattern" }

-- Made on first use: most patterns are tried with others, in a set of theirs.
local made = {
  alone = function(p) return M.set { p } end,
  must = function(p) return p.read:musts() end,
  rule = function(p) return (p.written or p.source):gsub("%s+", " "):match("^ ?(.-) ?$") end,
}

Pattern.__index = function(p, key)
  if not made[key] then return Pattern[key] end
  local value = made[key](p)
  rawset(p, key, value)
  return value
end

Pattern.__tostring = function(p) return p.source end

--- Whether the pattern matches with <数> at one figure of flat text.
-- @param place byte of the figure's number mark in flat
-- @return first and last byte of flat that the match covers, or nil
function Pattern:at(flat, place)
  return self.alone:at(1, flat, place)
end

--- Whether a pattern without <数> matches anywhere in flat text.
-- @param first, last bytes of flat, read as if there were nothing else (default: all)
function Pattern:is_in(flat, first, last)
  return self.alone:first_in(flat, first, last) ~= nil
end

-- Runs of digits with at most `n` characters after them taken for the unit, for trying a
-- pattern by hand without the figure grammar.
local character = R "\0\127" + R "\194\244" * R "\128\191" ^ 1
local unit_character = character - (R "09" + S ",.;:() " + "、" + "，" + "。" + "；" + "：" + "（" + "）")
local digits = R "09" ^ 1 * (S ".," * R "09" ^ 1) ^ 0
local flat_digits = {}
for n = 1, 2 do
  flat_digits[n] = lpeg.Cs((digits / NUMBER * unit_character ^ -n * lpeg.Cc(UNIT_END) + character) ^ 0)
end

--- Tries the pattern on a sentence, where every run of digits counts as a figure, with a unit
--- of up to two characters.
-- @param text a sentence
-- @return the digits of the first figure that fits, or nil; true or nil without <数>
function Pattern:match(text)
  if not self.figure then return self:is_in(M.fold(text)) or nil end
  for n = 1, 2 do
    local numbers, flat = {}, M.fold(flat_digits[n]:match(text))
    for number in text:gmatch("%d[%d.,]*") do numbers[#numbers + 1] = number:gsub("[.,]+$", "") end
    local k = 0
    for place in flat:gmatch("()" .. NUMBER) do
      k = k + 1
      if self:at(flat, place) then return numbers[k] end
    end
  end
  return nil
end

--- The pattern that M.compile gives; or nil and the message of M.parse.
function M.made(source, figure)
  local read, has_figure = reader.parse(source, figure)
  if not read then return nil, has_figure end
  return setmetatable({ source = source, read = read, figure = has_figure, written = nil }, Pattern)
end

--- Compiles a pattern.
-- @param source the pattern
-- @param figure "required" (default) or "optional", see M.parse
-- @return an object with source, figure (whether it has <数>), must (words of which the text must have one, or nil),
--   rule (the pattern as written, blanks put in order) and the methods at, is_in and match; raises the message of
--   M.parse
function M.compile(source, figure)
  local pattern, why = M.made(source, figure)
  if not pattern then error("pattern: " .. why, 0) end
  return pattern
end

--- True for what M.compile returns.
function M.is(value)
  return getmetatable(value) == Pattern
end

return M
