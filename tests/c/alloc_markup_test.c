/*
** alloc_markup_test.c: every allocation of the tree fails in turn, while libxml2 is in the middle
** of a page: the call says so and hands out nothing. Linked with --wrap for the allocating
** functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/markup.h"

typedef fz_status reader(const char *bytes, size_t length, fz_markup **out, fz_error *error);

static void try_all(reader *read, const char *s) {
  fz_status status = FZ_NOMEM;
  long n = 0;
  while (status != FZ_OK && n < 1000) {
    fz_markup *tree = NULL;
    fz_error error = {0};
    asked = 0;
    failing = ++n;
    status = read(s, strlen(s), &tree, &error);
    failing = 0;
    assert_true((status == FZ_OK) == (tree != NULL));
    if (status != FZ_OK) {
      assert_int_equal(FZ_NOMEM, status);
      assert_int_equal(FZ_NOMEM, error.status);
      assert_string_equal("out of memory", error.message);
    }
    fz_markup_free(tree);
  }
  assert_int_equal(FZ_OK, status);
  assert_true(n > 5);
}

/* Enough elements, attributes and entities that every array grows. */
static char *make(const char *part, int times) {
  size_t length = strlen(part);
  char *s = malloc(length * (size_t)times + 32), *end = s;
  if (s == NULL) abort();
  memcpy(end, "<a>", 3);
  end += 3;
  for (int i = 0; i < times; i++, end += length) memcpy(end, part, length);
  memcpy(end, "</a>", 5);
  return s;
}

static void html_fails_cleanly(void **state) {
  (void)state;
  char *s = make("<b c='&lt;1'>x&nbsp;y</b>", 400);
  try_all(fz_markup_html, s);
  free(s);
}

static void xml_fails_cleanly(void **state) {
  (void)state;
  char *s = make("<b c='&lt;1'>x&amp;y</b>", 400);
  try_all(fz_markup_xml, s);
  free(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(html_fails_cleanly),
      cmocka_unit_test(xml_fails_cleanly),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
