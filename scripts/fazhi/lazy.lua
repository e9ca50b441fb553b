-- lazy: a module that is loaded when something of it is first used, for what must start at once:
--
--     local render = lazy "NAME"

--- The module of that name, loaded at the first use of one of its fields.
return function(name)
  return setmetatable({}, { __index = function(_, key) return require(name)[key] end })
end
