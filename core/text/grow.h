/*
** grow.h: one way to let an array grow, with every size checked for overflow.
*/
#ifndef FZ_TEXT_GROW_H
#define FZ_TEXT_GROW_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/*
** Makes room for `extra` more items of `size` bytes after `used` of them. Returns the array,
** perhaps moved, with *capacity brought up to date, or NULL, and then `p` is as it was.
*/
static inline void *fz_grow(void *p, size_t *capacity, size_t used, size_t extra, size_t size) {
  if (extra > SIZE_MAX - used) return NULL;
  size_t need = used + extra;
  if (need <= *capacity && p != NULL) return p;
  size_t room = *capacity <= SIZE_MAX / 2 ? *capacity * 2 : need;
  if (room < need) room = need;
  if (room < 16) room = 16;
  if (room > SIZE_MAX / size) return NULL;
  void *moved = realloc(p, room * size);
  if (moved != NULL) *capacity = room;
  return moved;
}

#endif
