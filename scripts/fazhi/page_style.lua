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
  for declaration in declarations:gmatch "[^;]+" do -- one by one: a font inside is one word of any length
    local property, value = declaration:match "^([%w-]+):(.*)$"
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

local STYLES = 1000 -- that are kept: a page has the same ones again and again

local known, known_count = {}, 0

local function look(style)
  local s = style:lower():gsub("%s", "")
  local state = read(s, {})
  return { state = state, is_hidden = hides(state), is_block = s:find("display:block", 1, true) ~= nil,
    is_struck = s:find "text%-decoration[%a-]*:[^;]*line%-through" ~= nil,
    is_raised = s:find("vertical-align:super", 1, true) ~= nil }
end

local NONE = { state = {}, is_hidden = false, is_block = false, is_struck = false, is_raised = false }

-- What the style attribute of an element says: { state = as read gives it, is_hidden=, is_block=, is_struck=,
-- is_raised= }.
local function told(node)
  local style = node.attr and node.attr.style
  if not style then return NONE end
  local found = known[style]
  if not found then
    if known_count == STYLES then known, known_count = {}, 0 end
    found, known_count = look(style), known_count + 1
    known[style] = found
  end
  return found
end

--- True if an element stands on lines of its own by its style attribute.
function M.is_block(node)
  return told(node).is_block
end

-- ---- the page's own rules ------------------------------------------------------------------

local OPEN, CLOSE = ("{}"):byte(1, 2)

-- `css` without comments; one that nobody closes is none.
local function without_comments(css)
  local parts, from, at = {}, 1, css:find("/*", 1, true)
  while at do
    local _, stop = css:find("*/", at + 2, true)
    if not stop then break end
    parts[#parts + 1] = css:sub(from, at - 1)
    from = stop + 1
    at = css:find("/*", from, true)
  end
  return from == 1 and css or table.concat(parts) .. css:sub(from)
end

-- The rules outside of @media and the like: selectors, declarations in braces. Each byte is looked at once, for pages
-- carry their fonts and pictures in them.
local function rules_of(css)
  css = without_comments(css):gsub("<!%-%-", ""):gsub("%-%->", ""):lower()
  local from, at, depth, open = 1, 1, 0, nil
  return function()
    while true do
      at = css:find("[{};]", at)
      if not at then return nil end
      local sign, place = css:byte(at), at
      at = at + 1
      if sign == OPEN then
        if depth == 0 then open = place end
        depth = depth + 1
      elseif sign == CLOSE and depth > 1 then
        depth = depth - 1
      elseif depth == 0 then -- it ends a declaration of the sheet, or is one too many
        from = at
      elseif sign == CLOSE then
        local selectors, block = css:sub(from, open - 1), css:sub(open, place)
        from, depth = at, 0
        if not selectors:find "^%s*@" then return selectors, block end
      end
    end
  end
end

-- Most rules say nothing of hiding.
local function is_telling(block)
  for property in pairs(properties) do
    if block:find(property, 1, true) then return true end
  end
  return false
end

-- The parts of a selector of one element by class or id: .a, p.a, #b, .a.c; nil for any other.
local function simple(selector)
  local name, rest = selector:match "^%s*(%w*)([.#][%w_.#-]*)%s*$"
  if not rest then return nil end
  local parts = {}
  for part in rest:gmatch "[.#][%w_-]+" do parts[#parts + 1] = part end
  return { name = name ~= "" and name or nil, parts = parts }
end

-- Enters a rule by the first class or id of its selector.
local function enter(rules, rule)
  rules.count = rules.count + 1
  rule.number = rules.count
  local first = rule.parts[1]
  local lists, word = first:sub(1, 1) == "#" and rules.ids or rules.classes, first:sub(2)
  lists[word] = lists[word] or {}
  table.insert(lists[word], rule)
end

--- The rules of a page that hide, or show again, by class or id.
-- @param sheets list of the texts of <style>
-- @return { count=, classes = {word = list of rules}, ids = the same, known = {class attribute = list of rules} }
function M.rules(sheets)
  local rules = { count = 0, classes = {}, ids = {}, known = {} }
  for _, css in ipairs(sheets) do
    for selectors, block in rules_of(css) do
      local state = is_telling(block) and read(block:sub(2, -2):gsub("%s", ""), {}) or {}
      for selector in next(state) and selectors:gmatch "[^,]+" or function() end do
        local rule = simple(selector)
        if rule then
          rule.state = state
          enter(rules, rule)
        end
      end
    end
  end
  return rules
end

-- The rules that may fit by one of the words of a class attribute.
local function rules_by_class(rules, class)
  local list = rules.known[class]
  if not list then
    list = {}
    for word in class:lower():gmatch "%S+" do
      local found = rules.classes[word] or list
      if found ~= list then table.move(found, 1, #found, #list + 1, list) end
    end
    rules.known[class] = list
  end
  return list
end

-- The rules that may fit an element, in the page's order.
local function rules_for(rules, attr)
  local by_class = attr.class and rules_by_class(rules, attr.class)
  local by_id = attr.id and rules.ids[attr.id:lower()]
  local list = by_class and table.move(by_class, 1, #by_class, 1, {}) or {}
  if by_id then table.move(by_id, 1, #by_id, #list + 1, list) end
  table.sort(list, function(a, b) return a.number < b.number end)
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

-- What the page's rules say of an element, as read gives it.
local function ruled(node, rules)
  local state, attr = {}, node.attr
  local list = rules_for(rules, attr)
  if #list == 0 then return state end
  local classes = " " .. (attr.class or ""):lower():gsub("%s+", " ") .. " "
  for _, rule in ipairs(list) do
    if fits(rule, node, classes) then
      for property, is_so in pairs(rule.state) do state[property] = is_so end
    end
  end
  return state
end

--- True if an element is not shown.
-- @param rules as of M.rules
function M.is_hidden(node, rules)
  local attr = node.attr
  if not attr then return false end
  local aria = attr["aria-hidden"]
  if attr.hidden ~= nil or aria and aria:lower() == "true" then return true end
  local style = told(node)
  if rules.count == 0 or not (attr.class or attr.id) then return style.is_hidden end
  local state = ruled(node, rules)
  if next(state) == nil then return style.is_hidden end
  for property, is_so in pairs(style.state) do state[property] = is_so end
  return hides(state)
end

-- ---- struck and raised ---------------------------------------------------------------------

local STRUCK = { s = true, strike = true, del = true }

--- True if the words of an element are struck out.
function M.is_struck(node)
  return STRUCK[node.name] or told(node).is_struck
end

--- True if they stand above the line.
function M.is_raised(node)
  return node.name == "sup" or told(node).is_raised
end

return M
