-- NAME: an output of one's own, here a LaTeX table. The file is named as the format.
-- NAME：自己的输出格式，这里是 LaTeX 表格。文件名就是格式名。
--
--     fazhi test NAME                               try it 检验
--     fazhi list -f NAME                            use it 使用
--     fazhi list -o reports.NAME                    or by the ending of a file 按扩展名

local special = { ["&"] = "\\&", ["%"] = "\\%", ["#"] = "\\#", ["_"] = "\\_", ["$"] = "\\$" }

-- A value that is missing stays empty: it is no zero. 缺值留空，不是 0。
local function cell(value)
  if value == nil then return "" end
  return (tostring(value):gsub("[&%%#_$]", special))
end

return {
  id = "NAME", zh = "LaTeX 表格", en = "a LaTeX table", endings = { "NAME" },

  write = function(frame)
    local names, lines = frame:names(), {}
    lines[1] = "\\begin{tabular}{" .. ("l"):rep(#names) .. "}"
    lines[2] = cell(table.concat(names, "\0")):gsub("%z", " & ") .. " \\\\"
    for _, row in ipairs(frame.rows) do
      local cells = {}
      for i, name in ipairs(names) do cells[i] = cell(row[name]) end
      lines[#lines + 1] = table.concat(cells, " & ") .. " \\\\"
    end
    lines[#lines + 1] = "\\end{tabular}"
    return table.concat(lines, "\n") .. "\n"
  end,

  tests = {
    { columns = { "region", "value" }, rows = { { region = "青禾县", value = 71 }, { region = "望岫县" } },
      gives = "\\begin{tabular}{ll}\nregion & value \\\\\n青禾县 & 71 \\\\\n望岫县 &  \\\\\n\\end{tabular}\n" },
  },
}
