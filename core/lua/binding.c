/*
** binding.c: what the bindings share.
*/
#include "binding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void set_flags(lua_State *L, const char *key, const named_flag *flags) {
  lua_newtable(L);
  for (; flags->name != NULL; flags++) set_integer(L, flags->name, flags->flag);
  lua_setfield(L, -2, key);
}

size_t check_offset(lua_State *L, int arg) {
  lua_Integer at = luaL_checkinteger(L, arg);
  luaL_argcheck(L, at >= 1, arg, "positions begin at 1");
  return (size_t)at - 1;
}

size_t check_place(lua_State *L, int arg, size_t length) {
  size_t at = check_offset(L, arg);
  return at < length ? at : length;
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

void set_closer(lua_State *L, const char *name, lua_CFunction close) {
  if (luaL_newmetatable(L, name)) {
    lua_pushcfunction(L, close);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, close);
    lua_setfield(L, -2, "__close");
  }
  lua_setmetatable(L, -2);
}

void make_class(lua_State *L, const char *name, lua_CFunction finalize, const luaL_Reg *methods) {
  luaL_newmetatable(L, name);
  if (finalize != NULL) {
    lua_pushcfunction(L, finalize);
    lua_setfield(L, -2, "__gc");
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_newtable(L);
  for (const luaL_Reg *method = methods; method->name != NULL; method++) {
    lua_pushcfunction(L, method->func);
    lua_setfield(L, strncmp(method->name, "__", 2) == 0 ? -3 : -2, method->name);
  }
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

int get_named(lua_State *L, int table, int name) {
  lua_pushvalue(L, name);
  return lua_rawget(L, table);
}

size_t get_named_place(lua_State *L, int table, int name) {
  int is_integer;
  get_named(L, table, name);
  lua_Integer n = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || n < 1) luaL_error(L, "no place is %s", lua_tostring(L, name));
  lua_pop(L, 1);
  return (size_t)n;
}

static int l_loan_close(lua_State *L) {
  loan *l = lua_touserdata(L, 1);
  free(l->bytes);
  l->bytes = NULL;
  return 0;
}

loan *push_empty_loan(lua_State *L) {
  loan *l = lua_newuserdatauv(L, sizeof *l, 0);
  l->bytes = NULL;
  set_closer(L, "fazhi.loan", l_loan_close);
  return l;
}

int push_loan(lua_State *L, loan *l, size_t length) {
  lua_pushlstring(L, (const char *)l->bytes, length);
  free(l->bytes);
  l->bytes = NULL;
  return 1;
}
