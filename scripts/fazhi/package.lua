-- package: an office file as an archive of parts that refer to each other (Open Packaging
-- Conventions): it finds a part by what it is, not by what it is called, and reads it as XML.

local core = require("fazhi.core")
local element = require("fazhi.element")

local M = {}

local MAX_PART = 64 * 1024 * 1024 -- bytes of one part; the longest reports have 3 MB

local Package = { __name = "fazhi.package" }
Package.__index = Package
Package.__close = function(self) self:close() end

--- Opens the bytes of a file. Returns a package; or nil, message, code ("E311" …).
function M.open(bytes)
  local archive, why, code = core.archive.open(bytes)
  if not archive then return nil, why, code end
  local self = setmetatable({ archive = archive, index = {}, told = {} }, Package)
  for _, entry in ipairs(archive:entries()) do
    local name = entry.name:gsub("\\", "/"):lower()
    self.index[name] = self.index[name] or entry.index
  end
  return self
end

--- Closes the archive.
function Package:close()
  self.archive:close()
end

--- True if there is a part of that name, in whatever case.
function Package:has(name)
  return self.index[name:lower()] ~= nil
end

--- True if the name of some part has this plain beginning.
function Package:has_folder(prefix)
  for name in pairs(self.index) do
    if name:sub(1, #prefix) == prefix then return true end
  end
  return false
end

-- XML may be UTF-16, says its specification; some programs write it so.
local function to_utf8(bytes)
  if bytes:sub(1, 3) == "\xEF\xBB\xBF" then return bytes:sub(4) end
  local mark = bytes:sub(1, 2)
  if mark ~= "\xFF\xFE" and mark ~= "\xFE\xFF" then return bytes end
  local text, why, code = core.text.decode(bytes, { raw = true, no_digest = true })
  if not text then return nil, why, code end
  return text:bytes()
end

--- The root of a part as a tree (fazhi.element); nil, message, code. A part that is not there is
--- nil without a message. `passed`, a table or nil, tells by name which elements are not wanted, as core.markup.xml.
function Package:xml(name, passed)
  local index = name and self.index[name:lower()]
  if not index then return nil end
  local bytes, why, code = self.archive:read(index, MAX_PART)
  if bytes then bytes, why, code = to_utf8(bytes) end
  if not bytes then return nil, why, code end
  local root
  root, why, code = core.markup.xml(bytes, passed)
  if root then return root end
  return nil, name .. ": " .. why, code
end

-- The root of the part that says what a part refers to, read once; nil, message, code.
local function relations_of(package, name)
  local folder, file = name:match("^(.*/)([^/]*)$")
  local part = (folder or "") .. "_rels/" .. (file or name) .. ".rels"
  if not package.told[part] then package.told[part] = table.pack(package:xml(part)) end
  return table.unpack(package.told[part], 1, 3)
end

-- A target is relative to the folder of its source, or begins at the root of the package.
local function resolve(source, target)
  local path = target:sub(1, 1) == "/" and target or (source:match("^(.*/)[^/]*$") or "") .. target
  local steps = {}
  for step in path:gmatch("[^/]+") do
    if step == ".." then steps[#steps] = nil elseif step ~= "." then steps[#steps + 1] = step end
  end
  return table.concat(steps, "/")
end

--- The name of the part that `source` refers to by this id; nil if there is none.
function Package:by_id(source, id)
  local root, why, code = relations_of(self, source)
  if not root then return nil, why, code end
  for relation in element.children(root, "Relationship") do
    local target = element.attribute(relation, "Target")
    if target and element.attribute(relation, "Id") == id then return resolve(source, target) end
  end
end

--- The name of the part that `source` ("" for the package itself) refers to as `kind`, the last
--- step of the type in either of the standard's two versions ("officeDocument", "numbering");
--- `otherwise` if it refers to none. nil, message, code if the relations are damaged.
function Package:target(source, kind, otherwise)
  local root, why, code = relations_of(self, source)
  if not root and why then return nil, why, code end
  for relation in element.children(root, "Relationship") do
    local type, target = element.attribute(relation, "Type") or "", element.attribute(relation, "Target")
    if target and type:match("([^/]+)$") == kind and element.attribute(relation, "TargetMode") ~= "External" then
      return resolve(source, target)
    end
  end
  return otherwise
end

return M
