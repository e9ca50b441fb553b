/*
** zipped.h: ZIP archives for the tests, honest ones and ones that lie: every field of a member
** can be said as it is not. For one test program each.
*/
#ifndef FZ_TESTS_ZIPPED_H
#define FZ_TESTS_ZIPPED_H

#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum { DEFLATED = 8, UTF8_NAME = 0x800, ENCRYPTED = 1 };

typedef struct member {
  const char *name;
  const unsigned char *bytes;
  size_t length;
  unsigned method, flags;
  const unsigned char *extra; /* of the central directory */
  size_t extra_length;
  uint32_t claimed_size, claimed_crc; /* 0: the true one */
  size_t at;                          /* filled in: where its local header begins */
  size_t same_as;                     /* 1-based member whose data it shares; 0: none */
} member;

typedef struct zipped {
  unsigned char *bytes;
  size_t length;
} zipped;

static void put(zipped *z, uint32_t value, int width) {
  for (int i = 0; i < width; i++) z->bytes[z->length++] = (unsigned char)(value >> (8 * i));
}

static void put_bytes(zipped *z, const void *bytes, size_t length) {
  if (length > 0) memcpy(z->bytes + z->length, bytes, length);
  z->length += length;
}

/* `length` bytes packed as the method says into `to`, which is large enough; how many they are. */
static size_t pack(const unsigned char *bytes, size_t length, unsigned method, unsigned char *to,
                   size_t room) {
  if (method != DEFLATED) {
    if (length > 0) memcpy(to, bytes, length);
    return length;
  }
  z_stream s = {0};
  int ok = deflateInit2(&s, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  assert(ok == Z_OK);
  s.next_in = (z_const Bytef *)(uintptr_t)bytes;
  s.avail_in = (uInt)length;
  s.next_out = to;
  s.avail_out = (uInt)room;
  ok = deflate(&s, Z_FINISH);
  assert(ok == Z_STREAM_END);
  deflateEnd(&s);
  return room - s.avail_out;
}

/* The fields that the local header and the central one have in common. */
static void put_common(zipped *z, const member *m, size_t packed) {
  put(z, 20, 2);
  put(z, m->flags, 2);
  put(z, m->method, 2);
  put(z, 0x5A210000, 4); /* the first of January 2025 */
  put(z, m->claimed_crc != 0 ? m->claimed_crc : (uint32_t)crc32(0, m->bytes, (uInt)m->length), 4);
  put(z, (uint32_t)packed, 4);
  put(z, m->claimed_size != 0 ? m->claimed_size : (uint32_t)m->length, 4);
  put(z, (uint32_t)strlen(m->name), 2);
}

static void put_central(zipped *z, const member *m, size_t packed) {
  put(z, 0x02014B50, 4);
  put(z, 20, 2);
  put_common(z, m, packed);
  put(z, (uint32_t)m->extra_length, 2);
  put(z, 0, 2);
  put(z, 0, 2);
  put(z, 0, 2);
  put(z, 0, 4);
  put(z, (uint32_t)m->at, 4);
  put_bytes(z, m->name, strlen(m->name));
  put_bytes(z, m->extra, m->extra_length);
}

/* Builds an archive of `count` (≤ 64) members in z->bytes, which must have room for it. */
static void zip(zipped *z, size_t room, member *members, size_t count) {
  size_t packed[64] = {0};
  assert(count <= 64);
  z->length = 0;
  for (size_t i = 0; i < count; i++) {
    member *m = &members[i];
    if (m->same_as > 0) {
      m->at = members[m->same_as - 1].at;
      packed[i] = packed[m->same_as - 1];
      continue;
    }
    m->at = z->length;
    z->length += 30 + strlen(m->name);
    packed[i] = pack(m->bytes, m->length, m->method, z->bytes + z->length, room - z->length);
    size_t end = z->length + packed[i];
    z->length = m->at;
    put(z, 0x04034B50, 4);
    put_common(z, m, packed[i]);
    put(z, 0, 2);
    put_bytes(z, m->name, strlen(m->name));
    z->length = end;
  }
  size_t start = z->length;
  for (size_t i = 0; i < count; i++) put_central(z, &members[i], packed[i]);
  size_t size = z->length - start;
  put(z, 0x06054B50, 4);
  put(z, 0, 4);
  put(z, (uint32_t)count, 2);
  put(z, (uint32_t)count, 2);
  put(z, (uint32_t)size, 4);
  put(z, (uint32_t)start, 4);
  put(z, 0, 2);
}

#endif
