-- load: reports that `fazhi extract` read, here or on other machines, into the corpus, without their files.

local message = require("fazhi.message")
local parcel = require("fazhi.parcel")
local storing = require("fazhi.storing")

-- A line is a report with all its figures; one that is longer was not written by extract.
local longest = 256 << 20

local MISSING = "E405" -- the code of a corpus that is not there

-- The lines of all files, one after the other, with their places. A file that cannot be read is an item as well,
-- and one whose first line is no JSON is told once, not line by line.
local function lines_of(paths)
  local at, number, handle, why, is_met = 0, 0, nil, nil, false
  local function following()
    at, number, handle, is_met = at + 1, 0, nil, false
    if paths[at] == "-" then handle = io.stdin
    elseif paths[at] then handle, why = io.open(paths[at], "rb") end
  end
  return function()
    while true do
      local line = handle and handle:read "l"
      number = number + 1
      if line and line:find "%S" then
        local is_foreign = not is_met and not line:find "^%s*{"
        is_met = true
        if not is_foreign then return { place = ("%s:%d"):format(paths[at], number), line = line } end
        handle = nil
        return { place = paths[at], why = message.text "load_foreign", code = "E311" }
      end
      if not line then
        following()
        if not paths[at] then return nil end
        if not handle then return { place = paths[at], why = why, code = "E301" } end
      end
    end
  end
end

local function rows_of(item)
  if item.bad then return nil, item.bad[1], item.bad[2] end
  if item.why then return nil, (item.why:gsub("^.*: ", "")), item.code end
  if #item.line > longest then return nil, message.text("too_large", { limit = longest }), "E305" end
  return parcel.decode(item.line)
end

-- The same items, and whether one of them is a report. Those before the first report are looked at here; of them the
-- reason is kept, not the line.
local function looked_at(following)
  local ahead, is_any = {}, false
  for item in following do
    local rows, why, code = rows_of(item)
    is_any = rows ~= nil
    ahead[#ahead + 1] = is_any and item or { place = item.place, bad = { why, code } }
    if is_any then break end
  end
  local at = 0
  return function()
    at = at + 1
    if at <= #ahead then return ahead[at] end
    return is_any and following() or nil
  end, is_any
end

-- The corpus to store in. It is made for reports alone: where there are none, one that is not there yet is nil.
local function corpus_for(context, is_any)
  local corpus, why, code = context.open(is_any and "create" or "write")
  if corpus or is_any or code ~= MISSING then return corpus, why, code end
  return nil
end

return {
  name = "load", alias = "载入", api = 1, category = "command",
  summary = "Put what fazhi extract wrote into the corpus.",
  summary_zh = "把 fazhi extract 抽取的结果载入语料库。",
  arguments = {
    { name = "FILE…", kind = "path", help = "files of JSON lines, or - for stdin",
      help_zh = "每行一个 JSON 的文件，- 为标准输入" },
    { name = "--again", kind = "flag", help = "store anew what is stored already", help_zh = "已入库的也重新载入" },
  },
  outputs = storing.OUTPUTS,
  caveats = {
    "The same as fazhi add of the files that were extracted: the same bytes are stored once, what is known of them",
    "  (corrections, copies) holds. A line that is damaged is told and left out.",
  },
  caveats_zh = {
    "与直接用 fazhi add 读入原文件相同：同样的字节只存一次，",
    "  更正、查重照旧。损坏的行会说明并跳过。",
  },
  examples = { { run = "fazhi help load", prints = "fazhi extract" } },
  run = function(args, _, context)
    local items, is_any = looked_at(lines_of(args.file))
    local corpus, reason, bad = corpus_for(context, is_any)
    if not corpus and reason then return nil, reason, bad end
    local run = {}
    return storing.run(corpus, context, items, function(item)
      local rows, why, code = rows_of(item)
      if not rows then return nil, why, code end
      return corpus:add_rows(rows, { again = args.again, run = run })
    end)
  end,
}
