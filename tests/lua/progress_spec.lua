-- fazhi.progress: the one line of long work.

local message = require "fazhi.message"
local progress = require "fazhi.progress"
local width = require "fazhi.width"

describe("progress", function()
  local written, time, tell

  before_each(function()
    message.set_language "en"
    written, time = {}, 0
    tell = progress.new { write = function(s) written[#written + 1] = s end, now = function() return time end,
      columns = function() return 40 end }
  end)
  after_each(function() message.set_language(nil) end)

  it("tells what is done, the rate, the time left and failures", function()
    assert.equal("120/300  40%  12/s  15 s left  2 failed  a.txt",
      progress.line({ done = 120, all = 300, failed = 2, what = "a.txt" }, 10))
    assert.equal("5  0.5/s", progress.line({ done = 5 }, 10))
    assert.equal("1/7200  0%  1.0/s  1:59:59 left", progress.line({ done = 1, all = 7200 }, 1))
    assert.equal("1/91  1%  1.0/s  1:30 left", progress.line({ done = 1, all = 91 }, 1))
    message.set_language "zh"
    assert.equal("120/300  40%  每秒 12  还需 15 秒  失败 2", progress.line({ done = 120, all = 300, failed = 2 }, 10))
  end)

  it("tells the time since the work began, not since the program did", function()
    time = 100
    tell { done = 0, all = 10 }
    time = 102
    tell { done = 4, all = 10 }
    assert.is_truthy(written[2]:find("2.0/s  3 s left", 1, true))
    tell() -- a message comes between
    time = 104
    tell { done = 8, all = 10 }
    assert.is_truthy(written[4]:find("2.0/s  1 s left", 1, true))
    time = 200
    tell { done = 1, all = 20 } -- other work
    assert.is_truthy(written[5]:find("1/20", 1, true))
    time = 201
    tell { done = 2, all = 20 }
    assert.is_truthy(written[6]:find("2.0/s", 1, true))
  end)

  it("writes ten times a second at most, and clears what it wrote", function()
    for i = 1, 1000 do
      time = i / 1000
      tell { done = i, all = 1000 }
    end
    assert.is_true(#written <= 11 and #written >= 9, #written)
    tell()
    assert.equal("\r\27[K", written[#written])
    local count = #written
    tell()
    assert.equal(count, #written)
  end)

  it("keeps to one line of the terminal, and control characters out of it", function()
    tell { done = 1, all = 2, what = ("很长的文件名"):rep(20) .. "\27[2J\n" }
    local line = written[1]:gsub("^\r\27%[K", "")
    assert.is_true(width.of(line) <= 39)
    assert.is_nil(line:find "%c")
  end)
end)
