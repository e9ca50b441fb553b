-- twins: how many copies of one report are found, and how many other reports are taken for copies:
-- the national reports as three sites give them, those of the provinces, and the seeds changed as other
-- pages change them.

local core = require "fazhi.core"
local corpus = require "fazhi.corpus"
local document = require "fazhi.document"

local M = { title = "the same report twice" }

local FOLDERS = { "national", "national-gbk", "national-raw-pages" }

local function list(pattern)
  local pipe <close> = io.popen("ls " .. pattern .. " 2>/dev/null")
  local out = {}
  for line in pipe:lines() do out[#out + 1] = line end
  return out
end

--- Whether the real reports are there.
function M.is_present(real)
  return #list("'" .. real .. "'/corpora/national/*.txt") > 0
end

local function is_twin(relation)
  return relation == "same" or relation == "near" or relation == "part"
end

-- Adds a document and notes each relation found as name|name.
local function add(c, name, doc, found, names)
  local _, id, twins = assert(c:add(doc))
  names[id] = name
  for _, twin in ipairs(twins or {}) do
    local other = names["r" .. twin.of.report_id]
    found[other .. "|" .. name] = twin
  end
end

local function tell(say, what, hits, wanted, wrong)
  if wanted == 0 then return say(("%-34s no copies, %d taken for one"):format(what, wrong)) end
  say(("%-34s recall %d of %d = %.3f, false %d"):format(what, hits, wanted, hits / wanted, wrong))
end

-- Two files of one year are one report, two of different years are two.
local function measure_national(real, say)
  local c <close> = assert(corpus.open(":memory:", "create"))
  local names, found, files = {}, {}, {}
  for _, folder in ipairs(FOLDERS) do
    for _, path in ipairs(list(("'%s'/corpora/%s/*.txt"):format(real, folder))) do
      local name = path:match "([^/]+/[^/]+)%.txt$"
      local doc = document.read(path)
      if doc then
        files[#files + 1] = name
        add(c, name, doc, found, names)
      else
        say(name .. " cannot be read")
      end
    end
  end
  local wanted, hits, wrong, pairs_all, ordinal = 0, 0, 0, 0, {}
  for i, name in ipairs(files) do
    for j = 1, i - 1 do
      pairs_all = pairs_all + 1
      local twin = found[files[j] .. "|" .. name]
      local hit = twin and is_twin(twin.relation)
      if files[j]:match "%d+$" == name:match "%d+$" then
        wanted, hits = wanted + 1, hits + (hit and 1 or 0)
        if not hit then
          local why = twin and ", in doubt: " .. table.concat(twin.differs, " ") or ""
          say(("  missed: %s, %s%s"):format(files[j], name, why))
        else
          ordinal[twin.relation] = (ordinal[twin.relation] or 0) + 1
        end
      elseif twin then
        wrong = wrong + 1
        say(("  false: %s, %s, %s %.3f"):format(files[j], name, twin.relation, twin.similarity))
      end
    end
  end
  tell(say, ("national, %d files, %d pairs"):format(#files, pairs_all), hits, wanted, wrong)
  say(("  same %d, near %d, part %d"):format(ordinal.same or 0, ordinal.near or 0, ordinal.part or 0))
  local sets = assert(c:dedupe())
  say(("  dedupe: %d sets, %d reports left of %d"):format(#sets, c:reports():count(), #files))
end

-- Reports of one year and one kind by thirty-one provinces: much said alike, nothing twice.
local function measure_provincial(real, say)
  local files = list(("'%s'/corpora/provincial-2025/*"):format(real))
  if #files == 0 then return say "provincial: skipped, no files" end
  local c <close> = assert(corpus.open(":memory:", "create"))
  local names, found, read, wrong = {}, {}, 0, 0
  for _, path in ipairs(files) do
    local doc = document.read(path)
    if doc then
      read = read + 1
      add(c, path:match "[^/]+$", doc, found, names)
    end
  end
  for key, twin in pairs(found) do
    wrong = wrong + 1
    say(("  false: %s, %s %.3f"):format(key, twin.relation, twin.similarity))
  end
  tell(say, ("provincial, %d files, %d pairs"):format(read, read * (read - 1) // 2), 0, 0, wrong)
end

-- Lines of the text but for every n-th.
local function without(text, n)
  local count = 0
  return (text:gsub("[^\n]+\n", function()
    count = count + 1
    return count > 4 and count % n == 0 and "" or nil
  end))
end

local function half(text)
  local stop = utf8.offset(text, utf8.len(text) * 6 // 10)
  return text:sub(1, stop - 1)
end

local function refigured(text)
  return (text:gsub("%d+", function(digits)
    return (digits:gsub("%d", function(d) return tostring((tonumber(d) + 3) % 10) end))
  end))
end

local CHANGES = {
  { "page around it", true, function(s)
    return "首页 > 政务公开 > 法治政府\n字号：大 中 小\n" .. s .. "\n上一篇：没有了\n下一篇：政务公开工作要点\n主办：办公室\n"
  end },
  { "one line in eleven lost", true, function(s) return without(s, 11) end },
  { "cut off after six tenths", true, half },
  { "blanks and other line ends", true, function(s) return (s:gsub("\n", "\r\n　　"):gsub("，", "， ")) end },
  { "every figure changed", false, refigured },
}

local function measure_seeds(real, say)
  local files = list(("'%s'/seeds/*.txt"):format(real))
  for _, change in ipairs(CHANGES) do
    local hits, wrong = 0, 0
    local c <close> = assert(corpus.open(":memory:", "create"))
    local names, found = {}, {}
    for _, path in ipairs(files) do add(c, path, assert(document.read(path)), found, names) end
    for _, path in ipairs(files) do
      local text = core.text.decode(assert(core.files.read(path)), { raw = true }):bytes()
      add(c, path .. "*", assert(document.decode(change[3](text), { path = path .. "*" })), found, names)
    end
    for key, twin in pairs(found) do
      local a, b = key:match "^(.-)%*?|(.-)%*?$"
      if a == b and change[2] and is_twin(twin.relation) then hits = hits + 1 else wrong = wrong + 1 end
    end
    tell(say, "seeds, " .. change[1], hits, change[2] and #files or 0, wrong)
  end
end

--- Prints the figures by say(line).
function M.measure(real, say)
  measure_national(real, say)
  measure_provincial(real, say)
  measure_seeds(real, say)
end

return M
