#!/usr/bin/env fazhi
-- largest: a program that is no verb. Its command line is read like that of one: kinds, ranges, hints and --help,
-- in Chinese and English; and verbs are functions in it.
-- Run it with:  fazhi examples/largest.lua 行政复议受理数 --top 2 -c corpus.db

local fazhi = require "fazhi"

local args = fazhi.args.parse {
  summary = "The counties with the largest values of an indicator.", summary_zh = "一个指标数值最大的县。",
  { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
  { name = "--year", kind = "year", default = 2024, help = "the year", help_zh = "年度" },
  { name = "--top", kind = "integer", min = 1, max = 50, default = 3, help = "how many", help_zh = "几个" },
}

local rank = fazhi.run "rank"
local counties = rank { args.indicator, year = args.year, level = "county" }
return counties:select("rank", "region", "value", "unit"):head(args.top)
