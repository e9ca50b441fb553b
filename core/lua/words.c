/*
** words.c: fazhi.core.words: the words of a long list found in a text (fazhi/words.h).
**
**   words.YEAR                        in a word stands for the digits of a year
**   words.new(list [, options])       → words; an index of `list` is a word's number. options:
**       guards = lists of words, not_before = {number → index of the list of guards that must
**       not follow}, but_before = index of the list before which no guard holds, sorts = {number →
**       bits of the sorts that the word is of}
**   words:match(s, at [, stop])       → number, next byte | nil: the longest word at byte `at`,
**       as if the text ended with byte `stop`
**   words:find(s, at [, last [, stop]]) → number, start, next byte | nil: the first word that
**       begins at byte `at` or later and not after byte `last`
**   words:find_back(s, first, at)     → the same of the last word that ends before byte `at`
**   words:scan(s, at, out [, enders]) → count, place: start, number, next byte of every word from
**       byte `at` on go into out[1..3 count], nil behind them; words up to number `enders` end
**       the scan and are not in it, `place` is where the one stands that did, or the end
**   words:present(s)                  → {number, …}: which words stand in the text at all, also
**       inside others, each once, in the order of where they first stand; guards refuse none
**   words:sorts(s [, i, j])           → bits: the sorts of all words that stand in s:sub(i, j),
**       also inside others; guards refuse none
**   words:open(s, at)                 → number | nil: of words that are pairs of an opener, of odd
**       number, and its closer, the opener that is still open at the end of s, the innermost, if it
**       is read from byte `at` on; a closer whose opener is not the innermost one closes nothing
**   words:replace(s, with)            → string: s with each word found, as words:scan finds them,
**       replaced by the string with[number]
*/
#include "fazhi/words.h"

#include <stdint.h>
#include <string.h>

#include "binding.h"

typedef struct box {
  fz_words *words;
  size_t count;         /* of words, guards not counted */
  lua_Unsigned sorts[]; /* by word, counted from 1 */
} box;

static const char *const NAME = "fazhi.words";

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_words_free(b->words);
  b->words = NULL;
  return 0;
}

/* ---- the list becomes fz_word[], a userdata; its strings stay in the tables of the caller ---- */

typedef struct draft {
  fz_word *words;
  size_t count, capacity;
} draft;

static size_t length_of(lua_State *L, int index) {
  lua_Integer n = luaL_len(L, index);
  if (n < 0 || n > FZ_WORD_COUNT_MAX) luaL_error(L, "words: a list is too long");
  return (size_t)n;
}

/* Appends the strings of the list at the top of the stack. */
static void take_list(lua_State *L, draft *d, unsigned group) {
  size_t n = length_of(L, -1);
  if (n > d->capacity - d->count) luaL_error(L, "words: a list has grown");
  for (size_t i = 1; i <= n; i++) {
    fz_word *word = &d->words[d->count++];
    if (lua_rawgeti(L, -1, (lua_Integer)i) != LUA_TSTRING) luaL_error(L, "words: no string");
    word->s = lua_tolstring(L, -1, &word->length);
    word->group = group;
    lua_pop(L, 1);
  }
}

static unsigned check_group(lua_State *L, int index, size_t groups) {
  int is_integer;
  lua_Integer group = lua_tointegerx(L, index, &is_integer);
  if (!is_integer || group < 1 || (size_t)group > groups)
    luaL_error(L, "words: no such list of guards");
  return (unsigned)group;
}

/* Sets which list guards which of the first `count` words. */
static void take_guards(lua_State *L, draft *d, size_t count, size_t groups) {
  if (lua_getfield(L, 2, "not_before") == LUA_TTABLE) {
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
      int is_integer;
      lua_Integer number = lua_tointegerx(L, -2, &is_integer);
      if (!is_integer || number < 1 || (size_t)number > count)
        luaL_error(L, "words: not_before of a word that is not there");
      d->words[number - 1].not_before = check_group(L, -1, groups);
    }
  }
  lua_pop(L, 1);
}

/* All words to be made, with `guards` (a table or nil) at stack place 3; leaves the userdata. */
static size_t measure(lua_State *L, size_t *groups) {
  size_t total = length_of(L, 1);
  *groups = lua_istable(L, 3) ? length_of(L, 3) : 0;
  if (*groups > FZ_WORD_GROUP_MAX) luaL_error(L, "words: too many lists of guards");
  for (size_t i = 1; i <= *groups; i++) {
    if (lua_rawgeti(L, 3, (lua_Integer)i) != LUA_TTABLE) luaL_error(L, "words: a guard is no list");
    total += length_of(L, -1);
    lua_pop(L, 1);
  }
  return total;
}

/* Sets the sorts of the words, of which none has been said yet. */
static void take_sorts(lua_State *L, box *b) {
  if (lua_getfield(L, 2, "sorts") == LUA_TTABLE) {
    for (size_t i = 1; i <= b->count; i++) {
      lua_rawgeti(L, -1, (lua_Integer)i);
      b->sorts[i] = (lua_Unsigned)lua_tointeger(L, -1);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

static int l_new(lua_State *L) {
  size_t groups;
  unsigned but_before = 0;
  luaL_checktype(L, 1, LUA_TTABLE);
  if (lua_isnoneornil(L, 2)) {
    lua_settop(L, 1);
    lua_newtable(L);
  }
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getfield(L, 2, "guards");
  draft d = {.capacity = measure(L, &groups)};
  d.words = lua_newuserdatauv(L, (d.capacity + 1) * sizeof *d.words, 0);
  memset(d.words, 0, (d.capacity + 1) * sizeof *d.words);
  lua_pushvalue(L, 1);
  take_list(L, &d, 0);
  size_t count = d.count;
  lua_pop(L, 1);
  for (size_t i = 1; i <= groups; i++) {
    lua_rawgeti(L, 3, (lua_Integer)i);
    take_list(L, &d, (unsigned)i);
    lua_pop(L, 1);
  }
  take_guards(L, &d, count, groups);
  if (lua_getfield(L, 2, "but_before") != LUA_TNIL) but_before = check_group(L, -1, groups);
  size_t sorts_size = (count + 1) * sizeof(lua_Unsigned);
  box *b = lua_newuserdatauv(L, sizeof *b + sorts_size, 0);
  memset(b, 0, sizeof *b + sorts_size);
  b->count = count;
  luaL_setmetatable(L, NAME);
  take_sorts(L, b);
  fz_error error = {0};
  fz_status status = fz_words_new(d.words, d.count, but_before, &b->words, &error);
  if (status == FZ_INVALID) return luaL_error(L, "words: %s", error.message);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

/* ---- searching ---- */

const fz_words *check_words(lua_State *L, int index, size_t *count) {
  const box *b = luaL_checkudata(L, index, NAME);
  *count = b->count;
  return b->words;
}

static const fz_words *check_self(lua_State *L) {
  return ((box *)luaL_checkudata(L, 1, NAME))->words;
}

static int push_place(lua_State *L, const fz_word_place *place) {
  lua_pushinteger(L, (lua_Integer)place->word);
  lua_pushinteger(L, (lua_Integer)place->start + 1);
  lua_pushinteger(L, (lua_Integer)place->stop + 1);
  return 3;
}

/* The Lua position at `arg`, of the last byte, as a length; `length` if there is none. */
static size_t opt_last(lua_State *L, int arg, size_t length) {
  if (lua_isnoneornil(L, arg)) return length;
  lua_Integer n = luaL_checkinteger(L, arg);
  return n < 0 ? 0 : (size_t)n < length ? (size_t)n : length;
}

static int l_match(lua_State *L) {
  size_t length, stop = 0;
  const fz_words *w = check_self(L);
  const char *s = luaL_checklstring(L, 2, &length);
  length = opt_last(L, 4, length);
  size_t word = fz_words_match(w, s, length, check_place(L, 3, length), &stop);
  if (word == 0) return 0;
  lua_pushinteger(L, (lua_Integer)word);
  lua_pushinteger(L, (lua_Integer)stop + 1);
  return 2;
}

static int l_find(lua_State *L) {
  size_t length;
  fz_word_place place;
  const fz_words *w = check_self(L);
  const char *s = luaL_checklstring(L, 2, &length);
  length = opt_last(L, 5, length);
  size_t at = check_place(L, 3, length), last = opt_last(L, 4, length);
  return fz_words_find(w, s, length, at, last, &place) ? push_place(L, &place) : 0;
}

static int l_find_back(lua_State *L) {
  size_t length;
  fz_word_place place;
  const fz_words *w = check_self(L);
  const char *s = luaL_checklstring(L, 2, &length);
  size_t first = check_place(L, 3, length), at = check_place(L, 4, length);
  return fz_words_find_back(w, s, first, at, &place) ? push_place(L, &place) : 0;
}

static int l_scan(lua_State *L) {
  size_t length;
  fz_word_place place;
  lua_Integer count = 0;
  const fz_words *w = check_self(L);
  const char *s = luaL_checklstring(L, 2, &length);
  size_t at = check_place(L, 3, length);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_Integer enders = luaL_optinteger(L, 5, 0);
  lua_settop(L, 4);
  size_t end = length;
  while (fz_words_find(w, s, length, at, length, &place)) {
    if ((lua_Integer)place.word <= enders) {
      end = place.start;
      break;
    }
    lua_pushinteger(L, (lua_Integer)place.start + 1);
    lua_rawseti(L, 4, ++count);
    lua_pushinteger(L, (lua_Integer)place.word);
    lua_rawseti(L, 4, ++count);
    lua_pushinteger(L, (lua_Integer)place.stop + 1);
    lua_rawseti(L, 4, ++count);
    at = place.stop;
  }
  lua_pushnil(L);
  lua_rawseti(L, 4, count + 1);
  lua_pushinteger(L, count / 3);
  lua_pushinteger(L, (lua_Integer)end + 1);
  return 2;
}

/* Which words were seen is told by one byte a word, in a userdata. */
static int l_present(lua_State *L) {
  size_t length;
  fz_word_place places[FZ_WORD_MAX];
  lua_Integer count = 0;
  const box *b = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  lua_settop(L, 2);
  lua_newtable(L);
  bool *seen = lua_newuserdatauv(L, (b->count + 1) * sizeof *seen, 0);
  memset(seen, 0, (b->count + 1) * sizeof *seen);
  for (size_t at = 0, n; (n = fz_words_all(b->words, s, length, at, length, places)) != 0;
       at = places[0].start + 1) {
    for (size_t i = 0; i < n; i++) {
      if (seen[places[i].word]) continue;
      seen[places[i].word] = true;
      lua_pushinteger(L, (lua_Integer)places[i].word);
      lua_rawseti(L, 3, ++count);
    }
  }
  lua_settop(L, 3);
  return 1;
}

static int l_sorts(lua_State *L) {
  size_t length, start = 0, stop;
  fz_word_place places[FZ_WORD_MAX];
  lua_Unsigned sorts = 0;
  const box *b = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  stop = length;
  if (!lua_isnoneornil(L, 3)) check_span(L, 3, length, &start, &stop);
  for (size_t n; (n = fz_words_all(b->words, s, stop, start, stop, places)) != 0;
       start = places[0].start + 1)
    for (size_t i = 0; i < n; i++) sorts |= b->sorts[places[i].word];
  lua_pushinteger(L, (lua_Integer)sorts);
  return 1;
}

enum { DEEP = 256 }; /* openers inside each other; of more the outer ones are forgotten */

static int l_open(lua_State *L) {
  size_t length, depth = 0, stack[DEEP];
  fz_word_place place;
  const fz_words *w = check_self(L);
  const char *s = luaL_checklstring(L, 2, &length);
  for (size_t at = check_place(L, 3, length); fz_words_find(w, s, length, at, length, &place);
       at = place.stop) {
    if (place.word % 2 == 0) {
      if (depth > 0 && stack[depth - 1] + 1 == place.word) depth--;
      continue;
    }
    if (depth == DEEP) memmove(stack, stack + 1, --depth * sizeof *stack);
    stack[depth++] = place.word;
  }
  if (depth == 0) return 0;
  lua_pushinteger(L, (lua_Integer)stack[depth - 1]);
  return 1;
}

static int l_replace(lua_State *L) {
  size_t length, at = 0, count;
  fz_word_place place;
  const fz_words *w = check_words(L, 1, &count);
  const char *s = luaL_checklstring(L, 2, &length);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  if (!fz_words_find(w, s, length, 0, length, &place)) {
    lua_settop(L, 2);
    return 1;
  }
  luaL_Buffer b;
  luaL_buffinitsize(L, &b, length);
  do {
    luaL_addlstring(&b, s + at, place.start - at);
    if (lua_rawgeti(L, 3, (lua_Integer)place.word) != LUA_TSTRING)
      return luaL_error(L, "words: no string to put in for word %I", (LUAI_UACINT)place.word);
    luaL_addvalue(&b);
    at = place.stop;
  } while (fz_words_find(w, s, length, at, length, &place));
  luaL_addlstring(&b, s + at, length - at);
  luaL_pushresult(&b);
  return 1;
}

int open_words(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"match", l_match}, {"find", l_find},       {"find_back", l_find_back},
      {"scan", l_scan},   {"present", l_present}, {"sorts", l_sorts},
      {"open", l_open},   {"replace", l_replace}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  static const char year = (char)FZ_WORD_YEAR;
  set_string(L, "YEAR", &year, 1);
  return 1;
}
