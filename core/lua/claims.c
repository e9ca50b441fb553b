/*
** claims.c: fazhi.core.claims: who of many claims a number (fazhi/claims.h).
**
**   claims.new(patterns, owners, roles) → claims; patterns of fazhi.core.patterns, of each of which the
**       lists tell its owner, a number from 1 on, and its role: 1 for a pattern that speaks for its owner,
**       2 against it, 3 against it in the clause
**   claims:some{ number, … }        → a string that stands for those patterns
**   claims:at(flat, place, clause_start, clause_stop, some, out) → count: owner, pattern, is_near of those
**       who claim the number at byte `place` by some of the patterns go into out[1 .. 3 count], by owner;
**       which patterns may match in the text that was asked last is remembered
**   claims:each(texts, views, somes) → out, stops, two tables: the same for all figures that texts and views
**       are told of by fazhi.core.sentences: those who claim the one in place i by somes[i], false for no
**       figure to be asked for, stand in `out` one behind the other, the last of them at out[stops[i]]
*/
#include "fazhi/claims.h"

#include <string.h>

#include "binding.h"

typedef struct box {
  fz_claims *claims;
  const void *text; /* read last, which the user value TEXT keeps; NULL: none */
  size_t count;     /* of the patterns */
  size_t size;      /* bytes of what stands for some of them */
  fz_claim *out;    /* room for as many as there are patterns */
  uint64_t some[];
} box;

static const char *const NAME = "fazhi.claims";

enum { GIVEN = 1, TEXT = 2 }; /* user values: the patterns, and the text */

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_claims_free(b->claims);
  b->claims = NULL;
  return 0;
}

static lua_Integer get_number(lua_State *L, int list, size_t n, lua_Integer most) {
  int is_integer;
  lua_rawgeti(L, list, (lua_Integer)n + 1);
  lua_Integer value = lua_tointegerx(L, -1, &is_integer);
  lua_pop(L, 1);
  if (!is_integer || value < 1 || value > most)
    luaL_error(L, "claims: number %d of a list makes no sense", (int)n + 1);
  return value;
}

/* What is said of every pattern, in a userdata that is left on the stack. */
static const fz_claim_part *take_parts(lua_State *L, size_t count) {
  fz_claim_part *parts = lua_newuserdatauv(L, (count + 1) * sizeof *parts, 0);
  for (size_t n = 0; n < count; n++) {
    parts[n].owner = (size_t)get_number(L, 2, n, INT32_MAX);
    parts[n].role = (fz_claim_role)(get_number(L, 3, n, FZ_CLAIM_AGAINST_CLAUSE + 1) - 1);
  }
  return parts;
}

static box *push_box(lua_State *L, size_t count) {
  size_t size = (count / 64 + 1) * sizeof(uint64_t);
  box *b = lua_newuserdatauv(L, sizeof *b + size + (count + 1) * sizeof *b->out, 2);
  *b = (box){.count = count, .size = size};
  memset(b->some, 0, size);
  b->out = (fz_claim *)(void *)(b->some + count / 64 + 1);
  luaL_setmetatable(L, NAME);
  return b;
}

static int l_new(lua_State *L) {
  const fz_patterns *patterns = check_patterns(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  size_t count = fz_patterns_count(patterns);
  const fz_claim_part *parts = take_parts(L, count);
  box *b = push_box(L, count);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, GIVEN);
  fz_error error = {0};
  fz_status status = fz_claims_new(patterns, parts, &b->claims, &error);
  if (status == FZ_INVALID) return luaL_error(L, "claims: %s", error.message);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

static int l_some(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  luaL_checktype(L, 2, LUA_TTABLE);
  size_t length = lua_rawlen(L, 2);
  memset(b->some, 0, b->size);
  for (size_t i = 0; i < length; i++) {
    size_t n = (size_t)get_number(L, 2, i, (lua_Integer)b->count) - 1;
    b->some[n / 64] |= (uint64_t)1 << n % 64;
  }
  lua_pushlstring(L, (const char *)b->some, b->size);
  return 1;
}

/* The claims, with the text at a place of the stack read. */
static const fz_claims *check_read(lua_State *L, box *b, int index) {
  size_t length;
  const char *s = luaL_checklstring(L, index, &length);
  if (b->text == s) return b->claims;
  b->text = NULL;
  fz_claims_read(b->claims, s, length);
  lua_pushvalue(L, index);
  lua_setiuservalue(L, 1, TEXT);
  b->text = s;
  return b->claims;
}

/* The patterns that the string at a place of the stack stands for. */
static const uint64_t *check_some(lua_State *L, box *b, int index) {
  size_t length;
  const char *s = luaL_checklstring(L, index, &length);
  luaL_argcheck(L, length == b->size, index, "of other patterns");
  memcpy(b->some, s, length);
  return b->some;
}

/* Puts the claims of a number behind place `at` of the table at `index`; the last place then. */
static lua_Integer put_claims(lua_State *L, int index, lua_Integer at, const fz_claim *list,
                              size_t count) {
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)list[i].owner);
    lua_rawseti(L, index, ++at);
    lua_pushinteger(L, (lua_Integer)list[i].pattern + 1);
    lua_rawseti(L, index, ++at);
    lua_pushboolean(L, list[i].is_near);
    lua_rawseti(L, index, ++at);
  }
  return at;
}

static int l_at(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_claim_place place = {.place = check_offset(L, 3),
                          .clause_start = check_offset(L, 4),
                          .clause_stop = (size_t)luaL_checkinteger(L, 5)};
  const uint64_t *some = check_some(L, b, 6);
  luaL_checktype(L, 7, LUA_TTABLE);
  size_t count = fz_claims_at(check_read(L, b, 2), &place, some, b->out);
  put_claims(L, 7, 0, b->out, count);
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

enum {
  TEXTS = 2,
  VIEWS,
  SOMES,
  OUT,
  STOPS,
  SOME,
  READ
}; /* of the arguments of l_each, and above */

enum { ROOM_MAX = 100000 }; /* figures that a table is given room for at once */

/* A field of the view of figure `i`, counted from 0: a position from 1 on. */
static size_t get_view(lua_State *L, lua_Integer i, int field) {
  int is_integer;
  lua_rawgeti(L, VIEWS, i * VIEW_FIELDS + field);
  lua_Integer value = lua_tointegerx(L, -1, &is_integer);
  lua_pop(L, 1);
  if (!is_integer || value < 0 || (field != VIEW_CLAUSE_STOP && value < 1))
    luaL_error(L, "claims: no view of figure %d", (int)i + 1);
  return (size_t)value;
}

/* Who claims figure `i` by the patterns at SOME. */
static size_t ask(lua_State *L, box *b, lua_Integer i) {
  const fz_claim_place place = {get_view(L, i, VIEW_PLACE) - 1,
                                get_view(L, i, VIEW_CLAUSE_START) - 1,
                                get_view(L, i, VIEW_CLAUSE_STOP)};
  const uint64_t *some = check_some(L, b, SOME);
  lua_rawgeti(L, TEXTS, (lua_Integer)get_view(L, i, VIEW_TEXT));
  const fz_claims *claims = check_read(L, b, READ);
  size_t count = fz_claims_at(claims, &place, some, b->out);
  lua_pop(L, 1);
  return count;
}

static int l_each(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  for (int i = TEXTS; i <= SOMES; i++) luaL_checktype(L, i, LUA_TTABLE);
  lua_settop(L, SOMES);
  lua_Integer count = (lua_Integer)lua_rawlen(L, SOMES), at = 0;
  int room = count < ROOM_MAX ? (int)count : ROOM_MAX;
  lua_createtable(L, 3 * room, 0);
  lua_createtable(L, room, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, SOMES, i + 1);
    if (lua_toboolean(L, SOME)) at = put_claims(L, OUT, at, b->out, ask(L, b, i));
    lua_settop(L, STOPS);
    lua_pushinteger(L, at);
    lua_rawseti(L, STOPS, i + 1);
  }
  return 2;
}

int open_claims(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"some", l_some}, {"at", l_at}, {"each", l_each}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
