/*
** pool_test.c: blocks of a pool keep what is written to them, whatever others are asked for, resized and given back;
** they are aligned, and no two share a byte; what was given back serves any size again; at the limit, and where the
** system has nothing more, the answer is no and the old block stays.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "pool.h"

enum { BLOCKS = 4000, STEPS = 400000, MOST = FZ_POOL_STEP * FZ_POOL_SIZES };

/* One block as the test knows it: every byte of it is `mark`. */
typedef struct shadow {
  unsigned char *block;
  size_t size;
  unsigned char mark;
} shadow;

static uint32_t drawn = 1;

static size_t draw(size_t below) {
  drawn = drawn * 1664525U + 1013904223U;
  return (drawn >> 8) % below;
}

/* Mostly small, now and then one of malloc's, or none. */
static size_t draw_size(void) {
  switch (draw(8)) {
    case 0:
      return 0;
    case 1:
      return 1 + draw(4 * MOST);
    case 2:
      return 1 + draw(MOST);
    default:
      return 1 + draw(100);
  }
}

static void assert_whole(const shadow *s, size_t size) {
  for (size_t i = 0; i < size; i++) assert_int_equal(s->block[i], s->mark);
}

static void resize(fz_pool *pool, shadow *s, size_t size) {
  unsigned char *block = fz_pool_resize(pool, s->block, s->size, size);
  size_t kept = s->size < size ? s->size : size;
  assert_int_equal(block == NULL, size == 0);
  assert_int_equal((uintptr_t)block % FZ_POOL_STEP, 0);
  s->block = block;
  s->size = size;
  assert_whole(s, kept);
  s->mark = (unsigned char)draw(256);
  if (size > 0) memset(block, s->mark, size);
}

static void free_all(fz_pool *pool, shadow *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    assert_whole(&list[i], list[i].size);
    fz_pool_resize(pool, list[i].block, list[i].size, 0);
    list[i] = (shadow){0};
  }
}

static void test_shadow(void **state) {
  (void)state;
  static shadow list[BLOCKS];
  fz_pool pool = {0};
  for (int round = 0; round < 3; round++) {
    for (size_t i = 0; i < STEPS; i++) {
      shadow *s = &list[draw(BLOCKS)];
      assert_whole(s, s->size);
      resize(&pool, s, draw_size());
    }
    free_all(&pool, list, BLOCKS);
  }
  fz_pool_close(&pool);
  assert_int_equal(pool.used, 0);
}

/* Lua tells the kind of a new object where the old size would stand. */
static void test_kind(void **state) {
  (void)state;
  fz_pool pool = {0};
  void *block = fz_pool_resize(&pool, NULL, 5000, 24);
  assert_non_null(block);
  block = fz_pool_resize(&pool, block, 24, 32);
  assert_non_null(block);
  assert_null(fz_pool_resize(&pool, block, 32, 0));
  assert_null(fz_pool_resize(&pool, NULL, 3, 0));
  fz_pool_close(&pool);
}

/* A list of blocks through all of which the pool's memory goes; returns how many there were. */
static size_t fill(fz_pool *pool, void **list, size_t most, size_t size) {
  size_t count = 0;
  while (count < most && (list[count] = fz_pool_resize(pool, NULL, 0, size)) != NULL) count++;
  return count;
}

static void empty(fz_pool *pool, void **list, size_t count, size_t size) {
  for (size_t i = 0; i < count; i++) fz_pool_resize(pool, list[i], size, 0);
}

/* However many sizes a program goes through, it holds no more than it had at once. */
static void test_reuse(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  void **list = malloc(COUNT * sizeof *list);
  fz_pool pool = {.limit = 4 << 20};
  for (size_t size = FZ_POOL_STEP; size <= MOST; size += FZ_POOL_STEP) {
    size_t wanted = (2 << 20) / size < COUNT ? (2 << 20) / size : COUNT;
    assert_int_equal(fill(&pool, list, wanted, size), wanted);
    empty(&pool, list, wanted, size);
  }
  fz_pool_close(&pool);
  free(list);
}

static void test_limit(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  void **list = malloc(COUNT * sizeof *list);
  fz_pool pool = {.limit = 1 << 20};
  for (size_t size = 40; size <= 4 * MOST; size = size * 3) {
    size_t count = fill(&pool, list, COUNT, size);
    assert_in_range(count, (size_t)(1 << 19) / size, (size_t)(1 << 20) / size);
    assert_in_range(pool.used, 1 << 19, pool.limit);
    shadow s = {list[0], size, 7};
    memset(s.block, s.mark, size);
    assert_null(fz_pool_resize(&pool, s.block, size, 1 << 20));
    assert_whole(&s, size);
    empty(&pool, list, count, size);
  }
  void *block = fz_pool_resize(&pool, NULL, 0, 1000);
  pool.limit = 1; /* set below what is held: nothing more, but less is given back */
  assert_null(fz_pool_resize(&pool, NULL, 0, 5000));
  assert_null(fz_pool_resize(&pool, block, 1000, 0));
  fz_pool_close(&pool);
  assert_int_equal(pool.limit, 1);
  free(list);
}

#ifndef __SANITIZE_ADDRESS__
/* Bytes of address space that this process has. */
static size_t space(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  assert_non_null(file);
  assert_int_equal(fscanf(file, "%lu", &pages), 1);
  fclose(file);
  return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* What one large piece of work took the system gets back, as soon as it is done. */
static void test_back(void **state) {
  (void)state;
  enum { COUNT = 1500000, SIZE = 100 };
  void **list = malloc(COUNT * sizeof *list);
  fz_pool pool = {0};
  size_t before = space();
  assert_int_equal(fill(&pool, list, COUNT, SIZE), COUNT);
  assert_true(space() - before >= (size_t)COUNT * SIZE);
  empty(&pool, list, COUNT, SIZE);
  assert_true(space() - before < (size_t)COUNT * SIZE / 2);
  fz_pool_close(&pool);
  assert_int_equal(space(), before);
  free(list);
}

static void test_no_memory(void **state) {
  (void)state;
  enum { COUNT = 200 };
  static void *list[COUNT];
  struct rlimit before, none;
  fz_pool pool = {0};
  assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
  none = before;
  none.rlim_cur = 1;
  assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
  size_t count = fill(&pool, list, COUNT, 64);
  setrlimit(RLIMIT_AS, &before);
  assert_int_equal(count, 0);
  assert_int_equal(pool.used, 0);
  assert_int_equal(fill(&pool, list, COUNT, 64), COUNT); /* as soon as there is some */
  empty(&pool, list, COUNT, 64);
  fz_pool_close(&pool);
}
#endif

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_shadow), cmocka_unit_test(test_kind),
      cmocka_unit_test(test_reuse),  cmocka_unit_test(test_limit),
#ifndef __SANITIZE_ADDRESS__
      cmocka_unit_test(test_back),   cmocka_unit_test(test_no_memory),
#endif
  };
  return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
