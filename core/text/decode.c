/*
** decode.c: UTF-8 and UTF-16 by hand, GB18030 and Big5 by tables of their pairs (pairs.h) and, for
** what these do not have, by iconv.
**
** iconv says nothing of where each character came from; the structure of the encodings does: a
** character of GB18030 has 1, 2 or 4 bytes, one of Big5 1 or 2, which is seen from its first two
** bytes. Both sides are walked together, so that the map is exact.
*/
#include "text/decode.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "text/codes.h"
#include "text/pairs.h"
#include "text/utf8.h"

static const char *const names[FZ_ENCODINGS] = {"UTF-8", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE"};

/* Of those whose lines end alike in both. */
static const char *const mixtures[3][3] = {
    {"UTF-8", "UTF-8+GB18030", "UTF-8+BIG5"},
    {"GB18030+UTF-8", "GB18030", "GB18030+BIG5"},
    {"BIG5+UTF-8", "BIG5+GB18030", "BIG5"},
};

static const struct {
  const char *name;
  fz_encoding encoding;
} aliases[] = {
    {"UTF-8", FZ_UTF8},      {"UTF8", FZ_UTF8},        {"ASCII", FZ_UTF8},
    {"US-ASCII", FZ_UTF8},   {"GB18030", FZ_GB18030},  {"GBK", FZ_GB18030},
    {"GB2312", FZ_GB18030},  {"CP936", FZ_GB18030},    {"GB-18030", FZ_GB18030},
    {"EUC-CN", FZ_GB18030},  {"BIG5", FZ_BIG5},        {"BIG-5", FZ_BIG5},
    {"BIG5-HKSCS", FZ_BIG5}, {"CP950", FZ_BIG5},       {"UTF-16LE", FZ_UTF16LE},
    {"UTF16LE", FZ_UTF16LE}, {"UTF-16BE", FZ_UTF16BE}, {"UTF16BE", FZ_UTF16BE},
};

const char *fz_encoding_name(fz_encoding encoding) { return names[encoding]; }

const char *fz_mixture_name(fz_encoding main, fz_encoding other) {
  return main == other || main > FZ_BIG5 || other > FZ_BIG5 ? names[main] : mixtures[main][other];
}

bool fz_encoding_find(const char *name, fz_encoding *encoding, fz_encoding *other) {
  for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
    if (strcasecmp(name, aliases[i].name) == 0) {
      *encoding = *other = aliases[i].encoding;
      return true;
    }
  }
  for (int main = FZ_UTF8; main <= FZ_BIG5; main++) {
    for (int mixed = FZ_UTF8; mixed <= FZ_BIG5; mixed++) {
      if (strcasecmp(name, mixtures[main][mixed]) == 0) {
        *encoding = (fz_encoding)main;
        *other = (fz_encoding)mixed;
        return true;
      }
    }
  }
  return false;
}

static void put_undecodable(fz_draft *out, size_t at, size_t length) {
  size_t start = out->length;
  fz_draft_put(out, "\xEF\xBF\xBD", 3, 1, at, length);
  fz_draft_mark(out, &out->damage, start, start + 3, "undecodable");
}

static void decode_utf8(const unsigned char *s, size_t start, size_t stop, fz_draft *out) {
  while (start < stop && !out->failed) {
    size_t length = fz_utf8_valid(s + start, stop - start), bad;
    fz_draft_put(out, (const char *)s + start, 1, length, start, 1);
    start += length;
    if (start < stop) {
      fz_utf8_check(s + start, stop - start, &bad);
      put_undecodable(out, start, bad);
      start += bad;
    }
  }
}

/* Characters of equal widths on both sides, that are entered together. */
typedef struct batch {
  const char *text;
  size_t unit, source, width, count;
} batch;

static void put_batch(batch *b, fz_draft *out) {
  if (b->count > 0) fz_draft_put(out, b->text, b->unit, b->count, b->source, b->width);
  b->count = 0;
}

enum { RUN = 1024 }; /* characters entered at once */

static void decode_utf16(const unsigned char *s, size_t start, size_t stop, bool big,
                         fz_draft *out) {
  char text[4 * RUN];
  batch b = {.text = text};
  size_t width;
  for (size_t at = start; at < stop && !out->failed; at += width) {
    char bytes[4];
    uint32_t c = fz_utf16_read(s + at, stop - at, big, &width);
    size_t unit = c == 0xD800 ? 0 : fz_utf8_write(bytes, c);
    if (unit != b.unit || width != b.width || b.count == RUN) {
      put_batch(&b, out);
      b = (batch){text, unit, at, width, 0};
    }
    if (unit == 0)
      put_undecodable(out, at, width);
    else
      memcpy(text + unit * b.count++, bytes, unit);
  }
  put_batch(&b, out);
}

/* How many bytes the character at the front has, by the structure of the encoding alone. */
static size_t character_width(fz_encoding encoding, const unsigned char *s, size_t left) {
  if (s[0] <= 0x80 || left < 2) return 1;
  if (encoding == FZ_GB18030 && s[1] >= '0' && s[1] <= '9') return left < 4 ? left : 4;
  return 2;
}

/* Four codes of Big5-HKSCS are a letter and a combining accent: two characters of Unicode. */
static size_t code_points(fz_encoding encoding, const unsigned char *s, size_t width) {
  bool pair = encoding == FZ_BIG5 && width == 2 && s[0] == 0x88 &&
              (s[1] == 0x62 || s[1] == 0x64 || s[1] == 0xA3 || s[1] == 0xA5);
  return pair ? 2 : 1;
}

/*
** How many bytes one U+FFFD stands for: a whole pair or quadruple that is well formed but not
** assigned, so that no digit and no half of the next character comes out of its rest; else one.
*/
static size_t bad_width(fz_encoding encoding, const unsigned char *s, size_t left) {
  if (s[0] < 0x81 || s[0] == 0xFF || left < 2) return 1;
  if (encoding == FZ_BIG5) return s[1] >= 0xA1 && s[1] != 0xFF ? 2 : 1;
  if (s[1] >= 0x80 && s[1] != 0xFF) return 2;
  bool four = left >= 4 && s[1] >= '0' && s[1] <= '9' && s[2] >= 0x81 && s[2] != 0xFF &&
              s[3] >= '0' && s[3] <= '9';
  return four ? 4 : 1;
}

/* Bytes that `points` characters take at the front of `length`; 0 if there are not so many. */
static size_t text_width(const char *text, size_t length, size_t points) {
  size_t width = 0;
  for (; points > 0; points--) {
    if (width >= length) return 0;
    width += fz_utf8_width(text[width]);
  }
  return width <= length ? width : 0;
}

/* Enters [at, stop) of the source and what iconv made of it; false if they do not fit. */
static bool put_converted(fz_encoding encoding, const unsigned char *source, size_t at, size_t stop,
                          const char *text, size_t length, fz_draft *out) {
  const char *end = text + length;
  batch b = {0};
  while (at < stop) {
    size_t width = character_width(encoding, source + at, stop - at);
    size_t points = code_points(encoding, source + at, width);
    size_t unit = text_width(text, (size_t)(end - text), points);
    char other[4];
    size_t known = fz_code_find(encoding, source + at, width, other);
    if (unit == 0) return false;
    if (b.unit != unit || b.width != width || known > 0 || source[at] == 0x80) {
      put_batch(&b, out);
      b = (batch){text, unit, at, width, 0};
    }
    if (source[at] == 0x80) /* iconv's Big5 lets it pass as a control character */
      put_undecodable(out, at, 1);
    else if (known > 0)
      fz_draft_put(out, other, known, 1, at, width);
    else
      b.count++;
    if (b.count == 0) b.unit = 0; /* the next character begins a batch of its own */
    at += width;
    text += unit;
  }
  put_batch(&b, out);
  return text == end;
}

/* What iconv stopped at: a code it does not know, the euro of CP936, or damage. Bytes done. */
static size_t put_exception(fz_encoding encoding, const unsigned char *source, size_t at,
                            size_t stop, fz_draft *out) {
  if (encoding == FZ_GB18030 && source[at] == 0x80) {
    fz_draft_put(out, "\xE2\x82\xAC", 3, 1, at, 1);
    return 1;
  }
  size_t width = character_width(encoding, source + at, stop - at);
  char other[4];
  size_t known = fz_code_find(encoding, source + at, width, other);
  if (known > 0) {
    fz_draft_put(out, other, known, 1, at, width);
    return width;
  }
  width = bad_width(encoding, source + at, stop - at);
  put_undecodable(out, at, width);
  return width;
}

static bool open_converter(fz_converter *c) {
  if (c->is_open) return true;
  c->cd = iconv_open("UTF-8", fz_pairs_name(c->encoding));
  c->is_open = c->cd != (iconv_t)-1;
  return c->is_open;
}

void fz_converter_close(fz_converter *c) {
  if (c->is_open) iconv_close(c->cd);
  c->is_open = false;
}

/* The character at `at`, by iconv. Returns its bytes; 0 if both sides do not fit. */
static size_t convert_one(const fz_converter *c, const unsigned char *source, size_t at,
                          size_t stop, fz_draft *out) {
  char text[32], *to = text,
                 *in = (char *)(uintptr_t)(source + at); /* iconv does not write to it */
  size_t left = character_width(c->encoding, source + at, stop - at), room = sizeof text;
  iconv(c->cd, &in, &left, &to, &room);
  iconv(c->cd, NULL, NULL, &to, &room); /* a second code point may be waiting */
  size_t next = (size_t)((unsigned char *)in - source);
  if (next == at) return put_exception(c->encoding, source, at, stop, out);
  bool fits = put_converted(c->encoding, source, at, next, text, (size_t)(to - text), out);
  return fits ? next - at : 0;
}

/* Four bytes that can be none of GB18030 by their structure. */
static bool is_no_quadruple(const unsigned char *s, size_t left) {
  return left >= 4 && (s[2] < FZ_PAIR_LEAD || s[2] == 0xFF || s[3] < '0' || s[3] > '9');
}

/* Whether iconv, if it were asked, would stop at the byte at the front, which is not ASCII. */
static bool is_refused(fz_encoding encoding, uint32_t pair, const unsigned char *s, size_t left) {
  if (left < 2 || s[0] < FZ_PAIR_LEAD || s[0] == 0xFF) return true;
  if (s[1] >= FZ_PAIR_TRAIL) return pair == FZ_PAIR_NONE;
  return encoding == FZ_BIG5 || s[1] < '0' || s[1] > '9' || is_no_quadruple(s, left);
}

size_t fz_decode_bad(fz_encoding encoding, uint32_t pair, const unsigned char *s, size_t left) {
  char other[4];
  if (!is_refused(encoding, pair, s, left) || (encoding == FZ_GB18030 && s[0] == 0x80)) return 0;
  if (fz_code_find(encoding, s, character_width(encoding, s, left), other) > 0) return 0;
  return bad_width(encoding, s, left);
}

fz_status fz_decode_odd(fz_converter *c, const unsigned char *source, size_t at, size_t stop,
                        fz_draft *out, size_t *done, fz_error *error) {
  const char *name = fz_pairs_name(c->encoding);
  const fz_pairs *pairs = fz_pairs_of(c->encoding);
  bool has_pairs = pairs != NULL;
  uint32_t pair = has_pairs ? fz_pair_at(pairs, source + at, stop - at) : 0;
  *done = 0;
  if (has_pairs && is_refused(c->encoding, pair, source + at, stop - at))
    *done = put_exception(c->encoding, source, at, stop, out);
  else if (has_pairs && open_converter(c))
    *done = convert_one(c, source, at, stop, out);
  else
    return fz_error_set(error, FZ_IO, (size_t)-1,
                        "iconv does not know %s; install the gconv modules of the C library", name);
  if (*done == 0)
    return fz_error_set(error, FZ_INTERNAL, at, "%s and its conversion fell out of step", name);
  return FZ_OK;
}

/* Enters the ASCII at the front; returns its bytes. */
static size_t put_ascii(const unsigned char *source, size_t at, size_t stop, fz_draft *out) {
  size_t end = at;
  while (end < stop && source[end] < 0x80) end++;
  if (end > at) fz_draft_put(out, (const char *)source + at, 1, end - at, at, 1);
  return end - at;
}

/* Enters the pairs of the table at the front, as far as they are of one width; returns their bytes. */
static size_t put_pairs(const fz_pairs *pairs, const unsigned char *source, size_t at, size_t stop,
                        fz_draft *out) {
  char text[4 * RUN];
  size_t count = 0, length = 0, end = at;
  uint32_t c = fz_pair_at(pairs, source + at, stop - at);
  size_t unit = fz_pair_unit(c);
  if (unit == 0) return 0;
  while (count < RUN && fz_pair_unit(c) == unit) {
    for (size_t i = 0; i < 4; i++) text[length + i] = (char)(c >> 8 * i & 0xFF); /* in one step */
    length += unit; /* what is written behind the character is written over */
    count++;
    end += 2;
    c = fz_pair_at(pairs, source + end, stop - end);
  }
  fz_draft_put(out, text, unit, count, at, 2);
  return end - at;
}

/* GB18030 or Big5, all of it. */
static fz_status convert(fz_encoding encoding, const unsigned char *source, size_t start,
                         size_t stop, fz_draft *out, fz_error *error) {
  const fz_pairs *pairs = fz_pairs_of(encoding);
  fz_converter c = {.encoding = encoding};
  fz_status status = FZ_OK;
  for (size_t at = start, done; at < stop && status == FZ_OK && !out->failed; at += done) {
    done = put_ascii(source, at, stop, out);
    if (done == 0 && pairs != NULL) done = put_pairs(pairs, source, at, stop, out);
    if (done == 0) status = fz_decode_odd(&c, source, at, stop, out, &done, error);
  }
  fz_converter_close(&c);
  return status;
}

fz_status fz_decode(fz_encoding encoding, const unsigned char *source, size_t start, size_t stop,
                    fz_draft *out, fz_error *error) {
  if (encoding == FZ_UTF8)
    decode_utf8(source, start, stop, out);
  else if (encoding == FZ_UTF16LE || encoding == FZ_UTF16BE)
    decode_utf16(source, start, stop, encoding == FZ_UTF16BE, out);
  else {
    fz_status status = convert(encoding, source, start, stop, out, error);
    if (status != FZ_OK) return status;
  }
  if (out->failed) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  return FZ_OK;
}
