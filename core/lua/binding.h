/*
** binding.h: what the bindings share: one way to report a failure, and the openers of the
** parts of fazhi.core.
*/
#ifndef FZ_CORE_LUA_BINDING_H
#define FZ_CORE_LUA_BINDING_H

#include <lauxlib.h>
#include <lua.h>

#include "fazhi/status.h"

/* Pushes nil, the message and the code ("E301"); returns 3, for `return push_failure(L, &error)`. */
int push_failure(lua_State *L, const fz_error *error);

/* Raises a table {code=, message=} that prints as its message; does not return. */
int raise_failure(lua_State *L, const fz_error *error);

/* Sets t[key] on the table at the top; the string may hold any bytes. */
void set_string(lua_State *L, const char *key, const char *s, size_t length);
void set_integer(lua_State *L, const char *key, lua_Integer value);

/*
** Takes the Lua span at arguments `arg` and `arg`+1 (1-based, inclusive, j = i-1 when
** empty) as [*start, *stop) into `length` bytes; raises an argument error if it lies outside.
*/
void check_span(lua_State *L, int arg, size_t length, size_t *start, size_t *stop);

/* Each pushes the table of one part of the module. */
int open_text(lua_State *L);
int open_outline(lua_State *L);
int open_store(lua_State *L);
int open_files(lua_State *L);
int open_archive(lua_State *L);
int open_markup(lua_State *L);
int open_helper(lua_State *L);
int open_sketch(lua_State *L);
int open_words(lua_State *L);

#endif
