/*
** alloc_patterns_test.c: making patterns with each of its allocations failing in turn: the call
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
#include "fazhi/patterns.h"

static void test_new(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {
      {FZ_PATTERN_OPEN, NULL, 0, 0, 0},   {FZ_PATTERN_TEXT, "受理", 6, 0, 0},
      {FZ_PATTERN_OR, NULL, 0, 0, 0},     {FZ_PATTERN_TEXT, "收到", 6, 0, 0},
      {FZ_PATTERN_CLOSE, NULL, 0, 0, 0},  {FZ_PATTERN_GAP, NULL, 0, 0, 12},
      {FZ_PATTERN_WORD, "审结", 6, 0, 0}, {FZ_PATTERN_FIGURE, NULL, 0, 0, 0},
      {FZ_PATTERN_MUST, "受理", 6, 0, 0}, {FZ_PATTERN_MUST, "收到", 6, 0, 0},
  };
  const fz_pattern list[] = {{parts, sizeof parts / sizeof *parts}};
  fz_error error = {0};
  fz_patterns *p = NULL;
  int refused = 0;
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_patterns_new(list, 1, "、", 3, &p, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(p);
    refused++;
  }
  assert_true(refused >= 12); /* the patterns, their arrays, the sorted words, their table */
  const char *s = "受理申请\1件\2";
  size_t start = 0, stop = 0;
  asked = 0;
  assert_true(fz_patterns_at(p, 0, s, strlen(s), 12, &start, &stop));
  assert_int_equal(asked, 0); /* matching needs no memory */
  fz_patterns_free(p);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new)};
  return cmocka_run_group_tests_name("alloc_patterns", tests, NULL, NULL);
}
