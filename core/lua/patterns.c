/*
** patterns.c: fazhi.core.patterns: patterns of words matched around numbers (fazhi/patterns.h).
**
**   patterns.new(list [, joint])      → patterns; an index of `list` is a pattern's number. Each is
**       { nodes = as fazhi.pattern_reader makes them, must = words of which a text must have one }
**   patterns.marks                    → { number=, unit_end=, comma=, semicolon=, colon=, open=,
**       close= }: the bytes of flat text
**   patterns:present(flat)            → {number, …}: those that may match in a text, in order
**   patterns:any(flat)                → boolean: whether any may match
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

/* ---- nodes become parts, in a userdata at PARTS; strings stay in the caller's tables ---- */

enum { LIST = 1, JOINT = 2, PARTS = 3 };

typedef struct draft {
  fz_pattern_part *parts;
  size_t count, room;
} draft;

static fz_pattern_part *add(lua_State *L, draft *d, fz_pattern_kind kind) {
  if (d->count == d->room) {
    size_t room = d->room > 0 ? d->room * 2 : 256;
    fz_pattern_part *parts = lua_newuserdatauv(L, room * sizeof *parts, 0);
    if (d->count > 0) memcpy(parts, d->parts, d->count * sizeof *parts);
    lua_replace(L, PARTS);
    d->parts = parts;
    d->room = room;
  }
  fz_pattern_part *part = &d->parts[d->count++];
  *part = (fz_pattern_part){.kind = kind};
  return part;
}

/* Adds the string at the top, which a table of the caller holds, and pops it. */
static void add_string(lua_State *L, draft *d, fz_pattern_kind kind) {
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "patterns: no string");
  fz_pattern_part *part = add(L, d, kind);
  part->s = lua_tolstring(L, -1, &part->length);
  lua_pop(L, 1);
}

/* The length of the list at the top. */
static size_t length_of(lua_State *L) {
  size_t n = lua_rawlen(L, -1);
  if (n > FZ_PATTERN_COUNT_MAX) luaL_error(L, "patterns: a list is too long");
  return n;
}

/* Pushes a field of the table at the top, raw: what a metamethod made would be held by nothing. */
static int push_field(lua_State *L, const char *key) {
  lua_pushstring(L, key);
  return lua_rawget(L, -2);
}

/* Adds the strings of the list at the top, if there is one, and pops it. */
static void add_strings(lua_State *L, draft *d, fz_pattern_kind kind) {
  size_t n = lua_istable(L, -1) ? length_of(L) : 0;
  for (size_t i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i);
    add_string(L, d, kind);
  }
  lua_pop(L, 1);
}

static bool has_flag(lua_State *L, const char *key) {
  push_field(L, key);
  bool is_set = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is_set;
}

static unsigned get_bound(lua_State *L, const char *key) {
  int is_integer;
  push_field(L, key);
  lua_Integer n = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || n < 0 || n > INT32_MAX) luaL_error(L, "patterns: a gap without bounds");
  lua_pop(L, 1);
  return (unsigned)n;
}

/* Each adds the node at the top. */
static void add_figure(lua_State *L, draft *d) { add(L, d, FZ_PATTERN_FIGURE); }

static void add_other(lua_State *L, draft *d) { add(L, d, FZ_PATTERN_OTHER); }

static void add_edge(lua_State *L, draft *d) {
  push_field(L, "which");
  const char *which = lua_tostring(L, -1);
  bool is_start = which != NULL && strcmp(which, "start") == 0;
  add(L, d, is_start ? FZ_PATTERN_START : FZ_PATTERN_STOP);
  lua_pop(L, 1);
}

static void add_not(lua_State *L, draft *d) {
  add(L, d, FZ_PATTERN_NOT);
  push_field(L, "words");
  add_strings(L, d, FZ_PATTERN_WORD);
}

static void add_gap(lua_State *L, draft *d) {
  if (has_flag(L, "free")) {
    add(L, d, FZ_PATTERN_SPACE);
  } else {
    unsigned least = get_bound(L, "least"), most = get_bound(L, "most");
    fz_pattern_part *part = add(L, d, FZ_PATTERN_GAP);
    part->least = least;
    part->most = most;
  }
  push_field(L, "without");
  add_strings(L, d, FZ_PATTERN_WORD);
}

static void add_nodes(lua_State *L, draft *d);

static void add_choice(lua_State *L, draft *d) {
  add(L, d, has_flag(L, "optional") ? FZ_PATTERN_MAYBE : FZ_PATTERN_OPEN);
  if (push_field(L, "choices") != LUA_TTABLE) luaL_error(L, "patterns: no choices");
  size_t n = length_of(L);
  for (size_t i = 1; i <= n; i++) {
    if (i > 1) add(L, d, FZ_PATTERN_OR);
    lua_rawgeti(L, -1, (lua_Integer)i);
    add_nodes(L, d);
  }
  add(L, d, FZ_PATTERN_CLOSE);
  lua_pop(L, 1);
}

static const struct {
  const char *kind;
  void (*add)(lua_State *, draft *);
} makers[] = {
    {"choice", add_choice}, {"gap", add_gap},     {"figure", add_figure}, {"not", add_not},
    {"edge", add_edge},     {"other", add_other}, {NULL, NULL}};

static void add_node(lua_State *L, draft *d) {
  push_field(L, "kind");
  const char *kind = lua_tostring(L, -1);
  size_t i = 0;
  while (makers[i].kind != NULL && (kind == NULL || strcmp(makers[i].kind, kind) != 0)) i++;
  lua_pop(L, 1);
  if (makers[i].kind == NULL) luaL_error(L, "patterns: no such kind of node");
  makers[i].add(L, d);
}

/* Adds the list of nodes, or the text in its place, at the top and pops it. */
static void add_nodes(lua_State *L, draft *d) {
  luaL_checkstack(L, 8, "patterns: choices within choices");
  if (lua_type(L, -1) == LUA_TSTRING) {
    add_string(L, d, FZ_PATTERN_TEXT);
    return;
  }
  if (!lua_istable(L, -1)) luaL_error(L, "patterns: no nodes");
  size_t n = length_of(L);
  for (size_t i = 1; i <= n; i++) {
    int type = lua_rawgeti(L, -1, (lua_Integer)i);
    if (type == LUA_TSTRING) {
      add_string(L, d, FZ_PATTERN_TEXT);
    } else {
      if (type != LUA_TTABLE) luaL_error(L, "patterns: no node");
      add_node(L, d);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

/* The parts may move until all are there: until then a pattern knows only how many it has. */
static void add_patterns(lua_State *L, draft *d, fz_pattern *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t from = d->count;
    if (lua_rawgeti(L, LIST, (lua_Integer)i + 1) != LUA_TTABLE)
      luaL_error(L, "patterns: no pattern");
    push_field(L, "nodes");
    add_nodes(L, d);
    push_field(L, "must");
    add_strings(L, d, FZ_PATTERN_MUST);
    lua_pop(L, 1);
    list[i].count = d->count - from;
  }
  const fz_pattern_part *parts = d->parts;
  for (size_t i = 0; i < count; parts += list[i++].count) list[i].parts = parts;
}

static int l_new(lua_State *L) {
  size_t joint_length;
  const char *joint = luaL_optlstring(L, JOINT, "", &joint_length);
  luaL_checktype(L, LIST, LUA_TTABLE);
  lua_settop(L, JOINT);
  lua_pushnil(L); /* PARTS */
  lua_pushvalue(L, LIST);
  size_t count = length_of(L);
  lua_pop(L, 1);
  fz_pattern *list = lua_newuserdatauv(L, (count + 1) * sizeof *list, 0);
  draft d = {NULL, 0, 0};
  add_patterns(L, &d, list, count);
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

/* The Lua position at `arg` as an offset, at most `length`. */
static size_t check_place(lua_State *L, int arg, size_t length) {
  lua_Integer at = luaL_checkinteger(L, arg);
  luaL_argcheck(L, at >= 1, arg, "positions begin at 1");
  return (size_t)at - 1 < length ? (size_t)at - 1 : length;
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
  static const luaL_Reg meta[] = {
      {"__gc", l_gc}, {"__index", NULL}, {"__metatable", NULL}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"present", l_present}, {"any", l_any},   {"at", l_at},
      {"read", l_read},       {"find", l_find}, {"first_in", l_first_in},
      {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, meta, methods);
  luaL_newlib(L, functions);
  push_marks(L);
  lua_setfield(L, -2, "marks");
  return 1;
}
