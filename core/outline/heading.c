/*
** heading.c: what the heading of a section is: the rest of its line, its first sentence, or
** none. An item inside a paragraph has one only if its first sentence leads what follows.
*/
#include "outline/parts.h"

#include <string.h>

typedef struct extent {
  size_t start, stop;
} extent;

static const extent NO_HEADING = {0, 0};

/* Position of the first 。 in [start, stop), `stop` if there is none. */
static size_t find_full_stop(const char *s, size_t start, size_t stop) {
  static const char full_stop[] = "。";
  const char *at = start < stop ? memmem(s + start, stop - start, full_stop, 3) : NULL;
  return at != NULL ? (size_t)(at - s) : stop;
}

/* At most `max` characters and no digit among them. */
static bool is_short_without_figures(const char *s, extent e, size_t max) {
  size_t count = 0, length;
  for (size_t at = e.start; at < e.stop; at += length) {
    if (++count > max) return false;
    if (fz_outline_digit(fz_outline_char(s + at, e.stop - at, &length))) return false;
  }
  return count > 0;
}

static bool is_lead(const char *s, extent e, const fz_outline_rules *rules) {
  const char *at = s + e.start;
  size_t n = e.stop - e.start;
  return is_short_without_figures(s, e, rules->lead_max) &&
         !fz_outline_begins(rules->lead_not_open, at, n) &&
         !fz_outline_contains(rules->lead_not_contain, at, n);
}

/* Whether it ends as a part of a sentence does, so that it is no heading. */
static bool ends_as_item(const char *s, extent e) {
  return fz_outline_in_set("；;，,、", fz_outline_last_char(s, e.start, e.stop));
}

/*
** The first sentence, if it leads more text; first on its line, the whole line does if it
** ends without punctuation. `own` is the section up to its first child.
*/
static extent lead_phrase(const char *s, extent own, bool is_line, bool has_child,
                          const fz_outline_rules *rules) {
  size_t line = fz_outline_line_end(s, own.start, own.stop);
  size_t end = find_full_stop(s, own.start, line);
  bool is_cut = end == line; /* no full stop */
  extent e = {own.start, fz_outline_trim(s, own.start, end)};
  size_t more = fz_outline_skip(s, is_cut ? end : end + 3, own.stop, true);
  if (more == own.stop && !has_child) return NO_HEADING;
  if (!is_cut) return is_lead(s, e, rules) ? e : NO_HEADING;
  if (!is_line || line == own.stop) return NO_HEADING;
  return ends_as_item(s, e) ? NO_HEADING : e;
}

/* What stands before an item on the same line: a heading glued to it, or words that lead to it. */
static extent head_before_item(const char *s, extent e, const fz_outline_rules *rules) {
  uint32_t last = fz_outline_last_char(s, e.start, e.stop);
  if (!fz_outline_in_set("，,、：:；;", last)) return e;
  size_t length = last < 0x80 ? 1 : 3;
  extent lead = {e.start, fz_outline_trim(s, e.start, e.stop - length)};
  return is_lead(s, lead, rules) ? lead : NO_HEADING;
}

/* The line, or its first sentence. */
static extent line_heading(const char *s, extent own, bool has_child,
                           const fz_outline_rules *rules) {
  size_t line = fz_outline_line_end(s, own.start, own.stop);
  size_t end = find_full_stop(s, own.start, line);
  extent e = {own.start, fz_outline_trim(s, own.start, end)};
  if (end < line) return e;
  if (line == own.stop && has_child) return head_before_item(s, e, rules);
  return ends_as_item(s, e) ? NO_HEADING : e;
}

static extent heading_of(const char *s, const fz_outline_rules *rules, const fz_outline *outline,
                         size_t i) {
  const fz_section *section = &outline->sections[i];
  const candidate *from = outline->from[i];
  bool has_child = i + 1 < outline->count && outline->sections[i + 1].parent == i + 1;
  extent own = {section->marker_stop, has_child ? outline->sections[i + 1].start : section->stop};
  bool is_line = from->edge == EDGE_LINE;
  /* A marker alone on its line has its heading on the next. */
  own.start = fz_outline_skip(s, own.start, own.stop, is_line);
  if (own.start >= own.stop) return NO_HEADING;
  bool needs_lead = !is_line || (from->marker != NULL && from->marker->phrase);
  return needs_lead ? lead_phrase(s, own, is_line, has_child, rules)
                    : line_heading(s, own, has_child, rules);
}

void fz_outline_head(const char *s, const fz_outline_rules *rules, fz_outline *outline) {
  for (size_t i = 0; i < outline->count; i++) {
    fz_section *section = &outline->sections[i];
    extent e = heading_of(s, rules, outline, i);
    if (e.start >= e.stop) e.start = e.stop = section->marker_stop;
    section->heading_start = e.start;
    section->heading_stop = e.stop;
  }
}
