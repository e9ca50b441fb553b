-- chart.gnuplot: a chart as PNG, drawn by gnuplot as a child process: the picture is told to it as rectangles, lines,
-- circles and labels on a plain sheet. A text reaches it between single quotes, of which it has none, with enhanced
-- text off, so that nothing in it is a command, a macro or a sign of markup.

local catalogue = require "fazhi.catalogue"
local color = require "fazhi.chart.color"
local core = require "fazhi.core"
local json = require "fazhi.json"
local layout = require "fazhi.chart.layout"
local message = require "fazhi.message"

local M = {}

local SECONDS, MEMORY, OUTPUT = 60, 1024 * 1024 * 1024, 64 * 1024 * 1024
local TWICE = 2 -- pixels of the file for one of the picture, for sharp letters

-- A text between single quotes, in which only a quote means something. A doubled one would do by the manual, but at the
-- beginning of a string gnuplot 5.4 takes it for the end; so it becomes the raised comma that print has. gnuplot reads
-- line by line.
local function quoted(s)
  return "'" .. json.valid(s):gsub("%c", " "):gsub("'", "\u{2019}") .. "'"
end

local function n(value)
  return ("%.2f"):format(value)
end

local anchors = { start = "left", middle = "center", ["end"] = "right" }

-- gnuplot draws lines over rectangles within a layer, so what lies under others has a layer of its own.
local layers = { grid = "back", muted = "back", gap = "behind" }

local function layer(role)
  return layers[role] or "front"
end

local draw = {}

function draw.rect(item, top)
  return ("set object rectangle from %s,%s to %s,%s fillcolor rgb '%s' fillstyle solid noborder %s"):format(n(item.x),
    n(top - item.y), n(item.x + item.w), n(top - item.y - item.h), color.of(item.fill), layer(item.fill))
end

function draw.dot(item, top)
  return ("set object circle at %s,%s size %s fillcolor rgb '%s' fillstyle solid noborder front"):format(n(item.x),
    n(top - item.y), n(item.radius), color.of(item.fill))
end

function draw.line(item, top)
  local lines, p = {}, item.points
  for k = 1, #p - 3, 2 do
    lines[#lines + 1] = ("set arrow from %s,%s to %s,%s nohead linewidth %s linecolor rgb '%s'%s %s"):format(n(p[k]),
      n(top - p[k + 1]), n(p[k + 2]), n(top - p[k + 3]), n(item.thickness), color.of(item.stroke),
      item.dashed and " dashtype (6,4)" or "", layer(item.stroke))
  end
  return table.concat(lines, "\n")
end

-- The place is that of the base line; gnuplot centres a text on its place.
function draw.text(item, top, font)
  return ("set label %s at %s,%s %s noenhanced font '%s%s,%s' textcolor rgb '%s' front"):format(quoted(item.s),
    n(item.x), n(top - item.y + item.size * 0.36), anchors[item.anchor], font, item.bold and " Bold" or "",
    n(item.size * 0.75), color.of(item.fill))
end

local function script_of(sheet, font)
  local lines = {
    ("set terminal pngcairo noenhanced size %d,%d font '%s,9' fontscale %d linewidth %d background rgb '%s'"):format(
      sheet.width * TWICE, sheet.height * TWICE, font, TWICE, TWICE, color.of "paper"),
    "unset key", "unset border", "unset tics", "set encoding utf8",
    "set lmargin at screen 0", "set rmargin at screen 1", "set tmargin at screen 1", "set bmargin at screen 0",
    ("set xrange [0:%d]"):format(sheet.width), ("set yrange [0:%d]"):format(sheet.height),
  }
  for _, item in ipairs(sheet.items) do lines[#lines + 1] = draw[item.what](item, sheet.height, font) end
  lines[#lines + 1] = "plot NaN notitle"
  return table.concat(lines, "\n") .. "\n"
end

--- The first font of catalogue/fonts that is installed; nil if none is, or if that cannot be told.
function M.font()
  local list = core.helper.find "fc-list" and core.helper.run { "fc-list", ":lang=zh-cn", "family", seconds = 20 }
  for _, name in ipairs(list and catalogue.load "fonts" or {}) do
    for line in list:gmatch "[^\n]+" do
      for family in line:gmatch "[^,]+" do
        if family == name then return name end
      end
    end
  end
end

--- A chart as the bytes of a PNG and, if there is no font with Chinese, a list with a note that says so; or nil,
--- message, code: "E601" where gnuplot is missing.
function M.png(self, options)
  if not core.helper.find "gnuplot" then return message.fail("E601", { reason = message.text "gnuplot_missing" }) end
  local font = M.font()
  local script = script_of(layout.of(self, options), font or "sans")
  local out, complaints, code = core.helper.run { "gnuplot", "-", input = script, seconds = SECONDS, memory = MEMORY,
    output = OUTPUT }
  if not out then return nil, complaints, code end
  if out:sub(1, 8) ~= "\137PNG\r\n\26\n" then
    return message.fail("E317", { reason = "gnuplot: " .. ((complaints or ""):match "[^\n]*%S" or "?") })
  end
  return out, not font and { message.text "fonts_missing" } or nil
end

return M
