/*
** library.h: the Lua of the library, compiled when the program was built. `require` takes a module
*from
** there where its file is the one that was compiled, byte for byte as far as a mark of it tells; a
*file that was
** changed since is read as ever. A file that is loaded so knows its own name and lines.
*/
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes of compiled Lua before the name of its source; what they hold lundump.h tells. */
enum { LIBRARY_HEAD = 32 };

/* A module in the bundle; its name, ended by 0, and its code stand behind, filled up to whole
 * marks. */
typedef struct library_module {
  uint64_t mark; /* of its source */
  uint64_t source_length, code_length;
} library_module;

/* The mark of a text: FNV-1a over words of eight bytes, the last filled up with 0. */
static inline uint64_t library_mark(const char *s, size_t length) {
  uint64_t mark = UINT64_C(0xCBF29CE484222325), word;
  for (size_t i = 0; i < length; i += sizeof word) {
    word = 0;
    memcpy(&word, s + i, length - i < sizeof word ? length - i : sizeof word);
    mark = (mark ^ word) * UINT64_C(0x100000001B3);
    mark ^= mark >> 29;
  }
  return mark;
}

/* Opens fazhi.library: makes the `require` of this state look there, before it looks for files to
 * compile. */
int luaopen_library(lua_State *L);

#endif
