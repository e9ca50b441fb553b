/*
** keys.c: fazhi.core.keys: the keys by which sketches are found (fazhi/sketch.h), of many sketches, in memory.
**
**   keys.new()                  → keys, none as yet
**   keys:add(id, sketch)        → true; `id` is a whole number | nil, message, code for what is no sketch
**   #keys                       → how many sketches were added
**   keys:cut(n)                 → forgets all sketches that were added behind the n-th
**   keys:count(sketch, counts)  → true; counts[id] grows by the keys that the sketch shares with that of
**       each id | nil, message, code
**   keys:sheet()                → a sheet (fazhi.core.sheet) of two columns, keys and ids, in their order
*/
#include <stdint.h>
#include <stdlib.h>

#include "binding.h"
#include "fazhi/sketch.h"
#include "plain.h"
#include "sheet.h"

static const char *const NAME = "fazhi.keys";

enum { LEAST = 64 /* entries */ };

typedef struct entry {
  uint64_t key;
  lua_Integer id;
  uint32_t sketch; /* which one it is of, from 1 */
  uint32_t before; /* the last entry before it in the same slot, from 1; 0: none */
} entry;

/* Slots hold the number of the last entry in them: so what was added last can be taken back. */
typedef struct keys {
  entry *entries;
  uint32_t *slots;
  size_t capacity, count; /* of entries; there are as many slots, a power of two */
  uint32_t sketches;
} keys;

static keys *check_keys(lua_State *L) { return luaL_checkudata(L, 1, NAME); }

static uint32_t *slot_of(const keys *k, uint64_t key) {
  return &k->slots[(size_t)key & (k->capacity - 1)];
}

/* ---- adding and taking back ---- */

static void link_entry(keys *k, size_t i) {
  uint32_t *slot = slot_of(k, k->entries[i].key);
  k->entries[i].before = *slot;
  *slot = (uint32_t)i + 1;
}

static void raise_no_memory(lua_State *L) {
  fz_error error;
  fz_error_set(&error, FZ_NOMEM, (size_t)-1, "out of memory");
  raise_failure(L, &error);
}

/* Makes room for twice as many; raises, with nothing changed, if there is no memory. */
static void grow(lua_State *L, keys *k) {
  size_t capacity = k->capacity == 0 ? LEAST : 2 * k->capacity;
  if (capacity > UINT32_MAX / 2) raise_no_memory(L);
  entry *entries = realloc(k->entries, capacity * sizeof *entries);
  if (entries == NULL) raise_no_memory(L);
  k->entries = entries;
  uint32_t *slots = calloc(capacity, sizeof *slots);
  if (slots == NULL) raise_no_memory(L);
  free(k->slots);
  k->slots = slots;
  k->capacity = capacity;
  for (size_t i = 0; i < k->count; i++) link_entry(k, i);
}

static fz_status read_keys(lua_State *L, int arg, uint64_t *list, int *count, fz_error *error) {
  size_t length;
  const char *bytes = luaL_checklstring(L, arg, &length);
  fz_sketch sketch;
  fz_status status = fz_sketch_load((const unsigned char *)bytes, length, &sketch, error);
  *count = status == FZ_OK ? fz_sketch_bands(&sketch, list) : 0;
  return status;
}

static int l_add(lua_State *L) {
  keys *k = check_keys(L);
  lua_Integer id = luaL_checkinteger(L, 2);
  uint64_t list[FZ_SKETCH_BANDS];
  int count;
  fz_error error;
  if (read_keys(L, 3, list, &count, &error) != FZ_OK) return push_failure(L, &error);
  while (k->count + (size_t)count > k->capacity) grow(L, k);
  k->sketches++;
  for (int i = 0; i < count; i++) {
    k->entries[k->count] = (entry){.key = list[i], .id = id, .sketch = k->sketches};
    link_entry(k, k->count++);
  }
  return lua_pushboolean(L, 1), 1;
}

static int l_length(lua_State *L) {
  lua_pushinteger(L, check_keys(L)->sketches);
  return 1;
}

static int l_cut(lua_State *L) {
  keys *k = check_keys(L);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 0, 2, "not negative");
  while (k->count > 0 && k->entries[k->count - 1].sketch > (lua_Unsigned)n) {
    const entry *last = &k->entries[--k->count];
    *slot_of(k, last->key) = last->before;
  }
  if (k->sketches > (lua_Unsigned)n) k->sketches = (uint32_t)n;
  return 0;
}

/* ---- asking ---- */

/* Adds one to the number under `id` in the table at stack place 3. */
static void count_one(lua_State *L, lua_Integer id) {
  lua_rawgeti(L, 3, id);
  lua_Integer n = lua_tointeger(L, -1);
  lua_pushinteger(L, n + 1);
  lua_rawseti(L, 3, id);
  lua_pop(L, 1);
}

static int l_count(lua_State *L) {
  const keys *k = check_keys(L);
  luaL_checktype(L, 3, LUA_TTABLE);
  uint64_t list[FZ_SKETCH_BANDS];
  int count;
  fz_error error;
  if (read_keys(L, 2, list, &count, &error) != FZ_OK) return push_failure(L, &error);
  for (int i = 0; i < count && k->count > 0; i++) {
    for (uint32_t n = *slot_of(k, list[i]); n > 0; n = k->entries[n - 1].before) {
      if (k->entries[n - 1].key == list[i]) count_one(L, k->entries[n - 1].id);
    }
  }
  return lua_pushboolean(L, 1), 1;
}

/* SQLite counts keys with a sign. */
static int compare(const void *a, const void *b) {
  const entry *x = a, *y = b;
  if (x->key != y->key) return (int64_t)x->key < (int64_t)y->key ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static int l_sheet(lua_State *L) {
  const keys *k = check_keys(L);
  entry *sorted = lua_newuserdatauv(L, (k->count + 1) * sizeof *sorted, 0);
  for (size_t i = 0; i < k->count; i++) sorted[i] = k->entries[i];
  qsort(sorted, k->count, sizeof *sorted, compare);
  plain *out = push_plain(L);
  sheet_begin(L, out, 2, k->count);
  for (size_t i = 0; i < k->count; i++) {
    sheet_put_integer(L, out, (lua_Integer)sorted[i].key);
    sheet_put_integer(L, out, sorted[i].id);
  }
  lua_pushlstring(L, (const char *)out->bytes, out->length);
  plain_free(out);
  return 1;
}

/* ---- the class ---- */

static int l_gc(lua_State *L) {
  keys *k = check_keys(L);
  free(k->entries);
  free(k->slots);
  *k = (keys){0};
  return 0;
}

static int l_new(lua_State *L) {
  keys *k = lua_newuserdatauv(L, sizeof *k, 0);
  *k = (keys){0};
  luaL_setmetatable(L, NAME);
  return 1;
}

int open_keys(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", l_add},     {"cut", l_cut},      {"count", l_count},
                                     {"sheet", l_sheet}, {"__len", l_length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
