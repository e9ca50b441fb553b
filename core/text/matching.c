/*
** matching.c: patterns of words looked for in a flat text: where one stands around a number, where one
** stands at all, and which ones may, by the words that they need.
*/
#include <string.h>

#include "text/pattern.h"

static const uint32_t NONE = FZ_NO_NODE;

typedef struct match {
  const fz_patterns *p;
  const char *s;
  size_t length;
  bool is_back;
} match;

static bool run(const match *m, uint32_t at, size_t pos, size_t *stop);

static bool is_edge_mark(unsigned char c, unsigned char bracket) {
  return (c >= FZ_FLAT_COMMA && c <= FZ_FLAT_COLON) || c == bracket;
}

static bool stands_at(const match *m, span word, size_t pos) {
  return word.length <= m->length - pos &&
         memcmp(m->s + pos, m->p->pool + word.at, word.length) == 0;
}

static bool ends_at(const match *m, span word, size_t pos) {
  return word.length <= pos &&
         memcmp(m->s + pos - word.length, m->p->pool + word.at, word.length) == 0;
}

/* Whether a word of the node begins at pos, or ends there where the way leads backwards. */
static bool has_word(const match *m, const node *n, size_t pos, bool is_back) {
  for (uint32_t i = 0; i < n->count; i++) {
    span word = m->p->spans[n->first + i];
    if (is_back ? ends_at(m, word, pos) : stands_at(m, word, pos)) return true;
  }
  return false;
}

static bool is_plain(unsigned char c) {
  return (c >= 32 && c <= 127) || c == FZ_FLAT_OPEN || c == FZ_FLAT_CLOSE;
}

static bool is_rest(unsigned char c) { return c >= 128 && c <= 191; }

static bool is_lead(unsigned char c) { return c >= 194 && c <= 244; }

/* Goes over one character that is no number and no mark of a clause. */
static inline bool step_onwards(const match *m, size_t *pos) {
  size_t at = *pos;
  if (at >= m->length) return false;
  unsigned char c = (unsigned char)m->s[at++];
  if (!is_plain(c)) {
    if (!is_lead(c) || at >= m->length || !is_rest((unsigned char)m->s[at])) return false;
    while (at < m->length && is_rest((unsigned char)m->s[at])) at++;
  }
  *pos = at;
  return true;
}

static inline bool step_back(const match *m, size_t *pos) {
  size_t at = *pos;
  if (at == 0) return false;
  unsigned char c = (unsigned char)m->s[--at];
  if (!is_plain(c)) {
    if (!is_rest(c)) return false;
    while (at > 0 && is_rest((unsigned char)m->s[at - 1])) at--;
    if (at == 0 || !is_lead((unsigned char)m->s[at - 1])) return false;
    at--;
  }
  *pos = at;
  return true;
}

static inline bool step(const match *m, const node *n, size_t *pos) {
  if (n->count > 0 && has_word(m, n, *pos, m->is_back)) return false;
  return m->is_back ? step_back(m, pos) : step_onwards(m, pos);
}

static uint32_t following(const match *m, const node *n) { return m->is_back ? n->back : n->ahead; }

/* Whether the node may match at pos: false only where one byte tells that it does not. */
static inline bool may_run(const match *m, uint32_t at, size_t pos) {
  if (at == NONE) return true;
  const node *n = &m->p->nodes[at];
  if (m->is_back)
    return n->ends == FZ_ANY_END || (pos > 0 && (n->ends & fz_pattern_end(m->s[pos - 1])) != 0);
  if (n->kind != FZ_PATTERN_TEXT) return true;
  return pos < m->length && m->s[pos] == m->p->pool[n->first];
}

static bool run_gap(const match *m, const node *n, size_t pos, size_t *stop) {
  bool is_behind_number = !m->is_back && pos > 0 && m->s[pos - 1] == FZ_FLAT_UNIT_END;
  if (is_behind_number && stands_at(m, m->p->joint, pos)) return false;
  for (uint32_t i = 0; i < n->least; i++)
    if (!step(m, n, &pos)) return false;
  uint32_t next = following(m, n);
  for (uint32_t i = n->least;; i++) {
    if (may_run(m, next, pos) && run(m, next, pos, stop)) return true;
    if (i >= n->most || !step(m, n, &pos)) return false;
  }
}

static bool run_space(const match *m, const node *n, size_t pos, size_t *stop) {
  for (;;) {
    if (run(m, following(m, n), pos, stop)) return true;
    if (pos == (m->is_back ? 0 : m->length) || has_word(m, n, pos, m->is_back)) return false;
    pos = m->is_back ? pos - 1 : pos + 1;
  }
}

static bool run_choice(const match *m, const node *n, size_t pos, size_t *stop) {
  for (uint32_t i = n->first; i != NONE; i = m->p->choices[i].next) {
    uint32_t one = m->is_back ? m->p->choices[i].last : m->p->choices[i].first;
    if (may_run(m, one, pos) && run(m, one, pos, stop)) return true;
  }
  return n->kind == FZ_PATTERN_MAYBE && run(m, following(m, n), pos, stop);
}

/* Goes over a number with its unit. */
static bool pass_number(const match *m, size_t *pos) {
  char enter = m->is_back ? FZ_FLAT_UNIT_END : FZ_FLAT_NUMBER;
  char leave = m->is_back ? FZ_FLAT_NUMBER : FZ_FLAT_UNIT_END;
  size_t at = *pos, end = m->is_back ? 0 : m->length;
  for (bool is_first = true; at != end; is_first = false) {
    char c = m->s[m->is_back ? --at : at++];
    if (is_first && c != enter) return false;
    if (!is_first && c == leave) {
      *pos = at;
      return true;
    }
  }
  return false;
}

static bool pass_text(const match *m, const node *n, size_t *pos) {
  span text = {n->first, n->count};
  if (m->is_back ? !ends_at(m, text, *pos) : !stands_at(m, text, *pos)) return false;
  *pos = m->is_back ? *pos - n->count : *pos + n->count;
  return true;
}

/* Whether a node that tries nothing twice matches; *pos is then behind it. */
static bool pass(const match *m, const node *n, size_t *pos) {
  switch (n->kind) {
    case FZ_PATTERN_TEXT:
      return pass_text(m, n, pos);
    case FZ_PATTERN_OTHER:
      return pass_number(m, pos);
    case FZ_PATTERN_START:
      return *pos == 0 || is_edge_mark((unsigned char)m->s[*pos - 1], FZ_FLAT_OPEN);
    case FZ_PATTERN_STOP:
      return *pos == m->length || is_edge_mark((unsigned char)m->s[*pos], FZ_FLAT_CLOSE);
    case FZ_PATTERN_NOT:
      return !has_word(m, n, *pos, false);
    default:
      return false; /* a number where none is looked for */
  }
}

/* Whether the nodes from `at` on match from pos on; *stop is where the match ends. */
static bool run(const match *m, uint32_t at, size_t pos, size_t *stop) {
  while (at != NONE) {
    const node *n = &m->p->nodes[at];
    switch (n->kind) {
      case FZ_PATTERN_GAP:
        return run_gap(m, n, pos, stop);
      case FZ_PATTERN_SPACE:
        return run_space(m, n, pos, stop);
      case FZ_PATTERN_OPEN:
      case FZ_PATTERN_MAYBE:
        return run_choice(m, n, pos, stop);
      default:
        if (!pass(m, n, &pos)) return false;
    }
    at = following(m, n);
  }
  *stop = pos;
  return true;
}

/* Goes over a text of which the first part is the unit: 名律师 in 名 UNIT_END 律师. */
static bool pass_with_unit(const match *m, const node *n, size_t *pos) {
  const char *text = m->p->pool + n->first;
  size_t at = *pos, i = 0;
  bool is_passed = false;
  while (i < n->count || !is_passed) {
    if (at >= m->length) return false;
    bool is_end = m->s[at] == FZ_FLAT_UNIT_END && !is_passed;
    if (is_end) {
      bool is_inside = i < n->count && is_rest((unsigned char)text[i]);
      if (i == 0 || is_inside) return false;
      is_passed = true;
    } else if (i >= n->count || m->s[at] != text[i++]) {
      return false;
    }
    at++;
  }
  *pos = at;
  return true;
}

static bool run_with_unit(const match *m, uint32_t at, size_t pos, size_t *stop) {
  if (at == NONE) return false;
  const node *n = &m->p->nodes[at];
  if (n->kind == FZ_PATTERN_TEXT) return pass_with_unit(m, n, &pos) && run(m, n->ahead, pos, stop);
  if (n->kind != FZ_PATTERN_OPEN && n->kind != FZ_PATTERN_MAYBE) return false;
  for (uint32_t i = n->first; i != NONE; i = m->p->choices[i].next)
    if (run_with_unit(m, m->p->choices[i].first, pos, stop)) return true;
  return false;
}

uint64_t fz_patterns_before(const char *s, size_t length, size_t place) {
  match m = {.s = s, .length = length, .is_back = true};
  uint64_t ends = 0;
  if (place > length) return FZ_ANY_END;
  do
    if (place > 0) ends |= fz_pattern_end(s[place - 1]);
  while (step_back(&m, &place));
  return ends;
}

bool fz_patterns_may(const fz_patterns *p, size_t n, uint64_t before) {
  if (n >= p->count || p->entries[n].figure == NONE) return true;
  uint32_t at = p->nodes[p->entries[n].figure].back;
  if (at == NONE || p->nodes[at].kind != FZ_PATTERN_GAP || p->nodes[at].back == NONE) return true;
  uint64_t ends = p->nodes[p->nodes[at].back].ends;
  return ends == FZ_ANY_END || (ends & before) != 0;
}

bool fz_patterns_at(const fz_patterns *p, size_t n, const char *s, size_t length, size_t place,
                    size_t *start, size_t *stop) {
  if (n >= p->count || p->entries[n].figure == NONE || place >= length) return false;
  const node *figure = &p->nodes[p->entries[n].figure];
  match m = {.p = p, .s = s, .length = length, .is_back = true};
  if (!may_run(&m, figure->back, place)) return false;
  m.is_back = false;
  *stop = place + 1;
  if (figure->ahead != NONE && !run_with_unit(&m, figure->ahead, place + 1, stop)) {
    const char *end = memchr(s + place + 1, FZ_FLAT_UNIT_END, length - place - 1);
    if (end == NULL || !run(&m, figure->ahead, (size_t)(end - s) + 1, stop)) return false;
  }
  m.is_back = true;
  return run(&m, figure->back, place, start);
}

bool fz_patterns_find(const fz_patterns *p, size_t n, const char *s, size_t length, size_t from,
                      size_t *stop) {
  if (n >= p->count || p->entries[n].figure != NONE) return false;
  match m = {.p = p, .s = s, .length = length};
  uint32_t first = p->entries[n].first;
  for (size_t at = from; at <= length;) {
    if (may_run(&m, first, at) && run(&m, first, at, stop)) return true;
    /* Nothing that a pattern may begin with stands inside a Chinese character. */
    unsigned char c = at < length ? (unsigned char)s[at] : 0;
    at += c >= 0xE4 && c <= 0xE9 && length - at >= 3 ? 3 : 1;
  }
  return false;
}

void fz_patterns_present(const fz_patterns *p, const char *s, size_t length, uint64_t *bits) {
  fz_word_place places[FZ_WORD_MAX];
  memcpy(bits, p->always, fz_pattern_words(p->count) * sizeof *bits);
  for (size_t at = 0, n; (n = fz_words_all(p->words, s, length, at, length, places)) != 0;
       at = places[0].start + 1)
    for (size_t i = 0; i < n; i++)
      for (uint32_t k = p->need_start[places[i].word]; k < p->need_start[places[i].word + 1]; k++)
        bits[p->needs[k].pattern / 64] |= (uint64_t)1 << p->needs[k].pattern % 64;
}

bool fz_patterns_any(const fz_patterns *p, const char *s, size_t length) {
  fz_word_place place;
  for (size_t i = 0; i < fz_pattern_words(p->count); i++)
    if (p->always[i] != 0) return true;
  return fz_words_find(p->words, s, length, 0, length, &place);
}
