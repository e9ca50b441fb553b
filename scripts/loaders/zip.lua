-- zip: archives of files, and single files packed by gzip. Nothing is unpacked to disk. Members
-- are named as their writers named them, in GBK too; what no loader takes is passed over.

local core = require "fazhi.core"
local file_name = require "fazhi.file_name"
local loader = require "fazhi.loader"
local message = require "fazhi.message"

local MEMBERS = 200000       -- more than any archive of reports
local UNPACKED = 2 << 30     -- bytes of all members together
local MEMBER = 256 << 20     -- bytes of one
local REFUSED = 16 << 20     -- what a refused one costs, about what was unpacked of it

-- What is packed as ZIP but is one document, of a kind that no loader reads.
local office = { ["OFD.xml"] = "OFD", ["META-INF/container.xml"] = "EPUB" }

local function kind_of(names)
  for _, name in ipairs(names) do
    if office[name] then return office[name] end
  end
end

local function problem(name, why, code)
  return { name = name, problem = { message = why, code = code } }
end

-- Nothing more is read; told once for all archives in one another.
local function spent(name, budget)
  budget.bytes = 0
  if budget.is_told then return nil end
  budget.is_told = true
  return { name = name, problem = { message = message.text("unpacks_too_far", { limit = "2 GB" }), code = "E314" } }
end

-- Reads one member within what is left of the budget, which an archive shares with those inside it.
local function read_member(state, entry, name)
  local budget = state.budget
  local most = math.min(state.most, budget.bytes)
  local bytes, why, code = state.archive:read(entry.index, most)
  if bytes then
    budget.bytes = budget.bytes - #bytes
    return { name = state.distinct(name), bytes = bytes, budget = budget }
  end
  if code == "E314" or code == "E305" then budget.bytes = budget.bytes - math.min(budget.bytes, REFUSED) end
  if code == "E305" and most < state.most then return spent(name, budget) end
  return problem(name, why, code)
end

-- One member: what it is, or why it cannot be had; nil for folders and litter.
local function member_of(state, entry, name)
  if name == "" or name:find "/$" or file_name.is_litter(name) then return nil end
  if file_name.leads_out(name) then return problem(name, message.text "leads_out", "E314") end
  if not loader.takes(name) then return { name = name, skipped = true } end
  if entry.encrypted then return problem(name, "encrypted: it needs a password", "E312") end
  return read_member(state, entry, name)
end

-- All members until the budget is spent, which is told once.
local function members_of(archive, entries, names, state)
  local at = 0
  state.archive = archive
  return function()
    while at < #entries do
      at = at + 1
      if state.budget.bytes <= 0 then
        at = #entries + 1
        return spent(names[#names], state.budget)
      end
      local member = member_of(state, entries[at], names[at])
      if member then return member end
    end
    archive:close()
  end
end

local function open(input)
  if input.file then return core.archive.open_file(input.file) end
  local bytes, why, code = input:bytes()
  if not bytes then return nil, why, code end
  return core.archive.open(bytes)
end

local function members_of_zip(input, options)
  local archive, why, code = open(input)
  if not archive then return nil, why, code end
  local budget = input.budget or { bytes = UNPACKED, members = MEMBERS }
  budget.members = budget.members - #archive
  if budget.members < 0 then
    archive:close()
    return nil, message.text("too_many_members", { count = MEMBERS }), "E314"
  end
  local entries
  entries, why, code = archive:entries()
  if not entries then return nil, why, code end
  local names = file_name.decode(entries)
  local kind = kind_of(names)
  if kind then return nil, message.text("office_file", { kind = kind }), "E303" end
  return members_of(archive, entries, names, { budget = budget, distinct = file_name.distinct(),
    most = math.min(options.max_bytes or MEMBER, MEMBER) })
end

-- A stream knows its size only at its end; a file is not read into memory packed and unpacked.
local function unpack(input, most)
  if not input.file then
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    return core.archive.inflate(bytes, most)
  end
  local stream <close>, why, code = core.archive.stream(input.file)
  if not stream then return nil, why, code end
  local bytes
  bytes, why, code = stream:read(most + 1)
  if why then return nil, why, code end
  if bytes and #bytes > most then return nil, message.text("too_large", { limit = most }), "E305" end
  return bytes or ""
end

local function member_of_gzip(input, options)
  local bytes, why, code = unpack(input, math.min(options.max_bytes or MEMBER, MEMBER))
  if not bytes then return nil, why, code end
  local member = { name = input.name:gsub("%.[gG][zZ]$", ""), bytes = bytes }
  return function()
    local once = member
    member = nil
    return once
  end
end

-- A crawl that is packed is streamed by its own loader.
local streamed = { jsonl = true, ndjson = true, json = true, csv = true, tsv = true, warc = true }

local function is_gzip(input)
  return input.head:sub(1, 3) == "\31\139\8"
end

return {
  id = "zip", zh = "压缩包", en = "archive",
  endings = { "zip", "gz" },
  counted = { zh = "压缩包里的文件", en = "the file in the archive" },
  sniff = function(input)
    local mark = input.head:sub(1, 4)
    if mark == "PK\3\4" or mark == "PK\5\6" then return true end
    return is_gzip(input) and not streamed[input.name:lower():match "%.(%a+)%.gz$"]
  end,
  members = function(input, options)
    if is_gzip(input) then return member_of_gzip(input, options) end
    return members_of_zip(input, options)
  end,
}
