/*
** sentences.h: the sentences of a text that hold numbers, in flat form (patterns.h), and the clause
** of every number in them.
**
** A bracket that holds a number stands aside: numbers outside of it are read in the sentence
** without such brackets, those inside of it in the whole. What ends a sentence and what characters
** count for nothing the caller knows, and hands over as tables.
*/
#ifndef FAZHI_SENTENCES_H
#define FAZHI_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/flat.h"
#include "fazhi/status.h"
#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
** What ends a sentence, all of it borrowed while it is used: the first `ends` of the marks; the
** others where the marker of an item of a list follows, numerals with an item's word behind them
** (；二是) or digits with a point and no digit behind that (；2.).
*/
typedef struct fz_sentence_marks {
  const fz_words *marks, *numerals, *items;
  size_t ends;
} fz_sentence_marks;

/* The byte behind the sentence that goes on at s[at]. */
FZ_API size_t fz_sentence_stop(const fz_sentence_marks *marks, const char *s, size_t length,
                               size_t at);

/* The byte where the sentence of s[at] begins: behind the last end of one in s[low .. at); `low` if
 * there is none. The text is valid UTF-8. */
FZ_API size_t fz_sentence_start(const fz_sentence_marks *marks, const char *s, size_t length,
                                size_t low, size_t at);

/* A number, s[start .. stop), `cut` bytes before which are left out; the unit borrowed. */
typedef struct fz_sentence_number {
  size_t start, stop, cut;
  const char *unit;
  size_t unit_length;
} fz_sentence_number;

/* Where a number stands in the text that is read for it. */
typedef struct fz_sentence_view {
  bool is_inside;          /* in a bracket */
  size_t place, unit_stop; /* its number mark and its end mark */
  size_t clause_start, clause_stop;
} fz_sentence_view;

typedef struct fz_sentence fz_sentence;

/* *out is the caller's, freed with fz_sentence_free. FZ_NOMEM. */
FZ_API fz_status fz_sentence_new(fz_sentence **out, fz_error *error);

/* Gives it back; NULL is none. */
FZ_API void fz_sentence_free(fz_sentence *sentence);

/*
** Reads the sentence s[first .. stop) with its numbers, in order and inside the text. FZ_NOMEM, and
** then none is read.
*/
FZ_API fz_status fz_sentence_read(fz_sentence *sentence, const fz_flat *flat, const char *s,
                                  size_t first, size_t stop, const fz_sentence_number *numbers,
                                  size_t count, fz_error *error);

/*
** The text for numbers outside of brackets or for those inside, NULL if there are none of these;
** borrowed until the next is read.
*/
FZ_API const char *fz_sentence_text(const fz_sentence *sentence, bool is_inside, size_t *length);

/* How its numbers stand, one for each that was read; borrowed until the next is read. */
FZ_API const fz_sentence_view *fz_sentence_views(const fz_sentence *sentence);

#ifdef __cplusplus
}
#endif
#endif
