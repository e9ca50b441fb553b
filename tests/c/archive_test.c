/*
** archive_test.c: archives, packed bytes and streams: what is in them comes out, and what lies,
** leads astray, is cut off or would fill the memory is refused with the right status.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "fazhi/archive.h"
#include "zipped.h"

enum { ROOM = 4 << 20, MB = 1 << 20 };

static const char *const report = "法治政府建设年度报告\n全年办结行政复议案件31件。\n";

static const unsigned char *as_bytes(const char *s) { return (const unsigned char *)s; }

static zipped archive_of(member *members, size_t count) {
  zipped z = {malloc(ROOM), 0};
  assert_non_null(z.bytes);
  zip(&z, ROOM, members, count);
  return z;
}

static fz_status open_status(const void *bytes, size_t length) {
  fz_archive *archive;
  fz_error error = {0};
  fz_status status = fz_archive_open(bytes, length, &archive, &error);
  assert_true((archive != NULL) == (status == FZ_OK));
  if (status != FZ_OK) assert_true(error.status == status && error.message[0] != '\0');
  fz_archive_close(archive);
  return status;
}

/* The status of reading one member of an archive that opens. */
static fz_status read_status(const zipped *z, size_t index, size_t max) {
  fz_archive *archive;
  assert_int_equal(fz_archive_open(z->bytes, z->length, &archive, NULL), FZ_OK);
  unsigned char *bytes;
  size_t length;
  fz_error error = {0};
  fz_status status = fz_archive_read(archive, index, max, &bytes, &length, &error);
  assert_true((bytes != NULL) == (status == FZ_OK));
  assert_true(status == FZ_OK ? length <= max : error.status == status);
  free(bytes);
  fz_archive_close(archive);
  return status;
}

static void test_members_come_out_as_they_went_in(void **state) {
  (void)state;
  member members[] = {
      {.name = "stored.txt", .bytes = as_bytes(report), .length = strlen(report)},
      {.name = "deflated.txt", .bytes = as_bytes(report), .length = strlen(report),
       .method = DEFLATED},
      {.name = "empty.txt", .bytes = as_bytes(""), .length = 0},
  };
  zipped z = archive_of(members, 3);
  fz_archive *archive;
  assert_int_equal(fz_archive_open(z.bytes, z.length, &archive, NULL), FZ_OK);
  assert_int_equal(fz_archive_count(archive), 3);
  for (size_t i = 0; i < 3; i++) {
    fz_entry entry;
    unsigned char *bytes;
    size_t length;
    assert_int_equal(fz_archive_entry(archive, i, &entry, NULL), FZ_OK);
    assert_string_equal(entry.name, members[i].name);
    assert_int_equal(entry.name_length, strlen(members[i].name));
    assert_int_equal(entry.size, members[i].length);
    assert_true(entry.utf8 && !entry.encrypted);
    assert_int_equal(fz_archive_read(archive, i, 4096, &bytes, &length, NULL), FZ_OK);
    assert_int_equal(length, members[i].length);
    assert_memory_equal(bytes, members[i].bytes, length);
    assert_int_equal(bytes[length], '\0');
    free(bytes);
  }
  fz_entry entry;
  assert_int_equal(fz_archive_entry(archive, 3, &entry, NULL), FZ_INVALID);
  fz_archive_close(archive);
  free(z.bytes);
}

/* 报告.txt in GBK without the flag, in UTF-8 with it, in UTF-8 without it. */
static void test_names_are_the_bytes_of_the_file(void **state) {
  (void)state;
  member members[] = {
      {.name = "\xB1\xA8\xB8\xE6.txt", .bytes = as_bytes("1"), .length = 1},
      {.name = "报告.txt", .bytes = as_bytes("2"), .length = 1, .flags = UTF8_NAME},
      {.name = "报告2.txt", .bytes = as_bytes("3"), .length = 1},
      {.name = "../../etc/passwd", .bytes = as_bytes("4"), .length = 1},
  };
  const bool flagged[] = {false, true, false, true};
  zipped z = archive_of(members, 4);
  fz_archive *archive;
  assert_int_equal(fz_archive_open(z.bytes, z.length, &archive, NULL), FZ_OK);
  for (size_t i = 0; i < 4; i++) {
    fz_entry entry;
    assert_int_equal(fz_archive_entry(archive, i, &entry, NULL), FZ_OK);
    assert_string_equal(entry.name, members[i].name);
    assert_int_equal(entry.utf8, flagged[i]);
  }
  fz_archive_close(archive);
  free(z.bytes);
}

/* Info-ZIP writes the name of the system and, in field 0x7075, the same in UTF-8 with its CRC. */
static void test_unicode_path_takes_the_place_of_its_name(void **state) {
  (void)state;
  const char *old = "\xB1\xA8\xB8\xE6.txt", *path = "报告.txt";
  unsigned char extra[32] = {0x75, 0x70, 0, 0, 1};
  uint32_t crc = (uint32_t)crc32(0, as_bytes(old), (uInt)strlen(old));
  extra[2] = (unsigned char)(5 + strlen(path));
  for (int i = 0; i < 4; i++) extra[5 + i] = (unsigned char)(crc >> (8 * i));
  memcpy(extra + 9, path, strlen(path));
  member members[] = {{.name = old, .bytes = as_bytes("1"), .length = 1, .extra = extra,
                       .extra_length = 9 + strlen(path)}};
  for (int wrong = 0; wrong < 2; wrong++) {
    fz_archive *archive;
    fz_entry entry;
    if (wrong) extra[5] ^= 1; /* the field belongs to an older name: it does not count */
    zipped z = archive_of(members, 1);
    assert_int_equal(fz_archive_open(z.bytes, z.length, &archive, NULL), FZ_OK);
    assert_int_equal(fz_archive_entry(archive, 0, &entry, NULL), FZ_OK);
    assert_string_equal(entry.name, wrong ? old : path);
    assert_int_equal(entry.utf8, !wrong);
    fz_archive_close(archive);
    free(z.bytes);
  }
}

static void test_limit(void **state) {
  (void)state;
  member members[] = {{.name = "a", .bytes = as_bytes(report), .length = strlen(report)}};
  zipped z = archive_of(members, 1);
  assert_int_equal(read_status(&z, 0, strlen(report)), FZ_OK);
  assert_int_equal(read_status(&z, 0, strlen(report) - 1), FZ_TOOBIG);
  assert_int_equal(read_status(&z, 0, 0), FZ_TOOBIG);
  assert_int_equal(read_status(&z, 1, 10), FZ_INVALID);
  free(z.bytes);
}

/* The claim says 10 bytes; what it unpacks to decides, and the CRC says that it is right. */
static void test_a_small_claim_does_not_pass_the_limit(void **state) {
  (void)state;
  unsigned char *zeros = calloc(1, MB);
  member members[] = {{.name = "a", .bytes = zeros, .length = MB, .method = DEFLATED,
                       .claimed_size = 10}};
  zipped z = archive_of(members, 1);
  assert_int_equal(read_status(&z, 0, 1000), FZ_TOOBIG);
  assert_int_equal(read_status(&z, 0, MB), FZ_OK);
  free(z.bytes);
  free(zeros);
}

static void test_bombs(void **state) {
  (void)state;
  enum { SIZE = 40 * MB };
  unsigned char *zeros = calloc(1, SIZE);
  member bomb[] = {{.name = "a", .bytes = zeros, .length = SIZE, .method = DEFLATED}};
  zipped z = archive_of(bomb, 1);
  assert_true(z.length < 64 << 10);
  assert_int_equal(read_status(&z, 0, 256 * MB), FZ_REFUSED);
  assert_int_equal(read_status(&z, 0, MB), FZ_TOOBIG);
  free(z.bytes);

  member little[] = {{.name = "a", .bytes = zeros, .length = 10 * MB, .method = DEFLATED}};
  z = archive_of(little, 1); /* as repetitive, but nobody is harmed by 10 MB */
  assert_int_equal(read_status(&z, 0, 256 * MB), FZ_OK);
  fz_archive *archive;
  assert_int_equal(fz_archive_open(z.bytes, z.length, &archive, NULL), FZ_OK);
  fz_status status = FZ_OK;
  int times = 0;
  for (; status == FZ_OK && times < 10; times++) {
    unsigned char *bytes;
    size_t length;
    status = fz_archive_read(archive, 0, 256 * MB, &bytes, &length, NULL);
    free(bytes);
  }
  assert_int_equal(status, FZ_REFUSED); /* what all readings make together counts as well */
  assert_int_equal(times, 2);
  fz_archive_close(archive);
  free(z.bytes);

  member overlapping[20] = {{.name = "a", .bytes = zeros, .length = MB, .method = DEFLATED}};
  for (size_t i = 1; i < 20; i++) {
    overlapping[i] = overlapping[0];
    overlapping[i].same_as = 1;
  }
  z = archive_of(overlapping, 20);
  assert_int_equal(open_status(z.bytes, z.length), FZ_REFUSED);
  free(z.bytes);
  free(zeros);
}

static void test_encrypted_members(void **state) {
  (void)state;
  member members[] = {
      {.name = "open.txt", .bytes = as_bytes(report), .length = strlen(report)},
      {.name = "shut.txt", .bytes = as_bytes(report), .length = strlen(report), .flags = ENCRYPTED},
  };
  zipped z = archive_of(members, 2);
  fz_archive *archive;
  fz_entry entry;
  assert_int_equal(fz_archive_open(z.bytes, z.length, &archive, NULL), FZ_OK);
  assert_int_equal(fz_archive_entry(archive, 1, &entry, NULL), FZ_OK);
  assert_true(entry.encrypted);
  fz_archive_close(archive);
  assert_int_equal(read_status(&z, 0, 4096), FZ_OK);
  assert_int_equal(read_status(&z, 1, 4096), FZ_PROTECTED);
  free(z.bytes);
}

static void test_damage(void **state) {
  (void)state;
  member wrong_crc[] = {{.name = "a", .bytes = as_bytes(report), .length = strlen(report),
                         .claimed_crc = 1}};
  zipped z = archive_of(wrong_crc, 1);
  assert_int_equal(read_status(&z, 0, 4096), FZ_BROKEN);
  free(z.bytes);

  member unknown[] = {{.name = "a", .bytes = as_bytes(report), .length = strlen(report),
                       .method = 97}};
  z = archive_of(unknown, 1);
  assert_int_equal(read_status(&z, 0, 4096), FZ_BROKEN);
  free(z.bytes);

  member good[] = {{.name = "a", .bytes = as_bytes(report), .length = strlen(report),
                    .method = DEFLATED}};
  z = archive_of(good, 1);
  assert_int_equal(open_status(z.bytes, z.length), FZ_OK);
  for (size_t cut = 0; cut < z.length; cut++) {
    unsigned char *part = malloc(cut + 1); /* of its own, so that reading behind it shows */
    memcpy(part, z.bytes, cut);
    assert_int_equal(open_status(part, cut), FZ_BROKEN);
    free(part);
  }
  for (size_t i = 31; i < 60; i++) { /* inside the packed bytes */
    z.bytes[i] ^= 0x40;
    assert_int_equal(read_status(&z, 0, 4096), FZ_BROKEN);
    z.bytes[i] ^= 0x40;
  }
  assert_int_equal(open_status(report, strlen(report)), FZ_BROKEN);
  free(z.bytes);
}

static void save(char path[], const void *bytes, size_t length) {
  memcpy(path, "/tmp/fazhi-archive-XXXXXX", 26);
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, length), length);
  close(fd);
}

static void test_archive_in_a_file(void **state) {
  (void)state;
  member members[] = {{.name = "a", .bytes = as_bytes(report), .length = strlen(report)}};
  zipped z = archive_of(members, 1);
  char path[32];
  save(path, z.bytes, z.length);
  fz_archive *archive;
  unsigned char *bytes;
  size_t length;
  assert_int_equal(fz_archive_open_file(path, &archive, NULL), FZ_OK);
  assert_int_equal(fz_archive_read(archive, 0, 4096, &bytes, &length, NULL), FZ_OK);
  assert_string_equal(bytes, report);
  free(bytes);
  fz_archive_close(archive);
  unlink(path);
  assert_int_equal(fz_archive_open_file(path, &archive, NULL), FZ_IO);
  assert_int_equal(fz_archive_open_file("/tmp", &archive, NULL), FZ_NOTFILE);
  free(z.bytes);
}

/* ---- packed by themselves ---------------------------------------------------------------- */

enum { AS_GZIP = MAX_WBITS + 16, AS_ZLIB = MAX_WBITS, AS_BARE = -MAX_WBITS };

static size_t deflate_as(int window, const void *bytes, size_t length, unsigned char *to) {
  z_stream s = {0};
  assert_int_equal(deflateInit2(&s, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY), Z_OK);
  s.next_in = (z_const Bytef *)(uintptr_t)bytes;
  s.avail_in = (uInt)length;
  s.next_out = to;
  s.avail_out = ROOM;
  assert_int_equal(deflate(&s, Z_FINISH), Z_STREAM_END);
  deflateEnd(&s);
  return ROOM - s.avail_out;
}

static void check_inflate(const void *packed, size_t size, fz_packing packing,
                          const char *expected) {
  unsigned char *bytes;
  size_t length;
  assert_int_equal(fz_inflate(packed, size, packing, 4096, &bytes, &length, NULL), FZ_OK);
  assert_int_equal(length, strlen(expected));
  assert_memory_equal(bytes, expected, length);
  free(bytes);
}

static fz_status inflate_status(const void *packed, size_t size, fz_packing packing, size_t max) {
  unsigned char *bytes;
  size_t length;
  fz_status status = fz_inflate(packed, size, packing, max, &bytes, &length, NULL);
  assert_true((bytes != NULL) == (status == FZ_OK));
  free(bytes);
  return status;
}

/* What repeats itself packs well, what does not hardly at all; it can be unpacked to no less. */
static void test_deflated(void **state) {
  (void)state;
  char same[40000], mixed[40000];
  uint32_t x = 1;
  for (size_t i = 0; i < sizeof same; i++) {
    x = x * 1664525 + 1013904223;
    same[i] = 'a';
    mixed[i] = (char)(x >> 24);
  }
  size_t n;
  assert_int_equal(fz_deflated(same, sizeof same, &n, NULL), FZ_OK);
  assert_true(n > 8 && n < 200);
  assert_int_equal(fz_deflated(mixed, sizeof mixed, &n, NULL), FZ_OK);
  assert_true(n >= sizeof mixed && n < sizeof mixed + 100);
  assert_int_equal(fz_deflated("", 0, &n, NULL), FZ_OK);
  assert_int_equal(n, 8);
}

static void test_inflate(void **state) {
  (void)state;
  unsigned char *packed = malloc(2 * ROOM);
  size_t n = deflate_as(AS_GZIP, report, strlen(report), packed);
  check_inflate(packed, n, FZ_GZIP, report);
  for (size_t cut = 0; cut < n; cut++)
    assert_int_equal(inflate_status(packed, cut, FZ_GZIP, 4096), FZ_BROKEN);
  assert_int_equal(inflate_status(packed, n, FZ_GZIP, strlen(report) - 1), FZ_TOOBIG);
  n += deflate_as(AS_GZIP, "第二部分", 12, packed + n);
  char both[256];
  snprintf(both, sizeof both, "%s第二部分", report);
  check_inflate(packed, n, FZ_GZIP, both);
  memset(packed + n, 0, 10); /* the padding of a tape */
  check_inflate(packed, n + 10, FZ_GZIP, both);

  n = deflate_as(AS_ZLIB, report, strlen(report), packed);
  check_inflate(packed, n, FZ_ZLIB, report);
  check_inflate(packed, n, FZ_DEFLATE, report);
  n = deflate_as(AS_BARE, report, strlen(report), packed);
  check_inflate(packed, n, FZ_DEFLATE, report);
  assert_int_equal(inflate_status(packed, n, FZ_ZLIB, 4096), FZ_BROKEN);
  assert_int_equal(inflate_status(packed, n, FZ_GZIP, 4096), FZ_BROKEN);

  unsigned char *zeros = calloc(1, 40 * MB);
  n = deflate_as(AS_GZIP, zeros, 40 * MB, packed);
  assert_int_equal(inflate_status(packed, n, FZ_GZIP, 256 * MB), FZ_REFUSED);
  free(zeros);
  free(packed);
}

/* ---- streams ----------------------------------------------------------------------------- */

/* Reads all of a file, by lines and, at the end, by pieces; returns a status. */
static fz_status read_lines(const char *path, size_t max, char *out, size_t *count) {
  fz_stream *stream;
  fz_status status = fz_stream_open(path, &stream, NULL);
  const char *line = "";
  size_t length;
  *count = 0;
  out[0] = '\0';
  while (status == FZ_OK) {
    status = fz_stream_line(stream, max, &line, &length, NULL);
    if (status != FZ_OK || line == NULL) break;
    size_t used = strlen(out);
    snprintf(out + used, 4096 - used, "%.*s|", (int)length, line);
    ++*count;
  }
  fz_stream_close(stream);
  return status;
}

static void test_lines(void **state) {
  (void)state;
  const char *text = "one\r\n\n三\nlast";
  unsigned char *packed = malloc(ROOM);
  char path[32], out[4096];
  size_t count;
  save(path, text, strlen(text));
  assert_int_equal(read_lines(path, 100, out, &count), FZ_OK);
  assert_string_equal(out, "one||三|last|");
  unlink(path);

  size_t n = deflate_as(AS_GZIP, text, strlen(text), packed);
  n += deflate_as(AS_GZIP, "part\nend\n", 9, packed + n);
  save(path, packed, n);
  assert_int_equal(read_lines(path, 100, out, &count), FZ_OK);
  assert_string_equal(out, "one||三|lastpart|end|"); /* members are one stream */
  unlink(path);

  save(path, "", 0);
  assert_int_equal(read_lines(path, 100, out, &count), FZ_OK);
  assert_int_equal(count, 0);
  unlink(path);
  assert_int_equal(read_lines(path, 100, out, &count), FZ_IO);
  free(packed);
}

static void test_a_line_too_long_is_left_out(void **state) {
  (void)state;
  enum { LONG = 200000 }; /* more than any buffer */
  char *text = malloc(LONG + 100), path[32];
  memcpy(text, "12345\r\n", 7);
  memset(text + 7, 'x', LONG);
  memcpy(text + 7 + LONG, "\n123456\nend\n", 12);
  save(path, text, LONG + 19);
  fz_stream *stream;
  const char *line;
  size_t length;
  assert_int_equal(fz_stream_open(path, &stream, NULL), FZ_OK);
  assert_int_equal(fz_stream_line(stream, 5, &line, &length, NULL), FZ_OK);
  assert_true(length == 5 && memcmp(line, "12345", 5) == 0);
  assert_int_equal(fz_stream_line(stream, 5, &line, &length, NULL), FZ_TOOBIG);
  assert_null(line);
  assert_int_equal(fz_stream_line(stream, 5, &line, &length, NULL), FZ_TOOBIG);
  assert_int_equal(fz_stream_line(stream, 5, &line, &length, NULL), FZ_OK);
  assert_true(length == 3 && memcmp(line, "end", 3) == 0);
  assert_int_equal(fz_stream_line(stream, 5, &line, &length, NULL), FZ_OK);
  assert_null(line);
  fz_stream_close(stream);

  assert_int_equal(fz_stream_open(path, &stream, NULL), FZ_OK);
  assert_int_equal(fz_stream_line(stream, SIZE_MAX, &line, &length, NULL), FZ_OK);
  assert_int_equal(fz_stream_line(stream, SIZE_MAX, &line, &length, NULL), FZ_OK);
  assert_int_equal(length, LONG);
  char rest[64];
  /* Pieces and lines mix. */
  assert_int_equal(fz_stream_read(stream, rest, 7, &length, NULL), FZ_OK);
  assert_true(length == 7 && memcmp(rest, "123456\n", 7) == 0);
  assert_int_equal(fz_stream_read(stream, rest, sizeof rest, &length, NULL), FZ_OK);
  assert_true(length == 4 && memcmp(rest, "end\n", 4) == 0);
  assert_int_equal(fz_stream_read(stream, rest, sizeof rest, &length, NULL), FZ_OK);
  assert_int_equal(length, 0);
  fz_stream_close(stream);
  unlink(path);
  free(text);
}

static void test_streams_that_end_badly(void **state) {
  (void)state;
  unsigned char *packed = malloc(ROOM), *zeros = calloc(1, 40 * MB);
  char path[32], out[4096];
  size_t count, n = deflate_as(AS_GZIP, report, strlen(report), packed);
  save(path, packed, n - 10);
  assert_int_equal(read_lines(path, 100, out, &count), FZ_BROKEN);
  unlink(path);

  n = deflate_as(AS_GZIP, zeros, 40 * MB, packed);
  save(path, packed, n);
  assert_int_equal(read_lines(path, SIZE_MAX, out, &count), FZ_REFUSED);
  unlink(path);

  memcpy(path, "/tmp/fazhi-archive-pipe", 24);
  unlink(path);
  assert_int_equal(mkfifo(path, 0600), 0);
  assert_int_equal(read_lines(path, 100, out, &count), FZ_NOTFILE);
  fz_archive *archive;
  assert_int_equal(fz_archive_open_file(path, &archive, NULL), FZ_NOTFILE);
  unlink(path);
  free(zeros);
  free(packed);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_members_come_out_as_they_went_in),
      cmocka_unit_test(test_names_are_the_bytes_of_the_file),
      cmocka_unit_test(test_unicode_path_takes_the_place_of_its_name),
      cmocka_unit_test(test_limit),
      cmocka_unit_test(test_a_small_claim_does_not_pass_the_limit),
      cmocka_unit_test(test_bombs),
      cmocka_unit_test(test_encrypted_members),
      cmocka_unit_test(test_damage),
      cmocka_unit_test(test_archive_in_a_file),
      cmocka_unit_test(test_deflated),
      cmocka_unit_test(test_inflate),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_a_line_too_long_is_left_out),
      cmocka_unit_test(test_streams_that_end_badly),
  };
  return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
