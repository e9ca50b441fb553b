/*
** patterns.c: fazhi.core.patterns: patterns of words matched around numbers (fazhi/patterns.h).
**
**   patterns.new(list [, joint])      → patterns; an index of `list` is a pattern's number. Each is
**       { read = a pattern of fazhi.core.reading }
**   patterns.marks                    → { number=, unit_end=, comma=, semicolon=, colon=, open=,
**       close= }: the bytes of flat text
**   patterns:present(flat)            → {number, …}: those that may match in a text, in order
**   patterns:any(flat)                → boolean: whether any may match
**   patterns:lines(flat)              → {number, …}: the lines of a text, counted from 1, in which any
**       may match, each read as if there were nothing else
**   patterns:at(number, flat, place)  → first, last byte | nil: whether it matches with its number
**       mark at byte `place`
**   patterns:read(flat, place, out)   → count: number, first, last of all that match with their number
**       mark at byte `place` go into out[1 .. 3 count], by number; nil behind them. Which may match
**       in the text that was read last is remembered
**   patterns:find(number, flat, at)   → next byte | nil: whether one without a number matches at
**       byte `at` or later
**   patterns:first_in(flat [, i, j])  → number | nil: the first that matches somewhere in flat, or
**       in flat:sub(i, j) as if there were nothing else
*/
#include "fazhi/patterns.h"

#include <stdint.h>
#include <string.h>

#include "binding.h"

typedef struct box {
  fz_patterns *patterns;
  size_t count;
  const void *text; /* whose present ones `bits` tells, which the user value keeps; NULL: none */
  uint64_t bits[];
} box;

static const char *const NAME = "fazhi.patterns";

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_patterns_free(b->patterns);
  b->patterns = NULL;
  return 0;
}

enum { LIST = 1, JOINT = 2 };

static void take_patterns(lua_State *L, fz_pattern *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (lua_rawgeti(L, LIST, (lua_Integer)i + 1) != LUA_TTABLE)
      luaL_error(L, "patterns: no pattern");
    lua_pushliteral(L, "read");
    lua_rawget(L, -2); /* raw: what a metamethod made would be held by nothing */
    const fz_reading *reading = test_reading(L, -1);
    if (reading == NULL) luaL_error(L, "patterns: a pattern that is not read");
    list[i] = fz_reading_parts(reading);
    lua_pop(L, 2);
  }
}

static int l_new(lua_State *L) {
  size_t joint_length;
  const char *joint = luaL_optlstring(L, JOINT, "", &joint_length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  lua_settop(L, JOINT);
  size_t count = lua_rawlen(L, LIST);
  if (count > FZ_PATTERN_COUNT_MAX) luaL_error(L, "patterns: a list is too long");
  fz_pattern *list = lua_newuserdatauv(L, (count + 1) * sizeof *list, 0);
  take_patterns(L, list, count);
  box *b = lua_newuserdatauv(L, sizeof *b + (count / 64 + 1) * sizeof b->bits[0], 1);
  b->patterns = NULL;
  b->text = NULL;
  b->count = count;
  luaL_setmetatable(L, NAME);
  fz_error error = {0};
  fz_status status = fz_patterns_new(list, count, joint, joint_length, &b->patterns, &error);
  if (status == FZ_INVALID) return luaL_error(L, "patterns: %s", error.message);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

/* ---- matching ---- */

static box *check_box(lua_State *L) { return luaL_checkudata(L, 1, NAME); }

const fz_patterns *check_patterns(lua_State *L, int index) {
  return ((box *)luaL_checkudata(L, index, NAME))->patterns;
}

/* The pattern's number at `arg`, from 0. */
static size_t check_number(lua_State *L, int arg, const box *b) {
  lua_Integer n = luaL_checkinteger(L, arg);
  luaL_argcheck(L, n >= 1 && (size_t)n <= b->count, arg, "no such pattern");
  return (size_t)n - 1;
}

/* The next pattern from `n` on that is present; b->count if there is none. */
static size_t next_present(const box *b, size_t n) {
  while (n < b->count) {
    uint64_t rest = b->bits[n / 64] >> n % 64;
    if (rest == 0) {
      n = (n / 64 + 1) * 64;
    } else {
      for (; (rest & 1) == 0; rest >>= 1) n++;
      return n;
    }
  }
  return b->count;
}

static int l_present(lua_State *L) {
  size_t length;
  lua_Integer count = 0;
  box *b = check_box(L);
  const char *s = luaL_checklstring(L, 2, &length);
  b->text = NULL;
  fz_patterns_present(b->patterns, s, length, b->bits);
  lua_newtable(L);
  for (size_t n = next_present(b, 0); n < b->count; n = next_present(b, n + 1)) {
    lua_pushinteger(L, (lua_Integer)n + 1);
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

static int l_any(lua_State *L) {
  size_t length;
  const box *b = check_box(L);
  const char *s = luaL_checklstring(L, 2, &length);
  lua_pushboolean(L, fz_patterns_any(b->patterns, s, length));
  return 1;
}

static int l_lines(lua_State *L) {
  size_t length;
  lua_Integer line = 0, count = 0;
  const box *b = check_box(L);
  const char *s = luaL_checklstring(L, 2, &length);
  lua_newtable(L);
  for (size_t at = 0, end; at < length; at = end + 1) {
    const char *mark = memchr(s + at, '\n', length - at);
    end = mark != NULL ? (size_t)(mark - s) : length;
    line++;
    if (!fz_patterns_any(b->patterns, s + at, end - at)) continue;
    lua_pushinteger(L, line);
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

static int l_at(lua_State *L) {
  size_t length, start = 0, stop = 0;
  const box *b = check_box(L);
  size_t n = check_number(L, 2, b);
  const char *s = luaL_checklstring(L, 3, &length);
  size_t place = check_place(L, 4, length);
  if (!fz_patterns_at(b->patterns, n, s, length, place, &start, &stop)) return 0;
  lua_pushinteger(L, (lua_Integer)start + 1);
  lua_pushinteger(L, (lua_Integer)stop);
  return 2;
}

static lua_Integer put(lua_State *L, lua_Integer count, size_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_rawseti(L, 4, ++count);
  return count;
}

enum { FEW = 4 }; /* patterns that are sooner tried than their words looked for */

/* Tells which patterns may match in the text at argument 2, which is kept with the box. */
static void find_present(lua_State *L, box *b, const char *s, size_t length) {
  if (b->text == s) return;
  b->text = NULL;
  if (b->count > FEW)
    fz_patterns_present(b->patterns, s, length, b->bits);
  else
    b->bits[0] = ((uint64_t)1 << b->count) - 1;
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 1, 1);
  b->text = s;
}

static int l_read(lua_State *L) {
  size_t length, start = 0, stop = 0;
  lua_Integer count = 0;
  box *b = check_box(L);
  const char *s = luaL_checklstring(L, 2, &length);
  size_t place = check_place(L, 3, length);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_settop(L, 4);
  find_present(L, b, s, length);
  for (size_t n = next_present(b, 0); n < b->count; n = next_present(b, n + 1)) {
    if (!fz_patterns_at(b->patterns, n, s, length, place, &start, &stop)) continue;
    count = put(L, count, n + 1);
    count = put(L, count, start + 1);
    count = put(L, count, stop);
  }
  lua_pushnil(L);
  lua_rawseti(L, 4, count + 1);
  lua_pushinteger(L, count / 3);
  return 1;
}

static int l_find(lua_State *L) {
  size_t length, stop = 0;
  const box *b = check_box(L);
  size_t n = check_number(L, 2, b);
  const char *s = luaL_checklstring(L, 3, &length);
  size_t from = check_place(L, 4, length);
  if (!fz_patterns_find(b->patterns, n, s, length, from, &stop)) return 0;
  lua_pushinteger(L, (lua_Integer)stop + 1);
  return 1;
}

static int l_first_in(lua_State *L) {
  size_t length, start = 0, stop = 0;
  box *b = check_box(L);
  const char *s = luaL_checklstring(L, 2, &length);
  if (!lua_isnoneornil(L, 3)) {
    check_span(L, 3, length, &start, &stop);
    s += start;
    length = stop - start;
  }
  b->text = NULL;
  fz_patterns_present(b->patterns, s, length, b->bits);
  for (size_t n = next_present(b, 0); n < b->count; n = next_present(b, n + 1)) {
    if (!fz_patterns_find(b->patterns, n, s, length, 0, &stop)) continue;
    lua_pushinteger(L, (lua_Integer)n + 1);
    return 1;
  }
  return 0;
}

static void set_mark(lua_State *L, const char *key, char mark) { set_string(L, key, &mark, 1); }

static void push_marks(lua_State *L) {
  lua_newtable(L);
  set_mark(L, "number", FZ_FLAT_NUMBER);
  set_mark(L, "unit_end", FZ_FLAT_UNIT_END);
  set_mark(L, "comma", FZ_FLAT_COMMA);
  set_mark(L, "semicolon", FZ_FLAT_SEMICOLON);
  set_mark(L, "colon", FZ_FLAT_COLON);
  set_mark(L, "open", FZ_FLAT_OPEN);
  set_mark(L, "close", FZ_FLAT_CLOSE);
}

int open_patterns(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"present", l_present}, {"any", l_any},   {"lines", l_lines},       {"at", l_at},
      {"read", l_read},       {"find", l_find}, {"first_in", l_first_in}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  push_marks(L);
  lua_setfield(L, -2, "marks");
  return 1;
}
