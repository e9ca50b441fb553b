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

/* Opens the parts of it that stand in a module beside it, which is loaded when one is asked for: archive, markup,
   segment and workbook. */
FZ_API int luaopen_fazhi_formats(lua_State *L);

#endif
