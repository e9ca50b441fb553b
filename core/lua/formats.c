/*
** formats.c: the module of the parts of the core that need large libraries: archives, markup, workbooks, the words
** of a text. core.c loads it.
*/
#include "binding.h"
#include "fazhi/lua.h"

int luaopen_fazhi_formats(lua_State *L) {
  static const luaL_Reg parts[] = {{"archive", open_archive},
                                   {"markup", open_markup},
                                   {"segment", open_segment},
                                   {"workbook", open_workbook},
                                   {NULL, NULL}};
  lua_newtable(L);
  for (const luaL_Reg *part = parts; part->name != NULL; part++) {
    part->func(L);
    lua_setfield(L, -2, part->name);
  }
  return 1;
}
