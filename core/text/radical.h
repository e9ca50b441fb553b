/*
** radical.h: the character a radical is written for.
*/
#ifndef FZ_TEXT_RADICAL_H
#define FZ_TEXT_RADICAL_H

#include <stdint.h>

/* The character for a radical of U+2E80 … U+2FD5, or `c` itself. */
uint32_t fz_radical_character(uint32_t c);

#endif
