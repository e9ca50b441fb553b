/*
** outline.h: clean text and a table of markers become a tree of sections.
**
** The outline knows no marker of its own: what 一、 or (二) or 三是 is, stands
** in scripts/catalogue/markers.lua and comes in as an array of fz_marker. The
** outline knows how numbering works: that 二 follows 一, that an item may be
** glued to what stands before it if its number is the one expected, that one
** item inside a paragraph is no list, that `1949.39` and `2018年` are not
** markers, that a section runs to the next one of its own or a higher rank.
**
** Positions are byte offsets into the text given, 0-based, half open. Time is
** linear in the length of the text, whatever stands in it; nothing recurses.
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
  FZ_NUMBER_HAN = 1, /* 一 二 … 十 十一 … 二十 … 九十九 */
  FZ_NUMBER_ARABIC,  /* 1 … 99, also in full width; 01 is 1 */
  FZ_NUMBER_CIRCLED, /* ① … ⑳ and ❶ … ❿, one character */
  FZ_NUMBER_BRACED,  /* ㈠ … ㈩, one character */
  FZ_NUMBER_WORDS,   /* the alternatives of `open`, counted: 首先|其次|再次 are 1, 2, 3 */
  FZ_NUMBER_NONE     /* no number, a bullet: only first on a line */
} fz_numbering;

/* Where a marker may stand; or-ed. */
enum {
  FZ_AT_LINE = 1,     /* first on its line */
  FZ_AT_SENTENCE = 2, /* inside a paragraph after 。；;：:！？…, also with a quote closed between */
  FZ_AT_CLAUSE = 4,   /* inside a paragraph after ，, as well */
  FZ_AT_GLUED = 8     /* after anything, if it carries the number expected next */
};

/*
** One kind of marker: any of `open`, a number, any of `close`. The alternatives
** are separated by '|' and may be empty; the first that fits is taken, so the
** longer comes before the shorter. `level` is the type that is reported (1 一、
** 2 (一) 3 1. 4 一是 5 (1)). `rank` is the order of nesting: a smaller rank encloses
** a larger one, and markers of one rank count together (一、 and 一．). Strings are
** borrowed for the call that takes them; NULL is as good as empty.
*/
typedef struct fz_marker {
  int level;
  int rank;
  const char *open;
  fz_numbering numbering;
  const char *close;
  unsigned where;
  const char *not_after;  /* characters that may not stand before it (第 before 二是) */
  const char *not_before; /* characters that may not follow (digits after "1."; a year may) */
  bool phrase;            /* its heading must be a lead phrase, at the start of a line as well */
  bool nests;             /* a list of it that begins inside a paragraph belongs to the item it
                             stands in, even to one of a larger rank: 1. below 三是 */
} fz_marker;

/*
** What a heading may be. A marker first on its line has the rest of the line
** as heading if that has no 。, otherwise what stands before the first 。; a line
** that ends in ； or ， is an item of an enumeration and has none. A marker
** inside a paragraph, or one with `phrase`, has a heading only if its first sentence
** is a lead phrase: at most lead_max characters, none of `lead_not_open` at its
** beginning, none of `lead_not_contain` in it, no digit, and more text after it.
** Lists are '|'-separated; NULL is an empty list.
*/
typedef struct fz_outline_rules {
  const fz_marker *markers;
  size_t count;
  size_t lead_max;
  const char *lead_not_open;
  const char *lead_not_contain;
  /* Openings of a closing paragraph (一年来，…): one that follows the last items, not a
     heading on its own line, belongs to no section. */
  const char *closing;
  /* Where no marker of level 1 stands: a line without final punctuation, of at most so many
     characters and followed by prose, is a heading of level 1; 0: never. */
  size_t bare_max;
} fz_outline_rules;

/* A section: its own text and everything below it. */
typedef struct fz_section {
  /* From the marker to after the last character that is not blank. */
  size_t start, stop;
  /* The marker is [start, marker_stop), without blanks behind it; empty for a bare heading. */
  size_t marker_stop;
  size_t heading_start, heading_stop; /* equal if there is none */
  int level;                          /* type of the marker */
  unsigned number;                    /* 0 if it has none */
  size_t parent;                      /* index + 1 of the parent, which comes before; 0 for none */
} fz_section;

typedef struct fz_outline fz_outline;

/*
** Parses `length` bytes of UTF-8 (bytes that are none do no harm and match nothing).
** *out is owned and borrows nothing. Sections are in the order of their start; children
** lie inside their parents. FZ_INVALID for rules that make no sense, FZ_NOMEM.
*/
FZ_API fz_status fz_outline_parse(const char *text, size_t length, const fz_outline_rules *rules,
                                  fz_outline **out, fz_error *error);

/* The sections, borrowed until free; NULL and 0 where there are none. */
FZ_API const fz_section *fz_outline_sections(const fz_outline *outline, size_t *count);

/* Frees an outline; NULL is accepted. */
FZ_API void fz_outline_free(fz_outline *outline);

#ifdef __cplusplus
}
#endif
#endif
