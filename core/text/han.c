/*
** han.c: sets of Chinese characters as bits, taken from iconv's own tables.
**
** Characters of level 1 are a range of codes in either standard, so two loops over the codes
** fill the sets and no list of eight thousand characters has to be kept here. The sets are
** written once under a lock and never change after that.
*/
#include "text/han.h"

#include <errno.h>
#include <iconv.h>
#include <pthread.h>

#include "text/utf8.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF, WORDS = (LAST - FIRST + 1) / 32 };

static uint32_t common[WORDS], gb2312[WORDS];
static bool prepared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void add(uint32_t *set, uint32_t c) {
  if (c >= FIRST && c <= LAST) set[(c - FIRST) / 32] |= UINT32_C(1) << (c - FIRST) % 32;
}

static bool has(const uint32_t *set, uint32_t c) {
  return c >= FIRST && c <= LAST && (set[(c - FIRST) / 32] >> (c - FIRST) % 32 & 1) != 0;
}

/* Writes the codes of a range that both bytes allow; returns their length. */
static size_t list_codes(unsigned first, unsigned last, unsigned char low, char *codes) {
  size_t n = 0;
  for (unsigned code = first; code <= last; code++) {
    unsigned char second = (unsigned char)(code & 0xFF);
    if (second < low || second == 0xFF || (second > 0x7E && second < 0xA1)) continue;
    codes[n++] = (char)(code >> 8);
    codes[n++] = (char)second;
  }
  return n;
}

static void add_text(const char *text, size_t length, uint32_t *set, uint32_t *other) {
  for (size_t at = 0, width; at < length; at += width) {
    uint32_t c = fz_utf8_read(text + at, &width);
    add(set, c);
    if (other != NULL) add(other, c);
  }
}

/* Adds the characters of a range of codes to one set or two; codes without one are skipped. */
static bool add_codes(const char *encoding, unsigned first, unsigned last, unsigned char low,
                      uint32_t *set, uint32_t *other) {
  char codes[2 * 6000], text[4096], *in = codes;
  size_t left = list_codes(first, last, low, codes);
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1) return false;
  while (left > 0) {
    char *out = text;
    size_t room = sizeof text;
    size_t n = iconv(cd, &in, &left, &out, &room);
    add_text(text, (size_t)(out - text), set, other);
    if (n == (size_t)-1 && errno != E2BIG) {
      size_t skip = left < 2 ? left : 2;
      in += skip;
      left -= skip;
    }
  }
  iconv_close(cd);
  return true;
}

static bool fill(void) {
  return add_codes("EUC-CN", 0xB0A1, 0xD7F9, 0xA1, common, gb2312) &&
         add_codes("EUC-CN", 0xD8A1, 0xF7FE, 0xA1, gb2312, NULL) &&
         add_codes("BIG5", 0xA440, 0xC67E, 0x40, common, NULL);
}

fz_status fz_han_prepare(fz_error *error) {
  pthread_mutex_lock(&lock);
  if (!prepared) prepared = fill();
  bool ok = prepared;
  pthread_mutex_unlock(&lock);
  if (ok) return FZ_OK;
  return fz_error_set(error, FZ_IO, (size_t)-1,
                      "iconv does not know EUC-CN or BIG5; install the gconv modules of the C "
                      "library");
}

bool fz_is_han(uint32_t c) {
  return c == 0x3007 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool fz_is_common_han(uint32_t c) { return c == 0x3007 || has(common, c); }

bool fz_is_gb2312_han(uint32_t c) { return c == 0x3007 || has(gb2312, c); }

bool fz_is_chinese_punctuation(uint32_t c) {
  return (c >= 0x3000 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) ||
         (c >= 0x3014 && c <= 0x3017) || (c >= 0x2014 && c <= 0x2015) ||
         (c >= 0x2018 && c <= 0x201D) || c == 0x2026 || c == 0x00B7 || c == 0x2022 ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF5E);
}
