-- manual: the page of one verb as a man page, made from the same lines as `fazhi help NAME`.

local help = require "fazhi.help"

local M = {}

-- roff reads a leading dot or quote as a command and a backslash as an escape.
local function escape(line)
  line = line:gsub("\\", "\\e"):gsub("%-", "\\-")
  return (line:gsub("^([.'])", "\\&%1"))
end

--- The man page of a script.
-- @param header the script's header
-- @return roff text, to be named fazhi-NAME.1
function M.page(header)
  local out = {
    (".TH FAZHI-%s 1"):format(header.name:upper()),
    ".SH NAME",
    ("fazhi-%s \\- %s"):format(escape(header.name), escape(header.summary)),
    ".SH DESCRIPTION",
    ".nf",
  }
  for _, line in ipairs(help.page(header)) do out[#out + 1] = escape(line) end
  out[#out + 1] = ".fi"
  return table.concat(out, "\n") .. "\n"
end

return M
