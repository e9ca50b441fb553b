/*
** map.c: building the source map and looking things up in it.
*/
#include "text/map.h"

#include <stdlib.h>

#include "text/grow.h"

static size_t run_stop(const fz_run *run) { return run->text + run->count * run->text_unit; }

size_t fz_map_length(const fz_map *map) {
  return map->count == 0 ? 0 : run_stop(&map->runs[map->count - 1]);
}

bool fz_map_append(fz_map *map, size_t text_unit, size_t source, size_t source_unit,
                   size_t count) {
  if (count == 0) return true;
  fz_run *last = map->count == 0 ? NULL : &map->runs[map->count - 1];
  if (last != NULL && last->text_unit == text_unit && last->source_unit == source_unit &&
      last->source + last->count * source_unit == source) {
    last->count += count;
    return true;
  }
  fz_run *runs = fz_grow(map->runs, &map->capacity, map->count, 1, sizeof *runs);
  if (runs == NULL) return false;
  map->runs = runs;
  size_t text = fz_map_length(map);
  runs[map->count++] = (fz_run){text, source, text_unit, source_unit, count};
  return true;
}

/* Index of the run that holds byte `at` of the text, at < length. */
static size_t run_at(const fz_map *map, size_t at) {
  size_t low = 0, high = map->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (map->runs[middle].text <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Adds bytes [start, stop) of one run; a part of a unit keeps the whole source of it. */
static bool copy_run(fz_map *map, const fz_run *run, size_t start, size_t stop) {
  while (start < stop) {
    size_t unit = (start - run->text) / run->text_unit;
    size_t inside = (start - run->text) % run->text_unit;
    size_t source = run->source + unit * run->source_unit;
    size_t length = run->text_unit - inside, count = 1;
    if (length > stop - start) length = stop - start;
    if (length == run->text_unit) count = (stop - start) / length;
    if (!fz_map_append(map, length, source, run->source_unit, count)) return false;
    start += length * count;
  }
  return true;
}

bool fz_map_copy(fz_map *map, const fz_map *from, size_t start, size_t stop) {
  if (start >= stop) return true;
  for (size_t i = run_at(from, start); i < from->count && from->runs[i].text < stop; i++) {
    const fz_run *run = &from->runs[i];
    size_t a = run->text > start ? run->text : start;
    size_t b = run_stop(run) < stop ? run_stop(run) : stop;
    if (!copy_run(map, run, a, b)) return false;
  }
  return true;
}

static size_t source_before(const fz_map *map, size_t at) {
  const fz_run *run = &map->runs[run_at(map, at - 1)];
  return run->source + ((at - 1 - run->text) / run->text_unit + 1) * run->source_unit;
}

static size_t source_after(const fz_map *map, size_t at) {
  const fz_run *run = &map->runs[run_at(map, at)];
  return run->source + (at - run->text) / run->text_unit * run->source_unit;
}

void fz_map_find(const fz_map *map, size_t start, size_t stop, size_t *source_start,
                 size_t *source_stop) {
  size_t length = fz_map_length(map);
  if (length == 0)
    *source_start = *source_stop = map->origin;
  else if (start < stop) {
    *source_start = source_after(map, start);
    *source_stop = source_before(map, stop);
  } else
    *source_start = *source_stop =
        start < length ? source_after(map, start) : source_before(map, start);
}

void fz_map_clear(fz_map *map) {
  free(map->runs);
  *map = (fz_map){0};
}

fz_status fz_map_source(const fz_map *map, size_t start, size_t stop, size_t *source_start,
                        size_t *source_stop) {
  if (start > stop || stop > fz_map_length(map)) return FZ_INVALID;
  fz_map_find(map, start, stop, source_start, source_stop);
  return FZ_OK;
}

void fz_map_free(fz_map *map) {
  if (map == NULL) return;
  fz_map_clear(map);
  free(map);
}
