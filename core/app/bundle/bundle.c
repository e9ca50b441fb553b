/*
** bundle.c: run while fazhi is built: compiles the Lua of the library and writes what comes of it,
** with a mark of each source, to one file, which becomes part of the program (library.c).
**
**     bundle OUT ROOT FILE…    FILE is ROOT/fazhi/x.lua, the module fazhi.x
**
** It is linked with the Lua that the program is linked with. A file that does not compile is left
** out: whoever needs it reads it and is told why.
*/
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../library.h"

typedef struct bytes {
  char *s;
  size_t length, room;
} bytes;

static void fail(const char *what) {
  fprintf(stderr, "bundle: %s\n", what);
  exit(1);
}

static void add(bytes *b, const void *s, size_t length) {
  if (b->room - b->length < length) {
    b->room = 2 * b->room + length;
    b->s = realloc(b->s, b->room);
    if (b->s == NULL) fail("out of memory");
  }
  memcpy(b->s + b->length, s, length);
  b->length += length;
}

static int write_code(lua_State *L, const void *s, size_t length, void *code) {
  (void)L;
  add(code, s, length);
  return 0;
}

static bytes read_file(const char *name) {
  bytes b = {NULL, 0, 0};
  char piece[8192];
  FILE *file = fopen(name, "rb");
  if (file == NULL) fail(name);
  for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;) add(&b, piece, n);
  fclose(file);
  return b;
}

/* Compiles a file, whose own name for itself becomes the one byte "="; false if it is left out. */
static int compile(const char *name, bytes *code, library_file *file) {
  lua_State *L = luaL_newstate();
  bytes source = read_file(name);
  if (L == NULL) fail("out of memory");
  size_t at = code->length;
  int is_sound = luaL_loadbufferx(L, source.s, source.length, "=", "t") == LUA_OK &&
                 lua_dump(L, write_code, code, 0) == 0 && code->length - at > LIBRARY_HEAD + 2 &&
                 memcmp(code->s + at + LIBRARY_HEAD, "\x82=", 2) == 0;
  if (is_sound)
    *file =
        (library_file){library_mark(source.s, source.length), source.length, at, code->length - at};
  else
    code->length = at;
  lua_close(L);
  free(source.s);
  return is_sound;
}

static void write_all(FILE *file, const void *s, size_t length) {
  if (fwrite(s, 1, length, file) != length) fail("cannot write");
}

int main(int argc, char **argv) {
  bytes code = {NULL, 0, 0}, files = {NULL, 0, 0};
  library_file one;
  if (argc < 2) fail("bundle OUT FILE…");
  for (int i = 2; i < argc; i++)
    if (compile(argv[i], &code, &one)) add(&files, &one, sizeof one);
  uint64_t count = files.length / sizeof one;
  for (uint64_t i = 0; i < count; i++)
    ((library_file *)(void *)files.s)[i].at += sizeof count + files.length;
  FILE *out = fopen(argv[1], "wb");
  if (out == NULL) fail(argv[1]);
  write_all(out, &count, sizeof count);
  write_all(out, files.s, files.length);
  write_all(out, code.s, code.length);
  if (fclose(out) != 0) fail("cannot write");
  free(files.s);
  free(code.s);
  return 0;
}
