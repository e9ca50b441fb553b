/*
** failing.h: the allocating functions of the C library, of which any may be made to fail. For one
** test program each, linked with --wrap for malloc, calloc, realloc and strdup.
*/
#ifndef FZ_TESTS_FAILING_H
#define FZ_TESTS_FAILING_H

#include <stdbool.h>
#include <stddef.h>

static long failing = 0; /* the allocation that fails, counted from now; 0: none */
static long every = 0;   /* every so many allocations one fails; 0: none */
static long asked = 0;   /* allocations so far */

static bool fails_now(void) {
  asked++;
  if (every > 0) return asked % every == 0;
  return failing > 0 && asked == failing;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *s);

void *__wrap_malloc(size_t size) { return fails_now() ? NULL : __real_malloc(size); }

void *__wrap_calloc(size_t count, size_t size) {
  return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
  return fails_now() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *s) { return fails_now() ? NULL : __real_strdup(s); }

#endif
