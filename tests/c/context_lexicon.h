/*
** context_lexicon.h: a small lexicon for the tests of context.h, and what they ask of it.
*/
#ifndef FZ_TESTS_CONTEXT_LEXICON_H
#define FZ_TESTS_CONTEXT_LEXICON_H

#include <stdint.h>
#include <string.h>

#include "fazhi/context.h"

enum {
  ANNUAL = 1,
  TO_DATE = 2,
  PLANNED = 3,
  STOCK = 4,
  STREAK = 5,
  TOTAL = 6,
  INCREASE = 1,
  LAST_YEAR = 1
};

/* The words, those that end a sentence first, and what each does. */
static const char *const lexicon_words[] = {
    "。",   "\n",   "；", "，",   ",",        "：",   "、",   "受理", "审结", "开展", "全市",
    "市级", "我市", "共", "截至", "计划",     "现有", "连续", "全年", "增长", "高",   "增幅",
    "同比", "在",   "拟", "已",   "较\xFF年", "各县", "其中", "累计", "今起", "年末"};
static const fz_mark lexicon_marks[] = {
    {0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0},
    {FZ_MARK_PAUSE, 0, 0, 0, 0},
    {FZ_MARK_PAUSE | FZ_MARK_IN_NUMBER, 0, 0, 0, 0},
    {FZ_MARK_PAUSE | FZ_MARK_COLON, 0, 0, 0, 0},
    {FZ_MARK_LIST, 0, 0, 0, 0},
    {FZ_MARK_VERB, 0, 0, 0, 0},
    {FZ_MARK_VERB, 0, 0, 0, 0},
    {FZ_MARK_VERB, 0, 0, 0, 0},
    {FZ_MARK_SCOPE | FZ_MARK_LIGHT, 0, 0, 0, 0},
    {FZ_MARK_LEADING_SCOPE | FZ_MARK_BELONGS | FZ_MARK_LIGHT, 0, 0, 0, 0},
    {FZ_MARK_OWN_SCOPE | FZ_MARK_LIGHT, 0, 0, 0, 0},
    {FZ_MARK_LIGHT, 0, 0, 0, 0},
    {FZ_MARK_LIGHT, TO_DATE, 0, 0, 0},
    {FZ_MARK_LIGHT, PLANNED, 0, 0, 0},
    {FZ_MARK_LIGHT, STOCK, 0, 0, 0},
    {FZ_MARK_LIGHT, 0, STREAK, 0, 0},
    {FZ_MARK_LIGHT, ANNUAL, 0, 0, 0},
    {FZ_MARK_LIGHT, 0, 0, INCREASE, 0},
    {FZ_MARK_LIGHT | FZ_MARK_COMPARES, 0, 0, INCREASE, 0},
    {FZ_MARK_LIGHT | FZ_MARK_NAMES, 0, 0, INCREASE, 0},
    {FZ_MARK_LIGHT, 0, 0, 0, LAST_YEAR},
    {FZ_MARK_STOP, 0, 0, 0, 0},
    {FZ_MARK_INTENDS, 0, 0, 0, 0},
    {FZ_MARK_DONE | FZ_MARK_OVER, 0, 0, 0, 0},
    {FZ_MARK_DATES, 0, 0, 0, 0},
    {FZ_MARK_LEADING_SCOPE | FZ_MARK_LEADS | FZ_MARK_LIGHT, 0, 0, 0, 0},
    {FZ_MARK_ASIDE | FZ_MARK_LIGHT, 0, 0, 0, 0},
    {FZ_MARK_LIGHT, TOTAL, 0, 0, 0},
    {FZ_MARK_OF_YEAR | FZ_MARK_LIGHT, TO_DATE, 0, 0, 0},
    {FZ_MARK_LIGHT, 0, STOCK, 0, 0},
};
enum { LEXICON_WORDS = sizeof lexicon_words / sizeof *lexicon_words, LEXICON_LISTS = 12 };

/* What else is asked of words, and of which. */
static const char *const phrase_words[] = {"并", "和", "、", "的", "全部", "达", "达到",
                                           "等", "了", "到", "至", "，",   "。", "今",
                                           "明", "年", "月", "；", ";"};
static const unsigned phrase_sorts[] = {0,
                                        FZ_PHRASE_JOIN,
                                        FZ_PHRASE_JOIN | FZ_PHRASE_LISTED,
                                        FZ_PHRASE_LISTED,
                                        FZ_PHRASE_HEAD,
                                        FZ_PHRASE_HEAD,
                                        FZ_PHRASE_TAIL | FZ_PHRASE_REACH,
                                        FZ_PHRASE_REACH,
                                        FZ_PHRASE_TAIL,
                                        FZ_PHRASE_VERB_TAIL,
                                        FZ_PHRASE_VERB_TAIL | FZ_PHRASE_PARTICLE,
                                        FZ_PHRASE_PARTICLE,
                                        FZ_PHRASE_PAUSE,
                                        FZ_PHRASE_PAUSE,
                                        FZ_PHRASE_TIME_HEAD,
                                        FZ_PHRASE_TIME_HEAD,
                                        FZ_PHRASE_TIME_TAIL,
                                        FZ_PHRASE_TIME_TAIL,
                                        FZ_PHRASE_PART | FZ_PHRASE_PAUSE,
                                        FZ_PHRASE_PART};
enum { PHRASE_WORDS = sizeof phrase_words / sizeof *phrase_words };

static const fz_bracket lexicon_bracket = {"（", "）", 3, 3};

static fz_words *new_words(const char *const *list, size_t count) {
  fz_word words[LEXICON_WORDS + 1] = {{0}};
  for (size_t i = 0; i < count; i++) words[i] = (fz_word){.s = list[i], .length = strlen(list[i])};
  fz_words *w = NULL;
  return fz_words_new(words, count, 0, &w, NULL) == FZ_OK ? w : NULL;
}

static fz_words *new_list(const char *a, const char *b) {
  const char *const list[] = {a, b};
  return new_words(list, 2);
}

static fz_lexicon new_lexicon(void) {
  return (fz_lexicon){.words = new_words(lexicon_words, LEXICON_WORDS),
                      .mark = lexicon_marks,
                      .enders = 3,
                      .ends = new_words(lexicon_words, 3),
                      .annual = ANNUAL,
                      .to_date = TO_DATE,
                      .planned = PLANNED,
                      .stock = STOCK,
                      .cumulative = TOTAL,
                      .phrases = new_words(phrase_words, PHRASE_WORDS),
                      .phrase = phrase_sorts,
                      .fillers = new_list("了", "约"),
                      .named = new_list("为", "是"),
                      .intenders = new_list("局", "还"),
                      .not_intend = new_list("按", "根据"),
                      .outer_after = new_list("居", "评为"),
                      .outer_before = new_list("首家", "推广"),
                      .markers = new_list("（一）", "一是"),
                      .agents = new_list("局", "对"),
                      .named_things = new_list("医院", "企业"),
                      .link = "的",
                      .link_length = 3,
                      .brackets = &lexicon_bracket,
                      .bracket_count = 1,
                      .region_parts = new_list("镇", "乡"),
                      .addressed = new_list("儿女", "乡亲"),
                      .noun_max = 45,
                      .bracket_max = 60,
                      .address_max = 12};
}

static void free_lexicon(const fz_lexicon *l) {
  const fz_words *all[] = {l->words,        l->ends,        l->phrases,      l->fillers,
                           l->named,        l->intenders,   l->not_intend,   l->agents,
                           l->named_things, l->outer_after, l->outer_before, l->markers,
                           l->region_parts, l->addressed};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    fz_words_free((fz_words *)(uintptr_t)all[i]);
}

#endif
