/*
** walk.h: the sentence that a walker (fazhi/context.h) is in: its words, and what those that were
** walked over have said. walk.c takes the words in; context.c tells what that means for a figure.
*/
#ifndef FZ_FIGURE_WALK_H
#define FZ_FIGURE_WALK_H

#include <string.h>

#include "fazhi/context.h"

typedef fz_words_span span;

/* Whose the figures are and of what time. */
typedef struct setting {
  span scope;
  span topic;       /* the scope that a clause began with */
  bool is_of_level; /* the scope is a level of the region: FZ_MARK_BELONGS */
  unsigned period;
  bool is_to_date, is_planned, is_stock;
  bool is_of_year; /* what is added up to date, too */
} setting;

/* The sentence, and what was said in it up to the place walked to. */
typedef struct sentence {
  size_t from, stop;      /* it goes on to the end of the text until its own is read */
  size_t read;            /* where the words go on that were not read */
  size_t count, next;     /* of its words that were; the first that was not walked over */
  size_t floor;           /* where the clause, or what follows the last figure in it, begins */
  size_t clause;          /* where the clause begins, behind words that say nothing */
  size_t groups;          /* of verbs side by side in the clause */
  span label, label_verb; /* the colon behind a label, and the verb of that */
  bool is_ended;          /* all words were read */
  bool has_label, is_paused, is_base_used;
  setting now, outside; /* outside: before the bracket behind a figure that it is in */
  setting whole;        /* before parts of it were told of: 其中市级 */
  bool is_inside, is_aside;
  size_t clauses, scoped_at, aside_at; /* so many before; before the one that told a scope, parts */
  bool may_intend, is_intended;        /* a word of intent in the clause; a verb behind one */
  bool has_just_planned;               /* in the clause */
  bool may_stay;                       /* a stock was told of in the clause before */
  bool offers_to_date;                 /* the part before was of the year to date */
  bool has_told_to_date;               /* a figure was */
  const fz_mark *change;
  size_t change_stop;
  unsigned base, clause_period;
  size_t clause_period_stop; /* of the word that told it */
  span dated;                /* the base that is no number */
  span level, light;
  bool is_level_outer; /* it is what is compared with */
  span held; /* the level right before a figure, or counted parts, for what follows in the clause */
  span offered; /* that of the part before, for a part of the sentence that goes on with it */
  span subject, predicate, own_predicate;
} sentence;

struct fz_context {
  const fz_lexicon *lexicon;
  const fz_asked *asked;
  const char *s;
  size_t length;
  fz_word_place *words; /* of the sentence */
  span *verbs;          /* groups of them; as many at most */
  size_t capacity;
  bool is_out_of_memory;
  sentence at;
  size_t part_stop; /* where the farthest bracket behind a figure ends */
  bool has_last;    /* a figure stands before in the sentence */
  size_t last_stop; /* of the figure before, 0: none */
  size_t last_start;
  bool is_last_change;
  const char *last_unit;
  size_t last_unit_length;
};

static inline bool is_none(span a) { return a.start >= a.stop; }

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/* Whether s[from .. to) is a word of a sort FZ_PHRASE_…. */
static inline bool is_phrase(const fz_context *c, unsigned sort, size_t from, size_t to) {
  return to <= c->length && fz_lexicon_has(c->lexicon, c->s, from, to, sort);
}

/* Whether the character of three bytes at `at` is of a sort. */
static inline bool is_character(const fz_context *c, unsigned sort, size_t at) {
  return c->length - at >= 3 && is_phrase(c, sort, at, at + 3);
}

static inline bool has_link(const fz_context *c, size_t at) {
  size_t n = c->lexicon->link_length;
  return at <= c->length && c->length - at >= n && memcmp(c->s + at, c->lexicon->link, n) == 0;
}

static inline bool is_digit(const fz_context *c, size_t at) {
  return at < c->length && c->s[at] >= '0' && c->s[at] <= '9';
}

/* The comma of 12,077 is neither pause nor anything. */
static inline bool is_in_number(const fz_context *c, size_t at) {
  return at > 0 && is_digit(c, at - 1) && is_digit(c, at + 1);
}

static inline bool is_pause(const fz_context *c, const fz_mark *mark, size_t at) {
  return mark->flags & FZ_MARK_PAUSE && !(mark->flags & FZ_MARK_IN_NUMBER && is_in_number(c, at));
}

static inline const fz_mark *mark_of(const fz_context *c, size_t i) {
  return &c->lexicon->mark[c->words[i].word];
}

/* Whether the sentence has a word i that begins before `stop`; it is read if it was not. */
bool fz_walk_has_word(fz_context *c, size_t i, size_t stop);

/* Begins a sentence at byte `from` of which nothing was said before. */
void fz_walk_begin(fz_context *c, size_t from);

/* Goes to the sentence that holds the byte `at`, mostly the one it is in, and takes in its words
 * up to there. */
void fz_walk_to(fz_context *c, size_t at);

#endif
