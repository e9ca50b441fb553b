/*
** alloc_rows_test.c: reading tables of names with each of the allocations failing in turn: the call
** says so, hands out nothing and leaves nothing behind. Linked with --wrap for the allocating
** functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/rows.h"

static const char table[] = "990101\t青禾县\tcounty\n990102\t临溪区\tcounty\n";

static void test_new(void **state) {
  (void)state;
  const fz_rows_text text = {table, sizeof table - 1, false}, ending = {"县", 3, false};
  fz_error error = {0};
  fz_rows *rows = NULL;
  int refused = 0;
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_rows_new(&text, 1, &ending, 1, 6, &rows, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(rows);
    refused++;
  }
  assert_true(refused >= 5); /* the rows, their two arrays, two hash tables */
  asked = 0;
  size_t cursor = 0, longest = 0;
  assert_int_equal(fz_rows_count(rows), 2);
  assert_int_equal(fz_rows_at(rows, 2).name_length, 9);
  assert_int_equal(fz_rows_find(rows, FZ_ROWS_SHORT, "青禾", 6, &cursor), 1);
  assert_int_equal(fz_rows_find(rows, FZ_ROWS_SHORT, "青禾", 6, &cursor), 0);
  assert_int_equal(fz_rows_begin(rows, "在青禾", 9, 0, 9, &longest), 3);
  assert_int_equal(longest, 9);
  assert_int_equal(asked, 0); /* asking needs no memory */
  fz_rows_free(rows);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new)};
  return cmocka_run_group_tests_name("alloc_rows", tests, NULL, NULL);
}
