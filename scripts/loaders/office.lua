-- office: documents of programs older or other than Word's .docx: .doc, .rtf, .odt, .wps. LibreOffice
-- turns them into .docx, in a private folder with a profile of its own in which no macro runs and
-- nothing is fetched; then they are read as such.

local core = require("fazhi.core")
local message = require("fazhi.message")

local SECONDS = math.min(math.max(tonumber(os.getenv "FAZHI_HELPER_SECONDS") or 120, 1), 86400)
local MEMORY = 4 << 30 -- bytes of address space; LibreOffice maps more than it uses

local OLE = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
local ODT = "application/vnd.oasis.opendocument.text"

-- The names of streams in a compound file, in UTF-16, by which its program is known.
local streams = {
  { stream = "WordDocument", is_text = true },
  { stream = "MatOST", is_text = true }, -- Works
  { stream = "Workbook", name = "Excel" },
  { stream = "PowerPoint Document", name = "PowerPoint" },
  { stream = "VisioDocument", name = "Visio" },
}

local function wide(s)
  return (s:gsub(".", "%0\0"))
end

-- ---- what it is ----------------------------------------------------------------------------

local function kind_of(input)
  local head = input.head
  if head:sub(1, 8) == OLE then
    local ending = input.name:lower():match("%.(%a+)$")
    return (ending == "wps" or ending == "dot" or ending == "wpt") and ending or "doc"
  end
  if head:find("^%s*{\\rt") then return "rtf" end
  if head:sub(1, 4) == "PK\3\4" and head:find("mimetype" .. ODT, 1, true) then return "odt" end
  if head:find("^[\xEF\xBB\xBF%s]*<%?xml") and head:find('progid="Word.Document"', 1, true) then return "doc" end
end

-- A compound file is a Word document if it has its stream; else nil and the name of the program.
local function check_streams(bytes)
  for _, entry in ipairs(streams) do
    if bytes:find(wide(entry.stream), 1, true) then
      if entry.is_text then return true end
      return nil, message.text("office_other", { name = entry.name }), "E303"
    end
  end
  return nil, message.text("office_unreadable", { reason = "OLE" }), "E303"
end

-- The head of Word's stream begins a sector and has a bit that says so.
local function is_encrypted_doc(bytes)
  local at = 0
  repeat
    at = bytes:find("\xEC\xA5[\xC0\xC1]\0", at + 1)
  until not at or at % 512 == 1
  return at ~= nil and #bytes > at + 11 and bytes:byte(at + 11) & 1 == 1
end

local function is_encrypted_odt(bytes)
  local archive = core.archive.open(bytes)
  if not archive then return false end
  local encrypted = false
  for _, entry in ipairs(archive:entries()) do
    if entry.name == "META-INF/manifest.xml" then
      encrypted = (archive:read(entry.index, 1 << 20) or ""):find("encryption-data", 1, true) ~= nil
    end
  end
  archive:close()
  return encrypted
end

local function check(kind, bytes)
  if bytes:sub(1, 8) == OLE then
    local known, why, code = check_streams(bytes)
    if not known then return nil, why, code end
  end
  local encrypted = kind == "odt" and is_encrypted_odt(bytes) or bytes:sub(1, 8) == OLE and is_encrypted_doc(bytes)
  if encrypted then return nil, message.text("office_encrypted"), "E312" end
  return true
end

-- ---- converting it -------------------------------------------------------------------------

-- No macros, no links followed, whatever the document wants.
local function settings()
  local items = {}
  for _, item in ipairs {
    { "/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3" },
    { "/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true" },
    { "/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true" },
    { "/org.openoffice.Office.Writer/Content/Update", "Link", "0" },
  } do
    items[#items + 1] = ('<item oor:path="%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>')
      :format(item[1], item[2], item[3])
  end
  return '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    .. 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    .. table.concat(items) .. "</oor:items>\n"
end

-- A private folder that goes with its scope.
local function workshop()
  local dir, why, code = core.files.tempdir()
  if not dir then return nil, why, code end
  local close = function() core.files.remove_tree(dir) end
  return setmetatable({ dir = dir }, { __close = close, __gc = close })
end

local function prepare(dir, kind, bytes)
  for _, sub in ipairs { "/profile", "/profile/user", "/out" } do
    local made, why, code = core.files.mkdir(dir .. sub)
    if not made then return nil, why, code end
  end
  local written, why, code = core.files.write(dir .. "/profile/user/registrymodifications.xcu", settings())
  if not written then return nil, why, code end
  return core.files.write(dir .. "/in." .. kind, bytes)
end

local function program(kind)
  for _, name in ipairs { "soffice", "libreoffice" } do
    if core.helper.find(name) then return name end
  end
  return nil, message.text("office_missing", { name = "." .. kind }), "E601"
end

local function run(name, dir, kind)
  return core.helper.run {
    name, "--headless", "--norestore", "--nodefault", "--nologo", "--nolockcheck",
    "-env:UserInstallation=file://" .. dir .. "/profile",
    "--convert-to", "docx:MS Word 2007 XML", "--outdir", dir .. "/out", dir .. "/in." .. kind,
    seconds = SECONDS, memory = MEMORY, dir = dir,
    env = { HOME = dir, TMPDIR = dir, http_proxy = "http://127.0.0.1:9", https_proxy = "http://127.0.0.1:9" },
  }
end

local function last_line(s)
  return (s or ""):match("([^\n]+)%s*$")
end

-- The bytes of the .docx; or nil, message, code.
local function convert(kind, bytes, max_bytes)
  local name, why, code = program(kind)
  if not name then return nil, why, code end
  local shop <close>, trouble, trouble_code = workshop()
  if not shop then return nil, trouble, trouble_code end
  local ready
  ready, why, code = prepare(shop.dir, kind, bytes)
  if not ready then return nil, why, code end
  local out, complaints
  out, complaints, code = run(name, shop.dir, kind)
  if not out then return nil, complaints, code end
  local docx = core.files.read(shop.dir .. "/out/in.docx", max_bytes)
  if docx then return docx end
  -- It ends well, whatever it could not open.
  local reason = last_line(complaints) or last_line(out) or "?"
  local i, j = reason:find(shop.dir .. "/", 1, true)
  if i then reason = reason:sub(1, i - 1) .. reason:sub(j + 1) end
  return nil, message.text("office_unreadable", { reason = reason }), "E311"
end

local function docx_loader()
  for _, loader in ipairs(require("fazhi.loader").all()) do
    if loader.id == "docx" then return loader end
  end
  error("no loader of .docx")
end

return {
  id = "office", zh = "旧版 Word、RTF、ODT、WPS 文档", en = "documents of older Word, RTF, ODT, WPS",
  endings = { "doc", "dot", "rtf", "odt", "wps", "wpt" },
  bytes_decide = true, -- a .doc may as well be a page or a text
  sniff = function(input) return kind_of(input) ~= nil end,
  read = function(input, options)
    local kind = kind_of(input)
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    local fine
    fine, why, code = check(kind, bytes)
    if not fine then return nil, why, code end
    local docx
    docx, why, code = convert(kind, bytes, options.max_bytes)
    if not docx then return nil, why, code end
    local converted = require("fazhi.input").memory(docx, input.path,
      { name = input.name .. ".docx", url = input.url, fields = input.fields, depth = input.depth }, options)
    local reading
    reading, why, code = docx_loader().read(converted, options)
    if not reading then return nil, why, code end
    reading.format = kind
    return reading
  end,
}
