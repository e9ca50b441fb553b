/*
** amounts.c: fazhi.core.amounts: plain amounts of a text as figures, and the places where others
** may begin (fazhi/amounts.h).
**
**   amounts.new(t)   → reader. t has tables of words (fazhi.core.words) and, by the numbers of
**       their words, what there is to know: starts, start = {what=, before=, behind=, close=,
**       limit=}; signs, sign = flags; factors, factor = whole numbers; mores; units, unit = {name=,
**       kind=, flags=}; bounds, bound = numbers of bound_names, plus INSIDE for those after some
**       units alone; before = list, longest first, of {word=, bound=, not_after=}; dashes;
**       bound_names, [0] for none; more_bound; doubt_length; check = function(s, at, stop) that
**       tells what the digits s[at .. stop-1] of an amount in doubt are: the byte after what is no
**       amount, or nil
**   reader:read(s, list, first, last, sections, damage, ask) → boolean: appends to `list` the
**       amounts of s[first .. last], none in the markers of sections = {{start=, marker=}, …} or in
**       one of damage = {{start=, stop=}, …}, each in order. Where more may stand than it knows it
**       calls ask(number of the word in `starts`, at, floor) → the byte to go on at, floor, which
**       may append amounts; `floor` is the byte after the last one: no bound reaches back behind
**       it. Tells whether between two amounts there is a dash and nothing else
**   amounts.SIGN, START, UNIT, BOUND: the flags and the ways by name
*/
#include "fazhi/amounts.h"

#include <stdlib.h>
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
  size_t count;
  a->dashes = take_words(L, "dashes", &count);
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

/* ---- spans ---- */

/* Places of the stack of `read`: its arguments, what the reader was made with, and the names of fields. */
enum {
  TEXT = 2,
  LIST,
  FIRST,
  LAST,
  SECTIONS,
  DAMAGE,
  ASK,
  UNIT_NAMES,
  UNIT_KINDS,
  BOUND_NAMES,
  CHECK,
  SPANS,
  FIELD_NAMES
};

/* The fields of figures and sections as the strings that Lua has of them. */
static const char *const fields[] = {"value", "unit",        "kind", "bound", "start",
                                     "stop",  "number_stop", "raw",  "marker"};
enum {
  VALUE = FIELD_NAMES,
  UNIT,
  KIND,
  BOUND,
  START,
  STOP,
  NUMBER_STOP,
  RAW,
  MARKER,
  TOP = MARKER
};

/* s[start .. stop) is passed over. */
typedef struct closed {
  size_t start, stop;
} closed;

static int compare_closed(const void *a, const void *b) {
  const closed *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->stop < y->stop ? -1 : x->stop > y->stop;
}

/* Pushes the field `name` of the table at a place of the stack. */
static int push_field(lua_State *L, int table, int name) {
  lua_pushvalue(L, name);
  return lua_rawget(L, table);
}

static size_t place_of(lua_State *L, int table, int name) {
  int is_integer;
  push_field(L, table, name);
  lua_Integer n = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || n < 0) luaL_error(L, "amounts: no place is %s", lua_tostring(L, name));
  lua_pop(L, 1);
  return (size_t)n;
}

/* Adds the marker of a section, if it has one. */
static size_t add_marker(lua_State *L, int section, closed *spans, size_t count) {
  size_t length = 0;
  if (push_field(L, section, MARKER) == LUA_TSTRING) lua_tolstring(L, -1, &length);
  lua_pop(L, 1);
  if (length == 0) return count;
  size_t start = place_of(L, section, START);
  if (start == 0) luaL_error(L, "amounts: positions begin at 1");
  spans[count] = (closed){start - 1, start - 1 + length};
  return count + 1;
}

static size_t add_damage(lua_State *L, int damage, closed *spans, size_t count) {
  size_t start = place_of(L, damage, START), stop = place_of(L, damage, STOP);
  if (start == 0) luaL_error(L, "amounts: positions begin at 1");
  spans[count] = (closed){start - 1, stop};
  return count + 1;
}

/* What is passed over, in order: the markers of sections and what is damaged. */
static const closed *gather_spans(lua_State *L, size_t *count) {
  size_t sections = lua_rawlen(L, SECTIONS), damage = lua_rawlen(L, DAMAGE), n = 0;
  closed *spans = lua_newuserdatauv(L, (sections + damage + 1) * sizeof *spans, 0);
  lua_replace(L, SPANS);
  for (size_t i = 1; i <= sections + damage; i++) {
    if (lua_rawgeti(L, i <= sections ? SECTIONS : DAMAGE,
                    (lua_Integer)(i <= sections ? i : i - sections)) != LUA_TTABLE)
      luaL_error(L, "amounts: a span is no table");
    n = i <= sections ? add_marker(L, TOP + 1, spans, n) : add_damage(L, TOP + 1, spans, n);
    lua_settop(L, TOP);
  }
  if (damage > 0) qsort(spans, n, sizeof *spans, compare_closed);
  *count = n;
  return spans;
}

/* ---- reading ---- */

static void set_item(lua_State *L, int name, int list, lua_Integer i) {
  lua_pushvalue(L, name);
  lua_rawgeti(L, list, i);
  lua_rawset(L, -3);
}

static void set_place(lua_State *L, int name, size_t place) {
  lua_pushvalue(L, name);
  lua_pushinteger(L, (lua_Integer)place);
  lua_rawset(L, -3);
}

static void push_figure(lua_State *L, const char *s, const fz_amount *m) {
  lua_createtable(L, 0, FIELDS);
  lua_pushvalue(L, VALUE);
  if (m->is_whole)
    lua_pushinteger(L, m->whole);
  else
    lua_pushnumber(L, m->real);
  lua_rawset(L, -3);
  set_item(L, UNIT, UNIT_NAMES, (lua_Integer)m->unit);
  set_item(L, KIND, UNIT_KINDS, (lua_Integer)m->unit);
  set_item(L, BOUND, BOUND_NAMES, m->bound);
  set_place(L, START, m->start + 1);
  set_place(L, STOP, m->stop);
  set_place(L, NUMBER_STOP, m->number_stop);
  lua_pushvalue(L, RAW);
  lua_pushlstring(L, s + m->start, m->stop - m->start);
  lua_rawset(L, -3);
}

/* What is left of a text: s[at .. limit) up to the next span to pass over, and up to `last` then. */
typedef struct rest {
  const fz_amounts *amounts;
  const char *s;
  size_t length, at, limit, last, floor;
  const closed *spans;
  size_t span_count;
  lua_Integer count; /* of amounts */
  size_t last_stop;  /* of the last one; 0: there is none */
  bool has_dash;     /* between two of them, and nothing else */
} rest;

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

/* Goes to the next stretch between spans; false if there is none. */
static bool go_to_stretch(rest *r) {
  while (r->at < r->last) {
    size_t start = r->span_count > 0 ? r->spans->start : SIZE_MAX;
    size_t stop = r->span_count > 0 ? r->spans->stop : SIZE_MAX;
    r->limit = start < r->last ? start : r->last;
    if (r->at < start && stop > r->at) return true;
    if (stop <= r->at) {
      r->spans++;
      r->span_count--;
    } else {
      r->at = stop;
    }
  }
  return false;
}

/* Notes that an amount stands at s[start .. stop). */
static void note(rest *r, size_t start, size_t stop) {
  size_t behind;
  if (r->last_stop != 0 && start > r->last_stop && start <= r->length &&
      fz_words_match(r->amounts->dashes, r->s, start, r->last_stop, &behind) != 0 &&
      behind == start)
    r->has_dash = true;
  r->last_stop = stop;
}

/* The caller reads on from a place that it knows more of; what it adds must end at the limit. */
static void ask(lua_State *L, rest *r, const fz_amount *m) {
  lua_pushvalue(L, ASK);
  lua_pushinteger(L, (lua_Integer)m->start_word);
  lua_pushinteger(L, (lua_Integer)m->at + 1);
  lua_pushinteger(L, (lua_Integer)r->floor + 1);
  lua_call(L, 3, 2);
  lua_Integer at = luaL_checkinteger(L, -2), floor = luaL_checkinteger(L, -1);
  if (floor < 1 || at < 2 || (size_t)at - 1 <= m->at) luaL_error(L, "amounts: no way on");
  lua_settop(L, TOP);
  r->at = (size_t)at - 1;
  r->floor = (size_t)floor - 1;
  for (; lua_rawgeti(L, LIST, r->count + 1) == LUA_TTABLE; r->count++) {
    if (r->at > r->limit) {
      lua_pushnil(L);
      lua_rawseti(L, LIST, r->count + 1);
      break;
    }
    size_t start = place_of(L, TOP + 1, START);
    note(r, start > 0 ? start - 1 : 0, place_of(L, TOP + 1, STOP));
    lua_settop(L, TOP);
  }
  lua_settop(L, TOP);
}

static void add(lua_State *L, rest *r, const fz_amount *m) {
  r->floor = r->at = m->stop;
  if (m->stop > r->limit) return;
  push_figure(L, r->s, m);
  lua_rawseti(L, LIST, ++r->count);
  note(r, m->start, m->stop);
}

/* Reads on in the stretch. */
static void read_stretch(lua_State *L, rest *r) {
  while (r->at < r->limit) {
    fz_amount m;
    size_t other = 0;
    fz_amount_place place =
        fz_amounts_next(r->amounts, r->s, r->length, r->at, r->limit, r->floor, &m);
    if (place == FZ_AMOUNT_DOUBT) other = check_doubt(L, &m);
    if (place == FZ_AMOUNT_END)
      r->at = m.stop > r->limit ? m.stop : r->limit;
    else if (place == FZ_AMOUNT_ASK)
      ask(L, r, &m);
    else if (other != 0)
      r->at = other;
    else
      add(L, r, &m);
  }
}

/* Checks the arguments and puts all else on the stack that reading needs. */
static rest begin(lua_State *L) {
  rest r = {.amounts = luaL_checkudata(L, 1, NAME)};
  r.s = luaL_checklstring(L, TEXT, &r.length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  lua_Integer first = luaL_checkinteger(L, FIRST), last = luaL_checkinteger(L, LAST);
  luaL_argcheck(L, first >= 1, FIRST, "positions begin at 1");
  luaL_checktype(L, SECTIONS, LUA_TTABLE);
  luaL_checktype(L, DAMAGE, LUA_TTABLE);
  luaL_checktype(L, ASK, LUA_TFUNCTION);
  lua_settop(L, ASK);
  luaL_checkstack(L, TOP + LUA_MINSTACK, "amounts");
  for (int i = KEEPER + 1; i <= USERVALUES; i++) lua_getiuservalue(L, 1, i);
  lua_pushnil(L);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) lua_pushstring(L, fields[i]);
  r.at = r.floor = (size_t)first - 1 < r.length ? (size_t)first - 1 : r.length;
  r.last = last < 0 ? 0 : (size_t)last < r.length ? (size_t)last : r.length;
  r.count = (lua_Integer)lua_rawlen(L, LIST);
  r.spans = gather_spans(L, &r.span_count);
  return r;
}

static int l_read(lua_State *L) {
  rest r = begin(L);
  while (go_to_stretch(&r)) read_stretch(L, &r);
  lua_pushboolean(L, r.has_dash);
  return 1;
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
  static const luaL_Reg methods[] = {{"read", l_read}, {NULL, NULL}};
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
  make_class(L, NAME, NULL, methods);
  luaL_newlib(L, functions);
  set_names(L, "SIGN", signs);
  set_names(L, "START", starts);
  set_names(L, "UNIT", units);
  set_names(L, "BOUND", bounds);
  return 1;
}
