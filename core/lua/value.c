/*
** value.c: fazhi.core.value: what a value of Lua holds as bytes that can be hashed: the same for equal
** values, in whatever order their tables were filled.
**
**   value.bytes(value [, skipped [, has_file]])  → bytes, is_opaque
**       keys of `skipped` are left out of the table `value` itself; is_opaque: a function or userdata,
**       which shows nothing of what it does, is in it. A function counts by its code, if it has some,
**       unless `has_file` says that the caller counts the file it is written in.
**
** A string is written 3:abc, a table {key=value…} with its keys in order, a table of the class
** fazhi.pattern as its source, all else as tostring writes it.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "binding.h"

enum { DEPTH_MAX = 150, FIRST_SIZE = 4096, ROOM = 6, VALUE = 1, SKIPPED = 2, BYTES = 4 };

/* The bytes are a userdata at stack place BYTES, which the collector frees whatever Lua raises. */
typedef struct writer {
  lua_State *L;
  char *bytes;
  size_t length, capacity;
  int depth;
  bool has_file, is_opaque;
} writer;

typedef struct key {
  int type;
  bool is_integer;
  lua_Integer i;
  lua_Number n;
  const char *s;
  size_t length;
} key;

static void grow(writer *w, size_t more) {
  size_t capacity = w->capacity > 0 ? w->capacity : FIRST_SIZE;
  while (capacity - w->length < more) {
    if (capacity > SIZE_MAX / 4) luaL_error(w->L, "not enough memory");
    capacity *= 2;
  }
  char *bytes = lua_newuserdatauv(w->L, capacity, 0);
  if (w->length > 0) memcpy(bytes, w->bytes, w->length);
  lua_replace(w->L, BYTES);
  w->bytes = bytes;
  w->capacity = capacity;
}

static void put(writer *w, const char *s, size_t length) {
  if (w->capacity - w->length < length) grow(w, length);
  if (length > 0) memcpy(w->bytes + w->length, s, length);
  w->length += length;
}

static void put_string(writer *w, const char *s, size_t length) {
  char size[24];
  int n = snprintf(size, sizeof size, "%zu:", length);
  put(w, size, (size_t)n);
  put(w, s, length);
}

/* Puts what tostring makes of the value on top. */
static void put_told(writer *w) {
  size_t length = 0;
  const char *s = luaL_tolstring(w->L, -1, &length);
  put(w, s, length);
  lua_pop(w->L, 1);
}

static int on_code(lua_State *L, const void *code, size_t length, void *context) {
  (void)L;
  put(context, code, length);
  return 0;
}

/* Puts the function or userdata on top. */
static void put_opaque(writer *w) {
  const char *name = luaL_typename(w->L, -1);
  w->is_opaque = true;
  bool has_code = lua_isfunction(w->L, -1) && !lua_iscfunction(w->L, -1);
  if (w->has_file || !has_code || lua_dump(w->L, on_code, w, 1) != 0) put(w, name, strlen(name));
}

/* The key at a place of the stack, whose string is borrowed until the table loses it. */
static key key_at(lua_State *L, int place) {
  key k = {.type = lua_type(L, place)};
  switch (k.type) {
    case LUA_TSTRING: k.s = lua_tolstring(L, place, &k.length); break;
    case LUA_TNUMBER:
      k.is_integer = lua_isinteger(L, place);
      k.i = lua_tointeger(L, place);
      k.n = lua_tonumber(L, place);
      break;
    case LUA_TBOOLEAN: k.i = lua_toboolean(L, place); break;
    default: luaL_error(L, "a key that is no text, number or boolean");
  }
  return k;
}

static int by_bytes(const key *a, const key *b) {
  int order = memcmp(a->s, b->s, a->length < b->length ? a->length : b->length);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

/* Booleans come first, then numbers, then texts. */
static int by_order(const void *one, const void *other) {
  const key *a = one, *b = other;
  if (a->type != b->type) return a->type < b->type ? -1 : 1;
  if (a->type == LUA_TSTRING) return by_bytes(a, b);
  if (a->type == LUA_TBOOLEAN || (a->is_integer && b->is_integer)) return (a->i > b->i) - (a->i < b->i);
  return (a->n > b->n) - (a->n < b->n);
}

static void push_key(lua_State *L, const key *k) {
  if (k->type == LUA_TSTRING) lua_pushlstring(L, k->s, k->length);
  else if (k->type == LUA_TBOOLEAN) lua_pushboolean(L, (int)k->i);
  else if (k->is_integer) lua_pushinteger(L, k->i);
  else lua_pushnumber(L, k->n);
}

/* Pushes the keys of the table below the top in their order; `is_list` if they are 1 … count. */
static const key *push_keys(lua_State *L, size_t *count, bool *is_list) {
  *count = 0, *is_list = true;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    ++*count;
    *is_list = *is_list && lua_isinteger(L, -2) && lua_tointeger(L, -2) == (lua_Integer)*count;
  }
  key *keys = lua_newuserdatauv(L, *is_list ? 1 : *count * sizeof *keys, 0);
  if (*is_list) return keys;
  size_t n = 0;
  for (lua_pushnil(L); lua_next(L, -3) != 0; lua_pop(L, 1)) keys[n++] = key_at(L, -2);
  qsort(keys, n, sizeof *keys, by_order);
  return keys;
}

static void put_value(writer *w);

static bool is_skipped(lua_State *L, bool is_outer) {
  if (!is_outer || !lua_istable(L, SKIPPED)) return false;
  lua_pushvalue(L, -1);
  bool skips = lua_rawget(L, SKIPPED) != LUA_TNIL && lua_toboolean(L, -1);
  lua_pop(L, 1);
  return skips;
}

/* Puts the table on top; `is_outer` if it is the one that the caller gave. */
static void put_table(writer *w, bool is_outer) {
  lua_State *L = w->L;
  if (++w->depth > DEPTH_MAX) luaL_error(L, "a table that is too deep, or in itself");
  luaL_checkstack(L, ROOM, NULL);
  size_t count = 0;
  bool is_list = true;
  const key *keys = push_keys(L, &count, &is_list);
  put(w, "{", 1);
  for (size_t i = 0; i < count; i++) {
    if (is_list) lua_pushinteger(L, (lua_Integer)i + 1);
    else push_key(L, &keys[i]);
    if (is_skipped(L, is_outer)) {
      lua_pop(L, 1);
      continue;
    }
    put_value(w);
    put(w, "=", 1);
    lua_rawget(L, -3);
    put_value(w);
    lua_pop(L, 1);
  }
  put(w, "}", 1);
  lua_pop(L, 1);
  w->depth--;
}

/* Pushes the source of the pattern on top; false if it is none. */
static bool push_source(lua_State *L) {
  int type = luaL_getmetafield(L, -1, "__name");
  if (type == LUA_TNIL) return false;
  bool is_pattern = type == LUA_TSTRING && strcmp(lua_tostring(L, -1), "fazhi.pattern") == 0;
  lua_pop(L, 1);
  if (is_pattern) lua_getfield(L, -1, "source");
  return is_pattern;
}

/* Puts the value on top of the stack, which stays. */
static void put_value(writer *w) {
  lua_State *L = w->L;
  size_t length = 0;
  switch (lua_type(L, -1)) {
    case LUA_TSTRING: {
      const char *s = lua_tolstring(L, -1, &length);
      put_string(w, s, length);
      break;
    }
    case LUA_TTABLE:
      if (push_source(L)) {
        put_value(w);
        lua_pop(L, 1);
      } else {
        put_table(w, false);
      }
      break;
    case LUA_TFUNCTION:
    case LUA_TLIGHTUSERDATA:
    case LUA_TUSERDATA: put_opaque(w); break;
    default: put_told(w);
  }
}

static int l_bytes(lua_State *L) {
  luaL_checkany(L, VALUE);
  bool has_file = lua_toboolean(L, 3);
  lua_settop(L, BYTES);
  writer w = {.L = L, .has_file = has_file};
  lua_pushvalue(L, VALUE);
  if (lua_istable(L, -1) && lua_istable(L, SKIPPED)) put_table(&w, true);
  else put_value(&w);
  lua_pushlstring(L, w.bytes != NULL ? w.bytes : "", w.length);
  lua_pushboolean(L, w.is_opaque);
  return 2;
}

int open_value(lua_State *L) {
  static const luaL_Reg FUNCTIONS[] = {{"bytes", l_bytes}, {NULL, NULL}};
  luaL_newlib(L, FUNCTIONS);
  return 1;
}
