/*
** bare.c: headings without a marker. Some reports number nothing, or nothing on the first
** level: a short line that ends in no punctuation, stands after a whole sentence and before
** prose is a heading then. Lines cut by a typesetter look the same but for what is before.
*/
#include "outline/parts.h"

/* What one line that is not blank says about itself and its neighbours. */
typedef struct line {
  size_t start, stop;
  bool is_marked; /* begins with a candidate */
  bool is_long;   /* longer than a heading may be */
  bool is_ended;  /* ends as a sentence or a list item does */
  bool is_prose;  /* ends as a sentence does, or is long */
} line;

enum { MIN_CHARACTERS = 4 };

static bool is_longer(const char *s, size_t start, size_t stop, size_t characters) {
  size_t count = 0, length;
  for (size_t at = start; at < stop && count <= characters; at += length, count++)
    fz_outline_char(s + at, stop - at, &length);
  return count > characters;
}

static line read_line(const char *s, size_t start, size_t end, size_t max) {
  line l = {.start = fz_outline_skip(s, start, end, false), .stop = fz_outline_trim(s, start, end)};
  uint32_t last = fz_outline_last_char(s, l.start, l.stop);
  l.is_long = is_longer(s, l.start, l.stop, max);
  l.is_ended = fz_outline_sentence_mark(last) || fz_outline_closer(last);
  l.is_prose = l.is_long || fz_outline_in_set("。！？!?", last) || fz_outline_closer(last);
  return l;
}

/* Whether the line by itself could be a heading. */
static bool reads_as_heading(const char *s, const line *l) {
  size_t n = l->stop - l->start, length;
  const char *at = s + l->start;
  uint32_t first = fz_outline_char(at, n, &length);
  uint32_t last = fz_outline_last_char(s, l->start, l->stop);
  if (l->is_marked || l->is_long || l->is_ended) return false;
  if (fz_outline_in_set("，,、.．-—", last)) return false;
  if (fz_outline_in_set("（(《〈【[-—–•●◆■※*·", first)) return false;
  if (fz_outline_contains("。|；|;|：|:|@|//", at, n)) return false;
  return is_longer(s, l->start, l->stop, MIN_CHARACTERS - 1);
}

/* Copies the candidates from *next on that begin before `limit`. */
static fz_status copy_marked(const candidates *marked, size_t *next, size_t limit,
                             candidates *out) {
  for (; *next < marked->count && marked->items[*next].start < limit; (*next)++)
    if (fz_outline_append(out, &marked->items[*next]) != FZ_OK) return FZ_NOMEM;
  return FZ_OK;
}

static bool has_comma(const char *s, const line *l) {
  return fz_outline_contains("，|,", s + l->start, l->stop - l->start);
}

/* Whether a candidate begins at `start`; *seen moves along the candidates. */
static bool is_candidate(const candidates *marked, size_t *seen, size_t start) {
  while (*seen < marked->count && marked->items[*seen].start < start) (*seen)++;
  return *seen < marked->count && marked->items[*seen].start == start;
}

fz_status fz_outline_bare(const char *s, size_t n, const fz_outline_rules *rules,
                          const candidates *marked, candidates *out, size_t *added) {
  candidate bare = {.next = NO_CANDIDATE, .rank = fz_outline_top_rank(rules), .edge = EDGE_LINE};
  bool has_prose = false, may_head = true, is_waiting = false;
  size_t next = 0, seen = 0, number = 0;
  *added = 0;
  for (size_t at = 0, end; at < n; at = end + 1, number++) {
    end = fz_outline_line_end(s, at, n);
    line l = read_line(s, at, end, rules->bare_max);
    if (l.start >= l.stop) continue;
    l.is_marked = is_candidate(marked, &seen, l.start);
    if (is_waiting && (l.is_prose || l.is_marked)) {
      if (copy_marked(marked, &next, bare.start, out) != FZ_OK) return FZ_NOMEM;
      if (fz_outline_append(out, &bare) != FZ_OK) return FZ_NOMEM;
      (*added)++;
    }
    /* What stands above the first prose is the title; no title has a comma. */
    has_prose = has_prose || l.is_prose || has_comma(s, &l);
    is_waiting = may_head && reads_as_heading(s, &l);
    may_head = l.is_ended || !has_prose;
    bare.start = bare.stop = l.start;
    bare.line = number;
  }
  return copy_marked(marked, &next, n, out);
}
