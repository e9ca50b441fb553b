/*
** decode.h: bytes in a known encoding become a draft in UTF-8 with its source map.
*/
#ifndef FZ_TEXT_DECODE_H
#define FZ_TEXT_DECODE_H

#include <iconv.h>
#include <stdint.h>

#include "text/draft.h"

typedef enum fz_encoding {
  FZ_UTF8,
  FZ_GB18030,
  FZ_BIG5,
  FZ_UTF16LE,
  FZ_UTF16BE,
  FZ_ENCODINGS /* how many there are */
} fz_encoding;

/* The name shown to users; static. */
const char *fz_encoding_name(fz_encoding encoding);

/* The name of a mixture, "UTF-8+GB18030", or of the one encoding if they are the same; static. */
const char *fz_mixture_name(fz_encoding main, fz_encoding other);

/*
** Finds an encoding by any usual name, in any case; false if there is none of that name. *other is
** the one behind the '+' in the name of a mixture, and else the same.
*/
bool fz_encoding_find(const char *name, fz_encoding *encoding, fz_encoding *other);

/*
** The character of UTF-16 at the front of `left` > 0 bytes, of *width bytes; 0xD800 for what is
** none.
*/
static inline uint32_t fz_utf16_read(const unsigned char *s, size_t left, bool big, size_t *width) {
  size_t high = big ? 0 : 1;
  *width = left < 2 ? 1 : 2;
  if (left < 2) return 0xD800;
  uint32_t c = (uint32_t)s[high] << 8 | s[1 - high];
  if (c < 0xD800 || c >= 0xE000) return c;
  if (c >= 0xDC00 || left < 4) return 0xD800;
  uint32_t low = (uint32_t)s[2 + high] << 8 | s[3 - high];
  if (low < 0xDC00 || low >= 0xE000) return 0xD800;
  *width = 4;
  return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

/* iconv for an encoding of pairs, opened when it is first needed: most text has nothing but pairs. */
typedef struct fz_converter {
  fz_encoding encoding; /* FZ_GB18030 or FZ_BIG5 */
  iconv_t cd;
  bool is_open;
} fz_converter;

/* Frees what the converter holds, not the struct. */
void fz_converter_close(fz_converter *converter);

/*
** How many bytes at the front of `left` > 0 one U+FFFD stands for, where neither ASCII nor a pair of
** the tables stands (pairs.h); `pair` is what those say of it. 0 if it may be a character.
*/
size_t fz_decode_bad(fz_encoding encoding, uint32_t pair, const unsigned char *s, size_t left);

/*
** Decodes the one character at `at` < stop, where neither ASCII nor a pair of the tables stands, as
** fz_decode does; *done receives its bytes. FZ_IO, FZ_INTERNAL.
*/
fz_status fz_decode_odd(fz_converter *converter, const unsigned char *source, size_t at,
                        size_t stop, fz_draft *out, size_t *done, fz_error *error);

/*
** Decodes bytes [start, stop) of `source` behind what `out` holds. A byte that is not text in
** the encoding becomes U+FFFD, marked as damage "undecodable". The draft is not sealed.
** FZ_NOMEM; FZ_IO if iconv does not know the encoding.
*/
fz_status fz_decode(fz_encoding encoding, const unsigned char *source, size_t start, size_t stop,
                    fz_draft *out, fz_error *error);

#endif
