/*
** map_test.c: the source map by itself: runs that join, parts of units, places, and its bytes,
** which are stored in people's files and must not change.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/blob.h"
#include "text/map.h"

static void check_find(const fz_map *map, size_t start, size_t stop, size_t from, size_t to) {
  size_t source_start = 99, source_stop = 99;
  assert_int_equal(fz_map_source(map, start, stop, &source_start, &source_stop), FZ_OK);
  assert_int_equal(source_start, from);
  assert_int_equal(source_stop, to);
}

/*
** Text:   20 bytes: 年 年 2 3 | a replacement of 6 bytes | 2 put in | 4 of plain UTF-8
** Source: 4 bytes of GB18030, 2 digits, 5 dropped, 3 replaced, -, 4 plain
*/
static fz_map make_map(void) {
  fz_map map = {.origin = 0};
  assert_true(fz_map_append(&map, 3, 0, 2, 1));
  assert_true(fz_map_append(&map, 3, 2, 2, 1));
  assert_true(fz_map_append(&map, 1, 4, 1, 2));
  assert_true(fz_map_append(&map, 6, 11, 3, 1));
  assert_true(fz_map_append(&map, 2, 14, 0, 1));
  assert_true(fz_map_append(&map, 1, 14, 1, 4));
  return map;
}

static void test_runs_of_one_kind_are_joined(void **state) {
  (void)state;
  fz_map map = make_map();
  assert_int_equal(map.count, 5);
  assert_int_equal(fz_map_length(&map), 20);
  assert_true(fz_map_append(&map, 1, 19, 1, 1)); /* a byte was dropped before it */
  assert_int_equal(map.count, 6);
  fz_map_clear(&map);
}

static void test_spans_lead_to_the_source(void **state) {
  (void)state;
  fz_map map = make_map();
  check_find(&map, 0, 3, 0, 2);
  check_find(&map, 3, 6, 2, 4);
  check_find(&map, 6, 8, 4, 6);    /* what was dropped behind stays outside */
  check_find(&map, 7, 9, 5, 14);   /* and inside is enclosed */
  check_find(&map, 9, 10, 11, 14); /* a part of a replacement comes from all of it */
  check_find(&map, 14, 16, 14, 14);
  check_find(&map, 17, 19, 15, 17);
  check_find(&map, 0, 20, 0, 18);
  fz_map_clear(&map);
}

static void test_empty_spans_are_places(void **state) {
  (void)state;
  fz_map map = make_map(), empty = {.origin = 7};
  check_find(&map, 0, 0, 0, 0);
  check_find(&map, 8, 8, 11, 11);
  check_find(&map, 20, 20, 18, 18);
  check_find(&empty, 0, 0, 7, 7);
  fz_map_clear(&map);
}

static void test_spans_outside_are_refused(void **state) {
  (void)state;
  fz_map map = make_map();
  size_t a, b;
  assert_int_equal(fz_map_source(&map, 0, 21, &a, &b), FZ_INVALID);
  assert_int_equal(fz_map_source(&map, 5, 4, &a, &b), FZ_INVALID);
  assert_int_equal(fz_map_source(&map, SIZE_MAX, SIZE_MAX, &a, &b), FZ_INVALID);
  fz_map_clear(&map);
}

static void test_copies_give_the_same_answers(void **state) {
  (void)state;
  fz_map map = make_map();
  for (size_t start = 0; start < 20; start++) {
    for (size_t stop = start + 1; stop <= 20; stop++) {
      fz_map part = {0};
      assert_true(fz_map_copy(&part, &map, start, stop));
      assert_int_equal(fz_map_length(&part), stop - start);
      for (size_t i = start; i < stop; i++) {
        size_t from, to;
        fz_map_find(&map, i, i + 1, &from, &to);
        check_find(&part, i - start, i - start + 1, from, to);
      }
      fz_map_clear(&part);
    }
  }
  fz_map_clear(&map);
}

static void test_bytes_are_these(void **state) {
  (void)state;
  static const unsigned char expected[] = {
      1, 0, 5,      /* version, origin, runs */
      0x02, 2,      /* 3 ← 2, twice */
      0x01, 2,      /* 1 ← 1, twice */
      0x50, 6, 3, 1,/* five bytes on (zigzag 10), other units: 6 ← 3 */
      0x00, 2, 0, 1,/* 2 ← nothing */
      0x01, 4,
  };
  fz_map map = make_map();
  unsigned char *bytes;
  size_t length;
  assert_int_equal(fz_map_save(&map, &bytes, &length, NULL), FZ_OK);
  assert_int_equal(length, sizeof expected);
  assert_memory_equal(bytes, expected, sizeof expected);
  free(bytes);
  fz_map_clear(&map);
}

static void test_saved_maps_load_again(void **state) {
  (void)state;
  fz_map map = make_map(), *loaded;
  assert_true(fz_map_append(&map, 2, 17, 1, 1)); /* shares its source with the byte before */
  unsigned char *bytes;
  size_t length;
  assert_int_equal(fz_map_save(&map, &bytes, &length, NULL), FZ_OK);
  assert_int_equal(fz_map_load(bytes, length, &loaded, NULL), FZ_OK);
  assert_int_equal(fz_map_length(loaded), 22);
  for (size_t i = 0; i < 22; i++) {
    size_t from, to;
    fz_map_find(&map, i, i + 1, &from, &to);
    check_find(loaded, i, i + 1, from, to);
  }
  fz_map_free(loaded);
  fz_map_clear(&map);
  free(bytes);
}

static void check_refused(const unsigned char *bytes, size_t length) {
  fz_map *map;
  fz_error error = {0};
  assert_int_equal(fz_map_load(bytes, length, &map, &error), FZ_INVALID);
  assert_int_equal(error.status, FZ_INVALID);
  assert_null(map);
}

static void test_damaged_bytes_are_refused(void **state) {
  (void)state;
  static const struct {
    unsigned char bytes[24];
    size_t length;
  } bad[] = {
      {{2, 0, 0}, 3},                 /* another version */
      {{1, 0, 1, 0x01, 1, 0}, 6},     /* bytes behind the end */
      {{1, 0, 0x7F, 0x01, 1}, 5},     /* more runs than bytes */
      {{1, 0, 1, 0x01, 0}, 5},        /* a run of nothing */
      {{1, 0, 1, 0x00, 0, 1, 1}, 7},  /* a unit of nothing */
      {{1, 0, 1, 0x09, 1}, 5},        /* before the beginning of the file */
      {{1, 0, 2, 0x01, 9, 0x29, 1}, 7}, /* three bytes back in the source */
      {{1, 0, 1, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}, 14},
      {{1, 0, 1, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}, 14},
  };
  check_refused((const unsigned char *)"", 0);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) check_refused(bad[i].bytes, bad[i].length);
}

static void test_no_bytes_do_harm(void **state) {
  (void)state;
  fz_map map = make_map(), *loaded;
  unsigned char *bytes;
  size_t length;
  assert_int_equal(fz_map_save(&map, &bytes, &length, NULL), FZ_OK);
  for (size_t cut = 0; cut < length; cut++) check_refused(bytes, cut);
  for (size_t i = 0; i < length; i++) {
    unsigned char kept = bytes[i];
    for (unsigned value = 0; value < 256; value++) {
      bytes[i] = (unsigned char)value;
      if (fz_map_load(bytes, length, &loaded, NULL) != FZ_OK) continue;
      size_t from, to, all = fz_map_length(loaded);
      assert_int_equal(fz_map_source(loaded, 0, all, &from, &to), FZ_OK);
      assert_true(from <= to);
      fz_map_free(loaded);
    }
    bytes[i] = kept;
  }
  free(bytes);
  fz_map_clear(&map);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_runs_of_one_kind_are_joined),
      cmocka_unit_test(test_spans_lead_to_the_source),
      cmocka_unit_test(test_empty_spans_are_places),
      cmocka_unit_test(test_spans_outside_are_refused),
      cmocka_unit_test(test_copies_give_the_same_answers),
      cmocka_unit_test(test_bytes_are_these),
      cmocka_unit_test(test_saved_maps_load_again),
      cmocka_unit_test(test_damaged_bytes_are_refused),
      cmocka_unit_test(test_no_bytes_do_harm),
  };
  return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
