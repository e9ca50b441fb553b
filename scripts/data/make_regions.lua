-- make_regions: writes regions.tsv from two public tables. Run by hand when they change:
--   lua5.4 make_regions.lua areacodes_result.csv renames.tsv > regions.tsv
-- The first is yescallop/areacodes (one row per code and name, with years and new codes), the
-- second JioNLP's list of published renames, which tells the heir among several new codes.

local header = [[
# Administrative divisions of China at and above the county, one row per code and name.
# Written by make_regions.lua; files of the same form can be given beside it.
# Sources: yescallop/areacodes (CC0-1.0); renames from JioNLP (Apache-2.0).
# from_year: first year at whose end the row held. to_year: first year at whose end it no
# longer held, empty while it holds. successor: the code, or codes divided by ";", that took
# its place; where a published rename names the heir, that one alone. short_name: the name without its
# kind, and behind ";" names in everyday use (恩施;恩施州;恩施自治州).
]]

local columns = { "code", "name", "full_name", "level", "parent_code", "from_year", "to_year",
  "successor", "short_name" }

local levels = { ["省级"] = "province", ["地级"] = "prefecture", ["县级"] = "county" }

-- What is taken off a name to get what people say: 巴中, 恩施, 神农架.
local endings = {
  province = { "特别行政区", "自治区", "省", "市" },
  prefecture = { "自治州", "地区", "盟", "市" },
  county = { "自治县", "自治旗", "林区", "特区", "新区", "矿区", "县", "市", "区", "旗" },
}

local peoples = {}
for name in ([[阿昌 白 保安 布朗 布依 朝鲜 达斡尔 傣 德昂 东乡 侗 独龙 俄罗斯 鄂伦春 鄂温克 高山 仡佬
  哈尼 哈萨克 赫哲 回 基诺 京 景颇 柯尔克孜 拉祜 黎 傈僳 珞巴 满 毛南 门巴 蒙古 苗 仫佬 纳西 怒 普米 羌
  撒拉 畲 水 塔吉克 塔塔尔 土家 土 佤 维吾尔 乌孜别克 锡伯 瑶 彝 裕固 藏 壮 各]]):gmatch("%S+") do
  peoples[#peoples + 1] = name
end
-- Longest first, so that 土家族 is not read as 家族 after 土.
table.sort(peoples, function(a, b) return #a > #b end)

local function ends_with(s, ending)
  return #s > #ending and s:sub(-#ending) == ending
end

local function strip_peoples(name)
  for _, people in ipairs(peoples) do
    for _, form in ipairs { people .. "族", people } do
      -- 蒙古 and the like also stand without 族, single characters do not.
      if ends_with(name, form) and (form ~= people or #people > 3) and #name - #form >= 6 then
        return strip_peoples(name:sub(1, -#form - 1))
      end
    end
  end
  return (name:gsub("族$", ""))
end

local function short_name(name, level)
  for _, ending in ipairs(endings[level]) do
    if ends_with(name, ending) then
      local short = name:sub(1, -#ending - 1)
      if ending:find("^自治") or short:find("族$") then short = strip_peoples(short) end
      -- One character, and 井陉 of 井陉矿区 beside 井陉县, would name too much.
      return #short >= 6 and ending ~= "矿区" and short or ""
    end
  end
  return ""
end

-- What people say of these in two characters.
local abbreviated = { ["巴音郭楞"] = "巴州", ["博尔塔拉"] = "博州", ["克孜勒苏"] = "克州" }

-- What people write where the law has a people's name: 恩施州, 恩施自治州, 长阳县, 管城区.
local function everyday_names(name, short)
  if short == "" or not (name:find("自治") or name:find("族")) then return "" end
  local list = ""
  for _, ending in ipairs { "州", "县", "旗", "区" } do
    local form = short .. ending
    if ends_with(name, ending) and form ~= name then list = list .. ";" .. form end
    local autonomous = short .. "自治" .. ending
    if ends_with(name, "自治" .. ending) and autonomous ~= name then list = list .. ";" .. autonomous end
  end
  return list .. (abbreviated[short] and ";" .. abbreviated[short] or "")
end

local function fields(line, separator)
  local list = {}
  for field in (line .. separator):gmatch("(.-)" .. separator) do list[#list + 1] = field end
  return list
end

local function read_rows(file)
  local rows = {}
  for line in io.lines(file) do
    local f = fields(line:gsub("\r$", ""):gsub("^\239\187\191", ""), ",")
    if levels[f[5]] then
      local level, direct = levels[f[5]], f[3] == "直辖"
      local full = f[2]
      if level == "prefecture" then full = f[2] .. f[4] end
      if level == "county" then full = f[2] .. (direct and "" or f[3]) .. f[4] end
      local short = short_name(f[4], level)
      if level ~= "province" then short = short .. everyday_names(f[4], short) end
      rows[#rows + 1] = {
        code = f[1], name = f[4], full_name = full, level = level,
        parent_code = level == "province" and "" or level == "prefecture" and f[1]:sub(1, 2) .. "0000"
          or direct and f[1]:sub(1, 2) .. "0000" or f[1]:sub(1, 4) .. "00",
        from_year = f[7], to_year = f[8], heirs = f[9], short_name = short,
      }
    end
  end
  return rows
end

-- {old full name = {new full name = true}}: some places were renamed more than once.
local function read_renames(file)
  local renames = {}
  for line in io.lines(file) do
    local old, new = line:gsub("\r$", ""):match("^[^\t]*\t[^\t]*\t(.-)=>(.*)$")
    if old then
      local f = fields(old, "\t") -- province, short, prefecture, short, county, short
      local from = f[1] .. f[3] .. (f[5] or "")
      renames[from] = renames[from] or {}
      renames[from][new:gsub("\t", "")] = true
    end
  end
  return renames
end

local function holds(row, year)
  return row.from_year <= year and (row.to_year == "" or row.to_year > year)
end

local function holds_name(other, row)
  return row.short_name ~= "" and other.short_name == row.short_name and other.code:sub(1, 2) == row.code:sub(1, 2)
end

local function stem(row)
  return row.short_name ~= "" and row.short_name or (row.name:gsub("行政区$", ""))
end

-- The heir of a prefecture in a province that was made of parts of another: the province itself (海南行政区, 海南省), or
-- of a city the county of its name (四川省涪陵市, 重庆市涪陵区). 四川省重庆市 was but a part of what 重庆市 became.
local function heir_in_new_province(row, rows)
  local wanted = row.name:find("市$") and "county" or "province"
  for _, province in ipairs(rows) do
    if province.level == "province" and province.from_year == row.to_year then
      for _, other in ipairs(rows) do
        if other.from_year == row.to_year and other.code:sub(1, 2) == province.code:sub(1, 2)
          and other.level == wanted and stem(other) == stem(row) then return other.code end
      end
    end
  end
end

-- The table leaves open what follows a name changed under the same code, and an abolished
-- prefecture: the one of its name that begins in the same year (巴中地区, 巴中市), or of a city the
-- county (莱芜市, 莱芜区). Of most abolished 地区 the counties went several ways.
local function unnamed_heir(row, rows)
  local county
  for _, other in ipairs(rows) do
    if other ~= row and other.from_year == row.to_year then
      if other.code == row.code then return other.code end
      if row.level == "prefecture" and holds_name(other, row) then
        if other.level == "prefecture" and other.parent_code == row.parent_code then return other.code end
        if row.name:find("市$") then county = county or other.code end
      end
    end
  end
  return county or row.level == "prefecture" and heir_in_new_province(row, rows) or ""
end

-- Codes with a year in brackets took over only a part, and earlier.
local function heirs_of(row, rows, by_code, renames)
  local list = {}
  for _, heir in ipairs(fields(row.heirs, ";")) do
    if heir:match("^%d+$") then list[#list + 1] = heir end
  end
  if row.to_year == "" then return "" end
  if #list == 0 then return unnamed_heir(row, rows) end
  for _, code in ipairs(list) do
    if code == row.code then return code end
  end
  local named = renames[row.full_name] or {}
  for _, code in ipairs(list) do
    for _, heir in ipairs(by_code[code] or {}) do
      if holds(heir, row.to_year) and named[heir.full_name] then return code end
    end
  end
  return table.concat(list, ";")
end

local function main(areacodes, renames_file)
  local rows, renames = read_rows(areacodes), read_renames(renames_file)
  local by_code = {}
  for _, row in ipairs(rows) do
    by_code[row.code] = by_code[row.code] or {}
    table.insert(by_code[row.code], row)
  end
  table.sort(rows, function(a, b)
    if a.code ~= b.code then return a.code < b.code end
    return a.from_year < b.from_year
  end)
  io.write(header, table.concat(columns, "\t"), "\n")
  for _, row in ipairs(rows) do
    row.successor = heirs_of(row, rows, by_code, renames)
    local values = {}
    for i, column in ipairs(columns) do values[i] = row[column] end
    io.write(table.concat(values, "\t"), "\n")
  end
end

if #arg ~= 2 then
  io.stderr:write("usage: lua5.4 make_regions.lua areacodes_result.csv renames.tsv > regions.tsv\n")
  os.exit(2)
end
main(arg[1], arg[2])
