/*
** hypertext.c: texts put between tags so that they stay texts.
*/
#include "fazhi/hypertext.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text/grow.h"
#include "text/utf8.h"

static const char INSTEAD[] = "\xEF\xBF\xBD"; /* U+FFFD */

fz_status fz_hypertext_put(fz_hypertext *self, const char *s, size_t length) {
  unsigned char *bytes = fz_grow(self->bytes, &self->capacity, self->length, length, 1);
  if (bytes == NULL) return FZ_NOMEM;
  self->bytes = bytes;
  if (length > 0) memcpy(bytes + self->length, s, length);
  self->length += length;
  return FZ_OK;
}

/* What stands for an ASCII character; NULL if it stands for itself. */
static const char *entity(unsigned char c) {
  static const char *const entities[] = {
      ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
  if (c < sizeof entities / sizeof *entities && entities[c] != NULL) return entities[c];
  bool is_control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
  return is_control ? INSTEAD : NULL;
}

/* U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069, in valid text. */
static bool is_turning(const unsigned char *s) {
  if (s[0] != 0xE2) return false;
  if (s[1] == 0x80) return s[2] == 0x8E || s[2] == 0x8F || (s[2] >= 0xAA && s[2] <= 0xAE);
  return s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9;
}

/*
** Length of what is copied as it is at the front of `left` > 0 bytes; else 0, and then *skip bytes
** are left out for `instead`, which has room for 16.
*/
static size_t read_one(const unsigned char *s, size_t left, char *instead, size_t *skip) {
  size_t bad, width = fz_utf8_check(s, left, &bad);
  *skip = width > 0 ? width : 1;
  const char *other = width == 0 ? INSTEAD : width == 1 ? entity(s[0]) : NULL;
  if (other != NULL) {
    memcpy(instead, other, strlen(other) + 1);
    return 0;
  }
  if (width != 3 || !is_turning(s)) return width;
  unsigned code = 0x2000u + ((s[1] & 0x3Fu) << 6) + (s[2] & 0x3Fu);
  snprintf(instead, 16, "\xE2\x9F\xA8U+%04X\xE2\x9F\xA9", code);
  return 0;
}

/* Length of the front that is copied without a look at each character. */
static size_t plain_length(const unsigned char *s, size_t length) {
  size_t at = 0;
  for (;;) {
    while (at < length && ((s[at] >= '(' && s[at] <= ';') || (s[at] >= '@' && s[at] <= '~'))) at++;
    if (at >= length || s[at] == 0xE2 || !fz_utf8_is_plain(s + at, length - at)) return at;
    at += 3;
  }
}

fz_status fz_hypertext_text(fz_hypertext *self, const char *s, size_t length) {
  const unsigned char *bytes = (const unsigned char *)s;
  size_t from = 0, at = 0;
  while ((at += plain_length(bytes + at, length - at)) < length) {
    char instead[16];
    size_t skip;
    if (read_one(bytes + at, length - at, instead, &skip) == 0) {
      fz_status status = fz_hypertext_put(self, s + from, at - from);
      if (status == FZ_OK) status = fz_hypertext_put(self, instead, strlen(instead));
      if (status != FZ_OK) return status;
      from = at + skip;
    }
    at += skip;
  }
  return fz_hypertext_put(self, s + from, length - from);
}
