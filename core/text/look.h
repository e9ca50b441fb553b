/*
** look.h: what decoded text looks like, which tells whether bytes were read rightly.
*/
#ifndef FZ_TEXT_LOOK_H
#define FZ_TEXT_LOOK_H

#include "text/decode.h"

/* What decoded text looks like. */
typedef struct fz_look {
  size_t characters; /* all */
  size_t foreign;    /* those that are not ASCII and not control characters */
  size_t controls;   /* without blanks and line ends of any kind */
  size_t bad;        /* U+FFFD */
  size_t chinese;    /* Chinese characters and punctuation, common or not */
  double good;       /* in eighths: what speaks for the characters that are not ASCII */
  double cost;       /* the sum of fz_character_cost … */
  size_t han;        /* Chinese characters alone */
  double han_cost;   /* … and over them */
} fz_look;

/* Looks at `length` bytes of valid UTF-8. Needs fz_han_prepare. */
fz_look fz_look_at(const char *text, size_t length);

/* 0 … 1: the share of common Chinese among what is not ASCII; 1 if all is ASCII. */
double fz_look_plausible(const fz_look *look);

/* Is it plausible enough to be taken for Chinese? */
bool fz_is_chinese(const fz_look *look);

/*
** Adds to *look how bytes [start, stop) look when they are read in `encoding`. A character cut off
** at their end says nothing and is left out. FZ_NOMEM, FZ_IO.
*/
fz_status fz_look_through(fz_encoding encoding, const unsigned char *bytes, size_t start,
                          size_t stop, fz_look *look, fz_error *error);

/* Adds the counts and sums of a look to those of another. */
void fz_look_add(fz_look *sum, const fz_look *look);

enum { FZ_LOOK_TORN = 4 }; /* the cost of a character cut off at the end */

#endif
