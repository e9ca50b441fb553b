/*
** lines.c: fazhi.core.lines: a text cut into lines, and which signs each line holds.
**
**   lines.signs(lists [, skip])         → signs; `lists` holds lists of words, and the n-th list is the sign of
**       bit n - 1 + skip (default 0), of up to 60 bits: a word may be in several
**   signs:of(s)                         → integer: a bit for every sign of which a word stands in s
**   signs:look(s)                       → the same, how many characters s has if it is UTF-8, and true if one of them
**       is foreign
**   lines.split(s, first, last [, signs [, heads, tails]]) → {row, …}, integer: the lines of bytes first to last of s,
**       each {start=, stop=, text=} without the blanks, tabs and returns at its ends; an empty one has
**       stop = start - 1. The number is all their signs together. With `signs` a row has `signs=` as well, as signs:of(text) gives it,
**       and with `heads` and `tails`, which are signs too, those of the words of heads that it begins with and
**       of the characters of tails that it ends in;
**       `characters=`, how many it has if it is UTF-8; and `foreign=true` if one of them is: lies in
**       U+0240–1FFF or U+A000–EFFF, where Chinese text has none
**   lines.piece(s, i, j)                → characters, begins_wide, ends_wide | 0, has_end | nil: how many characters
**       but blanks bytes i to j have, and whether the first and the last of them are Chinese or as wide; 0 if all are
**       blanks (tabs and line ends are such), with true if one ends a line; nil if there are none, or blanks are more
**       than a space between others
**   lines.blanks(s, i, j)               → first, last, has_end | nil: the next blanks in bytes i to j, but for a
**       space between two other characters, and true if one ends a line
**   lines.characters(s)                 → how many characters of UTF-8 begin in s
**   lines.numbers(s, length, behind [, behind_long [, pointed]]) → {start, next byte, start, …}: the runs of ASCII
**       digits in s that are longer than `length`, or have one of the bytes of `behind` behind them, or are
**       `length` digits with one of the bytes of `behind_long` behind them. A point behind a run that is not longer
**       does not count where more digits or none stand behind it, then a byte that is none of `behind`, and all are
**       no more than `pointed` bytes (default 0): 12.5% and 1.甲 are as they should be
**
** A word must not hold a line feed; it is found where it begins at a character of UTF-8.
*/
#include "fazhi/piece.h"
#include "fazhi/words.h"

#include <stdint.h>
#include <string.h>

#include "binding.h"

enum { SIGNS_MAX = 60, LONGER = 0x80, ASK = 0x7F, FOLLOWS = 0x1000 };

enum { FIRST_WIDE = 0xE2, LAST_WIDE = 0xE9 }; /* leads of three bytes that are not foreign */

/*
** Most signs are single characters, which a table tells at once; the words are asked where a longer one
** may begin: at one of their first characters with a byte behind it that one of them goes on with.
*/
typedef struct signs {
  fz_words *words;
  uint8_t kinds
      [0x10000]; /* by character of one or three bytes: place in `single`, or ASK; LONGER: see `follows` */
  bool follows[FOLLOWS]; /* by place_of such a character and the byte behind it */
  bool odd[256];         /* by first byte: words that begin with any other, or with a part of one */
  uint64_t single[ASK];  /* bits; of kind 0, none */
  size_t single_count;   /* kinds but 0 */
  uint64_t bits[];       /* by number of word, from 1 */
} signs;

static const char *const NAME = "fazhi.signs";

static int l_close(lua_State *L) {
  signs *s = luaL_checkudata(L, 1, NAME);
  fz_words_free(s->words);
  s->words = NULL;
  return 0;
}

/* ---- the lists become one list of words, each once, with its bits ---- */

/* Enters the words of the list at the top into the table of bits at index 2: word → bits. */
static size_t take_list(lua_State *L, uint64_t bit) {
  size_t added = 0;
  luaL_argcheck(L, lua_istable(L, -1), 1, "a sign is a list of words");
  lua_Integer n = luaL_len(L, -1);
  for (lua_Integer i = 1; i <= n; i++) {
    luaL_argcheck(L, lua_rawgeti(L, -1, i) == LUA_TSTRING, 1, "a word is a string");
    lua_pushvalue(L, -1);
    bool is_new = lua_rawget(L, 2) == LUA_TNIL;
    uint64_t bits = is_new ? bit : (uint64_t)lua_tointeger(L, -1) | bit;
    lua_pop(L, 1);
    lua_pushinteger(L, (lua_Integer)bits);
    lua_rawset(L, 2);
    added += is_new;
  }
  return added;
}

/* Fills fz_word[] and the bits from the table at index 2, whose keys keep the strings alive. */
static void list_words(lua_State *L, fz_word *words, signs *s) {
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, 2) != 0; lua_pop(L, 1)) {
    fz_word *word = &words[count++];
    word->s = lua_tolstring(L, -2, &word->length);
    s->bits[count] = (uint64_t)lua_tointeger(L, -1);
  }
}

static size_t step_of(unsigned char lead) {
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The character of one or three bytes at s, with `left` bytes there; 0 for any other, and for a NUL. */
static inline unsigned plain_character(const unsigned char *s, size_t left) {
  if (s[0] < 0x80) return s[0];
  if (s[0] >> 4 != 0xE || left < 3 || ((s[1] ^ 0x80) | (s[2] ^ 0x80)) > 0x3F) return 0;
  return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

/* The kind of the characters with these bits; ASK if there are too many. */
static uint8_t kind_of(signs *s, uint64_t bits) {
  size_t kind = 1;
  while (kind <= s->single_count && s->single[kind] != bits) kind++;
  if (kind == ASK) return ASK;
  s->single[kind] = bits;
  if (kind > s->single_count) s->single_count = kind;
  return (uint8_t)kind;
}

/* Where a character and the byte behind it stand among the beginnings of longer words; others may stand there too. */
static size_t place_of(unsigned c, unsigned char next) { return (c * 37 + next * 101u) % FOLLOWS; }

static void sort_words(signs *s, const fz_word *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const unsigned char *bytes = (const unsigned char *)words[i].s;
    size_t length = words[i].length;
    if (length == 0) continue;
    unsigned c = plain_character(bytes, length);
    size_t width = step_of(bytes[0]);
    if (c == 0)
      s->odd[bytes[0]] = true;
    else if (length == width)
      s->kinds[c] = (s->kinds[c] & LONGER) | kind_of(s, s->bits[i + 1]);
    else {
      s->kinds[c] |= LONGER;
      s->follows[place_of(c, bytes[width])] = true;
    }
  }
}

static int l_signs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer lists = luaL_len(L, 1), skip = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, lists >= 1 && lists <= SIGNS_MAX, 1, "1 to 60 lists");
  luaL_argcheck(L, skip >= 0 && skip <= SIGNS_MAX - lists, 2, "60 bits at most");
  lua_settop(L, 1);
  lua_newtable(L);
  size_t count = 0;
  for (lua_Integer i = 1; i <= lists; i++) {
    lua_rawgeti(L, 1, i);
    count += take_list(L, (uint64_t)1 << (i - 1 + skip));
    lua_pop(L, 1);
  }
  fz_word *words = lua_newuserdatauv(L, (count + 1) * sizeof *words, 0);
  memset(words, 0, (count + 1) * sizeof *words);
  size_t size = sizeof(signs) + (count + 1) * sizeof(uint64_t);
  signs *s = lua_newuserdatauv(L, size, 0);
  memset(s, 0, size);
  luaL_setmetatable(L, NAME);
  list_words(L, words, s);
  sort_words(s, words, count);
  fz_error error = {0};
  fz_status status = fz_words_new(words, count, 0, &s->words, &error);
  if (status == FZ_INVALID) return luaL_error(L, "signs: %s", error.message);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

/* ---- what they are asked ---- */

/* The bits of all words that begin at `at` and end before `stop`. */
static uint64_t signs_at(const signs *s, const char *bytes, size_t at, size_t stop) {
  fz_word_place places[FZ_WORD_MAX];
  uint64_t bits = 0;
  size_t n = fz_words_all(s->words, bytes, stop, at, at + 1, places);
  for (size_t i = 0; i < n; i++) bits |= s->bits[places[i].word];
  return bits;
}

/* What is found in bytes that are looked at once. */
typedef struct tally {
  uint64_t bits;     /* of all words in them */
  size_t characters; /* if they are UTF-8 */
  bool foreign;      /* a character begins with C9–E1 or EA–EE */
} tally;

/* Whether the words are to be asked at a character of this kind, behind which the text goes on at `behind`. */
static inline bool is_asked(const signs *s, unsigned c, uint8_t kind, const char *bytes,
                            size_t behind, size_t stop) {
  if ((kind & ASK) == ASK) return true;
  return (kind & LONGER) != 0 && behind < stop &&
         s->follows[place_of(c, (unsigned char)bytes[behind])];
}

/* The bits of the words that begin at `at` and end before `stop`, most of which are one character. */
static uint64_t bits_at(const signs *s, const char *bytes, size_t at, size_t stop) {
  unsigned c = plain_character((const unsigned char *)bytes + at, stop - at);
  uint8_t kind = s->kinds[c];
  bool asked = c == 0 ? s->odd[(unsigned char)bytes[at]]
                      : is_asked(s, c, kind, bytes, at + (c < 0x80 ? 1 : 3), stop);
  return asked ? signs_at(s, bytes, at, stop) : s->single[kind & ASK];
}

/* Takes the character at `at`, or a byte that begins none; returns where the next one begins. */
static size_t take_any(const signs *s, const char *bytes, size_t at, size_t stop, tally *t) {
  unsigned char lead = (unsigned char)bytes[at];
  t->bits |= bits_at(s, bytes, at, stop);
  if ((lead >= 0xC9 && lead <= 0xE1) || (lead >= 0xEA && lead <= 0xEE)) t->foreign = true;
  t->characters++;
  return at + step_of(lead);
}

/*
** Takes characters of ASCII and of U+2000 to U+9FFF, which nearly all of Chinese text is, up to another or to the
** last two bytes; returns where it stopped.
*/
static size_t take_usual(const signs *s, const char *bytes, size_t at, size_t stop, tally *t) {
  uint64_t bits = 0;
  size_t characters = 0;
  for (size_t from; stop - at > 2;) {
    const unsigned char *p = (const unsigned char *)bytes + at;
    unsigned c = p[0], lead = c - FIRST_WIDE, second = p[1] ^ 0x80u, third = p[2] ^ 0x80u;
    from = at;
    if (lead <= LAST_WIDE - FIRST_WIDE) {
      if ((second | third) > 0x3F) break;
      c = (FIRST_WIDE << 12 & 0xFFFF) + (lead << 12) + (second << 6) + third;
      at += 3;
    } else if (c - 1 < 0x7F) {
      at++;
    } else {
      break;
    }
    uint8_t kind = s->kinds[c];
    characters++;
    if (kind == 0) continue;
    bits |= is_asked(s, c, kind, bytes, at, stop) ? signs_at(s, bytes, from, stop)
                                                  : s->single[kind & ASK];
  }
  t->bits |= bits;
  t->characters += characters;
  return at;
}

/* Looks through s[start .. stop) for words that begin and end there. */
static tally look_through(const signs *s, const char *bytes, size_t start, size_t stop) {
  tally t = {0};
  for (size_t at = start; at < stop;) {
    at = take_usual(s, bytes, at, stop, &t);
    if (at < stop) at = take_any(s, bytes, at, stop, &t);
  }
  return t;
}

static const signs *check_signs(lua_State *L, int arg) {
  const signs *s = luaL_checkudata(L, arg, NAME);
  luaL_argcheck(L, s->words != NULL, arg, "the signs are closed");
  return s;
}

static const signs *opt_signs(lua_State *L, int arg) {
  return lua_isnoneornil(L, arg) ? NULL : check_signs(L, arg);
}

static int l_of(lua_State *L) {
  size_t length;
  const signs *s = check_signs(L, 1);
  const char *bytes = luaL_checklstring(L, 2, &length);
  lua_pushinteger(L, (lua_Integer)look_through(s, bytes, 0, length).bits);
  return 1;
}

static size_t count_characters(const char *bytes, size_t length) {
  size_t n = 0;
  for (size_t at = 0; at < length; n++) {
    unsigned char b = (unsigned char)bytes[at];
    at += b < 0xE0 ? 1 : b < 0xF0 ? 3 : 4;
    if (b >= 0x80 && b < 0xC0) n--; /* the rest of a character of two bytes */
  }
  return n;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static int l_look(lua_State *L) {
  size_t length;
  const signs *s = check_signs(L, 1);
  const char *bytes = luaL_checklstring(L, 2, &length);
  tally found = look_through(s, bytes, 0, length);
  lua_pushinteger(L, (lua_Integer)found.bits);
  lua_pushinteger(L, (lua_Integer)found.characters);
  lua_pushboolean(L, found.foreign);
  return 3;
}

/* Room for what the caller marks a row with: a table that grows is copied. */
enum { MARKED = 12 };

/* What is told of a line: its signs, and those of its ends; each may be NULL. */
typedef struct teller {
  const signs *all, *heads, *tails;
} teller;

/* The bits of both ends of bytes[start .. stop). */
static uint64_t ends_of(const teller *t, const char *bytes, size_t start, size_t stop) {
  uint64_t bits = 0;
  if (start == stop) return 0;
  if (t->heads != NULL) bits |= bits_at(t->heads, bytes, start, stop);
  size_t last = stop - 1;
  while (last > start && ((unsigned char)bytes[last] & 0xC0) == 0x80) last--;
  if (t->tails != NULL) bits |= bits_at(t->tails, bytes, last, stop);
  return bits;
}

/* The names of a row's fields, which stand on the stack from FIRST_NAME on while rows are made. */
enum { ROWS = 7, FIRST_NAME, START = FIRST_NAME, STOP, TEXT, SIGNS, CHARACTERS };

static void push_names(lua_State *L) {
  static const char *const names[] = {"start", "stop", "text", "signs", "characters"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) lua_pushstring(L, names[i]);
}

/* Sets the field of the row at the top that has the name at this place. */
static void set_named(lua_State *L, int name, lua_Integer value) {
  lua_pushvalue(L, name);
  lua_pushinteger(L, value);
  lua_rawset(L, -3);
}

/* Pushes the row of the line bytes[start .. stop) and returns its signs. */
static uint64_t push_row(lua_State *L, const teller *t, const char *bytes, size_t start,
                         size_t stop) {
  size_t from = start, to = stop;
  while (from < to && is_blank(bytes[from])) from++;
  while (to > from && is_blank(bytes[to - 1])) to--;
  if (from == to) from = to = start;
  lua_createtable(L, 0, t->all != NULL ? MARKED : 3);
  set_named(L, START, (lua_Integer)from + 1);
  set_named(L, STOP, (lua_Integer)to);
  lua_pushvalue(L, TEXT);
  lua_pushlstring(L, bytes + from, to - from);
  lua_rawset(L, -3);
  if (t->all == NULL) return 0;
  tally found = look_through(t->all, bytes, from, to);
  found.bits |= ends_of(t, bytes, from, to);
  set_named(L, SIGNS, (lua_Integer)found.bits);
  set_named(L, CHARACTERS, (lua_Integer)found.characters);
  if (found.foreign) {
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "foreign");
  }
  return found.bits;
}

static int l_split(lua_State *L) {
  size_t length, at, last;
  const char *bytes = luaL_checklstring(L, 1, &length);
  check_span(L, 2, length, &at, &last);
  const teller t = {opt_signs(L, 4), opt_signs(L, 5), opt_signs(L, 6)};
  lua_settop(L, ROWS - 1);
  lua_newtable(L);
  push_names(L);
  uint64_t all = 0;
  for (lua_Integer n = 1; at < last; n++) {
    const char *feed = memchr(bytes + at, '\n', last - at);
    size_t stop = feed != NULL ? (size_t)(feed - bytes) : last;
    all |= push_row(L, &t, bytes, at, stop);
    lua_rawseti(L, ROWS, n);
    at = stop + 1;
  }
  lua_settop(L, ROWS);
  lua_pushinteger(L, (lua_Integer)all);
  return 2;
}

static int l_characters(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)count_characters(s, length));
  return 1;
}

/* What l_piece says of bytes of which the first is a blank. */
static int push_blanks(lua_State *L, const char *s, size_t length) {
  bool has_end = false;
  for (size_t i = 0; i < length; i++) {
    if (!fz_piece_blank(s[i])) return 0;
    has_end = has_end || s[i] == '\n' || s[i] == '\r';
  }
  lua_pushinteger(L, 0);
  lua_pushboolean(L, has_end);
  return 2;
}

static int l_piece(lua_State *L) {
  size_t length, start, stop;
  const char *s = luaL_checklstring(L, 1, &length);
  fz_piece piece;
  check_span(L, 2, length, &start, &stop);
  if (start < stop && fz_piece_blank(s[start])) return push_blanks(L, s + start, stop - start);
  if (!fz_piece_read(s + start, stop - start, &piece)) return 0;
  lua_pushinteger(L, (lua_Integer)piece.characters);
  lua_pushboolean(L, piece.begins_wide);
  lua_pushboolean(L, piece.ends_wide);
  return 3;
}

static int l_blanks(lua_State *L) {
  size_t length, start, stop;
  const char *s = luaL_checklstring(L, 1, &length);
  check_span(L, 2, length, &start, &stop);
  for (size_t at = start; at < stop; at++) {
    if (!fz_piece_blank(s[at])) continue;
    if (s[at] == ' ' && at > start && at + 1 < stop && !fz_piece_blank(s[at + 1])) continue;
    size_t end = at;
    bool has_end = false;
    for (; end < stop && fz_piece_blank(s[end]); end++)
      has_end = has_end || s[end] == '\n' || s[end] == '\r';
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_pushinteger(L, (lua_Integer)end);
    lua_pushboolean(L, has_end);
    return 3;
  }
  return 0;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Has one of eight bytes a digit in it, in whichever order the machine has them? */
static bool has_digit(const char *bytes) {
  const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  uint64_t low = word & ~tops;
  return ((low + ones * (0x80 - '0')) & (ones * (0x80 + '9') - low) & ~word & tops) != 0;
}

static size_t next_digit(const char *s, size_t at, size_t length) {
  while (length - at >= sizeof(uint64_t) && !has_digit(s + at)) at += sizeof(uint64_t);
  while (at < length && !is_digit(s[at])) at++;
  return at;
}

/* Marks the bytes of the string at `arg`, if there is one, with the length from which runs of digits before them tell. */
static void mark_bytes(lua_State *L, int arg, lua_Integer length, lua_Integer least[256]) {
  size_t count;
  const char *bytes = luaL_optlstring(L, arg, "", &count);
  for (size_t i = 0; i < count; i++) least[(unsigned char)bytes[i]] = length;
}

/* What l_numbers is told of: the digits that tell, by the byte behind them, and `pointed`. */
typedef struct telling {
  lua_Integer least[256];
  lua_Integer pointed;
} telling;

/* Whether the run s[at .. stop) is one of a number with a point that is as it should be. */
static bool is_pointed(const telling *t, const char *s, size_t at, size_t stop, size_t length) {
  if (s[stop] != '.') return false;
  size_t end = stop + 1;
  while (end < length && is_digit(s[end])) end++;
  return end < length && (lua_Integer)(end - at) <= t->pointed &&
         t->least[(unsigned char)s[end]] > 1;
}

static int l_numbers(lua_State *L) {
  size_t length, stop;
  telling t;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Integer longest = luaL_checkinteger(L, 2), n = 0;
  luaL_argcheck(L, longest >= 0 && longest < LUA_MAXINTEGER, 2, "no length");
  t.pointed = luaL_optinteger(L, 5, 0);
  for (size_t i = 0; i < 256; i++) t.least[i] = longest + 1;
  mark_bytes(L, 4, longest, t.least);
  mark_bytes(L, 3, 1, t.least);
  lua_settop(L, 3);
  lua_newtable(L);
  for (size_t at = 0;; at = stop) {
    at = next_digit(s, at, length);
    if (at == length) break;
    for (stop = at + 1; stop < length && is_digit(s[stop]);) stop++;
    lua_Integer count = (lua_Integer)(stop - at);
    if (count < (stop < length ? t.least[(unsigned char)s[stop]] : longest + 1)) continue;
    if (count <= longest && is_pointed(&t, s, at, stop, length)) continue;
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_rawseti(L, 4, ++n);
    lua_pushinteger(L, (lua_Integer)stop + 1);
    lua_rawseti(L, 4, ++n);
  }
  return 1;
}

int open_lines(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"of", l_of}, {"look", l_look}, {"__close", l_close}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"signs", l_signs},
                                       {"split", l_split},
                                       {"numbers", l_numbers},
                                       {"characters", l_characters},
                                       {"piece", l_piece},
                                       {"blanks", l_blanks},
                                       {NULL, NULL}};
  make_class(L, NAME, l_close, methods);
  luaL_newlib(L, functions);
  return 1;
}
