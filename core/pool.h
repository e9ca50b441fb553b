/*
** pool.h: memory for one Lua state, handed out by size.
**
** Lua says how large a block is when it gives it back, so a small block needs neither a header nor a search: it lies in
** a page with others of its size, which knows those that are free. A page of which all are free serves any size again,
** and where many are, the system gets them back. A pool belongs to one thread and locks nothing. Large blocks are
** malloc's; where AddressSanitizer looks on all blocks are, or it would see no error in them.
**
**     fz_pool pool = {0};
**     lua_State *L = lua_newstate(allocate, &pool);     // allocate calls fz_pool_resize
**     lua_close(L);
**     fz_pool_close(&pool);
*/
#ifndef FZ_POOL_H
#define FZ_POOL_H

#include <stddef.h>

enum {
  FZ_POOL_STEP = 16, /* bytes by which sizes differ, and to which every block is aligned */
  FZ_POOL_SIZES = 64 /* so many sizes; what is larger than the last is malloc's */
};

/* All zeros is a pool that holds nothing yet, without a limit. */
typedef struct fz_pool {
  size_t used;  /* bytes of pages that hold blocks, and of large blocks */
  size_t limit; /* so many at most; 0: any */
  struct fz_page
      *pages[FZ_POOL_SIZES]; /* by size, those with a free block, in a ring; NULL: none */
  struct fz_chunk *chunks;   /* what pages are cut from, the oldest first */
} fz_pool;

/*
** As lua_Alloc wants it: a block of `size` bytes with what stands in `old`, which has `old_size` (NULL: none) and is
** no longer to be used; or NULL, if there is no memory or the limit would be passed, and then `old` stays as it is.
** With size 0 `old` is given back, and NULL returned.
*/
void *fz_pool_resize(fz_pool *pool, void *old, size_t old_size, size_t size);

/* Gives all pages back; large blocks must have been given back before. The pool is as new then, but for its limit. */
void fz_pool_close(fz_pool *pool);

#endif
