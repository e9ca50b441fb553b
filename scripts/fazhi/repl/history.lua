-- repl.history: the lines typed in earlier sessions, in $XDG_DATA_HOME/fazhi/history (or ~/.local/share): plain
-- UTF-8, one entry a line; what follows the first line of an entry begins with a tab. An entry never
-- begins with a blank, for such lines are not kept.

local M = {}

local KEPT = 5000

--- The file, or nil where there is no home.
function M.path()
  local data = os.getenv("XDG_DATA_HOME")
  if data and data:sub(1, 1) == "/" then return data .. "/fazhi/history" end
  local home = os.getenv("HOME")
  return home and home ~= "" and home .. "/.local/share/fazhi/history" or nil
end

--- True if what was typed is to be kept: not empty, and no blank before it.
function M.is_kept(entry)
  return entry:find("^%S") ~= nil and not entry:find("^　")
end

local function encoded(entry)
  return (entry:gsub("\n", "\n\t")) .. "\n"
end

--- The entries of a file, the oldest first; none if there is no file.
function M.load(path)
  local file = path and io.open(path, "rb")
  local list = {}
  if not file then return list end
  for line in file:lines() do
    if line:sub(1, 1) == "\t" and #list > 0 then
      list[#list] = list[#list] .. "\n" .. line:sub(2)
    elseif line ~= "" then
      list[#list + 1] = line
    end
  end
  file:close()
  return list
end

local function make_folder(path)
  local made = ""
  for step in path:match("^(.*)/"):gmatch("[^/]+") do
    made = made .. "/" .. step
    require("fazhi.core").files.mkdir(made)
  end
end

--- Adds an entry to the file; what cannot be written is not kept, which is no reason to stop.
-- @return true if it was written
function M.append(path, entry)
  if not path or not M.is_kept(entry) then return false end
  local file = io.open(path, "ab")
  if not file then
    make_folder(path)
    file = io.open(path, "ab")
  end
  if not file then return false end
  local ok = file:write(encoded(entry)) and file:close()
  return ok == true
end

--- Shortens a file that has grown to twice what is kept.
function M.trim(path)
  local list = M.load(path)
  if #list <= 2 * KEPT then return end
  local parts = {}
  for i = #list - KEPT + 1, #list do parts[#parts + 1] = encoded(list[i]) end
  local file = io.open(path .. ".new", "wb")
  if not file then return end
  local ok = file:write(table.concat(parts)) and file:close()
  if ok then os.rename(path .. ".new", path) end
end

return M
