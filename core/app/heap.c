/*
** heap.c: the first memory of the program, asked for in one step and as large pages.
*/
#include "heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  PAGE = 2 * 1024 * 1024,  /* a large one */
  FIRST = 16 * PAGE,       /* touched only as it is used */
  LARGE = 4 * 1024 * 1024, /* a block of so many bytes is the system's, to be given back at once */
  KEPT = 2 * FIRST         /* bytes at the end of the heap that are not given back */
};

void heap_prepare(void) {
  mallopt(M_MMAP_THRESHOLD, LARGE);
  mallopt(M_TRIM_THRESHOLD, KEPT);
  mallopt(M_TOP_PAD, FIRST);
  void *volatile block = malloc(PAGE / 2); /* volatile, or it is not asked for at all */
  free(block);
  mallopt(M_TOP_PAD, PAGE);
  char *stop = sbrk(0);
  if (stop == (void *)-1) return;
  stop -= (uintptr_t)stop % PAGE;
  madvise(stop - FIRST + PAGE, FIRST - PAGE, MADV_HUGEPAGE);
}
