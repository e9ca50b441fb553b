/*
** crew.h: what crew.c and worker.c share: the line of jobs, and the threads that work on it.
*/
#ifndef FZ_CORE_LUA_CREW_H
#define FZ_CORE_LUA_CREW_H

#include <lua.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "pool.h"

/* What came of a job: what was returned, what was raised, or neither, for want of memory. */
typedef enum outcome { RETURNED, RAISED, OUT_OF_MEMORY } outcome;

typedef struct job {
  struct job *next;
  unsigned char *in, *out; /* owned; plain values; `in` is freed once it is read */
  size_t in_length, out_length, weight;
  outcome outcome;
  bool done;
} job;

typedef struct crew crew;

typedef struct worker {
  crew *crew;
  pthread_t thread;
  lua_State *L;
  fz_pool pool; /* of L */
  job *job;     /* what is worked on; NULL while the state is opened or closed */
} worker;

/* Everything below `lock` is shared. */
struct crew {
  char *module, *path, *cpath; /* owned copies, as is the argument */
  unsigned char *argument;
  size_t argument_length;
  lua_CFunction open_lpeg, open_library; /* where they are part of the program, else NULL */
  size_t window, bytes, memory;
  atomic_bool stopping;
  pthread_mutex_t lock;
  pthread_cond_t work, done;
  job *first, *last, *next; /* in order; `next` is the first that nobody took */
  size_t count, waiting;    /* jobs; bytes of those that nobody took */
  size_t held;              /* weights of what is worked on, and bytes of what is done */
  int workers, living;
  worker *list;
  job *fault; /* why a worker could not begin */
};

/* Frees a job; NULL is none. */
void free_job(job *j);

/* What a thread of a crew runs; `context` is its worker. */
void *run_worker(void *context);

#endif
