-- Frames as text: aligned tables, markdown and html for people, csv, tsv and jsonl for programs, xlsx
-- for both; svg and png of the picture that belongs to a frame. A missing value is — in a table, empty in csv and
-- xlsx, null in jsonl, and never 0.

local lazy = require("fazhi.lazy")
local display = require("fazhi.display")
local escape = require("fazhi.escape")
local format_files = require("fazhi.format")
local guard = require("fazhi.guard")
local json = require("fazhi.json")
local message = require("fazhi.message")
local text = require("fazhi.text")

local chart = lazy("fazhi.chart")
local fitting = lazy("fazhi.fitting")
local workbook = lazy("fazhi.workbook")

local files = require("fazhi.core").files

local M = {}


--- Formats by name: function(frame, options) → string and, if there is something to be told of how it was
--- written, a list of notes; or nil, message, code. Those of the user are files of their own, see fazhi.format.
M.formats = {}

--- Endings of file names and the formats they stand for.
M.endings = { csv = "csv", tsv = "tsv", jsonl = "jsonl", md = "markdown", markdown = "markdown", txt = "table",
  html = "html", htm = "html", xlsx = "xlsx", svg = "svg", png = "png" }

--- Formats that are bytes and no text, and not for a terminal.
M.binary = { xlsx = true, png = true }

--- True for a format that is bytes and no text, also one of the user's.
function M.is_binary(format)
  local own = format_files.find(format)
  if own then return own.is_binary == true end
  return M.binary[format] == true
end

-- The function that writes a format: the user's own before the bundled one.
local function writer_of(format)
  local own = format_files.find(format)
  return own and own.write or M.formats[format]
end

--- True if there is such a format.
function M.knows(format)
  return writer_of(format) ~= nil
end

local NAMES = 8 -- rows that are named for a note that they share

local BOM = "\u{FEFF}"

--- The label of a column in the language in force.
function M.label(column)
  local label = message.choose(column.en, column.zh) or column.name
  local unit = column.unit
  if type(unit) == "table" then unit = message.choose(unit.en, unit.zh) end
  return unit and label .. message.choose(" (" .. unit .. ")", "（" .. unit .. "）") or label
end

local function labels_of(frame)
  local labels = {}
  for c, column in ipairs(frame.columns) do labels[c] = M.label(column) end
  return labels
end

-- A value for programs: exact, and on one line of JSON if it is a table.
local function exact(value)
  if type(value) == "number" then return json.number(value) end
  if type(value) == "table" then return json.encode(value) end
  return json.valid(tostring(value))
end

-- Whether a column has numbers that display tells as it sees fit.
local function has_numbers(column)
  return column.kind == "number" and not column.digits and not column.show
end

-- The notations of the numbers of a table by their units: those of one unit are told alike.
local function notations_of(frame)
  local numbers, notations = {}, {}
  for _, column in ipairs(frame.columns) do
    for _, row in ipairs(has_numbers(column) and frame.rows or {}) do
      local unit, value = row.unit or "", row[column.name]
      numbers[unit] = numbers[unit] or {}
      if type(value) == "number" then table.insert(numbers[unit], value) end
    end
  end
  for unit, list in pairs(numbers) do notations[unit] = display.notation(list) end
  return notations
end

-- A value for people; notation: of the numbers of its table, or nil.
local function shown(value, column, notation)
  if value == nil or value == json.null then return fitting.MISSING end
  if column.show then return column.show(value) end
  if type(value) == "boolean" then
    return value and message.choose("yes", "是") or message.choose("no", "否")
  end
  if column.digits and type(value) == "number" then return display.rounded(value, column.digits) end
  if column.kind == "number" and type(value) == "number" then return display.number(value, notation) end
  return display.word(column, value) or exact(value)
end

local one_line = { ["\n"] = " ", ["\r"] = "", ["\t"] = " " }

-- Table

local function cells_of(frame)
  local rows, notations = {}, notations_of(frame)
  for r, row in ipairs(frame.rows) do
    rows[r] = {}
    local notation = notations[row.unit or ""]
    for c, column in ipairs(frame.columns) do
      rows[r][c] = shown(row[column.name], column, notation):gsub("[\n\r\t]", one_line)
    end
  end
  return rows
end

local function bold(s, options)
  return options.color and "\27[1m" .. s .. "\27[0m" or s
end

local function put_notes(lines, frame, options)
  if options.notes == false or #frame.notes == 0 then return end
  lines[#lines + 1] = ""
  local head = message.choose("note: ", "注：")
  for _, note in ipairs(frame.notes) do fitting.wrap(lines, head, note, options) end
end

local function put_title(lines, frame, options)
  if frame.title then lines[#lines + 1] = bold(frame.title, options) end
end

-- The picture under the table, where it is asked for.
local function put_picture(lines, frame, options)
  if not options.chart or not chart.is(frame.picture) then return end
  lines[#lines + 1] = ""
  lines[#lines + 1] = M.chart(frame.picture, options):gsub("\n$", "")
end

-- Where the table comes from, as the last lines of a file for people: options.provenance is a frame with
-- the columns item and value.
local function put_provenance(lines, options)
  if not options.provenance then return end
  lines[#lines + 1] = ""
  for _, row in ipairs(options.provenance.rows) do
    lines[#lines + 1] = row.item .. message.choose(": ", "：") .. tostring(row.value):gsub("\n", " ")
  end
end

local function finish(lines)
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

-- One field of a record: its value beside the label, in as many lines as it takes. What has no blank and no ideograph,
-- as an address or a checksum, stays whole, so that it can
-- be copied; where there is no room beside the label, it stands below.
local function put_field(lines, label, value, options)
  local at, head = #lines + 1, label .. "  "
  local indent = text.width(head, options.ambiguous)
  for line in value:gmatch "[^\n]+" do
    local is_whole = line:find "^[!-~]+$" ~= nil
    if is_whole and options.width and #line <= options.width and indent + #line > options.width then
      if #lines < at then lines[at] = (head:gsub(" +$", "")) end
      lines[#lines + 1] = (" "):rep(options.width - #line) .. line
    else
      fitting.wrap(lines, #lines < at and head or (" "):rep(indent), line,
        is_whole and { ambiguous = options.ambiguous } or options)
    end
  end
  if #lines < at then lines[at] = head end
  label = lines[at]:sub(1, #label)
  lines[at] = bold(label, options) .. lines[at]:sub(#label + 1)
end

local function records(frame, options)
  local lines, labels, width = {}, {}, 0
  put_title(lines, frame, options)
  for c, column in ipairs(frame.columns) do
    labels[c] = M.label(column)
    width = math.max(width, text.width(labels[c], options.ambiguous))
  end
  for r, row in ipairs(frame.rows) do
    if r > 1 then lines[#lines + 1] = "" end
    for c, column in ipairs(frame.columns) do
      put_field(lines, text.pad(labels[c], width, nil, options.ambiguous), shown(row[column.name], column), options)
    end
  end
  put_notes(lines, frame, options)
  put_provenance(lines, options)
  return finish(lines)
end

local function running_text(frame, options)
  local lines = {}
  local column = frame.columns[1]
  if frame.is_exact then return frame.rows[1][column.name] end
  for _, row in ipairs(frame.rows) do lines[#lines + 1] = shown(row[column.name], column) end
  if frame.layout == "help" or frame.layout == "lines" and options.width then lines = fitting.lines(lines, options) end
  put_notes(lines, frame, options)
  return finish(lines)
end

-- What has no room in the terminal is told below.
local function put_left_out(lines, out, options)
  if #out == 0 then return end
  fitting.wrap(lines, "", message.say("no room for: {names}; {chooser} chooses", "放不下：{names}；可用 {chooser} 选列",
    { names = table.concat(out, message.choose(", ", "、")), chooser = options.chooser or "--columns" }), options)
end

-- What all rows share stands in one line where its column finds no room.
local function put_common(lines, common, options)
  if #common == 0 then return end
  local parts = {}
  for i, one in ipairs(common) do parts[i] = one.label .. " " .. one.text end
  fitting.wrap(lines, "", message.say("the same in all rows: {list}", "各行相同：{list}",
    { list = table.concat(parts, message.choose(", ", "，")) }), options)
end

-- Names of rows, a long list cut.
local function names_of(list)
  local first = table.concat(list, message.choose(", ", "、"), 1, math.min(#list, NAMES))
  return #list > NAMES and first .. message.choose(" and %d more", " 等，另 %d 行"):format(#list - NAMES) or first
end

-- A note that is cut in its row, or has no room there, stands whole below: half a reason is another one.
local function put_whole(lines, cut, options)
  for _, one in ipairs(cut) do
    local head = names_of(one) .. message.choose(": ", "：")
    fitting.wrap(lines, message.choose("note: ", "注："), head .. one.text, options)
  end
end

local running = { text = true, lines = true, help = true }

--- An aligned table; records as blocks and running text as it is, by the frame's layout.
function M.formats.table(frame, options)
  if frame.layout == "record" then return records(frame, options) end
  if running[frame.layout] then return running_text(frame, options) end
  local lines = {}
  put_title(lines, frame, options)
  if #frame.rows > 0 then
    local at = #lines + 1
    local out, cut, common = fitting.put(lines, frame.columns, labels_of(frame), cells_of(frame), options)
    lines[at] = bold(lines[at], options)
    put_common(lines, common, options)
    put_whole(lines, cut, options)
    put_left_out(lines, out, options)
  end
  put_picture(lines, frame, options)
  put_notes(lines, frame, options)
  put_provenance(lines, options)
  return finish(lines)
end

-- The others

-- Whether a text has one of some single bytes. Each is looked for by itself: in a long sentence that takes a tenth of
-- the time of a set of them.
local function has_any(s, bytes)
  for i = 1, #bytes do
    if s:find(bytes[i], 1, true) then return true end
  end
  return false
end

local CSV_MARKS, TSV_MARKS = { ",", '"', "\n", "\r" }, { "\t", "\n", "\r" }

-- RFC 4180, but with the line end of the system the file is read on here.
local function csv_cell(s)
  return has_any(s, CSV_MARKS) and '"' .. s:gsub('"', '""') .. '"' or s
end

local function tsv_cell(s)
  return has_any(s, TSV_MARKS) and s:gsub("[\n\r\t]", one_line) or s
end

local function is_missing(value)
  return value == nil or value == json.null or value ~= value or value == math.huge or value == -math.huge
end

-- A text of which a spreadsheet would make a formula is guarded if options.guard says so; a number is
-- never changed.
local function exact_cell(value, options, counts)
  if is_missing(value) then return "" end
  local s, guarded = exact(value), false
  if options.guard and type(value) ~= "number" then s, guarded = guard.text(s) end
  if guarded then counts.guarded = counts.guarded + 1 end
  return s
end

-- The cells stay from row to row: where the text above stands again, it is written as it was.
local function separated(frame, separator, cell, options)
  local names, is_plain = frame:names(), not options.guard
  local lines, counts, cells, above = { table.concat(names, separator) }, { guarded = 0 }, {}, {}
  for r, row in ipairs(frame.rows) do
    for c, name in ipairs(names) do
      local value = row[name]
      if value == nil then
        cells[c], above[c] = "", nil
      elseif math.type(value) == "integer" then
        cells[c], above[c] = value, nil
      elseif is_plain and type(value) == "string" then
        if value ~= above[c] then cells[c], above[c] = cell(json.valid(value)), value end
      else
        cells[c], above[c] = cell(exact_cell(value, options, counts)), nil
      end
    end
    lines[r + 1] = table.concat(cells, separator)
  end
  local notes = counts.guarded > 0 and { message.text("guarded", { count = counts.guarded }) } or nil
  return finish(lines), notes
end

--- Comma-separated values with the names of the columns first. options.guard: texts that a
--- spreadsheet would take for formulas get a ' before them (fazhi.guard).
function M.formats.csv(frame, options)
  return separated(frame, ",", csv_cell, options)
end

--- The same with tabs; tabs and line ends inside a cell become blanks.
function M.formats.tsv(frame, options)
  return separated(frame, "\t", tsv_cell, options)
end

--- One JSON object a row, keys in order of the columns.
function M.formats.jsonl(frame)
  local names, lines = frame:names(), {}
  for r, row in ipairs(frame.rows) do lines[r] = json.object(names, row) end
  return finish(lines)
end

local function markdown_cell(value, column, notation)
  local s = value == nil and "" or shown(value, column, notation)
  return (s:gsub("\\", "\\\\"):gsub("|", "\\|"):gsub("\r?\n", "<br>"))
end

--- A table as GitHub and pandoc read it.
function M.formats.markdown(frame, options)
  local lines, labels, rules = {}, {}, {}
  if frame.title then lines = { "**" .. frame.title .. "**", "" } end
  for c, column in ipairs(frame.columns) do
    labels[c] = markdown_cell(M.label(column), {})
    rules[c] = fitting.is_right(column) and "---:" or "---"
  end
  lines[#lines + 1] = "| " .. table.concat(labels, " | ") .. " |"
  lines[#lines + 1] = "| " .. table.concat(rules, " | ") .. " |"
  local notations = notations_of(frame)
  for _, row in ipairs(frame.rows) do
    local cells, notation = {}, notations[row.unit or ""]
    for c, column in ipairs(frame.columns) do cells[c] = markdown_cell(row[column.name], column, notation) end
    lines[#lines + 1] = "| " .. table.concat(cells, " | ") .. " |"
  end
  put_notes(lines, frame, options)
  if options.provenance then
    lines[#lines + 1] = "\n---\n"
    for _, row in ipairs(options.provenance.rows) do
      lines[#lines + 1] = ("- %s%s%s"):format(markdown_cell(row.item, {}), message.choose(": ", "："),
        markdown_cell(row.value, {}))
    end
  end
  return finish(lines)
end

-- A table that is wider than the screen is moved sideways, by the keyboard as well.
local function html_table(lines, frame)
  lines[#lines + 1] = ('<div class="scroll" tabindex="0" role="region" aria-label="%s">'):format(
    escape.html(frame.title or message.choose("table", "表")))
  lines[#lines + 1] = "<table>" .. (frame.title and "<caption>" .. escape.html(frame.title) .. "</caption>" or "")
  local heads = {}
  for c, column in ipairs(frame.columns) do heads[c] = '<th scope="col">' .. escape.html(M.label(column)) .. "</th>" end
  lines[#lines + 1] = "<thead><tr>" .. table.concat(heads) .. "</tr></thead>\n<tbody>"
  local notations = notations_of(frame)
  for _, row in ipairs(frame.rows) do
    local cells, notation = {}, notations[row.unit or ""]
    for c, column in ipairs(frame.columns) do
      local class = fitting.is_right(column) and ' class="n"' or ""
      cells[c] = ("<td%s>%s</td>"):format(class, escape.html(shown(row[column.name], column, notation)))
    end
    lines[#lines + 1] = "<tr>" .. table.concat(cells) .. "</tr>"
  end
  lines[#lines + 1] = "</tbody></table></div>"
end

--- The frame's own page if it has one, else a page with the picture, if there is one, and the table: nothing from
--- elsewhere, every text escaped.
function M.formats.html(frame, options)
  if frame.page then return frame.page(options.provenance) end
  local lines, picture = {}, chart.is(frame.picture) and frame.picture or nil
  if picture then lines[1] = require("fazhi.chart.html").figure(picture) end
  html_table(lines, frame)
  for _, note in ipairs(options.notes ~= false and frame.notes or {}) do
    lines[#lines + 1] = "<p>" .. escape.html(message.choose("note: ", "注：") .. note) .. "</p>"
  end
  if options.provenance then
    lines[#lines + 1] = "<footer>"
    for _, row in ipairs(options.provenance.rows) do
      lines[#lines + 1] = ("<div>%s%s%s</div>"):format(escape.html(row.item), message.choose(": ", "："),
        escape.html(tostring(row.value)))
    end
    lines[#lines + 1] = "</footer>"
  end
  return require("fazhi.webpage").html({ title = frame.title or picture and picture.title or "fazhi",
    body = table.concat(lines, "\n"), has_charts = picture ~= nil })
end

--- Why there is no chart of a frame, in words.
function M.no_picture(frame)
  return frame.no_picture or message.text "no_chart_of_it"
end

local function picture_of(frame)
  if not chart.is(frame.picture) then return message.fail("E246", { reason = M.no_picture(frame) }) end
  return frame.picture
end

--- The picture of a frame as SVG.
function M.formats.svg(frame)
  local picture, why, code = picture_of(frame)
  if not picture then return nil, why, code end
  return require("fazhi.chart.svg").text(picture)
end

--- The picture of a frame as PNG, drawn by gnuplot.
function M.formats.png(frame)
  local picture, why, code = picture_of(frame)
  if not picture then return nil, why, code end
  return require("fazhi.chart.gnuplot").png(picture)
end

-- The sheets of a workbook: the table, what else belongs to it (options.sheets, a list of { name=,
-- frame= }), and where it comes from.
local function sheets_of(frame, options)
  local list = { { name = message.text("sheet_data"), frame = frame } }
  for _, sheet in ipairs(options.sheets or {}) do list[#list + 1] = sheet end
  if options.provenance then
    list[#list + 1] = { name = message.text("sheet_provenance"), frame = options.provenance, filter = false }
  end
  return list
end

-- What had to be changed to fit belongs to where the table comes from.
local function tell_notes(provenance, notes)
  for _, note in ipairs(notes) do
    table.insert(provenance.rows, { item = message.text("provenance_note"), value = note })
  end
end

--- A workbook for Excel: numbers as numbers, labels as header, further sheets by options.sheets.
function M.formats.xlsx(frame, options)
  local sheets, notes = {}, {}
  for i, sheet in ipairs(sheets_of(frame, options)) do
    local own, code
    if sheet.frame == options.provenance then tell_notes(sheet.frame, notes) end
    sheets[i], own, code = workbook.sheet({ name = sheet.name, columns = sheet.frame.columns, rows = sheet.frame.rows,
      labels = labels_of(sheet.frame), filter = sheet.filter })
    if not sheets[i] then return nil, own, code end
    table.move(own, 1, #own, #notes + 1, notes)
  end
  local bytes, why, code = workbook.bytes(sheets, { title = frame.title or "fazhi", created = options.created })
  if not bytes then return nil, why, code end
  return bytes, #notes > 0 and notes or nil
end

--- The names of the formats, those of the user's as well, in order.
function M.names()
  local names = {}
  for name in pairs(M.formats) do names[#names + 1] = name end
  for _, name in ipairs(format_files.names()) do
    if not M.formats[name] then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- Columns of ambiguous width; FAZHI_AMBIGUOUS=1 is for terminals that draw them narrow.
local function ambiguous_width()
  return os.getenv("FAZHI_AMBIGUOUS") == "1" and 1 or 2
end

-- The name of the column that is called so: by its name, else by one of its headings, of which any may be typed
-- without the blanks, since blanks part the names of a list.
local function name_of(frame, word)
  for _, column in ipairs(frame.columns) do
    if column.name == word then return word end
  end
  for _, column in ipairs(frame.columns) do
    for _, label in ipairs { column.zh or "", column.en or "", M.label(column) } do
      if label ~= "" and (label:gsub("%s", "")) == word then return column.name end
    end
  end
end

--- The frame with only the columns and rows asked for by options.columns (a list of names or headings)
--- and options.limit; the picture is that of the whole, which it tells, but bars, dots, stacks and
--- cells are those of the rows. nil, message, code if there is no such column.
function M.narrow(frame, options)
  local picture, why_none = frame.picture, frame.no_picture
  if options.columns then
    local names = {}
    for i, word in ipairs(options.columns) do
      names[i] = name_of(frame, word)
      if not names[i] then
        return message.fail("E212", { word = word, choices = table.concat(frame:names(), " ") })
      end
    end
    frame = frame:select(names)
  end
  if options.limit and #frame.rows > options.limit then
    frame = frame:head(options.limit)
    if chart.is(picture) then picture, why_none = picture:head(options.limit) end
  end
  frame.picture, frame.no_picture = picture, why_none
  return frame
end

--- The format for an output: the one asked for, else the one of the file's ending, else html for what is a
--- page, else a table for a terminal and csv for a pipe; records and running text stay text in a pipe.
function M.choose_format(frame, options)
  if options.format then return options.format end
  local ending = options.path and options.path:match("%.(%w+)$")
  if ending then
    ending = ending:lower()
    return M.endings[ending] or format_files.by_ending(ending) or ending
  end
  if frame.page then return "html" end
  if options.terminal or frame.layout ~= "table" then return "table" end
  return "csv"
end

--- A chart as characters for a terminal. options: width, color, ambiguous; see fazhi.chart.terminal.
function M.chart(self, options)
  options = options or {}
  return require("fazhi.chart.terminal").text(self, { width = options.width, color = options.color,
    ambiguous = options.ambiguous or ambiguous_width() })
end

--- A frame as text. options: format ("table" if absent), width (of the terminal, nil for no cutting), color, notes
--- (false leaves them out), chooser (what chooses columns there, "--columns" if absent), chart (true: the picture under
--- a table), and what the formats take: guard, provenance (a frame with item and value), sheets, created. Returns the
--- text and perhaps a list of notes on how it was written; nil, message, code for an unknown format or what the format
--- cannot hold.
function M.string(frame, options)
  options = options or {}
  local format = writer_of(options.format or "table")
  if not format then
    return message.fail("E211", { word = options.format, choices = table.concat(M.names(), " ") })
  end
  local full = setmetatable({ ambiguous = options.ambiguous or ambiguous_width() }, { __index = options })
  return format(frame, full)
end

--- True for a pipe or a device, also one that is led into a file (/dev/stdout): what it is given is for a
--- program and stays exact, and nothing can stand beside it.
function M.is_device(path)
  return path:find("^/dev/") ~= nil or path:find("^/proc/") ~= nil or files.kind(path) == "other"
end

--- Writes bytes to a file: true, or nil, message, "E307".
function M.write(path, bytes)
  local file, why = io.open(path, "wb")
  if not file then return message.fail("E307", { reason = why }) end
  local ok, trouble = file:write(bytes)
  local closed, late = file:close()
  if not ok or not closed then return message.fail("E307", { reason = trouble or late }) end
  return true
end

--- Writes a frame to a file in the format asked for or that of its ending. A .csv begins with a byte
--- order mark, without which Excel misreads it; texts in csv and tsv are guarded against being run as
--- formulas. A device or pipe gets neither. A format asked for that is not the one of a known ending is
--- wrong use ("E241"). options: format, provenance, sheets, created, as for M.string.
--- Returns true and { format=, bytes= (what was written), notes= (a list) }; or nil, message, code.
function M.save(frame, path, options)
  options = options or {}
  local format = M.choose_format(frame, { format = options.format, path = path, terminal = true })
  local is_file = not M.is_device(path)
  local meant = M.choose_format(frame, { path = path, terminal = true })
  if format ~= meant and M.formats[meant] and path:find("%.%w+$") then
    return message.fail("E241", { ending = meant, format = format })
  end
  local s, notes, code = M.string(frame, setmetatable({ format = format, guard = is_file }, { __index = options }))
  if not s then return nil, notes, code end
  if format == "csv" and is_file then s = BOM .. s end
  local ok, why
  ok, why, code = M.write(path, s)
  if not ok then return nil, why, code end
  return true, { format = format, bytes = s, notes = notes or {} }
end

return M
