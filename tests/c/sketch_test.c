/*
** sketch_test.c: what a sketch promises: the same text gives the same sketch whatever stands
** between its characters, estimates are near the exact index and not biased, keys are shared as
** the formula in sketch.h says, and the values are those of every other machine.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/sketch.h"
#include "text/utf8.h"

static const char *const sentence = "全年收到行政复议申请36件，受理31件，审结29件。";

static fz_sketch make_k(const char *s, size_t length, unsigned k) {
  fz_sketch sketch;
  assert_int_equal(fz_sketch_make(s, length, k, &sketch, NULL), FZ_OK);
  return sketch;
}

static fz_sketch make(const char *s) { return make_k(s, strlen(s), FZ_SHINGLE_DEFAULT); }

/* xorshift64*: the same texts at every run. */
static uint64_t state = 88172645463325252u;

static uint32_t draw(uint32_t below) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (uint32_t)((state * 2685821657736338717u >> 32) % below);
}

/* Appends `count` characters drawn from 3,000 common ones; returns the new length. */
static size_t append(char *out, size_t length, int count) {
  for (int i = 0; i < count; i++) length += fz_utf8_write(out + length, 0x4E00 + draw(3000));
  return length;
}

static double exact(const char *a, size_t a_length, const char *b, size_t b_length) {
  fz_overlap o;
  assert_int_equal(fz_sketch_compare(a, a_length, b, b_length, 8, &o, NULL), FZ_OK);
  return (double)o.both / (double)(o.first + o.second - o.both);
}

static void test_values_are_the_same_everywhere(void **unused) {
  (void)unused;
  fz_sketch sketch = make(sentence);
  uint64_t keys[FZ_SKETCH_BANDS];
  assert_int_equal(sketch.count, 16);
  assert_int_equal(sketch.bins[0], 3741694008u);
  assert_int_equal(sketch.bins[127], 2488632037u);
  assert_int_equal(fz_sketch_bands(&sketch, keys), FZ_SKETCH_BANDS);
  assert_true(keys[0] == 0xCEF2B318D8468ECFu);
  unsigned char bytes[FZ_SKETCH_BYTES];
  fz_sketch_save(&sketch, bytes);
  const unsigned char head[] = {1, 8, 0, 0, 16, 0, 0, 0};
  assert_memory_equal(bytes, head, sizeof head);
  for (int i = 0; i < 4; i++) assert_int_equal(bytes[8 + i], sketch.bins[0] >> (8 * i) & 0xFF);
}

static void test_what_counts(void **unused) {
  (void)unused;
  fz_sketch plain = make(sentence);
  static const char *const alike[] = {
      "全年收到行政复议申请３６件、受理 31 件\n审结“29”件",
      "  全 年 收 到\n行政复议(申请)36件受理31件审结29件;",
  };
  for (size_t i = 0; i < 2; i++) {
    fz_sketch other = make(alike[i]);
    assert_memory_equal(&plain, &other, sizeof plain);
  }
  fz_sketch small = make("ＡBc公司"), large = make("abC公司");
  assert_memory_equal(&small, &large, sizeof small);
  fz_sketch other = make("全年收到行政复议申请36件，受理32件，审结29件。");
  assert_true(fz_sketch_jaccard(&plain, &other) < 0.9);

  char out[64];
  size_t length;
  const char *s = "第１条：Ab，□①〇é";
  assert_int_equal(fz_sketch_characters(s, strlen(s), out, &length, NULL), FZ_OK);
  assert_int_equal(length, strlen("第1条ab〇"));
  assert_memory_equal(out, "第1条ab〇", length);
}

/* The ends of the ranges of Han, those beside them, and a text with all that is passed over. */
static void test_characters_are_read_on_the_way(void **unused) {
  (void)unused;
  static const char *const TEXTS[] = {
      "", "，。 ", "青禾县", "第１条：Ab，□①〇é",
      "\u3400\u4DBF\u4DC0\u4DFF\u4E00\u4FFF\u5000\u9FFF\uA000\uF900\uFAFF\uFB00\U00020000"};
  for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
    char alone[256], read[256];
    size_t length = strlen(TEXTS[i]), alone_length;
    fz_characters characters = {.bytes = read, .length = 7, .count = 7};
    fz_sketch sketch, expected = make(TEXTS[i]);
    assert_int_equal(fz_sketch_read(TEXTS[i], length, 8, &sketch, &characters, NULL), FZ_OK);
    assert_int_equal(fz_sketch_characters(TEXTS[i], length, alone, &alone_length, NULL), FZ_OK);
    assert_memory_equal(&sketch, &expected, sizeof sketch);
    assert_int_equal(characters.length, alone_length);
    assert_memory_equal(read, alone, alone_length);
    static const size_t COUNTS[] = {0, 0, 3, 6, 9};
    assert_int_equal(characters.count, COUNTS[i]);
  }
}

static void test_short_and_empty_texts(void **unused) {
  (void)unused;
  uint64_t keys[FZ_SKETCH_BANDS];
  fz_sketch empty = make(""), marks = make("，。 \n……"), brief = make("青禾县"),
            again = make("青 禾 县。");
  assert_int_equal(empty.count, 0);
  assert_int_equal(marks.count, 0);
  assert_int_equal(fz_sketch_bands(&empty, keys), 0);
  assert_true(fz_sketch_jaccard(&empty, &marks) == 0);
  assert_true(fz_sketch_jaccard(&empty, &brief) == 0);
  assert_int_equal(brief.count, 1);
  assert_true(fz_sketch_jaccard(&brief, &again) == 1);
  fz_sketch other = make("禾县"), eight = make("青禾县二零二三年"),
            nine = make("青禾县二零二三年度");
  assert_true(fz_sketch_jaccard(&brief, &other) == 0);
  assert_int_equal(eight.count, 1);
  assert_int_equal(nine.count, 2);

  fz_overlap o;
  assert_int_equal(fz_sketch_compare("", 0, "青禾县", 9, 8, &o, NULL), FZ_OK);
  assert_true(o.first == 0 && o.second == 1 && o.both == 0);
}

static void test_misuse_is_refused(void **unused) {
  (void)unused;
  fz_sketch sketch;
  fz_overlap o;
  fz_error error;
  char out[8];
  size_t length;
  assert_int_equal(fz_sketch_make("x", 1, 0, &sketch, &error), FZ_INVALID);
  assert_int_equal(fz_sketch_make("x", 1, FZ_SHINGLE_MAX + 1, &sketch, &error), FZ_INVALID);
  assert_int_equal(fz_sketch_make("ab\xFF", 3, 8, &sketch, &error), FZ_INVALID);
  assert_int_equal(error.at, 2);
  assert_int_equal(fz_sketch_compare("x", 1, "\xE4\xB8", 2, 8, &o, &error), FZ_INVALID);
  assert_int_equal(fz_sketch_compare("x", 1, "x", 1, 0, &o, &error), FZ_INVALID);
  assert_int_equal(fz_sketch_characters("\xC3", 1, out, &length, &error), FZ_INVALID);
  fz_characters characters = {.bytes = out};
  assert_int_equal(fz_sketch_read("ab\xFF", 3, 8, &sketch, &characters, &error), FZ_INVALID);
  fz_sketch eight = make(sentence), four = make_k(sentence, strlen(sentence), 4);
  assert_true(fz_sketch_jaccard(&eight, &four) == 0);
}

static void test_saving(void **unused) {
  (void)unused;
  fz_sketch sketch = make(sentence), loaded;
  unsigned char bytes[FZ_SKETCH_BYTES];
  fz_sketch_save(&sketch, bytes);
  assert_int_equal(fz_sketch_load(bytes, sizeof bytes, &loaded, NULL), FZ_OK);
  assert_memory_equal(&sketch, &loaded, sizeof sketch);
  assert_int_equal(fz_sketch_load(bytes, sizeof bytes - 1, &loaded, NULL), FZ_INVALID);
  assert_int_equal(fz_sketch_load(bytes, 0, &loaded, NULL), FZ_INVALID);
  for (int i = 0; i < 4; i++) {
    unsigned char old = bytes[i];
    bytes[i] = 77;
    assert_int_equal(fz_sketch_load(bytes, sizeof bytes, &loaded, NULL), FZ_INVALID);
    assert_int_equal(loaded.count, 0);
    bytes[i] = old;
  }
}

/* Counted with another method: every shingle of a against every one of b. */
static void test_the_exact_count(void **unused) {
  (void)unused;
  fz_overlap o;
  const char *a = "abcdefgabcdefg", *b = "xabcdez";
  assert_int_equal(fz_sketch_compare(a, 14, b, 7, 3, &o, NULL), FZ_OK);
  assert_int_equal(o.first, 7);  /* abc bcd cde def efg fga gab */
  assert_int_equal(o.second, 5); /* xab abc bcd cde dez */
  assert_int_equal(o.both, 3);
  for (int round = 0; round < 50; round++) {
    char s[200], t[200];
    uint32_t n = 3 + draw(150), m = 3 + draw(150);
    for (uint32_t i = 0; i < n; i++) s[i] = (char)('a' + draw(4));
    for (uint32_t i = 0; i < m; i++) t[i] = (char)('a' + draw(4));
    size_t first = 0, both = 0;
    for (uint32_t i = 0; i + 3 <= n; i++) {
      bool seen = false, found = false;
      for (uint32_t j = 0; j < i; j++) seen = seen || memcmp(s + i, s + j, 3) == 0;
      for (uint32_t j = 0; j + 3 <= m; j++) found = found || memcmp(s + i, t + j, 3) == 0;
      first += !seen;
      both += !seen && found;
    }
    assert_int_equal(fz_sketch_compare(s, n, t, m, 3, &o, NULL), FZ_OK);
    assert_true(o.first == first && o.both == both && o.second >= both);
  }
}

enum { ROUNDS = 400, SIZE = 60000 };

/* A pair of texts of 20 to 4,000 characters that begin alike and go on differently. */
static double pair(char *a, char *b, fz_sketch *x, fz_sketch *y) {
  int all = 20 + (int)draw(draw(3) == 0 ? 60 : 4000), shared = (int)draw((uint32_t)all);
  size_t n = append(a, 0, shared);
  memcpy(b, a, n);
  size_t m = append(b, n, all - shared);
  n = append(a, n, all - shared);
  *x = make_k(a, n, 8);
  *y = make_k(b, m, 8);
  return exact(a, n, b, m);
}

static void test_estimates(void **unused) {
  (void)unused;
  char *a = malloc(SIZE), *b = malloc(SIZE);
  double sum = 0, squares = 0, expected = 0;
  for (int i = 0; i < ROUNDS; i++) {
    fz_sketch x, y;
    double j = pair(a, b, &x, &y), error = fz_sketch_jaccard(&x, &y) - j;
    assert_true(error < 0.25 && error > -0.25);
    sum += error;
    squares += error * error;
    expected += j * (1 - j) / FZ_SKETCH_BINS;
  }
  /* No bias beyond three standard errors of the mean; the spread that theory gives, and no more
     than a quarter beyond, which the borrowed bins of short texts cost. */
  assert_true(sum * sum < 9 * expected);
  assert_true(squares < expected * 1.25 * 1.25);
  assert_true(squares > expected * 0.3);
  free(a);
  free(b);
}

static void test_keys_are_shared_as_the_formula_says(void **unused) {
  (void)unused;
  char *a = malloc(SIZE), *b = malloc(SIZE);
  double expected = 0;
  int found = 0, met = 0, rare = 0;
  for (int i = 0; i < ROUNDS; i++) {
    fz_sketch x, y;
    uint64_t p[FZ_SKETCH_BANDS], q[FZ_SKETCH_BANDS];
    double j = pair(a, b, &x, &y), miss = 1;
    for (int band = 0; band < FZ_SKETCH_BANDS; band++) miss *= 1 - j * j * j;
    fz_sketch_bands(&x, p);
    fz_sketch_bands(&y, q);
    int shared = 0;
    for (int m = 0; m < FZ_SKETCH_BANDS; m++)
      for (int n = 0; n < FZ_SKETCH_BANDS; n++) {
        shared += p[m] == q[n];
        assert_true(m == n || p[m] != q[n]);
      }
    expected += 1 - miss;
    found += shared > 0;
    if (j >= 0.5) met += shared > 0;
    if (j >= 0.5) rare++;
  }
  assert_true(found > expected * 0.9 && found < expected * 1.1);
  assert_true(rare > 50 && met >= rare - 2);
  free(a);
  free(b);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values_are_the_same_everywhere),
      cmocka_unit_test(test_what_counts),
      cmocka_unit_test(test_characters_are_read_on_the_way),
      cmocka_unit_test(test_short_and_empty_texts),
      cmocka_unit_test(test_misuse_is_refused),
      cmocka_unit_test(test_saving),
      cmocka_unit_test(test_the_exact_count),
      cmocka_unit_test(test_estimates),
      cmocka_unit_test(test_keys_are_shared_as_the_formula_says),
  };
  return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
