/*
** openings.c: fazhi.core.openings: the clauses of a sentence that begin in a certain way
** (fazhi/openings.h).
**
**   openings.new{ marks=, leads=, heads=, inside=, reach= }  → openings; tables of words
**       (fazhi.core.words), reach in bytes
**   openings:lead(s, at, j)         → byte of s[at .. j] behind words that lead, j + 1 if all do
**   openings:next(s, at, j, names)  → start, head, next | nil: the first clause of s[at .. j] that
**       is meant, what it begins with, and the next clause, nil if there is none; `names` are rows
**       (fazhi.core.rows)
*/
#include "fazhi/openings.h"

#include "binding.h"

static const char *const NAME = "fazhi.openings";

static const char *const fields[] = {"marks", "leads", "heads", "inside"};

enum { FIELDS = sizeof fields / sizeof fields[0] };

/* The table of words in a field of the table at stack place 1, which the box at 2 keeps. */
static const fz_words *take_words(lua_State *L, int field) {
  size_t count;
  lua_getfield(L, 1, fields[field]);
  const fz_words *words = check_words(L, -1, &count);
  lua_setiuservalue(L, 2, field + 1);
  return words;
}

static int l_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_getfield(L, 1, "reach");
  lua_Integer reach = luaL_checkinteger(L, -1);
  luaL_argcheck(L, reach >= 0, 1, "a negative reach");
  lua_settop(L, 1);
  fz_openings *o = lua_newuserdatauv(L, sizeof *o, FIELDS);
  *o = (fz_openings){.reach = (size_t)reach};
  o->marks = take_words(L, 0);
  o->leads = take_words(L, 1);
  o->heads = take_words(L, 2);
  o->inside = take_words(L, 3);
  luaL_setmetatable(L, NAME);
  return 1;
}

/* The span of arguments 3 and 4 in a text: *at is at most *stop. */
static void check_stretch(lua_State *L, size_t length, size_t *at, size_t *stop) {
  size_t first = check_offset(L, 3);
  lua_Integer last = luaL_checkinteger(L, 4);
  *stop = last < 0 ? 0 : (size_t)last < length ? (size_t)last : length;
  *at = first < *stop ? first : *stop;
}

static int l_lead(lua_State *L) {
  size_t length, at, stop;
  const fz_openings *o = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  check_stretch(L, length, &at, &stop);
  lua_pushinteger(L, (lua_Integer)fz_openings_lead(o, s, at, stop) + 1);
  return 1;
}

static void push_number(lua_State *L, size_t n) {
  if (n > 0)
    lua_pushinteger(L, (lua_Integer)n);
  else
    lua_pushnil(L);
}

static int l_next(lua_State *L) {
  size_t length, at, stop;
  fz_opening found;
  const fz_openings *o = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  check_stretch(L, length, &at, &stop);
  const fz_rows *names = lua_isnoneornil(L, 5) ? NULL : check_rows(L, 5);
  if (!fz_openings_next(o, names, s, length, at, stop, &found)) return 0;
  lua_pushinteger(L, (lua_Integer)found.start + 1);
  lua_pushinteger(L, (lua_Integer)found.head + 1);
  push_number(L, found.is_last ? 0 : found.next + 1);
  push_number(L, found.word);
  return 4;
}

int open_openings(lua_State *L) {
  static const luaL_Reg methods[] = {{"lead", l_lead}, {"next", l_next}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, NULL, methods);
  luaL_newlib(L, functions);
  return 1;
}
