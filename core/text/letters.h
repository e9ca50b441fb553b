/*
** letters.h: the characters of a text that count when texts are compared, in one form, and the
** hash they are known by. sketch.h says which they are.
*/
#ifndef FZ_TEXT_LETTERS_H
#define FZ_TEXT_LETTERS_H

#include <stdint.h>

#include "text/han.h"
#include "text/utf8.h"

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit of x decides on every other. */
static inline uint64_t fz_mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/* What a rolling hash multiplies by (Karp and Rabin 1987). */
static const uint64_t fz_roll = 0xD6E8FEB86659FD93u;

/* The one form of a character that counts; 0 for one that is passed over. */
static inline uint32_t fz_counted(uint32_t c) {
  if (c >= 0xFF10 && c <= 0xFF5A) c -= 0xFEE0;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || fz_is_han(c)) return c;
  return 0;
}

/* The same of the character at `s`, in valid text; *width receives its length. */
static inline uint32_t fz_counted_at(const char *s, size_t *width) {
  const unsigned char *b = (const unsigned char *)s;
  if (*b < 0xE4 || *b > 0xE9) return fz_counted(fz_utf8_read(s, width));
  uint32_t c = (b[0] & 0xFu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
  *width = 3;
  return c >= 0x4E00 ? c : fz_counted(c); /* as nearly all of Chinese text is */
}

#endif
