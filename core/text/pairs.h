/*
** pairs.h: the characters that GB18030 and Big5 write in two bytes, as tables, which cost a
** twentieth of a call of iconv. They are filled from iconv, once in a process and an encoding.
*/
#ifndef FZ_TEXT_PAIRS_H
#define FZ_TEXT_PAIRS_H

#include <stdint.h>

#include "text/decode.h"
#include "text/utf8.h"

enum { FZ_PAIR_LEAD = 0x81, FZ_PAIR_TRAIL = 0x40, FZ_PAIR_NONE = 1 };

/* By lead and trail: the bytes of the character in UTF-8, two to four, the first one lowest;
   FZ_PAIR_NONE where iconv stops; 0 where it gives anything else. */
typedef struct fz_pairs {
  uint32_t at[0xFF - FZ_PAIR_LEAD][0x100 - FZ_PAIR_TRAIL];
} fz_pairs;

/* The name by which iconv knows FZ_GB18030 or FZ_BIG5; static. */
const char *fz_pairs_name(fz_encoding encoding);

/* The table of FZ_GB18030 or FZ_BIG5, never freed; NULL if iconv does not know the encoding. Safe
   from any thread. */
const fz_pairs *fz_pairs_of(fz_encoding encoding);

/* The character that begins at s, with `left` bytes there; 0 if it is none of the table. */
static inline uint32_t fz_pair_at(const fz_pairs *pairs, const unsigned char *s, size_t left) {
  if (left < 2 || s[0] < FZ_PAIR_LEAD || s[0] == 0xFF || s[1] < FZ_PAIR_TRAIL) return 0;
  return pairs->at[s[0] - FZ_PAIR_LEAD][s[1] - FZ_PAIR_TRAIL];
}

/* How many bytes such a character has; 0 if it is none. */
static inline size_t fz_pair_unit(uint32_t c) {
  return c <= FZ_PAIR_NONE ? 0 : fz_utf8_width((char)(c & 0xFF));
}

#endif
