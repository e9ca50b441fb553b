/*
** look_test.c: bytes that are weighed without being decoded weigh what their text does, of which each
** character is weighed by what han.h says of it.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/han.h"
#include "text/look.h"
#include "text/utf8.h"

static uint32_t seed = 1;

static unsigned next_random(unsigned below) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 16) % below;
}

/* Bytes of any kind, pairs of GB18030, quadruples, pairs of UTF-16, three bytes of UTF-8, letters. */
static size_t put_piece(unsigned char *to) {
  switch (next_random(6)) {
    case 0:
      to[0] = (unsigned char)next_random(256);
      return 1;
    case 1:
      to[0] = (unsigned char)(0x81 + next_random(0x7E));
      to[1] = (unsigned char)(0x40 + next_random(0xBF));
      return 2;
    case 2:
      to[0] = (unsigned char)(0x81 + next_random(4));
      to[1] = (unsigned char)('0' + next_random(10));
      to[2] = (unsigned char)(0x80 + next_random(0x80));
      to[3] = (unsigned char)('0' + next_random(12));
      return 4;
    case 3:
      to[0] = (unsigned char)next_random(256);
      to[1] = (unsigned char)(0x4E + next_random(0x92));
      return 2;
    case 4:
      return fz_utf8_write((char *)to, 0x4E00 + next_random(0x5200));
    default:
      to[0] = (unsigned char)('@' + next_random(0x40));
      return 1;
  }
}

/* Weighs a text one character at a time. */
static fz_look weigh(const char *text, size_t length) {
  fz_look look = {0};
  uint32_t before = 0xFFFF;
  for (size_t at = 0, width; at < length; at += width) {
    uint32_t c = fz_utf8_read(text + at, &width);
    bool is_before_wide = at + width < length && (unsigned char)text[at + width] >= 0x80;
    look.characters++;
    look.cost += fz_character_cost(c);
    if (c >= 0x40 && c < 0x7F && before >= 0x80 && is_before_wide) look.cost += 5;
    look.bad += c == 0xFFFD;
    look.han += fz_is_han(c);
    if (fz_is_han(c)) look.han_cost += fz_character_cost(c);
    look.foreign += c >= 0xA0;
    look.chinese += c >= 0xA0 && (fz_is_han(c) || fz_is_chinese_punctuation(c));
    before = c;
  }
  return look;
}

static void check_same(const fz_look *a, const fz_look *b) {
  assert_int_equal(a->characters, b->characters);
  assert_int_equal(a->foreign, b->foreign);
  assert_int_equal(a->bad, b->bad);
  assert_int_equal(a->chinese, b->chinese);
  assert_int_equal(a->han, b->han);
  assert_true(a->cost == b->cost);
  assert_true(a->han_cost == b->han_cost);
}

static void check_bytes(fz_encoding encoding, const unsigned char *bytes, size_t length) {
  fz_error error;
  fz_draft draft = {0};
  fz_look found = {0};
  assert_int_equal(fz_decode(encoding, bytes, 0, length, &draft, &error), FZ_OK);
  assert_int_equal(fz_look_through(encoding, bytes, 0, length, &found, &error), FZ_OK);
  size_t stop = draft.length;
  bool is_torn = stop >= 3 && memcmp(draft.bytes + stop - 3, "\xEF\xBF\xBD", 3) == 0;
  if (is_torn) stop -= 3;
  fz_look whole = weigh(draft.bytes, stop), at = fz_look_at(draft.bytes, stop);
  check_same(&at, &whole);
  assert_true(at.good == found.good && at.controls == found.controls);
  if (is_torn) whole.cost += FZ_LOOK_TORN;
  check_same(&found, &whole);
  fz_draft_clear(&draft);
}

static void test_same_as_text(void **state) {
  (void)state;
  fz_error error;
  unsigned char bytes[256];
  assert_int_equal(fz_han_prepare(&error), FZ_OK);
  for (int round = 0; round < 2000; round++) {
    size_t length = 0, most = next_random(sizeof bytes - 4) + 1;
    while (length < most) length += put_piece(bytes + length);
    for (int e = FZ_UTF8; e < FZ_ENCODINGS; e++) check_bytes((fz_encoding)e, bytes, length);
  }
}

/* 在A股 has a letter alone, A股 at the beginning too, 在A and 在AB股 have none. */
static void test_lone_letters(void **state) {
  (void)state;
  fz_look lone = fz_look_at("在A股", 7), first = fz_look_at("A股", 4);
  fz_look last = fz_look_at("在A", 4), two = fz_look_at("在AB股", 8);
  double han = fz_character_cost(0x5728), share = fz_character_cost(0x80A1),
         letter = fz_character_cost('A');
  assert_true(lone.cost == han + letter + share + 5);
  assert_true(first.cost == letter + share + 5);
  assert_true(last.cost == han + letter);
  assert_true(two.cost == han + 2 * letter + share);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_as_text),
      cmocka_unit_test(test_lone_letters),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name("look", tests, NULL, NULL);
}
