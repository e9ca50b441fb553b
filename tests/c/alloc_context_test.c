/*
** alloc_context_test.c: walking along a sentence with each allocation failing in turn: the call
** says so, and the walker can begin again. Linked with --wrap for the allocating functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "context_lexicon.h"

static bool no_time(void *context, fz_words_span *phrase) {
  (void)context;
  (void)phrase;
  return false;
}

static fz_words_span no_label(void *context, size_t from, fz_words_span colon) {
  (void)context;
  (void)from;
  (void)colon;
  return (fz_words_span){0, 0};
}

static void test_new(void **state) {
  (void)state;
  fz_context *c = NULL;
  fz_error error = {0};
  asked = 0;
  failing = 1;
  assert_int_equal(fz_context_new(&c, &error), FZ_NOMEM);
  failing = 0;
  assert_string_equal(error.message, "out of memory");
  assert_null(c);
}

static void test_enter(void **state) {
  (void)state;
  const char *s = "受理案件36件";
  const fz_asked answers = {NULL, no_time, no_label};
  fz_lexicon lexicon = new_lexicon();
  fz_context *c = NULL;
  size_t from;
  bool has_last;
  assert_int_equal(fz_context_new(&c, NULL), FZ_OK);
  for (int n = 1; n <= 3; n++) { /* the words, the verbs; then there is room for both */
    fz_context_begin(c, &lexicon, &answers, s, strlen(s), 0);
    asked = 0;
    failing = n < 3 ? n : 0;
    fz_status status = fz_context_enter(c, strlen("受理案件"), &from, &has_last);
    failing = 0;
    assert_int_equal(status, n < 3 ? FZ_NOMEM : FZ_OK);
  }
  fz_said said;
  const fz_stated figure = {.start = 12, .stop = 17, .unit = "件", .unit_length = 3};
  fz_context_tell(c, &figure, SIZE_MAX, &said);
  assert_int_equal(said.predicate.stop, strlen("受理"));
  fz_context_free(c);
  free_lexicon(&lexicon);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new), cmocka_unit_test(test_enter)};
  return cmocka_run_group_tests_name("alloc_context", tests, NULL, NULL);
}
