-- guard: texts that a spreadsheet would take for a formula when it opens a file of separated values.
-- It puts a ' before them, as OWASP advises against CSV injection, and takes it away again.

local M = {}

-- How a formula begins: OWASP, CSV Injection (owasp.org/www-community/attacks/CSV_Injection), with the
-- full-width forms that a Chinese or Japanese Excel takes as well.
local begins = {}
for _, start in ipairs { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" } do begins[#begins + 1] = start end

-- Whether a formula stands behind the quotes that `s` may begin with.
local function is_formula(s)
  local at = s:match("^'*()")
  for _, start in ipairs(begins) do
    if s:sub(at, at + #start - 1) == start then return true end
  end
  return false
end

--- The text as it is safe in a file that a spreadsheet may open; a lone "-", which cannot be
--- computed, stays as it is. M.undo gives the text back, whatever it was.
-- @return the text, and true if it had to be changed
function M.text(s)
  if s == "-" or not is_formula(s) then return s, false end
  return "'" .. s, true
end

--- The text that M.text was given.
function M.undo(s)
  if s:sub(1, 1) == "'" and is_formula(s) then return s:sub(2) end
  return s
end

return M
