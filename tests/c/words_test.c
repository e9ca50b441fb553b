/*
** words_test.c: the longest word wins, guards refuse it, searches go by characters; thousands of
** words are all found again; lists that make no sense are refused.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/words.h"

static fz_word word(const char *s) { return (fz_word){.s = s, .length = strlen(s)}; }

static fz_words *make(const fz_word *list, size_t count, unsigned but_before) {
  fz_words *w = NULL;
  fz_error error = {0};
  assert_int_equal(fz_words_new(list, count, but_before, &w, &error), FZ_OK);
  return w;
}

static void test_longest(void **state) {
  (void)state;
  const fz_word list[] = {word("个"), word("个工作日"), word("个月"), word("%"), word("个百分点")};
  const char *s = "3个工作日，2个工，5%";
  size_t stop = 0;
  fz_words *w = make(list, 5, 0);
  assert_int_equal(fz_words_match(w, s, strlen(s), 1, &stop), 2);
  assert_int_equal(stop, 1 + strlen("个工作日"));
  assert_int_equal(fz_words_match(w, s, 1 + strlen("个工作"), 1, &stop), 1); /* cut off */
  assert_int_equal(stop, 1 + strlen("个"));
  assert_int_equal(fz_words_match(w, s, strlen(s), 0, &stop), 0);
  assert_int_equal(fz_words_match(w, s, strlen(s), strlen(s), &stop), 0);
  fz_words_free(w);
}

static void test_all(void **state) {
  (void)state;
  fz_word list[] = {word("行政"), word("行政复议"), word("复议"), word("议案"), word("案")};
  list[0].not_before = 1;
  const fz_word guarded[] = {list[0], list[1], list[2],
                             list[3], list[4], {.s = "复", .length = 3, .group = 1}};
  const char *s = "的行政复议案件";
  fz_word_place places[FZ_WORD_MAX];
  fz_words *w = make(guarded, 6, 0);
  assert_int_equal(fz_words_all(w, s, strlen(s), 0, strlen(s), places), 2);
  assert_int_equal(places[0].start, 3);
  assert_int_equal(places[0].word, 1); /* guards refuse none */
  assert_int_equal(places[0].stop, 9);
  assert_int_equal(places[1].word, 2);
  assert_int_equal(places[1].stop, 15);
  assert_int_equal(fz_words_all(w, s, strlen(s), 4, strlen(s), places), 1);
  assert_int_equal(places[0].word, 3);
  assert_int_equal(fz_words_all(w, s, strlen(s), 10, strlen(s), places), 1);
  assert_int_equal(places[0].word, 4); /* overlaps the one before */
  assert_int_equal(fz_words_all(w, s, strlen(s), 10, 12, places), 0);
  assert_int_equal(fz_words_all(w, s, 17, 13, 17, places), 0); /* cut off */
  fz_words_free(w);
}

static void test_guards(void **state) {
  (void)state;
  fz_word list[] = {word("调解"), word("人民调解"), word("处"),
                    word("员"),   word("以"),       word("以上")};
  list[1].not_before = 1;
  list[2].not_before = 2;
  list[3].group = 1;
  list[4].group = 2;
  list[5].group = 3;
  size_t stop = 0;
  fz_words *w = make(list, 6, 3);
  assert_int_equal(fz_words_match(w, "人民调解案件", 18, 0, &stop), 2);
  assert_int_equal(fz_words_match(w, "人民调解员", 15, 0, &stop), 0);
  assert_int_equal(fz_words_match(w, "调解员", 9, 0, &stop), 1);
  assert_int_equal(fz_words_match(w, "处以罚款", 12, 0, &stop), 0);
  assert_int_equal(fz_words_match(w, "处以上", 9, 0, &stop), 3); /* before this no guard holds */
  assert_int_equal(fz_words_match(w, "员", 3, 0, &stop), 0);     /* a guard is no word */
  fz_words_free(w);
}

static void test_find(void **state) {
  (void)state;
  const fz_word list[] = {word("。"), word(";"), word("·"), word("\xF0\xA0\x80\x80")};
  const char *s = "受理3件。审结;共·\xF0\xA0\x80\x80";
  size_t length = strlen(s), at = 0, found = 0;
  fz_word_place place;
  fz_words *w = make(list, 4, 0);
  for (; fz_words_find(w, s, length, at, length, &place); at = place.stop) {
    assert_int_equal(place.word, ++found);
    assert_memory_equal(s + place.start, list[found - 1].s, list[found - 1].length);
  }
  assert_int_equal(found, 4);
  assert_false(fz_words_find(w, s, length, 0, strlen("受理3件"), &place));
  assert_true(fz_words_find(w, s, length, 0, strlen("受理3件") + 1, &place));
  assert_true(fz_words_find_back(w, s, 0, strlen("受理3件。审结"), &place));
  assert_int_equal(place.start, strlen("受理3件"));
  assert_false(
      fz_words_find_back(w, s, 0, strlen("受理3件。") - 1, &place)); /* not all before it */
  assert_false(fz_words_find_back(w, s, strlen("受理3件。"), strlen("受理3件。审结"), &place));
  fz_words_free(w);
}

/* One word for all years: with its digits it is as long as they are, and goes before the same
 * spelled out. */
static void test_years(void **state) {
  (void)state;
  const fz_word list[] = {word("\xFF年"), word("较\xFF年底"), word("1至11月"), word("到2030年"),
                          word("2030年"), word("20"),         word("件")};
  size_t stop = 0;
  fz_word_place place, places[FZ_WORD_MAX];
  fz_words *w = make(list, 7, 0);
  assert_int_equal(fz_words_match(w, "2024年", 7, 0, &stop), 1);
  assert_int_equal(stop, 7);
  assert_int_equal(fz_words_match(w, "1899年", 7, 0, &stop), 0);
  assert_int_equal(fz_words_match(w, "2024", 4, 0, &stop), 6); /* cut off */
  assert_int_equal(fz_words_match(w, "到2030年", 10, 0, &stop), 4);
  assert_int_equal(fz_words_match(w, "2030年", 7, 0, &stop), 1);
  assert_int_equal(fz_words_match(w, "1至11月", 9, 0, &stop), 3);
  assert_int_equal(fz_words_match(w, "\xFF年", 4, 0, &stop), 0);
  assert_true(fz_words_find(w, "共较1998年底", 16, 0, 16, &place));
  assert_int_equal(place.word, 2);
  assert_int_equal(place.stop, 16);
  assert_int_equal(fz_words_all(w, "2030年", 7, 0, 7, places), 2);
  assert_int_equal(places[0].word, 6);
  assert_int_equal(places[1].word, 1);
  fz_words_free(w);
}

/* Where a word is no UTF-8 all are found all the same. */
static void test_by_bytes(void **state) {
  (void)state;
  const fz_word list[] = {word("\xE4\xBB"), word("件"), word("\xFF年"), word("\xF0\xA0\x80\x80")};
  size_t stop = 0;
  fz_word_place place;
  fz_words *w = make(list, 4, 0);
  assert_int_equal(fz_words_match(w, "件", 3, 0, &stop), 2);
  assert_int_equal(fz_words_match(w, "件", 2, 0, &stop), 1);
  assert_true(fz_words_find(w, "在2021年件", 13, 0, 13, &place));
  assert_int_equal(place.word, 3);
  assert_int_equal(place.start, 3);
  assert_int_equal(fz_words_match(w, "\xF0\xA0\x80\x80", 4, 0, &stop), 4);
  fz_words_free(w);
}

/* Bytes that are no UTF-8, in the text and in the words: every place is in the text. */
static void test_odd_bytes(void **state) {
  (void)state;
  const fz_word whole[] = {word("件"), word("a")};
  const fz_word odd[] = {word("\xE4"), word("\xE4\xBB\xB6"), word("\x80")};
  unsigned seed = 7;
  fz_words *tables[] = {make(whole, 2, 0), make(odd, 3, 0)};
  for (int round = 0; round < 2000; round++) {
    static const char bytes[] =
        "\xE4\xBB\xB6\xF0\xC3\x80\xEF"
        "a";
    size_t length = (size_t)(round % 9);
    char *s = malloc(length + 1); /* exactly as long, so that a sanitizer sees a byte too many */
    assert_non_null(s);
    for (size_t i = 0; i < length; i++)
      s[i] = bytes[(seed = seed * 1103515245u + 12345u) >> 16 & 7];
    char *exact = length > 0 ? realloc(s, length) : s;
    assert_non_null(exact);
    for (size_t t = 0; t < 2; t++) {
      fz_word_place place;
      for (size_t at = 0; fz_words_find(tables[t], exact, length, at, length, &place);
           at = place.stop) {
        assert_true(at <= place.start && place.start < place.stop && place.stop <= length);
      }
      if (fz_words_find_back(tables[t], exact, 0, length, &place))
        assert_true(place.start < place.stop && place.stop <= length);
    }
    free(exact);
  }
  fz_words_free(tables[0]);
  fz_words_free(tables[1]);
}

static void test_many(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  static char names[COUNT][24];
  static fz_word list[COUNT];
  for (int i = 0; i < COUNT; i++) {
    snprintf(names[i], sizeof names[i], "%s%d年", i % 3 ? "较" : "第", i * 7919 % 100003);
    list[i] = word(names[i]);
  }
  fz_words *w = make(list, COUNT, 0);
  for (int i = 0; i < COUNT; i++) {
    size_t stop = 0;
    assert_int_equal(fz_words_match(w, names[i], list[i].length, 0, &stop), i + 1);
    assert_int_equal(stop, list[i].length);
    assert_int_equal(fz_words_match(w, names[i], list[i].length - 1, 0, &stop), 0);
  }
  fz_words_free(w);
}

static void test_refused(void **state) {
  (void)state;
  fz_words *w = NULL;
  fz_error error = {0};
  const fz_word twice[] = {word("件"), word("个"), word("件")}, none[] = {word("")};
  char text[FZ_WORD_MAX + 2];
  memset(text, 'a', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  fz_word longer = word(text), far = word("件");
  far.not_before = FZ_WORD_GROUP_MAX + 1;
  assert_int_equal(fz_words_new(twice, 3, 0, &w, &error), FZ_INVALID);
  assert_string_equal(error.message, "a word is there twice");
  assert_int_equal(fz_words_new(none, 1, 0, &w, &error), FZ_INVALID);
  assert_int_equal(fz_words_new(&longer, 1, 0, &w, &error), FZ_INVALID);
  assert_int_equal(fz_words_new(&far, 1, 0, &w, &error), FZ_INVALID);
  assert_null(w);
  longer.length = FZ_WORD_MAX;
  fz_words_free(make(&longer, 1, 0));
  w = make(NULL, 0, 0);
  size_t stop = 0;
  assert_int_equal(fz_words_match(w, "件", 3, 0, &stop), 0);
  fz_words_free(w);
  fz_words_free(NULL);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_longest),   cmocka_unit_test(test_all),
      cmocka_unit_test(test_guards),    cmocka_unit_test(test_find),
      cmocka_unit_test(test_odd_bytes), cmocka_unit_test(test_many),
      cmocka_unit_test(test_refused),   cmocka_unit_test(test_years),
      cmocka_unit_test(test_by_bytes),
  };
  return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
