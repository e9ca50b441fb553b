-- Markup: trees of HTML and XML, and that every text of a page says rightly which bytes it came
-- from, however careless or hostile the page is.

local markup = require("fazhi.core").markup

-- All texts of a tree in their order.
local function texts(node, list)
  for _, child in ipairs(node) do
    if child.text then list[#list + 1] = child else texts(child, list) end
  end
  return list
end

local function element(node, name)
  for _, child in ipairs(node) do
    if child.name == name then return child end
    local found = child.name and element(child, name)
    if found then return found end
  end
end

local function outline(node)
  if node.text then return node.text end
  local parts = {}
  for n, child in ipairs(node) do parts[n] = outline(child) end
  return node.name .. "(" .. table.concat(parts, " ") .. ")"
end

-- A text is its bytes, or what an entity stands for; none goes back behind the one before.
local function check(s)
  local last = 0
  for _, text in ipairs(texts(assert(markup.html(s)), {})) do
    local source = s:sub(text.i, text.j)
    assert.is_true(text.i > last and text.j >= text.i, ("%d-%d after %d"):format(text.i, text.j, last))
    last = text.j
    if source ~= text.text then assert.truthy(source:find "^&[#%w]+;?$", ("%q is %q"):format(source, text.text)) end
  end
end

describe("HTML", function()
  it("is a tree with the bytes of every element and text", function()
    local s = '<body><p class="a b" ID=x>甲<B>乙</b>丙</P></body>'
    local root = assert(markup.html(s))
    assert.equal("html(body(p(甲 b(乙) 丙)))", outline(root))
    local p = element(root, "p")
    assert.same({ class = "a b", id = "x" }, p.attr)
    assert.equal('<p class="a b" ID=x>甲<B>乙</b>丙</P>', s:sub(p.i, p.j))
    local b = element(p, "b")
    assert.equal("<B>乙</b>", s:sub(b.i, b.j))
    assert.equal("乙", s:sub(b[1].i, b[1].j))
  end)

  it("tells what holds a block, what is listed and which texts are blank", function()
    local s = "<div><p>甲</p></div> \n<span><b>乙</b>&#32;</span><p> <i>丙</i>"
    local root, lists = markup.html(s, { p = true }, { p = true, i = true, u = true })
    local holds = {}
    for _, name in ipairs { "div", "p", "span", "b", "i" } do holds[name] = element(root, name).holds_block end
    assert.same({ div = true, p = true }, holds)
    assert.is_true(root.holds_block)
    assert.equal(2, #lists.p)
    assert.equal(element(root, "p"), lists.p[1])
    assert.equal(element(root, "i"), lists.i[1])
    assert.is_nil(lists.u)
    local blank = {}
    for _, text in ipairs(texts(root, {})) do blank[#blank + 1] = text.is_blank and text.i or false end
    assert.same({ false, s:find(" \n", 1, true), false, false, s:find(" <i>", 1, true), false }, blank)
    assert.is_nil(element(markup.html(s), "div").holds_block)
  end)

  it("gives a paragraph of words alone as a line, if it is asked to", function()
    local s = "<div><p>甲 乙</p><p id=x>丙1</p>\n<p> 丁</p><p>戊&amp;</p><p><b>己</b></p><p></p><h1>庚</h1></div>"
    local div = element(markup.html(s, { p = true, div = true }, nil, { p = true }), "div")
    local at = s:find("甲 乙", 1, true)
    assert.same({ name = "p", text = "甲 乙", chars = 2, link_chars = 0, pieces = { { i = at, j = at + 6 } } }, div[1])
    local i, j = s:find("<p id=x>.-</p>")
    at = s:find("丙1", 1, true)
    assert.same({ name = "p", attr = { id = "x" }, i = i, j = j, text = "丙1", chars = 2, link_chars = 0,
      pieces = { { i = at, j = at + 3 } } }, div[2])
    local told = {}
    for n, child in ipairs(div) do told[n] = child.pieces and "line" or child.name or "text" end
    assert.same({ "line", "line", "text", "p", "p", "p", "p", "h1" }, told)
  end)

  it("gives an entity a text of its own over the bytes of the entity", function()
    local s = "<p>甲&nbsp;35&#20214;&amp;&lt;&unknown; &</p>"
    local list = {}
    for _, text in ipairs(texts(markup.html(s), {})) do list[#list + 1] = text.text .. "=" .. s:sub(text.i, text.j) end
    assert.same({ "甲=甲", "\u{A0}=&nbsp;", "35=35", "件=&#20214;", "&=&amp;", "<=&lt;", "&unknown; &=&unknown; &" }, list)
  end)

  it("keeps the place over comments, end tags of nothing, CDATA, scripts and cut tags", function()
    check("<p>甲<!-- -- <p>乙 -->丙</i></b>丁&lt;</u>戊<![CDATA[己]]><?php 庚 ?>辛</p>壬<")
    check("<script>if (a < b && c) document.write('<p>甲</p>')</script><p>乙</p><p x='>' y=\"</p>\">丙")
    check("<table><tr><td>甲<td>乙</table><li>丙<p>丁<div>戊</p>己</div></span>庚")
    check("文字在前<html><body>甲</body></html>乙<p>丙</p><html><p>丁")
    check(("长"):rep(5000) .. "</b>" .. ("a"):rep(3001) .. "&nbsp;" .. ("中a"):rep(2000))
    check("<!doctype html><frameset><frame src=a></frameset><noframes>甲</noframes>")
  end)

  -- The parser is handed long runs of a text as one byte; what it makes of them is what it makes of short ones.
  it("is the same tree whether the words are short or long, wherever they stand", function()
    local function told(node)
      if node.text then return "'" .. node.text .. "'" end
      local list = {}
      for name, value in pairs(node.attr or {}) do list[#list + 1] = name .. "=" .. value end
      table.sort(list)
      for _, child in ipairs(node) do list[#list + 1] = told(child) end
      return node.name .. "(" .. table.concat(list, " ") .. ")"
    end
    local function lengthen(s)
      return (s:gsub("甲乙", "法治政府，依法行政（100件）持续推进"))
    end
    for _, page in ipairs { "<p>甲乙</p>", "甲乙<p>甲乙 甲乙\n甲乙</p>甲乙", "<p title=甲乙 class='甲乙'>甲乙</p>",
      '<a title="x>甲乙"y">甲乙</a>', "<a title='甲乙>甲乙<b>甲乙</b>", "<!-- 甲乙 --甲乙><p>甲乙</p> -- > 甲乙 -->甲乙",
      "<?甲乙 x?>甲乙<?x 甲乙?>甲乙", "<!甲乙><p>甲乙", "<甲乙>甲乙</甲乙>甲乙< 甲乙", "<p>&nbsp甲乙&甲乙;甲乙&nbsp;甲乙&#20214甲乙",
      "<script>if (a<甲乙) '<p>甲乙</p>'</script><style>甲乙{}</style><p 甲乙=1 甲乙>甲乙</p 甲乙>甲乙",
      "<textarea><b>甲乙</textarea><title>甲乙<p>甲乙</title>", "<p>甲乙\u{FFFE}甲乙\0甲乙\x7F甲乙</p>" } do
      local short, long = assert(markup.html("<p>" .. page)), assert(markup.html("<p>" .. lengthen(page)))
      assert.equal(lengthen(told(short)), told(long))
    end
  end)

  it("reads control characters as blanks of the same length", function()
    local s = "<p>甲\0乙\r\n丙\x01\u{FFFE}</p>"
    local text = element(markup.html(s), "p")[1]
    assert.equal(#s - #"<p></p>", #text.text)
    assert.equal("甲 乙 \n丙    ", text.text)
  end)

  it("holds the content of script and style as the text of their element", function()
    local root = markup.html "<style>p < b {}</style><p>甲</p>"
    assert.equal("p < b {}", element(root, "style")[1].text)
  end)

  it("is read whatever encoding it claims", function()
    assert.equal("甲", element(markup.html '<meta charset="gb2312"><p>甲</p>', "p")[1].text)
  end)
end)

describe("hostile HTML", function()
  -- The deepest element, without recursion, for the trees may be as deep as they are allowed to be.
  local function depth(root)
    local most, stack = 0, { { root, 1 } }
    while #stack > 0 do
      local top = table.remove(stack)
      most = math.max(most, top[2])
      for _, child in ipairs(top[1]) do
        if child.name then stack[#stack + 1] = { child, top[2] + 1 } end
      end
    end
    return most
  end

  it("of 200,000 nested tags is flattened, and keeps its text", function()
    for _, tag in ipairs { "div", "b", "table", "ul", "a", "font" } do
      local s = ("<" .. tag .. ">"):rep(200000) .. "甲" .. ("</i>"):rep(20000) .. ("</" .. tag .. ">"):rep(200000)
      local root = assert(markup.html(s))
      assert.is_true(depth(root) <= 260)
      local list = texts(root, {})
      assert.equal("甲", list[1].text)
      assert.equal("甲", s:sub(list[1].i, list[1].j))
    end
  end)

  it("of 200,000 attributes keeps the first thousand", function()
    local names = {}
    for n = 1, 200000 do names[n] = "a" .. n .. "='x>y'" end
    local s = "<p " .. table.concat(names, " ") .. ">甲</p>"
    local p = element(markup.html(s), "p")
    assert.equal("x>y", p.attr.a1000)
    assert.is_nil(p.attr.a1002)
    assert.equal("甲", p[1].text)
  end)

  it("of too many elements is refused, and one of none is empty", function()
    local root, message, code = markup.html(("<i></i>"):rep(600000))
    assert.is_nil(root)
    assert.equal("E314", code)
    assert.equal("markup of too many elements and texts", message)
    assert.equal("E314", select(3, markup.html("<b>" .. ("</i>"):rep(600000))))
    assert.equal("E302", select(3, markup.html ""))
    assert.equal("E302", select(3, markup.html "<!-- nothing -->"))
    assert.equal("E304", select(3, markup.html "<p>\xFF</p>"))
    assert.equal("E304", select(3, markup.html "<p>\xED\xA0\x80</p>"))
  end)
end)

describe("XML", function()
  it("is a tree of local names, with entities and CDATA as part of the text", function()
    local root = assert(markup.xml('<w:p xmlns:w="urn:w"><w:t w:val="a&amp;b">甲&amp;<![CDATA[<乙>]]>&#20214;</w:t>'
      .. "<x/></w:p>"))
    assert.equal("p(t(甲&<乙>件) x())", outline(root))
    assert.same({ val = "a&b" }, root[1].attr)
    assert.is_nil(root[1].i)
  end)

  it("that declares anything is refused, and nothing is fetched", function()
    local bomb = '<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    assert.equal("E314", select(3, markup.xml(bomb)))
    assert.equal("E314", select(3, markup.xml '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'))
    assert.equal("E314", select(3, markup.xml '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>'))
    assert.equal("a(甲)", outline(markup.xml '<!DOCTYPE a PUBLIC "-//X" "http://localhost:1/a.dtd"><a>甲</a>'))
    assert.equal("E314", select(3, markup.xml(("<a>"):rep(100000))))
  end)

  it("leaves out what is not wanted and holds nothing", function()
    local passed = { sz = true, b = true, p = "bare" }
    local root = markup.xml('<body><p a="1"><sz v="2"/><b/><b>甲</b><r a="3"/></p></body>', passed)
    local p = root[1]
    assert.is_nil(p.attr)
    assert.are.same({ "b", "r" }, { p[1].name, p[2].name })
    assert.equal("甲", p[1][1].text)
    assert.are.same({ a = "3" }, p[2].attr)
    assert.equal("sz", markup.xml("<sz/>", passed).name) -- the root is always there
  end)

  it("that is broken says where", function()
    local root, message, code = markup.xml "<a>\n<b></a>"
    assert.is_nil(root)
    assert.equal("E311", code)
    assert.truthy(message:find("line 2", 1, true))
    assert.equal("E311", select(3, markup.xml "甲"))
    assert.equal("E311", select(3, markup.xml "<a>&nbsp;</a>"))
  end)
end)
