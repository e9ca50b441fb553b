/*
** amounts.c: reads plain amounts and finds the places where others may begin (fazhi/amounts.h).
** It owns nothing; every word comes from the caller's tables.
*/
#include "fazhi/amounts.h"

#include <string.h>

enum { DIGITS_MAX = 15 }; /* more are not exact in every reckoning */

/* What goes on with digits. */
static const unsigned SCALED = FZ_SIGN_NUMBER | FZ_SIGN_FACTOR | FZ_SIGN_MORE;

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
  if (!n->is_more) signs &= ~(unsigned)FZ_SIGN_FACTOR; /* none goes on with another one: 万|千瓦 */
  return n->stop < t->length && !is_odd(t, n->stop) && !is_digit(t, n->stop) && !(signs & SCALED);
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

/* Whether more digits stand behind a character of a list. */
static bool is_listed(const fz_amounts *a, const text *t, size_t at, unsigned signs) {
  size_t stop;
  return signs & FZ_SIGN_LIST && fz_words_match(a->signs, t->s, t->length, at, &stop) != 0 &&
         is_digit(t, stop);
}

/* The bound behind the unit, which ends at `stop`; false if there is more to it. */
static bool read_tail(const fz_amounts *a, const text *t, size_t stop, fz_amount *out) {
  unsigned flags = a->unit[out->unit];
  if (flags & FZ_UNIT_ASK || (stop < t->length && is_odd(t, stop))) return false;
  unsigned signs = stop < t->length ? signs_at(a, t, stop) : 0;
  size_t behind;
  if (signs & FZ_SIGN_UNIT_TAIL && fz_words_match(a->tails, t->s, t->length, stop, &behind) != 0)
    return false;
  out->stop = stop;
  if (signs & FZ_SIGN_BOUND) {
    size_t after = fz_words_match(a->bounds, t->s, t->length, stop, &stop);
    unsigned bound = a->bound[after];
    if (after != 0 && (!(bound & FZ_BOUND_INSIDE) || flags & FZ_UNIT_INSIDE)) {
      out->bound = bound & ~(unsigned)FZ_BOUND_INSIDE;
      out->stop = stop;
      return true;
    }
  }
  return !(flags & FZ_UNIT_LISTED && is_listed(a, t, stop, signs));
}

/* Whether the digits at `at` go on with a Latin word: A4, PM2.5. */
static bool is_in_word(const text *t, size_t at) {
  if (at == 0) return false;
  unsigned char c = (unsigned char)t->s[at - 1];
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/* Beside what fz_amounts_next tells: digits that are no amount; only where they stop is told. */
enum { BARE = FZ_AMOUNT_ASK + 1 };

static int read_amount(const fz_amounts *a, const text *t, size_t at, size_t floor,
                       fz_amount *out) {
  number n = {.factor = 1};
  out->bound = 0;
  if (!read_digits(t, at, &n)) return FZ_AMOUNT_ASK;
  out->stop = n.stop;
  n.signs = signs_at(a, t, n.stop);
  if (n.signs & SCALED && !read_scale(a, t, &n)) return FZ_AMOUNT_ASK;
  out->number_stop = n.stop;
  size_t unit_stop;
  out->unit = fz_words_match(a->units, t->s, t->length, n.stop, &unit_stop);
  if (out->unit == 0)
    return n.signs & SCALED || is_listed(a, t, n.stop, n.signs) ? FZ_AMOUNT_ASK : BARE;
  if (is_in_word(t, at) || !read_tail(a, t, unit_stop, out) || !set_value(out, &n))
    return FZ_AMOUNT_ASK;
  if (a->unit[out->unit] & FZ_UNIT_NOUN && !counts_as_noun(out, &n)) return FZ_AMOUNT_ASK;
  unsigned bound = bound_before(a, t, at, floor, &out->start);
  if (bound != 0)
    out->bound = bound;
  else if (out->bound == 0 && n.is_more)
    out->bound = a->more_bound;
  return FZ_AMOUNT_READ;
}

/* A number in numerals: BARE unless a unit that it may count or more of it stands behind. */
static int read_numerals(const fz_amounts *a, const text *t, const fz_word_place *place,
                         fz_amount *out) {
  size_t at = place->start, stop;
  while (fz_words_match(a->numerals, t->s, t->length, at, &stop) != 0) at = stop;
  if (at == place->start) return BARE;
  if (at == t->length || is_odd(t, at) || signs_at(a, t, at) & (FZ_SIGN_MORE | FZ_SIGN_NUMERAL))
    return FZ_AMOUNT_ASK;
  if (a->is_counted[fz_words_match(a->numeral_units, t->s, t->length, at, &stop)])
    return FZ_AMOUNT_ASK;
  out->stop = at;
  return BARE;
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

/* Sets *stop behind what has one of the forms of the place; false if nothing has. */
static bool pass_form(const text *t, const fz_start *start, size_t at, size_t *stop) {
  size_t behind = start->forms != NULL ? fz_forms_match(start->forms, t->s, t->length, at) : 0;
  if (behind != 0) *stop = behind;
  return behind != 0;
}

/* What a place is; BARE if it is passed over, to out->stop then. */
static int read_place(const fz_amounts *a, const text *t, const fz_word_place *place, size_t floor,
                      fz_amount *out) {
  const fz_start *start = &a->start[place->word];
  out->at = place->start;
  out->start_word = place->word;
  out->stop = place->stop;
  switch (start->what) {
    case FZ_START_SKIP:
      return BARE;
    case FZ_START_DIGITS:
      if (pass_form(t, start, place->start, &out->stop)) return BARE;
      return read_amount(a, t, place->start, floor, out);
    case FZ_START_NUMERAL:
      if (!is_looked_at(a, t, start, place)) return BARE;
      if (pass_form(t, start, place->start, &out->stop)) return BARE;
      return read_numerals(a, t, place, out);
    case FZ_START_LOOK:
      return is_looked_at(a, t, start, place) ? FZ_AMOUNT_ASK : BARE;
    case FZ_START_ORDINAL:
      if (is_looked_at(a, t, start, place)) return FZ_AMOUNT_ASK;
      pass_form(t, start, place->start, &out->stop);
      return BARE;
    case FZ_START_BRACKET:
      return pass_bracket(t, start, place, &out->stop) ? BARE : FZ_AMOUNT_ASK;
    default:
      return FZ_AMOUNT_ASK;
  }
}

fz_amount_place fz_amounts_next(const fz_amounts *a, const char *s, size_t length, size_t at,
                                size_t limit, size_t floor, fz_amount *out) {
  const text t = {s, length};
  fz_word_place place;
  for (; fz_words_find(a->starts, s, length, at, limit, &place); at = out->stop) {
    int what = read_place(a, &t, &place, floor, out);
    if (what != BARE) return (fz_amount_place)what;
  }
  out->stop = at;
  return FZ_AMOUNT_END;
}
