/*
** patterns_fuzz.c: patterns and a text made of any bytes: nothing is read outside the text, a match
** lies within it.
*/
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/patterns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTS = 9 }; /* every way to match is tried: many gaps and long texts only take long */

/* The first bytes make the parts: a kind, and for words a piece of the bytes behind. */
static size_t make_parts(const uint8_t *data, size_t size, fz_pattern_part *parts) {
  size_t count = size > 0 ? data[0] % PARTS : 0;
  if (size < 2 * count + 1) return 0;
  for (size_t i = 0; i < count; i++) {
    uint8_t how = data[1 + 2 * i], what = data[2 + 2 * i];
    parts[i] = (fz_pattern_part){.kind = (fz_pattern_kind)(how % (FZ_PATTERN_MUST + 1)),
                                 .s = (const char *)data + what % size,
                                 .least = what & 3,
                                 .most = what >> 2 & 7};
    parts[i].length = size - what % size < 3 ? size - what % size : 3;
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fz_pattern_part parts[PARTS];
  fz_patterns *p = NULL;
  size_t count = make_parts(data, size, parts), start, stop;
  const fz_pattern list[] = {{parts, count}};
  if (fz_patterns_new(list, 1, "、", 3, &p, NULL) != FZ_OK) return 0;
  size_t length = size < 64 ? size : 64;
  char *s = malloc(length + 1);
  if (s == NULL) abort();
  memcpy(s, data + size - length, length);
  uint64_t bits[1];
  fz_patterns_present(p, s, length, bits);
  for (size_t at = 0; at <= length; at++) {
    if (fz_patterns_at(p, 0, s, length, at, &start, &stop))
      assert(start <= at && at < stop && stop <= length);
    if (fz_patterns_find(p, 0, s, length, at, &stop)) assert(at <= stop && stop <= length);
  }
  free(s);
  fz_patterns_free(p);
  return 0;
}
