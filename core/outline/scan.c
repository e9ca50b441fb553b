/*
** scan.c: finds every place that reads like a marker, once through the text. Whether it is
** one is decided in tree.c; here only what the place itself says counts: what stands before
** it, how the number is written and what follows.
*/
#include "outline/parts.h"

#include <stdlib.h>
#include <string.h>

/* A blank inside a marker is a slip of typesetting; more than these are not. */
enum { MAX_INNER_BLANKS = 2 };

enum { BUCKETS = 2048, BITS = 32, EDGES = EDGE_LINE + 1, TAIL = 64 };

typedef struct scanner {
  const char *s;
  size_t n;
  const fz_outline_rules *rules;
  candidates *out;
  uint32_t filter[BUCKETS]; /* by character, the markers that may begin with it, */
  uint32_t standing[EDGES]; /* and by edge, those that may stand there; see bit_of */
  uint64_t glued
      [TAIL]; /* by the last two bytes of three, whether such a marker may begin inside a clause */
  unsigned rank[MAX_MARKERS]; /* place of each marker's rank */
  size_t line;
  edge edge;       /* what a marker here would stand after */
  uint32_t before; /* the character before, 0 at the start of a line */
} scanner;

fz_status fz_outline_append(candidates *list, const candidate *item) {
  if (list->count == list->capacity) {
    size_t capacity = list->capacity > 0 ? list->capacity * 2 : 64;
    candidate *items = realloc(list->items, capacity * sizeof *items);
    if (items == NULL) return FZ_NOMEM;
    list->items = items;
    list->capacity = capacity;
  }
  list->items[list->count++] = *item;
  return FZ_OK;
}

/* ---- the filter: most characters begin no marker and are passed in one look ---- */

static bool may_stand(unsigned where, edge e) {
  switch (e) {
    case EDGE_LINE:
      return (where & FZ_AT_LINE) != 0;
    case EDGE_SENTENCE:
      return (where & (FZ_AT_SENTENCE | FZ_AT_CLAUSE | FZ_AT_GLUED)) != 0;
    case EDGE_CLAUSE:
      return (where & (FZ_AT_CLAUSE | FZ_AT_GLUED)) != 0;
    default:
      return (where & FZ_AT_GLUED) != 0;
  }
}

static size_t bucket(uint32_t c) { return (c ^ c >> 7) % BUCKETS; }

/* What stands for the marker of an index among the bits; few rules have so many that two share one. */
static uint32_t bit_of(size_t marker) { return (uint32_t)1 << marker % BITS; }

/* The bits of the markers that may begin with the character here; 0 means that none does. */
static uint32_t markers_of(const scanner *k, uint32_t c) {
  return k->filter[bucket(c)] & k->standing[k->edge];
}

/* A marker that may begin with certain characters. */
typedef struct beginner {
  uint32_t bit;
  bool is_glued; /* it may stand inside a clause */
} beginner;

static void let_pass_char(scanner *k, uint32_t c, beginner b) {
  k->filter[bucket(c)] |= b.bit;
  if (b.is_glued) k->glued[c >> 6 & 0x3F] |= (uint64_t)1 << (c & 0x3F);
}

static void let_pass_range(scanner *k, uint32_t first, uint32_t count, beginner b) {
  for (uint32_t c = first; c < first + count; c++) let_pass_char(k, c, b);
}

static void let_pass_numbers(scanner *k, fz_numbering numbering, beginner b) {
  static const uint32_t han[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  switch (numbering) {
    case FZ_NUMBER_HAN:
      for (size_t i = 0; i < sizeof han / sizeof *han; i++) let_pass_char(k, han[i], b);
      break;
    case FZ_NUMBER_ARABIC:
      let_pass_range(k, '0', 10, b);
      let_pass_range(k, 0xFF10, 10, b);
      break;
    case FZ_NUMBER_CIRCLED:
      let_pass_range(k, 0x2460, 20, b);
      let_pass_range(k, 0x2776, 10, b);
      break;
    case FZ_NUMBER_BRACED:
      let_pass_range(k, 0x3220, 10, b);
      break;
    default:
      break;
  }
}

/* Lets the first characters of a marker pass. */
static void let_pass(scanner *k, const fz_marker *m, beginner b) {
  const char *list = m->open != NULL ? m->open : "", *word;
  size_t length, step;
  while (fz_outline_next_word(&list, &word, &length)) {
    if (length == 0)
      let_pass_numbers(k, m->numbering, b);
    else
      let_pass_char(k, fz_outline_char(word, length, &step), b);
  }
}

static void set_filter(scanner *k) {
  for (size_t i = 0; i < k->rules->count; i++) {
    const fz_marker *m = &k->rules->markers[i];
    let_pass(k, m, (beginner){bit_of(i), may_stand(m->where, EDGE_GLUED)});
    for (int e = 0; e < EDGES; e++)
      if (may_stand(m->where, (edge)e)) k->standing[e] |= bit_of(i);
  }
}

/* ---- one marker at one place ---- */

/* Passes a few blanks inside a marker that is first on its line. */
static size_t pass_blanks(const scanner *k, size_t at) {
  if (k->edge != EDGE_LINE) return at;
  for (int i = 0; i < MAX_INNER_BLANKS && at < k->n; i++) {
    size_t length;
    if (!fz_outline_blank(fz_outline_char(k->s + at, k->n - at, &length))) break;
    at += length;
  }
  return at;
}

/* Whether a word of the list stands at `at`; moves past it. */
static bool pass_word(const scanner *k, const char *list, size_t *at) {
  const char *word;
  size_t length;
  if (list == NULL) return true;
  while (fz_outline_next_word(&list, &word, &length)) {
    if (length > k->n - *at || memcmp(k->s + *at, word, length) != 0) continue;
    *at += length;
    return true;
  }
  return false;
}

/* The same for the close; an empty one takes no blank with it. */
static bool pass_close(const scanner *k, const fz_marker *m, size_t *at) {
  size_t from = pass_blanks(k, *at), after = from;
  if (!pass_word(k, m->close, &after)) return false;
  if (after > from) *at = after;
  return true;
}

/* Reads open, number and close; the number of a word is its place in the list. */
static bool pass_marker(const scanner *k, const fz_marker *m, size_t start, candidate *c) {
  const char *list = m->open != NULL ? m->open : "", *word;
  size_t length;
  for (unsigned place = 1; fz_outline_next_word(&list, &word, &length); place++) {
    size_t at = start, digits;
    if (length > k->n - at || memcmp(k->s + at, word, length) != 0) continue;
    at += length;
    if (m->numbering == FZ_NUMBER_WORDS || m->numbering == FZ_NUMBER_NONE) {
      c->number = m->numbering == FZ_NUMBER_WORDS ? place : 0;
    } else {
      if (length > 0) at = pass_blanks(k, at);
      c->number = fz_outline_number(m->numbering, k->s + at, k->n - at, &digits);
      if (c->number == 0) continue;
      at += digits;
    }
    if (!pass_close(k, m, &at)) continue;
    c->stop = at;
    return true;
  }
  return false;
}

/* Whether 2021年 stands here: a year may follow "1." where no other figure may. */
static bool is_year(const char *s, size_t n) {
  size_t at = 0, length, digits = 0;
  while (at < n && fz_outline_digit(fz_outline_char(s + at, n - at, &length))) {
    at += length;
    if (++digits > 4) return false;
  }
  return digits == 4 && fz_outline_begins("年", s + at, n - at);
}

/* Whether what follows makes it another thing: 2.3万家, 三要素; a blank between leaves a doubt. */
static bool is_spoilt(const scanner *k, const fz_marker *m, candidate *c) {
  size_t at = fz_outline_skip(k->s, c->stop, k->n, false), length;
  if (at >= k->n) return false;
  uint32_t next = fz_outline_char(k->s + at, k->n - at, &length);
  if (!fz_outline_in_set(m->not_before, next)) return false;
  if (fz_outline_digit(next) && is_year(k->s + at, k->n - at)) return false;
  if (at == c->stop) return true;
  c->doubtful = fz_outline_digit(next);
  return false;
}

/* The number after the marker, if it is written as the marker's own; *after is behind it. */
static unsigned number_behind(const scanner *k, const fz_marker *m, const candidate *c,
                              size_t *after) {
  size_t at = c->stop, digits;
  if (at >= k->n || !pass_word(k, m->open, &at)) return 0;
  unsigned number = fz_outline_number(m->numbering, k->s + at, k->n - at, &digits);
  *after = at + digits;
  return number;
}

/* 一、二审 and (一)(二) are ranges; 二、三农 may be a heading if 二 is expected. */
static bool is_range(const scanner *k, const fz_marker *m, candidate *c) {
  size_t after;
  uint32_t last = fz_outline_last_char(k->s, c->start, c->stop);
  if (!fz_outline_in_set("、，,）)", last)) return false;
  if (number_behind(k, m, c, &after) != c->number + 1) return false;
  if (k->edge != EDGE_LINE || c->number == 1 || pass_close(k, m, &after)) return true;
  c->doubtful = true;
  return false;
}

/* 一是一，二是二 says nothing but the number. */
static bool is_saying(const scanner *k, const fz_marker *m, const candidate *c) {
  size_t after, length;
  if (c->number == 0 || number_behind(k, m, c, &after) != c->number) return false;
  if (after >= k->n) return true;
  uint32_t next = fz_outline_char(k->s + after, k->n - after, &length);
  return next == '\n' || fz_outline_sentence_mark(next) || fz_outline_in_set("，,、", next);
}

/* Whether it begins in the middle of a number: the 二是 of 十二是 does, that of 45二是 does not. */
static bool is_tail(const scanner *k, size_t start) {
  size_t length;
  uint32_t c = fz_outline_char(k->s + start, k->n - start, &length);
  return (fz_outline_han_numeral(c) && fz_outline_han_numeral(k->before)) ||
         (fz_outline_digit(c) && fz_outline_digit(k->before));
}

static bool reads_as(const scanner *k, const fz_marker *m, size_t start, candidate *c) {
  *c = (candidate){
      .marker = m, .start = start, .line = k->line, .next = NO_CANDIDATE, .edge = k->edge};
  if (!may_stand(m->where, k->edge) || !pass_marker(k, m, start, c)) return false;
  if (is_tail(k, start) || fz_outline_in_set(m->not_after, k->before)) return false;
  if (is_spoilt(k, m, c) || is_saying(k, m, c) || is_range(k, m, c)) return false;
  return k->edge == EDGE_LINE || !c->doubtful;
}

/* ---- the text ---- */

/* What a marker after the character c would stand after. */
static edge edge_after(edge before, uint32_t c) {
  if (fz_outline_sentence_mark(c)) return EDGE_SENTENCE;
  if (c == ',' || c == 0xFF0C) return EDGE_CLAUSE;
  if (fz_outline_closer(c) && before == EDGE_SENTENCE) return EDGE_SENTENCE;
  return EDGE_GLUED;
}

/* Appends the candidate at `at` of the markers in `bits`, if there is one, and gives its length, else 0. */
static fz_status take_candidate(scanner *k, uint32_t bits, size_t at, size_t *length) {
  candidate c;
  *length = 0;
  for (size_t i = 0; i < k->rules->count; i++) {
    const fz_marker *m = &k->rules->markers[i];
    if ((bits & bit_of(i)) == 0 || !reads_as(k, m, at, &c)) continue;
    c.rank = k->rank[i];
    *length = c.stop - c.start;
    return fz_outline_append(k->out, &c);
  }
  return FZ_OK;
}

/* Whether four bytes begin with one of most ideographs, and no marker inside a clause does. */
static inline bool is_passed(const scanner *k, const char *s) {
  const unsigned char *u = (const unsigned char *)s;
  uint32_t four = u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
  return (four & 0xC0C0F0) == 0x8080E0 && (four & 0xF) - 4 <= 9 - 4 &&
         (k->glued[four >> 8 & 0x3F] >> (four >> 16 & 0x3F) & 1) == 0;
}

/* Goes over ideographs inside a clause that begin no marker, which most of a text is. Where another character stands. */
static size_t pass_ideographs(scanner *k, size_t at) {
  size_t from = at, length;
  if (k->edge != EDGE_GLUED) return at;
  while (k->n - at >= 4 && is_passed(k, k->s + at)) at += 3;
  if (at > from) k->before = fz_outline_char(k->s + at - 3, 3, &length);
  return at;
}

static fz_status scan_text(scanner *k) {
  for (size_t at = 0, length; (at = pass_ideographs(k, at)) < k->n; at += length) {
    uint32_t c = fz_outline_char(k->s + at, k->n - at, &length), bits = markers_of(k, c);
    if (c == '\n') {
      k->line++;
      k->edge = EDGE_LINE;
      k->before = 0;
    } else if (fz_outline_blank(c)) {
      k->before = c;
    } else {
      size_t taken = 0;
      if (bits != 0 && take_candidate(k, bits, at, &taken) != FZ_OK) return FZ_NOMEM;
      if (taken > 0) length = taken;
      /* A marker right behind another begins its heading: 二、（一）. */
      k->edge = taken > 0 ? EDGE_SENTENCE : edge_after(k->edge, c);
      k->before = taken > 0 ? 0 : c;
    }
  }
  return FZ_OK;
}

fz_status fz_outline_scan(const char *s, size_t n, const fz_outline_rules *rules, candidates *out) {
  scanner k = {.s = s, .n = n, .rules = rules, .out = out, .edge = EDGE_LINE};
  set_filter(&k);
  for (size_t i = 0; i < rules->count; i++)
    k.rank[i] = fz_outline_rank(rules, rules->markers[i].rank);
  return scan_text(&k);
}
