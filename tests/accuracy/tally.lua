-- tally: counts of what was wanted, given and right, as precision, recall and F1.

local M = {}
local Tally = {}
Tally.__index = Tally

--- Adds one document's counts.
function Tally:add(right, given, wanted)
  self.right = self.right + right
  self.given = self.given + given
  self.wanted = self.wanted + wanted
end

--- Precision, recall and their harmonic mean; with nothing wanted recall is 1.
function Tally:scores()
  local p = self.given > 0 and self.right / self.given or (self.wanted == 0 and 1 or 0)
  local r = self.wanted > 0 and self.right / self.wanted or 1
  return p, r, p + r > 0 and 2 * p * r / (p + r) or 0
end

--- One line for people.
function Tally:line()
  local p, r, f = self:scores()
  return ("P %.3f R %.3f F1 %.3f  (%d of %d wanted, %d given)"):format(p, r, f, self.right, self.wanted, self.given)
end

--- A set of tallies by name, in the order of their first use.
function M.set()
  local order = {}
  return setmetatable({ order = order }, {
    __index = function(set, name)
      local tally = setmetatable({ right = 0, given = 0, wanted = 0 }, Tally)
      rawset(set, name, tally)
      order[#order + 1] = name
      return tally
    end,
  })
end

--- Rows of a TSV file with a header line and no quoting, as tables by column name.
function M.tsv(path)
  local rows, names = {}, nil
  for line in io.lines(path) do
    if not line:match "^#" then
      local fields = {}
      for field in (line .. "\t"):gmatch "([^\t]*)\t" do fields[#fields + 1] = field end
      if not names then
        names = fields
      else
        local row = {}
        for i, name in ipairs(names) do row[name] = fields[i] end
        rows[#rows + 1] = row
      end
    end
  end
  return rows
end

--- Whether two values are one number.
function M.same(a, b)
  a, b = tonumber(a), tonumber(b)
  return a ~= nil and b ~= nil and math.abs(a - b) <= 1e-9 * math.max(1, math.abs(a), math.abs(b))
end

return M
