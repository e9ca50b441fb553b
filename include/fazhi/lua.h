/*
** lua.h: the core as a Lua module, `fazhi.core`.
**
** The only header here that needs Lua's own, and no part of libfazhi: its functions are in the
** modules that `make install` puts beside Lua's others, fazhi/core.so first, where require finds
** them, in the program as in stock lua5.4. What a part gives is told in core/lua.
*/
#ifndef FAZHI_LUA_H
#define FAZHI_LUA_H

#include <lua.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Opens fazhi.core: pushes one table of its parts and `version`. */
FZ_API int luaopen_fazhi_core(lua_State *L);

/* Open the parts of it that stand in modules of their own, each loaded when it is first asked for. */
FZ_API int luaopen_fazhi_formats_archive(lua_State *L);
FZ_API int luaopen_fazhi_formats_markup(lua_State *L);
FZ_API int luaopen_fazhi_formats_segment(lua_State *L);
FZ_API int luaopen_fazhi_formats_workbook(lua_State *L);

#ifdef __cplusplus
}
#endif
#endif
