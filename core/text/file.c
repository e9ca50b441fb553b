/*
** file.c: reading a file, which may be missing, a folder, a pipe, larger than allowed, or grow
** while it is read.
*/
#include "text/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/grow.h"

enum { STEP = 65536 };

static fz_status fail(fz_error *error, const char *what) {
  return fz_error_set(error, FZ_IO, (size_t)-1, "%s: %s", what, strerror(errno));
}

fz_status fz_file_limit(size_t size, size_t max_bytes, fz_error *error) {
  if (max_bytes == 0 || size <= max_bytes) return FZ_OK;
  return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "larger than the limit of %zu bytes",
                      max_bytes);
}

static const char *kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

/* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
static fz_status open_file(const char *path, size_t max_bytes, int *fd, size_t *size,
                           fz_error *error) {
  struct stat st;
  *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (*fd < 0) return fail(error, "cannot be opened");
  if (fstat(*fd, &st) != 0) return fail(error, "cannot be examined");
  if (!S_ISREG(st.st_mode))
    return fz_error_set(error, FZ_NOTFILE, (size_t)-1, "%s, not a file", kind_of(st.st_mode));
  *size = (size_t)st.st_size;
  return fz_file_limit(*size, max_bytes, error);
}

static fz_status read_all(int fd, size_t size, size_t max_bytes, unsigned char **bytes,
                          size_t *length, fz_error *error) {
  size_t capacity = 0, step = size < STEP ? size + 1 : size - size / 2;
  for (;;) {
    unsigned char *room = fz_grow(*bytes, &capacity, *length, step, 1);
    if (room == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
    *bytes = room;
    ssize_t n = read(fd, room + *length, capacity - *length);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(error, "cannot be read");
    if (n == 0) return FZ_OK;
    *length += (size_t)n;
    fz_status status = fz_file_limit(*length, max_bytes, error);
    if (status != FZ_OK) return status;
    step = capacity - *length > 0 ? 1 : STEP;
  }
}

fz_status fz_file_read(const char *path, size_t max_bytes, unsigned char **bytes, size_t *length,
                       fz_error *error) {
  int fd = -1;
  size_t size = 0;
  *bytes = NULL;
  *length = 0;
  fz_status status = open_file(path, max_bytes, &fd, &size, error);
  if (status == FZ_OK) status = read_all(fd, size, max_bytes, bytes, length, error);
  if (fd >= 0) close(fd);
  if (status != FZ_OK) {
    free(*bytes);
    *bytes = NULL;
    *length = 0;
  }
  return status;
}
