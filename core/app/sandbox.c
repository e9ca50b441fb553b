/*
** sandbox.c: a second Lua state for scripts that are not trusted (--safe). The libraries io,
** debug and package are never opened in it, its memory comes from an allocator with a cap, and
** its instructions and seconds are counted. What it is asked and what it answers are copied as
** plain values: no function, object or metatable crosses. Which names a script sees in there is
** decided in Lua, by fazhi.inside.
*/
#include "sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "pool.h"

enum {
  STEP = 1000,      /* instructions between two looks at the limits */
  DEPTH = 100,      /* of tables that are copied */
  GRACE_SECONDS = 2 /* for C that does not return, after which the program is ended */
};

typedef enum end { END_NONE, END_STEPS, END_TIME, END_INTERRUPT } end;

typedef struct box {
  lua_State *L; /* NULL once closed */
  fz_pool pool; /* of L, with the limit of memory */
  lua_Integer steps, most_steps;
  end ended;
} box;

int luaopen_lpeg(lua_State *L);

static const char CLASS[] = "fazhi.box";

/* What a signal wants of the script that runs. */
static volatile sig_atomic_t wanted_end = END_NONE;

/* What is said when C does not return, or its stack is full: a signal handler can make no message. */
static char last_words[512], last_words_of_stack[512];

enum { SIGNAL_STACK = 64 * 1024 };

/* What Ctrl-C does when no sandbox runs. */
static struct sigaction outer_interrupt;

/* Stops the script, and the program around it as ever. */
static void handle_interrupt(int number) {
  wanted_end = END_INTERRUPT;
  if (outer_interrupt.sa_handler != SIG_DFL && outer_interrupt.sa_handler != SIG_IGN) {
    outer_interrupt.sa_handler(number);
  }
}

static void take_interrupt(void) {
  struct sigaction mine = {.sa_handler = handle_interrupt};
  sigaction(SIGINT, &mine, &outer_interrupt);
}

/* Gives Ctrl-C back, unless it was taken by another meanwhile. */
static void leave_interrupt(void) {
  struct sigaction now;
  if (sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler == handle_interrupt) {
    sigaction(SIGINT, &outer_interrupt, NULL);
  }
}

/*
** The seconds of the processor are over. The hook stops Lua at its next look; a pattern that
** goes back and back runs in C, where nothing can stop it but the end of the program, which
** hurts nothing: the corpus is only read, and no result is written yet.
*/
static void handle_time(int number) {
  (void)number;
  if (wanted_end == END_NONE) {
    wanted_end = END_TIME;
    return;
  }
  ssize_t written = write(STDERR_FILENO, last_words, strlen(last_words));
  _exit(written < 0 ? 7 : 5);
}

/* LPeg walks its patterns by recursion, and one that a script nests a million deep fills the stack. */
static void handle_fault(int number) {
  (void)number;
  ssize_t written = write(STDERR_FILENO, last_words_of_stack, strlen(last_words_of_stack));
  _exit(written < 0 ? 7 : 5);
}

/* A full stack has no room for a handler: it gets another, which the process keeps. */
static void catch_faults(void) {
  static char stack[SIGNAL_STACK];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  struct sigaction action = {.sa_handler = handle_fault, .sa_flags = SA_ONSTACK};
  if (sigaltstack(&other, NULL) == 0) sigaction(SIGSEGV, &action, NULL);
}

static void set_timer(time_t seconds) {
  struct itimerval timer = {{seconds > 0 ? GRACE_SECONDS : 0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &timer, NULL);
}

static void *allocate(void *context, void *old, size_t old_size, size_t size) {
  return fz_pool_resize(context, old, old_size, size);
}

static box *box_of(lua_State *L) {
  box *b = NULL;
  memcpy(&b, lua_getextraspace(L), sizeof b);
  return b;
}

/*
** Every coroutine begins with the hook of the one that made it. Once a limit is reached the
** hook raises at each instruction, so that a pcall that swallows the error meets it again.
*/
static void on_count(lua_State *L, lua_Debug *event) {
  box *b = box_of(L);
  if (event->event == LUA_HOOKCOUNT) b->steps += STEP;
  if (b->ended == END_NONE && wanted_end != END_NONE) b->ended = (end)wanted_end;
  if (b->ended == END_NONE && b->steps > b->most_steps) b->ended = END_STEPS;
  if (b->ended == END_NONE) return;
  lua_sethook(L, on_count, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
  lua_pushlightuserdata(L, b);
  lua_error(L);
}

static int l_close(lua_State *L) {
  box *b = luaL_checkudata(L, 1, CLASS);
  lua_State *inner = b->L;
  b->L = NULL;
  if (inner != NULL) lua_close(inner);
  fz_pool_close(&b->pool);
  set_timer(0);
  leave_interrupt();
  signal(SIGSEGV, SIG_DFL);
  return 0;
}

/* Copies the plain value at `index` of `from` onto `to`; false for what is not plain or too deep. */
static bool copy_value(lua_State *from, int index, lua_State *to, int depth);

static bool copy_table(lua_State *from, int index, lua_State *to, int depth) {
  lua_newtable(to);
  for (lua_pushnil(from); lua_next(from, index) != 0; lua_pop(from, 1)) {
    int top = lua_gettop(from);
    if (!copy_value(from, top - 1, to, depth) || !copy_value(from, top, to, depth)) return false;
    lua_rawset(to, -3);
  }
  return true;
}

static bool copy_value(lua_State *from, int index, lua_State *to, int depth) {
  size_t length = 0;
  const char *s = NULL;
  if (depth > DEPTH || !lua_checkstack(from, 4) || !lua_checkstack(to, 4)) return false;
  switch (lua_type(from, index)) {
    case LUA_TNIL:
      lua_pushnil(to);
      return true;
    case LUA_TBOOLEAN:
      lua_pushboolean(to, lua_toboolean(from, index));
      return true;
    case LUA_TNUMBER:
      if (lua_isinteger(from, index))
        lua_pushinteger(to, lua_tointeger(from, index));
      else
        lua_pushnumber(to, lua_tonumber(from, index));
      return true;
    case LUA_TSTRING:
      s = lua_tolstring(from, index, &length);
      lua_pushlstring(to, s, length);
      return true;
    case LUA_TTABLE:
      return copy_table(from, index, to, depth + 1);
    default:
      return false;
  }
}

/* write(stream, s): to stdout (1) or stderr (2). */
static int l_write(lua_State *L) {
  FILE *stream = luaL_checkinteger(L, 1) == 2 ? stderr : stdout;
  size_t length = 0;
  const char *s = luaL_checklstring(L, 2, &length);
  lua_pushboolean(L, fwrite(s, 1, length, stream) == length);
  return 1;
}

static void open_part(lua_State *L, const char *name, lua_CFunction open) {
  luaL_requiref(L, name, open, 1); /* a global of fazhi.inside, which gives its scripts others */
  lua_setfield(L, -2, name);
}

/* The table of what fazhi.inside may use and the scripts in it must not see. */
static void push_means(lua_State *L, lua_CFunction open_core) {
  const luaL_Reg PARTS[] = {{"string", luaopen_string}, {"table", luaopen_table},
                            {"math", luaopen_math},     {"utf8", luaopen_utf8},
                            {"os", luaopen_os},         {"coroutine", luaopen_coroutine},
                            {"lpeg", luaopen_lpeg},     {"core", open_core}};
  luaL_requiref(L, "_G", luaopen_base, 1);
  lua_pop(L, 1);
  lua_newtable(L);
  for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
    open_part(L, PARTS[i].name, PARTS[i].func);
  lua_pushcfunction(L, l_write);
  lua_setfield(L, -2, "write");
}

/* In the new state; arguments: the outer state, whose stack holds source, name and request. */
static int l_inside(lua_State *L) {
  lua_State *outer = lua_touserdata(L, 1);
  size_t length = 0;
  const char *source = lua_tolstring(outer, 1, &length);
  push_means(L, lua_tocfunction(outer, 5));
  if (luaL_loadbufferx(L, source, length, lua_tostring(outer, 2), "t") != LUA_OK)
    return lua_error(L);
  lua_pushvalue(L, -2);
  lua_call(L, 1, 1);
  if (!copy_value(outer, 3, L, 0)) return luaL_error(L, "the request is not plain");
  lua_sethook(L, on_count, LUA_MASKCOUNT, STEP);
  lua_call(L, 1, 1);
  lua_sethook(L, NULL, 0, 0);
  return 1;
}

static lua_State *new_state(lua_State *L, box *b) {
  lua_State *inner = lua_newstate(allocate, &b->pool);
  if (inner == NULL) luaL_error(L, "not enough memory");
  memcpy(lua_getextraspace(inner), &b, sizeof b);
  return inner;
}

/* Pushes nil and how it ended: "memory", "steps", "time", "interrupted", or an error's message. */
static int push_end(lua_State *L, const box *b, int outcome) {
  static const char *const NAMES[] = {NULL, "steps", "time", "interrupted"};
  const char *message = b->ended != END_NONE    ? NAMES[b->ended]
                        : outcome == LUA_ERRMEM ? "memory"
                                                : NULL;
  if (message == NULL && lua_type(b->L, -1) == LUA_TSTRING) message = lua_tostring(b->L, -1);
  lua_pushnil(L);
  lua_pushstring(L, message != NULL ? message : "an error without a message");
  return 2;
}

static lua_Integer limit_of(lua_State *L, const char *name) {
  lua_getfield(L, 4, name);
  lua_Integer value = luaL_checkinteger(L, -1);
  luaL_argcheck(L, value > 0, 4, name);
  lua_pop(L, 1);
  return value;
}

static void keep_words(lua_State *L, const char *name, char *words, size_t size) {
  lua_getfield(L, 4, name);
  snprintf(words, size, "%s\n", luaL_checkstring(L, -1));
  lua_pop(L, 1);
}

/*
** run(source, name, request, limits, open_core) → answer, or nil and how it ended. `source` is a chunk that
** gets its means and returns a function of the request; limits has memory (bytes), steps, seconds, and
** last_words, last_words_of_stack for when C does not return or recurs too deep. open_core is the C function that
** opens fazhi.core. Request and answer are plain values.
*/
static int l_run(lua_State *L) {
  luaL_checkstring(L, 1);
  luaL_checkstring(L, 2);
  luaL_checktype(L, 4, LUA_TTABLE);
  luaL_argcheck(L, lua_iscfunction(L, 5), 5, "a C function expected");
  lua_Integer seconds = limit_of(L, "seconds");
  keep_words(L, "last_words", last_words, sizeof last_words);
  keep_words(L, "last_words_of_stack", last_words_of_stack, sizeof last_words_of_stack);
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  *b = (box){.pool = {.limit = (size_t)limit_of(L, "memory")}, .most_steps = limit_of(L, "steps")};
  luaL_setmetatable(L, CLASS);
  lua_toclose(L, 6);
  b->L = new_state(L, b);
  wanted_end = END_NONE;
  signal(SIGPROF, handle_time);
  take_interrupt();
  catch_faults();
  set_timer((time_t)seconds);
  lua_pushcfunction(b->L, l_inside);
  lua_pushlightuserdata(b->L, L);
  int outcome = lua_pcall(b->L, 1, 1, 0);
  set_timer(0);
  lua_settop(L, 6);
  if (outcome != LUA_OK || b->ended != END_NONE) return push_end(L, b, outcome);
  if (copy_value(b->L, 1, L, 0)) return 1;
  lua_settop(L, 6);
  lua_pushnil(L);
  lua_pushliteral(L, "the answer is not plain");
  return 2;
}

int luaopen_fazhi_sandbox(lua_State *L) {
  static const luaL_Reg FUNCTIONS[] = {{"run", l_run}, {NULL, NULL}};
  static const luaL_Reg META[] = {{"__gc", l_close}, {"__close", l_close}, {NULL, NULL}};
  luaL_newmetatable(L, CLASS);
  luaL_setfuncs(L, META, 0);
  lua_pop(L, 1);
  luaL_newlib(L, FUNCTIONS);
  return 1;
}
