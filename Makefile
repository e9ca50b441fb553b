# fazhi: one Makefile. `make help` lists what it makes. Everything goes under $(B).

B        ?= build
prefix   ?= /usr/local
DESTDIR  ?=
CC       ?= cc
CLANG    ?= clang
LUA      ?= lua5.4
CFLAGS   ?= -O2 -g
LDFLAGS  ?=

VERSION  := 0.1.0
ABI      := 0
PKGS     := lua5.4 lua5.4-lpeg sqlite3 opencc libmd libzip zlib libxml-2.0 icu-uc xlsxwriter libedit
APPPKGS  := lua5.4 lua5.4-lpeg
LIBPKGS  := sqlite3 libmd libzip zlib libxml-2.0 icu-uc
MODPKGS  := sqlite3 libmd zlib
FORMATPKGS := libmd libzip zlib libxml-2.0 icu-uc xlsxwriter
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wcast-qual -Wformat=2 -Wvla -Werror=incompatible-pointer-types

# What Debian 12 must have: to build and run, and to test.
DEPS      := pkg-config liblua5.4-dev lua-lpeg-dev libsqlite3-dev libopencc-dev libmd-dev libzip-dev zlib1g-dev \
             libxml2-dev libicu-dev libxlsxwriter-dev libedit-dev poppler-utils poppler-data
BENCH_DEPS := $(DEPS) lua5.4 lua-lpeg lua-sql-sqlite3 python3 time coreutils findutils libc-bin
TEST_DEPS := $(DEPS) lua5.4 lua-lpeg lua-busted lua-check libcmocka-dev libc-bin binutils tmux gnuplot-nox parallel \
             chromium fonts-noto-cjk $(if $(shell command -v npm 2>/dev/null),,nodejs npm)

# Looked up only when a rule needs it, so that `make deps` works before they exist.
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
APP_LIBS   = $(shell pkg-config --libs $(APPPKGS))
LIB_LIBS   = $(shell pkg-config --libs $(LIBPKGS))
MOD_LIBS   = $(shell pkg-config --libs $(MODPKGS))
FORMAT_LIBS = $(shell pkg-config --libs $(FORMATPKGS))
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DFZ_VERSION='"$(VERSION)"' -Iinclude -Icore -fPIC \
             -fvisibility=hidden -pthread -MMD -MP -DFZ_LIBRARY='"$(B)/library.bin"' $(WARN) $(PKG_CFLAGS) $(CFLAGS)

SCHEMA   := $(wildcard core/store/schema/*.sql)
LIB_SRC  := core/status.c core/pool.c core/loading.c $(wildcard core/text/*.c core/outline/*.c core/figure/*.c core/store/*.c core/load/*.c)
FORMATS  := archive markup segment workbook
LUA_SRC  := $(filter-out $(FORMATS:%=core/lua/%.c),$(wildcard core/lua/*.c))
APP_SRC  := $(filter-out core/app/editor.c,$(wildcard core/app/*.c))
LIB_OBJ  := $(LIB_SRC:%.c=$(B)/%.o) $(B)/schema.o $(B)/whole.o
LUA_OBJ  := $(LUA_SRC:%.c=$(B)/%.o)
MODULES  := $(B)/lua/fazhi/core.so $(B)/lua/fazhi/editor.so $(FORMATS:%=$(B)/lua/fazhi/formats/%.so)
APP_OBJ  := $(APP_SRC:%.c=$(B)/%.o)
C_TESTS  := $(patsubst tests/c/%.c,$(B)/tests/%,$(wildcard tests/c/*_test.c))
FUZZERS  := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))

.PHONY: all deps test-deps demo check asan fuzz bench bench-nation kill lint format docs man install uninstall help \
        accuracy clean golden web browser-modules
.DELETE_ON_ERROR:

all: $(B)/fazhi $(B)/libfazhi.a $(B)/libfazhi.so $(MODULES) ## build the program, the library, the Lua module

# What web pages are drawn with comes from npm, and only where npm is; without it charts in pages do not move.
NPM ?= npm
ifneq ($(shell command -v $(NPM) 2>/dev/null),)
all: $(B)/web/echarts.js
endif

# ---- the program, the library, the module --------------------------------------------------

# The program loads the module when it is first needed: its libraries take longer to load than Lua to start.
$(B)/fazhi: $(APP_OBJ) $(B)/libfazhi.a $(MODULES)
	$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $(APP_OBJ) $(B)/libfazhi.a $(APP_LIBS) -lm

# The program's Lua, compiled; a file that is changed later is read as it stands.
LIBRARY := $(shell find scripts/fazhi scripts/catalogue scripts/commands scripts/analyses scripts/loaders \
             -name '*.lua' | LC_ALL=C sort)
$(B)/bundle: core/app/bundle/bundle.c core/app/library.h
	@mkdir -p $(@D)
	$(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -o $@ $< $(APP_LIBS)

$(B)/library.bin: $(B)/bundle $(LIBRARY)
	$(B)/bundle $@ $(LIBRARY)

$(B)/core/app/library.o: $(B)/library.bin

$(B)/libfazhi.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^

$(B)/libfazhi.so: $(LIB_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -pthread -Wl,-soname,libfazhi.so.$(ABI) -o $@ $^ $(LIB_LIBS)

# OpenCC is loaded when a text first asks for it, by the name that the library of its headers says it has.
$(B)/core/text/opencc.o: CFLAGS += $(OPENCC_NAME:%=-DFZ_OPENCC='"%"')
OPENCC_NAME = $(shell readelf -d "$$($(CC) -print-file-name=libopencc.so)" 2>/dev/null | sed -n 's/.*SONAME.*\[\(.*\)\].*/\1/p')

# Lua closes a module with its state; what OpenCC and ICU keep for the life of the process must stay reachable.
$(B)/lua/fazhi/core.so: $(LUA_OBJ) $(B)/libfazhi.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -pthread -Wl,-z,nodelete -Wl,--as-needed -o $@ $(LUA_OBJ) $(B)/libfazhi.a $(MOD_LIBS)

# Its parts that need large libraries, each loaded by it when it is first needed, with its own libraries alone.
$(B)/lua/fazhi/formats/%.so: $(B)/core/lua/%.o $(B)/core/lua/binding.o $(B)/libfazhi.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -pthread -Wl,-z,nodelete -Wl,--as-needed -o $@ $^ $(FORMAT_LIBS)

# The editor of the prompt.
$(B)/lua/fazhi/editor.so: $(B)/core/app/editor.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -pthread -Wl,-z,nodelete -o $@ $^ $(shell pkg-config --libs libedit)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The migrations, as SQL that people read, become one array of strings.
$(B)/schema.c: $(SCHEMA) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "store/schema.h"'; echo 'const char *const fz_schema[] = {'; \
	  for f in $(sort $(SCHEMA)); do \
	    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/  "/' -e 's/$$/\\n"/' $$f; echo '  ,'; \
	  done; echo '};'; echo 'const int fz_schema_count = $(words $(SCHEMA));'; } > $@

# What they come to for a new corpus.
$(B)/fold: core/store/schema/fold/fold.c $(B)/schema.o
	$(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -o $@ $^ $(shell pkg-config --libs sqlite3)

$(B)/whole.c: $(B)/fold
	$(B)/fold $@

$(B)/schema.o $(B)/whole.o: $(B)/%.o: $(B)/%.c
	$(CC) $(filter-out -Wpedantic,$(ALL_CFLAGS)) -c -o $@ $<

web: ## take ECharts from npm, as scripts/web/package-lock.json says, for charts in web pages
	@command -v $(NPM) >/dev/null || { echo "web: npm is missing (apt install npm); all else works without it"; exit 1; }
	@$(MAKE) --no-print-directory $(B)/web/echarts.js

# One file with its licences and notices; without the network nothing is made and the build goes on.
ECHARTS = $(B)/web/node_modules
$(B)/web/echarts.js: scripts/web/package.json scripts/web/package-lock.json
	@mkdir -p $(@D) && cp $^ scripts/web/.npmrc $(@D)/
	@cd $(@D) && $(NPM) ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 --fetch-timeout=30000 || \
	  { echo "web: npm could not get ECharts; charts in web pages stay still until make web"; exit 0; }; \
	cd $(CURDIR) && { echo '/*!'; cat $(ECHARTS)/echarts/NOTICE; echo; echo; cat $(ECHARTS)/zrender/LICENSE; \
	  echo; cat $(ECHARTS)/echarts/licenses/LICENSE-d3; echo '*/'; \
	  cat $(ECHARTS)/echarts/dist/echarts.common.min.js; } > $@

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# ---- a fresh machine -----------------------------------------------------------------------

# $(call need,PACKAGES): installs those that are missing, with sudo where one is not root.
define need
@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' \
  || echo $$p; done); \
if [ -n "$$missing" ]; then \
  command -v apt-get >/dev/null || { echo "fazhi is built on Debian 12; please install:" $$missing; exit 1; }; \
  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
  echo "installing:" $$missing; \
  $$sudo apt-get update -qq && \
  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
fi
endef

deps: ## install what building needs (Debian 12)
	$(call need,$(DEPS))

test-deps: ## install what the tests need
	$(call need,$(TEST_DEPS))

demo: deps ## build, read the reports in examples/, show an outline, a comparison and a trend
	@$(MAKE) --no-print-directory all
	@B=$(B) sh examples/demo.sh

# ---- tests ---------------------------------------------------------------------------------

check: test-deps ## run every test that must hold; ends with the count
	@$(MAKE) --no-print-directory all c-tests browser-modules
	@B=$(B) LUA=$(LUA) sh tests/run.sh

c-tests: $(C_TESTS)

# A test of the core links the archive; a test whose name begins with alloc_ may fail any allocation.
$(B)/tests/alloc_%: WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup
$(B)/tests/alloc_store_test: WRAP = # all its memory is SQLite's, which the test asks to fail
$(B)/tests/%: tests/c/%.c $(B)/libfazhi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(WRAP) -o $@ $< $(B)/libfazhi.a \
	  $(LIB_LIBS) $(shell pkg-config --libs cmocka) -pthread

# What drives the browser in tests/browser comes from npm; where there is none these tests say that they were skipped.
browser-modules:
	@mkdir -p $(B)/browser && cp tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc $(B)/browser/
	@if command -v $(NPM) >/dev/null && ! cmp -s $(B)/browser/package-lock.json $(B)/browser/got; then \
	  (cd $(B)/browser && $(NPM) ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 \
	    --fetch-timeout=30000) && cp $(B)/browser/package-lock.json $(B)/browser/got || \
	  echo "browser tests: npm could not get their modules"; fi

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

asan: test-deps ## the same tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory B=$(B)/asan CFLAGS="-O1 -g $(SANITIZE)" all c-tests
	@B=$(B)/asan LUA=$(LUA) SANITIZED=1 sh tests/run.sh

KILLS ?= 200
kill: all ## kill `fazhi add` at KILLS random moments (200): nothing is damaged, lost or doubled
	@B=$(B) KILLS=$(KILLS) $(B)/fazhi tests/kill/run.lua

FUZZ_SECONDS ?= 60
# The largest input that still finds something new in good time, where it is not 16 KB.
max_len_archive_fuzz := 65536
max_len_sketch_fuzz := 4096
max_len_passages_fuzz := 2048
max_len_patterns_fuzz := 128

# Each target has its own seeds; what it finds beyond them is kept under $(B).
define fuzz_one
mkdir -p $(B)/corpus/$(1) && $(B)/fuzzing/fuzz/$(1) -max_total_time=$(FUZZ_SECONDS) \
  -max_len=$(or $(max_len_$(1)),16384) -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 -artifact_prefix=$(B)/corpus/$(1)/ \
  $(B)/corpus/$(1) tests/fuzz/seeds/$(1)

endef

fuzz: ## fuzz every reader of bytes for FUZZ_SECONDS each (60), and all loaders
	$(call need,clang libclang-rt-dev)
	@$(MAKE) --no-print-directory B=$(B)/fuzzing CC=$(CLANG) \
	  CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined" fuzzers
	$(foreach f,$(FUZZERS),$(call fuzz_one,$(notdir $f)))
	@$(MAKE) --no-print-directory B=$(B)/asan CFLAGS="-O1 -g $(SANITIZE)" all
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(B)/asan/fazhi tests/fuzz/loaders.lua

fuzzers: $(FUZZERS)

$(B)/fuzz/%: tests/fuzz/%.c $(B)/libfazhi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $< $(B)/libfazhi.a $(LIB_LIBS) -pthread

# What the Lua of the tests requires is found here.
accuracy golden bench fuzz kill: export LUA_PATH = scripts/?.lua;scripts/?/init.lua;tests/?.lua;;
bench: export LUA_CPATH = $(B)/lua/?.so;;

accuracy: all ## how much of the labelled figures, sections and indicators is found
	@B=$(B) $(B)/fazhi tests/accuracy/measure.lua

golden: all ## write the golden outputs anew, to be read in the diff
	@B=$(B) GOLDEN=write $(LUA) tests/golden/run.lua

# N: the numbers of made-up reports; `make bench-nation` takes some twenty minutes and four gigabytes.
N ?= 200 2000
bench: ## measure whole adds beside Python, stock Lua and SQLite alone, questions, stages, reuse, the start
	$(call need,$(BENCH_DEPS))
	@$(MAKE) --no-print-directory all $(B)/bench/floor
	@B=$(B) $(B)/fazhi tests/bench/start.lua
	@B=$(B) LUA=$(LUA) $(LUA) tests/bench/nation.lua $(N)
	@B=$(B) $(B)/fazhi tests/bench/stages.lua
	@B=$(B) $(B)/fazhi tests/bench/reuse.lua

bench-nation: ## the same with 32,000 reports, as many as all governments publish in ten years
	@$(MAKE) --no-print-directory bench N="200 2000 32000"

# SQLite storing what a corpus has, ready-made: the floor of `make bench`.
$(B)/bench/floor: tests/bench/floor.c $(B)/libfazhi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(B)/libfazhi.a $(LIB_LIBS) -pthread

LINT_C := $(filter-out $(B)/%,$(LIB_SRC) $(wildcard core/lua/*.c core/app/*.c) core/app/bundle/bundle.c core/store/schema/fold/fold.c $(wildcard tests/c/*.c tests/bench/*.c))
lint: test-deps ## gcc, clang and luacheck without a word
	$(call need,clang)
	@for c in gcc $(CLANG); do for f in $(LINT_C); do \
	  $$c $(filter-out -MMD -MP,$(ALL_CFLAGS)) -Werror -fsyntax-only $$f || exit 1; done; done
	@luacheck --quiet scripts tests examples
	@echo "lint: clean"

format: ## lay out the C as .clang-format says
	clang-format -i $(LINT_C) $(wildcard include/fazhi/*.h core/*/*.h)

docs: man ## man pages under $(B)/man, the reference as HTML under $(B)/docs
	@mkdir -p $(B)/docs
	@$(B)/fazhi scripts/docs/make.lua $(B)/docs
	@echo "reference: $(B)/docs/index.html"

# In English under $(B)/man/man1, in Chinese under $(B)/man/zh_CN/man1; of the bundled verbs alone.
man: export XDG_CONFIG_HOME = /nonexistent
man: all
	@rm -rf $(B)/man && mkdir -p $(B)/man/man1 $(B)/man/zh_CN/man1
	@for v in "" $$($(B)/fazhi scripts -f tsv --columns name | sed 1d); do \
	  $(B)/fazhi help $$v --man --lang en > $(B)/man/man1/fazhi$${v:+-}$$v.1 && \
	  $(B)/fazhi help $$v --man --lang zh > $(B)/man/zh_CN/man1/fazhi$${v:+-}$$v.1 || exit 1; done
	@echo "man pages in $(B)/man: $$(find $(B)/man -name '*.1' | wc -l)"

# ---- installing ----------------------------------------------------------------------------

LUADIR = $(DESTDIR)$(prefix)/share/lua/5.4
CLUADIR = $(DESTDIR)$(prefix)/lib/lua/5.4
SHARE = $(DESTDIR)$(prefix)/share/fazhi

MANDIR = $(DESTDIR)$(prefix)/share/man
BASH_DIR = $(DESTDIR)$(prefix)/share/bash-completion/completions
ZSH_DIR = $(DESTDIR)$(prefix)/share/zsh/site-functions

install: all man ## install below $(DESTDIR)$(prefix): program, library, headers, Lua module, scripts, man pages
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/lib/pkgconfig \
	  $(DESTDIR)$(prefix)/include/fazhi $(LUADIR) $(CLUADIR)/fazhi/formats $(SHARE)
	install -m 755 $(B)/fazhi $(DESTDIR)$(prefix)/bin/fazhi
	install -m 644 $(B)/libfazhi.a $(DESTDIR)$(prefix)/lib/
	install -m 755 $(B)/libfazhi.so $(DESTDIR)$(prefix)/lib/libfazhi.so.$(VERSION)
	ln -sf libfazhi.so.$(VERSION) $(DESTDIR)$(prefix)/lib/libfazhi.so.$(ABI)
	ln -sf libfazhi.so.$(ABI) $(DESTDIR)$(prefix)/lib/libfazhi.so
	install -m 644 include/fazhi/*.h $(DESTDIR)$(prefix)/include/fazhi/
	install -m 755 $(B)/lua/fazhi/core.so $(B)/lua/fazhi/editor.so $(CLUADIR)/fazhi/
	install -m 755 $(B)/lua/fazhi/formats/*.so $(CLUADIR)/fazhi/formats/
	cp -R scripts/fazhi $(LUADIR)/
	for d in commands analyses catalogue data loaders templates; do cp -R scripts/$$d $(SHARE)/; done
	install -d $(SHARE)/web && install -m 644 scripts/web/*.js scripts/web/*.css $(SHARE)/web/
	[ ! -s $(B)/web/echarts.js ] || install -m 644 $(B)/web/echarts.js $(SHARE)/web/
	chmod -R u+rwX,go+rX $(LUADIR)/fazhi $(SHARE)
	sed -e 's|@prefix@|$(prefix)|' -e 's|@version@|$(VERSION)|' -e 's|@requires@|$(LIBPKGS)|' \
	  core/fazhi.pc.in > $(DESTDIR)$(prefix)/lib/pkgconfig/fazhi.pc
	install -d $(MANDIR)/man1 $(MANDIR)/zh_CN/man1 $(BASH_DIR) $(ZSH_DIR)
	install -m 644 $(B)/man/man1/*.1 $(MANDIR)/man1/
	install -m 644 $(B)/man/zh_CN/man1/*.1 $(MANDIR)/zh_CN/man1/
	XDG_CONFIG_HOME=/nonexistent $(B)/fazhi completion bash > $(BASH_DIR)/fazhi
	XDG_CONFIG_HOME=/nonexistent $(B)/fazhi completion zsh > $(ZSH_DIR)/_fazhi
	chmod 644 $(BASH_DIR)/fazhi $(ZSH_DIR)/_fazhi
	@[ -n "$(DESTDIR)" ] || [ "$$(id -u)" != 0 ] || PATH=$$PATH:/sbin ldconfig # so that libfazhi.so is found

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(prefix)/bin/fazhi $(DESTDIR)$(prefix)/lib/libfazhi.* \
	  $(DESTDIR)$(prefix)/lib/pkgconfig/fazhi.pc
	rm -rf $(DESTDIR)$(prefix)/include/fazhi $(LUADIR)/fazhi $(CLUADIR)/fazhi $(SHARE)
	rm -f $(MANDIR)/man1/fazhi*.1 $(MANDIR)/zh_CN/man1/fazhi*.1 $(BASH_DIR)/fazhi $(ZSH_DIR)/_fazhi

clean: ## remove everything built
	rm -rf $(B) examples/corpus.db*

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | \
	  expand -t 18
