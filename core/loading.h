/*
** loading.h: libraries that are loaded when they are first needed, for loading them takes longer than
** what most runs ask of the rest.
*/
#ifndef FZ_LOADING_H
#define FZ_LOADING_H

#include "fazhi/status.h"

/* The handle for dlsym of a library, which stays for the life of the process; NULL: FZ_NOMEM, or FZ_IO and the words of
   the loader. */
void *fz_library_load(const char *file, fz_error *error);

#endif
