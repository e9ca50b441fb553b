/*
** rulers.c: what is in force at a place of a flat text (fazhi/rulers.h): its words are looked for
** once a text, and asked for every place. Knows no word.
*/
#include "fazhi/rulers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/grow.h"

enum { TITLE = 1, TITLE_END = 2 };

enum { NEAR = 4 }; /* bytes from the end of a unit to a word that stands right behind it */

typedef struct places {
  fz_word_place *list;
  size_t count, room;
} places;

typedef struct subject {
  size_t start, stop, word, clause; /* the clause begins there */
} subject;

typedef struct turn {
  size_t stop;
  bool is_plan;
} turn;

struct fz_rulers {
  fz_rulers_words words;
  const char *s;
  size_t length;
  places topics, actors;
  subject *subjects;
  size_t subject_count, subject_room;
  turn *turns; /* where words of planning and of results end, in order */
  size_t turn_count, turn_room;
  uint64_t *bits; /* of the patterns that may match */
};

static size_t bits_of(const fz_patterns *p) { return (fz_patterns_count(p) + 63) / 64; }

fz_status fz_rulers_new(const fz_rulers_words *words, fz_rulers **out, fz_error *error) {
  size_t plans = bits_of(words->plans), done = bits_of(words->done);
  *out = NULL;
  fz_rulers *r = calloc(1, sizeof *r);
  uint64_t *bits = calloc((plans > done ? plans : done) + 1, sizeof *bits);
  if (r == NULL || bits == NULL) {
    free(r);
    free(bits);
    return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  }
  r->words = *words;
  r->bits = bits;
  *out = r;
  return FZ_OK;
}

void fz_rulers_free(fz_rulers *r) {
  if (r == NULL) return;
  free(r->topics.list);
  free(r->actors.list);
  free(r->subjects);
  free(r->turns);
  free(r->bits);
  free(r);
}

/* ---- reading a text ---- */

/* Where reading goes on behind the opening mark of a title: behind its closing mark, if that is
 * the next. */
static size_t behind_title(const fz_rulers *r, size_t at) {
  fz_word_place mark;
  bool is_found = fz_words_find(r->words.titles, r->s, r->length, at, r->length, &mark);
  return is_found && mark.word == TITLE_END ? mark.stop : at;
}

/* The words outside of titles; the longest at a place counts. */
static bool find_words(const fz_rulers *r, const fz_words *words, places *out) {
  fz_word_place place;
  out->count = 0;
  for (size_t at = 0; fz_words_find(words, r->s, r->length, at, r->length, &place);) {
    at = place.stop;
    if (place.word == TITLE) {
      at = behind_title(r, at);
      continue;
    }
    fz_word_place *list = fz_grow(out->list, &out->room, out->count, 1, sizeof *list);
    if (list == NULL) return false;
    out->list = list;
    list[out->count++] = place;
  }
  return true;
}

static bool is_clause_mark(char c) { return c >= FZ_FLAT_COMMA && c <= FZ_FLAT_COLON; }

static bool is_mark(char c) { return is_clause_mark(c) || c == FZ_FLAT_OPEN || c == FZ_FLAT_CLOSE; }

/* Whether one who is named there acts: opens a clause, behind words of time and place. */
static bool acts(const fz_rulers *r, const fz_word_place *actor) {
  size_t stop, low = actor->start > r->words.lead + 1 ? actor->start - r->words.lead - 1 : 0;
  size_t from = actor->start;
  fz_word_place place;
  while (from > low && !is_mark(r->s[from - 1])) from--;
  if (actor->start - from > r->words.lead) return false;
  return !fz_words_find(r->words.not_subject, r->s, actor->start, from, actor->start, &place) &&
         fz_words_match(r->words.not_before, r->s, r->length, actor->stop, &stop) == 0;
}

static bool find_subjects(fz_rulers *r) {
  size_t clause = 0, at = 0;
  r->subject_count = 0;
  for (size_t i = 0; i < r->actors.count; i++) {
    const fz_word_place *actor = &r->actors.list[i];
    for (; at < actor->start; at++)
      if (is_clause_mark(r->s[at])) clause = at + 1;
    if (!acts(r, actor)) continue;
    subject *list =
        fz_grow(r->subjects, &r->subject_room, r->subject_count, 1, sizeof *r->subjects);
    if (list == NULL) return false;
    r->subjects = list;
    list[r->subject_count++] = (subject){actor->start, actor->stop, actor->word, clause};
  }
  return true;
}

static bool add_turn(fz_rulers *r, size_t stop, bool is_plan) {
  turn *list = fz_grow(r->turns, &r->turn_room, r->turn_count, 1, sizeof *list);
  if (list == NULL) return false;
  r->turns = list;
  size_t at = r->turn_count++;
  for (; at > 0 && list[at - 1].stop > stop; at--) list[at] = list[at - 1];
  list[at] = (turn){stop, is_plan};
  return true;
}

/* Adds where the patterns that may match do end. */
static bool add_turns(fz_rulers *r, const fz_patterns *p, bool is_plan) {
  size_t before, stop;
  fz_patterns_present(p, r->s, r->length, r->bits);
  for (size_t n = 0; n < fz_patterns_count(p); n++) {
    if ((r->bits[n / 64] >> n % 64 & 1) == 0) continue;
    before = SIZE_MAX;
    for (size_t at = 0; fz_patterns_find(p, n, r->s, r->length, at, &stop); at = stop) {
      if (stop == before) break; /* a match of nothing, told before */
      if (!add_turn(r, stop, is_plan)) return false;
      before = stop;
    }
  }
  return true;
}

fz_status fz_rulers_read(fz_rulers *r, const char *s, size_t length, fz_error *error) {
  r->s = s;
  r->length = length;
  r->turn_count = 0;
  bool is_read = find_words(r, r->words.topics, &r->topics) &&
                 find_words(r, r->words.actors, &r->actors) && find_subjects(r) &&
                 add_turns(r, r->words.plans, true) &&
                 (r->turn_count == 0 || add_turns(r, r->words.done, false));
  if (is_read) return FZ_OK;
  r->topics.count = r->subject_count = r->turn_count = 0;
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

/* ---- asking for a place ---- */

/* Whether a word stands right behind the number: 31件行政复议; 、 opens the next item of a list. */
static bool is_near(const fz_rulers *r, size_t unit_stop, size_t start) {
  if (start <= unit_stop || start - unit_stop > NEAR) return false;
  size_t length = r->words.joint_length;
  for (size_t at = unit_stop; at + length <= start; at++)
    if (memcmp(r->s + at, r->words.joint, length) == 0) return false;
  return true;
}

static void find_topic(const fz_rulers *r, const fz_rulers_place *place, fz_ruling *out) {
  size_t before = 0, behind = 0, earlier = 0;
  for (size_t i = 0; i < r->topics.count; i++) {
    const fz_word_place *word = &r->topics.list[i];
    if (word->start < place->place) {
      if (word->start >= place->clause_start)
        before = word->word;
      else
        earlier = word->word;
    } else if (word->start < place->clause_stop) {
      if (is_near(r, place->unit_stop, word->start)) {
        out->topic = word->word;
        return;
      }
      if (behind == 0) behind = word->word;
    } else {
      break;
    }
  }
  out->topic = before != 0 ? before : behind != 0 ? behind : earlier;
  out->is_earlier = before == 0 && behind == 0 && earlier != 0;
}

static size_t find_actor(const fz_rulers *r, size_t place) {
  size_t actor = 0, clause = SIZE_MAX, behind = SIZE_MAX;
  for (size_t i = 0; i < r->subject_count && r->subjects[i].start <= place; i++) {
    const subject *one = &r->subjects[i];
    /* Of two in one clause the first counts; 市政府法律顾问 is one subject. */
    if (one->clause == clause && one->start != behind) continue;
    actor = one->word;
    clause = one->clause;
    behind = one->stop;
  }
  return actor;
}

fz_ruling fz_rulers_at(const fz_rulers *r, const fz_rulers_place *place) {
  fz_ruling out = {.actor = find_actor(r, place->place)};
  find_topic(r, place, &out);
  for (size_t i = 0; i < r->turn_count && r->turns[i].stop <= place->place; i++)
    out.is_planned = r->turns[i].is_plan;
  return out;
}

const fz_word_place *fz_rulers_topics(const fz_rulers *r, size_t *count) {
  *count = r->topics.count;
  return r->topics.list;
}
