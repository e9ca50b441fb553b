-- mht: a page saved with all its parts in one file, as browsers and Word do (MIME multipart/related). It
-- holds one document, the page itself; pictures and styles are passed over.

local function value_of(head, name)
  local unfolded = ("\n" .. head):gsub("\r", ""):gsub("\n[ \t]+", " ")
  for key, value in unfolded:gmatch "\n([%w-]+):%s*([^\n]*)" do
    if key:lower() == name then return value end
  end
end

local function quoted_printable(s)
  return (s:gsub("[ \t]*\r?\n", "\n"):gsub("=\n", ""):gsub("=(%x%x)", function(hex)
    return string.char(tonumber(hex, 16))
  end))
end

local function decoded(body, how)
  how = (how or ""):lower()
  if how:find("base64", 1, true) then return require("fazhi.base64").decode_loosely(body) end
  if how:find("quoted-printable", 1, true) then return quoted_printable(body) end
  return body
end

-- Iterates over the parts between the lines of a boundary: head, body.
local function parts(bytes, boundary)
  local mark = "\n--" .. boundary
  local at = select(2, ("\n" .. bytes):find(mark, 1, true))
  return function()
    if not at or bytes:sub(at, at + 1) == "--" then return nil end
    local stop = bytes:find(mark, at, true)
    local part = bytes:sub(at, (stop or #bytes + 1) - 1)
    at = stop and stop + #mark
    local head, body = part:match "^[^\n]*\n(.-)\r?\n\r?\n(.*)$"
    return head or part, body or ""
  end
end

local function is_page(kind)
  return kind:find "^text/html" ~= nil or kind:find "^application/xhtml" ~= nil
end

local function decoded_page(head, body)
  return decoded(body, value_of(head, "content-transfer-encoding")), value_of(head, "content-location")
end

-- The page of a message, which may itself stand in a message within it.
local function page_of(head, bytes, depth)
  local boundary = (value_of(head, "content-type") or ""):match 'boundary%s*=%s*"?([^";]+)'
  if not boundary or depth > 3 then return nil end
  for part_head, body in parts(bytes, boundary) do
    local kind = (value_of(part_head, "content-type") or ""):lower()
    if is_page(kind) then return decoded_page(part_head, body) end
    if kind:find "^multipart/" then
      local inner, location = page_of(part_head, "\n" .. body, depth + 1)
      if inner then return inner, location end
    end
  end
end

return {
  id = "mht",
  zh = "单个文件网页",
  en = "page saved as one file",
  endings = { "mht", "mhtml" },
  sniff = function(input)
    if not input.head:lower():find("mime-version:", 1, true) then return false end
    local head = input.head:match "^.-\r?\n\r?\n" or input.head
    local kind = (value_of(head, "content-type") or ""):lower()
    return value_of(head, "mime-version") ~= nil and (kind:find "^multipart/" ~= nil or is_page(kind))
  end,
  members = function(input)
    local bytes, message, code = input:bytes()
    if not bytes then return nil, message, code end
    local head, body = bytes:match "^(.-\r?\n)\r?\n(.*)$"
    local html, location
    if head and is_page((value_of(head, "content-type") or ""):lower()) then -- of one part
      html, location = decoded_page(head, body)
    else
      html, location = page_of(head or bytes, bytes, 1)
    end
    if not html then return nil, "no page in it", "E311" end
    local member = { name = "page.html", bytes = html, url = location and location:match "^https?://.*" }
    return function()
      local given = member
      member = nil
      return given
    end
  end,
}
