/*
** detect.c: finding the encoding.
**
** A BOM decides, and strict UTF-8 that holds Chinese or nothing but ASCII. For all else every
** candidate is decoded and the text looked at: read rightly, nearly all of it is common
** characters and punctuation; read wrongly, rare ones, private ones, controls. A file may begin
** with half a character, so the encodings of two bytes are tried from the second byte on as well.
*/
#include "text/detect.h"

#include <string.h>

#include "text/han.h"
#include "text/utf8.h"

enum { SAMPLE = 8192 };

static const struct {
  fz_encoding encoding;
  const char *bom;
  size_t length;
} boms[] = {
    {FZ_UTF8, "\xEF\xBB\xBF", 3},
    {FZ_UTF16LE, "\xFF\xFE", 2},
    {FZ_UTF16BE, "\xFE\xFF", 2},
    {FZ_GB18030, "\x84\x31\x95\x33", 4},
};

size_t fz_bom_length(fz_encoding encoding, const unsigned char *bytes, size_t length) {
  for (size_t i = 0; i < sizeof boms / sizeof *boms; i++)
    if (boms[i].encoding == encoding && length >= boms[i].length &&
        memcmp(bytes, boms[i].bom, boms[i].length) == 0)
      return boms[i].length;
  return 0;
}

static bool find_bom(const unsigned char *bytes, size_t length, fz_guess *guess) {
  for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
    guess->bom = fz_bom_length(boms[i].encoding, bytes, length);
    guess->encoding = boms[i].encoding;
    if (guess->bom > 0) return true;
  }
  return false;
}

/* What one character adds to the eighths of plausibility. */
static int weight(uint32_t c) {
  if (fz_is_common_han(c) || fz_is_chinese_punctuation(c)) return 8;
  if (fz_is_gb2312_han(c)) return 4;
  if (c == 0xFFFD) return -16;
  if (c >= 0xE000 && c <= 0xF8FF) return -8;
  if (c >= 0x2190 && c <= 0x26FF) return 4; /* arrows, signs, lines of tables */
  if (c >= 0xF0000 || (c & 0xFFFE) == 0xFFFE) return -16;
  if (c >= 0xFF10 && c <= 0xFF5A) return 8;
  if (c == 0xFEFF || (c >= 0x2000 && c <= 0x203A) || (c >= 0x3220 && c <= 0x33FF)) return 4;
  return 0;
}

static bool is_odd_control(uint32_t c) {
  return fz_is_control(c) && !(c >= '\t' && c <= '\r') && c != 0x1A;
}

fz_look fz_look_at(const char *text, size_t length) {
  fz_look look = {0};
  double good = 0;
  for (size_t at = 0, width; at < length; at += width) {
    uint32_t c = fz_utf8_read(text + at, &width);
    look.characters++;
    if (is_odd_control(c)) {
      look.controls++;
      good -= 16;
    } else if (c >= 0x80) {
      look.foreign++;
      look.bad += c == 0xFFFD;
      look.chinese += fz_is_han(c) || fz_is_chinese_punctuation(c);
      good += weight(c);
    }
  }
  double all = 8 * (double)(look.foreign + look.controls);
  look.plausible = all == 0 ? 1 : good > 0 ? good / all : 0;
  return look;
}

typedef struct candidate {
  fz_encoding encoding;
  bool half;
  fz_look look;
} candidate;

/* The piece that is decoded for a look: from the first byte that is not plain ASCII on. */
static size_t sample_start(const unsigned char *bytes, size_t length) {
  if (length <= SAMPLE) return 0;
  size_t at = 0;
  while (at < length - SAMPLE && bytes[at] < 0x80 && bytes[at] >= 0x09) at++;
  return at & ~(size_t)3;
}

/* Parts of UTF-8 characters at the ends of a piece say nothing against UTF-8. */
static void trim_to_characters(const unsigned char *bytes, size_t *start, size_t *stop) {
  size_t front = 0, back = 0, bad;
  while (front < 3 && *start + front < *stop && fz_utf8_inside((char)bytes[*start + front]))
    front++;
  *start += front;
  while (back < 3 && *stop - back > *start && fz_utf8_inside((char)bytes[*stop - back - 1]))
    back++;
  size_t last = *stop - back;
  if (last > *start && fz_utf8_check(bytes + last - 1, back + 1, &bad) == 0) *stop = last - 1;
}

static fz_status try_candidate(const unsigned char *bytes, size_t length, candidate *c,
                               fz_error *error) {
  size_t start = sample_start(bytes, length);
  size_t stop = length - start < SAMPLE ? length : start + SAMPLE;
  if (c->half) start++;
  if (c->encoding == FZ_UTF8) trim_to_characters(bytes, &start, &stop);
  fz_draft draft = {0};
  fz_status status = fz_decode(c->encoding, bytes, start, stop, &draft, error);
  if (status == FZ_OK) c->look = fz_look_at(draft.bytes, draft.length);
  fz_draft_clear(&draft);
  return status;
}

/*
** Bytes of ASCII text read as UTF-16 are Chinese characters, a third of them common. So UTF-16
** needs evidence: a character that gives a byte no other text has (NUL, a control, FF), or a
** text of nothing but common characters.
*/
static bool is_utf16_possible(const candidate *c, const unsigned char *bytes, size_t length) {
  size_t odd = 0;
  for (size_t i = 0; i < length && i < SAMPLE; i++)
    odd += bytes[i] < 0x09 || bytes[i] == 0xFF || (bytes[i] > 0x0D && bytes[i] < 0x20);
  if (odd > 0) return true;
  return c->look.characters >= 3 && c->look.plausible > (c->look.characters < 8 ? 0.99 : 0.9);
}

/* Reading from the second byte on is believed only if it makes the text much better. */
static double score(const candidate *c, const unsigned char *bytes, size_t length) {
  bool wide = c->encoding == FZ_UTF16LE || c->encoding == FZ_UTF16BE;
  if (wide && !is_utf16_possible(c, bytes, length)) return 0;
  double p = c->look.plausible;
  if (c->half) p -= 0.15;
  return p > 0 ? p : 0;
}

/* Strict UTF-8 gives way only if it has no Chinese and another reading has hardly anything else. */
static bool is_settled(const candidate *utf8, const unsigned char *bytes, size_t length) {
  if (utf8->look.controls * 50 > utf8->look.characters) return false;
  if (fz_utf8_valid(bytes, length) < length) return false;
  return utf8->look.foreign == 0 || utf8->look.chinese > 0;
}

static fz_status refuse(const unsigned char *bytes, size_t length, fz_error *error) {
  size_t odd = 0;
  for (size_t i = 0; i < length; i++) odd += is_odd_control(bytes[i]) && bytes[i] < 0x80;
  if (odd * 50 > length)
    return fz_error_set(error, FZ_BINARY, (size_t)-1,
                        "not text: %zu of %zu bytes are control characters", odd, length);
  return fz_error_set(error, FZ_ENCODING, (size_t)-1,
                      "no encoding gives Chinese text (UTF-8, UTF-16, GB18030, Big5 were tried); "
                      "name it with --encoding if you know it");
}

/* UTF-32 is in no list of ours, but its BOM looks like that of UTF-16. */
static fz_status refuse_utf32(const unsigned char *bytes, size_t length, fz_error *error) {
  if (length >= 8 && length % 4 == 0 && memcmp(bytes, "\xFF\xFE\0\0", 4) == 0 && bytes[7] == 0)
    return fz_error_set(error, FZ_ENCODING, 0, "UTF-32 is not supported; save it as UTF-8");
  if (length >= 4 && memcmp(bytes, "\0\0\xFE\xFF", 4) == 0)
    return fz_error_set(error, FZ_ENCODING, 0, "UTF-32 is not supported; save it as UTF-8");
  return FZ_OK;
}

static void settle(fz_guess *guess, fz_encoding encoding) {
  *guess = (fz_guess){.encoding = encoding, .bom = guess->bom, .confidence = 1};
}

static double plausible_piece(fz_encoding encoding, const unsigned char *bytes, size_t start,
                              size_t stop) {
  fz_draft draft = {0};
  double p = -1;
  if (fz_decode(encoding, bytes, start, stop, &draft, NULL) == FZ_OK)
    p = fz_look_at(draft.bytes, draft.length).plausible;
  fz_draft_clear(&draft);
  return p;
}

/*
** GB18030 and Big5 fall into step again at the first byte that ends no pair, so half a character
** in front shows in the piece before that byte, however good the rest is.
*/
static bool begins_with_half(fz_encoding encoding, const unsigned char *bytes, size_t length) {
  size_t stop = 0;
  while (stop < length && stop < SAMPLE && bytes[stop] >= 0x40) stop++;
  if (stop < 5) return false;
  return plausible_piece(encoding, bytes, 0, stop) < 0.5 &&
         plausible_piece(encoding, bytes, 1, stop) > 0.8;
}

/* The best candidate whose encoding is not `except`, and its score. */
static const candidate *find_best(const candidate *all, size_t count, const candidate *except,
                                  const unsigned char *bytes, size_t length, double *best) {
  const candidate *found = NULL;
  *best = 0;
  for (size_t i = 0; i < count; i++) {
    if (except != NULL && all[i].encoding == except->encoding) continue;
    double p = score(&all[i], bytes, length);
    if (p > *best) {
      *best = p;
      found = &all[i];
    }
  }
  return found;
}

/* Compares the candidates, whose first is UTF-8. */
static fz_status choose(const candidate *all, size_t count, const unsigned char *bytes,
                        size_t length, fz_guess *guess, fz_error *error) {
  double best, second;
  const candidate *winner = find_best(all, count, NULL, bytes, length, &best);
  if (best < 0.95 && all[0].look.controls == 0 && fz_utf8_valid(bytes, length) == length) {
    settle(guess, FZ_UTF8);
    return FZ_OK;
  }
  if (winner == NULL || best < 0.45) return refuse(bytes, length, error);
  const candidate *other = find_best(all, count, winner, bytes, length, &second);
  bool pairs = winner->encoding == FZ_GB18030 || winner->encoding == FZ_BIG5;
  guess->encoding = winner->encoding;
  guess->half = pairs ? begins_with_half(winner->encoding, bytes, length) : winner->half;
  guess->confidence = best / (best + second);
  guess->runner_up = other == NULL ? NULL : fz_encoding_name(other->encoding);
  return FZ_OK;
}

fz_status fz_detect(const unsigned char *bytes, size_t length, fz_guess *guess, fz_error *error) {
  *guess = (fz_guess){0};
  fz_status status = refuse_utf32(bytes, length, error);
  if (status != FZ_OK) return status;
  if (find_bom(bytes, length, guess)) {
    settle(guess, guess->encoding);
    return FZ_OK;
  }
  candidate all[] = {
      {.encoding = FZ_UTF8},           {.encoding = FZ_GB18030},
      {.encoding = FZ_BIG5},           {.encoding = FZ_UTF16LE},
      {.encoding = FZ_UTF16BE},        {.encoding = FZ_GB18030, .half = true},
      {.encoding = FZ_BIG5, .half = true}, {.encoding = FZ_UTF16LE, .half = true},
      {.encoding = FZ_UTF16BE, .half = true},
  };
  size_t count = sizeof all / sizeof *all;
  if (length < 3 || length > SAMPLE) count = 5; /* no half character in front of a long file */
  for (size_t i = 0; i < count; i++) {
    status = try_candidate(bytes, length, &all[i], error);
    if (status != FZ_OK) return status;
    if (i == 0 && is_settled(&all[0], bytes, length)) {
      settle(guess, FZ_UTF8);
      return FZ_OK;
    }
  }
  return choose(all, count, bytes, length, guess, error);
}
