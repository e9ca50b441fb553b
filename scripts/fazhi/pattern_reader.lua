-- Reads the pattern language of the indicators: from text to nodes, with the place of a defect
-- shown under the pattern. What the signs mean is told in fazhi.pattern, which compiles the nodes.

local lpeg = require "lpeg"
local core = require "fazhi.core"
local trie = require "fazhi.trie"
local width = require "fazhi.width"

local C, Cc, Cg, Cmt, Cp, Cs, Ct = lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Cmt, lpeg.Cp, lpeg.Cs, lpeg.Ct
local P, R, S, V = lpeg.P, lpeg.R, lpeg.S, lpeg.V

local M = {}

local GAP = 12 -- characters that … spans when it says no more
local GAP_MAX = 200 -- that it may be told to span
local DEEP = 64 -- brackets within brackets, more than which LPeg may have no room for

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

-- A defect is raised as a table and becomes a message in M.parse.
local function raise(defect, at) error({ defect = defect, at = at }, 0) end

-- Shown where the reader stands, or where `place` says, seen from there.
local function fail(defect, place)
  return Cmt(P(true), function(source, at) raise(defect, place and place(source, at) or at) end) * P(false)
end

-- The last ( that is open before a place.
local function open_bracket(source, at)
  local open = {}
  for place, sign in source:sub(1, at - 1):gmatch("()([()])") do
    if sign == "(" then open[#open + 1] = place else open[#open] = nil end
  end
  return open[#open]
end

-- The first bracket within more than DEEP others.
local function deep_bracket(source)
  local depth = 0
  for place, sign in source:gmatch("()([()])") do
    depth = depth + (sign == "(" and 1 or -1)
    if depth > DEEP then return place end
  end
end

-- The second sign of the !( or [^ that is open before a place.
local function open_words(source, at)
  local place, sign = source:sub(1, at - 1):match(".*()([(%[])")
  return sign == "(" and place or place + 1
end

-- A character between U+4000 and U+9FFF, which is no sign and stands for itself, and any other.
local HAN = R("\228\233") * R("\128\191") ^ 0
local OTHER = (R("\0\127") + R("\194\227") + R("\234\244")) * R("\128\191") ^ 0
local BAR, DOTS, NOT_TEXT = P("|") + "｜", P("…") + "...", fail("this is not UTF-8")

-- One of the characters that count for nothing.
local function nothing_of()
  local bytes, long, leads = "", {}, ""
  for character, text in pairs(folded) do
    if text == "" and #character == 1 then
      bytes = bytes .. character
    elseif text == "" then
      long[#long + 1], leads = character, leads .. character:sub(1, 1)
    end
  end
  return S(bytes) + #S(leads) * trie.pattern(long)
end

local NOTHING = nothing_of()

-- a|b|c up to the closing mark: words without any of the signs of the language.
local function words(close)
  local sign = S("()[]<>{}!^$") + "…" + BAR
  local character = HAN + (OTHER - (sign + NOTHING)) / folded
  local bad = -P(1) * fail("no " .. close .. " closes this", open_words)
    + #sign * fail("only words stand here, no signs") + NOT_TEXT
  local word = Cs((NOTHING / "") ^ 0 * character * (character + NOTHING / "") ^ 0)
    + NOTHING ^ 0 * ((BAR + close) * fail("a word is missing here") + bad)
  return Ct(word * (BAR * word) ^ 0) * (close + bad)
end

local function read_bounds(_, at, opened, least, most)
  least, most = tonumber(least), tonumber(most)
  if least > most then raise("the first bound is greater than the second", opened) end
  if most > GAP_MAX then
    raise(("a gap has at most %d characters; …… goes to the end"):format(GAP_MAX), opened)
  end
  return at, least, most
end

local function make_gap(without, least, most)
  return { kind = "gap", without = without, least = least, most = most or nil, free = not most or nil }
end

-- … · …{0,6} · …… · [^甲|乙]…
local function gap()
  local blanks, digits = S(" \t\r\n\v\f") ^ 0, C(R("09") ^ 1)
  local bounds = blanks * digits * blanks * "," * blanks * digits * blanks * "}"
  local bounded = Cmt(Cp() * "{" * bounds, read_bounds) + #P("{") * fail("a gap is bounded as …{0,6}")
  local free = DOTS * (#P("{") * fail("…… has no bounds") + Cc(0, false))
  local without = "[^" * words("]") + #P("[") * fail("[ begins [^word|word]…, a gap without these words")
  return (without * (DOTS + fail("after [^…] a gap … must follow")) + Cc(nil) * DOTS)
    * (free + bounded + Cc(0, GAP)) / make_gap
end

-- A node of that kind, with a field if there is one; that of a text is the text.
local function node(kind, field, value)
  return Ct(Cg(Cc(kind), "kind") * (field and Cg(value, field) or P(true)))
end

-- What stands in a sequence beside <数> and groups: text, other pieces, characters that count for nothing. ? is
-- of the character before it.
local function pieces()
  local one_nothing = NOTHING + S("\v\f")
  local nothing = one_nothing ^ 0
  local character = HAN + (OTHER - (S("()[]<>{}!^$?|") + "｜" + DOTS + one_nothing)) / folded
  local plain = character * -(nothing * "?")
  local text = Cs(plain * (plain + one_nothing / "") ^ 0)
  local optional = Cs(character) * nothing * "?"
    / function(one) return { kind = "choice", optional = true, choices = { one } } end
  return text, optional + gap()
    + node("not", "words", "!(" * words(")") + #P("!") * fail("! stands before (words): !(a|b)"))
    + node("edge", "which", P("^") * Cc("start") + P("$") * Cc("stop"))
    + node("other") * "<另数>", nothing
end

-- A sequence of nodes. Inside of brackets there is no <数>, and a sequence of text alone is that text.
local function grammar()
  local text, piece, nothing = pieces()
  local bad = #P("<") * fail("in <…> only <数> and <另数> are known")
    + #P("?") * fail("? follows one character or a group")
    + #S("]}>{") * fail("this sign closes or bounds nothing here")
    + #(P(1) - (S(")|") + "｜")) * NOT_TEXT
  piece = text + piece + V("group")
  local choices = Ct(V("inner") * (BAR * V("inner")) ^ 0) * (")" + fail("no ) closes this", open_bracket))
  return P({
    "sequence",
    sequence = Ct(nothing * ((piece + node("figure", "at", Cp()) * "<数>" + bad) * nothing) ^ 0) * Cp(),
    inner = nothing * text * nothing * #(BAR + ")")
      + Ct(nothing * ((piece + #P("<数>") * fail("<数> stands outside of brackets") + bad) * nothing) ^ 1)
      + nothing * fail("an alternative is empty; (a|b)? may be missing"),
    group = Ct(Cg(Cc("choice"), "kind") * "(" * Cg(choices, "choices")
      * (nothing * "?" * Cg(Cc(true), "optional")) ^ -1),
  })
end

local sequence = grammar()

-- The message with the pattern below it and a caret under the place.
local function pointed(source, defect, at)
  local from = source:sub(1, at - 1):match("^.*\n()") or 1
  local line = source:match("^[^\n]*", from):gsub("\t", " ")
  local before = line:sub(1, at - from)
  return ("%s\n  %s\n  %s^"):format(defect, line, (" "):rep(width.of(before)))
end

local function read(source)
  local nodes, stop = sequence:match(source)
  if source:sub(stop, stop) == ")" then raise("no ( is open that this could close", stop) end
  if stop <= #source then raise("| stands between ( and )", stop) end
  if #nodes == 0 then raise("the pattern is empty", 1) end
  local at
  for i, one in ipairs(nodes) do
    if one.kind == "figure" then
      if at then raise("a pattern has <数> only once", one.at) end
      at = i
    end
  end
  return nodes, at
end

--- Reads a pattern.
-- @param source the pattern
-- @param figure "required" (default): exactly one <数>; "optional": one or none
-- @return nodes, index of <数> or nil; or nil and a message of three lines, with a caret under the place, by display
--   width. A node is a text or a table with kind: "figure" (at = its byte), "other", "edge" (which = "start" or
--   "stop"), "not" (words), "gap" (least, most or free = true, without = words or nil), "choice" (choices: nodes
--   each, or one text; optional = true or nil)
function M.parse(source, figure)
  local ok, nodes, at = pcall(read, source)
  if not ok then
    local deep = type(nodes) ~= "table" and deep_bracket(source)
    if deep then return nil, pointed(source, "too many brackets stand within each other", deep) end
    if type(nodes) ~= "table" then error(nodes, 0) end
    return nil, pointed(source, nodes.defect, nodes.at)
  end
  if not at and figure ~= "optional" then
    return nil, pointed(source, "the pattern has no <数>", #source + 1)
  end
  return nodes, at
end

return M
