/*
** phrase.c: looks at words by themselves and cuts nouns out of stretches of text (phrase.h). It owns
** nothing.
*/
#include "phrase.h"

#include <string.h>

bool fz_lexicon_has(const fz_lexicon *l, const char *s, size_t from, size_t to, unsigned sort) {
  size_t stop = from;
  if (from >= to) return false;
  size_t word = fz_words_match(l->phrases, s, to, from, &stop);
  return stop == to && (l->phrase[word] & sort) != 0;
}

bool fz_phrase_is(const fz_phrases *t, unsigned sort, size_t from, size_t to) {
  return to <= t->length && fz_lexicon_has(t->lexicon, t->s, from, to, sort);
}

bool fz_phrase_is_character(const fz_phrases *t, unsigned sort, size_t at) {
  return t->length - at >= 3 && fz_phrase_is(t, sort, at, at + 3);
}

bool fz_phrase_has_link(const fz_phrases *t, size_t at) {
  size_t n = t->lexicon->link_length;
  return at <= t->length && t->length - at >= n && memcmp(t->s + at, t->lexicon->link, n) == 0;
}

static bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '(' || c == ')';
}

/* Cuts a word of one or two characters off the beginning; false if none of `heads` is there. */
static bool cut_head(const fz_phrases *t, span *p) {
  for (size_t size = 6; size != 0; size -= 3) {
    size_t to = smaller(p->start + size, p->stop);
    if (!fz_phrase_is(t, FZ_PHRASE_HEAD, p->start, to)) continue;
    p->start = to;
    return true;
  }
  return false;
}

static bool cut_tail(const fz_phrases *t, span *p) {
  for (size_t size = 6; size != 0; size -= 3) {
    size_t from = p->stop - smaller(size, p->stop - p->start);
    if (!fz_phrase_is(t, FZ_PHRASE_TAIL, from, p->stop)) continue;
    p->stop = from;
    return true;
  }
  return false;
}

static bool may_have_time(const fz_phrases *t, span p) {
  size_t size = p.stop - p.start;
  if (size == 0) return false;
  return is_digit(t, p.start) ||
         (size >= 3 && (fz_phrase_is(t, FZ_PHRASE_TIME_HEAD, p.start, p.start + 3) ||
                        fz_phrase_is(t, FZ_PHRASE_TIME_TAIL, p.stop - 3, p.stop)));
}

span fz_phrase_trim(const fz_phrases *t, span p) {
  do {
    while (may_have_time(t, p) && t->asked->cut_time(t->asked->context, &p)) {
    }
  } while (cut_head(t, &p) || cut_tail(t, &p));
  while (p.start < p.stop && is_blank(t->s[p.start])) p.start++;
  while (p.start < p.stop && is_blank(t->s[p.stop - 1])) p.stop--;
  return p;
}

/* A long stretch is no noun phrase, but what follows its last link may be one. */
span fz_phrase_noun(const fz_phrases *t, size_t from, size_t to) {
  static const span none = {0, 0};
  if (from >= to) return none;
  span p = {from, to};
  if (to - from > t->lexicon->noun_max) {
    size_t size = t->lexicon->link_length, at = to - from > size ? to - size : from;
    while (at > from && !fz_phrase_has_link(t, --at)) {
    }
    if (!fz_phrase_has_link(t, at)) return none;
    p.start = at + size;
    if (p.start >= to || to - p.start > t->lexicon->noun_max) return none;
  }
  return fz_phrase_trim(t, p);
}

span fz_lexicon_trim(const fz_lexicon *lexicon, const fz_asked *asked, const char *s, size_t from,
                     size_t to) {
  const fz_phrases text = {lexicon, asked, s, to};
  return fz_phrase_trim(&text, (span){from, to});
}
