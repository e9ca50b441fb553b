/*
** sketch_fuzz.c: any bytes as a saved sketch and as two texts, cut where the first byte says:
** whatever they are, the promises of sketch.h hold.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/sketch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort(); \
    } \
  } while (0)

/* What can be loaded is saved as it was. */
static void check_blob(const uint8_t *data, size_t size) {
  fz_sketch sketch;
  unsigned char bytes[FZ_SKETCH_BYTES];
  uint64_t keys[FZ_SKETCH_BANDS];
  if (fz_sketch_load(data, size, &sketch, NULL) != FZ_OK) return;
  fz_sketch_save(&sketch, bytes);
  HOLDS(size == sizeof bytes && memcmp(bytes, data, size) == 0);
  HOLDS(fz_sketch_bands(&sketch, keys) == (sketch.count > 0 ? FZ_SKETCH_BANDS : 0));
  HOLDS(fz_sketch_jaccard(&sketch, &sketch) == (sketch.count > 0 ? 1 : 0));
}

/* The characters that count of the characters that count are themselves, and sketch alike. */
static void check_text(const char *s, size_t length, unsigned k, const fz_sketch *sketch) {
  char *once = malloc(length + 1), *twice = malloc(length + 1);
  HOLDS(once != NULL && twice != NULL);
  size_t n, m;
  fz_sketch other;
  HOLDS(fz_sketch_characters(s, length, once, &n, NULL) == FZ_OK && n <= length);
  HOLDS(fz_sketch_characters(once, n, twice, &m, NULL) == FZ_OK);
  HOLDS(n == m && memcmp(once, twice, n) == 0);
  fz_characters read = {.bytes = twice};
  HOLDS(fz_sketch_read(s, length, k, &other, &read, NULL) == FZ_OK);
  HOLDS(memcmp(sketch, &other, sizeof other) == 0 && read.count <= n);
  HOLDS(read.length == n && memcmp(once, twice, n) == 0);
  HOLDS(fz_sketch_make(once, n, k, &other, NULL) == FZ_OK);
  HOLDS(memcmp(sketch, &other, sizeof other) == 0);
  HOLDS((sketch->count == 0) == (n == 0));
  free(once);
  free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  check_blob(data, size);
  if (size < 2) return 0;
  unsigned k = data[0] % (FZ_SHINGLE_MAX + 1);
  const char *s = (const char *)data + 2;
  size_t length = size - 2, cut = length * data[1] / 256;
  fz_sketch a, b;
  fz_overlap o;
  fz_status first = fz_sketch_make(s, cut, k, &a, NULL);
  fz_status second = fz_sketch_make(s + cut, length - cut, k, &b, NULL);
  fz_status both = fz_sketch_compare(s, cut, s + cut, length - cut, k, &o, NULL);
  HOLDS((both == FZ_OK) == (first == FZ_OK && second == FZ_OK));
  if (first == FZ_OK) check_text(s, cut, k, &a);
  if (second == FZ_OK) check_text(s + cut, length - cut, k, &b);
  if (both != FZ_OK) return 0;
  HOLDS(o.both <= o.first && o.both <= o.second && o.first <= a.count && o.second <= b.count);
  double j = fz_sketch_jaccard(&a, &b);
  HOLDS(j >= 0 && j <= 1 && j == fz_sketch_jaccard(&b, &a));
  HOLDS(o.first == 0 || o.first != o.both || o.second != o.both || j == 1);
  return 0;
}
