-- shuffle: puts a list into an order by chance (Fisher and Yates), in its place.

return function(list, draw)
  for i = #list, 2, -1 do
    local j = draw(i)
    list[i], list[j] = list[j], list[i]
  end
  return list
end
