/*
** alloc_flat_test.c: making a table of characters with each of its allocations failing in turn: the
** call says so, hands out nothing and leaves nothing behind. Linked with --wrap for the allocating
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
#include "fazhi/flat.h"

static void test_new(void **state) {
  (void)state;
  const fz_flat_pair pairs[] = {{"，", "\4", 3, 1}, {" ", "", 1, 0}};
  fz_error error = {0};
  fz_flat *f = NULL;
  int refused = 0;
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_flat_new(pairs, 2, &f, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(f);
    refused++;
  }
  assert_true(refused >= 6); /* the table, its arrays, those of its words */
  char out[8];
  asked = 0;
  assert_int_equal(fz_flat_fold(f, "共，", 6, out), 4);
  assert_int_equal(asked, 0); /* folding needs no memory */
  fz_flat_free(f);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new)};
  return cmocka_run_group_tests_name("alloc_flat", tests, NULL, NULL);
}
