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

/* Marks that turn the direction of a text and reach beyond it, by first and last. */
static const struct {
  uint32_t first, last;
} turning[] = {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};

bool fz_hypertext_turns(const char *s, size_t left) {
  size_t width, bad;
  unsigned char lead = left > 0 ? (unsigned char)s[0] : 0;
  if (lead != 0xD8 && lead != 0xE2) return false;
  if (fz_utf8_check((const unsigned char *)s, left, &bad) == 0) return false;
  uint32_t c = fz_utf8_read(s, &width);
  for (size_t i = 0; i < sizeof turning / sizeof *turning; i++)
    if (c >= turning[i].first && c <= turning[i].last) return true;
  return false;
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
  if (!fz_hypertext_turns((const char *)s, left)) return width;
  unsigned code = (unsigned)fz_utf8_read((const char *)s, &width);
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
