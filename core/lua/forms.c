/*
** forms.c: fazhi.core.forms: forms of numbers that are none to count with (fazhi/forms.h).
**
**   forms.new{ list=, numerals=, dashes=, words=, behind=, goes_on= }  → forms; tables of words
**       (fazhi.core.words), words and behind may be nil; goes_on = bits by the numbers of `behind`: which
**       of the first forms may go on behind digits with it; list = {{ code=, unless = code or nil, after=,
**       not_after= lists of words or nil, width = bytes of digits of the shortest that has
**       nothing else, nil if there is none }, …}
**   forms:match(s, at)              → next byte | nil: where what stands at byte `at` ends, if it has
**       one of the forms
*/
#include "fazhi/forms.h"

#include "given.h"

static const char *const NAME = "fazhi.forms";

enum { GIVEN = 1, FORMS = 2, KEPT = 3 };

const fz_forms *test_forms(lua_State *L, int index) { return luaL_testudata(L, index, NAME); }

static const char *code_field(const given *g, const char *key, size_t *length) {
  const char *code = given_string_field(g, key, length);
  if (code != NULL && !fz_form_is_sound(code, *length))
    luaL_error(g->L, "forms: %s is no code of a form", key);
  return code;
}

static const fz_word *words_field(const given *g, const char *key, size_t *count) {
  const fz_word *words = NULL;
  *count = 0;
  if (lua_getfield(g->L, -1, key) == LUA_TTABLE) words = given_strings(g, count);
  lua_pop(g->L, 1);
  return words;
}

/* Enters form i in what runs of digits from its width on may be. */
static void set_bare(fz_forms *f, size_t i, size_t width) {
  if (width == 0 || i >= FZ_FORM_CHOSEN_MAX) return;
  for (size_t bytes = width; bytes < FZ_FORM_BARE_MAX; bytes++) f->bare[bytes] |= UINT64_C(1) << i;
  f->bare[FZ_FORM_BARE_MAX] |= UINT64_C(1) << i;
}

static void take_list(const given *g, fz_forms *f) {
  f->count = given_list(g, "list");
  fz_form *list = given_array(g, f->count, sizeof *list);
  for (size_t i = 0; i < f->count; i++) {
    fz_form *form = &list[i];
    given_item(g, i + 1, "list");
    form->code = code_field(g, "code", &form->length);
    if (form->code == NULL) luaL_error(g->L, "forms: a form without code");
    form->unless = code_field(g, "unless", &form->unless_length);
    form->after = words_field(g, "after", &form->after_count);
    form->not_after = words_field(g, "not_after", &form->not_after_count);
    set_bare(f, i, given_number_field(g, "width"));
    lua_pop(g->L, 1);
  }
  f->list = list;
  lua_pop(g->L, 1);
}

/* The words table[key]; NULL if there are none. */
static const fz_words *opt_words(const given *g, const char *key, size_t *count) {
  *count = 0;
  bool is_given = lua_getfield(g->L, g->table, key) != LUA_TNIL;
  lua_pop(g->L, 1);
  return is_given ? given_words(g, key, count) : NULL;
}

static void take_behind(const given *g, fz_forms *f) {
  size_t count;
  f->behind = opt_words(g, "behind", &count);
  if (f->behind == NULL) return;
  uint64_t *goes_on = given_array(g, count, sizeof *goes_on);
  given_list_of(g, "goes_on", count);
  for (size_t i = 1; i <= count; i++) {
    lua_rawgeti(g->L, -1, (lua_Integer)i);
    goes_on[i] = (uint64_t)luaL_checkinteger(g->L, -1);
    lua_pop(g->L, 1);
  }
  lua_pop(g->L, 1);
  f->goes_on = goes_on;
}

static int l_new(lua_State *L) {
  size_t count;
  luaL_checktype(L, GIVEN, LUA_TTABLE);
  lua_settop(L, GIVEN);
  fz_forms *f = lua_newuserdatauv(L, sizeof *f, 1);
  *f = (fz_forms){0};
  lua_newtable(L);
  lua_pushvalue(L, KEPT);
  lua_setiuservalue(L, FORMS, 1);
  const given g = {L, "forms", GIVEN, KEPT};
  f->numerals = given_words(&g, "numerals", &count);
  f->dashes = given_words(&g, "dashes", &count);
  f->words = opt_words(&g, "words", &count);
  take_behind(&g, f);
  take_list(&g, f);
  lua_settop(L, FORMS);
  luaL_setmetatable(L, NAME);
  return 1;
}

static int l_match(lua_State *L) {
  size_t length;
  const fz_forms *f = luaL_checkudata(L, 1, NAME);
  const char *s = luaL_checklstring(L, 2, &length);
  size_t at = check_offset(L, 3);
  size_t stop = at < length ? fz_forms_match(f, s, length, at) : 0;
  if (stop == 0) return 0;
  lua_pushinteger(L, (lua_Integer)stop + 1);
  return 1;
}

int open_forms(lua_State *L) {
  static const luaL_Reg methods[] = {{"match", l_match}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  make_class(L, NAME, NULL, methods);
  luaL_newlib(L, functions);
  return 1;
}
