/*
** state.c: the Lua state that the program runs in: lua_newstate knows no allocator and no warnings by itself.
*/
#include "state.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "pool.h"

static void *allocate(void *context, void *old, size_t old_size, size_t size) {
  return fz_pool_resize(context, old, old_size, size);
}

typedef struct warnings {
  bool are_on, is_inside; /* of a message that comes in pieces */
} warnings;

static void warn(void *context, const char *message, int continues) {
  warnings *w = context;
  bool is_first = !w->is_inside;
  w->is_inside = continues != 0;
  if (is_first && !continues && message[0] == '@') {
    if (strcmp(message, "@on") == 0) w->are_on = true;
    if (strcmp(message, "@off") == 0) w->are_on = false;
  } else if (w->are_on) {
    fprintf(stderr, "%s%s%s", is_first ? "Lua warning: " : "", message, continues ? "" : "\n");
  }
}

lua_State *state_new(void) {
  static fz_pool pool;
  static warnings warned;
  lua_State *L = lua_newstate(allocate, &pool);
  if (L != NULL) lua_setwarnf(L, warn, &warned);
  return L;
}
