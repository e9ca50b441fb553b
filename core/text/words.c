/*
** words.c: the table of words: how it is built (a trie by characters, from sorted words) and how
** texts are searched with it. Knows no word.
*/
#include "fazhi/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
  YEAR = 0xFFFF, /* the code of a year, which no character has, and the last */
  NONE = YEAR,   /* what a text has where no character begins that may be in a word */
  YEAR_LENGTH = 4,
  FEW = 6, /* nodes that are looked through one by one */
  BLOCK = 64,
  BLOCKS = (YEAR + 1) / BLOCK
};

/*
** A trie by the codes of characters of one to three bytes, or, if there are words with others or
** very many, by bytes. The nodes behind another are side by side, in the order of their codes.
*/
typedef struct node {
  uint16_t code, count; /* its own; how many are behind it */
  uint32_t first;       /* of those */
  uint32_t word;        /* that ends here, from 1; 0: none */
} node;

struct fz_words {
  node *nodes;       /* the first is the root of the words */
  uint32_t *guards;  /* by word: the group that must not follow */
  uint32_t *roots;   /* by group */
  uint32_t but_root; /* 0: none, for group 0 has that root */
  bool is_by_bytes;
  uint64_t first[BLOCKS]; /* by 64 codes, which of them begin a word, */
  uint16_t rank[BLOCKS];  /* and how many smaller ones do */
};

/* ---- codes ---- */

static bool is_tail(unsigned char c) { return c >> 6 == 2; }

/* Four bytes as one number, the first the lowest. */
static inline uint32_t read_four(const unsigned char *s) {
  return s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
}

/* Whether four bytes begin with a character of three, and its code; NONE if they do not. */
static inline bool has_three(uint32_t four) { return (four & 0xC0C0F0) == 0x8080E0; }

static inline unsigned code_of_three(uint32_t four) {
  if (!has_three(four)) return NONE;
  unsigned code = (four & 0x0F) << 12 | (four >> 2 & 0xFC0) | (four >> 16 & 0x3F);
  return code >= 0x800 ? code : NONE;
}

/* The code of the character at s[at], with *size its bytes; NONE if it has four or is none. */
static inline unsigned code_of(const char *text, size_t length, size_t at, size_t *size) {
  const unsigned char *s = (const unsigned char *)text + at;
  unsigned c = s[0];
  *size = 1;
  if (c < 0x80) return c;
  if (c >> 4 == 0xE) {
    *size = 3;
    if (length - at > 3) return code_of_three(read_four(s));
    return length - at == 3 ? code_of_three(c | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16) : NONE;
  }
  if (c < 0xC2 || c >= 0xE0 || length - at < 2 || !is_tail(s[1])) return NONE;
  *size = 2;
  return (c & 0x1F) << 6 | (s[1] & 0x3Fu);
}

/* The same as the table takes it. */
static inline unsigned code_at(const fz_words *w, const char *s, size_t length, size_t at,
                               size_t *size) {
  if (!w->is_by_bytes) return code_of(s, length, at, size);
  unsigned char c = (unsigned char)s[at];
  *size = 1;
  return c == FZ_WORD_YEAR ? NONE : c;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Whether a year may begin with this digit. */
static bool begins_year(char c) { return c == '1' || c == '2'; }

static bool is_year(const char *s, size_t length, size_t at) {
  return length - at >= YEAR_LENGTH &&
         (s[at] == '1' ? s[at + 1] == '9' : s[at] == '2' && s[at + 1] == '0') &&
         is_digit(s[at + 2]) && is_digit(s[at + 3]);
}

/* ---- building ---- */

typedef struct sorted {
  const uint16_t *codes;
  size_t length;
  unsigned group;
  uint32_t number; /* 0: no word, only a place to go through */
} sorted;

typedef struct build {
  node *nodes;
  uint32_t used;
  uint16_t *codes; /* of all words, one behind the other */
  size_t code_count;
  sorted *list;
} build;

static int compare(const void *a, const void *b) {
  const sorted *x = a, *y = b;
  if (x->group != y->group) return x->group < y->group ? -1 : 1;
  size_t least = x->length < y->length ? x->length : y->length;
  for (size_t i = 0; i < least; i++)
    if (x->codes[i] != y->codes[i]) return x->codes[i] < y->codes[i] ? -1 : 1;
  return x->length < y->length ? -1 : x->length > y->length;
}

static size_t run_stop(const build *b, size_t i, size_t to, size_t depth) {
  uint16_t code = b->list[i].codes[depth];
  while (i < to && b->list[i].codes[depth] == code) i++;
  return i;
}

/* Enters the words list[from .. to), which agree in their first `depth` codes, behind a node. */
static fz_status place(build *b, uint32_t at, size_t from, size_t to, size_t depth) {
  for (; from < to && b->list[from].length == depth; from++) {
    if (b->list[from].number == 0) continue;
    if (b->nodes[at].word != 0 && b->list[from].group == 0) return FZ_INVALID;
    b->nodes[at].word = b->list[from].number;
  }
  uint32_t first = b->used;
  for (size_t i = from; i < to; i = run_stop(b, i, to, depth))
    b->nodes[b->used++] = (node){.code = b->list[i].codes[depth]};
  b->nodes[at].first = first;
  b->nodes[at].count = (uint16_t)(b->used - first);
  for (size_t i = from, stop; i < to; i = stop) {
    stop = run_stop(b, i, to, depth);
    fz_status status = place(b, first++, i, stop, depth + 1);
    if (status != FZ_OK) return status;
  }
  return FZ_OK;
}

static fz_status place_groups(build *b, size_t count, uint32_t *roots, size_t groups) {
  size_t from = 0;
  for (size_t group = 0; group < groups; group++) {
    size_t to = from;
    roots[group] = b->used;
    b->nodes[b->used++] = (node){0};
    while (to < count && b->list[to].group == group) to++;
    fz_status status = place(b, roots[group], from, to, 0);
    if (status != FZ_OK) return status;
    from = to;
  }
  return FZ_OK;
}

static void set_first(fz_words *w) {
  for (uint32_t i = 0; i < w->nodes->count; i++) {
    unsigned code = w->nodes[w->nodes->first + i].code;
    w->first[code / BLOCK] |= (uint64_t)1 << code % BLOCK;
    if (code / BLOCK + 1 < BLOCKS) w->rank[code / BLOCK + 1] = (uint16_t)(i + 1);
  }
  for (size_t i = 1; i < BLOCKS; i++)
    if (w->rank[i] == 0) w->rank[i] = w->rank[i - 1];
}

/* A year counts as the digits that it stands for. */
static size_t length_of(const fz_word *word) {
  size_t length = word->length;
  for (size_t i = 0; i < word->length; i++)
    if ((unsigned char)word->s[i] == FZ_WORD_YEAR) length += YEAR_LENGTH - 1;
  return length;
}

static fz_status check_words(const fz_word *words, size_t count, unsigned but_before,
                             fz_error *error) {
  if (count > FZ_WORD_COUNT_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "too many words");
  if (but_before > FZ_WORD_GROUP_MAX)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "a list of guards out of range");
  for (size_t i = 0; i < count; i++) {
    if (words[i].length == 0 || words[i].length > FZ_WORD_MAX || length_of(&words[i]) > FZ_WORD_MAX)
      return fz_error_set(error, FZ_INVALID, i, "word %zu has %zu bytes, not 1 to %d", i + 1,
                          words[i].length, FZ_WORD_MAX);
    if (words[i].group > FZ_WORD_GROUP_MAX || words[i].not_before > FZ_WORD_GROUP_MAX)
      return fz_error_set(error, FZ_INVALID, i, "word %zu: a list of guards out of range", i + 1);
  }
  return FZ_OK;
}

static bool is_of_characters(const fz_word *word) {
  size_t size = 1;
  for (size_t at = 0; at < word->length; at += size) {
    size = 1;
    if ((unsigned char)word->s[at] == FZ_WORD_YEAR) continue;
    if (code_of(word->s, word->length, at, &size) == NONE) return false;
  }
  return true;
}

/* Adds a word to the list with its codes. */
static void add(build *b, const fz_words *w, size_t i, const fz_word *word, uint32_t number) {
  uint16_t *codes = b->codes + b->code_count;
  size_t count = 0, size;
  for (size_t at = 0; at < word->length; at += size)
    codes[count++] = (uint16_t)code_at(w, word->s, word->length, at, &size); /* a year is NONE */
  b->code_count += count;
  b->list[i] = (sorted){codes, count, word->group, number};
}

/* A year begins with one of these. */
static const fz_word centuries[] = {{"1", 1, 0, 0}, {"2", 1, 0, 0}};
enum { CENTURIES = sizeof centuries / sizeof *centuries };

/* Sorts the words into b->list, which has *listed items. */
static fz_status sort_words(build *b, fz_words *w, const fz_word *words, size_t count,
                            size_t *listed) {
  size_t total = CENTURIES;
  bool has_year = false;
  w->is_by_bytes = count > UINT16_MAX; /* more may not be behind one node */
  for (size_t i = 0; i < count; i++) {
    total += words[i].length;
    if (!is_of_characters(&words[i])) w->is_by_bytes = true;
    if (words[i].group == 0 && (unsigned char)words[i].s[0] == FZ_WORD_YEAR) has_year = true;
  }
  b->list = calloc(count + CENTURIES, sizeof *b->list);
  b->codes = calloc(total, sizeof *b->codes);
  if (b->list == NULL || b->codes == NULL) return FZ_NOMEM;
  *listed = count;
  for (size_t i = 0; i < count; i++) add(b, w, i, &words[i], (uint32_t)i + 1);
  for (size_t i = 0; i < CENTURIES && has_year; i++) add(b, w, (*listed)++, &centuries[i], 0);
  qsort(b->list, *listed, sizeof *b->list, compare);
  return FZ_OK;
}

/* How many groups there are; 0 is that of the words. */
static size_t set_guards(uint32_t *guards, const fz_word *words, size_t count, size_t groups) {
  for (size_t i = 0; i < count; i++) {
    guards[i + 1] = words[i].not_before;
    if (words[i].group >= groups) groups = (size_t)words[i].group + 1;
    if (words[i].not_before >= groups) groups = (size_t)words[i].not_before + 1;
  }
  return groups;
}

/* Places the sorted words; *w gets all memory that is to stay. */
static fz_status place_words(build *b, fz_words *w, size_t count, size_t groups) {
  w->roots = calloc(groups, sizeof *w->roots);
  w->nodes = b->nodes = calloc(b->code_count + groups, sizeof *b->nodes);
  if (w->roots == NULL || w->nodes == NULL) return FZ_NOMEM;
  fz_status status = place_groups(b, count, w->roots, groups);
  node *fitting = realloc(w->nodes, b->used * sizeof *w->nodes);
  if (fitting != NULL) w->nodes = fitting;
  return status;
}

static fz_status fill(fz_words *w, const fz_word *words, size_t count, unsigned but_before) {
  build b = {0};
  size_t listed = 0;
  w->guards = calloc(count + 1, sizeof *w->guards);
  if (w->guards == NULL) return FZ_NOMEM;
  size_t groups = set_guards(w->guards, words, count, (size_t)but_before + 1);
  fz_status status = sort_words(&b, w, words, count, &listed);
  if (status == FZ_OK) status = place_words(&b, w, listed, groups);
  if (status == FZ_OK) {
    w->but_root = w->roots[but_before];
    set_first(w);
  }
  free(b.list);
  free(b.codes);
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
  free(w->nodes);
  free(w->guards);
  free(w->roots);
  free(w);
}

/* ---- searching ---- */

static bool is_first(const fz_words *w, unsigned code) {
  return w->first[code / BLOCK] >> code % BLOCK & 1;
}

/* The same of a character of three bytes, without making its code, and too often of what is none. */
static inline bool may_be_first(const fz_words *w, uint32_t four) {
  return w->first[(four << 6 & 0x3C0) | (four >> 8 & 0x3F)] >> (four >> 16 & 0x3F) & 1;
}

/* How many bits are set. */
static unsigned count_bits(uint64_t x) {
  x -= x >> 1 & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
  x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  return (unsigned)(x * 0x0101010101010101u >> 56);
}

/* The node behind the root by a code that begins a word. */
static inline const node *first_node(const fz_words *w, unsigned code) {
  uint64_t smaller = w->first[code / BLOCK] & (((uint64_t)1 << code % BLOCK) - 1);
  return w->nodes + w->nodes->first + w->rank[code / BLOCK] + count_bits(smaller);
}

/* The node behind `n` by a code; NULL if there is none. */
static inline const node *next_node(const fz_words *w, const node *n, unsigned code) {
  const node *low = w->nodes + n->first, *high = low + n->count;
  while (high - low > FEW) {
    const node *middle = low + (high - low) / 2;
    if (middle->code <= code)
      low = middle;
    else
      high = middle;
  }
  for (; low < high; low++)
    if (low->code >= code) return low->code == code ? low : NULL;
  return NULL;
}

static const node *go_to(const fz_words *w, const node *n, unsigned code) {
  if (n != w->nodes) return next_node(w, n, code);
  return is_first(w, code) ? first_node(w, code) : NULL;
}

/* The node behind `n` by a year at s[at]; NULL if there is none. */
static const node *go_by_year(const fz_words *w, const node *n, const char *s, size_t length,
                              size_t at) {
  if (n->count == 0) return NULL;
  const node *last = w->nodes + n->first + n->count - 1;
  return last->code == YEAR && is_year(s, length, at) ? last : NULL;
}

/* Whether a word of the group with this root stands at s[at]. */
static bool has_any(const fz_words *w, const node *n, const char *s, size_t length, size_t at) {
  for (size_t size; at < length; at += size) {
    const node *year = begins_year(s[at]) ? go_by_year(w, n, s, length, at) : NULL;
    if (year != NULL && (year->word != 0 || has_any(w, year, s, length, at + YEAR_LENGTH)))
      return true;
    unsigned code = code_at(w, s, length, at, &size);
    if (code == NONE || (n = next_node(w, n, code)) == NULL) return false;
    if (n->word != 0) return true;
  }
  return false;
}

static bool is_blocked(const fz_words *w, uint32_t guard, const char *s, size_t length, size_t at) {
  if (w->but_root != 0 && has_any(w, w->nodes + w->but_root, s, length, at)) return false;
  return has_any(w, w->nodes + w->roots[guard], s, length, at);
}

typedef struct match {
  size_t word, stop;
} match;

/* Takes the word that ends at a node, behind which the text goes on at s[at], if it is longer. */
static inline void take_word(const fz_words *w, const node *n, const char *s, size_t length,
                             size_t at, match *best) {
  if (n->word == 0 || at <= best->stop) return;
  uint32_t guard = w->guards[n->word];
  if (guard == 0 || !is_blocked(w, guard, s, length, at)) *best = (match){n->word, at};
}

static void match_by_year(const fz_words *w, const node *n, const char *s, size_t length, size_t at,
                          match *best);

/* Finds the longest word that goes on behind a node that is not the root. */
static void match_from(const fz_words *w, const node *n, const char *s, size_t length, size_t at,
                       match *best) {
  for (size_t size; n->count != 0 && at < length;) {
    if (begins_year(s[at])) match_by_year(w, n, s, length, at, best);
    unsigned code = code_at(w, s, length, at, &size);
    if (code == NONE || (n = next_node(w, n, code)) == NULL) return;
    at += size;
    take_word(w, n, s, length, at, best);
  }
}

/* The same where a year goes on; of two words, one with it goes before one with its digits. */
static void match_by_year(const fz_words *w, const node *n, const char *s, size_t length, size_t at,
                          match *best) {
  const node *year = go_by_year(w, n, s, length, at);
  if (year == NULL) return;
  take_word(w, year, s, length, at + YEAR_LENGTH, best);
  match_from(w, year, s, length, at + YEAR_LENGTH, best);
}

/* The longest word at s[at], which has the code of a character that begins one. */
static inline size_t match_behind(const fz_words *w, unsigned code, size_t size, const char *s,
                                  size_t length, size_t at, size_t *stop) {
  const node *n = first_node(w, code);
  match best = {0, at};
  /* Where a year begins a word, so do its first digits. */
  if (begins_year(s[at])) match_by_year(w, w->nodes, s, length, at, &best);
  take_word(w, n, s, length, at + size, &best);
  if (n->count != 0) match_from(w, n, s, length, at + size, &best);
  if (best.word != 0) *stop = best.stop;
  return best.word;
}

size_t fz_words_match(const fz_words *w, const char *s, size_t length, size_t at, size_t *stop) {
  size_t size;
  if (at >= length) return 0;
  unsigned code = code_at(w, s, length, at, &size);
  if (code == NONE || !is_first(w, code)) return 0;
  return match_behind(w, code, size, s, length, at, stop);
}

static size_t step_of(unsigned char lead) {
  if (lead < 0xC0) return 1;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/*
** The next place where a word may begin, most characters being told off by themselves; the code there
** if it was told, else NONE.
*/
static inline size_t skip(const fz_words *w, const char *s, size_t at, size_t last, size_t length,
                          unsigned *code) {
  size_t whole = w->is_by_bytes || length < 4 ? 0 : length - 3; /* four bytes may be read before */
  if (whole > last) whole = last;
  *code = NONE;
  while (at < whole) {
    uint32_t four = read_four((const unsigned char *)s + at);
    if (has_three(four)) {
      if (may_be_first(w, four)) {
        *code = code_of_three(four);
        break;
      }
      at += 3;
    } else if ((four & 0x80) == 0) {
      if (is_first(w, four & 0x7F)) {
        *code = four & 0x7F;
        break;
      }
      at++;
    } else {
      break;
    }
  }
  return at < last ? at : last;
}

bool fz_words_find(const fz_words *w, const char *s, size_t length, size_t at, size_t last,
                   fz_word_place *place) {
  unsigned code;
  if (last > length) last = length;
  while ((at = skip(w, s, at, last, length, &code)) < last) {
    place->word = code != NONE
                      ? match_behind(w, code, code < 0x80 ? 1 : 3, s, length, at, &place->stop)
                      : fz_words_match(w, s, length, at, &place->stop);
    if (place->word != 0) {
      place->start = at;
      return true;
    }
    at += step_of((unsigned char)s[at]);
  }
  return false;
}

/* Whether a character of three bytes that begins no word ends at s[at], and one more byte stands before it. */
static inline bool is_other(const fz_words *w, const char *s, size_t first, size_t at) {
  if (w->is_by_bytes || at - first < 3) return false;
  uint32_t three = read_four((const unsigned char *)s + at - 3) >> 8; /* read as one number */
  return has_three(three) && !may_be_first(w, three);
}

bool fz_words_find_back(const fz_words *w, const char *s, size_t first, size_t at,
                        fz_word_place *place) {
  for (size_t start = at, size; start-- > first;) {
    if (is_other(w, s, first, start)) {
      start -= 2;
      continue;
    }
    unsigned code = code_at(w, s, at, start, &size);
    if (code == NONE || !is_first(w, code)) continue;
    size_t word = match_behind(w, code, size, s, at, start, &place->stop);
    if (word != 0) {
      place->start = start;
      place->word = word;
      return true;
    }
  }
  return false;
}

/* Enters a place among `count` others, the shorter before the longer, one of each length; how many
 * there are then. */
static size_t enter(fz_word_place *places, size_t count, fz_word_place one) {
  size_t i = count;
  while (i > 0 && places[i - 1].stop > one.stop) i--;
  if (i > 0 && places[i - 1].stop == one.stop) return count;
  memmove(places + i + 1, places + i, (count - i) * sizeof *places);
  places[i] = one;
  return count + 1;
}

/* Adds every word from a node on that began at `start`. */
static size_t all_from(const fz_words *w, const node *n, const char *s, size_t length, size_t start,
                       size_t at, fz_word_place *places, size_t count) {
  for (size_t size; at < length;) {
    const node *year = begins_year(s[at]) ? go_by_year(w, n, s, length, at) : NULL;
    if (year != NULL) {
      size_t behind = at + YEAR_LENGTH;
      if (year->word != 0) count = enter(places, count, (fz_word_place){start, behind, year->word});
      count = all_from(w, year, s, length, start, behind, places, count);
    }
    unsigned code = code_at(w, s, length, at, &size);
    if (code == NONE || (n = go_to(w, n, code)) == NULL) return count;
    at += size;
    if (n->word != 0) count = enter(places, count, (fz_word_place){start, at, n->word});
  }
  return count;
}

size_t fz_words_all(const fz_words *w, const char *s, size_t length, size_t at, size_t last,
                    fz_word_place places[FZ_WORD_MAX]) {
  unsigned code;
  if (last > length) last = length;
  while ((at = skip(w, s, at, last, length, &code)) < last) {
    size_t count = all_from(w, w->nodes, s, length, at, at, places, 0);
    if (count != 0) return count;
    at += step_of((unsigned char)s[at]);
  }
  return 0;
}
