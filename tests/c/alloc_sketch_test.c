/*
** alloc_sketch_test.c: comparing two texts with its one allocation failing: the call says so and
** hands out nothing; sketching needs no memory at all. Linked with --wrap for the allocating
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
#include "fazhi/sketch.h"

static const char *const text = "全年收到行政复议申请36件，受理31件，审结29件。";

static void test_compare(void **state) {
  (void)state;
  fz_overlap o;
  fz_error error = {0};
  size_t length = strlen(text);
  asked = 0;
  failing = 1;
  assert_int_equal(fz_sketch_compare(text, length, text, length, 8, &o, &error), FZ_NOMEM);
  assert_string_equal(error.message, "out of memory");
  assert_true(o.first == 0 && o.second == 0 && o.both == 0);
  failing = 0;
  assert_int_equal(fz_sketch_compare(text, length, text, length, 8, &o, &error), FZ_OK);
  assert_int_equal(asked, 2);
  assert_true(o.first == o.both && o.second == o.both && o.both > 10);
}

static void test_a_sketch_needs_no_memory(void **state) {
  (void)state;
  fz_sketch sketch;
  char out[256];
  size_t length = strlen(text), used;
  asked = 0;
  assert_int_equal(fz_sketch_make(text, length, 8, &sketch, NULL), FZ_OK);
  assert_int_equal(fz_sketch_characters(text, length, out, &used, NULL), FZ_OK);
  assert_int_equal(asked, 0);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_compare),
      cmocka_unit_test(test_a_sketch_needs_no_memory),
  };
  return cmocka_run_group_tests_name("alloc_sketch", tests, NULL, NULL);
}
