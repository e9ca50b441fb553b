-- docx: documents of Word and of what writes like it (WPS, LibreOffice). The text is a rendition:
-- paragraphs as Word shows them, automatic numbers written out, rows of tables as lines, notes
-- behind the text; locators lead back to paragraphs and cells.

local core = require("fazhi.core")
local lazy = require("fazhi.lazy")
local message = require("fazhi.message")
local titles = require("fazhi.titles")

-- What a folder of other files does not need is loaded when a document is read.
local element = lazy("fazhi.element")
local numbering = lazy("fazhi.numbering")
local package_of = function(...) return require("fazhi.package").open(...) end
local wordprocessing = lazy("fazhi.wordprocessing")
local wordstyle = lazy("fazhi.wordstyle")

local ENDINGS = { "docx", "docm", "dotx", "dotm" }
local OTHERS = { -- office files that are packed alike, by their folder
  { folder = "xl/", name = "Excel" }, { folder = "ppt/", name = "PowerPoint" }, { folder = "visio/", name = "Visio" },
}
local OLE = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
local ENCRYPTED = ("EncryptedPackage"):gsub(".", "%0\0") -- the name of a stream, in UTF-16

local function has_ending(name)
  for _, ending in ipairs(ENDINGS) do
    if name:lower():sub(-#ending - 1) == "." .. ending then return true end
  end
  return false
end

-- Names by which an office file is known among archives.
local SIGNS = { ["[Content_Types].xml"] = true, ["_rels/.rels"] = true, ["word/document.xml"] = true,
  ["docProps/app.xml"] = true, ["docProps/core.xml"] = true }

-- The names of the first members stand in the head, each behind the bytes of the one before. They are
-- not searched for: an archive of office files has such names inside its members.
local function is_package(head)
  local at = 1
  while head:sub(at, at + 3) == "PK\3\4" and at + 30 <= #head do
    local flags, packed, name, extra = ("<xxxxxxI2xxxxxxxxxxI4xxxxI2I2"):unpack(head, at)
    if SIGNS[head:sub(at + 30, at + 29 + name)] then return true end
    if flags & 8 ~= 0 then return false end -- how long it is stands only behind it
    at = at + 30 + name + extra + packed
  end
  return false
end

-- A package that needs a password is no archive any more, but a compound file with one inside.
local function is_encrypted(input)
  if input.head:sub(1, 8) ~= OLE then return false end
  local content = input.head
  if input.name:lower():find("%.%a%a%a[xm]$") then content = input:bytes() or content end
  return content:find(ENCRYPTED, 1, true) ~= nil
end

local function sniff(input)
  return is_package(input.head) or is_encrypted(input)
    or input.head:sub(1, 4) == "PK\3\4" and has_ending(input.name)
end

local function fail(code, key, values)
  return nil, message.text(key, values), code
end

-- The package and the name of its document.
local function open(input)
  if is_encrypted(input) then return fail("E312", "docx_encrypted") end
  if input.head:sub(1, 8) == OLE then return fail("E303", "docx_is_doc") end
  local bytes, why, code = input:bytes()
  if not bytes then return nil, why, code end
  local package
  package, why, code = package_of(bytes)
  if not package then return nil, why, code end
  local name
  name, why, code = package:target("", "officeDocument", "word/document.xml")
  if name and package:has(name) then
    for _, other in ipairs(OTHERS) do
      if name:sub(1, #other.folder) == other.folder then
        package:close()
        return fail("E303", "docx_other", { name = other.name })
      end
    end
    return package, name
  end
  package:close()
  if why then return nil, why, code end
  return fail("E311", "docx_no_document")
end

-- A part that the document can do without: what is wrong with it becomes a note.
local function optional(package, name, kind, notes, passed)
  local folder = name:match("^(.*/)") or ""
  local part = package:target(name, kind, folder .. kind .. ".xml")
  local root, why = package:xml(part, passed)
  if why then notes[#notes + 1] = message.text("part_left_out", { name = part, reason = why }) end
  return root
end

-- The lines as one string, and where each place begins in it.
local function render(lines)
  local parts, locators, at, last = {}, {}, 1, nil
  for _, line in ipairs(lines) do
    for _, piece in ipairs(line.pieces or { line }) do
      if piece.name ~= last then locators[#locators + 1] = { at = at, name = piece.name } end
      parts[#parts + 1], last = piece.text, piece.name
      at = at + #piece.text
    end
    parts[#parts + 1] = "\n"
    at = at + 1
  end
  return table.concat(parts), locators
end

-- What the author's program says of the document. Dates of a file are not those of a report.
local function facts_of(package)
  local name = package:target("", "core-properties", "docProps/core.xml")
  local title = element.child(package:xml(name), "title")
  local text = title and title[1] and title[1].text or ""
  text = text:gsub("^Microsoft Word %- ", ""):gsub("%.docx?$", ""):match("^%s*(.-)%s*$")
  if not titles.is_title(text) then return {} end
  return { { field = "title", name = "dc:title", value = text } }
end

local function has_picture(package)
  return package:has_folder("word/media/") or package:has_folder("media/")
end

-- What stands in the file and is not read.
local function note_left(notes, left)
  notes[#notes + 1] = message.pieces("struck_left_out", left.struck)
  if #left.marks > 0 then notes[#notes + 1] = message.text("print_marks", { count = #left.marks }) end
  if left.bare > 0 then
    notes[#notes + 1] = message.text("table_without_unit", { count = left.bare, tables = left.tables })
  end
end

local function read_package(package, name)
  local document, why, code = package:xml(name, wordprocessing.passed)
  if not document then return nil, why, code end
  local notes = {}
  local lists = optional(package, name, "numbering", notes)
  local source = { styles = wordstyle.read(optional(package, name, "styles", notes, wordprocessing.passed)) }
  source.numbering = function() return numbering.read(lists, source.styles) end
  source.notes = { footnotes = optional(package, name, "footnotes", notes),
    endnotes = optional(package, name, "endnotes", notes) }
  local lines, embedded, left = wordprocessing.lines(document, source)
  if embedded then notes[#notes + 1] = message.text("docx_embedded") end
  note_left(notes, left)
  local rendition, locators = render(lines)
  if not rendition:find("[^%s\xE3\x80]") then
    return fail("E313", has_picture(package) and "docx_pictures" or embedded and "docx_embedded" or "docx_empty")
  end
  local text
  text, why, code = core.text.decode(rendition, { encoding = "UTF-8", no_digest = true })
  if not text then return nil, why, code end
  return { text = text, format = "docx", facts = facts_of(package), locators = locators, notes = notes,
    own_breaks = true }
end

return {
  id = "docx", zh = "Word 文档", en = "Word document",
  endings = ENDINGS,
  sniff = sniff,
  read = function(input)
    local package <close>, name, code = open(input)
    if not package then return nil, name, code end
    return read_package(package, name)
  end,
}
