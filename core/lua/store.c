/*
** store.c: fazhi.core.store, the corpus file in Lua. It owns the life of connections, loops
** and transactions, and what SQL from Lua is allowed; no SQL but BEGIN and its like is here.
*/
#include <string.h>

#include "sheet_table.h"
#include "statement.h"

static const char HANDLE[] = "fazhi.store";
static const char CURSOR[] = "fazhi.cursor";
static const char TRANSACTION[] = "fazhi.transaction";

enum {
  PROGRESS_STEPS = 20000, /* steps of SQLite's machine between two looks at the hook */
  SAFE = 3,               /* the place of that mode in the list of l_open */
  SAFE_MEMORY = 256 << 20,
  USER_STATEMENT = 1, /* user values of a cursor; the statement is nil when it is done */
  USER_HANDLE = 2
};

typedef struct transaction {
  handle *h;
  bool nested, open;
} transaction;

static handle *check_handle(lua_State *L, int arg) {
  handle *h = luaL_checkudata(L, arg, HANDLE);
  if (h->store == NULL) luaL_error(L, "the corpus is closed");
  return h;
}

static int l_call_hook(lua_State *L) {
  lua_Debug event;
  memset(&event, 0, sizeof event);
  event.event = LUA_HOOKCOUNT;
  event.currentline = -1;
  lua_gethook(L)(L, &event);
  return 0;
}

/*
** SQLite asks every so often whether to go on. Lua's count hook, by which Ctrl-C stops
** a computation, cannot run while C does, so it is called from here; if it raises, SQLite
** is stopped and the error goes on from the call that waited.
*/
static int on_progress(void *context) {
  handle *h = context;
  lua_State *L = h->L;
  if (L == NULL || (lua_gethookmask(L) & LUA_MASKCOUNT) == 0 || !lua_checkstack(L, 8)) return 0;
  lua_pushcfunction(L, l_call_hook);
  if (lua_pcall(L, 0, 0, 0) == LUA_OK) return 0;
  h->interrupted = true;
  return 1;
}

/* Pragmas with an argument that only tell something. */
static bool pragma_tells(const char *name) {
  static const char *const TELLING[] = {"table_info",       "table_xinfo", "table_list",
                                        "index_list",       "index_info",  "index_xinfo",
                                        "foreign_key_list", "quick_check", "integrity_check"};
  for (size_t i = 0; i < sizeof TELLING / sizeof *TELLING; i++) {
    if (sqlite3_stricmp(name, TELLING[i]) == 0) return true;
  }
  return false;
}

/* True if the word is one of the list, which NULL ends. */
static bool is_among(const char *word, const char *const *list) {
  for (; *list != NULL; list++) {
    if (sqlite3_stricmp(word, *list) == 0) return true;
  }
  return false;
}

/*
** What a stranger's SQL may do: read, by whatever query. data_version is what FTS5 asks itself;
** the functions named are those that reach files or code in some build of SQLite, and the
** tables those that show the pages of the file or what the program runs.
*/
static bool is_safe(int action, const char *first, const char *second) {
  static const char *const TOLD[] = {"user_version", "schema_version", "data_version",
                                     "table_list",   "encoding",       NULL};
  static const char *const FUNCTIONS[] = {"load_extension", "readfile", "writefile", "edit",
                                          "fts3_tokenizer", "lsdir",    "fsdir",     NULL};
  static const char *const TABLES[] = {"sqlite_dbpage", "dbstat", "sqlite_stmt", NULL};
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return true;
    case SQLITE_READ:
      return !is_among(first, TABLES);
    case SQLITE_FUNCTION:
      return !is_among(second, FUNCTIONS);
    case SQLITE_PRAGMA:
      return pragma_tells(first) || (second == NULL && is_among(first, TOLD));
    default:
      return false;
  }
}

/*
** No SQL from Lua reaches another file, so that a script with a corpus has just that corpus.
** The empty name is the one VACUUM attaches for itself.
*/
static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *trigger) {
  const handle *h = context;
  (void)database, (void)trigger;
  if (h->safe) return is_safe(action, first, second) ? SQLITE_OK : SQLITE_DENY;
  if (action == SQLITE_ATTACH) return first != NULL && *first == '\0' ? SQLITE_OK : SQLITE_DENY;
  if (!h->guarded) return SQLITE_OK;
  if (action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT) return SQLITE_DENY;
  if (action != SQLITE_PRAGMA || second == NULL || pragma_tells(first)) return SQLITE_OK;
  return SQLITE_DENY;
}

/* db:exec(sql, ...) → number of rows changed. */
static int l_exec(lua_State *L) {
  handle *h = check_handle(L, 1);
  int last = lua_gettop(L);
  sqlite3_int64 before = sqlite3_total_changes64(db_of(h));
  statement *s = take_statement(L, h, 2);
  bind_values(L, h, s, 3, last);
  while (step_statement(L, h, s)) continue;
  bool changed = sqlite3_total_changes64(db_of(h)) != before;
  give_back(L, 1, last + 1);
  lua_pushinteger(L, changed ? sqlite3_changes64(db_of(h)) : 0);
  return 1;
}

static sheet check_sheet(lua_State *L, int arg) {
  size_t length;
  const char *bytes = luaL_checklstring(L, arg, &length);
  sheet rows;
  luaL_argcheck(L, sheet_open(bytes, length, &rows), arg, "no sheet");
  return rows;
}

/*
** db:words(sql, body, sheet, ...): runs the statement once for each row of a sheet whose last two
** columns are a span of `body`, from 0 and half open. Place 1 takes the number of the row, the next
** places the values in ..., the last one the words of the span. It is for the full text: one statement
** for many rows is one that may have to be taken back, before which FTS5 writes out all it has.
*/
static int l_words(lua_State *L) {
  handle *h = check_handle(L, 1);
  sheet_value body = {.kind = SHEET_STRING};
  body.s = luaL_checklstring(L, 3, &body.length);
  sheet rows = check_sheet(L, 4);
  luaL_argcheck(L, rows.columns >= 2, 4, "no spans");
  int last = lua_gettop(L);
  statement *s = take_statement(L, h, 2);
  for (size_t i = 1; i <= rows.rows; i++) {
    bind_words(L, h, s, (lua_Integer)i, 5, last - 4, &rows, &body);
    while (step_statement(L, h, s)) continue;
    sqlite3_reset(s->stmt);
  }
  give_back(L, 1, last + 1);
  return 0;
}

/* db:row(sql, ...) → first row as a table, or nil. */
static int l_row(lua_State *L) {
  handle *h = check_handle(L, 1);
  int last = lua_gettop(L);
  statement *s = take_statement(L, h, 2);
  bind_values(L, h, s, 3, last);
  if (step_statement(L, h, s))
    push_row(L, last + 1);
  else
    lua_pushnil(L);
  give_back(L, 1, last + 1);
  return 1;
}

/* db:value(sql, ...) → first column of the first row, or nil. */
static int l_value(lua_State *L) {
  handle *h = check_handle(L, 1);
  int last = lua_gettop(L);
  statement *s = take_statement(L, h, 2);
  bind_values(L, h, s, 3, last);
  if (step_statement(L, h, s))
    push_column(L, s->stmt, 0);
  else
    lua_pushnil(L);
  give_back(L, 1, last + 1);
  return 1;
}

/*
** db:columns(sql, ...) → the columns of all rows, each a list with holes for NULL, and how many rows
** there are: many rows of a few values, without a table for each.
*/
static int l_columns(lua_State *L) {
  handle *h = check_handle(L, 1);
  int last = lua_gettop(L);
  statement *s = take_statement(L, h, 2);
  bind_values(L, h, s, 3, last);
  int count = sqlite3_column_count(s->stmt), first = last + 2;
  luaL_checkstack(L, count + LUA_MINSTACK, "too many columns");
  for (int i = 0; i < count; i++) lua_newtable(L);
  lua_Integer n = 0;
  while (step_statement(L, h, s)) {
    n++;
    for (int i = 0; i < count; i++) {
      if (sqlite3_column_type(s->stmt, i) == SQLITE_NULL) continue;
      push_column(L, s->stmt, i);
      lua_rawseti(L, first + i, n);
    }
  }
  give_back(L, 1, last + 1);
  lua_createtable(L, count, 0);
  lua_insert(L, first);
  for (int i = count; i > 0; i--) lua_rawseti(L, first, i);
  lua_pushinteger(L, n);
  return 2;
}

/* Ends the cursor at `at`; its statement is for others again. Idempotent. */
static void end_cursor(lua_State *L, int at) {
  lua_getiuservalue(L, at, USER_HANDLE);
  lua_getiuservalue(L, at, USER_STATEMENT);
  lua_pushnil(L);
  lua_setiuservalue(L, at, USER_STATEMENT);
  handle *h = lua_touserdata(L, -2);
  statement *s = lua_touserdata(L, -1);
  if (s != NULL && s->stmt != NULL) {
    if (h->store != NULL && lua_getiuservalue(L, -1, USER_SQL) != LUA_TNIL) {
      lua_pop(L, 1);
      give_back(L, lua_absindex(L, -2), lua_absindex(L, -1));
    } else {
      sqlite3_finalize(s->stmt);
      s->stmt = NULL;
    }
  }
}

static int l_cursor_close(lua_State *L) {
  luaL_checkudata(L, 1, CURSOR);
  end_cursor(L, 1);
  return 0;
}

/* One step of a `for`; upvalues: the cursor, the function that pushes a row. */
static int next_row(lua_State *L, void (*push)(lua_State *, int)) {
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(1));
  if (lua_getiuservalue(L, 1, USER_STATEMENT) == LUA_TNIL) return 1;
  lua_getiuservalue(L, 1, USER_HANDLE);
  handle *h = check_handle(L, 3);
  statement *s = lua_touserdata(L, 2);
  if (s->stmt == NULL) return 0;
  if (step_statement(L, h, s)) {
    push(L, 2);
    return 1;
  }
  end_cursor(L, 1);
  lua_pushnil(L);
  return 1;
}

static int l_next_row(lua_State *L) { return next_row(L, push_row); }

static int l_next_list(lua_State *L) { return next_row(L, push_list); }

/* Pushes the four values of a `for` over the statement on top; the handle is at 1. */
static int push_loop(lua_State *L, lua_CFunction next) {
  lua_newuserdatauv(L, 0, 2);
  luaL_setmetatable(L, CURSOR);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, USER_STATEMENT);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, USER_HANDLE);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, next, 1);
  lua_insert(L, -2);
  lua_pushnil(L);
  lua_insert(L, -2);
  lua_pushnil(L);
  lua_insert(L, -2);
  return 4;
}

/* db:rows(sql, ...): for row in …, a table by column name each. */
static int l_rows(lua_State *L) {
  handle *h = check_handle(L, 1);
  int last = lua_gettop(L);
  statement *s = take_statement(L, h, 2);
  bind_values(L, h, s, 3, last);
  return push_loop(L, l_next_row);
}

/*
** db:query(sql, ...) → column names, then the four values of a `for` over lists. For SQL
** that a user wrote: it is refused if it could change anything, and not kept.
*/
static int l_query(lua_State *L) {
  handle *h = check_handle(L, 1);
  int last = lua_gettop(L);
  statement *s = prepare_statement(L, h, 2, true);
  if (!sqlite3_stmt_readonly(s->stmt)) {
    raise_message(L, "the statement writes; allow it with --write");
  }
  bind_values(L, h, s, 3, last);
  lua_pushnil(L);
  lua_setiuservalue(L, -2, USER_SQL); /* nothing to find it by: end_cursor finalizes it */
  lua_getiuservalue(L, -1, USER_NAMES);
  lua_insert(L, -2);
  return 1 + push_loop(L, l_next_list);
}

/* db:is_readonly(sql) → true if the statement changes nothing. */
static int l_is_readonly(lua_State *L) {
  handle *h = check_handle(L, 1);
  statement *s = prepare_statement(L, h, 2, false);
  lua_pushboolean(L, sqlite3_stmt_readonly(s->stmt));
  sqlite3_finalize(s->stmt);
  s->stmt = NULL;
  return 1;
}

static int l_insert_id(lua_State *L) {
  lua_pushinteger(L, sqlite3_last_insert_rowid(db_of(check_handle(L, 1))));
  return 1;
}

static void run(lua_State *L, handle *h, const char *sql) {
  int code = sqlite3_exec(db_of(h), sql, NULL, NULL, NULL);
  if (code != SQLITE_OK) raise_sql(L, h, code);
}

/* ---- groups ------------------------------------------------------------------------------ */

static const char GROUP[] = "SAVEPOINT fazhi_group", END_GROUP[] = "RELEASE fazhi_group",
                  UNDO_GROUP[] = "ROLLBACK TO fazhi_group";

/* A group ends with whatever it is in. */
static void end_group(lua_State *L, handle *h) {
  bool is_there = h->grouped && !sqlite3_get_autocommit(db_of(h));
  h->grouped = false;
  if (is_there) run(L, h, END_GROUP);
}

/*
** db:begin_group() → true if a group begins with what is done next, false if one is open that it
** belongs to, nil outside of transactions. What is done in a group can be undone together, at the
** price of one savepoint for many steps. It is ended by db:end_group(), and by any transaction that
** begins or ends: then it can be undone no more.
*/
static int l_begin_group(lua_State *L) {
  handle *h = check_handle(L, 1);
  if (sqlite3_get_autocommit(db_of(h))) return lua_pushnil(L), 1;
  bool begins = !h->grouped;
  if (begins) run(L, h, GROUP);
  h->grouped = true;
  lua_pushboolean(L, begins);
  return 1;
}

static int l_end_group(lua_State *L) {
  end_group(L, check_handle(L, 1));
  return 0;
}

/* db:undo_group() → whether there was one: all that was done in it is undone, and it goes on. */
static int l_undo_group(lua_State *L) {
  handle *h = check_handle(L, 1);
  h->grouped = h->grouped && !sqlite3_get_autocommit(db_of(h));
  if (h->grouped) run(L, h, UNDO_GROUP);
  lua_pushboolean(L, h->grouped);
  return 1;
}

/* ---- transactions ------------------------------------------------------------------------ */

static int l_begin(lua_State *L) {
  run(L, check_handle(L, 1), "BEGIN IMMEDIATE");
  return 0;
}

/*
** db:hold(): what is read from now on is of one moment, until db:commit() or the end. SQLite then takes
** the lock of a reader once, and not for every statement.
*/
static int l_hold(lua_State *L) {
  run(L, check_handle(L, 1), "BEGIN");
  return 0;
}

static int l_commit(lua_State *L) {
  handle *h = check_handle(L, 1);
  end_group(L, h);
  run(L, h, "COMMIT");
  return 0;
}

/* Nothing to roll back is no error: SQLite does it by itself when the disk is full. */
static int l_rollback(lua_State *L) {
  handle *h = check_handle(L, 1);
  h->grouped = false;
  if (!sqlite3_get_autocommit(db_of(h))) run(L, h, "ROLLBACK");
  return 0;
}

/* Leaves a transaction that an error ended; what went wrong before is what counts. */
static int l_transaction_close(lua_State *L) {
  transaction *t = luaL_checkudata(L, 1, TRANSACTION);
  if (!t->open || t->h->store == NULL) return 0;
  t->open = t->h->grouped = false;
  if (sqlite3_get_autocommit(db_of(t->h))) return 0;
  sqlite3_exec(db_of(t->h), t->nested ? "ROLLBACK TO fazhi; RELEASE fazhi" : "ROLLBACK", NULL, NULL,
               NULL);
  return 0;
}

/*
** db:transaction(f) → what f returns. All of f or, if it raises, nothing; one inside another
** is a savepoint.
*/
static int l_transaction(lua_State *L) {
  handle *h = check_handle(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  transaction *t = lua_newuserdatauv(L, sizeof *t, 0);
  *t = (transaction){h, !sqlite3_get_autocommit(db_of(h)), false};
  luaL_setmetatable(L, TRANSACTION);
  lua_toclose(L, 3);
  end_group(L, h);
  run(L, h, t->nested ? "SAVEPOINT fazhi" : "BEGIN IMMEDIATE");
  t->open = true;
  lua_pushvalue(L, 2);
  lua_call(L, 0, LUA_MULTRET);
  check_handle(L, 1);
  end_group(L, h);
  run(L, h, t->nested ? "RELEASE fazhi" : "COMMIT");
  t->open = false;
  return lua_gettop(L) - 3;
}

/* Stops what the connection is doing, from a hook or another thread's state. */
static int l_interrupt(lua_State *L) {
  sqlite3_interrupt(db_of(check_handle(L, 1)));
  return 0;
}

static void finalize_cached(lua_State *L, int at) {
  if (lua_getiuservalue(L, at, USER_CACHE) != LUA_TTABLE) return;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    statement *s = lua_touserdata(L, -1);
    sqlite3_finalize(s->stmt);
    s->stmt = NULL;
  }
}

/* db:close(), __close and __gc; closing twice is allowed. */
static int l_close(lua_State *L) {
  handle *h = luaL_checkudata(L, 1, HANDLE);
  if (h->store == NULL) return 0;
  fz_store *store = h->store;
  sqlite3_set_authorizer(db_of(h), NULL, NULL);
  sqlite3_progress_handler(db_of(h), 0, NULL, NULL);
  h->store = NULL;
  finalize_cached(L, 1);
  fz_store_close(store);
  if (h->safe) sqlite3_hard_heap_limit64(0);
  return 0;
}

static int l_handle_tostring(lua_State *L) {
  const handle *h = luaL_checkudata(L, 1, HANDLE);
  lua_pushstring(L, h->store != NULL ? "fazhi.store" : "fazhi.store (closed)");
  return 1;
}

/*
** What SQLite sorts stays in memory, of which it gets so much and no more. The list of tables makes
** FTS5 declare its table now, which looks like the making of one to the authorizer.
*/
static void make_safe(handle *h, lua_Integer memory) {
  sqlite3_exec(db_of(h), "PRAGMA temp_store = MEMORY; PRAGMA table_list", NULL, NULL, NULL);
  sqlite3_hard_heap_limit64(memory);
  h->safe = true;
}

/*
** store.open(path, "read" | "write" | "create" | "safe", memory) → db, or nil, message, code.
** "safe" reads, refuses all SQL but queries of this corpus, and gives SQLite `memory` bytes (default
** 256 MB) of the process.
*/
static int l_open(lua_State *L) {
  static const char *const MODES[] = {"read", "write", "create", "safe", NULL};
  static const fz_store_mode VALUES[] = {FZ_STORE_READ, FZ_STORE_WRITE, FZ_STORE_CREATE,
                                         FZ_STORE_READ};
  size_t length = 0;
  const char *path = luaL_checklstring(L, 1, &length);
  luaL_argcheck(L, strlen(path) == length, 1, "a path holds no NUL");
  int chosen = luaL_checkoption(L, 2, "read", MODES);
  fz_store_mode mode = VALUES[chosen];
  lua_Integer memory = luaL_optinteger(L, 3, SAFE_MEMORY);
  handle *h = lua_newuserdatauv(L, sizeof *h, 1);
  *h = (handle){0};
  luaL_setmetatable(L, HANDLE);
  lua_createtable(L, 0, 16);
  lua_setiuservalue(L, -2, USER_CACHE);
  fz_error error = {0};
  if (fz_store_open(path, mode, &h->store, &error) != FZ_OK) return push_failure(L, &error);
  if (chosen == SAFE) make_safe(h, memory);
  int code = mode == FZ_STORE_READ ? SQLITE_OK : sheet_table_register(db_of(h));
  if (code != SQLITE_OK) return raise_sql(L, h, code);
  sqlite3_set_authorizer(db_of(h), authorize, h);
  sqlite3_progress_handler(db_of(h), PROGRESS_STEPS, on_progress, h);
  return 1;
}

static void new_class(lua_State *L, const char *name, const luaL_Reg *methods) {
  luaL_newmetatable(L, name);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

int open_store(lua_State *L) {
  static const luaL_Reg HANDLE_METHODS[] = {{"exec", l_exec},
                                            {"rows", l_rows},
                                            {"row", l_row},
                                            {"columns", l_columns},
                                            {"value", l_value},
                                            {"query", l_query},
                                            {"is_readonly", l_is_readonly},
                                            {"insert_id", l_insert_id},
                                            {"begin", l_begin},
                                            {"commit", l_commit},
                                            {"rollback", l_rollback},
                                            {"hold", l_hold},
                                            {"words", l_words},
                                            {"close", l_close},
                                            {"transaction", l_transaction},
                                            {"begin_group", l_begin_group},
                                            {"end_group", l_end_group},
                                            {"undo_group", l_undo_group},
                                            {"interrupt", l_interrupt},
                                            {"__gc", l_close},
                                            {"__close", l_close},
                                            {"__tostring", l_handle_tostring},
                                            {NULL, NULL}};
  static const luaL_Reg CURSOR_METHODS[] = {{"__close", l_cursor_close}, {NULL, NULL}};
  static const luaL_Reg TRANSACTION_METHODS[] = {{"__close", l_transaction_close}, {NULL, NULL}};
  static const luaL_Reg FUNCTIONS[] = {{"open", l_open}, {NULL, NULL}};
  new_class(L, HANDLE, HANDLE_METHODS);
  open_statements(L);
  new_class(L, CURSOR, CURSOR_METHODS);
  new_class(L, TRANSACTION, TRANSACTION_METHODS);
  luaL_newlib(L, FUNCTIONS);
  lua_pushinteger(L, fz_store_version());
  lua_setfield(L, -2, "schema_version");
  return 1;
}
