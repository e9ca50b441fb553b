/*
** outline.h: clean text and a table of markers become a tree of sections.
**
** The outline knows no marker of its own: what 一、 or (二) or 三是 is, stands
** in scripts/catalogue/markers.lua and comes in as an array of fz_marker. The
** outline knows how numbering works: that 二 follows 一, that an item may be
** glued to what stands before it if its number is the one expected, that
** `1949.39` and `2018年` are not markers, that a section runs to the next one
** of its own or a higher rank.
**
** Positions are byte offsets into the text given, 0-based, half open.
*/
#ifndef FAZHI_OUTLINE_H
#define FAZHI_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How the number of a marker is written. */
typedef enum fz_numbering {
  FZ_NUMBER_HAN = 1, /* 一 二 … 十 十一 … 二十 … 九十九, also 〇 */
  FZ_NUMBER_ARABIC,  /* 1 … 99 */
  FZ_NUMBER_CIRCLED, /* ① … ⑳, one character */
  FZ_NUMBER_NONE     /* no number: a bullet, or a fixed word such as 首先， */
} fz_numbering;

/* Where a marker may stand; or-ed. */
enum {
  FZ_AT_LINE = 1,     /* first on its line */
  FZ_AT_SENTENCE = 2, /* inside a paragraph after 。；;：: ！？ or a closing quote or bracket that follows one */
  FZ_AT_CLAUSE = 4,   /* inside a paragraph after ，, as well */
  FZ_AT_GLUED = 8     /* after anything, if it carries the number expected next */
};

/*
** One kind of marker: any of `open`, a number, any of `close`. The alternatives
** are separated by '|' and may be empty. `level` is the type, not the depth (1 一、
** 2 (一) 3 1. 4 一是 5 (1)). `not_before` lists characters that may not follow (digits
** after "1."). Strings are borrowed for the call that takes them.
*/
typedef struct fz_marker {
  int level;
  const char *open;
  fz_numbering numbering;
  const char *close;
  unsigned where;
  const char *not_before;
} fz_marker;

/*
** What a heading may be. A marker first on its line has the rest of the line
** as heading if that has no 。, otherwise what stands before the first 。. A marker
** inside a paragraph has a heading only if its first sentence is a lead phrase:
** at most lead_max characters, none of `lead_not_open` at its beginning, none of
** `lead_not_contain` in it, no digit, and more text after it. Lists are '|'-separated.
*/
typedef struct fz_outline_rules {
  const fz_marker *markers;
  size_t count;
  size_t lead_max;
  const char *lead_not_open;
  const char *lead_not_contain;
  const char *closing;    /* openings of a closing paragraph (一年来，…) that belongs to no section */
  size_t bare_max;        /* with no marker in the whole text: a line without final punctuation, of at
                             most so many characters and followed by prose, is a heading of level 1; 0: never */
} fz_outline_rules;

/* A section: its own text and everything below it. */
typedef struct fz_section {
  size_t start, stop;                 /* from the marker to after the last character that is not blank */
  size_t marker_stop;                 /* the marker is [start, marker_stop), trailing blanks not counted */
  size_t heading_start, heading_stop; /* equal if there is none */
  int level;                          /* type of the marker */
  unsigned number;                    /* 0 if it has none */
  size_t parent;                      /* index + 1 of the parent, 0 for none; always before its children */
} fz_section;

typedef struct fz_outline fz_outline;

/*
** Parses `length` bytes of valid UTF-8. *out is owned and borrows nothing.
** Sections are in the order of their start; children lie inside their parents.
*/
FZ_API fz_status fz_outline_parse(const char *text, size_t length, const fz_outline_rules *rules,
                                  fz_outline **out, fz_error *error);

/* The sections, borrowed until free. */
FZ_API const fz_section *fz_outline_sections(const fz_outline *outline, size_t *count);

/* Frees an outline; NULL is accepted. */
FZ_API void fz_outline_free(fz_outline *outline);

#ifdef __cplusplus
}
#endif
#endif
