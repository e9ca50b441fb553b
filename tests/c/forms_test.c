/*
** forms_test.c: forms fit as their code tells, only behind and before the words that they are told;
** code that is cut off or too deep is not sound; nothing behind the text is read.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/forms.h"

static fz_words *make(const char *const *list, size_t count) {
  fz_word words[8] = {{0}};
  for (size_t i = 0; i < count; i++) words[i] = (fz_word){.s = list[i], .length = strlen(list[i])};
  fz_words *w = NULL;
  fz_error error = {0};
  assert_int_equal(fz_words_new(words, count, 0, &w, &error), FZ_OK);
  return w;
}

static const char *const numerals[] = {"一", "二", "十"};
static const char *const dashes[] = {"—", "——", "至"};
static const char *const names[] = {"三同时", "两头"};

static fz_forms forms;
static fz_words *tables[3];

static int set_up(void **state) {
  (void)state;
  tables[0] = make(numerals, 3);
  tables[1] = make(dashes, 3);
  tables[2] = make(names, 2);
  forms = (fz_forms){.numerals = tables[0], .dashes = tables[1]};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  for (size_t i = 0; i < 3; i++) fz_words_free(tables[i]);
  return 0;
}

/* How many bytes of the text have the form, which is the only one; 0 if none. */
static size_t fits(const fz_form *form, const char *s, size_t at) {
  forms.list = form;
  forms.count = 1;
  size_t stop = fz_forms_match(&forms, s, strlen(s), at);
  return stop == 0 ? 0 : stop - at;
}

#define CODE(text) \
  { .code = text, .length = sizeof text - 1 }

static void test_signs(void **state) {
  (void)state;
  static const struct {
    fz_form form;
    const char *s, *whole;
  } cases[] = {
      {CODE("Y"), "2024年", "2024"},
      {CODE("Y"), "19991", "1999"},
      {CODE("Y"), "1899", ""},
      {CODE("Y"), "202", ""},
      {CODE("n"), "7月", "7"},
      {CODE("n"), "12", "12"},
      {CODE("n"), "123", ""},
      {CODE("d"), "12", "1"},
      {CODE("G"), "123,", "123"},
      {CODE("G"), "1234", ""},
      {CODE("G"), "12", ""},
      {CODE("N"), "12.50元", "12.50"},
      {CODE("N"), "12.元", "12"},
      {CODE("N"), ".5", ""},
      {CODE("H"), "二十一章", "二十一"},
      {CODE("d~d"), "3——5", "3——5"},
      {CODE("d=\3年"), "3年", "3年"},
      {CODE("d=\3年"), "3月", ""},
      {CODE("Y?\5\0=\3年d"), "2024年3", "2024年3"},
      {CODE("Y?\5\0=\3年d"), "2024年末", ""},
      {CODE("d*\2\0~d"), "1至2——3至", "1至2——3"},
      {CODE("d|\21\0\5\0=\3日\10\0=\6时半"), "3日半", "3日"},
      {CODE("d|\21\0\5\0=\3日\10\0=\6时半"), "3时半", "3时半"},
      {CODE("d|\21\0\5\0=\3日\10\0=\6时半"), "3时", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(fz_form_is_sound(cases[i].form.code, cases[i].form.length));
    assert_int_equal(fits(&cases[i].form, cases[i].s, 0), strlen(cases[i].whole));
  }
}

/* The first alternative that fits counts, and there is no way back to another. */
static void test_order(void **state) {
  (void)state;
  static const fz_form first = CODE("|\12\0\1\0d\5\0d=\2ab");
  static const fz_form greedy = CODE("*\1\0d=\1d");
  assert_true(fz_form_is_sound(first.code, first.length));
  assert_int_equal(fits(&first, "1ab", 0), 1);
  assert_int_equal(fits(&greedy, "12d", 0), 3);
  assert_int_equal(fits(&greedy, "12", 0), 0);
}

static void test_neighbours(void **state) {
  (void)state;
  static const fz_word near[] = {{.s = "近", .length = 3}, {.s = "过去", .length = 6}};
  fz_form form = CODE("N=\3年");
  assert_int_equal(fits(&form, "近3年内", 3), 4);
  form.after = near;
  form.after_count = 2;
  assert_int_equal(fits(&form, "近3年内", 3), 4);
  assert_int_equal(fits(&form, "这3年内", 3), 0);
  assert_int_equal(fits(&form, "3年内", 0), 0);
  form.unless = "=\3内";
  form.unless_length = 5;
  assert_int_equal(fits(&form, "近3年内", 3), 0);
  assert_int_equal(fits(&form, "近3年来", 3), 4);
  form.after_count = 0;
  form.not_after = near;
  form.not_after_count = 2;
  assert_int_equal(fits(&form, "过去3年来", 6), 0);
  assert_int_equal(fits(&form, "这3年来", 3), 4);
}

static void test_words(void **state) {
  (void)state;
  static const fz_form form = CODE("H");
  forms.words = tables[2];
  assert_int_equal(fits(&form, "两头", 0), 6);
  assert_int_equal(fits(&form, "二头", 0), 3);
  forms.words = NULL;
}

/* Forms are chosen by what stands behind digits; one that may not go on there is not tried. */
static void test_chosen(void **state) {
  (void)state;
  static const char *const behind[] = {"年"};
  static const uint64_t goes_on[] = {0, 1};
  static const fz_form list[] = {CODE("N=\3年"), CODE("Y")};
  fz_words *words = make(behind, 1);
  fz_forms chosen = forms;
  chosen.list = list;
  chosen.count = 2;
  chosen.behind = words;
  chosen.goes_on = goes_on;
  for (size_t bytes = 4; bytes <= FZ_FORM_BARE_MAX; bytes++) chosen.bare[bytes] = 2;
  assert_int_equal(fz_forms_match(&chosen, "2024年", 7, 0), 7);
  assert_int_equal(fz_forms_match(&chosen, "2024件", 7, 0), 4);
  assert_int_equal(fz_forms_match(&chosen, "202年", 6, 0), 6);
  assert_int_equal(fz_forms_match(&chosen, "202件", 6, 0), 0);
  chosen.bare[4] = 0;
  assert_int_equal(fz_forms_match(&chosen, "2024件", 7, 0), 0);
  assert_int_equal(fz_forms_match(&chosen, "2024", 4, 0), 4); /* the end: any may be cut off */
  fz_words_free(words);
}

static void test_sound(void **state) {
  (void)state;
  static const char code[] = "Y|\17\0\2\0dN\11\0n*\4\0=\1-n~";
  for (size_t n = 0; n < sizeof code - 1; n++) {
    char *cut = malloc(n + 1); /* nothing behind it is read */
    memcpy(cut, code, n);
    assert_int_equal(fz_form_is_sound(cut, n), n <= 1);
    free(cut);
  }
  assert_true(fz_form_is_sound(code, sizeof code - 1));
  assert_false(fz_form_is_sound("x", 1));
  assert_false(fz_form_is_sound("=\0", 2));
  assert_false(fz_form_is_sound("|\6\0\5\0=\3日", 9)); /* an alternative longer than all of them */
  char deep[3 * 40];
  for (size_t i = 0; i < 40; i++) {
    size_t rest = 3 * (40 - i - 1);
    memcpy(deep + 3 * i, (char[]){'?', (char)rest, 0}, 3);
  }
  assert_false(fz_form_is_sound(deep, sizeof deep));
  assert_true(fz_form_is_sound(deep + 3 * 30, 3 * 10));
}

static void test_ends(void **state) {
  (void)state;
  static const fz_form form = CODE("Y?\7\0=\3年n~*\2\0~d");
  const char *s = "2024年12——3至4";
  assert_true(fz_form_is_sound(form.code, form.length));
  forms.list = &form;
  forms.count = 1;
  for (size_t n = 0; n <= strlen(s); n++) {
    char *cut = malloc(n + 1);
    memcpy(cut, s, n);
    size_t stop = fz_forms_match(&forms, cut, n, 0);
    assert_true(stop <= n && (stop == 0) == (n < 4));
    free(cut);
  }
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_signs),      cmocka_unit_test(test_order),
      cmocka_unit_test(test_neighbours), cmocka_unit_test(test_words),
      cmocka_unit_test(test_chosen),     cmocka_unit_test(test_sound),
      cmocka_unit_test(test_ends)};
  return cmocka_run_group_tests_name("forms", tests, set_up, tear_down);
}
