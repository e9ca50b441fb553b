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

/* The claims, with the text at argument 2 read. */
static const fz_claims *check_read(lua_State *L, box *b) {
  size_t length;
  const char *s = luaL_checklstring(L, 2, &length);
  if (b->text == s) return b->claims;
  b->text = NULL;
  fz_claims_read(b->claims, s, length);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 1, TEXT);
  b->text = s;
  return b->claims;
}

static size_t check_offset(lua_State *L, int arg) {
  lua_Integer at = luaL_checkinteger(L, arg);
  luaL_argcheck(L, at >= 1, arg, "positions begin at 1");
  return (size_t)at - 1;
}

/* The patterns that the string at argument 6 stands for. */
static const uint64_t *check_some(lua_State *L, box *b) {
  size_t length;
  const char *s = luaL_checklstring(L, 6, &length);
  luaL_argcheck(L, length == b->size, 6, "of other patterns");
  memcpy(b->some, s, length);
  return b->some;
}

static void put_claim(lua_State *L, lua_Integer place, const fz_claim *claim) {
  lua_pushinteger(L, (lua_Integer)claim->owner);
  lua_rawseti(L, 7, place + 1);
  lua_pushinteger(L, (lua_Integer)claim->pattern + 1);
  lua_rawseti(L, 7, place + 2);
  lua_pushboolean(L, claim->is_near);
  lua_rawseti(L, 7, place + 3);
}

static int l_at(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_claim_place place = {.place = check_offset(L, 3),
                          .clause_start = check_offset(L, 4),
                          .clause_stop = (size_t)luaL_checkinteger(L, 5)};
  const uint64_t *some = check_some(L, b);
  luaL_checktype(L, 7, LUA_TTABLE);
  size_t count = fz_claims_at(check_read(L, b), &place, some, b->out);
  for (size_t i = 0; i < count; i++) put_claim(L, (lua_Integer)i * 3, &b->out[i]);
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

int open_claims(lua_State *L) {
  static const luaL_Reg methods[] = {{"some", l_some}, {"at", l_at}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
