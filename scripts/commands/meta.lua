-- meta: what was read of a report as a whole, with the evidence for each field.

local stage = require("fazhi.stage")

local function span_of(proof)
  return proof.source_start and (" [%d, %d)"):format(proof.source_start, proof.source_stop) or ""
end

-- The evidence as a person reads it: a field a line.
local function show_evidence(evidence)
  local fields, lines = {}, {}
  for field in pairs(evidence) do fields[#fields + 1] = field end
  table.sort(fields)
  for i, field in ipairs(fields) do
    local proof = evidence[field]
    local text = proof.text and "“" .. tostring(proof.text) .. "”" .. span_of(proof) or proof.reason or ""
    lines[i] = field .. ": " .. (proof.from and text ~= "" and proof.from .. " " or proof.from or "") .. text
  end
  return table.concat(lines, "\n")
end

local outputs = {
  { name = "kind", kind = "text", zh = "文种", en = "kind", help = "rule_of_law, government_work, … or other" },
  { name = "title", kind = "text", zh = "标题", en = "title" },
  { name = "issuer", kind = "text", zh = "发文机关", en = "issuer", help = "who signed it" },
  { name = "region", kind = "text", zh = "地区", en = "region" },
  { name = "region_code", kind = "text", zh = "地区代码", en = "region code",
    help = "GB/T 2260, valid in the year" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "报告年度", en = "year", help = "the year reported on" },
  { name = "published", kind = "text", zh = "公布日期", en = "published",
    help = "a date of publication, if one is stated" },
  { name = "doc_number", kind = "text", zh = "文号", en = "document number" },
  { name = "script", kind = "text", zh = "字体", en = "script", help = "Hans or Hant" },
  { name = "encoding", kind = "text", zh = "编码", en = "encoding" },
  { name = "sha256", kind = "text", zh = "SHA-256", en = "SHA-256" },
  { name = "path", kind = "text", zh = "路径", en = "path" },
  { name = "evidence", kind = "json", show = show_evidence, zh = "依据", en = "evidence",
    help = "for each field where it was taken from, or why it is unknown" },
}

return {
  name = "meta", alias = "题录", api = 1, category = "stage",
  summary = "Show title, issuer, region, year and the like of files or stored reports.",
  summary_zh = "显示文件或已入库报告的标题、发文机关、地区、年度等。",
  arguments = stage.arguments,
  outputs = outputs,
  examples = {
    { run = "fazhi meta examples/reports/青禾县_2023.txt", prints = "云岭省白塔市青禾县" },
    { run = "fazhi meta r1 --corpus examples/corpus.db --format jsonl --columns year,evidence",
      prints = '"evidence":{' },
  },
  run = function(args, _, context)
    local result, why, code = stage.frame(stage.meta, outputs, args.file, context, { encoding = args.encoding })
    if not result then return nil, why, code end
    if #args.file == 1 then result.layout = "record" end
    return result
  end,
}
