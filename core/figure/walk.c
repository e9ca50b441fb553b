/*
** walk.c: takes in the words of a sentence one after the other (figure/walk.h). It owns the words of
** the sentence it is in, and the verbs of the clause.
*/
#include "figure/walk.h"

#include <stdlib.h>

/* ---- sentences ---- */

static bool reserve(fz_context *c, size_t count) {
  if (count <= c->capacity) return true;
  size_t capacity = c->capacity < 64 ? 64 : c->capacity * 2;
  fz_word_place *words = realloc(c->words, capacity * sizeof *words);
  if (words == NULL) return false;
  c->words = words;
  span *verbs = realloc(c->verbs, capacity * sizeof *verbs);
  if (verbs == NULL) return false;
  c->verbs = verbs;
  c->capacity = capacity;
  return true;
}

/* Reads one more word of the sentence; false if it has ended, or memory has. */
static bool read_word(fz_context *c) {
  sentence *s = &c->at;
  fz_word_place place = {c->length, c->length, 0};
  if (s->is_ended) return false;
  bool is_found = fz_words_find(c->lexicon->words, c->s, c->length, s->read, c->length, &place);
  if (!is_found || place.word <= c->lexicon->enders) {
    s->is_ended = true;
    s->stop = place.start;
    return false;
  }
  if (!reserve(c, s->count + 1)) {
    s->is_ended = c->is_out_of_memory = true;
    return false;
  }
  c->words[s->count++] = place;
  s->read = place.stop;
  return true;
}

/* Whether the sentence has a word i that begins before `stop`. */
bool fz_walk_has_word(fz_context *c, size_t i, size_t stop) {
  while (i >= c->at.count)
    if (!read_word(c)) return false;
  return c->words[i].start < stop;
}

/* Whether nothing but this sign, which parts a sentence, stands between where it is and what comes next. */
static bool is_parted(const fz_context *c, const fz_word_place *sign) {
  fz_word_place earlier;
  const fz_lexicon *l = c->lexicon;
  return is_phrase(c, FZ_PHRASE_PART, sign->start, sign->stop) &&
         !fz_words_find_back(l->ends, c->s, c->at.read, sign->start, &earlier);
}

/* Where the words begin behind blanks and a marker: 　　（一）|全市. */
static size_t skip_marker(const fz_context *c, size_t at) {
  while (at < c->length) {
    size_t stop = at + 1;
    bool is_blank = c->s[at] == ' ' || c->s[at] == '\t';
    if (!is_blank && fz_words_match(c->lexicon->markers, c->s, c->length, at, &stop) == 0) break;
    if (c->s[stop - 1] == '.' && is_digit(c, stop)) break; /* 1.5万件 */
    at = stop;
  }
  return at;
}

void fz_walk_begin(fz_context *c, size_t from) {
  size_t at = skip_marker(c, from);
  c->at = (sentence){.from = from, .stop = c->length, .read = from, .floor = at, .clause = at};
}

/* To the sentence that holds the byte `at`, mostly the one it is in. */
static void go_to_sentence(fz_context *c, size_t at) {
  fz_word_place sign;
  if (!fz_words_find_back(c->lexicon->ends, c->s, c->at.read, at, &sign)) return;
  bool goes_on = is_parted(c, &sign);
  const sentence before = c->at;
  fz_walk_begin(c, sign.stop);
  if (!goes_on) return;
  c->at.offered = before.is_aside ? before.whole.topic : before.now.topic;
  c->at.offers_to_date = before.now.is_to_date;
  c->at.may_stay = before.now.is_stock;
}

/* ---- the walk ---- */

/* Verbs side by side, also with a word that joins them, are one group: 排查化解, 听取和研究. */
static void take_verb(fz_context *c, const fz_word_place *place) {
  sentence *s = &c->at;
  if (s->groups > 0) {
    span *last = &c->verbs[s->groups - 1];
    if (last->stop == place->start ||
        (last->stop < place->start && place->start - last->stop <= 3 &&
         is_phrase(c, FZ_PHRASE_JOIN, last->stop, place->start))) {
      last->stop = place->stop;
      return;
    }
  }
  c->verbs[s->groups++] = (span){place->start, place->stop};
}

/* A pause ends the clause: what was growing is over, the predicate may go on. */
static void take_pause(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  sentence *s = &c->at;
  static const span none = {0, 0};
  if (!is_pause(c, mark, place->start)) return;
  s->has_label = !s->is_paused && mark->flags & FZ_MARK_COLON;
  if (s->has_label) {
    s->label = (span){place->start, place->stop};
    s->label_verb = s->groups > 0 ? c->verbs[s->groups - 1] : none;
  }
  s->is_paused = true;
  s->floor = s->clause = place->stop;
  s->clauses++;
  s->groups = 0;
  s->change = NULL;
  s->may_stay = s->now.is_stock;
  s->now.is_stock = false;
  s->may_intend = s->has_just_planned = false;
  s->clause_period = 0;
  s->own_predicate = s->held = none;
  if (s->is_base_used) {
    s->base = 0;
    s->dated = none;
    s->is_base_used = false;
  }
}

static void take_light(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  sentence *s = &c->at;
  if (s->floor == place->start && place->stop - place->start > 3 && !(mark->flags & FZ_MARK_VERB)) {
    if (s->clause == s->floor) s->clause = place->stop;
    s->floor = place->stop;
  }
  if (is_none(s->light) || s->light.stop != place->start) s->light.start = place->start;
  s->light.stop = place->stop;
}

/* 县级|公立医院 is the name of a thing, 县级|受理 tells who; 县（市、区）|受理 does, 12个县（市、区） does not. */
static bool names_thing(const fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  size_t stop;
  if (mark->flags & FZ_MARK_LEADS && c->at.clause != place->start) return true;
  return mark->flags & FZ_MARK_BELONGS &&
         fz_words_match(c->lexicon->named_things, c->s, c->length, place->stop, &stop) != 0;
}

/* 居|全省|前列, 在|全省|推广: what the place is compared with or known in, not whose its figures are. */
static bool is_outer(const fz_context *c, const fz_word_place *place) {
  const fz_lexicon *l = c->lexicon;
  fz_word_place before;
  size_t stop;
  return fz_words_match(l->outer_before, c->s, c->length, place->stop, &stop) != 0 ||
         (fz_words_find_back(l->outer_after, c->s, c->at.floor, place->start, &before) &&
          before.stop == place->start);
}

static void take_scope(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  sentence *s = &c->at;
  span here = {place->start, place->stop};
  s->is_level_outer = is_outer(c, place);
  if (s->is_level_outer) {
    s->level = here;
    return;
  }
  bool leads = s->clause == place->start;
  s->scoped_at = s->clauses;
  s->held = s->offered = (span){0, 0};
  if (mark->flags & FZ_MARK_SCOPE || (mark->flags & FZ_MARK_LEADING_SCOPE && leads)) {
    s->now.scope = here;
    s->now.is_of_level = mark->flags & FZ_MARK_BELONGS;
  }
  if (mark->flags & FZ_MARK_OWN_SCOPE) s->now.scope = s->now.topic = (span){0, 0};
  if (leads) s->now.topic = s->now.scope;
  if (mark->flags & FZ_MARK_LEADING_SCOPE && !(mark->flags & FZ_MARK_LEADS)) s->level = here;
}

static bool has_told(const fz_context *c) {
  return c->last_stop != 0 && c->last_start >= c->at.from;
}

/* 截至11月，今年累计 adds up the year; 去年受理8件，截至目前累计受理36件 adds up more. */
static void take_year(fz_context *c, const fz_mark *mark) {
  if (mark->flags & FZ_MARK_OF_YEAR || mark->period == c->lexicon->annual)
    c->at.now.is_of_year = true;
  else if (mark->period == c->lexicon->to_date && has_told(c))
    c->at.now.is_of_year = false;
}

/* To date outlasts a whole year (截至11月，全年受理36件), but not where it has told of a figure of its own. */
static void take_period(fz_context *c, unsigned period) {
  const fz_lexicon *l = c->lexicon;
  c->at.may_stay = false;
  if (period == l->to_date || (period == l->annual && c->at.has_told_to_date)) {
    c->at.now.is_to_date = period == l->to_date;
    c->at.has_told_to_date = false;
  }
  if (period == l->planned) c->at.now.is_planned = c->at.has_just_planned = true;
  if (period == l->stock)
    c->at.now.is_stock = true;
  else
    c->at.now.period = period;
  if (c->at.is_inside && period != l->stock) c->at.now.is_stock = false;
}

/* Whether a verb stands in the clause behind the figure before. */
static bool has_verb(const fz_context *c) {
  return c->at.groups > 0 && c->verbs[c->at.groups - 1].start >= c->at.floor;
}

/* 计划分批培训, 区司法局计划培训; not 培训计划, 根据全县计划培训. */
static void take_intent(fz_context *c, const fz_word_place *place) {
  sentence *s = &c->at;
  const fz_lexicon *l = c->lexicon;
  size_t at = place->start;
  fz_word_place found;
  if (has_verb(c)) return;
  s->may_intend = s->floor == at || (fz_words_find_back(l->intenders, c->s, s->floor, at, &found) &&
                                     found.stop == at &&
                                     !fz_words_find(l->not_intend, c->s, at, s->floor, at, &found));
}

static void take_base(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  span dated = {place->start, place->stop};
  while (dated.start < dated.stop && !is_digit(c, dated.start)) dated.start++;
  if (!(mark->flags & FZ_MARK_DATES)) dated.start = dated.stop;
  c->at.base = mark->base;
  c->at.dated = dated;
}

/* 力争受理9件，实际|受理8件; not 对已|受理的. */
static void end_plan(fz_context *c, const fz_word_place *place) {
  setting *now = &c->at.now;
  if (!now->is_planned || c->at.has_just_planned || c->at.clause != place->start) return;
  now->is_planned = false;
  if (now->period == c->lexicon->planned) now->period = 0;
}

static void take(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  sentence *s = &c->at;
  if (names_thing(c, mark, place)) return;
  if (mark->flags & FZ_MARK_INTENDS) take_intent(c, place);
  if (mark->flags & FZ_MARK_DONE) s->is_intended = false;
  if (mark->flags & FZ_MARK_ASIDE && !s->is_aside) {
    s->is_aside = true;
    s->aside_at = s->clauses;
    s->whole = s->now;
  }
  if (mark->flags & FZ_MARK_OVER) end_plan(c, place);
  if (mark->flags & FZ_MARK_LIST) s->held = (span){0, 0};
  if (mark->flags & FZ_MARK_VERB) {
    take_verb(c, place);
    s->is_intended = s->is_intended || (s->may_intend && !has_link(c, place->stop));
  }
  if (mark->flags & (FZ_MARK_SCOPE | FZ_MARK_LEADING_SCOPE | FZ_MARK_OWN_SCOPE))
    take_scope(c, mark, place);
  take_year(c, mark);
  if (mark->period != 0) take_period(c, mark->period);
  if (mark->clause_period != 0) {
    s->clause_period = mark->clause_period;
    s->clause_period_stop = place->stop;
  }
  if (mark->base != 0 || mark->flags & FZ_MARK_DATES) take_base(c, mark, place);
  if (mark->change != 0) {
    s->change = mark;
    s->change_stop = place->stop;
  }
  if (mark->flags & FZ_MARK_LIGHT) take_light(c, mark, place);
}

/* What a bracket behind a figure says holds for its own figures: 受理9件（市本级2件），审结8件. */
static void leave_bracket(fz_context *c, size_t at) {
  sentence *s = &c->at;
  if (!s->is_inside || at < c->part_stop) return;
  s->now = s->outside;
  s->held = (span){0, 0};
  s->is_inside = false;
}

/* A word of a plan may go on into the bound of the figure: 将|超过36件. */
static void take_overlap(fz_context *c, const fz_mark *mark, const fz_word_place *place,
                         size_t at) {
  if (place->start < at && mark->period == c->lexicon->planned) take_period(c, mark->period);
}

void fz_walk_to(fz_context *c, size_t at) {
  go_to_sentence(c, at);
  for (; fz_walk_has_word(c, c->at.next, at); c->at.next++) {
    const fz_word_place *place = &c->words[c->at.next];
    const fz_mark *mark = &c->lexicon->mark[place->word];
    if (place->stop > at) {
      take_overlap(c, mark, place, at);
      break;
    }
    leave_bracket(c, place->start);
    if (mark->flags & FZ_MARK_PAUSE)
      take_pause(c, mark, place);
    else
      take(c, mark, place);
  }
  leave_bracket(c, at);
}
