/*
** text_fuzz.c: any bytes, decoded, edited, sliced, mapped and outlined: whatever they are, the
** promises of text.h and outline.h hold. The first byte chooses the options.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/outline.h"
#include "fazhi/text.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort(); \
    } \
  } while (0)

static size_t next_character(const char *s, size_t length, size_t at) {
  at++;
  while (at < length && fz_utf8_inside(s[at])) at++;
  return at;
}

static void check_bytes(const char *s, size_t length) {
  HOLDS(s[length] == '\0');
  HOLDS(fz_utf8_valid((const unsigned char *)s, length) == length);
  for (size_t at = 0, width; at < length; at += width)
    HOLDS(!fz_is_control(fz_utf8_read(s + at, &width)));
}

/* Both ends of the source never go back; the whole covers every part; places are empty. */
static void check_source(const fz_text *text) {
  size_t length, from, to, first, last, start = 0, stop = 0;
  const char *s = fz_text_bytes(text, &length);
  HOLDS(fz_text_source(text, 0, length, &first, &last) == FZ_OK);
  HOLDS(first <= last && last <= fz_text_source_size(text));
  for (size_t at = 0, next; at < length; at = next) {
    next = next_character(s, length, at);
    HOLDS(fz_text_source(text, at, next, &from, &to) == FZ_OK);
    HOLDS(from >= start && to >= stop && from <= to && from >= first && to <= last);
    start = from;
    stop = to;
    HOLDS(fz_text_source(text, at, at, &from, &to) == FZ_OK && from == to && from == start);
  }
  HOLDS(fz_text_source(text, 0, length + 1, &from, &to) == FZ_INVALID);
}

static void check_marks(const fz_damage *marks, size_t count, const char *s, size_t length) {
  for (size_t i = 0; i < count; i++) {
    HOLDS(marks[i].start < marks[i].stop && marks[i].stop <= length);
    HOLDS(fz_utf8_boundary(s, length, marks[i].start));
    HOLDS(fz_utf8_boundary(s, length, marks[i].stop));
    HOLDS(i == 0 || marks[i - 1].start <= marks[i].start);
  }
}

static void check_map(const fz_text *text) {
  unsigned char *bytes;
  size_t size, length, a, b, c, d;
  fz_map *map;
  const char *s = fz_text_bytes(text, &length);
  HOLDS(fz_text_map(text, &bytes, &size, NULL) == FZ_OK);
  HOLDS(fz_map_load(bytes, size, &map, NULL) == FZ_OK);
  for (size_t at = 0, next; at < length; at = next) {
    next = next_character(s, length, at);
    HOLDS(fz_text_source(text, at, next, &a, &b) == FZ_OK);
    HOLDS(fz_map_source(map, at, next, &c, &d) == FZ_OK && a == c && b == d);
  }
  fz_map_free(map);
  free(bytes);
}

static void check_confidence(const fz_text *text) {
  const char *runner_up;
  double share = fz_text_confidence(text, &runner_up);
  HOLDS(share >= 0.5 && share <= 1);
  HOLDS(runner_up == NULL ? share == 1 : strcmp(runner_up, fz_text_encoding(text)) != 0);
}

static void check_text(const fz_text *text) {
  size_t length, count;
  check_confidence(text);
  const char *s = fz_text_bytes(text, &length);
  check_bytes(s, length);
  check_source(text);
  const fz_damage *marks = fz_text_damage(text, &count);
  check_marks(marks, count, s, length);
  marks = fz_text_repairs(text, &count);
  check_marks(marks, count, s, length);
  check_map(text);
}

static const fz_marker markers[] = {
    {1, 10, "", FZ_NUMBER_HAN, "、", FZ_AT_LINE | FZ_AT_SENTENCE, "第", "", false, false},
    {2, 20, "（|(", FZ_NUMBER_HAN, "）|)", FZ_AT_LINE | FZ_AT_SENTENCE, "", "", false, false},
    {3, 30, "", FZ_NUMBER_ARABIC, ".", FZ_AT_LINE | FZ_AT_SENTENCE, "", "0123456789", false, true},
    {4, 40, "", FZ_NUMBER_HAN, "是", FZ_AT_LINE | FZ_AT_CLAUSE | FZ_AT_GLUED, "", "", true, true},
};

static const fz_outline_rules rules = {
    .markers = markers, .count = 4, .lead_max = 30, .bare_max = 30};

static void check_outline(const char *s, size_t length) {
  fz_outline *outline;
  size_t count;
  HOLDS(fz_outline_parse(s, length, &rules, &outline, NULL) == FZ_OK);
  const fz_section *all = fz_outline_sections(outline, &count);
  for (size_t i = 0; i < count; i++) {
    const fz_section *x = &all[i];
    HOLDS(x->start <= x->marker_stop && x->marker_stop <= x->stop && x->stop <= length);
    HOLDS(x->heading_start <= x->heading_stop && x->heading_stop <= x->stop);
    HOLDS(fz_utf8_boundary(s, length, x->start) && fz_utf8_boundary(s, length, x->stop));
    HOLDS(i == 0 || all[i - 1].start <= x->start);
    HOLDS(x->parent <= i);
    if (x->parent > 0) {
      const fz_section *parent = &all[x->parent - 1];
      HOLDS(parent->start <= x->start && x->stop <= parent->stop);
    }
  }
  fz_outline_free(outline);
}

/* Edits at characters the input chooses: drops, insertions, replacements, in turn. */
static void check_edit(fz_text *text, const uint8_t *data, size_t size) {
  static const char *const words[] = {"", "县", "abc", "\n", "法治"};
  fz_edit edits[16];
  size_t length, count = 0, at = 0;
  const char *s = fz_text_bytes(text, &length);
  for (size_t i = 0; i < size && count < 16 && at < length; i++) {
    for (int skip = data[i] & 7; skip > 0 && at < length; skip--)
      at = next_character(s, length, at);
    size_t stop = at;
    for (int take = data[i] >> 3 & 3; take > 0 && stop < length; take--)
      stop = next_character(s, length, stop);
    const char *word = words[(data[i] >> 5) % 5];
    edits[count++] = (fz_edit){at, stop, word, strlen(word)};
    at = stop;
  }
  HOLDS(fz_text_edit(text, edits, count, NULL) == FZ_OK);
  check_text(text);
}

/* Every place of a slice is the place it had in the whole. */
static void check_slice(const fz_text *text, size_t seed) {
  size_t length, a, b, c, d;
  const char *s = fz_text_bytes(text, &length);
  size_t start = length == 0 ? 0 : seed % length, stop = start + (length - start) / 2;
  while (start > 0 && !fz_utf8_boundary(s, length, start)) start--;
  while (!fz_utf8_boundary(s, length, stop)) stop++;
  fz_text *part;
  HOLDS(fz_text_slice(text, start, stop, &part, NULL) == FZ_OK);
  check_text(part);
  for (size_t at = start, next; at < stop; at = next) {
    next = next_character(s, length, at);
    HOLDS(fz_text_source(text, at, next, &a, &b) == FZ_OK);
    HOLDS(fz_text_source(part, at - start, next - start, &c, &d) == FZ_OK && a == c && b == d);
  }
  fz_text_free(part);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const encodings[] = {NULL, "UTF-8", "GB18030", "BIG5",
                                          "UTF-16LE", "UTF-16BE", NULL, "UTF-8+GB18030"};
  if (size == 0) return 0;
  fz_text_options options = {.encoding = encodings[data[0] & 7], .keep_script = (data[0] & 8) != 0};
  fz_text *text;
  fz_map *map;
  fz_error error;
  if (fz_map_load(data, size, &map, NULL) == FZ_OK) fz_map_free(map);
  if (fz_text_decode(data + 1, size - 1, &options, &text, &error) != FZ_OK) {
    HOLDS(text == NULL && error.message[0] != '\0');
    HOLDS(error.status != FZ_INTERNAL && error.status != FZ_NOMEM);
    return 0;
  }
  check_text(text);
  size_t length;
  const char *s = fz_text_bytes(text, &length);
  check_outline(s, length);
  check_slice(text, size * 7 + data[0]);
  check_edit(text, data, size);
  check_edit(text, data + size / 2, size - size / 2);
  check_slice(text, size * 3 + data[0]);
  fz_text_free(text);
  return 0;
}
