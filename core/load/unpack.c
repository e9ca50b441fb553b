/*
** unpack.c: output that grows up to a limit, the rule by which a bomb is known, and opening what
** must be a file.
*/
#include "load/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A true claim saves moving the bytes as they grow; a false one must not cost memory. */
static size_t next_capacity(const fz_output *output, uint64_t hint) {
  size_t most = output->max < SIZE_MAX - 2 ? output->max + 2 : SIZE_MAX;
  size_t wanted = output->capacity / 2 * 3;
  if (output->capacity == 0) wanted = hint < most ? (size_t)hint + 2 : most;
  size_t least = output->length + FZ_UNPACK_STEP / 8;
  if (wanted < least) wanted = least;
  return wanted < most ? wanted : most;
}

fz_status fz_output_room(fz_output *output, uint64_t hint, size_t *room, fz_error *error) {
  if (output->capacity - output->length < 2) { /* a byte to write and the NUL */
    size_t capacity = next_capacity(output, hint);
    unsigned char *moved = realloc(output->bytes, capacity);
    if (moved == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
    output->bytes = moved;
    output->capacity = capacity;
  }
  *room = output->capacity - output->length - 1;
  if (*room > FZ_UNPACK_STEP) *room = FZ_UNPACK_STEP;
  return FZ_OK;
}

fz_status fz_output_add(fz_output *output, size_t n, fz_error *error) {
  output->length += n;
  output->bytes[output->length] = '\0';
  if (output->length <= output->max) return FZ_OK;
  return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "unpacks to more than the limit of %zu bytes",
                      output->max);
}

fz_status fz_check_ratio(uint64_t produced, uint64_t packed, fz_error *error) {
  if (produced <= FZ_RATIO_FREE || produced / FZ_RATIO <= packed) return FZ_OK;
  return fz_error_set(error, FZ_REFUSED, (size_t)-1,
                      "unpacks to more than %d times its size: a bomb, not a document", FZ_RATIO);
}

static const char *kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

/* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
fz_status fz_load_open(const char *path, int *fd, uint64_t *size, fz_error *error) {
  struct stat st;
  fz_status status = FZ_OK;
  *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (*fd < 0)
    return fz_error_set(error, FZ_IO, (size_t)-1, "cannot be opened: %s", strerror(errno));
  if (fstat(*fd, &st) != 0)
    status = fz_error_set(error, FZ_IO, (size_t)-1, "cannot be examined: %s", strerror(errno));
  else if (!S_ISREG(st.st_mode))
    status = fz_error_set(error, FZ_NOTFILE, (size_t)-1, "%s, not a file", kind_of(st.st_mode));
  if (status != FZ_OK) {
    close(*fd);
    *fd = -1;
    return status;
  }
  *size = (uint64_t)st.st_size;
  return FZ_OK;
}
