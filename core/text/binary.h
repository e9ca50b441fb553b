/*
** binary.h: files that are not text, known by how they begin.
*/
#ifndef FZ_TEXT_BINARY_H
#define FZ_TEXT_BINARY_H

#include <stddef.h>

/* What the file is and what to do about it, a static message; NULL if no known binary begins so. */
const char *fz_binary_kind(const unsigned char *bytes, size_t length);

#endif
