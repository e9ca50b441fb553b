-- words: Word files against what they must say. Real reports in plain text, turned into Word files
-- with automatic numbering, must give the same sections and figures; and of a folder of real Word
-- files every one must be read, each character once, with its region, year and kind.

local core = require "fazhi.core"
local document = require "fazhi.document"
local docx = require "support.docx"

local M = {}

M.title = "Word files: reports turned into .docx, and the provincial reports of 2025"

local function names_in(dir, ending)
  local list = {}
  for _, name in ipairs(core.files.list(dir) or {}) do
    if name:sub(-#ending) == ending then list[#list + 1] = name end
  end
  return list
end

local function slurp(path)
  return assert(core.files.read(path))
end

--- Sections and figures of a document as two lists of strings that can be compared.
function M.keys(doc)
  local sections, figures = {}, {}
  for k, s in ipairs(doc.sections) do
    sections[k] = table.concat({ s.level, s.marker, s.heading, s.parent }, "|")
  end
  for k, f in ipairs(doc.figures) do
    figures[k] = ("%s|%s|%s|%s|%s|%s|%s"):format(f.raw, f.value, f.upper, f.unit, f.bound, f.kind, f.change)
  end
  return sections, figures
end

-- How many of two lists differ, as bags.
local function differences(a, b)
  local count, n = {}, 0
  for _, s in ipairs(a) do count[s] = (count[s] or 0) + 1 end
  for _, s in ipairs(b) do count[s] = (count[s] or 0) - 1 end
  for _, c in pairs(count) do n = n + math.abs(c) end
  return n
end

local function measure_seeds(dir, say)
  local total = { files = 0, numbers = 0, sections = 0, figures = 0, other_sections = 0, other_figures = 0 }
  for _, name in ipairs(names_in(dir, ".txt")) do
    local text = core.text.decode(slurp(dir .. "/" .. name), { raw = true }):bytes()
    local bytes, numbers = docx.from_report(text)
    local sections, figures = M.keys(assert(document.decode(text, { path = name })))
    local other_sections, other_figures = M.keys(assert(document.decode(bytes, { path = (name:gsub("txt$", "docx")) })))
    local s, f = differences(sections, other_sections), differences(figures, other_figures)
    if s + f > 0 then say(("  %s: %d sections and %d figures differ"):format(name, s, f)) end
    total.files, total.numbers = total.files + 1, total.numbers + numbers
    total.sections, total.other_sections = total.sections + #sections, total.other_sections + s
    total.figures, total.other_figures = total.figures + #figures, total.other_figures + f
  end
  say(("reports turned into .docx: %d, with %d automatic numbers; of %d sections %d differ, of %d figures %d"):format(
    total.files, total.numbers, total.sections, total.other_sections, total.figures, total.other_figures))
  return total
end

local entities = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'" }

-- The characters of a file's <w:t>, blanks left out: what a file without revisions, lists and hidden
-- text says, found without reading it as XML.
local function characters(bytes)
  local archive <close> = assert(core.archive.open(bytes))
  for _, entry in ipairs(archive:entries()) do
    if entry.name == "word/document.xml" then
      local parts = {}
      for s in assert(archive:read(entry.index)):gmatch "<w:t[ >][^<]*" do parts[#parts + 1] = s:match ">(.*)$" end
      local text = table.concat(parts):gsub("&(%a+);", entities)
      return core.text.decode(text, { encoding = "UTF-8" }):bytes():gsub("%s+", "")
    end
  end
end

local function rendition(bytes, name)
  local item = require("fazhi.input").memory(bytes, name)
  local reading = assert(require("fazhi.loader").read(item))
  return (reading.text:bytes():gsub("%s+", ""))
end

local function faults_of(doc, name)
  local list, meta = {}, doc.meta
  local place = name:match "^2025年(.-)政府工作报告"
  if not (meta.region or ""):find(place, 1, true) or meta.level ~= "province" then
    list[#list + 1] = "region " .. tostring(meta.region)
  end
  if meta.year ~= 2024 then list[#list + 1] = "year " .. tostring(meta.year) end
  if meta.kind ~= "government_work" then list[#list + 1] = "kind " .. tostring(meta.kind) end
  if #doc.sections == 0 then list[#list + 1] = "no sections" end
  return list
end

local function measure_provincial(dir, say)
  local total = { files = 0, loaded = 0, right = 0, whole = 0 }
  for _, name in ipairs(names_in(dir, ".docx")) do
    total.files = total.files + 1
    local bytes = slurp(dir .. "/" .. name)
    local doc, why = document.decode(bytes, { path = name })
    if doc then
      total.loaded = total.loaded + 1
      local faults = faults_of(doc, name)
      if #faults == 0 then total.right = total.right + 1 end
      if rendition(bytes, name) == characters(bytes) then
        total.whole = total.whole + 1
      else
        faults[#faults + 1] = "its characters are not each read once"
      end
      why = #faults > 0 and table.concat(faults, ", ") or nil
    end
    if why then say(("  %s: %s"):format(name, why)) end
  end
  local line = "provincial reports of 2025: %d of %d loaded; region, year, kind right of %d; characters once each in %d"
  say(line:format(total.loaded, total.files, total.right, total.whole))
  return total
end

--- True if the real reports are there.
function M.is_present(real)
  return core.files.kind(real .. "/seeds") == "directory"
    or core.files.kind(real .. "/corpora/provincial-2025") == "directory"
end

--- Prints the figures by `say` and returns { seeds = totals, provincial = totals }.
function M.measure(real, say)
  return { seeds = measure_seeds(real .. "/seeds", say),
    provincial = measure_provincial(real .. "/corpora/provincial-2025", say) }
end

return M
