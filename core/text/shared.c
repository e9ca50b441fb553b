/*
** shared.c: the passages that two texts share: their seeds extended, the best of them chosen, and
** letters turned into bytes.
*/
#include <stdlib.h>

#include "text/collection.h"
#include "text/grow.h"

static fz_letters letters_of(const fz_passages *p, size_t one) {
  return (fz_letters){.items = p->texts[one].letters, .count = p->texts[one].count};
}

static size_t byte_start(fz_letters t, size_t at) { return t.items[at].at; }

static size_t byte_stop(fz_letters t, size_t stop) {
  return t.items[stop - 1].at + t.items[stop - 1].width;
}

/* The bytes of the letters [start, stop); an empty piece lies behind the letter before it. */
static void to_bytes(fz_letters t, size_t start, size_t stop, size_t *from, size_t *to) {
  *to = stop > 0 ? byte_stop(t, stop) : 0;
  *from = start < stop ? byte_start(t, start) : *to;
}

/* Letters that agree and are not stock. */
static size_t count_own(fz_letters a, const fz_alignment *x) {
  size_t own = 0, at = x->span.a_start;
  for (size_t e = 0; e <= x->edit_count; e++) {
    size_t stop = e < x->edit_count ? x->edits[e].a_start : x->span.a_stop;
    for (; at < stop; at++) own += !a.items[at].stock;
    if (e < x->edit_count) at = x->edits[e].a_stop;
  }
  return own;
}

/* Is the place of a seed inside what was extended already? */
static bool is_tried(const fz_passages *p, size_t i, size_t j) {
  for (size_t n = p->tried_count; n > 0; n--) {
    const fz_piece *x = &p->tried[n - 1];
    if (i >= x->a_start && i < x->a_stop && j >= x->b_start && j < x->b_stop) return true;
  }
  return false;
}

static fz_status put_edits(fz_passages *p, fz_letters a, fz_letters b, fz_error *error) {
  const fz_alignment *x = &p->alignment;
  fz_difference *edits =
      fz_grow(p->edits, &p->edit_capacity, p->edit_count, x->edit_count + 1, sizeof *edits);
  if (edits == NULL) return fz_passages_no_memory(error);
  p->edits = edits;
  for (size_t i = 0; i < x->edit_count; i++) {
    fz_difference *edit = &edits[p->edit_count++];
    to_bytes(a, x->edits[i].a_start, x->edits[i].a_stop, &edit->a_start, &edit->a_stop);
    to_bytes(b, x->edits[i].b_start, x->edits[i].b_stop, &edit->b_start, &edit->b_stop);
  }
  return FZ_OK;
}

/* Adds what was aligned; its span is in letters until all are chosen. */
static fz_status put_passage(fz_passages *p, fz_letters a, fz_letters b, size_t own,
                             fz_error *error) {
  const fz_alignment *x = &p->alignment;
  fz_passage *passages =
      fz_grow(p->passages, &p->passage_capacity, p->passage_count, 1, sizeof *passages);
  if (passages == NULL) return fz_passages_no_memory(error);
  p->passages = passages;
  size_t edit = p->edit_count;
  fz_status status = put_edits(p, a, b, error);
  if (status != FZ_OK) return status;
  passages[p->passage_count++] = (fz_passage){
      x->span.a_start, x->span.a_stop, x->span.b_start, x->span.b_stop, x->same, own, edit,
      x->edit_count};
  return FZ_OK;
}

/* Extends the run that a has at i and b at j, if no passage has it yet. Where only the hashes agree
** nothing comes of it. */
static fz_status try_seed(fz_passages *p, fz_letters a, fz_letters b, size_t i, size_t j,
                          size_t least, fz_error *error) {
  if (is_tried(p, i, j)) return FZ_OK;
  fz_align(a, b, i, j, &p->alignment);
  fz_piece *tried = fz_grow(p->tried, &p->tried_capacity, p->tried_count, 1, sizeof *tried);
  if (tried == NULL) return fz_passages_no_memory(error);
  p->tried = tried;
  tried[p->tried_count++] = p->alignment.span;
  size_t own = count_own(a, &p->alignment);
  bool is_long = p->alignment.same >= least && own >= least - least / 3;
  return is_long ? put_passage(p, a, b, own, error) : FZ_OK;
}

/* Tries the seeds that end a long enough chain; counts the fingerprints that are in both. */
static fz_status try_seeds(fz_passages *p, size_t one, size_t other, size_t least, size_t *prints,
                           fz_error *error) {
  fz_range r = p->shares[other];
  fz_letters a = letters_of(p, one), b = letters_of(p, other);
  for (uint32_t i = r.start; i < r.stop; i++) {
    const fz_seed *x = &p->seeds[i];
    *prints += !x->again;
    if (!x->enough) continue;
    fz_status status = try_seed(p, a, b, x->i, x->j, least, error);
    if (status != FZ_OK) return status;
  }
  return FZ_OK;
}

static int compare_size(const void *a, const void *b) {
  const fz_passage *x = a, *y = b;
  if (x->same != y->same) return x->same < y->same ? 1 : -1;
  if (x->a_start != y->a_start) return x->a_start < y->a_start ? -1 : 1;
  return (x->b_start > y->b_start) - (x->b_start < y->b_start);
}

static int compare_place(const void *a, const void *b) {
  const fz_passage *x = a, *y = b;
  if (x->a_start != y->a_start) return x->a_start < y->a_start ? -1 : 1;
  return (x->b_start > y->b_start) - (x->b_start < y->b_start);
}

static size_t least_of(size_t a, size_t b) { return a < b ? a : b; }
static size_t most_of(size_t a, size_t b) { return a > b ? a : b; }

/* Does the passage lie in a by more than half within another that was chosen? */
static bool is_within(const fz_passage *x, const fz_passage *chosen, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t start = most_of(x->a_start, chosen[i].a_start);
    size_t stop = least_of(x->a_stop, chosen[i].a_stop);
    if (stop > start && 2 * (stop - start) > x->a_stop - x->a_start) return true;
  }
  return false;
}

/* Of passages about the same piece of a the longest is kept; then all are in order of place. */
static void choose(fz_passages *p) {
  size_t count = 0;
  if (p->passage_count == 0) return;
  qsort(p->passages, p->passage_count, sizeof *p->passages, compare_size);
  for (size_t i = 0; i < p->passage_count; i++)
    if (!is_within(&p->passages[i], p->passages, count)) p->passages[count++] = p->passages[i];
  p->passage_count = count;
  qsort(p->passages, count, sizeof *p->passages, compare_place);
}

static int compare_piece(const void *a, const void *b) {
  const fz_piece *x = a, *y = b;
  return (x->b_start > y->b_start) - (x->b_start < y->b_start);
}

/* Letters of a and of b that lie in passages, each once; the spans are still in letters. */
static void count_covered(fz_passages *p, fz_shared *out) {
  size_t a = 0, b = 0;
  for (size_t i = 0; i < p->passage_count; i++) {
    const fz_passage *x = &p->passages[i];
    if (x->a_stop > a) out->a_letters += x->a_stop - most_of(a, x->a_start);
    a = most_of(a, x->a_stop);
    p->tried[i] = (fz_piece){x->a_start, x->a_stop, x->b_start, x->b_stop};
  }
  if (p->passage_count > 0) qsort(p->tried, p->passage_count, sizeof *p->tried, compare_piece);
  for (size_t i = 0; i < p->passage_count; i++) {
    const fz_piece *x = &p->tried[i];
    if (x->b_stop > b) out->b_letters += x->b_stop - most_of(b, x->b_start);
    b = most_of(b, x->b_stop);
  }
}

static void spans_to_bytes(fz_passages *p, fz_letters a, fz_letters b) {
  for (size_t i = 0; i < p->passage_count; i++) {
    fz_passage *x = &p->passages[i];
    to_bytes(a, x->a_start, x->a_stop, &x->a_start, &x->a_stop);
    to_bytes(b, x->b_start, x->b_stop, &x->b_start, &x->b_stop);
  }
}

fz_status fz_passages_compare(fz_passages *p, size_t a, size_t b, size_t least, fz_shared *out,
                              fz_error *error) {
  *out = (fz_shared){0};
  fz_status status = fz_passages_check(p, a, b, error);
  if (status != FZ_OK) return status;
  p->passage_count = p->tried_count = p->edit_count = 0;
  size_t prints = 0;
  if (p->asked != a || p->asked_before <= b || p->asked_least != least)
    status = fz_passages_ask(p, a, SIZE_MAX, least, error);
  if (status == FZ_OK) status = try_seeds(p, a, b, least, &prints, error);
  if (status != FZ_OK) return status;
  choose(p);
  count_covered(p, out);
  spans_to_bytes(p, letters_of(p, a), letters_of(p, b));
  size_t all = p->texts[a].rare + p->texts[b].rare - prints;
  out->passages = p->passages;
  out->count = p->passage_count;
  out->edits = p->edits;
  out->prints = prints;
  out->jaccard = all == 0 ? 0 : (double)prints / (double)all;
  return FZ_OK;
}

fz_status fz_passages_stock(const fz_passages *p, size_t one, size_t start, size_t stop,
                            size_t *letters, size_t *stock, fz_error *error) {
  *letters = *stock = 0;
  fz_status status = fz_passages_check(p, one, one, error);
  if (status != FZ_OK) return status;
  fz_letters t = letters_of(p, one);
  for (size_t i = 0; i < t.count; i++) {
    if (t.items[i].at < start || t.items[i].at >= stop) continue;
    ++*letters;
    *stock += t.items[i].stock;
  }
  return FZ_OK;
}
