/*
** lexicon.c: takes the lexicon of a walker out of a table (lexicon.h).
*/
#include "lexicon.h"

static void take_marks(const given *g, fz_lexicon *l) {
  size_t count;
  l->words = given_words(g, "words", &count);
  fz_mark *mark = given_array(g, count, sizeof *mark);
  given_list(g, "mark");
  for (size_t i = 1; i <= count; i++) {
    if (lua_rawgeti(g->L, -1, (lua_Integer)i) == LUA_TTABLE)
      mark[i] = (fz_mark){given_number_field(g, "flags"), given_number_field(g, "period"),
                          given_number_field(g, "clause_period"), given_number_field(g, "change"),
                          given_number_field(g, "base")};
    lua_pop(g->L, 1);
  }
  lua_pop(g->L, 1);
  l->mark = mark;
}

static void take_phrases(const given *g, fz_lexicon *l) {
  size_t count;
  l->phrases = given_words(g, "phrases", &count);
  l->phrase = given_flags(g, "phrase", count);
}

/* The string t[i] of the list at the top. */
static const char *bracket_item(const given *g, lua_Integer i, size_t *length) {
  lua_rawgeti(g->L, -1, i);
  const char *s = given_string(g, length);
  if (*length == 0) luaL_error(g->L, "context: an empty string");
  return s;
}

static void take_brackets(const given *g, fz_lexicon *l) {
  l->bracket_count = given_list(g, "brackets");
  fz_bracket *brackets = given_array(g, l->bracket_count, sizeof *brackets);
  for (size_t i = 0; i < l->bracket_count; i++) {
    given_item(g, i + 1, "brackets");
    brackets[i].open = bracket_item(g, 1, &brackets[i].open_length);
    brackets[i].close = bracket_item(g, 2, &brackets[i].close_length);
    lua_pop(g->L, 1);
  }
  lua_pop(g->L, 1);
  l->brackets = brackets;
}

static void take_numbers(const given *g, fz_lexicon *l) {
  lua_pushvalue(g->L, g->table);
  l->link = given_string_field(g, "link", &l->link_length);
  if (l->link_length == 0) luaL_error(g->L, "context: an empty string");
  l->enders = given_number_field(g, "enders");
  l->annual = given_number_field(g, "annual");
  l->to_date = given_number_field(g, "to_date");
  l->planned = given_number_field(g, "planned");
  l->mean = given_number_field(g, "mean");
  l->stock = given_number_field(g, "stock");
  l->cumulative = given_number_field(g, "cumulative");
  l->noun_max = given_number_field(g, "noun_max");
  l->bracket_max = given_number_field(g, "bracket_max");
  l->address_max = given_number_field(g, "address_max");
  lua_pop(g->L, 1);
}

void take_lexicon(const given *g, fz_lexicon *l) {
  const words_by_key lists[] = {{"ends", &l->ends},
                                {"fillers", &l->fillers},
                                {"named", &l->named},
                                {"intenders", &l->intenders},
                                {"not_intend", &l->not_intend},
                                {"named_things", &l->named_things},
                                {"region_parts", &l->region_parts},
                                {"addressed", &l->addressed},
                                {"outer_after", &l->outer_after},
                                {"outer_before", &l->outer_before},
                                {"markers", &l->markers},
                                {"agents", &l->agents}};
  given_words_by_key(g, lists, sizeof lists / sizeof *lists);
  take_marks(g, l);
  take_phrases(g, l);
  take_brackets(g, l);
  take_numbers(g, l);
}

void set_lexicon_flags(lua_State *L) {
  static const named_flag marks[] = {{"verb", FZ_MARK_VERB},
                                     {"pause", FZ_MARK_PAUSE},
                                     {"colon", FZ_MARK_COLON},
                                     {"in_number", FZ_MARK_IN_NUMBER},
                                     {"list", FZ_MARK_LIST},
                                     {"stop", FZ_MARK_STOP},
                                     {"scope", FZ_MARK_SCOPE},
                                     {"leading_scope", FZ_MARK_LEADING_SCOPE},
                                     {"own_scope", FZ_MARK_OWN_SCOPE},
                                     {"light", FZ_MARK_LIGHT},
                                     {"compares", FZ_MARK_COMPARES},
                                     {"names", FZ_MARK_NAMES},
                                     {"intends", FZ_MARK_INTENDS},
                                     {"done", FZ_MARK_DONE},
                                     {"dates", FZ_MARK_DATES},
                                     {"belongs", FZ_MARK_BELONGS},
                                     {"leads", FZ_MARK_LEADS},
                                     {"over", FZ_MARK_OVER},
                                     {"of_year", FZ_MARK_OF_YEAR},
                                     {"aside", FZ_MARK_ASIDE},
                                     {NULL, 0}};
  static const named_flag phrases[] = {{"join", FZ_PHRASE_JOIN},
                                       {"listed", FZ_PHRASE_LISTED},
                                       {"head", FZ_PHRASE_HEAD},
                                       {"tail", FZ_PHRASE_TAIL},
                                       {"verb_tail", FZ_PHRASE_VERB_TAIL},
                                       {"particle", FZ_PHRASE_PARTICLE},
                                       {"pause", FZ_PHRASE_PAUSE},
                                       {"reach", FZ_PHRASE_REACH},
                                       {"time_head", FZ_PHRASE_TIME_HEAD},
                                       {"time_tail", FZ_PHRASE_TIME_TAIL},
                                       {"part", FZ_PHRASE_PART},
                                       {"later", FZ_PHRASE_LATER},
                                       {NULL, 0}};
  set_flags(L, "MARK", marks);
  set_flags(L, "PHRASE", phrases);
}
