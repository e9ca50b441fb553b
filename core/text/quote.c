/*
** quote.c: strings of JSON.
*/
#include "fazhi/quote.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

static bool is_simple(unsigned char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* Bytes of the character at the front of `left` if it may stand as it is; else 0. */
static size_t width_of(const unsigned char *s, size_t left) {
  size_t bad;
  if (fz_utf8_is_plain(s, left)) return 3;
  if (s[0] < 0x80) return is_simple(s[0]) ? 1 : 0;
  return fz_utf8_check(s, left, &bad);
}

static void quote(unsigned char c, char quoted[FZ_QUOTED_MAX]) {
  static const char NAMED[] = "\"\"\\\\\nn\rr\tt"; /* a character and the letter that it is called by */
  if (c >= 0x80) {
    memcpy(quoted, "\xEF\xBF\xBD", 4);
    return;
  }
  for (size_t i = 0; i + 1 < sizeof NAMED; i += 2) {
    if (c != (unsigned char)NAMED[i]) continue;
    quoted[0] = '\\';
    quoted[1] = NAMED[i + 1];
    quoted[2] = '\0';
    return;
  }
  snprintf(quoted, FZ_QUOTED_MAX, "\\u%04x", c);
}

size_t fz_quote_plain(const char *s, size_t length, char quoted[FZ_QUOTED_MAX]) {
  const unsigned char *bytes = (const unsigned char *)s;
  size_t at = 0, width = 0;
  while (at < length && (width = width_of(bytes + at, length - at)) > 0) at += width;
  if (at < length) quote(bytes[at], quoted);
  return at;
}
