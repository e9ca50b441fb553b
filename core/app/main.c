/*
** main.c: the program. Opens a Lua state with LPeg in it, finds the scripts and the module of the
** core beside itself, and hands the command line to fazhi.host; what a verb is, it does not know.
*/
#include <lauxlib.h>
#include <limits.h>
#include <locale.h>
#include <lua.h>
#include <lualib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fazhi/lua.h"
#include "heap.h"
#include "interrupt.h"
#include "library.h"
#include "sandbox.h"
#include "state.h"
#include "terminal.h"

enum { EXIT_FAULT = 7, EXIT_INTERRUPTED = 130 };

/* KB that are made before the collector first runs: what a verb loads stays, to look through it
   again and again while it grows is in vain. */
enum { HEADROOM = 24 * 1024 };

int luaopen_lpeg(lua_State *L);

static int l_traceback(lua_State *L) {
  if (interrupt_is(L, 1)) return 1;
  const char *message = lua_tostring(L, 1);
  if (message == NULL) message = luaL_tolstring(L, 1, NULL);
  luaL_traceback(L, L, message, 1);
  return 1;
}

static int is_readable(const char *dir, const char *rest) {
  char path[PATH_MAX];
  int n = snprintf(path, sizeof path, "%s%s", dir, rest);
  return n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

/* Cuts the last step off a path; returns 0 if there is none. */
static int cut_step(char *path) {
  char *slash = strrchr(path, '/');
  if (slash == NULL) return 0;
  *slash = '\0';
  return 1;
}

/* Where the parts of the library lie: the folders of its Lua and of its module. */
typedef struct places {
  char library[PATH_MAX], module[PATH_MAX];
} places;

static int join(char *path, const char *dir, const char *rest) {
  int n = snprintf(path, PATH_MAX, "%s%s", dir, rest);
  return n > 0 && n < PATH_MAX;
}

/*
** Installed, the program lies in bin/ beside share/ and lib/; in the source tree it lies in build/,
** or a folder deeper for another kind of build, with its module below it and scripts/ above.
** Returns 0 if it is in neither.
*/
static int find_places(places *at) {
  char place[PATH_MAX], build[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", place, sizeof place - 1);
  if (n <= 0) return 0;
  place[n] = '\0';
  if (!cut_step(place)) return 0;
  memcpy(build, place, sizeof build);
  if (!cut_step(place)) return 0;
  if (is_readable(place, "/share/lua/5.4/fazhi/host.lua")) {
    return join(at->library, place, "/share/lua/5.4") && join(at->module, place, "/lib/lua/5.4");
  }
  if (!is_readable(place, "/scripts/fazhi/host.lua")) {
    if (!cut_step(place) || !is_readable(place, "/scripts/fazhi/host.lua")) return 0;
  }
  return join(at->library, place, "/scripts") && join(at->module, build, "/lua");
}

static void put_before(lua_State *L, const char *field, const char *entry) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, field);
  lua_pushfstring(L, "%s;%s", entry, lua_tostring(L, -1));
  lua_setfield(L, -3, field);
  lua_pop(L, 2);
}

/* Our own library comes before whatever else LUA_PATH and LUA_CPATH name. */
static void set_package_paths(lua_State *L) {
  places at;
  if (!find_places(&at)) return;
  put_before(L, "path", lua_pushfstring(L, "%s/?.lua;%s/?/init.lua", at.library, at.library));
  put_before(L, "cpath", lua_pushfstring(L, "%s/?.so", at.module));
  lua_pop(L, 2);
}

static void preload(lua_State *L, const char *name, lua_CFunction open) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

/* The words of the command line as a table, word 0 being the program. */
static void push_words(lua_State *L, int argc, char **argv) {
  lua_createtable(L, argc, 1);
  for (int i = 0; i < argc; i++) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i);
  }
}

/* What counts leaks wants all memory back, piece by piece. */
#ifdef __SANITIZE_ADDRESS__
enum { GIVES_BACK = 1 };
#else
enum { GIVES_BACK = 0 };
#endif

static int *ending; /* with which status the program ends, in the object below; negative: not yet */

static int finish(int status) { return fflush(stdout) != 0 && status == 0 ? EXIT_FAULT : status; }

static int l_leave(lua_State *L) {
  const int *status = lua_touserdata(L, 1);
  if (*status >= 0) exit(finish(*status));
  return 0;
}

/*
** The first object with a finalizer is the last that is finalized when the state is closed: then all
** that has to be closed is, and the memory goes at once, with the process, instead of piece by piece.
*/
static void prepare_end(lua_State *L) {
  ending = lua_newuserdatauv(L, sizeof *ending, 0);
  *ending = -1;
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, l_leave);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  lua_setfield(L, LUA_REGISTRYINDEX, "fazhi.end");
}

static int l_main(lua_State *L) {
  int argc = (int)lua_tointeger(L, 1);
  char **argv = lua_touserdata(L, 2);
  if (!GIVES_BACK) prepare_end(L);
  luaL_openlibs(L);
  lua_gc(L, LUA_GCSTEP, -HEADROOM); /* a step back: so much is to be made before the next one */
  interrupt_watch(L);
  preload(L, "lpeg", luaopen_lpeg);
  preload(L, "fazhi.sandbox", luaopen_fazhi_sandbox);
  preload(L, "fazhi.core.interrupt", luaopen_interrupt);
  preload(L, "fazhi.core.editor", luaopen_terminal);
  preload(L, "fazhi.library", luaopen_library);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "fazhi.library");
  lua_call(L, 1, 0);
  set_package_paths(L);
  push_words(L, argc, argv);
  lua_pushvalue(L, -1);
  lua_setglobal(L, "arg");
  lua_getglobal(L, "require");
  lua_pushliteral(L, "fazhi.host");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "main");
  lua_pushvalue(L, -3);
  lua_call(L, 1, 1);
  return 1;
}

static int l_tell_interrupt(lua_State *L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "fazhi.host");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "tell_interrupt");
  lua_call(L, 0, 0);
  return 0;
}

/* The exit status for what came of the protected call, whose result or error is on the top. */
static int status_of(lua_State *L, int outcome) {
  if (interrupt_is(L, -1)) {
    interrupt_leave(L);
    lua_pushcfunction(L, l_tell_interrupt);
    lua_pcall(L, 0, 0, 0);
    return EXIT_INTERRUPTED;
  }
  if (outcome == LUA_OK) return (int)lua_tointeger(L, -1);
  const char *message = lua_tostring(L, -1);
  const char *code = outcome == LUA_ERRMEM ? "E701" : "E703";
  fprintf(stderr, "fazhi: %s: %s\n", code, message != NULL ? message : "no message");
  return EXIT_FAULT;
}

int main(int argc, char **argv) {
  if (!GIVES_BACK) heap_prepare();
  setlocale(LC_CTYPE, "");
  signal(SIGPIPE, SIG_DFL);
  lua_State *L = state_new();
  if (L == NULL) {
    fputs("fazhi: E701: out of memory\n", stderr);
    return EXIT_FAULT;
  }
  lua_pushcfunction(L, l_traceback);
  lua_pushcfunction(L, l_main);
  lua_pushinteger(L, argc);
  lua_pushlightuserdata(L, argv);
  int outcome = lua_pcall(L, 2, 1, 1);
  int status = status_of(L, outcome);
  interrupt_leave(L);
  if (ending != NULL) *ending = status;
  lua_close(L);
  return finish(status);
}
