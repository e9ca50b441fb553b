/*
** phrase.h: words and phrases of a text as context.c looks at them: what a word or character by itself
** is, and the noun that a stretch of the text holds.
*/
#ifndef FZ_CORE_FIGURE_PHRASE_H
#define FZ_CORE_FIGURE_PHRASE_H

#include "fazhi/context.h"

typedef fz_words_span span;

/* A text, the words that are known and who is asked of the rest; all borrowed. */
typedef struct fz_phrases {
  const fz_lexicon *lexicon;
  const fz_asked *asked;
  const char *s;
  size_t length;
} fz_phrases;

static inline bool is_none(span a) { return a.start >= a.stop; }

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static inline bool is_digit(const fz_phrases *t, size_t at) {
  return at < t->length && t->s[at] >= '0' && t->s[at] <= '9';
}

/* Whether s[from .. to) is a word of a sort FZ_PHRASE_…. */
bool fz_phrase_is(const fz_phrases *t, unsigned sort, size_t from, size_t to);

/* Whether the character of three bytes at `at` is of a sort. */
bool fz_phrase_is_character(const fz_phrases *t, unsigned sort, size_t at);

/* Whether the word stands at `at` that parts what qualifies a noun from it. */
bool fz_phrase_has_link(const fz_phrases *t, size_t at);

/* Cuts from both ends of a phrase what is no noun: times, and words that are told to be cut. */
span fz_phrase_trim(const fz_phrases *t, span p);

/* The noun phrase in s[from .. to); none if that is too long to be one. */
span fz_phrase_noun(const fz_phrases *t, size_t from, size_t to);

#endif
