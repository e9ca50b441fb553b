/*
** opencc.h: OpenCC, loaded and opened when a text first asks for it: with the C++ library that it needs it
** takes longer to load than the program and all its other libraries.
*/
#ifndef FZ_TEXT_OPENCC_H
#define FZ_TEXT_OPENCC_H

#include <stddef.h>

#include "fazhi/status.h"

/*
** Converts valid UTF-8 by t2s; *out is owned, to be freed by fz_opencc_free. FZ_IO if OpenCC or its data is missing,
** FZ_INTERNAL if it refuses. Threads may call it at once.
*/
fz_status fz_opencc_convert(const char *text, size_t length, char **out, fz_error *error);

/* Frees what fz_opencc_convert gave; NULL is accepted. */
void fz_opencc_free(char *converted);

#endif
