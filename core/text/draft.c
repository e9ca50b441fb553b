/*
** draft.c: writing a draft, and passing from one to the next with map and marks in step.
*/
#include "text/draft.h"

#include <stdlib.h>
#include <string.h>

#include "text/grow.h"
#include "text/utf8.h"

/* Room for `length` more bytes and the NUL; returns where to write them, or NULL. */
static char *make_room(fz_draft *draft, size_t length) {
  char *bytes = NULL;
  if (!draft->failed && length < SIZE_MAX)
    bytes = fz_grow(draft->bytes, &draft->capacity, draft->length, length + 1, 1);
  if (bytes == NULL) {
    draft->failed = true;
    return NULL;
  }
  draft->bytes = bytes;
  return bytes + draft->length;
}

static void put_bytes(fz_draft *draft, const char *bytes, size_t length) {
  char *to = make_room(draft, length);
  if (to == NULL || length == 0) return;
  memcpy(to, bytes, length);
  draft->length += length;
}

static void put_run(fz_draft *draft, size_t text_unit, size_t source, size_t source_unit,
                    size_t count) {
  if (draft->failed || draft->is_bare) return;
  if (!fz_map_append(&draft->map, text_unit, source, source_unit, count)) draft->failed = true;
}

void fz_draft_put(fz_draft *draft, const char *bytes, size_t text_unit, size_t count,
                  size_t source, size_t source_unit) {
  put_bytes(draft, bytes, text_unit * count);
  put_run(draft, text_unit, source, source_unit, count);
}

void fz_draft_mark(fz_draft *draft, fz_marks *marks, size_t start, size_t stop,
                   const char *kind) {
  if (draft->failed || draft->is_bare) return;
  fz_damage *last = marks->count == 0 ? NULL : &marks->at[marks->count - 1];
  if (last != NULL && last->stop == start && strcmp(last->kind, kind) == 0) {
    last->stop = stop;
    return;
  }
  fz_damage *at = fz_grow(marks->at, &marks->capacity, marks->count, 1, sizeof *at);
  if (at == NULL) {
    draft->failed = true;
    return;
  }
  marks->at = at;
  size_t i = marks->count++;
  for (; i > 0 && at[i - 1].start > start; i--) at[i] = at[i - 1];
  at[i] = (fz_damage){start, stop, kind};
}

fz_status fz_draft_seal(fz_draft *draft, fz_error *error) {
  char *end = make_room(draft, 0);
  if (end == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  *end = '\0';
  return FZ_OK;
}

void fz_draft_clear(fz_draft *draft) {
  free(draft->bytes);
  fz_map_clear(&draft->map);
  free(draft->damage.at);
  free(draft->repairs.at);
  *draft = (fz_draft){0};
}

fz_pass fz_pass_begin(const fz_draft *in, fz_draft *out, size_t start) {
  size_t stop;
  *out = (fz_draft){0};
  fz_map_find(&in->map, start, start, &out->map.origin, &stop);
  return (fz_pass){.in = in, .out = out, .at = start};
}

/* One step of a pass: [start, stop) of the old text became [to, to_stop) of the new. */
typedef struct step {
  size_t start, stop, to, to_stop;
  bool copied; /* byte by byte, not as a whole */
} step;

/* Writes the part of `mark` that lies in the step; a mark whose text is gone is gone as well. */
static void carry_part(fz_draft *out, fz_marks *to, fz_carry *carry, const fz_damage *mark,
                       const step *s) {
  size_t start = mark->start > s->start ? mark->start : s->start;
  size_t stop = mark->stop < s->stop ? mark->stop : s->stop;
  size_t new_start = s->copied ? s->to + (start - s->start) : s->to;
  size_t new_stop = s->copied ? s->to + (stop - s->start) : s->to_stop;
  if (new_start >= new_stop) return;
  if (carry->open && to->count > 0)
    to->at[to->count - 1].stop = new_stop;
  else
    fz_draft_mark(out, to, new_start, new_stop, mark->kind);
  carry->open = true;
}

static void carry_marks(fz_draft *out, fz_marks *to, const fz_marks *from, fz_carry *carry,
                        const step *s, bool healed) {
  while (carry->next < from->count) {
    const fz_damage *mark = &from->at[carry->next];
    if (mark->start >= s->stop) return;
    if (mark->stop > s->start && !healed) carry_part(out, to, carry, mark, s);
    if (mark->stop > s->stop) return;
    carry->next++;
    carry->open = false;
  }
}

static void carry_step(fz_pass *pass, step s, bool healed) {
  fz_draft *out = pass->out;
  if (out->failed) return;
  carry_marks(out, &out->damage, &pass->in->damage, &pass->damage, &s, healed);
  carry_marks(out, &out->repairs, &pass->in->repairs, &pass->repairs, &s, false);
  pass->at = s.stop;
}

static void copy_to(fz_pass *pass, size_t stop) {
  size_t start = pass->at, to = pass->out->length;
  if (start >= stop) return;
  put_bytes(pass->out, pass->in->bytes + start, stop - start);
  if (!pass->out->failed && !fz_map_copy(&pass->out->map, &pass->in->map, start, stop))
    pass->out->failed = true;
  carry_step(pass, (step){start, stop, to, to + (stop - start), true}, false);
}

/*
** Where text put in at `at` comes from: a place between two units is empty, the inside of a
** unit is the whole unit, so that the map stays monotone.
*/
static void find_place(const fz_map *map, size_t at, size_t *start, size_t *stop) {
  fz_map_find(map, at, at, start, stop);
  if (at == 0 || fz_map_length(map) == 0) return;
  size_t before, end;
  fz_map_find(map, at - 1, at, &before, &end);
  if (end > *start) *stop = end;
}

static bool same_place(const char *old, size_t old_length, const char *bytes, size_t length) {
  return length > 0 && length == old_length && fz_utf8_width(old[0]) == length &&
         fz_utf8_width(bytes[0]) == length;
}

static void replace(fz_pass *pass, size_t start, size_t stop, const char *bytes, size_t length,
                    bool healed) {
  copy_to(pass, start);
  const fz_draft *in = pass->in;
  fz_draft *out = pass->out;
  size_t to = out->length, source_start, source_stop;
  put_bytes(out, bytes, length);
  if (out->failed) return;
  if (same_place(in->bytes + start, stop - start, bytes, length)) {
    if (!fz_map_copy(&out->map, &in->map, start, stop)) out->failed = true;
  } else if (length > 0) {
    if (start < stop)
      fz_map_find(&in->map, start, stop, &source_start, &source_stop);
    else
      find_place(&in->map, start, &source_start, &source_stop);
    put_run(out, length, source_start, source_stop - source_start, 1);
  }
  carry_step(pass, (step){start, stop, to, to + length, false}, healed);
}

void fz_pass_drop(fz_pass *pass, size_t start, size_t stop) {
  if (start < stop) replace(pass, start, stop, "", 0, false);
}

void fz_pass_replace(fz_pass *pass, size_t start, size_t stop, const char *bytes, size_t length) {
  replace(pass, start, stop, bytes, length, false);
}

void fz_pass_repair(fz_pass *pass, size_t start, size_t stop, const char *bytes, size_t length,
                    const char *kind) {
  replace(pass, start, stop, bytes, length, true);
  fz_draft *out = pass->out;
  fz_draft_mark(out, &out->repairs, out->length - length, out->length, kind);
}

void fz_pass_mark(fz_pass *pass, fz_marks *marks, size_t start, size_t stop, const char *kind) {
  copy_to(pass, stop);
  fz_draft *out = pass->out;
  fz_draft_mark(out, marks, out->length - (stop - start), out->length, kind);
}

fz_status fz_pass_finish(fz_pass *pass, fz_error *error) {
  if (pass->at > 0 || pass->out->length > 0 || pass->out->failed)
    return fz_pass_end(pass, pass->in->length, error);
  pass->out->is_same = true;
  return FZ_OK;
}

fz_status fz_pass_end(fz_pass *pass, size_t stop, fz_error *error) {
  copy_to(pass, stop);
  return fz_draft_seal(pass->out, error);
}
