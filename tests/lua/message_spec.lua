-- What the program says: every text that the sources ask for is there, each is asked for, and the pairs that
-- stand in the sources themselves have the same places in both languages.

local failure = require "fazhi.failure"
local message = require "fazhi.message"

local function sources()
  local list = {}
  local pipe <close> = assert(io.popen("find scripts examples -name '*.lua' | LC_ALL=C sort"))
  for path in pipe:lines() do
    local file <close> = assert(io.open(path))
    list[path] = file:read "a"
  end
  return list
end

-- A string of Lua, with those that are joined to it, from byte `at`; its text and the byte behind it.
local function string_at(source, at)
  local parts = {}
  while true do
    local body, stop = source:match('^%s*"([^"\n]*)"()', at)
    if not body then break end
    parts[#parts + 1] = body
    at = source:match("^%s*%.%.()%s*\"", stop) or stop
    if at == stop then break end
  end
  return #parts > 0 and table.concat(parts) or nil, at
end

-- The two texts of message.choose(en, zh) and message.say(en, zh, values).
local function pairs_in(source)
  local list = {}
  for at in source:gmatch "message%.%a+%(()%s*\"" do
    local name = source:sub(1, at - 2):match "message%.(%a+)$"
    if name == "choose" or name == "say" then
      local en, after = string_at(source, at)
      local zh = en and string_at(source, source:match("^%s*,()", after) or #source + 1)
      if zh then list[#list + 1] = { en, zh } end
    end
  end
  return list
end

-- The places of a text in order: %d and its like, which are filled in order, and {names}, which are not.
local function places(s)
  local formats, names = {}, {}
  for one in s:gsub("%%%%", ""):gmatch "%%[-+ #0]*%d*%.?%d*[diufFgGeEcsqxX]" do formats[#formats + 1] = one end
  for one in s:gmatch "{(%w+)}" do names[one] = true end
  return { formats = formats, names = names }
end

describe("messages", function()
  local all = sources()
  after_each(function() message.set_language(nil) end)

  it("have the number of what is counted in English", function()
    message.set_language "en"
    local function told(n) return message.say("{n} {n|report|reports} of {n|it|them}", "{n} 份", { n = n }) end
    assert.same({ "0 reports of them", "1 report of it", "12 reports of them" }, { told(0), told(1), told(12) })
    assert.equal("1 row came out, 2 are wanted", message.text("trial_rows", { count = 1, wanted = 2 }))
    message.set_language "zh"
    assert.equal("1 份", told(1))
  end)

  it("take the number of nothing that they do not tell", function()
    local count = 0
    all["scripts/fazhi/message.lua"] = nil -- which tells how it is written
    for path, source in pairs(all) do
      for one in source:gmatch "{(%w+)|[^{|}\n]*|[^{|}\n]*}" do
        count = count + 1
        assert.is_truthy(source:find("{" .. one .. "}", 1, true), path .. ": " .. one)
      end
    end
    assert.is_true(count > 40, count .. " found")
  end)

  it("are pairs with the same places where they stand in the sources", function()
    local count = 0
    for path, source in pairs(all) do
      for _, pair in ipairs(pairs_in(source)) do
        count = count + 1
        assert.same(places(pair[1]), places(pair[2]), path .. ": " .. pair[1])
      end
    end
    assert.is_true(count > 100, count .. " pairs found")
  end)

  it("have the Chinese text behind the English one", function()
    local function is_chinese(s) return s:find "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]" ~= nil end
    for path, source in pairs(all) do
      for _, pair in ipairs(pairs_in(source)) do
        local has_words = pair[1]:gsub("{%w+}", ""):find "%a%a%a+ %a%a+" ~= nil
        assert.is_true(not has_words or is_chinese(pair[2]), path .. ": " .. pair[2])
      end
    end
    for key, entry in pairs(message.texts) do
      assert.is_true(entry.zh:gsub("{%w+}", "") == "" or is_chinese(entry.zh), key)
    end
  end)

  it("are all there that the sources ask for", function()
    local asked = 0
    for path, source in pairs(all) do
      for _, call in ipairs { "text", "fail", "pieces" } do
        for key in source:gmatch("message%." .. call .. "%(?%s*\"([%w_]+)\"[,)]") do
          asked = asked + 1
          assert.is_table(message.texts[key], path .. ": " .. key)
        end
      end
    end
    assert.is_true(asked > 200, asked .. " keys asked for")
  end)

  it("stand in one file each, which is read when one of its texts is asked for", function()
    local seen = {}
    local pipe <close> = assert(io.popen("ls scripts/fazhi/message | grep -v '^reasons'"))
    for name in pipe:lines() do
      for key in pairs(require("fazhi.message." .. name:match "^(.+)%.lua$")) do
        assert.is_nil(seen[key], ("%s is in %s and %s"):format(key, tostring(seen[key]), name))
        assert.is_table(message.texts[key], key .. ": " .. name .. " is no subject of fazhi.message")
        seen[key] = name
      end
    end
    local lua = [[local message = require "fazhi.message"; message.text("E402", { reason = "" })
      for name in pairs(package.loaded) do if name:find "^fazhi%.message%." then print(name) end end]]
    local run <close> = assert(io.popen("lua5.4 -e '" .. lua .. "'"))
    assert.equal("fazhi.message.corpus\n", run:read "a")
  end)

  -- The texts of fz_error_set in a file of the core, but those for faults of the caller: as reasons.lua writes them.
  local function reasons_of(source)
    local list = {}
    for name, text in source:gmatch '#define ([%u_]+) "(.-)"\n' do source = source:gsub(name, '"' .. text .. '"') end
    for call in source:gmatch "fz_error_set(%b())" do
      local joined = call:gsub('"%s*"', "")
      for text in joined:gmatch '"(.-)"' do
        text = text:gsub("%%%.%*s", "%%s"):gsub("%%z?l?[dug]", "%%d")
        if not joined:find "FZ_IN[VT]" and text:gsub("%%s", ""):find "%a" then list[#list + 1] = text end
      end
    end
    return list
  end

  it("have a Chinese text for every reason of the core", function()
    local asked = 0
    message.set_language "zh"
    local pipe <close> = assert(io.popen "ls core/store/*.c core/load/*.c core/text/*.c")
    for path in pipe:lines() do
      local file <close> = assert(io.open(path))
      for _, text in ipairs(reasons_of(file:read "a")) do
        asked = asked + 1
        local filled = text:gsub("%%d", "7"):gsub("%%s", "X")
        assert.not_equal(filled, message.reason(filled), path)
      end
    end
    message.set_language(nil)
    assert.is_true(asked > 40, asked .. " reasons")
  end)

  it("have the same places in a reason and its Chinese text", function()
    for _, pair in ipairs(require "fazhi.message.reasons") do
      local count = select(2, pair[1]:gsub("%%[sd]", ""))
      for n in pair[2]:gmatch "%%(%d)" do assert.is_true(tonumber(n) <= count, pair[1]) end
      for n = 1, count do assert.truthy(pair[2]:find("%" .. n, 1, true), pair[1]) end
    end
  end)

  it("put reasons into Chinese, behind a path and within each other, and leave what is unknown", function()
    message.set_language "zh"
    assert.equal("a.db: 打不开：没有权限", message.reason "a.db: cannot be opened: Permission denied")
    assert.equal("由更新版本的 fazhi 写成（结构第 9 版，本程序只知道第 2 版）；请升级 fazhi",
      message.reason "written by a newer fazhi (schema 9, this one knows 2); update fazhi")
    assert.equal("E405: x.db: 没有这个语料库；用 `fazhi add -c 文件 路径` 建立",
      message.line("E405", "x.db: no such corpus; `fazhi add -c FILE PATH` makes a corpus"))
    assert.equal("a:3: up: zh: 缺少\nb", message.reason "a:3: up: zh: is missing\nb")
    assert.equal("an odd thing", message.reason "an odd thing")
    message.set_language "en"
    assert.equal("out of memory", message.reason "out of memory")
    message.set_language(nil)
  end)

  it("are all asked for", function()
    local everything = {}
    for _, source in pairs(all) do everything[#everything + 1] = source end
    everything = table.concat(everything, "\n")
    for key in pairs(message.texts) do
      local stem = key:match "^(%l+_)"
      local is_asked = key:find "^E%d" or everything:find('"' .. key .. '"', 1, true)
        or stem and everything:find('"' .. stem .. '" ..', 1, true)
      assert.truthy(is_asked, key .. " is never said")
    end
  end)

  it("say in which language they are asked for: the option, LC_ALL, LC_MESSAGES, LANG, in this order", function()
    local function asked(environment, options)
      local command = ("env -u LC_ALL -u LC_MESSAGES -u LANG %s %s/fazhi %s nosuchverb 2>&1"):format(environment,
        os.getenv "B" or "build", options or "")
      local pipe <close> = assert(io.popen(command))
      return pipe:read "a":find("没有", 1, true) and "zh" or "en"
    end
    assert.equal("en", asked "A=1")
    assert.equal("zh", asked "LANG=zh_CN.UTF-8")
    assert.equal("en", asked "LANG=zh_CN.UTF-8 LC_MESSAGES=C")
    assert.equal("zh", asked "LANG=C LC_MESSAGES=en_US.UTF-8 LC_ALL=zh_TW.UTF-8")
    assert.equal("en", asked("LC_ALL=zh_CN.UTF-8", "--lang en"))
    assert.equal("zh", asked("LC_ALL=C", "--lang zh"))
    assert.equal("zh", asked "LANG=zh_CN.UTF-8 LC_ALL=")
  end)
end)

describe("failure", function()
  it("asked gives on all that a function gave, false too, and raises what it says instead", function()
    assert.same({ "n", 3, 1, n = 3 }, table.pack(failure.asked("n", 3, 1)))
    assert.same({ false, n = 1 }, { failure.asked(false), n = 1 })
    local value, why, code = failure.call(function() return failure.asked(nil, "gone", "E103") end)
    assert.same({ "gone", "E103" }, { why, code })
    assert.is_nil(value)
  end)
end)
