-- proof: the numbers of a page that open the sentence they came from. A number is a link to its entry in the
-- list of evidence at the end of the page, so it works without a script and on paper; the script of the page
-- shows the entry beside the number.

local core = require("fazhi.core")
local display = require("fazhi.display")
local failure = require("fazhi.failure")
local html = require("fazhi.html")
local loader = require("fazhi.loader")
local locator = require("fazhi.locator")
local message = require("fazhi.message")

local h, say = html.h, message.say

local M = {}

local Proofs = { __name = "fazhi.web.proofs" }
Proofs.__index = Proofs

--- The proofs of one page.
-- @param corpus whose values they are; report: the id of the one that the page is about ("r29"), whose evidence is
--   printed; that of others, as of earlier years, is printed where the reader says so
function M.new(corpus, report)
  return setmetatable({ corpus = corpus, report = report, order = {}, seen = {}, documents = {} }, Proofs)
end

-- Ids and places as the name of an anchor: r29:12-40 → e-r29-12-40.
local function anchor(id)
  return "e-" .. id:gsub("[^%w]", "-")
end

--- Content that leads to its evidence.
-- @param id an observation (o7), a figure (f12), a report (r4) or a place in one (r4:100-130); nil: no link
function Proofs:link(id, content)
  if not id then return content end
  if not self.seen[id] then
    self.seen[id] = true
    self.order[#self.order + 1] = id
  end
  return h.a { class = "proof", href = "#" .. anchor(id), content }
end

local function document(self, report)
  if not self.documents[report] then
    local record, why, code = self.corpus:document(report)
    if not record then failure.raise(code, why) end
    self.documents[report] = record
  end
  return self.documents[report]
end

-- A sentence of a report by its bytes, which count from 0.
local function read_place(self, id)
  local report, first, last = id:match("^(r%d+):(%d+)%-(%d+)$")
  if not report then return nil end
  local record = document(self, report)
  first, last = tonumber(first) + 1, tonumber(last)
  local row = { report = report, path = record.path, title = record.meta.title,
    sentence = record.body:sub(first, last) }
  local map = record.map and core.text.map(record.map)
  if map and record.locators then
    row.place = locator.text(locator.find(locator.decode(record.locators), map:source(first, last)))
  elseif map then
    row.source_start, row.source_stop = map:source(first, last)
  end
  return row
end

local function read_report(self, id)
  local one = self.corpus:report(id)
  return one and { report = id, path = one.path, title = one.title, url = one.url }
end

local function read(self, id)
  if id:find(":", 1, true) then return read_place(self, id) end
  if id:find("^r") then return read_report(self, id) end
  local row, why, code = self.corpus:why(id)
  if not row and code ~= "E103" then failure.raise(code, why) end
  return row
end

local function sentence_of(row)
  if not row.sentence then return say("rests on no words of the text", "正文中无对应文字") end
  if not row.mark_start then return row.sentence end
  local s, first, last = row.sentence, row.mark_start, row.mark_stop
  return { s:sub(1, first - 1), h.mark { s:sub(first, last) }, s:sub(last + 1) }
end

local function bytes_of(row)
  if row.place then return row.place end
  if not row.source_start then return nil end
  return say("bytes {first}–{last} ({of})", "字节 {first}–{last}（{of}）", { first = row.source_start - 1,
    last = row.source_stop, of = loader.counted(row.path) })
end

-- @param class "screen" for what is not printed
local function fact(label, value, class)
  return value and value ~= "" and { h.dt { class = class, label }, h.dd { class = class, value } } or nil
end

-- @param is_own whether it is of the report that the page is about, whose file stands at its head
local function entry(id, row, is_own)
  local rule = display.word({ words = "how" }, row.rule) or row.rule and h.code { row.rule }
  return h.li { id = anchor(id), class = not is_own and "other" or nil, h.span { class = "id", id },
    h.blockquote { sentence_of(row) },
    h.dl {
      fact(say("section", "章节"), row.section, "screen"),
      fact(say("file", "文件"), message.shown(row.path or ""), is_own and "screen" or nil),
      fact(say("where", "位置"), bytes_of(row)),
      fact(say("rule", "规则"), rule, "screen"),
      fact(say("note", "说明"), display.note(row.note)),
      fact(say("web address", "网址"), row.url, is_own and "screen" or nil),
    } }
end

-- What lets the reader print what is not of the report itself; nil where all is.
local function choice(others)
  if others == 0 then return nil end
  return h.p { class = "note choice", h.label { h.input { type = "checkbox", id = "whole" }, " ",
    say("print the {n} {n|sentence|sentences} of other reports too", "打印时也印其他报告的 {n} 句", { n = others }) } }
end

--- The list of all that was linked, as a section of the page; nil if nothing was.
function Proofs:section()
  local items, others = {}, 0
  for _, id in ipairs(self.order) do
    local row = read(self, id)
    local is_own = row and (not self.report or row.report == self.report)
    if row then items[#items + 1] = entry(id, row, is_own) end
    if row and not is_own then others = others + 1 end
  end
  if #items == 0 then return nil end
  return h.section { id = "evidence", aria_labelledby = "evidence-h",
    h.h2 { id = "evidence-h", say("Evidence", "依据") },
    h.p { class = "note", say("`fazhi why` with the number before a sentence tells more of it.",
      "用 fazhi why 加句前编号可看更多。") },
    choice(others),
    h.ol { class = "evidence", items } }
end

return M
