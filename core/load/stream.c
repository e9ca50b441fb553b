/*
** stream.c: a file of any size, gzip or not, read from its beginning to its end by pieces or lines.
*/
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "fazhi/archive.h"
#include "load/unpack.h"

enum { BUFFER = 64 << 10 };

struct fz_stream {
  gzFile file;
  uint64_t produced;
  size_t at, filled;      /* what of `buffer` is not handed out yet: [at, filled) */
  char *line;             /* a line that does not lie in the buffer as a whole */
  size_t length, capacity; /* of it */
  char buffer[BUFFER];
};

static fz_status no_memory(fz_error *error) {
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

fz_status fz_stream_open(const char *path, fz_stream **out, fz_error *error) {
  int fd;
  uint64_t size;
  *out = NULL;
  fz_status status = fz_load_open(path, &fd, &size, error);
  if (status != FZ_OK) return status;
  fz_stream *stream = malloc(sizeof *stream);
  gzFile file = stream != NULL ? gzdopen(fd, "rb") : NULL;
  if (file == NULL) {
    free(stream);
    close(fd);
    return no_memory(error);
  }
  gzbuffer(file, BUFFER);
  memset(stream, 0, offsetof(fz_stream, buffer));
  stream->file = file;
  *out = stream;
  return FZ_OK;
}

void fz_stream_close(fz_stream *stream) {
  if (stream == NULL) return;
  gzclose_r(stream->file);
  free(stream->line);
  free(stream);
}

/* At the end of what could be read: was it the end of the file? */
static fz_status check_end(fz_stream *stream, fz_error *error) {
  int result = Z_OK;
  gzerror(stream->file, &result);
  switch (result) {
    case Z_OK:
    case Z_STREAM_END:
      return FZ_OK;
    case Z_MEM_ERROR:
      return no_memory(error);
    case Z_ERRNO:
      return fz_error_set(error, FZ_IO, (size_t)-1, "cannot be read: %s", strerror(errno));
    case Z_BUF_ERROR:
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "gzip file that is cut off");
    default:
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "damaged gzip file");
  }
}

/* Reads once, and little: zlib hands out nothing of a piece in which it meets damage. */
static fz_status read_some(fz_stream *stream, void *to, size_t size, size_t *got,
                           fz_error *error) {
  *got = 0;
  int n = gzread(stream->file, to, size < BUFFER ? (unsigned)size : BUFFER);
  if (n > 0) {
    *got = (size_t)n;
    stream->produced += (uint64_t)n;
    z_off_t packed = gzdirect(stream->file) ? -1 : gzoffset(stream->file);
    return packed < 0 ? FZ_OK : fz_check_ratio(stream->produced, (uint64_t)packed, error);
  }
  return check_end(stream, error);
}

fz_status fz_stream_read(fz_stream *stream, void *buffer, size_t size, size_t *length,
                         fz_error *error) {
  size_t ready = stream->filled - stream->at;
  *length = ready < size ? ready : size;
  memcpy(buffer, stream->buffer + stream->at, *length);
  stream->at += *length;
  while (*length < size) {
    size_t got;
    fz_status status = read_some(stream, (char *)buffer + *length, size - *length, &got, error);
    /* The pieces before a failure are handed out first; it is met again by the next call. */
    if (status != FZ_OK) return *length > 0 && status == FZ_BROKEN ? FZ_OK : status;
    if (got == 0) break;
    *length += got;
  }
  return FZ_OK;
}

static fz_status keep(fz_stream *stream, const char *s, size_t n, fz_error *error) {
  if (n == 0) return FZ_OK;
  if (stream->capacity - stream->length < n) {
    size_t capacity = stream->length + n > 2 * stream->capacity ? stream->length + n
                                                                : 2 * stream->capacity;
    char *moved = realloc(stream->line, capacity);
    if (moved == NULL) return no_memory(error);
    stream->line = moved;
    stream->capacity = capacity;
  }
  memcpy(stream->line + stream->length, s, n);
  stream->length += n;
  return FZ_OK;
}

static fz_status refill(fz_stream *stream, fz_error *error) {
  stream->at = stream->filled = 0;
  return read_some(stream, stream->buffer, BUFFER, &stream->filled, error);
}

fz_status fz_stream_line(fz_stream *stream, size_t max, const char **line, size_t *length,
                         fz_error *error) {
  bool too_long = false, begun = false;
  size_t most = max < SIZE_MAX ? max + 1 : max; /* the CR is no part of the line */
  *line = NULL;
  *length = stream->length = 0;
  for (;;) {
    fz_status status = stream->at == stream->filled ? refill(stream, error) : FZ_OK;
    if (status != FZ_OK && !(status == FZ_BROKEN && begun)) return status;
    if (stream->at == stream->filled) break;
    begun = true;
    const char *from = stream->buffer + stream->at;
    const char *end = memchr(from, '\n', stream->filled - stream->at);
    size_t n = end != NULL ? (size_t)(end - from) : stream->filled - stream->at;
    stream->at += n + (end != NULL);
    too_long = too_long || n > most - stream->length;
    if (!too_long && (status = keep(stream, from, n, error)) != FZ_OK) return status;
    if (end != NULL) break;
  }
  if (!begun) return FZ_OK;
  if (stream->length > 0 && stream->line[stream->length - 1] == '\r') stream->length--;
  if (too_long || stream->length > max)
    return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "a line longer than the limit of %zu bytes",
                        max);
  *line = stream->length > 0 ? stream->line : "";
  *length = stream->length;
  return FZ_OK;
}
