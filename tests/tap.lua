-- tap: the few words with which a Lua script reports tests to prove.

local M = { count = 0, failed = 0 }

--- One test: `ok` is what was found, `name` what was wanted, `detail` shown if it failed.
function M.ok(ok, name, detail)
  M.count = M.count + 1
  if not ok then M.failed = M.failed + 1 end
  print(("%s %d - %s"):format(ok and "ok" or "not ok", M.count, name))
  if not ok and detail then
    for line in tostring(detail):gmatch("[^\n]+") do print("#   " .. line) end
  end
  return ok
end

--- A test that cannot be run here, with the reason.
function M.skip(name, reason)
  M.count = M.count + 1
  print(("ok %d - %s # SKIP %s"):format(M.count, name, reason))
end

--- The plan, last; the exit status says whether all went well.
function M.done()
  print("1.." .. M.count)
  os.exit(M.failed == 0 and 0 or 1, true)
end

return M
