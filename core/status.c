/*
** status.c: filling an fz_error, and the version of the library. Used by every part of
** the core and using none of them.
*/
#include "fazhi/fazhi.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#ifndef FZ_VERSION
#define FZ_VERSION "0.0.0"
#endif

/* A message cut by its buffer must not end in half a character. */
static void cut_at_character(char *s, size_t length) {
  size_t i = length;
  while (i > 0 && ((unsigned char)s[i - 1] & 0xC0) == 0x80) i--;
  if (i == 0) return;
  unsigned char lead = (unsigned char)s[i - 1];
  size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length - (i - 1) < need) s[i - 1] = '\0';
}

fz_status fz_error_set(fz_error *error, fz_status status, size_t at, const char *format, ...) {
  if (error == NULL) return status;
  error->status = status;
  error->at = at;
  va_list args;
  va_start(args, format);
  int n = vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  if (n < 0) error->message[0] = '\0';
  if (n >= (int)sizeof error->message) cut_at_character(error->message, strlen(error->message));
  return status;
}

const char *fz_version(void) { return FZ_VERSION; }
