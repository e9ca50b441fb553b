/*
** segment_test.c: segments follow each other from the first byte to the last, whatever the bytes;
** Chinese is cut by words and not by characters; a text set anew begins anew.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/segment.h"

static fz_segmenter *make(void) {
  fz_segmenter *g = NULL;
  fz_error error = {0};
  assert_int_equal(fz_segmenter_new(&g, &error), FZ_OK);
  return g;
}

static void set(fz_segmenter *g, const char *s, size_t length) {
  fz_error error = {0};
  assert_int_equal(fz_segmenter_set(g, s, length, &error), FZ_OK);
}

static void expect(fz_segmenter *g, const char *s, const char *word, fz_segment_kind kind) {
  fz_segment segment = fz_segmenter_next(g);
  assert_int_equal(segment.stop - segment.start, strlen(word));
  assert_memory_equal(s + segment.start, word, strlen(word));
  assert_int_equal(segment.kind, kind);
}

static void expect_end(fz_segmenter *g, size_t length) {
  for (int again = 0; again < 2; again++) {
    fz_segment segment = fz_segmenter_next(g);
    assert_int_equal(segment.start, length);
    assert_int_equal(segment.stop, length);
  }
}

static void test_words(void **state) {
  (void)state;
  const char *s = "人民政府，2023年99.5%APP。";
  fz_segmenter *g = make();
  set(g, s, strlen(s));
  expect(g, s, "人民政府", FZ_SEGMENT_HAN);
  expect(g, s, "，", FZ_SEGMENT_MARK);
  expect(g, s, "2023", FZ_SEGMENT_NUMBER);
  expect(g, s, "年", FZ_SEGMENT_HAN);
  expect(g, s, "99.5", FZ_SEGMENT_NUMBER);
  expect(g, s, "%", FZ_SEGMENT_MARK);
  expect(g, s, "APP", FZ_SEGMENT_LETTER);
  expect(g, s, "。", FZ_SEGMENT_MARK);
  expect_end(g, strlen(s));
  fz_segmenter_free(g);
}

static void test_set_again(void **state) {
  (void)state;
  fz_segmenter *g = make();
  expect_end(g, 0); /* no text yet */
  set(g, "人民政府工作", 18);
  expect(g, "人民政府工作", "人民政府", FZ_SEGMENT_HAN);
  set(g, "工作", 3); /* only the first character is given */
  expect(g, "工作", "工", FZ_SEGMENT_HAN);
  expect_end(g, 3);
  set(g, NULL, 0);
  expect_end(g, 0);
  fz_segmenter_free(g);
  fz_segmenter_free(NULL);
}

/* A character of well-formed text begins at `at`, or the text ends there. */
static bool is_boundary(const char *s, size_t length, size_t at) {
  return at == length || ((unsigned char)s[at] & 0xC0) != 0x80;
}

static void test_characters_whole(void **state) {
  (void)state;
  const char *s = "𠮷野家é\xCC\x81👨‍👩‍👧（①）㎡々〇一二三";
  size_t length = strlen(s), at = 0;
  fz_segmenter *g = make();
  set(g, s, length);
  while (at < length) {
    fz_segment segment = fz_segmenter_next(g);
    assert_int_equal(segment.start, at);
    assert_true(segment.stop > at && is_boundary(s, length, segment.stop));
    at = segment.stop;
  }
  fz_segmenter_free(g);
}

static void test_any_bytes(void **state) {
  (void)state;
  char *s = malloc(3000);
  uint32_t seed = 7;
  fz_segmenter *g = make();
  assert_non_null(s);
  for (int round = 0; round < 200; round++) {
    size_t length = (size_t)round * 15, at = 0;
    for (size_t i = 0; i < length; i++) {
      seed = seed * 1664525u + 1013904223u;
      s[i] = seed >> 24 & 1 ? (char)(seed >> 16) : "法治政府"[seed >> 16 & 7];
    }
    set(g, s, length);
    while (at < length) {
      fz_segment segment = fz_segmenter_next(g);
      assert_int_equal(segment.start, at);
      assert_true(segment.stop > at && segment.stop <= length);
      at = segment.stop;
    }
    expect_end(g, length);
  }
  fz_segmenter_free(g);
  free(s);
}

static void test_too_big(void **state) {
  (void)state;
  fz_error error = {0};
  fz_segmenter *g = make();
  set(g, "工作", 6);
  assert_int_equal(fz_segmenter_set(g, "", (size_t)INT32_MAX + 1, &error), FZ_TOOBIG);
  expect_end(g, 0); /* the old text is gone */
  fz_segmenter_free(g);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words),     cmocka_unit_test(test_set_again),
      cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_characters_whole),
      cmocka_unit_test(test_too_big),
  };
  return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
