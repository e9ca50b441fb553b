/*
** flat.c: fazhi.core.flat: text in the form in which patterns read it (fazhi/flat.h).
**
**   flat.new{ [character] = replacement, … }  → flat
**   flat:fold(s [, i, j])  → s, or its bytes i to j, with all replaced
**   flat:sentence(body, i, j, figures, from, to, cuts, places, ends)  → bytes i to j of the body
**       folded, with a number mark, the unit and an end mark in the place of figures[from .. to]
**       (start, stop, unit); cuts[n] bytes before figure n are left out, where it is there. The
**       places of the number marks go into places[1 ..], those of marks of clauses into ends[1 ..]
*/
#include "fazhi/flat.h"

#include <stdbool.h>

#include "binding.h"
#include "fazhi/patterns.h"

typedef struct box {
  fz_flat *flat;
} box;

static const char *const NAME = "fazhi.flat";

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
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
  const fz_flat *f = check_flat(L, 1);
  const char *s = luaL_checklstring(L, 2, &length);
  stop = length;
  if (!lua_isnoneornil(L, 3)) check_span(L, 3, length, &start, &stop);
  luaL_buffinit(L, &buffer);
  add_folded(&buffer, f, s + start, stop - start);
  luaL_pushresult(&buffer);
  return 1;
}

/* ---- sentences ---- */

enum { BODY = 2, FIGURES = 5, FROM = 6, TO = 7, CUTS = 8, PLACES = 9, ENDS = 10, UNITS = 11 };

/* A figure in the body, [start, stop), and the bytes before it that are left out. */
typedef struct stretch {
  size_t start, stop, cut;
} stretch;

static size_t get_place(lua_State *L, const char *key) {
  int is_integer;
  lua_getfield(L, -1, key);
  lua_Integer at = lua_tointegerx(L, -1, &is_integer);
  lua_pop(L, 1);
  if (!is_integer || at < 1) luaL_error(L, "flat: a figure without a span");
  return (size_t)at;
}

static size_t get_cut(lua_State *L, lua_Integer n) {
  lua_Integer cut = lua_rawgeti(L, CUTS, n) == LUA_TNUMBER ? lua_tointeger(L, -1) : 0;
  lua_pop(L, 1);
  return cut > 0 ? (size_t)cut : 0;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Takes the spans of the figures and keeps their units at UNITS, where nothing frees them. */
static void take_figures(lua_State *L, stretch *list, lua_Integer from, size_t count,
                         size_t length) {
  for (size_t i = 0; i < count; i++) {
    if (lua_geti(L, FIGURES, from + (lua_Integer)i) != LUA_TTABLE) luaL_error(L, "flat: no figure");
    size_t start = get_place(L, "start") - 1, stop = get_place(L, "stop");
    list[i] =
        (stretch){least(start, length), least(stop, length), get_cut(L, from + (lua_Integer)i)};
    if (lua_getfield(L, -1, "unit") != LUA_TSTRING) {
      lua_pop(L, 1);
      lua_pushliteral(L, "");
    }
    lua_rawseti(L, UNITS, (lua_Integer)i + 1);
    lua_pop(L, 1);
  }
}

static void put_number(lua_State *L, luaL_Buffer *buffer, size_t i) {
  luaL_addchar(buffer, FZ_FLAT_NUMBER);
  lua_rawgeti(L, UNITS, (lua_Integer)i + 1);
  luaL_addvalue(buffer);
  luaL_addchar(buffer, FZ_FLAT_UNIT_END);
}

/* Fills the lists at PLACES and ENDS from the flat text at the top. */
static void put_places(lua_State *L) {
  size_t length;
  lua_Integer places = 0, ends = 0;
  const char *s = lua_tolstring(L, -1, &length);
  for (size_t i = 0; i < length; i++) {
    bool is_end = s[i] >= FZ_FLAT_COMMA && s[i] <= FZ_FLAT_COLON;
    if (!is_end && s[i] != FZ_FLAT_NUMBER) continue;
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_rawseti(L, is_end ? ENDS : PLACES, is_end ? ++ends : ++places);
  }
}

static int l_sentence(lua_State *L) {
  size_t length, start, stop;
  luaL_Buffer buffer;
  const fz_flat *f = check_flat(L, 1);
  const char *s = luaL_checklstring(L, BODY, &length);
  check_span(L, BODY + 1, length, &start, &stop);
  luaL_checktype(L, FIGURES, LUA_TTABLE);
  lua_Integer from = luaL_checkinteger(L, FROM), to = luaL_checkinteger(L, TO);
  for (int i = CUTS; i <= ENDS; i++) luaL_checktype(L, i, LUA_TTABLE);
  luaL_argcheck(L, from >= 1 && to >= from - 1 && to - from < 1000000, TO, "no figures");
  lua_settop(L, ENDS);
  size_t count = (size_t)(to - from + 1);
  lua_createtable(L, (int)count, 0);
  stretch *list = lua_newuserdatauv(L, (count + 1) * sizeof *list, 0);
  take_figures(L, list, from, count, length);
  luaL_buffinit(L, &buffer);
  for (size_t i = 0; i < count; start = list[i++].stop) {
    size_t before = list[i].start - least(list[i].cut, list[i].start);
    if (before > start) add_folded(&buffer, f, s + start, before - start);
    put_number(L, &buffer, i);
  }
  if (stop > start) add_folded(&buffer, f, s + start, stop - start);
  luaL_pushresult(&buffer);
  put_places(L);
  return 1;
}

int open_flat(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__gc", l_gc}, {"__index", NULL}, {"__metatable", NULL}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"fold", l_fold}, {"sentence", l_sentence}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, meta, methods);
  luaL_newlib(L, functions);
  return 1;
}
