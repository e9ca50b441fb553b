-- cases: the commands whose whole output is kept. CORPUS is a corpus that the first makes.

local places = "--regions examples/regions.tsv "

return {
  { name = "add", run = places .. "add -c CORPUS examples/reports" },
  { name = "add_again", run = places .. "add -c CORPUS examples/reports" },
  { name = "list", run = "list -c CORPUS -f table" },
  { name = "list_jsonl", run = "list -c CORPUS -f jsonl" },
  { name = "outline", run = places .. "outline examples/reports/青禾县_2023.txt -f table" },
  { name = "figures", run = places .. "figures examples/reports/青禾县_2023.txt -f csv" },
  { name = "meta", run = places .. "meta examples/reports/青禾县_2023.txt -f jsonl" },
  { name = "observations", run = places .. "observations examples/reports/青禾县_2023.txt -f tsv" },
  { name = "compare", run = "compare review_accepted --year 2024 -c CORPUS -f table" },
  { name = "compare_zh", run = "compare review_accepted --year 2024 -c CORPUS -f table --lang zh" },
  { name = "trend", run = "trend review_accepted --region 青禾县 -c CORPUS -f table" },
  { name = "get", run = "get legal_aid_cases -c CORPUS -f csv" },
  { name = "search", run = "search 复议 -c CORPUS -f table --limit 8" },
  { name = "search_traditional", run = "search 復議 -c CORPUS -f table --limit 8" },
  { name = "schema", run = "schema -c CORPUS -f table" },
  { name = "scripts", run = "scripts -f table" },
  { name = "help", run = "help" },
  { name = "help_zh", run = "help --lang zh" },
  { name = "help_compare", run = "help compare" },
  { name = "help_trend_zh", run = "help trend --lang zh" },
  { name = "user_script", run = "examples/clearance.lua -c CORPUS -f table" },
  { name = "add_mirrors", run = places .. "add -c CORPUS tests/golden/mirrors" },
  { name = "dedupe", run = "dedupe -c CORPUS -f table" },
  { name = "list_twins", run = "list --region 青禾县 --year 2023 --twins -c CORPUS -f csv --columns id,path,twin_of" },
  { name = "compare_twins", run = "compare review_accepted --year 2023 -c CORPUS -f table --columns rank,region,value" },
  { name = "dedupe_undo_zh", run = "dedupe --undo -c CORPUS --lang zh" },
}
