/*
** piece_test.c: the characters of a piece of text are counted, wherever its words and blanks stand.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/piece.h"

static fz_piece read_whole(const char *s) {
  fz_piece piece;
  assert_true(fz_piece_read(s, strlen(s), &piece));
  return piece;
}

static bool is_whole(const char *s) {
  fz_piece piece;
  return fz_piece_read(s, strlen(s), &piece);
}

static void test_characters(void **state) {
  (void)state;
  assert_int_equal(read_whole("a").characters, 1);
  assert_int_equal(read_whole("立案35件，结案30件。").characters, 12);
  assert_int_equal(read_whole("　　立案 35 件").characters, 7);
  assert_int_equal(read_whole("0123456789abcdef").characters, 16);
  assert_int_equal(read_whole("法治政府建设依法行政法治政府建设依法行政").characters, 20);
  assert_int_equal(read_whole("é\xF0\xA0\x80\x80"
                              "1234567")
                       .characters,
                   9);
}

static void test_ends(void **state) {
  (void)state;
  assert_true(read_whole("法a").begins_wide);
  assert_false(read_whole("法a").ends_wide);
  assert_false(read_whole("é法").begins_wide);
  assert_true(read_whole("é法").ends_wide);
}

static void test_blanks(void **state) {
  (void)state;
  assert_false(is_whole(""));
  assert_false(is_whole(" 法治"));
  assert_false(is_whole("法治\n"));
  assert_false(is_whole("法治政府建设  依法行政"));
  assert_false(is_whole("法治政府建设\t依法行政"));
  assert_false(is_whole("01234567 \f 01234567"));
  assert_true(is_whole("01234567 01234567"));
  assert_true(is_whole("法治\v政府"));
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_characters), cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_blanks)};
  return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}
