-- element: looking into trees of XML as fazhi.core.markup gives them: tables with name, attr and
-- children by number.

local M = {}

--- The first child element of that name; nil if there is none, or no node.
function M.child(node, name)
  if not node then return nil end
  for k = 1, #node do
    if node[k].name == name then return node[k] end
  end
end

--- Iterates over the child elements of that name.
function M.children(node, name)
  local k = 0
  return function()
    repeat k = k + 1 until not node or not node[k] or node[k].name == name
    return node and node[k]
  end
end

--- An attribute of the node; nil if it has none of that name.
function M.attribute(node, name)
  return node and node.attr and node.attr[name]
end

--- What the child of that name says in its attribute val; nil if there is no such child.
function M.value(node, name)
  return M.attribute(M.child(node, name), "val")
end

--- The same as a whole number; nil if it is none.
function M.number(node, name)
  return math.tointeger(tonumber(M.value(node, name)))
end

local off = { ["0"] = true, ["false"] = true, off = true }

--- What the element of a property says that is there or not, such as <w:vanish/>: true, false where it is
--- switched off by val, nil for nil.
function M.says(child)
  if not child then return nil end
  return not off[M.attribute(child, "val")]
end

--- The same of the node's child of that name.
function M.flag(node, name)
  return M.says(M.child(node, name))
end

return M
