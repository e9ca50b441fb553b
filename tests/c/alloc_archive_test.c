/*
** alloc_archive_test.c: opening, unpacking and streaming with every allocation of ours failing in
** turn: the call says so, hands out nothing and leaks nothing. Linked with --wrap for the
** allocating functions; what libzip and zlib allocate is their own affair.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/archive.h"
#include "zipped.h"

enum { ROOM = 1 << 20, LONG = 300000 };

typedef fz_status action(const void *bytes, size_t length);

/* Fails the first allocation, the second …, until the action succeeds; returns how many failed. */
static long fail_each(action *act, const void *bytes, size_t length) {
  for (long failures = 0;; failures++) {
    asked = 0;
    failing = failures + 1;
    fz_status status = act(bytes, length);
    failing = 0;
    if (status == FZ_OK) return failures;
    assert_int_equal(status, FZ_NOMEM);
    assert_true(failures < 1000);
  }
}

static fz_status open_and_read(const void *bytes, size_t length) {
  fz_archive *archive;
  unsigned char *out;
  size_t n;
  fz_status status = fz_archive_open(bytes, length, &archive, NULL);
  assert_true((archive != NULL) == (status == FZ_OK));
  if (status == FZ_OK) {
    status = fz_archive_read(archive, 0, ROOM, &out, &n, NULL);
    assert_true((out != NULL) == (status == FZ_OK));
    free(out);
  }
  fz_archive_close(archive);
  return status;
}

static fz_status open_file(const void *path, size_t length) {
  (void)length;
  fz_archive *archive;
  fz_status status = fz_archive_open_file(path, &archive, NULL);
  assert_true((archive != NULL) == (status == FZ_OK));
  fz_archive_close(archive);
  return status;
}

static fz_status inflate_it(const void *bytes, size_t length) {
  unsigned char *out;
  size_t n;
  fz_status status = fz_inflate(bytes, length, FZ_DEFLATE, ROOM, &out, &n, NULL);
  assert_true((out != NULL) == (status == FZ_OK));
  free(out);
  return status;
}

static fz_status read_line(const void *path, size_t length) {
  (void)length;
  fz_stream *stream;
  const char *line;
  size_t n;
  fz_status status = fz_stream_open(path, &stream, NULL);
  assert_true((stream != NULL) == (status == FZ_OK));
  if (status == FZ_OK) status = fz_stream_line(stream, ROOM, &line, &n, NULL);
  fz_stream_close(stream);
  return status;
}

static unsigned char *noise(void) {
  unsigned char *bytes = malloc(LONG);
  for (size_t i = 0; i < LONG; i++) bytes[i] = (unsigned char)('a' + i * i % 23);
  return bytes;
}

static void test_archives(void **state) {
  (void)state;
  unsigned char *bytes = noise();
  member members[] = {{.name = "a", .bytes = bytes, .length = LONG, .method = DEFLATED,
                       .claimed_size = 10}}; /* so that the output has to grow */
  zipped z = {malloc(ROOM), 0};
  zip(&z, ROOM, members, 1);
  assert_true(fail_each(open_and_read, z.bytes, z.length) >= 4);
  char path[] = "/tmp/fazhi-alloc-XXXXXX";
  int fd = mkstemp(path);
  assert_int_equal(write(fd, z.bytes, z.length), z.length);
  close(fd);
  assert_true(fail_each(open_file, path, 0) >= 1);
  unlink(path);
  free(z.bytes);
  free(bytes);
}

static void test_packed_bytes(void **state) {
  (void)state;
  unsigned char *bytes = noise(), *packed = malloc(ROOM);
  size_t length = pack(bytes, LONG, DEFLATED, packed, ROOM);
  assert_true(fail_each(inflate_it, packed, length) >= 3);
  free(packed);
  free(bytes);
}

static void test_streams(void **state) {
  (void)state;
  unsigned char *bytes = noise();
  char path[] = "/tmp/fazhi-alloc-XXXXXX";
  int fd = mkstemp(path);
  assert_int_equal(write(fd, bytes, LONG), LONG);
  close(fd);
  assert_true(fail_each(read_line, path, 0) >= 3);
  unlink(path);
  free(bytes);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_archives),
      cmocka_unit_test(test_packed_bytes),
      cmocka_unit_test(test_streams),
  };
  return cmocka_run_group_tests_name("alloc_archive", tests, NULL, NULL);
}
