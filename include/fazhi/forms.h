/*
** forms.h: forms that a number may have which is none to count with: dates, numbers of documents,
** names (2024年3月, 〔2018〕1号, 第三, 两个责任), and where what has one of them ends.
**
** A form is code, bytes that are gone along with the text: never back, the first alternative that
** fits counts, and what may be repeated is repeated as often as it can be. The signs of the code:
**
**   Y  a year, 1900 to 2099         n  one or two digits, no third one behind them
**   d  one digit                    G  three digits, no fourth one behind them
**   N  digits, also with decimals   H  numerals of the caller's
**   ~  the longest of the caller's dashes
**   = and a byte: so many bytes that are the text itself
**   ? and *, two bytes (the lower one first): so many bytes of code, once or not, as often as can be
**   | and two bytes: so many bytes of alternatives, each of them two bytes and so many of code
**
** All is borrowed; nothing is allocated, and forms are never changed, so threads may share them.
*/
#ifndef FAZHI_FORMS_H
#define FAZHI_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  FZ_FORM_DEPTH_MAX = 16, /* groups within groups */
  FZ_FORM_BARE_MAX =
      15, /* bytes of digits from which on it makes no difference how many they are */
  FZ_FORM_CHOSEN_MAX = 64 /* forms that are chosen from by what stands behind digits */
};

typedef struct fz_form {
  const char *code; /* that fz_form_is_sound holds of, as of `unless` */
  size_t length;
  const char *unless; /* code that must not fit behind; NULL: none */
  size_t unless_length;
  const fz_word *after, *not_after; /* one must stand right before, if any is told; none must */
  size_t after_count, not_after_count;
} fz_form;

/* Forms, of which the first that fits counts. */
typedef struct fz_forms {
  const fz_form *list;
  size_t count;
  const fz_words *numerals, *dashes;
  const fz_words *words; /* go before the forms; NULL: none */
  /* Which forms a run of digits and points may have, told by the first of them as bits: those with
   * which they may go on at one of the characters `behind`, by its number, and those that may end
   * with the run, by its bytes. NULL: any. */
  const fz_words *behind;
  const uint64_t *goes_on;
  uint64_t bare[FZ_FORM_BARE_MAX + 1];
} fz_forms;

/* Whether code is whole and its groups are not too deep. */
FZ_API bool fz_form_is_sound(const char *code, size_t length);

/* Where what stands at s[at] ends; 0 if it has none of the forms. */
FZ_API size_t fz_forms_match(const fz_forms *forms, const char *s, size_t length, size_t at);

#ifdef __cplusplus
}
#endif
#endif
