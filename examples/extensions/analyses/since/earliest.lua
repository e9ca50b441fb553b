-- earliest: the smallest year of the values of each region, { region = year }.

return function(values)
  local years = {}
  for _, v in ipairs(values) do
    if v.region and v.year then years[v.region] = math.min(years[v.region] or v.year, v.year) end
  end
  return years
end
