-- wordstyle: the styles of a Word file, as far as they decide what is read: the list a style
-- belongs to, whether it hides or strikes out its text, and the name by which tables of contents are known.

local element = require("fazhi.element")

local M = {}

local DEPTH = 12 -- styles based on styles; a circle ends here as well

local UNSAID = {}

local Styles = { __name = "fazhi.wordstyle" }
Styles.__index = Styles

local function list_of(node)
  local numbers = element.child(element.child(node, "pPr"), "numPr")
  if not numbers then return nil end
  return { id = element.value(numbers, "numId"), level = element.number(numbers, "ilvl") }
end

--- Reads styles.xml; `root` may be nil.
function M.read(root)
  local self = setmetatable({ by_id = {}, said = {}, plain_runs = {} }, Styles)
  for node in element.children(root, "style") do
    local id = element.attribute(node, "styleId")
    local style = {
      name = (element.value(node, "name") or ""):lower(), based_on = element.value(node, "basedOn"),
      list = list_of(node), run = element.child(node, "rPr"),
    }
    if id then self.by_id[id] = style end
    local kind, default = element.attribute(node, "type"), element.attribute(node, "default")
    if kind == "paragraph" and (default == "1" or default == "true") then self.default = id end
  end
  return self
end

--- The ids of a style and of those it is based on, nearest first; the default paragraph style's
--- where `id` is nil.
function Styles:chain(id)
  local list = {}
  id = id or self.default
  while id and self.by_id[id] and #list < DEPTH do
    list[#list + 1] = id
    id = self.by_id[id].based_on
  end
  return list
end

--- The list a style belongs to, { id=, level= } each perhaps from another style of the chain; nil
--- if none.
function Styles:list(id)
  local found
  for _, style in ipairs(self:chain(id)) do
    local list = self.by_id[style].list
    if list then
      found = found or {}
      found.id = found.id or list.id
      found.level = found.level or list.level
    end
  end
  return found and found.id and found
end

-- UNSAID if neither the style nor one that it is based on says anything.
local function look_up(styles, flag, id)
  for _, style in ipairs(styles:chain(id)) do
    local value = element.flag(styles.by_id[style].run, flag)
    if value ~= nil then return value end
  end
  return UNSAID
end

--- True or false where the style says so of its text (`flag` vanish: it is hidden; strike), nil where it
--- says nothing. Looked for once for each style.
function Styles:says(flag, id)
  if not id then return nil end
  local said = self.said[flag] or {}
  self.said[flag] = said
  if said[id] == nil then said[id] = look_up(self, flag, id) end
  if said[id] ~= UNSAID then return said[id] end
end

--- True if paragraphs of the style are entries or the heading of a table of contents.
function Styles:is_contents(id)
  local name = id and self.by_id[id] and self.by_id[id].name or ""
  return name:find("^toc %d") ~= nil or name == "toc heading" or name == "table of figures"
end

return M
