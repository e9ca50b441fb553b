/*
** script.c: traditional Chinese to simplified, by OpenCC's t2s and nothing else of OpenCC (tw2s
** and its like change words). It is not opened for text that hardly leaves GB 2312. What a
** character becomes by itself is asked of it once; only words whose characters depend on each other
** are given to it in full.
*/
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/han.h"
#include "text/opencc.h"
#include "text/stage.h"
#include "text/utf8.h"

enum {
  WINDOWS = 20,    /* places of the text that are sampled */
  WINDOW_HAN = 50, /* Chinese characters taken at each */
  WINDOW_BYTES = 4 * WINDOW_HAN
};

/*
** What OpenCC's dictionaries of Debian 12 (1.1.6) do not know yet and Chinese reports have: old
** forms of characters, and places whose 乾 must not become the 干 of "dry". All of three bytes.
*/
static const struct {
  const char *from, *to;
} forms[] = {{"擡", "抬"}, {"幷", "并"}, {"遶", "绕"}, {"貍", "狸"}};

static const char *const kept[] = {"乾安", "乾州", "乾元", "乾佑", "乾陵"};

/* Mends the character at `to`, which was made of the one at `from`. */
static void mend_character(const char *from, size_t left, char *to) {
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (memcmp(to, forms[i].from, 3) == 0) memcpy(to, forms[i].to, 3);
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
    if (left >= strlen(kept[i]) && memcmp(from, kept[i], strlen(kept[i])) == 0)
      memcpy(to, kept[i], 3);
}

static size_t count_characters(const char *s, size_t length) {
  size_t n = 0;
  for (size_t i = 0; i < length; i++) n += !fz_utf8_inside(s[i]);
  return n;
}

/* Only where each character of the text has its own in the other. */
static void mend(const char *text, size_t length, char *other) {
  size_t rest = strlen(other), width, other_width;
  if (count_characters(text, length) != count_characters(other, rest)) return;
  for (size_t at = 0, to = 0; at < length && to < rest; at += width, to += other_width) {
    width = fz_utf8_width(text[at]);
    other_width = fz_utf8_width(other[to]);
    if (width == 3 && other_width == 3) mend_character(text + at, length - at, other + to);
  }
}

/* Converts valid UTF-8; *out is owned, to be freed by fz_opencc_free. */
static fz_status convert(const char *text, size_t length, char **out, fz_error *error) {
  fz_status status = fz_opencc_convert(text, length, out, error);
  if (status == FZ_OK) mend(text, length, *out);
  return status;
}

typedef struct excerpt {
  char bytes[WINDOWS * WINDOW_BYTES];
  size_t length;
  size_t han, beyond; /* Chinese characters; those of them outside GB 2312 */
} excerpt;

/* Takes the next Chinese characters from byte `at` on; returns where it stopped. */
static size_t take_window(const fz_draft *in, size_t at, excerpt *sample) {
  size_t width;
  for (size_t n = 0; at < in->length && n < WINDOW_HAN; at += width) {
    uint32_t c = fz_utf8_next(in->bytes + at, &width);
    if (!fz_is_han(c)) continue;
    memcpy(sample->bytes + sample->length, in->bytes + at, width);
    sample->length += width;
    sample->han++;
    sample->beyond += !fz_is_gb2312_han(c);
    n++;
  }
  return at;
}

static void take_sample(const fz_draft *in, excerpt *sample) {
  sample->length = sample->han = sample->beyond = 0;
  size_t done = 0;
  for (size_t i = 0; i < WINDOWS; i++) {
    size_t at = in->length / WINDOWS * i;
    while (at < in->length && fz_utf8_inside(in->bytes[at])) at++;
    done = take_window(in, at > done ? at : done, sample);
  }
}

/* How many of the `length` bytes' characters differ from their counterparts. */
static size_t count_changes(const char *text, size_t length, const char *other) {
  size_t changes = 0, rest = strlen(other), width, other_width;
  for (size_t at = 0, to = 0; at < length && to < rest; at += width, to += other_width)
    changes += fz_utf8_read(text + at, &width) != fz_utf8_read(other + to, &other_width);
  return changes;
}

/* How many characters of the first `length` bytes of the sample a conversion changes. */
static fz_status convert_sample(const excerpt *sample, size_t length, size_t *changes,
                                fz_error *error) {
  char *simple;
  fz_status status = convert(sample->bytes, length, &simple, error);
  if (status != FZ_OK) return status;
  *changes = count_changes(sample->bytes, length, simple);
  fz_opencc_free(simple);
  return FZ_OK;
}

/*
** Traditional text has a third of its characters changed; four in a hundred is far from either. Its
** first part tells mostly: what comes behind changes at most the words that the cut goes through.
*/
static fz_status is_traditional(const fz_draft *in, bool *traditional, fz_error *error) {
  enum { LEAST = 25, PART = 5, CUT_WORD = 8 };
  excerpt sample;
  size_t changes = 0;
  take_sample(in, &sample);
  *traditional = false;
  if (sample.beyond * 100 < sample.han || sample.han == 0) return FZ_OK;
  size_t part = sample.length / PART;
  while (fz_utf8_inside(sample.bytes[part])) part--;
  fz_status status = part > 0 ? convert_sample(&sample, part, &changes, error) : FZ_OK;
  if (status == FZ_OK && changes * LEAST < sample.han + CUT_WORD * LEAST)
    status = convert_sample(&sample, sample.length, &changes, error);
  *traditional = changes * LEAST >= sample.han;
  return status;
}

/* Enters a converted line, character for character. */
static void replace_each(fz_pass *pass, size_t start, size_t stop, const char *to) {
  const char *s = pass->in->bytes;
  size_t width, to_width;
  for (size_t at = start; at < stop; at += width, to += to_width) {
    width = fz_utf8_width(s[at]);
    to_width = fz_utf8_width(*to);
    if (width != to_width || memcmp(s + at, to, width) != 0)
      fz_pass_replace(pass, at, at + width, to, to_width);
  }
}

/* Enters a converted line whose number of characters changed: what differs, as one replacement. */
static void replace_middle(fz_pass *pass, size_t start, size_t stop, const char *to,
                           size_t length) {
  const char *s = pass->in->bytes;
  size_t front = 0, back = 0, most = stop - start < length ? stop - start : length;
  while (front < most && s[start + front] == to[front]) front++;
  while (front > 0 && front < length && fz_utf8_inside(to[front])) front--;
  while (front > 0 && start + front < stop && fz_utf8_inside(s[start + front])) front--;
  while (back < most - front && s[stop - back - 1] == to[length - back - 1]) back++;
  while (back > 0 && fz_utf8_inside(to[length - back])) back--;
  fz_pass_replace(pass, start + front, stop - back, to + front, length - front - back);
}

/* Enters what OpenCC makes of [start, stop) as a whole. */
static fz_status simplify_words(fz_pass *pass, size_t start, size_t stop, fz_error *error) {
  const char *s = pass->in->bytes + start;
  char *simple;
  fz_status status = convert(s, stop - start, &simple, error);
  if (status != FZ_OK) return status;
  size_t length = strlen(simple);
  if (length == stop - start && memcmp(s, simple, length) == 0)
    ; /* nothing changed */
  else if (count_characters(s, stop - start) == count_characters(simple, length))
    replace_each(pass, start, stop, simple);
  else
    replace_middle(pass, start, stop, simple, length);
  fz_opencc_free(simple);
  return FZ_OK;
}

/*
** OpenCC changes a character by its neighbours if they make a word of TSPhrases. All words there are
** Chinese characters, and those that become anything else than their characters do one by one have
** one of these.
*/
static const char bound[] = "乾傢吒噁彷徵於昇沈濛牴畫瞭薹藉衹覆鉅鍊鍾麼麽";

enum { FIRST = 0x3000, LAST = 0x9FFF, UNKNOWN = 0, BOUND = 1 };

/* What characters become, or BOUND. Two threads may find the same out at once. */
static _Atomic uint32_t forms_known[LAST - FIRST + 1];

static bool is_bound(const char *s, size_t width) {
  for (const char *p = bound; *p != '\0'; p += fz_utf8_width(*p))
    if (fz_utf8_width(*p) == width && memcmp(p, s, width) == 0) return true;
  return false;
}

/* Asks OpenCC what the character at `s` becomes; of what becomes several it must see the words. */
static fz_status ask_form(const char *s, size_t width, uint32_t *form, fz_error *error) {
  char *simple;
  *form = BOUND;
  if (is_bound(s, width)) return FZ_OK;
  fz_status status = convert(s, width, &simple, error);
  if (status != FZ_OK) return status;
  size_t length = strlen(simple), simple_width = 0;
  uint32_t c = length > 0 ? fz_utf8_read(simple, &simple_width) : BOUND;
  if (simple_width == length) *form = c;
  fz_opencc_free(simple);
  return FZ_OK;
}

static uint32_t known_form(uint32_t c) {
  if (c < FIRST || c > LAST) return BOUND;
  return atomic_load_explicit(&forms_known[c - FIRST], memory_order_relaxed);
}

/* Where the run of Chinese characters at `at` ends, of which *is_free tells whether none is bound. */
static fz_status find_run(const char *s, size_t at, size_t stop, size_t *end, bool *is_free,
                          fz_error *error) {
  size_t width;
  fz_status status = FZ_OK;
  for (*is_free = true; at < stop && status == FZ_OK; at += width) {
    uint32_t c = fz_utf8_next(s + at, &width), form = known_form(c);
    if (!fz_is_han(c)) break;
    if (form == UNKNOWN) {
      status = ask_form(s + at, width, &form, error);
      atomic_store_explicit(&forms_known[c - FIRST], form, memory_order_relaxed);
    }
    *is_free = *is_free && form != BOUND;
  }
  *end = at;
  return status;
}

/* Enters what the characters of [start, stop) become, each by itself. */
static void simplify_each(fz_pass *pass, size_t start, size_t stop) {
  size_t width;
  for (size_t at = start; at < stop; at += width) {
    uint32_t c = fz_utf8_next(pass->in->bytes + at, &width), form = known_form(c);
    char to[4];
    if (form != c) fz_pass_replace(pass, at, at + width, to, fz_utf8_write(to, form));
  }
}

static fz_status simplify_all(fz_pass *pass, fz_error *error) {
  const char *s = pass->in->bytes;
  size_t length = pass->in->length, stop, width;
  fz_status status = FZ_OK;
  for (size_t at = 0; at < length && status == FZ_OK; at = stop) {
    bool is_free;
    status = find_run(s, at, length, &stop, &is_free, error);
    if (status == FZ_OK && is_free)
      simplify_each(pass, at, stop);
    else if (status == FZ_OK)
      status = simplify_words(pass, at, stop, error);
    for (; stop < length && !fz_is_han(fz_utf8_next(s + stop, &width)); stop += width)
      ;
  }
  return status;
}

fz_status fz_stage_script(const fz_draft *in, fz_draft *out, bool keep, const char **script,
                          fz_error *error) {
  bool traditional;
  fz_status status = is_traditional(in, &traditional, error);
  fz_pass pass = fz_pass_begin(in, out, 0);
  *script = traditional ? "Hant" : "Hans";
  if (status == FZ_OK && traditional && !keep) status = simplify_all(&pass, error);
  return status == FZ_OK ? fz_pass_finish(&pass, error) : status;
}

fz_status fz_simplify(const char *bytes, size_t length, char **out, size_t *out_length,
                      fz_error *error) {
  char *simple = NULL;
  const char *from = bytes;
  size_t n = length;
  *out = NULL;
  *out_length = 0;
  if (length > 0 && fz_utf8_valid((const unsigned char *)bytes, length) == length &&
      memchr(bytes, '\0', length) == NULL) {
    fz_status status = convert(bytes, length, &simple, error);
    if (status != FZ_OK) return status;
    from = simple;
    n = strlen(simple);
  }
  char *copy = n < SIZE_MAX ? malloc(n + 1) : NULL;
  if (copy != NULL) {
    if (n > 0) memcpy(copy, from, n);
    copy[n] = '\0';
    *out = copy;
    *out_length = n;
  }
  fz_opencc_free(simple);
  if (copy == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  return FZ_OK;
}
