/*
** segment.c: fazhi.core.segment: Chinese text cut into words by a dictionary (fazhi/segment.h).
**
**   segment.cut(s, out [, i [, j]]) → count: start, next byte and kind of every segment of
**       s:sub(i, j) go into out[1 .. 3 count], nil behind them; positions are those in s.
**       Kinds: 0 a mark, 1 a number, 2 letters, 3 Han. nil, message, code if ICU lacks its data.
**
** One segmenter serves the state; it is made when it is first used.
*/
#include "fazhi/segment.h"

#include "binding.h"
#include "fazhi/lua.h"

typedef struct box {
  fz_segmenter *segmenter;
} box;

static int l_close(lua_State *L) {
  box *b = lua_touserdata(L, 1);
  fz_segmenter_free(b->segmenter);
  b->segmenter = NULL;
  return 0;
}

static void put(lua_State *L, int list, lua_Integer at, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_rawseti(L, list, at);
}

static void replace_nil(lua_State *L, int arg, lua_Integer value) {
  if (!lua_isnil(L, arg)) return;
  lua_pushinteger(L, value);
  lua_replace(L, arg);
}

static int l_cut(lua_State *L) {
  size_t length, start, stop;
  const char *s = luaL_checklstring(L, 1, &length);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 4);
  replace_nil(L, 3, 1);
  replace_nil(L, 4, (lua_Integer)length);
  check_span(L, 3, length, &start, &stop);
  box *b = lua_touserdata(L, lua_upvalueindex(1));
  fz_error error = {0};
  if (b->segmenter == NULL && fz_segmenter_new(&b->segmenter, &error) != FZ_OK)
    return push_failure(L, &error);
  if (fz_segmenter_set(b->segmenter, s + start, stop - start, &error) != FZ_OK)
    return push_failure(L, &error);
  lua_Integer count = 0;
  for (;;) {
    fz_segment segment = fz_segmenter_next(b->segmenter);
    if (segment.start == segment.stop) break;
    put(L, 2, ++count, (lua_Integer)(start + segment.start) + 1);
    put(L, 2, ++count, (lua_Integer)(start + segment.stop) + 1);
    put(L, 2, ++count, (lua_Integer)segment.kind);
  }
  lua_pushnil(L);
  lua_rawseti(L, 2, count + 1);
  lua_pushinteger(L, count / 3);
  return 1;
}

int luaopen_fazhi_formats_segment(lua_State *L) {
  lua_createtable(L, 0, 1);
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->segmenter = NULL;
  set_closer(L, "fazhi.segmenter", l_close);
  lua_pushcclosure(L, l_cut, 1);
  lua_setfield(L, -2, "cut");
  return 1;
}
