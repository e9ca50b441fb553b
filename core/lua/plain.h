/*
** plain.h: plain Lua values as bytes, so that they can go from one Lua state to another: nil,
** booleans, numbers, strings and tables of these. Metatables stay behind; a table met twice
** becomes two. The bytes never leave the process: they are trusted, and no format to be kept.
*/
#ifndef FZ_CORE_LUA_PLAIN_H
#define FZ_CORE_LUA_PLAIN_H

#include <lua.h>
#include <stddef.h>

typedef struct plain {
  unsigned char *bytes; /* owned, malloc */
  size_t length, capacity;
} plain;

/* Pushes an empty one, which frees its bytes when it is collected. */
plain *push_plain(lua_State *L);

/* Appends the value at `index`; raises if it is not plain, if tables are nested too deep, or if memory
** ran out. */
void plain_put(lua_State *L, int index, plain *p);

/* Appends bytes as they are: for whoever writes something else than plain values. */
void plain_bytes(lua_State *L, plain *p, const void *bytes, size_t length);

/* Room for so many bytes more behind those that are there, for whoever then adds to `length` what was
** written; good until anything else is put. */
unsigned char *plain_room(lua_State *L, plain *p, size_t more);

/* Frees the bytes at once; what is pushed stays, and empty. */
void plain_free(plain *p);

/* Pushes the values that were put, in their order, and returns how many. */
int plain_push(lua_State *L, const unsigned char *bytes, size_t length);

#endif
