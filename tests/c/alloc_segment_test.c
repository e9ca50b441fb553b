/*
** alloc_segment_test.c: making a segmenter with each of its allocations, our own and ICU's, failing
** in turn: the call says so and hands out nothing. Linked with --wrap for the allocating functions;
** ICU, which is a library of its own, is given them.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uclean.h>

#include "failing.h"
#include "fazhi/segment.h"

/*
** What ICU holds. 72 loses memory of its own when it fails; kept here it is not lost, so that only
** what we lose is told.
*/
enum { HELD_MAX = 4096 };
static void *held[HELD_MAX];

static void **slot_of(const void *p) {
  for (int i = 0; i < HELD_MAX; i++)
    if (held[i] == p) return &held[i];
  fail_msg("ICU holds more than %d pieces", HELD_MAX);
  return NULL;
}

static void *icu_realloc(const void *context, void *old, size_t size) {
  (void)context;
  void **slot = slot_of(old);
  void *p = realloc(old, size);
  if (p != NULL) *slot = p;
  return p;
}

static void *icu_malloc(const void *context, size_t size) { return icu_realloc(context, NULL, size); }

static void icu_free(const void *context, void *old) {
  (void)context;
  if (old == NULL) return;
  *slot_of(old) = NULL;
  free(old);
}

static int give_memory(void **state) {
  (void)state;
  UErrorCode code = U_ZERO_ERROR;
  u_setMemoryFunctions(NULL, icu_malloc, icu_realloc, icu_free, &code);
  return U_FAILURE(code) ? 1 : 0;
}

/* What ICU keeps for the process is made beforehand: it is not ours to test. */
static void warm(void) {
  fz_segmenter *g = NULL;
  fz_error error = {0};
  assert_int_equal(fz_segmenter_new(&g, &error), FZ_OK);
  assert_int_equal(fz_segmenter_set(g, "人民政府", 12, &error), FZ_OK);
  assert_int_equal(fz_segmenter_next(g).stop, 12);
  fz_segmenter_free(g);
}

static void test_new(void **state) {
  (void)state;
  fz_segmenter *g = NULL;
  fz_error error = {0};
  int refused = 0;
  warm();
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_segmenter_new(&g, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(g);
    refused++;
  }
  assert_true(refused >= 3);
  fz_segmenter_free(g);
}

static void test_set(void **state) {
  (void)state;
  fz_segmenter *g = NULL;
  fz_error error = {0};
  int refused = 0;
  warm();
  assert_int_equal(fz_segmenter_new(&g, &error), FZ_OK);
  for (int n = 1; n < 9; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_segmenter_set(g, "人民政府", 12, &error);
    failing = 0;
    if (status != FZ_OK) {
      assert_int_equal(status, FZ_NOMEM);
      assert_int_equal(fz_segmenter_next(g).stop, 0); /* there is no text */
      refused++;
    }
  }
  assert_int_equal(fz_segmenter_set(g, "人民政府", 12, &error), FZ_OK);
  assert_int_equal(fz_segmenter_next(g).stop, 12);
  assert_true(refused > 0);
  fz_segmenter_free(g);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new), cmocka_unit_test(test_set)};
  return cmocka_run_group_tests_name("alloc_segment", tests, give_memory, NULL);
}
