-- The promise: every figure leads back to the bytes it was read from, in whatever encoding
-- the file is. The bytes, decoded and cleaned alone, are the figure's raw text.

local core = require "fazhi.core"
local document = require "fazhi.document"
local region = require "fazhi.region"

local function slurp(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function files(pattern)
  local pipe <close> = io.popen("ls " .. pattern .. " 2>/dev/null")
  local out = {}
  for line in pipe:lines() do out[#out + 1] = line end
  return out
end

-- iconv (libc-bin) stands in for a site that saved the same page in another encoding. What
-- Big5 has no code for (the Cyrillic letters of a garbled run) is left out, as sites do.
local function reencode(path, from, to)
  local name = os.tmpname()
  local done = os.execute(("iconv %s -f %s -t %s '%s' > '%s' 2>/dev/null"):format(
    to:match "^BIG5" and "-c" or "", from, to, path, name))
  assert(done or to:match "^BIG5", path .. " cannot be written as " .. to)
  local bytes = slurp(name)
  os.remove(name)
  return bytes
end

local function blank(s)
  return (s:gsub("[%s*#]", ""))
end

-- A span cut out of a traditional file is too short to be recognised as such.
local function raw_of(bytes, doc, figure)
  local i, j = doc:source(figure.start, figure.stop)
  local text = assert(core.text.decode(bytes:sub(i, j), { encoding = doc.encoding, keep_script = true }))
  return core.text.simplify(text:bytes())
end

local function trace(name, bytes)
  local doc = assert(document.decode(bytes, { path = name }))
  local before = 0
  for _, figure in ipairs(doc.figures) do
    assert.equal(blank(figure.raw), blank(raw_of(bytes, doc, figure)), name)
    local i, j = doc:source(figure.start, figure.stop)
    assert.is_true(i > before and j >= i and j <= #bytes, name .. ": spans in order and inside the file")
    before = i
  end
  return doc
end

local function same_figures(a, b, name)
  assert.equal(#a.figures, #b.figures, name)
  for k, figure in ipairs(a.figures) do
    assert.equal(figure.value, b.figures[k].value, name)
    assert.equal(figure.raw, b.figures[k].raw, name)
  end
end

local function all_encodings(path, traditional)
  local bytes = slurp(path)
  local doc = trace(path, bytes)
  local from = doc.encoding
  local others = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" }
  if traditional then others[#others + 1] = "BIG5-HKSCS" end
  for _, to in ipairs(others) do
    same_figures(doc, trace(path .. " as " .. to, reencode(path, from, to)), path .. " as " .. to)
  end
  return doc
end

describe("every figure leads back to its bytes", function()
  setup(function() region.load { "examples/regions.tsv" } end)

  for _, path in ipairs(files "examples/reports/*") do
    it("in " .. path, function()
      local doc = all_encodings(path, false)
      assert.is_true(#doc.figures > 0)
    end)
  end

  local real = os.getenv "FAZHI_REAL" or "../shared"
  local seeds = files(real .. "/seeds/*.txt")
  if #seeds == 0 then
    pending("in real reports: none in " .. real .. " (set FAZHI_REAL)")
  end
  for _, path in ipairs(seeds) do
    it("in real report " .. path:match "[^/]+$", function()
      local script = assert(document.read(path)).script
      all_encodings(path, script == "Hant")
    end)
  end
end)
