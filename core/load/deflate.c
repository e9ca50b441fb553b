/*
** deflate.c: how small bytes become when they are packed, which tells how much they repeat
** themselves.
*/
#include <limits.h>
#include <zlib.h>

#include "fazhi/archive.h"

enum { PIECE = 16 << 10 };

/* Packs what is in `z` to the end of its input, counting what comes out. */
static void pack(z_stream *z, int flush, size_t *packed) {
  unsigned char out[PIECE];
  do {
    z->next_out = out;
    z->avail_out = sizeof out;
    deflate(z, flush);
    *packed += sizeof out - z->avail_out;
  } while (z->avail_out == 0);
}

fz_status fz_deflated(const void *bytes, size_t length, size_t *packed, fz_error *error) {
  *packed = 0;
  z_stream z = {0};
  if (deflateInit(&z, Z_BEST_COMPRESSION) != Z_OK)
    return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  const unsigned char *at = bytes;
  do {
    uInt piece = length < UINT_MAX ? (uInt)length : UINT_MAX;
    z.next_in = (z_const Bytef *)(uintptr_t)at;
    z.avail_in = piece;
    length -= piece;
    at += piece;
    pack(&z, length > 0 ? Z_NO_FLUSH : Z_FINISH, packed);
  } while (length > 0);
  deflateEnd(&z);
  return FZ_OK;
}
