/*
** sentences.c: fazhi.core.sentences: the sentences of a text that hold figures, in flat form
** (fazhi/sentences.h).
**
**   sentences.new{ flat=, marks=, ends=, numerals=, items=, parting=, cut= }  → sentences; flat is
**       of fazhi.core.flat, marks, numerals and items of fazhi.core.words, the first `ends` marks
**       end a sentence; parting is a string of the bytes before a figure where cut(text) is asked
**       how many bytes between a figure and what comes before it are left out
**   sentences:views(body, figures, texts)  → out, a table: the texts go into texts[1 ..]; of
**       every figure (start, stop, unit), in order, its sentence (first, last byte of the body),
**       the number of its text, its place and the end of its unit in that, its clause (first, last
**       byte), whether it stands in a bracket and behind the mark of a list go into out[1 .. 9 count of
**       figures], see binding.h
*/
#include "fazhi/sentences.h"

#include <string.h>

#include "binding.h"

typedef struct box {
  fz_sentence *sentence;
  fz_sentence_marks marks;
  const fz_flat *flat;
  const fz_words *joints;
  bool is_parting[256];
} box;

static const char *const NAME = "fazhi.sentences";

enum { KEPT = 1, CUT = 2 }; /* user values: what the words are of, and the function */

enum { SELF = 1, BODY, FIGURES, TEXTS, OUT, NUMBERS }; /* of the arguments */

static int l_gc(lua_State *L) {
  box *b = check_object(L, NAME);
  fz_sentence_free(b->sentence);
  b->sentence = NULL;
  return 0;
}

/* Keeps the field of the table at 1 in the list at 2. */
static void keep(lua_State *L, const char *key) {
  lua_getfield(L, 1, key);
  lua_pushvalue(L, -1);
  lua_rawseti(L, 2, (lua_Integer)lua_rawlen(L, 2) + 1);
}

static const fz_words *take_words(lua_State *L, const char *key) {
  size_t count;
  keep(L, key);
  const fz_words *words = check_words(L, -1, &count);
  lua_pop(L, 1);
  return words;
}

static void take_parting(lua_State *L, box *b) {
  size_t length;
  lua_getfield(L, 1, "parting");
  const char *bytes = luaL_checklstring(L, -1, &length);
  for (size_t i = 0; i < length; i++) b->is_parting[(unsigned char)bytes[i]] = true;
  lua_pop(L, 1);
}

static int l_new(lua_State *L) {
  fz_error error = {0};
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_newtable(L);
  box *b = lua_newuserdatauv(L, sizeof *b, 2);
  memset(b, 0, sizeof *b);
  luaL_setmetatable(L, NAME);
  b->marks.marks = take_words(L, "marks");
  b->marks.numerals = take_words(L, "numerals");
  b->marks.items = take_words(L, "items");
  b->joints = take_words(L, "joints");
  keep(L, "flat");
  b->flat = check_flat(L, -1);
  lua_getfield(L, 1, "ends");
  lua_Integer ends = luaL_checkinteger(L, -1);
  luaL_argcheck(L, ends >= 0, 1, "fewer ends than none");
  b->marks.ends = (size_t)ends;
  take_parting(L, b);
  lua_getfield(L, 1, "cut");
  luaL_checktype(L, -1, LUA_TFUNCTION);
  lua_setiuservalue(L, 3, CUT);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 3, KEPT);
  lua_settop(L, 3);
  if (fz_sentence_new(&b->sentence, &error) != FZ_OK) return raise_failure(L, &error);
  return 1;
}

/* ---- reading ---- */

static size_t get_place(lua_State *L, const char *key, size_t length) {
  int is_integer;
  lua_getfield(L, -1, key);
  lua_Integer at = lua_tointegerx(L, -1, &is_integer);
  lua_pop(L, 1);
  if (!is_integer || at < 1) luaL_error(L, "sentences: a figure without a span");
  return (size_t)at < length ? (size_t)at : length;
}

/* The spans of all figures, in a userdata at NUMBERS, and how many there are. */
static fz_sentence_number *take_spans(lua_State *L, size_t length, size_t *count) {
  *count = (size_t)luaL_len(L, FIGURES);
  fz_sentence_number *list = lua_newuserdatauv(L, (*count + 1) * sizeof *list, 0);
  memset(list, 0, (*count + 1) * sizeof *list);
  for (size_t i = 0; i < *count; i++) {
    if (lua_geti(L, FIGURES, (lua_Integer)i + 1) != LUA_TTABLE)
      luaL_error(L, "sentences: no figure");
    list[i].start = get_place(L, "start", length) - (length > 0);
    list[i].stop = get_place(L, "stop", length);
    lua_pop(L, 1);
  }
  return list;
}

/* Asks how many bytes before a figure are left out, of those from `first` on. */
static void put_cut(lua_State *L, const box *b, const char *s, size_t first,
                    fz_sentence_number *number) {
  if (number->start <= first || !b->is_parting[(unsigned char)s[number->start - 1]]) return;
  lua_getiuservalue(L, SELF, CUT);
  lua_pushlstring(L, s + first, number->start - first);
  lua_call(L, 1, 1);
  lua_Integer cut = lua_tointeger(L, -1);
  lua_pop(L, 1);
  number->cut = cut > 0 ? (size_t)cut : 0;
}

/* Puts the units of figures on the stack, where nothing frees them. */
static void take_units(lua_State *L, fz_sentence_number *list, size_t from, size_t to) {
  luaL_checkstack(L, (int)(to - from) + 8, "sentences: too many figures in one");
  for (size_t i = from; i < to; i++) {
    lua_geti(L, FIGURES, (lua_Integer)i + 1);
    if (lua_getfield(L, -1, "unit") != LUA_TSTRING) {
      lua_pop(L, 1);
      lua_pushliteral(L, "");
    }
    list[i].unit = lua_tolstring(L, -1, &list[i].unit_length);
    lua_remove(L, -2);
  }
}

static void put(lua_State *L, lua_Integer place, size_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_rawseti(L, OUT, place);
}

static bool has_view(const fz_sentence_view *views, size_t count, bool is_inside) {
  for (size_t i = 0; i < count; i++)
    if (views[i].is_inside == is_inside) return true;
  return false;
}

/* Adds the text of the sentence for figures of one sort, if it has any; its number. */
static size_t put_text(lua_State *L, const box *b, const fz_sentence_view *views, size_t count,
                       bool is_inside, size_t *texts) {
  size_t length;
  if (!has_view(views, count, is_inside)) return 0;
  const char *s = fz_sentence_text(b->sentence, is_inside, &length);
  lua_pushlstring(L, s, length);
  lua_rawseti(L, TEXTS, (lua_Integer)++ * texts);
  return *texts;
}

static void put_flag(lua_State *L, lua_Integer place, bool flag) {
  lua_pushboolean(L, flag);
  lua_rawseti(L, OUT, place);
}

static void put_view(lua_State *L, size_t figure, const fz_sentence_view *view, size_t first,
                     size_t stop, size_t text) {
  lua_Integer at = (lua_Integer)figure * VIEW_FIELDS;
  put(L, at + VIEW_FIRST, first + 1);
  put(L, at + VIEW_LAST, stop);
  put(L, at + VIEW_TEXT, text);
  put(L, at + VIEW_PLACE, view->place + 1);
  put(L, at + VIEW_UNIT_STOP, view->unit_stop + 1);
  put(L, at + VIEW_CLAUSE_START, view->clause_start + 1);
  put(L, at + VIEW_CLAUSE_STOP, view->clause_stop);
  put_flag(L, at + VIEW_INSIDE, view->is_inside);
}

/* Tells of every figure whether a joint of a list stands right behind the one before. */
static void put_joints(lua_State *L, const box *b, const char *s, const fz_sentence_number *list,
                       size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t stop;
    bool is_joined =
        i > 0 && fz_words_match(b->joints, s, list[i].start, list[i - 1].stop, &stop) != 0;
    put_flag(L, (lua_Integer)(i + 1) * VIEW_FIELDS, is_joined);
  }
}

/* Reads the sentence s[first .. stop) with figures from .. to. */
static void read_sentence(lua_State *L, const box *b, const char *s, size_t first, size_t stop,
                          fz_sentence_number *list, size_t from, size_t to, size_t *texts) {
  fz_error error = {0};
  for (size_t i = from, at = first; i < to; at = list[i++].stop) put_cut(L, b, s, at, &list[i]);
  take_units(L, list, from, to);
  if (fz_sentence_read(b->sentence, b->flat, s, first, stop, list + from, to - from, &error) !=
      FZ_OK)
    raise_failure(L, &error);
  lua_settop(L, NUMBERS);
  const fz_sentence_view *views = fz_sentence_views(b->sentence);
  size_t outer = put_text(L, b, views, to - from, false, texts);
  size_t inner = put_text(L, b, views, to - from, true, texts);
  for (size_t i = from; i < to; i++)
    put_view(L, i, &views[i - from], first, stop, views[i - from].is_inside ? inner : outer);
}

/* The table for what is told, with room for all of it. */
static void push_out(lua_State *L) {
  lua_Integer count = luaL_len(L, FIGURES);
  luaL_argcheck(L, count >= 0 && count <= INT32_MAX / VIEW_FIELDS, FIGURES, "too many figures");
  lua_createtable(L, (int)count * VIEW_FIELDS, 0);
}

static int l_views(lua_State *L) {
  size_t length, count, texts = 0, first = 0;
  const box *b = check_object(L, NAME);
  const char *s = luaL_checklstring(L, BODY, &length);
  luaL_checktype(L, FIGURES, LUA_TTABLE);
  luaL_checktype(L, TEXTS, LUA_TTABLE);
  lua_settop(L, TEXTS);
  push_out(L);
  fz_sentence_number *list = take_spans(L, length, &count);
  size_t stop = fz_sentence_stop(&b->marks, s, length, 0);
  for (size_t i = 0, to; i < count; i = to) {
    if (stop <= list[i].start && stop < length) {
      first = fz_sentence_start(&b->marks, s, length, stop, list[i].start);
      stop = fz_sentence_stop(&b->marks, s, length, first);
    }
    for (to = i + 1; to < count && list[to].start < stop;) to++;
    size_t last = list[to - 1].stop > stop ? list[to - 1].stop : stop;
    read_sentence(L, b, s, first, last, list, i, to, &texts);
  }
  put_joints(L, b, s, list, count);
  lua_pushvalue(L, OUT);
  return 1;
}

int open_sentences(lua_State *L) {
  static const luaL_Reg methods[] = {{"views", l_views}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
