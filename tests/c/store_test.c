/*
** store_test.c: a corpus is opened, refused, brought up to date, shared and survived.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "fazhi/sketch.h"
#include "fazhi/store.h"
#include "store/fts.h"
#include "store/schema.h"

static char folder[64], path[128];

static int set_up(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/fazhi_store_XXXXXX");
  if (mkdtemp(folder) == NULL) return -1;
  snprintf(path, sizeof path, "%s/c.db", folder);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  char command[256];
  snprintf(command, sizeof command, "chmod -R u+w %s && rm -rf %s", folder, folder);
  return system(command);
}

static fz_store *open_store(fz_store_mode mode) {
  fz_store *store = NULL;
  fz_error error = {0};
  fz_status status = fz_store_open(path, mode, &store, &error);
  if (status != FZ_OK) fail_msg("%d: %s", (int)status, error.message);
  return store;
}

static void run(fz_store *store, const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(fz_store_handle(store), sql, NULL, NULL, &message) != SQLITE_OK) {
    fail_msg("%s: %s", sql, message);
  }
}

static sqlite3_int64 number(fz_store *store, const char *sql) {
  sqlite3_stmt *stmt = NULL;
  assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(fz_store_handle(store), sql, -1, &stmt, NULL));
  assert_int_equal(SQLITE_ROW, sqlite3_step(stmt));
  sqlite3_int64 n = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}

static void write_file(const char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(length, fwrite(bytes, 1, length, file));
  fclose(file);
}

/* Reads the file; at most 1 MB, returned in a static buffer. */
static const char *read_file(size_t *length) {
  static char buffer[1 << 20];
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  *length = fread(buffer, 1, sizeof buffer, file);
  fclose(file);
  return buffer;
}

static bool exists(const char *tail) {
  char name[160];
  snprintf(name, sizeof name, "%s%s", path, tail);
  return access(name, F_OK) == 0;
}

/* Opening gives this status and a message with these words, and leaves the file as it is. */
static void check_refused(fz_store_mode mode, fz_status expected, const char *words) {
  static char before[1 << 20];
  size_t length = 0, length_after = 0;
  struct stat info;
  bool is_file = stat(path, &info) == 0 && S_ISREG(info.st_mode);
  if (is_file) memcpy(before, read_file(&length), sizeof before);
  fz_store *store = (fz_store *)before;
  fz_error error = {0};
  assert_int_equal(expected, fz_store_open(path, mode, &store, &error));
  assert_null(store);
  assert_int_equal(expected, error.status);
  if (strstr(error.message, words) == NULL) fail_msg("%s", error.message);
  if (is_file) {
    const char *after = read_file(&length_after);
    assert_int_equal(length, length_after);
    assert_memory_equal(before, after, length);
  }
  assert_false(exists("-wal") || exists("-shm") || exists("-journal"));
}

static void makes_a_corpus(void **state) {
  (void)state;
  fz_store *store = open_store(FZ_STORE_CREATE);
  assert_int_equal(0x66617a68, number(store, "PRAGMA application_id"));
  assert_int_equal(fz_store_version(), number(store, "PRAGMA user_version"));
  assert_int_equal(8192, number(store, "PRAGMA page_size"));
  assert_int_equal(1, number(store, "PRAGMA foreign_keys"));
  assert_int_equal(5000, number(store, "PRAGMA busy_timeout"));
  assert_int_equal(1, number(store, "PRAGMA synchronous"));
  assert_int_equal(1, number(store, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"));
  assert_int_equal(0, number(store,
                             "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' "
                             "AND type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict"));
  fz_store_close(store);
  assert_false(exists("-wal") || exists("-shm"));
  fz_store_close(open_store(FZ_STORE_WRITE));
  fz_store_close(open_store(FZ_STORE_CREATE));
  fz_store_close(NULL);
}

static void takes_an_empty_file(void **state) {
  (void)state;
  write_file("", 0);
  check_refused(FZ_STORE_READ, FZ_NOTCORPUS, "empty");
  check_refused(FZ_STORE_WRITE, FZ_NOTCORPUS, "empty");
  fz_store_close(open_store(FZ_STORE_CREATE));
}

/* Who was killed when the first page was written has left this. */
static void makes_what_was_begun(void **state) {
  (void)state;
  for (int with_wal = 0; with_wal < 2; with_wal++) {
    sqlite3 *db = NULL;
    remove(path);
    assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
    sqlite3_exec(db, "PRAGMA page_size = 8192; PRAGMA application_id = 1717664360", NULL, NULL,
                 NULL);
    if (with_wal) sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    sqlite3_close(db);
    fz_store *store = open_store(with_wal ? FZ_STORE_CREATE : FZ_STORE_WRITE);
    assert_int_equal(fz_store_version(), number(store, "PRAGMA user_version"));
    assert_int_equal(0, number(store, "SELECT count(*) FROM report"));
    assert_int_equal(1, number(store, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"));
    fz_store_close(store);
  }
}

static void takes_memory(void **state) {
  (void)state;
  fz_store *store = NULL;
  assert_int_equal(FZ_OK, fz_store_open(":memory:", FZ_STORE_CREATE, &store, NULL));
  assert_int_equal(0, number(store, "SELECT count(*) FROM report"));
  fz_store_close(store);
}

static void refuses_what_is_missing(void **state) {
  (void)state;
  check_refused(FZ_STORE_READ, FZ_NOCORPUS, "fazhi add -c FILE PATH");
  check_refused(FZ_STORE_WRITE, FZ_NOCORPUS, "fazhi add -c FILE PATH");
  assert_false(exists(""));
  snprintf(path, sizeof path, "%s/none/c.db", folder);
  check_refused(FZ_STORE_CREATE, FZ_NOCORPUS, "no such folder");
  path[0] = '\0';
  check_refused(FZ_STORE_CREATE, FZ_NOCORPUS, "no file name");
}

static void refuses_other_files(void **state) {
  (void)state;
  char text[300];
  memset(text, 'x', sizeof text);
  for (int mode = FZ_STORE_READ; mode <= FZ_STORE_CREATE; mode++) {
    write_file("short", 5);
    check_refused((fz_store_mode)mode, FZ_NOTCORPUS, "some other file");
    write_file(text, sizeof text);
    check_refused((fz_store_mode)mode, FZ_NOTCORPUS, "some other file");
    write_file("SQLite format 3", 16);
    check_refused((fz_store_mode)mode, FZ_NOTCORPUS, "some other file");
  }
  unlink(path);
  assert_int_equal(0, mkdir(path, 0700));
  check_refused(FZ_STORE_CREATE, FZ_NOTCORPUS, "folder");
  rmdir(path);
  assert_int_equal(0, mkfifo(path, 0600));
  check_refused(FZ_STORE_READ, FZ_NOTCORPUS, "pipe");
}

static void make_other(const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, sql, NULL, NULL, NULL));
  sqlite3_close(db);
}

static void refuses_other_databases(void **state) {
  (void)state;
  make_other("CREATE TABLE report (id)");
  for (int mode = FZ_STORE_READ; mode <= FZ_STORE_CREATE; mode++) {
    check_refused((fz_store_mode)mode, FZ_NOTCORPUS, "another program");
  }
}

static void refuses_newer(void **state) {
  (void)state;
  fz_store_close(open_store(FZ_STORE_CREATE));
  make_other("PRAGMA user_version = 99");
  for (int mode = FZ_STORE_READ; mode <= FZ_STORE_CREATE; mode++) {
    check_refused((fz_store_mode)mode, FZ_NEWER, "schema 99");
  }
}

static void refuses_damaged(void **state) {
  (void)state;
  fz_store_close(open_store(FZ_STORE_CREATE));
  int file = open(path, O_WRONLY);
  char garbage[4000];
  memset(garbage, 0xA5, sizeof garbage);
  assert_int_equal(sizeof garbage, pwrite(file, garbage, sizeof garbage, 100));
  close(file);
  check_refused(FZ_STORE_READ, FZ_DAMAGED, "damaged");
  check_refused(FZ_STORE_WRITE, FZ_DAMAGED, "damaged");
}

static void names_are_only_names(void **state) {
  (void)state;
  snprintf(path, sizeof path, "%s/file:法 ?mode=memory&x=%%41#.db", folder);
  fz_store_close(open_store(FZ_STORE_CREATE));
  assert_true(exists(""));
  fz_store_close(open_store(FZ_STORE_READ));
}

static void brings_up_to_date(void **state) {
  (void)state;
  make_other("PRAGMA application_id = 0x66617a68; CREATE TABLE x (y); DROP TABLE x");
  fz_store *store = open_store(FZ_STORE_WRITE);
  assert_int_equal(fz_store_version(), number(store, "PRAGMA user_version"));
  assert_int_equal(0, number(store, "SELECT count(*) FROM report"));
  fz_store_close(store);
}

/* Values of value, upper, bound, from_value and part. */
static int insert_figure(sqlite3 *db, const char *values) {
  char sql[256];
  snprintf(sql, sizeof sql,
           "INSERT INTO figure(report_id, start, stop, raw, unit, kind, value, upper, bound, "
           "from_value, part) VALUES (1, 0, 1, '', '', '', %s)",
           values);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* A table whose statement a migration rewrote refuses what it refused, and SQL cannot do the like. */
static void keeps_conditions(void **state) {
  (void)state;
  fz_store *store = open_store(FZ_STORE_CREATE);
  sqlite3 *db = fz_store_handle(store);
  assert_int_equal(0, number(store,
                             "SELECT count(*) FROM sqlite_schema WHERE name IN ('figure', "
                             "'observation') AND (sql LIKE '%CHECK (% IN (%' OR sql LIKE "
                             "'%typeof%')"));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL));
  static const char *const REFUSED[] = {
      "'7', NULL, 'exact', NULL, 0", "'', NULL, 'exact', NULL, 0", "x'37', NULL, 'exact', NULL, 0",
      "7, 'x', 'exact', NULL, 0",    "7, x'', 'exact', NULL, 0",   "7, NULL, 'perhaps', NULL, 0",
      "7, NULL, 'exact', '8', 0",    "7, NULL, 'exact', NULL, 2"};
  for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
    assert_int_equal(SQLITE_CONSTRAINT_CHECK, insert_figure(db, REFUSED[i]));
  }
  static const char *const TAKEN[] = {"0, -9e999, 'exact', 0.5, 0",
                                      "9223372036854775807, 9e999, 'about', -1, 1"};
  for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++) {
    assert_int_equal(SQLITE_OK, insert_figure(db, TAKEN[i]));
  }
  static const char REWRITE[] = "UPDATE sqlite_schema SET sql = ''";
  assert_int_not_equal(SQLITE_OK, sqlite3_exec(db, REWRITE, NULL, NULL, NULL));
  fz_store_close(store);
}

/* All that the schema says, one statement behind the other, and what the full text is told; owned
** (sqlite3_free). */
static char *schema_of(fz_store *store) {
  static const char SQL[] =
      "SELECT group_concat(line, char(10)) FROM (SELECT type || ' ' || name || ' ' || tbl_name || "
      "' ' "
      "|| coalesce(sql, '') AS line FROM sqlite_schema UNION ALL SELECT 'setting ' || k || ' ' || "
      "quote(v) FROM passage_fts_config ORDER BY 1)";
  sqlite3_stmt *stmt = NULL;
  assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(fz_store_handle(store), SQL, -1, &stmt, NULL));
  assert_int_equal(SQLITE_ROW, sqlite3_step(stmt));
  char *schema = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
  fz_store_close(store);
  return schema;
}

/* A corpus as the first version made it. */
static void make_first(void) {
  sqlite3 *db = NULL;
  fz_error error = {0};
  assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
  assert_int_equal(FZ_OK, fz_tokenizer_register(db, &error));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, fz_schema[0], NULL, NULL, NULL));
  assert_int_equal(SQLITE_OK,
                   sqlite3_exec(db, "PRAGMA application_id = 0x66617a68; PRAGMA user_version = 1",
                                NULL, NULL, NULL));
  sqlite3_close(db);
}

static void makes_at_once_what_migrations_make(void **state) {
  (void)state;
  char *made = schema_of(open_store(FZ_STORE_CREATE));
  unlink(path);
  make_first();
  char *migrated = schema_of(open_store(FZ_STORE_WRITE));
  assert_string_equal(migrated, made);
  assert_non_null(strstr(made, "CREATE INDEX report_year"));
  assert_non_null(strstr(made, "setting automerge 8"));
  sqlite3_free(made);
  sqlite3_free(migrated);
}

/* References are looked after when the transaction ends, and what goes takes along what rests on it. */
static void keeps_references(void **state) {
  (void)state;
  static const char FIRST_REPORT[] =
      "INSERT INTO source(id, path, sha256, bytes, format) VALUES (1, 'a', 'b', 0, 'text');"
      "INSERT INTO report(id, source_id, body, content_start, content_stop) VALUES (1, 1, 'x', 0, "
      "1)";
  static const char ROWS[] =
      "INSERT INTO observation(id, report_id, indicator_id, figure_id, value, unit, bound, score) "
      "VALUES (1, 1, 'a', 1, 7, '', 'exact', 1);"
      "INSERT INTO figure(id, report_id, section_id, start, stop, raw, value, unit, bound, kind) "
      "VALUES (1, 1, 2, 0, 1, '', 7, '', 'exact', '');"
      "INSERT INTO passage(id, report_id, section_id, start, stop) VALUES (1, 1, 2, 0, 1);"
      "INSERT INTO section(id, report_id, parent_id, ordinal, level, marker, heading, start, stop) "
      "VALUES (2, 1, 1, 2, 2, '', '', 0, 1), (1, 1, NULL, 1, 1, '', '', 0, 1);"
      "INSERT INTO passage_fts(rowid, text) SELECT id, text FROM passage_text";
  fz_store *store = open_store(FZ_STORE_CREATE);
  sqlite3 *db = fz_store_handle(store);
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, FIRST_REPORT, NULL, NULL, NULL));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, "BEGIN", NULL, NULL, NULL));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, ROWS, NULL, NULL, NULL));
  assert_int_equal(SQLITE_CONSTRAINT_FOREIGNKEY, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
  static const char INDICATOR[] = "INSERT INTO indicator(id, name) VALUES ('a', 'a'); COMMIT";
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, INDICATOR, NULL, NULL, NULL));
  static const char *const CHANGES[] = {
      "UPDATE figure SET section_id = 3", "UPDATE section SET parent_id = 3 WHERE id = 2",
      "UPDATE observation SET figure_id = 2", "DELETE FROM indicator", NULL};
  for (const char *const *sql = CHANGES; *sql != NULL; sql++) {
    assert_int_equal(SQLITE_CONSTRAINT_FOREIGNKEY, sqlite3_exec(db, *sql, NULL, NULL, NULL));
  }
  assert_int_equal(SQLITE_OK,
                   sqlite3_exec(db, "DELETE FROM section WHERE id = 1", NULL, NULL, NULL));
  assert_int_equal(0,
                   number(store,
                          "SELECT (SELECT count(*) FROM section) + (SELECT count(*) FROM figure) + "
                          "(SELECT count(*) FROM observation) + (SELECT count(*) FROM passage)"));
  fz_store_close(store);
}

/* The keys of a sketch as SQL has them. */
static void tells_keys(void **state) {
  (void)state;
  static const char TEXT[] = "全市行政复议机关共收到行政复议申请";
  uint64_t keys[FZ_SKETCH_BANDS];
  unsigned char bytes[FZ_SKETCH_BYTES];
  fz_sketch sketch;
  fz_error error;
  assert_int_equal(FZ_OK, fz_sketch_make(TEXT, sizeof TEXT - 1, 8, &sketch, &error));
  assert_int_equal(FZ_SKETCH_BANDS, fz_sketch_bands(&sketch, keys));
  fz_sketch_save(&sketch, bytes);
  fz_store *store = open_store(FZ_STORE_CREATE);
  sqlite3_stmt *stmt = NULL;
  assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(fz_store_handle(store),
                                                 "SELECT value FROM json_each(sketch_keys(?))", -1,
                                                 &stmt, NULL));
  sqlite3_bind_blob(stmt, 1, bytes, sizeof bytes, SQLITE_STATIC);
  for (int i = 0; i < FZ_SKETCH_BANDS; i++) {
    assert_int_equal(SQLITE_ROW, sqlite3_step(stmt));
    assert_int_equal(keys[i], (uint64_t)sqlite3_column_int64(stmt, 0));
  }
  assert_int_equal(SQLITE_DONE, sqlite3_step(stmt));
  sqlite3_finalize(stmt);
  assert_int_equal(0,
                   number(store, "SELECT count(*) FROM json_each(sketch_keys(x'02')) WHERE value"));
  assert_int_equal(1, number(store, "SELECT sketch_keys(NULL) IS NULL"));
  fz_store_close(store);
}

/* With a report goes all that refers to it, also where SQLite does not look after references. */
static void takes_all_along(void **state) {
  (void)state;
  static const char ROWS[] =
      "INSERT INTO source(id, path, sha256, bytes, format) VALUES (1, 'a', 'b', 0, 'text'), (2, "
      "'c', 'd', 0, 'text');"
      "INSERT INTO report(id, source_id, body, content_start, content_stop) VALUES (1, 1, 'x', 0, "
      "1), (2, 2, 'x', 0, 1);"
      "INSERT INTO section(id, report_id, ordinal, level, marker, heading, start, stop) "
      "SELECT id, id, 1, 1, '', '', 0, 1 FROM report;"
      "INSERT INTO figure(id, report_id, section_id, start, stop, raw, value, unit, bound, kind) "
      "SELECT id, id, id, 0, 1, '', 7, '', 'exact', '' FROM report;"
      "INSERT INTO passage(id, report_id, section_id, start, stop) SELECT id, id, id, 0, 1 FROM "
      "report;"
      "INSERT INTO passage_fts(rowid, text) SELECT id, text FROM passage_text;"
      "INSERT INTO indicator(id, name) VALUES ('a', 'a');"
      "INSERT INTO observation(report_id, indicator_id, figure_id, value, unit, bound, score) "
      "SELECT id, 'a', id, 7, '', 'exact', 1 FROM report;"
      "INSERT INTO observed(report_id, kind, catalogue) SELECT id, 'other', '' FROM report;"
      "INSERT INTO sketch SELECT id, '', 9, CAST(x'0108' || zeroblob(2) || x'09000000' || "
      "zeroblob(512) AS BLOB) FROM report;"
      "INSERT INTO sketch_band SELECT value, report_id FROM sketch, "
      "json_each(sketch_keys(minhash));"
      "INSERT INTO likeness VALUES (1, 2, 1, 1, 1), (2, 1, 1, 1, 1);"
      "INSERT INTO set_aside(report_id, kept_id, relation, similarity) VALUES (2, 1, 'same', 1)";
  static const char REFERRING[] =
      "SELECT group_concat(m.name, ' ') FROM sqlite_schema m, pragma_foreign_key_list(m.name) k "
      "WHERE k.\"table\" = 'report'";
  fz_store *store = open_store(FZ_STORE_CREATE);
  sqlite3 *db = fz_store_handle(store);
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, ROWS, NULL, NULL, NULL));
  assert_int_equal(84, number(store, "SELECT count(*) FROM sketch_band"));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL));
  sqlite3_stmt *stmt = NULL;
  assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(db, REFERRING, -1, &stmt, NULL));
  assert_int_equal(SQLITE_ROW, sqlite3_step(stmt));
  assert_string_equal(
      "section figure observation passage sketch likeness likeness set_aside "
      "set_aside observed",
      sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
  assert_int_equal(SQLITE_OK,
                   sqlite3_exec(db, "DELETE FROM report WHERE id = 1", NULL, NULL, NULL));
  assert_int_equal(0, number(store, "SELECT count(*) FROM pragma_foreign_key_check"));
  assert_int_equal(42, number(store, "SELECT count(*) FROM sketch_band WHERE report_id = 2"));
  assert_int_equal(42, number(store, "SELECT count(*) FROM sketch_band"));
  assert_int_equal(1, number(store, "SELECT count(*) FROM observation"));
  assert_int_equal(0, number(store, "SELECT count(*) FROM set_aside"));
  fz_store_close(store);
}

static void takes_back_half_a_migration(void **state) {
  (void)state;
  make_other("PRAGMA application_id = 0x66617a68; CREATE TABLE observation (mine)");
  check_refused(FZ_STORE_WRITE, FZ_SQL, "observation already exists");
}

static void reading_cannot_write(void **state) {
  (void)state;
  fz_store_close(open_store(FZ_STORE_CREATE));
  fz_store *store = open_store(FZ_STORE_READ);
  fz_error error = {0};
  sqlite3 *db = fz_store_handle(store);
  int code = sqlite3_exec(db, "DELETE FROM report", NULL, NULL, NULL);
  assert_int_equal(FZ_READONLY, fz_store_status(db, code, &error));
  fz_store_close(store);
}

/* Without the rights of root, which no mode of a file stops. */
static bool drop_rights(void) {
  if (geteuid() != 0) return true;
  return chown(folder, 65534, 65534) == 0 && chown(path, 65534, 65534) == 0 && seteuid(65534) == 0;
}

static void regain_rights(void) {
  if (getuid() == 0) assert_int_equal(0, seteuid(0));
}

static void reads_in_a_folder_without_rights(void **state) {
  (void)state;
  fz_store *store = open_store(FZ_STORE_CREATE);
  run(store, "INSERT INTO indicator(id, name) VALUES ('x', 'y')");
  fz_store_close(store);
  assert_true(drop_rights());
  chmod(path, 0444);
  check_refused(FZ_STORE_WRITE, FZ_READONLY, "the file cannot be written");
  chmod(folder, 0555);
  store = open_store(FZ_STORE_READ);
  assert_int_equal(1, number(store, "SELECT count(*) FROM indicator"));
  fz_store_close(store);
  chmod(path, 0644);
  store = open_store(FZ_STORE_READ);
  assert_int_equal(1, number(store, "SELECT count(*) FROM indicator"));
  fz_store_close(store);
  check_refused(FZ_STORE_WRITE, FZ_READONLY, "the folder cannot be written");
  chmod(path, 0000);
  fz_error error = {0};
  assert_int_equal(FZ_SQL, fz_store_open(path, FZ_STORE_READ, &store, &error));
  assert_non_null(strstr(error.message, "Permission denied"));
  snprintf(path, sizeof path, "%s/new.db", folder);
  check_refused(FZ_STORE_CREATE, FZ_READONLY, "the folder cannot be written");
  chmod(folder, 0755);
  regain_rights();
}

static void says_that_it_is_locked(void **state) {
  (void)state;
  fz_error error = {0};
  fz_store *one = open_store(FZ_STORE_CREATE), *two = open_store(FZ_STORE_WRITE);
  run(one, "BEGIN IMMEDIATE");
  sqlite3_busy_timeout(fz_store_handle(two), 20);
  int code = sqlite3_exec(fz_store_handle(two), "BEGIN IMMEDIATE", NULL, NULL, NULL);
  assert_int_equal(FZ_LOCKED, fz_store_status(fz_store_handle(two), code, &error));
  assert_non_null(strstr(error.message, "another program"));
  assert_int_equal(0, number(two, "SELECT count(*) FROM report"));
  fz_store_close(one);
  fz_store_close(two);
}

#define REPORT                                                        \
  "INSERT INTO source(path, sha256, bytes, format) "                  \
  "  VALUES ('p', lower(hex(randomblob(32))), 1, 'text');"            \
  "INSERT INTO report(source_id, body, content_start, content_stop) " \
  "  VALUES (last_insert_rowid(), '甲行政复议。乙', 0, 22);"   \
  "INSERT INTO passage(report_id, start, stop) "                      \
  "  SELECT max(id), 3, 18 FROM report;"                              \
  "INSERT INTO passage_fts(rowid, text) "                             \
  "  SELECT id, text FROM passage_text ORDER BY id DESC LIMIT 1;"

static void check_intact(fz_store *store) {
  assert_int_equal(1, number(store, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"));
  run(store, "INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)");
}

static void full_text_follows_the_tables(void **state) {
  (void)state;
  static const char FOUND[] = "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH '\"复议\"'";
  fz_store *store = open_store(FZ_STORE_CREATE);
  run(store, REPORT REPORT);
  assert_int_equal(2, number(store, FOUND));
  run(store, "DELETE FROM source WHERE id = 1");
  assert_int_equal(1, number(store, FOUND));
  assert_int_equal(1, number(store, "SELECT count(*) FROM passage"));
  check_intact(store);
  sqlite3 *db = fz_store_handle(store);
  assert_int_not_equal(SQLITE_OK,
                       sqlite3_exec(db, "UPDATE report SET body = ''", NULL, NULL, NULL));
  assert_int_not_equal(SQLITE_OK,
                       sqlite3_exec(db, "UPDATE passage SET start = 0", NULL, NULL, NULL));
  run(store, "DELETE FROM report");
  assert_int_equal(0, number(store, FOUND));
  check_intact(store);
  fz_store_close(store);
}

/* Child: opens the corpus and adds reports in transactions of ten; 0 if all went well. */
static int add_reports(int transactions) {
  fz_store *store = NULL;
  if (fz_store_open(path, FZ_STORE_CREATE, &store, NULL) != FZ_OK) return 1;
  for (int i = 0; i < transactions; i++) {
    sqlite3 *db = fz_store_handle(store);
    int code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    for (int k = 0; k < 10 && code == SQLITE_OK; k++)
      code = sqlite3_exec(db, REPORT, NULL, NULL, NULL);
    if (code != SQLITE_OK || sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
      return 2;
    }
  }
  fz_store_close(store);
  return 0;
}

static pid_t spawn(int transactions) {
  pid_t child = fork();
  if (child == 0) _exit(add_reports(transactions));
  assert_true(child > 0);
  return child;
}

static void writers_wait_for_each_other(void **state) {
  (void)state;
  pid_t children[4];
  for (int i = 0; i < 4; i++) children[i] = spawn(20);
  for (int i = 0; i < 4; i++) {
    int status = -1;
    assert_int_equal(children[i], waitpid(children[i], &status, 0));
    assert_int_equal(0, status);
  }
  fz_store *store = open_store(FZ_STORE_WRITE);
  assert_int_equal(800, number(store, "SELECT count(*) FROM report"));
  check_intact(store);
  fz_store_close(store);
}

/* Kills a writer after so many microseconds; how many reports are stored then, all of them whole. */
static int64_t reports_of_killed_writer(useconds_t after) {
  fz_store_close(open_store(FZ_STORE_CREATE));
  pid_t child = spawn(100000);
  usleep(after);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  fz_store *store = open_store(FZ_STORE_WRITE);
  int64_t reports = number(store, "SELECT count(*) FROM report");
  assert_int_equal(0, reports % 10);
  check_intact(store);
  fz_store_close(store);
  return reports;
}

static void survives_a_killed_writer(void **state) {
  (void)state;
  int64_t reports = 0;
  for (int round = 0; round < 6; round++)
    reports = reports_of_killed_writer((useconds_t)(20000 + 17000 * round));
  for (useconds_t after = 250000; reports == 0 && after < 60000000;
       after *= 2) /* on a busy machine */
    reports = reports_of_killed_writer(after);
  assert_true(reports > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(makes_a_corpus, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_an_empty_file, set_up, tear_down),
      cmocka_unit_test_setup_teardown(makes_what_was_begun, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_memory, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_what_is_missing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_other_files, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_other_databases, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_newer, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_damaged, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_are_only_names, set_up, tear_down),
      cmocka_unit_test_setup_teardown(keeps_conditions, set_up, tear_down),
      cmocka_unit_test_setup_teardown(brings_up_to_date, set_up, tear_down),
      cmocka_unit_test_setup_teardown(makes_at_once_what_migrations_make, set_up, tear_down),
      cmocka_unit_test_setup_teardown(keeps_references, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_keys, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_all_along, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_back_half_a_migration, set_up, tear_down),
      cmocka_unit_test_setup_teardown(reading_cannot_write, set_up, tear_down),
      cmocka_unit_test_setup_teardown(reads_in_a_folder_without_rights, set_up, tear_down),
      cmocka_unit_test_setup_teardown(says_that_it_is_locked, set_up, tear_down),
      cmocka_unit_test_setup_teardown(full_text_follows_the_tables, set_up, tear_down),
      cmocka_unit_test_setup_teardown(writers_wait_for_each_other, set_up, tear_down),
      cmocka_unit_test_setup_teardown(survives_a_killed_writer, set_up, tear_down),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
