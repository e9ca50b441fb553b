/*
** lua.h: the core as a Lua module, `fazhi.core`.
**
** The only header here that needs Lua's own, and no part of libfazhi: both functions are in the
** modules that `make install` puts beside Lua's others, fazhi/core.so and fazhi/formats.so, where
** require finds them, in the program as in stock lua5.4. What a part gives is told in core/lua.
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

/*
** Opens the parts that need larger libraries (archive, markup, segment, workbook): pushes one table
** of them. fazhi.core does so by itself when one of them is asked for.
*/
FZ_API int luaopen_fazhi_formats(lua_State *L);

#ifdef __cplusplus
}
#endif
#endif
