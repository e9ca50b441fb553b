-- Reads the pattern language of the indicators: from text to nodes, with the place of a defect
-- shown under the pattern. What the signs mean is told in fazhi.pattern, which compiles the nodes.

local core = require "fazhi.core"
local width = require "fazhi.width"

local M = {}

local GAP = 12 -- characters that … spans when it says no more

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

--- A sentence in that form, with figures reduced to marks and their units; see fazhi.core.flat.
function M.sentence(...)
  return flat:sentence(...)
end

local Reader = {}
Reader.__index = Reader

-- A defect of a pattern is raised as a table and becomes a message in M.parse.
function Reader:fail(what, at)
  error({ defect = what, at = at or self.at }, 0)
end

function Reader:peek(s)
  return self.source:sub(self.at, self.at + #s - 1) == s
end

function Reader:take(s)
  if not self:peek(s) then return false end
  self.at = self.at + #s
  return true
end

function Reader:blanks()
  self.at = self.source:match("^%s*()", self.at)
  while self:take("　") do self.at = self.source:match("^%s*()", self.at) end
end

-- Whether a character follows that is no sign: one between U+4000 and U+9FFF.
function Reader:is_at_word()
  return self.source:find("^[\228-\233]", self.at) ~= nil
end

-- One character, or as many of those as follow each other.
function Reader:characters()
  local c = self.source:match("^[\228-\233][\128-\191\228-\233]*", self.at)
    or self.source:match("^[%z\1-\127\194-\244][\128-\191]*", self.at)
  if not c then self:fail("this is not UTF-8") end
  self.at = self.at + #c
  return c
end

-- a|b|c up to the closing mark: words without any of the signs of the language.
function Reader:words(close)
  local opened, words, word = self.at, {}, ""
  local function put()
    word = M.fold(word)
    if word == "" then self:fail("a word is missing here") end
    words[#words + 1], word = word, ""
  end
  while true do
    if self:is_at_word() then
      word = word .. self:characters()
    elseif self:take(close) then
      break
    elseif self.at > #self.source then
      self:fail("no " .. close .. " closes this", opened - 1)
    elseif self:take("|") or self:take("｜") then
      put()
    elseif self.source:find("^[()%[%]<>{}!^$]", self.at) or self:peek("…") then
      self:fail("only words stand here, no signs")
    else
      word = word .. self:characters()
    end
  end
  put()
  return words
end

-- {a,b} after a gap.
function Reader:bounds()
  local opened = self.at - 1
  local least, most, stop = self.source:match("^%s*(%d+)%s*,%s*(%d+)%s*}()", self.at)
  if not least then self:fail("a gap is bounded as …{0,6}", opened) end
  least, most = tonumber(least), tonumber(most)
  if least > most then self:fail("the first bound is greater than the second", opened) end
  if most > 200 then self:fail("a gap has at most 200 characters; …… goes to the end", opened) end
  self.at = stop
  return least, most
end

function Reader:is_gap()
  return self:peek("…") or self:peek("...")
end

function Reader:gap(without)
  local function dots() return self:take("…") or self:take("...") end
  if not dots() then self:fail("after [^…] a gap … must follow") end
  local node = { kind = "gap", least = 0, most = GAP, without = without }
  if dots() then
    node.most, node.free = nil, true
  end
  if self:take("{") then
    if node.free then self:fail("…… has no bounds", self.at - 1) end
    node.least, node.most = self:bounds()
  end
  return node
end

function Reader:angle()
  local opened = self.at
  if self:take("<数>") then return { kind = "figure", at = opened } end
  if self:take("<另数>") then return { kind = "other" } end
  self:fail("in <…> only <数> and <另数> are known")
end

function Reader:group()
  local opened, choices = self.at - 1, {}
  self.depth = self.depth + 1
  repeat
    choices[#choices + 1] = self:sequence()
    if #choices[#choices] == 0 then self:fail("an alternative is empty; (a|b)? may be missing") end
  until not (self:take("|") or self:take("｜"))
  if not self:take(")") then self:fail("no ) closes this", opened) end
  self.depth = self.depth - 1
  return { kind = "choice", choices = choices }
end

-- Everything but literal characters, by its first character.
local signs = {
  ["("] = function(r) r.at = r.at + 1; return r:group() end,
  ["["] = function(r)
    if not r:take("[^") then r:fail("[ begins [^word|word]…, a gap without these words") end
    return r:gap(r:words("]"))
  end,
  ["<"] = function(r) return r:angle() end,
  ["!"] = function(r)
    if not r:take("!(") then r:fail("! stands before (words): !(a|b)") end
    return { kind = "not", words = r:words(")") }
  end,
  ["^"] = function(r) r.at = r.at + 1; return { kind = "edge", which = "start" } end,
  ["$"] = function(r) r.at = r.at + 1; return { kind = "edge", which = "stop" } end,
}

-- ? after a group, or after one character, which is cut from the text before.
function Reader:optional(nodes)
  local last = nodes[#nodes]
  if last and last.kind == "choice" and not last.optional then
    last.optional = true
  elseif last and last.kind == "text" then
    local head, c = last.text:match("^(.-)([%z\1-\127\194-\244][\128-\191]*)$")
    last.text = head
    if head == "" then nodes[#nodes] = nil end
    nodes[#nodes + 1] =
      { kind = "choice", optional = true, choices = { { { kind = "text", text = c } } } }
  else
    self:fail("? follows one character or a group", self.at - 1)
  end
end

function Reader:literal(nodes, joined)
  local text = M.fold(self:characters())
  local last = nodes[#nodes]
  if joined and last and last.kind == "text" then
    last.text = last.text .. text
  elseif text ~= "" then
    nodes[#nodes + 1] = { kind = "text", text = text }
  end
end

function Reader:sequence()
  local nodes = {}
  while true do
    while self:is_at_word() do self:literal(nodes, true) end
    self:blanks()
    local c = self.source:sub(self.at, self.at)
    if c == "" or c == ")" or c == "|" or self:peek("｜") then break end
    if c == "?" then
      self.at = self.at + 1
      self:optional(nodes)
    elseif signs[c] then
      local node = signs[c](self)
      if node.kind == "figure" and self.depth > 0 then
        self:fail("<数> stands outside of brackets", node.at)
      end
      nodes[#nodes + 1] = node
    elseif self:is_gap() then
      nodes[#nodes + 1] = self:gap()
    elseif c == "]" or c == "}" or c == ">" or c == "{" then
      self:fail("this sign closes or bounds nothing here")
    else
      self:literal(nodes, true)
    end
  end
  return nodes
end

-- The message with the pattern below it and a caret under the place.
local function pointed(source, defect, at)
  local from = source:sub(1, at - 1):match("^.*\n()") or 1
  local line = source:match("^[^\n]*", from):gsub("\t", " ")
  local before = line:sub(1, at - from)
  return ("%s\n  %s\n  %s^"):format(defect, line, (" "):rep(width.of(before)))
end

local function read(source)
  local reader = setmetatable({ source = source, at = 1, depth = 0 }, Reader)
  local nodes = reader:sequence()
  if reader:peek(")") then reader:fail("no ( is open that this could close") end
  if reader.at <= #source then reader:fail("| stands between ( and )") end
  if #nodes == 0 then reader:fail("the pattern is empty", 1) end
  local at
  for i, node in ipairs(nodes) do
    if node.kind == "figure" then
      if at then reader:fail("a pattern has <数> only once", node.at) end
      at = i
    end
  end
  return nodes, at
end

--- Reads a pattern.
-- @param source the pattern
-- @param figure "required" (default): exactly one <数>; "optional": one or none
-- @return nodes, index of <数> or nil; or nil and a message of three lines, with a caret
--   under the place, by display width
function M.parse(source, figure)
  local ok, nodes, at = pcall(read, source)
  if not ok then
    if type(nodes) ~= "table" then error(nodes, 0) end
    return nil, pointed(source, nodes.defect, nodes.at)
  end
  if not at and figure ~= "optional" then
    return nil, pointed(source, "the pattern has no <数>", #source + 1)
  end
  return nodes, at
end

return M
