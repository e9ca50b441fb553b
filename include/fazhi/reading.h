/*
** reading.h: the pattern language read: from the text of a pattern to the parts that patterns.h
** takes.
**
** The signs that are words of a script, and the characters that count for nothing, are handed over
** by scripts/fazhi/pattern_reader.lua, which also has the words for what is wrong; the signs of
** ASCII are the language's own and told in scripts/fazhi/pattern.lua.
*/
#ifndef FAZHI_READING_H
#define FAZHI_READING_H

#include <stddef.h>

#include "fazhi/flat.h"
#include "fazhi/patterns.h"
#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  FZ_READING_DEPTH_MAX = 64, /* brackets within brackets */
  FZ_READING_GAP = 12,       /* characters that a gap spans when it says no more */
  FZ_READING_GAP_MAX = 200   /* that it may be told to span */
};

/* Bytes that stand for something, borrowed. */
typedef struct fz_sign {
  const char *s;
  size_t length;
} fz_sign;

typedef struct fz_reading_signs {
  fz_sign figure, other; /* the number that a pattern is about, another one */
  fz_sign gap, bar;      /* beside ... and | */
} fz_reading_signs;

/* What is wrong in a pattern, and which place tells it. */
typedef enum fz_reading_fault {
  FZ_READING_SOUND,
  FZ_READING_NOT_UTF8,
  FZ_READING_EMPTY,             /* no part at all */
  FZ_READING_TOO_DEEP,          /* the bracket that is one too many */
  FZ_READING_NO_BRACKET_CLOSES, /* the ( that is open */
  FZ_READING_NO_WORDS_CLOSE,    /* the ( of !( that is open */
  FZ_READING_NO_SQUARE_CLOSES,  /* the ^ of [^ that is open */
  FZ_READING_SIGN_IN_WORDS,     /* the sign */
  FZ_READING_NO_WORD,           /* behind the mark before which a word is missing */
  FZ_READING_NO_ALTERNATIVE,    /* where one is missing */
  FZ_READING_NO_BOUNDS,         /* the { that bounds nothing */
  FZ_READING_BOUNDS_TURNED,     /* the { of bounds of which the first is greater */
  FZ_READING_BOUNDS_TOO_FAR,    /* the { of bounds greater than FZ_READING_GAP_MAX */
  FZ_READING_BOUNDS_OF_SPACE,   /* the { behind a gap that has none */
  FZ_READING_NO_GAP,            /* where one must follow */
  FZ_READING_SQUARE_ALONE,      /* the [ */
  FZ_READING_NOT_ALONE,         /* the ! */
  FZ_READING_UNKNOWN,           /* the < */
  FZ_READING_QUESTION,          /* the ? that follows nothing */
  FZ_READING_CLOSES_NOTHING,    /* the sign */
  FZ_READING_FIGURE_INSIDE,     /* the number within brackets */
  FZ_READING_FIGURE_TWICE,      /* the second number */
  FZ_READING_BRACKET_NOT_OPEN,  /* the ) */
  FZ_READING_BAR_OUTSIDE,       /* the | */
  FZ_READING_FAULTS             /* how many there are */
} fz_reading_fault;

typedef struct fz_reading fz_reading;

/*
** Reads a pattern. `flat` says which characters count for nothing and which become others. *out is
** the caller's, freed with fz_reading_free; it borrows nothing. Where the pattern is faulty it is
** NULL, with FZ_OK, *fault and *at, the byte of the place. FZ_NOMEM.
*/
FZ_API fz_status fz_reading_new(const fz_flat *flat, const fz_reading_signs *signs, const char *s,
                                size_t length, fz_reading **out, fz_reading_fault *fault,
                                size_t *at, fz_error *error);

/* Gives a pattern back; NULL is none. */
FZ_API void fz_reading_free(fz_reading *reading);

/* The parts, the words of which one must stand among them; borrowed until the reading is freed. */
FZ_API fz_pattern fz_reading_parts(const fz_reading *reading);

/* Whether the pattern is about a number. */
FZ_API bool fz_reading_has_figure(const fz_reading *reading);

#ifdef __cplusplus
}
#endif
#endif
