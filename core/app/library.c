/*
** library.c: files compiled beforehand, part of the program as bundle.c wrote them. Compiled Lua
** holds the name of its source once, for error messages and for who looks for it; it is put in when
** the code is loaded.
*/
#include "library.h"

#include <fcntl.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* The compiled file of that source; false if there is none. */
static bool find_file(const char *s, size_t length, library_file *found) {
  uint64_t count, mark = library_mark(s, length);
  const char *at = library_bytes + sizeof count;
  memcpy(&count, library_bytes, sizeof count);
  for (uint64_t i = 0; i < count; i++, at += sizeof *found) {
    memcpy(found, at, sizeof *found);
    if (found->mark == mark && found->length == length) return true;
  }
  return false;
}

enum { PIECE = 16384 };

/* Appends what an open file has, `size` bytes as far as one knows; false if it cannot be read. */
static bool add_source(luaL_Buffer *buffer, int file, size_t size) {
  size_t room = size + 1; /* one byte more tells that there are no more */
  for (;;) {
    ssize_t n = read(file, luaL_prepbuffsize(buffer, room), room);
    if (n < 0) return false;
    luaL_addsize(buffer, (size_t)n);
    if (n == 0 || (size > 0 && (size_t)n < room)) return true;
    size = 0;
    room = PIECE;
  }
}

/* Pushes what stands in a file; false, with nothing pushed, if it cannot be read. */
static bool push_source(lua_State *L, const char *name) {
  luaL_Buffer buffer;
  struct stat info;
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  bool is_sized = fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size < INT32_MAX;
  luaL_buffinit(L, &buffer);
  bool is_read = add_source(&buffer, file, is_sized ? (size_t)info.st_size : 0);
  close(file);
  luaL_pushresult(&buffer);
  if (!is_read) lua_pop(L, 1);
  return is_read;
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

/* Pushes the function of compiled code. */
static bool load_code(lua_State *L, const library_file *found, const char *file) {
  char name[4096 + 8];
  size_t length = write_name(file, name, sizeof name), size = (size_t)found->size;
  const char *code = library_bytes + found->at;
  if (length == 0 || size < LIBRARY_HEAD + 2) return false;
  pieces p = {
      {code, name, code + LIBRARY_HEAD + 2}, {LIBRARY_HEAD, length, size - LIBRARY_HEAD - 2}, 0};
  if (lua_load(L, next_piece, &p, file, "b") == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

/* Puts the function of a file in the place of its source, at the top, if it is as it was compiled; else takes it away. */
static bool replace_source(lua_State *L, const char *file) {
  library_file found;
  size_t length;
  const char *source = lua_tolstring(L, -1, &length);
  bool is_there = fits() && find_file(source, length, &found);
  lua_pop(L, 1);
  return is_there && load_code(L, &found, file);
}

static int l_load(lua_State *L) {
  const char *file = luaL_checkstring(L, 1);
  lua_settop(L, 2);
  if (!push_source(L, file) || !replace_source(L, file)) return 0;
  if (!lua_isnil(L, 2)) {
    lua_pushvalue(L, 2);
    if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  }
  return 1;
}

/*
** Pushes the file that package.searchpath would find for a module, and what stands in it, opened once for both;
** NULL, with what was pushed left, if there is none.
*/
static const char *push_module(lua_State *L, const char *module, const char *path) {
  const char *name = luaL_gsub(L, module, ".", "/");
  for (size_t length; *path != '\0'; path += length + (path[length] == ';')) {
    length = strcspn(path, ";");
    lua_pushlstring(L, path, length);
    const char *file = luaL_gsub(L, lua_tostring(L, -1), "?", name);
    if (push_source(L, file)) return file;
    lua_pop(L, 2);
  }
  return NULL;
}

/* A searcher as package.searchers has them: the loader and its file, or nothing. */
static int l_search(lua_State *L) {
  const char *module = luaL_checkstring(L, 1);
  lua_getfield(L, lua_upvalueindex(1), "path");
  const char *path = lua_tostring(L, -1);
  const char *file = path != NULL ? push_module(L, module, path) : NULL;
  if (file == NULL || !replace_source(L, file)) return 0;
  lua_insert(L, -2);
  return 2;
}

static void add_searcher(lua_State *L) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = luaL_len(L, -1); i >= 2; i--) {
    lua_geti(L, -1, i);
    lua_seti(L, -2, i + 1);
  }
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, l_search, 1);
  lua_seti(L, -2, 2); /* behind package.preload */
  lua_pop(L, 2);
}

int luaopen_library(lua_State *L) {
  static const luaL_Reg functions[] = {{"load", l_load}, {NULL, NULL}};
  add_searcher(L);
  luaL_newlib(L, functions);
  return 1;
}
