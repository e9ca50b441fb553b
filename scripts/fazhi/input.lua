-- input: one thing to be read, before anybody knows what it is: a file, standard input, or a
-- member of a container. It has a name to show, a head to look at and bytes to be had on demand.

local core = require("fazhi.core")
local message = require("fazhi.message")
local text = core.text
local files = core.files

local M = {}

local Input = { __name = "fazhi.input" }
Input.__index = Input

local HEAD = 4096

--- The largest file or member that is read as a whole, in bytes, unless options.max_bytes says
--- another; containers that are read as a stream may be larger.
M.max_bytes = 256 * 1024 * 1024

--- The largest text that is read for its figures, in bytes: a hundred times a long report. What is
--- larger is a collection, or was made to take all day.
M.max_text = 4 * 1024 * 1024

local function last_step(path)
  return path:match("([^/#]+)$") or path
end

--- The ending of the name in lower case, "" if there is none; "txt" for "a/Report.TXT".
function Input:ending()
  return (self.name:match("%.([^./]+)$") or ""):lower()
end

--- All the bytes; or nil, message, code.
function Input:bytes()
  if not self.content then
    local bytes, why, code = files.read(self.file, self.max_bytes)
    if not bytes then return nil, why, code end
    self.content = bytes
  end
  return self.content
end

--- SHA-256 of the bytes; nil if they cannot be had. A loader that has the core decode all of them sets
--- `digest`, which the core finds on the way, unless it is known already.
function Input:sha256()
  if self.digest then return self.digest end
  local bytes = self:bytes()
  self.digest = bytes and text.sha256(bytes)
  return self.digest
end

--- Forgets the bytes of a file, which can be read again and may be others then; those of a member stay.
function Input:close()
  if self.file then self.content, self.digest = nil, nil end
end

-- The path is for people and for the corpus, so it is text whatever the bytes of the name are.
local function new(fields, options)
  fields.path = message.shown(fields.path)
  fields.name = fields.name or last_step(fields.path)
  fields.max_bytes = options and options.max_bytes or M.max_bytes
  fields.depth = fields.depth or 0
  return setmetatable(fields, Input)
end

--- The container and the name of the member that a path such as "a.zip#dir/x.html" means; nil for a file or
--- where no such container is. The names of folders may have a # as well.
function M.container(path)
  if files.kind(path) ~= nil then return nil end
  local at = path:find("#", 1, true)
  while at do
    local file = path:sub(1, at - 1)
    if files.kind(file) == "file" then return file, path:sub(at + 1) end
    at = path:find("#", at + 1, true)
  end
end

-- Only regular files are opened: a pipe nobody writes to would wait for ever.
local function read_head(path)
  local kind = files.kind(path)
  if kind ~= "file" then
    local _, why, code = files.read(path, 1)
    return nil, why or "cannot be opened", code or "E301"
  end
  local handle <close>, why = io.open(path, "rb")
  if not handle then return nil, (why:gsub("^.*: ", "")), "E301" end
  local head, trouble = handle:read(HEAD)
  if not head and trouble then return nil, trouble, "E301" end
  return head or "", handle:seek("end")
end

--- A file. Returns an input with path, name, head (the first 4096 bytes), size, file, depth 0;
--- or nil, message, code ("E301", "E306").
function M.file(path, options)
  local head, size, code = read_head(path)
  if not head then return nil, size, code end
  return new({ path = path, file = path, head = head, size = size, url = options and options.url }, options)
end

--- Bytes in memory. `path` names them; `more` may have url, fields, depth, name.
function M.memory(bytes, path, more, options)
  local fields = { path = path, content = bytes, head = bytes:sub(1, HEAD), size = #bytes }
  for k, v in pairs(more or {}) do fields[k] = v end
  return new(fields, options)
end

return M
