-- warc: a crawl as a web archive. Pages and documents that were answered with 200 are read, each
-- called by its address; the day of the crawl is no date of publication.

local core = require "fazhi.core"
local file_name = require "fazhi.file_name"
local message = require "fazhi.message"
local warc = require "fazhi.lazy" "fazhi.warc"

local MOST = 256 << 20

-- What is read, by the type the server gave; `true` is left to the bytes.
local types = {
  ["text/html"] = true, ["application/xhtml+xml"] = true, ["text/plain"] = true, ["application/pdf"] = true,
  ["application/msword"] = true, ["application/wps-office.doc"] = true, ["application/rtf"] = true, ["text/rtf"] = true,
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = true,
}

-- Servers that do not know what they send.
local vague = { ["application/octet-stream"] = true, ["binary/octet-stream"] = true, ["application/x-download"] = true,
  ["application/force-download"] = true, ["application/download"] = true }

local marks = { "^%s*<!?[dDhH][oOtT]", "^%%PDF%-", "^\xD0\xCF\x11\xE0", "^PK\3\4", "^{\\rtf" }

local function is_document(kind, bytes)
  if types[kind] then return true end
  if kind and not vague[kind] then return false end
  for _, mark in ipairs(marks) do
    if bytes:sub(1, 512):find(mark) then return true end
  end
  return false
end

local function wants(fields)
  local kind = (fields["warc-type"] or ""):lower()
  return kind == "response" and not (fields["content-type"] or ""):lower():find("dns", 1, true) or kind == "resource"
end

local function address_of(fields)
  local url = fields["warc-target-uri"]
  return url and url:match "^<?(.-)>?$"
end

-- The document in a record as its bytes; nil if it is none, or nil, message, code.
local function document_of(record, most)
  local fields = record.fields
  if record.code then return nil, record.message, record.code end
  if not record.block then return nil end
  local kind, body = (fields["content-type"] or ""):lower():match "^%s*([%w.+/-]+)", record.block
  if fields["warc-type"]:lower() == "response" then
    local answer, why, code = warc.answer(record.block, most)
    if not answer then return nil, why, code end
    if answer.status ~= 200 then return nil end
    if answer.type and not types[answer.type] and not vague[answer.type] then return nil end
    kind = answer.type
    body, why, code = answer.body()
    if not body then return nil, why, code end
  end
  if body == "" or not is_document(kind, body) then return nil end
  if fields["warc-truncated"] then
    return nil, message.text("crawler_cut_off", { reason = fields["warc-truncated"] }), "E311"
  end
  return body
end

local function open(input)
  if input.file then return core.archive.stream(input.file) end
  local bytes, why, code = input:bytes()
  if bytes and bytes:sub(1, 2) == "\31\139" then bytes, why, code = core.archive.inflate(bytes, MOST) end
  if not bytes then return nil, why, code end
  return warc.stream_of(bytes)
end

return {
  id = "warc", zh = "网页存档", en = "web archive",
  endings = { "warc", "warc.gz" },
  counted = { zh = "记录里的网页或文件，不含 HTTP 头", en = "the page of the record, without its HTTP header" },
  sniff = function(input)
    return input.head:find "^WARC/%d%.%d\r?\n" ~= nil
  end,
  members = function(input, options)
    local stream, why, code = open(input)
    if not stream then return nil, why, code end
    local most = math.min(options.max_bytes or MOST, MOST)
    local number, distinct = 0, file_name.distinct()
    local records = warc.records(stream, wants, most)
    return function()
      for record in records do
        number = number + 1
        local url = address_of(record.fields)
        local name = url or tostring(number)
        local bytes
        bytes, why, code = document_of(record, most)
        if bytes then return { name = distinct(name), bytes = bytes, url = url } end
        if code then return { name = name, problem = { message = why, code = code } } end
      end
    end
  end,
}
