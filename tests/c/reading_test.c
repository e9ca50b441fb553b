/*
** reading_test.c: what a pattern becomes: its parts in their order, the words of which one must
** stand, and the place of what is wrong.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/reading.h"

static fz_flat *flat;

static int set_up(void **state) {
  (void)state;
  const fz_flat_pair pairs[] = {{" ", "", 1, 0}, {"，", "\4", 3, 1}, {"“", "", 3, 0}};
  return fz_flat_new(pairs, 3, &flat, NULL) == FZ_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  fz_flat_free(flat);
  return 0;
}

static fz_reading *read(const char *s, size_t length, fz_reading_fault *fault, size_t *at) {
  const fz_reading_signs signs = {{"<N>", 3}, {"<M>", 3}, {"…", 3}, {"｜", 3}};
  fz_reading *reading = NULL;
  fz_error error = {0};
  assert_int_equal(fz_reading_new(flat, &signs, s, length, &reading, fault, at, &error), FZ_OK);
  return reading;
}

/* The parts as text: a letter each, the bytes or bounds behind it. */
static void show(const fz_reading *reading, char *out, size_t size) {
  static const char letters[] = "TFOSENGPW(?|)M";
  fz_pattern pattern = fz_reading_parts(reading);
  size_t used = 0;
  for (size_t i = 0; i < pattern.count && used < size; i++) {
    const fz_pattern_part *part = &pattern.parts[i];
    used += (size_t)snprintf(out + used, size - used, "%c", letters[part->kind]);
    if (part->kind == FZ_PATTERN_GAP)
      used += (size_t)snprintf(out + used, size - used, "%u-%u", part->least, part->most);
    else
      used += (size_t)snprintf(out + used, size - used, "%.*s", (int)part->length, part->s);
  }
}

static void test_parts(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"a<N>", "TaFMa"},
      {"“甲 乙，<N> 丙", "T甲乙\4FT丙M甲乙\4"},
      {"(a|bc ｜ d)? <N>", "?Ta|Tbc|Td)F"},
      {"(ab|cd)e<N>", "(Tab|Tcd)TeFMabMcd"},
      {"(ab|cd?)ef<N>", "(Tab|Tc?Td))TefFMef"},
      {"a ? b<N>", "?Ta)TbFMb"},
      {"a…b...{2,7}c……<N>", "TaG0-12TbG2-7TcPFMa"},
      {"[^a|b c]…<M>^$!(x|y)", "G0-12WaWbcOSENWxWy"},
      {"((a|bb)c|dd)", "((Ta|Tbb)Tc|Tdd)McMdd"},
      {"<N>abc d", "FTabcd"},
      {"<N> …ab", "FG0-12TabMab"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char shown[200] = "";
    fz_reading_fault fault;
    size_t at;
    fz_reading *reading = read(cases[i][0], strlen(cases[i][0]), &fault, &at);
    assert_non_null(reading);
    show(reading, shown, sizeof shown);
    assert_string_equal(shown, cases[i][1]);
    assert_int_equal(fz_reading_has_figure(reading), strstr(cases[i][0], "<N>") != NULL);
    fz_reading_free(reading);
  }
}

static void test_faults(void **state) {
  (void)state;
  static const struct {
    const char *s;
    fz_reading_fault fault;
    size_t at;
  } cases[] = {
      {"", FZ_READING_EMPTY, 0},
      {"  ", FZ_READING_EMPTY, 0},
      {"a\xFF", FZ_READING_NOT_UTF8, 1},
      {"a\xE7\x94", FZ_READING_NOT_UTF8, 1},
      {"a!(\x80)", FZ_READING_NOT_UTF8, 3},
      {"(a(b)", FZ_READING_NO_BRACKET_CLOSES, 0},
      {"a!(b", FZ_READING_NO_WORDS_CLOSE, 2},
      {"[^b", FZ_READING_NO_SQUARE_CLOSES, 1},
      {"!(a$)", FZ_READING_SIGN_IN_WORDS, 3},
      {"!(a|)", FZ_READING_NO_WORD, 5},
      {"(a|)", FZ_READING_NO_ALTERNATIVE, 3},
      {"a…{6}", FZ_READING_NO_BOUNDS, 4},
      {"a…{9,6}", FZ_READING_BOUNDS_TURNED, 4},
      {"a…{6,99999999999999999999}", FZ_READING_BOUNDS_TOO_FAR, 4},
      {"……{1,2}", FZ_READING_BOUNDS_OF_SPACE, 6},
      {"[^a]b", FZ_READING_NO_GAP, 4},
      {"[a]", FZ_READING_SQUARE_ALONE, 0},
      {"a!b", FZ_READING_NOT_ALONE, 1},
      {"a<X>", FZ_READING_UNKNOWN, 1},
      {"a??", FZ_READING_QUESTION, 2},
      {"a]", FZ_READING_CLOSES_NOTHING, 1},
      {"(a<N>)", FZ_READING_FIGURE_INSIDE, 2},
      {"<N>a<N>", FZ_READING_FIGURE_TWICE, 4},
      {"a)", FZ_READING_BRACKET_NOT_OPEN, 1},
      {"a|b", FZ_READING_BAR_OUTSIDE, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fz_reading_fault fault;
    size_t at;
    assert_null(read(cases[i].s, strlen(cases[i].s), &fault, &at));
    assert_int_equal(fault, cases[i].fault);
    assert_int_equal(at, cases[i].at);
  }
}

static void test_depth(void **state) {
  (void)state;
  char s[300];
  fz_reading_fault fault;
  size_t at;
  for (int n = FZ_READING_DEPTH_MAX; n <= FZ_READING_DEPTH_MAX + 1; n++) {
    memset(s, '(', (size_t)n);
    s[n] = 'a';
    memset(s + n + 1, ')', (size_t)n);
    fz_reading *reading = read(s, (size_t)(2 * n + 1), &fault, &at);
    assert_int_equal(reading != NULL, n == FZ_READING_DEPTH_MAX);
    fz_reading_free(reading);
  }
  assert_int_equal(fault, FZ_READING_TOO_DEEP);
  assert_int_equal(at, FZ_READING_DEPTH_MAX);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parts),
      cmocka_unit_test(test_faults),
      cmocka_unit_test(test_depth),
  };
  return cmocka_run_group_tests_name("reading", tests, set_up, tear_down);
}
