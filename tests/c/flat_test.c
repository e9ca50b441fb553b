/*
** flat_test.c: characters are replaced by shorter ones or dropped, in place as well; tables that
** make no sense are refused.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/flat.h"

static fz_flat_pair pair(const char *s, const char *with) {
  return (fz_flat_pair){.s = s, .with = with, .length = strlen(s), .with_length = strlen(with)};
}

static void test_fold(void **state) {
  (void)state;
  const fz_flat_pair pairs[] = {pair("，", "\4"), pair(" ", ""), pair("％", "%"),
                                pair("\u00A0", "")};
  fz_flat *f = NULL;
  fz_error error = {0};
  char s[] = " 共 5％，\u00A0又 ", out[sizeof s];
  const char *wanted = "共5%\4又";
  assert_int_equal(fz_flat_new(pairs, 4, &f, &error), FZ_OK);
  assert_int_equal(fz_flat_fold(f, s, strlen(s), out), strlen(wanted));
  assert_memory_equal(out, wanted, strlen(wanted));
  assert_int_equal(fz_flat_fold(f, s, strlen(s), s), strlen(wanted)); /* in place */
  assert_memory_equal(s, wanted, strlen(wanted));
  assert_int_equal(fz_flat_fold(f, "", 0, out), 0);
  assert_int_equal(fz_flat_fold(f, "无\xEF", 4, out), 4);
  /* What is no character is passed over as its first byte says. */
  assert_int_equal(fz_flat_fold(f, "\xF0 a ", 4, out), 4);
  assert_int_equal(fz_flat_fold(f, "\x8C ", 2, out), 1);
  assert_memory_equal(out, "\x8C", 1);
  assert_true(fz_flat_drops(f, "\u00A0", 2));
  assert_false(fz_flat_drops(f, "\u00A0", 1)); /* half of it */
  assert_false(fz_flat_drops(f, "，", 3));
  assert_false(fz_flat_drops(f, "", 0));
  fz_flat_free(f);
}

static void test_refused(void **state) {
  (void)state;
  const fz_flat_pair growing[] = {pair("a", "b"), pair("c", "de")};
  const fz_flat_pair twice[] = {pair("a", ""), pair("a", "")};
  const fz_flat_pair empty[] = {pair("", "")};
  fz_flat *f = NULL;
  fz_error error = {0};
  assert_int_equal(fz_flat_new(growing, 2, &f, &error), FZ_INVALID);
  assert_string_equal(error.message, "character 2 would grow");
  assert_int_equal(fz_flat_new(twice, 2, &f, &error), FZ_INVALID);
  assert_int_equal(fz_flat_new(empty, 1, &f, &error), FZ_INVALID);
  assert_int_equal(fz_flat_new(empty, FZ_FLAT_COUNT_MAX + 1, &f, &error), FZ_INVALID);
  assert_null(f);
  fz_flat_free(NULL);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_fold), cmocka_unit_test(test_refused)};
  return cmocka_run_group_tests_name("flat", tests, NULL, NULL);
}
