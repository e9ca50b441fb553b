/*
** flat.c: characters replaced by shorter ones, found as words are. Knows no character.
*/
#include "fazhi/flat.h"

#include <stdlib.h>
#include <string.h>

#include "fazhi/words.h"

typedef struct piece {
  size_t at, length; /* in the pool */
} piece;

struct fz_flat {
  fz_words *words;
  piece *pieces; /* by word, counted from 1 */
  char *pool;
  fz_flat_pair *dropped; /* those that nothing stands for, with their bytes in `pool` */
  size_t dropped_count;
  bool drops[256]; /* by the first byte of a character: whether one of them begins so */
  /* By its first byte the length of a character that none of the words begins with, else 0. */
  unsigned char steps[256];
};

static size_t length_of(unsigned char lead) {
  if (lead < 0xC0) return 1;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static void set_steps(fz_flat *f, const fz_word *words, size_t count) {
  for (size_t c = 0; c < sizeof f->steps; c++)
    f->steps[c] = (unsigned char)length_of((unsigned char)c);
  for (size_t i = 0; i < count; i++) f->steps[(unsigned char)words[i].s[0]] = 0;
}

static void add_dropped(fz_flat *f, const fz_flat_pair *pair, char *bytes) {
  memcpy(bytes, pair->s, pair->length);
  f->dropped[f->dropped_count++] = (fz_flat_pair){.s = bytes, .length = pair->length};
  f->drops[(unsigned char)*bytes] = true;
}

/* The bytes of the pool that a pair takes. */
static size_t taken_by(const fz_flat_pair *pair) {
  return pair->with_length > 0 ? pair->with_length : pair->length;
}

/* `size` are the bytes of what stands for the characters, and of those that nothing stands for. */
static fz_status fill(fz_flat *f, const fz_flat_pair *pairs, size_t count, size_t size,
                      fz_error *error) {
  fz_word *list = calloc(count + 1, sizeof *list);
  f->pieces = calloc(count + 1, sizeof *f->pieces);
  f->pool = malloc(size + 1);
  f->dropped = calloc(count + 1, sizeof *f->dropped);
  fz_status status = FZ_NOMEM;
  if (list == NULL || f->pieces == NULL || f->pool == NULL || f->dropped == NULL) goto out;
  for (size_t i = 0; i < count; i++)
    list[i] = (fz_word){.s = pairs[i].s, .length = pairs[i].length};
  status = fz_words_new(list, count, 0, &f->words, error);
  if (status != FZ_OK) goto out;
  for (size_t i = 0, at = 0; i < count; i++) {
    f->pieces[i + 1] = (piece){at, pairs[i].with_length};
    if (pairs[i].with_length > 0)
      memcpy(f->pool + at, pairs[i].with, pairs[i].with_length);
    else
      add_dropped(f, &pairs[i], f->pool + at);
    at += taken_by(&pairs[i]);
  }
  set_steps(f, list, count);
out:
  free(list);
  return status;
}

fz_status fz_flat_new(const fz_flat_pair *pairs, size_t count, fz_flat **out, fz_error *error) {
  size_t size = 0;
  *out = NULL;
  if (count > FZ_FLAT_COUNT_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "too many characters");
  for (size_t i = 0; i < count; i++) {
    if (pairs[i].with_length > pairs[i].length)
      return fz_error_set(error, FZ_INVALID, i, "character %zu would grow", i + 1);
    size += taken_by(&pairs[i]);
  }
  fz_flat *f = calloc(1, sizeof *f);
  if (f == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  fz_status status = fill(f, pairs, count, size, error);
  if (status == FZ_OK) {
    *out = f;
    return FZ_OK;
  }
  fz_flat_free(f);
  if (status == FZ_INVALID) return status;
  return fz_error_set(error, status, (size_t)-1, "out of memory");
}

void fz_flat_free(fz_flat *f) {
  if (f == NULL) return;
  fz_words_free(f->words);
  free(f->pieces);
  free(f->pool);
  free(f->dropped);
  free(f);
}

bool fz_flat_drops(const fz_flat *f, const char *s, size_t length) {
  if (length == 0 || !f->drops[(unsigned char)*s]) return false;
  for (size_t i = 0; i < f->dropped_count; i++) {
    const fz_flat_pair *one = &f->dropped[i];
    if (one->length == length && memcmp(one->s, s, length) == 0) return true;
  }
  return false;
}

size_t fz_flat_fold(const fz_flat *f, const char *s, size_t length, char *out) {
  size_t from = 0, used = 0, stop = 0;
  for (size_t at = 0; at < length;) {
    size_t step = f->steps[(unsigned char)s[at]];
    size_t word = step == 0 ? fz_words_match(f->words, s, length, at, &stop) : 0;
    if (word == 0) {
      at += step != 0 ? step : length_of((unsigned char)s[at]);
      continue;
    }
    memmove(out + used, s + from, at - from);
    used += at - from;
    piece with = f->pieces[word];
    memcpy(out + used, f->pool + with.at, with.length);
    used += with.length;
    from = at = stop;
  }
  memmove(out + used, s + from, length - from);
  return used + length - from;
}
