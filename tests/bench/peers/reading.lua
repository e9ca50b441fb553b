-- reading: what the stock-Lua peer sees in the text of a report: title, place and year, outline, figures with unit,
-- bound, scope and period, and the indicators that these are of.

local lpeg = require "lpeg"

local P, R, S, C, Cc, Cp, Ct = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.Ct

local M = {}

local function has_any(text, words)
  for _, word in ipairs(words) do
    if text:find(word, 1, true) then return true end
  end
  return false
end

-- ---- place, year, outline --------------------------------------------------------------------------

--- The title of a report and what it says.
-- @param regions name → row
function M.meta(body, regions)
  local title
  for line in body:sub(1, 2000):gmatch "[^\n]+" do
    local name, year = line:match "^(.-)(%d%d%d%d)年.*法治政府建设"
    if name then
      name = name:gsub("关于$", ""):gsub("人民政府$", "")
      return { kind = "rule_of_law", title = line, year = tonumber(year), region = regions[name] or {} }
    end
    title = title or line
  end
  return { kind = "other", title = title, region = {} }
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

--- The sections of a body: level, marker, heading, start, stop, parent (a number of this list).
function M.outline(body)
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
  .. "件 个 次 项 名 人 户 家 份 条 卷 本 期 场 支 处 篇 类 部 起 宗 例 天 年 日 班 节 种 块 套 张 册 位 所 座 辆 批 吨 亩 倍 成 轮 堂 台 门 款 幅"):gmatch "%S+" do
  UNITS[#UNITS + 1] = word
end
local digits = R "09" ^ 1
local number = C(digits * (P "," * R "09" * R "09" * R "09") ^ 0 * (P "." * digits) ^ -1)
local none = Cc(false)
local any_unit = one_of(UNITS)
local figure = Ct(number * (C(P "万" + "亿") + none) * (C(P "余" + "多") + none)
  * ((P "至" + "—" + "-") * C(digits * (P "." * digits) ^ -1) + none) * C(any_unit)
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
  if unit == "日" and body:sub(start - 3, start - 1) == "月" then return nil, stop end
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

-- ---- whose figures and of what time ----------------------------------------------------------------

local own = P "省" + "市" + "县" + "区" + "州" + "旗"
local scope = own * "本级" + P "全" * (own + "镇" + "乡" + "系统")
local year_of = R "09" * R "09" * R "09" * R "09" * P "年"
local function means(period, words) return one_of(words) * Cc(period) end
local period = year_of * Cc "annual" + means("annual", { "全年", "今年", "本年", "去年", "一年来" })
  + means("to_date", { "截至", "目前" }) + means("cumulative", { "累计", "以来" })
  + means("stock", { "现有", "共有", "实有", "现行有效" }) + means("planned", { "力争", "目标是", "计划", "预计" })
local compared = (P "比" + "较") * year_of
local said = Ct((compared + Ct(Cc "scope" * C(scope)) + Ct(Cc "period" * period)
  + R "\0\127" + R "\192\255" * R "\128\191" ^ 0) ^ 0)

-- Goes on from sentence to sentence: where the one of a place begins, and where it ends, before the full stop.
local function sentences_of(body)
  local start, stop, ahead, full, line = 1, 0, 1, 0, 0
  return function(place)
    while place > stop do
      start = ahead
      if full < start then full = body:find("。", start, true) or #body + 1 end
      if line < start then line = body:find("\n", start, true) or #body + 1 end
      stop = math.min(full, line)
      ahead = stop + (stop == full and 3 or 1)
    end
    return start, stop
  end
end

local PLAN = { "工作安排", "工作打算", "工作计划", "主要安排", "下一步" }

-- Whether a place, later than the one before, lies in a part that tells plans.
local function plans_of(sections)
  local list = {}
  for _, s in ipairs(sections) do
    if s.level == 1 and has_any(s.heading, PLAN) then list[#list + 1] = s end
  end
  return function(place)
    for _, s in ipairs(list) do
      if s.start <= place and place < s.stop then return true end
    end
    return false
  end
end

-- What is said of each figure in its sentence before it; a plan stays one up to the full stop.
local function listen(body, row, now)
  if now.start ~= row.sentence then
    now.start, now.at, now.scope, now.period = row.sentence, row.sentence, nil, row.in_plan and "planned" or nil
  end
  for _, one in ipairs(said:match(body:sub(now.at, row.start - 1))) do
    if one[1] == "scope" then now.scope = one[2]
    elseif now.period ~= "planned" then now.period = one[2] end
  end
  now.at = row.stop
  row.scope, row.period = now.scope, now.period
end

--- The figures of a body: start, stop, raw, value, upper, unit, bound, kind, scope, period, and where the sentence that
--- they stand in begins and ends: sentence, sentence_stop.
function M.figures(body, sections)
  local rows, at, now, sentence, is_plan = {}, 1, {}, sentences_of(body), plans_of(sections)
  while true do
    local start, last = body:find("%d[%d.,]*", at)
    if not start then return rows end
    local parts = not is_ordinal(body, start) and figure:match(body, start)
    at = last + 1
    if parts then
      local row, stop = one_figure(body, start, parts)
      at = stop
      if row then
        row.sentence, row.sentence_stop = sentence(start)
        row.in_plan = is_plan(start)
        listen(body, row, now)
        rows[#rows + 1] = row
      end
    end
  end
end

--- The number of the innermost section of each figure, both in the order of the text.
function M.within(sections, rows)
  local list, stack, next_section = {}, {}, 1
  for i, f in ipairs(rows) do
    while sections[next_section] and sections[next_section].start <= f.start do
      stack[#stack + 1] = next_section
      next_section = next_section + 1
    end
    while #stack > 0 and sections[stack[#stack]].stop <= f.start do table.remove(stack) end
    list[i] = stack[#stack] or false
  end
  return list
end

-- ---- indicators ------------------------------------------------------------------------------------

--- What bench.peers.asking has to know of figures.
M.known = { figure = figure, units = {}, plain_unit = PLAIN_UNIT }
for _, word in ipairs(UNITS) do M.known.units[word] = true end

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

local DROPPED = { ["“"] = "", ["”"] = "", ["　"] = "" }

-- Without what counts in no rule.
local function plain(text)
  if text:find "[ \xE2]" or text:find("　", 1, true) then
    text = text:gsub("[\xE2\xE3]\x80[\x80\x9C\x9D]", DROPPED):gsub(" ", "")
  end
  return text
end

--- The indicators of figures, of all that are no plans and not of the year before: list of { figure = number, id= }.
-- @param inside what M.within said; rules of bench.peers.asking
function M.observe(body, year, sections, rows, inside, rules)
  local found, asked, last = {}, nil, nil
  local last_year = { year and year - 1 .. "年" or "上年", "上年", "去年" }
  for i, f in ipairs(rows) do
    local before = f.kind ~= "rate-change" and f.period ~= "planned" and body:sub(f.sentence, f.start - 1)
    if before and not has_any(before, AIM) and not is_of_last_year(before, last_year) then
      if last ~= f.sentence then
        asked, last = rules:asked(plain(body:sub(f.sentence, f.sentence_stop - 1))), f.sentence
      end
      local behind = plain(body:sub(f.stop, f.sentence_stop - 1))
      for _, id in ipairs(rules:indicators(asked, plain(before), behind, f.unit, inside[i], sections)) do
        found[#found + 1] = { figure = i, id = id }
      end
    end
  end
  return found
end

local WISHES = { "确保", "力争", "争取", "努力", "杜绝", "防止", "避免", "坚决", "目标", "要求", "计划" }
local clause = P { C((1 - (P "，" + "；" + "：" + "。" + "\n")) ^ 0) }
local DENIALS = { "未", "没有", "无", "零" }

-- The first of the words from a place on.
local function first_of(body, words, places, at)
  local first
  for i, word in ipairs(words) do
    if places[i] and places[i] < at then places[i] = body:find(word, at, true) end
    if places[i] and (not first or places[i] < first) then first = places[i] end
  end
  return first
end

-- Where the clause begins that ends at the end of a piece of a sentence.
local function clause_start(before)
  local start = 1
  for stop in before:gmatch "\xEF\xBC[\x8C\x9A\x9B]()" do start = stop end
  return start
end

--- The indicators of which a clause says that there was none: list of { id=, unit= }.
function M.absences(body, sections, rules)
  local found, done, at, places = {}, {}, 1, { 0, 0, 0, 0 }
  local sentence, is_plan = sentences_of(body), plans_of(sections)
  while true do
    local place = first_of(body, DENIALS, places, at)
    if not place then return found end
    local first = sentence(place)
    local start = first + clause_start(body:sub(first, place - 1)) - 1
    local words = clause:match(body, start)
    at = start + #words + 1
    local before = plain(body:sub(first, at - 2))
    if not has_any(before, WISHES) and not is_plan(start) then
      local section = M.within(sections, { { start = start } })[1]
      for _, one in ipairs(rules:denied(done, plain(words), before, section, sections)) do found[#found + 1] = one end
    end
  end
end

return M
