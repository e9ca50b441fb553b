/*
** amounts.h: plain amounts in a text: digits with a unit behind them (36件, 1.6万余人, 97%以上), as
** most figures are written, read in one pass; and the other places where a number may begin, for
** whoever knows more.
**
** What a unit, a bound or a bracket is, the caller says: tables of words (words.h) and, beside
** each, what there is to know of every word by its number; and forms (forms.h) of what is no
** amount, which is passed over. The reader knows the shape alone:
** digits, a factor, a word for "and more", a unit, a bound behind it, a bound before it. It never
** guesses: where more may follow than it knows, it stops and asks. All is borrowed; nothing is
** allocated, and a reader is never changed, so threads may share it.
*/
#ifndef FAZHI_AMOUNTS_H
#define FAZHI_AMOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fazhi/forms.h"
#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a character may go on with; any of them may hold for one. */
enum {
  FZ_SIGN_FACTOR = 1,      /* begins a factor (万) */
  FZ_SIGN_MORE = 2,        /* begins a word for "and more" (余) */
  FZ_SIGN_BOUND = 4,       /* begins a bound behind a unit (以上) */
  FZ_SIGN_NUMBER = 8,      /* goes on with digits in other ways: ask, factors and "more" apart */
  FZ_SIGN_UNIT_TAIL = 16,  /* goes on with a unit: ask */
  FZ_SIGN_LIST = 32,       /* goes on with a list: ask where the unit may belong to its next item */
  FZ_SIGN_BOUND_LAST = 64, /* ends a bound before a number (约) */
  FZ_SIGN_NUMERAL = 128    /* goes on with numerals in other ways: ask */
};

/* How a place where a number may begin is taken. */
enum {
  FZ_START_SKIP,   /* none begins here: go on behind it */
  FZ_START_ASK,    /* always the caller's */
  FZ_START_DIGITS, /* passed over if it has one of the forms, or nothing behind it makes it an
                      amount; a plain amount, else the caller's */
  FZ_START_LOOK, /* the caller's if a character before or behind it is one of some, else skipped */
  FZ_START_NUMERAL, /* skipped unless one of those is there; passed over if it has one of the forms,
                       or nothing behind it makes it an amount; else the caller's */
  FZ_START_ORDINAL, /* the caller's if a character behind it is one of some; else passed over if it
                       has one of the forms, or skipped */
  FZ_START_BRACKET, /* passed over with what it holds if closed soon, on the line; the caller's if
                       it holds another of its kind; else it alone is skipped */
};

/* One such place; signs are flags from 1 << 8 on, or those above. */
typedef struct fz_start {
  unsigned what;
  unsigned before, behind;    /* the signs to look for */
  const fz_forms *forms;      /* of what is no amount; NULL: none */
  const char *close;          /* of FZ_START_BRACKET */
  size_t close_length, limit; /* bytes of it all, at most */
} fz_start;

/* What there is to know of a unit. */
enum {
  FZ_UNIT_ASK = 1, /* never plain */
  FZ_UNIT_NOUN =
      2, /* a noun that counts itself: ask from ten thousand on, if scaled, and for years */
  FZ_UNIT_INSIDE = 4, /* takes bounds of FZ_BOUND_INSIDE */
  FZ_UNIT_LISTED = 8  /* may be only the beginning of that of the next number: FZ_SIGN_LIST */
};

/* A bound as the caller numbers them (from 1 to 127, 0: none); behind a unit one may be for some
 * alone. */
enum { FZ_BOUND_INSIDE = 128 };

/* A bound before a number; none of the words in not_after may stand before it. */
typedef struct fz_bound_word {
  const char *s;
  size_t length;
  unsigned bound;
  const fz_word *not_after;
  size_t not_after_count;
} fz_bound_word;

/* All of a reader; arrays go by the numbers of words, from 1, so their item 0 is unused. */
typedef struct fz_amounts {
  const fz_words *starts;
  const fz_start *start;
  const fz_words *signs;
  const unsigned *sign;
  const fz_words *factors;
  const int64_t *factor;
  const fz_words *mores;
  const fz_words *units;
  const unsigned char *unit;
  const fz_words *tails;           /* go on with a unit: ask */
  const fz_words *numerals;        /* not of digits; any number of them are one number, */
  const fz_words *numeral_units;   /* and an amount with one of these behind it, */
  const unsigned char *is_counted; /* if this is not 0 */
  const fz_words *bounds;
  const unsigned char *bound;
  const fz_bound_word *before; /* the longest first */
  size_t before_count;
  const fz_words *dashes; /* between the ends of a range; the reader itself asks nothing of them */
  unsigned more_bound;    /* what "and more" says */
} fz_amounts;

/* A place; of an amount, all that is told of it. Spans are s[start .. stop). */
typedef struct fz_amount {
  size_t at, start_word; /* where the number begins, and the word of `starts` */
  size_t number_stop;    /* after its digits, its factor and "more" */
  size_t start, stop;    /* with its bounds */
  bool is_whole;         /* then `whole` is the value, else `real` */
  int64_t whole;
  double real;
  size_t unit; /* word of `units` */
  unsigned bound;
} fz_amount;

typedef enum fz_amount_place {
  FZ_AMOUNT_END,  /* no place is left: only `stop` is told, where to go on */
  FZ_AMOUNT_READ, /* a plain amount */
  FZ_AMOUNT_ASK   /* only at and start_word are told */
} fz_amount_place;

/*
** The first place of s[at .. limit) where an amount stands or the caller has to look. No bound
** before byte `floor` belongs to one.
*/
FZ_API fz_amount_place fz_amounts_next(const fz_amounts *reader, const char *s, size_t length,
                                       size_t at, size_t limit, size_t floor, fz_amount *out);

#ifdef __cplusplus
}
#endif
#endif
