-- Standard methods for the figures of reports, each with its source, under one name. They are pure:
-- no reading, no printing, nothing changed; nil, never NaN or an infinity, where a method has too
-- little to go on, and what that is stands at each. The methods are in fazhi/stats, by noun.

local M = {}

local parts = {
  (require("fazhi.stats.order")),
  (require("fazhi.stats.probability")),
  (require("fazhi.stats.trend")),
  (require("fazhi.stats.outlier")),
  (require("fazhi.stats.association")),
  (require("fazhi.stats.share")),
  (require("fazhi.stats.keyness")),
  (require("fazhi.stats.survival")),
}

for _, part in ipairs(parts) do
  for name, method in pairs(part) do
    assert(not M[name], name)
    M[name] = method
  end
end

return M
