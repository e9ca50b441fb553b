/*
** mixture.h: files of which some lines are in another encoding than the rest, as they come about
** when a page of GBK has a block of UTF-8 put in, or lines are appended by another program.
*/
#ifndef FZ_TEXT_MIXTURE_H
#define FZ_TEXT_MIXTURE_H

#include "text/detect.h"

/* A run of lines [start, stop) in one encoding. */
typedef struct fz_stretch {
  size_t start, stop;
  fz_encoding encoding;
} fz_stretch;

/* The runs, which cover the whole; all zero if there is no mixture. */
typedef struct fz_mixture {
  fz_stretch *at;
  size_t count, capacity;
  double gain; /* by how much the lines in the other encoding cost less so, in nats */
} fz_mixture;

/*
** Looks for lines of `other` among those of `main`, neither of which is UTF-16, in bytes
** [start, stop). A line changes sides only if it is damaged or implausible in `main` and whole in
** `other`. *mixture is to be cleared, whatever is returned. FZ_NOMEM, FZ_IO.
*/
fz_status fz_mixture_split(fz_encoding main, fz_encoding other, const unsigned char *bytes,
                           size_t start, size_t stop, fz_mixture *mixture, fz_error *error);

/*
** The same, with the other encoding to be found, if there is reason to look for one at all; enters
** it and how sure it is in *guess.
*/
fz_status fz_mixture_find(const unsigned char *bytes, size_t length, fz_guess *guess,
                          fz_mixture *mixture, fz_error *error);

/* Frees what the mixture holds, not the struct. */
void fz_mixture_clear(fz_mixture *mixture);

#endif
