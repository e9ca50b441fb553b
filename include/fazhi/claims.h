/*
** claims.h: who of many claims a number: each claimant has patterns (patterns.h) that speak for it
** around the number, and may have others that speak against it, around the number or anywhere in
** the number's clause.
**
** The patterns are tried in their order and no longer than is needed: behind one that speaks for a
** claimant within the clause the others of that claimant are not, and what speaks against it is
** tried only where something speaks for it.
*/
#ifndef FAZHI_CLAIMS_H
#define FAZHI_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fazhi/patterns.h"
#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a pattern says of its claimant. */
typedef enum fz_claim_role {
  FZ_CLAIM_FOR,           /* the number is its own */
  FZ_CLAIM_AGAINST,       /* it is not */
  FZ_CLAIM_AGAINST_CLAUSE /* it is not, wherever in the clause of the number it matches */
} fz_claim_role;

/* Whose a pattern is: claimants are told by numbers of the caller's. */
typedef struct fz_claim_part {
  size_t owner;
  fz_claim_role role;
} fz_claim_part;

/* A number of the text: its mark, and the clause s[clause_start .. clause_stop) that it stands in. */
typedef struct fz_claim_place {
  size_t place, clause_start, clause_stop;
} fz_claim_place;

/* Who claims it and by which pattern, and whether that stands within the clause. */
typedef struct fz_claim {
  size_t owner, pattern;
  bool is_near;
} fz_claim;

typedef struct fz_claims fz_claims;

/*
** Claims by the patterns, which are borrowed as long as the claims live; `parts` has one for each.
** The patterns of a claimant stand side by side, owners rise, and what speaks for a claimant stands
** before what speaks against it. *out is the caller's, freed with fz_claims_free. FZ_INVALID: another
** order, with the place of the pattern as offset; FZ_NOMEM.
*/
FZ_API fz_status fz_claims_new(const fz_patterns *patterns, const fz_claim_part *parts,
                               fz_claims **out, fz_error *error);

/* Gives claims back; NULL is none. */
FZ_API void fz_claims_free(fz_claims *claims);

/* How many patterns there are. */
FZ_API size_t fz_claims_count(const fz_claims *claims);

/* Reads a flat text, borrowed until the next is read: which patterns may match in it. */
FZ_API void fz_claims_read(fz_claims *claims, const char *s, size_t length);

/*
** Who claims a number of the text that was read last, in the order of the owners. `some` has bit
** n % 64 of some[n / 64] set for every pattern n that may speak for its claimant; `out` has room for
** as many as there are such patterns. The best pattern of a claimant counts: the first within the
** clause, else the first. Returns how many were told.
*/
FZ_API size_t fz_claims_at(const fz_claims *claims, const fz_claim_place *place,
                           const uint64_t *some, fz_claim *out);

#ifdef __cplusplus
}
#endif
#endif
