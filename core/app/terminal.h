/*
** terminal.h: the terminal, as the Lua module fazhi.core.editor: its size, a key, and the editor of lines, which edits
** lines and nothing else: what a line means, how it is completed and kept is for Lua to say.
*/
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

#include <lua.h>

/* Opens fazhi.core.editor: open, size, terminal, key. */
int luaopen_terminal(lua_State *L);

#endif
