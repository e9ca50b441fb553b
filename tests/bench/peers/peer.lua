-- peer.lua: the job of `fazhi add` as one writes it in stock Lua 5.4 with LPeg and LuaSQL: decode, strip pages,
-- outline, place and year, figures with unit and bound, indicators, SQLite rows and full text, in one process.
--
--     lua5.4 peer.lua FOLDER DATABASE REGIONS RULES TRADITIONAL
--
-- The arguments are those of peer.py. LuaSQL binds no values, so rows go in as statements of many rows; the rest is
-- as good as it gets: numbers are matched by LPeg where a digit was found, words by plain finds, indexes come after the
-- rows, the full text keeps no content, a transaction holds 500 reports.

local lpeg = require "lpeg"
local luasql = require "luasql.sqlite3"

local P, R, S, C, Cp, Ct, Cc = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cp, lpeg.Ct, lpeg.Cc

local SCHEMA = {
  "CREATE TABLE source(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, bytes INTEGER, encoding TEXT)",
  [[CREATE TABLE report(id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, kind TEXT, title TEXT, issuer TEXT,
    region_code TEXT, region TEXT, level TEXT, year INTEGER, body TEXT NOT NULL)]],
  [[CREATE TABLE section(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, parent_id INTEGER, ordinal INTEGER,
    level INTEGER, marker TEXT, heading TEXT, start INTEGER, stop INTEGER)]],
  [[CREATE TABLE figure(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER,
    stop INTEGER, raw TEXT, value REAL, upper REAL, unit TEXT, bound TEXT, kind TEXT)]],
  [[CREATE TABLE observation(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, indicator_id TEXT, figure_id INTEGER,
    value REAL, unit TEXT, bound TEXT)]],
  [[CREATE TABLE passage(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER,
    stop INTEGER)]],
  "CREATE VIRTUAL TABLE passage_fts USING fts5(text, content='', tokenize='unicode61')",
}
local INDEXES = {
  "report_region ON report(region_code, year)", "section_report ON section(report_id, ordinal)",
  "figure_report ON figure(report_id, start)", "figure_section ON figure(section_id)",
  "observation_report ON observation(report_id)", "observation_indicator ON observation(indicator_id, report_id)",
  "observation_figure ON observation(figure_id)", "passage_report ON passage(report_id)",
}

local function each_row(path)
  local lines, names = io.lines(path), nil
  return function()
    for line in lines do
      local row, i = {}, 0
      if line:sub(1, 1) ~= "#" then
        for value in (line .. "\t"):gmatch "([^\t]*)\t" do
          i = i + 1
          if names then row[names[i]] = value else row[i] = value end
        end
        if names then return row end
        names = row
      end
    end
  end
end

-- ---- text ------------------------------------------------------------------------------------------

-- The text of bytes in an encoding, by the program of libc: Debian has no iconv for Lua 5.4.
local function run_iconv(data, from)
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(data)
  file:close()
  local pipe <close> = assert(io.popen(("iconv -c -f %s -t UTF-8 '%s'"):format(from, name)))
  local text = pipe:read "a"
  os.remove(name)
  return text
end

-- Every code of two bytes → its character, made once.
local pairs_of_gbk
local function gbk_table()
  local codes, i, map = {}, 0, {}
  for lead = 0x81, 0xFE do
    for trail = 0x40, 0xFE do codes[#codes + 1] = string.char(lead, trail) end
  end
  for character in run_iconv(table.concat(codes, "\n") .. "\n", "GB18030"):gmatch "([^\n]*)\n" do
    i = i + 1
    map[codes[i]] = character ~= "" and character or nil
  end
  return map
end

local function from_gb18030(data)
  if data:find "[\x81-\xFE]%d[\x81-\xFE]%d" then return run_iconv(data, "GB18030") end
  pairs_of_gbk = pairs_of_gbk or gbk_table()
  return (data:gsub("[\x81-\xFE][\x40-\xFE]", pairs_of_gbk))
end

local function from_wide(data, format)
  local map = setmetatable({}, { __index = function(t, two)
    t[two] = utf8.char((string.unpack(format, two)))
    return t[two]
  end })
  return (data:gsub("..", map))
end

local function decode(data)
  if data:sub(1, 3) == "\xEF\xBB\xBF" then return data:sub(4), "UTF-8" end
  if data:sub(1, 2) == "\xFF\xFE" then return from_wide(data:sub(3), "<I2"), "UTF-16" end
  if data:sub(1, 2) == "\xFE\xFF" then return from_wide(data:sub(3), ">I2"), "UTF-16" end
  if utf8.len(data) then return data, "UTF-8" end
  return from_gb18030(data), "GB18030"
end

local ENTITIES = { nbsp = " ", lt = "<", gt = ">", amp = "&", quot = '"', ldquo = "“", rdquo = "”" }
local BLOCKS = {}
for tag in ("p div h1 h2 h3 li ul tr table br"):gmatch "%S+" do BLOCKS[tag] = "\n" end

local function unescape(name)
  local code = name:match "^#(%d+)$"
  return code and utf8.char(tonumber(code)) or ENTITIES[name]
end

local function strip(page)
  for _, tag in ipairs { "head", "script", "style" } do
    page = page:gsub(("<%s[^>]*>.-</%s>"):format(tag, tag), "")
  end
  page = page:gsub("<!%-%-.-%-%->", ""):gsub("</?(%w+)[^>]*>", function(tag) return BLOCKS[tag:lower()] or "" end)
  return (page:gsub("&(#?%w+);", unescape))
end

local FURNITURE = { "当前位置", "来源：", "上一篇", "下一篇", "主办：", "网站首页", "版权所有", "浏览次数", "联系电话", "责任编辑" }
local WIDE = {}
for digit = 0, 9 do WIDE[utf8.char(0xFF10 + digit)] = tostring(digit) end
local SIGNS = { "務", "會", "關", "報", "與", "設", "規" }

local function has_any(text, words, first, last)
  for _, word in ipairs(words) do
    local at = text:find(word, first or 1, true)
    if at and (not last or at + #word - 1 <= last) then return true end
  end
  return false
end

local function is_furniture(line)
  for _, word in ipairs(FURNITURE) do
    if line:sub(1, #word) == word then return true end
  end
  return false
end

local function clean(text, is_page, traditional)
  if is_page then text = strip(text) end
  if has_any(text, SIGNS) then text = text:gsub(utf8.charpattern, traditional) end
  if text:find("\xEF\xBC[\x90-\x99]") then text = text:gsub("\xEF\xBC[\x90-\x99]", WIDE) end
  text = text:gsub("([\xE4-\xE9][\x80-\xBF][\x80-\xBF]) +(%d)", "%1%2"):gsub("(%d) +([\xE4-\xE9])", "%1%2")
  local lines = {}
  for line in text:gmatch "[^\n]+" do
    line = line:gsub("^[ \t\r]+", ""):gsub("[ \t\r]+$", "")
    while line:sub(1, 3) == "　" do line = line:sub(4) end
    if line ~= "" and not is_furniture(line) then lines[#lines + 1] = line end
  end
  return table.concat(lines, "\n"), lines
end

-- ---- place, year, outline --------------------------------------------------------------------------

local function meta(lines, regions)
  for i = 1, math.min(#lines, 8) do
    local name, year = lines[i]:match "^(.-)(%d%d%d%d)年.*法治政府建设"
    if name then
      name = name:gsub("关于$", ""):gsub("人民政府$", "")
      return { kind = "rule_of_law", title = lines[i], year = tonumber(year), region = regions[name] or {} }
    end
  end
  return { kind = "other", title = lines[1], region = {} }
end

local function one_of(words)
  local pattern
  table.sort(words, function(a, b) return #a > #b end)
  for _, word in ipairs(words) do pattern = pattern and pattern + P(word) or P(word) end
  return pattern
end

local numeral = one_of { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }
local numerals = numeral * numeral ^ -2
local at_line = Cc(1) * Cp() * C(numerals * P "、") * Cp()
  + Cc(2) * Cp() * C((P "（" + "(") * numerals * (P "）" + ")")) * Cp()
  + Cc(3) * Cp() * C(R "09" * R "09" ^ -1 * (P "." + "．")) * Cp()
local inline = Cc(4) * Cp() * C(numerals * P "是") * Cp()
-- Markers at the beginning of lines, and 一是 behind a full stop or semicolon.
local line_start = Ct(at_line + inline)
local stop_mark = P "\n" * line_start ^ -1 + (P "。" + "；") * Ct(inline) ^ -1
local markers = Ct(line_start ^ -1 * (stop_mark + (1 - S "\n\xE3\xEF") ^ 1 + 1) ^ 0)

local function heading_of(body, start)
  local line = body:find("\n", start, true) or #body + 1
  local stop = body:find("。", start, true)
  return body:sub(start, (stop and stop < line and stop or line) - 1)
end

local function outline(body)
  local rows, stack = {}, {}
  for _, found in ipairs(markers:match(body)) do
    local level, start, marker, behind = table.unpack(found)
    while #stack > 0 and rows[stack[#stack]].level >= level do rows[table.remove(stack)].stop = start end
    rows[#rows + 1] = { level = level, marker = marker, heading = heading_of(body, behind), start = start,
      stop = #body + 1, parent = stack[#stack] }
    stack[#stack + 1] = #rows
  end
  return rows
end

-- ---- figures ---------------------------------------------------------------------------------------

local UNITS = {}
for word in ("个工作日 工作日 个百分点 百分点 个月 万元 亿元 元 人次 件次 户次 家次 批次 场次 公里 平方米 分钟 小时 % ％ "
  .. "件 个 次 项 名 人 户 家 份 条 卷 本 期 场 支 处 篇 类 部 起 宗 例 天 年 套 张 册 位 所 座 辆 批 吨 亩 倍 成 轮 堂 台 门 款 幅"):gmatch "%S+" do
  UNITS[#UNITS + 1] = word
end
local digits = R "09" ^ 1
local number = C(digits * (P "," * R "09" * R "09" * R "09") ^ 0 * (P "." * digits) ^ -1)
local none = Cc(false)
local figure = Ct(number * (C(P "万" + "亿") + none) * (C(P "余" + "多") + none)
  * ((P "至" + "—" + "-") * C(digits * (P "." * digits) ^ -1) + none) * C(one_of(UNITS))
  * (C(one_of { "以上", "左右", "以内", "以下" }) + none) * Cp())

local SCALE = { ["万"] = 1e4, ["亿"] = 1e8 }
local MONEY = { ["万元"] = 1e4, ["亿元"] = 1e8, ["元"] = 1 }
local PLAIN_UNIT = { ["个工作日"] = "工作日", ["个百分点"] = "百分点", ["％"] = "%", ["万元"] = "元", ["亿元"] = "元" }
local BOUND = { ["约"] = "about", ["近"] = "at_most", ["超过"] = "at_least", ["超"] = "at_least", ["突破"] = "at_least",
  ["不少于"] = "at_least", ["至少"] = "at_least", ["余"] = "at_least", ["多"] = "at_least", ["以上"] = "at_least",
  ["左右"] = "about", ["以内"] = "at_most", ["以下"] = "at_most" }
local BEFORE = { "不少于", "超过", "突破", "至少", "约", "近", "超" }
local GROWTH = { ["增长"] = true, ["下降"] = true, ["减少"] = true, ["上升"] = true, ["提高"] = true, ["增加"] = true }

local function word_before(body, start)
  for _, word in ipairs(BEFORE) do
    if body:sub(start - #word, start - 1) == word then return word end
  end
end

local function kind_of(body, start, unit)
  if MONEY[unit] then return "money" end
  if unit ~= "%" and unit ~= "％" then return "count" end
  return GROWTH[body:sub(start - 6, start - 1)] and "rate-change" or "percent"
end

local function one_figure(body, start, parts)
  local digits_of, scale, mid, upper, unit, post, stop = table.unpack(parts)
  local pre = word_before(body, start)
  if unit == "年" and not pre and (#digits_of == 4 or not scale and not mid) then return nil, stop end
  local factor = (SCALE[scale] or 1) * (MONEY[unit] or 1)
  local first = start - (pre and #pre or 0)
  return { start = first, stop = stop, raw = body:sub(first, stop - 1),
    value = tonumber(("%.6f"):format(tonumber((digits_of:gsub(",", ""))) * factor)),
    upper = upper and tonumber(upper) * factor, unit = PLAIN_UNIT[unit] or unit,
    bound = BOUND[pre or mid or post] or "exact", kind = kind_of(body, start, unit) }, stop
end

local function is_ordinal(body, start)
  local before = body:sub(start - 3, start - 1)
  return before == "第" or before == "〔"
end

local function figures(body)
  local rows, at = {}, 1
  while true do
    local start, last = body:find("%d[%d.,]*", at)
    if not start then return rows end
    local parts = not is_ordinal(body, start) and figure:match(body, start)
    at = last + 1
    if parts then
      local row, stop = one_figure(body, start, parts)
      rows[#rows + 1], at = row, stop
    end
  end
end

-- ---- indicators ------------------------------------------------------------------------------------

local function split(words)
  local list = {}
  for word in words:gmatch "[^|]+" do list[#list + 1] = word end
  return #list > 0 and list or nil
end

local function read_rules(path)
  local by_unit = {}
  for row in each_row(path) do
    local rule = { id = row.id, clause = split(row.clause), sentence = split(row.sentence), without = split(row["not"]),
      after = split(row.after) }
    for _, unit in ipairs(split(row.units)) do
      by_unit[unit] = by_unit[unit] or {}
      table.insert(by_unit[unit], rule)
    end
  end
  return by_unit
end

-- The places behind the last full stop or line end, and behind the last comma, before each byte asked for in order.
local ends = Ct((Ct(Cc(true) * (P "。" + "\n") * Cp()) + Ct(Cc(false) * (P "，" + "；" + "、" + "（") * Cp())
  + (1 - S "\n\xE3\xEF") ^ 1 + 1) ^ 0)

local function borders(body)
  local list, i, sentence, clause = ends:match(body), 1, 1, 1
  return function(start)
    while list[i] and list[i][2] <= start do
      if list[i][1] then sentence = list[i][2] end
      clause = list[i][2]
      i = i + 1
    end
    return sentence, clause
  end
end

local behind = C((1 - (P "，" + "。" + "；" + "、" + "\n")) ^ 0)

local function fits(rule, words, sentence, after)
  return (not rule.clause or has_any(words, rule.clause)) and (not rule.sentence or has_any(sentence, rule.sentence))
    and not (rule.without and has_any(words, rule.without)) and (not rule.after or has_any(after, rule.after))
end

local AIM = { "力争", "目标", "计划" }

-- Whether a sentence tells of the year before, and not only in comparison.
local function is_of_last_year(sentence, words)
  for _, word in ipairs(words) do
    local at = sentence:find(word, 1, true)
    local before = at and sentence:sub(at - 3, at - 1)
    if at and before ~= "比" and before ~= "较" then return true end
  end
  return false
end

local PLAN = { "工作安排", "工作打算", "工作计划", "主要安排", "下一步" }

local function plan_parts(sections)
  local list = {}
  for _, s in ipairs(sections) do
    if s.level == 1 and has_any(s.heading, PLAN) then list[#list + 1] = s end
  end
  return list
end

local function lies_in(list, at)
  for _, s in ipairs(list) do
    if s.start <= at and at < s.stop then return true end
  end
  return false
end

local function observe(body, year, sections, rows, rules)
  local found, plans, border = {}, plan_parts(sections), borders(body)
  local last_year = { year and year - 1 .. "年" or "上年", "上年", "去年" }
  for i, f in ipairs(rows) do
    local at, clause = border(f.start)
    local sentence = body:sub(at, f.start - 1)
    local asked = rules[f.unit] and f.kind ~= "rate-change" and not lies_in(plans, f.start)
      and not has_any(sentence, AIM) and not is_of_last_year(sentence, last_year)
    if asked then
      local words, after = body:sub(clause, f.start - 1), behind:match(body, f.stop)
      for _, rule in ipairs(rules[f.unit]) do
        if fits(rule, words, sentence, after) then
          found[#found + 1] = { figure = i, id = rule.id }
          break
        end
      end
    end
  end
  return found
end

-- ---- writing ---------------------------------------------------------------------------------------

local ROWS = 200

local Writer = {}
Writer.__index = Writer

function Writer:run(sql)
  local ok, why = self.db:execute(sql)
  assert(ok, why)
end

local function value_sql(db, value)
  if value == nil or value == false then return "NULL" end
  if type(value) == "number" then return ("%.17g"):format(value) end
  return "'" .. db:escape(value) .. "'"
end

function Writer:flush(name)
  local rows = self.rows[name]
  if rows and #rows > 0 then
    local into = name == "fts" and "passage_fts(rowid, text)" or name
    self:run("INSERT INTO " .. into .. " VALUES " .. table.concat(rows, ","))
  end
  self.rows[name] = {}
end

function Writer:put(name, n, ...)
  local values = { ... }
  for i = 1, n do values[i] = value_sql(self.db, values[i]) end
  local rows = self.rows[name] or {}
  self.rows[name] = rows
  rows[#rows + 1] = "(" .. table.concat(values, ",", 1, n) .. ")"
  if #rows >= ROWS then self:flush(name) end
end

function Writer:commit()
  for name in pairs(self.rows) do self:flush(name) end
  self.db:commit()
end

local function open(path)
  local db = assert(assert(luasql.sqlite3()):connect(path))
  local self = setmetatable({ db = db, rows = {}, reports = 0, sections = 0, figures = 0, passages = 0 }, Writer)
  for _, pragma in ipairs { "page_size=8192", "journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536" } do
    db:execute("PRAGMA " .. pragma)
  end
  for _, sql in ipairs(SCHEMA) do self:run(sql) end
  db:setautocommit(false)
  return self
end

-- The innermost section of each figure, both in the order of the text.
local function within(sections, rows)
  local list, stack, next_section = {}, {}, 1
  for i, f in ipairs(rows) do
    while sections[next_section] and sections[next_section].start <= f.start do
      stack[#stack + 1] = next_section
      next_section = next_section + 1
    end
    while #stack > 0 and sections[stack[#stack]].stop <= f.start do table.remove(stack) end
    list[i] = stack[#stack]
  end
  return list
end

function Writer:put_passages(n, doc)
  local first = 1
  for i = 0, #doc.sections do
    local next_section = doc.sections[i + 1]
    local last = (next_section and next_section.start or #doc.body + 1) - 1
    if first <= last then
      self.passages = self.passages + 1
      self:put("passage", 5, self.passages, n, i > 0 and self.sections + i, first, last)
      self:put("fts", 2, self.passages, (doc.body:sub(first, last):gsub(utf8.charpattern, "%0 ")))
    end
    first = last + 1
  end
end

function Writer:put_report(doc)
  self.reports = self.reports + 1
  local n, told, s, f = self.reports, doc.meta, self.sections, self.figures
  self:put("source", 4, n, doc.path, doc.bytes, doc.encoding)
  local place = told.region
  self:put("report", 10, n, n, told.kind, told.title, doc.issuer, place.code, place.full_name, place.level, told.year,
    doc.body)
  for i, one in ipairs(doc.sections) do
    self:put("section", 9, s + i, n, one.parent and s + one.parent, i, one.level, one.marker, one.heading, one.start,
      one.stop)
  end
  local inside = within(doc.sections, doc.figures)
  for i, one in ipairs(doc.figures) do
    self:put("figure", 11, f + i, n, inside[i] and s + inside[i], one.start, one.stop, one.raw, one.value, one.upper,
      one.unit, one.bound, one.kind)
  end
  for _, one in ipairs(doc.observations) do
    local of = doc.figures[one.figure]
    self:put("observation", 7, nil, n, one.id, f + one.figure, of.value, of.unit, of.bound)
  end
  self:put_passages(n, doc)
  self.sections, self.figures = s + #doc.sections, f + #doc.figures
  if n % 500 == 0 then self:commit() end
end

-- ---- all -------------------------------------------------------------------------------------------

local function read_regions(path)
  local names, several = {}, {}
  for row in each_row(path) do
    if row.to_year == "" or not names[row.full_name] then
      names[row.full_name] = row
      if row.name ~= row.full_name then
        several[row.name] = names[row.name] and true or several[row.name]
        names[row.name] = row
      end
    end
  end
  for name in pairs(several) do names[name] = nil end
  return names
end

local function read(path, state)
  local file <close> = assert(io.open(path, "rb"))
  local data = file:read "a"
  local text, encoding = decode(data)
  local body, lines = clean(text, path:match "%.html$", state.traditional)
  local doc = { path = path, bytes = #data, encoding = encoding, body = body, issuer = lines[#lines - 1],
    meta = meta(lines, state.regions), sections = outline(body), figures = figures(body) }
  doc.observations = observe(body, doc.meta.year, doc.sections, doc.figures, state.rules)
  return doc
end

local folder, database, regions, rules, traditional = table.unpack(arg)
local state = { regions = read_regions(regions), rules = read_rules(rules), traditional = {} }
for row in each_row(traditional) do state.traditional[row.traditional] = row.simplified end
local writer = open(database)
local pipe <close> = assert(io.popen(("find '%s' -type f | LC_ALL=C sort"):format(folder)))
for path in pipe:lines() do writer:put_report(read(path, state)) end
for _, index in ipairs(INDEXES) do writer:run("CREATE INDEX " .. index) end
writer:commit()
writer.db:close()
