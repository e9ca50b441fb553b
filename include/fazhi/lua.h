/*
** lua.h: the core as a Lua module, `fazhi.core`.
**
** The only header here that needs Lua's own. The program registers the module in its
** state; stock lua5.4 finds the same module as fazhi/core.so. See core/lua for what it gives.
*/
#ifndef FAZHI_LUA_H
#define FAZHI_LUA_H

#include <lua.h>

#include "fazhi/status.h"

/* Opens fazhi.core: pushes one table with the fields text, outline, store, files and version. */
FZ_API int luaopen_fazhi_core(lua_State *L);

/* Open the parts of it that stand in modules of their own, each loaded when it is first asked for. */
FZ_API int luaopen_fazhi_formats_archive(lua_State *L);
FZ_API int luaopen_fazhi_formats_markup(lua_State *L);
FZ_API int luaopen_fazhi_formats_segment(lua_State *L);
FZ_API int luaopen_fazhi_formats_workbook(lua_State *L);

#endif
