/*
** collection.h: what a collection of texts keeps, from the letters of a text to what was asked last.
** passages.c takes texts in, fingerprints.c makes the index, near.c finds who is near, and
** shared.c what two texts share.
*/
#ifndef FZ_TEXT_COLLECTION_H
#define FZ_TEXT_COLLECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fazhi/passages.h"
#include "text/align.h"

/* A text of the collection: its letters, whose it is, and its part of the arrays below. */
typedef struct fz_collected {
  fz_letter *letters;
  size_t count;
  uint32_t owner;
  uint32_t first, links; /* where its prints begin, and its links; how many links it has */
  uint32_t rare;         /* different fingerprints that are not stock */
} fz_collected;

/* Instead of the number of a group. */
#define FZ_ALONE UINT32_MAX
#define FZ_STOCK (UINT32_MAX - 1)

/* A fingerprint as a text was read, and where; later its group, FZ_ALONE or FZ_STOCK. */
typedef struct fz_print {
  uint32_t hash, text, at, group;
} fz_print;

/* A place where a text has the fingerprint of a group, which another text has too. */
typedef struct fz_link {
  uint32_t group, at : 31, again : 1; /* again: not the first place of the group in its text */
} fz_link;

/* The same seen from the group. */
typedef struct fz_member {
  uint32_t text, at : 31, again : 1;
} fz_member;

/* Where two texts have the same fingerprint; `chain` is how many lie in a row up to it, from the
** place `from` on, and whether that is enough for a passage. */
typedef struct fz_seed {
  uint32_t i, j, from, chain : 30, again : 1, enough : 1;
} fz_seed;

/* Some of the seeds: [start, stop). */
typedef struct fz_range {
  uint32_t start, stop;
} fz_range;

struct fz_passages {
  unsigned k, window;
  fz_collected *texts;
  size_t count, capacity;
  fz_print *prints; /* by text and place, until the index is made */
  size_t print_count, print_capacity;
  uint32_t owners; /* one more than the largest number */
  bool indexed;

  fz_link *links;     /* of each text by place */
  fz_member *members; /* of each group by text and place */
  uint32_t *groups;   /* where the members of a group begin; one more at the end */
  uint32_t group_count;

  size_t asked, asked_before, asked_least; /* what the rest is about; SIZE_MAX: nothing */
  fz_range *shares;     /* for each text its seeds with the one that is asked about */
  fz_seed *seeds;       /* by place in it */
  uint32_t *met, *kept; /* texts with seeds, and those that are near */
  size_t seed_capacity, met_count, kept_count;
  fz_passage *passages; /* what fz_passages_compare lends out */
  fz_piece *tried;      /* the spans of all that it extended, kept or not */
  fz_difference *edits;
  size_t passage_count, passage_capacity, tried_count, tried_capacity, edit_count, edit_capacity;
  fz_alignment alignment;
};

static inline bool fz_is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* The first letter behind the one at `at`, a number being one. */
static inline size_t fz_letter_behind(const fz_letter *letters, size_t count, size_t at) {
  if (!fz_is_digit(letters[at].c)) return at + 1;
  while (at < count && fz_is_digit(letters[at].c)) at++;
  return at;
}

/* Fail, with a message. */
fz_status fz_passages_no_memory(fz_error *error);
fz_status fz_passages_invalid(fz_error *error, const char *message);

/* FZ_INVALID if the index is not made or there is no such text. */
fz_status fz_passages_check(const fz_passages *p, size_t one, size_t other, fz_error *error);

/* Finds the seeds of a text with those before `before`, and who is near; `letters` of a passage. */
fz_status fz_passages_ask(fz_passages *p, size_t own, size_t before, size_t letters,
                          fz_error *error);

/* Gives back what fz_passages_index made. */
void fz_passages_free_index(fz_passages *p);

#endif
