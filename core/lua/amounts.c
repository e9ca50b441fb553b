/*
** amounts.c: fazhi.core.amounts: plain amounts of a text as figures, and the places where others
*may begin
** (fazhi/amounts.h).
**
**   amounts.new(t)   → reader. t has tables of words (fazhi.core.words) and, by the numbers of
*their words,
**       what there is to know: starts, start = {what=, before=, behind=, close=, limit=}; signs,
*sign = flags;
**       factors, factor = whole numbers; mores; units, unit = {name=, kind=, flags=}; bounds, bound
*= numbers of
**       bound_names, plus INSIDE for those after some units alone; before = list, longest first, of
*{word=,
**       bound=, not_after=}; bound_names, [0] for none; more_bound; doubt_length; check =
*function(s, at,
**       stop) that tells what the digits s[at .. stop-1] of an amount in doubt are: the byte after
*what is no
**       amount, or nil
**   reader:next(s, list, spans, at, last, floor, span) → number | nil, at, floor, limit, span:
*appends the plain
**       amounts that begin at byte `at` or later, none after byte `last` or in one of spans =
*{first byte,
**       last byte, first, last, …}, which are in order; `span` is the number of the next of these,
*from 1. Stops
**       at the first place that is for the caller, with the number of its word in `starts`, or nil
*where
**       there is none. An amount of the caller's must end at byte `limit`, or it is none. `floor`
*is the byte after
**       the last amount: no bound reaches back behind it.
**   amounts.SIGN, START, UNIT, BOUND: the flags and the ways by name
*/
#include "fazhi/amounts.h"

#include <string.h>

#include "binding.h"

static const char *const NAME = "fazhi.amounts";

enum { FIELDS = 16 }; /* that a figure is going to have: a table that grows is the dearer part */

/* Uservalue 1 keeps what the reader borrows, the others are what it tells figures with and whom it
 * asks. */
enum { KEEPER = 1, USERVALUES = 5 };
static const char *const TOLD[] = {"unit_names", "unit_kinds", "bound_names", "check"};

/* The places of the stack while a reader is made. */
enum { GIVEN = 1, READER = 2, KEPT = 3 };

/* ---- making a reader ---- */

/* A zeroed array that lives as long as the reader. */
static void *new_array(lua_State *L, size_t count, size_t size) {
  void *array = lua_newuserdatauv(L, (count + 1) * size, 0);
  memset(array, 0, (count + 1) * size);
  lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1);
  return array;
}

static const fz_words *take_words(lua_State *L, const char *key, size_t *count) {
  lua_getfield(L, GIVEN, key);
  const fz_words *words = check_words(L, -1, count);
  lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1);
  return words;
}

/* The list t[key], left on the stack; raises unless it has `count` items. */
static void get_list(lua_State *L, const char *key, size_t count) {
  if (lua_getfield(L, GIVEN, key) != LUA_TTABLE || lua_rawlen(L, -1) != count)
    luaL_error(L, "amounts: %s is no list of as many items as words", key);
}

static lua_Integer integer_of(lua_State *L, int index, const char *key) {
  int is_integer;
  lua_Integer n = lua_tointegerx(L, index, &is_integer);
  if (!is_integer || n < 0) luaL_error(L, "amounts: %s is no whole number", key);
  return n;
}

/* t[key] of the table at the top, 0 if it is absent. */
static lua_Integer integer_field(lua_State *L, const char *key) {
  lua_Integer n = lua_getfield(L, -1, key) == LUA_TNIL ? 0 : integer_of(L, -1, key);
  lua_pop(L, 1);
  return n;
}

static lua_Integer integer_item(lua_State *L, size_t i, const char *key) {
  lua_rawgeti(L, -1, (lua_Integer)i);
  lua_Integer n = integer_of(L, -1, key);
  lua_pop(L, 1);
  return n;
}

/* The string t[key] of the table at the top, kept with the reader; NULL if it is absent. */
static const char *string_field(lua_State *L, const char *key, size_t *length) {
  *length = 0;
  if (lua_getfield(L, -1, key) == LUA_TNIL) {
    lua_pop(L, 1);
    return NULL;
  }
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "amounts: %s is no string", key);
  const char *s = lua_tolstring(L, -1, length);
  lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1);
  return s;
}

static void table_item(lua_State *L, size_t i, const char *key) {
  if (lua_rawgeti(L, -1, (lua_Integer)i) != LUA_TTABLE)
    luaL_error(L, "amounts: an item of %s is no table", key);
}

static void take_starts(lua_State *L, fz_amounts *a) {
  size_t count;
  a->starts = take_words(L, "starts", &count);
  fz_start *start = new_array(L, count, sizeof *start);
  get_list(L, "start", count);
  for (size_t i = 1; i <= count; i++) {
    table_item(L, i, "start");
    start[i].what = (unsigned)integer_field(L, "what");
    start[i].before = (unsigned)integer_field(L, "before");
    start[i].behind = (unsigned)integer_field(L, "behind");
    start[i].limit = (size_t)integer_field(L, "limit");
    start[i].close = string_field(L, "close", &start[i].close_length);
    if (start[i].what == FZ_START_BRACKET && start[i].close_length == 0)
      luaL_error(L, "amounts: a bracket that nothing closes");
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  a->start = start;
}

static void take_signs(lua_State *L, fz_amounts *a) {
  size_t count;
  a->signs = take_words(L, "signs", &count);
  unsigned *sign = new_array(L, count, sizeof *sign);
  get_list(L, "sign", count);
  for (size_t i = 1; i <= count; i++) sign[i] = (unsigned)integer_item(L, i, "sign");
  lua_pop(L, 1);
  a->sign = sign;
}

static void take_factors(lua_State *L, fz_amounts *a) {
  size_t count;
  a->factors = take_words(L, "factors", &count);
  int64_t *factor = new_array(L, count, sizeof *factor);
  get_list(L, "factor", count);
  for (size_t i = 1; i <= count; i++) {
    factor[i] = integer_item(L, i, "factor");
    if (factor[i] == 0) luaL_error(L, "amounts: a factor is nothing");
  }
  lua_pop(L, 1);
  a->factor = factor;
  a->mores = take_words(L, "mores", &count);
}

static void take_units(lua_State *L, fz_amounts *a) {
  size_t count;
  a->units = take_words(L, "units", &count);
  unsigned char *unit = new_array(L, count, sizeof *unit);
  get_list(L, "unit", count);
  for (size_t i = 1; i <= count; i++) unit[i] = (unsigned char)integer_item(L, i, "unit");
  lua_pop(L, 1);
  a->unit = unit;
}

static void take_bounds(lua_State *L, fz_amounts *a) {
  size_t count;
  a->bounds = take_words(L, "bounds", &count);
  unsigned char *bound = new_array(L, count, sizeof *bound);
  get_list(L, "bound", count);
  for (size_t i = 1; i <= count; i++) bound[i] = (unsigned char)integer_item(L, i, "bound");
  lua_pop(L, 1);
  a->bound = bound;
}

/* The words of the list at the top, kept with the reader. */
static const fz_word *take_strings(lua_State *L, size_t count) {
  fz_word *words = new_array(L, count, sizeof *words);
  for (size_t i = 0; i < count; i++) {
    if (lua_rawgeti(L, -1, (lua_Integer)i + 1) != LUA_TSTRING) luaL_error(L, "amounts: no string");
    words[i].s = lua_tolstring(L, -1, &words[i].length);
    lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1);
  }
  return words;
}

static void take_before(lua_State *L, fz_amounts *a) {
  if (lua_getfield(L, GIVEN, "before") != LUA_TTABLE) luaL_error(L, "amounts: before is no list");
  size_t count = lua_rawlen(L, -1);
  fz_bound_word *before = new_array(L, count, sizeof *before);
  for (size_t i = 0; i < count; i++) {
    table_item(L, i + 1, "before");
    before[i].s = string_field(L, "word", &before[i].length);
    before[i].bound = (unsigned)integer_field(L, "bound");
    if (before[i].s == NULL || before[i].bound == 0) luaL_error(L, "amounts: a bound says nothing");
    if (lua_getfield(L, -1, "not_after") == LUA_TTABLE) {
      before[i].not_after_count = lua_rawlen(L, -1);
      before[i].not_after = take_strings(L, before[i].not_after_count);
    }
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
  a->before = before;
  a->before_count = count;
}

static int l_new(lua_State *L) {
  luaL_checktype(L, GIVEN, LUA_TTABLE);
  lua_settop(L, GIVEN);
  fz_amounts *a = lua_newuserdatauv(L, sizeof *a, USERVALUES);
  memset(a, 0, sizeof *a);
  lua_newtable(L);
  lua_pushvalue(L, KEPT);
  lua_setiuservalue(L, READER, KEEPER);
  take_starts(L, a);
  take_signs(L, a);
  take_factors(L, a);
  take_units(L, a);
  take_bounds(L, a);
  take_before(L, a);
  lua_pushvalue(L, GIVEN);
  a->more_bound = (unsigned)integer_field(L, "more_bound");
  a->doubt_length = (size_t)integer_field(L, "doubt_length");
  for (int i = KEEPER + 1; i <= USERVALUES; i++) {
    int type = lua_getfield(L, GIVEN, TOLD[i - KEEPER - 1]);
    if (type != (i == USERVALUES ? LUA_TFUNCTION : LUA_TTABLE))
      luaL_error(L, "amounts: no %s", TOLD[i - KEEPER - 1]);
    lua_setiuservalue(L, READER, i);
  }
  lua_settop(L, READER);
  luaL_setmetatable(L, NAME);
  return 1;
}

/* ---- reading ---- */

/* Places of the stack of `next`: its arguments, and behind them the uservalues. */
enum { TEXT = 2, LIST, SPANS, AT, LAST, FLOOR, SPAN, UNIT_NAMES, UNIT_KINDS, BOUND_NAMES, CHECK };

/* The Lua position at `arg` as an offset, at most `length`. */
static size_t check_place(lua_State *L, int arg, size_t length) {
  lua_Integer at = luaL_checkinteger(L, arg);
  luaL_argcheck(L, at >= 1, arg, "positions begin at 1");
  return (size_t)at - 1 < length ? (size_t)at - 1 : length;
}

static void set_item(lua_State *L, const char *key, int list, lua_Integer i) {
  lua_rawgeti(L, list, i);
  lua_setfield(L, -2, key);
}

static void push_figure(lua_State *L, const char *s, const fz_amount *m) {
  lua_createtable(L, 0, FIELDS);
  if (m->is_whole)
    lua_pushinteger(L, m->whole);
  else
    lua_pushnumber(L, m->real);
  lua_setfield(L, -2, "value");
  set_item(L, "unit", UNIT_NAMES, (lua_Integer)m->unit);
  set_item(L, "kind", UNIT_KINDS, (lua_Integer)m->unit);
  set_item(L, "bound", BOUND_NAMES, m->bound);
  set_integer(L, "start", (lua_Integer)m->start + 1);
  set_integer(L, "stop", (lua_Integer)m->stop);
  set_integer(L, "number_stop", (lua_Integer)m->number_stop);
  set_string(L, "raw", s + m->start, m->stop - m->start);
}

/* What the caller's function says of an amount in doubt: the offset after what is none, or 0. */
static size_t check_doubt(lua_State *L, const fz_amount *m) {
  lua_pushvalue(L, CHECK);
  lua_pushvalue(L, TEXT);
  lua_pushinteger(L, (lua_Integer)m->at + 1);
  lua_pushinteger(L, (lua_Integer)m->digits_stop + 1);
  lua_call(L, 3, 1);
  lua_Integer stop = lua_isnil(L, -1) ? 1 : luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  if (stop != 1 && (size_t)stop <= m->at + 1) luaL_error(L, "amounts: no way on");
  return (size_t)stop - 1;
}

/* What is left of a text: s[at .. limit) up to the next span to pass over, and up to `last` then.
 */
typedef struct rest {
  const char *s;
  size_t length, at, limit, last, floor;
  lua_Integer span, count; /* the next span; how many amounts there are */
} rest;

static size_t span_item(lua_State *L, lua_Integer i, size_t none) {
  size_t n = lua_rawgeti(L, SPANS, i) == LUA_TNIL ? none : (size_t)luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  return n;
}

/* Goes to the next stretch between spans; false if there is none. */
static bool go_to_stretch(lua_State *L, rest *r) {
  while (r->at < r->last) {
    size_t start = span_item(L, 2 * r->span - 1, SIZE_MAX) - 1,
           stop = span_item(L, 2 * r->span, SIZE_MAX);
    r->limit = start < r->last ? start : r->last;
    if (r->at < start && stop > r->at) return true;
    if (stop <= r->at)
      r->span++;
    else
      r->at = stop;
  }
  return false;
}

/* Reads on in the stretch; true at a place that is for the caller. */
static bool read_stretch(lua_State *L, const fz_amounts *a, rest *r, fz_amount *m) {
  for (;;) {
    fz_amount_place place = fz_amounts_next(a, r->s, r->length, r->at, r->limit, r->floor, m);
    if (place == FZ_AMOUNT_ASK) return true;
    size_t other = place == FZ_AMOUNT_DOUBT ? check_doubt(L, m) : 0;
    r->at = other != 0 ? other : m->stop;
    if (place == FZ_AMOUNT_END) break;
    if (other != 0) continue;
    r->floor = m->stop;
    if (m->stop > r->limit) continue;
    push_figure(L, r->s, m);
    lua_rawseti(L, LIST, ++r->count);
  }
  if (r->at < r->limit) r->at = r->limit;
  return false;
}

static int l_next(lua_State *L) {
  fz_amount m;
  rest r;
  const fz_amounts *a = luaL_checkudata(L, 1, NAME);
  r.s = luaL_checklstring(L, TEXT, &r.length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  luaL_checktype(L, SPANS, LUA_TTABLE);
  r.at = check_place(L, AT, r.length);
  lua_Integer last = luaL_checkinteger(L, LAST);
  r.last = last < 0 ? 0 : (size_t)last < r.length ? (size_t)last : r.length;
  r.floor = check_place(L, FLOOR, r.length);
  r.span = luaL_checkinteger(L, SPAN);
  r.count = (lua_Integer)lua_rawlen(L, LIST);
  lua_settop(L, SPAN);
  for (int i = KEEPER + 1; i <= USERVALUES; i++) lua_getiuservalue(L, 1, i);
  bool is_asked = false;
  while (!is_asked && go_to_stretch(L, &r)) is_asked = read_stretch(L, a, &r, &m);
  if (!is_asked) return 0;
  lua_pushinteger(L, (lua_Integer)m.start_word);
  lua_pushinteger(L, (lua_Integer)m.at + 1);
  lua_pushinteger(L, (lua_Integer)r.floor + 1);
  lua_pushinteger(L, (lua_Integer)r.limit);
  lua_pushinteger(L, r.span);
  return 5;
}

typedef struct name {
  const char *name;
  lua_Integer value;
} name;

static void set_names(lua_State *L, const char *key, const name *names) {
  lua_newtable(L);
  for (; names->name != NULL; names++) set_integer(L, names->name, names->value);
  lua_setfield(L, -2, key);
}

int open_amounts(lua_State *L) {
  static const luaL_Reg methods[] = {{"next", l_next}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  static const name signs[] = {{"factor", FZ_SIGN_FACTOR},
                               {"more", FZ_SIGN_MORE},
                               {"bound", FZ_SIGN_BOUND},
                               {"number", FZ_SIGN_NUMBER},
                               {"list", FZ_SIGN_LIST},
                               {"unit_tail", FZ_SIGN_UNIT_TAIL},
                               {"form", FZ_SIGN_FORM},
                               {"bound_last", FZ_SIGN_BOUND_LAST},
                               {NULL, 0}};
  static const name starts[] = {{"skip", FZ_START_SKIP},       {"ask", FZ_START_ASK},
                                {"digits", FZ_START_DIGITS},   {"look", FZ_START_LOOK},
                                {"bracket", FZ_START_BRACKET}, {NULL, 0}};
  static const name units[] = {{"ask", FZ_UNIT_ASK},
                               {"noun", FZ_UNIT_NOUN},
                               {"inside", FZ_UNIT_INSIDE},
                               {"listed", FZ_UNIT_LISTED},
                               {NULL, 0}};
  static const name bounds[] = {{"inside", FZ_BOUND_INSIDE}, {NULL, 0}};
  if (luaL_newmetatable(L, NAME)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "amounts");
    lua_setfield(L, -2, "__metatable");
  }
  lua_pop(L, 1);
  luaL_newlib(L, functions);
  set_names(L, "SIGN", signs);
  set_names(L, "START", starts);
  set_names(L, "UNIT", units);
  set_names(L, "BOUND", bounds);
  return 1;
}
