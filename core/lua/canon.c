/*
** canon.c: fazhi.core.canon: a value written in one way, so that equal values give equal bytes
** whatever the order in which their tables were filled.
**
**   canon(value [, skipped [, other]]) → string: a string as its length, a colon and itself, a
**       table as { and } around all key = value, by key, numbers before strings; anything else as
**       tostring has it. Keys of `skipped` (a set) are left out of `value` itself, not of what is
**       in it. What is no plain value, a table with a metatable among them, is given to `other`,
**       which returns the bytes to stand for it, or nil for a table to be written as any.
*/
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "binding.h"

enum { VALUE = 1, SKIPPED = 2, OTHER = 3, SHEET = 4 };

enum { DEEPEST = 100 }; /* tables within tables */

/* Memory of Lua's, so that an error leaves none behind: the userdata at SHEET. */
typedef struct sheet {
  char *bytes;
  size_t length, room;
} sheet;

static void put(lua_State *L, sheet *p, const char *s, size_t length) {
  if (p->room - p->length < length) {
    size_t room = p->room * 2 + length + 4096;
    char *bytes = lua_newuserdatauv(L, room, 0);
    if (p->length > 0) memcpy(bytes, p->bytes, p->length);
    lua_replace(L, SHEET);
    p->bytes = bytes;
    p->room = room;
  }
  memcpy(p->bytes + p->length, s, length);
  p->length += length;
}

/* A number and the sign behind it. */
static void put_count(lua_State *L, sheet *p, size_t n, char sign) {
  char word[24];
  size_t at = sizeof word;
  word[--at] = sign;
  do word[--at] = (char)('0' + n % 10);
  while ((n /= 10) > 0);
  put(L, p, word + at, sizeof word - at);
}

/* A key; strings are borrowed from the table. Its value stands on Lua's stack. */
typedef struct key {
  const char *s; /* NULL for a number */
  size_t length;
  lua_Number number;
  bool is_integer;
  lua_Integer integer;
  int place;
} key;

static int compare_strings(const key *a, const key *b) {
  int order = memcmp(a->s, b->s, a->length < b->length ? a->length : b->length);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare(const void *one, const void *other) {
  const key *a = one, *b = other;
  if (a->s != NULL && b->s != NULL) return compare_strings(a, b);
  if (a->s != NULL || b->s != NULL) return a->s != NULL ? 1 : -1;
  if (a->is_integer && b->is_integer) return (a->integer > b->integer) - (a->integer < b->integer);
  return (a->number > b->number) - (a->number < b->number);
}

static key key_at(lua_State *L, int index) {
  key k = {0};
  if (lua_type(L, index) == LUA_TSTRING) {
    k.s = lua_tolstring(L, index, &k.length);
  } else if (lua_type(L, index) == LUA_TNUMBER) {
    k.is_integer = lua_isinteger(L, index);
    k.integer = lua_tointeger(L, index);
    k.number = lua_tonumber(L, index);
  } else {
    luaL_error(L, "canon: a key is a number or a string, not %s", luaL_typename(L, index));
  }
  return k;
}

static bool is_skipped(lua_State *L, int index) {
  lua_pushvalue(L, index);
  bool is = lua_rawget(L, SKIPPED) != LUA_TNIL;
  lua_pop(L, 1);
  return is;
}

static size_t count_keys(lua_State *L, int index) {
  size_t n = 0;
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) n++;
  return n;
}

/* Takes the keys of the table at `index` and pushes their values; returns how many there are. */
static size_t take_keys(lua_State *L, int index, bool has_skipped, key *keys) {
  size_t n = 0;
  for (lua_pushnil(L); lua_next(L, index) != 0;) {
    int at = lua_gettop(L) - 1;
    if (has_skipped && is_skipped(L, at)) {
      lua_pop(L, 1);
      continue;
    }
    keys[n] = key_at(L, at);
    keys[n++].place = at;
    lua_insert(L, at); /* the value stays below the key, which leads to the next one */
  }
  return n;
}

static void sort_keys(key *keys, size_t count) {
  for (size_t i = 1; i < count; i++) {
    key one = keys[i];
    size_t at = i;
    for (; at > 0 && compare(&keys[at - 1], &one) > 0; at--) keys[at] = keys[at - 1];
    keys[at] = one;
  }
}

static void put_value(lua_State *L, sheet *p, int depth);

static void put_key(lua_State *L, sheet *p, const key *k) {
  if (k->s != NULL) {
    put_count(L, p, k->length, ':');
    put(L, p, k->s, k->length);
    return;
  }
  if (k->is_integer)
    lua_pushinteger(L, k->integer);
  else
    lua_pushnumber(L, k->number);
  put_value(L, p, DEEPEST);
}

enum { FEW = 16 }; /* keys that most tables have at most */

/* The fields of the table at the top by name, a list by place. */
static void put_fields(lua_State *L, sheet *p, int depth) {
  int index = lua_gettop(L);
  key few[FEW], *keys = few;
  size_t count = count_keys(L, index);
  if (count > FEW) keys = lua_newuserdatauv(L, count * sizeof *keys, 0);
  luaL_checkstack(L, count < INT_MAX / 2 ? (int)count + 12 : INT_MAX, NULL);
  count = take_keys(L, index, depth == 0 && lua_istable(L, SKIPPED), keys);
  if (count > FEW)
    qsort(keys, count, sizeof *keys, compare);
  else
    sort_keys(keys, count);
  for (size_t i = 0; i < count; i++) {
    put_key(L, p, &keys[i]);
    put(L, p, "=", 1);
    lua_pushvalue(L, keys[i].place);
    put_value(L, p, depth + 1);
  }
  lua_settop(L, index);
}

/* A list without holes and other keys, as most tables are; false, with nothing written, for
 * another. */
static bool put_list(lua_State *L, sheet *p, int depth) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, -1), count = 0;
  if (depth == 0 && lua_istable(L, SKIPPED)) return false;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    lua_Integer place = lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
    if (place >= 1 && place <= length) {
      count++;
    } else {
      lua_pop(L, 2);
      return false;
    }
  }
  if (count != length) return false;
  for (lua_Integer i = 1; i <= length; i++) {
    put_count(L, p, (size_t)i, '=');
    lua_rawgeti(L, -1, i);
    put_value(L, p, depth + 1);
  }
  return true;
}

static void put_string(lua_State *L, sheet *p) {
  size_t length;
  const char *s = lua_tolstring(L, -1, &length);
  put_count(L, p, length, ':');
  put(L, p, s, length);
}

static void put_shown(lua_State *L, sheet *p) {
  size_t length;
  const char *s = luaL_tolstring(L, -1, &length);
  put(L, p, s, length);
  lua_pop(L, 1);
}

/* Asks OTHER of the value at the top; false if it has nothing to say. */
static bool put_other(lua_State *L, sheet *p) {
  if (lua_isnoneornil(L, OTHER)) return false;
  lua_pushvalue(L, OTHER);
  lua_pushvalue(L, -2);
  lua_call(L, 1, 1);
  bool is_told = lua_type(L, -1) == LUA_TSTRING;
  if (is_told) {
    size_t length;
    const char *s = lua_tolstring(L, -1, &length);
    put(L, p, s, length);
  }
  lua_pop(L, 1);
  return is_told;
}

static bool has_metatable(lua_State *L) {
  bool has = lua_getmetatable(L, -1) != 0;
  if (has) lua_pop(L, 1);
  return has;
}

static void put_table(lua_State *L, sheet *p, int depth) {
  if (depth > DEEPEST) luaL_error(L, "canon: tables are nested more than %d deep", DEEPEST);
  luaL_checkstack(L, 12, NULL);
  put(L, p, "{", 1);
  if (!put_list(L, p, depth)) put_fields(L, p, depth);
  put(L, p, "}", 1);
}

/* Writes the value at the top and pops it. */
static void put_value(lua_State *L, sheet *p, int depth) {
  int type = lua_type(L, -1);
  if (type == LUA_TSTRING) {
    put_string(L, p);
  } else if (type == LUA_TTABLE) {
    if (!has_metatable(L) || !put_other(L, p)) put_table(L, p, depth);
  } else if (type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER) {
    put_shown(L, p);
  } else if (!put_other(L, p)) {
    luaL_error(L, "canon: %s cannot be written", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

static int l_canon(lua_State *L) {
  sheet p = {NULL, 0, 0};
  luaL_checkany(L, VALUE);
  lua_settop(L, OTHER);
  lua_pushnil(L); /* SHEET */
  lua_pushvalue(L, VALUE);
  put_value(L, &p, 0);
  lua_pushlstring(L, p.length > 0 ? p.bytes : "", p.length);
  return 1;
}

int open_canon(lua_State *L) {
  lua_pushcfunction(L, l_canon);
  return 1;
}
