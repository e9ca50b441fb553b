#!/bin/sh
# What `make demo` shows: the invented reports of this folder go into a corpus, and three
# questions are asked of it. The corpus is the one that the examples in the help of the verbs ask.
# B is the build directory.
set -eu
B=${B:-build}
fazhi=$B/fazhi
corpus=examples/corpus.db
rm -f "$corpus" "$corpus"-*
show() { printf '\n$ fazhi %s\n' "$*"; "$fazhi" -c "$corpus" --regions examples/regions.tsv -f table "$@"; }

show add examples/reports
show outline examples/reports/青禾县_2023.txt --columns level,marker,heading --limit 8
show compare review_accepted --year 2024 --columns rank,level,region,value,unit,scope,id
show trend review_accepted --region 青禾县 --columns region,year,value,unit,change,note
printf '\nThe corpus is %s. Ask it more: %s help VERB shows how\n' "$corpus" "$fazhi"
