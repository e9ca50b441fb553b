#!/usr/bin/env fazhi
-- clearance: a script as a user writes it. It answers one question that fazhi does not bundle:
-- of the review cases (行政复议) that a report says were accepted, how many were closed?
-- Run it with:  fazhi examples/clearance.lua -c corpus.db --level county
-- Put it into ~/.config/fazhi/analyses/ and it is a verb:  fazhi clearance --year 2024

local frame = require "fazhi.frame" -- a frame is a table of results: columns and rows

-- The columns of the result. In Lua every table stands in { }, be it a list or named fields.
local columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "accepted", kind = "integer", unit = "件", zh = "受理", en = "accepted" },
  { name = "closed", kind = "integer", unit = "件", zh = "审结", en = "closed" },
  { name = "clearance", kind = "number", unit = "%", digits = 1, zh = "结案率", en = "clearance" },
}

-- Puts values into a box labelled by report, so that the two numbers of one report can be laid
-- side by side. If a report states a number twice, the first one stays.
local function by_report(values)
  local box = {}
  for _, v in ipairs(values) do        -- for each value in order; _ is its place, not needed
    if not box[v.report] then box[v.report] = v end
  end
  return box
end

-- What fazhi must know about the script stands in the table that it returns.
return {
  name = "clearance", api = 1, category = "analysis",
  summary = "Review cases closed per hundred accepted, one row per report.",
  summary_zh = "行政复议结案率：审结数与受理数之比，每份报告一行。",
  arguments = {
    { name = "--year", kind = "year", help = "only reports on this year" },
    { name = "--level", kind = "level", help = "province, prefecture, county or township" },
  },
  outputs = columns,
  method = "review_closed / review_accepted × 100",
  needs = "both numbers in the same report",
  caveats = { "Cases carried over from the year before count as closed, so more than 100 % is possible." },
  examples = { { run = "fazhi examples/clearance.lua --year 2021 -c examples/corpus.db" } },

  run = function(args, corpus)         -- fazhi calls this and shows what it returns
    local wanted = { year = args.year, level = args.level }
    local closed = by_report(corpus:values("review_closed", wanted))
    local rows = {}
    for report, accepted in pairs(by_report(corpus:values("review_accepted", wanted))) do
      local c, a = closed[report], accepted.value
      if c and a > 0 then              -- no c: the report does not say, and missing is not zero
        rows[#rows + 1] = { region = accepted.region, year = accepted.year, accepted = a,
          closed = c.value, clearance = 100 * c.value / a }
      end
    end
    return frame.new { columns = columns, rows = rows }:sort("year", "region", "accepted")
  end,
}
