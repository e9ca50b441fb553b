-- chart.svg: a chart as SVG: texts as text, with the fonts of catalogue/fonts in turn, so that Chinese is drawn by the
-- first one that is there. Nothing in it is run or fetched.

local catalogue = require "fazhi.catalogue"
local chart = require "fazhi.chart"
local color = require "fazhi.chart.color"
local escape = require "fazhi.escape"
local layout = require "fazhi.chart.layout"

local M = {}

local anchors = { start = "start", middle = "middle", ["end"] = "end" }

-- A length with at most one digit behind the point.
local function px(n)
  return (("%.1f"):format(n):gsub("%.0$", ""))
end

local draw = {}

function draw.rect(item, fill)
  return ('<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>'):format(px(item.x), px(item.y), px(item.w),
    px(item.h), fill(item.fill))
end

function draw.dot(item, fill)
  return ('<circle cx="%s" cy="%s" r="%s" fill="%s"/>'):format(px(item.x), px(item.y), px(item.radius),
    fill(item.fill))
end

function draw.line(item, fill)
  local points = {}
  for k = 1, #item.points, 2 do points[#points + 1] = px(item.points[k]) .. "," .. px(item.points[k + 1]) end
  return ('<polyline points="%s" fill="none" stroke="%s" stroke-width="%s"%s/>'):format(table.concat(points, " "),
    fill(item.stroke), px(item.thickness), item.dashed and ' stroke-dasharray="4 3"' or "")
end

function draw.text(item, fill)
  return ('<text x="%s" y="%s" font-size="%s" fill="%s"%s%s>%s</text>'):format(px(item.x), px(item.y),
    px(item.size), fill(item.fill), item.anchor ~= "start" and ' text-anchor="' .. anchors[item.anchor] .. '"' or "",
    item.bold and ' font-weight="bold"' or "", escape.html(item.s))
end

--- The fonts in turn as a value of font-family.
function M.font_family()
  local names = {}
  for i, name in ipairs(catalogue.load "fonts") do names[i] = "'" .. name .. "'" end
  return table.concat(names, ",") .. ",sans-serif"
end

local function plain(role) return color.of(role, "light") end

local function variable(role)
  return ("var(--fz-%s,%s)"):format(role:gsub(":", "-"), plain(role))
end

local function description(panels)
  local parts = {}
  for i, panel in ipairs(panels) do
    parts[i] = (panel.title and panel.title .. ": " or "") .. chart.caption(panel)
  end
  return table.concat(parts, "; ")
end

local function document(sheet, title, about, fill, paper)
  local lines = {
    ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" font-family="%s">')
      :format(sheet.width, sheet.height, sheet.width, sheet.height, M.font_family()),
    "<title>" .. escape.html(title) .. "</title>",
    "<desc>" .. escape.html(about) .. "</desc>",
    paper,
  }
  for _, item in ipairs(sheet.items) do lines[#lines + 1] = draw[item.what](item, fill) end
  lines[#lines + 1] = "</svg>"
  return table.concat(lines, "\n") .. "\n"
end

--- A chart as an SVG document on white paper.
-- @param options { width = in pixels (900) } or nil
function M.text(self, options)
  local sheet = layout.of(self, options)
  local paper = ('<rect width="%d" height="%d" fill="%s"/>'):format(sheet.width, sheet.height, plain "paper")
  return document(sheet, self.title or self.kind, description(self.panels), plain, paper)
end

local WIDE, NARROW = 860, 400 -- pixels of a panel, alone in its row or one of several

--- One panel of a chart as SVG for a web page: colours are the variables --fz-ROLE of the page.
function M.panel(self, place)
  local panel = self.panels[place]
  local sheet = layout.panel(self, panel, layout.is_beside(self) and NARROW or WIDE)
  return document(sheet, panel.title or self.title or panel.kind, description { panel }, variable)
end

return M
