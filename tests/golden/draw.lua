-- draw: one chart of each kind in a terminal, with the signs and the width that are given: what is in them is chosen to
-- be awkward: gaps, breaks, names that are long, that are markup or turn the direction of writing, values of any sign.

local chart = require "fazhi.chart"
local terminal = require "fazhi.chart.terminal"

local M = {}

--- The charts by kind.
M.charts = {
  line = { kind = "line", title = "行政复议受理数", unit = "件", labels = { 2019, 2021, 2022, 2023, 2024 }, series = {
    { name = "青禾县", values = { 24, 33, 37, 44, 71 } },
    { name = "临溪区<b>&amp;", values = { 100, nil, 120, 111, 147 }, breaks = { [4] = true } } } },
  step = { kind = "step", title = "累计采用率", unit = "%", labels = { 2020, 2021, 2022 }, series = {
    { name = "", values = { 14.3, 28.6, 71.4 }, low = { 2, 8, 40 }, high = { 60, 64, 95 } } }, n = 7,
    range = { 0, 100 } },
  bar = { kind = "bar", title = "横比", panels = {
    { title = "县级 2024", unit = "件", labels = { "苇湖市", "临溪区", "白塔市高新技术产业开发区管理委员会" },
      values = { 163, 147, 35 }, marks = { { value = 147, label = "中位数" } }, missing = { "甲县", "乙县" } },
    { title = "对数比", labels = { "</script><script>", "复议\u{202E}倒", "'; system 'x" },
      values = { 3.2, -1.25, 0.4 } } } },
  dot = { kind = "dot", title = "画像", unit = "百分位", labels = { "受理数 71 件", "应诉 13 件", "调解 1 件" }, series = {
    { name = "", values = { 50, 90 }, low = { 30, 70 }, high = { 60, 99 } } }, marks = { { value = 50, label = "一半" } },
    range = { 0, 100 } },
  heat = { kind = "heat", title = "齐备", levels = { { value = 1, label = "有" }, { value = 0, label = "无" } },
    labels = { "青禾县 2023", "青禾县 2024" }, series = { { name = "第一责任人履行推进法治建设职责情况", values = { 1, 0 } },
      { name = "不足", values = { 1 } } } },
  funnel = { kind = "funnel", title = "漏斗", unit = "件", labels = { "收到", "受理", "审结", "纠错" },
    values = { 900, 861, nil, 98 } },
  stack = { kind = "stack", title = "篇幅", unit = "%", labels = { "2022", "2023" }, series = {
    { name = "职能", values = { 30, 20 } }, { name = "制度", values = { 10, 25 } },
    { name = "决策", values = { 60, 55 } } } },
  tiles = { kind = "tiles", title = "省级 2024", unit = "件", labels = { "北京市", "四川省", "西藏自治区" },
    codes = { "110000", "510000", "540000" }, values = { 120, 93400, 3 }, missing = { "云南省" } },
}

--- The names of the charts, in order.
function M.names()
  local names = {}
  for name in pairs(M.charts) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- A test that requires this gives no width.
local signs, columns = ...
if tonumber(columns) then
  for _, name in ipairs(M.names()) do
    local drawn = terminal.text(chart.new(M.charts[name]), { signs = signs, width = tonumber(columns) })
    io.write("== ", name, "\n", drawn)
  end
  return
end
return M
