/*
** brief.c: which runs of a text are left out for the parser, and the table that leads back.
**
** A run begins and ends with bytes beyond ASCII, and has no character in it that could mean
** anything to a parser of HTML wherever it stands: should the parser be in a tag or a comment
** where its text seems to be, it reads on as it would have. What it then hands out of the tag has
** the byte for the run in it, so that it can be told and the whole page be parsed instead.
*/
#include "load/brief.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
  LEAST = 8
}; /* bytes of a run that is worth its place in the table; as many are seen at once */

int fz_brief_begin(fz_brief *brief, size_t length) {
  brief->bytes = malloc(length + 1);
  brief->runs = malloc((length / LEAST + 1) * sizeof *brief->runs);
  return brief->bytes != NULL && brief->runs != NULL;
}

void fz_brief_free(fz_brief *brief) {
  free(brief->bytes);
  free(brief->runs);
  *brief = (fz_brief){0};
}

void fz_brief_copy(fz_brief *brief, const char *bytes, size_t start, size_t stop) {
  memcpy(brief->bytes + brief->length, bytes + start, stop - start);
  brief->length += stop - start;
}

static int is_wide(char c) { return (unsigned char)c >= 0x80; }

/* ASCII that ends no name, value, entity, comment or tag: a report has it among its characters. */
static int is_inner(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == ',' || c == '%' || c == '(' || c == ')';
}

/* Are the next eight bytes all beyond ASCII? */
static int are_wide(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return (word & UINT64_C(0x8080808080808080)) == UINT64_C(0x8080808080808080);
}

/* Where the run ends that begins at `start`. */
static size_t end_of_run(const char *bytes, size_t start, size_t stop) {
  size_t end = start, at = start;
  while (at < stop) {
    while (stop - at >= LEAST && are_wide(bytes + at)) end = at += LEAST;
    if (at == stop) break;
    if (is_wide(bytes[at]))
      end = at + 1;
    else if (!is_inner(bytes[at]))
      break;
    at++;
  }
  return end;
}

/* The name of an entity may have any letter in it: behind what may be one, or `at` if there is none. */
static size_t pass_entity(const char *bytes, size_t at, size_t stop) {
  if (bytes[at] != '&') return at;
  while (at < stop && bytes[at] != ';' && bytes[at] != ' ' && bytes[at] != '\n') at++;
  return at;
}

void fz_brief_text(fz_brief *brief, const char *bytes, size_t start, size_t stop) {
  size_t copied = start;
  for (size_t at = start; at < stop;) {
    at = pass_entity(bytes, at, stop);
    if (at == stop) break;
    size_t end = is_wide(bytes[at]) ? end_of_run(bytes, at, stop) : at + 1;
    if (end - at >= LEAST) {
      fz_brief_copy(brief, bytes, copied, at);
      brief->bytes[brief->length++] = FZ_BRIEF_RUN;
      brief->runs[brief->count++] = (fz_brief_run){brief->length, end};
      copied = end;
    }
    at = end;
  }
  fz_brief_copy(brief, bytes, copied, stop);
}

size_t fz_brief_source(const fz_brief *brief, size_t at) {
  size_t low = 0, high = brief->count; /* the runs before `at` are those before `low` */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (brief->runs[middle].brief <= at)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0) return at;
  return brief->runs[low - 1].source + (at - brief->runs[low - 1].brief);
}
