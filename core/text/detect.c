/*
** detect.c: finding the encoding.
**
** A BOM decides, and strict UTF-8 that holds Chinese, be it encoded twice, or nothing but ASCII. For all else every
** candidate is decoded and the characters are weighed (han.h): read rightly, the bytes are common
** characters and punctuation; read wrongly, rare ones, private ones, controls. The candidate whose
** characters cost least is the most probable one, and the difference says how sure that is. A
** file may begin with half a character, so encodings of two bytes are tried from the second byte
** on as well. A long file is looked at where its bytes are not ASCII, in windows from front to end;
** a candidate that costs far more than the best one before its end is not read on.
*/
#include "text/detect.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "text/han.h"
#include "text/stage.h"
#include "text/utf8.h"

enum {
  WINDOWS = 16, /* places of a long file that are looked at */
  WINDOW = 512, /* bytes at each */
  SAMPLE = WINDOWS * WINDOW
};

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

static bool is_odd_control(uint32_t c) {
  return fz_is_control(c) && !(c >= '\t' && c <= '\r') && c != 0x1A;
}

enum { HALF = 8 }; /* the cost of a first byte that is no text */

/* A piece of the file. It is adrift if a character may begin before it. */
typedef struct window {
  size_t start, stop;
  bool adrift;
} window;

typedef struct sample {
  window at[WINDOWS];
  size_t count;
} sample;

/*
** Does the byte at `at` say anything about the encoding? Where there are NULs in number, ASCII in
** UTF-16 has one in every pair, and a byte beside another says something.
*/
static bool is_telling(const unsigned char *bytes, size_t length, size_t at, bool wide) {
  if (!wide) return bytes[at] >= 0x80 || bytes[at] < '\t';
  return bytes[at] != 0 && at + 1 < length && bytes[at + 1] != 0;
}

/* Eight bytes at once, in whichever order the machine has them. */
enum { EIGHT = 8 };

static const uint64_t ONES = UINT64_C(0x0101010101010101), TOPS = UINT64_C(0x8080808080808080);

static bool has_below(const unsigned char *bytes, unsigned char limit) { /* limit up to 0x80 */
  uint64_t word;
  memcpy(&word, bytes, EIGHT);
  return ((word - ONES * limit) & ~word & TOPS) != 0;
}

static size_t count_high(const unsigned char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, EIGHT);
  return (size_t)((((word & TOPS) >> 7) * ONES) >> 56);
}

static size_t count_telling(const unsigned char *bytes, size_t length, bool wide) {
  size_t n = 0;
  for (size_t at = 0; at < length; at++) {
    while (!wide && length - at >= EIGHT && !has_below(bytes + at, '\t')) {
      n += count_high(bytes + at);
      at += EIGHT;
    }
    if (at < length) n += is_telling(bytes, length, at, wide);
  }
  return n;
}

/*
** Every so many of the telling bytes a window begins: behind a byte that ends no character of any
** encoding (all below '0' are such), if there is one not too far before.
*/
static void take_windows(const unsigned char *bytes, size_t length, size_t telling, bool wide,
                         sample *s) {
  size_t seen = 0, clear = 0, stop = 0, wanted = 0; /* the next window, once so many were seen */
  bool adrift = true;
  for (size_t at = 0; at < length && s->count < WINDOWS; at++) {
    while (!wide && length - at >= EIGHT && (at + EIGHT <= stop || seen + EIGHT < wanted) &&
           !has_below(bytes + at, '0')) {
      seen += count_high(bytes + at);
      at += EIGHT;
    }
    if (at == length) break;
    if (is_telling(bytes, length, at, wide)) {
      if (at >= stop && seen >= wanted) {
        bool far = at - clear > WINDOW / 2 || clear < stop;
        size_t start = far ? at : clear;
        stop = length - start < WINDOW ? length : start + WINDOW;
        s->at[s->count++] = (window){start, stop, far || adrift};
        wanted = telling / WINDOWS * s->count;
      }
      seen++;
    }
    if (bytes[at] < '0') {
      clear = at + 1;
      adrift = false;
    }
  }
}

/* Most files have none, which is seen at once. */
static size_t count_nuls(const unsigned char *bytes, size_t length) {
  size_t nuls = 0;
  const unsigned char *end = bytes + length;
  for (const unsigned char *p = bytes; p < end && (p = memchr(p, 0, (size_t)(end - p))) != NULL;
       p++)
    nuls++;
  return nuls;
}

static sample take_sample(const unsigned char *bytes, size_t length) {
  sample s = {.at = {{0, length, true}}, .count = 1};
  if (length <= SAMPLE) return s;
  bool wide = count_nuls(bytes, length) > length / 8;
  size_t telling = count_telling(bytes, length, wide);
  s.at[0].stop = SAMPLE;
  if (telling == 0) return s;
  s.count = 0;
  take_windows(bytes, length, telling, wide, &s);
  return s;
}

typedef struct candidate {
  fz_encoding encoding;
  bool half;
  double prior; /* what it costs that a file is like that at all */
  size_t done;  /* windows it was tried on */
  fz_look look;
} candidate;

static bool is_wide(fz_encoding e) { return e == FZ_UTF16LE || e == FZ_UTF16BE; }

static double cost_of(const candidate *c) { return c->look.cost + c->prior; }

/*
** Counts of the characters of valid UTF-8 what is_settled asks for, which costs less than to weigh
** them.
*/
static void count_characters(const unsigned char *bytes, size_t start, size_t stop, fz_look *look) {
  for (size_t at = start, width; at < stop; at += width) {
    unsigned char b = bytes[at];
    look->characters++;
    width = 1;
    if ((b >= 0xE5 && b <= 0xE9) || (b == 0xE4 && bytes[at + 1] >= 0xB8)) { /* U+4E00 to U+9FFF */
      look->foreign++;
      look->chinese++;
      width = 3;
    } else if (b < 0x80) {
      look->controls += is_odd_control(b);
    } else {
      uint32_t c = fz_utf8_read((const char *)bytes + at, &width);
      if (is_odd_control(c)) {
        look->controls++;
      } else {
        look->foreign++;
        look->chinese += fz_is_han(c) || fz_is_chinese_punctuation(c);
      }
    }
  }
}

/* GB18030 and Big5 in a window that may begin inside a character: the better of two readings. */
static fz_status look_adrift(candidate *c, const unsigned char *bytes, const window *w, bool front,
                             fz_error *error) {
  fz_look first = {0}, second = {0};
  fz_status status = fz_look_through(c->encoding, bytes, w->start, w->stop, &first, error);
  if (status == FZ_OK)
    status = fz_look_through(c->encoding, bytes, w->start + 1, w->stop, &second, error);
  if (front) second.cost += HALF;
  bool half = second.cost < first.cost;
  if (front) c->half = half;
  fz_look_add(&c->look, half ? &second : &first);
  return status;
}

/* Parts of UTF-8 characters at the ends of a piece say little against UTF-8. Returns their cost. */
static double trim_to_characters(const unsigned char *bytes, size_t *start, size_t *stop) {
  size_t front = 0, back = 0, bad, begin = *start, end = *stop;
  while (front < 3 && *start + front < *stop && fz_utf8_inside((char)bytes[*start + front]))
    front++;
  *start += front;
  while (back < 3 && *stop - back > *start && fz_utf8_inside((char)bytes[*stop - back - 1])) back++;
  size_t last = *stop - back;
  if (last > *start && fz_utf8_check(bytes + last - 1, back + 1, &bad) == 0) *stop = last - 1;
  return (*start > begin ? HALF : 0) + (*stop < end ? FZ_LOOK_TORN : 0);
}

/* Tries the candidate on the next window. */
static fz_status try_window(const unsigned char *bytes, const sample *s, candidate *c,
                            fz_error *error) {
  bool pairs = c->encoding == FZ_GB18030 || c->encoding == FZ_BIG5;
  window w = s->at[c->done++];
  if (is_wide(c->encoding)) w.start = (w.start & ~(size_t)1) + c->half;
  if (c->encoding == FZ_UTF8) c->look.cost += trim_to_characters(bytes, &w.start, &w.stop);
  if (w.start >= w.stop) return FZ_OK;
  if (pairs && w.adrift && bytes[w.start] >= 0x40)
    return look_adrift(c, bytes, &w, w.start == 0, error);
  return fz_look_through(c->encoding, bytes, w.start, w.stop, &c->look, error);
}

/* Tries the candidate on all that is left, as long as it costs no more than `limit`. */
static fz_status try_rest(const unsigned char *bytes, const sample *s, double limit, candidate *c,
                          fz_error *error) {
  fz_status status = FZ_OK;
  while (c->done < s->count && cost_of(c) <= limit && status == FZ_OK)
    status = try_window(bytes, s, c, error);
  return status;
}

/* Is it strict UTF-8, to the last byte, and no UTF-16 of ASCII? Then nothing else is tried. */
static bool is_settled(const candidate *utf8, bool valid) {
  const fz_look *look = &utf8->look;
  if (!valid || look->controls * 50 > look->characters) return false;
  return look->foreign == 0 || look->chinese * 2 > look->foreign;
}

/* The same for a sample of valid UTF-8, looked at as try_window does. */
static bool settles(const unsigned char *bytes, const sample *s) {
  candidate utf8 = {.encoding = FZ_UTF8};
  for (size_t i = 0; i < s->count; i++) {
    window w = s->at[i];
    trim_to_characters(bytes, &w.start, &w.stop);
    if (w.start >= w.stop) continue;
    if (w.stop - w.start >= 3 && memcmp(bytes + w.stop - 3, "\xEF\xBF\xBD", 3) == 0) w.stop -= 3;
    count_characters(bytes, w.start, w.stop, &utf8.look);
  }
  return is_settled(&utf8, true);
}

fz_status fz_detect_refuse(const unsigned char *bytes, size_t length, fz_error *error) {
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
  *guess = (fz_guess){.encoding = encoding,
                      .other = encoding,
                      .bom = guess->bom,
                      .valid = guess->valid,
                      .confidence = 1};
}

/*
** Characters do not come independently of each other, so that the true odds are less than the
** sum of their costs says: it takes DOUBLE nats, not 0.7, to double them. Of 21,000 pieces of one
** to six characters of a real report that had a share of 0.9 and more, all but three were right.
*/
enum { DOUBLE = 3, MOST = 40 };

double fz_share(double cost, double other_cost) {
  double evidence = other_cost > cost ? other_cost - cost : cost - other_cost, odds = 1;
  for (int i = 0; i < MOST && evidence > DOUBLE; i++, evidence -= DOUBLE) odds *= 2;
  if (evidence <= DOUBLE) odds *= 1 + evidence / DOUBLE;
  return odds / (1 + odds);
}

/*
** The best of all candidates may still be wrong: Korean or Japanese, in an encoding of its own.
** A Chinese character costs 6.6 nats on average in reports, 8.3 in a list of all names of places,
** 8.8 in a list of rare words; what is left of those languages costs 9.5 to 10.4.
*/
static double fit(const fz_look *look) {
  enum { ENOUGH = 32 };
  double mean = look->han < ENOUGH ? 0 : look->han_cost / (double)look->han;
  return mean < 9 ? 1 : mean > 10 ? 0.5 : 1 - (mean - 9) / 2;
}

/* The cheapest candidate whose encoding is not that of `except`. */
static const candidate *find_best(const candidate *all, size_t count, const candidate *except) {
  const candidate *found = NULL;
  for (size_t i = 0; i < count; i++) {
    if (except != NULL && all[i].encoding == except->encoding) continue;
    if (found == NULL || cost_of(&all[i]) < cost_of(found)) found = &all[i];
  }
  return found;
}

/* Tries all candidates on all that is left, each as long as it costs no more than `limit`. */
static fz_status try_on(const unsigned char *bytes, const sample *s, double limit, candidate *all,
                        size_t count, fz_error *error) {
  fz_status status = FZ_OK;
  for (size_t i = 0; i < count && status == FZ_OK; i++)
    status = try_rest(bytes, s, limit, &all[i], error);
  return status;
}

/*
** Costs only grow, so all but the one that looks best after the first window are read until they are
** out of the question: beyond HOPELESS the share is the same however much more there is. Which of
** them is the second best is asked only where the best does not fit.
*/
enum { HOPELESS = (MOST + 1) * DOUBLE };

static fz_status try_all(const unsigned char *bytes, const sample *s, candidate *all, size_t count,
                         fz_error *error) {
  fz_status status = FZ_OK;
  for (size_t i = 0; i < count && status == FZ_OK; i++)
    status = try_window(bytes, s, &all[i], error);
  candidate *best = &all[find_best(all, count, NULL) - all];
  if (status == FZ_OK) status = try_rest(bytes, s, HUGE_VAL, best, error);
  if (status == FZ_OK) status = try_on(bytes, s, cost_of(best) + HOPELESS, all, count, error);
  if (status != FZ_OK || fit(&find_best(all, count, NULL)->look) >= 1) return status;
  return try_on(bytes, s, HUGE_VAL, all, count, error);
}

/*
** What strict UTF-8, to the last byte, is worth in nats: so much, and so much for each character
** that is not ASCII, of which text in GBK or Big5 has hardly two without breaking the rules.
*/
enum { VALID = 4, VALID_EACH = 2, VALID_MOST = 30 };

/* Compares the candidates, whose first is UTF-8. */
static void choose(candidate *all, size_t count, bool valid, fz_guess *guess) {
  size_t foreign = all[0].look.foreign < VALID_MOST ? all[0].look.foreign : VALID_MOST;
  if (valid) all[0].prior -= VALID + VALID_EACH * (double)foreign;
  const candidate *winner = find_best(all, count, NULL);
  const candidate *other = find_best(all, count, winner);
  bool utf8 = winner->encoding == FZ_UTF8 && valid && winner->look.controls == 0;
  guess->weak = !utf8 && !fz_is_chinese(&winner->look);
  guess->encoding = guess->other = winner->encoding;
  guess->half = winner->half;
  guess->confidence = fz_share(cost_of(winner), cost_of(other));
  guess->runner_up = fz_encoding_name(other->encoding);
  double most = fit(&winner->look);
  if (guess->confidence > most) guess->confidence = most;
}

/* Is it Chinese, as strict UTF-8 of UTF-8 that somebody took for another encoding? */
static bool is_twice(const unsigned char *bytes, size_t length) {
  fz_draft draft = {.bytes = (char *)(uintptr_t)bytes, .length = length}; /* which is only read */
  return fz_is_twice(&draft);
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
      {.encoding = FZ_UTF8},
      {.encoding = FZ_GB18030, .prior = 1},
      {.encoding = FZ_BIG5, .prior = 3},
      {.encoding = FZ_UTF16LE, .prior = 5},
      {.encoding = FZ_UTF16BE, .prior = 6},
      {.encoding = FZ_UTF16LE, .prior = 5 + HALF, .half = true},
      {.encoding = FZ_UTF16BE, .prior = 6 + HALF, .half = true},
  };
  size_t count = sizeof all / sizeof *all;
  bool valid = fz_utf8_valid(bytes, length) == length;
  sample s = take_sample(bytes, length);
  guess->valid = valid;
  if (valid && (settles(bytes, &s) || is_twice(bytes, length))) {
    settle(guess, FZ_UTF8);
    return FZ_OK;
  }
  status = valid ? try_on(bytes, &s, HUGE_VAL, all, count, error)
                 : try_all(bytes, &s, all, count, error);
  if (status != FZ_OK) return status;
  choose(all, count, valid, guess);
  return FZ_OK;
}
