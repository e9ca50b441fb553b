-- docx: writes Word files for tests: from pieces of WordprocessingML, or from a report in plain
-- text whose markers (一、 （一） 1. …) are taken off and made by automatic numbering instead.

local zip = require "support.zip"

local M = {}

M.transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M.strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"

local relations = {
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main"] =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
  ["http://purl.oclc.org/ooxml/wordprocessingml/main"] = "http://purl.oclc.org/ooxml/officeDocument/relationships/",
}

local XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

--- Text as it may stand in XML.
function M.escape(s)
  return (s:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
  .. '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
  .. '<Default Extension="xml" ContentType="application/xml"/>%s</Types>'
local type_of = '<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument'
  .. '.wordprocessingml.%s+xml"/>'

local function type_list(parts)
  local list = { type_of:format("document", "document.main") }
  for _, kind in ipairs { "numbering", "styles", "footnotes", "endnotes" } do
    if parts[kind] then list[#list + 1] = type_of:format(kind, kind) end
  end
  return XML .. types:format(table.concat(list))
end

local namespaces = ' xmlns:w="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
  .. ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
  .. ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
  .. ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
  .. ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
  .. ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

local function part(root, content, namespace)
  return XML .. "<w:" .. root .. namespaces:format(namespace) .. ">" .. content .. "</w:" .. root .. ">"
end

local function relation_list(prefix, targets)
  local list = {}
  for k, target in ipairs(targets) do
    list[k] = ('<Relationship Id="rId%d" Type="%s%s" Target="%s"/>'):format(k, prefix, target[1], target[2])
  end
  return XML .. '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    .. table.concat(list) .. "</Relationships>"
end

--- A Word file. `parts.body` is the content of <w:body>; numbering, styles, footnotes, endnotes are the
--- contents of those roots or nil; namespace is M.transitional (default) or M.strict; members = further
--- members of the archive; main = another name of the document's part; document = false leaves it out.
--- Returns its bytes.
function M.make(parts)
  local namespace = parts.namespace or M.transitional
  local prefix, main = relations[namespace], parts.main or "word/document.xml"
  local members = {
    { name = "[Content_Types].xml", bytes = type_list(parts) },
    { name = "_rels/.rels", bytes = relation_list(prefix, { { "officeDocument", main } }) },
  }
  local function add(name, bytes) members[#members + 1] = { name = name, bytes = bytes } end
  if parts.document ~= false then
    add(main, part("document", "<w:body>" .. (parts.body or "") .. "<w:sectPr/></w:body>", namespace))
  end
  local targets = {}
  for _, kind in ipairs { "numbering", "styles", "footnotes", "endnotes" } do
    if parts[kind] then
      targets[#targets + 1] = { kind, kind .. ".xml" }
      add("word/" .. kind .. ".xml", part(kind, parts[kind], namespace))
    end
  end
  add((main:gsub("[^/]*$", "_rels/%0.rels", 1)), relation_list(prefix, targets))
  for _, member in ipairs(parts.members or {}) do members[#members + 1] = member end
  return zip.pack(members)
end

--- A run of text.
function M.run(text, properties)
  return "<w:r>" .. (properties and "<w:rPr>" .. properties .. "</w:rPr>" or "")
    .. '<w:t xml:space="preserve">' .. M.escape(text) .. "</w:t></w:r>"
end

--- A paragraph of runs (XML), or of plain text if `content` is no XML.
function M.paragraph(content, properties)
  if content:sub(1, 1) ~= "<" then content = M.run(content) end
  return "<w:p>" .. (properties and "<w:pPr>" .. properties .. "</w:pPr>" or "") .. content .. "</w:p>"
end

--- The properties of a paragraph in list `num` at `level` (from 0).
function M.numbered(num, level)
  return ('<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>'):format(level, num)
end

--- One level of a list: <w:lvl>. `more` is further XML of it.
function M.level(index, format, text, more)
  return ('<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>')
    :format(index, format, more or "", text)
end

--- A list definition and a num of it for each id in `nums`: an id, or { id, XML of its overrides }.
function M.list(abstract, levels, nums)
  local xml = ('<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>'):format(abstract, table.concat(levels))
  local list = {}
  for k, num in ipairs(nums) do
    local id, more = num, ""
    if type(num) == "table" then id, more = num[1], num[2] end
    list[k] = ('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>'):format(id, abstract, more)
  end
  return xml .. table.concat(list)
end

--- A table of rows of texts; a cell may be XML of paragraphs, or { content, XML of its properties }.
function M.table(rows)
  local xml = {}
  for r, row in ipairs(rows) do
    local cells = {}
    for c, cell in ipairs(row) do
      local content, properties = cell, ""
      if type(cell) == "table" then content, properties = cell[1], "<w:tcPr>" .. cell[2] .. "</w:tcPr>" end
      if content:sub(1, 1) ~= "<" then content = M.paragraph(content) end
      cells[c] = "<w:tc>" .. properties .. content .. "</w:tc>"
    end
    xml[r] = "<w:tr>" .. (row.properties or "") .. table.concat(cells) .. "</w:tr>"
  end
  return "<w:tbl><w:tblPr/>" .. table.concat(xml) .. "</w:tbl>"
end

-- ---- a report with automatic numbers -------------------------------------------------------

local han = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }
for n = 11, 19 do han[n] = "十" .. han[n - 10] end
for n = 20, 99 do han[n] = han[n // 10] .. "十" .. (n % 10 > 0 and han[n % 10] or "") end
local han_value = {}
for n, word in ipairs(han) do han_value[word] = n end

-- The forms of markers at the beginning of a line, in the order of their levels.
local forms = {
  { "^第(", ")部分", "chineseCountingThousand", "第%1部分", true },
  { "^(", ")、", "chineseCounting", "%2、", true },
  { "^（(", ")）", "chineseCountingThousand", "（%3）", true },
  { "^%((", ")%)", "japaneseCounting", "(%4)", true },
  { "^(", ")%.", "decimal", "%5." },
  { "^(", ")、", "decimal", "%6、" },
  { "^（(", ")）", "decimal", "（%7）" },
  { "^%((", ")%)", "decimal", "(%8)" },
}

-- Level, number and rest of a line with a marker; nil if it has none.
local function marker_of(line)
  for level, form in ipairs(forms) do
    local number = form[5] and "[\xE0-\xEF\x80-\xBF]-" or "%d%d?"
    local word, rest = line:match(form[1] .. number .. form[2] .. "(.*)$")
    local n = word and (form[5] and han_value[word] or not form[5] and tonumber(word))
    -- 1.5 is a figure, and a year would glue to the number in the text it is compared with.
    if n and rest ~= "" and not rest:find("^%s*%d") then return level, n, rest end
  end
end

-- Where the number Word would give is not the one wanted, a new num starts there.
local function num_for(state, level, n)
  if (state.counts[level] or 0) + 1 ~= n then
    state.num = state.num + 1
    local override = '<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>'
    state.nums[#state.nums + 1] = { state.num, override:format(level - 1, n) }
  end
  state.counts[level] = n
  for below = level + 1, #forms do state.counts[below] = nil end
  return state.num
end

-- As Word leaves a text behind that was corrected: in several runs, digits by themselves.
local function runs_of(text)
  local parts = {}
  for words, digits in text:gmatch("([^%d]*)(%d*)") do
    if words ~= "" then parts[#parts + 1] = M.run(words) end
    if digits ~= "" then parts[#parts + 1] = M.run(digits, '<w:rFonts w:hint="eastAsia"/>') end
  end
  return table.concat(parts)
end

--- A Word file of a report in plain text (UTF-8): its markers are made by automatic numbering.
--- Returns the bytes and how many numbers are automatic.
function M.from_report(text)
  local state, body, count = { counts = {}, nums = { 1 }, num = 1 }, {}, 0
  for line in (text:gsub("^\xEF\xBB\xBF", "")):gsub("\r\n?", "\n"):gmatch("[^\n]*") do
    local bare = line:gsub("^[ \t]+", "")
    while bare:sub(1, 3) == "\u{3000}" do bare = bare:sub(4) end
    local level, n, rest = marker_of(bare)
    if level then
      count = count + 1
      local num = num_for(state, level, n)
      body[#body + 1] = M.paragraph(runs_of(rest), M.numbered(num, level - 1))
    else
      body[#body + 1] = M.paragraph(runs_of(line))
    end
  end
  local levels = {}
  for k, form in ipairs(forms) do levels[k] = M.level(k - 1, form[3], form[4], '<w:suff w:val="nothing"/>') end
  return M.make { body = table.concat(body), numbering = M.list(0, levels, state.nums) }, count
end

return M
