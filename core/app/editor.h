/*
** editor.h: the line editor of the prompt, as the Lua module fazhi.core.editor. It edits lines
** and nothing else: what a line means, how it is completed and kept is for Lua to say.
*/
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include <lua.h>

/* Opens fazhi.core.editor: open, size, terminal, key. */
int luaopen_editor(lua_State *L);

#endif
