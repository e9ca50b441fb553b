/*
** patterns.c: patterns of words in the making. Every pattern becomes nodes that know what comes behind and
** before them, so that the same nodes are walked onwards from a number and backwards from it (matching.c).
** Knows no word.
*/
#include <stdlib.h>
#include <string.h>

#include "text/grow.h"
#include "text/pattern.h"

static const uint32_t NONE = FZ_NO_NODE;

/* A choice that is open, from the inmost to the outmost; level 0 is the pattern itself. */
typedef struct level {
  uint32_t choice, alternative, last; /* node, alternative, the node before; NONE: none yet */
} level;

typedef struct build {
  fz_patterns *p;
  level levels[FZ_PATTERN_DEPTH_MAX + 1];
  size_t depth;
  size_t branches;
  entry *entry;
  bool takes_words; /* the part before is one that WORDs may follow */
} build;

/* Room for one more in an array of the patterns. */
#define GROW(p, array, used, room) \
  ((p)->used < NONE - 1 ? fz_grow((p)->array, &(p)->room, (p)->used, 1, sizeof *(p)->array) : NULL)

static fz_status put_bytes(fz_patterns *p, const char *s, size_t length, span *out) {
  if (length > NONE - 1 - p->pool_count) return FZ_NOMEM;
  char *pool = fz_grow(p->pool, &p->pool_room, p->pool_count, length + 1, 1);
  if (pool == NULL) return FZ_NOMEM;
  p->pool = pool;
  if (length > 0) memcpy(pool + p->pool_count, s, length);
  *out = (span){(uint32_t)p->pool_count, (uint32_t)length};
  p->pool_count += length;
  return FZ_OK;
}

static fz_status put_node(build *b, const fz_pattern_part *part, uint32_t *index) {
  fz_patterns *p = b->p;
  level *in = &b->levels[b->depth];
  node *nodes = GROW(p, nodes, node_count, node_room);
  if (nodes == NULL) return FZ_NOMEM;
  p->nodes = nodes;
  uint32_t at = (uint32_t)p->node_count++;
  uint32_t back = in->last != NONE ? in->last : in->choice != NONE ? nodes[in->choice].back : NONE;
  nodes[at] = (node){.kind = part->kind,
                     .first = NONE,
                     .least = part->least,
                     .most = part->most,
                     .ahead = NONE,
                     .back = back,
                     .up = in->choice};
  if (in->last != NONE) nodes[in->last].ahead = at;
  if (in->alternative != NONE) {
    if (in->last == NONE) p->choices[in->alternative].first = at;
    p->choices[in->alternative].last = at;
  } else if (in->last == NONE) {
    b->entry->first = at;
  }
  in->last = at;
  *index = at;
  return FZ_OK;
}

static fz_status put_text(build *b, const fz_pattern_part *part) {
  uint32_t at;
  span bytes;
  if (part->length == 0) return FZ_INVALID;
  fz_status status = put_bytes(b->p, part->s, part->length, &bytes);
  if (status == FZ_OK) status = put_node(b, part, &at);
  if (status != FZ_OK) return status;
  b->p->nodes[at].first = bytes.at;
  b->p->nodes[at].count = bytes.length;
  return FZ_OK;
}

/* A word belongs to the node made last, whose spans are the last ones. */
static fz_status put_word(build *b, const fz_pattern_part *part) {
  fz_patterns *p = b->p;
  span bytes;
  if (part->length == 0) return FZ_INVALID;
  fz_status status = put_bytes(p, part->s, part->length, &bytes);
  if (status != FZ_OK) return status;
  span *spans = GROW(p, spans, span_count, span_room);
  if (spans == NULL) return FZ_NOMEM;
  p->spans = spans;
  node *n = &p->nodes[p->node_count - 1];
  if (n->count == 0) n->first = (uint32_t)p->span_count;
  n->count++;
  spans[p->span_count++] = bytes;
  return FZ_OK;
}

static fz_status add_alternative(build *b) {
  fz_patterns *p = b->p;
  level *in = &b->levels[b->depth];
  alternative *choices = GROW(p, choices, choice_count, choice_room);
  if (choices == NULL) return FZ_NOMEM;
  p->choices = choices;
  uint32_t at = (uint32_t)p->choice_count++;
  choices[at] = (alternative){NONE, NONE, NONE};
  if (in->alternative == NONE)
    p->nodes[in->choice].first = at;
  else
    choices[in->alternative].next = at;
  in->alternative = at;
  in->last = NONE;
  return FZ_OK;
}

static fz_status open_choice(build *b, const fz_pattern_part *part) {
  uint32_t at;
  if (b->depth == FZ_PATTERN_DEPTH_MAX || ++b->branches > FZ_PATTERN_BRANCHES_MAX)
    return FZ_INVALID;
  fz_status status = put_node(b, part, &at);
  if (status != FZ_OK) return status;
  b->levels[++b->depth] = (level){at, NONE, NONE};
  return add_alternative(b);
}

/* A sequence of a choice that ends here must not be empty. */
static fz_status end_alternative(build *b, bool goes_on) {
  if (b->depth == 0 || b->levels[b->depth].last == NONE) return FZ_INVALID;
  if (goes_on) return add_alternative(b);
  b->depth--;
  return FZ_OK;
}

static fz_status put_figure(build *b, const fz_pattern_part *part) {
  if (b->depth > 0 || b->entry->figure != NONE) return FZ_INVALID;
  return put_node(b, part, &b->entry->figure);
}

/* As much of a word as a table of words takes, in whole characters. */
static size_t cut(const char *s, size_t length) {
  if (length <= FZ_WORD_MAX) return length;
  for (length = FZ_WORD_MAX; length > 1 && ((unsigned char)s[length] & 0xC0) == 0x80;) length--;
  return length;
}

static fz_status put_need(build *b, const fz_pattern_part *part) {
  fz_patterns *p = b->p;
  need one = {.pattern = (uint32_t)(b->entry - p->entries)};
  if (part->length == 0) return FZ_INVALID;
  fz_status status = put_bytes(p, part->s, cut(part->s, part->length), &one.word);
  if (status != FZ_OK) return status;
  need *needs = GROW(p, needs, need_count, need_room);
  if (needs == NULL) return FZ_NOMEM;
  p->needs = needs;
  needs[p->need_count++] = one;
  return FZ_OK;
}

static fz_status put_part(build *b, const fz_pattern_part *part) {
  uint32_t at;
  bool takes_words = b->takes_words;
  b->takes_words = false;
  switch (part->kind) {
    case FZ_PATTERN_TEXT:
      return put_text(b, part);
    case FZ_PATTERN_FIGURE:
      return put_figure(b, part);
    case FZ_PATTERN_GAP:
    case FZ_PATTERN_SPACE:
      if (++b->branches > FZ_PATTERN_BRANCHES_MAX) return FZ_INVALID;
      b->takes_words = true;
      return put_node(b, part, &at);
    case FZ_PATTERN_NOT:
      b->takes_words = true;
      return put_node(b, part, &at);
    case FZ_PATTERN_OTHER:
    case FZ_PATTERN_START:
    case FZ_PATTERN_STOP:
      return put_node(b, part, &at);
    case FZ_PATTERN_WORD:
      b->takes_words = true;
      return takes_words ? put_word(b, part) : FZ_INVALID;
    case FZ_PATTERN_OPEN:
    case FZ_PATTERN_MAYBE:
      return open_choice(b, part);
    case FZ_PATTERN_OR:
      return end_alternative(b, true);
    case FZ_PATTERN_CLOSE:
      return end_alternative(b, false);
    case FZ_PATTERN_MUST:
      return put_need(b, part);
  }
  return FZ_INVALID;
}

/* What comes behind the last node of an alternative comes behind its choice, which is made earlier.
 */
static void link_ahead(fz_patterns *p, size_t from) {
  for (size_t i = from; i < p->node_count; i++) {
    node *n = &p->nodes[i];
    if (n->ahead == NONE && n->up != NONE) n->ahead = p->nodes[n->up].ahead;
  }
}

static uint64_t ends_of(const fz_patterns *p, const node *n) {
  uint64_t ends = 0;
  if (n->kind == FZ_PATTERN_TEXT) return fz_pattern_end(p->pool[n->first + n->count - 1]);
  if (n->kind != FZ_PATTERN_OPEN) return FZ_ANY_END;
  for (uint32_t i = n->first; i != NONE; i = p->choices[i].next)
    ends |= p->nodes[p->choices[i].last].ends;
  return ends;
}

/* Nodes within a choice are made behind it. */
static void put_ends(fz_patterns *p, size_t from) {
  for (size_t i = p->node_count; i-- > from;) p->nodes[i].ends = ends_of(p, &p->nodes[i]);
}

static fz_status put_pattern(fz_patterns *p, size_t place, const fz_pattern *pattern) {
  build b = {.p = p, .levels = {{NONE, NONE, NONE}}, .entry = &p->entries[place]};
  size_t from = p->node_count;
  *b.entry = (entry){NONE, NONE};
  for (size_t i = 0; i < pattern->count; i++) {
    fz_status status = put_part(&b, &pattern->parts[i]);
    if (status != FZ_OK) return status;
  }
  if (b.depth > 0 || b.entry->first == NONE) return FZ_INVALID;
  link_ahead(p, from);
  put_ends(p, from);
  return FZ_OK;
}

/* ---- the words that must stand ---- */

static int compare_bytes(const char *a, size_t a_length, const char *b, size_t b_length) {
  int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* A need while it is sorted: with its bytes, since qsort passes no context. */
typedef struct sortable {
  const char *s;
  need need;
} sortable;

static int compare_needs(const void *a, const void *b) {
  const sortable *x = a, *y = b;
  int order = compare_bytes(x->s, x->need.word.length, y->s, y->need.word.length);
  return order != 0 ? order
                    : (x->need.pattern > y->need.pattern) - (x->need.pattern < y->need.pattern);
}

static fz_status sort_needs(fz_patterns *p) {
  sortable *list = calloc(p->need_count + 1, sizeof *list);
  if (list == NULL) return FZ_NOMEM;
  for (size_t i = 0; i < p->need_count; i++)
    list[i] = (sortable){p->pool + p->needs[i].word.at, p->needs[i]};
  qsort(list, p->need_count, sizeof *list, compare_needs);
  for (size_t i = 0; i < p->need_count; i++) p->needs[i] = list[i].need;
  free(list);
  return FZ_OK;
}

static bool is_new_word(const fz_patterns *p, size_t i) {
  if (i == 0) return true;
  const span *a = &p->needs[i - 1].word, *b = &p->needs[i].word;
  return compare_bytes(p->pool + a->at, a->length, p->pool + b->at, b->length) != 0;
}

static fz_status make_words(fz_patterns *p, fz_error *error) {
  fz_word *list = calloc(p->need_count + 1, sizeof *list);
  size_t count = 0;
  if (list == NULL) return FZ_NOMEM;
  for (size_t i = 0; i < p->need_count; i++) {
    if (!is_new_word(p, i)) continue;
    list[count++] =
        (fz_word){.s = p->pool + p->needs[i].word.at, .length = p->needs[i].word.length};
    p->need_start[count] = (uint32_t)i;
  }
  p->need_start[count + 1] = (uint32_t)p->need_count;
  fz_status status = fz_words_new(list, count, 0, &p->words, error);
  free(list);
  return status;
}

static fz_status index_needs(fz_patterns *p, fz_error *error) {
  p->always = calloc(fz_pattern_words(p->count) + 1, sizeof *p->always);
  p->need_start = calloc(p->need_count + 2, sizeof *p->need_start);
  if (p->always == NULL || p->need_start == NULL) return FZ_NOMEM;
  for (size_t i = 0; i < p->count; i++) p->always[i / 64] |= (uint64_t)1 << i % 64;
  for (size_t i = 0; i < p->need_count; i++) {
    uint32_t n = p->needs[i].pattern;
    p->always[n / 64] &= ~((uint64_t)1 << n % 64);
  }
  fz_status status = sort_needs(p);
  return status == FZ_OK ? make_words(p, error) : status;
}

static fz_status fill(fz_patterns *p, const fz_pattern *list, size_t *place, fz_error *error) {
  p->entries = calloc(p->count + 1, sizeof *p->entries);
  if (p->entries == NULL) return FZ_NOMEM;
  for (*place = 0; *place < p->count; ++*place) {
    fz_status status = put_pattern(p, *place, &list[*place]);
    if (status != FZ_OK) return status;
  }
  return index_needs(p, error);
}

fz_status fz_patterns_new(const fz_pattern *list, size_t count, const char *joint,
                          size_t joint_length, fz_patterns **out, fz_error *error) {
  size_t place = 0;
  *out = NULL;
  if (count > FZ_PATTERN_COUNT_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "too many patterns");
  fz_patterns *p = calloc(1, sizeof *p);
  if (p == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  p->count = count;
  fz_status status = put_bytes(p, joint, joint_length, &p->joint);
  if (status == FZ_OK) status = fill(p, list, &place, error);
  if (status == FZ_OK) {
    *out = p;
    return FZ_OK;
  }
  fz_patterns_free(p);
  if (status == FZ_NOMEM) return fz_error_set(error, status, (size_t)-1, "out of memory");
  return fz_error_set(error, status, place, "pattern %zu makes no sense", place + 1);
}

void fz_patterns_free(fz_patterns *p) {
  if (p == NULL) return;
  fz_words_free(p->words);
  free(p->nodes);
  free(p->spans);
  free(p->choices);
  free(p->entries);
  free(p->needs);
  free(p->pool);
  free(p->need_start);
  free(p->always);
  free(p);
}

size_t fz_patterns_count(const fz_patterns *p) { return p->count; }
