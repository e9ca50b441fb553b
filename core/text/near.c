/*
** near.c: which texts may share a passage with one: those that have several of its fingerprints in
** a row. What is found is kept until another text is asked about.
*/
#include <stdlib.h>

#include "text/collection.h"
#include "text/grow.h"

enum {
  APART = 100, /* letters between fingerprints of one passage, stock among them, at most */
  DRIFT = 24   /* by how much they may be further apart in one text than in the other */
};

fz_status fz_passages_check(const fz_passages *p, size_t one, size_t other, fz_error *error) {
  if (!p->indexed) return fz_passages_invalid(error, "the index is not made yet");
  if (one >= p->count || other >= p->count)
    return fz_passages_invalid(error, "there is no such text");
  return FZ_OK;
}

/* What a passage must have at least: so many fingerprints in a row, the last so many letters behind
** the first. */
typedef struct want {
  uint32_t chain, length;
} want;

static want wanted(size_t letters) {
  if (letters > INT32_MAX) letters = INT32_MAX;
  uint32_t n = (uint32_t)letters / FZ_PASSAGES_PER_PRINT;
  return (want){.chain = n < 1 ? 1 : n, .length = n < 2 ? 0 : (uint32_t)letters * 3 / 10};
}

static bool is_enough(const fz_seed *x, want w) {
  return x->chain >= w.chain && x->i - x->from >= w.length;
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Counts in `stop` of `shares` the seeds with each text before `before`; `met` lists the texts. */
static size_t count_seeds(fz_passages *p, size_t own, size_t before) {
  const fz_collected *t = &p->texts[own];
  size_t total = 0;
  for (size_t i = 0; i < t->links; i++) {
    uint32_t group = p->links[t->first + i].group;
    for (uint32_t m = p->groups[group]; m < p->groups[group + 1]; m++) {
      uint32_t other = p->members[m].text;
      if (other >= before) break;
      if (other == own) continue;
      if (p->shares[other].stop++ == 0) p->met[p->met_count++] = other;
      total++;
    }
  }
  return total;
}

/* Gives each text that has enough its place among the seeds, as yet empty; `kept` lists them. */
static void divide_seeds(fz_passages *p, size_t least) {
  uint32_t start = 0;
  for (size_t i = 0; i < p->met_count; i++) {
    uint32_t other = p->met[i], count = p->shares[other].stop;
    p->shares[other] = count < least ? (fz_range){UINT32_MAX, 0} : (fz_range){start, start};
    if (count < least) continue;
    p->kept[p->kept_count++] = other;
    start += count;
  }
}

static void put_seeds(fz_passages *p, size_t own, size_t before) {
  const fz_collected *t = &p->texts[own];
  for (size_t i = 0; i < t->links; i++) {
    fz_link one = p->links[t->first + i];
    for (uint32_t m = p->groups[one.group]; m < p->groups[one.group + 1]; m++) {
      fz_member other = p->members[m];
      if (other.text >= before) break;
      if (other.text == own || p->shares[other.text].start == UINT32_MAX) continue;
      p->seeds[p->shares[other.text].stop++] =
          (fz_seed){.i = one.at, .j = other.at, .again = one.again | other.again};
    }
  }
}

/* Sets how many fingerprints lie in a row up to `last`, with about as many letters between. */
static void make_chain(const fz_seed *first, fz_seed *last) {
  last->chain = 1;
  last->from = last->i;
  for (const fz_seed *x = last; x > first && last->i - x[-1].i <= APART;) {
    x--;
    if (x->i == last->i || x->j >= last->j || x->chain < last->chain) continue;
    uint32_t m = last->i - x->i, n = last->j - x->j;
    if (n > APART + DRIFT || (m > n ? m - n : n - m) > DRIFT) continue;
    last->chain = (x->chain + 1) & 0x3FFFFFFF;
    last->from = x->from;
  }
}

/* Makes the chains among the seeds of a range; is there one that is enough? */
static bool make_chains(fz_passages *p, fz_range r, want w) {
  bool found = false;
  for (uint32_t i = r.start; i < r.stop; i++) {
    make_chain(p->seeds + r.start, p->seeds + i);
    p->seeds[i].enough = is_enough(p->seeds + i, w);
    found = found || p->seeds[i].enough;
  }
  return found;
}

/* Of the kept texts those with a long enough chain remain, in order. */
static void keep_chains(fz_passages *p, want w) {
  size_t count = 0;
  for (size_t i = 0; i < p->kept_count; i++)
    if (make_chains(p, p->shares[p->kept[i]], w)) p->kept[count++] = p->kept[i];
  p->kept_count = count;
  qsort(p->kept, count, sizeof *p->kept, compare_numbers);
}

static void forget(fz_passages *p) {
  for (size_t i = 0; i < p->met_count; i++) p->shares[p->met[i]] = (fz_range){0, 0};
  p->met_count = p->kept_count = 0;
  p->asked = SIZE_MAX;
}

fz_status fz_passages_ask(fz_passages *p, size_t own, size_t before, size_t letters,
                          fz_error *error) {
  forget(p);
  want w = wanted(letters);
  size_t total = count_seeds(p, own, before);
  fz_seed *seeds = NULL;
  if (total < UINT32_MAX) seeds = fz_grow(p->seeds, &p->seed_capacity, 0, total + 1, sizeof *seeds);
  if (seeds == NULL) {
    forget(p);
    return fz_passages_no_memory(error);
  }
  p->seeds = seeds;
  divide_seeds(p, w.chain);
  put_seeds(p, own, before);
  keep_chains(p, w);
  p->asked = own;
  p->asked_before = before;
  p->asked_least = letters;
  return FZ_OK;
}

fz_status fz_passages_near(fz_passages *p, size_t own, size_t before, size_t least,
                           const uint32_t **list, size_t *count, fz_error *error) {
  *list = NULL;
  *count = 0;
  fz_status status = fz_passages_check(p, own, own, error);
  if (status == FZ_OK) status = fz_passages_ask(p, own, before, least, error);
  if (status != FZ_OK) return status;
  *list = p->kept;
  *count = p->kept_count;
  return FZ_OK;
}
