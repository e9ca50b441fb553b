#!/bin/sh
# The installed copy serves its three faces: the program, the C library, the Lua module. TAP.
set -u
B=${B:-build} LUA=${LUA:-lua5.4}
root=$(mktemp -d); trap 'rm -rf "$root"' EXIT INT TERM
n=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/#   /' "$root/log"; fi; }

make -s install DESTDIR="$root" prefix=/opt/fazhi >"$root/log" 2>&1; ok $? "make install with DESTDIR and prefix"
at=$root/opt/fazhi

(cd / && "$at/bin/fazhi" --version) >"$root/log" 2>&1; ok $? "the installed program starts away from its sources"
report=$(pwd)/$(ls examples/reports/* | head -1)
(cd / && "$at/bin/fazhi" meta "$report" -f jsonl | grep -q '"kind":"rule_of_law"') >"$root/log" 2>&1
ok $? "the installed program reads a report"

[ "$(cd / && "$at/bin/fazhi" --safe -e 'return #fazhi.P"受理 <数> 件".source')" -gt 0 ] >"$root/log" 2>&1
ok $? "the installed program runs a script in safe mode"

export PKG_CONFIG_PATH=$at/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root
cc -std=c11 -Wall -Wextra -Werror -o "$root/embed" examples/embed.c \
  $(pkg-config --cflags --libs fazhi) >"$root/log" 2>&1; ok $? "examples/embed.c compiles against the installed library"
LD_LIBRARY_PATH=$at/lib "$root/embed" "$report" >"$root/log" 2>&1; ok $? "the embedder runs with the shared library"
cc -std=c11 -o "$root/embed-static" examples/embed.c -I"$at/include" "$at/lib/libfazhi.a" \
  $(PKG_CONFIG_SYSROOT_DIR= pkg-config --libs sqlite3 opencc libmd libzip zlib libxml-2.0) -pthread >"$root/log" 2>&1 &&
  "$root/embed-static" "$report" >>"$root/log" 2>&1; ok $? "and with the static one"

if command -v c++ >/dev/null; then
  printf '#include <fazhi/fazhi.h>\nint main() { fz_text_free(nullptr); return fz_version() == nullptr; }\n' >"$root/use.cc"
  c++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -o "$root/use" "$root/use.cc" $(pkg-config --cflags --libs fazhi) \
    >"$root/log" 2>&1 && LD_LIBRARY_PATH=$at/lib "$root/use" >>"$root/log" 2>&1; ok $? "a program in C++ includes the headers"
else
  n=$((n + 1)); echo "ok $n - a program in C++ includes the headers # SKIP no C++ compiler"
fi

LUA_PATH="$at/share/lua/5.4/?.lua;$at/share/lua/5.4/?/init.lua;;" LUA_CPATH="$at/lib/lua/5.4/?.so;;" \
  REPORT=$report "$LUA" -e 'local fazhi = require "fazhi"
             local doc = assert(fazhi.read(os.getenv "REPORT"))
             assert(#doc.figures > 5 and #doc.sections > 2 and #doc.observations > 1)
             local corpus = assert(fazhi.open(":memory:", "create"))
             assert(corpus:add(doc))
             assert(#assert(corpus:figures("r1")) == #doc.figures)
             assert(fazhi.version == require("fazhi.core").version)' >"$root/log" 2>&1
ok $? "stock lua5.4 loads the installed module, reads a report and stores it"

man=$at/share/man
[ -s "$man/man1/fazhi.1" ] && [ -s "$man/zh_CN/man1/fazhi-compare.1" ] &&
  [ "$(ls "$man/man1" | wc -l)" = "$(ls "$man/zh_CN/man1" | wc -l)" ] >"$root/log" 2>&1
ok $? "every verb has a man page in two languages"
if command -v groff >/dev/null; then
  for page in "$man"/man1/*.1 "$man"/zh_CN/man1/*.1; do groff -man -Tutf8 -Kutf8 -ww "$page" 2>&1 >/dev/null; done >"$root/log"
  [ ! -s "$root/log" ]; ok $? "groff has nothing to say of the man pages"
else
  n=$((n + 1)); echo "ok $n - groff reads the man pages # SKIP no groff"
fi
bash -n "$at/share/bash-completion/completions/fazhi" >"$root/log" 2>&1; ok $? "the completion for bash is installed"

make -s uninstall DESTDIR="$root" prefix=/opt/fazhi >"$root/log" 2>&1
[ -z "$(find "$at" -type f)" ]; ok $? "make uninstall leaves no file behind"
echo "1..$n"
