/*
** amounts.c: fazhi.core.amounts: plain amounts of a text as figures, and the places where others
** may begin (fazhi/amounts.h).
**
**   amounts.new(t)   → reader. t has tables of words (fazhi.core.words) and, by the numbers of
**       their words, what there is to know: starts, start = {what=, before=, behind=, close=,
**       limit=, forms = of fazhi.core.forms or nil}; signs, sign = flags; factors, factor = whole
**       numbers; mores; units, unit = flags, with unit_names and unit_kinds; tails; numerals;
**       numeral_units, is_counted = 1 for those that numerals count, else 0; bounds, bound =
**       numbers of bound_names, plus INSIDE for those after some units alone; dashes; and before =
**       list, longest first, of {word=, bound=, not_after=}; bound_names, [0] for none; more_bound
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

#include "given.h"

static const char *const NAME = "fazhi.amounts";

enum { FIELDS = 16 }; /* that a figure is going to have: a table that grows is the dearer part */

/* Uservalue 1 keeps what the reader borrows, the others are what it tells figures with. */
enum { KEEPER = 1, USERVALUES = 4 };
static const char *const TOLD[] = {"unit_names", "unit_kinds", "bound_names"};

/* The places of the stack while a reader is made. */
enum { GIVEN = 1, READER = 2, KEPT = 3 };

/* ---- making a reader ---- */

/* The forms t.forms of the table at the top, kept; NULL if there are none. */
static const fz_forms *forms_field(const given *g) {
  lua_getfield(g->L, -1, "forms");
  const fz_forms *forms = test_forms(g->L, -1);
  given_keep(g);
  return forms;
}

static void take_starts(const given *g, fz_amounts *a) {
  size_t count;
  a->starts = given_words(g, "starts", &count);
  fz_start *start = given_array(g, count, sizeof *start);
  given_list_of(g, "start", count);
  for (size_t i = 1; i <= count; i++) {
    given_item(g, i, "start");
    start[i].what = given_number_field(g, "what");
    start[i].before = given_number_field(g, "before");
    start[i].behind = given_number_field(g, "behind");
    start[i].limit = given_number_field(g, "limit");
    start[i].close = given_string_field(g, "close", &start[i].close_length);
    start[i].forms = forms_field(g);
    if (start[i].what == FZ_START_BRACKET && start[i].close_length == 0)
      luaL_error(g->L, "amounts: a bracket that nothing closes");
    lua_pop(g->L, 1);
  }
  lua_pop(g->L, 1);
  a->start = start;
}

static void take_signs(const given *g, fz_amounts *a) {
  size_t count;
  a->signs = given_words(g, "signs", &count);
  a->sign = given_flags(g, "sign", count);
}

static void take_factors(const given *g, fz_amounts *a) {
  size_t count;
  a->factors = given_words(g, "factors", &count);
  a->factor = given_integers(g, "factor", count);
  for (size_t i = 1; i <= count; i++)
    if (a->factor[i] == 0) luaL_error(g->L, "amounts: a factor is nothing");
}

static void take_before(const given *g, fz_amounts *a) {
  size_t count = given_list(g, "before");
  fz_bound_word *before = given_array(g, count, sizeof *before);
  for (size_t i = 0; i < count; i++) {
    given_item(g, i + 1, "before");
    before[i].s = given_string_field(g, "word", &before[i].length);
    before[i].bound = given_number_field(g, "bound");
    if (before[i].length == 0 || before[i].bound == 0)
      luaL_error(g->L, "amounts: a bound says nothing");
    if (lua_getfield(g->L, -1, "not_after") == LUA_TTABLE)
      before[i].not_after = given_strings(g, &before[i].not_after_count);
    lua_pop(g->L, 2);
  }
  lua_pop(g->L, 1);
  a->before = before;
  a->before_count = count;
}

static void take_all(const given *g, fz_amounts *a) {
  const words_by_key lists[] = {{"mores", &a->mores},
                                {"tails", &a->tails},
                                {"numerals", &a->numerals},
                                {"dashes", &a->dashes}};
  size_t count;
  take_starts(g, a);
  take_signs(g, a);
  take_factors(g, a);
  a->units = given_words(g, "units", &count);
  a->unit = given_bytes(g, "unit", count);
  a->numeral_units = given_words(g, "numeral_units", &count);
  a->is_counted = given_bytes(g, "is_counted", count);
  a->bounds = given_words(g, "bounds", &count);
  a->bound = given_bytes(g, "bound", count);
  take_before(g, a);
  given_words_by_key(g, lists, sizeof lists / sizeof *lists);
  lua_pushvalue(g->L, g->table);
  a->more_bound = given_number_field(g, "more_bound");
  lua_pop(g->L, 1);
}

static int l_new(lua_State *L) {
  luaL_checktype(L, GIVEN, LUA_TTABLE);
  lua_settop(L, GIVEN);
  fz_amounts *a = lua_newuserdatauv(L, sizeof *a, USERVALUES);
  *a = (fz_amounts){0};
  lua_newtable(L);
  lua_pushvalue(L, KEPT);
  lua_setiuservalue(L, READER, KEEPER);
  const given g = {L, "amounts", GIVEN, KEPT};
  take_all(&g, a);
  for (int i = KEEPER + 1; i <= USERVALUES; i++) {
    if (lua_getfield(L, GIVEN, TOLD[i - KEEPER - 1]) != LUA_TTABLE)
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

/* Adds the marker of a section, if it has one. */
static size_t add_marker(lua_State *L, int section, closed *spans, size_t count) {
  size_t length = 0;
  if (get_named(L, section, MARKER) == LUA_TSTRING) lua_tolstring(L, -1, &length);
  lua_pop(L, 1);
  if (length == 0) return count;
  size_t start = get_named_place(L, section, START) - 1;
  spans[count] = (closed){start, start + length};
  return count + 1;
}

static size_t add_damage(lua_State *L, int damage, closed *spans, size_t count) {
  spans[count] = (closed){get_named_place(L, damage, START) - 1, get_named_place(L, damage, STOP)};
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
    note(r, get_named_place(L, TOP + 1, START) - 1, get_named_place(L, TOP + 1, STOP));
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
    fz_amount_place place =
        fz_amounts_next(r->amounts, r->s, r->length, r->at, r->limit, r->floor, &m);
    if (place == FZ_AMOUNT_END)
      r->at = m.stop > r->limit ? m.stop : r->limit;
    else if (place == FZ_AMOUNT_ASK)
      ask(L, r, &m);
    else
      add(L, r, &m);
  }
}

/* Checks the arguments and puts all else on the stack that reading needs. */
static rest begin(lua_State *L) {
  rest r = {.amounts = luaL_checkudata(L, 1, NAME)};
  r.s = luaL_checklstring(L, TEXT, &r.length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  size_t first = check_place(L, FIRST, r.length);
  lua_Integer last = luaL_checkinteger(L, LAST);
  luaL_checktype(L, SECTIONS, LUA_TTABLE);
  luaL_checktype(L, DAMAGE, LUA_TTABLE);
  luaL_checktype(L, ASK, LUA_TFUNCTION);
  lua_settop(L, ASK);
  luaL_checkstack(L, TOP + LUA_MINSTACK, "amounts");
  for (int i = KEEPER + 1; i <= USERVALUES; i++) lua_getiuservalue(L, 1, i);
  lua_pushnil(L);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) lua_pushstring(L, fields[i]);
  r.at = r.floor = first;
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

int open_amounts(lua_State *L) {
  static const luaL_Reg methods[] = {{"read", l_read}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  static const named_flag signs[] = {{"factor", FZ_SIGN_FACTOR},
                                     {"more", FZ_SIGN_MORE},
                                     {"bound", FZ_SIGN_BOUND},
                                     {"number", FZ_SIGN_NUMBER},
                                     {"list", FZ_SIGN_LIST},
                                     {"unit_tail", FZ_SIGN_UNIT_TAIL},
                                     {"bound_last", FZ_SIGN_BOUND_LAST},
                                     {"numeral", FZ_SIGN_NUMERAL},
                                     {NULL, 0}};
  static const named_flag starts[] = {{"skip", FZ_START_SKIP},       {"ask", FZ_START_ASK},
                                      {"digits", FZ_START_DIGITS},   {"look", FZ_START_LOOK},
                                      {"numeral", FZ_START_NUMERAL}, {"ordinal", FZ_START_ORDINAL},
                                      {"bracket", FZ_START_BRACKET}, {NULL, 0}};
  static const named_flag units[] = {{"ask", FZ_UNIT_ASK},
                                     {"noun", FZ_UNIT_NOUN},
                                     {"inside", FZ_UNIT_INSIDE},
                                     {"listed", FZ_UNIT_LISTED},
                                     {NULL, 0}};
  static const named_flag bounds[] = {{"inside", FZ_BOUND_INSIDE}, {NULL, 0}};
  make_class(L, NAME, NULL, methods);
  luaL_newlib(L, functions);
  set_flags(L, "SIGN", signs);
  set_flags(L, "START", starts);
  set_flags(L, "UNIT", units);
  set_flags(L, "BOUND", bounds);
  return 1;
}
