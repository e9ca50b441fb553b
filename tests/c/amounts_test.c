/*
** amounts_test.c: plain amounts are read with value, unit, bounds and spans; where more may follow
** than the reader knows it asks; what has the form of something else is passed over.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/amounts.h"

enum { ITEMS = 16 };
enum { ABOUT = 1, AT_LEAST = 2, AT_MOST = 3 };
enum { BEHIND_TWO = 1 << 8 };

static fz_words *make(const char *const *list, size_t count, unsigned guarded, const char *guard) {
  fz_word words[ITEMS + 1] = {{0}};
  for (size_t i = 0; i < count; i++) words[i] = (fz_word){.s = list[i], .length = strlen(list[i])};
  if (guard != NULL) {
    words[guarded - 1].not_before = 1;
    words[count++] = (fz_word){.s = guard, .length = strlen(guard), .group = 1};
  }
  fz_words *w = NULL;
  fz_error error = {0};
  assert_int_equal(fz_words_new(words, count, 0, &w, &error), FZ_OK);
  return w;
}

static const char *const starts[] = {"0", "1", "2",  "3",  "4",  "5",  "6", "7",
                                     "8", "9", "二", "零", "《", "\"", "第"};
static fz_start start[ITEMS];
static const char *const signs[] = {"万", "余", "以", "—", "（", "和", "年", "约", "个", ".", "分"};
static const unsigned sign[] = {0,
                                FZ_SIGN_FACTOR,
                                FZ_SIGN_MORE,
                                FZ_SIGN_BOUND,
                                FZ_SIGN_NUMBER,
                                FZ_SIGN_UNIT_TAIL,
                                FZ_SIGN_LIST,
                                0,
                                FZ_SIGN_BOUND_LAST,
                                BEHIND_TWO,
                                FZ_SIGN_NUMBER,
                                FZ_SIGN_NUMERAL | BEHIND_TWO};
static const char *const factors[] = {"万", "亿"};
static const int64_t factor[] = {0, 10000, 100000000};
static const char *const mores[] = {"余"};
static const char *const units[] = {"件", "个", "元", "村", "年", "成"};
static const unsigned char unit[] = {0,          0, FZ_UNIT_LISTED, 0, FZ_UNIT_NOUN, FZ_UNIT_INSIDE,
                                     FZ_UNIT_ASK};
static const char *const tails[] = {"（次）"};
static const unsigned char is_counted[] = {0, 0, 1}; /* 件 is none behind numerals here */
static const char *const bounds[] = {"以上", "以内"};
static const unsigned char bound[] = {0, AT_LEAST, AT_MOST | FZ_BOUND_INSIDE};
static const fz_word saving = {.s = "节", .length = 3};
static const fz_bound_word before[] = {{"大约", 6, ABOUT, NULL, 0}, {"约", 3, ABOUT, &saving, 1}};

/* 2023年 and six digits. */
static const fz_form of_digits[] = {
    {.code = "Y=\3年", .length = 6},
    {.code = "dddddd", .length = 6, .unless = "d", .unless_length = 1}};
static const fz_form of_ordinals[] = {{.code = "=\3第H", .length = 6}};
static fz_forms dates = {.list = of_digits, .count = 2};
static fz_forms ordinals = {.list = of_ordinals, .count = 1};

static fz_amounts reader;

static int set_up(void **state) {
  (void)state;
  dates.numerals = dates.dashes = ordinals.numerals = ordinals.dashes =
      make(&starts[10], 1, 0, NULL);
  for (size_t i = 1; i <= 10; i++) start[i] = (fz_start){FZ_START_DIGITS, .forms = &dates};
  start[11] =
      (fz_start){.what = FZ_START_NUMERAL, .behind = BEHIND_TWO, .before = FZ_SIGN_BOUND_LAST};
  start[12].what = FZ_START_SKIP;
  start[13] = (fz_start){.what = FZ_START_BRACKET, .close = "》", .close_length = 3, .limit = 30};
  start[14].what = FZ_START_ASK;
  start[15] = (fz_start){.what = FZ_START_ORDINAL, .behind = FZ_SIGN_MORE, .forms = &ordinals};
  reader = (fz_amounts){.starts = make(starts, 15, 0, NULL),
                        .start = start,
                        .signs = make(signs, 11, 0, NULL),
                        .sign = sign,
                        .factors = make(factors, 2, 1, "能"),
                        .factor = factor,
                        .mores = make(mores, 1, 0, NULL),
                        .units = make(units, 6, 0, NULL),
                        .unit = unit,
                        .tails = make(tails, 1, 0, NULL),
                        .numerals = dates.numerals,
                        .numeral_units = make(units, 2, 2, "案"),
                        .is_counted = is_counted,
                        .bounds = make(bounds, 2, 0, NULL),
                        .bound = bound,
                        .before = before,
                        .before_count = 2,
                        .more_bound = AT_LEAST};
  return 0;
}

static fz_words *own(const fz_words *w) { return (fz_words *)(uintptr_t)w; }

static int tear_down(void **state) {
  (void)state;
  const fz_words *all[] = {reader.starts,  reader.signs,         reader.factors,
                           reader.mores,   reader.units,         reader.bounds,
                           dates.numerals, reader.numeral_units, reader.tails};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) fz_words_free(own(all[i]));
  return 0;
}

static fz_amount_place next_of(const char *s, size_t at, fz_amount *m) {
  return fz_amounts_next(&reader, s, strlen(s), at, strlen(s), 0, m);
}

static void check_text(const char *s, const fz_amount *m, const char *whole, const char *number) {
  const char *at = strstr(s, whole), *digits = strstr(s, number);
  assert_int_equal(m->start, at - s);
  assert_int_equal(m->stop, (size_t)(at - s) + strlen(whole));
  assert_int_equal(m->at, digits - s);
  assert_int_equal(m->number_stop, (size_t)(digits - s) + strlen(number));
}

static void test_read(void **state) {
  (void)state;
  static const struct {
    const char *s, *whole, *number;
    int64_t value;
    size_t unit;
    unsigned bound;
  } cases[] = {
      {"受理36件。", "36件", "36", 36, 1, 0},
      {"共1.6万余元。", "1.6万余元", "1.6万余", 16000, 3, AT_LEAST},
      {"大约20件以上，", "大约20件以上", "20", 20, 1, ABOUT},
      {"节约100元。", "100元", "100", 100, 3, 0},
      {"约100元。", "约100元", "100", 100, 3, ABOUT},
      {"满8年以内。", "8年以内", "8", 8, 5, AT_MOST},
      {"3件以上。", "3件以上", "3", 3, 1, AT_LEAST},
      {"3件以内。", "3件", "3", 3, 1, 0},
      {"8.0元。", "8.0元", "8.0", 8, 3, 0},
      {"15村。", "15村", "15", 15, 4, 0},
      {"7件", "7件", "7", 7, 1, 0},
      {"36件（含", "36件", "36", 36, 1, 0},
      {"90个和四", "90个", "90", 90, 2, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fz_amount m;
    assert_int_equal(next_of(cases[i].s, 0, &m), FZ_AMOUNT_READ);
    check_text(cases[i].s, &m, cases[i].whole, cases[i].number);
    assert_true(m.is_whole);
    assert_int_equal(m.whole, cases[i].value);
    assert_int_equal(m.unit, cases[i].unit);
    assert_int_equal(m.bound, cases[i].bound);
  }
}

static void test_values(void **state) {
  (void)state;
  fz_amount m;
  assert_int_equal(next_of("3.25件。", 0, &m), FZ_AMOUNT_READ);
  assert_false(m.is_whole);
  assert_true(m.real == 3.25);
  assert_int_equal(next_of("17.61亿元。", 0, &m), FZ_AMOUNT_END); /* 亿 begins no factor here */
  assert_int_equal(next_of("17.61万元。", 0, &m), FZ_AMOUNT_READ);
  assert_int_equal(m.whole, 176100);
  assert_int_equal(next_of("99999999999999万元。", 0, &m), FZ_AMOUNT_READ);
  assert_int_equal(m.whole, INT64_C(999999999999990000));
  assert_int_equal(next_of("999999999999999万元。", 0, &m), FZ_AMOUNT_ASK); /* too large */
  assert_int_equal(next_of("007元。", 0, &m), FZ_AMOUNT_ASK);               /* no number */
  assert_int_equal(next_of("1234567890123456元。", 0, &m), FZ_AMOUNT_ASK);  /* not exact any more */
}

static void test_ask(void **state) {
  (void)state;
  static const char *const cases[] = {
      "36",         /* the end: a unit may have been cut off */
      "3和40件",    /* a number whose unit may be that of the next */
      "3—5件",      /* a range */
      "36件（次）", /* a double unit */
      "90个和40件", /* a unit that may be that of the list */
      "3万能元",    /* no factor before its guard */
      "3万万元",    /* one factor behind another */
      "1.件",       /* no decimals */
      "1.2.3件",    /* no number */
      "A4件",       /* in a word */
      "10000村",    /* no count of a noun */
      "2024村",     /* a year */
      "9成",        /* never plain */
      "36é",        /* a character of two bytes */
      "3件é",       /* the same behind the unit */
      "\"",         /* always asked */
      "二个",       /* a sign behind */
      "二分之一",   /* more of the number */
      "二二个",     /* more numerals */
      "约二",       /* a sign before, and the end */
      "第余",       /* a sign behind */
      "《《a》》",  /* one bracket in another */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fz_amount m;
    assert_int_equal(next_of(cases[i], 0, &m), FZ_AMOUNT_ASK);
    assert_true(m.start_word >= 1 && m.start_word <= 15);
  }
}

static void test_pass(void **state) {
  (void)state;
  fz_amount m;
  assert_int_equal(next_of("零件、二，《3件》", 0, &m), FZ_AMOUNT_END);
  assert_int_equal(m.stop, strlen("零件、二，《3件》"));
  const char *open = "《3件\n》4件";
  assert_int_equal(next_of(open, 0, &m), FZ_AMOUNT_READ); /* not closed on its line */
  assert_int_equal(m.start, strlen("《"));
  const char *far = "《一二三四五六七八九3件》";
  assert_int_equal(next_of(far, 0, &m), FZ_AMOUNT_READ); /* closed too far off */
  assert_int_equal(next_of("36件", 5, &m), FZ_AMOUNT_END);
  assert_int_equal(next_of("", 0, &m), FZ_AMOUNT_END);
}

static void test_forms(void **state) {
  (void)state;
  fz_amount m;
  static const char *const none[] = {"2023年，", "123456件", "第二个", "第五个", "36天",
                                     "A4版",     "约二，",   "约二件", "二个案"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_int_equal(next_of(none[i], 0, &m), FZ_AMOUNT_END);
  assert_int_equal(next_of("第", 0, &m), FZ_AMOUNT_ASK);
  assert_int_equal(next_of("2023年3件，", 0, &m), FZ_AMOUNT_READ);
  assert_int_equal(m.start, strlen("2023年"));
  assert_int_equal(next_of("12345件", 0, &m), FZ_AMOUNT_READ);
}

static void test_limits(void **state) {
  (void)state;
  fz_amount m;
  const char *s = "约36件，约8件";
  size_t length = strlen(s), floor = strlen("约");
  assert_int_equal(fz_amounts_next(&reader, s, length, floor, length, floor, &m), FZ_AMOUNT_READ);
  assert_int_equal(m.start, floor); /* no bound from before the floor */
  assert_int_equal(m.bound, 0);
  assert_int_equal(fz_amounts_next(&reader, s, length, m.stop, m.stop + 3, 0, &m), FZ_AMOUNT_END);
  for (size_t n = 0; n <= length; n++) { /* nothing behind the text is read */
    char *cut = malloc(n + 1);
    memcpy(cut, s, n);
    size_t at = 0;
    while (fz_amounts_next(&reader, cut, n, at, n, 0, &m) == FZ_AMOUNT_READ) at = m.stop;
    free(cut);
  }
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read),  cmocka_unit_test(test_values),
                                     cmocka_unit_test(test_ask),   cmocka_unit_test(test_pass),
                                     cmocka_unit_test(test_forms), cmocka_unit_test(test_limits)};
  return cmocka_run_group_tests_name("amounts", tests, set_up, tear_down);
}
