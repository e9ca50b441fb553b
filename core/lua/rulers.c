/*
** rulers.c: fazhi.core.rulers: what is in force at a place of flat text (fazhi/rulers.h).
**
**   rulers.new{ topics=, actors=, titles=, not_subject=, not_before=, plans=, done=, joint=, lead=
*}
**       → rulers; tables of words (fazhi.core.words), plans and done of patterns
**       (fazhi.core.patterns), joint a string, lead in bytes
**   rulers:at(flat, place, unit_stop, clause_start, clause_stop) → topic, is_earlier, actor,
**       is_planned: numbers of the words that name them or nil; the words of the text asked last
**       are remembered
**   rulers:topics(flat)             → {number, …}: the words of topics in the text, in order
*/
#include "fazhi/rulers.h"

#include "binding.h"

typedef struct box {
  fz_rulers *rulers;
  const void *text; /* read last, which the user value TEXT keeps; NULL: none */
} box;

static const char *const NAME = "fazhi.rulers";

enum { GIVEN = 1, TEXT = 2 };

static int l_gc(lua_State *L) {
  box *b = luaL_checkudata(L, 1, NAME);
  fz_rulers_free(b->rulers);
  b->rulers = NULL;
  return 0;
}

static const fz_words *get_words(lua_State *L, const char *key) {
  size_t count;
  lua_getfield(L, 1, key);
  const fz_words *words = check_words(L, -1, &count);
  lua_pop(L, 1);
  return words;
}

static const fz_patterns *get_patterns(lua_State *L, const char *key) {
  lua_getfield(L, 1, key);
  const fz_patterns *patterns = check_patterns(L, -1);
  lua_pop(L, 1);
  return patterns;
}

/* What the words are taken from must stay as it was: the table is copied, and the copy kept. */
static void copy_given(lua_State *L) {
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, 1) != 0;) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, 2);
  }
  lua_replace(L, 1);
}

static int l_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  copy_given(L);
  fz_rulers_words words = {.topics = get_words(L, "topics"),
                           .actors = get_words(L, "actors"),
                           .titles = get_words(L, "titles"),
                           .not_subject = get_words(L, "not_subject"),
                           .not_before = get_words(L, "not_before"),
                           .plans = get_patterns(L, "plans"),
                           .done = get_patterns(L, "done")};
  lua_getfield(L, 1, "lead");
  lua_Integer lead = luaL_checkinteger(L, -1);
  luaL_argcheck(L, lead >= 0, 1, "a negative lead");
  words.lead = (size_t)lead;
  lua_getfield(L, 1, "joint");
  words.joint = luaL_checklstring(L, -1, &words.joint_length);
  luaL_argcheck(L, words.joint_length > 0, 1, "no joint");
  lua_settop(L, 1);
  box *b = lua_newuserdatauv(L, sizeof *b, 2);
  *b = (box){NULL, NULL};
  luaL_setmetatable(L, NAME);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, GIVEN);
  fz_error error = {0};
  fz_status status = fz_rulers_new(&words, &b->rulers, &error);
  return status == FZ_OK ? 1 : raise_failure(L, &error);
}

/* The rulers, with the text at argument 2 read. */
static const fz_rulers *check_read(lua_State *L) {
  size_t length;
  box *b = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  if (b->text == s) return b->rulers;
  fz_error error = {0};
  b->text = NULL;
  if (fz_rulers_read(b->rulers, s, length, &error) != FZ_OK) raise_failure(L, &error);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 1, TEXT);
  b->text = s;
  return b->rulers;
}

static void push_word(lua_State *L, size_t word) {
  if (word > 0)
    lua_pushinteger(L, (lua_Integer)word);
  else
    lua_pushnil(L);
}

static int l_at(lua_State *L) {
  const fz_rulers *r = check_read(L);
  fz_rulers_place place = {.place = check_offset(L, 3),
                           .unit_stop = check_offset(L, 4),
                           .clause_start = check_offset(L, 5),
                           .clause_stop = (size_t)luaL_checkinteger(L, 6)};
  fz_ruling ruling = fz_rulers_at(r, &place);
  push_word(L, ruling.topic);
  lua_pushboolean(L, ruling.is_earlier);
  push_word(L, ruling.actor);
  lua_pushboolean(L, ruling.is_planned);
  return 4;
}

static int l_topics(lua_State *L) {
  size_t count;
  const fz_word_place *list = fz_rulers_topics(check_read(L), &count);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)list[i].word);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

int open_rulers(lua_State *L) {
  static const luaL_Reg methods[] = {{"at", l_at}, {"topics", l_topics}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, l_gc, methods);
  luaL_newlib(L, functions);
  return 1;
}
