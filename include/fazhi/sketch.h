/*
** sketch.h: how much two texts have in common, without reading one beside the other.
**
** A text is taken as the set of its shingles: all runs of k characters that
** count. Chinese characters, the digits 0-9 and the letters A-Z count; full
** width and half width, capital and small letters are the same; punctuation,
** blanks and everything else are passed over, so a line break or another pair
** of quotation marks makes no difference. A text of fewer than k such
** characters is one shingle. The text should be clean (text.h), in one script.
**
** What two texts share is the Jaccard index of their sets, |A and B| / |A or B|:
** 1 for the same text, 0 for nothing in common. fz_sketch_compare counts it out.
** A sketch estimates it from 128 numbers: one-permutation MinHash (Li, Owen,
** Zhang, NIPS 2012) with the empty bins filled by optimal densification
** (Shrivastava, ICML 2017). Each shingle falls by its hash into one of 128 bins,
** a bin keeps the lowest hash it met, and the share of bins on which two
** sketches agree is an unbiased estimate with a standard error of at most
** sqrt(J (1 - J) / 128), that is 0.044 at J = 0.5.
**
** To find the few among many, a sketch gives 42 band keys of three bins each. Two
** texts share a key with the probability 1 - (1 - J^3)^42:
**
**     J    0.1   0.2   0.3   0.4   0.5   0.6   0.8
**     P    0.04  0.29  0.68  0.94  0.996 0.9999 1
**
** so whoever looks up all keys of a text misses one in 270 of those that share half of
** it, and may throw the others out by their sketches.
**
** Hashes are 64 bits, made by multiplication and shifts alone and seeded with
** constants: a sketch is the same on every machine, for ever; a change of
** method would be another version of the saved form. They are no defence
** against someone who makes texts collide on purpose.
**
** Nothing here allocates but fz_sketch_compare.
*/
#ifndef FAZHI_SKETCH_H
#define FAZHI_SKETCH_H

#include <stdint.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  FZ_SKETCH_BINS = 128,
  FZ_SKETCH_BANDS = 42,  /* of three bins each; the last two bins are in none */
  FZ_SKETCH_BYTES = 520, /* of a saved sketch: 8 and 4 for each bin */
  FZ_SHINGLE_DEFAULT =
      8, /* characters: long enough that set phrases of officials seldom fill one */
  FZ_SHINGLE_MAX = 64
};

/* The sketch of one text. The struct is copied; it owns nothing. */
typedef struct fz_sketch {
  uint32_t shingle;              /* k, the characters in a shingle */
  uint32_t count;                /* shingles in the text, repeated ones too; 0: nothing counts */
  uint32_t bins[FZ_SKETCH_BINS]; /* lowest hash in each bin */
} fz_sketch;

/* The characters of a text that count, in one form: what two texts must have alike to be the same. */
typedef struct fz_characters {
  char *bytes;   /* UTF-8; room for as many bytes as the text has, which is always enough */
  size_t length; /* bytes written; nothing terminates them */
  size_t count;  /* characters */
} fz_characters;

/* What two texts share, in different shingles. */
typedef struct fz_overlap {
  size_t first;  /* in the first text */
  size_t second; /* in the second */
  size_t both;   /* in both */
} fz_overlap;

/*
** Sketches `length` bytes of UTF-8 with shingles of `shingle` characters, 1 to FZ_SHINGLE_MAX.
** FZ_INVALID for another length of shingles or bytes that are no UTF-8.
*/
FZ_API fz_status fz_sketch_make(const char *s, size_t length, unsigned shingle, fz_sketch *out,
                                fz_error *error);

/* The same, and the characters that count, which are met on the way; the bytes are the caller's. */
FZ_API fz_status fz_sketch_read(const char *s, size_t length, unsigned shingle, fz_sketch *out,
                                fz_characters *characters, fz_error *error);

/*
** The estimated Jaccard index, 0 to 1. 0 if nothing counts in one of the texts, or if the
** sketches are of shingles of different lengths, which cannot be compared.
*/
FZ_API double fz_sketch_jaccard(const fz_sketch *a, const fz_sketch *b);

/*
** Fills `keys` and returns how many there are: FZ_SKETCH_BANDS, or 0 for a text in which nothing
** counts. The key of one band never stands for another, so all may go into one index.
*/
FZ_API int fz_sketch_bands(const fz_sketch *sketch, uint64_t keys[FZ_SKETCH_BANDS]);

/*
** Saves a sketch: a byte 1 for this version, a byte k, two bytes 0, `count` and the bins as
** 32-bit numbers, the lowest byte first.
*/
FZ_API void fz_sketch_save(const fz_sketch *sketch, unsigned char bytes[FZ_SKETCH_BYTES]);

/* Loads what fz_sketch_save wrote. FZ_INVALID for anything else. */
FZ_API fz_status fz_sketch_load(const unsigned char *bytes, size_t length, fz_sketch *out,
                                fz_error *error);

/*
** Counts the shingles of two texts exactly (but for two different ones having the same 64 bits,
** once in 10^10 pairs of texts). The Jaccard index is both / (first + second - both), the
** share of the first text that stands in the second both / first. FZ_INVALID as above, FZ_NOMEM.
*/
FZ_API fz_status fz_sketch_compare(const char *a, size_t a_length, const char *b, size_t b_length,
                                   unsigned shingle, fz_overlap *out, fz_error *error);

/* Writes the characters that count alone, and how many bytes they are. FZ_INVALID as above. */
FZ_API fz_status fz_sketch_characters(const char *s, size_t length, char *out, size_t *out_length,
                                      fz_error *error);

#ifdef __cplusplus
}
#endif
#endif
