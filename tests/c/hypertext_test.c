/*
** hypertext_test.c: texts between tags stay texts, whatever bytes they are.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/hypertext.h"

static void check(const char *text, size_t length, const char *wanted) {
  fz_hypertext h = {0};
  assert_int_equal(fz_hypertext_text(&h, text, length), FZ_OK);
  assert_int_equal(h.length, strlen(wanted));
  assert_memory_equal(h.bytes, wanted, h.length);
  free(h.bytes);
}

static void test_text(void **state) {
  (void)state;
  check("甲 <b>&\"'", strlen("甲 <b>&\"'"), "甲 &lt;b&gt;&amp;&quot;&#39;");
  check("“—”…", strlen("“—”…"), "“—”…");
  check("a\tb\r\n", 5, "a\tb\r\n");
  check("", 0, "");
}

static void test_no_text(void **state) {
  (void)state;
  check("a\0\1\x7F", 4, "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  check("\xE7\x94", 2, "\xEF\xBF\xBD\xEF\xBF\xBD"); /* cut off inside a character */
  check("\xED\xA0\x80x", 4, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx"); /* a surrogate */
  check("\xC0\xBC", 2, "\xEF\xBF\xBD\xEF\xBF\xBD");                   /* < in two bytes */
}

static void test_turning(void **state) {
  (void)state;
  check("甲\xE2\x80\xAE\xE2\x81\xA9", 9, "甲⟨U+202E⟩⟨U+2069⟩");
  check("\xE2\x80", 2, "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void test_put(void **state) {
  (void)state;
  fz_hypertext h = {0};
  for (int i = 0; i < 1000; i++) assert_int_equal(fz_hypertext_put(&h, "<br>", 4), FZ_OK);
  assert_int_equal(h.length, 4000);
  assert_memory_equal(h.bytes + 3996, "<br>", 4);
  free(h.bytes);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_no_text),
                                     cmocka_unit_test(test_turning), cmocka_unit_test(test_put)};
  return cmocka_run_group_tests_name("hypertext", tests, NULL, NULL);
}
