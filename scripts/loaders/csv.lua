-- csv: a crawl as a table, one page a row. Which column holds the page is said by --text-column, or
-- known by its name.

local lazy = require "fazhi.lazy"

local chunks = lazy "fazhi.chunks"
local crawl = lazy "fazhi.crawl"
local csv = lazy "fazhi.csv"

-- Rows as { column = cell }, line; a row that cannot be read as false, line, message, code.
local function rows(reader, header, close)
  return function()
    local cells, line, why, code = reader:record()
    if cells == nil then return close() end
    if not cells then return false, tostring(line), why, code end
    return csv.row(header, cells), tostring(line)
  end
end

return {
  id = "csv", zh = "表格文本", en = "table as text",
  endings = { "csv", "tsv", "csv.gz", "tsv.gz" },
  counted = { zh = "{place}起那一条的单元格里的文字，按 UTF-8；fazhi show --raw 可见",
    en = "the text of the cell in the row that begins in {place}, in UTF-8, as fazhi show --raw gives it" },
  members = function(input, options)
    local pull, close, code = chunks.of(input, options.max_bytes)
    if not pull then return nil, close, code end
    local separator = input.name:lower():find "%.tsv" and "\t" or nil
    pull = chunks.decoded(pull, options.encoding)
    local reader = csv.reader(pull, { separator = separator, max = options.max_bytes })
    local cells, _, why
    cells, _, why, code = reader:record()
    if not cells then
      close()
      if cells == nil then return nil, "there is nothing in it", "E302" end
      return nil, why, code
    end
    return crawl.members(rows(reader, csv.names(cells), close), options)
  end,
}
