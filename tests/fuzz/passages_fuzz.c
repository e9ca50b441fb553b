/*
** passages_fuzz.c: any bytes as texts, one a line: whatever they are, every passage lies inside
** both texts, at whole characters, and its edits lie inside it, in order.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/passages.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXTS = 6 };

#define HOLDS(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                        \
    }                                                                 \
  } while (0)

typedef struct line {
  const char *s;
  size_t length;
} line;

static void check_span(line t, size_t start, size_t stop) {
  HOLDS(start <= stop && stop <= t.length);
  HOLDS(fz_utf8_boundary(t.s, t.length, start) && fz_utf8_boundary(t.s, t.length, stop));
}

static void check_shared(line a, line b, const fz_shared *x, size_t least) {
  size_t at = 0;
  for (size_t i = 0; i < x->count; i++) {
    const fz_passage *one = &x->passages[i];
    check_span(a, one->a_start, one->a_stop);
    check_span(b, one->b_start, one->b_stop);
    HOLDS(one->a_start >= at && one->same >= least && one->own <= one->same);
    at = one->a_start;
    size_t p = one->a_start, q = one->b_start;
    for (size_t e = 0; e < one->edits; e++) {
      const fz_difference *edit = &x->edits[one->edit + e];
      check_span(a, edit->a_start, edit->a_stop);
      check_span(b, edit->b_start, edit->b_stop);
      HOLDS(edit->a_start >= p && edit->b_start >= q);
      p = edit->a_stop;
      q = edit->b_stop;
    }
    HOLDS(p <= one->a_stop && q <= one->b_stop);
  }
  HOLDS(x->jaccard >= 0 && x->jaccard <= 1 && (x->count == 0) == (x->a_letters == 0));
}

static size_t add_lines(fz_passages *p, const char *s, size_t size, line lines[TEXTS]) {
  size_t count = 0;
  while (size > 0 && count < TEXTS) {
    const char *stop = memchr(s, '\n', size);
    size_t length = stop == NULL ? size : (size_t)(stop - s);
    if (fz_passages_add(p, s, length, (uint32_t)count % 4, NULL) == FZ_OK)
      lines[count++] = (line){s, length};
    s += stop == NULL ? size : length + 1;
    size -= stop == NULL ? size : length + 1;
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 4) return 0;
  fz_passages *p;
  line lines[TEXTS];
  if (fz_passages_new(data[0] % 12 + 1, data[1] % 12 + 1, &p, NULL) != FZ_OK) return 0;
  size_t count = add_lines(p, (const char *)data + 4, size - 4, lines), least = data[3] % 64 + 1;
  HOLDS(fz_passages_count(p) == count);
  HOLDS(fz_passages_index(p, data[2] % 4, NULL) == FZ_OK);
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < count; j++) {
      fz_shared x;
      HOLDS(fz_passages_compare(p, i, j, least, &x, NULL) == FZ_OK);
      check_shared(lines[i], lines[j], &x, least);
    }
  fz_passages_free(p);
  return 0;
}
