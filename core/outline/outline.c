/*
** outline.c: the outline as the public header promises it: rules checked, candidates found,
** sections built, headings set.
*/
#include "outline/parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- rules ---- */

static bool is_empty(const char *list) { return list == NULL || *list == '\0'; }

/* Whether some alternative of the list is empty. */
static bool may_be_empty(const char *list) {
  if (is_empty(list)) return true;
  size_t n = strlen(list);
  return list[0] == '|' || list[n - 1] == '|' || strstr(list, "||") != NULL;
}

/* What is wrong with a marker, NULL if nothing. */
static const char *find_fault(const fz_marker *m) {
  const unsigned places = FZ_AT_LINE | FZ_AT_SENTENCE | FZ_AT_CLAUSE | FZ_AT_GLUED;
  if (m->level < 1) return "level is less than 1";
  if (m->where == 0 || (m->where & ~places) != 0) return "where names no place";
  switch (m->numbering) {
    case FZ_NUMBER_HAN:
    case FZ_NUMBER_ARABIC:
      return may_be_empty(m->open) && may_be_empty(m->close)
                 ? "a number with neither open nor close"
                 : NULL;
    case FZ_NUMBER_CIRCLED:
    case FZ_NUMBER_BRACED:
      return NULL;
    case FZ_NUMBER_WORDS:
      return may_be_empty(m->open) ? "a list of words with an empty one" : NULL;
    case FZ_NUMBER_NONE:
      if (may_be_empty(m->open)) return "neither number nor word";
      return m->where != FZ_AT_LINE ? "without a number it may stand at a line only" : NULL;
    default:
      return "unknown numbering";
  }
}

static fz_status check_rules(const fz_outline_rules *rules, fz_error *error) {
  if (rules == NULL || (rules->count > 0 && rules->markers == NULL))
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "no rules for the outline");
  if (rules->count > MAX_MARKERS)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "more than %d kinds of markers",
                        (int)MAX_MARKERS);
  for (size_t i = 0; i < rules->count; i++) {
    const char *fault = find_fault(&rules->markers[i]);
    if (fault != NULL)
      return fz_error_set(error, FZ_INVALID, (size_t)-1, "marker %zu: %s", i + 1, fault);
  }
  return FZ_OK;
}

/* ---- parsing ---- */

static bool has_top_level(const fz_outline *outline) {
  for (size_t i = 0; i < outline->count; i++)
    if (outline->sections[i].level == 1) return true;
  return false;
}

/* Builds again with the lines that are headings without a marker, if there are enough of them. */
static fz_status build_bare(const char *s, size_t n, const fz_outline_rules *rules,
                            const candidates *marked, candidates *all, fz_outline *out) {
  size_t added;
  fz_status status = fz_outline_bare(s, n, rules, marked, all, &added);
  if (status != FZ_OK) return status;
  /* Beside numbered sections one line alone is more likely a leftover than a heading. */
  if (added < (out->count > 0 ? 2u : 1u)) return FZ_OK;
  out->count = 0;
  return fz_outline_build(s, n, rules, all, out);
}

static fz_status parse(const char *s, size_t n, const fz_outline_rules *rules, fz_outline *out) {
  candidates marked = {0}, all = {0};
  fz_status status = fz_outline_scan(s, n, rules, &marked);
  if (status == FZ_OK) status = fz_outline_build(s, n, rules, &marked, out);
  if (status == FZ_OK && rules->bare_max > 0 && !has_top_level(out))
    status = build_bare(s, n, rules, &marked, &all, out);
  if (status == FZ_OK) fz_outline_head(s, rules, out);
  free(marked.items);
  free(all.items);
  free(out->from);
  out->from = NULL;
  return status;
}

fz_status fz_outline_parse(const char *text, size_t length, const fz_outline_rules *rules,
                           fz_outline **out, fz_error *error) {
  *out = NULL;
  fz_status status = check_rules(rules, error);
  if (status != FZ_OK) return status;
  fz_outline *outline = calloc(1, sizeof *outline);
  if (outline == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  status = parse(length > 0 ? text : "", length, rules, outline);
  if (status != FZ_OK) {
    fz_outline_free(outline);
    return fz_error_set(error, status, (size_t)-1,
                        status == FZ_NOMEM ? "out of memory" : "more sections open than may be");
  }
  *out = outline;
  return FZ_OK;
}

const fz_section *fz_outline_sections(const fz_outline *outline, size_t *count) {
  *count = outline != NULL ? outline->count : 0;
  return *count > 0 ? outline->sections : NULL;
}

void fz_outline_free(fz_outline *outline) {
  if (outline == NULL) return;
  free(outline->sections);
  free(outline->from);
  free(outline);
}
