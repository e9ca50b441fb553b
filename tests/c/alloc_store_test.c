/*
** alloc_store_test.c: every allocation of the store fails in turn: the call says so, hands
** out nothing and leaks nothing. SQLite's allocator is the only one the store uses.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "fazhi/store.h"

static sqlite3_mem_methods real; /* SQLite's own */
static long failing = 0;         /* the allocation that fails, counted from now; 0: none */
static long asked = 0;

static int fails_now(void) { return ++asked == failing; }

static void *allocate(int size) { return fails_now() ? NULL : real.xMalloc(size); }

static void *resize(void *old, int size) { return fails_now() ? NULL : real.xRealloc(old, size); }

static int install(void **state) {
  (void)state;
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) return -1;
  sqlite3_mem_methods ours = real;
  ours.xMalloc = allocate;
  ours.xRealloc = resize;
  if (sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) != SQLITE_OK) return -1;
  return sqlite3_initialize();
}

/*
** The allocation to fail after the n-th. Under AddressSanitizer, where each run takes twenty times as long,
** only one in thirteen of the later ones is tried: the build without it tries them all.
*/
static long next_one(long n) {
#ifdef __SANITIZE_ADDRESS__
  return n < 500 ? n + 1 : n + 13;
#else
  return n + 1;
#endif
}

/* Runs f with its first, second, third … allocation failing, until it gets by without. */
static void try_all(fz_status (*f)(fz_error *error)) {
  long n = 0;
  fz_status status = FZ_NOMEM;
  do {
    sqlite3_int64 before = sqlite3_memory_used();
    fz_error error = {0};
    asked = 0;
    failing = n = next_one(n);
    status = f(&error);
    failing = 0;
    assert_true(sqlite3_memory_used() == before);
    if (status != FZ_OK) {
      assert_int_equal(status, error.status);
      assert_true(error.message[0] != '\0');
      assert_int_equal(FZ_NOMEM, status);
    }
  } while (asked >= n && n < 100000);
  assert_int_equal(FZ_OK, status);
  assert_true(n > 100);
}

static fz_status open_memory(fz_error *error) {
  fz_store *store = NULL;
  fz_status status = fz_store_open(":memory:", FZ_STORE_CREATE, &store, error);
  assert_true((status == FZ_OK) == (store != NULL));
  fz_store_close(store);
  return status;
}

static void opening_fails_cleanly(void **state) {
  (void)state;
  try_all(open_memory);
}

static sqlite3 *db; /* for the full text */

static fz_status use_full_text(fz_error *error) {
  static const char SQL[] =
      "BEGIN; INSERT INTO t VALUES ('全年行政复议申请ABC1949.39件，“放管服”改革。');"
      "SELECT hits(t), highlight(t, 0, '[', ']') FROM t WHERE t MATCH '\"复议\" OR \"改革\"';"
      "ROLLBACK";
  int code = sqlite3_exec(db, SQL, NULL, NULL, NULL);
  fz_status status = fz_store_status(db, code, error);
  if (!sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

/* SQLite keeps caches while a connection lives, so here only the status is checked. */
static void full_text_fails_cleanly(void **state) {
  (void)state;
  failing = 0;
  assert_int_equal(SQLITE_OK, sqlite3_open(":memory:", &db));
  assert_int_equal(FZ_OK, fz_tokenizer_register(db, NULL));
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, "CREATE VIRTUAL TABLE t USING fts5(x, tokenize = fazhi)",
                                           NULL, NULL, NULL));
  fz_error error = {0};
  long n = 0;
  fz_status status;
  do {
    asked = 0;
    failing = n = next_one(n);
    status = use_full_text(&error);
    failing = 0;
    assert_true(status == FZ_OK || status == FZ_NOMEM || status == FZ_SQL);
  } while (asked >= n && n < 100000);
  assert_int_equal(FZ_OK, status);
  assert_true(n > 50);
  assert_int_equal(SQLITE_OK, sqlite3_close(db));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(opening_fails_cleanly),
      cmocka_unit_test(full_text_fails_cleanly),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, install, NULL);
}
