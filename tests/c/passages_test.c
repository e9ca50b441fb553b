/*
** passages_test.c: what passages.h promises: a shared run of w + k - 1 letters is never missed, a
** passage goes on over small edits and other numbers and no further, what many owners have is
** stock and what one repeats is not, and the same texts give the same answers everywhere.
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

#include "fazhi/passages.h"
#include "text/utf8.h"

static const char *const before =
    "全县共办理行政复议案件41件，审结39件，其中维持12件、变更3件，办理质量明显提升，群众满意度达98%"
    "。";
static const char *const after =
    "全县 "
    "共办理行政复议案件245件、审结43件;其中维持9件，变更13件，办案质量明显提升，群众满意度达97%";

static fz_passages *make(const char *const *texts, size_t count, size_t limit) {
  fz_passages *p;
  assert_int_equal(fz_passages_new(8, FZ_PASSAGES_WINDOW, &p, NULL), FZ_OK);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(fz_passages_add(p, texts[i], strlen(texts[i]), (uint32_t)i, NULL), FZ_OK);
  assert_int_equal(fz_passages_count(p), count);
  assert_int_equal(fz_passages_index(p, limit, NULL), FZ_OK);
  return p;
}

static fz_shared compare(fz_passages *p, size_t a, size_t b, size_t least) {
  fz_shared shared;
  assert_int_equal(fz_passages_compare(p, a, b, least, &shared, NULL), FZ_OK);
  return shared;
}

static size_t near_count(fz_passages *p, size_t text, size_t before_text, size_t least) {
  const uint32_t *list;
  size_t count;
  assert_int_equal(fz_passages_near(p, text, before_text, least, &list, &count, NULL), FZ_OK);
  for (size_t i = 1; i < count; i++) assert_true(list[i - 1] < list[i]);
  return count;
}

static void assert_piece(const char *text, size_t start, size_t stop, const char *wanted) {
  assert_int_equal(stop - start, strlen(wanted));
  assert_memory_equal(text + start, wanted, stop - start);
}

static void test_a_passage_with_other_numbers(void **unused) {
  (void)unused;
  const char *texts[] = {before, after};
  fz_passages *p = make(texts, 2, 3);
  assert_int_equal(near_count(p, 0, SIZE_MAX, 30), 1);
  fz_shared x = compare(p, 0, 1, 30);
  assert_int_equal(x.count, 1);
  assert_int_equal(x.passages[0].edits, 5);
  static const char *const edits[][2] = {
      {"41", "245"}, {"39", "43"}, {"12", "9"}, {"3", "13"}, {"理", "案"}};
  for (size_t i = 0; i < 5; i++) {
    const fz_difference *edit = &x.edits[x.passages[0].edit + i];
    assert_piece(before, edit->a_start, edit->a_stop, edits[i][0]);
    assert_piece(after, edit->b_start, edit->b_stop, edits[i][1]);
  }
  assert_int_equal(x.passages[0].a_start, 0);
  assert_int_equal(x.passages[0].own, x.passages[0].same);
  assert_true(x.a_letters >= 38 && x.b_letters >= 38 && x.prints > 3 && x.jaccard > 0.3);
  fz_passages_free(p);
}

/* The numbers are those of every other machine. */
static void test_values_are_the_same_everywhere(void **unused) {
  (void)unused;
  const char *texts[] = {before, after};
  fz_passages *p = make(texts, 2, 3);
  fz_shared x = compare(p, 0, 1, 20);
  assert_int_equal(x.count, 1);
  assert_int_equal(x.passages[0].same, 36);
  assert_int_equal(x.prints, 5);
  assert_int_equal(x.a_letters, 44);
  assert_int_equal(x.b_letters, 45);
  fz_passages_free(p);
}

static void test_a_passage_ends_before_a_number_that_goes_on(void **unused) {
  (void)unused;
  const char *a = "法治宣传形式陈旧年轻人不爱看下步打算2024年评查案卷",
             *b = "法治宣传形式陈旧年轻人不爱看下步打算2023日常将以乡镇为主";
  const char *texts[] = {a, b};
  fz_passages *p = make(texts, 2, 3);
  fz_shared x = compare(p, 0, 1, 15);
  assert_int_equal(x.count, 1);
  assert_piece(a, x.passages[0].a_start, x.passages[0].a_stop,
               "法治宣传形式陈旧年轻人不爱看下步打算");
  assert_piece(b, x.passages[0].b_start, x.passages[0].b_stop,
               "法治宣传形式陈旧年轻人不爱看下步打算");
  fz_passages_free(p);
}

static void test_what_many_owners_have_is_stock(void **unused) {
  (void)unused;
  static const char *const phrase = "坚持以人民为中心的发展思想把依法行政贯穿工作全过程各方面";
  fz_passages *p;
  size_t letters, stock;
  for (uint32_t owners = 1; owners <= 5; owners += 4) {
    assert_int_equal(fz_passages_new(8, 1, &p, NULL), FZ_OK);
    for (uint32_t i = 0; i < 5; i++)
      assert_int_equal(fz_passages_add(p, phrase, strlen(phrase), i % owners, NULL), FZ_OK);
    assert_int_equal(fz_passages_index(p, 4, NULL), FZ_OK);
    assert_int_equal(near_count(p, 2, SIZE_MAX, 20), owners == 1 ? 4 : 0);
    assert_int_equal(near_count(p, 2, 2, 20), owners == 1 ? 2 : 0);
    assert_int_equal(compare(p, 0, 1, 20).count, owners == 1 ? 1 : 0);
    assert_int_equal(fz_passages_stock(p, 0, 0, SIZE_MAX, &letters, &stock, NULL), FZ_OK);
    assert_int_equal(letters, strlen(phrase) / 3);
    assert_int_equal(stock, owners == 1 ? 0 : letters);
    assert_int_equal(fz_passages_stock(p, 0, 3, 12, &letters, &stock, NULL), FZ_OK);
    assert_int_equal(letters, 3);
    fz_passages_free(p);
  }
}

static void test_short_empty_and_equal_texts(void **unused) {
  (void)unused;
  const char *texts[] = {"",
                         "，。 \n",
                         "青禾县",
                         "青 禾 县。",
                         "青禾县二零二三年",
                         "青禾县二零二三年",
                         "零零零零零零零零零零零零零零零零零零零零零零零零零零零零零零零零零零"};
  fz_passages *p = make(texts, 7, 3);
  for (size_t i = 0; i < 7; i++)
    for (size_t j = 0; j < 7; j++) {
      fz_shared x = compare(p, i, j, 8);
      bool equal = i != j && i >= 4 && i <= 5 && j >= 4 && j <= 5;
      assert_int_equal(x.count, equal);
      assert_true(equal ? x.jaccard == 1 && x.a_letters == 8 && x.b_letters == 8 : x.jaccard == 0);
    }
  fz_passages_free(p);
  assert_int_equal(fz_passages_new(8, 8, &p, NULL), FZ_OK);
  assert_int_equal(fz_passages_index(p, 0, NULL), FZ_OK);
  assert_int_equal(fz_passages_count(p), 0);
  fz_passages_free(p);
  fz_passages_free(NULL);
}

static void test_misuse_is_refused(void **unused) {
  (void)unused;
  fz_passages *p = NULL;
  fz_error error;
  fz_shared x;
  const uint32_t *list;
  size_t n, m;
  assert_int_equal(fz_passages_new(0, 8, &p, &error), FZ_INVALID);
  assert_int_equal(fz_passages_new(65, 8, &p, &error), FZ_INVALID);
  assert_int_equal(fz_passages_new(8, 0, &p, &error), FZ_INVALID);
  assert_int_equal(fz_passages_new(8, FZ_PASSAGES_WINDOW_MAX + 1, &p, &error), FZ_INVALID);
  assert_null(p);
  assert_int_equal(fz_passages_new(8, 8, &p, NULL), FZ_OK);
  assert_int_equal(fz_passages_add(p, "ab\xFF", 3, 0, &error), FZ_INVALID);
  assert_int_equal(error.at, 2);
  assert_int_equal(fz_passages_add(p, "ab", 2, FZ_PASSAGES_OWNER_MAX + 1, &error), FZ_INVALID);
  assert_int_equal(fz_passages_count(p), 0);
  assert_int_equal(fz_passages_add(p, before, strlen(before), 0, NULL), FZ_OK);
  assert_int_equal(fz_passages_near(p, 0, SIZE_MAX, 60, &list, &n, &error), FZ_INVALID);
  assert_int_equal(fz_passages_compare(p, 0, 0, 60, &x, &error), FZ_INVALID);
  assert_int_equal(fz_passages_stock(p, 0, 0, 1, &n, &m, &error), FZ_INVALID);
  assert_int_equal(fz_passages_index(p, 3, NULL), FZ_OK);
  assert_int_equal(fz_passages_index(p, 3, &error), FZ_INVALID);
  assert_int_equal(fz_passages_add(p, "ab", 2, 0, &error), FZ_INVALID);
  assert_int_equal(fz_passages_near(p, 1, SIZE_MAX, 60, &list, &n, &error), FZ_INVALID);
  assert_int_equal(fz_passages_compare(p, 0, 1, 60, &x, &error), FZ_INVALID);
  fz_passages_free(p);
}

/* xorshift64*: the same texts at every run. */
static uint64_t state = 88172645463325252u;

static uint32_t draw(uint32_t below) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (uint32_t)((state * 2685821657736338717u >> 32) % below);
}

static size_t append(char *out, size_t length, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) length += fz_utf8_write(out + length, 0x4E00 + draw(3000));
  return length;
}

enum { ROUNDS = 300, SIZE = 4096 };

/* A run that two texts share between letters that they do not: found from 15 letters on, and
** never said to be shorter than it is. */
static void test_a_shared_run_is_never_missed(void **unused) {
  (void)unused;
  char run[SIZE], a[SIZE], b[SIZE];
  for (int round = 0; round < ROUNDS; round++) {
    size_t length = append(run, 0, 15 + draw(60)), n = append(a, 0, draw(200)),
           m = append(b, 0, draw(200));
    size_t a_start = n, b_start = m;
    memcpy(a + n, run, length);
    memcpy(b + m, run, length);
    n = append(a, n + length, draw(200));
    m = append(b, m + length, draw(200));
    fz_passages *p;
    assert_int_equal(fz_passages_new(8, FZ_PASSAGES_WINDOW, &p, NULL), FZ_OK);
    assert_int_equal(fz_passages_add(p, a, n, 0, NULL), FZ_OK);
    assert_int_equal(fz_passages_add(p, b, m, 1, NULL), FZ_OK);
    assert_int_equal(fz_passages_index(p, 3, NULL), FZ_OK);
    assert_int_equal(near_count(p, 1, 1, 15), 1);
    assert_int_equal(near_count(p, 1, 0, 15), 0);
    fz_shared x = compare(p, 0, 1, 15);
    assert_int_equal(x.count, 1);
    assert_true(x.passages[0].a_start <= a_start && x.passages[0].a_stop >= a_start + length);
    assert_true(x.passages[0].b_start <= b_start && x.passages[0].b_stop >= b_start + length);
    assert_true(x.passages[0].same <= length / 3 + 2);
    fz_passages_free(p);
  }
}

/* The longer of two passages about the same piece stays; b has the piece twice. */
static void test_a_piece_is_told_once(void **unused) {
  (void)unused;
  char a[SIZE], b[SIZE];
  size_t n = append(a, 0, 60), m = append(b, 0, 20);
  memcpy(b + m, a, 40 * 3);
  m = append(b, m + 40 * 3, 20);
  size_t whole = m;
  memcpy(b + m, a, n);
  m += n;
  fz_passages *p;
  assert_int_equal(fz_passages_new(8, 8, &p, NULL), FZ_OK);
  assert_int_equal(fz_passages_add(p, a, n, 0, NULL), FZ_OK);
  assert_int_equal(fz_passages_add(p, b, m, 1, NULL), FZ_OK);
  assert_int_equal(fz_passages_index(p, 3, NULL), FZ_OK);
  fz_shared x = compare(p, 0, 1, 20);
  assert_int_equal(x.count, 1);
  assert_int_equal(x.passages[0].b_start, whole);
  assert_int_equal(x.a_letters, 60);
  x = compare(p, 1, 0, 20);
  assert_int_equal(x.count, 2);
  assert_int_equal(x.a_letters, 100);
  assert_int_equal(x.b_letters, 60);
  fz_passages_free(p);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_passage_with_other_numbers),
      cmocka_unit_test(test_values_are_the_same_everywhere),
      cmocka_unit_test(test_a_passage_ends_before_a_number_that_goes_on),
      cmocka_unit_test(test_what_many_owners_have_is_stock),
      cmocka_unit_test(test_short_empty_and_equal_texts),
      cmocka_unit_test(test_misuse_is_refused),
      cmocka_unit_test(test_a_shared_run_is_never_missed),
      cmocka_unit_test(test_a_piece_is_told_once),
  };
  return cmocka_run_group_tests_name("passages", tests, NULL, NULL);
}
