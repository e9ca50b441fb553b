/*
** rows.c: tables of names: how they are read, and the two hash tables they are found by, one of
** keys and one of the first two characters of keys.
*/
#include "fazhi/rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/grow.h"

/* A key of a row; those of the same bytes follow each other in a chain. */
typedef struct entry {
  const char *s;
  uint32_t length, hash, row;
  uint32_t next, last; /* in the chain, from 1; `last` is that of its first one */
  unsigned char key;
} entry;

/* How names may begin: two characters in one number, 0 in a free place. */
typedef struct beginning {
  uint64_t characters;
  size_t longest;
} beginning;

struct fz_rows {
  fz_row *rows;
  size_t count, row_capacity;
  entry *entries;
  size_t entry_count, entry_capacity;
  uint32_t *slots; /* the first entry of a chain, from 1 */
  size_t size;     /* of their table, a power of two */
  beginning *beginnings;
  size_t beginning_count, beginning_size; /* far fewer than keys */
  uint64_t first[65536 / 64]; /* the characters that names begin with, by their last 16 bits */
};

/* ---- reading ---- */

static bool add_entry(fz_rows *r, fz_rows_key key, const char *s, size_t length, size_t row) {
  if (length == 0) return true;
  entry *entries = fz_grow(r->entries, &r->entry_capacity, r->entry_count, 1, sizeof *entries);
  if (entries == NULL) return false;
  r->entries = entries;
  entries[r->entry_count++] =
      (entry){.s = s, .length = (uint32_t)length, .row = (uint32_t)row, .key = (unsigned char)key};
  return true;
}

static size_t find_byte(const char *s, size_t at, size_t stop, char c) {
  const char *found = at < stop ? memchr(s + at, c, stop - at) : NULL;
  return found != NULL ? (size_t)(found - s) : stop;
}

/* Is the line s[at .. stop) a row? */
static bool read_row(const char *s, size_t at, size_t stop, fz_row *row) {
  size_t end = at;
  while (end < stop && s[end] >= '0' && s[end] <= '9') end++;
  if (end == at || end == stop || s[end] != '\t') return false;
  size_t tab = find_byte(s, end + 1, stop, '\t');
  if (tab == stop || tab == end + 1) return false;
  row->code = at;
  row->code_length = end - at;
  row->name = end + 1;
  row->name_length = tab - end - 1;
  row->rest = tab + 1;
  return true;
}

static bool read_table(fz_rows *r, const fz_rows_text *table, size_t number) {
  for (size_t at = 0, stop; at < table->length; at = stop + 1) {
    fz_row row = {.table = number};
    stop = find_byte(table->s, at, table->length, '\n');
    if (!read_row(table->s, at, stop, &row)) continue;
    fz_row *rows = fz_grow(r->rows, &r->row_capacity, r->count, 1, sizeof *rows);
    if (rows == NULL) return false;
    r->rows = rows;
    rows[r->count++] = row;
    if (!add_entry(r, FZ_ROWS_CODE, table->s + row.code, row.code_length, r->count) ||
        !add_entry(r, FZ_ROWS_NAME, table->s + row.name, row.name_length, r->count))
      return false;
  }
  return true;
}

/* The last column of a row, without a return at its end. */
static const char *last_column(const fz_rows_text *table, const fz_row *row, size_t *length) {
  size_t stop = find_byte(table->s, row->rest, table->length, '\n'), start = stop;
  while (start > row->rest && table->s[start - 1] != '\t') start--;
  *length = find_byte(table->s, start, stop, '\r') - start;
  return table->s + start;
}

static bool add_shorts(fz_rows *r, const char *s, size_t length, size_t row) {
  for (size_t at = 0, stop; at <= length; at = stop + 1) {
    stop = find_byte(s, at, length, ';');
    fz_rows_key key = at == 0 ? FZ_ROWS_SHORT : FZ_ROWS_NAME;
    if (!add_entry(r, key, s + at, stop - at, row)) return false;
  }
  return true;
}

static bool add_without_ending(fz_rows *r, const char *name, size_t length, size_t row,
                               const fz_rows_text *endings, size_t count, size_t least) {
  for (size_t i = 0; i < count; i++) {
    size_t n = endings[i].length;
    if (length >= n + least && memcmp(name + length - n, endings[i].s, n) == 0)
      return add_entry(r, FZ_ROWS_SHORT, name, length - n, row);
  }
  return true;
}

static bool read_all(fz_rows *r, const fz_rows_text *tables, size_t count,
                     const fz_rows_text *endings, size_t ending_count, size_t least) {
  for (size_t i = 0; i < count; i++)
    if (!read_table(r, &tables[i], i)) return false;
  for (size_t n = 1; n <= r->count; n++) {
    const fz_row *row = &r->rows[n - 1];
    const fz_rows_text *table = &tables[row->table];
    size_t length = 0;
    const char *column = table->has_shorts ? last_column(table, row, &length) : NULL;
    bool ok = column != NULL ? add_shorts(r, column, length, n)
                             : add_without_ending(r, table->s + row->name, row->name_length, n,
                                                  endings, ending_count, least);
    if (!ok) return false;
  }
  return true;
}

/* ---- the hash tables ---- */

static uint32_t hash_of(unsigned char key, const char *s, size_t length) { /* FNV-1a */
  uint32_t h = (UINT32_C(2166136261) ^ key) * UINT32_C(16777619);
  for (size_t i = 0; i < length; i++) h = (h ^ (unsigned char)s[i]) * UINT32_C(16777619);
  return h ^ h >> 15;
}

static bool is_key(const entry *e, unsigned char key, uint32_t hash, const char *s, size_t length) {
  return e->hash == hash && e->key == key && e->length == length && memcmp(e->s, s, length) == 0;
}

/* The place of the chain of a key, or the free one where it would begin. */
static uint32_t *slot_of(const fz_rows *r, unsigned char key, uint32_t hash, const char *s,
                         size_t length) {
  for (size_t at = hash & (r->size - 1);; at = (at + 1) & (r->size - 1)) {
    uint32_t *slot = &r->slots[at];
    if (*slot == 0 || is_key(&r->entries[*slot - 1], key, hash, s, length)) return slot;
  }
}

static void enter(fz_rows *r, uint32_t number) {
  entry *e = &r->entries[number - 1];
  e->hash = hash_of(e->key, e->s, e->length);
  uint32_t *slot = slot_of(r, e->key, e->hash, e->s, e->length);
  if (*slot == 0) {
    *slot = number;
    e->last = number;
    return;
  }
  entry *head = &r->entries[*slot - 1];
  r->entries[head->last - 1].next = number;
  head->last = number;
}

/* Bytes of the character at s[at]; 0 if it is not whole. */
static size_t character(const char *s, size_t length, size_t at) {
  if (at >= length) return 0;
  unsigned char b = (unsigned char)s[at];
  size_t width = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  return width <= length - at ? width : 0;
}

static uint64_t pack(const char *s, size_t length) {
  uint64_t packed = 0;
  for (size_t i = 0; i < length; i++) packed = packed << 8 | (unsigned char)s[i];
  return packed;
}

/* Two characters, of 8 bytes at most, as one number; 0 if there are no two. */
static uint64_t two_characters(const char *s, size_t length, size_t at) {
  size_t first = character(s, length, at), second = character(s, length, at + first);
  return first == 0 || second == 0 ? 0 : pack(s + at, first + second);
}

/* The place of two characters in a table, or the free one where they would be. */
static beginning *place_of(beginning *table, size_t size, uint64_t characters) {
  uint64_t h = characters * UINT64_C(0x9E3779B97F4A7C15);
  for (size_t at = (size_t)(h >> 32) & (size - 1);; at = (at + 1) & (size - 1)) {
    beginning *b = &table[at];
    if (b->characters == 0 || b->characters == characters) return b;
  }
}

static beginning *beginning_of(const fz_rows *r, uint64_t characters) {
  return place_of(r->beginnings, r->beginning_size, characters);
}

enum { SMALLEST = 64 };

/* Makes room for one more, so that half of the table stays free. */
static bool grow_beginnings(fz_rows *r) {
  if (2 * r->beginning_count < r->beginning_size) return true;
  size_t size = r->beginning_size > 0 ? 2 * r->beginning_size : SMALLEST;
  beginning *table = calloc(size, sizeof *table);
  if (table == NULL) return false;
  for (size_t i = 0; i < r->beginning_size; i++) {
    beginning one = r->beginnings[i];
    if (one.characters != 0) *place_of(table, size, one.characters) = one;
  }
  free(r->beginnings);
  r->beginnings = table;
  r->beginning_size = size;
  return true;
}

static bool enter_beginning(fz_rows *r, const entry *e) {
  uint64_t characters = two_characters(e->s, e->length, 0);
  if (e->key == FZ_ROWS_CODE || characters == 0) return true;
  if (!grow_beginnings(r)) return false;
  beginning *b = beginning_of(r, characters);
  r->beginning_count += b->characters == 0;
  b->characters = characters;
  if (e->length > b->longest) b->longest = e->length;
  uint64_t first = pack(e->s, character(e->s, e->length, 0)) & 0xFFFF;
  r->first[first / 64] |= (uint64_t)1 << first % 64;
  return true;
}

static bool make_tables(fz_rows *r) {
  for (r->size = SMALLEST; r->size < 2 * r->entry_count;) r->size *= 2;
  r->slots = calloc(r->size, sizeof *r->slots);
  if (r->slots == NULL || !grow_beginnings(r)) return false;
  for (size_t i = 0; i < r->entry_count; i++) {
    enter(r, (uint32_t)i + 1);
    if (!enter_beginning(r, &r->entries[i])) return false;
  }
  return true;
}

fz_status fz_rows_new(const fz_rows_text *tables, size_t count, const fz_rows_text *endings,
                      size_t ending_count, size_t least, fz_rows **out, fz_error *error) {
  size_t total = 0;
  *out = NULL;
  for (size_t i = 0; i < count; i++) {
    if (tables[i].length > UINT32_MAX - total)
      return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "tables of more than 4 GB");
    total += tables[i].length;
  }
  fz_rows *r = calloc(1, sizeof *r);
  if (r != NULL && read_all(r, tables, count, endings, ending_count, least) && make_tables(r)) {
    *out = r;
    return FZ_OK;
  }
  fz_rows_free(r);
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

void fz_rows_free(fz_rows *r) {
  if (r == NULL) return;
  free(r->rows);
  free(r->entries);
  free(r->slots);
  free(r->beginnings);
  free(r);
}

/* ---- asking ---- */

size_t fz_rows_count(const fz_rows *r) { return r->count; }

fz_row fz_rows_at(const fz_rows *r, size_t n) { return r->rows[n - 1]; }

size_t fz_rows_find(const fz_rows *r, fz_rows_key key, const char *s, size_t length,
                    size_t *cursor) {
  unsigned char k = (unsigned char)key;
  if (*cursor == SIZE_MAX) return 0;
  size_t number = *cursor == 0 ? *slot_of(r, k, hash_of(k, s, length), s, length) : *cursor;
  if (number == 0) return 0;
  const entry *e = &r->entries[number - 1];
  *cursor = e->next != 0 ? e->next : SIZE_MAX;
  return e->row;
}

size_t fz_rows_begin(const fz_rows *r, const char *s, size_t length, size_t at, size_t last,
                     size_t *longest) {
  for (size_t width; at < last && at < length; at += width) {
    width = character(s, length, at);
    if (width == 0) break;
    uint64_t first = pack(s + at, width) & 0xFFFF;
    if ((r->first[first / 64] >> first % 64 & 1) == 0) continue;
    uint64_t characters = two_characters(s, length, at);
    const beginning *b = characters != 0 ? beginning_of(r, characters) : NULL;
    if (b == NULL || b->characters == 0) continue;
    *longest = b->longest;
    return at;
  }
  return length;
}
