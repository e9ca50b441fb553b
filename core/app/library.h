/*
** library.h: the Lua of the program, compiled when it was built: the library, the catalogues, the verbs. What is
** loaded from a file is taken from there where the file is the one that was compiled, byte for byte as far as
** its length and a mark of it tell; a file that was changed since is read as ever. What is loaded so knows its
** own name and lines.
*/
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes of compiled Lua before the name of its source; what they hold lundump.h tells. */
enum { LIBRARY_HEAD = 32 };

/* A compiled file. The bundle is their number, as a mark is one, all of these, and the code. */
typedef struct library_file {
  uint64_t mark, length; /* of its source */
  uint64_t at, size;     /* its code in the bundle */
} library_file;

/* The mark of a text: FNV-1a over words of eight bytes, the last filled up with 0. */
static inline uint64_t library_mark(const char *s, size_t length) {
  uint64_t mark = UINT64_C(0xCBF29CE484222325), word;
  for (; length >= sizeof word; s += sizeof word, length -= sizeof word) {
    memcpy(&word, s, sizeof word);
    mark = (mark ^ word) * UINT64_C(0x100000001B3);
    mark ^= mark >> 29;
  }
  word = 0;
  memcpy(&word, s, length);
  mark = (mark ^ word) * UINT64_C(0x100000001B3);
  return mark ^ mark >> 29;
}

/*
** Opens fazhi.library: `require` looks there for modules, before it looks for files to compile, and
** load(file [, env]) gives the function of a file, as loadfile does, or nil where it is not compiled.
*/
int luaopen_library(lua_State *L);

#endif
