/*
** core.c: the module fazhi.core: the three parts of the C core under one table, and what
** their bindings share.
*/
#include "binding.h"

#include <stdio.h>

#include "fazhi/fazhi.h"
#include "fazhi/lua.h"

static void push_code(lua_State *L, fz_status status) {
  char code[16];
  snprintf(code, sizeof code, "E%d", (int)status);
  lua_pushstring(L, code);
}

int push_failure(lua_State *L, const fz_error *error) {
  lua_pushnil(L);
  lua_pushstring(L, error->message);
  push_code(L, error->status);
  return 3;
}

static int l_failure_tostring(lua_State *L) {
  lua_getfield(L, 1, "message");
  return 1;
}

int raise_failure(lua_State *L, const fz_error *error) {
  lua_createtable(L, 0, 2);
  push_code(L, error->status);
  lua_setfield(L, -2, "code");
  lua_pushstring(L, error->message);
  lua_setfield(L, -2, "message");
  if (luaL_newmetatable(L, "fazhi.failure")) {
    lua_pushcfunction(L, l_failure_tostring);
    lua_setfield(L, -2, "__tostring");
  }
  lua_setmetatable(L, -2);
  return lua_error(L);
}

void set_string(lua_State *L, const char *key, const char *s, size_t length) {
  lua_pushlstring(L, s, length);
  lua_setfield(L, -2, key);
}

void set_integer(lua_State *L, const char *key, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_setfield(L, -2, key);
}

void check_span(lua_State *L, int arg, size_t length, size_t *start, size_t *stop) {
  lua_Integer i = luaL_checkinteger(L, arg);
  lua_Integer j = luaL_checkinteger(L, arg + 1);
  luaL_argcheck(L, i >= 1 && (lua_Unsigned)i <= (lua_Unsigned)length + 1, arg, "outside the text");
  luaL_argcheck(L, j >= i - 1 && (lua_Unsigned)j <= (lua_Unsigned)length, arg + 1,
                "outside the text");
  *start = (size_t)i - 1;
  *stop = (size_t)j;
}

int luaopen_fazhi_core(lua_State *L) {
  lua_createtable(L, 0, 5);
  open_text(L);
  lua_setfield(L, -2, "text");
  open_outline(L);
  lua_setfield(L, -2, "outline");
  open_store(L);
  lua_setfield(L, -2, "store");
  open_files(L);
  lua_setfield(L, -2, "files");
  open_markup(L);
  lua_setfield(L, -2, "markup");
  open_archive(L);
  lua_setfield(L, -2, "archive");
  open_helper(L);
  lua_setfield(L, -2, "helper");
  open_sketch(L);
  lua_setfield(L, -2, "sketch");
  open_words(L);
  lua_setfield(L, -2, "words");
  lua_pushstring(L, fz_version());
  lua_setfield(L, -2, "version");
  return 1;
}
