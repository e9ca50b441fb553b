/*
** number.c: the numbers of markers, in the ways they are written. All of them read the
** longest run of numerals and refuse it if it is no number of 1 … 99, so that neither the
** 二 of 二〇二四 nor the 19 of 1949 is taken.
*/
#include "outline/parts.h"

/* 一 … 九 as 1 … 9, 十 as 10, any other numeral as 100. */
static unsigned han_value(uint32_t c) {
  static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                    0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  for (unsigned i = 0; i < 10; i++)
    if (digits[i] == c) return i + 1;
  return 100;
}

/* What up to three numerals say: 七, 十, 十七, 七十, 七十三; 0 for 七三 and the like. */
static unsigned han_number(const unsigned v[3], unsigned count) {
  for (unsigned i = 0; i < count; i++)
    if (v[i] > 10) return 0;
  if (count == 1) return v[0];
  if (count == 2 && v[0] == 10 && v[1] < 10) return 10 + v[1];
  if (count == 2 && v[0] < 10 && v[1] == 10) return 10 * v[0];
  if (count == 3 && v[0] < 10 && v[1] == 10 && v[2] < 10) return 10 * v[0] + v[2];
  return 0;
}

static unsigned read_han(const char *s, size_t n, size_t *length) {
  unsigned value[3], count = 0;
  size_t at = 0, step;
  while (at < n) {
    uint32_t c = fz_outline_char(s + at, n - at, &step);
    if (!fz_outline_han_numeral(c)) break;
    if (count == 3) return 0;
    value[count++] = han_value(c);
    at += step;
  }
  *length = at;
  return count > 0 ? han_number(value, count) : 0;
}

static unsigned read_arabic(const char *s, size_t n, size_t *length) {
  unsigned value = 0, count = 0;
  size_t at = 0, step;
  while (at < n) {
    uint32_t c = fz_outline_char(s + at, n - at, &step);
    if (!fz_outline_digit(c)) break;
    if (++count > 2) return 0;
    value = value * 10 + (c < 0x80 ? c - '0' : c - 0xFF10);
    at += step;
  }
  *length = at;
  return value;
}

/* One character out of a run of them that counts from 1. */
static unsigned read_series(uint32_t c, uint32_t first, unsigned count) {
  return c >= first && c - first < count ? c - first + 1 : 0;
}

unsigned fz_outline_number(fz_numbering numbering, const char *s, size_t n, size_t *length) {
  *length = 0;
  if (n == 0) return 0;
  if (numbering == FZ_NUMBER_HAN) return read_han(s, n, length);
  if (numbering == FZ_NUMBER_ARABIC) return read_arabic(s, n, length);
  uint32_t c = fz_outline_char(s, n, length);
  if (numbering == FZ_NUMBER_BRACED) return read_series(c, 0x3220, 10);
  if (numbering != FZ_NUMBER_CIRCLED) return 0;
  unsigned number = read_series(c, 0x2460, 20);
  return number > 0 ? number : read_series(c, 0x2776, 10);
}
