#!/bin/sh
# Runs every test program, keeps its TAP under $B/tap, and ends with one line: the count.
# Used by `make check` and `make asan`; B is the build directory, LUA the stock interpreter.
set -u
B=${B:-build} LUA=${LUA:-lua5.4}
tap=$B/tap
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT INT TERM
rm -rf "$tap"; mkdir -p "$tap"

# Nothing of the user's own may be read or written by a test.
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_CONFIG_DIRS="$home/none" XDG_DATA_HOME="$home/data"
export LC_ALL=C.UTF-8 B LUA
unset FAZHI_PATH FAZHI_CORPUS NO_COLOR LANGUAGE 2>/dev/null
scripts="scripts/?.lua;scripts/?/init.lua;tests/?.lua"

# A test program that dies without a word is a failure as well.
run() {
  name=$1; shift
  if ! "$@" >"$tap/$name.tap" 2>"$tap/$name.err"; then
    grep -q '^not ok' "$tap/$name.tap" || echo "not ok 9999 - $name ended with an error" >>"$tap/$name.tap"
  fi
  # cmocka reports a test that was skipped as "not ok … # SKIP".
  sed -i 's/^not ok \([0-9]*\) # SKIP/ok \1 - # SKIP/' "$tap/$name.tap"
  bad=$(grep -c '^not ok' "$tap/$name.tap")
  if [ "$bad" -gt 0 ]; then
    echo "FAILED $name"
    grep -A12 '^not ok' "$tap/$name.tap" | head -60
    head -40 "$tap/$name.err"
  else
    echo "ok     $name ($(grep -c '^ok' "$tap/$name.tap"))"
  fi
}

for t in "$B"/tests/*_test; do run "c-$(basename "$t")" "$t"; done

# The same Lua tests under stock Lua with the module, and inside the program. A sanitized
# module needs its runtime before the interpreter starts, so there the program alone serves.
if [ -z "${SANITIZED:-}" ]; then
  run lua-stock env LUA_PATH="$scripts;;" LUA_CPATH="$B/lua/?.so;;" \
    busted --lua="$(command -v "$LUA")" -o TAP tests/lua
fi
run lua-program env LUA_PATH="$scripts;;" "$B/fazhi" tests/specs.lua -o TAP tests/lua
run safe env LUA_PATH="$scripts;;" "$LUA" tests/safe/run.lua
run style env LUA_PATH="$scripts;;" "$LUA" tests/style/run.lua
run docs env LUA_PATH="$scripts;;" "$B/fazhi" tests/style/docs.lua
run headers env LUA_PATH="$scripts;;" "$B/fazhi" tests/style/headers.lua
run golden env LUA_PATH="$scripts;;" "$LUA" tests/golden/run.lua
run accuracy env LUA_PATH="$scripts;;" "$B/fazhi" tests/accuracy/run.lua
run tutorial env LUA_PATH="$scripts;;" "$LUA" tests/golden/tutorial.lua
run readme env LUA_PATH="$scripts;;" "$LUA" tests/golden/readme.lua
run extensions env LUA_PATH="$scripts;;" "$LUA" tests/golden/extensions.lua
run failures env LUA_PATH="$scripts;;" "$LUA" tests/golden/failures.lua
run terminal env LUA_PATH="$scripts;;" "$LUA" tests/golden/terminal.lua
if [ -z "${SANITIZED:-}" ]; then run browser sh tests/browser/run.sh; fi
run hostile env LUA_PATH="$scripts;;" "$LUA" tests/golden/hostile.lua
if [ -z "${SANITIZED:-}" ]; then
  run kill env LUA_PATH="$scripts;;" KILLS=5 "$B/fazhi" tests/kill/run.lua
  run install sh tests/install.sh
fi

cat "$tap"/*.tap >"$tap/all"
passed=$(grep '^ok' "$tap/all" | grep -vci '# skip')
skipped=$(grep '^ok' "$tap/all" | grep -ci '# skip')
failed=$(grep -c '^not ok' "$tap/all")
grep -ih '^ok.*# skip' "$tap/all" | sed 's/^ok [0-9]* - /skipped: /' | sort | uniq -c | head -20
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
