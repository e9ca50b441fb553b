/*
** pieces.c: fazhi.core.pieces: a body cut up by its sections.
**
**   pieces.cut(body, sections) → list of { start=, stop=, section= } in order of start: the text of each
**         section without its subsections, whole, with its row number, and what is in no section, a
**         line each, without one. Together they cover the body but for the blanks around them.
**         `sections` are rows with start and stop, ordered by start, children inside their parents.
**
** Spans are bytes, from 1 and inclusive.
*/
#include <stdbool.h>
#include <string.h>

#include "binding.h"

/* A row of the sections; open ones are a stack. */
typedef struct section {
  lua_Integer row, stop;
} section;

typedef struct cutting {
  const char *body;
  lua_Integer at; /* up to which all is cut */
  int list;       /* where the list is on the stack */
  lua_Integer count;
  section *open;
  size_t depth;
} cutting;

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static void add(lua_State *L, cutting *c, lua_Integer first, lua_Integer last, lua_Integer row) {
  lua_createtable(L, 0, 3);
  set_integer(L, "start", first);
  set_integer(L, "stop", last);
  if (row > 0) set_integer(L, "section", row);
  lua_rawseti(L, c->list, ++c->count);
}

/* Adds the span without the blanks around it, if anything is left. */
static void add_trimmed(lua_State *L, cutting *c, lua_Integer first, lua_Integer last,
                        lua_Integer row) {
  while (first <= last && is_blank(c->body[first - 1])) first++;
  while (first <= last && is_blank(c->body[last - 1])) last--;
  if (first <= last) add(L, c, first, last, row);
}

/* Cuts up to `last`: what lies there is of the innermost open section, or else lines. */
static void cut_to(lua_State *L, cutting *c, lua_Integer last) {
  lua_Integer row = c->depth > 0 ? c->open[c->depth - 1].row : 0;
  while (row == 0 && c->at <= last) {
    const char *from = c->body + c->at - 1;
    const char *end = memchr(from, '\n', (size_t)(last - c->at + 1));
    if (end == NULL) break;
    add_trimmed(L, c, c->at, end - c->body, row);
    c->at = end - c->body + 2;
  }
  add_trimmed(L, c, c->at, last, row);
  if (c->at <= last) c->at = last + 1;
}

/* Ends the sections that end before `start`. */
static void close_before(lua_State *L, cutting *c, lua_Integer start) {
  for (; c->depth > 0 && c->open[c->depth - 1].stop < start; c->depth--) {
    cut_to(L, c, c->open[c->depth - 1].stop);
  }
}

/* The field of the section at the top, a place from 0 (before the first byte) to the length. */
static lua_Integer check_edge(lua_State *L, const char *name, size_t length) {
  lua_getfield(L, -1, name);
  lua_Integer place = lua_tointeger(L, -1);
  bool is_place = lua_isinteger(L, -1) && place >= 0 && (lua_Unsigned)place <= length + 1;
  luaL_argcheck(L, is_place, 2, "a section ends outside of the body");
  lua_pop(L, 1);
  return place;
}

static int l_cut(lua_State *L) {
  size_t length;
  cutting c = {.body = luaL_checklstring(L, 1, &length), .at = 1, .list = 4};
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_Unsigned count = lua_rawlen(L, 2);
  c.open = lua_newuserdatauv(L, (size_t)(count + 1) * sizeof *c.open, 0);
  lua_newtable(L);
  for (lua_Unsigned row = 1; row <= count; row++, lua_pop(L, 1)) {
    luaL_argcheck(L, lua_rawgeti(L, 2, (lua_Integer)row) == LUA_TTABLE, 2, "a section is a table");
    lua_Integer start = check_edge(L, "start", length), stop = check_edge(L, "stop", length);
    close_before(L, &c, start);
    cut_to(L, &c, start - 1);
    c.open[c.depth++] = (section){(lua_Integer)row, stop};
  }
  close_before(L, &c, (lua_Integer)length + 1);
  cut_to(L, &c, (lua_Integer)length);
  return 1;
}

int open_pieces(lua_State *L) {
  static const luaL_Reg functions[] = {{"cut", l_cut}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
