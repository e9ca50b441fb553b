/*
** pairs_test.c: the tables of pairs say of each pair what iconv says of it.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <iconv.h>

#include "text/codes.h"
#include "text/pairs.h"

/* What iconv makes of a pair alone; 0 if it stops there. */
static size_t convert(iconv_t cd, const unsigned char *pair, char *out, size_t room) {
  char bytes[2], *in = bytes, *to = out;
  memcpy(bytes, pair, 2);
  size_t left = 2, whole = room;
  size_t n = iconv(cd, &in, &left, &to, &room);
  iconv(cd, NULL, NULL, &to, &room);
  return n == (size_t)-1 || left > 0 ? 0 : whole - room;
}

static void check_pair(iconv_t cd, fz_encoding encoding, const fz_pairs *pairs,
                       const unsigned char *pair) {
  char expected[16], other[4];
  size_t known = fz_code_find(encoding, pair, 2, other);
  size_t length = convert(cd, pair, expected, sizeof expected);
  uint32_t c = fz_pair_at(pairs, pair, 2);
  if (known > 0) {
    length = known;
    memcpy(expected, other, known);
  }
  if (length == 0) {
    assert_int_equal(c, FZ_PAIR_NONE);
  } else if (fz_pair_unit(c) > 0) {
    assert_int_equal(fz_pair_unit(c), length);
    for (size_t i = 0; i < length; i++)
      assert_int_equal(c >> 8 * i & 0xFF, (unsigned char)expected[i]);
  } else {
    assert_true(fz_utf8_width(expected[0]) != length || (known > 0 && c == 0));
  }
}

static void check_all(fz_encoding encoding, size_t least) {
  const fz_pairs *pairs = fz_pairs_of(encoding);
  assert_non_null(pairs);
  iconv_t cd = iconv_open("UTF-8", fz_pairs_name(encoding));
  assert_true(cd != (iconv_t)-1);
  size_t count = 0;
  for (unsigned lead = FZ_PAIR_LEAD; lead < 0xFF; lead++)
    for (unsigned trail = FZ_PAIR_TRAIL; trail <= 0xFF; trail++) {
      const unsigned char pair[2] = {(unsigned char)lead, (unsigned char)trail};
      check_pair(cd, encoding, pairs, pair);
      count += fz_pair_unit(fz_pair_at(pairs, pair, 2)) > 0;
    }
  assert_true(count > least);
  iconv_close(cd);
}

static void test_gb18030(void **state) {
  (void)state;
  check_all(FZ_GB18030, 23000);
}

static void test_big5(void **state) {
  (void)state;
  check_all(FZ_BIG5, 13000);
}

static void test_no_pair(void **state) {
  (void)state;
  const fz_pairs *pairs = fz_pairs_of(FZ_GB18030);
  assert_int_equal(fz_pair_at(pairs, (const unsigned char *)"\xB0", 1), 0);
  assert_int_equal(fz_pair_at(pairs, (const unsigned char *)"\xB0" "0", 2), 0);
  assert_int_equal(fz_pair_at(pairs, (const unsigned char *)"\xFF\xA1", 2), 0);
  assert_int_equal(fz_pair_at(pairs, (const unsigned char *)"\x80\xA1", 2), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_gb18030),
      cmocka_unit_test(test_big5),
      cmocka_unit_test(test_no_pair),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name("pairs", tests, NULL, NULL);
}
