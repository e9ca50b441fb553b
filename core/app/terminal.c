/*
** terminal.c: what a terminal is asked for without libedit (terminal.h).
*/
#include "terminal.h"

#include <lauxlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* Pushes the columns and rows of the terminal behind fd, or nil if it is none. */
static int push_size(lua_State *L, int fd) {
  struct winsize size = {0};
  if (!isatty(fd)) return lua_pushnil(L), 1;
  ioctl(fd, TIOCGWINSZ, &size);
  lua_pushinteger(L, size.ws_col > 0 ? size.ws_col : 80);
  lua_pushinteger(L, size.ws_row > 0 ? size.ws_row : 24);
  return 2;
}

/* size() → columns and rows of the terminal, or nil if the output is none. */
static int l_size(lua_State *L) { return push_size(L, STDOUT_FILENO); }

/* terminal(fd) → columns and rows; nil if it is no terminal. */
static int l_terminal(lua_State *L) { return push_size(L, (int)luaL_checkinteger(L, 1)); }

/* key() → the next key pressed, one byte, not shown; nil where there is none. */
static int l_key(lua_State *L) {
  struct termios before, raw;
  char c = 0;
  if (tcgetattr(STDIN_FILENO, &before) != 0) return lua_pushnil(L), 1;
  raw = before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
  ssize_t n = read(STDIN_FILENO, &c, 1);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  if (n != 1) return lua_pushnil(L), 1;
  lua_pushlstring(L, &c, 1);
  return 1;
}

/* open(complete) as the module fazhi.editor has it, which is loaded now. */
static int l_open(lua_State *L) {
  lua_settop(L, 1);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "fazhi.editor");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "open");
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

int luaopen_terminal(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"open", l_open}, {"size", l_size}, {"key", l_key}, {"terminal", l_terminal}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
