/*
** passages.c: a collection of texts, and how one is taken in: its letters, and of their runs the
** fingerprints that winnowing keeps.
*/
#include "fazhi/passages.h"

#include <stdlib.h>

#include "fazhi/sketch.h"
#include "text/collection.h"
#include "text/grow.h"
#include "text/letters.h"
#include "text/utf8.h"

fz_status fz_passages_no_memory(fz_error *error) {
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

fz_status fz_passages_invalid(fz_error *error, const char *message) {
  return fz_error_set(error, FZ_INVALID, (size_t)-1, "%s", message);
}

fz_status fz_passages_new(unsigned k, unsigned window, fz_passages **out, fz_error *error) {
  *out = NULL;
  if (k < 1 || k > FZ_SHINGLE_MAX || window < 1 || window > FZ_PASSAGES_WINDOW_MAX)
    return fz_passages_invalid(error, "runs or windows of a length that is not allowed");
  fz_passages *p = calloc(1, sizeof *p);
  if (p == NULL) return fz_passages_no_memory(error);
  p->k = k;
  p->window = window;
  p->asked = SIZE_MAX;
  *out = p;
  return FZ_OK;
}

void fz_passages_free(fz_passages *p) {
  if (p == NULL) return;
  for (size_t i = 0; i < p->count; i++) free(p->texts[i].letters);
  free(p->texts);
  free(p->prints);
  fz_passages_free_index(p);
  free(p->seeds);
  free(p->passages);
  free(p->tried);
  free(p->edits);
  free(p);
}

size_t fz_passages_count(const fz_passages *p) { return p->count; }

static size_t count_letters(const char *s, size_t length) {
  size_t count = 0, width;
  for (size_t at = 0; at < length; at += width) count += fz_counted_at(s + at, &width) != 0;
  return count;
}

static fz_letter *read_letters(const char *s, size_t length, size_t count) {
  fz_letter *letters = malloc((count + 1) * sizeof *letters);
  if (letters == NULL) return NULL;
  size_t width, n = 0;
  for (size_t at = 0; at < length; at += width) {
    uint32_t c = fz_counted_at(s + at, &width);
    if (c == 0) continue;
    letters[n++] = (fz_letter){.c = c & 0x1FFFFF, .width = width & 7, .at = (uint32_t)at};
  }
  return letters;
}

/* The last k letters, a number being one, whose hash rolls; and where they began. */
typedef struct roll {
  uint64_t window[FZ_SHINGLE_MAX], hash, leaving;
  uint32_t places[FZ_SHINGLE_MAX];
  size_t seen;
} roll;

/* The last w runs of k letters by their hashes, of which the lowest is kept. */
typedef struct winnow {
  uint32_t hashes[FZ_PASSAGES_WINDOW_MAX], places[FZ_PASSAGES_WINDOW_MAX];
  size_t seen, lowest; /* counted from the first run of the text */
  bool any;            /* has one been kept? */
} winnow;

static void take_letter(roll *x, unsigned k, const fz_letter *letters, size_t at) {
  size_t place = x->seen % k;
  uint64_t in = fz_mix(fz_is_digit(letters[at].c) ? '0' : letters[at].c);
  uint64_t out = x->seen >= k ? x->window[place] * x->leaving : 0;
  x->hash = x->hash * fz_roll + in - out;
  x->window[place] = in;
  x->places[place] = (uint32_t)at;
  x->seen++;
}

/* Keeps the last of the lowest among the runs from `first` on. */
static void keep_lowest(fz_passages *p, winnow *x, size_t first) {
  x->lowest = first;
  for (size_t i = first + 1; i < x->seen; i++)
    if (x->hashes[i % p->window] <= x->hashes[x->lowest % p->window]) x->lowest = i;
  x->any = true;
  p->prints[p->print_count++] = (fz_print){.hash = x->hashes[x->lowest % p->window],
                                           .text = (uint32_t)p->count,
                                           .at = x->places[x->lowest % p->window],
                                           .group = FZ_ALONE};
}

static void take_run(fz_passages *p, winnow *x, uint32_t hash, uint32_t place) {
  unsigned w = p->window;
  x->hashes[x->seen % w] = hash;
  x->places[x->seen % w] = place;
  x->seen++;
  if (x->seen < w) return;
  bool is_inside = x->any && x->lowest + w >= x->seen;
  if (!is_inside)
    keep_lowest(p, x, x->seen - w);
  else if (hash <= x->hashes[x->lowest % w])
    keep_lowest(p, x, x->seen - 1);
}

static void winnow_text(fz_passages *p, const fz_letter *letters, size_t count) {
  roll r = {.leaving = 1};
  winnow x = {.any = false};
  for (unsigned i = 0; i < p->k; i++) r.leaving *= fz_roll;
  for (size_t at = 0; at < count; at = fz_letter_behind(letters, count, at)) {
    take_letter(&r, p->k, letters, at);
    if (r.seen < p->k) continue;
    take_run(p, &x, (uint32_t)(fz_mix(r.hash) >> 32), r.places[r.seen % p->k]);
  }
  if (!x.any && x.seen > 0) keep_lowest(p, &x, 0);
}

static fz_status check_text(const fz_passages *p, const char *s, size_t length, uint32_t owner,
                            fz_error *error) {
  if (p->indexed) return fz_passages_invalid(error, "texts are added before the index is made");
  if (owner > FZ_PASSAGES_OWNER_MAX)
    return fz_passages_invalid(error, "an owner has too large a number");
  if (length > INT32_MAX || p->print_count >= UINT32_MAX - length || p->count >= UINT32_MAX - 1)
    return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "too much text");
  size_t valid = fz_utf8_valid((const unsigned char *)s, length);
  if (valid == length) return FZ_OK;
  return fz_error_set(error, FZ_INVALID, valid, "not UTF-8 at byte %zu", valid);
}

fz_status fz_passages_add(fz_passages *p, const char *s, size_t length, uint32_t owner,
                          fz_error *error) {
  fz_status status = check_text(p, s, length, owner, error);
  if (status != FZ_OK) return status;
  size_t count = count_letters(s, length);
  fz_collected *texts = fz_grow(p->texts, &p->capacity, p->count, 1, sizeof *texts);
  if (texts == NULL) return fz_passages_no_memory(error);
  p->texts = texts;
  fz_print *prints =
      fz_grow(p->prints, &p->print_capacity, p->print_count, count + 1, sizeof *prints);
  if (prints == NULL) return fz_passages_no_memory(error);
  p->prints = prints;
  fz_letter *letters = read_letters(s, length, count);
  if (letters == NULL) return fz_passages_no_memory(error);
  p->texts[p->count] = (fz_collected){
      .letters = letters, .count = count, .owner = owner, .first = (uint32_t)p->print_count};
  winnow_text(p, letters, count);
  p->count++;
  if (owner >= p->owners) p->owners = owner + 1;
  return FZ_OK;
}
