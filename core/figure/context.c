/*
** context.c: the walk along the words of a sentence from figure to figure (fazhi/context.h). It
** owns the words of the sentence it is in, and the verbs of the clause.
*/
#include "phrase.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The sentence, and what was said in it up to the place walked to. */
typedef struct sentence {
  size_t from, stop;      /* it goes on to the end of the text until its own is read */
  size_t read;            /* where the words go on that were not read */
  size_t count, next;     /* of its words that were; the first that was not walked over */
  size_t floor;           /* where the clause, or what follows the last figure in it, begins */
  size_t clause;          /* where the clause begins, behind words that say nothing */
  size_t groups;          /* of verbs side by side in the clause */
  span label, label_verb; /* the colon behind a label, and the verb of that */
  bool is_ended;          /* all words were read */
  bool has_label, is_paused, is_base_used, is_to_date, is_planned, is_stock;
  bool may_intend, is_intended; /* a word of intent in the clause; a verb behind one */
  bool may_stay;                /* a stock was told of in the clause before */
  const fz_mark *change;
  size_t change_stop;
  unsigned base, period, clause_period;
  span dated; /* the base that is no number */
  span scope, level, light;
  span held;    /* the level right before a figure, for what follows it in the clause */
  span topic;   /* the scope that a clause began with */
  span offered; /* that of the part before, for a part of the sentence that goes on with it */
  span subject, predicate, own_predicate;
} sentence;

struct fz_context {
  fz_phrases text;
  fz_word_place *words; /* of the sentence */
  span *verbs;          /* groups of them; as many at most */
  size_t capacity;
  bool is_out_of_memory;
  sentence at;
  size_t part_stop; /* where the farthest bracket behind a figure ends */
  bool has_last;    /* a figure stands before in the sentence */
  size_t last_stop; /* of the figure before, 0: none */
  size_t last_start;
  bool is_last_change;
  const char *last_unit;
  size_t last_unit_length;
};

/* ---- texts and words ---- */

/* The comma of 12,077 is neither pause nor anything. */
static bool is_in_number(const fz_context *c, size_t at) {
  return at > 0 && is_digit(&c->text, at - 1) && is_digit(&c->text, at + 1);
}

static bool is_pause(const fz_context *c, const fz_mark *mark, size_t at) {
  return mark->flags & FZ_MARK_PAUSE && !(mark->flags & FZ_MARK_IN_NUMBER && is_in_number(c, at));
}

static const fz_mark *mark_of(const fz_context *c, size_t i) {
  return &c->text.lexicon->mark[c->words[i].word];
}

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
  fz_word_place place = {c->text.length, c->text.length, 0};
  if (s->is_ended) return false;
  bool is_found = fz_words_find(c->text.lexicon->words, c->text.s, c->text.length, s->read,
                                c->text.length, &place);
  if (!is_found || place.word <= c->text.lexicon->enders) {
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
static bool has_word(fz_context *c, size_t i, size_t stop) {
  while (i >= c->at.count)
    if (!read_word(c)) return false;
  return c->words[i].start < stop;
}

/* The topic, if nothing but a sign that parts a sentence stands between it and what comes next. */
static span topic_before(const fz_context *c, const fz_word_place *sign) {
  fz_word_place earlier;
  const fz_lexicon *l = c->text.lexicon;
  bool goes_on = !is_none(c->at.topic) &&
                 fz_phrase_is(&c->text, FZ_PHRASE_PART, sign->start, sign->stop) &&
                 !fz_words_find_back(l->ends, c->text.s, c->at.read, sign->start, &earlier);
  return goes_on ? c->at.topic : (span){0, 0};
}

static void begin_sentence(fz_context *c, size_t from) {
  c->at =
      (sentence){.from = from, .stop = c->text.length, .read = from, .floor = from, .clause = from};
}

/* To the sentence that holds the byte `at`, mostly the one it is in. */
static void go_to_sentence(fz_context *c, size_t at) {
  fz_word_place sign;
  if (!fz_words_find_back(c->text.lexicon->ends, c->text.s, c->at.read, at, &sign)) return;
  span offered = topic_before(c, &sign);
  begin_sentence(c, sign.stop);
  c->at.offered = offered;
}

/* ---- the walk ---- */

/* Verbs side by side, also with a word that joins them, are one group: 排查化解, 听取和研究. */
static void take_verb(fz_context *c, const fz_word_place *place) {
  sentence *s = &c->at;
  if (s->groups > 0) {
    span *last = &c->verbs[s->groups - 1];
    if (last->stop == place->start ||
        (last->stop < place->start && place->start - last->stop <= 3 &&
         fz_phrase_is(&c->text, FZ_PHRASE_JOIN, last->stop, place->start))) {
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
  s->groups = 0;
  s->change = NULL;
  s->may_stay = s->is_stock;
  s->is_stock = false;
  s->may_intend = false;
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

/* 县级|公立医院 is the name of a thing, 县级|受理 tells who. */
static bool names_thing(const fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  size_t stop;
  return mark->flags & FZ_MARK_BELONGS && fz_words_match(c->text.lexicon->named_things, c->text.s,
                                                         c->text.length, place->stop, &stop) != 0;
}

static void take_scope(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  sentence *s = &c->at;
  span here = {place->start, place->stop};
  bool leads = s->clause == place->start;
  s->held = s->offered = (span){0, 0};
  if (mark->flags & FZ_MARK_SCOPE || (mark->flags & FZ_MARK_LEADING_SCOPE && leads))
    s->scope = here;
  if (mark->flags & FZ_MARK_OWN_SCOPE) s->scope = s->topic = (span){0, 0};
  if (leads) s->topic = s->scope;
  if (mark->flags & FZ_MARK_LEADING_SCOPE) s->level = here;
}

static void take_period(fz_context *c, unsigned period) {
  const fz_lexicon *l = c->text.lexicon;
  c->at.may_stay = false;
  if (period == l->to_date) c->at.is_to_date = true;
  if (period == l->planned) c->at.is_planned = true;
  if (period == l->stock)
    c->at.is_stock = true;
  else
    c->at.period = period;
}

/* Whether a verb stands in the clause behind the figure before. */
static bool has_verb(const fz_context *c) {
  return c->at.groups > 0 && c->verbs[c->at.groups - 1].start >= c->at.floor;
}

/* 计划分批培训, 区司法局计划培训; not 培训计划, 根据全县计划培训. */
static void take_intent(fz_context *c, const fz_word_place *place) {
  sentence *s = &c->at;
  const fz_lexicon *l = c->text.lexicon;
  size_t at = place->start;
  fz_word_place found;
  if (has_verb(c)) return;
  s->may_intend =
      s->floor == at ||
      (fz_words_find_back(l->intenders, c->text.s, s->floor, at, &found) && found.stop == at &&
       !fz_words_find(l->not_intend, c->text.s, at, s->floor, at, &found));
}

static void take_base(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  span dated = {place->start, place->stop};
  while (dated.start < dated.stop && !is_digit(&c->text, dated.start)) dated.start++;
  if (!(mark->flags & FZ_MARK_DATES)) dated.start = dated.stop;
  c->at.base = mark->base;
  c->at.dated = dated;
}

static void take(fz_context *c, const fz_mark *mark, const fz_word_place *place) {
  sentence *s = &c->at;
  if (names_thing(c, mark, place)) return;
  if (mark->flags & FZ_MARK_INTENDS) take_intent(c, place);
  if (mark->flags & FZ_MARK_DONE) s->is_intended = false;
  if (mark->flags & FZ_MARK_LIST) s->held = (span){0, 0};
  if (mark->flags & FZ_MARK_VERB) {
    take_verb(c, place);
    s->is_intended =
        s->is_intended || (s->may_intend && !fz_phrase_has_link(&c->text, place->stop));
  }
  if (mark->flags & (FZ_MARK_SCOPE | FZ_MARK_LEADING_SCOPE | FZ_MARK_OWN_SCOPE))
    take_scope(c, mark, place);
  if (mark->period != 0) take_period(c, mark->period);
  if (mark->clause_period != 0) s->clause_period = mark->clause_period;
  if (mark->base != 0 || mark->flags & FZ_MARK_DATES) take_base(c, mark, place);
  if (mark->change != 0) {
    s->change = mark;
    s->change_stop = place->stop;
  }
  if (mark->flags & FZ_MARK_LIGHT) take_light(c, mark, place);
}

static void walk_to(fz_context *c, size_t at) {
  for (; has_word(c, c->at.next, at); c->at.next++) {
    const fz_word_place *place = &c->words[c->at.next];
    if (place->stop > at) return;
    const fz_mark *mark = &c->text.lexicon->mark[place->word];
    if (mark->flags & FZ_MARK_PAUSE)
      take_pause(c, mark, place);
    else
      take(c, mark, place);
  }
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
    if (fz_phrase_has_link(&c->text, verb.stop)) continue;
    if (i == 1 || verbs[i - 2].start < floor) return verb;
    if (verb.stop < noun_stop && !is_none(fz_phrase_trim(&c->text, (span){verb.stop, noun_stop})))
      return verb;
  }
  return n > 0 && verbs[n - 1].start >= floor ? verbs[n - 1] : (span){0, 0};
}

/* Where the bracket that opens at `at` ends, 0 if none does: 73件（含4件拟修改）. */
static size_t bracket_stop(const fz_context *c, size_t at) {
  size_t room = smaller(c->text.length - at, c->text.lexicon->bracket_max);
  for (size_t i = 0; i < c->text.lexicon->bracket_count; i++) {
    const fz_bracket *b = &c->text.lexicon->brackets[i];
    if (room < b->open_length || memcmp(c->text.s + at, b->open, b->open_length) != 0) continue;
    const char *close = memmem(c->text.s + at, room, b->close, b->close_length);
    return close != NULL ? (size_t)(close - c->text.s) + b->close_length : 0;
  }
  return 0;
}

/* Whether a noun that began at `from` ends before the word i. */
static bool ends_noun(const fz_context *c, size_t i, size_t from) {
  const fz_mark *mark = mark_of(c, i);
  const fz_word_place *place = &c->words[i];
  if (place->start < from) return false;
  return mark->flags & (FZ_MARK_VERB | FZ_MARK_LIST) || is_pause(c, mark, place->start) ||
         (mark->change != 0 && fz_phrase_is_character(&c->text, FZ_PHRASE_PARTICLE, place->stop)) ||
         (mark->flags & FZ_MARK_STOP && place->start > from);
}

static bool begins_with_pause(const fz_context *c, size_t at) {
  if (at >= c->text.length) return true;
  return fz_phrase_is(&c->text, FZ_PHRASE_PAUSE, at,
                      at + ((unsigned char)c->text.s[at] < 0x80 ? 1 : 3));
}

/* The noun behind the unit (27家市场主体), also behind a bracket (20支（612人）的应急队伍); up to a
   pause, a verb or the next figure. */
static span noun_after(fz_context *c, const fz_stated *figure, size_t next, size_t bracket) {
  size_t from = bracket != 0 ? bracket : figure->stop;
  size_t stop = bracket != 0 ? SIZE_MAX : next, i = c->at.next;
  if (begins_with_pause(c, from)) return (span){0, 0};
  while (has_word(c, i, stop) && !ends_noun(c, i, from)) i++;
  if (has_word(c, i, stop)) stop = c->words[i].start;
  return fz_phrase_noun(&c->text, from, smaller(stop, c->at.stop));
}

static span verb_after(fz_context *c, const fz_stated *figure, size_t next) {
  for (size_t i = c->at.next; has_word(c, i, next); i++) {
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
    if (start >= size && fz_phrase_is(&c->text, FZ_PHRASE_REACH, start - size, start))
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
  while (at < c->text.length && c->text.s[at] == ' ') at++;
  if (at != figure->start) return false;
  span subject = c->text.asked->label(c->text.asked->context, s->from, s->label);
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
  if (!is_none(verb) && fz_phrase_is_character(&c->text, FZ_PHRASE_VERB_TAIL, from)) from += 3;
  if (!is_rate) subject = noun_after(c, figure, next, bracket);
  if (is_none(subject)) subject = fz_phrase_noun(&c->text, from, stop);
  if (is_none(subject) && !is_none(verb)) subject = fz_phrase_noun(&c->text, s->floor, verb.start);
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
    if (fz_words_match(c->text.lexicon->fillers, c->text.s, start, at, &at) != 0) continue;
    if (!is_named || fz_words_match(c->text.lexicon->named, c->text.s, start, at, &at) == 0)
      return false;
  }
  return true;
}

static bool goes_on(const fz_context *c, const fz_stated *figure) {
  return c->is_last_change && c->last_unit_length == figure->unit_length &&
         memcmp(c->last_unit, figure->unit, figure->unit_length) == 0 &&
         fz_phrase_is(&c->text, FZ_PHRASE_LISTED, c->last_stop, figure->start);
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
  s->is_stock = begins_with_pause(c, figure->stop) &&
                !is_none(fz_phrase_noun(&c->text, s->clause, noun_stop(c, figure->start)));
}

static unsigned period_of(const fz_context *c) {
  const sentence *s = &c->at;
  if (s->is_planned || s->is_intended) return c->text.lexicon->planned;
  if (s->is_to_date) return c->text.lexicon->to_date;
  if (s->is_stock) return c->text.lexicon->stock;
  return s->clause_period != 0 ? s->clause_period : s->period;
}

/*
** A part of the sentence goes on with the topic of the part before (全市受理36件；审结29件；法律援助8件) if it
** begins with a verb, or with a noun that is nobody's and no verb.
*/
static void take_topic(fz_context *c, size_t start) {
  sentence *s = &c->at;
  span offered = s->offered, words = {s->clause, start};
  fz_word_place agent;
  s->offered = (span){0, 0};
  if (is_none(offered) || is_none(words) || s->is_paused) return;
  bool goes_on = s->groups > 0 ? c->verbs[0].start == s->clause
                               : !fz_words_find(c->text.lexicon->agents, c->text.s, start,
                                                words.start, start, &agent);
  if (goes_on) s->scope = s->topic = offered;
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
  c->text.lexicon = lexicon;
  c->text.asked = asked;
  c->text.s = s;
  c->text.length = length;
  begin_sentence(c, smaller(first, length));
  c->is_out_of_memory = false;
  c->part_stop = c->last_stop = c->last_start = 0;
  c->has_last = c->is_last_change = false;
}

fz_status fz_context_enter(fz_context *c, size_t start, size_t *from, bool *has_last) {
  go_to_sentence(c, start);
  walk_to(c, start);
  c->has_last = c->last_stop != 0 && c->last_start >= c->at.from;
  *from = c->at.from;
  *has_last = c->has_last;
  return c->is_out_of_memory ? FZ_NOMEM : FZ_OK;
}

fz_status fz_context_tell(fz_context *c, const fz_stated *figure, size_t next, fz_said *out) {
  sentence *s = &c->at;
  *out = (fz_said){.is_part = figure->start < c->part_stop};
  take_topic(c, figure->start);
  out->is_joined =
      c->last_stop != 0 && fz_phrase_is(&c->text, FZ_PHRASE_LISTED, c->last_stop, figure->start);
  if (figure->can_change || figure->is_change) read_change(c, figure, out);
  size_t bracket = bracket_stop(c, figure->stop);
  read_words(c, figure, next, bracket, out);
  if (!is_none(s->level) && s->level.stop == figure->start) s->held = s->level;
  out->scope = is_none(s->held) ? s->scope : s->held;
  take_stock(c, figure);
  out->period = period_of(c);
  if (bracket > c->part_stop) c->part_stop = bracket;
  s->floor = figure->stop;
  if (figure->is_duration) s->clause = figure->stop;
  s->is_paused = true;
  s->may_intend = false;
  c->last_start = figure->start;
  c->last_stop = figure->stop;
  c->is_last_change = figure->is_change || out->is_change;
  c->last_unit = figure->unit;
  c->last_unit_length = figure->unit_length;
  return c->is_out_of_memory ? FZ_NOMEM : FZ_OK;
}
