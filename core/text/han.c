/*
** han.c: sets of Chinese characters as bits, taken from iconv's own tables.
**
** Characters of level 1 are a range of codes in either standard, so two loops over the codes
** fill the sets and no list of eight thousand characters has to be kept here. The sets are
** written once under a lock and never change after that.
*/
#include "text/han.h"

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

/* The character of a two-byte code, or 0. */
static uint32_t character_of(iconv_t cd, unsigned code) {
  char bytes[2] = {(char)(code >> 8), (char)(code & 0xFF)}, text[8], *in = bytes, *out = text;
  size_t left = 2, room = sizeof text, width;
  bool ok = iconv(cd, &in, &left, &out, &room) != (size_t)-1 && out > text;
  iconv(cd, NULL, NULL, NULL, NULL);
  return ok ? fz_utf8_read(text, &width) : 0;
}

static bool add_codes(const char *encoding, unsigned first, unsigned last, uint32_t *set,
                      uint32_t *other) {
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1) return false;
  for (unsigned code = first; code <= last; code++) {
    if ((code & 0xFF) < 0x40) continue;
    uint32_t c = character_of(cd, code);
    if (set != NULL) add(set, c);
    if (other != NULL) add(other, c);
  }
  iconv_close(cd);
  return true;
}

/* EUC-CN and not GB18030, so that the second bytes below A1 are no codes. */
static bool fill(void) {
  return add_codes("EUC-CN", 0xB0A1, 0xD7F9, common, gb2312) &&
         add_codes("EUC-CN", 0xD8A1, 0xF7FE, gb2312, NULL) &&
         add_codes("BIG5", 0xA440, 0xC67E, common, NULL);
}

fz_status fz_han_prepare(fz_error *error) {
  pthread_mutex_lock(&lock);
  if (!prepared) prepared = fill();
  bool ok = prepared;
  pthread_mutex_unlock(&lock);
  if (ok) return FZ_OK;
  return fz_error_set(error, FZ_IO, (size_t)-1,
                      "iconv does not know EUC-CN or BIG5; install the gconv modules of the C library");
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
