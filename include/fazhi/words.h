/*
** words.h: finding the words of a long list in a text, in one pass over its bytes.
**
** A list of words is made once into a table that is walked character by character (a trie);
** at every place the longest word wins. A word may be guarded by a list of others that
** must not follow it: where one of them does, the next shorter word is tried. What the words
** mean, and which guard which, the caller knows; they are told by their index.
**
** The byte FZ_WORD_YEAR in a word, which no clean text has, stands for the four digits of a year
** from 1900 to 2099, so that a list needs no word for each of them. In a text it is in no word.
**
** A search goes from character to character as UTF-8 has them, so a word is never found in
** the middle of a character of clean text (text.h). Any other bytes are stepped over as well;
** nothing is read outside the text. A table is never changed once made: threads may share it.
*/
#ifndef FAZHI_WORDS_H
#define FAZHI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  FZ_WORD_YEAR = 0xFF,
  FZ_WORD_MAX = 64,           /* bytes in a word, a year taken for four */
  FZ_WORD_COUNT_MAX = 100000, /* words in a table, guards with them */
  FZ_WORD_GROUP_MAX = 1000    /* lists of guards in a table */
};

/* A word as the caller gives it; the bytes are borrowed for the call. */
typedef struct fz_word {
  const char *s;
  size_t length;
  unsigned group;      /* 0: a word to be found; n: a guard, of the n-th list */
  unsigned not_before; /* the list of guards that must not follow the word; 0: none */
} fz_word;

typedef struct fz_words fz_words;

/* Where a word stands: s[start .. stop), and its place among those given, counted from 1. */
typedef struct fz_word_place {
  size_t start, stop, word;
} fz_word_place;

/*
** Makes a table of `count` words. `but_before` is the list of guards before which no guard
** holds (0: none). *out is the caller's, freed with fz_words_free. FZ_INVALID: a word that is
** empty or too long, or there twice (a guard may be), a group out of range; FZ_NOMEM.
*/
FZ_API fz_status fz_words_new(const fz_word *words, size_t count, unsigned but_before,
                              fz_words **out, fz_error *error);

/* Gives a table back; NULL is none. */
FZ_API void fz_words_free(fz_words *words);

/* The longest word at s[at]: its number, with *stop the byte after it; 0 if there is none. */
FZ_API size_t fz_words_match(const fz_words *words, const char *s, size_t length, size_t at,
                             size_t *stop);

/* The first word that begins in s[at .. last); false if there is none. */
FZ_API bool fz_words_find(const fz_words *words, const char *s, size_t length, size_t at,
                          size_t last, fz_word_place *place);

/* The last word in s[first .. at), begun at any byte; false if there is none. */
FZ_API bool fz_words_find_back(const fz_words *words, const char *s, size_t first, size_t at,
                               fz_word_place *place);

/*
** Every word that begins at the first place of s[at .. last) where any does, the shorter before the
** longer, also those that a longer one holds; guards refuse none. Their number goes into `places`;
** 0: there is none. Called again with places[0].start + 1 it goes on.
*/
FZ_API size_t fz_words_all(const fz_words *words, const char *s, size_t length, size_t at,
                           size_t last, fz_word_place places[FZ_WORD_MAX]);

#ifdef __cplusplus
}
#endif
#endif
