/*
** fold.c: run while fazhi is built: carries out all migrations on an empty database and writes, as C, the
** statements by which the same tables and indexes are made at once, for new corpora.
**
**     fold OUT
**
** What FTS5 makes for itself it makes again, and it is told its settings again. Rows that a migration would
** write into a new corpus would be lost, so there must be none.
*/
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/schema.h"

static void fail(const char *what) {
  fprintf(stderr, "fold: %s\n", what);
  exit(1);
}

/* ---- a tokenizer by the name of ours, for a table to be made with and nothing to be put into ---- */

static int create(void *context, const char **arguments, int count, Fts5Tokenizer **out) {
  (void)arguments;
  (void)count;
  *out = context;
  return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *self) { (void)self; }

static int tokenize(Fts5Tokenizer *self, void *context, int flags, const char *text, int length,
                    int (*token)(void *, int, const char *, int, int, int)) {
  (void)self, (void)context, (void)flags, (void)text, (void)length, (void)token;
  return SQLITE_OK;
}

static void register_tokenizer(sqlite3 *db) {
  static char stateless;
  fts5_tokenizer tokenizer = {create, destroy, tokenize};
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) != SQLITE_OK) fail("no FTS5");
  sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  if (api == NULL) fail("no FTS5");
  api->xCreateTokenizer(api, "fazhi", &stateless, &tokenizer, NULL);
}

/* ---- the statements ---- */

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
  return stmt;
}

/* The names of the tables that are ours. */
#define OURS                                                                                    \
  "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT " \
  "LIKE 'sqlite\\_%' ESCAPE '\\'"

static void check_empty(sqlite3 *db) {
  sqlite3_stmt *tables = prepare(db, OURS);
  while (sqlite3_step(tables) == SQLITE_ROW) {
    char *sql = sqlite3_mprintf("SELECT 1 FROM \"%w\"", sqlite3_column_text(tables, 0));
    sqlite3_stmt *rows = prepare(db, sql);
    if (sqlite3_step(rows) != SQLITE_DONE) fail("a migration writes rows into a new corpus");
    sqlite3_finalize(rows);
    sqlite3_free(sql);
  }
  sqlite3_finalize(tables);
}

/* Writes a statement as a string of C, line by line. */
static void write_statement(FILE *out, const unsigned char *sql) {
  fputs("  \"", out);
  for (; *sql != '\0'; sql++) {
    if (*sql == '\n') {
      fputs("\\n\"\n  \"", out);
      continue;
    }
    if (*sql == '"' || *sql == '\\') fputc('\\', out);
    fputc(*sql, out);
  }
  fputs(";\\n\"\n", out);
}

/* Writes what the tables of FTS5 were told: it keeps that in tables of its own. */
static void write_settings(sqlite3 *db, FILE *out) {
  sqlite3_stmt *tables = prepare(db,
                                 "SELECT substr(name, 1, length(name) - 7) FROM pragma_table_list "
                                 "WHERE type = 'shadow' AND name LIKE '%\\_config' ESCAPE '\\'");
  while (sqlite3_step(tables) == SQLITE_ROW) {
    char *sql = sqlite3_mprintf(
        "SELECT format('INSERT INTO \"%%w\"(\"%%w\", rank) VALUES (%%Q, %%s)', ?1, ?1, k, "
        "quote(v)) "
        "FROM \"%w_config\" WHERE k <> 'version'",
        sqlite3_column_text(tables, 0));
    sqlite3_stmt *settings = prepare(db, sql);
    sqlite3_bind_value(settings, 1, sqlite3_column_value(tables, 0));
    while (sqlite3_step(settings) == SQLITE_ROW) {
      write_statement(out, sqlite3_column_text(settings, 0));
    }
    sqlite3_finalize(settings);
    sqlite3_free(sql);
  }
  sqlite3_finalize(tables);
}

static void write_all(sqlite3 *db, FILE *out) {
  sqlite3_stmt *list =
      prepare(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN (" OURS
                  ") ORDER BY rowid");
  fputs("#include \"store/schema.h\"\nconst char fz_schema_whole[] =\n", out);
  while (sqlite3_step(list) == SQLITE_ROW) write_statement(out, sqlite3_column_text(list, 0));
  sqlite3_finalize(list);
  write_settings(db, out);
  fputs("  ;\n", out);
}

int main(int argc, char **argv) {
  sqlite3 *db = NULL;
  if (argc != 2) fail("one file is to be named");
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) fail("no database");
  register_tokenizer(db);
  for (int i = 0; i < fz_schema_count; i++)
    if (sqlite3_exec(db, fz_schema[i], NULL, NULL, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
  check_empty(db);
  FILE *out = fopen(argv[1], "w");
  if (out == NULL) fail(argv[1]);
  write_all(db, out);
  if (fclose(out) != 0) fail(argv[1]);
  sqlite3_close(db);
  return 0;
}
