/*
** utf8.h: characters of UTF-8, for bytes from outside (checked) and for our own (trusted).
*/
#ifndef FZ_TEXT_UTF8_H
#define FZ_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** Is there a character of U+1000 to U+FFFF but not of U+D000 to U+DFFF, as nearly all of Chinese
** text is, at the front of `left` bytes of any kind?
*/
static inline bool fz_utf8_is_plain(const unsigned char *s, size_t left) {
  return left >= 3 && s[0] >= 0xE1 && s[0] <= 0xEF && s[0] != 0xED &&
         ((s[1] ^ 0x80) | (s[2] ^ 0x80)) < 0x40;
}

/*
** Length of the well-formed character at the front of `left` > 0 bytes, or 0, and then *bad is
** the number of bytes that one U+FFFD stands for. Surrogates, overlong forms and anything
** above U+10FFFF are not well formed.
*/
size_t fz_utf8_check(const unsigned char *s, size_t left, size_t *bad);

/* Length of the well-formed beginning of `length` bytes; equal to `length` if all is well. */
size_t fz_utf8_valid(const unsigned char *s, size_t length);

/* Writes `c` at `out` (room for 4) and returns the number of bytes. */
size_t fz_utf8_write(char *out, uint32_t c);

/* Length of the character that begins with `lead`, in valid text. */
static inline size_t fz_utf8_width(char lead) {
  unsigned char b = (unsigned char)lead;
  return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

/*
** Where the run of characters of three bytes that begins at `at` ends, in valid text, if their leads are `first` (E3, which
** is U+3000 and above, or more) to EE. Most of Chinese text is such, and what looks for anything else passes over it.
*/
static inline size_t fz_utf8_pass_wide(const char *s, size_t at, size_t length,
                                       unsigned char first) {
  while (at < length && (unsigned char)((unsigned char)s[at] - first) <= 0xEE - first) at += 3;
  return at;
}

/* Is this byte inside a character, not at its beginning? */
static inline bool fz_utf8_inside(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

/* The character at `s`, in valid text; *width receives its length. */
uint32_t fz_utf8_read(const char *s, size_t *width);

/* The same, faster where most characters have three bytes, as those of Chinese text. */
static inline uint32_t fz_utf8_next(const char *s, size_t *width) {
  const unsigned char *b = (const unsigned char *)s;
  if (b[0] < 0xE0 || b[0] > 0xEF) return fz_utf8_read(s, width);
  *width = 3;
  return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
}

/* The character before s[stop], in valid text with stop > 0; *start is where it begins. */
uint32_t fz_utf8_before(const char *s, size_t stop, size_t *start);

/* Is there a character beginning, or the end, at `at` of `length` bytes of valid text? */
static inline bool fz_utf8_boundary(const char *s, size_t length, size_t at) {
  return at == length || (at < length && !fz_utf8_inside(s[at]));
}

/* C0, DEL and C1 but not the line feed: characters that no clean text holds. */
static inline bool fz_is_control(uint32_t c) {
  return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
}

#endif
