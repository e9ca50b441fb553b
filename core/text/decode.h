/*
** decode.h: bytes in a known encoding become a draft in UTF-8 with its source map.
*/
#ifndef FZ_TEXT_DECODE_H
#define FZ_TEXT_DECODE_H

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
** Decodes bytes [start, stop) of `source` behind what `out` holds. A byte that is not text in
** the encoding becomes U+FFFD, marked as damage "undecodable". The draft is not sealed.
** FZ_NOMEM; FZ_IO if iconv does not know the encoding.
*/
fz_status fz_decode(fz_encoding encoding, const unsigned char *source, size_t start, size_t stop,
                    fz_draft *out, fz_error *error);

#endif
