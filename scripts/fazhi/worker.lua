-- worker: what a thread of fazhi.crew does: it takes over the settings of the program that started it, and
-- then does one deed after the other. A deed is a function of plain values, each in a module of its own.

local message = require "fazhi.message"
local path = require "fazhi.path"
local sweep = require "fazhi.sweep"

-- Deed → the module that does it.
local DEEDS = { harvest = "fazhi.harvest", observe = "fazhi.observing" }

-- Finds and says everything as the state that started this one does.
local function settle(settings)
  message.set_language(settings.language)
  path.settle(settings.path)
  if settings.regions then assert(require("fazhi.region").load(settings.regions)) end
  if settings.places then require("fazhi.region").recall(settings.places) end
end

--- Called with the settings of fazhi.crew: a deed, what it is told each time, and how things are found.
-- @return the function that does one job
return function(settings)
  settle(settings)
  local work, between = require(DEEDS[settings.deed]).work, sweep.start()
  return function(job)
    between()
    return work(job, settings.options)
  end
end
