/*
** marks.c: fazhi.core.marks: short forms of many sketches (fazhi/sketch.h) in memory, of each number its lowest
** byte, by which most pairs of texts are found to share too little before their sketches are read.
**
**   marks.new()          → marks, none as yet
**   marks:put(id, sketch) → true; `id` is a whole number from 1 on. What is kept of an earlier sketch under this
**       id goes, and where many are kept that of another id | nil, message, code for what is no sketch
**   marks:most(a, b)     → the highest Jaccard index that the sketches of two ids can have, and the shingles in
**       either text; nil where one is not kept, or their shingles have different lengths
*/
#include <stdint.h>
#include <stdlib.h>

#include "binding.h"
#include "fazhi/sketch.h"

static const char *const NAME = "fazhi.marks";

enum { LEAST = 256, MOST = 1 << 15 /* marks, each of 144 bytes */ };

typedef struct mark {
  lua_Integer id; /* 0: none */
  uint32_t count, shingle;
  unsigned char bins[FZ_SKETCH_BINS];
} mark;

/* Each id has one place, which it shares with others; there are a power of two of them, or none yet. */
typedef struct marks {
  mark *list;
  size_t capacity;
} marks;

static marks *check_marks(lua_State *L) { return luaL_checkudata(L, 1, NAME); }

static mark *place_of(const marks *m, lua_Integer id) {
  return &m->list[(size_t)id & (m->capacity - 1)];
}

static lua_Integer check_id(lua_State *L, int arg) {
  lua_Integer id = luaL_checkinteger(L, arg);
  luaL_argcheck(L, id >= 1, arg, "an id is 1 or more");
  return id;
}

/* Whether there is a place for twice as many; where memory is short as many are kept as before. */
static bool grow(marks *m) {
  size_t capacity = m->capacity == 0 ? LEAST : 2 * m->capacity;
  if (capacity > MOST) return false;
  mark *list = calloc(capacity, sizeof *list);
  if (list == NULL) return false;
  marks grown = {list, capacity};
  for (size_t i = 0; i < m->capacity; i++) {
    if (m->list[i].id != 0) *place_of(&grown, m->list[i].id) = m->list[i];
  }
  free(m->list);
  *m = grown;
  return true;
}

static int l_put(lua_State *L) {
  marks *m = check_marks(L);
  lua_Integer id = check_id(L, 2);
  size_t length;
  const char *bytes = luaL_checklstring(L, 3, &length);
  fz_sketch sketch;
  fz_error error;
  if (fz_sketch_load((const unsigned char *)bytes, length, &sketch, &error) != FZ_OK)
    return push_failure(L, &error);
  while (m->capacity == 0 || (place_of(m, id)->id != 0 && place_of(m, id)->id != id)) {
    if (!grow(m)) break;
  }
  lua_pushboolean(L, 1);
  if (m->capacity == 0) return 1;
  mark *one = place_of(m, id);
  *one = (mark){.id = id, .count = sketch.count, .shingle = sketch.shingle};
  for (int i = 0; i < FZ_SKETCH_BINS; i++) one->bins[i] = (unsigned char)(sketch.bins[i] & 0xFF);
  return 1;
}

/* What is kept under an id, or NULL. */
static const mark *find(const marks *m, lua_Integer id) {
  const mark *one = m->capacity > 0 ? place_of(m, id) : NULL;
  return one != NULL && one->id == id ? one : NULL;
}

static int l_most(lua_State *L) {
  const marks *m = check_marks(L);
  const mark *a = find(m, check_id(L, 2)), *b = find(m, check_id(L, 3));
  if (a == NULL || b == NULL || a->shingle != b->shingle) return 0;
  int same = 0;
  for (int i = 0; i < FZ_SKETCH_BINS; i++) same += a->bins[i] == b->bins[i];
  lua_pushnumber(L, a->count == 0 || b->count == 0 ? 0 : (lua_Number)same / FZ_SKETCH_BINS);
  lua_pushinteger(L, a->count);
  lua_pushinteger(L, b->count);
  return 3;
}

static int l_gc(lua_State *L) {
  marks *m = check_marks(L);
  free(m->list);
  *m = (marks){0};
  return 0;
}

static int l_new(lua_State *L) {
  marks *m = lua_newuserdatauv(L, sizeof *m, 0);
  *m = (marks){0};
  luaL_setmetatable(L, NAME);
  return 1;
}

int open_marks(lua_State *L) {
  static const luaL_Reg methods[] = {{"put", l_put}, {"most", l_most}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
