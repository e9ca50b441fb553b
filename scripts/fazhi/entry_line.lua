-- entry_line: where in a catalogue file something stands, so that a defect is told with its line: an
-- entry by its id, a field of it, or a piece of text such as a pattern.

local M = {}

local function lines_of(file)
  local handle = io.open(file, "rb")
  if not handle then return nil end
  local lines = {}
  for line in handle:lines() do lines[#lines + 1] = line end
  handle:close()
  return lines
end

-- The lines from that of `id = "…"` to the one before the next id.
local function range_of(lines, id)
  local first
  for n, line in ipairs(lines) do
    local found = line:match("%f[%w_]id%s*=%s*[\"']([^\"']*)[\"']")
    if first and found then return first, n - 1 end
    if found == id then first = n end
  end
  return first, #lines
end

--- The line of a field, or of a text within it; the line of the entry if they are not found.
-- @param file name of the catalogue file
-- @param id of the entry; field: its name, perhaps with an index ("find[2]"); needle: text, or nil
-- @return number of the line, or nil if even the entry is not found as a plain text
function M.find(file, id, field, needle)
  local lines = lines_of(file)
  if not lines then return nil end
  local first, last = range_of(lines, id)
  if not first then return nil end
  local text = type(needle) == "string" and needle:match("[^\n]*%S[^\n]*")
  local name = "%f[%w_]" .. field:match("^[%w_]*") .. "%f[^%w_]%s*="
  local at
  for n = first, last do
    if text and lines[n]:find(text, 1, true) then return n end
    at = at or lines[n]:find(name) and n
  end
  return at or first
end

return M
