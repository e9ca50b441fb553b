/*
** sheet_table.c: the rows of a sheet (sheet.h) as a table of SQLite, so that one statement stores
** them all: that finds the ends of the tables and indexes once, where a statement a row finds them for
** every row.
**
**   INSERT INTO t SELECT n, c1, c2 FROM sheet(?1)
**
** n is the number of the row, from 1; c1, c2 … are its columns, NULL behind the last. The place takes
** a pointer, which only sheet_table_bind gives: in SQL of a user the table is empty.
*/
#include "sheet_table.h"

#include <string.h>

#include "sheet.h"

enum { MOST = 24, NUMBER = 0, SHEET = MOST + 1 }; /* columns: n, c1 to c24, what is in brackets */

static const char DECLARATION[] =
    "CREATE TABLE sheet(n, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, "
    "c17, c18, c19, c20, c21, c22, c23, c24, rows HIDDEN)";
static const char POINTER[] = "fazhi.sheet";

typedef struct cursor {
  sqlite3_vtab_cursor base;
  sheet rest; /* behind the row */
  size_t row; /* from 1; the rest is read through when it is above the number of rows */
  sheet_value values[MOST];
} cursor;

static int connect_table(sqlite3 *db, void *context, int count, const char *const *arguments,
                         sqlite3_vtab **out, char **message) {
  (void)context, (void)count, (void)arguments, (void)message;
  int code = sqlite3_declare_vtab(db, DECLARATION);
  if (code != SQLITE_OK) return code;
  *out = sqlite3_malloc(sizeof **out);
  if (*out == NULL) return SQLITE_NOMEM;
  memset(*out, 0, sizeof **out);
  return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

/* The one way to read it is from the first row of the sheet in the brackets to the last. */
static int plan(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  info->estimatedCost = 1;
  for (int i = 0; i < info->nConstraint; i++) {
    if (info->aConstraint[i].iColumn != SHEET) continue;
    if (!info->aConstraint[i].usable) return SQLITE_CONSTRAINT;
    info->aConstraintUsage[i].argvIndex = 1;
    info->aConstraintUsage[i].omit = 1;
    break;
  }
  return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
  (void)table;
  cursor *c = sqlite3_malloc(sizeof *c);
  if (c == NULL) return SQLITE_NOMEM;
  memset(c, 0, sizeof *c);
  *out = &c->base;
  return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  sqlite3_free(base);
  return SQLITE_OK;
}

static int fail(sqlite3_vtab_cursor *base, const char *why) {
  base->pVtab->zErrMsg = sqlite3_mprintf("%s", why);
  return SQLITE_ERROR;
}

static int is_over(sqlite3_vtab_cursor *base) {
  const cursor *c = (const cursor *)base;
  return c->row > c->rest.rows;
}

static int next(sqlite3_vtab_cursor *base) {
  cursor *c = (cursor *)base;
  c->row++;
  if (is_over(base)) return SQLITE_OK;
  for (size_t i = 0; i < c->rest.columns; i++) {
    if (!sheet_next(&c->rest, &c->values[i])) return fail(base, "the sheet is damaged");
  }
  return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int index, const char *name, int count,
                  sqlite3_value **arguments) {
  (void)index, (void)name;
  cursor *c = (cursor *)base;
  const sheet *from = count == 1 ? sqlite3_value_pointer(arguments[0], POINTER) : NULL;
  c->row = 0;
  c->rest = from != NULL ? *from : (sheet){0};
  if (c->rest.columns > MOST) return fail(base, "the sheet has too many columns");
  return next(base);
}

static void give(sqlite3_context *context, const sheet_value *v) {
  switch (v->kind) {
    case SHEET_FALSE:
      sqlite3_result_int(context, 0);
      return;
    case SHEET_TRUE:
      sqlite3_result_int(context, 1);
      return;
    case SHEET_INTEGER:
      sqlite3_result_int64(context, v->integer);
      return;
    case SHEET_FLOAT:
      sqlite3_result_double(context, v->number);
      return;
    case SHEET_STRING:
      sqlite3_result_text64(context, v->s, v->length, SQLITE_STATIC, SQLITE_UTF8);
      return;
    case SHEET_NIL:
      return; /* as it is before anything is given */
  }
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int i) {
  const cursor *c = (const cursor *)base;
  if (i == NUMBER)
    sqlite3_result_int64(context, (sqlite3_int64)c->row);
  else if ((size_t)i <= c->rest.columns)
    give(context, &c->values[i - 1]);
  return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *id) {
  *id = (sqlite3_int64)((const cursor *)base)->row;
  return SQLITE_OK;
}

int sheet_table_register(sqlite3 *db) {
  static const sqlite3_module MODULE = {.xConnect = connect_table,
                                        .xBestIndex = plan,
                                        .xDisconnect = disconnect,
                                        .xOpen = open_cursor,
                                        .xClose = close_cursor,
                                        .xFilter = filter,
                                        .xNext = next,
                                        .xEof = is_over,
                                        .xColumn = column,
                                        .xRowid = row_id};
  return sqlite3_create_module(db, "sheet", &MODULE, NULL);
}

int sheet_table_bind(sqlite3_stmt *stmt, int place, const char *s, size_t length) {
  sheet rows;
  if (!sheet_open(s, length, &rows)) return SQLITE_MISMATCH;
  sheet *copy = sqlite3_malloc64(sizeof rows + length);
  if (copy == NULL) return SQLITE_NOMEM;
  unsigned char *bytes = (unsigned char *)(copy + 1);
  memcpy(bytes, s, length);
  *copy = rows;
  copy->at = bytes + (rows.at - (const unsigned char *)s);
  copy->stop = bytes + length;
  return sqlite3_bind_pointer(stmt, place, copy, POINTER, sqlite3_free);
}
