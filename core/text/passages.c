/*
** passages.c: a collection of texts: their letters and fingerprints, the index that leads from a
** fingerprint to the texts that have it, and the passages that two of them share. The methods
** are named in passages.h; the walk along a passage is in align.c.
*/
#include "fazhi/passages.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/sketch.h"
#include "text/align.h"
#include "text/grow.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
  OFTEN = 8,  /* places of a fingerprint in a text; further ones say little */
  APART = 100, /* letters between fingerprints of one passage, stock among them, at most */
  DRIFT = 24  /* by how much they may be further apart in one text than in the other */
};

/* Instead of the number of a group: */
static const uint32_t ALONE = UINT32_MAX, STOCK = UINT32_MAX - 1;

typedef struct text {
  fz_letter *letters;
  size_t count;
  uint32_t owner;
  uint32_t first, links; /* where its prints begin, and its links; how many links it has */
  uint32_t rare;         /* different fingerprints that are not stock */
} text;

/* A fingerprint as a text was read, and where; later the group of equal ones, ALONE or STOCK. */
typedef struct print {
  uint32_t hash, text, at, group;
} print;

/* A place where a text has the fingerprint of a group, which another text has too. */
typedef struct link {
  uint32_t group, at : 31, again : 1; /* again: not the first place of the group in its text */
} link;

/* The same seen from the group. */
typedef struct member {
  uint32_t text, at : 31, again : 1;
} member;

/* Where two texts have the same fingerprint; `chain` is how many lie in a row up to it, from the
** place `from` on. */
typedef struct seed {
  uint32_t i, j, chain : 31, again : 1, from;
} seed;

/* Some of the seeds: [start, stop). */
typedef struct range {
  uint32_t start, stop;
} range;

struct fz_passages {
  unsigned k, window;
  text *texts;
  size_t count, capacity;
  print *prints; /* by text and place, until the index is made */
  size_t print_count, print_capacity;
  uint32_t owners; /* one more than the largest number */
  bool indexed;

  link *links;      /* of each text by place */
  member *members;  /* of each group by text and place */
  uint32_t *groups; /* where the members of a group begin; one more at the end */
  uint32_t group_count;

  size_t asked, asked_before, asked_least; /* what the rest is about; SIZE_MAX: nothing */
  range *shares;        /* for each text its seeds with the one that is asked about */
  seed *seeds;          /* by place in it */
  uint32_t *met, *kept; /* texts with seeds, and those that are near */
  size_t seed_capacity, met_count, kept_count;
  fz_passage *passages;     /* what fz_passages_compare lends out */
  fz_piece *tried;          /* the spans of all that it extended, kept or not */
  fz_difference *edits;
  size_t passage_count, passage_capacity, tried_count, tried_capacity, edit_count, edit_capacity;
  fz_alignment alignment;
};

static fz_status no_memory(fz_error *error) {
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

static fz_status invalid(fz_error *error, const char *message) {
  return fz_error_set(error, FZ_INVALID, (size_t)-1, "%s", message);
}

fz_status fz_passages_new(unsigned k, unsigned window, fz_passages **out, fz_error *error) {
  *out = NULL;
  if (k < 1 || k > FZ_SHINGLE_MAX || window < 1 || window > FZ_PASSAGES_WINDOW_MAX)
    return invalid(error, "runs or windows of a length that is not allowed");
  fz_passages *p = calloc(1, sizeof *p);
  if (p == NULL) return no_memory(error);
  p->k = k;
  p->window = window;
  p->asked = SIZE_MAX;
  *out = p;
  return FZ_OK;
}

static void free_index(fz_passages *p) {
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

void fz_passages_free(fz_passages *p) {
  if (p == NULL) return;
  for (size_t i = 0; i < p->count; i++) free(p->texts[i].letters);
  free(p->texts);
  free(p->prints);
  free_index(p);
  free(p->seeds);
  free(p->passages);
  free(p->tried);
  free(p->edits);
  free(p);
}

size_t fz_passages_count(const fz_passages *p) { return p->count; }

/* ---- reading a text ---------------------------------------------------------------------- */

static size_t count_letters(const char *s, size_t length) {
  size_t count = 0, width;
  for (size_t at = 0; at < length; at += width) count += fz_counted(fz_utf8_read(s + at, &width)) != 0;
  return count;
}

static fz_letter *read_letters(const char *s, size_t length, size_t count) {
  fz_letter *letters = malloc((count + 1) * sizeof *letters);
  if (letters == NULL) return NULL;
  size_t width, n = 0;
  for (size_t at = 0; at < length; at += width) {
    uint32_t c = fz_counted(fz_utf8_read(s + at, &width));
    if (c == 0) continue;
    letters[n++] = (fz_letter){.c = c & 0x1FFFFF, .width = width & 7, .at = (uint32_t)at};
  }
  return letters;
}

/* The last k letters, a number being one, whose hash rolls; and where they began. */
typedef struct roll {
  uint64_t window[FZ_SHINGLE_MAX], hash, leaving;
  uint32_t places[FZ_SHINGLE_MAX];
  size_t seen;
} roll;

/* The last w runs of k letters by their hashes, of which the lowest is kept. */
typedef struct winnow {
  uint32_t hashes[FZ_PASSAGES_WINDOW_MAX], places[FZ_PASSAGES_WINDOW_MAX];
  size_t seen, lowest; /* counted from the first run of the text */
  bool any;            /* has one been kept? */
} winnow;

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* The first letter behind the one at `at`, a number being one. */
static size_t behind(const fz_letter *letters, size_t count, size_t at) {
  if (!is_digit(letters[at].c)) return at + 1;
  while (at < count && is_digit(letters[at].c)) at++;
  return at;
}

static void take_letter(roll *x, unsigned k, const fz_letter *letters, size_t at) {
  size_t place = x->seen % k;
  uint64_t in = fz_mix(is_digit(letters[at].c) ? '0' : letters[at].c);
  uint64_t out = x->seen >= k ? x->window[place] * x->leaving : 0;
  x->hash = x->hash * fz_roll + in - out;
  x->window[place] = in;
  x->places[place] = (uint32_t)at;
  x->seen++;
}

/* Keeps the last of the lowest among the runs from `first` on. */
static void keep_lowest(fz_passages *p, winnow *x, size_t first) {
  x->lowest = first;
  for (size_t i = first + 1; i < x->seen; i++)
    if (x->hashes[i % p->window] <= x->hashes[x->lowest % p->window]) x->lowest = i;
  x->any = true;
  p->prints[p->print_count++] = (print){.hash = x->hashes[x->lowest % p->window],
                                        .text = (uint32_t)p->count,
                                        .at = x->places[x->lowest % p->window],
                                        .group = ALONE};
}

static void take_run(fz_passages *p, winnow *x, uint32_t hash, uint32_t place) {
  unsigned w = p->window;
  x->hashes[x->seen % w] = hash;
  x->places[x->seen % w] = place;
  x->seen++;
  if (x->seen < w) return;
  bool is_inside = x->any && x->lowest + w >= x->seen;
  if (!is_inside) keep_lowest(p, x, x->seen - w);
  else if (hash <= x->hashes[x->lowest % w]) keep_lowest(p, x, x->seen - 1);
}

static void winnow_text(fz_passages *p, const fz_letter *letters, size_t count) {
  roll r = {.leaving = 1};
  winnow x = {.any = false};
  for (unsigned i = 0; i < p->k; i++) r.leaving *= fz_roll;
  for (size_t at = 0; at < count; at = behind(letters, count, at)) {
    take_letter(&r, p->k, letters, at);
    if (r.seen < p->k) continue;
    take_run(p, &x, (uint32_t)(fz_mix(r.hash) >> 32), r.places[r.seen % p->k]);
  }
  if (!x.any && x.seen > 0) keep_lowest(p, &x, 0);
}

static fz_status check_text(const fz_passages *p, const char *s, size_t length, uint32_t owner,
                            fz_error *error) {
  if (p->indexed) return invalid(error, "texts are added before the index is made");
  if (owner > FZ_PASSAGES_OWNER_MAX) return invalid(error, "an owner has too large a number");
  if (length > INT32_MAX || p->print_count >= UINT32_MAX - length || p->count >= UINT32_MAX - 1)
    return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "too much text");
  size_t valid = fz_utf8_valid((const unsigned char *)s, length);
  if (valid == length) return FZ_OK;
  return fz_error_set(error, FZ_INVALID, valid, "not UTF-8 at byte %zu", valid);
}

fz_status fz_passages_add(fz_passages *p, const char *s, size_t length, uint32_t owner,
                          fz_error *error) {
  fz_status status = check_text(p, s, length, owner, error);
  if (status != FZ_OK) return status;
  size_t count = count_letters(s, length);
  text *texts = fz_grow(p->texts, &p->capacity, p->count, 1, sizeof *texts);
  if (texts == NULL) return no_memory(error);
  p->texts = texts;
  print *prints = fz_grow(p->prints, &p->print_capacity, p->print_count, count + 1, sizeof *prints);
  if (prints == NULL) return no_memory(error);
  p->prints = prints;
  fz_letter *letters = read_letters(s, length, count);
  if (letters == NULL) return no_memory(error);
  p->texts[p->count] = (text){
      .letters = letters, .count = count, .owner = owner, .first = (uint32_t)p->print_count};
  winnow_text(p, letters, count);
  p->count++;
  if (owner >= p->owners) p->owners = owner + 1;
  return FZ_OK;
}

/* ---- the index --------------------------------------------------------------------------- */

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
  for (size_t i = r->start; i < r->stop; i++) p->prints[d->order[i].print].group = STOCK;
}

/* Enters the places of a run as a group. */
static void put_group(fz_passages *p, const draft *d, const run *r, uint32_t *used) {
  uint32_t last = UINT32_MAX;
  int often = 0;
  for (size_t i = r->start; i < r->stop; i++) {
    print *one = &p->prints[d->order[i].print];
    bool again = one->text == last;
    often = again ? often + 1 : 0;
    if (often < OFTEN)
      p->members[(*used)++] = (member){one->text, one->at & INT32_MAX, again};
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
    const print *one = &p->prints[i];
    text *t = &p->texts[one->text];
    if (one->group < STOCK)
      p->links[t->first + t->links++] = (link){one->group, one->at & INT32_MAX, one->hash & 1};
  }
}

/* The letters under stock prints are stock, and those between two that follow each other. */
static void cover_stock(fz_passages *p) {
  for (size_t i = 0; i < p->print_count; i++) {
    const print *one = &p->prints[i], *before = i > 0 ? one - 1 : NULL;
    if (one->group != STOCK) continue;
    bool follows = before != NULL && before->group == STOCK && before->text == one->text;
    fz_letter *letters = p->texts[one->text].letters;
    size_t count = p->texts[one->text].count, stop = one->at;
    for (unsigned k = 0; k < p->k && stop < count; k++) stop = behind(letters, count, stop);
    for (size_t at = follows ? before->at : one->at; at < stop; at++) letters[at].stock = 1;
  }
}

static fz_status make_draft(const fz_passages *p, draft *d, fz_error *error) {
  d->order = malloc((p->print_count + 1) * sizeof *d->order);
  d->spare = malloc((p->print_count + 1) * sizeof *d->spare);
  d->seen = calloc((size_t)p->owners + 1, sizeof *d->seen);
  return d->order && d->spare && d->seen ? FZ_OK : no_memory(error);
}

static fz_status make_room(fz_passages *p, fz_error *error) {
  p->links = malloc((p->print_count + 1) * sizeof *p->links);
  p->members = malloc((p->print_count + 1) * sizeof *p->members);
  p->groups = malloc((p->print_count + 2) * sizeof *p->groups);
  p->shares = calloc(p->count + 1, sizeof *p->shares);
  p->met = malloc((p->count + 1) * sizeof *p->met);
  p->kept = malloc((p->count + 1) * sizeof *p->kept);
  if (p->links && p->members && p->groups && p->shares && p->met && p->kept)
    return FZ_OK;
  free_index(p);
  return no_memory(error);
}

fz_status fz_passages_index(fz_passages *p, size_t limit, fz_error *error) {
  if (p->indexed) return invalid(error, "the index is made already");
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

/* ---- asking ------------------------------------------------------------------------------ */

static fz_status check_asked(const fz_passages *p, size_t one, size_t other, fz_error *error) {
  if (!p->indexed) return invalid(error, "the index is not made yet");
  if (one >= p->count || other >= p->count) return invalid(error, "there is no such text");
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

static bool is_enough(const seed *x, want w) {
  return x->chain >= w.chain && x->i - x->from >= w.length;
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Counts in `stop` of `shares` the seeds with each text before `before`; `met` lists the texts. */
static size_t count_seeds(fz_passages *p, size_t own, size_t before) {
  const text *t = &p->texts[own];
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
    p->shares[other] = count < least ? (range){UINT32_MAX, 0} : (range){start, start};
    if (count < least) continue;
    p->kept[p->kept_count++] = other;
    start += count;
  }
}

static void put_seeds(fz_passages *p, size_t own, size_t before) {
  const text *t = &p->texts[own];
  for (size_t i = 0; i < t->links; i++) {
    link one = p->links[t->first + i];
    for (uint32_t m = p->groups[one.group]; m < p->groups[one.group + 1]; m++) {
      member other = p->members[m];
      if (other.text >= before) break;
      if (other.text == own || p->shares[other.text].start == UINT32_MAX) continue;
      p->seeds[p->shares[other.text].stop++] =
          (seed){.i = one.at, .j = other.at, .again = one.again | other.again};
    }
  }
}

/* Sets how many fingerprints lie in a row up to `last`, with about the same letters between them. */
static void make_chain(const seed *first, seed *last) {
  last->chain = 1;
  last->from = last->i;
  for (const seed *x = last; x > first && last->i - x[-1].i <= APART;) {
    x--;
    if (x->i == last->i || x->j >= last->j || x->chain < last->chain) continue;
    uint32_t m = last->i - x->i, n = last->j - x->j;
    if (n > APART + DRIFT || (m > n ? m - n : n - m) > DRIFT) continue;
    last->chain = (x->chain + 1) & INT32_MAX;
    last->from = x->from;
  }
}

/* Makes the chains among the seeds of a range; is there one that is enough? */
static bool make_chains(fz_passages *p, range r, want w) {
  bool found = false;
  for (uint32_t i = r.start; i < r.stop; i++) {
    make_chain(p->seeds + r.start, p->seeds + i);
    found = found || is_enough(p->seeds + i, w);
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
  for (size_t i = 0; i < p->met_count; i++) p->shares[p->met[i]] = (range){0, 0};
  p->met_count = p->kept_count = 0;
  p->asked = SIZE_MAX;
}

/* Finds the seeds of a text with those before `before`, and who is near. */
static fz_status ask(fz_passages *p, size_t own, size_t before, size_t letters, fz_error *error) {
  forget(p);
  want w = wanted(letters);
  size_t total = count_seeds(p, own, before);
  seed *seeds = NULL;
  if (total < UINT32_MAX) seeds = fz_grow(p->seeds, &p->seed_capacity, 0, total + 1, sizeof *seeds);
  if (seeds == NULL) {
    forget(p);
    return no_memory(error);
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
  fz_status status = check_asked(p, own, own, error);
  if (status == FZ_OK) status = ask(p, own, before, least, error);
  if (status != FZ_OK) return status;
  *list = p->kept;
  *count = p->kept_count;
  return FZ_OK;
}

static fz_letters letters_of(const fz_passages *p, size_t one) {
  return (fz_letters){.items = p->texts[one].letters, .count = p->texts[one].count};
}

static size_t byte_start(fz_letters t, size_t at) { return t.items[at].at; }

static size_t byte_stop(fz_letters t, size_t stop) {
  return t.items[stop - 1].at + t.items[stop - 1].width;
}

/* The bytes of the letters [start, stop); an empty piece lies behind the letter before it. */
static void to_bytes(fz_letters t, size_t start, size_t stop, size_t *from, size_t *to) {
  *to = stop > 0 ? byte_stop(t, stop) : 0;
  *from = start < stop ? byte_start(t, start) : *to;
}

/* Letters that agree and are not stock. */
static size_t count_own(fz_letters a, const fz_alignment *x) {
  size_t own = 0, at = x->span.a_start;
  for (size_t e = 0; e <= x->edit_count; e++) {
    size_t stop = e < x->edit_count ? x->edits[e].a_start : x->span.a_stop;
    for (; at < stop; at++) own += !a.items[at].stock;
    if (e < x->edit_count) at = x->edits[e].a_stop;
  }
  return own;
}

/* Is the place of a seed inside what was extended already? */
static bool is_tried(const fz_passages *p, size_t i, size_t j) {
  for (size_t n = p->tried_count; n > 0; n--) {
    const fz_piece *x = &p->tried[n - 1];
    if (i >= x->a_start && i < x->a_stop && j >= x->b_start && j < x->b_stop) return true;
  }
  return false;
}

static fz_status put_edits(fz_passages *p, fz_letters a, fz_letters b, fz_error *error) {
  const fz_alignment *x = &p->alignment;
  fz_difference *edits =
      fz_grow(p->edits, &p->edit_capacity, p->edit_count, x->edit_count + 1, sizeof *edits);
  if (edits == NULL) return no_memory(error);
  p->edits = edits;
  for (size_t i = 0; i < x->edit_count; i++) {
    fz_difference *edit = &edits[p->edit_count++];
    to_bytes(a, x->edits[i].a_start, x->edits[i].a_stop, &edit->a_start, &edit->a_stop);
    to_bytes(b, x->edits[i].b_start, x->edits[i].b_stop, &edit->b_start, &edit->b_stop);
  }
  return FZ_OK;
}

/* Adds what was aligned; its span is in letters until all are chosen. */
static fz_status put_passage(fz_passages *p, fz_letters a, fz_letters b, size_t own,
                             fz_error *error) {
  const fz_alignment *x = &p->alignment;
  fz_passage *passages =
      fz_grow(p->passages, &p->passage_capacity, p->passage_count, 1, sizeof *passages);
  if (passages == NULL) return no_memory(error);
  p->passages = passages;
  size_t edit = p->edit_count;
  fz_status status = put_edits(p, a, b, error);
  if (status != FZ_OK) return status;
  passages[p->passage_count++] = (fz_passage){x->span.a_start, x->span.a_stop, x->span.b_start,
                                              x->span.b_stop, x->same, own, edit, x->edit_count};
  return FZ_OK;
}

/* Extends the run that a has at i and b at j, if no passage has it yet. Where only the hashes agree
** nothing comes of it. */
static fz_status try_seed(fz_passages *p, fz_letters a, fz_letters b, size_t i, size_t j,
                          size_t least, fz_error *error) {
  if (is_tried(p, i, j)) return FZ_OK;
  fz_align(a, b, i, j, &p->alignment);
  fz_piece *tried = fz_grow(p->tried, &p->tried_capacity, p->tried_count, 1, sizeof *tried);
  if (tried == NULL) return no_memory(error);
  p->tried = tried;
  tried[p->tried_count++] = p->alignment.span;
  size_t own = count_own(a, &p->alignment);
  bool is_long = p->alignment.same >= least && own >= least - least / 3;
  return is_long ? put_passage(p, a, b, own, error) : FZ_OK;
}

/* Tries the seeds that end a long enough chain; counts the fingerprints that are in both. */
static fz_status try_seeds(fz_passages *p, size_t one, size_t other, size_t least, size_t *prints,
                           fz_error *error) {
  range r = p->shares[other];
  fz_letters a = letters_of(p, one), b = letters_of(p, other);
  want w = wanted(least);
  for (uint32_t i = r.start; i < r.stop; i++) {
    const seed *x = &p->seeds[i];
    *prints += !x->again;
    if (!is_enough(x, w)) continue;
    fz_status status = try_seed(p, a, b, x->i, x->j, least, error);
    if (status != FZ_OK) return status;
  }
  return FZ_OK;
}

static int compare_size(const void *a, const void *b) {
  const fz_passage *x = a, *y = b;
  if (x->same != y->same) return x->same < y->same ? 1 : -1;
  if (x->a_start != y->a_start) return x->a_start < y->a_start ? -1 : 1;
  return (x->b_start > y->b_start) - (x->b_start < y->b_start);
}

static int compare_place(const void *a, const void *b) {
  const fz_passage *x = a, *y = b;
  if (x->a_start != y->a_start) return x->a_start < y->a_start ? -1 : 1;
  return (x->b_start > y->b_start) - (x->b_start < y->b_start);
}

static size_t least_of(size_t a, size_t b) { return a < b ? a : b; }
static size_t most_of(size_t a, size_t b) { return a > b ? a : b; }

/* Does the passage lie in a by more than half within another that was chosen? */
static bool is_within(const fz_passage *x, const fz_passage *chosen, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t start = most_of(x->a_start, chosen[i].a_start);
    size_t stop = least_of(x->a_stop, chosen[i].a_stop);
    if (stop > start && 2 * (stop - start) > x->a_stop - x->a_start) return true;
  }
  return false;
}

/* Of passages about the same piece of a the longest is kept; then all are in order of place. */
static void choose(fz_passages *p) {
  size_t count = 0;
  if (p->passage_count == 0) return;
  qsort(p->passages, p->passage_count, sizeof *p->passages, compare_size);
  for (size_t i = 0; i < p->passage_count; i++)
    if (!is_within(&p->passages[i], p->passages, count)) p->passages[count++] = p->passages[i];
  p->passage_count = count;
  qsort(p->passages, count, sizeof *p->passages, compare_place);
}

static int compare_piece(const void *a, const void *b) {
  const fz_piece *x = a, *y = b;
  return (x->b_start > y->b_start) - (x->b_start < y->b_start);
}

/* Letters of a and of b that lie in passages, each once; the spans are still in letters. */
static void count_covered(fz_passages *p, fz_shared *out) {
  size_t a = 0, b = 0;
  for (size_t i = 0; i < p->passage_count; i++) {
    const fz_passage *x = &p->passages[i];
    if (x->a_stop > a) out->a_letters += x->a_stop - most_of(a, x->a_start);
    a = most_of(a, x->a_stop);
    p->tried[i] = (fz_piece){x->a_start, x->a_stop, x->b_start, x->b_stop};
  }
  if (p->passage_count > 0) qsort(p->tried, p->passage_count, sizeof *p->tried, compare_piece);
  for (size_t i = 0; i < p->passage_count; i++) {
    const fz_piece *x = &p->tried[i];
    if (x->b_stop > b) out->b_letters += x->b_stop - most_of(b, x->b_start);
    b = most_of(b, x->b_stop);
  }
}

static void spans_to_bytes(fz_passages *p, fz_letters a, fz_letters b) {
  for (size_t i = 0; i < p->passage_count; i++) {
    fz_passage *x = &p->passages[i];
    to_bytes(a, x->a_start, x->a_stop, &x->a_start, &x->a_stop);
    to_bytes(b, x->b_start, x->b_stop, &x->b_start, &x->b_stop);
  }
}

fz_status fz_passages_compare(fz_passages *p, size_t a, size_t b, size_t least, fz_shared *out,
                              fz_error *error) {
  *out = (fz_shared){0};
  fz_status status = check_asked(p, a, b, error);
  if (status != FZ_OK) return status;
  p->passage_count = p->tried_count = p->edit_count = 0;
  size_t prints = 0;
  if (p->asked != a || p->asked_before <= b || p->asked_least != least)
    status = ask(p, a, SIZE_MAX, least, error);
  if (status == FZ_OK) status = try_seeds(p, a, b, least, &prints, error);
  if (status != FZ_OK) return status;
  choose(p);
  count_covered(p, out);
  spans_to_bytes(p, letters_of(p, a), letters_of(p, b));
  size_t all = p->texts[a].rare + p->texts[b].rare - prints;
  out->passages = p->passages;
  out->count = p->passage_count;
  out->edits = p->edits;
  out->prints = prints;
  out->jaccard = all == 0 ? 0 : (double)prints / (double)all;
  return FZ_OK;
}

fz_status fz_passages_stock(const fz_passages *p, size_t one, size_t start, size_t stop,
                            size_t *letters, size_t *stock, fz_error *error) {
  *letters = *stock = 0;
  fz_status status = check_asked(p, one, one, error);
  if (status != FZ_OK) return status;
  fz_letters t = letters_of(p, one);
  for (size_t i = 0; i < t.count; i++) {
    if (t.items[i].at < start || t.items[i].at >= stop) continue;
    ++*letters;
    *stock += t.items[i].stock;
  }
  return FZ_OK;
}
