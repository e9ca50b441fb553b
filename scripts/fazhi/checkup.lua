-- checkup: whether the machine has what fazhi needs, and whether the corpus is sound: one row for each thing looked at,
-- with what was found and what to do. Nothing is changed.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local failure = require "fazhi.failure"
local gnuplot = require "fazhi.chart.gnuplot"
local html = require "fazhi.chart.html"
local indicator = require "fazhi.indicator"
local message = require "fazhi.message"

local say = message.say

local M = {}

local SECONDS = 30

--- The states: what is there, what only some of fazhi misses, and what is wrong.
M.OK, M.MISSING, M.BAD = "ok", "missing", "bad"

local function row(item, state, found, remedy)
  return { item = item, state = state, found = found, todo = state ~= M.OK and remedy or nil }
end

local function install(package)
  return "apt install " .. package
end

-- The first line that a program tells of itself, wherever it prints it.
local function version_of(words)
  words.seconds = SECONDS
  local out, complaints = core.helper.run(words)
  return ((out or "") .. "\n" .. (complaints or "")):match "([^\n]*%d[^\n]*)"
end

local function program_of(helper)
  for _, name in ipairs(helper.program) do
    local path = core.helper.find(name)
    if path then return version_of { name, table.unpack(helper.version) } or path end
  end
end

local function folder_of(helper)
  for _, folder in ipairs(helper.folder) do
    if core.files.kind(folder) == "directory" then return folder end
  end
end

local function helper_row(helper)
  local found = (helper.program and program_of or folder_of)(helper)
  local use = message.choose(helper.en, helper.zh)
  return row(("%s (%s)"):format(helper.name, use), found and M.OK or M.MISSING, found, install(helper.package))
end

local function library_rows(rows)
  rows[#rows + 1] = row("fazhi", M.OK, core.version)
  local lua = _VERSION:gsub("^Lua ", "")
  rows[#rows + 1] = row("Lua", lua == "5.4" and M.OK or M.BAD, lua, "Lua 5.4")
  local lpeg = require("lpeg").version
  rows[#rows + 1] = row("LPeg", M.OK, type(lpeg) == "function" and lpeg() or tostring(lpeg))
  local corpus <close> = require("fazhi.corpus").open(":memory:", "create")
  rows[#rows + 1] = row("SQLite", corpus and M.OK or M.BAD, corpus and corpus:sql("SELECT sqlite_version()").rows[1][1])
end

-- Columns of the terminal are counted in characters only where the locale says that these are UTF-8.
local function locale_row()
  local name = os.setlocale(nil, "ctype") or "?"
  local is_utf8 = name:lower():find "utf%-?8" ~= nil
  return row(say("locale", "区域设置"), is_utf8 and M.OK or M.MISSING, name, "LC_ALL=C.UTF-8")
end

local function font_row()
  local font = gnuplot.font()
  return row(say("font with Chinese (charts as PNG)", "中文字体（存图为 PNG）"), font and M.OK or M.MISSING, font,
    install "fonts-noto-cjk")
end

local function echarts_row()
  local scripts, why = html.scripts()
  local version = scripts and scripts[1].text:match 'version:"(%d+%.%d+%.%d+)"' or scripts and scripts[1].name
  return row(say("ECharts (charts in web pages)", "ECharts（网页里的图）"), scripts and M.OK or M.MISSING, version, why)
end

local function catalogue_row()
  local n = 0
  local list, why = failure.call(indicator.all)
  for _, one in ipairs(list or {}) do n = n + #one.entries end
  return row(say("catalogue of indicators", "指标目录"), list and M.OK or M.BAD,
    list and say("{n} {n|indicator|indicators}", "{n} 个指标", { n = n }) or why:match "^[^\n]*", "fazhi indicators test")
end

local function counted(counts)
  return say("{reports} {reports|report|reports}, {figures} {figures|figure|figures}, "
    .. "{observations} {observations|observation|observations}",
    "报告 {reports}、数字 {figures}、观测值 {observations}", counts)
end

local function add_corpus(rows, corpus, path)
  local counts, why, code = corpus:counts()
  rows[#rows + 1] = row(say("corpus {path}", "语料库 {path}", { path = message.shown(path) }),
    counts and M.OK or M.BAD, counts and counted(counts) or message.line(code, why))
  local health, trouble, late = corpus:health()
  rows[#rows + 1] = row(say("its file", "语料库文件"), health and health.is_whole and M.OK or M.BAD,
    health and health.told or message.line(late, trouble),
    say("use a copy, or add the files again to a new corpus", "请用备份，或把文件重新导入新的语料库"))
  local stale = corpus:count_stale()
  rows[#rows + 1] = row(say("its observations", "观测值"), stale == 0 and M.OK or M.MISSING,
    stale and say("{n} {n|report|reports} observed with another catalogue", "{n} 份报告是用另一版目录抽取的",
      { n = stale }),
    "fazhi observe")
end

local function corpus_rows(rows, open, path)
  if not core.files.kind(path) then
    rows[#rows + 1] = row(say("corpus {path}", "语料库 {path}", { path = message.shown(path) }), M.MISSING, nil,
      "fazhi add")
    return
  end
  local corpus, why, code = open("read")
  if corpus then return add_corpus(rows, corpus, path) end
  rows[#rows + 1] = row(say("corpus {path}", "语料库 {path}", { path = message.shown(path) }), M.BAD,
    message.line(code, why))
end

--- All that is looked at.
-- @param open function(mode) → the corpus; path: its file
-- @return rows { item=, state = M.OK, M.MISSING or M.BAD, found=, todo= }
function M.rows(open, path)
  local rows = {}
  library_rows(rows)
  rows[#rows + 1] = locale_row()
  for _, helper in ipairs(catalogue.load "helpers") do rows[#rows + 1] = helper_row(helper) end
  rows[#rows + 1] = font_row()
  rows[#rows + 1] = echarts_row()
  rows[#rows + 1] = catalogue_row()
  corpus_rows(rows, open, path)
  return rows
end

return M
