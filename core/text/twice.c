/*
** twice.c: UTF-8 that a program took for Latin-1 or Windows-1252 and encoded once more, so that every
** byte of it became a character: å›½ for 国. The bytes those characters stand for are read again. Nothing
** is guessed: a character comes back only if its bytes are one of strict UTF-8, and none at all unless
** Chinese stands beside Chinese often enough that no Latin text can have meant it.
*/
#include <stdint.h>
#include <string.h>

#include "text/han.h"
#include "text/stage.h"
#include "text/utf8.h"

enum {
  ENOUGH = 4,  /* pairs of Chinese characters that show a text to be encoded twice */
  MARK = 0xC3, /* the byte with which À to ÿ begin, and so the lead bytes of Chinese, in UTF-8 */
  NO_BYTE = 0x100
};

/* What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing, which Latin-1 fills with controls. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* The byte that the character at `at` stood for; NO_BYTE if it is ASCII, or none that stood for a byte. */
static unsigned read_byte(const fz_draft *in, size_t at, size_t *width) {
  if (at >= in->length) return NO_BYTE;
  uint32_t c = fz_utf8_read(in->bytes + at, width);
  if (c < 0x80) return NO_BYTE;
  if (c <= 0xFF) return c;
  for (unsigned i = 0; i < 32; i++)
    if (windows[i] == c) return 0x80 + i;
  return NO_BYTE;
}

/* One character as it was before. */
typedef struct fz_former {
  char bytes[4];
  size_t length; /* 0: none stands there */
  size_t stop;   /* where the characters for its bytes end */
} fz_former;

static fz_former read_former(const fz_draft *in, size_t at) {
  fz_former former = {.stop = at};
  unsigned char s[4];
  size_t width, bad;
  unsigned byte = read_byte(in, at, &width);
  if (byte == NO_BYTE || byte < 0xC2 || byte > 0xF4) return former;
  size_t length = fz_utf8_width((char)byte);
  for (size_t i = 0; i < length; i++, former.stop += width) {
    byte = read_byte(in, former.stop, &width);
    if (byte == NO_BYTE) return former;
    s[i] = (unsigned char)byte;
  }
  if (fz_utf8_check(s, length, &bad) != length) return former;
  memcpy(former.bytes, s, length);
  former.length = length;
  return former;
}

static bool is_chinese(const fz_former *former) {
  size_t width;
  if (former->length < 3) return false;
  uint32_t c = fz_utf8_read(former->bytes, &width);
  return fz_is_han(c) || fz_is_chinese_punctuation(c);
}

/* Where the next character stands that may be one of them. */
static size_t next_mark(const fz_draft *in, size_t at) {
  const char *mark = at < in->length ? memchr(in->bytes + at, MARK, in->length - at) : NULL;
  return mark == NULL ? in->length : (size_t)(mark - in->bytes);
}

bool fz_is_twice(const fz_draft *in) {
  size_t pairs = 0, last = SIZE_MAX;
  for (size_t at = next_mark(in, 0); at < in->length && pairs < ENOUGH; at = next_mark(in, at)) {
    fz_former former = read_former(in, at);
    if (is_chinese(&former)) {
      pairs += at == last;
      at = last = former.stop;
    } else
      at++;
  }
  return pairs == ENOUGH;
}

/* Is it a byte of a Chinese character whose others are lost, and no sign that may be meant? */
static bool is_rest(unsigned byte, bool follows) {
  return (byte >= 0xE3 && byte <= 0xEF) || (follows && byte >= 0x80 && byte <= 0xBF);
}

fz_status fz_stage_twice(const fz_draft *in, fz_draft *out, fz_error *error) {
  fz_pass pass = fz_pass_begin(in, out, 0);
  bool follows = false, is_twice = fz_is_twice(in);
  for (size_t at = 0, width = 1; is_twice && at < in->length; at += width) {
    fz_former former = {0};
    width = fz_utf8_width(in->bytes[at]);
    if (width > 1) former = read_former(in, at);
    if (former.length > 0) {
      fz_pass_repair(&pass, at, former.stop, former.bytes, former.length, "encoded-twice");
      width = former.stop - at;
      follows = false;
      continue;
    }
    unsigned byte = width > 1 ? read_byte(in, at, &width) : NO_BYTE;
    follows = byte != NO_BYTE && is_rest(byte, follows);
    if (follows) fz_pass_mark(&pass, &out->damage, at, at + width, "garbled");
  }
  return fz_pass_finish(&pass, error);
}
