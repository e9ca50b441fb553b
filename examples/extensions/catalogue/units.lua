-- units: the bundled units and one more. A file of the catalogue is called with a function that gives the table of
-- the file whose place it takes, so that it need say only what it adds.

local inherited = ...
local units = inherited()

-- 全县划分网格356格: the classifier of cells in a neighbourhood grid.
units[#units + 1] = { kind = "count", words = { "网格" } }

return units
