/*
** statement.c: statements of the corpus binding: preparing and keeping them, and the types
** of values on their way in and out.
*/
#include "statement.h"

#include <limits.h>
#include <string.h>

#include "sheet_table.h"

static const char STATEMENT[] = "fazhi.statement";

/* Statements kept of a connection; more only arise where SQL is put together from data. */
enum { CACHE_MAX = 128 };

sqlite3 *db_of(handle *h) { return fz_store_handle(h->store); }

int raise_message(lua_State *L, const char *message) {
  fz_error error = {0};
  fz_error_set(&error, FZ_SQL, (size_t)-1, "%s", message);
  return raise_failure(L, &error);
}

/* Whether the authorizer said no: that it did of a function is no code of its own to SQLite. */
static bool is_refusal(handle *h, int code) {
  return (code & 0xFF) == SQLITE_AUTH || strstr(sqlite3_errmsg(db_of(h)), "not authorized") != NULL;
}

/* What SQLite says of `code`; a refusal of our own authorizer is said in our words. */
static void describe(handle *h, int code, fz_error *error) {
  fz_status status = fz_store_status(db_of(h), code, error);
  if (!is_refusal(h, code)) return;
  if (h->safe) {
    fz_error_set(error, FZ_UNSAFE, (size_t)-1, "safe mode allows no SQL but reading the corpus");
    return;
  }
  fz_error_set(error, status, (size_t)-1,
               "not allowed here: ATTACH, other files, transactions, PRAGMA that set something");
}

int raise_sql(lua_State *L, handle *h, int code) {
  fz_error error = {0};
  if (h->interrupted) {
    h->interrupted = false;
    return lua_error(L);
  }
  describe(h, code, &error);
  return raise_failure(L, &error);
}

static statement *box_statement(lua_State *L) {
  statement *s = lua_newuserdatauv(L, sizeof *s, 2);
  s->stmt = NULL;
  luaL_setmetatable(L, STATEMENT);
  return s;
}

static int l_statement_gc(lua_State *L) {
  statement *s = lua_touserdata(L, 1);
  sqlite3_finalize(s->stmt);
  s->stmt = NULL;
  return 0;
}

/* Column names as a list, made once: they are the keys of every row. */
static void keep_names(lua_State *L, int at, sqlite3_stmt *stmt) {
  int count = sqlite3_column_count(stmt);
  lua_createtable(L, count, 0);
  for (int i = 0; i < count; i++) {
    const char *name = sqlite3_column_name(stmt, i);
    lua_pushstring(L, name != NULL ? name : "");
    lua_rawseti(L, -2, i + 1);
  }
  lua_setiuservalue(L, at, USER_NAMES);
}

/* Raises unless what follows the statement is blank or comment. */
static void check_tail(lua_State *L, handle *h, statement *s, const char *tail) {
  sqlite3_stmt *next = NULL;
  int code = sqlite3_prepare_v2(db_of(h), tail, -1, &next, NULL);
  bool alone = code == SQLITE_OK && next == NULL;
  sqlite3_finalize(next);
  if (alone) return;
  sqlite3_finalize(s->stmt);
  s->stmt = NULL;
  raise_message(L, "more than one statement; give one at a time");
}

statement *prepare_statement(lua_State *L, handle *h, int arg, bool guarded) {
  size_t length = 0;
  const char *sql = luaL_checklstring(L, arg, &length), *tail = NULL;
  luaL_argcheck(L, length < INT_MAX, arg, "too long");
  statement *s = box_statement(L);
  h->guarded = guarded;
  int code = sqlite3_prepare_v2(db_of(h), sql, (int)length + 1, &s->stmt, &tail);
  h->guarded = false;
  if (code != SQLITE_OK) raise_sql(L, h, code);
  if (s->stmt == NULL) raise_message(L, "no statement");
  check_tail(L, h, s, tail);
  lua_pushvalue(L, arg);
  lua_setiuservalue(L, -2, USER_SQL);
  keep_names(L, lua_absindex(L, -1), s->stmt);
  return s;
}

statement *take_statement(lua_State *L, handle *h, int arg) {
  luaL_checkstring(L, arg);
  lua_getiuservalue(L, 1, USER_CACHE);
  lua_pushvalue(L, arg);
  if (lua_rawget(L, -2) == LUA_TNIL) {
    lua_pop(L, 2);
    return prepare_statement(L, h, arg, false);
  }
  lua_pushvalue(L, arg);
  lua_pushnil(L);
  lua_rawset(L, -4);
  lua_remove(L, -2);
  h->cached--;
  return lua_touserdata(L, -1);
}

void give_back(lua_State *L, int handle_at, int at) {
  handle *h = lua_touserdata(L, handle_at);
  statement *s = lua_touserdata(L, at);
  sqlite3_reset(s->stmt);
  sqlite3_clear_bindings(s->stmt);
  if (h->cached >= CACHE_MAX) {
    lua_createtable(L, 0, 16);
    lua_setiuservalue(L, handle_at, USER_CACHE);
    h->cached = 0;
  }
  lua_getiuservalue(L, handle_at, USER_CACHE);
  lua_getiuservalue(L, at, USER_SQL);
  lua_pushvalue(L, at);
  lua_rawset(L, -3); /* one already there for the same SQL is left to the collector */
  lua_pop(L, 1);
  h->cached++;
}

/*
** A table {blob = s} binds bytes, since text and bytes are different things to SQLite; {sheet = s} the
** rows of a sheet, for the table sheet(?).
*/
static int bind_table(lua_State *L, sqlite3_stmt *stmt, int place, int arg) {
  bool is_sheet = lua_getfield(L, arg, "sheet") == LUA_TSTRING;
  if (!is_sheet && lua_getfield(L, arg, "blob") != LUA_TSTRING) {
    luaL_argerror(L, arg, "{blob = string} or {sheet = string} expected");
  }
  size_t length = 0;
  const char *bytes = lua_tolstring(L, -1, &length);
  int code = is_sheet ? sheet_table_bind(stmt, place, bytes, length)
                      : sqlite3_bind_blob64(stmt, place, bytes, length, SQLITE_TRANSIENT);
  lua_pop(L, is_sheet ? 1 : 2);
  return code == SQLITE_MISMATCH ? luaL_argerror(L, arg, "no sheet") : code;
}

static int bind_value(lua_State *L, sqlite3_stmt *stmt, int place, int arg) {
  size_t length = 0;
  switch (lua_type(L, arg)) {
    case LUA_TNIL:
      return sqlite3_bind_null(stmt, place);
    case LUA_TBOOLEAN:
      return sqlite3_bind_int(stmt, place, lua_toboolean(L, arg));
    case LUA_TNUMBER:
      if (lua_isinteger(L, arg)) return sqlite3_bind_int64(stmt, place, lua_tointeger(L, arg));
      return sqlite3_bind_double(stmt, place, lua_tonumber(L, arg));
    case LUA_TSTRING: {
      const char *s = lua_tolstring(L, arg, &length);
      return sqlite3_bind_text64(stmt, place, s, length, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    case LUA_TTABLE:
      return bind_table(L, stmt, place, arg);
    default:
      return luaL_argerror(L, arg, "no value for SQL");
  }
}

/* Finalizes the statement and raises why; the message is read before it goes. */
static int fail(lua_State *L, handle *h, statement *s, int code) {
  fz_error error = {0};
  describe(h, code, &error);
  sqlite3_finalize(s->stmt);
  s->stmt = NULL;
  return h->interrupted ? raise_sql(L, h, code) : raise_failure(L, &error);
}

/* Raises unless the statement has as many places as there are values. */
static void check_places(lua_State *L, statement *s, int given) {
  int places = sqlite3_bind_parameter_count(s->stmt);
  if (places == given) return;
  luaL_error(L, "the statement has %d places for values, %d given: %s", places, given,
             sqlite3_sql(s->stmt));
}

void bind_values(lua_State *L, handle *h, statement *s, int first, int last) {
  check_places(L, s, last - first + 1);
  for (int i = first; i <= last; i++) {
    int code = bind_value(L, s->stmt, 1 + i - first, i);
    if (code != SQLITE_OK) fail(L, h, s, code);
  }
}

/* Binds what stands before the words: the number and the given values; returns the place of the words. */
static int bind_front(lua_State *L, handle *h, statement *s, lua_Integer number, int first,
                      int given) {
  check_places(L, s, 1 + given + 1);
  int code = sqlite3_bind_int64(s->stmt, 1, number);
  for (int i = 0; i < given && code == SQLITE_OK; i++) {
    code = bind_value(L, s->stmt, 2 + i, first + i);
  }
  if (code != SQLITE_OK) fail(L, h, s, code);
  return 2 + given;
}

static void read_value(lua_State *L, sheet *rows, sheet_value *value) {
  if (!sheet_next(rows, value)) luaL_error(L, "the sheet is damaged");
}

void bind_words(lua_State *L, handle *h, statement *s, lua_Integer number, int first, int given,
                sheet *rows, const sheet_value *body) {
  sheet_value start = {0}, stop = {0};
  int place = bind_front(L, h, s, number, first, given);
  for (size_t i = 0; i < rows->columns; i++) {
    start = stop;
    read_value(L, rows, &stop);
  }
  bool is_span = start.kind == SHEET_INTEGER && stop.kind == SHEET_INTEGER && start.integer >= 0 &&
                 start.integer <= stop.integer && (lua_Unsigned)stop.integer <= body->length;
  if (!is_span) luaL_error(L, "row %d of the sheet ends with no span of the text", (int)number);
  size_t length = (size_t)(stop.integer - start.integer);
  int code = sqlite3_bind_text64(s->stmt, place, body->s + start.integer, length, SQLITE_STATIC,
                                 SQLITE_UTF8);
  if (code != SQLITE_OK) fail(L, h, s, code);
}

bool step_statement(lua_State *L, handle *h, statement *s) {
  lua_State *waiting = h->L;
  h->L = L;
  int code = sqlite3_step(s->stmt);
  h->L = waiting;
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(L, h, s, code) != 0;
}

void push_column(lua_State *L, sqlite3_stmt *stmt, int i) {
  int type = sqlite3_column_type(stmt, i);
  const void *bytes = NULL;
  switch (type) {
    case SQLITE_INTEGER:
      lua_pushinteger(L, sqlite3_column_int64(stmt, i));
      return;
    case SQLITE_FLOAT:
      lua_pushnumber(L, sqlite3_column_double(stmt, i));
      return;
    case SQLITE_TEXT:
      bytes = sqlite3_column_text(stmt, i);
      break;
    case SQLITE_BLOB:
      bytes = sqlite3_column_blob(stmt, i);
      break;
    default:
      lua_pushnil(L);
      return;
  }
  size_t length = (size_t)sqlite3_column_bytes(stmt, i);
  if (bytes == NULL && (type == SQLITE_TEXT || length > 0)) luaL_error(L, "not enough memory");
  lua_pushlstring(L, bytes != NULL ? bytes : "", length);
}

void push_row(lua_State *L, int at) {
  statement *s = lua_touserdata(L, at);
  int count = sqlite3_column_count(s->stmt);
  lua_getiuservalue(L, at, USER_NAMES);
  lua_createtable(L, 0, count);
  for (int i = 0; i < count; i++) {
    lua_rawgeti(L, -2, i + 1);
    push_column(L, s->stmt, i);
    lua_rawset(L, -3);
  }
  lua_remove(L, -2);
}

void push_list(lua_State *L, int at) {
  statement *s = lua_touserdata(L, at);
  int count = sqlite3_column_count(s->stmt);
  lua_createtable(L, count, 1);
  for (int i = 0; i < count; i++) {
    push_column(L, s->stmt, i);
    lua_rawseti(L, -2, i + 1);
  }
  set_integer(L, "n", count);
}

void open_statements(lua_State *L) {
  static const luaL_Reg METHODS[] = {{"__gc", l_statement_gc}, {NULL, NULL}};
  luaL_newmetatable(L, STATEMENT);
  luaL_setfuncs(L, METHODS, 0);
  lua_pop(L, 1);
}
