/*
** floor.c: how long SQLite takes to store what stands in a corpus already: the rows of every table and the text of every
** passage, ready-made in memory, into a new corpus of the same schema, by prepared statements, some hundred reports a
** transaction, indexes after the rows, foreign keys unchecked. No program that fills such a corpus can be much faster.
**
**     floor CORPUS NEW [REPORTS]
**
** prints a line: seconds of the clock, seconds of the processor, rows, bytes of full text; then the seconds of the
** processor that rows, full text, commits and indexes took. Reading the old corpus does
** not count; REPORTS (500) is how many reports are held in memory and stored in one transaction.
*/
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fazhi/store.h"

enum { COLUMNS = 64, TABLES = 64 };

typedef struct table {
  char name[64];
  int columns;
  sqlite3_stmt *read, *write;
  sqlite3_value **values; /* columns × rows */
  size_t rows, capacity;
} table;

typedef struct state {
  sqlite3 *from, *to;
  table tables[TABLES];
  int count;
  double wall, cpu;
  double rows_cpu, text_cpu, commit_cpu, index_cpu;
  size_t rows, text;
} state;

static void die(const char *what, const char *why) {
  fprintf(stderr, "floor: %s: %s\n", what, why);
  exit(1);
}

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  sqlite3_stmt *statement = NULL;
  if (sql == NULL || sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
    die(sql == NULL ? "memory" : sql, sqlite3_errmsg(db));
  }
  sqlite3_free(sql);
  return statement;
}

static void run(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) die(sql, sqlite3_errmsg(db));
}

static bool has_column(sqlite3 *db, const char *name, const char *column) {
  sqlite3_stmt *s = prepare(db, "SELECT 1 FROM pragma_table_info(%Q) WHERE name = %Q", name, column);
  bool found = sqlite3_step(s) == SQLITE_ROW;
  sqlite3_finalize(s);
  return found;
}

/* What a table has of the reports from ?1 to ?2; of a table without reports, everything, asked for once. */
static const char *condition(sqlite3 *db, const char *name) {
  if (strcmp(name, "report") == 0) return "id BETWEEN ?1 AND ?2";
  if (strcmp(name, "source") == 0) {
    return "id IN (SELECT source_id FROM report WHERE id BETWEEN ?1 AND ?2)";
  }
  return has_column(db, name, "report_id") ? "report_id BETWEEN ?1 AND ?2" : "?1 = 1";
}

/* INSERT INTO name VALUES (?, …): written out, since the number of columns differs. */
static sqlite3_stmt *insert(sqlite3 *db, const char *name, int columns) {
  char marks[COLUMNS * 3] = "";
  for (int i = 0; i < columns; i++) strcat(marks, i == 0 ? "?" : ", ?");
  return prepare(db, "INSERT INTO %s VALUES (%s)", name, marks);
}

static table *new_table(state *s, const char *name, int columns) {
  if (s->count == TABLES || columns > COLUMNS || strlen(name) >= sizeof s->tables[0].name) {
    die(name, "too many tables or columns");
  }
  table *t = &s->tables[s->count++];
  strcpy(t->name, name);
  t->columns = columns;
  return t;
}

static void find_tables(state *s) {
  sqlite3_stmt *list = prepare(s->from,
                               "SELECT name, (SELECT count(*) FROM pragma_table_info(m.name)) FROM sqlite_master m "
                               "WHERE type = 'table' AND name NOT LIKE 'sqlite%%' AND name NOT LIKE '%%\\_fts%%' ESCAPE '\\' "
                               "AND sql NOT LIKE 'CREATE VIRTUAL%%'");
  while (sqlite3_step(list) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(list, 0);
    table *t = new_table(s, name, sqlite3_column_int(list, 1));
    t->read = prepare(s->from, "SELECT * FROM %s WHERE %s", t->name, condition(s->from, t->name));
    t->write = insert(s->to, t->name, t->columns);
  }
  sqlite3_finalize(list);
  table *t = new_table(s, "passage_fts", 2);
  t->read = prepare(s->from, "SELECT id, text FROM passage_text WHERE report_id BETWEEN ?1 AND ?2");
  t->write = prepare(s->to, "INSERT INTO passage_fts(rowid, text) VALUES (?, ?)");
}

static void grow(table *t) {
  if (t->rows < t->capacity) return;
  t->capacity = t->capacity == 0 ? 1024 : 2 * t->capacity;
  t->values = realloc(t->values, t->capacity * (size_t)t->columns * sizeof *t->values);
  if (t->values == NULL) die(t->name, "out of memory");
}

static bool is_text(const table *t) { return strcmp(t->name, "passage_fts") == 0; }

static void read_rows(state *s, table *t, sqlite3_int64 first, sqlite3_int64 last) {
  sqlite3_bind_int64(t->read, 1, first);
  sqlite3_bind_int64(t->read, 2, last);
  int code;
  while ((code = sqlite3_step(t->read)) == SQLITE_ROW) {
    grow(t);
    sqlite3_value **row = t->values + t->rows++ * (size_t)t->columns;
    for (int i = 0; i < t->columns; i++) row[i] = sqlite3_value_dup(sqlite3_column_value(t->read, i));
    if (is_text(t)) s->text += (size_t)sqlite3_value_bytes(row[1]);
  }
  if (code != SQLITE_DONE) die(t->name, sqlite3_errmsg(s->from));
  sqlite3_reset(t->read);
}

/* Text and blobs stay where they are until the row is stored. */
static void bind(sqlite3_stmt *s, int at, sqlite3_value *value) {
  int type = sqlite3_value_type(value);
  if (type == SQLITE_TEXT) {
    sqlite3_bind_text(s, at, (const char *)sqlite3_value_text(value), sqlite3_value_bytes(value), SQLITE_STATIC);
  } else if (type == SQLITE_BLOB) {
    sqlite3_bind_blob(s, at, sqlite3_value_blob(value), sqlite3_value_bytes(value), SQLITE_STATIC);
  } else {
    sqlite3_bind_value(s, at, value);
  }
}

static void write_rows(state *s, table *t) {
  double *part = is_text(t) ? &s->text_cpu : &s->rows_cpu;
  *part -= seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (size_t i = 0; i < t->rows; i++) {
    sqlite3_value **row = t->values + i * (size_t)t->columns;
    for (int k = 0; k < t->columns; k++) bind(t->write, k + 1, row[k]);
    if (sqlite3_step(t->write) != SQLITE_DONE) die(t->name, sqlite3_errmsg(s->to));
    sqlite3_reset(t->write);
  }
  s->rows += t->rows;
  *part += seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static void forget_rows(table *t) {
  for (size_t i = 0; i < t->rows * (size_t)t->columns; i++) sqlite3_value_free(t->values[i]);
  t->rows = 0;
}

static void start(state *s) {
  s->wall -= seconds(CLOCK_MONOTONIC);
  s->cpu -= seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static void stop(state *s) {
  s->wall += seconds(CLOCK_MONOTONIC);
  s->cpu += seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static void store_reports(state *s, sqlite3_int64 first, sqlite3_int64 last) {
  for (int i = 0; i < s->count; i++) read_rows(s, &s->tables[i], first, last);
  start(s);
  run(s->to, "BEGIN IMMEDIATE");
  for (int i = 0; i < s->count; i++) write_rows(s, &s->tables[i]);
  s->commit_cpu -= seconds(CLOCK_PROCESS_CPUTIME_ID);
  run(s->to, "COMMIT");
  s->commit_cpu += seconds(CLOCK_PROCESS_CPUTIME_ID);
  stop(s);
  for (int i = 0; i < s->count; i++) forget_rows(&s->tables[i]);
}

/* The statements of the indexes and triggers of the new corpus, joined; dropped here, made again at the end. */
static char *drop_indexes(sqlite3 *db) {
  char *sql = sqlite3_mprintf(""), *drops = sqlite3_mprintf("");
  sqlite3_stmt *list = prepare(
      db, "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL");
  while (sqlite3_step(list) == SQLITE_ROW) {
    sql = sqlite3_mprintf("%z%s;\n", sql, sqlite3_column_text(list, 2));
    drops = sqlite3_mprintf("%zDROP %s %s;\n", drops, sqlite3_column_text(list, 0), sqlite3_column_text(list, 1));
  }
  sqlite3_finalize(list);
  run(db, drops);
  sqlite3_free(drops);
  return sql;
}

static void open_both(state *s, const char *from, const char *to, fz_store **old, fz_store **made) {
  fz_error error;
  if (fz_store_open(from, FZ_STORE_READ, old, &error) != FZ_OK) die(from, error.message);
  if (fz_store_open(to, FZ_STORE_CREATE, made, &error) != FZ_OK) die(to, error.message);
  s->from = fz_store_handle(*old);
  s->to = fz_store_handle(*made);
  run(s->to, "PRAGMA foreign_keys = OFF");
}

static sqlite3_int64 last_report(sqlite3 *db) {
  sqlite3_stmt *s = prepare(db, "SELECT max(id) FROM report");
  sqlite3_int64 last = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
  sqlite3_finalize(s);
  return last;
}

static void make_indexes(state *s, const char *sql) {
  start(s);
  s->index_cpu -= seconds(CLOCK_PROCESS_CPUTIME_ID);
  run(s->to, sql);
  s->index_cpu += seconds(CLOCK_PROCESS_CPUTIME_ID);
  run(s->to, "PRAGMA wal_checkpoint(TRUNCATE)");
  stop(s);
}

static void print(const state *s) {
  printf("%.3f %.3f %zu %zu\n", s->wall, s->cpu, s->rows, s->text);
  printf("%.3f %.3f %.3f %.3f\n", s->rows_cpu, s->text_cpu, s->commit_cpu, s->index_cpu);
}

static void free_tables(state *s) {
  for (int i = 0; i < s->count; i++) {
    sqlite3_finalize(s->tables[i].read);
    sqlite3_finalize(s->tables[i].write);
    free(s->tables[i].values);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) die("usage", "floor CORPUS NEW [REPORTS]");
  state *s = calloc(1, sizeof *s);
  if (s == NULL) die("memory", "none left");
  fz_store *old = NULL, *made = NULL;
  open_both(s, argv[1], argv[2], &old, &made);
  long some = argc > 3 ? strtol(argv[3], NULL, 10) : 500;
  char *indexes = drop_indexes(s->to);
  find_tables(s);
  sqlite3_int64 last = last_report(s->from);
  for (sqlite3_int64 first = 1; first <= last; first += some) store_reports(s, first, first + some - 1);
  make_indexes(s, indexes);
  print(s);
  free_tables(s);
  sqlite3_free(indexes);
  fz_store_close(old);
  fz_store_close(made);
  free(s);
  return 0;
}
