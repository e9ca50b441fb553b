/*
** worker.c: one thread of a crew: opens a Lua state, takes job after job from the line, and leaves
** what came of each.
*/
#include <lualib.h>
#include <stdlib.h>

#include "binding.h"
#include "crew.h"
#include "plain.h"

void free_job(job *j) {
  if (j == NULL) return;
  free(j->in);
  free(j->out);
  free(j);
}

/* Refuses when the crew stops, so that Lua comes to an end wherever it is, and over the limit. */
static void *allocate(void *context, void *old, size_t old_size, size_t size) {
  worker *w = context;
  bool grows = old == NULL || size > old_size;
  if (grows && w->job != NULL && atomic_load(&w->crew->stopping)) return NULL;
  return fz_pool_resize(&w->pool, old, old_size, size);
}

bool is_stopping(lua_State *L) {
  void *context = NULL;
  if (lua_getallocf(L, &context) != allocate) return false;
  return atomic_load(&((worker *)context)->crew->stopping);
}

static int l_traceback(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) luaL_traceback(L, L, lua_tostring(L, 1), 1);
  return 1;
}

static void set_path(lua_State *L, const char *field, const char *value) {
  lua_getglobal(L, "package");
  lua_pushstring(L, value);
  lua_setfield(L, -2, field);
  lua_pop(L, 1);
}

static void preload(lua_State *L, const char *name, lua_CFunction open) {
  if (open == NULL) return;
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

/* boot(worker) → the function that does a job. */
static int l_boot(lua_State *L) {
  const crew *c = ((worker *)lua_touserdata(L, 1))->crew;
  luaL_openlibs(L);
  set_path(L, "path", c->path);
  set_path(L, "cpath", c->cpath);
  preload(L, "lpeg", c->open_lpeg);
  preload(L, "fazhi.library", c->open_library);
  if (c->open_library != NULL) {
    lua_getglobal(L, "require");
    lua_pushliteral(L, "fazhi.library");
    lua_call(L, 1, 0);
  }
  lua_getglobal(L, "require");
  lua_pushstring(L, c->module);
  lua_call(L, 1, 1);
  lua_call(L, plain_push(L, c->argument, c->argument_length), 1);
  return 1;
}

static void hand_over(job *j, plain *p, outcome what) {
  j->out = p->bytes;
  j->out_length = p->length;
  j->outcome = what;
  *p = (plain){0};
}

/* work(f, job): what f returns becomes the result of the job. */
static int l_work(lua_State *L) {
  job *j = lua_touserdata(L, 2);
  lua_settop(L, 1);
  int count = plain_push(L, j->in, j->in_length);
  free(j->in);
  j->in = NULL;
  lua_call(L, count, LUA_MULTRET);
  int results = lua_gettop(L);
  plain *p = push_plain(L);
  for (int i = 1; i <= results; i++) plain_put(L, i, p);
  hand_over(j, p, RETURNED);
  return 0;
}

/* A failure of the world is a table with a message and a code, whatever else it has. */
static bool push_world(lua_State *L, int index) {
  if (!lua_istable(L, index)) return false;
  bool has_both = lua_getfield(L, index, "message") == LUA_TSTRING &&
                  lua_getfield(L, index, "code") == LUA_TSTRING;
  if (!has_both) lua_settop(L, index);
  return has_both;
}

/* tell(error, job): as nil, message, code, or as the words of a fault. */
static int l_tell(lua_State *L) {
  job *j = lua_touserdata(L, 2);
  lua_settop(L, 1);
  plain *p = push_plain(L);
  lua_insert(L, 1);
  if (push_world(L, 2)) {
    lua_pushnil(L);
    plain_put(L, -1, p);
    plain_put(L, 3, p);
    plain_put(L, 4, p);
    hand_over(j, p, RETURNED);
  } else {
    luaL_tolstring(L, 2, NULL);
    plain_put(L, -1, p);
    hand_over(j, p, RAISED);
  }
  return 0;
}

/* What `status` left on the stack becomes the result of the job. */
static void tell(lua_State *L, int status, job *j) {
  if (status == LUA_ERRMEM) {
    j->outcome = OUT_OF_MEMORY;
  } else {
    lua_pushcfunction(L, l_tell);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, j);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) j->outcome = OUT_OF_MEMORY;
  }
}

/* The function that does a job stands at 2, above the handler of messages. */
static void work_on(worker *w, job *j) {
  lua_State *L = w->L;
  w->job = j;
  w->pool.limit = w->crew->memory;
  lua_pushcfunction(L, l_work);
  lua_pushvalue(L, 2);
  lua_pushlightuserdata(L, j);
  int status = lua_pcall(L, 2, 0, 1);
  w->job = NULL;
  w->pool.limit = 0;
  if (status != LUA_OK) tell(L, status, j);
  lua_settop(L, 2);
  if (status == LUA_ERRMEM) lua_gc(L, LUA_GCCOLLECT);
}

/* Called under the lock: may the next job begin? The first in line always may. */
static bool may_begin(const crew *c) {
  const job *j = c->next;
  if (j == NULL) return false;
  return j == c->first || c->held + j->weight <= c->bytes;
}

/* The next job; NULL when the crew stops. */
static job *take(crew *c) {
  pthread_mutex_lock(&c->lock);
  while (!atomic_load(&c->stopping) && !may_begin(c)) pthread_cond_wait(&c->work, &c->lock);
  job *j = atomic_load(&c->stopping) ? NULL : c->next;
  if (j != NULL) {
    c->next = j->next;
    c->waiting -= j->in_length;
    c->held += j->weight;
    pthread_cond_signal(&c->work);
  }
  pthread_mutex_unlock(&c->lock);
  return j;
}

static void give_back(crew *c, job *j) {
  pthread_mutex_lock(&c->lock);
  c->held = c->held - j->weight + j->out_length;
  j->done = true;
  pthread_cond_signal(&c->done);
  pthread_cond_signal(&c->work);
  pthread_mutex_unlock(&c->lock);
}

/* A worker that cannot begin leaves the reason, if it is the first. */
static void resign(worker *w, int status) {
  crew *c = w->crew;
  job *j = status == LUA_OK ? NULL : calloc(1, sizeof *j);
  if (j != NULL) tell(w->L, status, j);
  pthread_mutex_lock(&c->lock);
  if (c->fault == NULL) {
    c->fault = j;
    j = NULL;
  }
  c->living--;
  pthread_cond_signal(&c->done);
  pthread_mutex_unlock(&c->lock);
  free_job(j);
}

static int boot(worker *w) {
  w->L = lua_newstate(allocate, w);
  if (w->L == NULL) return LUA_ERRMEM;
  lua_pushcfunction(w->L, l_traceback);
  lua_pushcfunction(w->L, l_boot);
  lua_pushlightuserdata(w->L, w);
  return lua_pcall(w->L, 1, 1, 1);
}

void *run_worker(void *context) {
  worker *w = context;
  int status = boot(w);
  if (status == LUA_OK) {
    for (job *j; (j = take(w->crew)) != NULL;) {
      work_on(w, j);
      give_back(w->crew, j);
    }
  }
  resign(w, status);
  if (w->L != NULL) lua_close(w->L);
  fz_pool_close(&w->pool);
  return NULL;
}
