/*
** alloc_text_test.c: reading, editing, slicing and saving with every allocation failing in turn:
** the call says so, hands out nothing, leaks nothing and changes nothing. Linked with --wrap
** for the allocating functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/text.h"

/* Something for every stage to do: a lost byte, damage, folding, blanks, traditional characters. */
static const char *const found =
    "  青禾縣２０２４年\xFF度報告\r\n\r\n\r\n\r\n\r\n"
    "取得新成效?,F將有關情況報告如下。受理 36 件，\xFE審結 ３１ 件。\r\n"
    "**一是**加強領導，糾錯率 9.7 ％。⻓江?ㄒ唬┘訌\n";

/* GB18030 of 青禾县 and a few more, so that the detection has to compare candidates, which takes no
   memory but for a character of four bytes (㐂). */
static const char *const gb18030 =
    "\xC7\xE0\xBA\xCC\xCF\xD8\xA3\xAC\xCA\xDC\xC0\xED\xB0\xB8\xBC\xFE\x33\x36\xBC\xFE\xA1\xA3"
    "\x81\x39\xEF\x31";

/* A line of it among lines of UTF-8, so that the lines have to be told apart. */
static const char *const mixed =
    "青禾县受理案件\n"
    "\xC7\xE0\xBA\xCC\xCF\xD8\xA3\xAC\xCA\xDC\xC0\xED\xB0\xB8\xBC\xFE\n"
    "青禾县受理案件\n";

typedef fz_status action(void *context);

/* Fails the first allocation, the second …, until the action succeeds; returns how many failed. */
static long fail_each(action *act, void *context) {
  long failures = 0;
  for (;; failures++) {
    asked = 0;
    failing = failures + 1;
    fz_status status = act(context);
    failing = 0;
    if (status == FZ_OK) return failures;
    assert_int_equal(status, FZ_NOMEM);
    assert_true(failures < 10000);
  }
}

static fz_status check_error(fz_status status, const fz_error *error) {
  if (status != FZ_OK) {
    assert_int_equal(error->status, status);
    assert_string_equal(error->message, "out of memory");
  }
  return status;
}

static fz_status decode(void *context) {
  const char *s = context;
  fz_text *text;
  fz_error error = {0};
  fz_status status = fz_text_decode(s, strlen(s), NULL, &text, &error);
  assert_true((text != NULL) == (status == FZ_OK));
  fz_text_free(text);
  return check_error(status, &error);
}

static fz_status read_file(void *context) {
  fz_text *text;
  fz_error error = {0};
  fz_status status = fz_text_read(context, NULL, &text, &error);
  assert_true((text != NULL) == (status == FZ_OK));
  fz_text_free(text);
  return check_error(status, &error);
}

static fz_status slice(void *context) {
  fz_text *part;
  fz_error error = {0};
  size_t length;
  fz_text_bytes(context, &length);
  fz_status status = fz_text_slice(context, 0, length, &part, &error);
  assert_true((part != NULL) == (status == FZ_OK));
  fz_text_free(part);
  return check_error(status, &error);
}

/* A failed edit must leave the text as it was. */
static fz_status edit(void *context) {
  fz_text *text = context;
  const fz_edit edits[] = {{0, 0, "首", 3}, {3, 9, "二", 3}};
  char before[512], *after;
  size_t length;
  snprintf(before, sizeof before, "%s", fz_text_bytes(text, &length));
  fz_error error = {0};
  fz_status status = fz_text_edit(text, edits, 2, &error);
  after = (char *)(uintptr_t)fz_text_bytes(text, NULL);
  assert_true((strcmp(before, after) == 0) == (status != FZ_OK));
  return check_error(status, &error);
}

static fz_status save_and_load(void *context) {
  unsigned char *bytes;
  size_t length;
  fz_error error = {0};
  fz_status status = fz_text_map(context, &bytes, &length, &error);
  if (status != FZ_OK) {
    assert_null(bytes);
    return check_error(status, &error);
  }
  fz_map *map;
  status = fz_map_load(bytes, length, &map, &error);
  assert_true((map != NULL) == (status == FZ_OK));
  fz_map_free(map);
  free(bytes);
  return check_error(status, &error);
}

static fz_status simplify(void *context) {
  char *out;
  size_t length;
  fz_error error = {0};
  fz_status status = fz_simplify(context, strlen(context), &out, &length, &error);
  assert_true((out != NULL) == (status == FZ_OK));
  free(out);
  return check_error(status, &error);
}

static void *borrow(const char *s) { return (void *)(uintptr_t)s; }

static void test_decode(void **state) {
  (void)state;
  assert_true(fail_each(decode, borrow(found)) > 20);
  assert_true(fail_each(decode, borrow(gb18030)) > 4);
  assert_true(fail_each(decode, borrow(mixed)) > 6);
}

static void test_read(void **state) {
  (void)state;
  char path[] = "/tmp/fazhi-alloc-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, found, strlen(found)), strlen(found));
  close(fd);
  assert_true(fail_each(read_file, path) > 20);
  unlink(path);
}

static void test_what_is_done_to_a_text(void **state) {
  (void)state;
  fz_text *text;
  assert_int_equal(fz_text_decode(found, strlen(found), NULL, &text, NULL), FZ_OK);
  size_t count;
  fz_text_damage(text, &count);
  assert_int_equal(count, 3);
  assert_true(fail_each(slice, text) > 3);
  assert_true(fail_each(save_and_load, text) > 2);
  assert_true(fail_each(edit, text) > 2);
  fz_text_free(text);
}

static void test_simplify(void **state) {
  (void)state;
  assert_int_equal(fail_each(simplify, borrow("行政復議")), 1);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_decode),
      cmocka_unit_test(test_read),
      cmocka_unit_test(test_what_is_done_to_a_text),
      cmocka_unit_test(test_simplify),
  };
  return cmocka_run_group_tests_name("alloc_text", tests, NULL, NULL);
}
