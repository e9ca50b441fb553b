/*
** words.c: the table of words: how it is built (a trie in a double array, from sorted words)
** and how texts are searched with it. Knows no word.
*/
#include "fazhi/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/grow.h"

/*
** The child of cell n by byte c is cell base + c, if that cell's check is n + 1; a check of 0 is
** a free cell. There are 256 cells behind the highest base, so no child lies outside.
*/
typedef struct cell {
  uint32_t base, check;
  uint32_t word; /* that ends here, from 1; 0: none */
} cell;

enum { GAPS_TRIED = 32, PAIRS = 32768 };

static const uint32_t ROOT = UINT32_MAX; /* the check of a cell that has no parent */

struct fz_words {
  cell *cells;
  uint32_t *guards;           /* by word: the group that must not follow */
  uint32_t *roots;            /* by group */
  uint32_t but_root;          /* 0: none, for group 0 has that root */
  uint64_t first[65536 / 64]; /* the characters of one and three bytes that begin a word */
  uint64_t second[PAIRS / 64]; /* behind one of three bytes, what may follow: see pair_of */
  bool all_odd; /* a word begins with half a character: `first` does not tell of characters of three
                 */
};

/* The three bytes at s as the number that UTF-8 makes of them. */
static unsigned join(const unsigned char *s) {
  return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

static bool is_whole(const unsigned char *s) {
  return s[0] >> 4 == 0xE && s[1] >> 6 == 2 && s[2] >> 6 == 2;
}

static void set_bit(uint64_t *bits, unsigned n) { bits[n / 64] |= (uint64_t)1 << n % 64; }

static bool has_bit(const uint64_t *bits, unsigned n) { return bits[n / 64] >> n % 64 & 1; }

/* The bit of two characters of three bytes that a word begins with, which others may share; with 0 for the second
   one, that of words that go on otherwise or are at their end. */
static unsigned pair_of(unsigned c, unsigned second) { return (c * 2531 + second) % PAIRS; }

static void add_first(fz_words *w, const fz_word *word) {
  const unsigned char *s = (const unsigned char *)word->s;
  unsigned c = s[0];
  if (c >> 4 == 0xE) {
    if (word->length < 3 || !is_whole(s)) {
      w->all_odd = true;
      return;
    }
    c = join(s);
    set_bit(w->second, pair_of(c, word->length < 6 || !is_whole(s + 3) ? 0 : join(s + 3)));
  }
  set_bit(w->first, c);
}

/* ---- building ---- */

typedef struct sorted {
  const fz_word *word;
  uint32_t number;
} sorted;

typedef struct build {
  cell *cells;
  size_t capacity, used; /* cells; those below `used` are in use or zero */
  size_t hint;           /* no cell below it is free */
  size_t top;            /* no cell from it on is in use */
  const sorted *list;
} build;

static int compare(const void *a, const void *b) {
  const fz_word *x = ((const sorted *)a)->word, *y = ((const sorted *)b)->word;
  if (x->group != y->group) return x->group < y->group ? -1 : 1;
  int order = memcmp(x->s, y->s, x->length < y->length ? x->length : y->length);
  if (order != 0) return order;
  return x->length < y->length ? -1 : x->length > y->length;
}

static bool reserve(build *b, size_t count) {
  if (count <= b->used) return true;
  cell *cells = fz_grow(b->cells, &b->capacity, b->used, count - b->used, sizeof *cells);
  if (cells == NULL) return false;
  memset(cells + b->used, 0, (count - b->used) * sizeof *cells);
  b->cells = cells;
  b->used = count;
  return true;
}

/*
** A base at which the cells of all `count` bytes, in order, are free; SIZE_MAX if memory is out. A
** gap is looked for in few places, so that building stays linear; else there is room at the top.
*/
static size_t find_base(build *b, const unsigned char *bytes, size_t count) {
  while (b->hint < b->top && b->cells[b->hint].check != 0) b->hint++;
  size_t at = b->hint > bytes[0] ? b->hint : bytes[0], base = at - bytes[0], i = 0;
  for (int tries = 0; i < count; tries++) {
    base = at - bytes[0];
    if (!reserve(b, base + 256)) return SIZE_MAX;
    for (i = 0; i < count && b->cells[base + bytes[i]].check == 0;) i++;
    at = tries < GAPS_TRIED ? at + 1 : b->top > at ? b->top : at + 1;
  }
  if (base + bytes[count - 1] >= b->top) b->top = base + bytes[count - 1] + (size_t)1;
  return base;
}

static unsigned char byte_at(const build *b, size_t i, size_t depth) {
  return (unsigned char)b->list[i].word->s[depth];
}

/* Enters the words list[from .. to), which agree in their first `depth` bytes, under a cell. */
static fz_status place(build *b, size_t node, size_t from, size_t to, size_t depth) {
  if (from < to && b->list[from].word->length == depth) {
    b->cells[node].word = b->list[from++].number;
    for (; from < to && b->list[from].word->length == depth; from++)
      if (b->list[from].word->group == 0) return FZ_INVALID;
  }
  if (from == to) return FZ_OK;
  unsigned char bytes[256] = {0};
  size_t count = 0;
  for (size_t i = from; i < to; i++) {
    unsigned char c = byte_at(b, i, depth);
    if (count == 0 || bytes[count - 1] != c) bytes[count++] = c;
  }
  size_t base = find_base(b, bytes, count);
  if (base == SIZE_MAX) return FZ_NOMEM;
  b->cells[node].base = (uint32_t)base;
  for (size_t i = 0; i < count; i++) b->cells[base + bytes[i]].check = (uint32_t)node + 1;
  for (size_t i = from; i < to;) {
    unsigned char c = byte_at(b, i, depth);
    size_t stop = i + 1;
    while (stop < to && byte_at(b, stop, depth) == c) stop++;
    fz_status status = place(b, base + c, i, stop, depth + 1);
    if (status != FZ_OK) return status;
    i = stop;
  }
  return FZ_OK;
}

/* A cell of its own for the root of a group; SIZE_MAX if memory is out. */
static size_t take_root(build *b) {
  static const unsigned char any = 0;
  size_t at = find_base(b, &any, 1);
  if (at != SIZE_MAX) b->cells[at].check = ROOT;
  return at;
}

static fz_status place_groups(build *b, size_t count, uint32_t *roots, size_t groups) {
  size_t from = 0;
  for (size_t group = 0; group < groups; group++) {
    size_t to = from, root = take_root(b);
    if (root == SIZE_MAX) return FZ_NOMEM;
    roots[group] = (uint32_t)root;
    while (to < count && b->list[to].word->group == group) to++;
    fz_status status = place(b, root, from, to, 0);
    if (status != FZ_OK) return status;
    from = to;
  }
  return FZ_OK;
}

static fz_status check_words(const fz_word *words, size_t count, unsigned but_before,
                             fz_error *error) {
  if (count > FZ_WORD_COUNT_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "too many words");
  if (but_before > FZ_WORD_GROUP_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "a list of guards out of range");
  for (size_t i = 0; i < count; i++) {
    if (words[i].length == 0 || words[i].length > FZ_WORD_MAX)
      return fz_error_set(error, FZ_INVALID, i, "word %zu has %zu bytes, not 1 to %d", i + 1,
                          words[i].length, FZ_WORD_MAX);
    if (words[i].group > FZ_WORD_GROUP_MAX || words[i].not_before > FZ_WORD_GROUP_MAX)
      return fz_error_set(error, FZ_INVALID, i, "word %zu: a list of guards out of range", i + 1);
  }
  return FZ_OK;
}

static fz_status fill(fz_words *w, const fz_word *words, size_t count, unsigned but_before) {
  size_t groups = (size_t)but_before + 1;
  sorted *list = calloc(count + 1, sizeof *list);
  w->guards = calloc(count + 1, sizeof *w->guards);
  if (list == NULL || w->guards == NULL) {
    free(list);
    return FZ_NOMEM;
  }
  for (size_t i = 0; i < count; i++) {
    list[i] = (sorted){&words[i], (uint32_t)i + 1};
    w->guards[i + 1] = words[i].not_before;
    if (words[i].group == 0) add_first(w, &words[i]);
    if (words[i].group >= groups) groups = (size_t)words[i].group + 1;
    if (words[i].not_before >= groups) groups = (size_t)words[i].not_before + 1;
  }
  qsort(list, count, sizeof *list, compare);
  build b = {.list = list};
  w->roots = calloc(groups, sizeof *w->roots);
  fz_status status = w->roots != NULL ? place_groups(&b, count, w->roots, groups) : FZ_NOMEM;
  if (status == FZ_OK) w->but_root = w->roots[but_before];
  w->cells = b.cells;
  free(list);
  return status;
}

fz_status fz_words_new(const fz_word *words, size_t count, unsigned but_before, fz_words **out,
                       fz_error *error) {
  *out = NULL;
  fz_status status = check_words(words, count, but_before, error);
  if (status != FZ_OK) return status;
  fz_words *w = calloc(1, sizeof *w);
  status = w != NULL ? fill(w, words, count, but_before) : FZ_NOMEM;
  if (status == FZ_OK) {
    *out = w;
    return FZ_OK;
  }
  fz_words_free(w);
  return fz_error_set(error, status, (size_t)-1, "%s",
                      status == FZ_NOMEM ? "out of memory" : "a word is there twice");
}

void fz_words_free(fz_words *w) {
  if (w == NULL) return;
  free(w->cells);
  free(w->guards);
  free(w->roots);
  free(w);
}

/* ---- searching ---- */

/* Whether a word of the group with this root stands at s[at]. */
static bool has_any(const fz_words *w, uint32_t root, const char *s, size_t length, size_t at) {
  for (uint32_t node = root; at < length; at++) {
    uint32_t child = w->cells[node].base + (unsigned char)s[at];
    if (w->cells[child].check != node + 1) return false;
    if (w->cells[child].word != 0) return true;
    node = child;
  }
  return false;
}

static bool is_blocked(const fz_words *w, uint32_t guard, const char *s, size_t length, size_t at) {
  if (w->but_root != 0 && has_any(w, w->but_root, s, length, at)) return false;
  return has_any(w, w->roots[guard], s, length, at);
}

size_t fz_words_match(const fz_words *w, const char *s, size_t length, size_t at, size_t *stop) {
  size_t best = 0;
  for (uint32_t node = 0; at < length;) {
    uint32_t child = w->cells[node].base + (unsigned char)s[at++];
    if (w->cells[child].check != node + 1) break;
    node = child;
    uint32_t word = w->cells[node].word, guard = word != 0 ? w->guards[word] : 0;
    if (word != 0 && (guard == 0 || !is_blocked(w, guard, s, length, at))) {
      best = word;
      *stop = at;
    }
  }
  return best;
}

static size_t step_of(unsigned char lead) {
  if (lead < 0xC0) return 1;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool is_first(const fz_words *w, unsigned c) { return has_bit(w->first, c); }

/* Whether a word that begins with `c` may go on with what stands at s, before `end`. */
static bool goes_on(const fz_words *w, unsigned c, const unsigned char *s, const unsigned char *end) {
  if (has_bit(w->second, pair_of(c, 0)) || end - s < 3 || !is_whole(s)) return true;
  return has_bit(w->second, pair_of(c, join(s)));
}

/* The next place where a word may begin, most characters being told off by themselves. */
static size_t skip(const fz_words *w, const char *s, size_t at, size_t last, size_t length) {
  const unsigned char *start = (const unsigned char *)s, *p = start + at, *end = start + last;
  /* Three bytes may be read before it. */
  const unsigned char *whole = start + (w->all_odd || length < 3 ? 0 : length - 2);
  for (unsigned lead; p < end;) {
    lead = p[0];
    if (lead < 0x80) {
      if (is_first(w, lead)) break;
      p++;
      continue;
    }
    if (lead >> 4 != 0xE || p >= whole) break;
    unsigned second = p[1] ^ 0x80u, third = p[2] ^ 0x80u;
    if ((second | third) >= 0x40) break; /* no whole character */
    unsigned c = (lead & 0x0F) << 12 | second << 6 | third;
    if (is_first(w, c) && goes_on(w, c, p + 3, start + length)) break;
    p += 3;
  }
  at = (size_t)(p - start);
  return at < last ? at : last;
}

bool fz_words_find(const fz_words *w, const char *s, size_t length, size_t at, size_t last,
                   fz_word_place *place) {
  if (last > length) last = length;
  while ((at = skip(w, s, at, last, length)) < last) {
    size_t word = fz_words_match(w, s, length, at, &place->stop);
    if (word != 0) {
      place->start = at;
      place->word = word;
      return true;
    }
    at += step_of((unsigned char)s[at]);
  }
  return false;
}

/* Whether a word may begin at s[at], at any byte of a text that ends at `length`. */
static bool may_begin(const fz_words *w, const char *s, size_t length, size_t at) {
  const unsigned char *p = (const unsigned char *)s + at;
  if (p[0] >> 4 != 0xE) return is_first(w, p[0]);
  return w->all_odd || length - at < 3 || !is_whole(p) || is_first(w, join(p));
}

bool fz_words_find_back(const fz_words *w, const char *s, size_t first, size_t at,
                        fz_word_place *place) {
  for (size_t start = at; start-- > first;) {
    if (!may_begin(w, s, at, start)) continue;
    size_t word = fz_words_match(w, s, at, start, &place->stop);
    if (word != 0) {
      place->start = start;
      place->word = word;
      return true;
    }
  }
  return false;
}

static size_t begin_at(const fz_words *w, const char *s, size_t length, size_t at,
                       fz_word_place *places) {
  size_t count = 0, start = at;
  for (uint32_t node = 0; at < length;) {
    uint32_t child = w->cells[node].base + (unsigned char)s[at++];
    if (w->cells[child].check != node + 1) break;
    node = child;
    if (w->cells[node].word != 0)
      places[count++] = (fz_word_place){.start = start, .stop = at, .word = w->cells[node].word};
  }
  return count;
}

size_t fz_words_all(const fz_words *w, const char *s, size_t length, size_t at, size_t last,
                    fz_word_place places[FZ_WORD_MAX]) {
  if (last > length) last = length;
  while ((at = skip(w, s, at, last, length)) < last) {
    size_t count = begin_at(w, s, length, at, places);
    if (count != 0) return count;
    at += step_of((unsigned char)s[at]);
  }
  return 0;
}
