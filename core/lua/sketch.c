/*
** sketch.c: fazhi.core.sketch: how much two texts share, in shingles of k characters (default 8).
**
**   sketch.of(s [, k])           → the sketch, a string of 520 bytes
**   sketch.row(s [, k])          → the sketch, the SHA-256 of the characters that count, their number
**   sketch.jaccard(a, b)         → estimate for two sketches, 0 to 1 | nil, message, code
**   sketch.bands(a)              → list of integers, the keys to find it by | nil, message, code
**   sketch.count(a)              → shingles in the text, repeated ones too | nil, message, code
**   sketch.compare(s, t [, k])   → jaccard, share of s that stands in t, share of t in s
**   sketch.characters(s)         → the characters of s that count, in one form
**
** Texts are clean UTF-8. nil, message, code is for a sketch that is damaged or of a newer version.
*/
#include "fazhi/sketch.h"

#include "binding.h"
#include "fazhi/text.h"

/* Bytes that are no UTF-8, or a k out of range, are a fault of the program. */
static int raise(lua_State *L, const fz_error *error) {
  if (error->status == FZ_INVALID) return luaL_error(L, "%s", error->message);
  return raise_failure(L, error);
}

static unsigned check_shingle(lua_State *L, int arg) {
  lua_Integer k = luaL_optinteger(L, arg, FZ_SHINGLE_DEFAULT);
  luaL_argcheck(L, k >= 1 && k <= FZ_SHINGLE_MAX, arg, "a shingle has 1 to 64 characters");
  return (unsigned)k;
}

static fz_status check_sketch(lua_State *L, int arg, fz_sketch *sketch, fz_error *error) {
  size_t length;
  const char *bytes = luaL_checklstring(L, arg, &length);
  return fz_sketch_load((const unsigned char *)bytes, length, sketch, error);
}

static void push_sketch(lua_State *L, const fz_sketch *sketch) {
  unsigned char bytes[FZ_SKETCH_BYTES];
  fz_sketch_save(sketch, bytes);
  lua_pushlstring(L, (const char *)bytes, sizeof bytes);
}

static int l_of(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  unsigned k = check_shingle(L, 2);
  fz_sketch sketch;
  fz_error error;
  if (fz_sketch_make(s, length, k, &sketch, &error) != FZ_OK) return raise(L, &error);
  push_sketch(L, &sketch);
  return 1;
}

static int l_row(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  unsigned k = check_shingle(L, 2);
  fz_characters characters = {.bytes = lua_newuserdatauv(L, length > 0 ? length : 1, 0)};
  fz_sketch sketch;
  fz_error error;
  if (fz_sketch_read(s, length, k, &sketch, &characters, &error) != FZ_OK) return raise(L, &error);
  char digest[65];
  fz_sha256(characters.bytes, characters.length, digest);
  push_sketch(L, &sketch);
  lua_pushstring(L, digest);
  lua_pushinteger(L, (lua_Integer)characters.count);
  return 3;
}

static int l_jaccard(lua_State *L) {
  fz_sketch a, b;
  fz_error error;
  if (check_sketch(L, 1, &a, &error) != FZ_OK || check_sketch(L, 2, &b, &error) != FZ_OK)
    return push_failure(L, &error);
  luaL_argcheck(L, a.shingle == b.shingle, 2, "its shingles have another length");
  lua_pushnumber(L, fz_sketch_jaccard(&a, &b));
  return 1;
}

static int l_bands(lua_State *L) {
  fz_sketch sketch;
  fz_error error;
  if (check_sketch(L, 1, &sketch, &error) != FZ_OK) return push_failure(L, &error);
  uint64_t keys[FZ_SKETCH_BANDS];
  int count = fz_sketch_bands(&sketch, keys);
  lua_createtable(L, count, 0);
  for (int i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)keys[i]);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static int l_count(lua_State *L) {
  fz_sketch sketch;
  fz_error error;
  if (check_sketch(L, 1, &sketch, &error) != FZ_OK) return push_failure(L, &error);
  lua_pushinteger(L, (lua_Integer)sketch.count);
  return 1;
}

static void push_share(lua_State *L, size_t part, size_t whole) {
  lua_pushnumber(L, whole == 0 ? 0 : (lua_Number)part / (lua_Number)whole);
}

static int l_compare(lua_State *L) {
  size_t s_length, t_length;
  const char *s = luaL_checklstring(L, 1, &s_length), *t = luaL_checklstring(L, 2, &t_length);
  unsigned k = check_shingle(L, 3);
  fz_overlap o;
  fz_error error;
  if (fz_sketch_compare(s, s_length, t, t_length, k, &o, &error) != FZ_OK) return raise(L, &error);
  push_share(L, o.both, o.first + o.second - o.both);
  push_share(L, o.both, o.first);
  push_share(L, o.both, o.second);
  return 3;
}

/* The characters go straight into memory of Lua's, which is freed whatever is raised. */
static int l_characters(lua_State *L) {
  size_t length, used;
  const char *s = luaL_checklstring(L, 1, &length);
  luaL_Buffer room;
  char *out = luaL_buffinitsize(L, &room, length > 0 ? length : 1);
  fz_error error;
  if (fz_sketch_characters(s, length, out, &used, &error) != FZ_OK) return raise(L, &error);
  luaL_pushresultsize(&room, used);
  return 1;
}

static const luaL_Reg functions[] = {
    {"of", l_of},       {"row", l_row},         {"jaccard", l_jaccard},       {"bands", l_bands},
    {"count", l_count}, {"compare", l_compare}, {"characters", l_characters}, {NULL, NULL},
};

int open_sketch(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
