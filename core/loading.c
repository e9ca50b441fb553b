/*
** loading.c: libraries on first need (loading.h).
*/
#include "loading.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

/* The loader of the system tells a want of memory by its words alone. */
static bool is_memory(const char *why) {
  return strstr(why, "failed to map segment") != NULL || strstr(why, "annot allocate") != NULL;
}

void *fz_library_load(const char *file, fz_error *error) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library != NULL) return library;
  const char *why = dlerror();
  if (is_memory(why))
    fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  else
    fz_error_set(error, FZ_IO, (size_t)-1, "%s", why);
  return NULL;
}
