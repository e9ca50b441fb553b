-- markers: the bundled marks of sections and one more, 〔一〕 at the start of a line.

local inherited = ...
local rules = inherited()

table.insert(rules.markers, { level = 2, rank = 20, open = "〔", numbering = "han", close = "〕", where = { "line" } })

return rules
