/*
** openings.c: the clauses of a sentence that begin in a certain way (fazhi/openings.h). Knows no
** word.
*/
#include "fazhi/openings.h"

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

size_t fz_openings_lead(const fz_openings *o, const char *s, size_t at, size_t stop) {
  for (size_t before = stop + 1; at != before;) {
    before = at;
    while (at < stop && is_blank(s[at])) at++;
    fz_words_match(o->leads, s, stop, at, &at);
  }
  return at;
}

static bool begins_with_name(const fz_rows *names, const char *s, size_t length, size_t at) {
  size_t longest;
  return names != NULL && at < length &&
         fz_rows_begin(names, s, length, at, at + 1, &longest) != length;
}

/* Whether a clause whose first bytes go from found->head to `stop` is meant, and by which word. */
static bool is_meant(const fz_openings *o, const fz_rows *names, const char *s, size_t length,
                     size_t stop, fz_opening *found) {
  size_t behind;
  fz_word_place place;
  bool is_other = begins_with_name(names, s, length, found->head) ||
                  fz_words_find(o->inside, s, stop, found->head, stop, &place);
  found->word = is_other ? 0 : fz_words_match(o->heads, s, stop, found->head, &behind);
  return is_other || found->word != 0;
}

bool fz_openings_next(const fz_openings *o, const fz_rows *names, const char *s, size_t length,
                      size_t at, size_t stop, fz_opening *found) {
  fz_word_place mark;
  do {
    size_t reach = stop - at < o->reach ? stop : at + o->reach;
    found->start = at;
    found->head = fz_openings_lead(o, s, at, reach);
    found->is_last = !fz_words_find(o->marks, s, stop, at, stop, &mark);
    found->next = found->is_last ? stop : mark.stop;
    if (is_meant(o, names, s, length, reach, found)) return true;
    at = found->next;
  } while (!found->is_last);
  return false;
}
