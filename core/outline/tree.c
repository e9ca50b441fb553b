/*
** tree.c: decides which candidates are markers and hangs each below its parent.
**
** A stack holds the sections that are open. First on its line, a marker closes what is of
** its rank or below it. Inside a paragraph it must be the number expected next in a list
** that is open, or the first of a list of two at least. The stack holds no more than two
** sections of a rank, a list of lines and a list inside a paragraph, so each candidate
** costs the same however long the text.
*/
#include "outline/parts.h"

#include <stdlib.h>

typedef struct open_section {
  size_t section; /* index */
  const candidate *from;
  bool is_inline; /* its list began inside a paragraph */
} open_section;

enum { MAX_OPEN = 2 * MAX_MARKERS + 2, NONE_OPEN = -1 };

typedef struct builder {
  const char *s;
  fz_outline *out;
  open_section open[MAX_OPEN];
  int depth;
  unsigned last[MAX_MARKERS]; /* last number taken of each rank, open or not */
} builder;

/* ---- ranks ---- */

unsigned fz_outline_rank(const fz_outline_rules *rules, int rank) {
  unsigned place = 0;
  for (size_t i = 0; i < rules->count; i++) {
    bool is_new = rules->markers[i].rank < rank;
    for (size_t j = 0; is_new && j < i; j++)
      is_new = rules->markers[j].rank != rules->markers[i].rank;
    place += is_new;
  }
  return place;
}

unsigned fz_outline_top_rank(const fz_outline_rules *rules) {
  const fz_marker *top = NULL;
  for (size_t i = 0; i < rules->count; i++) {
    const fz_marker *m = &rules->markers[i];
    if (m->level == 1 && (top == NULL || m->rank > top->rank)) top = m;
  }
  return top != NULL ? fz_outline_rank(rules, top->rank) : 0;
}

/* ---- looking ahead ---- */

/* Links each candidate to the next of its rank; one of a higher rank on its own line parts them. */
static void link_lists(candidates *found) {
  size_t ahead[MAX_MARKERS], ranks = 0;
  for (size_t i = 0; i < found->count; i++)
    if (found->items[i].rank >= ranks) ranks = found->items[i].rank + 1u;
  for (size_t r = 0; r < ranks; r++) ahead[r] = NO_CANDIDATE;
  for (size_t i = found->count; i-- > 0;) {
    candidate *c = &found->items[i];
    c->next = ahead[c->rank];
    ahead[c->rank] = i;
    for (size_t r = c->rank + 1; c->edge == EDGE_LINE && r < ranks; r++) ahead[r] = NO_CANDIDATE;
  }
}

static const candidate *ahead_of(const candidates *found, const candidate *c) {
  return c->next != NO_CANDIDATE ? &found->items[c->next] : NULL;
}

static bool is_word(const candidate *c) {
  return c->marker != NULL && c->marker->numbering == FZ_NUMBER_WORDS;
}

static bool is_bullet(const candidate *c) {
  return c->marker == NULL || c->marker->numbering == FZ_NUMBER_NONE;
}

/* Whether `b` goes on where `a` stands; a list of words may skip one (首先 … 最后). */
static bool follows(const candidate *a, const candidate *b) {
  return b->number == a->number + 1 || (is_word(b) && b->number > a->number);
}

/* Whether a list of two at least begins here. */
static bool begins_list(const candidates *found, const candidate *c) {
  const candidate *b = ahead_of(found, c);
  if (c->number != 1 || b == NULL || !follows(c, b)) return false;
  /* 表现在一是 is a list if 二是 stands where an item should. */
  return c->edge != EDGE_GLUED || (b->line == c->line && b->edge != EDGE_GLUED);
}

/* ---- the stack ---- */

/* The open section of the same list this one continues; lists of lines come first for a line. */
static int find_continued(const builder *b, const candidate *c) {
  int found = NONE_OPEN;
  for (int i = b->depth - 1; i >= 0; i--) {
    const open_section *o = &b->open[i];
    if (o->from->rank != c->rank || is_bullet(c) || !follows(o->from, c)) continue;
    if (c->edge != EDGE_LINE || !o->is_inline) return i;
    if (found == NONE_OPEN) found = i;
  }
  return found;
}

/* The first open section of the rank or below it. */
static int find_rank(const builder *b, unsigned rank) {
  int i = 0;
  while (i < b->depth && b->open[i].from->rank < rank) i++;
  return i;
}

/* The same among those that stand inside the same paragraph: an item closes no section of lines. */
static int find_rank_inline(const builder *b, const candidate *c) {
  int found = b->depth;
  for (int i = b->depth - 1; i >= 0; i--) {
    const candidate *o = b->open[i].from;
    if (o->line != c->line || o->edge == EDGE_LINE) break;
    if (o->rank >= c->rank) found = i;
  }
  return found;
}

static int find_same(const builder *b, const candidate *c) {
  int i = b->depth - 1;
  while (i >= 0 && b->open[i].from->rank != c->rank) i--;
  return i;
}

/* An item runs to the end of its parent; without one, to the end of the paragraph it ends in. */
static size_t end_of_item(const builder *b, size_t at) {
  const fz_outline *out = b->out;
  return fz_outline_line_end(b->s, out->sections[out->count - 1].marker_stop, at);
}

static void close_to(builder *b, int depth, size_t at) {
  if (b->depth > depth && b->open[0].is_inline) at = end_of_item(b, at);
  while (b->depth > depth) {
    fz_section *section = &b->out->sections[b->open[--b->depth].section];
    section->stop = fz_outline_trim(b->s, section->marker_stop, at);
  }
}

static fz_status reserve(fz_outline *out) {
  if (out->count < out->capacity) return FZ_OK;
  size_t capacity = out->capacity > 0 ? out->capacity * 2 : 32;
  fz_section *sections = realloc(out->sections, capacity * sizeof *sections);
  if (sections == NULL) return FZ_NOMEM;
  out->sections = sections;
  /* The array of sources is const all through; realloc takes it all the same. */
  const candidate **from = realloc(out->from, capacity * sizeof *from);
  if (from == NULL) return FZ_NOMEM;
  out->from = from;
  out->capacity = capacity;
  return FZ_OK;
}

/* Opens a section below the first `depth` of the stack. */
static fz_status open_at(builder *b, int depth, const candidate *c, bool is_inline) {
  fz_outline *out = b->out;
  close_to(b, depth, c->start);
  if (b->depth == MAX_OPEN) return FZ_INTERNAL;
  if (reserve(out) != FZ_OK) return FZ_NOMEM;
  fz_section *section = &out->sections[out->count];
  *section = (fz_section){.start = c->start, .stop = c->stop, .marker_stop = c->stop, .level = 1};
  if (c->marker != NULL) section->level = c->marker->level;
  if (b->depth > 0) section->parent = b->open[b->depth - 1].section + 1;
  section->number = c->number;
  out->from[out->count] = c;
  b->open[b->depth++] = (open_section){out->count++, c, is_inline};
  b->last[c->rank] = c->number;
  return FZ_OK;
}

/* ---- decisions ---- */

static fz_status take_line(builder *b, const candidates *found, const candidate *c) {
  int continued = find_continued(b, c);
  if (continued != NONE_OPEN) return open_at(b, continued, c, b->open[continued].is_inline);
  if (c->doubtful || (is_word(c) && !begins_list(found, c))) return FZ_OK;
  return open_at(b, find_rank(b, c->rank), c, false);
}

/* Where a list that begins inside a paragraph belongs. */
static int find_place(const builder *b, const candidate *c) {
  int same = find_same(b, c);
  if (same != NONE_OPEN && b->open[same].is_inline) return same; /* begun anew */
  if (same != NONE_OPEN || c->marker->nests) return b->depth;
  return find_rank_inline(b, c);
}

static fz_status take_inline(builder *b, const candidates *found, const candidate *c) {
  int continued = find_continued(b, c);
  if (continued != NONE_OPEN) {
    const candidate *again = ahead_of(found, c);
    if (again != NULL && again->number == c->number && again->edge > c->edge) return FZ_OK;
    return open_at(b, continued, c, b->open[continued].is_inline);
  }
  /* Counting may go on over a heading: 2. under (一), 3. under (二). */
  bool goes_on = c->number > 1 && c->number == b->last[c->rank] + 1 && c->edge == EDGE_SENTENCE &&
                 !c->marker->phrase;
  if (goes_on) return open_at(b, find_rank_inline(b, c), c, true);
  if (!begins_list(found, c)) return FZ_OK;
  return open_at(b, find_place(b, c), c, true);
}

/* ---- the end ---- */

/* Whether the last section is a heading alone on its line, so that what follows is its text. */
static bool is_heading_line(const char *s, size_t n, const candidate *c) {
  static const char full_stop[] = "。";
  size_t end = fz_outline_line_end(s, c->stop, n);
  return c->edge == EDGE_LINE && !fz_outline_contains(full_stop, s + c->stop, end - c->stop);
}

/* Where the closing paragraph begins, else n. */
static size_t find_closing(const char *s, size_t n, const char *closing, const fz_outline *out) {
  if (closing == NULL || out->count == 0) return n;
  const candidate *last = out->from[out->count - 1];
  if (is_heading_line(s, n, last)) return n;
  for (size_t end = fz_outline_line_end(s, last->stop, n); end < n;) {
    size_t start = fz_outline_skip(s, end + 1, n, false);
    if (start < n && fz_outline_begins(closing, s + start, n - start)) return start;
    end = fz_outline_line_end(s, start, n);
  }
  return n;
}

fz_status fz_outline_build(const char *s, size_t n, const fz_outline_rules *rules,
                           candidates *found, fz_outline *out) {
  builder b = {.s = s, .out = out};
  link_lists(found);
  for (size_t i = 0; i < found->count; i++) {
    const candidate *c = &found->items[i];
    fz_status status = c->edge == EDGE_LINE ? take_line(&b, found, c) : take_inline(&b, found, c);
    if (status != FZ_OK) return status;
  }
  close_to(&b, 0, find_closing(s, n, rules->closing, out));
  return FZ_OK;
}
