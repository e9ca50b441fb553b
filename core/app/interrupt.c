/*
** interrupt.c: Ctrl-C as an error in whatever Lua is running. A signal handler may do no more to
** a Lua state than set a hook, and a hook belongs to one coroutine: so resume and wrap are ours,
** which note what runs and pass the hook on to whoever runs next. SQLite looks at the same hook.
** The core's own calls end by themselves, within half a second on the largest text that is read;
** a pattern of Lua's or LPeg's need not, and nothing can stop it: for that a signal more ends the
** program, which says so. A corpus is whole whenever that is.
**
** Work that can end well by itself has the first signal ask for that, and looks whether it was
** asked; the next one is an error as any other.
*/
#include "interrupt.h"

#include <lauxlib.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  GRACE = 1000, /* instructions that what closes and cleans up has after the first error */
  PATIENCE = 3, /* signals at which a prompt that cannot stop its computation ends */
  TWICE = 300,  /* milliseconds within which two signals are one, sent to a program and its group */
  WORDS_MAX = 256 /* bytes of what a handler may say */
};

/* The coroutine that runs; set before the first signal can come. */
static lua_State *volatile running;

static volatile sig_atomic_t pending; /* signals that have not ended a computation yet */
static volatile sig_atomic_t raised;  /* errors that came of them */
static volatile sig_atomic_t waiting; /* a prompt waits for input: there is nothing to stop */
static volatile sig_atomic_t prompts; /* prompts that go on after an interrupt */
static volatile sig_atomic_t asking;  /* work goes on that the first signal only asks to end */
static volatile sig_atomic_t asked;   /* it was asked */

/* What the handler says, in the language of the user: that one signal more ends the program, and
 * that it ended. */
static char warning[WORDS_MAX], farewell[WORDS_MAX];

/* What is said to whoever asked: that it was heard, and what one signal more does. */
static char answer[WORDS_MAX];

static struct timespec pressed; /* when the last signal came that counted */

/* Its address is the error value of an interrupt: nothing else can be taken for it. */
static char interrupt_mark;

bool interrupt_is(lua_State *L, int index) { return lua_touserdata(L, index) == &interrupt_mark; }

static void raise_interrupt(lua_State *L, lua_Debug *ar);

/*
** Only instructions count, not calls of C functions, so that the __close and __gc of what is
** written in C always run: a transaction is rolled back and a statement finished.
*/
static void arm(lua_State *L) {
  lua_sethook(L, raise_interrupt, LUA_MASKCOUNT, raised == 1 ? GRACE : 1);
}

/*
** The hook stays, so that a pcall that swallows the error meets it again. A coroutine that was
** left with the hook of an interrupt that is over loses it here.
*/
static void raise_interrupt(lua_State *L, lua_Debug *ar) {
  (void)ar;
  if (!pending) {
    lua_sethook(L, NULL, 0, 0);
    return;
  }
  if (raised < 2) raised++;
  arm(L);
  lua_pushlightuserdata(L, &interrupt_mark);
  lua_error(L);
}

static void say(const char *words) {
  ssize_t n = write(STDERR_FILENO, words, strlen(words));
  (void)n; /* there is nobody to tell */
}

static bool is_same_press(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  long long apart =
      (long long)(now.tv_sec - pressed.tv_sec) * 1000 + (now.tv_nsec - pressed.tv_nsec) / 1000000;
  bool same = (pending > 0 || asked) && apart < TWICE;
  if (!same) pressed = now;
  return same;
}

/* What a signal could not stop ends with the next, a prompt, which has more to lose, with one more.
 */
static void handle_signal(int number) {
  if (waiting || is_same_press()) return;
  if (asking && !asked && pending == 0) {
    asked = 1;
    say(answer);
    return;
  }
  pending++;
  int patience = prompts > 0 ? PATIENCE : PATIENCE - 1;
  if (pending >= patience) {
    say(farewell);
    signal(number, SIG_DFL);
    raise(number);
  } else if (pending == patience - 1 && pending > 1) {
    say(warning);
  }
  if (raised == 0) arm(running);
}

static void take_signal(void) {
  struct sigaction action = {0};
  action.sa_handler = handle_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

static void run_now(lua_State *L) {
  running = L;
  if (pending) arm(L);
}

/* As coroutine.resume of lcorolib.c: the number of results on L, or -1 and an error value. */
static int resume(lua_State *L, lua_State *co, int count) {
  int results = 0;
  if (!lua_checkstack(co, count)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, count);
  run_now(co);
  int status = lua_resume(co, L, count, &results);
  run_now(L);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(co, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(co, L, results);
  return results;
}

static int l_resume(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argexpected(L, co != NULL, 1, "coroutine");
  int results = resume(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  if (results < 0) results = 1;
  lua_insert(L, -(results + 1));
  return results + 1;
}

/* What coroutine.wrap gives: an error is raised, with its place before it if it is a string. */
static int l_wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, co, lua_gettop(L));
  if (results >= 0) return results;
  int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) {
    status = lua_resetthread(co);
    lua_xmove(co, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int l_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, l_wrapped, 1);
  return 1;
}

void interrupt_watch(lua_State *L) {
  static const luaL_Reg functions[] = {{"resume", l_resume}, {"wrap", l_wrap}, {NULL, NULL}};
  lua_getglobal(L, "coroutine");
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
  running = L;
  take_signal();
}

void interrupt_leave(lua_State *L) {
  signal(SIGINT, SIG_DFL);
  lua_sethook(L, NULL, 0, 0);
}

/* Ends what is pending, and takes the signal again if it was given up. */
static void forget(lua_State *L) {
  waiting = 1;
  lua_sethook(L, NULL, 0, 0);
  pending = raised = 0;
  take_signal();
}

/*
** interrupt.call(f, handler) → true and what f returns; false and what the handler makes of its
** error; or nil if it was interrupted. Before and after a signal does nothing: a prompt that calls
** this waits for its next line.
*/
static int l_call(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_insert(L, 1);
  lua_State *outer = running;
  sig_atomic_t waited = waiting;
  prompts++;
  running = L;
  waiting = 0;
  int status = lua_pcall(L, 0, LUA_MULTRET, 1);
  bool interrupted = pending > 0;
  forget(L);
  waiting = waited;
  running = outer;
  prompts--;
  if (interrupted) return lua_pushnil(L), 1;
  lua_pushboolean(L, status == LUA_OK);
  lua_replace(L, 1);
  return lua_gettop(L);
}

/* interrupt.wait(true) before a prompt reads its first line, wait(false) when it is left. */
static int l_wait(lua_State *L) {
  waiting = lua_toboolean(L, 1);
  return 0;
}

static void take_words(lua_State *L, int arg, char *words) {
  size_t length;
  const char *s = luaL_checklstring(L, arg, &length);
  luaL_argcheck(L, length < WORDS_MAX, arg, "too long");
  memcpy(words, s, length + 1);
}

/* interrupt.words(warning, farewell): what is said where a computation cannot be stopped. */
static int l_words(lua_State *L) {
  take_words(L, 1, warning);
  take_words(L, 2, farewell);
  return 0;
}

/*
** interrupt.ask(answer): from now on the first signal only asks, and is answered; ask(nil): as
** before.
*/
static int l_ask(lua_State *L) {
  asking = 0;
  if (!lua_isnoneornil(L, 1)) take_words(L, 1, answer);
  asked = 0;
  asking = !lua_isnoneornil(L, 1);
  return 0;
}

/* interrupt.is_asked() → whether a signal came since ask(answer). */
static int l_is_asked(lua_State *L) {
  lua_pushboolean(L, asked);
  return 1;
}

int luaopen_interrupt(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"call", l_call}, {"wait", l_wait},         {"words", l_words},
      {"ask", l_ask},   {"is_asked", l_is_asked}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
