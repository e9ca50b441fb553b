/*
** draft.h: a text in the making, and the pass that turns one draft into the next.
**
** Every stage of reading, and every edit afterwards, is a pass over a finished draft that writes
** a new one: it names, from left to right, what it changes; all between is copied, and bytes,
** source map, damage and repairs are kept in step. A stage thus knows nothing of maps.
**
** Lack of memory is remembered in the draft and makes everything that follows do nothing, so
** that a stage is asked once, at its end, whether it went well.
*/
#ifndef FZ_TEXT_DRAFT_H
#define FZ_TEXT_DRAFT_H

#include "text/map.h"

/* Places in the text, sorted by start. */
typedef struct fz_marks {
  fz_damage *at;
  size_t count, capacity;
} fz_marks;

typedef struct fz_draft {
  char *bytes; /* valid UTF-8 with a NUL behind it, once sealed */
  size_t length, capacity;
  fz_map map;
  fz_marks damage, repairs;
  bool failed;  /* out of memory */
  bool is_bare; /* text alone is kept of it: no map, no marks */
  bool is_same; /* the pass that was to write it changed nothing: it is empty, the old one holds */
} fz_draft;

/* Appends `count` units of `text_unit` bytes, each from `source_unit` bytes at `source`. */
void fz_draft_put(fz_draft *draft, const char *bytes, size_t text_unit, size_t count,
                  size_t source, size_t source_unit);

/* Marks [start, stop) of what is written; a mark that touches one of its kind is joined to it. */
void fz_draft_mark(fz_draft *draft, fz_marks *marks, size_t start, size_t stop, const char *kind);

/* Puts the NUL behind the text. FZ_NOMEM if anything failed, now or before. */
fz_status fz_draft_seal(fz_draft *draft, fz_error *error);

/* Frees what the draft holds, not the struct. */
void fz_draft_clear(fz_draft *draft);

/* How far the marks of the old draft are carried over. */
typedef struct fz_carry {
  size_t next; /* the first mark not yet done */
  bool open;   /* its beginning has been written */
} fz_carry;

typedef struct fz_pass {
  const fz_draft *in; /* borrowed, sealed */
  fz_draft *out;
  size_t at; /* everything of `in` before it is done */
  fz_carry damage, repairs;
} fz_pass;

/* Begins a pass over `in` from byte `start` on; `out` is empty. */
fz_pass fz_pass_begin(const fz_draft *in, fz_draft *out, size_t start);

/*
** The changes, in order. Each copies what lies between the one before and `start`. Ends fall
** between characters. A replacement comes from all of what it replaces; one character for
** another of the same length keeps its own place.
*/
void fz_pass_drop(fz_pass *pass, size_t start, size_t stop);
void fz_pass_replace(fz_pass *pass, size_t start, size_t stop, const char *bytes, size_t length);

/* A replacement that heals: what it covers is damaged no longer, and it is listed as `kind`. */
void fz_pass_repair(fz_pass *pass, size_t start, size_t stop, const char *bytes, size_t length,
                    const char *kind);

/* Copies up to `stop` and marks [start, stop) of the old text in `marks` of the new draft. */
void fz_pass_mark(fz_pass *pass, fz_marks *marks, size_t start, size_t stop, const char *kind);

/* Ends a pass over all of `in`: as fz_pass_end, or if nothing was changed, `out` is set is_same. */
fz_status fz_pass_finish(fz_pass *pass, fz_error *error);

/* Copies the rest up to `stop` and seals the new draft. */
fz_status fz_pass_end(fz_pass *pass, size_t stop, fz_error *error);

#endif
