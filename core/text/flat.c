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
  unsigned char steps
      [256]; /* by its first byte the length of a character that none of the words begins with; else 0 */
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

static fz_status fill(fz_flat *f, const fz_flat_pair *pairs, size_t count, size_t size,
                      fz_error *error) {
  fz_word *list = calloc(count + 1, sizeof *list);
  f->pieces = calloc(count + 1, sizeof *f->pieces);
  f->pool = malloc(size + 1);
  fz_status status = FZ_NOMEM;
  if (list == NULL || f->pieces == NULL || f->pool == NULL) goto out;
  for (size_t i = 0, at = 0; i < count; at += pairs[i++].with_length) {
    list[i] = (fz_word){.s = pairs[i].s, .length = pairs[i].length};
    f->pieces[i + 1] = (piece){at, pairs[i].with_length};
    if (pairs[i].with_length > 0) memcpy(f->pool + at, pairs[i].with, pairs[i].with_length);
  }
  status = fz_words_new(list, count, 0, &f->words, error);
  if (status == FZ_OK) set_steps(f, list, count);
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
    size += pairs[i].with_length;
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
  free(f);
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
