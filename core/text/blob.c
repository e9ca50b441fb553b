/*
** blob.c: the source map as bytes, the same on every machine.
**
** A version byte (1), then numbers in LEB128: the origin, the number of runs, and for each run
**
**   units + 8 × gap    gap: zigzag of where the run begins less where the one before it ended
**   text_unit, source_unit    only if units is 0; 1 … 7 are the pairs of the table below
**   count
**
** so that most runs take two or three bytes.
*/
#include "text/blob.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/grow.h"

enum { VERSION = 1, LEB_MAX = 10 };

static const struct {
  size_t text, source;
} units[8] = {{0, 0}, {1, 1}, {3, 2}, {1, 3}, {1, 2}, {3, 3}, {3, 1}, {2, 2}};

typedef struct writer {
  unsigned char *bytes;
  size_t length, capacity;
} writer;

static bool put(writer *w, uint64_t n) {
  unsigned char *bytes = fz_grow(w->bytes, &w->capacity, w->length, LEB_MAX, 1);
  if (bytes == NULL) return false;
  w->bytes = bytes;
  for (; n >= 0x80; n >>= 7) bytes[w->length++] = (unsigned char)(n | 0x80);
  bytes[w->length++] = (unsigned char)n;
  return true;
}

static uint64_t unit_code(const fz_run *run) {
  for (uint64_t i = 1; i < 8; i++)
    if (units[i].text == run->text_unit && units[i].source == run->source_unit) return i;
  return 0;
}

static bool put_run(writer *w, const fz_run *run, size_t expected) {
  uint64_t gap = run->source >= expected ? (uint64_t)(run->source - expected) * 2
                                         : (uint64_t)(expected - run->source) * 2 - 1;
  uint64_t code = unit_code(run);
  if (!put(w, gap << 3 | code)) return false;
  if (code == 0 && !(put(w, run->text_unit) && put(w, run->source_unit))) return false;
  return put(w, run->count);
}

fz_status fz_map_save(const fz_map *map, unsigned char **bytes, size_t *length, fz_error *error) {
  writer w = {0};
  bool ok = put(&w, VERSION) && put(&w, map->origin) && put(&w, map->count);
  size_t expected = map->origin;
  for (size_t i = 0; ok && i < map->count; i++) {
    const fz_run *run = &map->runs[i];
    ok = put_run(&w, run, expected);
    expected = run->source + run->count * run->source_unit;
  }
  *bytes = NULL;
  *length = 0;
  if (!ok) {
    free(w.bytes);
    return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  }
  *bytes = w.bytes;
  *length = w.length;
  return FZ_OK;
}

typedef struct reader {
  const unsigned char *bytes;
  size_t length, at;
} reader;

/* One number; false at the end, or if it does not fit into 64 bits. */
static bool get(reader *r, uint64_t *n) {
  *n = 0;
  for (unsigned shift = 0; shift < 64 && r->at < r->length; shift += 7) {
    unsigned char b = r->bytes[r->at++];
    if (shift == 63 && b > 1) return false;
    *n |= (uint64_t)(b & 0x7F) << shift;
    if (b < 0x80) return true;
  }
  return false;
}

static bool get_size(reader *r, size_t *n) {
  uint64_t value;
  if (!get(r, &value) || value > SIZE_MAX) return false;
  *n = (size_t)value;
  return true;
}

/* a + b × c, where it fits. */
static bool reach(size_t a, size_t b, size_t c, size_t *sum) {
  if (c != 0 && b > (SIZE_MAX - a) / c) return false;
  *sum = a + b * c;
  return true;
}

static bool get_run(reader *r, size_t expected, fz_run *run) {
  uint64_t head;
  if (!get(r, &head)) return false;
  uint64_t gap = head >> 3, distance = (gap + 1) / 2;
  if (gap % 2 == 0) {
    if (distance > SIZE_MAX - expected) return false;
    run->source = expected + (size_t)distance;
  } else {
    if (distance > expected) return false;
    run->source = expected - (size_t)distance;
  }
  run->text_unit = units[head & 7].text;
  run->source_unit = units[head & 7].source;
  if ((head & 7) == 0 && !(get_size(r, &run->text_unit) && get_size(r, &run->source_unit)))
    return false;
  return get_size(r, &run->count) && run->count > 0 && run->text_unit > 0;
}

/* A run must fit behind the one before it: no overflow, and no going back in the source. */
static bool fits(const fz_map *map, const fz_run *run) {
  size_t end;
  if (!reach(run->text, run->count, run->text_unit, &end)) return false;
  if (!reach(run->source, run->count, run->source_unit, &end)) return false;
  if (map->count == 0) return run->source >= map->origin;
  const fz_run *last = &map->runs[map->count - 1];
  size_t start = last->source + (last->count - 1) * last->source_unit;
  return run->source >= start && run->source + run->source_unit >= start + last->source_unit;
}

static fz_status read_runs(reader *r, fz_map *map) {
  size_t count;
  if (!get_size(r, &map->origin) || !get_size(r, &count)) return FZ_INVALID;
  if (count > (r->length - r->at) / 2) return FZ_INVALID; /* a run takes at least two bytes */
  size_t expected = map->origin;
  for (size_t i = 0; i < count; i++) {
    fz_run run = {.text = fz_map_length(map)};
    if (!get_run(r, expected, &run) || !fits(map, &run)) return FZ_INVALID;
    fz_run *runs = fz_grow(map->runs, &map->capacity, map->count, 1, sizeof *runs);
    if (runs == NULL) return FZ_NOMEM;
    map->runs = runs;
    runs[map->count++] = run;
    expected = run.source + run.count * run.source_unit;
  }
  return r->at == r->length ? FZ_OK : FZ_INVALID;
}

fz_status fz_map_load(const unsigned char *bytes, size_t length, fz_map **out, fz_error *error) {
  *out = NULL;
  reader r = {bytes, length, 1};
  if (length == 0 || bytes[0] != VERSION)
    return fz_error_set(error, FZ_INVALID, 0, "not a source map, or one of a newer version");
  fz_map *map = calloc(1, sizeof *map);
  fz_status status = map == NULL ? FZ_NOMEM : read_runs(&r, map);
  if (status == FZ_OK)
    *out = map;
  else
    fz_map_free(map);
  if (status == FZ_NOMEM) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  if (status == FZ_INVALID)
    return fz_error_set(error, FZ_INVALID, r.at, "the source map is damaged at byte %zu", r.at);
  return FZ_OK;
}
