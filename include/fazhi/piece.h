/*
** piece.h: a piece of a page's text as its reader sees it, who sees no blanks but single spaces.
**
**   fz_piece piece;
**   if (fz_piece_read(s, length, &piece)) … piece.characters …
*/
#ifndef FAZHI_PIECE_H
#define FAZHI_PIECE_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fz_piece {
  size_t characters;           /* but blanks */
  bool begins_wide, ends_wide; /* whether the first and the last one are Chinese, or as wide */
} fz_piece;

/* Is it a blank to a page: a space, a tab or a line end (form feeds are such)? */
FZ_API bool fz_piece_blank(char c);

/*
** Reads `length` bytes of UTF-8. False if they are none, begin or end with a blank, or have
** another between their characters than a single space.
*/
FZ_API bool fz_piece_read(const char *s, size_t length, fz_piece *piece);

#ifdef __cplusplus
}
#endif
#endif
