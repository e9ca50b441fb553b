-- Similar: many texts and the passages that they share, without what everybody writes. Texts are
-- put in with their owners, indexed once, and asked; the methods are in fazhi/passages.h.

local core = require "fazhi.core"

local M = {}

local Set = { __name = "fazhi.similar" }
Set.__index = Set

--- A phrase of more than this share of the owners is stock.
M.COMMON = 0.3

--- A phrase of no more than so many owners is nobody's but theirs, however few they are all together.
M.FEW = 3

--- Letters that a passage must have of its own.
M.LEAST = 60

--- An empty set of texts.
-- @param options nil or { common = share of the owners from which a phrase is stock; few = number of owners up
--   to which none is; letters = of a fingerprint, default 8; window = 8: of so many runs of letters one is
--   looked at }
function M.new(options)
  options = options or {}
  return setmetatable({ passages = core.passages.new(options.letters, options.window), owners = {}, owner_count = 0,
    common = options.common or M.COMMON, few = options.few or M.FEW }, Set)
end

--- Puts a text in.
-- @param text clean UTF-8
-- @param owner whose it is: texts with the same value make a phrase no commoner; nil: its own
-- @return the number of the text, from 1
function Set:add(text, owner)
  local number = owner ~= nil and self.owners[owner] or nil
  if not number then
    self.owner_count = self.owner_count + 1
    number = self.owner_count
    if owner ~= nil then self.owners[owner] = number end
  end
  return self.passages:add(text, number)
end

Set.__len = function(self) return #self.passages end

--- Makes the index, after the last text and before the first question.
-- @return the set
function Set:index()
  self.limit = math.max(self.few, math.floor(self.common * self.owner_count))
  self.passages:index(self.limit)
  return self
end

--- True if there are so many owners that a phrase can be stock at all.
function Set:knows_stock()
  return self.owner_count > self.limit
end

--- The numbers of the texts that may share a passage of `least` letters (default 60) with text i, in order.
-- @param before only texts of lower numbers, to meet each pair once; nil: all
function Set:near(i, least, before)
  return self.passages:near(i, least or M.LEAST, before)
end

local function share(part, whole)
  return whole > 0 and part / whole or 0
end

--- What two texts share.
-- @param least letters that a passage must have of its own, default 60
-- @return nil if there is no passage, else the list of passages in order of the first text, each { start=,
--   stop=, other_start=, other_stop= (bytes), same= (letters that agree), own= (without stock), edits = list
--   of { start=, stop=, other_start=, other_stop= } where they do not }; with letters= and other_letters=
--   (of either text, in passages), contained= and contains= (the share of the first text that stands in the
--   second, and the reverse, 0 to 1), longest= (letters of the longest passage), jaccard= (of the
--   fingerprints, without stock)
function Set:compare(i, j, least)
  local found = self.passages:compare(i, j, least or M.LEAST)
  if #found == 0 then return nil end
  found.longest = 0
  for _, passage in ipairs(found) do found.longest = math.max(found.longest, passage.same) end
  found.contained = share(found.letters, (self.passages:stock(i)))
  found.contains = share(found.other_letters, (self.passages:stock(j)))
  return found
end

--- How many letters a text, or bytes start to stop of it, has, and how many of them are stock.
function Set:stock(i, start, stop)
  return self.passages:stock(i, start, stop)
end

--- Gives the memory back; the set can be asked no more.
function Set:close()
  self.passages:close()
end

Set.__close = Set.close

return M
