-- document: one file on its way through all the stages, without a corpus. It owns the order
-- of the stages and what they hand to each other, and nothing of what they do.

local clean = require "fazhi.clean"
local outline = require "fazhi.outline"
local figure = require "fazhi.figure"
local report = require "fazhi.report"
local indicator = require "fazhi.indicator"

local M = {}

local Document = {}

-- The stages in their order; each is run on first use and kept, so that
-- `fazhi outline FILE` never parses a figure.
local stages = {}

function stages.sections(doc)
  return outline.parse(doc.body, doc.content)
end

function stages.figures(doc)
  local figures, damaged = figure.find(doc.body, {
    first = doc.content[1],
    last = doc.content[2],
    sections = doc.sections,
    damage = doc.damage,
  })
  doc.damaged_figures = damaged or {}
  return figures
end

function stages.meta(doc)
  return report.read(doc.parts, { path = doc.path })
end

-- Which catalogue holds for a report, by its kind. What is of no known kind is read as a part
-- of a rule_of_law report would be; it is kept out of comparisons by its kind.
local catalogue_of = { rule_of_law = true, other = true }

function stages.observations(doc)
  if not catalogue_of[doc.meta.kind or "other"] then return {} end
  return indicator.observe(doc.body, doc.figures, {
    sections = doc.sections,
    meta = doc.meta,
    catalogue = doc.catalogue,
  })
end

function stages.damage(doc)
  return doc.parts.body_text:damage()
end

function stages.map(doc)
  return doc.parts.body_text:map()
end

Document.__index = function(doc, key)
  local stage = stages[key]
  if not stage then return Document[key] end
  local value = stage(doc)
  rawset(doc, key, value)
  return value
end

Document.__name = "fazhi.document"

--- The bytes of the file behind a span of the body.
-- @param i, j span of the body, 1-based, inclusive
-- @return first and last byte of the file, 1-based, inclusive
function Document:source(i, j)
  return self.parts.body_text:source(i, j)
end

--- The same for a span of one part of the text.
-- @param part "front", "body" or "back"
function Document:part_source(part, i, j)
  local text = self.parts[part .. "_text"]
  if text then return text:source(i, j) end
end

--- Runs every stage now, so that what fails, fails here.
-- @return the document itself
function Document:complete()
  for _, key in ipairs { "sections", "figures", "meta", "observations", "damage", "map" } do
    local _ = self[key]
  end
  return self
end

local function new(parts, options)
  local text = parts.text
  local confidence, runner_up = text:confidence()
  return setmetatable({
    path = options.path,
    format = options.format or "text",
    catalogue = options.catalogue,
    parts = parts,
    sha256 = text:sha256(),
    bytes = text:size(),
    encoding = text:encoding(),
    confidence = confidence,
    runner_up = runner_up,
    script = text:script(),
    front = parts.front,
    body = parts.body,
    back = parts.back,
    content = parts.content,
    removed = parts.removed,
  }, Document)
end

local function with_path(path, options)
  local copy = {}
  for k, v in pairs(options or {}) do copy[k] = v end
  copy.path = path
  return copy
end

--- Reads a file.
-- @param path file name, any bytes
-- @param options table or nil: encoding (asked for, else detected), max_bytes, catalogue
-- @return a document with path, sha256, bytes, format, encoding, script, front, body, back,
--   content and, made when first asked for, sections, figures, meta, observations, damage, map;
--   or nil, message, code
function M.read(path, options)
  local parts, message, code = clean.read(path, options)
  if not parts then return nil, message, code end
  return new(parts, with_path(path, options))
end

--- The same for bytes in memory; `options.path` names them.
function M.decode(bytes, options)
  local parts, message, code = clean.decode(bytes, options)
  if not parts then return nil, message, code end
  return new(parts, with_path(options and options.path, options))
end

return M
