-- repairs: what is repaired and what is marked in real files, by kind; and how many runs come
-- back when the first byte of a mark of punctuation is taken from real text in GBK.

local clean = require "fazhi.clean"
local core = require "fazhi.core"

local M = { title = "repairs: exact or not at all" }

local STEP = 8 -- every which mark of punctuation loses its byte

local corpora = { "seeds", "corpora/national", "corpora/national-gbk", "corpora/national-raw-pages" }

local function files(folder)
  local pipe <close> = io.popen("ls " .. folder .. "/*.txt 2>/dev/null")
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

--- Whether the folder holds real reports.
function M.is_present(real)
  return #files(real .. "/seeds") > 0
end

local function count(tally, list, name)
  for _, item in ipairs(list) do
    local key = name(item)
    tally[key] = (tally[key] or 0) + 1
  end
end

local function line_of(tally)
  local out = {}
  for key, n in pairs(tally) do out[#out + 1] = key .. " " .. n end
  table.sort(out)
  return #out > 0 and table.concat(out, ", ") or "none"
end

local function by_reason(item) return item[3] end

local function measure_corpus(folder, say)
  local repaired, marked, n = {}, {}, 0
  for _, path in ipairs(files(folder)) do
    local parts = clean.finish(assert(core.text.decode(slurp(path))))
    n = n + 1
    count(repaired, parts.repairs, by_reason)
    count(marked, parts.damage, function(item) return item.kind end)
  end
  if n == 0 then return end
  say(("%s, %d files: repaired %s; marked %s"):format(folder:match "[^/]+$", n, line_of(repaired), line_of(marked)))
end

-- Every garbled run of seed 003: healed, or still there.
local function measure_seed(real, say)
  local path
  for _, name in ipairs(files(real .. "/seeds")) do path = name:find "/003_" and name or path end
  if not path then return end
  local parts = clean.finish(assert(core.text.decode(slurp(path))))
  local healed, left = 0, 0
  for _, item in ipairs(parts.repairs) do healed = healed + (item[3] == "gbk-shift" and 1 or 0) end
  for _, item in ipairs(parts.damage) do left = left + (item.kind == "garbled" and 1 or 0) end
  say(("seed 003: %d garbled runs healed, %d left"):format(healed, left))
end

-- The places of marks of punctuation with A1 in front, in text of one and two bytes a character.
local function marks(line)
  local list, at = {}, 1
  while at < #line do
    if line:byte(at) < 0x80 then
      at = at + 1
    else
      if line:byte(at) == 0xA1 and at > 8 and at < #line - 12 then list[#list + 1] = at end
      at = at + 2
    end
  end
  return list
end

local REPLACEMENT = "\u{FFFD}"
local PRIVATE = "\xEE[\x80-\xBF][\x80-\xBF]"

-- What pages did with what they could not decode.
local habits = {
  { "decoded as it is", function(s) return s end },
  { "with ? for what is undecodable", function(s) return (s:gsub(REPLACEMENT, "?")) end },
  { "with what is undecodable dropped", function(s) return (s:gsub(REPLACEMENT, "")) end },
  { "without characters of private use", function(s) return (s:gsub(PRIVATE, "")) end },
}

local function read(utf8_text)
  local text = core.text.decode(utf8_text, { encoding = "UTF-8" })
  return text and text:bytes():gsub(" ", ""), text
end

local function decoded(bytes)
  return core.text.decode(bytes, { encoding = "GB18030", raw = true }):bytes()
end

-- What became of a line after its byte at `at` was lost.
local function outcome(line, at, habit)
  local whole = read(decoded(line))
  local mended, text = read(habit(decoded(line:sub(1, at - 1) .. "?" .. line:sub(at + 1))))
  if whole == mended then return "whole" end
  if #text:repairs() > 0 then
    local from, to = mended:find(REPLACEMENT, 1, true)
    local behind = from and mended:sub(to + 1)
    local same = from and whole:sub(1, from - 1) == mended:sub(1, from - 1)
      and (behind == "" or whole:sub(-#behind) == behind)
    return same and "all but one character" or "wrong"
  end
  return #text:damage() > 0 and "marked" or "left"
end

local function measure_loss(real, say)
  for _, habit in ipairs(habits) do
    local tally, seen = {}, 0
    for _, path in ipairs(files(real .. "/corpora/national-gbk")) do
      for line in slurp(path):gmatch "[^\r\n]+" do
        for _, at in ipairs(marks(line)) do
          seen = seen + 1
          if seen % STEP == 0 then count(tally, { outcome(line, at, habit[2]) }, function(key) return key end) end
        end
      end
    end
    if seen > 0 then
      say(("first byte of a mark lost at %d places, %s: %s"):format(seen // STEP, habit[1], line_of(tally)))
    end
  end
end

--- Prints what was repaired and marked in the corpora of the folder `real`.
function M.measure(real, say)
  for _, name in ipairs(corpora) do measure_corpus(real .. "/" .. name, say) end
  measure_seed(real, say)
  measure_loss(real, say)
end

return M
