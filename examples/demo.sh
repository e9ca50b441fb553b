#!/bin/sh
# What `make demo` shows: the invented reports of this folder go into a corpus, and three
# questions are asked of it. B is the build directory.
set -eu
B=${B:-build}
fazhi=$B/fazhi
corpus=$B/demo.db
rm -f "$corpus" "$corpus"-*
show() { printf '\n$ fazhi %s\n' "$*"; "$fazhi" -c "$corpus" --regions examples/regions.tsv -f table "$@"; }

show add examples/reports
show outline examples/reports/青禾县_2023.txt --limit 12
show compare review_accepted --year 2024
show trend review_accepted --region 青禾县
printf '\nThe corpus is %s. Ask it more: %s help\n' "$corpus" "$fazhi"
