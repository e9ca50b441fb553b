-- check: whether the numbers of files or stored reports hold together, one row a finding. The
-- exit status is 1 if there is an error among them.

local consistency = require("fazhi.consistency")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local stage = require("fazhi.stage")

-- The findings of one word of the command line: a stored report or a file.
local function add(job, doc)
  local found, counts = consistency.of(doc)
  for _, finding in ipairs(found) do
    if finding.severity == "error" then job.status = 1 end
    if consistency.is_at_least(finding, job.severity) then
      local row = consistency.row(finding)
      row.file = doc.path
      job.rows[#job.rows + 1] = row
    end
  end
  for rule, n in pairs(counts) do job.checked[rule] = (job.checked[rule] or 0) + n end
end

local columns = { { name = "file", kind = "text", zh = "文件", en = "file" } }
table.move(consistency.columns, 1, #consistency.columns, 2, columns)

return {
  name = "check", alias = "体检", api = 1, category = "command",
  summary = "Check the arithmetic of files or stored reports, one row for each finding.",
  summary_zh = "核对文件或已入库报告的数字是否自洽，每个疑点一行。",
  arguments = {
    stage.arguments[1],
    { name = "--severity", kind = "choice", choices = { "error", "warning", "info" }, default = "warning",
      help = "the least that is shown", help_zh = "最低显示程度" },
    table.unpack(stage.reading),
  },
  outputs = columns,
  caveats = { "A finding says that numbers disagree, not which one is wrong." },
  caveats_zh = { "疑点只说明数字对不上，不说明哪个错。" },
  examples = {
    { run = "fazhi check examples/reports/石汀县_2023.txt", prints = "review_accepted" },
  },
  run = function(args, _, context)
    local job = { rows = {}, checked = {}, severity = args.severity, status = 0 }
    local failed = 0
    for _, word in ipairs(args.file) do
      for doc, path, why, code in stage.documents(word, context, stage.options(args)) do
        if doc then
          add(job, doc)
        else
          context.fail(why, code, path)
          failed = message.status(code)
        end
      end
    end
    local result = frame.new({ columns = columns, rows = job.rows,
      notes = { consistency.checked_in_words(job.checked) } })
    result.status = failed ~= 0 and failed or job.status
    return result
  end,
}
