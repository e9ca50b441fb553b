-- Reads the pattern language of the indicators, with the place of a defect shown under the pattern: the signs that
-- are words, the characters that count for nothing, and what a defect is called. What the signs mean is told in
-- fazhi.pattern; fazhi.core.reading goes through the text.

local core = require "fazhi.core"
local width = require "fazhi.width"

local M = {}

-- In flat text single bytes stand for what a pattern has to tell apart.
local marks = core.patterns.marks
local COMMA, SEMICOLON, COLON, OPEN, CLOSE = marks.comma, marks.semicolon, marks.colon, marks.open, marks.close

--- The bytes of flat text: a number, the end of its unit, clause marks and brackets, and a
--- set for Lua patterns that matches the end of a clause.
M.marks = {
  number = marks.number, unit_end = marks.unit_end, open = OPEN, close = CLOSE,
  comma = COMMA, semicolon = SEMICOLON, colon = COLON,
  clause_end = "[" .. COMMA .. SEMICOLON .. COLON .. "]",
}

local folded = {
  [" "] = "", ["\t"] = "", ["\r"] = "", ["\n"] = "", ["　"] = "", ["\u{A0}"] = "", ["*"] = "",
  [","] = COMMA, ["，"] = COMMA, [";"] = SEMICOLON, ["；"] = SEMICOLON, [":"] = COLON, ["："] = COLON,
  ["("] = OPEN, ["（"] = OPEN, [")"] = CLOSE, ["）"] = CLOSE, ["％"] = "%",
  ["“"] = "", ["”"] = "", ['"'] = "", ["‘"] = "", ["’"] = "", ["「"] = "", ["」"] = "",
  ["『"] = "", ["』"] = "", ["＂"] = "",
}

local flat = core.flat.new(folded)

--- Text in the one form in which patterns and reports are compared: no blanks, no quotation
--- marks, one byte for each clause mark and bracket, full-width or not.
-- @param first, last bytes of s that are meant (default: all)
function M.fold(s, first, last)
  return flat:fold(s, first, last)
end

--- The table of characters for that, of fazhi.core.flat.
M.flat = flat

folded["\n"] = nil
local flat_lines = core.flat.new(folded)

--- Lines of text in that form, with the ends between them.
-- @param first, last bytes of s that are meant (default: all)
function M.fold_lines(s, first, last)
  return flat_lines:fold(s, first, last)
end

local reader = core.reading.new(flat, { figure = "<数>", other = "<另数>", gap = "…", bar = "｜" })

-- What is wrong, by its name in fazhi.core.reading.
local defects = {
  not_utf8 = "this is not UTF-8",
  empty = "the pattern is empty",
  too_deep = "too many brackets stand within each other",
  no_bracket_closes = "no ) closes this",
  no_words_close = "no ) closes this",
  no_square_closes = "no ] closes this",
  sign_in_words = "only words stand here, no signs",
  no_word = "a word is missing here",
  no_alternative = "an alternative is empty; (a|b)? may be missing",
  no_bounds = "a gap is bounded as …{0,6}",
  bounds_turned = "the first bound is greater than the second",
  bounds_too_far = "a gap has at most 200 characters; …… goes to the end",
  bounds_of_space = "…… has no bounds",
  no_gap = "after [^…] a gap … must follow",
  square_alone = "[ begins [^word|word]…, a gap without these words",
  not_alone = "! stands before (words): !(a|b)",
  unknown = "in <…> only <数> and <另数> are known",
  question = "? follows one character or a group",
  closes_nothing = "this sign closes or bounds nothing here",
  figure_inside = "<数> stands outside of brackets",
  figure_twice = "a pattern has <数> only once",
  bracket_not_open = "no ( is open that this could close",
  bar_outside = "| stands between ( and )",
}

-- The message with the pattern below it and a caret under the place.
local function pointed(source, defect, at)
  local from = source:sub(1, at - 1):match("^.*\n()") or 1
  local line = source:match("^[^\n]*", from):gsub("\t", " ")
  local before = line:sub(1, at - from)
  return ("%s\n  %s\n  %s^"):format(defect, line, (" "):rep(width.of(before)))
end

--- Reads a pattern.
-- @param source the pattern
-- @param figure "required" (default): exactly one <数>; "optional": one or none
-- @return the pattern as fazhi.core.reading has it, and whether it has <数>; or nil and a message of three
--   lines, with a caret under the place, by display width
function M.parse(source, figure)
  local read, what, at = reader:read(source)
  if not read then return nil, pointed(source, defects[what], at) end
  if not what and figure ~= "optional" then
    return nil, pointed(source, "the pattern has no <数>", #source + 1)
  end
  return read, what
end

return M
