/*
** quote_test.c: what a string of JSON has as it is, what is escaped, and that no byte is read that is not
** there.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/quote.h"

/* The string is copied to the end of its own memory, where the sanitizer sees a step too far. */
static size_t plain_of(const char *s, size_t length, char quoted[FZ_QUOTED_MAX]) {
  char *copy = malloc(length > 0 ? length : 1);
  assert_non_null(copy);
  memcpy(copy, s, length);
  size_t plain = fz_quote_plain(copy, length, quoted);
  free(copy);
  return plain;
}

static void expect(const char *s, size_t length, size_t plain, const char *quoted) {
  char words[FZ_QUOTED_MAX] = "none";
  assert_int_equal(plain_of(s, length, words), plain);
  assert_string_equal(words, quoted);
}

static void test_plain(void **state) {
  (void)state;
  expect("", 0, 0, "none");
  expect("abc /'", 6, 6, "none");
  expect("法治é😀", 12, 12, "none");
  expect("\xC2\x80", 2, 2, "none"); /* C1 is no control character to JSON */
}

static void test_escapes(void **state) {
  (void)state;
  expect("a\"b", 3, 1, "\\\"");
  expect("\\", 1, 0, "\\\\");
  expect("法\n", 4, 3, "\\n");
  expect("\r", 1, 0, "\\r");
  expect("\t", 1, 0, "\\t");
  expect("ab\0", 3, 2, "\\u0000");
  expect("\x1F", 1, 0, "\\u001f");
  expect("\x7F", 1, 0, "\\u007f");
}

static void test_broken(void **state) {
  (void)state;
  expect("a\xFFz", 3, 1, "\xEF\xBF\xBD");
  expect("\xE6\xB3", 2, 0, "\xEF\xBF\xBD");     /* cut off */
  expect("法\xE6", 4, 3, "\xEF\xBF\xBD");
  expect("\xED\xA0\x80", 3, 0, "\xEF\xBF\xBD"); /* a surrogate */
  expect("\xC0\x80", 2, 0, "\xEF\xBF\xBD");     /* overlong */
  expect("\xF4\x90\x80\x80", 4, 0, "\xEF\xBF\xBD");
}

/* Whatever the bytes, each step takes some of them. */
static void test_every_pair(void **state) {
  (void)state;
  for (int i = 0; i < 0x10000; i++) {
    char s[2] = {(char)(i >> 8), (char)(i & 0xFF)}, quoted[FZ_QUOTED_MAX];
    size_t plain = plain_of(s, 2, quoted);
    assert_true(plain <= 2);
    if (plain < 2) assert_in_range(strlen(quoted), 2, 6);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_escapes),
      cmocka_unit_test(test_broken),
      cmocka_unit_test(test_every_pair),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name("quote", tests, NULL, NULL);
}
