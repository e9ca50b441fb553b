/*
** compatible.h: the character that a compatibility form is written for.
*/
#ifndef FZ_TEXT_COMPATIBLE_H
#define FZ_TEXT_COMPATIBLE_H

#include <stdint.h>

/* The character for a form of U+F900 … U+FAD9 or U+FE10 … U+FE6B, or `c` itself. */
uint32_t fz_compatible_character(uint32_t c);

#endif
