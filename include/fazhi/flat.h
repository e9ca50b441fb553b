/*
** flat.h: text brought to the one form in which patterns read it (patterns.h): characters that say
** nothing dropped, marks reduced to one byte, whatever their width.
**
** What stands for what is handed over as a table of characters, that of
** scripts/fazhi/pattern_reader.lua. A table is never changed once made: threads may share it.
*/
#ifndef FAZHI_FLAT_H
#define FAZHI_FLAT_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { FZ_FLAT_COUNT_MAX = 1000 /* characters in a table */ };

/* A character and what is put in its place, which is no longer; bytes borrowed for the call. */
typedef struct fz_flat_pair {
  const char *s, *with;
  size_t length, with_length;
} fz_flat_pair;

typedef struct fz_flat fz_flat;

/*
** Makes a table of `count` characters. *out is the caller's, freed with fz_flat_free. FZ_INVALID: a
** character that is empty or there twice, a replacement that is longer; FZ_NOMEM.
*/
FZ_API fz_status fz_flat_new(const fz_flat_pair *pairs, size_t count, fz_flat **out,
                             fz_error *error);

/* Gives a table back; NULL is none. */
FZ_API void fz_flat_free(fz_flat *flat);

/* Writes s with all replaced to `out`, of `length` bytes or s itself; returns how many there are.
 */
FZ_API size_t fz_flat_fold(const fz_flat *flat, const char *s, size_t length, char *out);

/* Whether the character of `length` bytes at s is one that nothing is put in the place of. */
FZ_API bool fz_flat_drops(const fz_flat *flat, const char *s, size_t length);

#ifdef __cplusplus
}
#endif
#endif
