/*
** alloc_sentences_test.c: a sentence made and read with each of its allocations failing in turn: the
** call says so, and what was made can be read with again. Linked with --wrap for the allocating
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
#include "fazhi/sentences.h"

static const char text[] = "共3件（含2起），又5人";

static fz_flat *new_flat(void) {
  const fz_flat_pair pairs[] = {{"，", "\4", 3, 1}, {"（", "\7", 3, 1}, {"）", "\10", 3, 1}};
  fz_error error = {0};
  fz_flat *flat = NULL;
  assert_int_equal(fz_flat_new(pairs, 3, &flat, &error), FZ_OK);
  return flat;
}

static fz_sentence_number number(const char *raw) {
  size_t start = (size_t)(strstr(text, raw) - text);
  return (fz_sentence_number){
      .start = start, .stop = start + strlen(raw), .unit = raw + 1, .unit_length = strlen(raw) - 1};
}

static void check_read(const fz_sentence *t) {
  size_t length;
  const char *s = fz_sentence_text(t, false, &length);
  const char outer[] = "共\1件\2\4又\1人\2", inner[] = "共\1件\2\7含\1起\2\10\4又\1人\2";
  assert_int_equal(length, strlen(outer));
  assert_memory_equal(s, outer, length);
  s = fz_sentence_text(t, true, &length);
  assert_int_equal(length, strlen(inner));
  assert_memory_equal(s, inner, length);
  const fz_sentence_view *views = fz_sentence_views(t);
  assert_false(views[0].is_inside);
  assert_true(views[1].is_inside);
  assert_int_equal(views[1].place, strlen("共\1件\2\7含"));
  assert_int_equal(views[2].clause_start, strlen("共\1件\2\4"));
  assert_int_equal(views[2].clause_stop, strlen(outer));
}

static void test_read(void **state) {
  (void)state;
  fz_error error = {0};
  fz_flat *flat = new_flat();
  const fz_sentence_number numbers[] = {number("3件"), number("2起"), number("5人")};
  int refused = 0;
  for (int n = 1;; n++) {
    fz_sentence *t = NULL;
    asked = 0;
    failing = n;
    fz_status status = fz_sentence_new(&t, &error);
    if (status == FZ_OK)
      status = fz_sentence_read(t, flat, text, 0, strlen(text), numbers, 3, &error);
    failing = 0;
    bool is_read = status == FZ_OK;
    if (!is_read) {
      assert_int_equal(status, FZ_NOMEM);
      assert_string_equal(error.message, "out of memory");
      refused++;
      if (t != NULL) status = fz_sentence_read(t, flat, text, 0, strlen(text), numbers, 3, &error);
    }
    if (status == FZ_OK) check_read(t);
    fz_sentence_free(t);
    if (is_read) break;
  }
  assert_true(refused >= 4); /* itself, the views, the whole text, that without brackets */
  fz_sentence_free(NULL);
  fz_flat_free(flat);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read)};
  return cmocka_run_group_tests_name("alloc_sentences", tests, NULL, NULL);
}
