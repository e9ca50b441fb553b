/*
** json.c: fazhi.core.json: plain Lua values as JSON (RFC 8259) on one line. What is an array and what
** stands for null is fazhi.json's to say.
**
**   json.encoder(null, array) → encode(value [, by]) → string
**       `null` is the value that is written as null, `array` the metatable of what is an array even
**       where it is empty. Any other table with items is an array as well; the rest are objects, their
**       keys in order of bytes. With `by`, each whole number under the key "start" is written that much
**       larger. Raises for what has no form in JSON and for tables nested too deep.
*/
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "binding.h"
#include "fazhi/quote.h"
#include "plain.h"

enum { DEEPEST = 2000, KEPT_NULL = 1, KEPT_ARRAY, KEPT = 2 };

typedef struct writer {
  plain *out;
  lua_Integer by;
  const void *array; /* the metatable */
} writer;

typedef struct key {
  const char *s;
  size_t length;
} key;

static void put_value(lua_State *L, writer *w, int depth);

static void put(lua_State *L, writer *w, const char *s, size_t length) {
  plain_bytes(L, w->out, s, length);
}

static void put_word(lua_State *L, writer *w, const char *s) { put(L, w, s, strlen(s)); }

/* ---- strings ----------------------------------------------------------------------------- */

static void put_string(lua_State *L, writer *w, const char *s, size_t length) {
  char quoted[FZ_QUOTED_MAX];
  put(L, w, "\"", 1);
  for (;;) {
    size_t as_is = fz_quote_plain(s, length, quoted);
    put(L, w, s, as_is);
    if (as_is == length) break;
    put_word(L, w, quoted);
    s += as_is + 1;
    length -= as_is + 1;
  }
  put(L, w, "\"", 1);
}

/* ---- numbers ----------------------------------------------------------------------------- */

/* The fewest digits that read back the same; whole numbers without a point. */
static void put_float(lua_State *L, writer *w, double n) {
  char words[40];
  if (isnan(n) || isinf(n)) {
    put_word(L, w, "null");
    return;
  }
  if (n == floor(n) && fabs(n) < 1e15) {
    snprintf(words, sizeof words, "%lld", (long long)n);
  } else {
    for (int digits = 14; digits <= 17; digits++) {
      snprintf(words, sizeof words, "%.*g", digits, n);
      if (strtod(words, NULL) == n) break;
    }
  }
  put_word(L, w, words);
}

static void put_number(lua_State *L, writer *w, lua_Integer more) {
  char words[24];
  if (!lua_isinteger(L, -1)) {
    put_float(L, w, lua_tonumber(L, -1));
    return;
  }
  lua_Integer n = (lua_Integer)((lua_Unsigned)lua_tointeger(L, -1) + (lua_Unsigned)more);
  snprintf(words, sizeof words, LUA_INTEGER_FMT, n);
  put_word(L, w, words);
}

/* ---- tables ------------------------------------------------------------------------------ */

static void put_array(lua_State *L, writer *w, lua_Integer count, int depth) {
  put(L, w, "[", 1);
  for (lua_Integer i = 1; i <= count; i++, lua_pop(L, 1)) {
    if (i > 1) put(L, w, ",", 1);
    lua_geti(L, -1, i);
    put_value(L, w, depth);
  }
  put(L, w, "]", 1);
}

static int by_bytes(const void *one, const void *other) {
  const key *a = one, *b = other;
  int order = memcmp(a->s, b->s, a->length < b->length ? a->length : b->length);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static size_t count_keys(lua_State *L, int table) {
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) count++;
  return count;
}

/* The keys in order; those that are no strings are kept as such in the list that is pushed below them. */
static key *push_keys(lua_State *L, int table, size_t count) {
  lua_newtable(L);
  int kept = lua_gettop(L);
  key *keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
  size_t i = 0;
  for (lua_pushnil(L); i < count && lua_next(L, table) != 0; lua_pop(L, 1), i++) {
    lua_pop(L, 1);
    if (lua_type(L, -1) == LUA_TSTRING) lua_pushvalue(L, -1);
    else {
      luaL_tolstring(L, -1, NULL);
      lua_pushvalue(L, -1);
      lua_rawseti(L, kept, (lua_Integer)i + 1);
    }
    keys[i].s = lua_tolstring(L, -1, &keys[i].length);
  }
  lua_settop(L, kept + 1);
  qsort(keys, i, sizeof *keys, by_bytes);
  return keys;
}

/* The value of a key that may have been a number. */
static void push_field(lua_State *L, int table, const key *k) {
  lua_pushlstring(L, k->s, k->length);
  if (lua_gettable(L, table) != LUA_TNIL) return;
  lua_pop(L, 1);
  if (lua_stringtonumber(L, k->s) != 0) lua_gettable(L, table);
  else lua_pushnil(L);
}

static void put_field(lua_State *L, writer *w, const key *k, int depth) {
  put_string(L, w, k->s, k->length);
  put(L, w, ":", 1);
  bool moves = w->by != 0 && k->length == 5 && memcmp(k->s, "start", 5) == 0;
  if (moves && lua_isinteger(L, -1)) put_number(L, w, w->by);
  else put_value(L, w, depth);
}

static void put_object(lua_State *L, writer *w, int depth) {
  int table = lua_gettop(L);
  size_t count = count_keys(L, table);
  const key *keys = count > 0 ? push_keys(L, table, count) : NULL;
  put(L, w, "{", 1);
  for (size_t i = 0; i < count; i++, lua_pop(L, 1)) {
    if (i > 0) put(L, w, ",", 1);
    push_field(L, table, &keys[i]);
    put_field(L, w, &keys[i], depth);
  }
  put(L, w, "}", 1);
  lua_settop(L, table);
}

static bool is_marked(lua_State *L, const writer *w) {
  if (!lua_getmetatable(L, -1)) return false;
  bool marked = lua_topointer(L, -1) == w->array;
  lua_pop(L, 1);
  return marked;
}

static void put_table(lua_State *L, writer *w, int depth) {
  if (depth > DEEPEST) luaL_error(L, "tables are nested more than %d deep", DEEPEST);
  luaL_checkstack(L, 8, NULL);
  lua_Integer count = luaL_len(L, -1);
  if (count > 0 || is_marked(L, w)) put_array(L, w, count, depth + 1);
  else put_object(L, w, depth + 1);
}

static void fail(lua_State *L) {
  lua_pushfstring(L, "a %s has no form in JSON", luaL_typename(L, -1));
  lua_error(L);
}

/* The value at the top. */
static void put_value(lua_State *L, writer *w, int depth) {
  size_t length;
  const char *s;
  if (lua_isnil(L, -1) || lua_rawequal(L, -1, lua_upvalueindex(KEPT_NULL))) {
    put_word(L, w, "null");
    return;
  }
  switch (lua_type(L, -1)) {
    case LUA_TNUMBER: put_number(L, w, 0); return;
    case LUA_TSTRING: s = lua_tolstring(L, -1, &length), put_string(L, w, s, length); return;
    case LUA_TBOOLEAN: put_word(L, w, lua_toboolean(L, -1) ? "true" : "false"); return;
    case LUA_TTABLE: put_table(L, w, depth); return;
    default: fail(L);
  }
}

static int l_encode(lua_State *L) {
  lua_Integer by = luaL_optinteger(L, 2, 0);
  lua_settop(L, 1);
  writer w = {push_plain(L), by, lua_topointer(L, lua_upvalueindex(KEPT_ARRAY))};
  lua_insert(L, 1);
  put_value(L, &w, 0);
  lua_pushlstring(L, (const char *)w.out->bytes, w.out->length);
  plain_free(w.out);
  return 1;
}

static int l_encoder(lua_State *L) {
  luaL_checkany(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_pushcclosure(L, l_encode, KEPT);
  return 1;
}

int open_json(lua_State *L) {
  static const luaL_Reg functions[] = {{"encoder", l_encoder}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
