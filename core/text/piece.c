/*
** piece.c: counting the characters of a piece of text, eight bytes at once as far as no blank is in them.
*/
#include "fazhi/piece.h"

#include <stdint.h>
#include <string.h>

enum {
  EIGHT = 8,
  WIDE = 0xE2 /* the first byte of U+2000, behind which Chinese and its punctuation are */
};

static const uint64_t ONES = UINT64_C(0x0101010101010101), TOPS = UINT64_C(0x8080808080808080);

bool fz_piece_blank(char c) {
  return c == ' ' || c == '\t' || (c >= '\n' && c <= '\r' && c != '\v');
}

static bool is_inner(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* The characters that begin in eight bytes, by their first bytes; 0 if one may be a blank. */
static size_t count_eight(const char *bytes) {
  uint64_t word; /* in whichever order the machine has them */
  memcpy(&word, bytes, EIGHT);
  if (((word - ONES * (' ' + 1)) & ~word & TOPS) != 0) return 0;
  uint64_t inner = word & ~(word << 1) & TOPS; /* of the bytes 10xxxxxx */
  return EIGHT - (size_t)(((inner >> 7) * ONES) >> 56);
}

/* Counts what begins and ends with no blank; false if another blank than a space is between two others. */
static bool count(const char *s, size_t length, size_t *characters) {
  *characters = 0;
  for (size_t at = 0, eight; at < length; at++) {
    while (length - at >= EIGHT && (eight = count_eight(s + at)) > 0) {
      *characters += eight;
      at += EIGHT;
    }
    if (at == length) break;
    bool blank = fz_piece_blank(s[at]);
    if (blank && (s[at] != ' ' || fz_piece_blank(s[at + 1]))) return false;
    *characters += !blank && !is_inner(s[at]);
  }
  return true;
}

bool fz_piece_read(const char *s, size_t length, fz_piece *piece) {
  if (length == 0 || fz_piece_blank(s[0]) || fz_piece_blank(s[length - 1])) return false;
  size_t last = length - 1;
  while (last > 0 && is_inner(s[last])) last--;
  piece->begins_wide = (unsigned char)s[0] >= WIDE;
  piece->ends_wide = (unsigned char)s[last] >= WIDE;
  return count(s, length, &piece->characters);
}
