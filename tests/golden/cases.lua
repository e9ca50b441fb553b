-- cases: the commands whose whole output is kept. CORPUS is a corpus that the first makes, WORK a folder
-- with an archive, saved.zip, and a page saved with all that stands behind the report, page.txt.

local places = "--regions examples/regions.tsv "
-- Without the ids of observations, which change with every indicator.
local funnel_columns = "--columns region,year,stage,value,unit,bound,before,share,low,high,of_base,base_low,"
  .. "base_high,note"

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
  { name = "compare_per", run = "compare review_accepted --year 2024 --level county -c CORPUS -f table "
    .. "--covariates examples/population.csv --per population --columns rank,region,value,per,z,percentile,note" },
  { name = "compare_mixed", run = "compare case_files_reviewed --year 2024 -c CORPUS -f table "
    .. "--columns rank,level,region,value,unit,z,note" },
  { name = "rank", run = "rank suits_total --year 2024 --ascending -c CORPUS -f table "
    .. "--columns rank,level,region,value,unit,note" },
  { name = "rank_beside_zh", run = "rank review_accepted suits_total legal_aid_cases --year 2024 --level county "
    .. "-c CORPUS -f table --lang zh" },
  { name = "trend", run = "trend review_accepted --region 青禾县 -c CORPUS -f table" },
  { name = "trend_claimed_zh", run = "trend legal_aid_cases --region 苇湖市 -c CORPUS -f table --lang zh "
    .. "--columns region,year,value,change,change_percent,claimed,breaks,note" },
  { name = "trend_code", run = "trend review_accepted --region 临溪区 -c CORPUS -f table "
    .. "--columns region,year,value,change,claimed,breaks,note" },
  { name = "trend_group", run = "trend review_accepted --group within -c CORPUS -f table" },
  { name = "trend_summary_per", run = "trend review_accepted --summary --per 人口 --covariates examples/population.csv "
    .. "-c CORPUS -f table --lang zh" },
  { name = "peers", run = "peers 青禾县 --year 2024 --covariates examples/population.csv -c CORPUS -f table" },
  { name = "peers_zh", run = "peers 青禾县 --year 2023 -c CORPUS -f table --lang zh" },
  { name = "profile", run = "profile 青禾县 --year 2024 -c CORPUS -f table "
    .. "--columns part,name,value,unit,scope,q1,median,q3,percentile,n,last,change,change_percent,note" },
  { name = "profile_zh", run = "profile 白塔市 -c CORPUS -f table --lang zh "
    .. "--columns part,name,value,unit,scope,q1,median,q3,percentile,n,last,change,change_percent,note" },
  { name = "coverage_zh", run = "coverage --year 2023-2024 -c CORPUS -f table --lang zh" },
  { name = "coverage_by_level", run = "coverage --by level -c CORPUS -f table" },
  { name = "coverage_evidence", run = "coverage --evidence --region 青禾县 --year 2023 -c CORPUS -f table "
    .. "--columns region,year,content,present,how,words" },
  { name = "funnel", run = "funnel --region 白塔市,临溪区 --year 2023-2024 -c CORPUS -f table " .. funnel_columns },
  { name = "funnel_zh", run = "funnel --region 苇湖市,石汀县 --year 2020-2023 -c CORPUS -f table --lang zh "
    .. funnel_columns },
  { name = "attention", run = "attention --region 望岫县 --year 2019 -c CORPUS -f table" },
  { name = "attention_by_report", run = "attention --by report --level county -c CORPUS -f table" },
  { name = "attention_by_year_zh", run = "attention --by year --year 2022-2024 -c CORPUS -f table --lang zh" },
  { name = "diffusion", run = "diffusion 首违不罚 -c CORPUS -f table" },
  { name = "diffusion_curve_zh", run = "diffusion 综合查一次 --curve -c CORPUS -f table --lang zh" },
  { name = "diffusion_terms", run = "diffusion --terms -c CORPUS -f table --limit 20" },
  { name = "problems", run = "problems --region 石汀县,临溪区 -c CORPUS -f table" },
  { name = "problems_plans_zh", run = "problems --plans --region 白塔市 -c CORPUS -f table --lang zh" },
  { name = "problems_topics", run = "problems --topics --year 2024 -c CORPUS -f table" },
  { name = "get", run = "get legal_aid_cases -c CORPUS -f csv" },
  { name = "consistency", run = "consistency -c CORPUS -f table" },
  { name = "reuse", run = "reuse --min-characters 30 -c CORPUS -f table" },
  { name = "reuse_passages_zh", run = "reuse --min-characters 30 --passages -c CORPUS -f csv --lang zh" },
  { name = "boilerplate", run = "boilerplate -c CORPUS -f table" },
  { name = "help_reuse_zh", run = "help reuse --lang zh" },
  { name = "check_zh", run = places .. "check examples/reports/石汀县_2023.txt -f csv --lang zh" },
  { name = "search", run = "search 复议 -c CORPUS -f table --limit 8" },
  { name = "search_traditional", run = "search 復議 -c CORPUS -f table --limit 8" },
  { name = "kwic", run = "kwic 復議 --width 8 --sort left --limit 12 -c CORPUS -f table" },
  { name = "kwic_sentence_zh", run = "kwic 首违不罚 --unit sentence --year 2021-2023 -c CORPUS -f csv --lang zh" },
  { name = "ngrams", run = "ngrams --top 20 -c CORPUS -f table" },
  { name = "ngrams_by_level_zh", run = "ngrams --unit 4 --by level --min 3 --top 5 -c CORPUS -f table --lang zh" },
  { name = "keyness", run = "keyness --of 青禾县 --against level --max-q 1 --top 8 -c CORPUS -f table" },
  { name = "keyness_nothing", run = "keyness --of 2010-2030 -c CORPUS -f table" },
  { name = "help_keyness_zh", run = "help keyness --lang zh" },
  { name = "observe_dry_run", run = "observe --dry-run --figures -c CORPUS -f table" },
  { name = "observe", run = "observe -c CORPUS" },
  { name = "why_zh", run = "why o1 -c CORPUS --lang zh" },
  { name = "help_observe_zh", run = "help observe --lang zh" },
  { name = "schema", run = "schema -c CORPUS -f table" },
  { name = "schema_zh", run = "schema observation -c CORPUS -f table --lang zh" },
  { name = "scripts", run = "scripts -f table" },
  { name = "help", run = "help" },
  { name = "help_zh", run = "help --lang zh" },
  { name = "help_compare", run = "help compare" },
  { name = "help_peers", run = "help peers" },
  { name = "help_profile_zh", run = "help profile --lang zh" },
  { name = "help_rank_zh", run = "help rank --lang zh" },
  { name = "help_trend_zh", run = "help trend --lang zh" },
  { name = "html_zh", run = "get review_accepted --year 2024 --level county -c CORPUS -f html --lang zh" },
  { name = "compare_chart", run = "compare review_accepted --year 2024 -c CORPUS --chart "
    .. "--columns rank,region,value,unit" },
  { name = "compare_chart_svg_zh", run = "compare review_accepted --year 2024 -c CORPUS -f svg --lang zh -q" },
  { name = "trend_chart_ascii", run = "trend review_accepted --level county -c CORPUS --chart --no-unicode "
    .. "--columns region,year,value" },
  { name = "trend_chart_svg", run = "trend review_accepted --level county -c CORPUS -f svg -q" },
  { name = "coverage_chart_zh", run = "coverage --year 2023-2024 -c CORPUS --chart --lang zh --columns region,year" },
  { name = "funnel_chart_svg_zh", run = "funnel --region 白塔市,临溪区 --year 2024 -c CORPUS -f svg --lang zh -q" },
  { name = "attention_chart", run = "attention --by year -c CORPUS --chart --columns year,part,mean" },
  { name = "profile_chart_svg_zh", run = "profile 青禾县 --year 2024 -c CORPUS -f svg --lang zh -q" },
  { name = "diffusion_chart_zh", run = "diffusion 首违不罚 --curve -c CORPUS --chart --lang zh "
    .. "--columns year,adopted" },
  { name = "chart_none", run = "list -c CORPUS --chart --limit 1 --columns id" },
  { name = "chart_no_room_zh", run = "compare review_accepted -c CORPUS --chart -f csv --lang zh" },
  { name = "chart_80", run = "--lang zh tests/golden/draw.lua braille 80" },
  { name = "chart_40", run = "--lang zh tests/golden/draw.lua block 40" },
  { name = "chart_ascii", run = "tests/golden/draw.lua ascii 40" },
  { name = "export", run = "export --indicator review_accepted --year 2023- -c CORPUS -f csv "
    .. "--columns region_code,region,level,year,report,indicator,indicator_name,value,unit,bound,scope,claimed" },
  { name = "export_wide",
    run = "export --wide --indicator review_accepted,review_closed --level prefecture -c CORPUS -f csv "
      .. "--columns region,year,reports,review_accepted,review_accepted_unit,review_accepted_bound,review_closed" },
  { name = "codebook_zh",
    run = "export --wide --codebook --indicator review_accepted -c CORPUS -f markdown --lang zh" },
  { name = "audit_read", run = "audit --read examples/audit.csv -f table" },
  { name = "audit_read_zh", run = "audit --read examples/audit.csv -f csv --lang zh" },
  { name = "help_export_zh", run = "help export --lang zh" },
  { name = "help_audit", run = "help audit" },
  { name = "saved_markdown", run = "compare review_accepted --year 2024 --level prefecture -c CORPUS -o WORK/saved.md "
    .. "--columns region,value,unit -q && sed '/UTC\\|SHA-256\\|bytes/d' WORK/saved.md" },
  { name = "log", run = "log -c CORPUS -f csv --columns id,script,rows,status" },
  { name = "help_new_zh", run = "help new --lang zh" },
  { name = "help_test", run = "help test" },
  { name = "man_which_zh", run = "help which --man --lang zh" },
  { name = "which", run = "which catalogue/units" },
  { name = "user_program", run = "examples/largest.lua 行政复议受理数 --top 2 -c CORPUS -f table" },
  { name = "user_program_wrong_zh", run = "examples/largest.lua 行政复议受理数 --tpo 2 --lang zh" },
  { name = "user_script", run = "examples/clearance.lua -c CORPUS -f table" },
  { name = "add_mirrors", run = places .. "add -c CORPUS tests/golden/mirrors" },
  { name = "dedupe", run = "dedupe -c CORPUS -f table" },
  { name = "list_twins", run = "list --region 青禾县 --year 2023 --twins -c CORPUS -f csv --columns id,path,twin_of" },
  { name = "compare_twins",
    run = "compare review_accepted --year 2023 -c CORPUS -f table --columns rank,region,value" },
  { name = "dedupe_undo_zh", run = "dedupe --undo -c CORPUS --lang zh" },
  { name = "help_add", run = "help add" },
  { name = "help_meta_zh", run = "help meta --lang zh" },
  { name = "add_archive", run = places .. "add -c WORK/other.db WORK/saved.zip" },
  { name = "show_raw_member", run = "show r2 --raw -c WORK/other.db" },
  { name = "why_member", run = "why o1 -c WORK/other.db" },
  { name = "add_manifest", run = places .. "add -c WORK/other.db --manifest examples/manifest.csv "
    .. "examples/reports/青禾县_2023.txt tests/golden/mirrors/青禾县_2023_转载.txt" },
  { name = "add_meta", run = places .. "add --dry-run --meta '{county}_{year}' examples/reports" },
  { name = "add_verbose", run = places .. "add -v --dry-run WORK/page.txt" },
  { name = "show_left_out", run = "show r4 --left-out -c WORK/other.db -f csv" },
  { name = "meta_set", run = places
    .. "meta set r1 year=- issuer=青禾县人民政府 --note 'seen on paper' -c WORK/other.db" },
  { name = "meta_export",
    run = "meta export -c WORK/other.db -f csv --columns id,region,year,published,corrected,note" },
}
