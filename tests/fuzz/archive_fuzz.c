/*
** archive_fuzz.c: any bytes as an archive and as packed data: nothing is read outside them, no
** limit is passed, and every failure has a status. The first byte chooses what they are taken for.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fazhi/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort(); \
    } \
  } while (0)

enum { MAX = 1 << 20, MEMBERS = 64 };

static void check_unpacked(fz_status status, const fz_error *error, unsigned char *bytes,
                           size_t length) {
  HOLDS((bytes != NULL) == (status == FZ_OK));
  if (status == FZ_OK) {
    HOLDS(length <= MAX && bytes[length] == '\0');
  } else {
    HOLDS(error->status == status && error->message[0] != '\0');
    HOLDS(status == FZ_BROKEN || status == FZ_TOOBIG || status == FZ_REFUSED ||
          status == FZ_PROTECTED);
  }
  free(bytes);
}

static void read_archive(const uint8_t *data, size_t size) {
  fz_archive *archive;
  fz_error error = {0};
  fz_status status = fz_archive_open(data, size, &archive, &error);
  HOLDS((archive != NULL) == (status == FZ_OK));
  if (status != FZ_OK) {
    HOLDS(status == FZ_BROKEN || status == FZ_REFUSED || status == FZ_PROTECTED);
    return;
  }
  size_t count = fz_archive_count(archive);
  HOLDS(count <= size / 46);
  for (size_t i = 0; i < count && i < MEMBERS; i++) {
    fz_entry entry;
    unsigned char *bytes;
    size_t length;
    if (fz_archive_entry(archive, i, &entry, &error) != FZ_OK) continue;
    HOLDS(strlen(entry.name) == entry.name_length);
    status = fz_archive_read(archive, i, MAX, &bytes, &length, &error);
    check_unpacked(status, &error, bytes, length);
  }
  fz_archive_close(archive);
}

static void unpack(const uint8_t *data, size_t size, fz_packing packing) {
  unsigned char *bytes;
  size_t length;
  fz_error error = {0};
  fz_status status = fz_inflate(data, size, packing, MAX, &bytes, &length, &error);
  check_unpacked(status, &error, bytes, length);
}

static void read_stream(const uint8_t *data, size_t size, size_t max) {
  char path[64];
  int fd = memfd_create("fuzz", 0);
  HOLDS(fd >= 0 && write(fd, data, size) == (ssize_t)size);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  fz_stream *stream;
  HOLDS(fz_stream_open(path, &stream, NULL) == FZ_OK);
  for (size_t i = 0; i < 100000; i++) {
    const char *line;
    size_t length;
    fz_status status = fz_stream_line(stream, max, &line, &length, NULL);
    if (status == FZ_TOOBIG) continue;
    if (status != FZ_OK || line == NULL) break;
    HOLDS(length <= max && memchr(line, '\n', length) == NULL);
  }
  char rest[512];
  size_t length;
  if (fz_stream_read(stream, rest, sizeof rest, &length, NULL) == FZ_OK)
    HOLDS(length <= sizeof rest);
  fz_stream_close(stream);
  close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  unsigned what = data[0];
  data++;
  size--;
  switch (what % 8) {
    case 0: unpack(data, size, FZ_GZIP); break;
    case 1: unpack(data, size, FZ_ZLIB); break;
    case 2: unpack(data, size, FZ_DEFLATE); break;
    case 3: read_stream(data, size, what); break;
    default: read_archive(data, size);
  }
  return 0;
}
