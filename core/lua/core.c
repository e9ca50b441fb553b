/*
** core.c: the module fazhi.core: the parts of the C core under one table.
*/
#include "binding.h"

#include <dlfcn.h>
#include <string.h>

#include "fazhi/fazhi.h"
#include "fazhi/lua.h"
#include "loading.h"

static const luaL_Reg parts[] = {
    {"text", open_text},
    {"outline", open_outline},
    {"store", open_store},
    {"files", open_files},
    {"helper", open_helper},
    {"sketch", open_sketch},
    {"words", open_words},
    {"forms", open_forms},
    {"tally", open_tally},
    {"amounts", open_amounts},
    {"context", open_context},
    {"lines", open_lines},
    {"rows", open_rows},
    {"canon", open_canon},
    {"passages", open_passages},
    {"pieces", open_pieces},
    {"patterns", open_patterns},
    {"flat", open_flat},
    {"reading", open_reading},
    {"openings", open_openings},
    {"rulers", open_rulers},
    {"claims", open_claims},
    {"sentences", open_sentences},
    {"elements", open_elements},
    {"crew", open_crew},
    {"json", open_json},
    {"sheet", open_sheet},
    {"keys", open_keys},
    {"marks", open_marks},
    {"seen", open_seen},
    {NULL, NULL},
};

/*
** Some parts need libraries that take longer to load than all the rest, and read what most files are not: each is a
** module of its own, in the folder formats beside this one, loaded when it is first asked for.
*/
static const char *const formats[] = {"archive", "markup", "segment", "workbook"};

static int raise_unloaded(lua_State *L, const fz_error *error) {
  if (error->status == FZ_NOMEM) return raise_failure(L, error);
  return luaL_error(L, "fazhi.core: %s", error->message);
}

/* Pushes the file of such a part. */
static const char *push_file(lua_State *L, const char *name) {
  Dl_info here;
  if (dladdr(parts, &here) == 0) luaL_error(L, "fazhi.core: its file is not known");
  const char *slash = strrchr(here.dli_fname, '/');
  int length = slash != NULL ? (int)(slash - here.dli_fname) : 0;
  lua_pushlstring(L, here.dli_fname, (size_t)length);
  return lua_pushfstring(L, "%s%sformats/%s.so", lua_tostring(L, -1), length > 0 ? "/" : "./",
                         name);
}

static lua_CFunction find_format(lua_State *L, const char *name) {
  const char *file = push_file(L, name);
  fz_error error = {0};
  void *module = fz_library_load(file, &error);
  if (module == NULL) raise_unloaded(L, &error);
  lua_CFunction open = NULL;
  void *symbol = dlsym(module, lua_pushfstring(L, "luaopen_fazhi_formats_%s", name));
  memcpy(&open, &symbol, sizeof open); /* ISO C turns no object into a function */
  if (open == NULL) luaL_error(L, "fazhi.core: %s is another file", file);
  lua_pop(L, 3);
  return open;
}

/* core[name] of a part that is not loaded yet. */
static int l_index(lua_State *L) {
  const char *name = lua_tostring(L, 2);
  size_t i = 0, count = sizeof formats / sizeof *formats;
  while (i < count && (name == NULL || strcmp(formats[i], name) != 0)) i++;
  if (i == count) return 0;
  lua_pushcfunction(L, find_format(L, name));
  lua_call(L, 0, 1);
  lua_pushvalue(L, -1);
  lua_setfield(L, 1, name);
  return 1;
}

int luaopen_fazhi_core(lua_State *L) {
  lua_newtable(L);
  for (const luaL_Reg *part = parts; part->name != NULL; part++) {
    part->func(L);
    lua_setfield(L, -2, part->name);
  }
  lua_pushstring(L, fz_version());
  lua_setfield(L, -2, "version");
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, l_index);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  return 1;
}
