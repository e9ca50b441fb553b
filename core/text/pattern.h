/*
** pattern.h: what a pattern of words is made of: nodes that know what comes behind and before them.
** patterns.c makes them, matching.c walks them.
*/
#ifndef FZ_TEXT_PATTERN_H
#define FZ_TEXT_PATTERN_H

#include <stdint.h>

#include "fazhi/patterns.h"
#include "fazhi/words.h"

/* Behind the last node and before the first. */
#define FZ_NO_NODE UINT32_MAX

/*
** A text has its bytes at pool[first .. first + count); a gap or a refusal its words at
** spans[first .. first + count); a choice begins its list of alternatives at `first`.
*/
typedef struct node {
  fz_pattern_kind kind;
  uint32_t first, count, least, most;
  uint32_t ahead, back; /* the nodes to go on with */
  uint32_t up;          /* the choice it stands in */
  uint64_t ends;        /* the bytes that what it matches may end in, see fz_pattern_end */
} node;

/* The `ends` of what may end in anything, or match nothing. */
#define FZ_ANY_END UINT64_MAX

typedef struct span {
  uint32_t at, length;
} span;

typedef struct alternative {
  uint32_t first, last; /* nodes */
  uint32_t next;        /* alternative */
} alternative;

typedef struct entry {
  uint32_t first, figure; /* nodes */
} entry;

/* A word that must stand, and a pattern that it is one of. */
typedef struct need {
  span word;
  uint32_t pattern;
} need;

struct fz_patterns {
  node *nodes;
  span *spans;
  alternative *choices;
  entry *entries;
  need *needs; /* by word */
  char *pool;
  size_t node_count, node_room, span_count, span_room, choice_count, choice_room;
  size_t count, need_count, need_room, pool_count, pool_room;
  span joint;
  fz_words *words;      /* that the needs name, each once */
  uint32_t *need_start; /* by word, counted from 1: the first of its needs */
  uint64_t *always;     /* the patterns without a need */
};

/* One of 64 bits for a byte that a match ends in: bytes that differ by 64 share it. */
static inline uint64_t fz_pattern_end(char last) { return (uint64_t)1 << (unsigned char)last % 64; }

/* Words of 64 bits for so many patterns, a bit each. */
static inline size_t fz_pattern_words(size_t count) { return (count + 63) / 64; }

#endif
