-- encoding_spec: bytes in whatever encoding become the right text, and how sure that is, is known:
-- pages that are nearly all ASCII, short pieces cut anywhere, files of two encodings, damage, codes
-- that iconv reads otherwise than the rest of the world.

local core = require "fazhi.core"
local document = require "fazhi.document"
local draw = require "support.draw"
local message = require "fazhi.message"
local encoder = require "support.encoder"

local encodings = { "UTF-8", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE" }

local simplified = "青禾县2024年法治政府建设情况的报告\n"
  .. "一、主要工作。全年受理行政复议案件36件，审结31件，纠错率9.7%。\n"
  .. "（一）深化“放管服”改革：办理《事项清单》所列1,200项；群众满意。\n"
local traditional = "青禾縣2024年法治政府建設情況的報告\n"
  .. "一、主要工作。全年受理行政複議案件36件，審結31件，糾錯率9.7%。\n"
  .. "（一）深化“放管服”改革：辦理《事項清單》所列1,200項；群眾滿意。\n"

local function text_for(encoding)
  return encoding == "BIG5" and traditional or simplified
end

local function decode(bytes, encoding)
  return core.text.decode(bytes, { raw = true, encoding = encoding })
end

local function report_of(name)
  local f <close> = assert(io.open("examples/reports/" .. name, "rb"))
  return f:read "a"
end

-- The encoding found and whether the text is `expected`.
local function check(bytes, expected, encoding)
  local text = assert(decode(bytes))
  assert.equal(expected, text:bytes())
  assert.equal(encoding, text:encoding())
  return text
end

describe("detection", function()
  it("is right on every piece of 60 bytes, wherever it is cut", function()
    for _, encoding in ipairs(encodings) do
      local bytes = encoder.encode(text_for(encoding), encoding)
      for first = 1, #bytes - 59 do
        local text = assert(decode(bytes:sub(first, first + 59)))
        assert.equal(encoding, text:encoding(), encoding .. " from byte " .. first)
      end
    end
  end)

  it("takes no first byte away from a text that is whole", function()
    for _, encoding in ipairs { "GB18030", "BIG5" } do
      local characters, codes = encoder.characters(text_for(encoding), encoding)
      for i = 1, #characters - 30 do
        check(table.concat(codes, "", i, i + 29), table.concat(characters, "", i, i + 29), encoding)
      end
    end
  end)

  it("reads traditional text in GB18030 and in Big5", function()
    for _, encoding in ipairs { "GB18030", "BIG5" } do
      for _, s in ipairs { "法治政府", "臺北市政府", "受理：３６件", "行政複議案件", "第１期公報" } do
        check(encoder.encode(s, encoding), s, encoding)
      end
    end
  end)

  it("finds a few characters in a page of ASCII, wherever they are", function()
    local row = '<div class="item"><a href="/art/2024/1/28/art_1_2.html" target="_blank">link</a></div>\n'
    for _, encoding in ipairs(encodings) do
      local title = encoding == "BIG5" and "青禾縣法治政府建設情況報告" or "青禾县法治政府建设情况报告"
      for _, before in ipairs { 0, 350, 700 } do
        local page = row:rep(before) .. title .. "\n" .. row:rep(700 - before)
        check(encoder.encode(page, encoding), page, encoding)
      end
    end
  end)

  it("sees what is late in a long file", function()
    local front = ("a line of plain text, with nothing in it\n"):rep(20000)
    for _, encoding in ipairs(encodings) do
      local text = front .. text_for(encoding)
      check(encoder.encode(text, encoding), text, encoding)
    end
  end)

  it("reads tables of hardly anything but numbers", function()
    local rows = ("36\t31\t9.7\t1,200\n"):rep(40)
    for _, encoding in ipairs(encodings) do
      local text = "件数\t办结\n" .. rows
      if encoding == "BIG5" then text = "件數\t辦結\n" .. rows end
      check(encoder.encode(text, encoding), text, encoding)
    end
  end)

  it("does not believe what a page says of itself", function()
    local page = '<meta charset="utf-8"><title>青禾县法治政府建设年度报告</title>'
    check(encoder.encode(page, "GB18030"), page, "GB18030")
    local other = '<meta charset="gb2312"><title>青禾县法治政府建设年度报告</title>'
    check(other, other, "UTF-8")
  end)

  it("is overridden by the encoding asked for", function()
    local bytes = encoder.encode(traditional, "BIG5")
    local text = decode(bytes, "GB18030")
    assert.is_true(text == nil or text:encoding() == "GB18030")
    assert.equal(traditional, decode(bytes, "big5"):bytes())
  end)

  it("says how sure it is, and what else it might be", function()
    local text = assert(decode(encoder.encode(simplified, "GB18030")))
    local share, other = text:confidence()
    assert.is_true(share > 0.999 and share <= 1)
    assert.truthy(other)
    local short = assert(decode(encoder.encode("縣", "GB18030")))
    share, other = short:confidence()
    assert.is_true(share >= 0.5 and share < 0.9, share)
    assert.truthy(other)
    assert.not_equal(short:encoding(), other)
  end)

  it("is not sure of another language, though its bytes be codes of GB18030", function()
    -- Syllables of KS X 1001, as a Korean file would have them, 60 to a line.
    local korean = {}
    for code = 0, 599 do
      korean[#korean + 1] = string.char(0xB0 + code * 7 % 25, 0xA1 + code * 11 % 94)
      if code % 60 == 59 then korean[#korean + 1] = "\n" end
    end
    local text = assert(decode(table.concat(korean)))
    assert.is_true((text:confidence()) < 0.9)
  end)

  it("leaves UTF-8 without any Chinese what it is", function()
    local french = ("L'été à la mer, où l'on va à pied. "):rep(10)
    for _, s in ipairs { ("home » news » "):rep(20), french, "© 2024 ±3 °C" } do
      check(s, s, "UTF-8")
    end
  end)

  it("refuses what is no Chinese", function()
    assert.equal("E304", select(3, decode "L'\xE9t\xE9 \xE0 la mer, o\xF9 l'on va \xE0 pied, \xE7\xE0 et l\xE0."))
  end)
end)

describe("a mixture", function()
  local block = "附件：行政执法统计表\n单位：件\n"
  local gb, gb_block = encoder.encode(simplified, "GB18030"), encoder.encode(block, "GB18030")

  -- Every character leads to the bytes it was decoded from.
  local function check_map(text, bytes)
    local s = text:bytes()
    local at = 1
    for i, c in utf8.codes(s) do
      local from, to = text:source(i, i + #utf8.char(c) - 1)
      assert.equal(at, from)
      at = to + 1
    end
    assert.equal(#bytes + 1, at)
  end

  it("of a block of UTF-8 in a page of GBK is read line by line", function()
    local bytes = gb .. block .. gb
    local text = check(bytes, simplified .. block .. simplified, "GB18030+UTF-8")
    assert.same({}, text:damage())
    check_map(text, bytes)
    assert.equal(simplified .. block .. simplified, decode(bytes, "GB18030+UTF-8"):bytes())
  end)

  it("of lines of GBK or Big5 in UTF-8 is read line by line", function()
    check_map(check(simplified .. gb_block .. simplified, simplified .. block .. simplified, "UTF-8+GB18030"),
      simplified .. gb_block .. simplified)
    local big5 = "附件：行政執法統計表\n單位：件\n"
    check(simplified .. encoder.encode(big5, "BIG5") .. simplified, simplified .. big5 .. simplified, "UTF-8+BIG5")
  end)

  it("is found in long files, at the end of them", function()
    local long = report_of "青禾县_2023.txt"
    long = assert(decode(long)):bytes():rep(20)
    check(long .. "\n" .. gb_block, long .. "\n" .. block, "UTF-8+GB18030")
    check(encoder.encode(long, "GB18030") .. "\n" .. block, long .. "\n" .. block, "GB18030+UTF-8")
  end)

  it("may be divided at the tags of a page all on one line", function()
    local front, back = "<body><p>青禾县全年受理行政复议案件</p><p>", "</p><p>审结三十件，群众满意</p></body>"
    local middle = "附件：行政执法统计表，单位件"
    check(encoder.encode(front, "GB18030") .. middle .. encoder.encode(back, "GB18030"),
      front .. middle .. back, "GB18030+UTF-8")
  end)

  it("may be a file of GBK to which somebody gave the BOM of UTF-8", function()
    check("\u{FEFF}" .. gb, simplified, "UTF-8+GB18030")
  end)

  it("is less sure the less there is of it", function()
    local little = assert(decode(simplified .. encoder.encode("办结\n", "GB18030") .. simplified))
    assert.equal("UTF-8+GB18030", little:encoding())
    local share, other = little:confidence()
    assert.equal("UTF-8", other)
    local much = assert(decode(simplified .. gb_block .. simplified))
    assert.is_true(share < (much:confidence()))
  end)

  it("is not made of damage: any byte of any line may be wrong", function()
    for _, byte in ipairs { 0x80, 0xA1, 0xB8, 0xC3, 0xE4, 0xFF } do
      for at = 1, #simplified do
        local bytes = simplified:sub(1, at - 1) .. string.char(byte) .. simplified:sub(at + 1)
        assert.equal("UTF-8", assert(decode(bytes)):encoding(), ("%02X at %d"):format(byte, at))
      end
      for at = 1, #gb do
        local bytes = gb:sub(1, at - 1) .. string.char(byte) .. gb:sub(at + 1)
        assert.equal("GB18030", assert(decode(bytes)):encoding(), ("%02X at %d"):format(byte, at))
      end
    end
  end)

  it("is not made of lines cut in the middle of a character", function()
    local pieces = {}
    for at = 1, #simplified, 20 do pieces[#pieces + 1] = simplified:sub(at, at + 19):gsub("\n", "") end
    local text = assert(decode(table.concat(pieces, "\n")))
    assert.equal("UTF-8", text:encoding())
    assert.is_true(#text:damage() > 3)
  end)

  it("is never looked for where an encoding is asked for", function()
    local text = assert(decode(simplified .. simplified .. gb_block, "UTF-8"))
    assert.equal("UTF-8", text:encoding())
    assert.is_true(#text:damage() > 0)
  end)
end)

describe("codes", function()
  local function first(bytes, encoding)
    return (assert(decode(bytes .. ("a"):rep(8), encoding)):bytes():gsub("a+$", ""))
  end

  it("of Big5 are those of Windows and of HKSCS", function()
    for code, character in pairs {
      ["\xA1\x45"] = "‧", ["\xA1\x5A"] = "╴", ["\xA1\xC3"] = "￣", ["\xA1\xFE"] = "／", ["\xA2\x44"] = "￥",
      ["\xA2\xCC"] = "十", ["\xA3\xC0"] = "␀", ["\xA3\xDF"] = "␟", ["\xA3\xE0"] = "␡", ["\xA3\xE1"] = "€",
      ["\x87\x40"] = "䏰", ["\x8E\x69"] = "箸", ["\x90\x6D"] = "都", ["\xFD\xBB"] = "港", ["\xFE\xDD"] = "砉",
      ["\xA4\xA4"] = "中", ["\xF9\xD5"] = "龘", ["\xF9\xFE"] = "￭",
    } do
      assert.equal(character, first(code, "BIG5"))
    end
  end)

  it("of GB18030 are those of 2005 and later", function()
    for code, character in pairs {
      ["\x80"] = "€", ["\xA3\xA0"] = "\u{3000}", ["\xFE\x51"] = "\u{20087}", ["\xA8\xBC"] = "ḿ",
      ["\x81\x39\xEE\x39"] = "㐀", ["\x95\x32\x82\x36"] = "𠀀", ["\xB0\xA1"] = "啊", ["\xA2\xE3"] = "€",
    } do
      assert.equal(character, first(code, "GB18030"))
    end
  end)

  it("without a character are damage of their own length", function()
    for encoding, code in pairs { BIG5 = "\xC8\xFF", GB18030 = "\xFF" } do
      local text = assert(decode(
        encoder.encode("全市各政府", encoding) .. code .. encoder.encode("工作人民", encoding), encoding))
      assert.equal("全市各政府", text:bytes():sub(1, 15))
      assert.equal("工作人民", text:bytes():sub(-12))
      assert.equal(1, #text:damage())
    end
  end)
end)

describe("traditional text", function()
  it("keeps the names of places, and has no old forms left", function()
    for from, to in pairs {
      ["乾安縣"] = "乾安县", ["乾縣"] = "乾县", ["幷州"] = "并州", ["擡高"] = "抬高", ["餅乾"] = "饼干",
      ["行政複議"] = "行政复议",
    } do
      assert.equal(to, core.text.simplify(from))
    end
  end)

  -- Words of OpenCC's that become something else than their characters do one by one, and others like them.
  local words = { "乾坤", "乾隆", "傢俱", "哪吒", "二噁英", "彷彿", "變徵之聲", "角徵羽", "於乎", "樊於期", "畢昇", "沈默",
    "沈沒成本", "八濛山", "牴牾", "計畫", "籌畫", "據瞭解", "一目瞭然", "明瞭", "蒜薹", "憑藉", "藉助於", "衹得", "回覆",
    "反覆", "覆文", "鉅子", "項鍊", "鎖鍊", "鍾馗", "錢鍾書", "幺麼", "麼些族" }
  local others = { "全覆蓋", "什麼", "狼藉", "有序", "無序", "乾燥", "關於", "徵收" }

  -- Lines of such words, of ends of them and of other characters, in no order.
  local function lines_of_words()
    local random, list = draw.new(41), {}
    local more = table.move(words, 1, #words, #others + 1, { table.unpack(others) })
    local characters = {}
    for c in ("行政複議國務院條例經濟發展，。的了和不𠀀乾於覆"):gmatch(utf8.charpattern) do characters[#characters + 1] = c end
    for i = 1, 4000 do
      local word = more[random(#more)]
      local part = word:sub(utf8.offset(word, random(utf8.len(word))))
      list[i] = i % 40 == 0 and "\n" or i % 3 == 0 and part or i % 3 == 1 and characters[random(#characters)] or word
    end
    return table.concat(list)
  end

  it("is made simplified in runs as OpenCC would make its lines", function()
    local lines = lines_of_words()
    local kept = assert(core.text.decode(lines, { keep_script = true }))
    local simplified_lines = kept:bytes():gsub("[^\n]+", core.text.simplify)
    local text = assert(core.text.decode(lines))
    assert.equal("Hant", text:script())
    assert.equal(simplified_lines, text:bytes())
    for _, word in ipairs(words) do
      assert.is_not.equal(core.text.simplify(word), (word:gsub(utf8.charpattern, core.text.simplify)), word)
    end
  end)
end)

-- Windows-1252 at 0x80 to 0x9F; what it leaves free is a control character, as in Latin-1.
local windows = { [0x80] = 0x20AC, [0x82] = 0x201A, [0x83] = 0x192, [0x84] = 0x201E, [0x85] = 0x2026, [0x86] = 0x2020,
  [0x87] = 0x2021, [0x88] = 0x2C6, [0x89] = 0x2030, [0x8A] = 0x160, [0x8B] = 0x2039, [0x8C] = 0x152, [0x8E] = 0x17D,
  [0x91] = 0x2018, [0x92] = 0x2019, [0x93] = 0x201C, [0x94] = 0x201D, [0x95] = 0x2022, [0x96] = 0x2013, [0x97] = 0x2014,
  [0x98] = 0x2DC, [0x99] = 0x2122, [0x9A] = 0x161, [0x9B] = 0x203A, [0x9C] = 0x153, [0x9E] = 0x17E, [0x9F] = 0x178 }

-- UTF-8 of what a program takes the bytes of `s` for.
local function again(s, table)
  return (s:gsub("[\x80-\xFF]", function(c) return utf8.char(table[c:byte()] or c:byte()) end))
end

describe("UTF-8 that was encoded twice", function()
  for name, table in pairs { ["Latin-1"] = {}, ["Windows-1252"] = windows } do
    it("as " .. name .. " reads as it did, and every figure leads to bytes that stand for it", function()
      for _, file in ipairs(assert(core.files.list "examples/reports")) do
        local bytes = report_of(file)
        if not utf8.len(bytes) then bytes = decode(bytes):bytes() end
        local twice = again(bytes, table)
        local plain, doc = document.decode(bytes, { path = file }), document.decode(twice, { path = file })
        assert.equal(plain.body, doc.body, file)
        assert.equal(plain.meta.kind, doc.meta.kind)
        assert.equal(#plain.figures, #doc.figures)
        for k, figure in ipairs(doc.figures) do
          local i, j = doc:source(figure.start, figure.stop)
          local m, n = plain:source(plain.figures[k].start, plain.figures[k].stop)
          assert.equal(again(bytes:sub(m, n), table), twice:sub(i, j), figure.raw)
        end
        local count = #core.text.decode(twice):repairs()
        assert.equal(message.text("encoded_twice", { count = count }), doc:complete().notes[1])
      end
    end)
  end

  it("is found in pages as well", function()
    local prose = "2023年，全县受理行政复议申请35件，审结30件，推动法治政府建设取得新的成效。"
    local html = "<html><head><title>青禾县2023年法治政府建设年度报告</title></head><body><p>" .. prose .. "</p></body></html>"
    local plain = document.decode(html, { path = "a.html" })
    local doc = document.decode(again(html, windows), { path = "a.html" })
    assert.equal(plain.body, doc.body)
    assert.truthy(doc.body:find(prose, 1, true))
  end)

  it("is told as garbled where bytes of it are lost", function()
    local bytes = again(report_of "青禾县_2023.txt", windows)
    local doc = assert(document.decode((bytes:gsub("\xC2[\x80-\x9F]", "")), { path = "a.txt" })):complete()
    local lost = #doc.parts.text:damage()
    assert.truthy(lost > 0)
    assert.equal(message.text("encoded_twice_lost", { count = lost }), doc.notes[2])
  end)

  it("is refused where it was encoded a third time", function()
    local bytes = again(again(report_of "青禾县_2023.txt", windows), windows)
    assert.equal("E304", select(3, document.decode(bytes, { path = "a.txt" })))
  end)
end)
