/*
** claims.c: who of many claims a number (fazhi/claims.h). Knows no word.
*/
#include "fazhi/claims.h"

#include <stdlib.h>
#include <string.h>

/* The patterns of a claimant that speak against it: around the number from `against` on, in the
 * clause from `clause` on. */
typedef struct claimant {
  size_t owner, against, clause, stop;
} claimant;

struct fz_claims {
  const fz_patterns *patterns;
  size_t count; /* of the patterns */
  claimant *claimants;
  size_t claimant_count;
  size_t *claimant_of; /* by pattern */
  uint64_t *bits;      /* of the patterns that may match in the text */
  const char *s;
  size_t length;
};

static size_t words_for(size_t count) { return (count + 63) / 64; }

/* ---- making ---- */

static bool put_part(fz_claims *c, const fz_claim_part *part, fz_claim_role *role, size_t n) {
  claimant *last = c->claimant_count > 0 ? &c->claimants[c->claimant_count - 1] : NULL;
  if (last == NULL || part->owner != last->owner) {
    if (last != NULL && part->owner < last->owner) return false;
    last = &c->claimants[c->claimant_count++];
    *last = (claimant){part->owner, n, n, n};
    *role = FZ_CLAIM_FOR;
  }
  if (part->role < *role || part->role > FZ_CLAIM_AGAINST_CLAUSE) return false;
  *role = part->role;
  last->stop = n + 1;
  if (part->role == FZ_CLAIM_FOR) last->against = n + 1;
  if (part->role != FZ_CLAIM_AGAINST_CLAUSE) last->clause = n + 1;
  c->claimant_of[n] = c->claimant_count - 1;
  return true;
}

static fz_status fill(fz_claims *c, const fz_claim_part *parts, fz_error *error) {
  fz_claim_role role = FZ_CLAIM_FOR;
  for (size_t n = 0; n < c->count; n++)
    if (!put_part(c, &parts[n], &role, n))
      return fz_error_set(error, FZ_INVALID, n, "pattern %zu stands out of order", n + 1);
  return FZ_OK;
}

fz_status fz_claims_new(const fz_patterns *patterns, const fz_claim_part *parts, fz_claims **out,
                        fz_error *error) {
  *out = NULL;
  fz_status status = FZ_NOMEM;
  fz_claims *c = calloc(1, sizeof *c);
  if (c == NULL) goto out;
  c->patterns = patterns;
  c->count = fz_patterns_count(patterns);
  c->claimants = calloc(c->count + 1, sizeof *c->claimants);
  c->claimant_of = calloc(c->count + 1, sizeof *c->claimant_of);
  c->bits = calloc(words_for(c->count) + 1, sizeof *c->bits);
  if (c->claimants == NULL || c->claimant_of == NULL || c->bits == NULL) goto out;
  status = fill(c, parts, error);
out:
  if (status == FZ_OK) {
    *out = c;
    return FZ_OK;
  }
  fz_claims_free(c);
  return status == FZ_NOMEM ? fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory") : status;
}

void fz_claims_free(fz_claims *c) {
  if (c == NULL) return;
  free(c->claimants);
  free(c->claimant_of);
  free(c->bits);
  free(c);
}

size_t fz_claims_count(const fz_claims *c) { return c->count; }

/* ---- asking ---- */

void fz_claims_read(fz_claims *c, const char *s, size_t length) {
  c->s = s;
  c->length = length;
  fz_patterns_present(c->patterns, s, length, c->bits);
}

static bool may_match(const fz_claims *c, size_t n) { return (c->bits[n / 64] >> n % 64 & 1) != 0; }

/* Whether something speaks against a claimant. */
static bool is_refused(const fz_claims *c, const claimant *one, const fz_claim_place *at) {
  size_t start, stop;
  for (size_t n = one->against; n < one->clause; n++)
    if (may_match(c, n) &&
        fz_patterns_at(c->patterns, n, c->s, c->length, at->place, &start, &stop))
      return true;
  const char *clause = c->s + at->clause_start;
  size_t length = at->clause_stop - at->clause_start;
  for (size_t n = one->clause; n < one->stop; n++)
    if (may_match(c, n) && fz_patterns_find(c->patterns, n, clause, length, 0, &stop)) return true;
  return false;
}

/* A clause within the text, whatever is said of it. */
static fz_claim_place clipped(const fz_claims *c, const fz_claim_place *at) {
  fz_claim_place place = *at;
  if (place.clause_stop > c->length) place.clause_stop = c->length;
  if (place.clause_start > place.clause_stop) place.clause_start = place.clause_stop;
  return place;
}

/* What was found of one claimant, while others are looked for. */
typedef struct finding {
  fz_claim *out;
  size_t count;    /* of the claims that are settled */
  bool is_found;   /* out[count] is the best so far */
  uint64_t before; /* what stands before the number, see fz_patterns_before */
} finding;

/* Ends the search for a claimant. */
static void settle(const fz_claims *c, finding *f, size_t one, const fz_claim_place *at) {
  if (f->is_found && !is_refused(c, &c->claimants[one], at)) f->count++;
  f->is_found = false;
}

/* Tries pattern n, which may speak for its claimant. */
static void try_pattern(const fz_claims *c, finding *f, size_t n, const fz_claim_place *at) {
  size_t start, stop;
  if (f->is_found && f->out[f->count].is_near) return;
  if (!fz_patterns_may(c->patterns, n, f->before)) return;
  if (!fz_patterns_at(c->patterns, n, c->s, c->length, at->place, &start, &stop)) return;
  bool is_near = start >= at->clause_start && stop <= at->clause_stop + 1;
  if (f->is_found && !is_near) return;
  f->out[f->count] = (fz_claim){c->claimants[c->claimant_of[n]].owner, n, is_near};
  f->is_found = true;
}

size_t fz_claims_at(const fz_claims *c, const fz_claim_place *place, const uint64_t *some,
                    fz_claim *out) {
  fz_claim_place at = clipped(c, place);
  finding f = {.out = out, .before = fz_patterns_before(c->s, c->length, at.place)};
  size_t one = 0;
  for (size_t w = 0; w < words_for(c->count); w++) {
    for (uint64_t rest = c->bits[w] & some[w]; rest != 0; rest &= rest - 1) {
      size_t n = w * 64 + (size_t)__builtin_ctzll(rest);
      if (c->claimant_of[n] != one) settle(c, &f, one, &at);
      one = c->claimant_of[n];
      try_pattern(c, &f, n, &at);
    }
  }
  settle(c, &f, one, &at);
  return f.count;
}
