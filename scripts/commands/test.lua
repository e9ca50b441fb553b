-- test: a script put to the test: its header, luacheck, its examples, the tests it carries.

local catalogue = require("fazhi.catalogue")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local files = require("fazhi.core").files
local message = require("fazhi.message")
local path = require("fazhi.path")
local script = require("fazhi.script")
local shelf = require("fazhi.shelf")
local trial = require("fazhi.trial")

-- The file that is meant, its folder ("analyses", nil for a file that is not installed) and its name.
local function file_of(word)
  if files.kind(word) == "directory" and files.kind(word .. "/main.lua") == "file" then word = word .. "/main.lua" end
  if word:find("%.lua$") and files.kind(word) == "file" then
    local file = files.realpath(word)
    for _, root in ipairs(path.roots()) do
      local dir = files.realpath(root.dir)
      local kind = dir and file:sub(1, #dir + 1) == dir .. "/" and file:sub(#dir + 2):match("^(.*)/[^/]+$")
      if kind then return { file = file, kind = kind:gsub("/.*$", ""), is_bundled = root.from == "bundled" } end
    end
    return { file = file }
  end
  local found, why, code = shelf.find(word)
  if not found then return nil, why, code end
  return { file = found.files[1].file, kind = found.kind:gsub("/.*$", ""),
    is_bundled = found.files[1].root.from == "bundled" }
end

local function append(list, more)
  table.move(more, 1, #more, #list + 1, list)
end

local function header_result(ok, why)
  return { what = "header", name = "", passed = ok, detail = why }
end

local function test_verb(header, item, options, results)
  append(results, trial.examples(header, { corpus = options.corpus, is_installed = item.kind ~= nil,
    is_bundled = item.is_bundled, scripts = options.scripts }))
  append(results, trial.tests(header))
end

-- Anything but a verb is known by what its table holds.
local function test_other(value, item, results)
  if #value > 0 and type(value[1]) == "table" and (value[1].find or value[1].id) then
    return append(results, trial.tests_of_indicators(value))
  end
  local kind = type(value.write) == "function" and "formats" or (value.read or value.members) and "loaders"
  local kept = kind and require("fazhi." .. kind:sub(1, -2))
  if not kept then
    results[#results + 1] = header_result(item.kind == "catalogue", item.kind ~= "catalogue"
      and message.text("trial_not_known", { path = item.file }) or nil)
    return
  end
  local ok, why = failure.call(kept.register, value)
  results[#results + 1] = header_result(ok ~= nil, why ~= nil and type(why) == "string" and why or nil)
  if ok then append(results, trial.tests_of(kind, value)) end
end

-- A verb, which its place or its table tells, or what the file returns; nil, and why it is neither.
local function load(item)
  local is_verb = item.kind == "analyses" or item.kind == "commands" or item.file:find("/main%.lua$")
  if not is_verb then
    local value, why = failure.call(catalogue.run_file, item.file)
    if not value then return nil, nil, why end
    if type(value.run) ~= "function" and value.api == nil then return nil, value end
  end
  local header, why = script.load(item.file)
  return header, nil, why
end

local function all_results(item, options)
  local header, value, why = load(item)
  if not header and not value then return { header_result(false, why) } end
  local results = { header and header_result(true) or nil }
  results[#results + 1] = trial.luacheck(item.file)
  if header then test_verb(header, item, options, results) else test_other(value, item, results) end
  return results
end

local function summary(results)
  local count = { passed = 0, failed = 0, skipped = 0 }
  for _, one in ipairs(results) do
    local key = one.passed and "passed" or one.passed == nil and "skipped" or "failed"
    count[key] = count[key] + 1
  end
  return count
end

return {
  name = "test", alias = "测试", api = 1, category = "command",
  summary = "Test a script: its header, luacheck, its examples and its own tests.",
  summary_zh = "检验脚本：头部、luacheck、示例，以及自带的检验。",
  arguments = {
    { name = "NAME", kind = "text", complete = "verb", help = "a verb, a file, or a folder and a name, as loaders/text",
      help_zh = "命令、文件，或文件夹加名称，如 loaders/text" },
  },
  outputs = {
    { name = "what", kind = "text", zh = "检验", en = "tried" },
    { name = "name", kind = "text", zh = "名称", en = "name" },
    { name = "passed", kind = "flag", zh = "通过", en = "passed", help = "missing where it could not be tried",
      help_zh = "做不了的空缺" },
    { name = "detail", kind = "text", zh = "详情", en = "detail" },
  },
  method = "Examples are run by this program in a shell and must print what they say; tests run on a corpus in memory.",
  method_zh = "示例由本程序在 shell 中运行，输出须含所写的字样；检验在内存语料库上进行。",
  caveats = { "Examples really run: read a script of somebody else's before you test it." },
  caveats_zh = { "示例会真的运行：别人的脚本先读再测。" },
  examples = {
    { run = "fazhi test which", prints = "example,fazhi which compare,true," },
    { run = "fazhi test loaders/text", prints = "header,,true," },
  },
  run = function(args, _, context)
    local item, why, code = file_of(args.name)
    if not item then return nil, why, code end
    local results = all_results(item, context.options)
    local count = summary(results)
    local rows = {}
    for i, one in ipairs(results) do
      rows[i] = { what = one.what, name = one.name, passed = one.passed, detail = one.detail }
    end
    local result = frame.new({ rows = rows, notes = { message.text("trial_count", count) } })
    result.status = count.failed > 0 and 1 or 0
    return result
  end,
}
