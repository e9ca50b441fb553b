-- report: one region and year as a page of its own: everything known of it, each number with the sentence it came
-- from. What the page says is put together by fazhi.dossier; how it looks is in fazhi.web and the folder web.

local cohort = require("fazhi.cohort")
local dossier = require("fazhi.dossier")
local frame = require("fazhi.frame")
local proof = require("fazhi.web.proof")
local region_page = require("fazhi.web.region")
local shell = require("fazhi.web.shell")

local function file_name(one)
  local name = one.report.name:gsub("[%c/\\:*?\"<>|%s]", "_")
  return ("%s_%d.html"):format(name, one.group.year)
end

local function page_of(corpus, one)
  return function(provenance)
    local page = region_page.page(one, proof.new(corpus, one.report.id))
    page.styles, page.scripts = { shell.asset("page.css") }, { shell.asset("page.js") }
    page.footer = shell.provenance(provenance)
    return shell.string(page)
  end
end

return {
  name = "report", alias = { "报告页", "一页" }, api = 1, category = "command", corpus = "read",
  summary = "Make one page of a region: contents of law, indicators, trends, doubts, each number with its evidence.",
  summary_zh = "生成一地一页的网页：法定内容、指标、历年变化、疑点，每个数字可点开原句。",
  arguments = {
    { name = "REGION", kind = "region", help = "name or code", help_zh = "名称或代码" },
    { name = "--year", kind = "year", help = "default: its latest report", help_zh = "默认为最近一份报告" },
    { name = "--kind", kind = "text", help = "kind of report; default rule_of_law if it has one",
      help_zh = "文种；默认法治政府建设报告" },
  },
  outputs = {
    { name = "part", kind = "text", zh = "部分", en = "part" },
    { name = "name", kind = "text", zh = "指标", en = "indicator" },
    { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported", help_zh = "未报告则空缺" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "median", kind = "number", zh = "同级中位数", en = "median" },
    { name = "percentile", kind = "number", digits = 0, zh = "百分位", en = "percentile" },
    { name = "n", kind = "integer", zh = "有数", en = "n", help = "regions that report it", help_zh = "报告此项的地区数" },
    { name = "last", kind = "number", zh = "上年", en = "last year" },
    { name = "change_percent", kind = "number", unit = "%", digits = 1, zh = "增减率", en = "change" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "indicator", kind = "indicator", zh = "代号", en = "id of indicator" },
    { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "供 fazhi why 使用" },
  },
  caveats = {
    "On a terminal the page is written to REGION_YEAR.html in the current folder, in no other file's place; with -o it "
      .. "goes to that file, in a pipe to the standard output. Other formats give the indicators as a table.",
    "The page is one file and fetches nothing. A number is a link to its sentence, file and bytes. On paper the "
      .. "sentences of the report itself stand at the end; a box above them prints those of other years too.",
    "web/page.css and web/page.js in your own folder take the place of ours: `fazhi which` shows where that is.",
  },
  caveats_zh = {
    "在终端运行时，网页写入当前文件夹的 地区_年度.html，不覆盖已有文件；用 -o 则写入指定文件，在管道中输出到标准输出。其他格式为指标表。",
    "网页只有一个文件，打开时不联网。数字可点开原句、文件和字节位置。打印时文末只印本年报告的原句，勾选其上的方框可一并印其他年度的。",
    "自己的文件夹里有 web/page.css、web/page.js 的，用自己的；fazhi which 可查看位置。",
  },
  examples = {
    { run = "fazhi report 青禾县 --year 2024 --corpus examples/corpus.db", prints = "<h1><bdi>云岭省白塔市青禾县</bdi>" },
    { run = "fazhi report 青禾县 --format csv --columns name,value,unit --corpus examples/corpus.db",
      prints = "accepted,71,件" },
  },
  run = function(args, corpus)
    local one = dossier.of(corpus, args)
    if not one then return frame.new({ none = cohort.none(args) }) end
    return frame.new({ rows = one.indicators, notes = one.notes, page = page_of(corpus, one),
      title = ("%s %d"):format(one.report.name, one.group.year), file_name = file_name(one) })
  end,
}
