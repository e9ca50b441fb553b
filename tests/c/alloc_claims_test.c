/*
** alloc_claims_test.c: making claims with each of its allocations failing in turn: the call says so
** and gives back what it took; asking them needs no memory. Linked with --wrap for the allocating
** functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/claims.h"

static void test_new(void **state) {
  (void)state;
  const fz_pattern_part parts[] = {{FZ_PATTERN_TEXT, "受理", 6, 0, 0},
                                   {FZ_PATTERN_FIGURE, NULL, 0, 0, 0}};
  const fz_pattern pattern = {parts, 2};
  const fz_claim_part owner = {1, FZ_CLAIM_FOR};
  fz_error error = {0};
  fz_patterns *patterns = NULL;
  fz_claims *claims = NULL;
  int refused = 0;
  assert_int_equal(fz_patterns_new(&pattern, 1, "、", 3, &patterns, &error), FZ_OK);
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_claims_new(patterns, &owner, &claims, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(claims);
    refused++;
  }
  assert_true(refused >= 4); /* itself, the claimants, whose each pattern is, the bits */
  const char *s = "受理\1件\2";
  const fz_claim_place place = {6, 0, strlen(s)};
  const uint64_t all = 1;
  fz_claim out[1];
  asked = 0;
  fz_claims_read(claims, s, strlen(s));
  assert_int_equal(fz_claims_at(claims, &place, &all, out), 1);
  assert_int_equal(asked, 0);
  fz_claims_free(claims);
  fz_claims_free(NULL);
  fz_patterns_free(patterns);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new)};
  return cmocka_run_group_tests_name("alloc_claims", tests, NULL, NULL);
}
