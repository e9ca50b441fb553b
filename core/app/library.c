/*
** library.c: modules compiled beforehand, part of the program as bundle.c wrote them. Compiled Lua
*holds the name of
** its source once, for error messages and for who looks for it; it is put in when the code is
*loaded.
*/
#include "library.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

__asm__(
    ".pushsection .rodata\n"
    ".balign 8\n"
    "library_bytes:\n"
    ".incbin \"" FZ_LIBRARY
    "\"\n"
    ".balign 8\n"
    "library_end:\n"
    ".popsection\n");

extern const char library_bytes[], library_end[];

/* Code of one release of Lua is not promised to run on another. */
static bool fits(void) { return strstr(lua_ident, LUA_RELEASE " ") != NULL; }

typedef struct module {
  library_module head;
  const char *name, *code;
} module;

static const char *read_module(const char *at, module *m) {
  memcpy(&m->head, at, sizeof m->head);
  m->name = at + sizeof m->head;
  m->code = m->name + strlen(m->name) + 1;
  size_t length = (size_t)(m->code - at) + (size_t)m->head.code_length;
  return at + (length + 7) / 8 * 8;
}

static bool find_module(const char *name, module *m) {
  uint64_t count;
  const char *at = library_bytes;
  memcpy(&count, at, sizeof count);
  at += sizeof count;
  for (uint64_t i = 0; i < count; i++) {
    at = read_module(at, m);
    if (strcmp(m->name, name) == 0) return true;
  }
  return false;
}

/* Whether the file has the bytes that were compiled. */
static bool is_of(const module *m, lua_State *L, const char *file) {
  size_t length = (size_t)m->head.source_length;
  char *s = lua_newuserdatauv(L, length + 1, 0);
  FILE *source = fopen(file, "rb");
  bool is = source != NULL && fread(s, 1, length + 1, source) == length &&
            library_mark(s, length) == m->head.mark;
  if (source != NULL) fclose(source);
  lua_pop(L, 1);
  return is;
}

/* The code in three pieces: what stands before the name, the name, the rest. */
typedef struct pieces {
  const char *s[3];
  size_t length[3];
  int next;
} pieces;

static const char *next_piece(lua_State *L, void *data, size_t *length) {
  pieces *p = data;
  (void)L;
  if (p->next == 3) return NULL;
  *length = p->length[p->next];
  return p->s[p->next++];
}

/* Writes a name as compiled Lua has strings: the length and one, in groups of seven bits, the last
   of which is marked, and the bytes. */
static size_t write_name(const char *file, char *out, size_t size) {
  size_t length = strlen(file) + 1, count = length + 1, used = 0; /* with @ */
  for (int shift = 28; shift > 0; shift -= 7)
    if (count >> shift > 0) out[used++] = (char)(count >> shift & 0x7F);
  out[used++] = (char)((count & 0x7F) | 0x80);
  out[used++] = '@';
  if (length > size - used) return 0;
  memcpy(out + used, file, length - 1);
  return used + length - 1;
}

static bool load_code(lua_State *L, const module *m, const char *file) {
  char name[4096 + 8];
  size_t length = write_name(file, name, sizeof name), code = (size_t)m->head.code_length;
  if (length == 0 || code < LIBRARY_HEAD + 2) return false;
  pieces p = {{m->code, name, m->code + LIBRARY_HEAD + 2},
              {LIBRARY_HEAD, length, code - LIBRARY_HEAD - 2},
              0};
  if (lua_load(L, next_piece, &p, file, "b") == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

/* A searcher as package.searchers has them: the loader and its file, or nothing. */
static int l_search(lua_State *L) {
  module m;
  const char *name = luaL_checkstring(L, 1);
  if (!find_module(name, &m)) return 0;
  lua_getfield(L, lua_upvalueindex(1), "searchpath");
  lua_pushvalue(L, 1);
  lua_getfield(L, lua_upvalueindex(1), "path");
  lua_call(L, 2, 1);
  const char *file = lua_tostring(L, -1);
  if (file == NULL || !is_of(&m, L, file) || !load_code(L, &m, file)) return 0;
  lua_insert(L, -2);
  return 2;
}

int luaopen_library(lua_State *L) {
  if (!fits()) return 0;
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = luaL_len(L, -1); i >= 2; i--) {
    lua_geti(L, -1, i);
    lua_seti(L, -2, i + 1);
  }
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, l_search, 1);
  lua_seti(L, -2, 2); /* behind package.preload */
  return 0;
}
