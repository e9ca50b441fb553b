-- generate: writes N made-up reports and the truth of them into a folder: every region of the table eleven years, in
-- all the forms and encodings that fazhi reads. The same seed gives the same bytes everywhere, and report i is the
-- same whatever N.
--
--     build/fazhi tests/bench/generate.lua FOLDER N [SEED]
--
-- FOLDER/files/000/00001.txt … are the reports; beside them stand reports.tsv (file, region_code, level, year,
-- kind), observations.tsv (file, indicator, value, unit, bound, optional), searches.tsv (word, number of reports that
-- have it) and, of the first 2,000 files, figures.tsv (file, value, unit, bound, scope, period, start, stop) and
-- sections.tsv (file, level, marker, heading, start, stop); start and stop are bytes of the file, scope and period
-- empty where the sentence says none. repeats.tsv (file, of, relation) has the reports that are another one once more:
-- same or, with a paragraph of their own, near. traditional.tsv has what the traditional characters of the files are.

local draw_new = require("support.draw").new
local form = require "bench.form"
local report = require "bench.report"
local shuffle = require "bench.shuffle"

local FIRST_YEAR, YEARS, LABELLED = 2014, 11, 2000

-- Code, name, full name, level, first year, first year no longer.
local ROW = "^(%d+)\t([^\t]*)\t([^\t]*)\t(%l+)\t[^\t]*\t(%d+)\t(%d*)\t"

local folder, count, seed = arg[1], tonumber(arg[2]), tonumber(arg[3] or 1)
assert(folder and count, "usage: generate.lua FOLDER N [SEED]")

-- The places that held from before the first year until today.
local function places()
  local list, names = {}, {}
  for line in io.lines "scripts/data/regions.tsv" do
    local code, name, full, level, from, to = line:match(ROW)
    if code and to == "" and tonumber(from) <= FIRST_YEAR and not code:match "^[78]" then
      local place = { code = code, name = name, full_name = full, level = level }
      if report.own_word(place) then list[#list + 1] = place end
    end
    if name then names[name] = (names[name] or 0) + 1 end
  end
  for _, place in ipairs(list) do place.unique = names[place.name] == 1 end
  return shuffle(list, draw_new(seed))
end

local function tsv(name, header)
  local file = assert(io.open(folder .. "/" .. name, "w"))
  file:setvbuf "full"
  file:write(table.concat(header, "\t"), "\n")
  return function(...) file:write(table.concat({ ... }, "\t"), "\n") end, file
end

local function write_bytes(path, bytes)
  local file <close> = assert(io.open(path, "wb"))
  file:write(bytes)
end

local function write_traditional()
  local put, file = tsv("traditional.tsv", { "traditional", "simplified" })
  local list = {}
  for simplified, traditional in pairs(form.traditional()) do list[#list + 1] = { traditional, simplified } end
  table.sort(list, function(a, b) return a[1] < b[1] end)
  for _, pair in ipairs(list) do put(pair[1], pair[2]) end
  file:close()
end

local function write_truth(tables, name, made, labelled)
  for _, f in ipairs(made.figures) do
    if labelled then
      tables.figures(name, f.value, f.unit, f.bound, f.scope or "", f.period or "", f.source_start, f.source_stop)
    end
    if f.indicator then tables.observations(name, f.indicator, f.value, f.unit, f.bound, f.optional and 1 or 0) end
    if f.also then tables.observations(name, f.also, f.value, f.unit, f.bound, 1) end
  end
  for _, a in ipairs(made.absences) do tables.observations(name, a.indicator, a.value, a.unit, a.bound, 0) end
  if not labelled then return end
  for _, s in ipairs(made.sections) do
    tables.sections(name, s.level, s.marker, s.heading, s.source_start, s.source_stop)
  end
end

-- The words that are searched for, of two characters as most are in Chinese, and how many reports have each.
local WORDS = { "复议", "听证", "公证", "纠纷", "督察", "旁听", "欠薪", "古树", "会商", "结转" }
local found = {}

local function count_words(content)
  for _, word in ipairs(WORDS) do
    if content:find(word, 1, true) then found[word] = (found[word] or 0) + 1 end
  end
end

local function write_searches(put)
  for _, word in ipairs(WORDS) do put(word, found[word] or 0) end
end

-- ---- all -----------------------------------------------------------------------------------------

-- Every so many reports the one before comes once more, in a form of the other ending: as it was, or with a paragraph.
local AGAIN = 40
local ADDITION = "本报告同时在政府门户网站公布，接受社会监督。"

local function form_of(i)
  local draw = draw_new(seed * 1000003 + i)
  for _ = 1, 4 do draw(2) end
  local chosen = form.choose(draw)
  local other = i % AGAIN == 0 and form_of(i - 1).ending
  while chosen.ending == other do chosen = form.choose(draw) end
  return chosen, draw
end

-- The report of a number: the place, the year, what it says; and how it is another one once more, if it is.
local function report_of(all, i)
  local of = i % AGAIN == 0 and i - 1 or i
  local place, year = all[(of - 1) // YEARS + 1], FIRST_YEAR + (of - 1) % YEARS
  local again = of < i and (i % (2 * AGAIN) == 0 and "near" or "same")
  return place, year, report.write(place, year, seed * 7000003 + of, again == "near" and ADDITION or nil), again
end

local function name_of(i, one_form)
  return ("%05d.%s"):format(i, one_form.ending)
end

local all = places()
assert(count <= #all * YEARS, "there are not so many places and years")
os.execute(("mkdir -p '%s/files'"):format(folder))
write_traditional()
local tables, open = {}, {}
for name, header in pairs {
  reports = { "file", "region_code", "level", "year", "kind" },
  observations = { "file", "indicator", "value", "unit", "bound", "optional" },
  figures = { "file", "value", "unit", "bound", "scope", "period", "start", "stop" },
  sections = { "file", "level", "marker", "heading", "start", "stop" }, searches = { "word", "reports" },
  repeats = { "file", "of", "relation" },
} do
  tables[name], open[name] = tsv(name .. ".tsv", header)
end

local bytes = 0
for i = 1, count do
  local one_form, draw = form_of(i)
  local place, year, made, again = report_of(all, i)
  if i % 1000 == 1 then os.execute(("mkdir -p '%s/files/%03d'"):format(folder, i // 1000)) end
  local name = name_of(i, one_form)
  local content = form.bytes(made, one_form, draw)
  write_bytes(("%s/files/%03d/%s"):format(folder, (i - 1) // 1000, name), content)
  bytes = bytes + #content
  tables.reports(name, place.code, place.level, year, "rule_of_law")
  if again then tables.repeats(name, name_of(i - 1, form_of(i - 1)), again) end
  write_truth(tables, name, made, i <= LABELLED)
  count_words(made.content)
end
write_searches(tables.searches)
for _, file in pairs(open) do file:close() end
write_bytes(folder .. "/done", ("%d reports, %d bytes, seed %d\n"):format(count, bytes, seed))
