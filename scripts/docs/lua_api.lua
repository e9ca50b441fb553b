-- lua_api: the reference of the Lua library, read from its source: what a file opens with, and the `---`
-- comment before each public function.

local html = require "docs.html"

local M = {}

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

-- How the line after a comment names what it is about; `made` are the names of the module fazhi itself.
local function name_of(line)
  local name, arguments = line:match "^function ([%a_][%w_]*[.:][%w_]+)(%b())"
  if not name then name, arguments = line:match "^(M%.[%w_]+)%s*=%s*function%s*(%b())" end
  if not name then name, arguments = line:match "^(M%.[%w_]+)%s*=", "" end
  if not name then name, arguments = line:match "^([A-Z]%w*%.[%w_]+)%s*=", "" end
  return name, arguments
end

local function is_public(name)
  return name:find "^%u" and not name:find "[.:]__" or name:find "^made[.:]"
end

-- The comment that ends before line i, without its dashes; nil if it is no `---` comment.
local function comment_before(lines, i)
  local first = i
  while first > 1 and lines[first - 1]:find "^%-%-" do first = first - 1 end
  while first < i and not lines[first]:find "^%-%-%-" do first = first + 1 end
  if first == i then return nil end
  local out = {}
  for k = first, i - 1 do out[#out + 1] = lines[k]:match "^%-%-%-? ?(.*)$" end
  return out
end

local function opening(lines)
  local out = {}
  for _, line in ipairs(lines) do
    if not line:find "^%-%-" then break end
    out[#out + 1] = line:match "^%-%- ?(.*)$"
  end
  return out
end

--- What one file of the library documents.
-- @param path the file; `module` the name it is required by
-- @return { module=, prose= lines, items= list of { name=, arguments=, comment= lines or nil } }
function M.read(path, module)
  local lines, items = {}, {}
  for line in slurp(path):gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  for i, line in ipairs(lines) do
    local name, arguments = name_of(line)
    if name and is_public(name) then
      local comment = comment_before(lines, i)
      local is_function = line:find "function" ~= nil
      if comment or is_function then
        items[#items + 1] = { name = name, arguments = arguments or "", comment = comment, is_function = is_function }
      end
    end
  end
  return { module = module, prose = opening(lines), items = items }
end

--- Every module of the library, in order of name.
function M.modules(dir)
  local list = {}
  local pipe <close> = assert(io.popen("find " .. dir .. " -name '*.lua' | LC_ALL=C sort"))
  for path in pipe:lines() do
    local name = path:match "fazhi/(.+)%.lua$":gsub("/", ".")
    list[#list + 1] = M.read(path, name == "init" and "fazhi" or "fazhi." .. name)
  end
  return list
end

-- M is the module itself, a class goes by its own name; arguments are written as they are called.
local function signature(module, item)
  local name = item.name:gsub("^M%.", module .. "."):gsub("^made%.", "fazhi.")
  return name .. (item.name:find "^made" and "" or item.arguments)
end

-- @param and @return become a list; what stands before them is prose.
local function body_of(comment)
  local prose, rows, row = {}, {}, nil
  for _, line in ipairs(comment) do
    local tag, rest = line:match "^%s*@(%w+)%s*(.*)$"
    if tag then
      row = { tag, rest }
      rows[#rows + 1] = row
    elseif row and line:find "%S" then
      row[2] = row[2] .. " " .. line:match "^%s*(.-)%s*$"
    else
      prose[#prose + 1] = line
    end
  end
  for i, one in ipairs(rows) do
    local name, rest = one[2]:match "^(%S+)%s+(.*)$"
    local is_parameter = one[1] == "param" and name
    rows[i] = { is_parameter and html.code(name) or html.escape(one[1]), html.escape(is_parameter and rest or one[2]) }
  end
  return html.prose(prose) .. html.table({ "", "" }, rows):gsub("<tr><th></th><th></th></tr>\n", "")
end

local function section(module)
  local out = { html.heading(2, html.escape(module.module), module.module), html.prose(module.prose) }
  for _, item in ipairs(module.items) do
    if item.comment then
      local shown = signature(module.module, item)
      out[#out + 1] = html.heading(3, html.code(shown), module.module .. "/" .. item.name)
      out[#out + 1] = body_of(item.comment)
    end
  end
  return table.concat(out, "\n")
end

-- What people who write scripts come for; the other modules are how it is done.
local FIRST = { "fazhi", "fazhi.corpus", "fazhi.stored", "fazhi.frame", "fazhi.territory", "fazhi.indicator",
  "fazhi.text", "fazhi.stats", "fazhi.document", "fazhi.program", "fazhi.script", "fazhi.query" }

-- The methods of the corpus stand in its folder.
local function is_first(name)
  for _, first in ipairs(FIRST) do
    if name == first or name:find("^" .. first .. "%.") and first ~= "fazhi" then return true end
  end
  return false
end

--- The page of the Lua library: what scripts and the prompt have in a few lines, the modules for people who write
--- scripts, and all others.
-- @param modules as M.modules gives them
-- @return HTML
function M.body(modules)
  local first, others, out = {}, {}, { {}, {} }
  for _, module in ipairs(modules) do
    local is_one = is_first(module.module)
    table.insert(is_one and first or others, module.module)
    table.insert(out[is_one and 1 or 2], section(module))
  end
  local help = require("fazhi.message").texts.help_lua
  return html.block(help.en) .. html.block(help.zh)
    .. html.heading(2, "For scripts 脚本常用", "for-scripts") .. html.index(first)
    .. html.heading(2, "All other modules 其余模块", "other-modules") .. html.index(others)
    .. table.concat(out[1], "\n") .. table.concat(out[2], "\n")
end

return M
