/*
** amounts.c: reads plain amounts and finds the places where others may begin (fazhi/amounts.h).
** It owns nothing; every word comes from the caller's tables.
*/
#include "fazhi/amounts.h"

#include <string.h>

enum { DIGITS_MAX = 15 }; /* more are not exact in every reckoning */

typedef struct text {
  const char *s;
  size_t length;
} text;

static bool is_digit(const text *t, size_t at) {
  return at < t->length && t->s[at] >= '0' && t->s[at] <= '9';
}

/* Characters of two and of four bytes, and what is none, are left to the caller. */
static bool is_odd(const text *t, size_t at) {
  unsigned char c = (unsigned char)t->s[at];
  return c >= 0x80 && c >> 4 != 0xE;
}

static unsigned signs_at(const fz_amounts *a, const text *t, size_t at) {
  size_t stop;
  return a->sign[fz_words_match(a->signs, t->s, t->length, at, &stop)];
}

/* The signs of the character of three bytes before byte `at`. */
static unsigned signs_before(const fz_amounts *a, const text *t, size_t at) {
  size_t stop = 0;
  size_t word = at >= 3 ? fz_words_match(a->signs, t->s, at, at - 3, &stop) : 0;
  return stop == at ? a->sign[word] : 0;
}

/* Whether s[at ..] begins with the word; most do not with its first byte. */
static bool is_at(const text *t, size_t at, const char *word, size_t length) {
  return t->length - at >= length && t->s[at] == word[0] && memcmp(t->s + at, word, length) == 0;
}

/* ---- the bound before a number ---- */

static bool is_refused(const fz_bound_word *b, const text *t, size_t start) {
  for (size_t i = 0; i < b->not_after_count; i++) {
    const fz_word *word = &b->not_after[i];
    if (start >= word->length && is_at(t, start - word->length, word->s, word->length)) return true;
  }
  return false;
}

/* The bound that ends at `at`, and in *start where it begins; 0 and `at` if there is none. */
static unsigned bound_before(const fz_amounts *a, const text *t, size_t at, size_t floor,
                             size_t *start) {
  *start = at;
  if (!(signs_before(a, t, at) & FZ_SIGN_BOUND_LAST)) return 0;
  for (size_t i = 0; i < a->before_count; i++) {
    const fz_bound_word *b = &a->before[i];
    if (at < floor + b->length || b->s[b->length - 1] != t->s[at - 1]) continue;
    if (!is_at(t, at - b->length, b->s, b->length)) continue;
    if (is_refused(b, t, at - b->length)) return 0;
    *start = at - b->length;
    return b->bound;
  }
  return 0;
}

/* ---- the value ---- */

/* What was read so far. */
typedef struct number {
  int64_t digits; /* without the point */
  size_t count, fraction;
  int64_t factor;
  bool is_more;
  size_t stop;
  unsigned signs; /* of the character behind it */
} number;

/* Digits with or without a point; false if they end in one, are too many or go on behind a 0: 007. */
static bool read_digits(const text *t, size_t at, number *n) {
  bool has_point = false;
  if (t->s[at] == '0' && is_digit(t, at + 1)) return false;
  for (; at < t->length; at++) {
    if (is_digit(t, at)) {
      if (++n->count > DIGITS_MAX) return false;
      n->digits = n->digits * 10 + (t->s[at] - '0');
      if (has_point) n->fraction++;
    } else if (t->s[at] == '.' && !has_point) {
      has_point = true;
    } else {
      break;
    }
  }
  n->stop = at;
  return at < t->length && !is_odd(t, at) && (!has_point || n->fraction != 0);
}

/* A factor and "and more" behind the digits; false if there may be more to it. */
static bool read_scale(const fz_amounts *a, const text *t, number *n) {
  size_t word, stop;
  unsigned signs = n->signs;
  if (signs & FZ_SIGN_FACTOR &&
      (word = fz_words_match(a->factors, t->s, t->length, n->stop, &stop)) != 0) {
    n->factor = a->factor[word];
    n->stop = stop;
    signs = signs_at(a, t, stop);
  }
  if (signs & FZ_SIGN_MORE && fz_words_match(a->mores, t->s, t->length, n->stop, &stop) != 0) {
    n->is_more = true;
    n->stop = stop;
    signs = signs_at(a, t, stop);
  }
  return n->stop < t->length && !is_odd(t, n->stop) && !is_digit(t, n->stop) &&
         !(signs & (FZ_SIGN_NUMBER | FZ_SIGN_FACTOR | FZ_SIGN_MORE));
}

static bool is_whole(double x) {
  return x > -9007199254740992.0 && x < 9007199254740992.0 && x == (double)(int64_t)x;
}

/* The value, whole if it can be; false if it is too large to be exact. */
static bool set_value(fz_amount *out, const number *n) {
  int64_t scale = 1;
  for (size_t i = 0; i < n->fraction; i++) scale *= 10;
  out->is_whole = n->factor % scale == 0;
  int64_t by = out->is_whole ? n->factor / scale : n->factor;
  if (n->digits > INT64_MAX / by) return false;
  out->whole = n->digits * by;
  if (!out->is_whole) {
    out->real = (double)out->whole / (double)scale;
    out->is_whole = is_whole(out->real);
    out->whole = out->is_whole ? (int64_t)out->real : 0;
  }
  return true;
}

/* ---- amounts ---- */

static bool counts_as_noun(const fz_amount *out, const number *n) {
  if (n->factor > 1) return false;
  double value = out->is_whole ? (double)out->whole : out->real;
  return value < 10000 && (value < 1900 || value > 2099);
}

/* The unit behind the number, and the bound behind that; false if there is none or more to it. */
static bool read_unit(const fz_amounts *a, const text *t, const number *n, fz_amount *out) {
  size_t stop, word = fz_words_match(a->units, t->s, t->length, n->stop, &stop);
  if (word == 0 || a->unit[word] & FZ_UNIT_ASK) return false;
  if (stop < t->length && is_odd(t, stop)) return false;
  unsigned signs = stop < t->length ? signs_at(a, t, stop) : 0;
  if (signs & FZ_SIGN_UNIT_TAIL) return false;
  out->unit = word;
  out->stop = stop;
  if (signs & FZ_SIGN_BOUND) {
    size_t after = fz_words_match(a->bounds, t->s, t->length, stop, &stop);
    unsigned bound = a->bound[after];
    if (after != 0 && (!(bound & FZ_BOUND_INSIDE) || a->unit[word] & FZ_UNIT_INSIDE)) {
      out->bound = bound & ~(unsigned)FZ_BOUND_INSIDE;
      out->stop = stop;
      return true;
    }
  }
  return !(a->unit[word] & FZ_UNIT_LISTED && signs & FZ_SIGN_LIST);
}

/* Whether the digits at `at` go on with a Latin word: A4, PM2.5. */
static bool is_in_word(const text *t, size_t at) {
  if (at == 0) return false;
  unsigned char c = (unsigned char)t->s[at - 1];
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static fz_amount_place read_amount(const fz_amounts *a, const text *t, size_t at, size_t floor,
                                   fz_amount *out) {
  number n = {.factor = 1};
  out->bound = 0;
  if (!read_digits(t, at, &n) || is_in_word(t, at)) return FZ_AMOUNT_ASK;
  out->digits_stop = n.stop;
  n.signs = signs_at(a, t, n.stop);
  bool in_doubt = n.signs & FZ_SIGN_FORM || n.stop - at >= a->doubt_length;
  if (n.signs & (FZ_SIGN_NUMBER | FZ_SIGN_FACTOR | FZ_SIGN_MORE) && !read_scale(a, t, &n))
    return FZ_AMOUNT_ASK;
  out->number_stop = n.stop;
  if (!read_unit(a, t, &n, out) || !set_value(out, &n)) return FZ_AMOUNT_ASK;
  if (a->unit[out->unit] & FZ_UNIT_NOUN && !counts_as_noun(out, &n)) return FZ_AMOUNT_ASK;
  unsigned bound = bound_before(a, t, at, floor, &out->start);
  if (bound != 0)
    out->bound = bound;
  else if (out->bound == 0 && n.is_more)
    out->bound = a->more_bound;
  return in_doubt ? FZ_AMOUNT_DOUBT : FZ_AMOUNT_READ;
}

/* ---- places ---- */

static bool is_looked_at(const fz_amounts *a, const text *t, const fz_start *start,
                         const fz_word_place *place) {
  if (place->stop >= t->length || is_odd(t, place->stop)) return true;
  if (signs_at(a, t, place->stop) & start->behind) return true;
  return start->before != 0 && signs_before(a, t, place->start) & start->before;
}

/* Sets *stop to where the bracket ends, or where it opened; false if others of its kind are inside.
 */
static bool pass_bracket(const text *t, const fz_start *start, const fz_word_place *place,
                         size_t *stop) {
  const char *open = t->s + place->start;
  size_t size = place->stop - place->start, room = t->length - place->start;
  const text inside = {open, room < start->limit ? room : start->limit};
  *stop = place->stop;
  for (size_t i = size; i < inside.length && open[i] != '\n'; i++) {
    if (is_at(&inside, i, start->close, start->close_length)) {
      *stop = place->start + i + start->close_length;
      return true;
    }
    if (is_at(&inside, i, open, size)) return false;
  }
  return true;
}

fz_amount_place fz_amounts_next(const fz_amounts *a, const char *s, size_t length, size_t at,
                                size_t limit, size_t floor, fz_amount *out) {
  const text t = {s, length};
  fz_word_place place;
  while (fz_words_find(a->starts, s, length, at, limit, &place)) {
    const fz_start *start = &a->start[place.word];
    out->at = place.start;
    out->start_word = place.word;
    at = place.stop;
    switch (start->what) {
      case FZ_START_SKIP:
        break;
      case FZ_START_DIGITS:
        return read_amount(a, &t, place.start, floor, out);
      case FZ_START_LOOK:
        if (is_looked_at(a, &t, start, &place)) return FZ_AMOUNT_ASK;
        break;
      case FZ_START_BRACKET:
        if (!pass_bracket(&t, start, &place, &at)) return FZ_AMOUNT_ASK;
        break;
      default:
        return FZ_AMOUNT_ASK;
    }
  }
  out->stop = at;
  return FZ_AMOUNT_END;
}
