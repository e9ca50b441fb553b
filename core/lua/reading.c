/*
** reading.c: fazhi.core.reading: the pattern language read (fazhi/reading.h).
**
**   reading.new(flat, { figure=, other=, gap=, bar= })  → reader; flat of fazhi.core.flat, the
**       signs that are words
**   reader:read(source)  → pattern, whether it is about a number | nil, fault, byte: what is wrong,
**       by the name that it has in `faults` below, and where
**   pattern:musts()      → {word, …} | nil: words of which one must stand in any text it matches
**   reading.musts(list)  → string | nil: those of all patterns of a list, each once, in order, divided
**       by |; nil if one of the patterns has none
*/
#include "fazhi/reading.h"

#include <stdlib.h>
#include <string.h>

#include "binding.h"

/* The reader's user values keep what it borrows. */
typedef struct reader {
  const fz_flat *flat;
  fz_reading_signs signs;
} reader;

typedef struct box {
  fz_reading *reading;
} box;

static const char *const READER = "fazhi.reader", *const READING = "fazhi.reading";

static const char *const faults[FZ_READING_FAULTS] = {
    [FZ_READING_SOUND] = "sound",
    [FZ_READING_NOT_UTF8] = "not_utf8",
    [FZ_READING_EMPTY] = "empty",
    [FZ_READING_TOO_DEEP] = "too_deep",
    [FZ_READING_NO_BRACKET_CLOSES] = "no_bracket_closes",
    [FZ_READING_NO_WORDS_CLOSE] = "no_words_close",
    [FZ_READING_NO_SQUARE_CLOSES] = "no_square_closes",
    [FZ_READING_SIGN_IN_WORDS] = "sign_in_words",
    [FZ_READING_NO_WORD] = "no_word",
    [FZ_READING_NO_ALTERNATIVE] = "no_alternative",
    [FZ_READING_NO_BOUNDS] = "no_bounds",
    [FZ_READING_BOUNDS_TURNED] = "bounds_turned",
    [FZ_READING_BOUNDS_TOO_FAR] = "bounds_too_far",
    [FZ_READING_BOUNDS_OF_SPACE] = "bounds_of_space",
    [FZ_READING_NO_GAP] = "no_gap",
    [FZ_READING_SQUARE_ALONE] = "square_alone",
    [FZ_READING_NOT_ALONE] = "not_alone",
    [FZ_READING_UNKNOWN] = "unknown",
    [FZ_READING_QUESTION] = "question",
    [FZ_READING_CLOSES_NOTHING] = "closes_nothing",
    [FZ_READING_FIGURE_INSIDE] = "figure_inside",
    [FZ_READING_FIGURE_TWICE] = "figure_twice",
    [FZ_READING_BRACKET_NOT_OPEN] = "bracket_not_open",
    [FZ_READING_BAR_OUTSIDE] = "bar_outside",
};

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, READING);
  fz_reading_free(b->reading);
  b->reading = NULL;
  return 0;
}

const fz_reading *test_reading(lua_State *L, int index) {
  box *b = luaL_testudata(L, index, READING);
  return b != NULL ? b->reading : NULL;
}

/* A sign of the table at 2. */
static fz_sign get_sign(lua_State *L, const char *key) {
  fz_sign sign;
  if (lua_getfield(L, 2, key) != LUA_TSTRING) luaL_error(L, "reading: no sign %s", key);
  sign.s = lua_tolstring(L, -1, &sign.length);
  lua_pop(L, 1);
  return sign;
}

static int l_new(lua_State *L) {
  const fz_flat *flat = check_flat(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  reader *r = lua_newuserdatauv(L, sizeof *r, 5);
  *r = (reader){
      flat, {get_sign(L, "figure"), get_sign(L, "other"), get_sign(L, "gap"), get_sign(L, "bar")}};
  static const char *const signs[] = {"figure", "other", "gap", "bar"};
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, 3, 1);
  for (int i = 0; i < 4; i++) {
    lua_getfield(L, 2, signs[i]);
    lua_setiuservalue(L, 3, i + 2);
  }
  luaL_setmetatable(L, READER);
  return 1;
}

static int l_read(lua_State *L) {
  size_t length, at;
  fz_reading_fault fault;
  fz_error error = {0};
  const reader *r = luaL_checkudata(L, 1, READER);
  const char *s = luaL_checklstring(L, 2, &length);
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->reading = NULL;
  luaL_setmetatable(L, READING);
  fz_status status =
      fz_reading_new(r->flat, &r->signs, s, length, &b->reading, &fault, &at, &error);
  if (status != FZ_OK) return raise_failure(L, &error);
  if (b->reading != NULL) {
    lua_pushboolean(L, fz_reading_has_figure(b->reading));
    return 2;
  }
  lua_pushnil(L);
  lua_pushstring(L, faults[fault]);
  lua_pushinteger(L, (lua_Integer)at + 1);
  return 3;
}

static int l_musts(lua_State *L) {
  lua_Integer count = 0;
  fz_pattern pattern = fz_reading_parts(((box *)luaL_checkudata(L, 1, READING))->reading);
  lua_newtable(L);
  for (size_t i = 0; i < pattern.count; i++) {
    if (pattern.parts[i].kind != FZ_PATTERN_MUST) continue;
    lua_pushlstring(L, pattern.parts[i].s, pattern.parts[i].length);
    lua_rawseti(L, -2, ++count);
  }
  if (count == 0) lua_pushnil(L);
  return 1;
}

static int compare_signs(const void *a, const void *b) {
  const fz_sign *x = a, *y = b;
  int order = memcmp(x->s, y->s, x->length < y->length ? x->length : y->length);
  return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* The patterns of the list at 1. */
static fz_pattern get_pattern(lua_State *L, lua_Integer i) {
  lua_rawgeti(L, 1, i);
  const fz_reading *reading = test_reading(L, -1);
  if (reading == NULL) luaL_error(L, "reading: no pattern");
  lua_pop(L, 1);
  return fz_reading_parts(reading);
}

/* Takes the words that must stand of a pattern, if there is room for them; how many there are. */
static size_t take_musts(fz_pattern pattern, fz_sign *words) {
  size_t count = 0;
  for (size_t i = 0; i < pattern.count; i++) {
    const fz_pattern_part *part = &pattern.parts[i];
    if (part->kind != FZ_PATTERN_MUST) continue;
    if (words != NULL) words[count] = (fz_sign){part->s, part->length};
    count++;
  }
  return count;
}

static int l_all_musts(lua_State *L) {
  size_t count = 0, used = 0;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_Integer length = (lua_Integer)lua_rawlen(L, 1);
  for (lua_Integer i = 1; i <= length; i++) {
    size_t n = take_musts(get_pattern(L, i), NULL);
    if (n == 0) return 0;
    count += n;
  }
  fz_sign *words = lua_newuserdatauv(L, (count + 1) * sizeof *words, 0);
  for (lua_Integer i = 1; i <= length; i++) used += take_musts(get_pattern(L, i), words + used);
  qsort(words, used, sizeof *words, compare_signs);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (size_t i = 0; i < used; i++) {
    if (i > 0 && compare_signs(&words[i - 1], &words[i]) == 0) continue;
    if (i > 0) luaL_addchar(&buffer, '|');
    luaL_addlstring(&buffer, words[i].s, words[i].length);
  }
  luaL_pushresult(&buffer);
  return 1;
}

int open_reading(lua_State *L) {
  static const luaL_Reg methods[] = {{"musts", l_musts}, {NULL, NULL}};
  static const luaL_Reg of_reader[] = {{"read", l_read}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {"musts", l_all_musts}, {NULL, NULL}};
  make_class(L, READING, l_gc, methods);
  make_class(L, READER, NULL, of_reader);
  luaL_newlib(L, functions);
  return 1;
}
