/*
** passages.c: fazhi.core.passages: the passages that texts have in common (fazhi/passages.h).
**
**   passages.new([k [, window]])  → set, empty; runs of k letters (8), windows of 8
**   set:add(s, owner)             → the number of the text, from 1; owners are 1, 2, 3 …
**   #set                          → how many texts it has
**   set:index(limit)              what more than `limit` owners have is stock
**   set:near(i, least [, before]) → list of the texts (before that one) that may share a passage of
**       `least` letters with text i
**   set:compare(i, j, least)      → list of the passages with `least` letters of their own, each
**       { start=, stop=, other_start=, other_stop=, same=, own=, edits = { { start=, stop=,
**       other_start=, other_stop= } … } }; the list also has letters, other_letters,
**       prints, jaccard
**   set:stock(i [, start, stop])  → letters in that span, and those of them that are stock
**
** Places are bytes as in string.sub, an empty one with stop = start - 1. Whatever is asked wrongly
** or at the wrong time raises. A set has close() and closes itself when collected.
*/
#include "fazhi/passages.h"

#include "binding.h"
#include "fazhi/sketch.h"

typedef struct box {
  fz_passages *set;
} box;

static const char *const NAME = "fazhi.passages";

static int raise(lua_State *L, const fz_error *error) {
  if (error->status == FZ_INVALID) return luaL_error(L, "passages: %s", error->message);
  return raise_failure(L, error);
}

static int l_close(lua_State *L) {
  box *b = check_object(L, NAME);
  fz_passages_free(b->set);
  b->set = NULL;
  return 0;
}

static fz_passages *check_set(lua_State *L) {
  box *b = check_object(L, NAME);
  luaL_argcheck(L, b->set != NULL, 1, "the passages are closed");
  return b->set;
}

static int l_new(lua_State *L) {
  lua_Integer k = luaL_optinteger(L, 1, FZ_SHINGLE_DEFAULT);
  lua_Integer window = luaL_optinteger(L, 2, FZ_PASSAGES_WINDOW);
  luaL_argcheck(L, k >= 1 && k <= FZ_SHINGLE_MAX, 1, "a run has 1 to 64 letters");
  luaL_argcheck(L, window >= 1 && window <= FZ_PASSAGES_WINDOW_MAX, 2,
                "a window has 1 to 256 runs");
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->set = NULL;
  luaL_setmetatable(L, NAME);
  fz_error error;
  if (fz_passages_new((unsigned)k, (unsigned)window, &b->set, &error) != FZ_OK)
    return raise(L, &error);
  return 1;
}

static int l_add(lua_State *L) {
  fz_passages *set = check_set(L);
  size_t length;
  const char *s = luaL_checklstring(L, 2, &length);
  lua_Integer owner = luaL_checkinteger(L, 3);
  luaL_argcheck(L, owner >= 1 && owner <= FZ_PASSAGES_OWNER_MAX, 3, "owners are numbered from 1");
  fz_error error;
  if (fz_passages_add(set, s, length, (uint32_t)(owner - 1), &error) != FZ_OK)
    return raise(L, &error);
  lua_pushinteger(L, (lua_Integer)fz_passages_count(set));
  return 1;
}

static int l_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)fz_passages_count(check_set(L)));
  return 1;
}

static size_t check_count(lua_State *L, int arg, lua_Integer least) {
  lua_Integer n = luaL_checkinteger(L, arg);
  luaL_argcheck(L, n >= least, arg, "too small");
  return (size_t)n;
}

static int l_index(lua_State *L) {
  fz_passages *set = check_set(L);
  size_t limit = check_count(L, 2, 0);
  fz_error error;
  if (fz_passages_index(set, limit, &error) != FZ_OK) return raise(L, &error);
  return 0;
}

static int l_near(lua_State *L) {
  fz_passages *set = check_set(L);
  size_t text = check_count(L, 2, 1) - 1, least = check_count(L, 3, 1), before = SIZE_MAX, count;
  if (!lua_isnoneornil(L, 4)) before = check_count(L, 4, 1) - 1;
  const uint32_t *list;
  fz_error error;
  if (fz_passages_near(set, text, before, least, &list, &count, &error) != FZ_OK)
    return raise(L, &error);
  lua_createtable(L, count < 1 << 20 ? (int)count : 0, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)list[i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static void set_spans(lua_State *L, size_t a_start, size_t a_stop, size_t b_start, size_t b_stop) {
  set_integer(L, "start", (lua_Integer)a_start + 1);
  set_integer(L, "stop", (lua_Integer)a_stop);
  set_integer(L, "other_start", (lua_Integer)b_start + 1);
  set_integer(L, "other_stop", (lua_Integer)b_stop);
}

static void push_passage(lua_State *L, const fz_shared *shared, const fz_passage *x) {
  lua_createtable(L, 0, 7);
  set_spans(L, x->a_start, x->a_stop, x->b_start, x->b_stop);
  set_integer(L, "same", (lua_Integer)x->same);
  set_integer(L, "own", (lua_Integer)x->own);
  lua_createtable(L, (int)x->edits, 0);
  for (size_t i = 0; i < x->edits; i++) {
    const fz_difference *edit = &shared->edits[x->edit + i];
    lua_createtable(L, 0, 4);
    set_spans(L, edit->a_start, edit->a_stop, edit->b_start, edit->b_stop);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "edits");
}

static int l_compare(lua_State *L) {
  fz_passages *set = check_set(L);
  size_t a = check_count(L, 2, 1) - 1, b = check_count(L, 3, 1) - 1, least = check_count(L, 4, 1);
  fz_shared shared;
  fz_error error;
  if (fz_passages_compare(set, a, b, least, &shared, &error) != FZ_OK) return raise(L, &error);
  lua_createtable(L, 0, 4);
  for (size_t i = 0; i < shared.count; i++) {
    push_passage(L, &shared, &shared.passages[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  set_integer(L, "letters", (lua_Integer)shared.a_letters);
  set_integer(L, "other_letters", (lua_Integer)shared.b_letters);
  set_integer(L, "prints", (lua_Integer)shared.prints);
  lua_pushnumber(L, shared.jaccard);
  lua_setfield(L, -2, "jaccard");
  return 1;
}

static int l_stock(lua_State *L) {
  fz_passages *set = check_set(L);
  size_t text = check_count(L, 2, 1) - 1, start = 0, stop = SIZE_MAX, letters, stock;
  if (!lua_isnoneornil(L, 3)) {
    start = check_count(L, 3, 1) - 1;
    stop = check_count(L, 4, 0);
  }
  fz_error error;
  if (fz_passages_stock(set, text, start, stop, &letters, &stock, &error) != FZ_OK)
    return raise(L, &error);
  lua_pushinteger(L, (lua_Integer)letters);
  lua_pushinteger(L, (lua_Integer)stock);
  return 2;
}

static const luaL_Reg methods[] = {
    {"add", l_add},         {"index", l_index},   {"near", l_near},
    {"compare", l_compare}, {"stock", l_stock},   {"close", l_close},
    {"__len", l_count},     {"__close", l_close}, {NULL, NULL},
};

static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};

int open_passages(lua_State *L) {
  make_class(L, NAME, l_close, methods);
  luaL_newlib(L, functions);
  return 1;
}
