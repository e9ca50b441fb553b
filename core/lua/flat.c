/*
** flat.c: fazhi.core.flat: text in the form in which patterns read it (fazhi/flat.h).
**
**   flat.new{ [character] = replacement, … }  → flat
**   flat:fold(s [, i, j])  → s, or its bytes i to j, with all replaced
*/
#include "fazhi/flat.h"

#include <stdbool.h>

#include "binding.h"

typedef struct box {
  fz_flat *flat;
} box;

static const char *const NAME = "fazhi.flat";

static int l_gc(lua_State *L) {
  box *b = check_object(L, NAME);
  fz_flat_free(b->flat);
  b->flat = NULL;
  return 0;
}

/* How many pairs the table at stack place 1 has, all of strings. */
static size_t count_pairs(lua_State *L) {
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    bool is_pair = lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING;
    if (!is_pair || ++count > FZ_FLAT_COUNT_MAX) luaL_error(L, "flat: no table of characters");
  }
  return count;
}

static int l_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  size_t count = count_pairs(L), i = 0;
  fz_flat_pair *pairs = lua_newuserdatauv(L, (count + 1) * sizeof *pairs, 0);
  for (lua_pushnil(L); lua_next(L, 1) != 0 && i < count; lua_pop(L, 1), i++) {
    pairs[i].s = lua_tolstring(L, -2, &pairs[i].length);
    pairs[i].with = lua_tolstring(L, -1, &pairs[i].with_length);
  }
  lua_settop(L, 2);
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->flat = NULL;
  luaL_setmetatable(L, NAME);
  fz_error error = {0};
  fz_status status = fz_flat_new(pairs, i, &b->flat, &error);
  if (status == FZ_INVALID) return luaL_error(L, "flat: %s", error.message);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

const fz_flat *check_flat(lua_State *L, int index) {
  return ((box *)luaL_checkudata(L, index, NAME))->flat;
}

static void add_folded(luaL_Buffer *buffer, const fz_flat *f, const char *s, size_t length) {
  if (length == 0) return;
  luaL_addsize(buffer, fz_flat_fold(f, s, length, luaL_prepbuffsize(buffer, length)));
}

static int l_fold(lua_State *L) {
  size_t length, start = 0, stop;
  luaL_Buffer buffer;
  const fz_flat *f = ((box *)check_object(L, NAME))->flat;
  const char *s = luaL_checklstring(L, 2, &length);
  stop = length;
  if (!lua_isnoneornil(L, 3)) check_span(L, 3, length, &start, &stop);
  luaL_buffinit(L, &buffer);
  add_folded(&buffer, f, s + start, stop - start);
  luaL_pushresult(&buffer);
  return 1;
}

int open_flat(lua_State *L) {
  static const luaL_Reg methods[] = {{"fold", l_fold}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
