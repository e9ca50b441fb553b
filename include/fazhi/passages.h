/*
** passages.h: the passages that texts have in common, found among many.
**
** Texts are collected, indexed once, and then asked: which others have something
** of this one (fz_passages_near), and which passages do these two share
** (fz_passages_compare)? As in sketch.h only letters count: Chinese characters,
** digits and Latin letters, each in one form; punctuation, blanks and line
** breaks make no difference. Lengths are in letters, places in bytes.
**
** A text is known by its fingerprints: hashes of runs of k letters, of which
** winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003) keeps the lowest of every
** w in a row, the last of equal ones. Two texts that share a run of w + k - 1
** letters surely share a fingerprint; on average 2 / (w + 1) of all runs are
** kept. w = 1 keeps them all. For a fingerprint every number is the same and one
** letter long, so that last year's sentence with this year's figures is found.
**
** What everybody writes is no copy. Every text has an owner, and a fingerprint
** that occurs with more owners than a limit is stock: nobody is found by it, and
** no passage is made of it alone. Owners are counted and not texts, since whoever
** repeats himself every year has made no set phrase of it.
**
** A fingerprint that two texts share is extended both ways letter by letter. At
** a difference the walk goes on behind the least edit of up to 12 letters on
** either side after which 6 letters agree; behind a number in place of another
** number 2 are enough. Each letter that agrees scores 1, the
** longer side of an edit costs its letters, another number nothing; the passage
** is what scored highest before the score fell by more than 16 (as X-drop
** extension in Altschul et al., J. Mol. Biol. 215 (1990) 403).
**
** Hashes are seeded with constants and ties are broken by place: the same texts
** in the same order give the same answers on every machine. Memory is 8 bytes for
** each letter and 20 for each fingerprint, 52 while the index is made.
*/
#ifndef FAZHI_PASSAGES_H
#define FAZHI_PASSAGES_H

#include <stdint.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  FZ_PASSAGES_WINDOW = 8, /* default: a shared run of 15 letters is never missed */
  FZ_PASSAGES_WINDOW_MAX = 256,
  FZ_PASSAGES_PER_PRINT = 20,       /* letters of a passage for each fingerprint it must have */
  FZ_PASSAGES_OWNER_MAX = 16777215, /* the largest number of an owner */
};

/* Texts and what they share. Not for two threads at once, not even to ask. */
typedef struct fz_passages fz_passages;

/* A place where two texts differ inside a passage: a[a_start .. a_stop) for b[b_start .. b_stop),
** one of which may be empty. Numbers are whole: 12 for 123, not nothing for 3. */
typedef struct fz_difference {
  size_t a_start, a_stop, b_start, b_stop;
} fz_difference;

/* A passage: a[a_start .. a_stop) and b[b_start .. b_stop), from the first letter to the last. */
typedef struct fz_passage {
  size_t a_start, a_stop, b_start, b_stop;
  size_t same;  /* letters that agree */
  size_t own;   /* those of them that are not stock */
  size_t edit;  /* its first edit in fz_shared.edits */
  size_t edits; /* how many it has, in order of place */
} fz_passage;

/* What two texts share. The arrays are borrowed until the collection is asked again or freed. */
typedef struct fz_shared {
  const fz_passage *passages; /* in order of place in a, none for the most part within another */
  size_t count;
  const fz_difference *edits;
  size_t a_letters, b_letters; /* letters of a and of b, each once, that lie in passages */
  size_t prints;               /* different fingerprints in both, stock left out; 0 if not near */
  double jaccard;              /* prints / those in a or b; 0 if there are none */
} fz_shared;

/*
** Makes an empty collection for runs of `k` letters (1 to FZ_SHINGLE_MAX, see sketch.h) and
** windows of `window` (1 to FZ_PASSAGES_WINDOW_MAX). *out is the caller's, freed with
** fz_passages_free. FZ_INVALID for other numbers, FZ_NOMEM.
*/
FZ_API fz_status fz_passages_new(unsigned k, unsigned window, fz_passages **out, fz_error *error);

/* Gives a collection back; NULL is none. */
FZ_API void fz_passages_free(fz_passages *p);

/*
** Adds `length` bytes of UTF-8, which are copied; the text's number is how many there were
** before. `owner` says whose text it is, numbered from 0 without great gaps. FZ_INVALID if the
** index is made already, for bytes that are no UTF-8 or an owner too large; FZ_TOOBIG from 2 GiB;
** FZ_NOMEM. A text that was refused is not in the collection.
*/
FZ_API fz_status fz_passages_add(fz_passages *p, const char *s, size_t length, uint32_t owner,
                                 fz_error *error);

/* How many texts there are. */
FZ_API size_t fz_passages_count(const fz_passages *p);

/*
** Makes the index, once, after the last text: fingerprints of more than `limit` owners are stock.
** FZ_INVALID if it is made already; FZ_NOMEM, and then it may be tried again.
*/
FZ_API fz_status fz_passages_index(fz_passages *p, size_t limit, fz_error *error);

/*
** The other texts, with numbers below `before` (SIZE_MAX: all), that may share a passage of `least`
** letters with `text`: they have one of its fingerprints for every 20 letters, at least one, in a
** row: no more than 100 letters from one to the next, in one text no more than 24 more than in the
** other, and from the first to the last three tenths of `least`. Stock is left out. In order; *list
** is borrowed until another text is asked about or the collection freed. FZ_INVALID if there is
** no such text or no index yet; FZ_NOMEM.
*/
FZ_API fz_status fz_passages_near(fz_passages *p, size_t text, size_t before, size_t least,
                                  const uint32_t **list, size_t *count, fz_error *error);

/*
** The passages that two texts share in which at least `least` letters agree, and two thirds of so
** many are not stock. It takes less time for those that are near to the text `a` that was asked
** about last, with the same `least`. FZ_INVALID if there is no such text or no index yet; FZ_NOMEM.
*/
FZ_API fz_status fz_passages_compare(fz_passages *p, size_t a, size_t b, size_t least,
                                     fz_shared *out, fz_error *error);

/*
** Counts the letters of a text that begin in s[start .. stop), and those of them that are stock;
** FZ_INVALID if there is no such text or no index yet.
*/
FZ_API fz_status fz_passages_stock(const fz_passages *p, size_t text, size_t start, size_t stop,
                                   size_t *letters, size_t *stock, fz_error *error);

#ifdef __cplusplus
}
#endif
#endif
