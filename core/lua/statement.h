/*
** statement.h: what the two files of the corpus binding share: the handle of a connection
** and its statements. With core/store and the table of a sheet the only code that knows SQLite.
*/
#ifndef FZ_CORE_LUA_STATEMENT_H
#define FZ_CORE_LUA_STATEMENT_H

#include <sqlite3.h>
#include <stdbool.h>

#include "binding.h"
#include "fazhi/store.h"
#include "sheet.h"

/* User values: of a handle its cache, SQL → idle statement; of a statement SQL and columns. */
enum { USER_CACHE = 1, USER_SQL = 1, USER_NAMES = 2 };

typedef struct handle {
  fz_store *store;  /* NULL once closed */
  lua_State *L;     /* the state that is waiting for SQLite, else NULL */
  bool guarded;     /* while SQL of a user is prepared that must not change anything */
  bool interrupted; /* the hook raised; its error is on top of L */
  bool safe;        /* all its SQL is a stranger's, who may read the corpus and nothing else */
  bool grouped;     /* the savepoint of a group is open */
  int cached;       /* statements in the cache, or a few more */
} handle;

typedef struct statement {
  sqlite3_stmt *stmt; /* NULL once finalized */
} statement;

/* The connection of an open handle, borrowed. */
sqlite3 *db_of(handle *h);

/* Raises what SQLite says of `code`, or the error of the hook that stopped it. */
int raise_sql(lua_State *L, handle *h, int code);

/* Raises E407 with this message. */
int raise_message(lua_State *L, const char *message);

/* Prepares the one statement in the SQL at `arg` and pushes it; raises if there is none or more. */
statement *prepare_statement(lua_State *L, handle *h, int arg, bool guarded);

/* The same, out of the cache of the handle at 1 if one is idle there. */
statement *take_statement(lua_State *L, handle *h, int arg);

/* Resets the statement at `at` and caches it with the handle at `handle_at`; both absolute. */
void give_back(lua_State *L, int handle_at, int at);

/* Binds the arguments first to last, exactly one for each place. */
void bind_values(lua_State *L, handle *h, statement *s, int first, int last);

/*
** Binds `number` at place 1, the `given` arguments from `first` on behind it, and in the last place the
** words of a span of `body`, from 0 and half open, which the next row of a sheet ends with. The words
** are borrowed until the statement is bound anew or given back.
*/
void bind_words(lua_State *L, handle *h, statement *s, lua_Integer number, int first, int given,
                sheet *rows, const sheet_value *body);

/* Steps once: true for a row, false at the end; finalizes and raises on failure. */
bool step_statement(lua_State *L, handle *h, statement *s);

/* Pushes column i (from 0) of the current row. */
void push_column(lua_State *L, sqlite3_stmt *stmt, int i);

/* Pushes the current row of the statement at `at` (absolute) by column name; NULL is absent. */
void push_row(lua_State *L, int at);

/* The same as a list with the number of columns as n. */
void push_list(lua_State *L, int at);

/* Makes the class of statements. */
void open_statements(lua_State *L);

#endif
