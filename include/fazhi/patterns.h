/*
** patterns.h: which of many patterns of words match around a number in a sentence, or anywhere.
**
** A pattern says what stands before and behind a number: words, one of several words, gaps of a
** bounded length, the ends of clauses. It is given as a list of parts in the order in which it
** reads, as reading.h makes them of a text; what the words mean the caller knows. A
** pattern may name words of which one must stand in any text it matches: those of all
** patterns are found in one pass, and no other pattern is tried.
**
** Texts are flat: a byte of FZ_FLAT_NUMBER, the unit and FZ_FLAT_UNIT_END in the place of every
** number, one byte for every mark of a clause and every bracket. Every way to match is tried,
** the shortest gap and the first choice first. Nothing is read outside the text, whatever its
** bytes. Patterns are never changed once made: threads may share them.
*/
#ifndef FAZHI_PATTERNS_H
#define FAZHI_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The bytes of a flat text. */
enum {
  FZ_FLAT_NUMBER = 1,
  FZ_FLAT_UNIT_END = 2,
  FZ_FLAT_COMMA = 4,
  FZ_FLAT_SEMICOLON = 5,
  FZ_FLAT_COLON = 6,
  FZ_FLAT_OPEN = 7,
  FZ_FLAT_CLOSE = 8
};

enum {
  FZ_PATTERN_BRANCHES_MAX = 1000, /* choices and gaps of a pattern */
  FZ_PATTERN_DEPTH_MAX = 100,     /* choices within choices */
  FZ_PATTERN_COUNT_MAX = 100000   /* patterns made at once */
};

typedef enum fz_pattern_kind {
  FZ_PATTERN_TEXT,   /* s */
  FZ_PATTERN_FIGURE, /* the number that the pattern is about; at most one, outside of choices */
  FZ_PATTERN_OTHER,  /* another number */
  FZ_PATTERN_START,  /* the beginning of a clause or bracket */
  FZ_PATTERN_STOP,   /* the end of one */
  FZ_PATTERN_NOT,    /* not followed by any of the WORDs behind this part */
  FZ_PATTERN_GAP,    /* least to most characters that are no number and no mark of a clause, none of
                        the WORDs behind this part beginning (to the left: ending) at any */
  FZ_PATTERN_SPACE,  /* any bytes, the WORDs as for a gap */
  FZ_PATTERN_WORD,   /* s, of the part before */
  FZ_PATTERN_OPEN,   /* opens a choice */
  FZ_PATTERN_MAYBE,  /* opens one that may be missing */
  FZ_PATTERN_OR,     /* parts two of its sequences */
  FZ_PATTERN_CLOSE,  /* closes it */
  FZ_PATTERN_MUST    /* s: one of the MUSTs of a pattern stands in every text that it matches */
} fz_pattern_kind;

/* One part; the bytes are borrowed for the call. */
typedef struct fz_pattern_part {
  fz_pattern_kind kind;
  const char *s;
  size_t length;
  unsigned least, most;
} fz_pattern_part;

/* A pattern as the caller gives it. */
typedef struct fz_pattern {
  const fz_pattern_part *parts;
  size_t count;
} fz_pattern;

typedef struct fz_patterns fz_patterns;

/*
** Compiles `count` patterns, which are told by their place from 0 on. `joint` is the mark of a
** list (、): where it stands right behind a number no gap leads onwards over it. *out is the
** caller's, freed with fz_patterns_free. FZ_INVALID, with the place of the pattern as offset: parts
** that make no sense in their order, or too many; FZ_NOMEM.
*/
FZ_API fz_status fz_patterns_new(const fz_pattern *list, size_t count, const char *joint,
                                 size_t joint_length, fz_patterns **out, fz_error *error);

/* Gives patterns back; NULL is none. */
FZ_API void fz_patterns_free(fz_patterns *patterns);

/* How many patterns there are. */
FZ_API size_t fz_patterns_count(const fz_patterns *patterns);

/*
** Which patterns may match in a text: bit n % 64 of bits[n / 64] is set for pattern n if one of its
** words stands there, or it names none. `bits` holds (count + 63) / 64 numbers.
*/
FZ_API void fz_patterns_present(const fz_patterns *patterns, const char *s, size_t length,
                                uint64_t *bits);

/* Whether any pattern may match in a text. */
FZ_API bool fz_patterns_any(const fz_patterns *patterns, const char *s, size_t length);

/*
** Whether pattern n matches with its number being the one at s[place]; false for one without.
** *start and *stop get what it covers. A word behind the number may be its unit or begin with it.
*/
FZ_API bool fz_patterns_at(const fz_patterns *patterns, size_t n, const char *s, size_t length,
                           size_t place, size_t *start, size_t *stop);

/*
** What a pattern may look for before the number at s[place], within its clause and without another
** number between, for fz_patterns_may.
*/
FZ_API uint64_t fz_patterns_before(const char *s, size_t length, size_t place);

/*
** Whether pattern n may match with its number being the one that `before` was told of: what
** begins backwards with a gap does not where nothing stands before that its words end in. The
** answer is true far too often, and costs next to nothing.
*/
FZ_API bool fz_patterns_may(const fz_patterns *patterns, size_t n, uint64_t before);

/* Whether pattern n, without a number, matches at s[from] or later; *stop is where it ends. */
FZ_API bool fz_patterns_find(const fz_patterns *patterns, size_t n, const char *s, size_t length,
                             size_t from, size_t *stop);

#ifdef __cplusplus
}
#endif
#endif
