/*
** given.c: takes what a table hands over (given.h).
*/
#include "given.h"

#include <limits.h>
#include <string.h>

void given_keep(const given *g) {
  lua_rawseti(g->L, g->kept, (lua_Integer)lua_rawlen(g->L, g->kept) + 1);
}

void *given_array(const given *g, size_t count, size_t size) {
  void *array = lua_newuserdatauv(g->L, (count + 1) * size, 0);
  memset(array, 0, (count + 1) * size);
  given_keep(g);
  return array;
}

const fz_words *given_words(const given *g, const char *key, size_t *count) {
  lua_getfield(g->L, g->table, key);
  const fz_words *words = check_words(g->L, -1, count);
  given_keep(g);
  return words;
}

void given_words_by_key(const given *g, const words_by_key *list, size_t count) {
  size_t words;
  for (size_t i = 0; i < count; i++) *list[i].words = given_words(g, list[i].key, &words);
}

const char *given_string(const given *g, size_t *length) {
  if (lua_type(g->L, -1) != LUA_TSTRING) luaL_error(g->L, "%s: no string", g->part);
  const char *s = lua_tolstring(g->L, -1, length);
  given_keep(g);
  return s;
}

const fz_word *given_strings(const given *g, size_t *count) {
  *count = lua_rawlen(g->L, -1);
  fz_word *words = given_array(g, *count, sizeof *words);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(g->L, -1, (lua_Integer)i + 1);
    words[i].s = given_string(g, &words[i].length);
  }
  return words;
}

const char *given_string_field(const given *g, const char *key, size_t *length) {
  *length = 0;
  if (lua_getfield(g->L, -1, key) != LUA_TNIL) return given_string(g, length);
  lua_pop(g->L, 1);
  return NULL;
}

static lua_Integer take_number(const given *g, const char *key, lua_Integer most) {
  int is_integer;
  lua_Integer n = lua_tointegerx(g->L, -1, &is_integer);
  if (!is_integer || n < 0 || n > most) luaL_error(g->L, "%s: %s is no whole number", g->part, key);
  lua_pop(g->L, 1);
  return n;
}

unsigned given_number_field(const given *g, const char *key) {
  if (lua_getfield(g->L, -1, key) != LUA_TNIL) return (unsigned)take_number(g, key, INT32_MAX);
  lua_pop(g->L, 1);
  return 0;
}

/* The number t[i] of the list at the top, which is table[key]. */
static lua_Integer number_item(const given *g, size_t i, const char *key, lua_Integer most) {
  lua_rawgeti(g->L, -1, (lua_Integer)i);
  return take_number(g, key, most);
}

const int64_t *given_integers(const given *g, const char *key, size_t count) {
  int64_t *list = given_array(g, count, sizeof *list);
  given_list_of(g, key, count);
  for (size_t i = 1; i <= count; i++) list[i] = number_item(g, i, key, INT64_MAX);
  lua_pop(g->L, 1);
  return list;
}

const unsigned *given_flags(const given *g, const char *key, size_t count) {
  unsigned *list = given_array(g, count, sizeof *list);
  given_list_of(g, key, count);
  for (size_t i = 1; i <= count; i++) list[i] = (unsigned)number_item(g, i, key, INT32_MAX);
  lua_pop(g->L, 1);
  return list;
}

const unsigned char *given_bytes(const given *g, const char *key, size_t count) {
  unsigned char *list = given_array(g, count, sizeof *list);
  given_list_of(g, key, count);
  for (size_t i = 1; i <= count; i++) list[i] = (unsigned char)number_item(g, i, key, UCHAR_MAX);
  lua_pop(g->L, 1);
  return list;
}

size_t given_list(const given *g, const char *key) {
  if (lua_getfield(g->L, g->table, key) != LUA_TTABLE)
    luaL_error(g->L, "%s: %s is no list", g->part, key);
  return lua_rawlen(g->L, -1);
}

void given_list_of(const given *g, const char *key, size_t count) {
  if (lua_getfield(g->L, g->table, key) != LUA_TTABLE || lua_rawlen(g->L, -1) != count)
    luaL_error(g->L, "%s: %s is no list of as many items as words", g->part, key);
}

void given_item(const given *g, size_t i, const char *key) {
  if (lua_rawgeti(g->L, -1, (lua_Integer)i) != LUA_TTABLE)
    luaL_error(g->L, "%s: an item of %s is no table", g->part, key);
}
