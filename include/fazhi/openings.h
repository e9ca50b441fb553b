/*
** openings.h: the clauses of a sentence that begin in a certain way: with one of some words, with
** a name, or with a word near their beginning, behind words that may lead (其中，2024年…).
**
** Which words end a clause, lead or open it the caller knows, and hands over as tables of words.
*/
#ifndef FAZHI_OPENINGS_H
#define FAZHI_OPENINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/rows.h"
#include "fazhi/status.h"
#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is looked for; all of it borrowed while it is used. */
typedef struct fz_openings {
  const fz_words *marks;  /* that end a clause */
  const fz_words *leads;  /* that may stand before its beginning, as blanks may */
  const fz_words *heads;  /* that it may begin with */
  const fz_words *inside; /* that may stand within its first bytes */
  size_t reach;           /* how many bytes those are */
} fz_openings;

/* A clause of the text that was found: bytes from 0 on. */
typedef struct fz_opening {
  size_t start; /* of the clause */
  size_t head;  /* what it begins with, behind words that lead */
  size_t word;  /* of the heads, where nothing else speaks for the clause; else 0 */
  size_t next;  /* the next clause, where there is one */
  bool is_last; /* there is none */
} fz_opening;

/* The byte of s[at .. stop) behind blanks and words that lead. */
FZ_API size_t fz_openings_lead(const fz_openings *openings, const char *s, size_t at, size_t stop);

/*
** The first clause of s[at .. stop), where `at` is the beginning of one, that begins with one of
** the heads or, as fz_rows_begin tells, with one of `names` (NULL: with none), or has one of the
** words inside; false if there is none. Names are read in all `length` bytes of s, words up to
** `stop` alone.
*/
FZ_API bool fz_openings_next(const fz_openings *openings, const fz_rows *names, const char *s,
                             size_t length, size_t at, size_t stop, fz_opening *found);

#ifdef __cplusplus
}
#endif
#endif
