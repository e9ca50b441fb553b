-- The figure grammar: finds in the body of a report every quantity as stated, with number,
-- unit, bound and span. Places where a numeral begins are found first, cheaply; the grammar is
-- tried only there. What a figure is about is read by fazhi.context.

local context = require("fazhi.context")
local notfigure = require("fazhi.notfigure")
local numeral = require("fazhi.numeral")
local plain = require("fazhi.plain")
local quantity = require("fazhi.quantity")

local M = {}

local byte, find, match, sub = string.byte, string.find, string.match, string.sub
local is_sound = numeral.is_sound

local grammar, reader, kinds -- the patterns of fazhi.quantity and what fazhi.plain has, from the first call on

-- A figure with room for all it is going to have: a table that grows field by field is the dearer part.
local function new_figure(value, upper, unit, kind, number_stop)
  return { value = value, upper = upper, unit = unit, kind = kind, number_stop = number_stop, bound = nil, start = nil,
    stop = nil, section = nil, subject = nil, predicate = nil, period = nil, scope = nil, own_subject = nil, raw = nil }
end

-- Enters digits that are no number of anything, so that they are told and nothing reckons with them.
local function put_damaged(state, at, stop)
  local raw = sub(state.body, at, stop - 1)
  state.damaged[#state.damaged + 1] = { start = at, stop = stop - 1, raw = raw, damaged = true }
  return stop
end

-- Enters a figure; `stop` and `number_stop` are positions after the last byte.
local function put(state, figure, at, stop, more, after)
  if not is_sound(figure.value) or figure.upper and not is_sound(figure.upper) then
    return put_damaged(state, at, figure.number_stop)
  end
  local bound, start = quantity.bound_before(state.body, at, state.floor)
  figure.bound = bound or after and (grammar.bounds.after[after] or "at_least") or more and "at_least" or "exact"
  figure.start, figure.stop, figure.number_stop = start, stop - 1, figure.number_stop - 1
  figure.raw = sub(state.body, start, stop - 1)
  state.floor = stop
  state.list[#state.list + 1] = figure
  return stop
end

-- 八成半 is 85 %, 九成五 95 %.
local function add_tenths(state, m)
  if m.unit.written ~= "成" or m.upper or m.more or m.inner or m.after then return end
  local tenths, number_stop, after, stop = grammar.tenths:match(state.body, m.stop)
  if tenths then
    m.value, m.number_stop, m.after, m.stop = m.value + tenths / 10, number_stop, after, stop
  end
end

local function put_measure(state, at, m)
  add_tenths(state, m)
  local unit, stop, name = m.unit, m.stop, m.unit.name
  if m.inner == "次" and unit.kind == "count" then name = unit.name .. "次" end
  if m.after == "内" and not grammar.bounds.inside[unit.kind] then
    m.after, stop = nil, stop - #"内"
  end
  local factor = unit.factor or 1
  local figure = new_figure(numeral.product(m.value, factor), m.upper and numeral.product(m.upper, factor) or nil, name,
    unit.kind, m.number_stop)
  return put(state, figure, at, stop, m.more, m.after)
end

-- 1/4左右; nil if it is none.
local function read_fraction(state, at)
  if not find(state.body, "^%d%d?/", at) then return nil end -- the pattern takes longer to fail
  local a, b, number_stop, after, stop = grammar.fraction:match(state.body, at)
  if not a or tonumber(a) >= tonumber(b) then return nil end
  local share = { value = numeral.whole(tonumber(a) * 100 / tonumber(b)), unit = "%", kind = "percent",
    number_stop = number_stop }
  return put(state, share, at, stop, false, after)
end

-- 3.78:1; nil if it is none.
local function read_ratio(state, at)
  local over, under, stop = grammar.ratio:match(state.body, at)
  if not over then return nil end
  local ratio = { value = numeral.scaled(over, 1), unit = ":" .. under, kind = "ratio", number_stop = stop }
  return put(state, ratio, at, stop)
end

-- A number whose unit stands at the next one of its list, or that needs none.
local function read_bare(state, at, m)
  local body, stop = state.body, m.number_stop
  local sign, factor, unit = sub(body, stop, stop + 2)
  if grammar.listed[sign] then factor, unit = grammar.borrowed:match(body, stop) end
  if factor and not unit.noun and not m.upper and not grammar.marker_place:match(body, at) then
    if m.factor == 1 and factor > 1 then m.value = numeral.product(m.value, factor) end
    m.unit, m.stop = unit, stop
    return put_measure(state, at, m)
  end
  local read = read_fraction(state, at) or (sign == "：" or find(sign, "^:")) and read_ratio(state, at)
  if read then return read end
  if m.factor >= 10000 then
    return put(state, { value = m.value, upper = m.upper or nil, unit = "", kind = "count", number_stop = stop }, at,
      m.after and m.stop or stop, m.more, m.after)
  end
  return stop
end

local function is_noun_count(m)
  return m.factor == 1 and m.value < 10000 and (m.value < 1900 or m.value > 2099)
end

-- 5000-1万: the lower end carries its own scale; in 3—5万 and 100-200万元 both share one.
local function share_scale(m, upper_factor)
  local value = numeral.product(m.value, upper_factor)
  if m.factor == 1 and upper_factor > 1 and value < m.upper then
    m.value = value
  end
end

local function read_amount(state, at)
  local body, m = state.body, {}
  local upper_more, upper_factor, upper_stop, unit_stop
  m.value, m.more, m.factor, m.number_stop, m.upper, upper_more, upper_factor, upper_stop, m.unit, unit_stop, m.inner,
    m.after, m.stop = grammar.measured:match(body, at)
  if m.upper then
    share_scale(m, upper_factor)
    if m.upper <= m.value then return m.number_stop end -- no range: the second number is read by itself
    m.more, m.number_stop, m.factor = upper_more, upper_stop, upper_factor
  end
  if not m.unit then return read_bare(state, at, m) end
  if find(body, "^0%d", at) then return put_damaged(state, at, m.number_stop) end -- 12345，000件
  if m.unit.noun and not is_noun_count(m) then return m.number_stop end
  if m.unit.written == "个" and not m.inner and not m.after then
    local _, unit = grammar.borrowed:match(body, unit_stop)
    if unit and unit.written:find("^个.") then m.unit = unit end
  end
  return put_measure(state, at, m)
end

-- Whether digits at byte `at` go on a Latin word: A4, PM2.5.
local function is_in_word(body, at)
  local before = byte(body, at - 1)
  return at > 1 and before < 128 and find(body, "^[%a_]", at - 1) ~= nil
end

local function read_digits(state, at)
  local body = state.body
  local stop = grammar.damaged:match(body, at)
  if stop then return put_damaged(state, at, stop) end
  if is_in_word(body, at) then return match(body, "^[%d.]+()", at) end
  return read_amount(state, at)
end

local function part_value(text)
  if text:find("^%d") then return numeral.scaled(text, 1), false end
  return numeral.han_value(text)
end

-- 百分之八十
local function read_hundredth(state, at)
  local sign, part, stop, upper, upper_stop, after, last = grammar.hundredth:match(state.body, at)
  if not sign then return at + 3 end
  local value, more = part_value(part)
  if part == "百" then value = 100 end
  if not value then return stop end
  local top = upper and part_value(upper) or nil
  return put(state, { value = value, upper = top, unit = sign, kind = "percent", number_stop = upper_stop or stop },
    at, last, more, after)
end

-- 翻一番 is growth by 100 %, 翻两番 by 300 %.
local function read_doubled(state, at)
  local run, number_stop, after, stop = grammar.doubled:match(state.body, at)
  local times = run and numeral.han_value(run)
  if not times or times > 9 then return at + 3 end
  return put(state, { value = (1 << times) * 100 - 100, unit = "%", kind = "rate-change", change = "increase",
    number_stop = number_stop }, at, stop, false, after)
end

-- 三分之二
local function read_third(state, at)
  local bottom, top, stop, after, last = grammar.share:match(state.body, at)
  local b, a = bottom and numeral.han_value(bottom), top and numeral.han_value(top)
  if not a or not b or a >= b then return nil end
  return put(state, { value = numeral.whole(a * 100 / b), unit = "%", kind = "percent", number_stop = stop }, at, last,
    false, after)
end

-- Whether a Chinese numeral with this classifier counts, or is part of a name or an article.
local function counts(state, at, m, run)
  local body, unit = state.body, m.unit
  if not unit or unit.noun or unit.han == false then return false end
  local bound, from = quantity.bound_before(body, at, state.floor)
  if unit.han == "led" then
    return bound and sub(body, from, at - 1) ~= "近" or grammar.bounds.after[m.after] or grammar.leads:match(body, at)
  end
  if run == "二" then return unit.kind == "percent" end
  if run == "一" then return unit.written == "倍" or bound or grammar.one_leads:match(body, at) end
  return true
end

local GLUED_MAX = 3 -- digits; more are a year or a telephone number: 12345三级平台

-- Where digits begin that a numeral goes on without a word between (4五件: 4 to 5, or 45, nobody can say), or nil.
local function glued_digits(state, at)
  local digits = match(sub(state.body, math.max(state.floor, at - GLUED_MAX - 1), at - 1), "%d+$")
  return digits and #digits <= GLUED_MAX and at - #digits or nil
end

local function read_numeral(state, at)
  local body = state.body
  local m, run, upper, upper_stop, _ = {}
  run, m.number_stop, upper, upper_stop, m.unit, _, m.inner, m.after, m.stop = grammar.spelled:match(body, at)
  if not run then return at + 3 end
  if sub(body, m.number_stop, m.number_stop + 5) == "分之" then
    local stop = read_third(state, at)
    if stop then return stop end
  end
  m.value, m.more = numeral.han_value(run)
  if upper then m.upper, m.more = numeral.han_value(upper) end
  if not m.value or upper and not m.upper or not counts(state, at, m, run) then return upper_stop or m.number_stop end
  local glued = glued_digits(state, at)
  if glued then return put_damaged(state, glued, upper_stop or m.number_stop) end
  if upper then
    m.number_stop = upper_stop
    if m.upper <= m.value then m.upper = nil end
  end
  return put_measure(state, at, m)
end

-- A lone 一 is mostly an article or part of a word; few signs make it worth a look.
local function read_one(state, at)
  local body = state.body
  local following = sub(body, at + 3, at + 5)
  local after, stop
  if following == "半" then after, stop = grammar.half:match(body, at) end
  if after then
    return put(state, { value = 50, unit = "%", kind = "percent", number_stop = at + #"一半" }, at, stop, false, after)
  end
  if grammar.one_next[following] or grammar.one_before[sub(body, at - 3, at - 1)] and grammar.one_leads:match(body, at)
    or quantity.bound_before(body, at, state.floor) then
    return notfigure.at_numeral(body, at) or read_numeral(state, at)
  end
  return at + 3
end

-- 第10名 and 列全国第2 are ranks; other words with 第 are ordinals.
local function read_rank(state, at)
  local body = state.body
  local digits, number_stop, unit, stop = grammar.rank:match(body, at)
  if digits and (unit or grammar.rank_leads:match(body, at) and context.is_pause(body, number_stop)) then
    return put(state, { value = math.tointeger(tonumber(digits)), unit = unit or "", kind = "rank",
      number_stop = number_stop }, at, stop)
  end
end

local function read_ordinal(state, at)
  return read_rank(state, at) or notfigure.at_ordinal(state.body, at) or at + 3
end

-- A quote or book title is passed over if short; ASCII quotes pair off along the line.
local function read_bracket(state, at, size)
  local body = state.body
  local open = sub(body, at, at + size - 1)
  if open == '"' and at == state.quote_end then return at + 1 end
  local stop = notfigure.at_bracket(body, at, open)
  if not stop and open == '"' then state.quote_end = match(body, '^"[^"\n]*()"', at) end
  return stop or at + size
end

-- By the kinds of places that fazhi.plain tells.
local READERS = {
  digits = read_digits,
  numeral = read_numeral,
  one = read_one,
  ordinal = read_ordinal,
  hundredth = read_hundredth,
  doubled = read_doubled,
  quote = function(state, at) return read_bracket(state, at, 1) end,
  bracket = function(state, at) return read_bracket(state, at, 3) end,
}

-- Whether two figures that a dash joins are one with two ends: 10%-15%; not if 从 or 由 leads them.
local function is_range(body, last, figure)
  return grammar.dashes[sub(body, last.stop + 1, figure.start - 1)] and last.unit == figure.unit and not last.upper
    and last.value < figure.value and not context.is_origin(body, last.start)
end

local function join_ranges(body, list)
  local kept, count = 1, #list
  for i = 2, count do
    local figure, last = list[i], list[kept]
    if figure.start - last.stop <= 7 and is_range(body, last, figure) then
      last.upper, last.stop, last.number_stop = figure.upper or figure.value, figure.stop, figure.number_stop
      last.raw = sub(body, last.start, last.stop)
      if figure.bound ~= "exact" then last.bound = figure.bound end
    else
      kept = kept + 1
      list[kept] = figure
    end
  end
  for i = kept + 1, count do list[i] = nil end
end

local NONE = {}

-- Plain amounts are read by the core; places where there is more to read it leaves to the readers.
local function scan(state, options)
  local function ask(number, at, floor)
    state.floor = floor
    return READERS[kinds[number]](state, at), state.floor
  end
  local damage = options.damage or NONE
  return reader:read(state.body, state.list, options.first or 1, state.last, options.sections or NONE, damage, ask)
end

--- Every figure of body[first..last] in order, as tables: start, stop (bytes, inclusive), raw,
--- number_stop (last byte of the number with its 余 多 万), value, upper, unit, bound
--- ("exact", "about", "at_least", "at_most"), kind ("count", "money", "percent", "rate-change",
--- "duration", "area", "rank", "ratio", "other"), change, base, from, part, subject, predicate,
--- scope, period, doubt ("unpaired": a list of unequal length, see fazhi.distribution), section (row of
--- options.sections, 0 = none). Numbers are integers when whole.
--- `options`: first, last (bytes; default the whole body), sections (rows as fazhi.outline gives
--- them: their markers are no figures, their headings tell plans), year (of the report), damage (spans {start=, stop=}
--- in which nothing is read). Second result: spans of numbers too damaged to be read.
function M.find(body, options)
  options = options or {}
  grammar = quantity.grammar()
  reader, kinds = plain.reader()
  local state = { body = body, last = options.last or #body, list = {}, damaged = {}, floor = options.first or 1 }
  if scan(state, options) then join_ranges(body, state.list) end
  context.annotate(body, state.list, options)
  return state.list, state.damaged
end

return M
