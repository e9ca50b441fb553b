/*
** alloc_passages_test.c: collecting, indexing and asking with each allocation failing in turn: the
** call says so, the collection stays as it was, and the same call succeeds later. Linked with
** --wrap for the allocating functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/passages.h"

static const char *const text =
    "全县共办理行政复议案件41件，审结39件，其中维持12件、变更3件，办理质量明显提升。";
static const char *const other =
    "全县共办理行政复议案件45件，审结43件，其中维持10件、变更4件，办案质量明显提升。";

static fz_passages *p;
static fz_shared shared;
static const uint32_t *list;
static size_t count;

static fz_status make(fz_error *error) { return fz_passages_new(8, 8, &p, error); }
static fz_status add(fz_error *error) { return fz_passages_add(p, text, strlen(text), 0, error); }
static fz_status more(fz_error *error) {
  return fz_passages_add(p, other, strlen(other), 1, error);
}
static fz_status make_index(fz_error *error) { return fz_passages_index(p, 3, error); }
static fz_status ask(fz_error *error) {
  return fz_passages_near(p, 0, SIZE_MAX, 20, &list, &count, error);
}
static fz_status compare(fz_error *error) {
  return fz_passages_compare(p, 0, 1, 20, &shared, error);
}

typedef fz_status step(fz_error *error);
static step *const steps[] = {make, add, more, make_index, ask, compare};

/* Takes all steps with the n-th allocation failing; the step that is refused is taken again.
** Returns how many were refused. */
static int take_steps(long n, size_t *which) {
  fz_error error = {0};
  int refused = 0;
  asked = 0;
  failing = n;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    fz_status status = steps[i](&error);
    if (status == FZ_OK) continue;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    refused++;
    *which = i;
    failing = 0;
    assert_int_equal(steps[i](&error), FZ_OK);
  }
  failing = 0;
  return refused;
}

static void test_every_call(void **state) {
  (void)state;
  int refused[6] = {0};
  size_t which = 0;
  for (long n = 1; take_steps(n, &which) > 0; n++) {
    refused[which]++;
    assert_int_equal(fz_passages_count(p), 2);
    assert_int_equal(count, 1);
    assert_int_equal(shared.count, 1);
    assert_int_equal(shared.passages[0].edits, 5);
    fz_passages_free(p);
  }
  fz_passages_free(p);
  /* The collection; texts, fingerprints and letters; three to sort by and six that stay; what two
     texts share; what was tried, the passages and their edits. */
  assert_int_equal(refused[0], 1);
  assert_int_equal(refused[1], 3);
  assert_int_equal(refused[3], 9);
  assert_int_equal(refused[4], 1);
  assert_int_equal(refused[5], 3);
}

/* Many texts with every third allocation failing: what was refused is not there. */
static void test_texts_that_were_refused(void **state) {
  (void)state;
  assert_int_equal(make(NULL), FZ_OK);
  size_t added = 0;
  every = 3;
  for (int i = 0; i < 60; i++) added += add(NULL) == FZ_OK;
  every = 0;
  assert_true(added > 0 && added < 60);
  assert_int_equal(fz_passages_count(p), added);
  assert_int_equal(make_index(NULL), FZ_OK);
  assert_int_equal(ask(NULL), FZ_OK);
  assert_int_equal(count, added - 1);
  fz_passages_free(p);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_call),
      cmocka_unit_test(test_texts_that_were_refused),
  };
  return cmocka_run_group_tests_name("alloc_passages", tests, NULL, NULL);
}
