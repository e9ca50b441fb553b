/*
** markup_test.c: the C face of the trees: rows, spans, and what is refused, as markup.h promises.
** What a page's texts are is tested through Lua.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/markup.h"

static fz_markup *parse(const char *s, size_t *count, const fz_node **nodes) {
  fz_markup *tree = NULL;
  fz_error error = {0};
  assert_int_equal(FZ_OK, fz_markup_html(s, strlen(s), &tree, &error));
  *nodes = fz_markup_nodes(tree, count);
  return tree;
}

static void check_refused(fz_status expected, const char *s, size_t length, int is_html) {
  fz_markup *tree = NULL;
  fz_error error = {0};
  fz_status status = is_html ? fz_markup_html(s, length, &tree, &error)
                             : fz_markup_xml(s, length, &tree, &error);
  assert_int_equal(expected, status);
  assert_int_equal(expected, error.status);
  assert_true(error.message[0] != '\0');
  assert_null(tree);
}

static void rows_name_their_parents(void **state) {
  (void)state;
  static const char s[] = "<p id=a>x<b>y</b>z</p>";
  size_t count, attribute_count;
  const fz_node *n;
  fz_markup *tree = parse(s, &count, &n);
  static const char *const names[] = {"html", "body", "p", NULL, "b", NULL, NULL};
  static const size_t parents[] = {0, 1, 2, 3, 3, 5, 3};
  assert_int_equal(7, count);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(parents[i], n[i].parent);
    if (names[i] == NULL) assert_null(n[i].name);
    else assert_string_equal(names[i], n[i].name);
  }
  const fz_attribute *a = fz_markup_attributes(tree, &attribute_count);
  assert_int_equal(1, attribute_count);
  assert_int_equal(1, n[2].attribute_count);
  assert_string_equal("id", a[n[2].attributes].name);
  assert_memory_equal("a", a[n[2].attributes].value, 1);
  assert_int_equal(0, n[2].start);
  assert_int_equal(strlen(s), n[2].stop);
  assert_int_equal(9, n[4].start);
  assert_int_equal(17, n[4].stop);
  fz_markup_free(tree);
}

static void exact_texts_have_the_length_of_their_span(void **state) {
  (void)state;
  static const char s[] = "<p>ab&#65;c</p>";
  size_t count;
  const fz_node *n;
  fz_markup *tree = parse(s, &count, &n);
  assert_int_equal(6, count);
  assert_int_equal(2, n[3].length);
  assert_int_equal(3, n[3].start);
  assert_int_equal(5, n[3].stop);
  assert_memory_equal("A", n[4].text, n[4].length);
  assert_int_equal(5, n[4].start);
  assert_int_equal(10, n[4].stop);
  fz_markup_free(tree);
}

static void depth_is_bounded(void **state) {
  (void)state;
  enum { TAGS = 100000 };
  char *s = malloc(TAGS * 3 + 2);
  assert_non_null(s);
  for (size_t i = 0; i < TAGS; i++) memcpy(s + i * 3, "<i>", 3);
  memcpy(s + TAGS * 3, "x", 2);
  size_t count, depth = 0;
  const fz_node *n;
  fz_markup *tree = parse(s, &count, &n);
  for (size_t row = count; row > 0; row = n[row - 1].parent) depth++;
  assert_in_range(depth, FZ_MARKUP_DEPTH - 4, FZ_MARKUP_DEPTH + 4);
  assert_int_equal(TAGS * 3, n[count - 1].start);
  fz_markup_free(tree);
  free(s);
}

static void what_cannot_be_read_is_refused(void **state) {
  (void)state;
  check_refused(FZ_EMPTY, "", 0, 1);
  check_refused(FZ_EMPTY, "", 0, 0);
  check_refused(FZ_ENCODING, "<p>\xC0\x80</p>", 9, 1);
  check_refused(FZ_ENCODING, "<p>\xE5\xB9", 5, 0);
  check_refused(FZ_BROKEN, "<a><b></a>", 10, 0);
  static const char bomb[] = "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>";
  check_refused(FZ_REFUSED, bomb, sizeof bomb - 1, 0);
  fz_markup_free(NULL);
}

static void a_broken_document_names_the_byte(void **state) {
  (void)state;
  fz_markup *tree;
  fz_error error = {0};
  assert_int_equal(FZ_BROKEN, fz_markup_xml("<a>\n<b></c></a>", 15, &tree, &error));
  assert_in_range(error.at, 7, 11);
  assert_non_null(strstr(error.message, "line 2"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_name_their_parents),
      cmocka_unit_test(exact_texts_have_the_length_of_their_span),
      cmocka_unit_test(depth_is_bounded),
      cmocka_unit_test(what_cannot_be_read_is_refused),
      cmocka_unit_test(a_broken_document_names_the_byte),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
