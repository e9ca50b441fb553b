/*
** sheet.c: fazhi.core.sheet: rows of a table as one string.
**
**   sheet.columns(list)  → columns: a field each, by its name or as { name, … } with
**         from = the field of a thing that it is taken from, if that has another name
**         list = the number of the list of values it is taken from, one for each thing, and no field
**         add = what is added to a whole number
**         otherwise = what stands there where the thing has nothing
**         counts = true: a number from 1 on, or nothing
**         unless = the column before which leaves this one empty where it has a value
**         joined = true: a list of strings becomes one, with blanks between them
**   columns:pack(things, ...) → the string: a row for each table of the list `things`; ... are the
**         lists of values. Raises for what is no number, string or boolean.
**   columns:rows(string) → list of tables by the names of the columns; what is nothing is absent.
**         Raises if the string is no sheet of so many columns.
**   columns:names()  → list of the names; it is the columns' own, not to be changed
**   columns:cells(first)  → "c2, c3, c4" for first = 2: the columns from there to the last as the table
**         of a sheet in SQL calls them
**
** The string: the number of columns and of rows; then the values, row by row: a byte for the kind,
** and for numbers and strings what belongs to it. Whole numbers and lengths are in groups of seven
** bits, the low ones first. It is no format to be kept.
*/
#include "sheet.h"

#include <stdint.h>
#include <string.h>

#include "binding.h"
#include "plain.h"

#define COLUMNS "fazhi.sheet"

enum { MOST_COLUMNS = 100, USER_NAMES = 1, USER_FIELDS = 2, USER_OTHERWISE = 3 };

typedef struct column {
  lua_Integer add;
  int list;   /* which list of values it is taken from; 0: none */
  int unless; /* which column before leaves it empty; 0: none */
  bool counts, joined, has_otherwise;
} column;

typedef struct columns {
  int count;
  column list[MOST_COLUMNS];
} columns;

/* ---- reading ----------------------------------------------------------------------------- */

static bool read_count(sheet *from, lua_Unsigned *n) {
  *n = 0;
  for (unsigned shift = 0; shift < 64 && from->at < from->stop; shift += 7) {
    unsigned char byte = *from->at++;
    *n |= (lua_Unsigned)(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

bool sheet_open(const char *s, size_t length, sheet *out) {
  lua_Unsigned wide = 0, rows = 0;
  *out = (sheet){.at = (const unsigned char *)s, .stop = (const unsigned char *)s + length};
  if (!read_count(out, &wide) || !read_count(out, &rows)) return false;
  size_t left = (size_t)(out->stop - out->at); /* every value has a byte at least */
  if (wide < 1 || wide > MOST_COLUMNS || rows > left / wide) return false;
  out->columns = (size_t)wide;
  out->rows = (size_t)rows;
  return true;
}

static bool read_string(sheet *from, sheet_value *value) {
  lua_Unsigned length;
  if (!read_count(from, &length) || length > (lua_Unsigned)(from->stop - from->at)) return false;
  value->s = (const char *)from->at;
  value->length = (size_t)length;
  from->at += length;
  return true;
}

static bool read_integer(sheet *from, sheet_value *value) {
  lua_Unsigned n;
  if (!read_count(from, &n)) return false;
  value->integer = (lua_Integer)(n & 1 ? ~(n >> 1) : n >> 1);
  return true;
}

static bool read_float(sheet *from, sheet_value *value) {
  if (from->stop - from->at < (ptrdiff_t)sizeof value->number) return false;
  memcpy(&value->number, from->at, sizeof value->number);
  from->at += sizeof value->number;
  return true;
}

bool sheet_next(sheet *from, sheet_value *value) {
  if (from->at >= from->stop) return false;
  unsigned char kind = *from->at++;
  switch (kind) {
    case SHEET_NIL:
      value->kind = SHEET_NIL;
      return true;
    case SHEET_FALSE:
      value->kind = SHEET_FALSE;
      return true;
    case SHEET_TRUE:
      value->kind = SHEET_TRUE;
      return true;
    case SHEET_INTEGER:
      value->kind = SHEET_INTEGER;
      return read_integer(from, value);
    case SHEET_FLOAT:
      value->kind = SHEET_FLOAT;
      return read_float(from, value);
    case SHEET_STRING:
      value->kind = SHEET_STRING;
      return read_string(from, value);
    default:
      return false;
  }
}

void sheet_push(lua_State *L, const sheet_value *value) {
  switch (value->kind) {
    case SHEET_NIL:
      lua_pushnil(L);
      return;
    case SHEET_FALSE:
      lua_pushboolean(L, 0);
      return;
    case SHEET_TRUE:
      lua_pushboolean(L, 1);
      return;
    case SHEET_INTEGER:
      lua_pushinteger(L, value->integer);
      return;
    case SHEET_FLOAT:
      lua_pushnumber(L, value->number);
      return;
    case SHEET_STRING:
      lua_pushlstring(L, value->s, value->length);
      return;
  }
}

/* ---- writing ----------------------------------------------------------------------------- */

static size_t write_count(unsigned char *at, lua_Unsigned n) {
  size_t length = 0;
  for (; n > 0x7F; n >>= 7) at[length++] = (unsigned char)(n | 0x80);
  at[length++] = (unsigned char)n;
  return length;
}

static void put_count(lua_State *L, plain *out, lua_Unsigned n) {
  out->length += write_count(plain_room(L, out, 10), n);
}

static void put_kind(lua_State *L, plain *out, int kind) {
  *plain_room(L, out, 1) = (unsigned char)kind;
  out->length++;
}

void sheet_begin(lua_State *L, plain *out, size_t width, size_t rows) {
  put_count(L, out, width);
  put_count(L, out, rows);
}

void sheet_put_integer(lua_State *L, plain *out, lua_Integer value) {
  lua_Unsigned n = (lua_Unsigned)value;
  unsigned char *bytes = plain_room(L, out, 11);
  bytes[0] = SHEET_INTEGER;
  out->length += 1 + write_count(bytes + 1, value < 0 ? ~(n << 1) : n << 1);
}

static void put_number(lua_State *L, plain *out, int at, lua_Integer add) {
  if (lua_isinteger(L, at)) {
    lua_Unsigned n = (lua_Unsigned)lua_tointeger(L, at) + (lua_Unsigned)add;
    sheet_put_integer(L, out, (lua_Integer)n);
  } else {
    lua_Number n = lua_tonumber(L, at);
    put_kind(L, out, SHEET_FLOAT);
    plain_bytes(L, out, &n, sizeof n);
  }
}

static void put_string(lua_State *L, plain *out, int at) {
  size_t length;
  const char *s = lua_tolstring(L, at, &length);
  put_kind(L, out, SHEET_STRING);
  put_count(L, out, length);
  plain_bytes(L, out, s, length);
}

/* Puts the value at `at`, which is of this type. */
static void put_value(lua_State *L, plain *out, int at, int type, lua_Integer add) {
  switch (type) {
    case LUA_TNIL:
      put_kind(L, out, SHEET_NIL);
      return;
    case LUA_TBOOLEAN:
      put_kind(L, out, lua_toboolean(L, at) ? SHEET_TRUE : SHEET_FALSE);
      return;
    case LUA_TNUMBER:
      put_number(L, out, at, add);
      return;
    case LUA_TSTRING:
      put_string(L, out, at);
      return;
    default:
      luaL_error(L, "a %s is no value for a sheet", lua_typename(L, type));
  }
}

/* ---- columns ----------------------------------------------------------------------------- */

static columns *check_columns(lua_State *L) { return luaL_checkudata(L, 1, COLUMNS); }

static lua_Integer integer_field(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  lua_Integer n = luaL_optinteger(L, -1, 0);
  lua_pop(L, 1);
  return n;
}

static bool flag_field(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  bool flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return flag;
}

/* Keeps the value at the top, and pops it, in a list of the columns, which are at 2. */
static void keep(lua_State *L, int list, int i) {
  lua_getiuservalue(L, 2, list);
  lua_insert(L, -2);
  lua_rawseti(L, -2, i);
  lua_pop(L, 1);
}

/* The number of the column before the i-th whose name is the option `unless`, 0 if there is no such option. */
static int find_unless(lua_State *L, int i) {
  int found = 0;
  if (lua_getfield(L, -1, "unless") != LUA_TNIL) {
    lua_getiuservalue(L, 2, USER_NAMES);
    for (int k = 1; k < i && found == 0; k++) {
      lua_rawgeti(L, -1, k);
      if (lua_rawequal(L, -1, -3)) found = k;
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
    if (found == 0) luaL_error(L, "no column before is called as column %d says", i);
  }
  lua_pop(L, 1);
  return found;
}

/* The column that the table at the top describes. */
static void take_column(lua_State *L, column *c, int i) {
  if (lua_rawgeti(L, -1, 1) != LUA_TSTRING) luaL_error(L, "column %d has no name", i);
  keep(L, USER_NAMES, i);
  if (lua_getfield(L, -1, "from") == LUA_TNIL) {
    lua_pop(L, 1);
    lua_rawgeti(L, -1, 1);
  }
  keep(L, USER_FIELDS, i);
  c->has_otherwise = lua_getfield(L, -1, "otherwise") != LUA_TNIL;
  keep(L, USER_OTHERWISE, i);
  c->add = integer_field(L, "add");
  c->list = (int)integer_field(L, "list");
  c->counts = flag_field(L, "counts");
  c->joined = flag_field(L, "joined");
  c->unless = find_unless(L, i);
}

static int l_columns(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_Unsigned count = lua_rawlen(L, 1);
  luaL_argcheck(L, count >= 1 && count <= MOST_COLUMNS, 1, "1 to 100 columns");
  columns *c = lua_newuserdatauv(L, sizeof *c, 3);
  *c = (columns){.count = (int)count};
  luaL_setmetatable(L, COLUMNS);
  for (int list = USER_NAMES; list <= USER_OTHERWISE; list++) {
    lua_createtable(L, c->count, 0);
    lua_setiuservalue(L, 2, list);
  }
  for (int i = 1; i <= c->count; i++, lua_pop(L, 1)) {
    if (lua_rawgeti(L, 1, i) == LUA_TSTRING) { /* the name alone */
      lua_createtable(L, 1, 0);
      lua_insert(L, -2);
      lua_rawseti(L, -2, 1);
    }
    luaL_argcheck(L, lua_istable(L, -1), 1, "a column is a name or a table");
    take_column(L, &c->list[i - 1], i);
  }
  return 1;
}

static int l_names(lua_State *L) {
  check_columns(L);
  lua_getiuservalue(L, 1, USER_NAMES);
  return 1;
}

static int l_cells(lua_State *L) {
  const columns *c = check_columns(L);
  lua_Integer first = luaL_checkinteger(L, 2);
  luaL_argcheck(L, first >= 1 && first <= c->count, 2, "no such column");
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (int i = (int)first; i <= c->count; i++) {
    lua_pushfstring(L, i < c->count ? "c%d, " : "c%d", i);
    luaL_addvalue(&b);
  }
  luaL_pushresult(&b);
  return 1;
}

/* ---- packing ----------------------------------------------------------------------------- */

/* What packing is about: the places on the stack before the first of each, and what of a row was there. */
typedef struct packing {
  plain *out;
  int fields, otherwise, lists, thing;
  lua_Integer row;
  bool has[MOST_COLUMNS + 1];
} packing;

/* A list of strings at the top in place of itself, as one with blanks between them. */
static void join(lua_State *L) {
  luaL_Buffer b;
  int list = lua_gettop(L);
  lua_Integer count = (lua_Integer)lua_rawlen(L, list);
  luaL_buffinit(L, &b);
  for (lua_Integer i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&b, ' ');
    if (lua_rawgeti(L, list, i) != LUA_TSTRING) luaL_error(L, "only strings can be joined");
    luaL_addvalue(&b);
  }
  luaL_pushresult(&b);
  lua_replace(L, list);
}

/* Pushes what a thing has for a column, and returns its type. */
static int push_found(lua_State *L, const packing *p, const column *c, int i) {
  int type;
  if (c->list > 0) {
    type = lua_rawgeti(L, p->lists + c->list, p->row);
  } else {
    lua_pushvalue(L, p->fields + i);
    type = lua_gettable(L, p->thing);
  }
  if (type != LUA_TTABLE || !c->joined) return type;
  join(L);
  return LUA_TSTRING;
}

static bool is_left_out(lua_State *L, const packing *p, const column *c) {
  if (c->unless > 0 && p->has[c->unless]) return true;
  return c->counts && !(lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1);
}

static void put_cell(lua_State *L, packing *p, const column *c, int i) {
  int type = push_found(L, p, c, i), at = -1;
  if (is_left_out(L, p, c)) type = LUA_TNIL;
  p->has[i] = type != LUA_TNIL;
  if (!p->has[i] && c->has_otherwise) {
    at = p->otherwise + i;
    type = lua_type(L, at);
  }
  put_value(L, p->out, at, type, c->add);
  lua_pop(L, 1);
}

static void check_lists(lua_State *L, const columns *c, int given) {
  for (int i = 0; i < c->count; i++)
    luaL_argcheck(L, c->list[i].list <= given, given + 3, "a list of values is missing");
  for (int i = 0; i < given; i++) luaL_checktype(L, 3 + i, LUA_TTABLE);
}

/* Pushes the values of a list of the columns; returns the place on the stack before the first. */
static int push_all(lua_State *L, const columns *c, int list) {
  lua_getiuservalue(L, 1, list);
  int at = lua_gettop(L);
  for (int i = 1; i <= c->count; i++) lua_rawgeti(L, at, i);
  return at;
}

static int l_pack(lua_State *L) {
  const columns *c = check_columns(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  check_lists(L, c, lua_gettop(L) - 2);
  luaL_checkstack(L, 2 * c->count + LUA_MINSTACK, "too many columns");
  packing p = {.lists = 2, .out = push_plain(L)};
  p.fields = push_all(L, c, USER_FIELDS);
  p.otherwise = push_all(L, c, USER_OTHERWISE);
  p.thing = lua_gettop(L) + 1;
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  sheet_begin(L, p.out, (size_t)c->count, (size_t)count);
  for (p.row = 1; p.row <= count; p.row++, lua_pop(L, 1)) {
    if (lua_rawgeti(L, 2, p.row) != LUA_TTABLE) luaL_error(L, "row %d is no table", (int)p.row);
    for (int i = 1; i <= c->count; i++) put_cell(L, &p, &c->list[i - 1], i);
  }
  lua_pushlstring(L, (const char *)p.out->bytes, p.out->length);
  plain_free(p.out);
  return 1;
}

/* ---- and back ---------------------------------------------------------------------------- */

static void push_row(lua_State *L, sheet *from, int names) {
  sheet_value value;
  lua_createtable(L, 0, (int)from->columns);
  for (size_t i = 1; i <= from->columns; i++) {
    if (!sheet_next(from, &value)) luaL_error(L, "the sheet is damaged");
    if (value.kind == SHEET_NIL) continue;
    lua_rawgeti(L, names, (lua_Integer)i);
    sheet_push(L, &value);
    lua_rawset(L, -3);
  }
}

static int l_rows(lua_State *L) {
  const columns *c = check_columns(L);
  size_t length;
  const char *s = luaL_checklstring(L, 2, &length);
  sheet from;
  bool is_one = sheet_open(s, length, &from) && from.columns == (size_t)c->count;
  luaL_argcheck(L, is_one, 2, "no sheet of these columns");
  lua_settop(L, 2);
  lua_getiuservalue(L, 1, USER_NAMES);
  lua_newtable(L);
  for (size_t i = 1; i <= from.rows; i++) {
    push_row(L, &from, 3);
    lua_rawseti(L, 4, (lua_Integer)i);
  }
  return 1;
}

int open_sheet(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"pack", l_pack}, {"rows", l_rows}, {"names", l_names}, {"cells", l_cells}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"columns", l_columns}, {NULL, NULL}};
  make_class(L, COLUMNS, NULL, methods);
  luaL_newlib(L, functions);
  return 1;
}
