-- The pattern language in which indicators say where their figure stands, compiled to two
-- LPeg patterns: one is matched onwards from the figure and one backwards from it.
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
local reader = require "fazhi.pattern_reader"

local P, R, S, V, B, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.B, lpeg.Cp

local M = {
  marks = reader.marks, --- see fazhi.pattern_reader
  fold = reader.fold,
  parse = reader.parse,
}

local marks = reader.marks
local NUMBER, UNIT_END, OPEN, CLOSE = marks.number, marks.unit_end, marks.open, marks.close
local CLAUSE = marks.comma .. marks.semicolon .. marks.colon

-- One character that is no figure and no clause end, read onwards and read backwards.
local plain = R "\32\127" + S(OPEN .. CLOSE)
local onwards = {
  char = plain + R "\194\244" * R "\128\191" ^ 1,
  text = function(s) return s end,
  edge = {
    start = -B(1) + B(S(CLAUSE .. OPEN)),
    stop = #(S(CLAUSE .. CLOSE) + -P(1)),
  },
  absent = function(word) return -P(word) end,
  other = P(NUMBER) * (P(1) - UNIT_END) ^ 0 * UNIT_END,
}
local backwards = {
  char = plain + R "\128\191" ^ 1 * R "\194\244",
  text = string.reverse,
  edge = {
    start = #(S(CLAUSE .. OPEN) + -P(1)),
    stop = -B(1) + B(S(CLAUSE .. CLOSE)),
  },
  absent = function(word) return -B(P(word:reverse())) end,
  other = P(UNIT_END) * (P(1) - NUMBER) ^ 0 * NUMBER,
}

local compile_sequence

-- What follows a choice or a gap is used more than once, so it becomes a rule of its own.
local function shared(build, rest)
  build.count = build.count + 1
  local name = "r" .. build.count
  build.rules[name] = rest
  return V(name)
end

-- After a figure 、 opens the next item of a list: in 建议21件、政协提案9件 no gap leads from 21 to 提案.
local next_item = B(P(UNIT_END)) * P "、"

local function gap(build, node, rest)
  local way = build.way
  local char = node.free and P(1) or way.char
  for _, word in ipairs(node.without or {}) do char = char - P(way.text(word)) end
  rest = shared(build, rest)
  if node.free then
    build.count = build.count + 1
    local name = "r" .. build.count
    build.rules[name] = rest + char * V(name)
    return V(name)
  end
  local chain = rest
  for _ = 1, node.most - node.least do chain = rest + char * chain end
  for _ = 1, node.least do chain = char * chain end
  return way == onwards and -next_item * chain or chain
end

local compilers = {
  text = function(build, node, rest) return P(build.way.text(node.text)) * rest end,
  other = function(build, _, rest) return build.way.other * rest end,
  edge = function(build, node, rest) return build.way.edge[node.which] * rest end,
  gap = gap,
  ["not"] = function(build, node, rest)
    for _, word in ipairs(node.words) do rest = build.way.absent(word) * rest end
    return rest
  end,
  choice = function(build, node, rest)
    rest = shared(build, rest)
    local any
    for _, nodes in ipairs(node.choices) do
      local one = compile_sequence(build, nodes, 1, #nodes, rest)
      any = any and any + one or one
    end
    return node.optional and any + rest or any
  end,
}

-- Each piece is compiled together with all that follows it, so that a gap and a choice try
-- every possibility, as readers expect and PEGs by themselves do not.
function compile_sequence(build, nodes, first, last, rest)
  if build.way == onwards then
    for i = last, first, -1 do rest = compilers[nodes[i].kind](build, nodes[i], rest) end
  else
    for i = first, last do rest = compilers[nodes[i].kind](build, nodes[i], rest) end
  end
  return rest
end

-- Flat text keeps the unit between the number and UNIT_END; a word after <数> may be the unit
-- or begin with it: 名律师 reads 名 UNIT_END 律师.
local function with_unit(build, nodes, first, last, rest)
  local node = nodes[first]
  if not node then return P(false) end
  if node.kind == "text" then
    rest = shared(build, compile_sequence(build, nodes, first + 1, last, rest))
    local any = P(false)
    for at in node.text:gmatch("()[%z\1-\127\194-\244][\128-\191]*") do
      if at > 1 then
        any = any + P(node.text:sub(1, at - 1) .. UNIT_END .. node.text:sub(at)) * rest
      end
    end
    return any + P(node.text .. UNIT_END) * rest
  elseif node.kind == "choice" then
    rest = shared(build, compile_sequence(build, nodes, first + 1, last, rest))
    local any = P(false)
    for _, choice in ipairs(node.choices) do
      any = any + with_unit(build, choice, 1, #choice, rest)
    end
    return any
  end
  return P(false)
end

local function grammar(way, make)
  local build = { way = way, rules = {}, count = 0 }
  build.rules.start = make(build)
  build.rules[1] = "start"
  return P(build.rules)
end

local skip_unit = (P(1) - UNIT_END) ^ 0 * UNIT_END

local function compile_right(nodes, at)
  return grammar(onwards, function(build)
    local rest = shared(build, Cp())
    return with_unit(build, nodes, at + 1, #nodes, rest)
      + skip_unit * compile_sequence(build, nodes, at + 1, #nodes, rest)
  end)
end

local function compile_left(nodes, at)
  return grammar(backwards, function(build)
    return compile_sequence(build, nodes, 1, at - 1, Cp())
  end)
end

-- Nothing that a pattern may begin with stands inside a Chinese character.
local whole = R "\228\233" * 2 + P(1)

-- A pattern without <数> is looked for anywhere in the clause.
local function compile_anywhere(nodes)
  return grammar(onwards, function(build)
    local here = compile_sequence(build, nodes, 1, #nodes, Cp())
    build.rules.search = here + whole * V "search"
    return V "search"
  end)
end

-- Words of which one must stand in any text that the nodes match; nil if there are none.
local musts

local function must_of(node)
  if node.kind == "text" then return { node.text } end
  if node.kind ~= "choice" or node.optional then return nil end
  local all = {}
  for _, nodes in ipairs(node.choices) do
    local words = musts(nodes)
    if not words then return nil end
    table.move(words, 1, #words, #all + 1, all)
  end
  return all
end

local function weight(words)
  local shortest = math.huge
  for _, word in ipairs(words) do shortest = math.min(shortest, #word) end
  return shortest / #words
end

function musts(nodes)
  local best
  for i, node in ipairs(nodes) do
    local after_figure = i > 1 and nodes[i - 1].kind == "figure"
    local words = not after_figure and must_of(node)
    if words and (not best or weight(words) > weight(best)) then best = words end
  end
  return best
end

local Pattern = { __name = "fazhi.pattern" }

-- Compiled on first use: most patterns of a catalogue are never asked for.
Pattern.__index = function(p, key)
  local value
  if key == "right" then
    value = compile_right(p.nodes, p.figure)
  elseif key == "left" then
    value = compile_left(p.nodes, p.figure)
  elseif key == "anywhere" then
    value = compile_anywhere(p.nodes)
  else
    return Pattern[key]
  end
  rawset(p, key, value)
  return value
end

Pattern.__tostring = function(p) return p.source end

--- Whether the pattern matches with <数> at one figure of flat text.
-- @param flat, back flat text and the same bytes reversed
-- @param place byte of the figure's number mark in flat
-- @return first and last byte of flat that the match covers, or nil
function Pattern:at(flat, back, place)
  local first, last = place, place
  if self.figure < #self.nodes then
    local right = self.right:match(flat, place + 1)
    if not right then return nil end
    last = right - 1
  end
  if self.figure > 1 then
    local left = self.left:match(back, #flat - place + 2)
    if not left then return nil end
    first = #flat - left + 2
  end
  return first, last
end

--- Whether a pattern without <数> matches anywhere in flat text.
function Pattern:is_in(flat)
  return self.anywhere:match(flat) ~= nil
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
    local back, k = flat:reverse(), 0
    for place in flat:gmatch("()" .. NUMBER) do
      k = k + 1
      if self:at(flat, back, place) then return numbers[k] end
    end
  end
  return nil
end

--- Compiles a pattern.
-- @param source the pattern
-- @param figure "required" (default) or "optional", see M.parse
-- @return an object with source, must (words of which the text must have one, or nil) and the
--   methods at, is_in and match; raises the message of M.parse
function M.compile(source, figure)
  local nodes, at = reader.parse(source, figure)
  if not nodes then error("pattern: " .. at, 0) end
  return setmetatable({ source = source, nodes = nodes, figure = at, must = musts(nodes) }, Pattern)
end

--- True for what M.compile returns.
function M.is(value)
  return getmetatable(value) == Pattern
end

return M
