/*
** parts.h: what the files of the outline share: characters, numbers, lists of words,
** and the two passes, candidates found in the text and sections made of them.
*/
#ifndef FZ_CORE_OUTLINE_PARTS_H
#define FZ_CORE_OUTLINE_PARTS_H

#include "fazhi/outline.h"

/* ---- characters (character.c) ---- */

enum { REPLACEMENT = 0xFFFD };

/* fz_outline_char of what is neither ASCII nor a character of three bytes. */
uint32_t fz_outline_rare_char(const char *s, size_t n, size_t *length);

/* The code point at s, and its length in *length; REPLACEMENT and 1 where the bytes are none. */
static inline uint32_t fz_outline_char(const char *s, size_t n, size_t *length) {
  const unsigned char *u = (const unsigned char *)s;
  *length = 1;
  if (u[0] < 0x80) return u[0];
  if (u[0] >> 4 != 0xE || n < 3 || u[1] >> 6 != 2 || u[2] >> 6 != 2)
    return fz_outline_rare_char(s, n, length);
  *length = 3;
  return (uint32_t)(u[0] & 0xF) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
}

/* A blank that does not end a line; a byte order mark and a zero-width space count. */
bool fz_outline_blank(uint32_t c);
bool fz_outline_digit(uint32_t c);         /* 0-9 and their full-width forms */
bool fz_outline_han_numeral(uint32_t c);   /* 〇 零 一 … 十 百 千 万 */
bool fz_outline_sentence_mark(uint32_t c); /* 。；;：: ！？!? … */
bool fz_outline_closer(uint32_t c);        /* closing quotes and brackets */

/* First position in [start, stop) that is not blank, `stop` if none; line ends count if `lines`. */
size_t fz_outline_skip(const char *s, size_t start, size_t stop, bool lines);
/* The end of [start, stop) without the blanks and line ends at its tail. */
size_t fz_outline_trim(const char *s, size_t start, size_t stop);
/* Position of the next line end in [start, stop), `stop` if none. */
size_t fz_outline_line_end(const char *s, size_t start, size_t stop);
/* The last character of [start, stop), 0 if there is none. */
uint32_t fz_outline_last_char(const char *s, size_t start, size_t stop);

/* ---- lists: alternatives separated by '|' (character.c) ---- */

/* Takes the next alternative off *list; false at the end. "" has one alternative, an empty one. */
bool fz_outline_next_word(const char **list, const char **word, size_t *length);
/* Whether a word of the list, empty ones aside, begins s, or stands anywhere in it. */
bool fz_outline_begins(const char *list, const char *s, size_t n);
bool fz_outline_contains(const char *list, const char *s, size_t n);
/* Whether the character c stands in the plain string `set`. */
bool fz_outline_in_set(const char *set, uint32_t c);

/* ---- numbers (number.c) ---- */

/* The number that begins at s, with its bytes in *length; 0 where there is none of 1 … 99. */
unsigned fz_outline_number(fz_numbering numbering, const char *s, size_t n, size_t *length);

/* ---- candidates (scan.c) ---- */

/* What stands before a marker, the stronger the larger. */
typedef enum edge { EDGE_GLUED, EDGE_CLAUSE, EDGE_SENTENCE, EDGE_LINE } edge;

/* A place that reads like a marker. */
typedef struct candidate {
  const fz_marker *marker; /* NULL for a line taken as heading without one */
  size_t start, stop;      /* the marker */
  size_t line;             /* counted from 0 */
  size_t next;             /* the next of its rank that may be of its list, or NO_CANDIDATE */
  unsigned rank;           /* place of its rank among the ranks in use, 0 outermost */
  unsigned number;
  edge edge;
  bool doubtful; /* reads like a range or a decimal too: only as the number expected */
} candidate;

#define NO_CANDIDATE ((size_t)-1)

typedef struct candidates {
  candidate *items;
  size_t count, capacity;
} candidates;

/* Appends a copy; FZ_NOMEM leaves the array as it was. */
fz_status fz_outline_append(candidates *list, const candidate *item);

/* More kinds of markers than anybody has; fz_outline_parse refuses them. */
enum { MAX_MARKERS = 256 };

/* Finds every candidate of the text, in order; `next` is not filled. */
fz_status fz_outline_scan(const char *s, size_t n, const fz_outline_rules *rules, candidates *out);

/* ---- lines that are headings without a marker (bare.c) ---- */

/* Writes into *out all of `marked` and, in order, the bare headings; *added counts them. */
fz_status fz_outline_bare(const char *s, size_t n, const fz_outline_rules *rules,
                          const candidates *marked, candidates *out, size_t *added);

/* ---- sections (tree.c, heading.c) ---- */

struct fz_outline {
  fz_section *sections;
  const candidate **from; /* what each section was made of; only while parsing */
  size_t count, capacity;
};

/* Fills `out`, which is empty, from the candidates; their `next` is set on the way. */
fz_status fz_outline_build(const char *s, size_t n, const fz_outline_rules *rules,
                           candidates *found, fz_outline *out);

/* The rank of markers of level 1, counted as in a candidate; 0 if there are none. */
unsigned fz_outline_top_rank(const fz_outline_rules *rules);
/* The place of a rank value among those of the rules. */
unsigned fz_outline_rank(const fz_outline_rules *rules, int rank);

/* Sets heading_start and heading_stop of every section. */
void fz_outline_head(const char *s, const fz_outline_rules *rules, fz_outline *outline);

#endif
