-- pdfs: real reports printed and read again: as .pdf by a browser and by LibreOffice, in one column
-- and in two, with headers and page numbers, and as .doc, .rtf and .odt. The outline and the figures must be
-- those of the text they were printed from. What is not installed is skipped.

local core = require "fazhi.core"
local document = require "fazhi.document"
local compare = require "support.compare"

local M = { title = "reports printed and read again (.pdf, .doc, .rtf, .odt)" }

local BROWSERS = { "chromium", "chromium-browser", "google-chrome" }
local LISTED = 12 -- differences named of each way of printing

local function seeds(real)
  local list = {}
  for _, name in ipairs(core.files.list(real .. "/seeds") or {}) do
    if name:find("%.txt$") then list[#list + 1] = real .. "/seeds/" .. name end
  end
  return list
end

--- True if the reports to print are there.
function M.is_present(real)
  return #seeds(real) > 0
end

local function first_program(names)
  for _, name in ipairs(names) do
    if core.helper.find(name) then return name end
  end
end

-- ---- what is printed -----------------------------------------------------------------------

local function escaped(line)
  return (line:gsub("[&<>]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

local function html(text, columns)
  local parts = { '<!doctype html><meta charset="utf-8"><title>report</title><style>body{font:16px/1.6 serif;',
    columns > 1 and ("columns:%d;column-gap:2em;"):format(columns) or "", "}p{text-indent:2em;margin:0}</style>" }
  for line in text:gmatch("[^\r\n]+") do parts[#parts + 1] = "<p>" .. escaped(line) .. "</p>\n" end
  return table.concat(parts)
end

-- A flat text document of LibreOffice with a header and the number of the page below.
local function fodt(text, columns)
  local parts = { ([[<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="P1" style:family="paragraph">
<style:paragraph-properties fo:text-indent="28pt" fo:text-align="justify"/>
<style:text-properties style:font-size-asian="14pt" fo:font-size="14pt"/></style:style>
<style:page-layout style:name="L1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2.6cm"><style:columns fo:column-count="%d" fo:column-gap="0.9cm"/></style:page-layout-properties>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L1">
<style:header><text:p>法治政府建设年度报告汇编</text:p></style:header>
<style:footer><text:p>— <text:page-number/> —</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>]]):format(columns) }
  for line in text:gmatch("[^\r\n]+") do
    parts[#parts + 1] = '<text:p text:style-name="P1">' .. escaped(line) .. "</text:p>\n"
  end
  parts[#parts + 1] = "</office:text></office:body></office:document>"
  return table.concat(parts)
end

-- ---- printing it ---------------------------------------------------------------------------

local function run(dir, words)
  words.dir, words.seconds, words.env = dir, 120, { HOME = dir, TMPDIR = dir }
  local out, why = core.helper.run(words)
  if not out then return nil, why end
  return core.files.read(dir .. "/in." .. words.makes)
end

local function by_browser(columns)
  return function(text, dir)
    local program = first_program(BROWSERS)
    core.files.write(dir .. "/in.html", html(text, columns))
    return run(dir, { program, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" .. dir .. "/browser",
      "--print-to-pdf=" .. dir .. "/in.pdf", "file://" .. dir .. "/in.html", makes = "pdf" })
  end
end

local function by_office(columns, ending)
  return function(text, dir)
    core.files.write(dir .. "/in.fodt", fodt(text, columns))
    return run(dir, { "soffice", "--headless", "--norestore", "-env:UserInstallation=file://" .. dir .. "/profile",
      "--convert-to", ending, "--outdir", dir, dir .. "/in.fodt", makes = ending })
  end
end

local ways = {
  { name = ".pdf by a browser, one column", programs = BROWSERS, ending = "pdf", make = by_browser(1) },
  { name = ".pdf by a browser, two columns", programs = BROWSERS, ending = "pdf", make = by_browser(2) },
  { name = ".pdf by LibreOffice, one column", programs = { "soffice" }, ending = "pdf", make = by_office(1, "pdf") },
  { name = ".pdf by LibreOffice, two columns", programs = { "soffice" }, ending = "pdf", make = by_office(2, "pdf") },
  { name = ".doc", programs = { "soffice" }, ending = "doc", make = by_office(1, "doc") },
  { name = ".rtf", programs = { "soffice" }, ending = "rtf", make = by_office(1, "rtf") },
  { name = ".odt", programs = { "soffice" }, ending = "odt", make = by_office(1, "odt") },
}

-- ---- comparing -----------------------------------------------------------------------------

local function count(totals, path, a, b)
  local sections, figures = compare.size(a)
  totals.sections, totals.figures = totals.sections + sections, totals.figures + figures
  for _, line in ipairs(compare.differences(a, b)) do
    if line:find("^. section") then totals.other_sections = totals.other_sections + 1
    else totals.other_figures = totals.other_figures + 1 end
    totals.list[#totals.list + 1] = path:match("[^/]+$") .. ": " .. line
  end
end

local function measure_way(way, paths, dir, say)
  local totals = { sections = 0, figures = 0, other_sections = 0, other_figures = 0, list = {} }
  for _, path in ipairs(paths) do
    local bytes, why = way.make(assert(core.text.decode(assert(core.files.read(path)))):bytes(), dir)
    local a, b = assert(document.read(path)), nil
    if bytes then b, why = document.decode(bytes, { path = path .. "." .. way.ending }) end
    if b then count(totals, path, a, b)
    else totals.list[#totals.list + 1] = path:match("[^/]+$") .. ": " .. tostring(why) end
  end
  say(("%-34s %d files: %d of %d headings differ, %d of %d figures (%.1f%%)"):format(way.name, #paths,
    totals.other_sections, totals.sections, totals.other_figures, totals.figures,
    100 * totals.other_figures / math.max(1, totals.figures)))
  for k = 1, math.min(LISTED, #totals.list) do say("    " .. totals.list[k]) end
end

--- Prints one line for each way of printing: how many headings and figures differ, then which.
function M.measure(real, say)
  local paths = seeds(real)
  local dir = assert(core.files.tempdir())
  for _, way in ipairs(ways) do
    if not first_program(way.programs) then
      say(("%-34s skipped: no %s"):format(way.name, way.programs[1]))
    else
      measure_way(way, paths, dir, say)
    end
  end
  core.files.remove_tree(dir)
end

return M
