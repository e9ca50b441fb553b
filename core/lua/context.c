/*
** context.c: fazhi.core.context: what stands around the figures of a text in their sentences
** (fazhi/context.h).
**
**   context.new(t)   → walker. t has tables of words (fazhi.core.words) fillers, named, intenders,
**       not_intend, named_things, region_parts, addressed, outer_after, outer_before, markers, agents,
**       ends; phrases, with phrase = flags PHRASE by number; words, with mark = {flags=, period=,
**       clause_period=, change=, base=} by number and enders, the number of the last word that ends
**       a sentence; periods, changes, bases = names by number, and the numbers annual, to_date, planned,
**       stock, cumulative, mean; brackets = {{open, close}, …}; link; noun_max, bracket_max, address_max; kinds and units =
**       flags SAYS of those of figures by name, if there are any; and functions:
**         cut_time(phrase) → bytes cut from its beginning, bytes left | nil
**         label(s, from, at, stop) → first and last byte of the name in the label
**           s[from .. at-1] | nil
**         origin(s, list, i, from): list[i-1] may be what list[i] came from; the sentence begins
**           at byte `from`
**   walker:tell(s, list, first, sections, signs, is_plan) → list | nil: gives the figures of `list`
**       (start=, stop=, unit=, kind=) the row of their section, 0 for none, of sections =
**       {{start=, stop=, parent=, heading=}, …} in order, and subject, predicate, scope, period,
**       part, change, base and the kind "rate-change"; nothing before byte `first` is read.
**       is_plan(heading) tells whether a heading tells plans, and with it all that stands below; it
**       is asked where one of the words `signs` stands in it. Returns which figures are joined to
**       the one behind them in a list, if any; they and those have own_subject = true where the
**       subject was not carried over.
**   walker:trim(phrase) → string: what is left of it without what is no noun at either end
**   context.MARK, PHRASE, SAYS: the flags by name
*/
#include "fazhi/context.h"

#include <string.h>

#include "lexicon.h"

typedef struct box {
  fz_context *context;
  fz_lexicon lexicon;
} box;

static const char *const NAME = "fazhi.context";

/* Uservalue 1 keeps what the walker borrows, 2 is the table it was made of. */
enum { GIVEN = 1, WALKER = 2, KEPT = 3 };

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_context_free(b->context);
  b->context = NULL;
  return 0;
}

/* ---- making a walker ---- */

static int l_new(lua_State *L) {
  luaL_checktype(L, GIVEN, LUA_TTABLE);
  lua_settop(L, GIVEN);
  box *b = lua_newuserdatauv(L, sizeof *b, 2);
  memset(b, 0, sizeof *b);
  luaL_setmetatable(L, NAME);
  lua_newtable(L);
  lua_pushvalue(L, KEPT);
  lua_setiuservalue(L, WALKER, 1);
  lua_pushvalue(L, GIVEN);
  lua_setiuservalue(L, WALKER, 2);
  const given g = {L, "context", GIVEN, KEPT};
  take_lexicon(&g, &b->lexicon);
  fz_error error = {0};
  if (fz_context_new(&b->context, &error) != FZ_OK) return raise_failure(L, &error);
  lua_settop(L, WALKER);
  return 1;
}

/* ---- asking the caller ---- */

/* Places of the stack of `tell`: its arguments, what the walker was made with, names, and at the top the
   figure and the next one. */
enum {
  TEXT = 2,
  LIST,
  FIRST,
  SECTIONS,
  PLAN_SIGNS,
  IS_PLAN,
  TABLE,
  CUT_TIME,
  LABEL,
  PERIODS,
  CHANGES,
  BASES,
  KINDS,
  UNITS,
  JOINED,
  PLANNED,
  NAMES
};

/* What the kind or the unit of a figure says of it. */
enum {
  SAYS_PERCENT = 1,
  SAYS_CHANGE = 2,
  SAYS_DURATION = 4,
  SAYS_CAN_CHANGE = 8, /* if the sentence tells one */
  SAYS_CAN_STAY = 16   /* for long, so that it may be a stock */
};

/* The fields of figures and sections and one of their values, as Lua's own strings. */
static const char *const fields[] = {
    "start",  "stop",   "unit", "kind", "section",     "subject", "predicate", "scope",
    "period", "change", "base", "part", "own_subject", "parent",  "heading",   "rate-change"};
enum {
  START = NAMES,
  STOP,
  UNIT,
  KIND,
  SECTION,
  SUBJECT,
  PREDICATE,
  SCOPE,
  PERIOD,
  CHANGE,
  BASE,
  PART,
  OWN_SUBJECT,
  PARENT,
  HEADING,
  RATE_CHANGE,
  FIGURE,
  NEXT,
  TOP = NEXT
};

typedef struct call {
  lua_State *L;
  const char *s;
} call;

static size_t offset_at(lua_State *L, int index, size_t most) {
  lua_Integer n = luaL_checkinteger(L, index);
  if (n < 0 || (lua_Unsigned)n > most) luaL_error(L, "context: an answer outside the text");
  return (size_t)n;
}

static bool ask_cut(void *context, fz_words_span *phrase) {
  const call *c = context;
  lua_State *L = c->L;
  size_t length = phrase->stop - phrase->start;
  lua_pushvalue(L, CUT_TIME);
  lua_pushlstring(L, c->s + phrase->start, length);
  lua_call(L, 1, 2);
  bool is_cut = !lua_isnil(L, -2);
  if (is_cut) {
    size_t cut = offset_at(L, -2, length), left = offset_at(L, -1, length - cut);
    if (left == length) luaL_error(L, "context: nothing was cut");
    phrase->start += cut;
    phrase->stop = phrase->start + left;
  }
  lua_pop(L, 2);
  return is_cut;
}

static fz_words_span ask_label(void *context, size_t from, fz_words_span label) {
  const call *c = context;
  lua_State *L = c->L;
  fz_words_span name = {0, 0};
  lua_pushvalue(L, LABEL);
  lua_pushvalue(L, TEXT);
  lua_pushinteger(L, (lua_Integer)from + 1);
  lua_pushinteger(L, (lua_Integer)label.start + 1);
  lua_pushinteger(L, (lua_Integer)label.stop + 1);
  lua_call(L, 4, 2);
  if (!lua_isnil(L, -2)) {
    name.stop = offset_at(L, -1, label.start);
    name.start = offset_at(L, -2, name.stop) - 1;
  }
  lua_pop(L, 2);
  return name;
}

static void ask_origin(lua_State *L, lua_Integer i, size_t from) {
  lua_getfield(L, TABLE, "origin");
  lua_pushvalue(L, TEXT);
  lua_pushvalue(L, LIST);
  lua_pushinteger(L, i);
  lua_pushinteger(L, (lua_Integer)from + 1);
  lua_call(L, 4, 0);
}

/* Whether the heading at the top tells plans. */
static bool ask_plan(lua_State *L) {
  lua_pushvalue(L, IS_PLAN);
  lua_pushvalue(L, -2);
  lua_call(L, 1, 1);
  bool is_plan = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is_plan;
}

/* ---- figures ---- */

/* What the string in a field of the figure says of it, by a table of flags SAYS_…; the string stays. */
static unsigned take_flags(lua_State *L, int name, int table) {
  if (get_named(L, FIGURE, name) != LUA_TSTRING)
    luaL_error(L, "context: a figure has no %s", lua_tostring(L, name));
  lua_pushvalue(L, -1);
  lua_rawget(L, table);
  unsigned flags = (unsigned)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return flags;
}

/* Takes what kind and unit of the figure say; the unit stays with it. */
static void take_kind(lua_State *L, fz_stated *f) {
  unsigned flags = take_flags(L, KIND, KINDS) | take_flags(L, UNIT, UNITS);
  f->is_percent = flags & SAYS_PERCENT;
  f->is_change = flags & SAYS_CHANGE;
  f->is_duration = flags & SAYS_DURATION;
  f->can_change = flags & SAYS_CAN_CHANGE;
  f->can_stay = flags & SAYS_CAN_STAY;
  f->unit = lua_tolstring(L, -1, &f->unit_length);
  lua_pop(L, 2);
}

static void set_span(lua_State *L, int name, const char *s, fz_words_span span) {
  if (span.start >= span.stop) return;
  lua_pushvalue(L, name);
  lua_pushlstring(L, s + span.start, span.stop - span.start);
  lua_rawset(L, FIGURE);
}

static void set_name(lua_State *L, int name, int list, unsigned number) {
  if (number == 0) return;
  lua_pushvalue(L, name);
  lua_rawgeti(L, list, number);
  lua_rawset(L, FIGURE);
}

static void set_true(lua_State *L, int figure, int name) {
  lua_pushvalue(L, name);
  lua_pushboolean(L, 1);
  lua_rawset(L, figure);
}

/* Gives the figure what another one has in a field. */
static void copy_field(lua_State *L, int other, int name) {
  lua_pushvalue(L, name);
  get_named(L, other, name);
  lua_rawset(L, FIGURE);
}

static void set_change(lua_State *L, const char *s, const fz_said *said, lua_Integer i) {
  if (said->is_as_last) {
    lua_rawgeti(L, LIST, i - 1);
    int last = lua_gettop(L);
    copy_field(L, last, CHANGE);
    copy_field(L, last, BASE);
    lua_pop(L, 1);
  } else {
    set_name(L, CHANGE, CHANGES, said->change);
    set_name(L, BASE, BASES, said->base);
    set_span(L, BASE, s, said->dated);
  }
  lua_pushvalue(L, KIND);
  lua_pushvalue(L, RATE_CHANGE);
  lua_rawset(L, FIGURE);
}

static void set_said(lua_State *L, const char *s, const fz_said *said, lua_Integer i,
                     unsigned period) {
  set_span(L, SUBJECT, s, said->subject);
  set_span(L, PREDICATE, s, said->predicate);
  set_span(L, SCOPE, s, said->scope);
  set_name(L, PERIOD, PERIODS, period);
  if (said->is_change) set_change(L, s, said, i);
  if (said->is_part) set_true(L, FIGURE, PART);
}

/* ---- sections ---- */

enum { UNKNOWN, NOT_PLANNED, IS_PLANNED };

/* What goes on from figure to figure. */
typedef struct progress {
  lua_Integer joined; /* how many figures are joined to the next */
  bool was_own;       /* the subject of the figure before was */
  lua_Integer row;    /* of the last section that begins before the figure, 0: none */
  size_t row_stop, next_row_start;
  lua_Integer section;
  bool is_planned;
  const fz_words *signs; /* without one of these no heading tells plans */
  unsigned char *plans;  /* by section, what is known of them */
} progress;

/* A field of a section, `none` if there is no such section or field. */
static size_t section_field(lua_State *L, lua_Integer row, int name, size_t none) {
  size_t n = none;
  if (lua_rawgeti(L, SECTIONS, row) == LUA_TTABLE) {
    if (get_named(L, lua_gettop(L), name) != LUA_TNIL) n = (size_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return n;
}

/* The section that holds this one; 0 if none does. */
static lua_Integer holder_of(lua_State *L, lua_Integer row) {
  lua_Integer parent = (lua_Integer)section_field(L, row, PARENT, 0);
  if (parent < 0 || parent >= row) luaL_error(L, "context: a section inside a later one");
  return parent;
}

/* The deepest section that holds byte `at`, counted from 1; 0 if none does. */
static lua_Integer section_at(lua_State *L, progress *p, size_t at) {
  while (p->next_row_start <= at) {
    p->row_stop = section_field(L, ++p->row, STOP, SIZE_MAX);
    p->next_row_start = section_field(L, p->row + 1, START, SIZE_MAX);
  }
  lua_Integer holder = p->row;
  size_t stop = p->row_stop;
  while (holder > 0 && stop < at) {
    holder = holder_of(L, holder);
    stop = section_field(L, holder, STOP, SIZE_MAX);
  }
  return holder;
}

/* Whether the heading of a section tells plans; most have no word that could. */
static bool has_plan_heading(lua_State *L, const progress *p, lua_Integer row) {
  size_t length;
  fz_word_place place;
  if (lua_rawgeti(L, SECTIONS, row) != LUA_TTABLE) luaL_error(L, "context: a section is no table");
  get_named(L, lua_gettop(L), HEADING);
  const char *s = lua_tolstring(L, -1, &length);
  bool is_plan = s != NULL && fz_words_find(p->signs, s, length, 0, length, &place) && ask_plan(L);
  lua_pop(L, 2);
  return is_plan;
}

/* Whether a section tells plans, by its own heading or one above it. */
static bool tells_plans(lua_State *L, progress *p, lua_Integer row) {
  if (row == 0) return false;
  if (p->plans[row] == UNKNOWN) {
    bool is_plan = has_plan_heading(L, p, row) || tells_plans(L, p, holder_of(L, row));
    p->plans[row] = is_plan ? IS_PLANNED : NOT_PLANNED;
  }
  return p->plans[row] == IS_PLANNED;
}

/* Enters the section of the figure that begins at byte `at`, counted from 1; whether it tells
 * plans. */
static bool enter_section(lua_State *L, progress *p, size_t at) {
  lua_Integer section = section_at(L, p, at);
  lua_pushvalue(L, SECTION);
  lua_pushinteger(L, section);
  lua_rawset(L, FIGURE);
  if (section != p->section) {
    p->section = section;
    p->is_planned = tells_plans(L, p, section);
  }
  return p->is_planned;
}

/* ---- telling ---- */

static void note_joint(lua_State *L, progress *p, lua_Integer i, const fz_said *said) {
  if (said->is_joined) {
    if (p->was_own) {
      lua_rawgeti(L, LIST, i - 1);
      set_true(L, lua_gettop(L), OWN_SUBJECT);
      lua_pop(L, 1);
    }
    if (said->is_own) set_true(L, FIGURE, OWN_SUBJECT);
    if (p->joined == 0) {
      lua_newtable(L);
      lua_replace(L, JOINED);
    }
    lua_pushinteger(L, i - 1);
    lua_rawseti(L, JOINED, ++p->joined);
  }
  p->was_own = said->is_own;
}

static bool may_be_later(const box *b, const char *s, size_t start) {
  return start >= 3 && fz_lexicon_has(&b->lexicon, s, start - 3, start, FZ_PHRASE_LATER);
}

/* Makes figure i the next one; where it begins, SIZE_MAX behind the last. */
static size_t push_next(lua_State *L, lua_Integer i) {
  lua_settop(L, FIGURE);
  return lua_rawgeti(L, LIST, i) == LUA_TTABLE ? get_named_place(L, NEXT, START) - 1 : SIZE_MAX;
}

/* Tells of figure i, which begins at `start`, the next at `next`. */
static void tell(lua_State *L, box *b, progress *p, lua_Integer i, size_t start, size_t next) {
  size_t length, from;
  bool has_last;
  fz_stated figure = {.start = start};
  fz_said said;
  const char *s = lua_tolstring(L, TEXT, &length);
  if (start > length || next < start) luaL_error(L, "context: figures are in no order");
  if (fz_context_enter(b->context, start, &from, &has_last) != FZ_OK)
    luaL_error(L, "out of memory");
  if (has_last && may_be_later(b, s, start)) ask_origin(L, i, from);
  figure.stop = get_named_place(L, FIGURE, STOP);
  if (figure.stop < start || figure.stop > length)
    luaL_error(L, "context: a figure outside the text");
  take_kind(L, &figure);
  if (fz_context_tell(b->context, &figure, next, &said) != FZ_OK) luaL_error(L, "out of memory");
  bool is_planned = enter_section(L, p, start + 1);
  set_said(L, s, &said, i, is_planned ? b->lexicon.planned : said.period);
  note_joint(L, p, i, &said);
}

/* Puts what `tell` has on the stack behind its arguments. */
static void push_places(lua_State *L, progress *p) {
  static const char *const keys[] = {"cut_time", "label", "periods", "changes",
                                     "bases",    "kinds", "units"};
  size_t count, sections = lua_rawlen(L, SECTIONS);
  p->signs = check_words(L, PLAN_SIGNS, &count);
  luaL_checktype(L, IS_PLAN, LUA_TFUNCTION);
  lua_settop(L, IS_PLAN);
  luaL_checkstack(L, TOP + LUA_MINSTACK, "context");
  lua_getiuservalue(L, 1, 2);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) lua_getfield(L, TABLE, keys[i]);
  lua_pushnil(L);
  p->plans = lua_newuserdatauv(L, sections + 1, 0);
  memset(p->plans, UNKNOWN, sections + 1);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) lua_pushstring(L, fields[i]);
}

static int l_tell(lua_State *L) {
  size_t length;
  progress p = {.section = -1};
  box *b = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, TEXT, &length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  size_t first = check_offset(L, FIRST);
  luaL_checktype(L, SECTIONS, LUA_TTABLE);
  push_places(L, &p);
  call context = {L, s};
  const fz_asked asked = {&context, ask_cut, ask_label};
  p.next_row_start = section_field(L, 1, START, SIZE_MAX);
  fz_context_begin(b->context, &b->lexicon, &asked, s, length, first);
  lua_pushnil(L);
  size_t start = push_next(L, 1);
  for (lua_Integer i = 1; start != SIZE_MAX; i++) {
    lua_replace(L, FIGURE);
    size_t next = push_next(L, i + 1);
    tell(L, b, &p, i, start, next);
    start = next;
  }
  lua_pushvalue(L, JOINED);
  return 1;
}

static int l_trim(lua_State *L) {
  size_t length;
  box *b = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, TEXT, &length);
  lua_settop(L, TABLE - 1);
  lua_getiuservalue(L, 1, 2);
  lua_getfield(L, TABLE, "cut_time");
  call context = {L, s};
  const fz_asked asked = {&context, ask_cut, ask_label};
  fz_words_span phrase = fz_lexicon_trim(&b->lexicon, &asked, s, 0, length);
  lua_pushlstring(L, s + phrase.start, phrase.stop - phrase.start);
  return 1;
}

int open_context(lua_State *L) {
  static const luaL_Reg methods[] = {{"tell", l_tell}, {"trim", l_trim}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  static const named_flag says[] = {{"percent", SAYS_PERCENT},   {"change", SAYS_CHANGE},
                                    {"duration", SAYS_DURATION}, {"can_change", SAYS_CAN_CHANGE},
                                    {"can_stay", SAYS_CAN_STAY}, {NULL, 0}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  set_lexicon_flags(L);
  set_flags(L, "SAYS", says);
  return 1;
}
