/*
** reading.c: the pattern language, read by going down its rules: a sequence of pieces, of which
** groups hold sequences again. What it reads goes into a list of parts as it is met. Beside it the
** words are gathered of which one must stand in any text that matches: those of the piece that has
** the fewest and longest.
*/
#include "fazhi/reading.h"

#include <stdlib.h>
#include <string.h>

#include "text/grow.h"

struct fz_reading {
  char *pool; /* the texts and words of the parts, folded: no longer than the pattern */
  fz_pattern_part *parts;
  size_t count, room;
  bool has_figure;
};

typedef struct reader {
  const fz_flat *flat;
  const fz_reading_signs *signs;
  const char *s;
  size_t length, at;
  fz_reading *out;
  size_t pool_used;
  fz_sign *musts; /* a stack: every sequence leaves its best words on it */
  size_t must_count, must_room;
  size_t depth;
  size_t second_figure; /* SIZE_MAX: none */
  fz_reading_fault fault;
  size_t fault_at;
  bool is_out_of_memory;
} reader;

/* ---- what went wrong: every function that returns false has said so ---- */

static bool fail_at(reader *r, fz_reading_fault fault, size_t at) {
  r->fault = fault;
  r->fault_at = at;
  return false;
}

static bool fail(reader *r, fz_reading_fault fault) { return fail_at(r, fault, r->at); }

static bool run_out(reader *r) {
  r->is_out_of_memory = true;
  return false;
}

/* ---- characters ---- */

static bool starts(const reader *r, size_t at, const char *s, size_t length) {
  return length > 0 && r->length - at >= length && r->s[at] == *s &&
         memcmp(r->s + at, s, length) == 0;
}

static size_t sign_at(const reader *r, size_t at, fz_sign sign) {
  return starts(r, at, sign.s, sign.length) ? sign.length : 0;
}

static bool is_byte(const reader *r, size_t at, char c) { return at < r->length && r->s[at] == c; }

static bool is_one_of(const reader *r, size_t at, const char *signs) {
  return at < r->length && r->s[at] != '\0' && strchr(signs, r->s[at]) != NULL;
}

static size_t bar_at(const reader *r, size_t at) {
  return is_byte(r, at, '|') ? 1 : sign_at(r, at, r->signs->bar);
}

static size_t gap_at(const reader *r, size_t at) {
  return starts(r, at, "...", 3) ? 3 : sign_at(r, at, r->signs->gap);
}

/* The bytes of the character at a place; 0 at the end and where it is no UTF-8. */
static size_t character_at(const reader *r, size_t at) {
  if (at >= r->length) return 0;
  unsigned char lead = (unsigned char)r->s[at];
  if (lead < 0x80) return 1;
  size_t n = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (n > r->length - at) return 0;
  for (size_t i = 1; i < n; i++)
    if (((unsigned char)r->s[at + i] & 0xC0) != 0x80) return 0;
  return n;
}

/* Most characters are Chinese, U+4000 to U+9FFF: no sign, and nothing becomes of them. */
static bool is_han(const reader *r, size_t at) {
  unsigned char lead = (unsigned char)r->s[at];
  return lead >= 0xE4 && lead <= 0xE9;
}

/* The bytes of a character that counts for nothing, 0 if it counts. */
static size_t nothing_at(const reader *r, size_t at) {
  size_t n = character_at(r, at);
  return n > 0 && fz_flat_drops(r->flat, r->s + at, n) ? n : 0;
}

/* The same between pieces, where the rarer blanks count for nothing as well. */
static size_t blank_at(const reader *r, size_t at) {
  return is_byte(r, at, '\v') || is_byte(r, at, '\f') ? 1 : nothing_at(r, at);
}

static size_t behind_blanks(const reader *r, size_t at) {
  for (size_t n; (n = blank_at(r, at)) > 0;) at += n;
  return at;
}

/* The bytes of a character that stands for itself between pieces. */
static size_t letter_at(const reader *r, size_t at) {
  size_t n = character_at(r, at);
  if (n == 0 || is_han(r, at)) return n;
  bool is_sign =
      (n == 1 && is_one_of(r, at, "()[]<>{}!^$?|")) || bar_at(r, at) > 0 || gap_at(r, at) > 0;
  return is_sign || blank_at(r, at) > 0 ? 0 : n;
}

/* The same in a list of words, where only the signs of ASCII, bars and gaps are signs. */
static size_t word_letter_at(const reader *r, size_t at) {
  size_t n = character_at(r, at);
  if (n == 0 || is_han(r, at)) return n;
  bool is_sign = (n == 1 && is_one_of(r, at, "()[]<>{}!^$")) || bar_at(r, at) > 0 ||
                 sign_at(r, at, r->signs->gap) > 0;
  return is_sign || nothing_at(r, at) > 0 ? 0 : n;
}

static bool is_optional(const reader *r, size_t behind) {
  return is_byte(r, behind_blanks(r, behind), '?');
}

/* ---- parts ---- */

static bool put(reader *r, fz_pattern_part part) {
  fz_reading *out = r->out;
  fz_pattern_part *parts = fz_grow(out->parts, &out->room, out->count, 1, sizeof *parts);
  if (parts == NULL) return run_out(r);
  out->parts = parts;
  parts[out->count++] = part;
  return true;
}

static bool put_kind(reader *r, fz_pattern_kind kind) {
  return put(r, (fz_pattern_part){.kind = kind});
}

/* Takes `n` bytes of the pattern into the pool. */
static void take(reader *r, size_t n) {
  char *to = r->out->pool + r->pool_used;
  if (is_han(r, r->at)) {
    memcpy(to, r->s + r->at, n);
    r->pool_used += n;
  } else {
    r->pool_used += fz_flat_fold(r->flat, r->s + r->at, n, to);
  }
  r->at += n;
}

/* The text or word that was taken since the pool had `from` bytes. */
static fz_sign taken_since(const reader *r, size_t from) {
  return (fz_sign){r->out->pool + from, r->pool_used - from};
}

static bool put_taken(reader *r, fz_pattern_kind kind, fz_sign taken) {
  return put(r, (fz_pattern_part){.kind = kind, .s = taken.s, .length = taken.length});
}

/* ---- words that must stand ---- */

static bool add_must(reader *r, fz_sign word) {
  fz_sign *musts = fz_grow(r->musts, &r->must_room, r->must_count, 1, sizeof *musts);
  if (musts == NULL) return run_out(r);
  r->musts = musts;
  musts[r->must_count++] = word;
  return true;
}

static double weight(const fz_sign *words, size_t count) {
  size_t shortest = SIZE_MAX;
  for (size_t i = 0; i < count; i++)
    if (words[i].length < shortest) shortest = words[i].length;
  return count > 0 ? (double)shortest / (double)count : 0;
}

/* The best words of a sequence so far stand from `base` on; those of its last piece behind them
   stay if they are better. */
static void keep_better(reader *r, size_t base, size_t *best) {
  fz_sign *old = r->musts + base, *new = old + *best;
  size_t count = r->must_count - base - *best;
  if (count > 0 && weight(new, count) > weight(old, *best)) {
    memmove(old, new, count * sizeof *old);
    *best = count;
  }
  r->must_count = base + *best;
}

/* ---- pieces ---- */

static bool read_text(reader *r) {
  size_t from = r->pool_used;
  for (;;) {
    size_t n = letter_at(r, r->at), blank;
    if (n > 0 && !is_optional(r, r->at + n))
      take(r, n);
    else if (n == 0 && (blank = blank_at(r, r->at)) > 0)
      r->at += blank;
    else
      break;
  }
  fz_sign text = taken_since(r, from);
  return put_taken(r, FZ_PATTERN_TEXT, text) && add_must(r, text);
}

/* One character that may be missing. */
static bool read_maybe(reader *r, size_t n) {
  size_t from = r->pool_used;
  take(r, n);
  r->at = behind_blanks(r, r->at) + 1;
  return put_kind(r, FZ_PATTERN_MAYBE) && put_taken(r, FZ_PATTERN_TEXT, taken_since(r, from)) &&
         put_kind(r, FZ_PATTERN_CLOSE);
}

/* a|b|c up to the closing mark, of which `open` is the beginning. */
static bool read_words(reader *r, char close, size_t open) {
  for (;;) {
    size_t from = r->pool_used, n;
    while ((n = nothing_at(r, r->at)) > 0) r->at += n;
    while ((n = word_letter_at(r, r->at)) > 0) {
      take(r, n);
      while ((n = nothing_at(r, r->at)) > 0) r->at += n;
    }
    bool is_word = r->pool_used > from;
    if (is_word && !put_taken(r, FZ_PATTERN_WORD, taken_since(r, from))) return false;
    size_t mark = is_byte(r, r->at, close) ? 1 : bar_at(r, r->at);
    if (!is_word && mark > 0) return fail_at(r, FZ_READING_NO_WORD, r->at + mark);
    if (mark == 0) break;
    bool is_over = is_byte(r, r->at, close);
    r->at += mark;
    if (is_over) return true;
  }
  if (r->at == r->length)
    return fail_at(r, close == ')' ? FZ_READING_NO_WORDS_CLOSE : FZ_READING_NO_SQUARE_CLOSES, open);
  return fail(r, character_at(r, r->at) > 0 ? FZ_READING_SIGN_IN_WORDS : FZ_READING_NOT_UTF8);
}

static void skip_blanks(reader *r) {
  while (is_one_of(r, r->at, " \t\r\n\v\f")) r->at++;
}

/* A number, as far as it matters: a greater one is too great anyhow. */
static bool read_number(reader *r, unsigned *number) {
  size_t from = r->at;
  for (*number = 0; is_one_of(r, r->at, "0123456789"); r->at++)
    if (*number <= FZ_READING_GAP_MAX * 10) *number = *number * 10 + (unsigned)(r->s[r->at] - '0');
  return r->at > from;
}

static bool read_sign(reader *r, char sign) {
  skip_blanks(r);
  bool is = is_byte(r, r->at, sign);
  if (is) r->at++;
  skip_blanks(r);
  return is;
}

/* {0,6}; what stands behind } is left as it is. */
static bool read_bounds(reader *r, fz_pattern_part *gap) {
  size_t open = r->at++;
  skip_blanks(r);
  bool is_sound = read_number(r, &gap->least) && read_sign(r, ',') && read_number(r, &gap->most);
  if (is_sound) skip_blanks(r);
  if (!is_sound || !is_byte(r, r->at, '}')) return fail_at(r, FZ_READING_NO_BOUNDS, open);
  r->at++;
  if (gap->least > gap->most) return fail_at(r, FZ_READING_BOUNDS_TURNED, open);
  if (gap->most > FZ_READING_GAP_MAX) return fail_at(r, FZ_READING_BOUNDS_TOO_FAR, open);
  return true;
}

/* The gap whose sign stands here becomes the part at `place`. */
static bool read_gap_at(reader *r, size_t place) {
  fz_pattern_part gap = {.kind = FZ_PATTERN_GAP, .most = FZ_READING_GAP};
  r->at += gap_at(r, r->at);
  size_t again = gap_at(r, r->at);
  if (again > 0) {
    gap = (fz_pattern_part){.kind = FZ_PATTERN_SPACE};
    r->at += again;
    if (is_byte(r, r->at, '{')) return fail(r, FZ_READING_BOUNDS_OF_SPACE);
  } else if (is_byte(r, r->at, '{') && !read_bounds(r, &gap)) {
    return false;
  }
  r->out->parts[place] = gap;
  return true;
}

static bool read_gap(reader *r) {
  size_t place = r->out->count;
  return put_kind(r, FZ_PATTERN_GAP) && read_gap_at(r, place);
}

/* [^a|b]… */
static bool read_gap_without(reader *r) {
  size_t place = r->out->count, open = r->at + 1;
  if (!is_byte(r, open, '^')) return fail(r, FZ_READING_SQUARE_ALONE);
  r->at += 2;
  if (!put_kind(r, FZ_PATTERN_GAP) || !read_words(r, ']', open)) return false;
  if (gap_at(r, r->at) == 0) return fail(r, FZ_READING_NO_GAP);
  return read_gap_at(r, place);
}

/* !(a|b) */
static bool read_not(reader *r) {
  size_t open = r->at + 1;
  if (!is_byte(r, open, '(')) return fail(r, FZ_READING_NOT_ALONE);
  r->at += 2;
  return put_kind(r, FZ_PATTERN_NOT) && read_words(r, ')', open);
}

static bool read_edge(reader *r) {
  return put_kind(r, r->s[r->at++] == '^' ? FZ_PATTERN_START : FZ_PATTERN_STOP);
}

static bool read_sequence(reader *r, size_t *count);

/* The alternatives of a group up to its end, each with its words that must stand, if all have some.
 */
static bool read_alternatives(reader *r, size_t open, bool *has_musts) {
  for (*has_musts = true;;) {
    size_t count, before = r->must_count;
    if (!read_sequence(r, &count)) return false;
    if (count == 0) return fail(r, FZ_READING_NO_ALTERNATIVE);
    if (r->must_count == before) *has_musts = false;
    size_t bar = bar_at(r, r->at);
    if (bar == 0) break;
    r->at += bar;
    if (!put_kind(r, FZ_PATTERN_OR)) return false;
  }
  if (!is_byte(r, r->at, ')')) return fail_at(r, FZ_READING_NO_BRACKET_CLOSES, open);
  r->at++;
  return put_kind(r, FZ_PATTERN_CLOSE);
}

static bool read_group(reader *r) {
  size_t place = r->out->count, open = r->at++, musts = r->must_count;
  bool has_musts;
  if (++r->depth > FZ_READING_DEPTH_MAX) return fail_at(r, FZ_READING_TOO_DEEP, open);
  if (!put_kind(r, FZ_PATTERN_OPEN) || !read_alternatives(r, open, &has_musts)) return false;
  r->depth--;
  if (is_optional(r, r->at)) {
    r->at = behind_blanks(r, r->at) + 1;
    r->out->parts[place].kind = FZ_PATTERN_MAYBE;
    has_musts = false;
  }
  if (!has_musts) r->must_count = musts;
  return true;
}

static bool read_figure(reader *r) {
  if (r->depth > 0) return fail(r, FZ_READING_FIGURE_INSIDE);
  if (r->out->has_figure && r->second_figure == SIZE_MAX) r->second_figure = r->at;
  r->out->has_figure = true;
  r->at += r->signs->figure.length;
  return put_kind(r, FZ_PATTERN_FIGURE);
}

static bool read_number_sign(reader *r) {
  size_t n = sign_at(r, r->at, r->signs->other);
  if (n == 0)
    return sign_at(r, r->at, r->signs->figure) > 0 ? read_figure(r) : fail(r, FZ_READING_UNKNOWN);
  r->at += n;
  return put_kind(r, FZ_PATTERN_OTHER);
}

/* The piece that stands here, which is no end of a sequence. */
static bool read_piece(reader *r) {
  size_t n = letter_at(r, r->at);
  if (n > 0) return is_optional(r, r->at + n) ? read_maybe(r, n) : read_text(r);
  if (gap_at(r, r->at) > 0) return read_gap(r);
  switch (r->s[r->at]) {
    case '(':
      return read_group(r);
    case '[':
      return read_gap_without(r);
    case '!':
      return read_not(r);
    case '^':
    case '$':
      return read_edge(r);
    case '<':
      return read_number_sign(r);
    case '?':
      return fail(r, FZ_READING_QUESTION);
    case ']':
    case '}':
    case '>':
    case '{':
      return fail(r, FZ_READING_CLOSES_NOTHING);
    default:
      return fail(r, FZ_READING_NOT_UTF8);
  }
}

static bool is_at_end(const reader *r) {
  return r->at == r->length || r->s[r->at] == ')' || bar_at(r, r->at) > 0;
}

/* Pieces up to the end, a bar or a closing bracket. Behind a number stands its unit: its words need
 * not stand. */
static bool read_sequence(reader *r, size_t *count) {
  size_t base = r->must_count, best = 0;
  bool was_figure = false;
  *count = 0;
  for (r->at = behind_blanks(r, r->at); !is_at_end(r); r->at = behind_blanks(r, r->at), ++*count) {
    size_t place = r->out->count;
    if (!read_piece(r)) return false;
    if (was_figure) r->must_count = base + best;
    keep_better(r, base, &best);
    was_figure = r->out->parts[place].kind == FZ_PATTERN_FIGURE;
  }
  return true;
}

static bool read_all(reader *r) {
  size_t count;
  if (!read_sequence(r, &count)) return false;
  if (is_byte(r, r->at, ')')) return fail(r, FZ_READING_BRACKET_NOT_OPEN);
  if (r->at < r->length) return fail(r, FZ_READING_BAR_OUTSIDE);
  if (count == 0) return fail_at(r, FZ_READING_EMPTY, 0);
  if (r->second_figure != SIZE_MAX) return fail_at(r, FZ_READING_FIGURE_TWICE, r->second_figure);
  for (size_t i = 0; i < r->must_count; i++)
    if (!put_taken(r, FZ_PATTERN_MUST, r->musts[i])) return false;
  return true;
}

fz_status fz_reading_new(const fz_flat *flat, const fz_reading_signs *signs, const char *s,
                         size_t length, fz_reading **out, fz_reading_fault *fault, size_t *at,
                         fz_error *error) {
  reader r = {.flat = flat, .signs = signs, .s = s, .length = length, .second_figure = SIZE_MAX};
  *out = NULL;
  *fault = FZ_READING_SOUND;
  *at = 0;
  r.out = calloc(1, sizeof *r.out);
  if (r.out != NULL) r.out->pool = malloc(length + 1);
  bool is_sound = r.out != NULL && r.out->pool != NULL ? read_all(&r) : run_out(&r);
  free(r.musts);
  if (is_sound) {
    *out = r.out;
    return FZ_OK;
  }
  fz_reading_free(r.out);
  if (r.is_out_of_memory) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  *fault = r.fault;
  *at = r.fault_at;
  return FZ_OK;
}

void fz_reading_free(fz_reading *reading) {
  if (reading == NULL) return;
  free(reading->pool);
  free(reading->parts);
  free(reading);
}

fz_pattern fz_reading_parts(const fz_reading *reading) {
  return (fz_pattern){reading->parts, reading->count};
}

bool fz_reading_has_figure(const fz_reading *reading) { return reading->has_figure; }
