-- latex: an output, a LaTeX table; -f latex, or a file that ends in .tex. The file is named as the format.

local special = { ["&"] = "\\&", ["%"] = "\\%", ["#"] = "\\#", ["_"] = "\\_", ["$"] = "\\$", ["{"] = "\\{",
  ["}"] = "\\}", ["\\"] = "\\textbackslash{}", ["\n"] = " " }

-- A value that is missing stays empty: it is no zero.
local function cell(value)
  if value == nil then return "" end
  return (tostring(value):gsub("[&%%#_${}\\\n]", special))
end

local function line(cells)
  return table.concat(cells, " & ") .. " \\\\"
end

return {
  id = "latex", zh = "LaTeX 表格", en = "a LaTeX table", endings = { "tex" },
  write = function(frame)
    local heads, lines = {}, {}
    for i, name in ipairs(frame:names()) do heads[i] = cell(name) end
    lines[1] = "\\begin{tabular}{" .. ("l"):rep(#heads) .. "}"
    lines[2] = line(heads) .. " \\hline"
    for _, row in ipairs(frame.rows) do
      local cells = {}
      for i, name in ipairs(frame:names()) do cells[i] = cell(row[name]) end
      lines[#lines + 1] = line(cells)
    end
    lines[#lines + 1] = "\\end{tabular}\n"
    return table.concat(lines, "\n")
  end,
  tests = {
    { columns = { "region", "part_%" }, rows = { { region = "青禾县", ["part_%"] = 7 }, { region = "望岫县" } },
      gives = "\\begin{tabular}{ll}\nregion & part\\_\\% \\\\ \\hline\n青禾县 & 7 \\\\\n望岫县 &  \\\\\n\\end{tabular}\n" },
  },
}
