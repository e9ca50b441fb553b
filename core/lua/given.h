/*
** given.h: what a table hands over to a part of the core that borrows it for as long as it lives:
** words, strings, numbers. A list that the part keeps holds whatever is taken.
*/
#ifndef FZ_CORE_LUA_GIVEN_H
#define FZ_CORE_LUA_GIVEN_H

#include <stdint.h>

#include "binding.h"

typedef struct given {
  lua_State *L;
  const char *part; /* named in what is raised */
  int table, kept;  /* their places of the stack */
} given;

/* Takes what is at the top off the stack and keeps it. */
void given_keep(const given *g);

/* A zeroed array of count + 1 items, kept. */
void *given_array(const given *g, size_t count, size_t size);

/* The words (fazhi.core.words) table[key], kept, and how many they are; raises if there are none. */
const fz_words *given_words(const given *g, const char *key, size_t *count);

/* The string at the top, taken off and kept; raises if it is none. */
const char *given_string(const given *g, size_t *length);

/* The strings of the list at the top, which stays there, kept. */
const fz_word *given_strings(const given *g, size_t *count);

/* t[key] of the table at the top, kept; NULL if it is absent. */
const char *given_string_field(const given *g, const char *key, size_t *length);

/* The whole number t[key] of the table at the top, neither negative nor large; 0 if it is absent. */
unsigned given_number_field(const given *g, const char *key);

/* Takes words (as given_words) by their keys. */
typedef struct words_by_key {
  const char *key;
  const fz_words **words;
} words_by_key;
void given_words_by_key(const given *g, const words_by_key *list, size_t count);

/*
** The whole numbers of the list table[key], one for each of `count` words, none of them negative, from
** place 1 on, kept: as they are, as flags, or in a byte each.
*/
const int64_t *given_integers(const given *g, const char *key, size_t count);
const unsigned *given_flags(const given *g, const char *key, size_t count);
const unsigned char *given_bytes(const given *g, const char *key, size_t count);

/* Pushes the list table[key]; raises if it is none. */
size_t given_list(const given *g, const char *key);

/* The same of a list that has an item for each of `count` words. */
void given_list_of(const given *g, const char *key, size_t count);

/* Pushes the table t[i] of the list at the top, which is table[key]. */
void given_item(const given *g, size_t i, const char *key);

#endif
