/*
** codes.h: codes of two bytes that everybody else, and the Encoding Standard, read otherwise
** than iconv does, or that iconv does not know.
*/
#ifndef FZ_TEXT_CODES_H
#define FZ_TEXT_CODES_H

#include "text/decode.h"

/*
** What the `width` bytes at `s` stand for, as UTF-8 in `out`; returns its length, or 0 if iconv
** is right about them.
*/
size_t fz_code_find(fz_encoding encoding, const unsigned char *s, size_t width, char out[4]);

#endif
