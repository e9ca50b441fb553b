/*
** alloc_reading_test.c: reading a pattern with each of its allocations failing in turn: the call
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
#include "fazhi/reading.h"

static void test_new(void **state) {
  (void)state;
  const char *s = "(ab|c)(ab|c)(ab|c)(ab|c)(ab|c)[^a]…<N>";
  const fz_reading_signs signs = {{"<N>", 3}, {"<M>", 3}, {"…", 3}, {"｜", 3}};
  const fz_flat_pair pairs[] = {{" ", "", 1, 0}};
  fz_flat *flat = NULL;
  assert_int_equal(fz_flat_new(pairs, 1, &flat, NULL), FZ_OK);
  fz_error error = {0};
  fz_reading *reading = NULL;
  fz_reading_fault fault;
  size_t at;
  int refused = 0;
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_reading_new(flat, &signs, s, strlen(s), &reading, &fault, &at, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(reading);
    refused++;
  }
  assert_non_null(reading);
  assert_true(refused >= 5); /* the reading, its pool, its parts twice, the words that must stand */
  fz_reading_free(reading);
  fz_flat_free(flat);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new)};
  return cmocka_run_group_tests_name("alloc_reading", tests, NULL, NULL);
}
