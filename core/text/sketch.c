/*
** sketch.c: what two texts share: the shingles of a text, their MinHash, its band keys and saved
** form, and the exact count. The methods are named in sketch.h.
*/
#include "fazhi/sketch.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "text/letters.h"
#include "text/utf8.h"

enum { VERSION = 1, HEAD = 8, ROWS = 3, BIN_BITS = 7, ATTEMPTS = 4096 };

/* ---- shingles ---------------------------------------------------------------------------- */

/* A window over the last k characters that count; its hash rolls (Karp and Rabin 1987). */
typedef struct scanner {
  const char *s;
  size_t length, at;
  unsigned k, seen;       /* `seen` stops at k */
  unsigned place;         /* of the oldest character in the window */
  uint64_t hash, leaving; /* `leaving` is what the hash multiplies a character by as it leaves */
  uint64_t window[FZ_SHINGLE_MAX];
  bool whole;                /* nothing was given out yet */
  fz_characters *characters; /* where what counts is written, or NULL */
} scanner;

static scanner scan(const char *s, size_t length, unsigned k, fz_characters *characters) {
  scanner x = {
      .s = s, .length = length, .k = k, .leaving = 1, .whole = true, .characters = characters};
  for (unsigned i = 0; i < k; i++) x.leaving *= fz_roll;
  return x;
}

static void take(scanner *x, uint32_t c) {
  uint64_t in = fz_mix(c);
  uint64_t out = x->seen == x->k ? x->window[x->place] * x->leaving : 0;
  x->hash = x->hash * fz_roll + in - out;
  x->window[x->place] = in;
  x->place = x->place + 1 == x->k ? 0 : x->place + 1;
  if (x->seen < x->k) x->seen++;
}

/* Writes the form that counts of the character of so many bytes at `s`: itself, if that is a Han of three. */
static void write(fz_characters *characters, uint32_t c, const char *s, size_t width) {
  char *out = characters->bytes + characters->length;
  if (width == 3 && c >= 0x800) {
    memcpy(out, s, 3);
    characters->length += 3;
  } else {
    characters->length += fz_utf8_write(out, c);
  }
  characters->count++;
}

/* The hash of the next shingle; false at the end. Fewer than k characters are one shingle. */
static inline bool next_shingle(scanner *x, uint64_t *hash) {
  while (x->at < x->length) {
    size_t width;
    const char *s = x->s + x->at;
    uint32_t c = fz_counted_at(s, &width);
    x->at += width;
    if (c == 0) continue;
    if (x->characters != NULL) write(x->characters, c, s, width);
    take(x, c);
    if (x->seen < x->k) continue;
    x->whole = false;
    *hash = fz_mix(x->hash);
    return true;
  }
  if (!x->whole || x->seen == 0) return false;
  x->whole = false;
  *hash = fz_mix(x->hash);
  return true;
}

static fz_status check(const char *s, size_t length, unsigned k, fz_error *error) {
  if (k < 1 || k > FZ_SHINGLE_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "a shingle has 1 to %d characters, not %u",
                        FZ_SHINGLE_MAX, k);
  size_t valid = fz_utf8_valid((const unsigned char *)s, length);
  if (valid == length) return FZ_OK;
  return fz_error_set(error, FZ_INVALID, valid, "not UTF-8 at byte %zu", valid);
}

/* ---- the sketch -------------------------------------------------------------------------- */

/* The bin from which the empty bin i borrows: the first filled one in an order of its own. */
static unsigned lender(const bool filled[FZ_SKETCH_BINS], unsigned i) {
  for (uint64_t n = 1; n <= ATTEMPTS; n++) {
    unsigned j = (unsigned)(fz_mix((uint64_t)i << 32 | n) >> (64 - BIN_BITS));
    if (filled[j]) return j;
  }
  unsigned j = i; /* never met yet: 4,096 draws miss the only one once in 10^14 times */
  while (!filled[j]) j = (j + 1) % FZ_SKETCH_BINS;
  return j;
}

static void densify(fz_sketch *sketch, const bool filled[FZ_SKETCH_BINS]) {
  for (unsigned i = 0; i < FZ_SKETCH_BINS; i++)
    if (!filled[i]) sketch->bins[i] = sketch->bins[lender(filled, i)];
}

fz_status fz_sketch_read(const char *s, size_t length, unsigned shingle, fz_sketch *out,
                         fz_characters *characters, fz_error *error) {
  *out = (fz_sketch){.shingle = shingle};
  if (characters != NULL) characters->length = characters->count = 0;
  fz_status status = check(s, length, shingle, error);
  if (status != FZ_OK) return status;
  bool filled[FZ_SKETCH_BINS] = {false};
  scanner x = scan(s, length, shingle, characters);
  for (uint64_t hash; next_shingle(&x, &hash);) {
    unsigned bin = (unsigned)(hash >> (64 - BIN_BITS));
    uint32_t value = (uint32_t)(hash >> (32 - BIN_BITS));
    if (!filled[bin] || value < out->bins[bin]) out->bins[bin] = value;
    filled[bin] = true;
    if (out->count < UINT32_MAX) out->count++;
  }
  if (out->count > 0) densify(out, filled);
  return FZ_OK;
}

fz_status fz_sketch_make(const char *s, size_t length, unsigned shingle, fz_sketch *out,
                         fz_error *error) {
  return fz_sketch_read(s, length, shingle, out, NULL, error);
}

double fz_sketch_jaccard(const fz_sketch *a, const fz_sketch *b) {
  if (a->count == 0 || b->count == 0 || a->shingle != b->shingle) return 0;
  int same = 0;
  for (int i = 0; i < FZ_SKETCH_BINS; i++) same += a->bins[i] == b->bins[i];
  return (double)same / FZ_SKETCH_BINS;
}

int fz_sketch_bands(const fz_sketch *sketch, uint64_t keys[FZ_SKETCH_BANDS]) {
  if (sketch->count == 0) return 0;
  for (unsigned band = 0; band < FZ_SKETCH_BANDS; band++) {
    uint64_t key = fz_mix((uint64_t)sketch->shingle << 32 | band);
    for (unsigned row = 0; row < ROWS; row++) key = fz_mix(key ^ sketch->bins[band * ROWS + row]);
    keys[band] = key;
  }
  return FZ_SKETCH_BANDS;
}

/* ---- the saved form ---------------------------------------------------------------------- */

static void put_number(unsigned char *bytes, uint32_t n) {
  for (int i = 0; i < 4; i++) bytes[i] = (unsigned char)(n >> (8 * i) & 0xFF);
}

static uint32_t get_number(const unsigned char *bytes) {
  uint32_t n = 0;
  for (int i = 3; i >= 0; i--) n = n << 8 | bytes[i];
  return n;
}

void fz_sketch_save(const fz_sketch *sketch, unsigned char bytes[FZ_SKETCH_BYTES]) {
  bytes[0] = VERSION;
  bytes[1] = (unsigned char)sketch->shingle;
  bytes[2] = bytes[3] = 0;
  put_number(bytes + 4, sketch->count);
  for (int i = 0; i < FZ_SKETCH_BINS; i++) put_number(bytes + HEAD + 4 * i, sketch->bins[i]);
}

fz_status fz_sketch_load(const unsigned char *bytes, size_t length, fz_sketch *out,
                         fz_error *error) {
  *out = (fz_sketch){0};
  if (length == 0 || bytes[0] != VERSION)
    return fz_error_set(error, FZ_INVALID, 0, "not a sketch, or one of a newer version");
  if (length != FZ_SKETCH_BYTES || bytes[1] < 1 || bytes[1] > FZ_SHINGLE_MAX || bytes[2] != 0 ||
      bytes[3] != 0)
    return fz_error_set(error, FZ_INVALID, 0, "the sketch is damaged");
  out->shingle = bytes[1];
  out->count = get_number(bytes + 4);
  for (int i = 0; i < FZ_SKETCH_BINS; i++) out->bins[i] = get_number(bytes + HEAD + 4 * i);
  return FZ_OK;
}

/* ---- the exact count --------------------------------------------------------------------- */

/* A set of hashes with open addressing; `in` says which of the two texts have it. */
typedef struct entry {
  uint64_t hash;
  unsigned in;
} entry;

typedef struct table {
  entry *entries;
  size_t mask;
} table;

static size_t count_shingles(const char *s, size_t length, unsigned k) {
  size_t count = 0;
  scanner x = scan(s, length, k, NULL);
  for (uint64_t hash; next_shingle(&x, &hash);) count++;
  return count;
}

/* Room for `count` hashes, at most half full. */
static fz_status make_table(table *t, size_t count, fz_error *error) {
  size_t size = 16;
  while (size / 2 < count && size <= SIZE_MAX / 2 / sizeof(entry)) size *= 2;
  t->entries = size / 2 < count ? NULL : calloc(size, sizeof(entry));
  t->mask = size - 1;
  if (t->entries != NULL) return FZ_OK;
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

/* Enters the shingles of text 1 or 2; returns how many different ones it has. */
static size_t enter(table *t, const char *s, size_t length, unsigned k, unsigned text,
                    size_t *both) {
  size_t different = 0;
  scanner x = scan(s, length, k, NULL);
  for (uint64_t hash; next_shingle(&x, &hash);) {
    size_t at = (size_t)hash & t->mask;
    while (t->entries[at].in != 0 && t->entries[at].hash != hash) at = (at + 1) & t->mask;
    entry *e = &t->entries[at];
    if ((e->in & text) == 0) {
      different++;
      if (e->in != 0) ++*both;
    }
    e->hash = hash;
    e->in |= text;
  }
  return different;
}

fz_status fz_sketch_compare(const char *a, size_t a_length, const char *b, size_t b_length,
                            unsigned shingle, fz_overlap *out, fz_error *error) {
  *out = (fz_overlap){0};
  table t = {0};
  fz_status status = check(a, a_length, shingle, error);
  if (status == FZ_OK) status = check(b, b_length, shingle, error);
  if (status == FZ_OK)
    status = make_table(
        &t, count_shingles(a, a_length, shingle) + count_shingles(b, b_length, shingle), error);
  if (status != FZ_OK) return status;
  out->first = enter(&t, a, a_length, shingle, 1, &out->both);
  out->second = enter(&t, b, b_length, shingle, 2, &out->both);
  free(t.entries);
  return FZ_OK;
}

fz_status fz_sketch_characters(const char *s, size_t length, char *out, size_t *out_length,
                               fz_error *error) {
  fz_characters characters = {.bytes = out};
  fz_status status = check(s, length, 1, error);
  size_t width;
  for (size_t at = 0; status == FZ_OK && at < length; at += width) {
    uint32_t c = fz_counted_at(s + at, &width);
    if (c != 0) write(&characters, c, s + at, width);
  }
  *out_length = characters.length;
  return status;
}
