/*
** outline.c: fazhi.core.outline: the rules of a table become those of the core, sections
** become rows. The only place where Lua and the outline meet.
**
**   outline.rules(t)              → rules; t as in scripts/catalogue/markers.lua. What is no such
**                                   table raises
**   outline.parse(s, rules, i, j) → the sections of s:sub(i, j): rows {level=, number=, marker=,
**                                   heading=, start=, stop=, heading_start=, heading_stop=,
**                                   parent=row or 0} in the order of the text; spans are bytes of
**                                   s, 1-based and inclusive. Rules that make no sense raise; nil,
**                                   message, code without memory
*/
#include "binding.h"

#include <string.h>

#include "fazhi/outline.h"

/* ---- rules: a table becomes fz_outline_rules, whose strings and markers are in the table `kept` ---- */

enum { ARG_RULES = 1, KEPT };

static const char *const RULES = "fazhi.outline.rules";

/* Puts in place of the array at the top its strings joined with '|'. */
static void join_words(lua_State *L, const char *field) {
  int list = lua_gettop(L);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  lua_Integer n = luaL_len(L, list);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_geti(L, list, i) != LUA_TSTRING)
      luaL_error(L, "outline rules: %s[%d] is no string", field, (int)i);
    luaL_addvalue(&b);
    if (i < n) luaL_addchar(&b, '|');
  }
  luaL_pushresult(&b);
  lua_replace(L, list);
}

/* The field of the table at the top, a string or a list of strings; borrowed while `kept` lives. */
static const char *get_words(lua_State *L, const char *field) {
  int type = lua_getfield(L, -1, field);
  if (type == LUA_TTABLE) {
    join_words(L, field);
  } else if (type == LUA_TNIL) {
    lua_pushliteral(L, "");
    lua_replace(L, -2);
  } else if (type != LUA_TSTRING) {
    luaL_error(L, "outline rules: %s is a %s, not a string or a list", field, luaL_typename(L, -1));
  }
  const char *words = lua_tostring(L, -1);
  if (strlen(words) != lua_rawlen(L, -1)) luaL_error(L, "outline rules: %s has a zero byte", field);
  lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1);
  return words;
}

static lua_Integer get_integer(lua_State *L, const char *field, lua_Integer otherwise) {
  int is_integer = 1;
  lua_Integer value = otherwise;
  if (lua_getfield(L, -1, field) != LUA_TNIL) value = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || value < 0 || value > 1000000)
    luaL_error(L, "outline rules: %s is no number from 0 to 1000000", field);
  lua_pop(L, 1);
  return value;
}

static bool get_boolean(lua_State *L, const char *field) {
  lua_getfield(L, -1, field);
  bool value = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return value;
}

/* The place of the string at the top among `names`; raises with what there is to choose. */
static int find_name(lua_State *L, const char *field, const char *const names[]) {
  const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
  luaL_Buffer b;
  for (int i = 0; name != NULL && names[i] != NULL; i++)
    if (strcmp(names[i], name) == 0) return i;
  luaL_buffinit(L, &b);
  for (int i = 0; names[i] != NULL; i++) {
    if (i > 0) luaL_addstring(&b, ", ");
    luaL_addstring(&b, names[i]);
  }
  luaL_pushresult(&b);
  return luaL_error(L, "outline rules: %s must be one of %s, not %s", field, lua_tostring(L, -1),
                    name != NULL ? name : luaL_typename(L, -2));
}

static fz_numbering get_numbering(lua_State *L) {
  static const char *const names[] = {"han", "arabic", "circled", "braced", "words", "none", NULL};
  static const fz_numbering values[] = {FZ_NUMBER_HAN,    FZ_NUMBER_ARABIC, FZ_NUMBER_CIRCLED,
                                        FZ_NUMBER_BRACED, FZ_NUMBER_WORDS,  FZ_NUMBER_NONE};
  lua_getfield(L, -1, "numbering");
  fz_numbering value = values[find_name(L, "numbering", names)];
  lua_pop(L, 1);
  return value;
}

static unsigned get_places(lua_State *L) {
  static const char *const names[] = {"line", "sentence", "clause", "glued", NULL};
  static const unsigned values[] = {FZ_AT_LINE, FZ_AT_SENTENCE, FZ_AT_CLAUSE, FZ_AT_GLUED};
  unsigned places = 0;
  if (lua_getfield(L, -1, "where") != LUA_TTABLE)
    luaL_error(L, "outline rules: where is a %s, not a list", luaL_typename(L, -1));
  lua_Integer n = luaL_len(L, -1);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_geti(L, -1, i);
    places |= values[find_name(L, "where", names)];
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return places;
}

static void read_marker(lua_State *L, fz_marker *m) {
  m->level = (int)get_integer(L, "level", 0);
  m->rank = (int)get_integer(L, "rank", m->level * 10);
  m->open = get_words(L, "open");
  m->numbering = get_numbering(L);
  m->close = get_words(L, "close");
  m->where = get_places(L);
  m->not_after = get_words(L, "not_after");
  m->not_before = get_words(L, "not_before");
  m->phrase = get_boolean(L, "phrase");
  m->nests = get_boolean(L, "nests");
}

/* Keeps the array of markers, a userdata. */
static void read_markers(lua_State *L, fz_outline_rules *rules) {
  if (lua_getfield(L, ARG_RULES, "markers") != LUA_TTABLE)
    luaL_error(L, "outline rules: markers is a %s, not a list", luaL_typename(L, -1));
  lua_Integer n = luaL_len(L, -1);
  luaL_argcheck(L, n >= 0 && n <= 1000, ARG_RULES, "too many markers");
  fz_marker *markers = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *markers, 0);
  lua_insert(L, -2);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_geti(L, -1, i) != LUA_TTABLE)
      luaL_error(L, "outline rules: marker %d is no table", (int)i);
    read_marker(L, &markers[i - 1]);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  lua_rawseti(L, KEPT, (lua_Integer)lua_rawlen(L, KEPT) + 1);
  rules->markers = markers;
  rules->count = (size_t)n;
}

static void read_rules(lua_State *L, fz_outline_rules *rules) {
  read_markers(L, rules);
  lua_pushvalue(L, ARG_RULES);
  rules->lead_max = (size_t)get_integer(L, "lead_max", 0);
  rules->lead_not_open = get_words(L, "lead_not_open");
  rules->lead_not_contain = get_words(L, "lead_not_contain");
  rules->closing = get_words(L, "closing");
  rules->bare_max = (size_t)get_integer(L, "bare_max", 0);
  lua_pop(L, 1);
}

static int l_rules(lua_State *L) {
  luaL_checktype(L, ARG_RULES, LUA_TTABLE);
  lua_settop(L, ARG_RULES);
  lua_newtable(L);
  fz_outline_rules *rules = lua_newuserdatauv(L, sizeof *rules, 1);
  memset(rules, 0, sizeof *rules);
  luaL_setmetatable(L, RULES);
  read_rules(L, rules);
  lua_pushvalue(L, KEPT);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

/* ---- sections ---- */

typedef struct box {
  fz_outline *outline;
} box;

static int l_box_gc(lua_State *L) {
  box *b = lua_touserdata(L, 1);
  fz_outline_free(b->outline);
  b->outline = NULL;
  return 0;
}

static box *push_box(lua_State *L) {
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->outline = NULL;
  set_closer(L, "fazhi.outline", l_box_gc);
  lua_toclose(L, -1);
  return b;
}

/*
** Spans become 1-based and inclusive; one that is empty ends before it starts. What was parsed begins
** at byte `from` of s.
*/
static void push_section(lua_State *L, const char *s, size_t from, const fz_section *section) {
  lua_createtable(L, 0, 9);
  s += from;
  set_integer(L, "level", section->level);
  set_integer(L, "number", (lua_Integer)section->number);
  set_string(L, "marker", s + section->start, section->marker_stop - section->start);
  set_string(L, "heading", s + section->heading_start,
             section->heading_stop - section->heading_start);
  set_integer(L, "start", (lua_Integer)(from + section->start) + 1);
  set_integer(L, "stop", (lua_Integer)(from + section->stop));
  set_integer(L, "heading_start", (lua_Integer)(from + section->heading_start) + 1);
  set_integer(L, "heading_stop", (lua_Integer)(from + section->heading_stop));
  set_integer(L, "parent", (lua_Integer)section->parent);
}

static void push_sections(lua_State *L, const char *s, size_t from, const fz_outline *outline) {
  size_t count;
  const fz_section *sections = fz_outline_sections(outline, &count);
  lua_createtable(L, count < 100000 ? (int)count : 100000, 0);
  for (size_t i = 0; i < count; i++) {
    push_section(L, s, from, &sections[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static int l_parse(lua_State *L) {
  size_t length, start, stop;
  fz_error error = {0};
  const char *s = luaL_checklstring(L, 1, &length);
  const fz_outline_rules *rules = luaL_checkudata(L, 2, RULES);
  check_span(L, 3, length, &start, &stop);
  box *b = push_box(L);
  fz_status status = fz_outline_parse(s + start, stop - start, rules, &b->outline, &error);
  if (status == FZ_INVALID) return luaL_error(L, "outline rules: %s", error.message);
  if (status != FZ_OK) return push_failure(L, &error);
  push_sections(L, s, start, b->outline);
  return 1;
}

int open_outline(lua_State *L) {
  static const luaL_Reg functions[] = {{"rules", l_rules}, {"parse", l_parse}, {NULL, NULL}};
  static const luaL_Reg none[] = {{NULL, NULL}};
  make_class(L, RULES, NULL, none);
  luaL_newlib(L, functions);
  return 1;
}
