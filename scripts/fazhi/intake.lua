-- Which files `add` reads: files and folders of the command line as one list, in order. In a
-- folder those are taken whose ending a loader knows; a file named by itself is always tried.

local loader = require("fazhi.loader")
local message = require("fazhi.message")

local M = {}

local function files()
  return require("fazhi.core").files
end

local function ending_of(name)
  return (name:match("%.([^./]+)$") or ""):lower()
end

--- Counts a file of another kind.
function M.skip(found, name)
  local ending = ending_of(name)
  found.skipped = found.skipped + 1
  found.skipped_endings[ending ~= "" and "." .. ending or "—"] = true
end

--- What stands behind the name of a table that fazhi saved, in the name of the file that says where it
--- comes from.
M.beside = ".provenance.json"

-- A table that fazhi itself saved among the reports is none of them, nor is what says where it comes from.
local function is_own(path)
  return path:sub(-#M.beside) == M.beside or files().kind(path .. M.beside) == "file"
end

local walk

local function meet(found, path, name)
  local kind = files().kind(path)
  if kind == "directory" then return walk(found, path) end
  -- A pipe, a link to nothing, a file gone since: reading it will say so.
  if loader.takes(name) and not is_own(path) then
    found.files[#found.files + 1] = path
  else
    M.skip(found, name)
  end
end

-- A folder that is met twice, through a link perhaps, is walked once.
walk = function(found, dir)
  local real = files().realpath(dir)
  if real and found.seen[real] then return end
  found.seen[real or dir] = true
  local names, why, code = files().list(dir)
  if not names then
    found.problems[#found.problems + 1] = { path = dir, message = why, code = code }
    return
  end
  for _, name in ipairs(names) do
    if name:sub(1, 1) ~= "." then meet(found, (dir:gsub("/$", "")) .. "/" .. name, name) end
  end
end

--- Expands the paths of a command line. Returns { files = paths in order ("-" for stdin),
--- skipped = count of files of other kinds met in folders, skipped_endings = set of their endings,
--- folders = folders that gave no file, problems = { {path=, message=, code=} } }.
function M.expand(paths)
  local found = { files = {}, skipped = 0, skipped_endings = {}, seen = {}, problems = {}, folders = {} }
  for _, path in ipairs(paths) do
    if path ~= "-" and files().kind(path) == "directory" then
      local before, troubles = #found.files, #found.problems
      walk(found, path)
      if #found.files == before and #found.problems == troubles then found.folders[#found.folders + 1] = path end
    else
      found.files[#found.files + 1] = path
    end
  end
  return found
end

--- Tells of folders that gave no file and of what could not be listed.
-- @param context of the program that runs: its `fail` is called
-- @return how many they are
function M.tell_problems(found, context)
  local endings = "." .. table.concat(loader.endings(), " .")
  for _, folder in ipairs(found.folders) do
    context.fail(message.text("E308", { endings = endings }), "E308", folder)
  end
  for _, problem in ipairs(found.problems) do context.fail(problem.message, problem.code, problem.path) end
  return #found.folders + #found.problems
end

return M
