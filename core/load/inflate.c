/*
** inflate.c: bytes that are packed by themselves, as pages are in crawls: gzip, zlib, deflate.
*/
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "fazhi/archive.h"
#include "load/unpack.h"

typedef struct input {
  const unsigned char *bytes;
  size_t length, at;
} input;

static fz_status fail(int result, fz_error *error) {
  if (result == Z_MEM_ERROR) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  if (result == Z_BUF_ERROR)
    return fz_error_set(error, FZ_BROKEN, (size_t)-1, "packed data that is cut off");
  return fz_error_set(error, FZ_BROKEN, (size_t)-1, "damaged packed data");
}

/* zlib counts what it may read in an unsigned int, and takes it as not const. */
static void feed(z_stream *z, const input *in) {
  size_t left = in->length - in->at;
  z->next_in = (z_const Bytef *)(uintptr_t)(in->bytes + in->at);
  z->avail_in = left < UINT_MAX ? (uInt)left : UINT_MAX;
}

/* One packed stream from in->at on, which comes to stand behind it. */
static fz_status inflate_member(z_stream *z, input *in, fz_output *output, fz_error *error) {
  for (;;) {
    size_t room, before;
    fz_status status = fz_output_room(output, in->length * 4, &room, error);
    if (status != FZ_OK) return status;
    feed(z, in);
    before = z->avail_in;
    z->next_out = output->bytes + output->length;
    z->avail_out = (uInt)room;
    int result = inflate(z, Z_NO_FLUSH);
    in->at += before - z->avail_in;
    status = fz_output_add(output, room - z->avail_out, error);
    if (status == FZ_OK) status = fz_check_ratio(output->length, in->length, error);
    if (status != FZ_OK || result == Z_STREAM_END) return status;
    if (result != Z_OK) return fail(result, error);
  }
}

static bool at_gzip(const input *in) {
  return in->length - in->at >= 2 && in->bytes[in->at] == 0x1F && in->bytes[in->at + 1] == 0x8B;
}

static bool at_zlib(const input *in) {
  return in->length >= 2 && (in->bytes[0] & 0x0F) == 8 &&
         (in->bytes[0] * 256 + in->bytes[1]) % 31 == 0;
}

/* gzip may go on with another member; whatever else stands behind is left alone, as gzip does. */
static fz_status inflate_all(input *in, int window, bool several, fz_output *output,
                             fz_error *error) {
  z_stream z = {0};
  int result = inflateInit2(&z, window);
  if (result != Z_OK) return fail(result, error);
  fz_status status = inflate_member(&z, in, output, error);
  while (status == FZ_OK && several && at_gzip(in)) {
    inflateReset(&z);
    status = inflate_member(&z, in, output, error);
  }
  inflateEnd(&z);
  return status;
}

static fz_status inflate_once(const void *packed, size_t length, int window, fz_output *output,
                              fz_error *error) {
  input in = {packed, length, 0};
  fz_status status = inflate_all(&in, window, window > MAX_WBITS, output, error);
  if (status != FZ_OK) {
    free(output->bytes);
    output->bytes = NULL;
    output->length = output->capacity = 0;
  }
  return status;
}

fz_status fz_inflate(const void *packed, size_t length, fz_packing packing, size_t max,
                     unsigned char **bytes, size_t *out_length, fz_error *error) {
  enum { GZIP = MAX_WBITS + 16, BARE = -MAX_WBITS };
  const input in = {packed, length, 0};
  fz_output output = {.max = max};
  *bytes = NULL;
  *out_length = 0;
  int window = packing == FZ_GZIP ? GZIP : MAX_WBITS;
  if (packing == FZ_DEFLATE && !at_zlib(&in)) window = BARE;
  fz_status status = inflate_once(packed, length, window, &output, error);
  /* Bare data may begin with two bytes that look like a header. */
  if (status == FZ_BROKEN && packing == FZ_DEFLATE && window == MAX_WBITS)
    status = inflate_once(packed, length, BARE, &output, error);
  if (status != FZ_OK) return status;
  *bytes = output.bytes;
  *out_length = output.length;
  return FZ_OK;
}
