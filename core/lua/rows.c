/*
** rows.c: fazhi.core.rows: tables of names, found by what a text says (fazhi/rows.h).
**
**   rows.new(tables, endings, least)  → rows; `tables` is a list of { text, has_shorts }, of which
**       the texts are kept; `endings` a list of strings
**   #rows                             → how many rows there are
**   rows:at(n)                        → code, name, text of the table, where its rest begins there
**   rows:coded(code), rows:named(s [, i, j]), rows:short(s [, i, j]) → {n, …} | nil: the rows of
**       that code, name, short name, s:sub(i, j), in their order
**   rows:begin(s, at [, last])        → place, longest | nil: the first place from byte `at` on, and
**       not behind byte `last`, where a name of two characters or more may begin, and the bytes of
**       the longest that begins so
*/
#include "fazhi/rows.h"

#include <stdint.h>

#include "binding.h"

static const char *const NAME = "fazhi.rows";

/* The userdata is a box; its user value is the list of the tables' texts, which the rows borrow. */
static int l_close(lua_State *L) {
  fz_rows **box = luaL_checkudata(L, 1, NAME);
  fz_rows_free(*box);
  *box = NULL;
  return 0;
}

const fz_rows *check_rows(lua_State *L, int index) {
  fz_rows **box = luaL_checkudata(L, index, NAME);
  luaL_argcheck(L, *box != NULL, index, "the rows are closed");
  return *box;
}

static fz_rows_text *new_texts(lua_State *L, int arg, size_t *count) {
  luaL_checktype(L, arg, LUA_TTABLE);
  *count = lua_rawlen(L, arg);
  luaL_argcheck(L, *count < SIZE_MAX / sizeof(fz_rows_text) - 1, arg, "too many");
  return lua_newuserdatauv(L, (*count + 1) * sizeof(fz_rows_text), 0);
}

/* The tables; their texts are put into the list at stack index `kept`. */
static fz_rows_text *check_tables(lua_State *L, int arg, int kept, size_t *count) {
  fz_rows_text *tables = new_texts(L, arg, count);
  for (size_t i = 0; i < *count; i++) {
    lua_Integer n = (lua_Integer)i + 1;
    luaL_argcheck(L, lua_rawgeti(L, arg, n) == LUA_TTABLE, arg, "a table is { text, has_shorts }");
    luaL_argcheck(L, lua_rawgeti(L, -1, 1) == LUA_TSTRING, arg, "a text is a string");
    tables[i].s = lua_tolstring(L, -1, &tables[i].length);
    lua_rawseti(L, kept, n);
    lua_rawgeti(L, -1, 2);
    tables[i].has_shorts = lua_toboolean(L, -1);
    lua_pop(L, 2);
  }
  return tables;
}

static fz_rows_text *check_endings(lua_State *L, int arg, size_t *count) {
  fz_rows_text *endings = new_texts(L, arg, count);
  for (size_t i = 0; i < *count; i++) {
    luaL_argcheck(L, lua_rawgeti(L, arg, (lua_Integer)i + 1) == LUA_TSTRING, arg, "no string");
    endings[i].s = lua_tolstring(L, -1, &endings[i].length); /* the list keeps it */
    lua_pop(L, 1);
  }
  return endings;
}

static int l_new(lua_State *L) {
  size_t count, ending_count;
  lua_Integer least = luaL_checkinteger(L, 3);
  luaL_argcheck(L, least >= 0, 3, "not negative");
  lua_settop(L, 3);
  lua_newtable(L);
  fz_rows_text *tables = check_tables(L, 1, 4, &count);
  fz_rows_text *endings = check_endings(L, 2, &ending_count);
  fz_rows **box = lua_newuserdatauv(L, sizeof *box, 1);
  *box = NULL;
  luaL_setmetatable(L, NAME);
  lua_pushvalue(L, 4);
  lua_setiuservalue(L, -2, 1);
  fz_error error;
  fz_status status = fz_rows_new(tables, count, endings, ending_count, (size_t)least, box, &error);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

static int l_length(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)fz_rows_count(check_rows(L, 1)));
  return 1;
}

static int l_at(lua_State *L) {
  const fz_rows *rows = check_rows(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 1 && (lua_Unsigned)n <= fz_rows_count(rows), 2, "no such row");
  fz_row row = fz_rows_at(rows, (size_t)n);
  lua_getiuservalue(L, 1, 1);
  lua_rawgeti(L, -1, (lua_Integer)row.table + 1);
  const char *text = lua_tostring(L, -1);
  lua_pushlstring(L, text + row.code, row.code_length);
  lua_pushlstring(L, text + row.name, row.name_length);
  lua_pushvalue(L, -3);
  lua_pushinteger(L, (lua_Integer)row.rest + 1);
  return 4;
}

/* The rows that s:sub(i, j) of the arguments finds, as a list. */
static int push_found(lua_State *L, fz_rows_key key) {
  const fz_rows *rows = check_rows(L, 1);
  size_t length, start = 0, stop, cursor = 0;
  const char *s = luaL_checklstring(L, 2, &length);
  stop = length;
  if (!lua_isnoneornil(L, 3)) check_span(L, 3, length, &start, &stop);
  lua_Integer count = 0;
  for (size_t row; (row = fz_rows_find(rows, key, s + start, stop - start, &cursor)) != 0;) {
    if (count == 0) lua_createtable(L, 1, 0);
    lua_pushinteger(L, (lua_Integer)row);
    lua_rawseti(L, -2, ++count);
  }
  return count > 0 ? 1 : 0;
}

static int l_coded(lua_State *L) { return push_found(L, FZ_ROWS_CODE); }
static int l_named(lua_State *L) { return push_found(L, FZ_ROWS_NAME); }
static int l_short(lua_State *L) { return push_found(L, FZ_ROWS_SHORT); }

static int l_begin(lua_State *L) {
  const fz_rows *rows = check_rows(L, 1);
  size_t length, longest;
  const char *s = luaL_checklstring(L, 2, &length);
  size_t at = check_offset(L, 3);
  lua_Integer last = luaL_optinteger(L, 4, (lua_Integer)length);
  if (at >= length || last <= (lua_Integer)at) return 0;
  size_t place = fz_rows_begin(rows, s, length, at, (size_t)last, &longest);
  if (place == length) return 0;
  lua_pushinteger(L, (lua_Integer)place + 1);
  lua_pushinteger(L, (lua_Integer)longest);
  return 2;
}

int open_rows(lua_State *L) {
  static const luaL_Reg methods[] = {{"at", l_at},         {"coded", l_coded}, {"named", l_named},
                                     {"short", l_short},   {"begin", l_begin}, {"__len", l_length},
                                     {"__close", l_close}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_close, methods);
  luaL_newlib(L, functions);
  return 1;
}
