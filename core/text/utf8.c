/*
** utf8.c: reading, checking and writing UTF-8.
*/
#include "text/utf8.h"

#include <string.h>

/* The range of the second byte rules out surrogates and overlong forms (Unicode, table 3-7). */
static size_t expect(unsigned char lead, unsigned char *low, unsigned char *high) {
  *low = 0x80;
  *high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0) *low = 0xA0;
    if (lead == 0xED) *high = 0x9F;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0) *low = 0x90;
    if (lead == 0xF4) *high = 0x8F;
    return 4;
  }
  return 0;
}

size_t fz_utf8_check(const unsigned char *s, size_t left, size_t *bad) {
  *bad = 1;
  if (s[0] < 0x80) return 1;
  unsigned char low, high;
  size_t need = expect(s[0], &low, &high);
  for (size_t i = 1; i < need; i++) {
    *bad = i;
    if (i >= left || s[i] < low || s[i] > high) return 0;
    low = 0x80;
    high = 0xBF;
  }
  return need;
}

size_t fz_utf8_valid(const unsigned char *s, size_t length) {
  size_t at = 0;
  while (at < length) {
    uint64_t word;
    while (length - at >= sizeof word) { /* eight ASCII bytes at a time */
      memcpy(&word, s + at, sizeof word);
      if ((word & UINT64_C(0x8080808080808080)) != 0) break;
      at += sizeof word;
    }
    size_t begin = at;
    while (at < length && fz_utf8_is_plain(s + at, length - at)) at += 3;
    while (at < length && s[at] < 0x80) at++;
    if (at > begin || at == length) continue;
    size_t bad, n = fz_utf8_check(s + at, length - at, &bad);
    if (n == 0) break;
    at += n;
  }
  return at;
}

size_t fz_utf8_write(char *out, uint32_t c) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char mark[5] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = n - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (c & 0x3F));
    c >>= 6;
  }
  out[0] = (char)(mark[n] | c);
  return n;
}

uint32_t fz_utf8_read(const char *s, size_t *width) {
  size_t n = fz_utf8_width(s[0]);
  static const unsigned char mask[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  uint32_t c = (unsigned char)s[0] & mask[n];
  for (size_t i = 1; i < n; i++) c = c << 6 | ((unsigned char)s[i] & 0x3F);
  *width = n;
  return c;
}

uint32_t fz_utf8_before(const char *s, size_t stop, size_t *start) {
  size_t at = stop - 1, width;
  while (at > 0 && fz_utf8_inside(s[at])) at--;
  *start = at;
  return fz_utf8_read(s + at, &width);
}
