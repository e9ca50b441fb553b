-- compare: whether two documents say the same: the headings of their outlines and the figures with
-- their values, units and bounds, whatever the file they were read from.

local M = {}

local function keys_of(doc)
  local list = {}
  for _, section in ipairs(doc.sections) do
    list[#list + 1] = ("section %s %s %s"):format(section.level, section.marker or "", section.heading or "")
  end
  local sections = #list
  for _, figure in ipairs(doc.figures) do
    list[#list + 1] = ("figure %s %s %s %s %s"):format(figure.value, figure.upper or "", figure.unit or "",
      figure.kind or "", figure.bound or "")
  end
  return list, sections, #doc.figures
end

--- What only one of two documents has: a sorted list of strings, "- " before what the second lacks and
--- "+ " before what it has besides.
function M.differences(a, b)
  local counts, list = {}, {}
  for _, key in ipairs((keys_of(a))) do counts[key] = (counts[key] or 0) + 1 end
  for _, key in ipairs((keys_of(b))) do counts[key] = (counts[key] or 0) - 1 end
  for key, count in pairs(counts) do
    for _ = 1, math.abs(count) do list[#list + 1] = (count > 0 and "- " or "+ ") .. key end
  end
  table.sort(list)
  return list
end

--- How many sections and figures a document has.
function M.size(doc)
  local _, sections, figures = keys_of(doc)
  return sections, figures
end

return M
