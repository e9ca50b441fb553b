/*
** bundle.c: run while fazhi is built: compiles the Lua of the library and writes what comes of it,
*with a mark
** of each source, to one file, which becomes part of the program (library.c).
**
**     bundle OUT ROOT FILE…    FILE is ROOT/fazhi/x.lua, the module fazhi.x
**
** It is linked with the Lua that the program is linked with. A file that does not compile is left
*out:
** whoever needs it reads it and is told why.
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

/* ROOT/fazhi/corpus/value.lua → fazhi.corpus.value */
static void add_name(bytes *out, const char *root, const char *file) {
  const char *name = file + strlen(root) + 1;
  size_t length = strlen(name) - strlen(".lua");
  for (size_t i = 0; i < length; i++) add(out, name[i] == '/' ? "." : &name[i], 1);
  add(out, "", 1);
}

/* Adds a compiled file, whose own name for itself is the one byte "=". */
static int add_module(bytes *out, const char *root, const char *file) {
  lua_State *L = luaL_newstate();
  bytes source = read_file(file), code = {NULL, 0, 0};
  if (L == NULL) fail("out of memory");
  int is_sound = luaL_loadbufferx(L, source.s, source.length, "=", "t") == LUA_OK &&
                 lua_dump(L, write_code, &code, 0) == 0 && code.length > LIBRARY_HEAD + 2 &&
                 memcmp(code.s + LIBRARY_HEAD, "\x82=", 2) == 0;
  if (is_sound) {
    library_module module = {library_mark(source.s, source.length), source.length, code.length};
    add(out, &module, sizeof module);
    add_name(out, root, file);
    add(out, code.s, code.length);
    while (out->length % sizeof module.mark != 0) add(out, "", 1);
  }
  lua_close(L);
  free(source.s);
  free(code.s);
  return is_sound;
}

int main(int argc, char **argv) {
  bytes out = {NULL, 0, 0};
  if (argc < 3) fail("bundle OUT ROOT FILE…");
  uint64_t count = 0;
  add(&out, &count, sizeof count);
  for (int i = 3; i < argc; i++) count += (uint64_t)add_module(&out, argv[2], argv[i]);
  memcpy(out.s, &count, sizeof count);
  FILE *file = fopen(argv[1], "wb");
  if (file == NULL || fwrite(out.s, 1, out.length, file) != out.length || fclose(file) != 0)
    fail(argv[1]);
  free(out.s);
  return 0;
}
