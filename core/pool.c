/*
** pool.c: memory for one Lua state, handed out by size (pool.h).
*/
#include "pool.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef __SANITIZE_ADDRESS__
enum { LARGEST = 0 };
#else
enum { LARGEST = FZ_POOL_STEP * FZ_POOL_SIZES };
#endif

enum {
  PAGE = 16 * 1024, /* and it stands at a multiple of that, so that a block tells its page */
  /* Address space asked for at once; memory comes with the first touch, in large pages where the system has them. */
  CHUNK = 16 * 1024 * 1024
};

typedef struct fz_chunk {
  struct fz_chunk *next;
  struct fz_page *empty; /* pages without a block, each pointing to the next */
  uint32_t left, used;   /* pages that never had one; that have one */
} chunk;

typedef struct fz_page {
  chunk *chunk;
  struct fz_page *next, *previous; /* in the ring of its size; an empty one has a next alone */
  void *free;                      /* blocks that were given back, each pointing to the next */
  uint32_t used;                   /* blocks that are not free */
  uint32_t fresh, stop; /* bytes from the start of the page: blocks never used, and their end */
  uint16_t size;        /* its index */
  bool is_listed;
} page;

enum { HEAD = (sizeof(page) + FZ_POOL_STEP - 1) / FZ_POOL_STEP * FZ_POOL_STEP };

static size_t index_of(size_t size) { return (size - 1) / FZ_POOL_STEP; }

static uint32_t size_of(const page *p) { return (p->size + 1U) * FZ_POOL_STEP; }

static page *page_of(void *block) {
  char *byte = block;
  return (page *)(void *)(byte - (uintptr_t)byte % PAGE);
}

/* ---- pages ------------------------------------------------------------------------------- */

/* Blocks are taken from the first in the ring, which stays it; the new one is the last. */
static void list(fz_pool *pool, page *p) {
  page *first = pool->pages[p->size];
  p->is_listed = true;
  p->next = first != NULL ? first : p;
  p->previous = first != NULL ? first->previous : p;
  p->next->previous = p->previous->next = p;
  if (first == NULL) pool->pages[p->size] = p;
}

static void unlist(fz_pool *pool, page *p) {
  p->is_listed = false;
  p->next->previous = p->previous;
  p->previous->next = p->next;
  if (pool->pages[p->size] == p) pool->pages[p->size] = p->next != p ? p->next : NULL;
}

/* The first page of a chunk has its head, and what of it comes before a multiple of PAGE is not used. */
static chunk *add_chunk(fz_pool *pool) {
  chunk *c = mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (c == MAP_FAILED) return NULL;
  madvise(c, CHUNK, MADV_HUGEPAGE);
  *c = (chunk){.left = CHUNK / PAGE - 1};
  chunk **last = &pool->chunks;
  while (*last != NULL) last = &(*last)->next;
  *last = c;
  return c;
}

/* One chunk without blocks is kept for the next ones; of two the system gets this one back. */
static void drop_chunk(fz_pool *pool, chunk *c) {
  bool has_other = false;
  chunk **at = NULL;
  for (chunk **i = &pool->chunks; *i != NULL; i = &(*i)->next) {
    if (*i == c)
      at = i;
    else if ((*i)->used == 0)
      has_other = true;
  }
  if (!has_other) return;
  *at = c->next;
  munmap(c, CHUNK);
}

/* The oldest chunk that has one gives a page, so that the newest become empty. */
static page *new_page(fz_pool *pool) {
  chunk *c = pool->chunks;
  while (c != NULL && c->empty == NULL && c->left == 0) c = c->next;
  if (c == NULL) c = add_chunk(pool);
  if (c == NULL) return NULL;
  page *p = c->empty;
  if (p != NULL)
    c->empty = p->next;
  else
    p = (page *)(void *)((char *)page_of((char *)c + CHUNK) - c->left-- * PAGE);
  c->used++;
  p->chunk = c;
  return p;
}

static page *start_page(fz_pool *pool, size_t index) {
  page *p = new_page(pool);
  if (p == NULL) return NULL;
  *p = (page){.chunk = p->chunk, .fresh = HEAD, .size = (uint16_t)index};
  p->stop = PAGE - (PAGE - HEAD) % size_of(p);
  pool->used += PAGE;
  list(pool, p);
  return p;
}

/* Blocks are cut anew, one behind the other; unless it is alone in its ring it serves another size. */
static void clear(fz_pool *pool, page *p) {
  p->free = NULL;
  p->fresh = HEAD;
  if (p->is_listed && p->next == p) return;
  if (p->is_listed) unlist(pool, p);
  pool->used -= PAGE;
  p->next = p->chunk->empty;
  p->chunk->empty = p;
  if (--p->chunk->used == 0) drop_chunk(pool, p->chunk);
}

/* ---- blocks ------------------------------------------------------------------------------ */

static bool has_room(const fz_pool *pool, size_t more) {
  return pool->limit == 0 || (pool->used <= pool->limit && more <= pool->limit - pool->used);
}

/* A page with a free block of this size; those without are met here and left out from now on. */
static page *find_page(fz_pool *pool, size_t index) {
  page *p;
  while ((p = pool->pages[index]) != NULL) {
    if (p->free != NULL || p->fresh < p->stop) return p;
    unlist(pool, p);
  }
  return has_room(pool, PAGE) ? start_page(pool, index) : NULL;
}

/* The block behind is fetched meanwhile: what a sweep gave back long ago is in no cache any more. */
static void *pop(page *p) {
  void *block = p->free;
  memcpy(&p->free, block, sizeof p->free);
  __builtin_prefetch(p->free, 1);
  return block;
}

static void *cut(page *p) {
  void *block = (char *)p + p->fresh;
  p->fresh += size_of(p);
  return block;
}

static void *take_small(fz_pool *pool, size_t size) {
  size_t index = index_of(size);
  page *p = pool->pages[index];
  if (p == NULL || (p->free == NULL && p->fresh == p->stop)) p = find_page(pool, index);
  if (p == NULL) return NULL;
  p->used++;
  return p->free != NULL ? pop(p) : cut(p);
}

static void give_small(fz_pool *pool, void *block) {
  page *p = page_of(block);
  memcpy(block, &p->free, sizeof p->free);
  p->free = block;
  if (--p->used == 0)
    clear(pool, p);
  else if (!p->is_listed)
    list(pool, p);
}

static void *resize_large(fz_pool *pool, void *old, size_t old_size, size_t size) {
  if (size > old_size && !has_room(pool, size - old_size)) return NULL;
  void *new = realloc(old, size);
  if (new != NULL) pool->used = pool->used - old_size + size;
  return new;
}

static void *take(fz_pool *pool, size_t size) {
  return size <= LARGEST ? take_small(pool, size) : resize_large(pool, NULL, 0, size);
}

static void give_back(fz_pool *pool, void *block, size_t size) {
  if (size > LARGEST) {
    free(block);
    pool->used -= size;
  } else if (size > 0) {
    give_small(pool, block);
  }
}

static void *move(fz_pool *pool, void *old, size_t old_size, size_t size) {
  if (old_size > LARGEST && size > LARGEST) return resize_large(pool, old, old_size, size);
  if (old_size <= LARGEST && size <= LARGEST && index_of(old_size) == index_of(size)) return old;
  void *new = take(pool, size);
  if (new == NULL) return NULL;
  memcpy(new, old, old_size < size ? old_size : size);
  give_back(pool, old, old_size);
  return new;
}

void *fz_pool_resize(fz_pool *pool, void *old, size_t old_size, size_t size) {
  if (old == NULL) old_size = 0; /* Lua says there what kind of object is asked for */
  if (size == 0) {
    give_back(pool, old, old_size);
    return NULL;
  }
  return old_size == 0 ? take(pool, size) : move(pool, old, old_size, size);
}

void fz_pool_close(fz_pool *pool) {
  size_t limit = pool->limit;
  while (pool->chunks != NULL) {
    chunk *c = pool->chunks;
    pool->chunks = c->next;
    munmap(c, CHUNK);
  }
  *pool = (fz_pool){.limit = limit};
}
