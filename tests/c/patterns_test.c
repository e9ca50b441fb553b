/*
** patterns_test.c: patterns match around a number and anywhere, every gap and choice in every way;
** only those are present whose words are; parts that make no sense are refused.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/patterns.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static fz_pattern_part part(fz_pattern_kind kind) { return (fz_pattern_part){.kind = kind}; }

static fz_pattern_part words(fz_pattern_kind kind, const char *s) {
  return (fz_pattern_part){.kind = kind, .s = s, .length = strlen(s)};
}

static fz_pattern_part text(const char *s) { return words(FZ_PATTERN_TEXT, s); }

static fz_pattern_part gap(unsigned least, unsigned most) {
  return (fz_pattern_part){.kind = FZ_PATTERN_GAP, .least = least, .most = most};
}

static fz_patterns *make(const fz_pattern_part *parts, size_t count) {
  fz_patterns *p = NULL;
  fz_error error = {0};
  const fz_pattern list[] = {{parts, count}};
  assert_int_equal(fz_patterns_new(list, 1, "、", 3, &p, &error), FZ_OK);
  return p;
}

/* What pattern 0 covers at the k-th number of the text, from 0; nothing if it does not match. */
static const char *covered(const fz_patterns *p, const char *s, int k) {
  static char found[200];
  size_t start = 0, stop = 0, place = 0;
  while (s[place] != FZ_FLAT_NUMBER || k-- > 0) place++;
  if (!fz_patterns_at(p, 0, s, strlen(s), place, &start, &stop)) return NULL;
  snprintf(found, sizeof found, "%.*s", (int)(stop - start), s + start);
  return found;
}

static void test_around(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {text("受理"), gap(0, 3), part(FZ_PATTERN_FIGURE), text("件次")};
  fz_patterns *p = make(parts, COUNT(parts));
  assert_string_equal(covered(p, "共受理\1件次\2。", 0), "受理\1件次\2");
  assert_string_equal(covered(p, "受理\1件\2次", 0), "受理\1件\2次"); /* begins with the unit */
  assert_string_equal(covered(p, "受理\1\2件次", 0), "受理\1\2件次");
  assert_string_equal(covered(p, "受理申请共\1件次\2", 0), "受理申请共\1件次\2");
  assert_null(covered(p, "受理申请一共\1件次\2", 0)); /* four characters */
  assert_null(covered(p, "受理\4\1件次\2", 0));       /* another clause */
  assert_null(covered(p, "受理\1件次\2\1件次\2", 1)); /* another number */
  assert_null(covered(p, "受理\1件", 0));
  size_t start, stop;
  assert_false(fz_patterns_at(p, 1, "\1\2", 2, 0, &start, &stop));
  assert_false(fz_patterns_at(p, 0, "\1\2", 2, 2, &start, &stop));
  assert_false(fz_patterns_find(p, 0, "受理\1件次\2", 14, 0, &stop)); /* it has a number */
  assert_int_equal(fz_patterns_count(p), 1);
  fz_patterns_free(p);
}

static void test_choices(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {text("甲"),
                                   part(FZ_PATTERN_OPEN),
                                   text("乙"),
                                   part(FZ_PATTERN_OR),
                                   text("乙丙"),
                                   part(FZ_PATTERN_MAYBE),
                                   text("丁"),
                                   part(FZ_PATTERN_CLOSE),
                                   part(FZ_PATTERN_CLOSE),
                                   text("戊"),
                                   part(FZ_PATTERN_FIGURE),
                                   part(FZ_PATTERN_OPEN),
                                   text("件"),
                                   part(FZ_PATTERN_OR),
                                   text("起"),
                                   part(FZ_PATTERN_CLOSE)};
  fz_patterns *p = make(parts, COUNT(parts));
  assert_non_null(covered(p, "甲乙戊\1件\2", 0));
  assert_non_null(covered(p, "甲乙丙戊\1起\2", 0));
  assert_non_null(covered(p, "甲乙丙丁戊\1\2起", 0));
  assert_null(covered(p, "甲乙丁戊\1件\2", 0));
  assert_null(covered(p, "甲戊\1件\2", 0));
  assert_null(covered(p, "甲乙戊\1人\2", 0));
  fz_patterns_free(p);
}

static void test_limits(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {
      part(FZ_PATTERN_START),       text("办"), part(FZ_PATTERN_NOT),
      words(FZ_PATTERN_WORD, "公"), gap(0, 9),  words(FZ_PATTERN_WORD, "信访"),
      part(FZ_PATTERN_FIGURE),      gap(0, 2),  part(FZ_PATTERN_STOP)};
  fz_patterns *p = make(parts, COUNT(parts));
  assert_non_null(covered(p, "全年\4办理\1件\2次\5", 0));
  assert_non_null(covered(p, "\7办\1件\2\x8", 0));
  assert_non_null(covered(p, "办\1件\2", 0));
  assert_null(covered(p, "办公\1件\2", 0));
  assert_null(covered(p, "办理信访\1件\2", 0));
  assert_null(covered(p, "共办\1件\2", 0));
  assert_null(covered(p, "办\1件\2、次", 0)); /* the next item of a list */
  assert_null(covered(p, "办\1件\2之一次", 0));
  fz_patterns_free(p);
}

static void test_anywhere(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {text("受理"), part(FZ_PATTERN_SPACE),
                                   words(FZ_PATTERN_WORD, "。"), part(FZ_PATTERN_OTHER),
                                   text("审结")};
  fz_patterns *p = make(parts, COUNT(parts));
  const char *s = "共受理\4案件\1件\2审结。受理\1件\2审结";
  size_t stop = 0;
  assert_true(fz_patterns_find(p, 0, s, strlen(s), 0, &stop));
  assert_int_equal(stop, strlen("共受理\4案件\1件\2审结"));
  assert_true(fz_patterns_find(p, 0, s, strlen(s), stop, &stop));
  assert_int_equal(stop, strlen(s));
  assert_false(fz_patterns_find(p, 0, s, strlen(s), stop, &stop));
  assert_false(fz_patterns_find(p, 0, s, strlen(s) - 1, 4, &stop)); /* cut off */
  assert_false(fz_patterns_find(p, 0, "受理。\1件\2审结", 20, 0, &stop));
  fz_patterns_free(p);
}

static void test_present(void **state) {
  (void)state;
  const fz_pattern_part a[] = {text("受理"), words(FZ_PATTERN_MUST, "受理")};
  const fz_pattern_part b[] = {text("x")};
  const fz_pattern_part c[] = {words(FZ_PATTERN_MUST, "收到"), text("y"),
                               words(FZ_PATTERN_MUST, "受理")};
  fz_pattern list[130] = {{a, 2}, {c, 3}};
  for (size_t i = 2; i < 130; i++) list[i] = (fz_pattern){a, 2};
  list[128] = (fz_pattern){b, 1};
  fz_patterns *p = NULL;
  fz_error error = {0};
  uint64_t bits[3];
  assert_int_equal(fz_patterns_new(list, 130, "", 0, &p, &error), FZ_OK);
  fz_patterns_present(p, "", 0, bits);
  assert_true(bits[0] == 0 && bits[1] == 0 && bits[2] == 1);
  fz_patterns_present(p, "收到", 6, bits);
  assert_true(bits[0] == 2 && bits[1] == 0 && bits[2] == 1);
  fz_patterns_present(p, "的受理", 9, bits);
  assert_true(bits[0] == UINT64_MAX && bits[1] == UINT64_MAX && bits[2] == 3);
  fz_patterns_free(p);
}

/* Bytes that are no UTF-8 are no characters; nothing is read behind the end. */
static void test_bytes(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {text("a"), gap(1, 1), part(FZ_PATTERN_FIGURE), gap(1, 1),
                                   text("b")};
  fz_patterns *p = make(parts, COUNT(parts));
  assert_non_null(covered(p,
                          "a\xE4\xB8\xAD\1\2\xE4\xB8\xAD"
                          "b",
                          0));
  assert_null(covered(p,
                      "a\xB8\xAD\1\2\xE4\xB8\xAD"
                      "b",
                      0));
  assert_null(covered(p, "a\xE4\1\2xb", 0));
  assert_null(covered(p,
                      "ax\1\2\xE4"
                      "b",
                      0));
  assert_null(covered(p, "ax\1\2\xE4\xB8", 0));
  assert_null(covered(p, "x\1\2", 0));
  fz_patterns_free(p);
}

static void refuse(const fz_pattern_part *parts, size_t count) {
  fz_patterns *p = NULL;
  fz_error error = {0};
  const fz_pattern_part good[] = {text("好")};
  const fz_pattern list[] = {{good, 1}, {parts, count}};
  assert_int_equal(fz_patterns_new(list, 2, "", 0, &p, &error), FZ_INVALID);
  assert_string_equal(error.message, "pattern 2 makes no sense");
  assert_null(p);
}

static void test_refused(void **state) {
  (void)state;
  const fz_pattern_part open[] = {part(FZ_PATTERN_OPEN), text("甲")};
  const fz_pattern_part empty[] = {part(FZ_PATTERN_OPEN), part(FZ_PATTERN_CLOSE)};
  const fz_pattern_part closed[] = {text("甲"), part(FZ_PATTERN_CLOSE)};
  const fz_pattern_part inside[] = {part(FZ_PATTERN_OPEN), part(FZ_PATTERN_FIGURE),
                                    part(FZ_PATTERN_CLOSE)};
  const fz_pattern_part twice[] = {part(FZ_PATTERN_FIGURE), part(FZ_PATTERN_FIGURE)};
  const fz_pattern_part word[] = {text("甲"), words(FZ_PATTERN_WORD, "乙")};
  const fz_pattern_part nothing[] = {text("")};
  const fz_pattern_part must[] = {words(FZ_PATTERN_MUST, "甲")};
  refuse(open, COUNT(open));
  refuse(empty, COUNT(empty));
  refuse(closed, COUNT(closed));
  refuse(inside, COUNT(inside));
  refuse(twice, COUNT(twice));
  refuse(word, COUNT(word));
  refuse(nothing, COUNT(nothing));
  refuse(must, COUNT(must));
  refuse(NULL, 0);
  fz_pattern_part deep[FZ_PATTERN_DEPTH_MAX + 1], many[FZ_PATTERN_BRANCHES_MAX + 1];
  for (size_t i = 0; i < COUNT(deep); i++) deep[i] = part(FZ_PATTERN_OPEN);
  for (size_t i = 0; i < COUNT(many); i++) many[i] = gap(0, 1);
  refuse(deep, COUNT(deep));
  refuse(many, COUNT(many));
  fz_patterns_free(NULL);
}

/* What stands before a number tells off patterns whose words end in other bytes; others may match. */
static void test_before(void **state) {
  (void)state;
  const fz_pattern_part spaced[] = {text("受理"), gap(0, 3), part(FZ_PATTERN_FIGURE)};
  const fz_pattern_part near[] = {text("受理"), part(FZ_PATTERN_FIGURE)};
  const char *const has = "受理申请\1件\2", *const has_not = "办结\1件\2",
                    *const apart = "受理\4\1件\2";
  fz_patterns *p = make(spaced, COUNT(spaced)), *q = make(near, COUNT(near));
  assert_true(fz_patterns_may(p, 0, fz_patterns_before(has, strlen(has), 12)));
  assert_false(fz_patterns_may(p, 0, fz_patterns_before(has_not, strlen(has_not), 6)));
  assert_false(fz_patterns_may(p, 0, fz_patterns_before(apart, strlen(apart), 7)));
  assert_false(fz_patterns_may(p, 0, fz_patterns_before("\1件\2", 5, 0)));
  assert_true(fz_patterns_may(q, 0, fz_patterns_before(has_not, strlen(has_not), 6)));
  assert_true(fz_patterns_may(p, 0, fz_patterns_before("", 0, 7)));
  assert_true(fz_patterns_may(p, 1, 0)); /* no such pattern */
  fz_patterns_free(p);
  fz_patterns_free(q);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_around),  cmocka_unit_test(test_choices),
      cmocka_unit_test(test_limits),  cmocka_unit_test(test_anywhere),
      cmocka_unit_test(test_present), cmocka_unit_test(test_bytes),
      cmocka_unit_test(test_refused), cmocka_unit_test(test_before),
  };
  return cmocka_run_group_tests_name("patterns", tests, NULL, NULL);
}
