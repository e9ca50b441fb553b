/*
** plain.c: plain Lua values as bytes. A value is a tag and what belongs to it: lengths and whole
** numbers in groups of seven bits, the low ones first; a table is the length of its list, the
** number of its other keys, and then the values and the pairs.
*/
#include "plain.h"

#include <stdlib.h>
#include <string.h>

#include "binding.h"

typedef enum tag { NIL, FALSE, TRUE, INTEGER, FLOAT, STRING, TABLE } tag;

enum { DEEPEST = 100 }; /* tables within tables */

void plain_free(plain *p) {
  free(p->bytes);
  *p = (plain){0};
}

static int l_plain_close(lua_State *L) {
  plain_free(lua_touserdata(L, 1));
  return 0;
}

plain *push_plain(lua_State *L) {
  plain *p = lua_newuserdatauv(L, sizeof *p, 0);
  *p = (plain){0};
  set_closer(L, "fazhi.plain", l_plain_close);
  return p;
}

/* ---- into bytes -------------------------------------------------------------------------- */

unsigned char *plain_room(lua_State *L, plain *p, size_t more) {
  if (p->capacity - p->length < more) {
    size_t capacity = p->capacity + p->capacity / 2 + more + 256;
    unsigned char *bytes = realloc(p->bytes, capacity);
    if (bytes == NULL) luaL_error(L, "not enough memory");
    p->bytes = bytes;
    p->capacity = capacity;
  }
  return p->bytes + p->length;
}

void plain_bytes(lua_State *L, plain *p, const void *bytes, size_t length) {
  memcpy(plain_room(L, p, length), bytes, length);
  p->length += length;
}

static void put_tag(lua_State *L, plain *p, tag t) {
  *plain_room(L, p, 1) = (unsigned char)t;
  p->length++;
}

static void put_count(lua_State *L, plain *p, lua_Unsigned n) {
  unsigned char *at = plain_room(L, p, 10);
  for (; n > 0x7F; n >>= 7, p->length++) *at++ = (unsigned char)(n | 0x80);
  *at = (unsigned char)n;
  p->length++;
}

/* Small numbers of either sign are short. */
static void put_integer(lua_State *L, plain *p, lua_Integer n) {
  lua_Unsigned u = (lua_Unsigned)n;
  put_tag(L, p, INTEGER);
  put_count(L, p, n < 0 ? ~(u << 1) : u << 1);
}

static void put_number(lua_State *L, int index, plain *p) {
  if (lua_isinteger(L, index)) {
    put_integer(L, p, lua_tointeger(L, index));
    return;
  }
  lua_Number n = lua_tonumber(L, index);
  put_tag(L, p, FLOAT);
  plain_bytes(L, p, &n, sizeof n);
}

static void put_string(lua_State *L, int index, plain *p) {
  size_t length = 0;
  const char *s = lua_tolstring(L, index, &length);
  put_tag(L, p, STRING);
  put_count(L, p, length);
  plain_bytes(L, p, s, length);
}

static void put_value(lua_State *L, int index, plain *p, int depth);

static bool is_in_list(lua_State *L, int index, lua_Unsigned count) {
  return lua_isinteger(L, index) && (lua_Unsigned)lua_tointeger(L, index) - 1 < count;
}

/* How many keys there are is known when all have been put. */
static void put_table(lua_State *L, int index, plain *p, int depth) {
  lua_Unsigned list = lua_rawlen(L, index);
  unsigned int others = 0;
  if (depth > DEEPEST) luaL_error(L, "tables are nested more than %d deep", DEEPEST);
  luaL_checkstack(L, 8, NULL);
  put_tag(L, p, TABLE);
  put_count(L, p, list);
  size_t at = p->length;
  plain_bytes(L, p, &others, sizeof others);
  for (lua_Unsigned i = 1; i <= list; i++, lua_pop(L, 1)) {
    lua_rawgeti(L, index, (lua_Integer)i);
    put_value(L, lua_gettop(L), p, depth + 1);
  }
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
    int top = lua_gettop(L);
    if (is_in_list(L, top - 1, list)) continue;
    put_value(L, top - 1, p, depth + 1);
    put_value(L, top, p, depth + 1);
    others++;
  }
  memcpy(p->bytes + at, &others, sizeof others);
}

static void put_value(lua_State *L, int index, plain *p, int depth) {
  switch (lua_type(L, index)) {
    case LUA_TNIL:
      put_tag(L, p, NIL);
      return;
    case LUA_TBOOLEAN:
      put_tag(L, p, lua_toboolean(L, index) ? TRUE : FALSE);
      return;
    case LUA_TNUMBER:
      put_number(L, index, p);
      return;
    case LUA_TSTRING:
      put_string(L, index, p);
      return;
    case LUA_TTABLE:
      put_table(L, index, p, depth);
      return;
    default:
      luaL_error(L, "a %s is no plain value", luaL_typename(L, index));
  }
}

void plain_put(lua_State *L, int index, plain *p) { put_value(L, lua_absindex(L, index), p, 0); }

/* ---- and back ---------------------------------------------------------------------------- */

typedef struct cursor {
  const unsigned char *at, *stop;
} cursor;

static lua_Unsigned get_count(cursor *c) {
  lua_Unsigned n = 0;
  for (int shift = 0;; shift += 7) {
    unsigned char byte = *c->at++;
    n |= (lua_Unsigned)(byte & 0x7F) << shift;
    if (byte < 0x80) return n;
  }
}

static lua_Integer get_integer(cursor *c) {
  lua_Unsigned n = get_count(c);
  return (lua_Integer)(n & 1 ? ~(n >> 1) : n >> 1);
}

static const void *get_bytes(cursor *c, size_t length) {
  const void *bytes = c->at;
  c->at += length;
  return bytes;
}

static void push_value(lua_State *L, cursor *c);

static void push_table(lua_State *L, cursor *c) {
  unsigned int others;
  lua_Unsigned list = get_count(c);
  memcpy(&others, get_bytes(c, sizeof others), sizeof others);
  luaL_checkstack(L, 4, NULL);
  lua_createtable(L, (int)list, (int)others);
  for (lua_Unsigned i = 1; i <= list; i++) {
    push_value(L, c);
    lua_rawseti(L, -2, (lua_Integer)i);
  }
  for (; others > 0; others--) {
    push_value(L, c);
    push_value(L, c);
    lua_rawset(L, -3);
  }
}

static void push_string(lua_State *L, cursor *c) {
  size_t length = (size_t)get_count(c);
  lua_pushlstring(L, get_bytes(c, length), length);
}

static void push_float(lua_State *L, cursor *c) {
  lua_Number n;
  memcpy(&n, get_bytes(c, sizeof n), sizeof n);
  lua_pushnumber(L, n);
}

static void push_value(lua_State *L, cursor *c) {
  switch ((tag)*c->at++) {
    case NIL:
      lua_pushnil(L);
      return;
    case FALSE:
      lua_pushboolean(L, 0);
      return;
    case TRUE:
      lua_pushboolean(L, 1);
      return;
    case INTEGER:
      lua_pushinteger(L, get_integer(c));
      return;
    case FLOAT:
      push_float(L, c);
      return;
    case STRING:
      push_string(L, c);
      return;
    case TABLE:
      push_table(L, c);
      return;
  }
}

int plain_push(lua_State *L, const unsigned char *bytes, size_t length) {
  cursor c = {bytes, bytes + length};
  int count = 0;
  for (; c.at < c.stop; count++) {
    luaL_checkstack(L, 4, NULL);
    push_value(L, &c);
  }
  return count;
}
