-- extensions: each of examples/extensions, alone in a user's folder, does what it is for, and without it that is
-- not done; what it carries of tests passes; and nothing of ours is touched.

local tap = require "tap"

local EXAMPLES = "examples/extensions"

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  local out = pipe:read "a"
  local _, _, status = pipe:close()
  return out, status or 0
end

local function quoted(s)
  return "'" .. s:gsub("'", "'\\''") .. "'"
end

local work = os.tmpname()
os.remove(work)
os.execute("mkdir -p " .. quoted(work))
local fazhi = output_of("cd " .. quoted(os.getenv "B" or "build") .. " && pwd"):gsub("\n$", "") .. "/fazhi"
local corpus = work .. "/corpus.db"

local function put(name, text)
  local file <close> = assert(io.open(work .. "/" .. name, "wb"))
  file:write(text)
end

-- Runs a line of shell in a home with these files of examples/extensions.
local function run(line, files)
  local home = work .. "/home"
  os.execute("rm -rf " .. quoted(home) .. "; mkdir -p " .. quoted(home .. "/config/fazhi"))
  for _, file in ipairs(files) do
    local to = home .. "/config/fazhi/" .. file
    local from = quoted(EXAMPLES .. "/" .. file)
    os.execute(("mkdir -p %s && cp -R %s %s"):format(quoted(to:match "^(.*)/"), from, quoted(to)))
  end
  local prelude = ("unset FAZHI_PATH; export HOME=%s XDG_CONFIG_HOME=%s/config FAZHI_CORPUS=%s LC_ALL=C.UTF-8; ")
    :format(quoted(home), quoted(home), quoted(corpus))
  local command = prelude .. "fazhi() { " .. quoted(fazhi) .. ' "$@" 2>&1; }; ' .. line:gsub("WORK", work)
  return output_of(command)
end

put("audit.txt", "青禾县2024年度审计工作报告\n一、审计情况\n2024年，县审计局查出各类问题金额3.5亿元。\n")
put("grid.txt", "青禾县2024年法治政府建设年度报告\n全县划分为356网格，受理行政复议案件71件。\n")
put("marks.txt", "青禾县2024年法治政府建设年度报告\n一、主要工作\n〔一〕健全制度\n制定文件3件。\n〔二〕强化监督\n开展检查5次。\n")
put("zone.txt", "白塔经济技术开发区2024年法治政府建设年度报告\n2024年，受理行政复议案件7件。\n")
put("horse.txt", "望岫县2024年法治政府建设年度报告\n推行马背复议，马背复议走进牧区，马背复议便民利民。\n")
put("draft.org", "#+TITLE: 草稿\n* 一、主要工作\n青禾县受理案件7件。\n#+NOTE: 上一稿写的是受理案件9件。\n")

-- What is run with the files and prints `with`, and without them does not.
local cases = {
  { "analysis", files = { "analyses/bounds.lua" }, run = "fazhi bounds review_accepted", with = "exact,",
    name = "bounds" },
  { "analysis in a folder", files = { "analyses/since" }, run = "fazhi since review_accepted",
    with = "\n石汀县,2021\n", name = "since" },
  { "command", files = { "commands/lengths.lua" }, run = "fazhi 篇幅 WORK/marks.txt",
    with = ",57,1,2\n", name = "lengths" },
  { "indicator", files = { "catalogue/rule_of_law/mine.lua" },
    run = "fazhi observations examples/reports/白塔市_2019.txt", with = "my_review_upheld,211,件",
    name = "catalogue/rule_of_law/mine" },
  { "kind", files = { "catalogue/kinds/audit_work.lua", "catalogue/audit_work/money.lua" },
    run = "fazhi meta WORK/audit.txt -f jsonl", with = '"kind":"audit_work"', name = "catalogue/kinds/audit_work" },
  { "indicator of a kind", files = { "catalogue/kinds/audit_work.lua", "catalogue/audit_work/money.lua" },
    run = "fazhi observations WORK/audit.txt", with = "audit_problem_money,350000000,元",
    name = "catalogue/audit_work/money" },
  { "unit", files = { "catalogue/units.lua" }, run = "fazhi figures WORK/grid.txt", with = "356网格,356,,网格",
    name = "catalogue/units" },
  { "unit beside ours", files = { "catalogue/units.lua" }, run = "fazhi figures WORK/grid.txt | grep -c 71件,71,,件",
    with = "1\n", also = true },
  { "marker", files = { "catalogue/markers.lua" }, run = "fazhi outline WORK/marks.txt", with = "〔二〕",
    name = "catalogue/markers" },
  { "region", files = { "data/regions.tsv" }, run = "fazhi meta WORK/zone.txt -f jsonl",
    with = '"region_code":"990171"' },
  { "region beside ours", files = { "data/regions.tsv" }, run = "fazhi -e 'fazhi.region(\"北京市\").code'",
    with = "110000", also = true },
  { "dictionary", files = { "catalogue/dictionary.txt" },
    run = "fazhi add -q -c WORK/horse.db WORK/horse.txt; fazhi ngrams -c WORK/horse.db; rm -f WORK/horse.db",
    with = "马背复议" },
  { "loader", files = { "loaders/org.lua" }, run = "fazhi figures WORK/draft.org --columns raw,start | tail -1",
    with = "7件,", name = "loaders/org" },
  { "format", files = { "formats/latex.lua" }, run = "fazhi list -f latex --limit 1 --columns id,region",
    with = "\\begin{tabular}{ll}", name = "formats/latex" },
  { "format by ending", files = { "formats/latex.lua" }, with = "\\end{tabular}",
    run = "fazhi list -o WORK/x.tex --limit 1 --columns id,region && cat WORK/x.tex; rm -f WORK/x.tex" },
}

run("fazhi --regions examples/regions.tsv add examples/reports", {})
local before = output_of("find scripts -type f | xargs cat | cksum")

local function holds(s, part)
  return s:find(part, 1, true) ~= nil
end

for _, case in ipairs(cases) do
  local with = run(case.run, case.files)
  tap.ok(holds(with, case.with), case[1] .. ": " .. case.run, with)
  if not case.also then
    local without = run(case.run, {})
    tap.ok(not holds(without, case.with), case[1] .. ": nothing of it without the file", without)
  end
  if case.name then
    local out, status = run("fazhi test " .. case.name, case.files)
    tap.ok(status == 0 and holds(out, "0 failed"), case[1] .. ": fazhi test " .. case.name, out)
  end
end

-- A program that is no verb.
local largest = run("fazhi examples/largest.lua 行政复议受理数 --top=2 --columns rank,value", {})
tap.ok(holds(largest, "rank,value\n1,163\n2,147\n"), "examples/largest.lua reads its command line", largest)
local out, status = run("fazhi examples/largest.lua 行政复议受里数 --lang zh", {})
tap.ok(status == 2 and holds(out, "是不是“行政复议受理数”") and holds(out, "用法：largest.lua INDICATOR"),
  "wrong use gets a hint and the usage", out)
out, status = run("fazhi examples/largest.lua -h", {})
tap.ok(status == 0 and holds(out, "--top INTEGER"), "and --help its help", out)

tap.ok(output_of("find scripts -type f | xargs cat | cksum") == before, "nothing of ours was touched")
os.execute("rm -rf " .. quoted(work))
tap.done()
