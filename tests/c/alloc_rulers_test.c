/*
** alloc_rulers_test.c: rulers made and a text read with each of their allocations failing in turn:
** the call says so, no text is read then, and the next can be. Linked with --wrap for the
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
#include "fazhi/rulers.h"

static fz_words *new_words(const char *first, const char *second) {
  const fz_word list[] = {{.s = first, .length = strlen(first)},
                          {.s = second, .length = strlen(second)}};
  fz_error error = {0};
  fz_words *words = NULL;
  assert_int_equal(fz_words_new(list, 2, 0, &words, &error), FZ_OK);
  return words;
}

static fz_patterns *new_patterns(const char *word) {
  const fz_pattern_part part = {.kind = FZ_PATTERN_TEXT, .s = word, .length = strlen(word)};
  const fz_pattern pattern = {&part, 1};
  fz_error error = {0};
  fz_patterns *patterns = NULL;
  assert_int_equal(fz_patterns_new(&pattern, 1, "、", 3, &patterns, &error), FZ_OK);
  return patterns;
}

static const char text[] = "法院计划复议\1件\2";

/* What is in force at the number of the text, once it is read. */
static void check_ruling(const fz_rulers *r) {
  const fz_rulers_place place = {.place = strlen("法院计划复议"),
                                 .unit_stop = strlen("法院计划复议\1件"),
                                 .clause_stop = strlen(text)};
  fz_ruling ruling = fz_rulers_at(r, &place);
  assert_int_equal(ruling.topic, 2);
  assert_int_equal(ruling.actor, 2);
  assert_false(ruling.is_earlier);
  assert_true(ruling.is_planned);
}

static void test_read(void **state) {
  (void)state;
  fz_error error = {0};
  fz_words *topics = new_words("《", "复议"), *actors = new_words("《", "法院");
  fz_words *titles = new_words("《", "》"), *others = new_words("配合", "支持");
  fz_patterns *plans = new_patterns("计划"), *done = new_patterns("实际");
  const fz_rulers_words words = {topics, actors, titles, others, others, plans, done, "、", 3, 42};
  int refused = 0;
  for (int n = 1;; n++) {
    size_t count;
    fz_rulers *r = NULL;
    asked = 0;
    failing = n;
    fz_status status = fz_rulers_new(&words, &r, &error);
    if (status == FZ_OK) status = fz_rulers_read(r, text, strlen(text), &error);
    failing = 0;
    bool is_read = status == FZ_OK;
    if (!is_read) {
      assert_int_equal(status, FZ_NOMEM);
      assert_string_equal(error.message, "out of memory");
      refused++;
      if (r != NULL) {
        fz_rulers_topics(r, &count);
        assert_int_equal(count, 0);
        assert_int_equal(fz_rulers_read(r, text, strlen(text), &error), FZ_OK);
      }
    }
    if (r != NULL) check_ruling(r);
    fz_rulers_free(r);
    if (is_read) break;
  }
  assert_true(refused >= 6); /* itself, the bits, topics, actors, subjects, turns */
  fz_rulers_free(NULL);
  fz_patterns_free(plans);
  fz_patterns_free(done);
  fz_words_free(topics);
  fz_words_free(actors);
  fz_words_free(titles);
  fz_words_free(others);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read)};
  return cmocka_run_group_tests_name("alloc_rulers", tests, NULL, NULL);
}
