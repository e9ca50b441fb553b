/*
** elements.c: fazhi.core.elements: pages as values written as HTML. What the values are is told in
** scripts/fazhi/html.lua.
**
**   elements.html(value)  → markup. nil and false are nothing; a table is an element if its
**       metatable has the name of the element at [1] (at [2] true if it has no end tag), markup at
**       its own [1] if its metatable has false there, and else a list; all else is text. The string
**       keys of an element are its attributes, in order of name: true is a bare one, false none,
**       and _ is written -
**   elements.escape(s)    → s as it stands in an element
**   elements.unturned(s)  → s without the marks that turn its direction and reach beyond it
*/
#include "fazhi/hypertext.h"

#include <string.h>

#include "binding.h"

enum { DEEPEST = 150, MOST_ATTRIBUTES = 32 };

/* A page that is written: the loan frees its bytes whatever is raised. */
typedef struct page {
  lua_State *L;
  fz_hypertext text;
  loan *memory;
  int depth;
} page;

typedef struct key {
  const char *s;
  size_t length;
} key;

static void check(page *p, fz_status status) {
  fz_error error = {.status = status, .message = "out of memory"};
  p->memory->bytes = p->text.bytes;
  if (status != FZ_OK) raise_failure(p->L, &error);
}

static void put(page *p, const char *s, size_t length) {
  check(p, fz_hypertext_put(&p->text, s, length));
}

static void put_text(page *p, int index) {
  size_t length;
  const char *s = luaL_tolstring(p->L, index, &length);
  check(p, fz_hypertext_text(&p->text, s, length));
  lua_pop(p->L, 1);
}

static void put_name(page *p, key name) {
  put(p, " ", 1);
  for (size_t at = 0; at < name.length;) {
    const char *line = memchr(name.s + at, '_', name.length - at);
    size_t stop = line != NULL ? (size_t)(line - name.s) : name.length;
    put(p, name.s + at, stop - at);
    if (line != NULL) put(p, "-", 1);
    at = stop + (line != NULL);
  }
}

static void put_attribute(page *p, int element, key name) {
  lua_pushlstring(p->L, name.s, name.length);
  int kind = lua_rawget(p->L, element);
  put_name(p, name);
  if (kind != LUA_TBOOLEAN) {
    put(p, "=\"", 2);
    put_text(p, lua_gettop(p->L));
    put(p, "\"", 1);
  }
  lua_pop(p->L, 1);
}

static bool is_before(key a, key b) {
  size_t least = a.length < b.length ? a.length : b.length;
  int order = memcmp(a.s, b.s, least);
  return order != 0 ? order < 0 : a.length < b.length;
}

/* The names of attributes in order, which the element keeps; *last receives the last child's. */
static int read_keys(page *p, int element, key *keys, lua_Integer *last) {
  lua_State *L = p->L;
  int count = 0;
  for (lua_pushnil(L); lua_next(L, element) != 0; lua_pop(L, 1)) {
    if (lua_isinteger(L, -2)) {
      lua_Integer n = lua_tointeger(L, -2);
      if (n > *last) *last = n;
    } else if (lua_type(L, -2) == LUA_TSTRING && lua_toboolean(L, -1)) {
      if (count == MOST_ATTRIBUTES) luaL_error(L, "too many attributes");
      key own;
      own.s = lua_tolstring(L, -2, &own.length);
      int at = count++;
      for (; at > 0 && is_before(own, keys[at - 1]); at--) keys[at] = keys[at - 1];
      keys[at] = own;
    }
  }
  return count;
}

static void put_value(page *p, int index);

static void put_children(page *p, int table, lua_Integer last) {
  for (lua_Integer i = 1; i <= last; i++) {
    lua_rawgeti(p->L, table, i);
    put_value(p, lua_gettop(p->L));
    lua_pop(p->L, 1);
  }
}

/* The metatable of the element is at the top. */
static void put_element(page *p, int element) {
  lua_State *L = p->L;
  key keys[MOST_ATTRIBUTES], name;
  lua_Integer last = 0;
  int meta = lua_gettop(L);
  lua_rawgeti(L, meta, 1);
  name.s = lua_tolstring(L, -1, &name.length);
  int count = read_keys(p, element, keys, &last);
  put(p, "<", 1);
  put(p, name.s, name.length);
  for (int i = 0; i < count; i++) put_attribute(p, element, keys[i]);
  put(p, ">", 1);
  bool has_end = lua_rawgeti(L, meta, 2) == LUA_TNIL;
  if (has_end) {
    put_children(p, element, last);
    put(p, "</", 2);
    put(p, name.s, name.length);
    put(p, ">", 1);
  }
  lua_pop(L, 2);
}

static void put_markup(page *p, int table) {
  size_t length;
  lua_rawgeti(p->L, table, 1);
  const char *s = lua_tolstring(p->L, -1, &length);
  if (s != NULL) put(p, s, length);
  lua_pop(p->L, 1);
}

static void put_table(page *p, int index) {
  lua_State *L = p->L;
  int kind = LUA_TNIL;
  bool has_meta = lua_getmetatable(L, index) != 0;
  if (has_meta) {
    kind = lua_rawgeti(L, -1, 1);
    lua_pop(L, 1);
  }
  switch (kind) {
    case LUA_TSTRING:
      put_element(p, index);
      break;
    case LUA_TBOOLEAN:
      put_markup(p, index);
      break;
    default:
      put_children(p, index, (lua_Integer)lua_rawlen(L, index));
  }
  if (has_meta) lua_pop(L, 1);
}

static void put_value(page *p, int index) {
  if (!lua_toboolean(p->L, index)) return;
  if (lua_type(p->L, index) != LUA_TTABLE) {
    put_text(p, index);
    return;
  }
  if (++p->depth > DEEPEST) luaL_error(p->L, "elements in each other, too deep");
  luaL_checkstack(p->L, 12, "elements");
  put_table(p, index);
  p->depth--;
}

static page new_page(lua_State *L) {
  page p = {L, {NULL, 0, 0}, push_empty_loan(L), 0};
  return p;
}

static int l_html(lua_State *L) {
  lua_settop(L, 1);
  page p = new_page(L);
  put_value(&p, 1);
  return push_loan(L, p.memory, p.text.length);
}

static int l_escape(lua_State *L) {
  luaL_checkstring(L, 1);
  lua_settop(L, 1);
  page p = new_page(L);
  put_text(&p, 1);
  return push_loan(L, p.memory, p.text.length);
}

static int l_unturned(lua_State *L) {
  size_t length, from = 0;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_settop(L, 1);
  page p = new_page(L);
  for (size_t at = 0; at < length; at++) {
    if (!fz_hypertext_turns(s + at, length - at)) continue;
    put(&p, s + from, at - from);
    at += (unsigned char)s[at] < 0xE0 ? 1 : 2;
    from = at + 1;
  }
  if (from == 0) {
    lua_settop(L, 1);
    return 1;
  }
  put(&p, s + from, length - from);
  return push_loan(L, p.memory, p.text.length);
}

static const luaL_Reg functions[] = {
    {"html", l_html}, {"escape", l_escape}, {"unturned", l_unturned}, {NULL, NULL}};

int open_elements(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
