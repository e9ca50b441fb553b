-- ratio: a value told per so many of a column of the user's table, such as cases per 100,000 inhabitants.
-- It owns the arguments by which a script asks for it, and says where there is no ratio and why.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local lazy = require "fazhi.lazy"
local covariates = lazy "fazhi.covariates"
local failure = require "fazhi.failure"
local json = require "fazhi.json"
local message = require "fazhi.message"

local say = message.say

local M = {}

-- A value is told per so many of a column, unless its unit has another base or --per-base says one.
local BASE = 100000

local Ratio = { __name = "fazhi.ratio" }
Ratio.__index = Ratio

local arguments = {
  { name = "--covariates", kind = "path", value = "FILE",
    help = "a table with region or region_code, year and columns such as population(万人)",
    help_zh = "自备的表：region 或 region_code、year，以及 population(万人) 等列" },
  { name = "--per", kind = "text", value = "COLUMN", help = "compare values per 100,000 of this column of the table",
    help_zh = "按表中该列每十万计算后比较" },
  { name = "--per-base", kind = "integer", min = 1, value = "N",
    help = "per so many; default 100000, of money 100000000", help_zh = "每多少计算；默认 100000，金额为一亿元" },
  { name = "--nearest", kind = "integer", min = 0, default = 0, value = "YEARS",
    help = "if the table lacks the year, take the nearest within so many",
    help_zh = "表中缺该年度时，取相差不超过这些年的最近一年" },
}

--- The arguments of a script, `own`, followed by those of a ratio.
-- @param names only those of them, in this order; nil for all
function M.arguments(own, names)
  local list, by_name = table.move(own, 1, #own, 1, {}), {}
  for _, argument in ipairs(arguments) do by_name[argument.name] = argument end
  if not names then return table.move(arguments, 1, #arguments, #list + 1, list) end
  for _, name in ipairs(names) do list[#list + 1] = by_name[name] end
  return list
end

--- The table that a script's argument --covariates names, and its column `word`, the first one for nil; nil if no
--- table is named. Raises what is wrong with it.
function M.covariates(args, corpus, word)
  if not args.covariates then return nil end
  local found = failure.asked(covariates.read(args.covariates, comparison.regions(corpus)))
  return found, word and failure.asked(found:column(word)) or found.columns[1]
end

--- What --covariates and --per of a script's arguments ask for; nil if they ask for nothing. Raises E201 where one
--- is there without the other, and what is wrong with the table.
-- @return an object with :apply(value), :label(), :unit(unit), :column_of(name) and :notes()
function M.of(args, corpus)
  if not args.per and not args.covariates then return nil end
  if not args.per then
    failure.raise("E201", say("--covariates needs --per COLUMN", "--covariates 需与 --per 并用"))
  elseif not args.covariates then
    failure.raise("E201", say("--per needs --covariates FILE", "--per 需与 --covariates 并用"))
  end
  local found, column = M.covariates(args, corpus, args.per)
  local base = args.per_base or catalogue.load("covariates").bases[column.unit] or BASE
  return setmetatable({ covariates = found, column = column, word = args.per, base = base,
    within = args.nearest or 0, missing = {} }, Ratio)
end

-- 100000 → 100,000.
local function grouped(n)
  local s = json.number(n):reverse():gsub("(%d%d%d)", "%1,"):reverse()
  return (s:gsub("^,", ""))
end

-- 100000 → 10万.
local function in_chinese(n)
  if n % 100000000 == 0 then return json.number(n // 100000000) .. "亿" end
  if n % 10000 == 0 then return json.number(n // 10000) .. "万" end
  return json.number(n)
end

--- What a ratio is called in a table, { en = "per 100,000 population", zh = "每10万人口" }.
function Ratio:label()
  local unit = self.column.unit == "元" and "元" or ""
  return { en = ("per %s %s%s"):format(grouped(self.base), unit ~= "" and "yuan of " or "", self.word),
    zh = ("每%s%s%s"):format(in_chinese(self.base), unit, self.word) }
end

--- A unit with the ratio behind it: 件 per 100,000 population.
function Ratio:unit(unit)
  local label = self:label()
  return message.choose(("%s %s"):format(unit, label.en), ("%s（%s）"):format(unit, label.zh))
end

--- The column of a ratio, shown with four digits.
function Ratio:column_of(name)
  local label = self:label()
  return { name = name, kind = "number", en = label.en, zh = label.zh,
    show = function(value) return json.number(tonumber(("%.4g"):format(value))) end }
end

-- Units of what is divided already.
local rates = { ["%"] = true, ["‰"] = true, ["百分点"] = true, ["倍"] = true, ["位"] = true, [":1"] = true }

local function lacks(self, value)
  local place = ("%s %s"):format(value.region or value.region_code or "?", value.year or "?")
  if not self.missing[place] then
    self.missing[place] = true
    self.missing[#self.missing + 1] = place
  end
  return say("no {column}", "缺“{column}”", { column = self.column.name })
end

-- A quotient to twelve digits: what is beyond them is the computer's.
local function divided(value, by, base)
  return tonumber(("%.12g"):format(value / by * base))
end

--- The value per base of the column; nil and a note where the table does not say it or says it is not above 0,
--- and for a rate, which no number of inhabitants divides. The note also says that another year was taken.
-- @param value { value=, unit=, region_code=, region=, year= }
function Ratio:apply(value)
  local name = self.column.name
  if not value.value then return nil end
  if rates[value.unit] then return nil, say("a rate, not divided again", "已是比率，不再相除") end
  local by, year = self.covariates:value(value.region_code, value.year, name, self.within)
  if not by then return nil, lacks(self, value) end
  if by <= 0 then return nil, say("{column} is not above 0", "“{column}”不大于 0", { column = name }) end
  local note = year ~= value.year and say("{column} of {year}", "用 {year} 年的“{column}”", { column = name, year = year })
  return divided(value.value, by, self.base), note or nil
end

--- Notes of what was missing when values were divided, and of the problems of the table.
function Ratio:notes()
  local notes, missing = self.covariates:notes(), self.missing
  if #missing > 0 then
    local names = table.concat(missing, say(", ", "、"), 1, math.min(#missing, 8))
    table.insert(notes, 1, say("no {column} in {path}, so no ratio, for {count}: {names}",
      "{path} 中缺“{column}”，未计算 {count} 处：{names}",
      { column = self.column.name, path = self.covariates.path, count = #missing, names = names }))
  end
  return notes
end

return M
