/*
** file.h: a whole file in memory.
*/
#ifndef FZ_TEXT_FILE_H
#define FZ_TEXT_FILE_H

#include "fazhi/status.h"

/*
** Reads the regular file at `path`; *bytes is owned (free()). More than `max_bytes` (0: no
** limit) is FZ_TOOBIG. FZ_IO, FZ_NOTFILE, FZ_NOMEM.
*/
fz_status fz_file_read(const char *path, size_t max_bytes, unsigned char **bytes, size_t *length,
                       fz_error *error);

/* FZ_TOOBIG, with its message, if `size` is above the limit. */
fz_status fz_file_limit(size_t size, size_t max_bytes, fz_error *error);

#endif
