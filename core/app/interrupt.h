/*
** interrupt.h: Ctrl-C. Whatever Lua is running when the signal comes ends with an error value
** of its own, in whichever coroutine it is and whatever pcall stands in between.
*/
#ifndef APP_INTERRUPT_H
#define APP_INTERRUPT_H

#include <lua.h>
#include <stdbool.h>

/* Puts the coroutines of L, whose libraries are open, under watch, and takes the signal. L must
** outlive interrupt_leave. */
void interrupt_watch(lua_State *L);

/* Gives the signal back and lets L run again. */
void interrupt_leave(lua_State *L);

/* True if the value at this index is the error value of an interrupt. */
bool interrupt_is(lua_State *L, int index);

/* Opens fazhi.core.interrupt: call(f, handler) and wait(whether), for who goes on after an
 * interrupt. */
int luaopen_interrupt(lua_State *L);

#endif
