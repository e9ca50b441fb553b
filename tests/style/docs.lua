-- docs: what `make docs` writes is whole: every verb, argument and column in both languages, every public
-- function of Lua and C, every table and column of the corpus; and its pages need no network and no repair.
-- Run by the program.

local tap = require "tap"
local house = require "style.house"
local c_api = require "docs.c_api"
local html = require "docs.html"
local lua_api = require "docs.lua_api"
local schema = require "docs.schema"
local verbs = require "docs.verbs"

local build = os.getenv "B" or "build"

local function report(name, defects, count)
  tap.ok(#defects == 0 and count > 0, ("%s (%d)"):format(name, count), table.concat(defects, "\n"))
end

-- ---- both languages ------------------------------------------------------------------------

-- A text is for Chinese readers if it has a character of theirs, or is nothing but names and signs.
local function is_chinese(s)
  return type(s) == "string" and (s:find "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]" ~= nil or not s:find "%l%l+ %l%l+")
end

local function is_english(s)
  return type(s) == "string" and s:find "%S" ~= nil and not s:find "，" and not s:find "。"
end

local function check_pair(put, where, en, zh)
  if en == nil and zh == nil then return end
  if not is_english(en) then put(where .. ": English: " .. tostring(en)) end
  if not is_chinese(zh) then put(where .. ": Chinese: " .. tostring(zh)) end
end

local function check_list(put, where, en, zh)
  en, zh = en or {}, zh or {}
  if type(en) ~= "table" then en, zh = { en }, { zh } end
  if #en ~= #zh then put(("%s: %d in English, %d in Chinese"):format(where, #en, #zh)) end
  for i = 1, math.min(#en, #zh) do check_pair(put, where .. " " .. i, en[i], zh[i]) end
end

local function check_header(header, put)
  local name = header.name
  check_pair(put, name .. ": summary", header.summary or "", header.summary_zh or "no text here")
  for _, argument in ipairs(header.arguments) do
    check_pair(put, name .. " " .. argument.name, argument.help, argument.help_zh or "no text here")
  end
  for _, column in ipairs(header.outputs) do
    check_pair(put, name .. "." .. column.name, column.en or "", column.zh or "no text here")
    check_pair(put, name .. "." .. column.name .. ": help", column.help, column.help_zh)
  end
  for _, field in ipairs { "method", "needs", "caveats" } do
    check_list(put, name .. ": " .. field, header[field], header[field .. "_zh"])
  end
end

local headers = verbs.headers()

local function both_languages()
  local defects = {}
  for _, header in ipairs(headers) do
    check_header(header, function(defect) defects[#defects + 1] = defect end)
  end
  report("every header says everything in both languages", defects, #headers)
end

-- ---- everything is documented --------------------------------------------------------------

local function lua_documented(modules)
  local defects, count = {}, 0
  for _, module in ipairs(modules) do
    local path = "scripts/fazhi/" .. module.module:gsub("^fazhi%.?", ""):gsub("%.", "/") .. ".lua"
    if #module.prose == 0 then defects[#defects + 1] = module.module .. " has no opening" end
    for _, item in ipairs(house.inner[path] and {} or module.items) do
      count = count + 1
      local prose = item.comment and table.concat(item.comment, " ") or ""
      if not prose:find "%w" then defects[#defects + 1] = module.module .. ": " .. item.name end
    end
  end
  report("every public function of the Lua library is in the reference", defects, count)
end

local function c_documented(c_headers)
  local defects, seen, count = {}, {}, 0
  for _, header in ipairs(c_headers) do
    for _, item in ipairs(header.items) do
      for _, name in ipairs(item.names) do
        seen[name] = true
        local is_told = item.comment or item.code:find("/*", 1, true) or not item.code:find "FZ_API"
        if not is_told then defects[#defects + 1] = header.header .. ": " .. name end
      end
    end
  end
  local pipe <close> = assert(io.popen("nm -D --defined-only " .. build .. "/libfazhi.so"))
  for line in pipe:lines() do
    local name = line:match " T (fz_[%w_]+)$"
    count = count + (name and 1 or 0)
    if name and not seen[name] then defects[#defects + 1] = name .. " is exported, but not in the reference" end
  end
  report("every function of the C library is in the reference", defects, count)
end

local function schema_documented(rows)
  local defects = {}
  for _, row in ipairs(rows) do
    if not (row.meaning or ""):find "%w" then defects[#defects + 1] = row.table .. "." .. tostring(row.column) end
  end
  report("every table and column of the corpus says what it means", defects, #rows)
end

-- ---- the pages -----------------------------------------------------------------------------

local VOID = { meta = true, br = true, ["!DOCTYPE"] = true }

local function unbalanced(page)
  local open = {}
  for slash, name in page:gmatch "<(/?)([%w!]+)[^>]*>" do
    if slash == "" and not VOID[name] then
      open[#open + 1] = name
    elseif slash == "/" and table.remove(open) ~= name then
      return name
    end
  end
  return open[1]
end

local function check_page(file, page, put)
  local ids = {}
  for id in page:gmatch ' id="([^"]*)"' do
    if ids[id] then put(file .. ": two places are called " .. id) end
    ids[id] = true
  end
  for target in page:gmatch 'href="#([^"]*)"' do
    if not ids[target] then put(file .. ": no place is called " .. target) end
  end
  for address in page:gmatch '[hs]r[ec]f?="(%a+:[^"]*)"' do put(file .. ": needs " .. address) end
  if page:find "<script" then put(file .. ": has a script") end
  local tag = unbalanced(page)
  if tag then put(file .. ": <" .. tag .. "> is not closed") end
end

local function pages_sound()
  local dir, defects = os.tmpname(), {}
  os.remove(dir)
  os.execute("mkdir " .. dir)
  local pipe = assert(io.popen(("%s/fazhi scripts/docs/make.lua %s 2>&1"):format(build, dir)))
  local said = pipe:read "a"
  pipe:close()
  tap.ok(said == "", "the reference is made without a word", said)
  for _, file in ipairs { "index.html", "verbs.zh.html", "verbs.en.html", "lua.html", "c.html", "schema.html" } do
    local handle <close> = io.open(dir .. "/" .. file)
    local page = handle and handle:read "a" or ""
    if #page < 1000 then defects[#defects + 1] = file .. " is missing or empty" end
    check_page(file, page, function(defect) defects[#defects + 1] = defect end)
  end
  report("its pages are whole and need no network", defects, 6)
  os.execute("rm -rf " .. dir)
end

local function prose_read()
  local shown = html.prose { "one", "two < three", "", "    x = 1", "    y", "four" }
  tap.ok(shown == "<p>one two &lt; three</p>\n<pre>x = 1\ny</pre>\n<p>four</p>",
    "prose and code of comments are told apart", shown)
end

both_languages()
lua_documented(lua_api.modules "scripts/fazhi")
c_documented(c_api.headers "include/fazhi")
schema_documented(schema.rows())
pages_sound()
prose_read()
tap.done()
