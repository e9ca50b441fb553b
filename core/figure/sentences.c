/*
** sentences.c: sentences with their numbers in flat form, and the clauses of these
** (fazhi/sentences.h). Knows no word.
*/
#include "fazhi/sentences.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/patterns.h"
#include "text/grow.h"

/* ---- where a sentence ends ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_numbered(const char *s, size_t length, size_t at) {
  size_t start = at;
  while (at < length && is_digit(s[at])) at++;
  if (at == start || at == length || s[at] != '.') return false;
  return at + 1 == length || !is_digit(s[at + 1]);
}

/* Whether the marker of an item stands at s[at]. */
static bool is_item(const fz_sentence_marks *m, const char *s, size_t length, size_t at) {
  size_t start = at, stop;
  while (fz_words_match(m->numerals, s, length, at, &at) != 0) continue;
  if (at > start) return fz_words_match(m->items, s, length, at, &stop) != 0;
  return is_numbered(s, length, at);
}

size_t fz_sentence_stop(const fz_sentence_marks *m, const char *s, size_t length, size_t at) {
  fz_word_place mark;
  for (; fz_words_find(m->marks, s, length, at, length, &mark); at = mark.stop)
    if (mark.word <= m->ends || is_item(m, s, length, mark.stop)) return mark.stop;
  return length;
}

size_t fz_sentence_start(const fz_sentence_marks *m, const char *s, size_t length, size_t low,
                         size_t at) {
  fz_word_place mark;
  for (; fz_words_find_back(m->marks, s, low, at, &mark); at = mark.start)
    if (mark.word <= m->ends || is_item(m, s, length, mark.stop)) return mark.stop;
  return low;
}

/* ---- flat texts ---- */

typedef struct text {
  char *s;
  size_t length, room;
} text;

struct fz_sentence {
  text whole, outer;
  text *inner; /* is `whole`, changed; NULL where no bracket has a number */
  fz_sentence_view *views;
  size_t count, room;
};

fz_status fz_sentence_new(fz_sentence **out, fz_error *error) {
  *out = calloc(1, sizeof **out);
  return *out != NULL ? FZ_OK : fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

void fz_sentence_free(fz_sentence *t) {
  if (t == NULL) return;
  free(t->whole.s);
  free(t->outer.s);
  free(t->views);
  free(t);
}

static char *reserve(text *t, size_t extra) {
  char *s = fz_grow(t->s, &t->room, t->length, extra, 1);
  if (s == NULL) return NULL;
  t->s = s;
  return s + t->length;
}

static bool add_folded(text *t, const fz_flat *flat, const char *s, size_t length) {
  char *at = reserve(t, length + 1);
  if (at == NULL) return false;
  t->length += fz_flat_fold(flat, s, length, at);
  return true;
}

static bool add_number(text *t, const fz_sentence_number *number) {
  if (number->unit_length > SIZE_MAX - 2) return false;
  char *at = reserve(t, number->unit_length + 2);
  if (at == NULL) return false;
  *at++ = FZ_FLAT_NUMBER;
  if (number->unit_length > 0) memcpy(at, number->unit, number->unit_length);
  at[number->unit_length] = FZ_FLAT_UNIT_END;
  t->length += number->unit_length + 2;
  return true;
}

static bool flatten(text *t, const fz_flat *flat, const char *s, size_t first, size_t stop,
                    const fz_sentence_number *numbers, size_t count) {
  t->length = 0;
  for (size_t i = 0; i < count; first = numbers[i++].stop) {
    size_t cut = numbers[i].cut < numbers[i].start ? numbers[i].cut : numbers[i].start;
    size_t before = numbers[i].start - cut;
    if (before > first && !add_folded(t, flat, s + first, before - first)) return false;
    if (!add_number(t, &numbers[i])) return false;
  }
  return stop <= first || add_folded(t, flat, s + first, stop - first);
}

/* The byte behind the bracket that opens at s[at], if it holds a number and no bracket; else 0. */
static size_t behind_aside(const text *t, size_t at) {
  bool has_number = false;
  for (at++; at < t->length && t->s[at] != FZ_FLAT_OPEN; at++) {
    if (t->s[at] == FZ_FLAT_CLOSE) return has_number ? at + 1 : 0;
    has_number = has_number || t->s[at] == FZ_FLAT_NUMBER;
  }
  return 0;
}

/* Copies what stands outside of brackets with numbers, and tells of the numbers where they stand.
 */
static bool set_aside(fz_sentence *t) {
  const text *whole = &t->whole;
  size_t n = 0;
  t->outer.length = 0;
  if (reserve(&t->outer, whole->length + 1) == NULL) return false;
  for (size_t at = 0; at < whole->length;) {
    size_t stop = whole->s[at] == FZ_FLAT_OPEN ? behind_aside(whole, at) : 0;
    bool is_inside = stop != 0;
    for (stop = is_inside ? stop : at + 1; at < stop; at++) {
      if (whole->s[at] == FZ_FLAT_NUMBER && n < t->count) t->views[n++].is_inside = is_inside;
      if (!is_inside) t->outer.s[t->outer.length++] = whole->s[at];
    }
  }
  return true;
}

/* A bracket right before a number parts nothing in it: 审结(29件). */
static void drop_brackets(text *t) {
  size_t length = 0;
  for (size_t i = 0; i < t->length; i++) {
    bool is_before = t->s[i] == FZ_FLAT_OPEN && i + 1 < t->length && t->s[i + 1] == FZ_FLAT_NUMBER;
    if (!is_before) t->s[length++] = t->s[i];
  }
  t->length = length;
}

/* ---- numbers in them ---- */

static bool is_clause_mark(char c) { return c >= FZ_FLAT_COMMA && c <= FZ_FLAT_COLON; }

/* The next view from n on whose number is told by a text: all by one for those inside. */
static size_t next_view(const fz_sentence *t, size_t n, bool is_inside) {
  if (is_inside) return n;
  while (n < t->count && t->views[n].is_inside) n++;
  return n;
}

/* Tells of the numbers of a text where they stand in it; of the inner text those inside alone. */
static void put_places(fz_sentence *t, const text *in, bool is_inside) {
  size_t n = next_view(t, 0, is_inside), first = n, unit_of = SIZE_MAX, start = 0;
  for (size_t at = 0; at <= in->length; at++) {
    char c = at < in->length ? in->s[at] : FZ_FLAT_COMMA;
    if (is_clause_mark(c)) {
      for (; first < n; first++)
        if (t->views[first].is_inside == is_inside) t->views[first].clause_stop = at;
      start = at + 1;
    } else if (c == FZ_FLAT_NUMBER && n < t->count) {
      if (t->views[n].is_inside == is_inside) {
        t->views[n].place = at;
        t->views[n].clause_start = start;
        t->views[n].unit_stop = in->length;
        unit_of = n;
      }
      n = next_view(t, n + 1, is_inside);
    } else if (c == FZ_FLAT_UNIT_END && unit_of != SIZE_MAX) {
      t->views[unit_of].unit_stop = at;
      unit_of = SIZE_MAX;
    }
  }
}

static bool read_texts(fz_sentence *t) {
  if (t->whole.length > 0 && memchr(t->whole.s, FZ_FLAT_OPEN, t->whole.length) != NULL) {
    if (!set_aside(t)) return false;
    if (t->outer.length < t->whole.length) {
      put_places(t, &t->outer, false);
      t->inner = &t->whole;
      drop_brackets(t->inner);
      put_places(t, t->inner, true);
      return true;
    }
  }
  put_places(t, &t->whole, false);
  return true;
}

fz_status fz_sentence_read(fz_sentence *t, const fz_flat *flat, const char *s, size_t first,
                           size_t stop, const fz_sentence_number *numbers, size_t count,
                           fz_error *error) {
  t->count = 0;
  t->inner = NULL;
  fz_sentence_view *views = fz_grow(t->views, &t->room, 0, count + 1, sizeof *views);
  if (views != NULL) {
    t->views = views;
    memset(views, 0, count * sizeof *views);
    if (flatten(&t->whole, flat, s, first, stop, numbers, count)) {
      t->count = count;
      if (read_texts(t)) return FZ_OK;
    }
  }
  t->count = 0;
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

const char *fz_sentence_text(const fz_sentence *t, bool is_inside, size_t *length) {
  const text *one = is_inside ? t->inner : t->inner != NULL ? &t->outer : &t->whole;
  *length = one != NULL ? one->length : 0;
  return one != NULL ? one->s : NULL;
}

const fz_sentence_view *fz_sentence_views(const fz_sentence *t) { return t->views; }
