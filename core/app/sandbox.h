/*
** sandbox.h: a second Lua state for scripts that are not trusted.
*/
#ifndef FZ_CORE_APP_SANDBOX_H
#define FZ_CORE_APP_SANDBOX_H

#include <lua.h>

/* Opens the module fazhi.sandbox, which the host alone requires. */
int luaopen_fazhi_sandbox(lua_State *L);

#endif
