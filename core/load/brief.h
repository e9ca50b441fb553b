/*
** brief.h: a page made brief for its parser, which looks at each character of a text several times and
** finds nothing in it until the next tag. Every long run of a text is one byte there that pages do not
** have, and each place of the brief page is known as a place of the whole one.
*/
#ifndef FZ_CORE_LOAD_BRIEF_H
#define FZ_CORE_LOAD_BRIEF_H

#include <stddef.h>

/* The byte that stands for a run: a control character, of which the source of a tree has none left. */
#define FZ_BRIEF_RUN '\x7F'

typedef struct fz_brief_run {
  size_t brief, source; /* the bytes behind it */
} fz_brief_run;

/* All zero, it is empty and holds no memory. */
typedef struct fz_brief {
  char *bytes; /* terminated once it is ended */
  size_t length;
  fz_brief_run *runs;
  size_t count;
} fz_brief;

/* Makes room for the brief form of a page of `length` bytes; 0 if there is no memory. */
int fz_brief_begin(fz_brief *brief, size_t length);

/* Adds bytes[start .. stop) of the page as they are, or as a text between tags. */
void fz_brief_copy(fz_brief *brief, const char *bytes, size_t start, size_t stop);
void fz_brief_text(fz_brief *brief, const char *bytes, size_t start, size_t stop);

/* The place in the page of the place `at` in its brief form. */
size_t fz_brief_source(const fz_brief *brief, size_t at);

/* Frees what it holds. */
void fz_brief_free(fz_brief *brief);

#endif
