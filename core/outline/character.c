/*
** character.c: the characters an outline looks at, and lists of words separated by '|'.
*/
#include "outline/parts.h"

#include <string.h>

static bool is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

uint32_t fz_outline_rare_char(const char *s, size_t n, size_t *length) {
  unsigned char lead = (unsigned char)s[0];
  *length = 1;
  size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (need == 1 || need > n) return REPLACEMENT;
  uint32_t c = lead & (0xFFu >> (need + 1));
  for (size_t i = 1; i < need; i++) {
    if (!is_continuation(s[i])) return REPLACEMENT;
    c = c << 6 | ((unsigned char)s[i] & 0x3Fu);
  }
  *length = need;
  return c;
}

bool fz_outline_blank(uint32_t c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\r':
    case '\v':
    case '\f':
    case 0x00A0:
    case 0x2002:
    case 0x2003:
    case 0x200B:
    case 0x3000:
    case 0xFEFF:
      return true;
    default:
      return false;
  }
}

bool fz_outline_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

bool fz_outline_han_numeral(uint32_t c) {
  switch (c) {
    case 0x3007: /* 〇 */
    case 0x96F6: /* 零 */
    case 0x4E00: /* 一 */
    case 0x4E8C: /* 二 */
    case 0x4E09: /* 三 */
    case 0x56DB: /* 四 */
    case 0x4E94: /* 五 */
    case 0x516D: /* 六 */
    case 0x4E03: /* 七 */
    case 0x516B: /* 八 */
    case 0x4E5D: /* 九 */
    case 0x5341: /* 十 */
    case 0x767E: /* 百 */
    case 0x5343: /* 千 */
    case 0x4E07: /* 万 */
      return true;
    default:
      return false;
  }
}

bool fz_outline_sentence_mark(uint32_t c) {
  switch (c) {
    case ';':
    case ':':
    case '!':
    case '?':
    case 0x2026: /* … */
    case 0x3002: /* 。 */
    case 0xFF01: /* ！ */
    case 0xFF1A: /* ： */
    case 0xFF1B: /* ； */
    case 0xFF1F: /* ？ */
      return true;
    default:
      return false;
  }
}

bool fz_outline_closer(uint32_t c) {
  switch (c) {
    case ')':
    case ']':
    case '"':
    case 0x2019: /* ’ */
    case 0x201D: /* ” */
    case 0x3009: /* 〉 */
    case 0x300B: /* 》 */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
    case 0x3011: /* 】 */
    case 0xFF09: /* ） */
    case 0xFF3D: /* ］ */
      return true;
    default:
      return false;
  }
}

size_t fz_outline_skip(const char *s, size_t start, size_t stop, bool lines) {
  while (start < stop) {
    size_t length;
    uint32_t c = fz_outline_char(s + start, stop - start, &length);
    if (!fz_outline_blank(c) && !(lines && c == '\n')) break;
    start += length;
  }
  return start;
}

/* Where the last character of [start, stop) begins. */
static size_t step_back(const char *s, size_t start, size_t stop) {
  size_t i = stop - 1;
  while (i > start && stop - i < 4 && is_continuation(s[i])) i--;
  return i;
}

size_t fz_outline_trim(const char *s, size_t start, size_t stop) {
  while (stop > start) {
    size_t i = step_back(s, start, stop), length;
    uint32_t c = fz_outline_char(s + i, stop - i, &length);
    if (!fz_outline_blank(c) && c != '\n') break;
    stop = i;
  }
  return stop;
}

size_t fz_outline_line_end(const char *s, size_t start, size_t stop) {
  const char *end = start < stop ? memchr(s + start, '\n', stop - start) : NULL;
  return end != NULL ? (size_t)(end - s) : stop;
}

uint32_t fz_outline_last_char(const char *s, size_t start, size_t stop) {
  if (start >= stop) return 0;
  size_t i = step_back(s, start, stop), length;
  return fz_outline_char(s + i, stop - i, &length);
}

bool fz_outline_next_word(const char **list, const char **word, size_t *length) {
  if (*list == NULL) return false;
  const char *bar = strchr(*list, '|');
  *word = *list;
  *length = bar != NULL ? (size_t)(bar - *list) : strlen(*list);
  *list = bar != NULL ? bar + 1 : NULL;
  return true;
}

bool fz_outline_begins(const char *list, const char *s, size_t n) {
  const char *word;
  size_t length;
  while (fz_outline_next_word(&list, &word, &length))
    if (length > 0 && length <= n && memcmp(s, word, length) == 0) return true;
  return false;
}

bool fz_outline_contains(const char *list, const char *s, size_t n) {
  const char *word;
  size_t length;
  while (fz_outline_next_word(&list, &word, &length))
    if (length > 0 && memmem(s, n, word, length) != NULL) return true;
  return false;
}

bool fz_outline_in_set(const char *set, uint32_t c) {
  if (set == NULL) return false;
  for (size_t left = strlen(set), length; left > 0; set += length, left -= length)
    if (fz_outline_char(set, left, &length) == c) return true;
  return false;
}
