/*
** alloc_words_test.c: making a table of words with each of its allocations failing in turn: the
** call says so, hands out nothing and leaves nothing behind. Linked with --wrap for the
** allocating functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/words.h"

static void test_new(void **state) {
  (void)state;
  const fz_word list[] = {{"件", 3, 0, 1}, {"个月", 6, 0, 0}, {"次", 3, 1, 0}};
  fz_error error = {0};
  fz_words *w = NULL;
  int refused = 0;
  for (int n = 1;; n++) {
    asked = 0;
    failing = n;
    fz_status status = fz_words_new(list, 3, 0, &w, &error);
    failing = 0;
    if (status == FZ_OK) break;
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(w);
    refused++;
  }
  assert_true(refused >= 5); /* the table, its three arrays, the sorted list */
  size_t stop = 0;
  assert_int_equal(fz_words_match(w, "个月", 6, 0, &stop), 2);
  asked = 0;
  fz_word_place place;
  assert_true(fz_words_find(w, "共3件", 7, 0, 7, &place));
  assert_int_equal(asked, 0); /* searching needs no memory */
  fz_words_free(w);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_new)};
  return cmocka_run_group_tests_name("alloc_words", tests, NULL, NULL);
}
