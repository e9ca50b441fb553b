/*
** fingerprints.c: the index that leads from a fingerprint to the texts that have it, and
** what is stock.
*/
#include <stdlib.h>

#include "text/collection.h"

enum { OFTEN = 8 }; /* places of a fingerprint in a text; further ones say little */

/* A print, by its number, beside its hash: what is sorted lies together. */
typedef struct key {
  uint32_t hash, print;
} key;

/* What making the index needs: the prints in order of hash, and who has been seen with one. */
typedef struct draft {
  key *order, *spare;
  uint32_t *seen; /* for each owner the run of equal hashes it was met in last, from 1 */
  uint32_t run;
} draft;

static void free_draft(draft *d) {
  free(d->order);
  free(d->spare);
  free(d->seen);
}

/* Sorts the prints by hash, equal ones as they stand: by text and place. */
static void sort_prints(const fz_passages *p, draft *d) {
  for (size_t i = 0; i < p->print_count; i++) d->order[i] = (key){p->prints[i].hash, (uint32_t)i};
  for (unsigned shift = 0; shift < 32; shift += 8) {
    size_t starts[257] = {0};
    for (size_t i = 0; i < p->print_count; i++) starts[(d->order[i].hash >> shift & 255) + 1]++;
    for (size_t b = 0; b < 256; b++) starts[b + 1] += starts[b];
    for (size_t i = 0; i < p->print_count; i++)
      d->spare[starts[d->order[i].hash >> shift & 255]++] = d->order[i];
    key *swap = d->order;
    d->order = d->spare;
    d->spare = swap;
  }
}

/* A run of equal hashes in the order: how many texts and owners have it. */
typedef struct run {
  size_t start, stop, texts, owners;
} run;

static run next_run(const fz_passages *p, draft *d, size_t start) {
  run r = {.start = start, .stop = start};
  uint32_t last = UINT32_MAX, hash = d->order[start].hash;
  d->run++;
  for (; r.stop < p->print_count && d->order[r.stop].hash == hash; r.stop++) {
    uint32_t one = p->prints[d->order[r.stop].print].text, owner = p->texts[one].owner;
    if (one != last) r.texts++;
    if (d->seen[owner] != d->run) r.owners++;
    d->seen[owner] = d->run;
    last = one;
  }
  return r;
}

static void mark_stock(fz_passages *p, const draft *d, const run *r) {
  for (size_t i = r->start; i < r->stop; i++) p->prints[d->order[i].print].group = FZ_STOCK;
}

/* Enters the places of a run as a group. */
static void put_group(fz_passages *p, const draft *d, const run *r, uint32_t *used) {
  uint32_t last = UINT32_MAX;
  int often = 0;
  for (size_t i = r->start; i < r->stop; i++) {
    fz_print *one = &p->prints[d->order[i].print];
    bool again = one->text == last;
    often = again ? often + 1 : 0;
    if (often < OFTEN) p->members[(*used)++] = (fz_member){one->text, one->at & INT32_MAX, again};
    one->group = p->group_count;
    one->hash = again; /* which nobody needs any more */
    last = one->text;
  }
  p->groups[++p->group_count] = *used;
}

static void count_rare(fz_passages *p, const draft *d, const run *r) {
  uint32_t last = UINT32_MAX;
  for (size_t i = r->start; i < r->stop; i++) {
    uint32_t one = p->prints[d->order[i].print].text;
    if (one != last) p->texts[one].rare++;
    last = one;
  }
}

static void put_groups(fz_passages *p, draft *d, size_t limit) {
  uint32_t used = 0;
  p->groups[0] = p->group_count = 0;
  for (size_t at = 0; at < p->print_count;) {
    run r = next_run(p, d, at);
    at = r.stop;
    if (r.owners > limit) {
      mark_stock(p, d, &r);
      continue;
    }
    count_rare(p, d, &r);
    if (r.texts > 1) put_group(p, d, &r, &used);
  }
}

/* The links of each text, by place. */
static void put_links(fz_passages *p) {
  for (size_t i = 0; i < p->print_count; i++) {
    const fz_print *one = &p->prints[i];
    fz_collected *t = &p->texts[one->text];
    if (one->group < FZ_STOCK)
      p->links[t->first + t->links++] = (fz_link){one->group, one->at & INT32_MAX, one->hash & 1};
  }
}

/* The letters under stock prints are stock, and those between two that follow each other. */
static void cover_stock(fz_passages *p) {
  for (size_t i = 0; i < p->print_count; i++) {
    const fz_print *one = &p->prints[i], *before = i > 0 ? one - 1 : NULL;
    if (one->group != FZ_STOCK) continue;
    bool follows = before != NULL && before->group == FZ_STOCK && before->text == one->text;
    fz_letter *letters = p->texts[one->text].letters;
    size_t count = p->texts[one->text].count, stop = one->at;
    for (unsigned k = 0; k < p->k && stop < count; k++)
      stop = fz_letter_behind(letters, count, stop);
    for (size_t at = follows ? before->at : one->at; at < stop; at++) letters[at].stock = 1;
  }
}

void fz_passages_free_index(fz_passages *p) {
  free(p->links);
  free(p->members);
  free(p->groups);
  free(p->shares);
  free(p->met);
  free(p->kept);
  p->links = NULL;
  p->members = NULL;
  p->shares = NULL;
  p->groups = p->met = p->kept = NULL;
}

static fz_status make_draft(const fz_passages *p, draft *d, fz_error *error) {
  d->order = malloc((p->print_count + 1) * sizeof *d->order);
  d->spare = malloc((p->print_count + 1) * sizeof *d->spare);
  d->seen = calloc((size_t)p->owners + 1, sizeof *d->seen);
  return d->order && d->spare && d->seen ? FZ_OK : fz_passages_no_memory(error);
}

static fz_status make_room(fz_passages *p, fz_error *error) {
  p->links = malloc((p->print_count + 1) * sizeof *p->links);
  p->members = malloc((p->print_count + 1) * sizeof *p->members);
  p->groups = malloc((p->print_count + 2) * sizeof *p->groups);
  p->shares = calloc(p->count + 1, sizeof *p->shares);
  p->met = malloc((p->count + 1) * sizeof *p->met);
  p->kept = malloc((p->count + 1) * sizeof *p->kept);
  if (p->links && p->members && p->groups && p->shares && p->met && p->kept) return FZ_OK;
  fz_passages_free_index(p);
  return fz_passages_no_memory(error);
}

fz_status fz_passages_index(fz_passages *p, size_t limit, fz_error *error) {
  if (p->indexed) return fz_passages_invalid(error, "the index is made already");
  draft d = {0};
  fz_status status = make_draft(p, &d, error);
  if (status == FZ_OK) status = make_room(p, error);
  if (status == FZ_OK) {
    sort_prints(p, &d);
    put_groups(p, &d, limit);
    put_links(p);
    cover_stock(p);
    free(p->prints);
    p->prints = NULL;
    p->indexed = true;
  }
  free_draft(&d);
  return status;
}
