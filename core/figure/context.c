/*
** context.c: what is said of a figure, by the words of its sentence that stand before it and behind
** (fazhi/context.h).
*/
#include "figure/walk.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- phrases ---- */

static bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '(' || c == ')';
}

/* Of which sorts s[from .. to) is a word. */
static unsigned sorts_of(const fz_lexicon *l, const char *s, size_t from, size_t to) {
  size_t stop = from;
  if (from >= to) return 0;
  size_t word = fz_words_match(l->phrases, s, to, from, &stop);
  return stop == to ? l->phrase[word] : 0;
}

/* Cuts what is no noun off one end of a phrase, a word of two characters rather than one of one; false
 * if there is nothing. */
static bool cut(const fz_context *c, span *p) {
  size_t size = p->stop - p->start;
  size_t one = smaller(size, 3), two = smaller(size, 6);
  unsigned head = sorts_of(c->lexicon, c->s, p->start, p->start + one);
  unsigned tail = sorts_of(c->lexicon, c->s, p->stop - one, p->stop);
  bool may_be_time = (size > 0 && is_digit(c, p->start)) ||
                     (size >= 3 && (head & FZ_PHRASE_TIME_HEAD || tail & FZ_PHRASE_TIME_TAIL));
  if (may_be_time && c->asked->cut_time(c->asked->context, p)) return true;
  if (is_phrase(c, FZ_PHRASE_HEAD, p->start, p->start + two))
    p->start += two;
  else if (head & FZ_PHRASE_HEAD)
    p->start += one;
  else if (is_phrase(c, FZ_PHRASE_TAIL, p->stop - two, p->stop))
    p->stop -= two;
  else if (tail & FZ_PHRASE_TAIL)
    p->stop -= one;
  else
    return false;
  return true;
}

/* Cuts from both ends of a phrase what is no noun. */
static span trim(const fz_context *c, span p) {
  while (cut(c, &p)) {
  }
  while (p.start < p.stop && is_blank(c->s[p.start])) p.start++;
  while (p.start < p.stop && is_blank(c->s[p.stop - 1])) p.stop--;
  return p;
}

bool fz_lexicon_has(const fz_lexicon *l, const char *s, size_t from, size_t to, unsigned sort) {
  return (sorts_of(l, s, from, to) & sort) != 0;
}

fz_words_span fz_lexicon_trim(const fz_lexicon *lexicon, const fz_asked *asked, const char *s,
                              size_t from, size_t to) {
  const fz_context c = {.lexicon = lexicon, .asked = asked, .s = s, .length = to};
  return trim(&c, (span){from, to});
}

/* A long stretch is no noun phrase, but what follows its last link may be one. */
static span noun_between(const fz_context *c, size_t from, size_t to) {
  static const span none = {0, 0};
  if (from >= to) return none;
  span p = {from, to};
  if (to - from > c->lexicon->noun_max) {
    size_t size = c->lexicon->link_length, at = to - from > size ? to - size : from;
    while (at > from && !has_link(c, --at)) {
    }
    if (!has_link(c, at)) return none;
    p.start = at + size;
    if (p.start >= to || to - p.start > c->lexicon->noun_max) return none;
  }
  return trim(c, p);
}

/* ---- what is said of a figure ---- */

/*
** The governing verbs between the figure before (or the clause's beginning) and this one: the
** last that neither qualifies a noun (下放的事项) nor, an earlier one being there, is itself the thing
** counted (提供延时服务137人次).
*/
static span governing(const fz_context *c, size_t noun_stop) {
  const span *verbs = c->verbs;
  size_t floor = c->at.floor, n = c->at.groups;
  for (size_t i = n; i > 0 && verbs[i - 1].start >= floor; i--) {
    span verb = verbs[i - 1];
    if (has_link(c, verb.stop)) continue;
    if (i == 1 || verbs[i - 2].start < floor) return verb;
    if (verb.stop < noun_stop && !is_none(trim(c, (span){verb.stop, noun_stop}))) return verb;
  }
  return n > 0 && verbs[n - 1].start >= floor ? verbs[n - 1] : (span){0, 0};
}

/* Where the bracket that opens at `at` ends and *inside begins, 0 if none does: 73件（含4件拟修改）. */
static size_t bracket_stop(const fz_context *c, size_t at, size_t *inside) {
  size_t room = smaller(c->length - at, c->lexicon->bracket_max);
  for (size_t i = 0; i < c->lexicon->bracket_count; i++) {
    const fz_bracket *b = &c->lexicon->brackets[i];
    if (room < b->open_length || memcmp(c->s + at, b->open, b->open_length) != 0) continue;
    *inside = at + b->open_length;
    const char *close = memmem(c->s + at, room, b->close, b->close_length);
    return close != NULL ? (size_t)(close - c->s) + b->close_length : 0;
  }
  return 0;
}

/* Whether a noun that began at `from` ends before the word i. */
static bool ends_noun(const fz_context *c, size_t i, size_t from) {
  const fz_mark *mark = mark_of(c, i);
  const fz_word_place *place = &c->words[i];
  if (place->start < from) return false;
  return mark->flags & (FZ_MARK_VERB | FZ_MARK_LIST) || is_pause(c, mark, place->start) ||
         (mark->change != 0 && is_character(c, FZ_PHRASE_PARTICLE, place->stop)) ||
         (mark->flags & FZ_MARK_STOP && place->start > from);
}

static bool begins_with_pause(const fz_context *c, size_t at) {
  if (at >= c->length) return true;
  return is_phrase(c, FZ_PHRASE_PAUSE, at, at + ((unsigned char)c->s[at] < 0x80 ? 1 : 3));
}

/* The noun behind the unit (27家市场主体), also behind a bracket (20支（612人）的应急队伍); up to a
   pause, a verb or the next figure. */
static span noun_after(fz_context *c, const fz_stated *figure, size_t next, size_t bracket) {
  size_t from = bracket != 0 ? bracket : figure->stop;
  size_t stop = bracket != 0 ? SIZE_MAX : next, i = c->at.next;
  if (begins_with_pause(c, from)) return (span){0, 0};
  while (fz_walk_has_word(c, i, stop) && !ends_noun(c, i, from)) i++;
  if (fz_walk_has_word(c, i, stop)) stop = c->words[i].start;
  return noun_between(c, from, smaller(stop, c->at.stop));
}

static span verb_after(fz_context *c, const fz_stated *figure, size_t next) {
  for (size_t i = c->at.next; fz_walk_has_word(c, i, next); i++) {
    const fz_word_place *place = &c->words[i];
    if (is_pause(c, mark_of(c, i), place->start)) break;
    if (mark_of(c, i)->flags & FZ_MARK_VERB && place->start >= figure->stop)
      return (span){place->start, place->stop};
  }
  return (span){0, 0};
}

/* 满意率达100% */
static span reaches(const fz_context *c, size_t start) {
  for (size_t size = 3; size <= 6; size += 3)
    if (start >= size && is_phrase(c, FZ_PHRASE_REACH, start - size, start))
      return (span){start - size, start};
  return (span){0, 0};
}

static span predicate_of(fz_context *c, const fz_stated *figure, span own, bool is_rate,
                         size_t next) {
  sentence *s = &c->at;
  if (!is_none(own)) s->own_predicate = own;
  if (is_rate) return is_none(own) ? reaches(c, figure->start) : own;
  span told = is_none(s->own_predicate) ? verb_after(c, figure, next) : s->own_predicate;
  if (!is_none(told)) s->predicate = told;
  return s->predicate;
}

/* A figure right behind a label, as in the row of a table, is the label's: 行政处罚: 120件. */
static bool read_label(fz_context *c, const fz_stated *figure, fz_said *out) {
  sentence *s = &c->at;
  size_t at = s->label.stop;
  if (!s->has_label) return false;
  while (at < c->length && c->s[at] == ' ') at++;
  if (at != figure->start) return false;
  span subject = c->asked->label(c->asked->context, s->from, s->label);
  if (is_none(subject)) return false;
  out->is_own = true;
  out->subject = s->subject = subject;
  out->predicate = s->predicate = s->label_verb;
  return true;
}

/* Where the noun before a figure ends: words that say nothing stand between. */
static size_t noun_stop(const fz_context *c, size_t start) {
  const sentence *s = &c->at;
  if (is_none(s->light) || s->light.stop != start) return start;
  return s->light.start > s->floor ? s->light.start : s->floor;
}

/*
** Subject and predicate: a rate is said of the noun before it, a count rather of the noun after
** its unit. Left out, both go on from the figure before in the sentence.
*/
static void read_words(fz_context *c, const fz_stated *figure, size_t next, size_t bracket,
                       fz_said *out) {
  sentence *s = &c->at;
  if (read_label(c, figure, out)) return;
  bool is_rate = figure->is_percent || figure->is_change || out->is_change;
  size_t stop = noun_stop(c, figure->start);
  span subject = {0, 0}, verb = governing(c, stop);
  size_t from = is_none(verb) ? s->floor : verb.stop;
  if (!is_none(verb) && is_character(c, FZ_PHRASE_VERB_TAIL, from)) from += 3;
  if (!is_rate) subject = noun_after(c, figure, next, bracket);
  if (is_none(subject)) subject = noun_between(c, from, stop);
  if (is_none(subject) && !is_none(verb)) subject = noun_between(c, s->floor, verb.start);
  if (is_none(subject) && is_rate) subject = noun_after(c, figure, next, bracket);
  out->is_own = !is_none(subject);
  out->subject = out->is_own ? subject : s->subject;
  if (!out->is_part) s->subject = out->subject;
  out->predicate = predicate_of(c, figure, verb, is_rate, next);
}

/* Whether the change speaks of this very number: 下降了约8%, not 提高到85%. */
static bool is_governed(const fz_context *c, size_t start) {
  const sentence *s = &c->at;
  if (s->change->flags & FZ_MARK_COMPARES && s->base == 0 && is_none(s->dated)) return false;
  bool is_named = s->change->flags & FZ_MARK_NAMES;
  for (size_t at = s->change_stop; at < start;) {
    if (fz_words_match(c->lexicon->fillers, c->s, start, at, &at) != 0) continue;
    if (!is_named || fz_words_match(c->lexicon->named, c->s, start, at, &at) == 0) return false;
  }
  return true;
}

static bool goes_on(const fz_context *c, const fz_stated *figure) {
  return c->is_last_change && c->last_unit_length == figure->unit_length &&
         memcmp(c->last_unit, figure->unit, figure->unit_length) == 0 &&
         is_phrase(c, FZ_PHRASE_LISTED, c->last_stop, figure->start);
}

/* 分别增长58.61%、57.94%: the second has its change from the first. */
static void read_change(fz_context *c, const fz_stated *figure, fz_said *out) {
  sentence *s = &c->at;
  if (figure->is_change || (s->change != NULL && is_governed(c, figure->start))) {
    out->is_change = true;
    if (!figure->is_change) out->change = s->change->change;
    out->base = s->base;
    out->dated = s->dated;
    s->is_base_used = true;
  } else if (c->has_last && goes_on(c, figure)) {
    out->is_change = out->is_as_last = true;
  }
}

/* A stock goes on to the next clause if that has no more than another thing: 现有协会9个，会员36名. */
static void take_stock(fz_context *c, const fz_stated *figure) {
  sentence *s = &c->at;
  if (!s->may_stay || s->groups > 0 || s->change != NULL || !figure->can_stay) return;
  s->now.is_stock = begins_with_pause(c, figure->stop) &&
                    !is_none(noun_between(c, s->clause, noun_stop(c, figure->start)));
}

/* 截至2023年底，累计受理36件 adds up since an unknown day, 今年以来累计受理36件 since the year began. */
static bool is_added_up(const setting *now, const fz_lexicon *l) {
  return now->period == l->cumulative && !now->is_of_year;
}

static bool has_verb_from(const fz_context *c, size_t from) {
  return c->at.groups > 0 && c->verbs[c->at.groups - 1].start >= from;
}

/* At the end of a year something stands, a rate or what is done apart: 年末会员9名, not 年末受理9件. */
static bool is_told_of_clause(const fz_context *c, const fz_stated *figure) {
  const sentence *s = &c->at;
  if (s->clause_period != c->lexicon->stock) return s->clause_period != 0;
  return !figure->is_percent && !figure->is_change && !has_verb_from(c, s->clause_period_stop);
}

static unsigned period_of(const fz_context *c, const fz_stated *figure) {
  const sentence *s = &c->at;
  const fz_lexicon *l = c->lexicon;
  if (s->now.is_planned || s->is_intended) return l->planned;
  if (s->clause_period != 0 && s->clause_period == l->mean) return 0;
  if (s->now.is_to_date) return is_added_up(&s->now, l) ? l->cumulative : l->to_date;
  /* In a bracket something may have been done: 现有9支（新建2支）. */
  if (s->now.is_stock && !(s->is_inside && has_verb_from(c, s->clause))) return l->stock;
  return is_told_of_clause(c, figure) ? s->clause_period : s->now.period;
}

/*
** A part of the sentence goes on with the topic and the time of the part before (全市受理36件；审结29件；法律援助8件)
** if it begins with a verb, or with a noun that is nobody's (个体户注销5户, not 司法局受理5件).
*/
static void take_topic(fz_context *c, size_t start) {
  sentence *s = &c->at;
  span offered = s->offered, noun = {s->clause, s->groups > 0 ? c->verbs[0].start : start};
  bool is_to_date = s->offers_to_date && s->now.period == 0;
  fz_word_place agent;
  s->offered = (span){0, 0};
  s->offers_to_date = false;
  if ((is_none(offered) && !is_to_date) || s->clause >= start || s->is_paused) return;
  if (fz_words_find(c->lexicon->agents, c->s, noun.stop, noun.start, noun.stop, &agent)) return;
  s->now.is_to_date = s->now.is_to_date || is_to_date;
  if (!is_none(offered)) s->now.scope = s->now.topic = offered;
}

/* A clause begins in a bracket, of the same setting. */
/* Behind parts that are told of (其中市级8件，县级5件) what is no more than their doing is of the whole again. */
static void leave_aside(fz_context *c) {
  sentence *s = &c->at;
  if (!s->is_aside || s->clauses == s->aside_at || s->scoped_at == s->clauses) return;
  if (s->groups > 0 && c->verbs[0].start == s->clause) return;
  s->now.scope = s->whole.scope;
  s->now.topic = s->whole.topic;
  s->is_aside = false;
}

static void enter_bracket(fz_context *c, size_t stop) {
  sentence *s = &c->at;
  if (!s->is_inside) s->outside = s->now;
  s->is_inside = true;
  c->part_stop = stop;
}

/* ---- the walker ---- */

fz_status fz_context_new(fz_context **out, fz_error *error) {
  *out = calloc(1, sizeof **out);
  if (*out == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  return FZ_OK;
}

void fz_context_free(fz_context *c) {
  if (c == NULL) return;
  free(c->words);
  free(c->verbs);
  free(c);
}

void fz_context_begin(fz_context *c, const fz_lexicon *lexicon, const fz_asked *asked,
                      const char *s, size_t length, size_t first) {
  c->lexicon = lexicon;
  c->asked = asked;
  c->s = s;
  c->length = length;
  fz_walk_begin(c, smaller(first, length));
  c->is_out_of_memory = false;
  c->part_stop = c->last_stop = c->last_start = 0;
  c->has_last = c->is_last_change = false;
}

fz_status fz_context_enter(fz_context *c, size_t start, size_t *from, bool *has_last) {
  fz_walk_to(c, start);
  c->has_last = c->last_stop != 0 && c->last_start >= c->at.from;
  *from = c->at.from;
  *has_last = c->has_last;
  return c->is_out_of_memory ? FZ_NOMEM : FZ_OK;
}

/* A level right before a figure is its own, but for one that is compared with: 高于全省2个百分点. */
static void hold_level(fz_context *c, const fz_stated *figure) {
  sentence *s = &c->at;
  if (!is_none(s->level) && s->level.stop == figure->start && !s->is_level_outer)
    s->held = s->level;
}

/*
** The parts of the region that are counted where a clause begins, whose it is and not those of a level told of before:
** 区属各局受理36件，8个乡镇受理9件.
*/
static span parts_of_region(const fz_context *c, const fz_stated *figure) {
  size_t stop;
  bool leads = c->at.clause == figure->start;
  bool is_told =
      !is_none(c->at.now.scope) && c->at.now.scope.stop == figure->start; /* 全县12个乡镇 */
  return leads && !is_told &&
                 fz_words_match(c->lexicon->region_parts, c->s, c->length, figure->stop, &stop) != 0
             ? (span){figure->start, stop}
             : (span){0, 0};
}

static void leave_level(sentence *s) {
  if (!s->now.is_of_level) return;
  s->now.scope = s->now.topic = (span){0, 0};
  s->now.is_of_level = false;
}

/* 2400多万陇原儿女 are addressed, whatever was told of before. */
static bool is_addressed(const fz_context *c, const fz_stated *figure) {
  const fz_lexicon *l = c->lexicon;
  size_t stop = smaller(figure->stop + l->address_max, c->length);
  fz_word_place place;
  return fz_words_find(l->addressed, c->s, c->length, figure->stop, stop, &place);
}

fz_status fz_context_tell(fz_context *c, const fz_stated *figure, size_t next, fz_said *out) {
  sentence *s = &c->at;
  *out = (fz_said){.is_part = figure->start < c->part_stop};
  take_topic(c, figure->start);
  leave_aside(c);
  out->is_joined = c->last_stop != 0 && is_phrase(c, FZ_PHRASE_LISTED, c->last_stop, figure->start);
  if (figure->can_change || figure->is_change) read_change(c, figure, out);
  size_t inside = figure->stop, bracket = bracket_stop(c, figure->stop, &inside);
  read_words(c, figure, next, bracket, out);
  hold_level(c, figure);
  span parts = parts_of_region(c, figure);
  if (!is_none(parts)) leave_level(s);
  out->scope = is_none(s->held) ? s->now.scope : s->held;
  if (!is_none(parts)) s->held = parts;
  take_stock(c, figure);
  out->period = is_addressed(c, figure) ? 0 : period_of(c, figure);
  s->has_told_to_date = s->now.is_to_date;
  if (bracket > c->part_stop) enter_bracket(c, bracket);
  s->floor = bracket != 0 ? inside : figure->stop;
  if (figure->is_duration || bracket != 0) s->clause = s->floor;
  s->is_paused = true;
  s->may_intend = false;
  c->last_start = figure->start;
  c->last_stop = figure->stop;
  c->is_last_change = figure->is_change || out->is_change;
  c->last_unit = figure->unit;
  c->last_unit_length = figure->unit_length;
  return c->is_out_of_memory ? FZ_NOMEM : FZ_OK;
}
