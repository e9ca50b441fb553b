/*
** blob.h: the source map as bytes.
*/
#ifndef FZ_TEXT_BLOB_H
#define FZ_TEXT_BLOB_H

#include "text/map.h"

/* Writes `map` to *bytes (owned, free()). FZ_NOMEM. */
fz_status fz_map_save(const fz_map *map, unsigned char **bytes, size_t *length, fz_error *error);

#endif
