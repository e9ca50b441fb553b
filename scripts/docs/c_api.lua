-- c_api: the reference of the C library, read from include/fazhi/*.h: the prose a header opens with, and
-- the comment before each declaration.

local html = require "docs.html"

local M = {}

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

-- The words of a C comment, without its stars.
local function words_of(comment)
  local lines = {}
  for line in (comment:gsub("^/%*+%s*", ""):gsub("%s*%*/$", "") .. "\n"):gmatch "([^\n]*)\n" do
    lines[#lines + 1] = line:gsub("^%s*%*%*? ?", "")
  end
  return lines
end

-- What belongs to the compiler and not to the reader.
local function strip(text)
  text = text:gsub("#ifdef __cplusplus.-#endif\n", "")
  text = text:gsub("\n#if defined%(__GNUC__%)\n%s*__attribute__[^#]*#endif\n%s*;", ";")
  text = text:gsub("#if[^\n]*__GNUC__.-#endif\n", ""):gsub("#[^\n]*\n", "")
  return text
end

local function names_in(code)
  local list = {}
  for name in code:gmatch "FZ_API[^;(]-([%w_]+)%s*%(" do list[#list + 1] = name end
  for name in code:gmatch "}%s*([%w_]+);" do list[#list + 1] = name end
  for name in code:gmatch "typedef struct [%w_]+ ([%w_]+);" do list[#list + 1] = name end
  return list
end

-- A declaration goes on over blank lines while a brace or bracket is open.
local function is_open(code)
  local _, opened = code:gsub("{", "")
  local _, closed = code:gsub("}", "")
  return opened > closed
end

--- What one header documents.
-- @return { header=, prose= lines, items= list of { names=, comment= lines or nil, code= } }
function M.read(path)
  local text = slurp(path)
  local first = text:match "^/%*.-%*/"
  local items, comment, code = {}, nil, ""
  local function finish()
    if code:find "%S" then
      items[#items + 1] = { names = names_in(code), comment = comment, code = code:match "^%s*(.-)%s*$" }
    end
    comment, code = nil, ""
  end
  local rest = strip(text:sub(#first + 1))
  while #rest > 0 do
    local note = not code:find "%S" and rest:match "^%s*(/%*.-%*/)"
    if note then
      comment = words_of(note)
      rest = rest:gsub("^%s*/%*.-%*/", "", 1)
    else
      local line = rest:match "^[^\n]*\n?"
      rest = rest:sub(#line + 1)
      code = code .. line
      if line:find "^%s*$" and not is_open(code) and code:find "%S" then finish() end
    end
  end
  finish()
  return { header = path:match "([^/]+)$", prose = words_of(first), items = items }
end

--- Every public header, in order of name.
function M.headers(dir)
  local list = {}
  local pipe <close> = assert(io.popen("ls " .. dir .. "/*.h | LC_ALL=C sort"))
  for path in pipe:lines() do list[#list + 1] = M.read(path) end
  return list
end

local function section(header)
  local out = { html.heading(2, html.escape("fazhi/" .. header.header), header.header), html.prose(header.prose) }
  for _, item in ipairs(header.items) do
    for _, name in ipairs(item.names) do out[#out + 1] = ('<a id="%s"></a>'):format(html.escape(name)) end
    out[#out + 1] = html.block((item.code:gsub("FZ_API ", "")))
    if item.comment then out[#out + 1] = html.prose(item.comment) end
  end
  return table.concat(out, "\n")
end

--- The page of the C library.
-- @param headers as M.headers gives them
-- @return HTML
function M.body(headers)
  local names, out = {}, {}
  for i, header in ipairs(headers) do
    out[i] = section(header)
    names[#names + 1] = { id = header.header, text = "fazhi/" .. header.header }
    for _, item in ipairs(header.items) do table.move(item.names, 1, #item.names, #names + 1, names) end
  end
  return html.index(names) .. table.concat(out, "\n")
end

return M
