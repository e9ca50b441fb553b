/*
** context.c: fazhi.core.context: what stands around the figures of a text in their sentences
** (fazhi/context.h).
**
**   context.new(t)   → walker. t has tables of words (fazhi.core.words) joins, listed, fillers,
*named, heads,
**       tails, verb_tails, particles, pauses, reach, time_heads, time_tails, intenders,
**       not_intend, ends, before_later;
*words, with
**       mark = {flags=, period=, clause_period=, change=, base=} by number and enders, the number
*of
**       the last word that ends a sentence; periods, changes, bases = names by number, and the
**       numbers to_date, planned, stock; brackets = {{open, close}, …}; link; noun_max,
*bracket_max;
**       can_change = set of units; and functions:
**         cut_time(phrase) → bytes cut from its beginning, bytes left | nil
**         label(s, from, at, stop) → first and last byte of the name in the label s[from .. at-1] |
*nil
**         origin(s, list, i, from): list[i-1] may be what list[i] came from; the sentence begins at
*`from`
**   walker:tell(s, list, first, sections, is_planned) → list | nil: gives the figures of `list`
*(start=, stop=,
**       unit=, kind=) the row of their section, 0 for none, of sections = {{start=, stop=,
*parent=}, …} in
**       order, and subject, predicate, scope, period, part, change, base and the kind
*"rate-change"; nothing
**       before byte `first` is read. is_planned(row) tells whether a section tells plans. Returns
*which
**       figures are joined to the one behind them in a list, if any; they and those have
*own_subject =
**       true where the subject was not carried over.
**   context.MARK: the flags of words by name
*/
#include "fazhi/context.h"

#include <string.h>

#include "binding.h"

typedef struct box {
  fz_context *context;
  fz_lexicon lexicon;
  const fz_words *before_later;
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

static void keep(lua_State *L) { lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1); }

static void *new_array(lua_State *L, size_t count, size_t size) {
  void *array = lua_newuserdatauv(L, (count + 1) * size, 0);
  memset(array, 0, (count + 1) * size);
  keep(L);
  return array;
}

static const fz_words *take_words(lua_State *L, const char *key, size_t *count) {
  lua_getfield(L, GIVEN, key);
  const fz_words *words = check_words(L, -1, count);
  keep(L);
  return words;
}

/* t[key] of the table at the top as a number of the caller's, 0 if it is absent. */
static unsigned number_field(lua_State *L, const char *key) {
  int is_integer = 1;
  lua_Integer n = lua_getfield(L, -1, key) == LUA_TNIL ? 0 : lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || n < 0 || n > 1 << 20) luaL_error(L, "context: %s is no number", key);
  lua_pop(L, 1);
  return (unsigned)n;
}

/* The string at the top, kept with the walker. */
static const char *take_string(lua_State *L, size_t *length) {
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "context: no string");
  const char *s = lua_tolstring(L, -1, length);
  if (*length == 0) luaL_error(L, "context: an empty string");
  keep(L);
  return s;
}

static void take_marks(lua_State *L, fz_lexicon *l) {
  size_t count;
  l->words = take_words(L, "words", &count);
  fz_mark *mark = new_array(L, count, sizeof *mark);
  if (lua_getfield(L, GIVEN, "mark") != LUA_TTABLE) luaL_error(L, "context: mark is no table");
  for (size_t i = 1; i <= count; i++) {
    if (lua_rawgeti(L, -1, (lua_Integer)i) == LUA_TTABLE)
      mark[i] = (fz_mark){number_field(L, "flags"), number_field(L, "period"),
                          number_field(L, "clause_period"), number_field(L, "change"),
                          number_field(L, "base")};
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  l->mark = mark;
}

static void take_brackets(lua_State *L, fz_lexicon *l) {
  if (lua_getfield(L, GIVEN, "brackets") != LUA_TTABLE)
    luaL_error(L, "context: brackets is no list");
  l->bracket_count = lua_rawlen(L, -1);
  fz_bracket *brackets = new_array(L, l->bracket_count, sizeof *brackets);
  for (size_t i = 0; i < l->bracket_count; i++) {
    if (lua_rawgeti(L, -1, (lua_Integer)i + 1) != LUA_TTABLE) luaL_error(L, "context: no bracket");
    lua_rawgeti(L, -1, 1);
    brackets[i].open = take_string(L, &brackets[i].open_length);
    lua_rawgeti(L, -1, 2);
    brackets[i].close = take_string(L, &brackets[i].close_length);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  l->brackets = brackets;
}

static void take_lexicon(lua_State *L, box *b) {
  fz_lexicon *l = &b->lexicon;
  const struct {
    const char *key;
    const fz_words **words;
  } lists[] = {{"ends", &l->ends},
               {"joins", &l->joins},
               {"listed", &l->listed},
               {"fillers", &l->fillers},
               {"named", &l->named},
               {"heads", &l->heads},
               {"tails", &l->tails},
               {"verb_tails", &l->verb_tails},
               {"particles", &l->particles},
               {"pauses", &l->pauses},
               {"reach", &l->reach},
               {"time_heads", &l->time_heads},
               {"time_tails", &l->time_tails},
               {"intenders", &l->intenders},
               {"not_intend", &l->not_intend},
               {"before_later", &b->before_later}};
  size_t count;
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    *lists[i].words = take_words(L, lists[i].key, &count);
  take_marks(L, l);
  take_brackets(L, l);
  lua_getfield(L, GIVEN, "link");
  l->link = take_string(L, &l->link_length);
  lua_pushvalue(L, GIVEN);
  l->enders = number_field(L, "enders");
  l->to_date = number_field(L, "to_date");
  l->planned = number_field(L, "planned");
  l->stock = number_field(L, "stock");
  l->noun_max = number_field(L, "noun_max");
  l->bracket_max = number_field(L, "bracket_max");
  lua_pop(L, 1);
}

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
  take_lexicon(L, b);
  fz_error error = {0};
  if (fz_context_new(&b->context, &error) != FZ_OK) return raise_failure(L, &error);
  lua_settop(L, WALKER);
  return 1;
}

/* ---- asking the caller ---- */

/* Places of the stack of `tell`, the figure at the top. */
enum {
  TEXT = 2,
  LIST,
  FIRST,
  SECTIONS,
  IS_PLANNED,
  TABLE,
  CUT_TIME,
  LABEL,
  PERIODS,
  CHANGES,
  BASES,
  CAN_CHANGE,
  JOINED,
  FIGURE
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

static bool ask_planned(lua_State *L, lua_Integer section) {
  lua_pushvalue(L, IS_PLANNED);
  lua_pushinteger(L, section);
  lua_call(L, 1, 1);
  bool is_planned = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is_planned;
}

/* ---- telling ---- */

static size_t integer_of(lua_State *L, int index, const char *key) {
  int is_integer;
  lua_getfield(L, index, key);
  lua_Integer n = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || n < 1) luaL_error(L, "context: a figure has no %s", key);
  lua_pop(L, 1);
  return (size_t)n;
}

/* Takes the strings from the figure, where they stay. */
static void take_kind(lua_State *L, fz_stated *f) {
  lua_getfield(L, FIGURE, "kind");
  const char *kind = luaL_checkstring(L, -1);
  f->is_percent = strcmp(kind, "percent") == 0;
  f->is_change = strcmp(kind, "rate-change") == 0;
  lua_pop(L, 1);
  lua_getfield(L, FIGURE, "unit");
  f->unit = luaL_checklstring(L, -1, &f->unit_length);
  lua_rawget(L, CAN_CHANGE);
  f->can_change = lua_toboolean(L, -1);
  lua_pop(L, 1);
}

static void set_span(lua_State *L, const char *key, const char *s, fz_words_span span) {
  if (span.start < span.stop) set_string(L, key, s + span.start, span.stop - span.start);
}

static void set_name(lua_State *L, const char *key, int names, unsigned number) {
  if (number == 0) return;
  lua_rawgeti(L, names, number);
  lua_setfield(L, FIGURE, key);
}

static void copy_field(lua_State *L, const char *key, lua_Integer i) {
  lua_rawgeti(L, LIST, i);
  lua_getfield(L, -1, key);
  lua_setfield(L, FIGURE, key);
  lua_pop(L, 1);
}

static void set_change(lua_State *L, const char *s, const fz_said *said, lua_Integer i) {
  if (said->is_as_last) {
    copy_field(L, "change", i - 1);
    copy_field(L, "base", i - 1);
  } else {
    set_name(L, "change", CHANGES, said->change);
    set_name(L, "base", BASES, said->base);
    set_span(L, "base", s, said->dated);
  }
  lua_pushliteral(L, "rate-change");
  lua_setfield(L, FIGURE, "kind");
}

static void set_said(lua_State *L, const char *s, const fz_said *said, lua_Integer i,
                     unsigned period) {
  set_span(L, "subject", s, said->subject);
  set_span(L, "predicate", s, said->predicate);
  set_span(L, "scope", s, said->scope);
  set_name(L, "period", PERIODS, period);
  if (said->is_change) set_change(L, s, said, i);
  if (said->is_part) {
    lua_pushboolean(L, 1);
    lua_setfield(L, FIGURE, "part");
  }
}

static void set_own(lua_State *L, lua_Integer i) {
  lua_rawgeti(L, LIST, i);
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, "own_subject");
  lua_pop(L, 1);
}

/* What goes on from figure to figure. */
typedef struct progress {
  lua_Integer joined; /* how many figures are joined to the next */
  bool was_own;       /* the subject of the figure before was */
  lua_Integer row;    /* of the last section that begins before the figure, 0: none */
  size_t row_stop, next_row_start;
  lua_Integer section;
  bool is_planned;
} progress;

static void note_joint(lua_State *L, progress *p, lua_Integer i, const fz_said *said) {
  if (said->is_joined) {
    if (p->was_own) set_own(L, i - 1);
    if (said->is_own) set_own(L, i);
    if (p->joined == 0) {
      lua_newtable(L);
      lua_replace(L, JOINED);
    }
    lua_pushinteger(L, i - 1);
    lua_rawseti(L, JOINED, ++p->joined);
  }
  p->was_own = said->is_own;
}

/* A field of a section, `none` if there is no such section or field. */
static size_t section_field(lua_State *L, lua_Integer row, const char *key, size_t none) {
  size_t n = none;
  if (lua_rawgeti(L, SECTIONS, row) == LUA_TTABLE) {
    if (lua_getfield(L, -1, key) != LUA_TNIL) n = (size_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return n;
}

/* The deepest section that holds byte `at`, counted from 1; 0 if none does. */
static lua_Integer section_at(lua_State *L, progress *p, size_t at) {
  while (p->next_row_start <= at) {
    p->row_stop = section_field(L, ++p->row, "stop", SIZE_MAX);
    p->next_row_start = section_field(L, p->row + 1, "start", SIZE_MAX);
  }
  lua_Integer holder = p->row;
  size_t stop = p->row_stop;
  while (holder > 0 && stop < at) {
    lua_Integer parent = (lua_Integer)section_field(L, holder, "parent", 0);
    if (parent >= holder) luaL_error(L, "context: a section inside a later one");
    holder = parent;
    stop = section_field(L, holder, "stop", SIZE_MAX);
  }
  return holder;
}

/* Enters the section of the figure that begins at byte `at`, counted from 1; whether it tells
 * plans. */
static bool enter_section(lua_State *L, progress *p, size_t at) {
  lua_Integer section = section_at(L, p, at);
  set_integer(L, "section", section);
  if (section != p->section) {
    p->section = section;
    p->is_planned = ask_planned(L, section);
  }
  return p->is_planned;
}

static bool may_be_later(const box *b, const char *s, size_t start) {
  size_t stop = 0;
  return start >= 3 && fz_words_match(b->before_later, s, start, start - 3, &stop) != 0 &&
         stop == start;
}

/* Where figure i begins, SIZE_MAX behind the last. */
static size_t start_of(lua_State *L, lua_Integer i) {
  size_t start = SIZE_MAX;
  if (lua_rawgeti(L, LIST, i) == LUA_TTABLE) start = integer_of(L, -1, "start") - 1;
  lua_pop(L, 1);
  return start;
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
  lua_rawgeti(L, LIST, i);
  figure.stop = integer_of(L, FIGURE, "stop");
  if (figure.stop < start || figure.stop > length)
    luaL_error(L, "context: a figure outside the text");
  take_kind(L, &figure);
  fz_context_tell(b->context, &figure, next, &said);
  bool is_planned = enter_section(L, p, start + 1);
  set_said(L, s, &said, i, is_planned ? b->lexicon.planned : said.period);
  note_joint(L, p, i, &said);
  lua_settop(L, JOINED);
}

static int l_tell(lua_State *L) {
  size_t length;
  box *b = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, TEXT, &length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  lua_Integer first = luaL_checkinteger(L, FIRST);
  luaL_argcheck(L, first >= 1, FIRST, "positions begin at 1");
  luaL_checktype(L, SECTIONS, LUA_TTABLE);
  lua_settop(L, IS_PLANNED);
  lua_getiuservalue(L, 1, 2);
  static const char *const keys[] = {"cut_time", "label", "periods",
                                     "changes",  "bases", "can_change"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) lua_getfield(L, TABLE, keys[i]);
  lua_pushnil(L);
  call context = {L, s};
  const fz_asked asked = {&context, ask_cut, ask_label};
  progress p = {.section = -1, .next_row_start = section_field(L, 1, "start", SIZE_MAX)};
  fz_context_begin(b->context, &b->lexicon, &asked, s, length, (size_t)first - 1);
  size_t start = start_of(L, 1);
  for (lua_Integer i = 1; start != SIZE_MAX; i++) {
    size_t next = start_of(L, i + 1);
    tell(L, b, &p, i, start, next);
    start = next;
  }
  return 1;
}

int open_context(lua_State *L) {
  static const luaL_Reg methods[] = {{"tell", l_tell}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  static const struct {
    const char *name;
    lua_Integer flag;
  } marks[] = {{"verb", FZ_MARK_VERB},           {"pause", FZ_MARK_PAUSE},
               {"colon", FZ_MARK_COLON},         {"in_number", FZ_MARK_IN_NUMBER},
               {"list", FZ_MARK_LIST},           {"stop", FZ_MARK_STOP},
               {"scope", FZ_MARK_SCOPE},         {"leading_scope", FZ_MARK_LEADING_SCOPE},
               {"own_scope", FZ_MARK_OWN_SCOPE}, {"light", FZ_MARK_LIGHT},
               {"compares", FZ_MARK_COMPARES},   {"names", FZ_MARK_NAMES},
               {"intends", FZ_MARK_INTENDS},     {"done", FZ_MARK_DONE},
               {"dates", FZ_MARK_DATES}};
  if (luaL_newmetatable(L, NAME)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, l_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushliteral(L, "context");
    lua_setfield(L, -2, "__metatable");
  }
  lua_pop(L, 1);
  luaL_newlib(L, functions);
  lua_newtable(L);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    set_integer(L, marks[i].name, marks[i].flag);
  lua_setfield(L, -2, "MARK");
  return 1;
}
