/*
** rulers.h: what is in force at a place of a flat text (patterns.h) without standing beside it: a
** topic, who acts, and whether what is told is a plan.
**
** The words are handed over as tables; which topic or actor a word names the caller knows. Titles
** set no topic and act in nothing: a topic or an actor between their marks is passed over.
*/
#ifndef FAZHI_RULERS_H
#define FAZHI_RULERS_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/patterns.h"
#include "fazhi/status.h"
#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The words, all borrowed as long as the rulers live. */
typedef struct fz_rulers_words {
  const fz_words *topics, *actors; /* the first word of each opens a title */
  const fz_words *titles;          /* the first opens a title, the second closes it */
  const fz_words *not_subject;     /* behind one of these in its clause an actor does not act */
  const fz_words *not_before;      /* nor right before one of these */
  const fz_patterns *plans, *done; /* without a number: of goals, and of results told again */
  const char *joint;               /* the mark of a list (、) */
  size_t joint_length;
  size_t lead; /* bytes that may stand before an actor in its clause */
} fz_rulers_words;

/* A place of the text, of a number as a rule, and the clause s[clause_start .. clause_stop). */
typedef struct fz_rulers_place {
  size_t place, unit_stop, clause_start, clause_stop;
} fz_rulers_place;

typedef struct fz_ruling {
  size_t topic;    /* the word of `topics` that names it; 0: none */
  size_t actor;    /* the same of `actors` */
  bool is_earlier; /* the topic stands in an earlier clause of the text */
  bool is_planned;
} fz_ruling;

typedef struct fz_rulers fz_rulers;

/* *out is the caller's, freed with fz_rulers_free. FZ_NOMEM. */
FZ_API fz_status fz_rulers_new(const fz_rulers_words *words, fz_rulers **out, fz_error *error);

/* Gives rulers back; NULL is none. */
FZ_API void fz_rulers_free(fz_rulers *rulers);

/* Reads a text, borrowed until the next is read. FZ_NOMEM, and then no text is read. */
FZ_API fz_status fz_rulers_read(fz_rulers *rulers, const char *s, size_t length, fz_error *error);

/*
** What is in force at a place of the text. The topic is that of the word right behind the number,
** with at most one character between, else of the last before it in its clause, else of the first
** behind it in its clause, else of the last in an earlier one. The actor is the last that acts
** before the place; of two in one clause the first, unless they stand side by side.
*/
FZ_API fz_ruling fz_rulers_at(const fz_rulers *rulers, const fz_rulers_place *place);

/* The words of topics in the text, in order, borrowed until the next is read. */
FZ_API const fz_word_place *fz_rulers_topics(const fz_rulers *rulers, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
