/*
** archive.c: fazhi.core.archive: what is packed.
**
**   archive.open(bytes)       → archive | nil, message, code
**   archive.open_file(path)   → archive | nil, message, code; read as needed, of any size
**   #archive                  → how many members it has
**   archive:entries()         → { { index=, name=, utf8=, size=, packed=, encrypted= } … }
**   archive:read(index [, max]) → bytes | nil, message, code
**   archive.inflate(bytes, max [, "gzip" | "zlib" | "deflate"]) → bytes | nil, message, code
**   archive.deflated(bytes)   → how many bytes they become when packed
**   archive.stream(path)      → stream | nil, message, code
**   stream:read(n)            → up to n bytes, nil at the end | nil, message, code
**   stream:line([max])        → line without its end, nil at the end | nil, message, code
**
** Indexes are 1-based. Archives and streams have close(), and close themselves when collected
** or when a variable <close> goes out of scope.
*/
#include "fazhi/archive.h"

#include <stdlib.h>

#include "binding.h"
#include "fazhi/lua.h"

#define ARCHIVE "fazhi.archive"
#define STREAM "fazhi.stream"

enum { PIECE = 64 << 10 };

static const lua_Integer max_member = 256 << 20; /* where the caller sets no limit */

static size_t check_max(lua_State *L, int arg, lua_Integer otherwise) {
  lua_Integer max = luaL_optinteger(L, arg, otherwise);
  luaL_argcheck(L, max >= 0, arg, "must not be negative");
  return (size_t)max;
}

/* ---- archives ---------------------------------------------------------------------------- */

/* The user value keeps the string alive whose bytes the archive borrows. */
static fz_archive **box_archive(lua_State *L) {
  fz_archive **box = lua_newuserdatauv(L, sizeof *box, 1);
  *box = NULL;
  luaL_setmetatable(L, ARCHIVE);
  return box;
}

static fz_archive *check_archive(lua_State *L) {
  fz_archive **box = luaL_checkudata(L, 1, ARCHIVE);
  luaL_argcheck(L, *box != NULL, 1, "the archive is closed");
  return *box;
}

static int l_open(lua_State *L) {
  size_t length;
  const char *bytes = luaL_checklstring(L, 1, &length);
  fz_archive **box = box_archive(L);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  fz_error error;
  if (fz_archive_open(bytes, length, box, &error) != FZ_OK) return push_failure(L, &error);
  return 1;
}

static int l_open_file(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  fz_archive **box = box_archive(L);
  fz_error error;
  if (fz_archive_open_file(path, box, &error) != FZ_OK) return push_failure(L, &error);
  return 1;
}

static int l_archive_close(lua_State *L) {
  fz_archive **box = luaL_checkudata(L, 1, ARCHIVE);
  fz_archive_close(*box);
  *box = NULL;
  return 0;
}

static int l_archive_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)fz_archive_count(check_archive(L)));
  return 1;
}

/* A claim of more than a Lua integer holds is no size. */
static lua_Integer to_size(uint64_t n) {
  return n > (uint64_t)LUA_MAXINTEGER ? LUA_MAXINTEGER : (lua_Integer)n;
}

static int l_entries(lua_State *L) {
  fz_archive *archive = check_archive(L);
  size_t count = fz_archive_count(archive);
  lua_newtable(L);
  for (size_t i = 0; i < count; i++) {
    fz_entry entry;
    fz_error error;
    if (fz_archive_entry(archive, i, &entry, &error) != FZ_OK) return push_failure(L, &error);
    lua_createtable(L, 0, 6);
    set_integer(L, "index", (lua_Integer)i + 1);
    set_string(L, "name", entry.name, entry.name_length);
    set_integer(L, "size", to_size(entry.size));
    set_integer(L, "packed", to_size(entry.packed));
    lua_pushboolean(L, entry.utf8);
    lua_setfield(L, -2, "utf8");
    lua_pushboolean(L, entry.encrypted);
    lua_setfield(L, -2, "encrypted");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int l_archive_read(lua_State *L) {
  fz_archive *archive = check_archive(L);
  lua_Integer index = luaL_checkinteger(L, 2);
  luaL_argcheck(L, index >= 1 && (lua_Unsigned)index <= fz_archive_count(archive), 2,
                "no such member");
  size_t max = check_max(L, 3, max_member), length;
  loan *l = push_empty_loan(L);
  fz_error error;
  if (fz_archive_read(archive, (size_t)index - 1, max, &l->bytes, &length, &error) != FZ_OK)
    return push_failure(L, &error);
  return push_loan(L, l, length);
}

static int l_deflated(lua_State *L) {
  size_t length, packed;
  const char *bytes = luaL_checklstring(L, 1, &length);
  fz_error error;
  if (fz_deflated(bytes, length, &packed, &error) != FZ_OK) return raise_failure(L, &error);
  lua_pushinteger(L, (lua_Integer)packed);
  return 1;
}

static int l_inflate(lua_State *L) {
  static const char *const names[] = {"gzip", "zlib", "deflate", NULL};
  static const fz_packing packings[] = {FZ_GZIP, FZ_ZLIB, FZ_DEFLATE};
  size_t length, out_length;
  const char *bytes = luaL_checklstring(L, 1, &length);
  size_t max = check_max(L, 2, max_member);
  fz_packing packing = packings[luaL_checkoption(L, 3, "gzip", names)];
  loan *l = push_empty_loan(L);
  fz_error error;
  if (fz_inflate(bytes, length, packing, max, &l->bytes, &out_length, &error) != FZ_OK)
    return push_failure(L, &error);
  return push_loan(L, l, out_length);
}

/* ---- streams ----------------------------------------------------------------------------- */

static fz_stream *check_stream(lua_State *L) {
  fz_stream **box = luaL_checkudata(L, 1, STREAM);
  luaL_argcheck(L, *box != NULL, 1, "the stream is closed");
  return *box;
}

static int l_stream(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  fz_stream **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  luaL_setmetatable(L, STREAM);
  fz_error error;
  if (fz_stream_open(path, box, &error) != FZ_OK) return push_failure(L, &error);
  return 1;
}

static int l_stream_close(lua_State *L) {
  fz_stream **box = luaL_checkudata(L, 1, STREAM);
  fz_stream_close(*box);
  *box = NULL;
  return 0;
}

/* Memory is taken for what is there, not for what was asked: n may be a claim of the file. */
static int l_stream_read(lua_State *L) {
  fz_stream *stream = check_stream(L);
  size_t wanted = check_max(L, 2, PIECE), got = 0;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (size_t done = 0; done < wanted; done += got) {
    size_t size = wanted - done < PIECE ? wanted - done : PIECE;
    fz_error error;
    fz_status status = fz_stream_read(stream, luaL_prepbuffsize(&buffer, size), size, &got, &error);
    if (status != FZ_OK) return push_failure(L, &error);
    luaL_addsize(&buffer, got);
    if (got < size) break;
  }
  luaL_pushresult(&buffer);
  if (wanted > 0 && lua_rawlen(L, -1) == 0) lua_pushnil(L);
  return 1;
}

static int l_stream_line(lua_State *L) {
  fz_stream *stream = check_stream(L);
  size_t max = check_max(L, 2, max_member), length;
  const char *line;
  fz_error error;
  if (fz_stream_line(stream, max, &line, &length, &error) != FZ_OK) return push_failure(L, &error);
  if (line == NULL) return lua_pushnil(L), 1;
  lua_pushlstring(L, line, length);
  return 1;
}

/* ---- the module -------------------------------------------------------------------------- */

static const luaL_Reg archive_methods[] = {
    {"entries", l_entries},     {"read", l_archive_read},     {"close", l_archive_close},
    {"__len", l_archive_count}, {"__close", l_archive_close}, {NULL, NULL},
};

static const luaL_Reg stream_methods[] = {
    {"read", l_stream_read},
    {"line", l_stream_line},
    {"close", l_stream_close},
    {"__close", l_stream_close},
    {NULL, NULL},
};

static const luaL_Reg functions[] = {
    {"open", l_open},         {"open_file", l_open_file}, {"inflate", l_inflate},
    {"deflated", l_deflated}, {"stream", l_stream},       {NULL, NULL},
};

int luaopen_fazhi_formats_archive(lua_State *L) {
  make_class(L, ARCHIVE, l_archive_close, archive_methods);
  make_class(L, STREAM, l_stream_close, stream_methods);
  luaL_newlib(L, functions);
  return 1;
}
