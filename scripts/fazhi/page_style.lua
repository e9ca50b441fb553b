-- page_style: what a web page's styles do to the words of an element, as far as it decides whether they
-- are read: hidden, struck out, raised. It knows <style> of the page as far as its selectors are simple.

local M = {}

-- ---- declarations --------------------------------------------------------------------------

--- The style attribute of an element, in lower case without blanks.
function M.of(node)
  local style = node.attr and node.attr.style
  return style and style:lower():gsub("%s", "") or ""
end

-- What each property says of hiding: true, false, or nil where it is of no matter.
local properties = {
  display = function(value) return value == "none" end,
  visibility = function(value) return value == "hidden" or value == "collapse" end,
  ["font-size"] = function(value) return value:find "^0%.?0*%a*%%?$" ~= nil end,
  ["mso-hide"] = function(value) return value == "all" end,
}

-- Puts into `state` what declarations without blanks say: property → whether it hides.
local function read(declarations, state)
  for property, value in declarations:gmatch "([%w-]+):([^;]*)" do
    local says = properties[property]
    if says then state[property] = says((value:gsub("!important$", ""))) end
  end
  return state
end

local function hides(state)
  for _, is_so in pairs(state) do
    if is_so then return true end
  end
  return false
end

-- ---- the page's own rules ------------------------------------------------------------------

-- The rules outside of @media and the like: selectors, declarations.
local function rules_of(css)
  css = css:gsub("/%*.-%*/", ""):gsub("<!%-%-", ""):gsub("%-%->", ""):lower()
  css = css:gsub("@[^{};]*%b{}", ""):gsub("@[^{};]*;", "")
  return css:gmatch "([^{}]+)(%b{})"
end

-- The parts of a selector of one element by class or id: .a, p.a, #b, .a.c; nil for any other.
local function simple(selector)
  local name, rest = selector:match "^%s*(%w*)([.#][%w_.#-]*)%s*$"
  if not rest then return nil end
  local parts = {}
  for part in rest:gmatch "[.#][%w_-]+" do parts[#parts + 1] = part end
  return { name = name ~= "" and name or nil, parts = parts }
end

--- The rules of a page that hide, or show again, by class or id.
-- @param sheets list of the texts of <style>
-- @return a list, in the page's order
function M.rules(sheets)
  local list = {}
  for _, css in ipairs(sheets) do
    for selectors, block in rules_of(css) do
      local state = read(block:sub(2, -2):gsub("%s", ""), {})
      for selector in next(state) and selectors:gmatch "[^,]+" or function() end do
        local rule = simple(selector)
        if rule then
          rule.state = state
          list[#list + 1] = rule
        end
      end
    end
  end
  return list
end

local function fits(rule, node, classes)
  if rule.name and rule.name ~= node.name then return false end
  for _, part in ipairs(rule.parts) do
    local word = part:sub(2)
    local is_there
    if part:sub(1, 1) == "#" then
      is_there = (node.attr.id or ""):lower() == word
    else
      is_there = classes:find(" " .. word .. " ", 1, true) ~= nil
    end
    if not is_there then return false end
  end
  return true
end

--- True if an element is not shown.
-- @param rules as of M.rules
function M.is_hidden(node, rules)
  local attr = node.attr
  if not attr then return false end
  local aria = attr["aria-hidden"]
  if attr.hidden ~= nil or aria and aria:lower() == "true" then return true end
  local is_named = #rules > 0 and (attr.class or attr.id)
  if not is_named and not attr.style then return false end
  local state = {}
  if is_named then
    local classes = " " .. (attr.class or ""):lower():gsub("%s+", " ") .. " "
    for _, rule in ipairs(rules) do
      if fits(rule, node, classes) then
        for property, is_so in pairs(rule.state) do state[property] = is_so end
      end
    end
  end
  return hides(attr.style and read(M.of(node), state) or state)
end

-- ---- struck and raised ---------------------------------------------------------------------

local STRUCK = { s = true, strike = true, del = true }

--- True if the words of an element are struck out.
function M.is_struck(node)
  if STRUCK[node.name] then return true end
  local attr = node.attr
  if not attr or not attr.style then return false end
  return M.of(node):find "text%-decoration[%a-]*:[^;]*line%-through" ~= nil
end

--- True if they stand above the line.
function M.is_raised(node)
  if node.name == "sup" then return true end
  return node.attr ~= nil and node.attr.style ~= nil and M.of(node):find("vertical-align:super", 1, true) ~= nil
end

return M
