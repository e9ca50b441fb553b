-- Tables that a user brings beside the reports (`--covariates FILE`): the names by which --per knows a
-- column, and the multiples that the unit in its header may begin with, as in population(万人).

return {
  -- The longest first: 千万 is not 千.
  multiples = {
    { "万亿", 1000000000000 }, { "千万", 10000000 }, { "百万", 1000000 }, { "十万", 100000 }, { "亿", 100000000 },
    { "万", 10000 }, { "千", 1000 }, { "百", 100 }, { "thousand", 1000 }, { "million", 1000000 },
  },
  -- A value is told per so many of a column in one of these units; of others, per 100,000.
  bases = { ["元"] = 100000000 },
  names = {
    population = { "人口", "人口数", "常住人口", "年末常住人口" },
    gdp = { "GDP", "地区生产总值", "生产总值" },
  },
}
