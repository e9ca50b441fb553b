/*
** state.h: the Lua state that the program runs in.
*/
#ifndef APP_STATE_H
#define APP_STATE_H

#include <lua.h>

/*
** A new state, without libraries, whose memory comes from a pool; NULL if there is none. Warnings are off until a
** script turns them on with warn "@on", as in Lua's own interpreter. One a process, closed with lua_close; what the
** pool holds beyond it is the system's to take back.
*/
lua_State *state_new(void);

#endif
