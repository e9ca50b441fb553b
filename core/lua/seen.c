/*
** seen.c: fazhi.core.seen: which of the keys of a sketch (fazhi/sketch.h) may have been met before, in little memory:
** to look for all 42 in an index of many reports takes long, and most of them nobody has.
**
**   seen.new()          → seen, which has met nothing yet
**   seen:add(sketch)    → true | nil, message, code for what is no sketch
**   seen:sheet(sketch)  → a sheet (fazhi.core.sheet) of one column, those of its keys that a sketch that was added may
**       have, or false if there are none | nil, message, code. None that one has is left out; one in two hundred is
**       there that none has
**
** Each key sets four bits of a table (Bloom, CACM 1970). A full table is followed by a larger one.
*/
#include <stdint.h>
#include <stdlib.h>

#include "binding.h"
#include "fazhi/sketch.h"
#include "plain.h"
#include "sheet.h"

static const char *const NAME = "fazhi.seen";

enum {
  PROBES = 4,
  ROOM = 16,       /* bits of a table for each key */
  FIRST = 1 << 17, /* bits of the first table: the keys of some 200 reports */
  TIMES = 4,       /* so many times as large is the next */
  TABLES = 6       /* the last one holds the keys of 200,000 reports, or more with less use */
};

typedef struct table {
  uint64_t *words;
  size_t bits, count; /* a power of two; keys */
} table;

typedef struct seen {
  table tables[TABLES];
  int count;
  bool is_blind; /* there was no memory: any key may have been met */
} seen;

static seen *check_seen(lua_State *L) { return luaL_checkudata(L, 1, NAME); }

/* The place of a bit: keys are hashes, of which one half starts and the other one steps. */
static size_t place_of(const table *t, uint64_t key, int probe) {
  uint64_t step = (key * 0x9E3779B97F4A7C15) >> 32 | 1;
  return (size_t)(key + (uint64_t)probe * step) & (t->bits - 1);
}

static bool has_bit(const table *t, size_t place) {
  return (t->words[place / 64] >> place % 64 & 1) != 0;
}

static bool may_have(const table *t, uint64_t key) {
  for (int i = 0; i < PROBES; i++) {
    if (!has_bit(t, place_of(t, key, i))) return false;
  }
  return true;
}

static bool is_met(const seen *s, uint64_t key) {
  for (int i = 0; i < s->count; i++) {
    if (may_have(&s->tables[i], key)) return true;
  }
  return s->is_blind;
}

/* The table that new keys go into, NULL if there is no memory for one. */
static table *open_table(seen *s) {
  table *last = s->count > 0 ? &s->tables[s->count - 1] : NULL;
  if (last != NULL && (last->count < last->bits / ROOM || s->count == TABLES)) return last;
  size_t bits = last == NULL ? FIRST : last->bits * TIMES;
  uint64_t *words = calloc(bits / 64, sizeof *words);
  if (words == NULL) return NULL;
  table *next = &s->tables[s->count++];
  *next = (table){.words = words, .bits = bits};
  return next;
}

static void meet(seen *s, uint64_t key) {
  if (is_met(s, key)) return;
  table *t = open_table(s);
  if (t == NULL) {
    s->is_blind = true;
    return;
  }
  t->count++;
  for (int i = 0; i < PROBES; i++) {
    size_t place = place_of(t, key, i);
    t->words[place / 64] |= (uint64_t)1 << place % 64;
  }
}

/* The keys of the sketch at 2; -1 for what is none. */
static int read_keys(lua_State *L, uint64_t *keys, fz_error *error) {
  size_t length;
  const char *bytes = luaL_checklstring(L, 2, &length);
  fz_sketch sketch;
  if (fz_sketch_load((const unsigned char *)bytes, length, &sketch, error) != FZ_OK) return -1;
  return fz_sketch_bands(&sketch, keys);
}

static int l_add(lua_State *L) {
  seen *s = check_seen(L);
  uint64_t keys[FZ_SKETCH_BANDS];
  fz_error error;
  int count = read_keys(L, keys, &error);
  if (count < 0) return push_failure(L, &error);
  for (int i = 0; i < count; i++) meet(s, keys[i]);
  lua_pushboolean(L, 1);
  return 1;
}

static int l_sheet(lua_State *L) {
  const seen *s = check_seen(L);
  uint64_t keys[FZ_SKETCH_BANDS];
  fz_error error;
  int count = read_keys(L, keys, &error), met = 0;
  if (count < 0) return push_failure(L, &error);
  for (int i = 0; i < count; i++) {
    if (is_met(s, keys[i])) keys[met++] = keys[i];
  }
  if (met == 0) return lua_pushboolean(L, 0), 1;
  plain *out = push_plain(L);
  sheet_begin(L, out, 1, (size_t)met);
  for (int i = 0; i < met; i++) sheet_put_integer(L, out, (lua_Integer)keys[i]);
  lua_pushlstring(L, (const char *)out->bytes, out->length);
  plain_free(out);
  return 1;
}

static int l_gc(lua_State *L) {
  seen *s = check_seen(L);
  for (int i = 0; i < s->count; i++) free(s->tables[i].words);
  *s = (seen){0};
  return 0;
}

static int l_new(lua_State *L) {
  seen *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (seen){0};
  luaL_setmetatable(L, NAME);
  return 1;
}

int open_seen(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", l_add}, {"sheet", l_sheet}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
