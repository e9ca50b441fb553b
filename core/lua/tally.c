/*
** tally.c: fazhi.core.tally: of which lists of words a text has any, how many, and where first.
**
**   tally.new(words, lists) → tally; `words` of fazhi.core.words, of which each list has numbers
**   tally:of(s)             → counts, firsts, which: by the number of a list, of those of which a word
**       stands in s: how often its words do, where the first of them begins, and the place in the list
**       of that word, the first of the list where several begin there. Each word counts for itself,
**       also inside others, where it does not overlap itself; guards refuse none
*/
#include <stdint.h>
#include <string.h>

#include "binding.h"

/* How often a word was seen, where first, and where it last ended. */
typedef struct sum {
  size_t count, first, stop;
} sum;

typedef struct box {
  const fz_words *words; /* borrowed from the userdata's value */
  size_t word_count, list_count;
  sum *
      sums; /* by word, from 1, and behind them by list, from 0; there `stop` is a place in the list */
  uint32_t *stops;   /* by list, where its numbers end */
  uint32_t *numbers; /* of the words of all lists, one list behind the other */
} box;

static const char *const NAME = "fazhi.tally";

/* ---- lists ---- */

/* The numbers that all lists at stack place 2 have. */
static size_t count_numbers(lua_State *L, size_t lists) {
  size_t total = 0;
  for (size_t i = 1; i <= lists; i++) {
    if (lua_rawgeti(L, 2, (lua_Integer)i) != LUA_TTABLE) luaL_error(L, "tally: no list");
    total += (size_t)lua_rawlen(L, -1);
    lua_pop(L, 1);
  }
  if (total > UINT32_MAX) luaL_error(L, "tally: too many words");
  return total;
}

/* Appends the numbers of the list at the top of the stack. */
static size_t take_numbers(lua_State *L, box *b, size_t used, size_t total) {
  size_t n = (size_t)lua_rawlen(L, -1);
  if (n > total - used) luaL_error(L, "tally: a list has grown");
  for (size_t k = 1; k <= n; k++) {
    int is_integer;
    lua_rawgeti(L, -1, (lua_Integer)k);
    lua_Integer number = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer || number < 1 || (size_t)number > b->word_count)
      luaL_error(L, "tally: no such word");
    b->numbers[used++] = (uint32_t)number;
    lua_pop(L, 1);
  }
  return used;
}

static int l_new(lua_State *L) {
  size_t words, used = 0;
  const fz_words *w = check_words(L, 1, &words);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  size_t lists = (size_t)lua_rawlen(L, 2), total = count_numbers(L, lists);
  size_t sums = (words + 1 + lists) * sizeof(sum), numbers = (lists + total) * sizeof(uint32_t);
  box *b = lua_newuserdatauv(L, sizeof *b + sums + numbers, 1);
  *b = (box){.words = w, .word_count = words, .list_count = lists, .sums = (sum *)(b + 1)};
  b->stops = (uint32_t *)(b->sums + words + 1 + lists);
  b->numbers = b->stops + lists;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  for (size_t i = 0; i < lists; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    used = take_numbers(L, b, used, total);
    b->stops[i] = (uint32_t)used;
    lua_pop(L, 1);
  }
  luaL_setmetatable(L, NAME);
  return 1;
}

/* ---- counting ---- */

/* Counts the words of s, each for itself. */
static void count_words(box *b, const char *s, size_t length) {
  fz_word_place places[FZ_WORD_MAX];
  memset(b->sums, 0, (b->word_count + 1) * sizeof *b->sums);
  for (size_t at = 0, n; (n = fz_words_all(b->words, s, length, at, length, places)) != 0;
       at = places[0].start + 1) {
    for (size_t i = 0; i < n; i++) {
      sum *one = &b->sums[places[i].word];
      if (one->count > 0 && places[i].start < one->stop) continue;
      if (one->count++ == 0) one->first = places[i].start;
      one->stop = places[i].stop;
    }
  }
}

/* The sum of the words numbers[from .. to). */
static sum add_up(const box *b, size_t from, size_t to) {
  sum all = {0};
  for (size_t k = from; k < to; k++) {
    const sum *one = &b->sums[b->numbers[k]];
    if (one->count == 0) continue;
    if (all.count == 0 || one->first < all.first) {
      all.first = one->first;
      all.stop = k - from + 1;
    }
    all.count += one->count;
  }
  return all;
}

/* Adds up all lists behind the words; how many have any. */
static size_t add_lists(const box *b, sum *lists) {
  size_t some = 0;
  for (size_t i = 0, from = 0; i < b->list_count; from = b->stops[i++]) {
    lists[i] = add_up(b, from, b->stops[i]);
    some += lists[i].count > 0;
  }
  return some;
}

static void set_at(lua_State *L, int table, size_t i, size_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_rawseti(L, table, (lua_Integer)i);
}

static int l_of(lua_State *L) {
  enum { COUNTS = 3, FIRSTS, WHICH };
  size_t length;
  box *b = check_object(L, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  sum *lists = b->sums + b->word_count + 1;
  lua_settop(L, 2);
  count_words(b, s, length);
  size_t some = add_lists(b, lists);
  for (int i = COUNTS; i <= WHICH; i++)
    lua_createtable(L, 0, some < INT16_MAX ? (int)some : INT16_MAX);
  for (size_t i = 0; some > 0 && i < b->list_count; i++) {
    if (lists[i].count == 0) continue;
    set_at(L, COUNTS, i + 1, lists[i].count);
    set_at(L, FIRSTS, i + 1, lists[i].first + 1);
    set_at(L, WHICH, i + 1, lists[i].stop);
  }
  return 3;
}

int open_tally(lua_State *L) {
  static const luaL_Reg methods[] = {{"of", l_of}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, NULL, methods);
  luaL_newlib(L, functions);
  return 1;
}
