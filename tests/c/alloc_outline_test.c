/*
** alloc_outline_test.c: an outline whose every allocation fails in turn: the call says so,
** hands out nothing and leaks nothing. Linked with --wrap for the allocating functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/outline.h"

static const fz_marker markers[] = {
    {2, 20, "（", FZ_NUMBER_HAN, "）", FZ_AT_LINE, "", "", false, false},
    {4, 40, "", FZ_NUMBER_HAN, "是", FZ_AT_LINE | FZ_AT_SENTENCE, "", "", true, true},
};

static const fz_outline_rules rules = {
    .markers = markers, .count = 2, .lead_max = 30, .bare_max = 30};

/* Long enough that every array grows, and with bare headings, so that all passes run. */
static size_t write_text(char *text) {
  static const char block[] = "强化组织领导\n工作有序。\n（一）学习。一是甲。好。二是乙。好。\n";
  size_t length = 0;
  for (int i = 0; i < 100; i++) {
    memcpy(text + length, block, sizeof block - 1);
    length += sizeof block - 1;
  }
  return length;
}

static fz_status try_parse(size_t *count) {
  static char text[16384];
  size_t length = write_text(text);
  fz_outline *outline = NULL;
  fz_error error = {0};
  asked = 0;
  fz_status status = fz_outline_parse(text, length, &rules, &outline, &error);
  long used = failing;
  failing = 0;
  if (status == FZ_OK) {
    fz_outline_sections(outline, count);
  } else {
    assert_int_equal(status, FZ_NOMEM);
    assert_int_equal(error.status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(outline);
  }
  fz_outline_free(outline);
  failing = used;
  return status;
}

static void test_each_allocation_fails_once(void **state) {
  (void)state;
  size_t count = 0;
  long failures = 0;
  for (failing = 1; try_parse(&count) != FZ_OK; failing++) failures++;
  failing = 0;
  assert_true(failures > 10);
  assert_int_equal(count, 400);
}

static void test_every_nth_allocation_fails(void **state) {
  (void)state;
  size_t count = 0;
  bool passed = false;
  for (every = 1; every < 200; every++) passed = try_parse(&count) == FZ_OK || passed;
  every = 0;
  assert_true(passed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_allocation_fails_once),
      cmocka_unit_test(test_every_nth_allocation_fails),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name("alloc_outline", tests, NULL, NULL);
}
