/*
** align.h: from one run of letters that two texts share to the whole passage around it.
*/
#ifndef FZ_TEXT_ALIGN_H
#define FZ_TEXT_ALIGN_H

#include <stddef.h>
#include <stdint.h>

/* A letter of a text: its one form, the bytes it is written with, and whether stock covers it. */
typedef struct fz_letter {
  uint32_t c : 21, width : 3, stock : 1;
  uint32_t at;
} fz_letter;

typedef struct fz_letters {
  const fz_letter *items;
  size_t count;
} fz_letters;

/* A piece of a and the piece of b that stands for it, counted in letters, half open. */
typedef struct fz_piece {
  size_t a_start, a_stop, b_start, b_stop;
} fz_piece;

enum { FZ_ALIGN_EDITS = 512 }; /* in one passage; a longer one ends there */

typedef struct fz_alignment {
  fz_piece span;
  size_t same;
  size_t edit_count;
  fz_piece edits[FZ_ALIGN_EDITS]; /* in order of place */
} fz_alignment;

/* Walks both ways from where a has at `i` and b at `j` the same, as passages.h says. */
void fz_align(fz_letters a, fz_letters b, size_t i, size_t j, fz_alignment *out);

#endif
