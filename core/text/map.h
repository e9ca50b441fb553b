/*
** map.h: the source map: which bytes of the source a piece of text came from.
**
** A map is an array of runs. A run says: `count` units follow each other, each of `text_unit`
** bytes of text and `source_unit` bytes of source. Text in UTF-8 that nothing was done to is
** one run of units 1 and 1; Chinese from GB18030 has units 3 and 2; a replacement is a run of
** one unit, whatever its size. Bytes of the source that no run covers were dropped.
**
** In the text the runs follow each other without a gap. In the source neither the beginnings
** nor the ends of units ever go back, but two units may share their bytes: they are the two
** parts of one that a later edit cut in half.
*/
#ifndef FZ_TEXT_MAP_H
#define FZ_TEXT_MAP_H

#include <stdbool.h>

#include "fazhi/text.h"

typedef struct fz_run {
  size_t text, source;           /* where the first unit begins */
  size_t text_unit, source_unit; /* text_unit > 0; source_unit 0 for text that was put in */
  size_t count;
} fz_run;

struct fz_map {
  fz_run *runs;
  size_t count, capacity;
  size_t origin; /* the place of the text in the source when there is no run to say it */
};

/* Bytes of text the map covers. */
size_t fz_map_length(const fz_map *map);

/* Adds `count` units, joined to the last run where that makes no difference. False: no memory. */
bool fz_map_append(fz_map *map, size_t text_unit, size_t source, size_t source_unit, size_t count);

/* Adds the part of `from` that covers [start, stop) of its text. False: no memory. */
bool fz_map_copy(fz_map *map, const fz_map *from, size_t start, size_t stop);

/* The source range of [start, stop), which lies in the text; empty spans are places. */
void fz_map_find(const fz_map *map, size_t start, size_t stop, size_t *source_start,
                 size_t *source_stop);

/* Frees the runs, not the struct. */
void fz_map_clear(fz_map *map);

#endif
