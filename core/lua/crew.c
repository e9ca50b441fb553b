/*
** crew.c: fazhi.core.crew: work done by threads, each with a Lua state of its own. Jobs and what
** comes of them cross as plain values (plain.h); the results come back in the order of the jobs,
** whoever was done first. What the work is, stands in the Lua module that every thread loads.
**
**   crew.cores()           → how many threads may run at once
**   crew.open{ workers=, module=, argument=, window=, bytes=, memory= } → crew | nil, message, code
**       There are fewer workers than asked for where a limit of memory (ulimit -v) leaves no room
**       for so many, and no crew where it leaves room for none.
**       `module` names what every worker requires with our package.path and package.cpath: a function
**       that is called with `argument` and returns the function that does a job. No more than
**       `window` jobs (64) are on their way; no more than `bytes` (32 MB) are waiting or being worked
**       on, but for one job. `memory` is what the Lua of one worker may take, nothing said: any.
**   crew:has_room()        → true if a job more may be sent now
**   crew:send(job [, weight]) → the job goes to the next worker that is free. `weight` (default: the
**       bytes of the job) is what it takes while it is worked on; what weighs more than all that
**       may be worked on is done alone.
**   crew:receive()         → true and what was returned for the first job sent and not yet received;
**       false if it is not done within a tenth of a second, in which Lua's hooks get their turn. What
**       a job raised is: true, nil, message, code for a failure of the world and where memory ran
**       out; else it is raised here, as is what kept all workers from beginning.
**   crew:living()          → how many workers there are that have begun or may yet begin: 0 if none could
**   #crew                  → how many jobs were sent and not yet received
**   crew:close()           → the jobs under way are given up; returns when all threads have ended
**
** A crew closes itself when collected or when a variable <close> goes out of scope. Signals are
** left to the thread that opened it.
*/
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "binding.h"
#include "crew.h"
#include "plain.h"

#define CREW "fazhi.crew"

enum { MOST_WORKERS = 256, WINDOW = 64, TICK = 100 /* milliseconds */ };

static const size_t BYTES = 32 << 20;

/* Address space: what a worker takes (its stack, what the C library sets apart for a thread, its pool), and what
** the others need beside them. */
static const size_t ROOM = 112 << 20, APART = 64 << 20;

/* ---- opening and closing ----------------------------------------------------------------- */

static crew **box_crew(lua_State *L) {
  crew **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  luaL_setmetatable(L, CREW);
  return box;
}

static crew *check_crew(lua_State *L) {
  crew **box = luaL_checkudata(L, 1, CREW);
  luaL_argcheck(L, *box != NULL, 1, "the crew is closed");
  return *box;
}

static void stop(crew *c) {
  pthread_mutex_lock(&c->lock);
  atomic_store(&c->stopping, true);
  pthread_cond_broadcast(&c->work);
  pthread_mutex_unlock(&c->lock);
  for (int i = 0; i < c->workers; i++) pthread_join(c->list[i].thread, NULL);
}

static void free_crew(crew *c) {
  if (c == NULL) return;
  stop(c);
  for (job *j = c->first; j != NULL;) {
    job *next = j->next;
    free_job(j);
    j = next;
  }
  free_job(c->fault);
  pthread_cond_destroy(&c->done);
  pthread_cond_destroy(&c->work);
  pthread_mutex_destroy(&c->lock);
  free(c->module);
  free(c->path);
  free(c->cpath);
  free(c->argument);
  free(c->list);
  free(c);
}

static int l_close(lua_State *L) {
  crew **box = luaL_checkudata(L, 1, CREW);
  crew *c = *box;
  *box = NULL;
  free_crew(c);
  return 0;
}

static crew *new_crew(lua_State *L) {
  crew *c = calloc(1, sizeof *c);
  pthread_condattr_t clock;
  if (c == NULL) luaL_error(L, "not enough memory");
  pthread_condattr_init(&clock);
  pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->work, NULL);
  pthread_cond_init(&c->done, &clock);
  pthread_condattr_destroy(&clock);
  return c;
}

static char *copy_string(lua_State *L, int index) {
  char *s = strdup(luaL_checkstring(L, index));
  if (s == NULL) luaL_error(L, "not enough memory");
  return s;
}

static char *package_field(lua_State *L, const char *field) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, field);
  char *s = copy_string(L, -1);
  lua_pop(L, 2);
  return s;
}

static size_t size_option(lua_State *L, const char *name, size_t otherwise) {
  lua_getfield(L, 1, name);
  lua_Integer n = luaL_optinteger(L, -1, (lua_Integer)otherwise);
  if (n < 0) luaL_error(L, "%s must not be negative", name);
  lua_pop(L, 1);
  return (size_t)n;
}

static int workers_option(lua_State *L) {
  size_t n = size_option(L, "workers", 1);
  if (n < 1 || n > MOST_WORKERS) luaL_error(L, "workers must be 1 to %d", MOST_WORKERS);
  return (int)n;
}

/* The table of options is at 1, an empty `plain` at the top. */
static void take_options(lua_State *L, crew *c) {
  plain *p = lua_touserdata(L, -1);
  c->window = size_option(L, "window", WINDOW);
  c->bytes = size_option(L, "bytes", BYTES);
  c->memory = size_option(L, "memory", 0);
  c->workers = 0;
  lua_getfield(L, 1, "module");
  c->module = copy_string(L, -1);
  lua_getfield(L, 1, "argument");
  plain_put(L, -1, p);
  c->argument = p->bytes;
  c->argument_length = p->length;
  *p = (plain){0};
  c->path = package_field(L, "path");
  c->cpath = package_field(L, "cpath");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_getfield(L, -1, "lpeg");
  c->open_lpeg = lua_tocfunction(L, -1);
  lua_getfield(L, -2, "fazhi.library");
  c->open_library = lua_tocfunction(L, -1);
}

/*
** How many of so many workers there is address space for. A thread that meets the limit later has nobody to tell:
** where there is none for its own variables, the C library ends the process.
*/
static int count_possible(int workers) {
  for (; workers > 0; workers--) {
    size_t size = APART + ROOM * (size_t)workers;
    void *space = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (space == MAP_FAILED) continue;
    munmap(space, size);
    return workers;
  }
  return 0;
}

/* Starts as many as the system lets; no signal is theirs to take. */
static int start(crew *c, int workers) {
  sigset_t all, before;
  int why = 0;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  c->living = workers;
  while (c->workers < workers && why == 0) {
    worker *w = &c->list[c->workers];
    w->crew = c;
    why = pthread_create(&w->thread, NULL, run_worker, w);
    if (why == 0) c->workers++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_mutex_lock(&c->lock);
  c->living -= workers - c->workers;
  pthread_mutex_unlock(&c->lock);
  return c->workers > 0 ? 0 : why;
}

static int l_open(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  int workers = workers_option(L);
  crew **box = box_crew(L);
  *box = new_crew(L);
  push_plain(L);
  take_options(L, *box);
  (*box)->list = calloc((size_t)workers, sizeof *(*box)->list);
  if ((*box)->list == NULL) return luaL_error(L, "not enough memory");
  workers = count_possible(workers);
  int why = workers > 0 ? start(*box, workers) : ENOMEM;
  if (why != 0) {
    fz_error error = {0};
    fz_error_set(&error, FZ_NOMEM, (size_t)-1, "no thread: %s", strerror(why));
    return push_failure(L, &error);
  }
  lua_settop(L, 2);
  return 1;
}

/* ---- jobs -------------------------------------------------------------------------------- */

static int l_has_room(lua_State *L) {
  crew *c = check_crew(L);
  pthread_mutex_lock(&c->lock);
  bool has_room = c->count < c->window && c->waiting < c->bytes;
  pthread_mutex_unlock(&c->lock);
  lua_pushboolean(L, has_room);
  return 1;
}

static void append(crew *c, job *j) {
  pthread_mutex_lock(&c->lock);
  if (c->last != NULL) c->last->next = j;
  c->last = j;
  if (c->first == NULL) c->first = j;
  if (c->next == NULL) c->next = j;
  c->count++;
  c->waiting += j->in_length;
  pthread_cond_signal(&c->work);
  pthread_mutex_unlock(&c->lock);
}

static int l_send(lua_State *L) {
  crew *c = check_crew(L);
  lua_Integer weight = luaL_optinteger(L, 3, 0);
  luaL_argcheck(L, weight >= 0, 3, "must not be negative");
  lua_settop(L, 2);
  plain *p = push_plain(L);
  plain_put(L, 2, p);
  job *j = calloc(1, sizeof *j);
  if (j == NULL) return luaL_error(L, "not enough memory");
  j->in = p->bytes;
  j->in_length = p->length;
  j->weight = (size_t)weight > p->length ? (size_t)weight : p->length;
  *p = (plain){0};
  append(c, j);
  return 0;
}

static struct timespec a_tick_from_now(void) {
  struct timespec t = {0};
  clock_gettime(CLOCK_MONOTONIC, &t);
  t.tv_nsec += TICK * 1000000L;
  t.tv_sec += t.tv_nsec / 1000000000L;
  t.tv_nsec %= 1000000000L;
  return t;
}

static const job NO_MEMORY = {.outcome = OUT_OF_MEMORY};

/* The first job, taken out of the line, once it is done; NULL if it is not within a tick. Where no
** worker is left it never will be: the reason for that stays with the crew. */
static job *first_done(crew *c, const job **fault) {
  struct timespec until = a_tick_from_now();
  int why = 0;
  pthread_mutex_lock(&c->lock);
  while (!c->first->done && c->living > 0 && why == 0)
    why = pthread_cond_timedwait(&c->done, &c->lock, &until);
  job *j = c->first->done ? c->first : NULL;
  if (j == NULL && c->living == 0) *fault = c->fault != NULL ? c->fault : &NO_MEMORY;
  if (j != NULL) {
    c->first = j->next;
    if (c->first == NULL) c->last = NULL;
    c->count--;
    c->held -= j->out_length;
    pthread_cond_signal(&c->work);
  }
  pthread_mutex_unlock(&c->lock);
  return j;
}

static int l_job_close(lua_State *L) {
  job **box = lua_touserdata(L, 1);
  free_job(*box);
  *box = NULL;
  return 0;
}

static int push_outcome(lua_State *L, const job *j) {
  lua_pushboolean(L, 1);
  if (j->outcome == OUT_OF_MEMORY) {
    fz_error error = {0};
    fz_error_set(&error, FZ_NOMEM, (size_t)-1, "out of memory");
    return 1 + push_failure(L, &error);
  }
  int count = plain_push(L, j->out, j->out_length);
  return j->outcome == RAISED ? lua_error(L) : 1 + count;
}

/* Why no worker could begin; the jobs stay undone. */
static int raise_fault(lua_State *L, const job *fault) {
  if (push_outcome(L, fault) == 4) {
    lua_createtable(L, 0, 2);
    lua_insert(L, -3);
    lua_setfield(L, -3, "code");
    lua_setfield(L, -2, "message");
  }
  return lua_error(L);
}

static int l_receive(lua_State *L) {
  crew *c = check_crew(L);
  luaL_argcheck(L, c->first != NULL, 1, "nothing was sent that is not received yet");
  job **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  set_closer(L, "fazhi.job", l_job_close);
  lua_toclose(L, -1);
  const job *fault = NULL;
  *box = first_done(c, &fault);
  if (*box != NULL) return push_outcome(L, *box);
  if (fault != NULL) return raise_fault(L, fault);
  lua_pushboolean(L, 0);
  return 1;
}

static int l_count(lua_State *L) {
  crew *c = check_crew(L);
  lua_pushinteger(L, (lua_Integer)c->count);
  return 1;
}

static int l_living(lua_State *L) {
  crew *c = check_crew(L);
  pthread_mutex_lock(&c->lock);
  int living = c->living;
  pthread_mutex_unlock(&c->lock);
  lua_pushinteger(L, living);
  return 1;
}

static int l_cores(lua_State *L) {
  cpu_set_t set;
  int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  lua_pushinteger(L, n > 0 ? n : 1);
  return 1;
}

/* ---- the module -------------------------------------------------------------------------- */

static const luaL_Reg methods[] = {
    {"has_room", l_has_room}, {"send", l_send},   {"receive", l_receive}, {"close", l_close},
    {"living", l_living},     {"__len", l_count}, {"__close", l_close},   {NULL, NULL},
};

static const luaL_Reg functions[] = {{"open", l_open}, {"cores", l_cores}, {NULL, NULL}};

int open_crew(lua_State *L) {
  make_class(L, CREW, l_close, methods);
  luaL_newlib(L, functions);
  return 1;
}
