/*
** digest.h: SHA-256 of the bytes of a file.
*/
#ifndef FZ_TEXT_DIGEST_H
#define FZ_TEXT_DIGEST_H

#include <stddef.h>

/* Writes the digest as 64 lower-case hexadecimal digits and a NUL. */
void fz_digest(const void *bytes, size_t length, char digest[65]);

#endif
