/*
** opencc.c: OpenCC on first need (opencc.h).
**
** It is opened once in a process and shared by all threads: a converter does not change when it
** converts. What was loaded and opened is written under the lock, before anyone is told of it.
*/
#include "text/opencc.h"

#include <dlfcn.h>
#include <opencc/opencc.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "loading.h"

#ifndef FZ_OPENCC
#define FZ_OPENCC \
  "libopencc.so.1.1" /* by the name that the library the headers belong to says it has */
#endif

#define NOWHERE ((size_t)-1)

static struct {
  opencc_t (*open)(const char *);
  char *(*convert)(opencc_t, const char *, size_t);
  void (*free)(char *);
  const char *(*error)(void);
  opencc_t converter;
  bool is_loaded, is_open;
} opencc;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* ISO C turns no object into a function. */
static bool find(void *library, const char *name, void *function) {
  void *symbol = dlsym(library, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static fz_status load(fz_error *error) {
  fz_error why = {0};
  void *library = fz_library_load(FZ_OPENCC, &why);
  if (library == NULL && why.status == FZ_NOMEM)
    return fz_error_set(error, FZ_NOMEM, NOWHERE, "out of memory");
  if (library == NULL)
    return fz_error_set(error, FZ_IO, NOWHERE,
                        "OpenCC cannot be loaded (%s); install it (Debian: libopencc1.1)",
                        why.message);
  opencc.is_loaded = find(library, "opencc_open", &opencc.open) &&
                     find(library, "opencc_convert_utf8", &opencc.convert) &&
                     find(library, "opencc_convert_utf8_free", &opencc.free) &&
                     find(library, "opencc_error", &opencc.error);
  if (!opencc.is_loaded)
    return fz_error_set(error, FZ_IO, NOWHERE,
                        "OpenCC cannot be loaded (%s); install it (Debian: libopencc1.1)",
                        FZ_OPENCC);
  return FZ_OK;
}

static fz_status open_converter(fz_error *error) {
  opencc.converter = opencc.open("t2s.json");
  opencc.is_open = opencc.converter != (opencc_t)-1;
  if (opencc.is_open) return FZ_OK;
  return fz_error_set(error, FZ_IO, NOWHERE,
                      "OpenCC cannot open t2s.json (%s); install its data (Debian: "
                      "libopencc-data)",
                      opencc.error());
}

static fz_status prepare(fz_error *error) {
  pthread_mutex_lock(&lock);
  fz_status status = opencc.is_loaded ? FZ_OK : load(error);
  if (status == FZ_OK && !opencc.is_open) status = open_converter(error);
  pthread_mutex_unlock(&lock);
  return status;
}

fz_status fz_opencc_convert(const char *text, size_t length, char **out, fz_error *error) {
  *out = NULL;
  fz_status status = prepare(error);
  if (status != FZ_OK) return status;
  *out = opencc.convert(opencc.converter, text, length);
  if (*out != NULL) return FZ_OK;
  return fz_error_set(error, FZ_INTERNAL, NOWHERE, "OpenCC refused the text: %s", opencc.error());
}

void fz_opencc_free(char *converted) {
  if (converted != NULL) opencc.free(converted);
}
