-- crew: work shared out among threads (fazhi.core.crew), with what comes of it in the order of the items,
-- so that nothing that is told or stored depends on how many there are. For little work none is started.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local message = require "fazhi.message"
local path = require "fazhi.path"
local region = require "fazhi.region"
local sweep = require "fazhi.sweep"

local M = {}

local MOST = 64 -- threads
local WORTH = 300000 -- bytes of work for a thread: with less, what it does is no more than what its start takes
local REPORT = 18000 -- bytes of an item that does not say how many it has
local ASIDE = 3500 -- what is to be done for an item whatever it holds, in bytes
local PLENTY = 8 << 20 -- bytes of items, as good as many
local HELD = 32 << 20 -- bytes of items that wait here for their turn

--- How many may work at once on this machine.
function M.cores()
  return core.crew.cores()
end

--- How many are to work for a verb: what was asked for with --jobs; else, where the verb is what the program
--- was called for, the cores; one for a program that uses the verb as a function.
function M.jobs(args, context)
  return args.jobs or (context and context.values == args and M.cores()) or 1
end

-- How a thread finds and says everything as this state does.
local function settings_of(options)
  return { language = message.language(), path = path.settings(), regions = region.given, places = options.places,
    deed = options.deed, options = options.options }
end

local Line = {}
Line.__index = Line

-- How many threads have work: as many as were asked for where there is much of it, or where it fills the memory.
local function threads(line)
  local wanted = math.min(line.jobs, MOST)
  return line.bytes < PLENTY and math.min(wanted, line.work // WORTH) or wanted
end

-- What a thread cannot do alike, as with an indicator that a program defined, is done here; and so is what one thread
-- would do alone.
local function start(line)
  line.is_open = true
  local workers = threads(line)
  if workers < 2 or not catalogue.is_of_files then return end
  line.crew = core.crew.open { workers = workers, module = "fazhi.worker", argument = settings_of(line.options) }
end

local function send(line, entry)
  local job, weight = line.options.job(entry.item)
  if not job then return end
  line.crew:send(job, weight)
  entry.is_sent = true
  if not line.has_begun then entry.job = job end -- no longer kept than it may have to be done here
end

-- Takes one item more; false if there is none.
local function enter(line)
  local item = line.source()
  if not item then return false end
  local entry = { item = item, bytes = item.bytes }
  line.last = line.last + 1
  line.queue[line.last] = entry
  line.bytes, line.work = line.bytes + (item.bytes or 0), line.work + (item.size or REPORT) + ASIDE
  if line.crew then send(line, entry) end
  return true
end

-- Looks so far ahead as to know whether all threads have work; with little none is started, and the items are done
-- one by one.
local function begin(line)
  local most = line.jobs > 1 and WORTH * math.min(line.jobs, MOST) or 0
  while not line.is_ended and line.work < most and line.bytes < PLENTY do line.is_ended = not enter(line) end
  start(line)
  for i = 1, line.crew and line.last or 0 do send(line, line.queue[i]) end
end

local function has_room(line)
  return line.crew ~= nil and line.bytes < HELD and line.crew:has_room()
end

local function fill(line)
  if not line.is_open then begin(line) end
  while not line.is_ended and (line.last < line.first or has_room(line)) do
    line.is_ended = not enter(line)
  end
end

-- A fault in a thread has its own traceback.
local FAULT = { __tostring = function(e) return e.message end }

--- What becomes of an error of the work on one item: raised with its traceback; for options that are
--- `patient` nil, message, "E504", as long as it is one of that item alone.
function M.fault(e, options)
  if type(e) ~= "string" then error(e, 0) end
  local text = e:match("^(.-)\nstack traceback:") or e
  if options.patient then return nil, message.text("E504", { reason = text }), "E504" end
  error(setmetatable({ message = text, trace = e }, FAULT), 0)
end

-- A job that memory ran out for has less of it beside others than alone.
local function told(_, value, why, code, ...)
  if value == nil and code == "E701" then why = message.text("beside_others", { reason = why }) end
  return value, why, code, ...
end

-- No thread could begin: what was to be done there is done here.
local function give_up(line)
  line.crew:close()
  line.crew = nil
end

-- Some thread works: no job will have to be done here.
local function note_begun(line)
  if line.has_begun then return end
  line.has_begun = true
  for _, entry in pairs(line.queue) do entry.job = nil end
end

local function receive(line, entry)
  while line.crew do
    local result = table.pack(pcall(line.crew.receive, line.crew))
    if result[1] and result[2] then
      note_begun(line)
      return told(table.unpack(result, 2, result.n))
    end
    if not result[1] and line.crew:living() > 0 then return M.fault(result[2], line.options) end
    if not result[1] then give_up(line) end
  end
  return line.options.here(entry.job)
end

-- The same, if it is there or about to be.
local function receive_soon(line)
  local result = table.pack(pcall(line.crew.receive, line.crew))
  if not result[1] then return true, M.fault(result[2], line.options) end
  return result[2], told(table.unpack(result, 2, result.n))
end

-- What is left of the line when nothing more is read.
local function rest(line, entry)
  if not entry.is_sent then return nil end
  local results = table.pack(receive_soon(line))
  if results[1] then return entry.item, true, table.unpack(results, 2, results.n) end
end

--- From now on the line gives what threads have done already, in order, and then ends.
function Line:finish()
  self.is_ended, self.is_finishing, self.is_open = true, true, true
end

--- The next item; whether a thread did it, and then what came of it.
function Line:__call()
  fill(self)
  local entry = self.queue[self.first]
  if not entry then return nil end
  self.queue[self.first] = nil
  self.first, self.bytes = self.first + 1, self.bytes - (entry.bytes or 0)
  if self.is_finishing then return rest(self, entry) end
  if not entry.is_sent then
    self.between()
    return entry.item, false
  end
  return entry.item, true, receive(self, entry)
end

--- Ends the threads; what is under way is given up.
function Line:close()
  if self.crew then self.crew:close() end
  self.between:close()
  self.is_ended, self.crew, self.queue = true, nil, {}
end

Line.__close = Line.close

--- A line of items on their way. Called, it gives the next item in order, true, and what its job gave: values,
--- or nil, message, code; or the item and false: then it is for the caller to do. What raised a fault in
--- a thread raises it here. To be closed.
-- @param source iterator of tables; `size` of one, if given, are the bytes that are to be read for it, `bytes` what
--   it holds in memory
-- @param options { jobs = threads at most, deed = of fazhi.worker, options = what the deed is told (plain),
--   places = rows of places a corpus remembers, or nil, patient = whether a fault is one of its item alone,
--   job = function(item) → plain value and what it weighs in bytes, or nil if the item is for the caller,
--   here = function(plain value), which does a job in this state where no thread can }
function M.line(source, options)
  return setmetatable({ source = source, options = options, jobs = options.jobs or 1, queue = {}, first = 1, last = 0,
    bytes = 0, work = 0, between = sweep.start() }, Line)
end

return M
