/*
** text.c: fazhi.core.text: reading files into clean text, and asking where it came from.
**
**   text.read(path [, options])    → text | nil, message, code
**   text.decode(bytes [, options]) → text | nil, message, code
**   text.simplify(s)               → string
**   text.sha256(s)                 → 64 hexadecimal digits
**   text:source(i, j)              → i, j: the bytes of the file that a span came from
**   text:sources(list)             → list of i, list of j: the same for all that have start and stop
**   text.map(blob)                 → map | nil, message, code; map:source(i, j) → i, j
**
** options = { encoding = name, keep_script = boolean, max_bytes = integer, raw = boolean, no_digest =
** boolean }. A raw text is decoded and nothing else; text:clean() does the rest. A text without
** digest has "" for text:sha256(). Spans are 1-based
** and inclusive, as string.sub takes them; j = i - 1 is an empty one.
*/
#include "fazhi/text.h"

#include <stdint.h>
#include <stdlib.h>

#include "binding.h"

#define TEXT "fazhi.text"
#define MAP "fazhi.map"

/* The userdata is a box: NULL until the resource is acquired, and again once it is freed. */
static fz_text **box_text(lua_State *L) {
  fz_text **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  luaL_setmetatable(L, TEXT);
  return box;
}

static fz_text *check_text(lua_State *L) {
  fz_text **box = luaL_checkudata(L, 1, TEXT);
  luaL_argcheck(L, *box != NULL, 1, "the text is closed");
  return *box;
}

static const fz_map *check_map(lua_State *L) {
  fz_map **box = luaL_checkudata(L, 1, MAP);
  luaL_argcheck(L, *box != NULL, 1, "the map is closed");
  return *box;
}

/* Leaves the encoding on the stack, where it lasts as long as the call that borrows it. */
static fz_text_options check_options(lua_State *L, int arg) {
  fz_text_options options = {0};
  if (lua_isnoneornil(L, arg)) return options;
  luaL_checktype(L, arg, LUA_TTABLE);
  lua_getfield(L, arg, "keep_script");
  options.keep_script = lua_toboolean(L, -1);
  lua_getfield(L, arg, "raw");
  options.raw = lua_toboolean(L, -1);
  lua_getfield(L, arg, "no_digest");
  options.no_digest = lua_toboolean(L, -1);
  lua_pop(L, 3);
  if (lua_getfield(L, arg, "max_bytes") != LUA_TNIL) {
    int whole;
    lua_Integer n = lua_tointegerx(L, -1, &whole);
    luaL_argcheck(L, whole && n >= 0, arg, "max_bytes must be a whole number, not negative");
    options.max_bytes = (size_t)n;
  }
  lua_pop(L, 1);
  int type = lua_getfield(L, arg, "encoding");
  luaL_argcheck(L, type == LUA_TNIL || type == LUA_TSTRING, arg, "encoding must be a string");
  options.encoding = lua_tostring(L, -1);
  return options;
}

static int l_read(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lua_settop(L, 2);
  fz_text_options options = check_options(L, 2);
  fz_text **box = box_text(L);
  fz_error error;
  if (fz_text_read(path, &options, box, &error) != FZ_OK) return push_failure(L, &error);
  return 1;
}

static int l_decode(lua_State *L) {
  size_t length;
  const char *bytes = luaL_checklstring(L, 1, &length);
  lua_settop(L, 2);
  fz_text_options options = check_options(L, 2);
  fz_text **box = box_text(L);
  fz_error error;
  if (fz_text_decode(bytes, length, &options, box, &error) != FZ_OK) return push_failure(L, &error);
  return 1;
}

static int l_close(lua_State *L) {
  fz_text **box = luaL_checkudata(L, 1, TEXT);
  fz_text_free(*box);
  *box = NULL;
  return 0;
}

static int l_bytes(lua_State *L) {
  size_t length;
  const char *bytes = fz_text_bytes(check_text(L), &length);
  lua_pushlstring(L, bytes, length);
  return 1;
}

static int l_length(lua_State *L) {
  size_t length;
  fz_text_bytes(check_text(L), &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

static int l_encoding(lua_State *L) {
  lua_pushstring(L, fz_text_encoding(check_text(L)));
  return 1;
}

static int l_confidence(lua_State *L) {
  const char *runner_up;
  lua_pushnumber(L, fz_text_confidence(check_text(L), &runner_up));
  lua_pushstring(L, runner_up); /* nil for NULL */
  return 2;
}

static int l_script(lua_State *L) {
  lua_pushstring(L, fz_text_script(check_text(L)));
  return 1;
}

static int l_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)fz_text_source_size(check_text(L)));
  return 1;
}

static int l_sha256(lua_State *L) {
  lua_pushstring(L, fz_text_sha256(check_text(L)));
  return 1;
}

static int push_span(lua_State *L, size_t start, size_t stop) {
  lua_pushinteger(L, (lua_Integer)start + 1);
  lua_pushinteger(L, (lua_Integer)stop);
  return 2;
}

static int l_source(lua_State *L) {
  const fz_text *text = check_text(L);
  size_t length, start, stop, from, to;
  fz_text_bytes(text, &length);
  check_span(L, 2, length, &start, &stop);
  fz_text_source(text, start, stop, &from, &to);
  return push_span(L, from, to);
}

static int l_sources(lua_State *L) {
  const fz_text *text = check_text(L);
  size_t length, start, stop, from, to;
  fz_text_bytes(text, &length);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  int count = (int)lua_rawlen(L, 2);
  lua_createtable(L, count, 0);
  lua_createtable(L, count, 0);
  for (int i = 1; i <= count; i++, lua_settop(L, 4)) {
    luaL_argcheck(L, lua_rawgeti(L, 2, i) == LUA_TTABLE, 2, "a span has start and stop");
    lua_getfield(L, 5, "start");
    lua_getfield(L, 5, "stop");
    check_span(L, 6, length, &start, &stop);
    fz_text_source(text, start, stop, &from, &to);
    lua_pushinteger(L, (lua_Integer)from + 1);
    lua_rawseti(L, 3, i);
    lua_pushinteger(L, (lua_Integer)to);
    lua_rawseti(L, 4, i);
  }
  return 2;
}

/* One edit {i, j, "replacement"} from the table at the top, which keeps the string alive. */
static void check_edit(lua_State *L, size_t length, lua_Integer row, fz_edit *edit) {
  int whole_i, whole_j;
  luaL_argcheck(L, lua_istable(L, -1), 2, "an edit is {i, j, \"replacement\"}");
  int type_i = lua_rawgeti(L, -1, 1), type_j = lua_rawgeti(L, -2, 2);
  lua_Integer i = lua_tointegerx(L, -2, &whole_i), j = lua_tointegerx(L, -1, &whole_j);
  lua_pop(L, 2);
  if (type_i != LUA_TNUMBER || type_j != LUA_TNUMBER || !whole_i || !whole_j || i < 1 ||
      j < i - 1 || (lua_Unsigned)j > (lua_Unsigned)length ||
      (lua_Unsigned)i > (lua_Unsigned)length + 1)
    luaL_error(L, "edit %I: its span lies outside the text", (LUAI_UACINT)row);
  edit->start = (size_t)i - 1;
  edit->stop = (size_t)j;
  if (lua_rawgeti(L, -1, 3) != LUA_TSTRING)
    luaL_error(L, "edit %I: the replacement must be a string", (LUAI_UACINT)row);
  edit->bytes = lua_tolstring(L, -1, &edit->length);
  lua_pop(L, 1);
}

static int l_edit(lua_State *L) {
  fz_text *text = check_text(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  size_t length, count = lua_rawlen(L, 2);
  fz_text_bytes(text, &length);
  if (count > SIZE_MAX / sizeof(fz_edit)) return luaL_error(L, "too many edits");
  fz_edit *edits = lua_newuserdatauv(L, (count > 0 ? count : 1) * sizeof *edits, 0);
  for (size_t n = 0; n < count; n++) {
    lua_rawgeti(L, 2, (lua_Integer)n + 1);
    check_edit(L, length, (lua_Integer)n + 1, &edits[n]);
    lua_pop(L, 1);
  }
  fz_error error;
  fz_status status = fz_text_edit(text, edits, count, &error);
  if (status == FZ_INVALID)
    return luaL_error(L, "%s (byte %I)", error.message, (LUAI_UACINT)error.at + 1);
  if (status != FZ_OK) return raise_failure(L, &error);
  lua_settop(L, 1);
  return 1;
}

/* text:clean([keep_script]) → the text; nil, message, code if nothing but blanks is left. */
static int l_clean(lua_State *L) {
  fz_text *text = check_text(L);
  fz_error error;
  fz_status status = fz_text_clean(text, lua_toboolean(L, 2), &error);
  if (status == FZ_EMPTY) return push_failure(L, &error);
  if (status != FZ_OK) return raise_failure(L, &error);
  lua_settop(L, 1);
  return 1;
}

static int l_slice(lua_State *L) {
  const fz_text *text = check_text(L);
  size_t length, start, stop;
  fz_text_bytes(text, &length);
  check_span(L, 2, length, &start, &stop);
  fz_text **box = box_text(L);
  fz_error error;
  fz_status status = fz_text_slice(text, start, stop, box, &error);
  if (status == FZ_INVALID) return luaL_error(L, "%s", error.message);
  if (status != FZ_OK) return raise_failure(L, &error);
  return 1;
}

static int push_marks(lua_State *L, const fz_damage *marks, size_t count) {
  lua_createtable(L, count < INT16_MAX ? (int)count : INT16_MAX, 0);
  for (size_t n = 0; n < count; n++) {
    lua_createtable(L, 0, 3);
    set_integer(L, "start", (lua_Integer)marks[n].start + 1);
    set_integer(L, "stop", (lua_Integer)marks[n].stop);
    lua_pushstring(L, marks[n].kind);
    lua_setfield(L, -2, "kind");
    lua_rawseti(L, -2, (lua_Integer)n + 1);
  }
  return 1;
}

static int l_damage(lua_State *L) {
  size_t count;
  const fz_damage *marks = fz_text_damage(check_text(L), &count);
  return push_marks(L, marks, count);
}

static int l_repairs(lua_State *L) {
  size_t count;
  const fz_damage *marks = fz_text_repairs(check_text(L), &count);
  return push_marks(L, marks, count);
}

static int l_map(lua_State *L) {
  const fz_text *text = check_text(L);
  loan *l = push_empty_loan(L);
  size_t length;
  fz_error error;
  if (fz_text_map(text, &l->bytes, &length, &error) != FZ_OK) return raise_failure(L, &error);
  return push_loan(L, l, length);
}

static int l_simplify(lua_State *L) {
  size_t length, out_length;
  const char *s = luaL_checklstring(L, 1, &length);
  loan *l = push_empty_loan(L);
  char *out = NULL;
  fz_error error;
  fz_status status = fz_simplify(s, length, &out, &out_length, &error);
  l->bytes = (unsigned char *)out;
  if (status != FZ_OK) return raise_failure(L, &error);
  return push_loan(L, l, out_length);
}

static int l_text_tostring(lua_State *L) {
  fz_text **box = luaL_checkudata(L, 1, TEXT);
  if (*box == NULL) {
    lua_pushliteral(L, "text (closed)");
    return 1;
  }
  size_t length;
  fz_text_bytes(*box, &length);
  lua_pushfstring(L, "text (%I bytes, %s)", (LUAI_UACINT)length, fz_text_encoding(*box));
  return 1;
}

static int l_sha256_of(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  char digest[65];
  fz_sha256(s, length, digest);
  lua_pushstring(L, digest);
  return 1;
}

static int l_load_map(lua_State *L) {
  size_t length;
  const char *blob = luaL_checklstring(L, 1, &length);
  fz_map **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  luaL_setmetatable(L, MAP);
  fz_error error;
  fz_status status = fz_map_load((const unsigned char *)blob, length, box, &error);
  return status == FZ_OK ? 1 : push_failure(L, &error);
}

static int l_map_source(lua_State *L) {
  const fz_map *map = check_map(L);
  lua_Integer i = luaL_checkinteger(L, 2), j = luaL_checkinteger(L, 3);
  luaL_argcheck(L, i >= 1 && j >= i - 1, 2, "outside the text");
  size_t from, to;
  if (fz_map_source(map, (size_t)i - 1, (size_t)j, &from, &to) != FZ_OK)
    return luaL_argerror(L, 3, "outside the text");
  return push_span(L, from, to);
}

static int l_map_close(lua_State *L) {
  fz_map **box = luaL_checkudata(L, 1, MAP);
  fz_map_free(*box);
  *box = NULL;
  return 0;
}

static const luaL_Reg text_methods[] = {
    {"bytes", l_bytes},   {"encoding", l_encoding}, {"confidence", l_confidence},
    {"script", l_script}, {"size", l_size},         {"sha256", l_sha256},
    {"source", l_source}, {"sources", l_sources},   {"edit", l_edit},
    {"slice", l_slice},   {"damage", l_damage},     {"repairs", l_repairs},
    {"map", l_map},       {"clean", l_clean},       {"close", l_close},
    {"__len", l_length},  {"__close", l_close},     {"__tostring", l_text_tostring},
    {NULL, NULL},
};

static const luaL_Reg map_methods[] = {
    {"source", l_map_source},
    {"close", l_map_close},
    {"__close", l_map_close},
    {NULL, NULL},
};

static const luaL_Reg functions[] = {
    {"read", l_read},    {"decode", l_decode},    {"simplify", l_simplify},
    {"map", l_load_map}, {"sha256", l_sha256_of}, {NULL, NULL},
};

int open_text(lua_State *L) {
  make_class(L, TEXT, l_close, text_methods);
  make_class(L, MAP, l_map_close, map_methods);
  luaL_newlib(L, functions);
  return 1;
}
