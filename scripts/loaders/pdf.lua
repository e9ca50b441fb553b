-- pdf: a PDF is read by pdftotext, as words with their boxes; what they mean on the page is known
-- to fazhi.paragraph. Positions are pages and lines.

local message = require("fazhi.message")

local SECONDS = math.min(math.max(tonumber(os.getenv "FAZHI_HELPER_SECONDS") or 60, 1), 86400)
local MEMORY = 1 << 30 -- bytes of address space
local OUTPUT = 64 << 20 -- bytes of words and boxes: some ten thousand pages

-- pdftotext prints no text, and ends well, where it lacks the tables of Chinese fonts.
local function lacks_tables(complaints)
  return complaints:find("Missing language pack", 1, true) or complaints:find("Unknown character collection", 1, true)
    or complaints:find("Unknown CMap", 1, true) or complaints:find("Couldn't find[^\n]* CMap file")
end

-- What pdftotext ended with, as what it says about the file.
local function explain(why, code, complaints)
  if code == "E601" then return nil, message.text("pdf_missing"), code end
  if complaints:find("Incorrect password", 1, true) then return nil, message.text("pdf_encrypted"), "E312" end
  if code == "E317" and why:find("ended with status", 1, true) then
    return nil, message.text("pdf_damaged", { reason = complaints:match("([^\n]+)%s*$") or why }), "E311"
  end
  return nil, why, code
end

-- Errors of syntax that pdftotext got over: what they damaged may be missing.
local function damage_note(complaints)
  local count = select(2, complaints:gsub("Syntax Error", ""))
  if count == 0 then return nil end
  return message.text("pdf_repaired", { count = count, reason = complaints:match("(Syntax Error[^\n]*)") })
end

local function title_of(doc)
  local title = doc.title and doc.title:gsub("^Microsoft Word %- ", "")
  for _, pattern in ipairs(require("fazhi.catalogue").load("print").no_titles) do
    if not title or title:find(pattern) then return nil end
  end
  return title
end

local function convert(bytes)
  local out, complaints, code, more = require("fazhi.core").helper.run {
    "pdftotext", "-bbox-layout", "-", "-",
    input = bytes, seconds = SECONDS, memory = MEMORY, output = OUTPUT,
  }
  if not out then return explain(complaints, code, more or "") end
  return out, complaints
end

-- The text in the order in which the file has it, without blanks, asked for once; nil if it cannot be had.
local function sequence_of(bytes)
  local known, asked
  return function()
    if not asked then
      asked = true
      known = require("fazhi.core").helper.run {
        "pdftotext", "-raw", "-", "-", input = bytes, seconds = SECONDS, memory = MEMORY, output = OUTPUT,
      }
      known = known and known:gsub("%s+", "") or nil
    end
    return known
  end
end

return {
  id = "pdf", zh = "PDF 文件", en = "PDF",
  endings = { "pdf" },
  sniff = function(input)
    return input.head:sub(1, 1024):find("%PDF-", 1, true) ~= nil
  end,
  read = function(input)
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    local out, complaints
    out, complaints, code = convert(bytes)
    if not out then return nil, complaints, code end
    if lacks_tables(complaints) then
      return nil, message.text("pdf_tables"), "E602"
    end
    local doc = require("fazhi.bbox").parse(out)
    if #doc.pages == 0 or not doc.is_whole then
      return nil, message.text("pdf_damaged", { reason = message.text("pdf_no_page") }), "E311"
    end
    local rendition, locators, notes = require("fazhi.paragraph").render(doc.pages, sequence_of(bytes))
    if not rendition:find("%S") then
      return nil, message.text("pdf_scanned", { pages = #doc.pages }), "E313"
    end
    local text
    text, why, code = require("fazhi.core").text.decode(rendition, { encoding = "UTF-8", no_digest = true })
    if not text then return nil, why, code end
    notes[#notes + 1] = damage_note(complaints)
    local title = title_of(doc)
    return { text = text, format = "pdf", locators = locators, notes = notes,
      facts = title and { { field = "title", name = "Title", value = title } } or {} }
  end,
}
