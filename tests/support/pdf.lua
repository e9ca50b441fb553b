-- pdf: a PDF writer for tests: text in a Chinese font that is not embedded, so that a reader needs
-- the tables of poppler-data as for real files, at places that a test chooses; and a small
-- typesetter that breaks paragraphs into lines, columns and pages as an office does.

local M = {}

local Doc = {}
Doc.__index = Doc

-- ---- characters ----------------------------------------------------------------------------

--- Width of one character in em: Latin letters and digits half, all others whole.
function M.width(c)
  return #c == 1 and 0.5 or 1
end

function M.width_of(s)
  local total = 0
  for c in s:gmatch(utf8.charpattern) do total = total + M.width(c) end
  return total
end

local function ucs2(s)
  local parts = {}
  for _, code in utf8.codes(s) do parts[#parts + 1] = ("%04X"):format(code) end
  return table.concat(parts)
end

-- Only for the few tests that ask for it: iconv of libc-bin.
local function gbk(s)
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(s)
  file:close()
  local pipe = assert(io.popen("iconv -f UTF-8 -t GBK " .. name))
  local bytes = pipe:read("a")
  pipe:close()
  os.remove(name)
  return (bytes:gsub(".", function(c) return ("%02X"):format(c:byte()) end))
end

local encoders = { ["UniGB-UCS2-H"] = ucs2, ["GBK-EUC-H"] = gbk }

-- ---- the file ------------------------------------------------------------------------------

--- A new document; options: encoding ("UniGB-UCS2-H" or "GBK-EUC-H"), width, height (points),
--- title, encrypted (needs a password), rotate (of every page, degrees).
function M.new(options)
  options = options or {}
  return setmetatable({ pages = {}, width = options.width or 595, height = options.height or 842,
    encoding = options.encoding or "UniGB-UCS2-H", title = options.title, encrypted = options.encrypted,
    rotate = options.rotate }, Doc)
end

function Doc:page()
  self.pages[#self.pages + 1] = {}
  return self
end

--- Writes `s` on the last page: x and y (of the base line, from the top) and size in points; `turn`
--- in degrees; `spacing` between the characters in points.
function Doc:put(x, y, size, s, turn, spacing)
  local page = self.pages[#self.pages]
  local angle = math.rad(turn or 0)
  local c, n = math.cos(angle), math.sin(angle)
  page[#page + 1] = ("BT /F1 %.2f Tf %.2f Tc %.4f %.4f %.4f %.4f %.2f %.2f Tm <%s> Tj ET"):format(
    size, spacing or 0, c, n, -n, c, x, self.height - y, encoders[self.encoding](s))
  return self
end

--- The file as bytes.
function Doc:bytes()
  local objects = {
    "<< /Type /Catalog /Pages 2 0 R >>", "",
    ("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-%s /Encoding /%s /DescendantFonts [4 0 R] >>")
      :format(self.encoding, self.encoding),
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
      .. "/Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500 814 939 500] >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
      .. "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ("<< /Title <FEFF%s> >>"):format(ucs2(self.title or "")),
    "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" .. ("5A"):rep(32) .. "> /U <" .. ("A5"):rep(32) .. "> >>",
  }
  local kids = {}
  for _, page in ipairs(self.pages) do
    local content = table.concat(page, "\n")
    objects[#objects + 1] = ("<< /Length %d >>\nstream\n%s\nendstream"):format(#content, content)
    objects[#objects + 1] = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
      .. "/Resources << /Font << /F1 3 0 R >> >> >>"):format(self.width, self.height, self.rotate or 0, #objects)
    kids[#kids + 1] = #objects .. " 0 R"
  end
  objects[2] = ("<< /Type /Pages /Kids [%s] /Count %d >>"):format(table.concat(kids, " "), #kids)
  return M.assemble(objects, "/Info 6 0 R" .. (self.encrypted and " /Encrypt 7 0 R /ID [<00><00>]" or ""))
end

--- Objects, numbered from 1, with their table and trailer.
function M.assemble(objects, trailer)
  local parts, at, places = { "%PDF-1.4\n" }, 9, {}
  for k, object in ipairs(objects) do
    local s = ("%d 0 obj\n%s\nendobj\n"):format(k, object)
    places[k], at = at, at + #s
    parts[#parts + 1] = s
  end
  parts[#parts + 1] = ("xref\n0 %d\n0000000000 65535 f \n"):format(#objects + 1)
  for k = 1, #objects do parts[#parts + 1] = ("%010d 00000 n \n"):format(places[k]) end
  parts[#parts + 1] = ("trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"):format(#objects + 1,
    trailer or "", at)
  return table.concat(parts)
end

-- ---- the typesetter ------------------------------------------------------------------------

local no_start = {}
for c in ("，。、；：？！）》”’〕】,.;:?!)]%％"):gmatch(utf8.charpattern) do no_start[c] = true end
local no_end = {}
for c in ("（《“‘〔【([" ):gmatch(utf8.charpattern) do no_end[c] = true end

-- Pieces that may not be broken: a character with the marks that cling to it, a number, a word.
local function pieces_of(s)
  local list, glue = {}, false
  for c in s:gmatch(utf8.charpattern) do
    local last = list[#list]
    local is_latin = c:find("^[%w.,%%]$") ~= nil
    if last and (glue or no_start[c] or is_latin and last:find("[%w.,%%]$")) then
      list[#list] = last .. c
    else
      list[#list + 1] = c
    end
    glue = no_end[c] or false
  end
  return list
end

--- Breaks one paragraph into lines of `width` em, the first shortened by `indent` em.
function M.break_lines(s, width, indent)
  local lines, line, used = {}, "", indent or 0
  for _, piece in ipairs(pieces_of(s)) do
    local w = M.width_of(piece)
    if used + w > width and line ~= "" then
      lines[#lines + 1] = line
      line, used = "", 0
    end
    line, used = line .. piece, used + w
  end
  lines[#lines + 1] = line
  return lines
end

local Setter = {}
Setter.__index = Setter

local function start_page(self)
  local o = self.options
  self.doc:page()
  self.number, self.column, self.y = #self.doc.pages, 1, o.top
  if o.header then self.doc:put(self.number % 2 == 1 and 60 or 300, 40, 9, o.header) end
  if o.footer then self.doc:put(280, 815, 9, (o.footer:gsub("#", tostring(self.number)))) end
  if o.watermark then self.doc:put(150, 600, 60, o.watermark, 45) end
end

local function next_column(self)
  if self.column < self.options.columns then
    self.column, self.y = self.column + 1, self.column_top or self.options.top
  else
    self.column_top = nil
    start_page(self)
  end
end

function Setter:line(x, s, size)
  if self.y > self.options.bottom then next_column(self) end
  local left = 60 + (self.column - 1) * (self.width + self.options.gutter)
  self.doc:put(left + x, self.y, size, s)
  self.y = self.y + self.options.leading
end

--- Sets text, a paragraph a line, as a document. Options: columns, size, leading, indent (em),
--- header, footer ("#" for the number of the page), watermark, titles (how many first lines are
--- centred over the whole width), spacing (points between paragraphs), encoding, title.
function M.typeset(text, options)
  local o = setmetatable(options or {}, { __index = { columns = 1, size = 14, leading = 24, indent = 2,
    top = 90, bottom = 770, gutter = 28, titles = 0, spacing = 0 } })
  local self = setmetatable({ doc = M.new(o), options = o }, Setter)
  self.width = (475 - (o.columns - 1) * o.gutter) / o.columns
  start_page(self)
  local k = 0
  for paragraph in text:gmatch("[^\r\n]+") do
    k = k + 1
    if k <= o.titles then
      self.doc:put((595 - M.width_of(paragraph) * o.size * 1.3) / 2, self.y, o.size * 1.3, paragraph)
      self.y = self.y + o.leading * 1.6
      self.column_top = self.y
    else
      for n, line in ipairs(M.break_lines(paragraph, self.width / o.size, o.indent)) do
        self:line(n == 1 and o.indent * o.size or 0, line, o.size)
      end
      self.y = self.y + o.spacing
    end
  end
  return self.doc:bytes(), #self.doc.pages
end

return M
