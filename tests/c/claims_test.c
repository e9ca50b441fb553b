/*
** claims_test.c: who claims a number: the best pattern of each claimant counts, what speaks against it
** is heard around the number and in its clause, and patterns out of order are refused.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/claims.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST = 80 };

/* A word, anywhere before the number or (not `is_around`) anywhere at all, and whose it is. */
typedef struct given {
  const char *word;
  bool is_around;
  size_t owner;
  fz_claim_role role;
} given;

typedef struct fixture {
  fz_patterns *patterns;
  fz_claims *claims;
  uint64_t all[2];
} fixture;

static fz_patterns *new_patterns(const given *list, size_t count) {
  static fz_pattern_part parts[MOST][4];
  fz_pattern patterns[MOST];
  fz_patterns *made = NULL;
  fz_error error = {0};
  assert_true(count <= MOST);
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(list[i].word);
    parts[i][0] = (fz_pattern_part){.kind = FZ_PATTERN_MUST, .s = list[i].word, .length = length};
    parts[i][1] = (fz_pattern_part){.kind = FZ_PATTERN_TEXT, .s = list[i].word, .length = length};
    parts[i][2] = (fz_pattern_part){.kind = FZ_PATTERN_SPACE};
    parts[i][3] = (fz_pattern_part){.kind = FZ_PATTERN_FIGURE};
    patterns[i] = (fz_pattern){parts[i], list[i].is_around ? 4 : 2};
  }
  assert_int_equal(fz_patterns_new(patterns, count, "、", 3, &made, &error), FZ_OK);
  return made;
}

static fz_status make(fixture *f, const given *list, size_t count, fz_error *error) {
  fz_claim_part parts[MOST];
  f->patterns = new_patterns(list, count);
  for (size_t i = 0; i < count; i++) parts[i] = (fz_claim_part){list[i].owner, list[i].role};
  f->all[0] = f->all[1] = 0;
  for (size_t i = 0; i < count; i++)
    if (list[i].role == FZ_CLAIM_FOR) f->all[i / 64] |= (uint64_t)1 << i % 64;
  return fz_claims_new(f->patterns, parts, &f->claims, error);
}

static void unmake(fixture *f) {
  fz_claims_free(f->claims);
  fz_patterns_free(f->patterns);
}

/* Who claims the only number of a text, whose clauses end at commas. */
static size_t claim(fixture *f, const char *s, fz_claim *out) {
  const char *mark = strchr(s, FZ_FLAT_NUMBER), *from = mark;
  assert_non_null(mark);
  const char *stop = strchr(mark, FZ_FLAT_COMMA);
  while (from > s && from[-1] != FZ_FLAT_COMMA) from--;
  fz_claim_place place = {(size_t)(mark - s), (size_t)(from - s),
                          stop != NULL ? (size_t)(stop - s) : strlen(s)};
  fz_claims_read(f->claims, s, strlen(s));
  return fz_claims_at(f->claims, &place, f->all, out);
}

static void test_best(void **state) {
  (void)state;
  const given list[] = {
      {"受理", true, 3, FZ_CLAIM_FOR},
      {"收到", true, 3, FZ_CLAIM_FOR},
      {"办结", true, 3, FZ_CLAIM_FOR},
      {"收到", true, 7, FZ_CLAIM_FOR},
  };
  fixture f = {0};
  fz_error error = {0};
  fz_claim out[COUNT(list)];
  assert_int_equal(make(&f, list, COUNT(list), &error), FZ_OK);
  assert_int_equal(fz_claims_count(f.claims), COUNT(list));
  assert_int_equal(claim(&f, "审结\1件\2", out), 0);
  assert_int_equal(claim(&f, "受理收到\1件\2", out), 2); /* the first within the clause */
  assert_int_equal(out[0].owner, 3);
  assert_int_equal(out[0].pattern, 0);
  assert_true(out[0].is_near);
  assert_int_equal(out[1].owner, 7);
  assert_int_equal(claim(&f, "受理\4收到\1件\2", out), 2);
  assert_int_equal(out[0].pattern, 1);
  assert_true(out[0].is_near);
  assert_int_equal(claim(&f, "受理收到\4\1件\2", out), 2); /* else the first */
  assert_int_equal(out[0].pattern, 0);
  assert_false(out[0].is_near);
  f.all[0] = 4; /* only what may speak is heard */
  assert_int_equal(claim(&f, "受理收到\1件\2", out), 0);
  assert_int_equal(claim(&f, "办结\1件\2", out), 1);
  unmake(&f);
}

static void test_against(void **state) {
  (void)state;
  const given list[] = {
      {"受理", true, 1, FZ_CLAIM_FOR},
      {"诉讼", true, 1, FZ_CLAIM_AGAINST},
      {"撤回", false, 1, FZ_CLAIM_AGAINST_CLAUSE},
      {"受理", true, 2, FZ_CLAIM_FOR},
      {"诉讼", false, 2, FZ_CLAIM_AGAINST_CLAUSE},
  };
  fixture f = {0};
  fz_error error = {0};
  fz_claim out[COUNT(list)];
  assert_int_equal(make(&f, list, COUNT(list), &error), FZ_OK);
  assert_int_equal(claim(&f, "受理\1件\2", out), 2);
  assert_int_equal(claim(&f, "受理诉讼\1件\2", out), 0);
  assert_int_equal(claim(&f, "诉讼受理\4\1件\2", out), 1); /* around it, in another clause */
  assert_int_equal(out[0].owner, 2);
  assert_int_equal(claim(&f, "受理\1件\2撤回", out), 1);
  assert_int_equal(out[0].owner, 2);
  assert_int_equal(claim(&f, "受理\1件\2\4撤回诉讼", out), 2);
  unmake(&f);
}

/* More patterns than a word has bits, and places outside of the text. */
static void test_many(void **state) {
  (void)state;
  given list[MOST];
  fixture f = {0};
  fz_error error = {0};
  fz_claim out[MOST];
  for (size_t i = 0; i < MOST; i++) list[i] = (given){"受理", true, i / 3, FZ_CLAIM_FOR};
  assert_int_equal(make(&f, list, MOST, &error), FZ_OK);
  const fz_claim_place nowhere = {1000, SIZE_MAX, 7};
  assert_int_equal(fz_claims_at(f.claims, &nowhere, f.all, out), 0); /* before any text */
  assert_int_equal(claim(&f, "受理\1件\2", out), (MOST + 2) / 3);
  assert_int_equal(out[MOST / 3].owner, MOST / 3);
  assert_int_equal(fz_claims_at(f.claims, &nowhere, f.all, out), 0);
  const fz_claim_place odd = {6, 1000, 5};
  assert_int_equal(fz_claims_at(f.claims, &odd, f.all, out), (MOST + 2) / 3);
  assert_false(out[0].is_near);
  unmake(&f);
}

static void test_order(void **state) {
  (void)state;
  const given falls[] = {{"甲", true, 2, FZ_CLAIM_FOR}, {"乙", true, 1, FZ_CLAIM_FOR}};
  const given late[] = {{"甲", true, 1, FZ_CLAIM_FOR},
                        {"乙", true, 1, FZ_CLAIM_AGAINST},
                        {"丙", true, 1, FZ_CLAIM_FOR}};
  const given strange[] = {{"甲", true, 1, (fz_claim_role)3}};
  fixture f = {0};
  fz_error error = {0};
  assert_int_equal(make(&f, falls, COUNT(falls), &error), FZ_INVALID);
  assert_int_equal(error.at, 1);
  assert_null(f.claims);
  unmake(&f);
  assert_int_equal(make(&f, late, COUNT(late), &error), FZ_INVALID);
  assert_int_equal(error.at, 2);
  unmake(&f);
  assert_int_equal(make(&f, strange, COUNT(strange), &error), FZ_INVALID);
  unmake(&f);
  assert_int_equal(make(&f, NULL, 0, &error), FZ_OK);
  assert_int_equal(claim(&f, "受理\1件\2", NULL), 0);
  unmake(&f);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_best), cmocka_unit_test(test_against),
                                     cmocka_unit_test(test_many), cmocka_unit_test(test_order)};
  return cmocka_run_group_tests_name("claims", tests, NULL, NULL);
}
