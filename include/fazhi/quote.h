/*
** quote.h: what a string of JSON (RFC 8259) cannot have as it is, and how it is written there.
*/
#ifndef FAZHI_QUOTE_H
#define FAZHI_QUOTE_H

#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Room for what a byte is written as, with the NUL behind it. */
enum { FZ_QUOTED_MAX = 8 };

/*
** How many bytes at the front of the `length` bytes at `s` stand in a string of JSON as they are:
** `length` if all do; else `quoted` receives what the byte behind them is written as. Quotes,
** backslashes and control characters are escaped; a byte that is no UTF-8 is one U+FFFD.
*/
FZ_API size_t fz_quote_plain(const char *s, size_t length, char quoted[FZ_QUOTED_MAX]);

#ifdef __cplusplus
}
#endif
#endif
