/*
** han.h: which characters are common in Chinese writing, and how common, for judging whether
** bytes were read rightly. Common is what the standards call level 1: 3,755 simplified characters
** of GB 2312 and 5,401 traditional ones of Big5.
*/
#ifndef FZ_TEXT_HAN_H
#define FZ_TEXT_HAN_H

#include <stdbool.h>
#include <stdint.h>

#include "fazhi/status.h"

/* Fills the tables, once in a process; safe from any thread. FZ_IO if iconv lacks an encoding. */
fz_status fz_han_prepare(fz_error *error);

/* Is it a Chinese character (〇 included)? Needs no preparation. */
bool fz_is_han(uint32_t c);

/* Is it of level 1 in GB 2312 or Big5? Only after fz_han_prepare. */
bool fz_is_common_han(uint32_t c);

/* Is it in GB 2312, as nearly all of simplified text is? Only after fz_han_prepare. */
bool fz_is_gb2312_han(uint32_t c);

/*
** How surprising a character is in Chinese writing: -ln of its probability, 3 for a comma to 20
** for what no text has. Text read wrongly costs far more than the same bytes read rightly, so that
** the difference of two sums is evidence in nats. Only after fz_han_prepare.
*/
double fz_character_cost(uint32_t c);

/* Is it punctuation that Chinese writing uses: ，。“”（）《》、· — … and the like? */
bool fz_is_chinese_punctuation(uint32_t c);

#endif
