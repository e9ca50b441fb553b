/*
** helper.c: fazhi.core.helper, programs of somebody else's run within limits. What may be run, and
** what its output means, is known to the loaders in Lua.
*/
#include "binding.h"

#include <limits.h>
#include <string.h>

#include "fazhi/helper.h"

enum { MAX_WORDS = 64 };

/* The words belong to tables that are held on the stack. */
typedef struct request {
  fz_helper helper;
  const char *argv[MAX_WORDS + 1];
  const char *env[MAX_WORDS + 1];
} request;

static const char *check_word(lua_State *L, int index, const char *what) {
  size_t length = 0;
  const char *s = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
  if (s == NULL || strlen(s) != length) luaL_error(L, "%s must be a string without NUL", what);
  return s;
}

static void check_argv(lua_State *L, request *r) {
  lua_Integer n = luaL_len(L, 1);
  luaL_argcheck(L, n >= 1 && n <= MAX_WORDS, 1, "one to 64 words are needed");
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 1, i);
    r->argv[i - 1] = check_word(L, -1, "each word");
    lua_pop(L, 1);
  }
  r->helper.argv = r->argv;
}

/* env = { NAME = "value" } as "NAME=value", which a new table at the top keeps alive. */
static void check_env(lua_State *L, request *r) {
  lua_newtable(L);
  if (lua_getfield(L, 1, "env") == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  luaL_argcheck(L, lua_istable(L, -1), 1, "env must be a table");
  lua_Integer n = 0;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (n == MAX_WORDS) luaL_error(L, "env has more than 64 names");
    const char *name = check_word(L, -2, "each name in env");
    lua_pushfstring(L, "%s=%s", name, check_word(L, -1, "each value in env"));
    r->env[n] = lua_tostring(L, -1);
    lua_rawseti(L, -5, ++n);
  }
  lua_pop(L, 1);
  r->helper.env = r->env;
}

static lua_Number number_field(lua_State *L, const char *key) {
  int type = lua_getfield(L, 1, key);
  lua_Number n = lua_tonumber(L, -1);
  if (type != LUA_TNIL && (type != LUA_TNUMBER || !(n >= 0 && n <= 9e15)))
    luaL_error(L, "%s must be a number, 0 or more", key);
  lua_pop(L, 1);
  return n;
}

/* A hook that was not there before is how the program's interrupt reaches Lua code; a worker is stopped with
** its crew. */
static bool is_interrupted(void *data) {
  lua_State *L = data;
  if (is_stopping(L)) return true;
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  lua_State *main = lua_tothread(L, -1);
  lua_pop(L, 1);
  return lua_gethook(L) != NULL || lua_gethook(main) != NULL;
}

static void check_request(lua_State *L, request *r) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  check_argv(L, r);
  check_env(L, r);
  r->helper.seconds = (double)number_field(L, "seconds");
  r->helper.memory = (size_t)number_field(L, "memory");
  r->helper.output = (size_t)number_field(L, "output");
  if (lua_getfield(L, 1, "dir") != LUA_TNIL) r->helper.dir = check_word(L, -1, "dir");
  if (lua_getfield(L, 1, "input") != LUA_TNIL) {
    r->helper.input = lua_tolstring(L, -1, &r->helper.input_length);
    luaL_argcheck(L, r->helper.input != NULL, 1, "input must be a string");
  }
  luaL_checkstack(L, LUA_MINSTACK, NULL);
  /* Somebody who debugs or measures has a hook already, which says nothing. */
  if (!is_interrupted(L)) {
    r->helper.is_cancelled = is_interrupted;
    r->helper.data = L;
  }
}

typedef struct printed {
  fz_helper_output output;
} printed;

static int l_printed_close(lua_State *L) {
  fz_helper_clear(&((printed *)lua_touserdata(L, 1))->output);
  return 0;
}

static printed *box_printed(lua_State *L) {
  printed *p = lua_newuserdatauv(L, sizeof *p, 0);
  memset(p, 0, sizeof *p);
  set_closer(L, "fazhi.printed", l_printed_close);
  return p;
}

/*
** run{ program, arguments …, input=, seconds=, memory=, output=, dir=, env={NAME=value} } → what it
** printed, what it complained; or nil, message, code, what it complained.
*/
static int l_run(lua_State *L) {
  request r = {0};
  check_request(L, &r);
  printed *p = box_printed(L);
  lua_toclose(L, -1);
  fz_error error = {0};
  if (fz_helper_run(&r.helper, &p->output, &error) != FZ_OK)
    push_failure(L, &error);
  else
    lua_pushlstring(L, p->output.out, p->output.out_length);
  lua_pushlstring(L, p->output.err != NULL ? p->output.err : "", p->output.err_length);
  return error.status == FZ_OK ? 2 : 4;
}

/* find(name) → the path of the program; nil, message, code. */
static int l_find(lua_State *L) {
  char path[PATH_MAX];
  fz_error error = {0};
  const char *name = luaL_checkstring(L, 1);
  if (fz_helper_find(name, path, sizeof path, &error) != FZ_OK) return push_failure(L, &error);
  lua_pushstring(L, path);
  return 1;
}

static const luaL_Reg functions[] = {{"run", l_run}, {"find", l_find}, {NULL, NULL}};

int open_helper(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
