/*
** align.c: the walk away from a shared run, letter by letter and over small edits, to the place
** where it scored highest. Nothing here allocates.
*/
#include "text/align.h"

#include <stdbool.h>

enum {
  GAP = 12,   /* letters of an edit on either side */
  RESYNC = 6, /* letters that agree behind an edit */
  NEAR = 2,   /* and behind a number that stands for another */
  DROP = 16   /* below the highest score */
};

/* Two texts walked in one direction; `step` is 1 or -1. */
typedef struct walk {
  fz_letters a, b;
  ptrdiff_t step;
} walk;

/* Where a walk stands, and what it has met; `run` letters agree up to here. */
typedef struct state {
  ptrdiff_t i, j, score, run;
  size_t same, edits;
} state;

/* How many letters an edit takes on either side, and how many of them the walk had passed. */
typedef struct gap {
  ptrdiff_t a, b, back, cost;
} gap;

static bool inside(fz_letters t, ptrdiff_t at) { return at >= 0 && (size_t)at < t.count; }

static bool alike(const walk *w, ptrdiff_t i, ptrdiff_t j) {
  return inside(w->a, i) && inside(w->b, j) && w->a.items[i].c == w->b.items[j].c;
}

/* How many letters agree from here on, `most` at most. */
static ptrdiff_t agreeing(const walk *w, ptrdiff_t i, ptrdiff_t j, ptrdiff_t most) {
  ptrdiff_t n = 0;
  while (n < most && alike(w, i + n * w->step, j + n * w->step)) n++;
  return n;
}

static bool is_digit(fz_letters t, ptrdiff_t at) {
  return inside(t, at) && t.items[at].c >= '0' && t.items[at].c <= '9';
}

static ptrdiff_t digits(fz_letters t, ptrdiff_t at, ptrdiff_t step) {
  ptrdiff_t n = 0;
  while (is_digit(t, at + n * step)) n++;
  return n;
}

/* Whether other numbers stand here, of which the walk may have passed the first digits. */
static bool bridge_number(const walk *w, const state *s, gap *g) {
  ptrdiff_t back = 0, step = w->step;
  while (back < s->run && is_digit(w->a, s->i - (back + 1) * step)) back++;
  ptrdiff_t m = digits(w->a, s->i, step), n = digits(w->b, s->j, step);
  if (m + n == 0 || m + back == 0 || n + back == 0) return false;
  if (agreeing(w, s->i + m * step, s->j + n * step, NEAR) < NEAR) return false;
  *g = (gap){.a = m, .b = n, .back = back, .cost = 0};
  return true;
}

/* The least edit behind which letters agree again. */
static bool bridge(const walk *w, const state *s, gap *g) {
  if (bridge_number(w, s, g)) return true;
  for (ptrdiff_t total = 1; total <= 2 * GAP; total++)
    for (ptrdiff_t m = total > GAP ? total - GAP : 0; m <= GAP && m <= total; m++) {
      ptrdiff_t n = total - m;
      if (agreeing(w, s->i + m * w->step, s->j + n * w->step, RESYNC) < RESYNC) continue;
      *g = (gap){.a = m, .b = n, .cost = m > n ? m : n};
      return true;
    }
  return false;
}

static void order(ptrdiff_t from, ptrdiff_t to, ptrdiff_t step, size_t *start, size_t *stop) {
  *start = (size_t)(step > 0 ? from : to + 1);
  *stop = (size_t)(step > 0 ? to : from + 1);
}

/* Steps over an edit and writes it down. */
static void cross(const walk *w, state *s, const gap *g, fz_piece *edit) {
  ptrdiff_t i = s->i + g->a * w->step, j = s->j + g->b * w->step;
  order(s->i - g->back * w->step, i, w->step, &edit->a_start, &edit->a_stop);
  order(s->j - g->back * w->step, j, w->step, &edit->b_start, &edit->b_stop);
  s->i = i;
  s->j = j;
  s->score -= g->cost;
  s->edits++;
}

/* Where a passage ends that must not end inside a number that goes on differently. */
static state leave_number(const walk *w, state s) {
  if (!is_digit(w->a, s.i) && !is_digit(w->b, s.j)) return s;
  while (s.run > 0 && is_digit(w->a, s.i - w->step)) {
    s.i -= w->step;
    s.j -= w->step;
    s.run--;
    s.score--;
    s.same--;
  }
  return s;
}

/* Walks from i and j on; returns where the score was highest. Writes up to `room` edits. */
static state extend(const walk *w, ptrdiff_t i, ptrdiff_t j, fz_piece *edits, size_t room) {
  state s = {.i = i, .j = j}, best = s;
  for (gap g;;) {
    ptrdiff_t n = agreeing(w, s.i, s.j, PTRDIFF_MAX);
    s.i += n * w->step;
    s.j += n * w->step;
    s.score += n;
    s.run = n;
    s.same += (size_t)n;
    state end = leave_number(w, s);
    if (end.run > 0 && end.score > best.score) best = end;
    if (s.edits == room || best.score - s.score > DROP || !bridge(w, &s, &g)) return best;
    cross(w, &s, &g, &edits[s.edits]);
  }
}

static void reverse(fz_piece *edits, size_t count) {
  for (size_t i = 0; i < count / 2; i++) {
    fz_piece edit = edits[i];
    edits[i] = edits[count - 1 - i];
    edits[count - 1 - i] = edit;
  }
}

/* Makes edits that touch each other in both texts one, as where the walk begins at a number. */
static size_t merge(fz_piece *edits, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    fz_piece *last = kept > 0 ? &edits[kept - 1] : NULL;
    bool touches =
        last != NULL && last->a_stop == edits[i].a_start && last->b_stop == edits[i].b_start;
    if (touches) {
      last->a_stop = edits[i].a_stop;
      last->b_stop = edits[i].b_stop;
    } else {
      edits[kept++] = edits[i];
    }
  }
  return kept;
}

void fz_align(fz_letters a, fz_letters b, size_t i, size_t j, fz_alignment *out) {
  walk w = {.a = a, .b = b, .step = -1};
  state left = extend(&w, (ptrdiff_t)i - 1, (ptrdiff_t)j - 1, out->edits, FZ_ALIGN_EDITS / 2);
  reverse(out->edits, left.edits);
  w.step = 1;
  state right =
      extend(&w, (ptrdiff_t)i, (ptrdiff_t)j, out->edits + left.edits, FZ_ALIGN_EDITS - left.edits);
  out->span =
      (fz_piece){(size_t)(left.i + 1), (size_t)right.i, (size_t)(left.j + 1), (size_t)right.j};
  out->same = left.same + right.same;
  out->edit_count = merge(out->edits, left.edits + right.edits);
}
