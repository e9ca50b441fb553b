/*
** context_test.c: what the words of a sentence say of its figures: nouns and verbs, also carried
** over; scopes, periods, changes, brackets, lists; what is asked of the caller and what becomes of
** the answer.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "context_lexicon.h"

static fz_lexicon lexicon;
static fz_context *walker;

/* ---- the caller that is asked ---- */

typedef struct answers {
  const char *s;
  int times, labels;
} answers;

/* Cuts 今年 off the beginning. */
static bool cut_time(void *context, fz_words_span *phrase) {
  answers *a = context;
  a->times++;
  if (phrase->stop - phrase->start < 6 || memcmp(a->s + phrase->start, "今年", 6) != 0)
    return false;
  phrase->start += 6;
  return true;
}

static fz_words_span label(void *context, size_t from, fz_words_span colon) {
  ((answers *)context)->labels++;
  return (fz_words_span){from, colon.start};
}

/* ---- telling of every number of a text that is followed by one character ---- */

enum { MOST = 8 };

typedef struct told {
  size_t count;
  fz_stated figure[MOST];
  fz_said said[MOST];
  bool has_last[MOST];
} told;

static size_t find_figures(const char *s, fz_stated *figure) {
  size_t count = 0, length = strlen(s);
  for (size_t at = 0; at < length && count < MOST;) {
    if (s[at] < '0' || s[at] > '9') {
      at++;
      continue;
    }
    fz_stated *f = &figure[count++];
    *f = (fz_stated){.start = at};
    while ((s[at] >= '0' && s[at] <= '9') || (s[at] == ',' && s[at + 1] >= '0' && s[at + 1] <= '9'))
      at++;
    f->unit = s + at;
    f->unit_length = s[at] == '%' ? 1 : 3;
    f->is_percent = f->can_change = s[at] == '%';
    f->can_stay = !f->is_percent;
    f->stop = at += f->unit_length;
    if (f->stop > length) return count - 1; /* its unit is cut off */
    if (f->stop - f->start == strlen("2023年") && strncmp(f->unit, "年", 3) == 0) count--;
  }
  return count;
}

static told tell(const char *s, answers *a) {
  told t = {0};
  a->s = s;
  const fz_asked asked = {a, cut_time, label};
  t.count = find_figures(s, t.figure);
  fz_context_begin(walker, &lexicon, &asked, s, strlen(s), 0);
  for (size_t i = 0; i < t.count; i++) {
    size_t from, next = i + 1 < t.count ? t.figure[i + 1].start : SIZE_MAX;
    assert_int_equal(fz_context_enter(walker, t.figure[i].start, &from, &t.has_last[i]), FZ_OK);
    fz_context_tell(walker, &t.figure[i], next, &t.said[i]);
  }
  return t;
}

static void check_span(const char *s, fz_words_span span, const char *expected) {
  size_t length = span.start < span.stop ? span.stop - span.start : 0;
  assert_int_equal(length, strlen(expected));
  assert_memory_equal(s + span.start, expected, length);
}

/* What is said of figure i of the text. */
static fz_said said_of(const char *s, size_t i) {
  answers a = {0};
  told t = tell(s, &a);
  assert_true(i < t.count);
  return t.said[i];
}

/* Checks subject, predicate and scope of figure i of the text. */
static void check(const char *s, size_t i, const char *subject, const char *predicate,
                  const char *scope) {
  fz_said said = said_of(s, i);
  check_span(s, said.subject, subject);
  check_span(s, said.predicate, predicate);
  check_span(s, said.scope, scope);
}

static void check_scope(const char *s, size_t i, const char *scope) {
  check_span(s, said_of(s, i).scope, scope);
}

static void test_words(void **state) {
  (void)state;
  check("受理案件36件。", 0, "案件", "受理", "");
  check("受理36件案件，", 0, "案件", "受理", "");
  check("受理案件36件，审结29件。", 1, "案件", "审结", "");
  check("受理案件36件。审结29件。", 1, "", "审结", ""); /* within the sentence only */
  check("受理和审结全部案件等36件。", 0, "案件", "受理和审结", "");
  check("受理的案件共36件。", 0, "案件", "受理", "");
  check("受理1,234件案件。", 0, "案件", "受理", "");
  check("36件案件在全市受理", 0, "案件", "受理", "");
  check("满意率达98%。", 0, "满意率", "达", "");
  check("满意率达到98%。", 0, "满意率达到", "达到", "");
}

static void test_scope(void **state) {
  (void)state;
  check("全市受理36件，我市审结8件。", 0, "", "受理", "全市");
  check("全市受理36件，我市审结8件。", 1, "", "审结", "");
  check("市级36个", 0, "", "", "市级");
  check("受理市级案件36件", 0, "市级案件", "受理", "");
  check("受理市级36件", 0, "", "受理", "市级"); /* right before the figure */
  check("受理市级36个局50件", 1, "局", "受理", "市级");
  check("受理市级36个局、50件", 1, "局、", "受理", "");
  check("受理市级36个局，50件", 1, "局", "受理", "");
  check("市级医院36个", 0, "市级医院", "", ""); /* a name */
  check("市级医师36个", 0, "医师", "", "市级");
  check("受理36个市级医师50件", 1, "医师", "受理", ""); /* no clause begins there */
}

/* Blanks and a marker are no words of a sentence. */
static void test_marker(void **state) {
  (void)state;
  check("（一）市级受理36件。", 0, "", "受理", "市级");
  check(" （一）\t一是市级受理36件。", 0, "", "受理", "市级");
  check("案件。\n 市级受理36件。", 0, "", "受理", "市级");
  check("（一）案件36件。", 0, "案件", "", "");
  check("（一）36件。", 0, "", "", "");
}

/* Behind parts a sentence goes on with the whole, but for what they did. */
static void test_aside(void **state) {
  (void)state;
  check_scope("全市受理36件，其中市级8件，各县5件，满意率6%。", 1, "市级");
  check_scope("全市受理36件，其中市级8件，各县5件，满意率6%。", 3, "全市");
  check_scope("全市受理36件，其中市级受理8件，审结5件。", 2, "市级");
  check_scope("全市受理36件，其中市级8件，市级满意率6%。", 2, "市级");
  check_scope("受理36件，其中，市级9个局8件，5个镇7件。", 2, "市级");
  check_scope("受理36件，其中，市级9个局8件，5个镇7件。", 3, "");
}

/* A scope that is only compared with or known in. */
static void test_outer_scope(void **state) {
  (void)state;
  check("在全市推广，受理36件。", 0, "", "受理", "");
  check("全市首家，受理36件。", 0, "", "受理", "");
  check("居全市前列，受理36件。", 0, "", "受理", "");
  check("评为全市36位，受理8件。", 0, "评为", "", "");
  check_scope("评为全市36件，受理8件。", 0, "");
  check_scope("全市受理8件，评为市级36%。", 1, "全市");
  check("评为全市36位，受理8件。", 1, "评为", "受理", "");
  check("全市受理36件，居市级第二，审结8件。", 1, "", "审结", "全市");
  check("在全市受理36件。", 0, "在全市", "受理", "全市");
  check("全市受理36件，各县受理8件。", 1, "", "受理", "各县");
  check("受理各县案件36件。", 0, "各县案件", "受理", "");
  check("受理各县36件。", 0, "各县", "受理", ""); /* counted */
}

/* So many parts of a region at the beginning of a clause are of no level of it. */
static void test_region_parts(void **state) {
  (void)state;
  check_scope("市级受理36件，8个镇受理9件。", 0, "市级");
  check_scope("市级受理36件，8个镇受理9件。", 1, "");
  check_scope("市级受理36件，8个镇受理9件，审结5件。", 2, "8个镇");
  check_scope("市级受理36件，8个镇受理9件，审结5件。", 3, "");
  check_scope("市级受理36件，审结8个镇5件。", 2, "市级");
  check_scope("市级受理36件，8个局受理9件。", 2, "市级");
  check_scope("全市受理36件，8个镇受理9件，审结5件。", 2, "8个镇");
  check_scope("全市受理36件，8个镇受理9件，审结5件。", 3, "全市");
  check_scope("全市8个镇受理9件。", 1, "全市");
}

/* Behind a sign that parts a sentence the scope goes on to what is nobody else's. */
static void test_topic(void **state) {
  (void)state;
  check("全市受理36件；审结8件。", 1, "", "审结", "全市");
  check("全市受理36件；审结8件；受理5件。", 2, "", "受理", "全市");
  check("全市受理36件；审结案件8件，受理5件。", 2, "案件", "受理", "全市");
  check("全市受理36件；援助8件。", 1, "援助", "", "全市");
  check("全市受理36件；共援助8件。", 1, "共援助", "", "全市");
  check("全市受理36件；某局援助8件。", 1, "某局援助", "", "");
  check("全市受理36件；司法局受理8件。", 1, "司法局", "受理", "");
  check("全市受理36件；8件案件。", 1, "案件", "", "");
  check("全市受理36件；案件审结8件。", 1, "案件", "审结", "全市");
  check("全市受理36件；受理对象8件。", 1, "对象", "受理", "全市"); /* 对 is behind the verb */
  check("全市受理36件；受理案件，8件。", 1, "", "", "");           /* behind a pause */
  check("受理全市36件；审结8件。", 1, "", "审结", "");             /* no clause began with it */
  check("全市受理36件；我市审结8件；受理5件。", 2, "", "受理", "");
  check("全市受理36件。审结8件。", 1, "", "审结", "");
  check("全市受理36件；有力有序；审结8件。", 1, "", "审结", ""); /* something stands between */
}

static unsigned period_of(const char *s, size_t i) { return said_of(s, i).period; }

static void test_period(void **state) {
  (void)state;
  assert_int_equal(period_of("全年受理36件", 0), ANNUAL);
  assert_int_equal(period_of("截至年底，全年受理36件", 0), TO_DATE);
  assert_int_equal(period_of("截至年底，受理36件，全年受理8件", 0), TO_DATE);
  assert_int_equal(period_of("截至年底，受理36件，全年受理8件，审结5件", 1), ANNUAL);
  assert_int_equal(period_of("截至年底，受理36件，全年受理8件，审结5件", 2), ANNUAL);
  assert_int_equal(period_of("截至年底，受理36件，审结5件", 1), TO_DATE);
  assert_int_equal(period_of("截至年底，累计受理36件，审结5件", 0), TOTAL);
  assert_int_equal(period_of("截至年底，累计受理36件，审结5件", 1), TOTAL);
  assert_int_equal(period_of("累计受理36件，截至年底审结5件", 1), TO_DATE);
  assert_int_equal(period_of("截至年底，全年累计受理36件", 0), TO_DATE);
  assert_int_equal(period_of("今起，截至年底累计受理36件", 0), TO_DATE);
  assert_int_equal(period_of("今起累计受理36件", 0), TO_DATE);
  assert_int_equal(period_of("全年受理8件，截至年底累计受理36件", 1), TOTAL);
  assert_int_equal(period_of("全年受理8件。截至年底累计受理36件", 1), TOTAL);
  assert_int_equal(period_of("全年受理8件，年末会员36名，顾问5名", 1), STOCK);
  assert_int_equal(period_of("全年受理8件，年末会员36名，顾问5名", 2), ANNUAL);
  assert_int_equal(period_of("全年受理8件，年末审结5件", 1), ANNUAL);
  assert_int_equal(period_of("全年受理8件，审结后年末会员5名", 1), STOCK);
  assert_int_equal(period_of("全年受理8件，年末会员率8%", 1), ANNUAL);
  assert_int_equal(period_of("现有案件36件，全年受理8件", 0), STOCK);
  assert_int_equal(period_of("现有案件36件，全年受理8件", 1), ANNUAL);
  assert_int_equal(period_of("现有案件36件，会员8名，顾问5名", 2), STOCK);
  assert_int_equal(period_of("现有案件36件，共会员8名", 1), STOCK);
  assert_int_equal(period_of("现有案件36件，受理会员8名", 1), 0);
  assert_int_equal(period_of("现有案件36件，会员8名受理", 1), 0);
  assert_int_equal(period_of("现有案件36件，增长8件", 1), 0);
  assert_int_equal(period_of("现有案件36件，会员率8%", 1), 0);
  assert_int_equal(period_of("现有案件36件，8名", 1), 0);
  assert_int_equal(period_of("现有案件36件，连续会员8名", 1), STOCK);
  assert_int_equal(period_of("现有案件36件，受理8件，会员5名", 2), 0);
  assert_int_equal(period_of("现有案件36件。会员8名", 1), 0);
  assert_int_equal(period_of("现有案件36件；会员8名；顾问5名", 2), STOCK);
  assert_int_equal(period_of("现有案件36件；受理8件", 1), 0);
  assert_int_equal(period_of("截至年底，受理36件；审结8件；会员5名", 2), TO_DATE);
  assert_int_equal(period_of("截至年底，受理36件；全年审结8件", 1), ANNUAL);
  assert_int_equal(period_of("截至年底，受理36件；某局审结8件", 1), 0);
  assert_int_equal(period_of("截至年底，受理36件。审结8件", 1), 0);
  assert_int_equal(period_of("计划受理36件，已受理8件", 1), 0);
  assert_int_equal(period_of("计划受理36件，对已受理8件", 1), PLANNED); /* no clause begins there */
  assert_int_equal(period_of("连续3年，受理8件", 0), STREAK);
  assert_int_equal(period_of("连续3年，受理8件", 1), 0);
  assert_int_equal(period_of("计划全年受理36件", 0), PLANNED);
  assert_int_equal(period_of("计划受理36件。受理8件", 1), 0);
}

/* A population that is spoken to is of no time. */
static void test_addressed(void **state) {
  (void)state;
  assert_int_equal(period_of("累计受理36件，激励85位陇原儿女", 0), TOTAL);
  assert_int_equal(period_of("累计受理36件，激励85位陇原儿女", 1), 0);
  assert_int_equal(period_of("计划激励85位儿女", 0), 0);
  assert_int_equal(period_of("累计受理85位山区里的优秀儿女", 0), TOTAL); /* too far */
}

static void test_intent(void **state) {
  (void)state;
  assert_int_equal(period_of("拟分批受理36件", 0), PLANNED);
  assert_int_equal(period_of("受理36件，拟受理8件，审结6件", 0), 0);
  assert_int_equal(period_of("受理36件，拟受理8件，审结6件", 1), PLANNED);
  assert_int_equal(period_of("受理36件，拟受理8件，审结6件", 2), PLANNED);
  assert_int_equal(period_of("拟受理36件，已审结8件", 1), 0);
  assert_int_equal(period_of("司法局拟受理36件", 0), PLANNED);
  assert_int_equal(period_of("根据司法局拟受理36件", 0),
                   0); /* a word that forbids it stands before */
  assert_int_equal(period_of("虚拟受理36件", 0), 0);
  assert_int_equal(period_of("拟受理的案件36件", 0), 0); /* the verb only qualifies */
  assert_int_equal(period_of("拟36件受理8件", 1), 0);    /* a figure stands between */
}

static void test_change(void **state) {
  (void)state;
  answers a = {0};
  told t = tell("案件同比增长了约8%和9%，满意率5%。", &a);
  assert_int_equal(t.count, 3);
  assert_true(t.said[0].is_change);
  assert_int_equal(t.said[0].change, INCREASE);
  assert_int_equal(t.said[0].base, LAST_YEAR);
  assert_true(t.said[1].is_change);
  assert_true(t.said[1].is_as_last);
  assert_true(t.said[1].is_joined);
  assert_false(t.said[2].is_change);
  assert_true(said_of("增幅为8%", 0).is_change);
  assert_false(said_of("增长为8%", 0).is_change);
  assert_false(said_of("增长到高处8%", 0).is_change);
  assert_false(said_of("高8%", 0).is_change); /* no base */
  assert_true(said_of("同比高8%", 0).is_change);
  assert_false(said_of("增长8件", 0).is_change); /* no share */
}

/* A base that the text tells is a span of it; 高 and 低 are changes against it, too. */
static void test_dated(void **state) {
  (void)state;
  answers a = {0};
  const char *s = "案件较2023年高8%，满意率同比高5%。";
  told t = tell(s, &a);
  assert_true(t.said[0].is_change);
  assert_int_equal(t.said[0].base, 0);
  assert_int_equal(t.said[0].dated.start, strlen("案件较"));
  assert_int_equal(t.said[0].dated.stop, strlen("案件较2023年"));
  assert_int_equal(t.said[1].base, LAST_YEAR);
  assert_int_equal(t.said[1].dated.start, t.said[1].dated.stop);
}

static void test_brackets(void **state) {
  (void)state;
  answers a = {0};
  const char *s = "受理36件（含4件）的案件。";
  told t = tell(s, &a);
  assert_false(t.said[0].is_part);
  assert_true(t.said[1].is_part);
  assert_true(t.has_last[1]);
  check_span(s, t.said[0].subject, "案件");
  check_scope("全市受理36件（市级4件），审结8件。", 1, "市级");
  check_scope("全市受理36件（市级4件），审结8件。", 2, "全市");
  check_scope("受理36件（市级4件，审结5件），审结8件。", 2, "市级");
  check_scope("受理36件（市级4件，审结5件），审结8件。", 3, "");
  check_scope("受理36件（共市级受理4件），审结8件。", 1, "");
  check_scope("受理36件（市级受理4件），审结8件。", 1, "市级"); /* a clause begins in it */
  assert_int_equal(period_of("现有案件36件（全年受理8件），会员5名", 1), ANNUAL);
  assert_int_equal(period_of("现有案件36件（全年受理8件），会员5名", 2), STOCK);
  assert_int_equal(period_of("现有案件36件（含8件）", 1), STOCK);
  assert_int_equal(period_of("开展现有案件36件（含8件）", 1), STOCK);
  assert_int_equal(period_of("现有案件36件（受理8件）", 1), 0);
  assert_false(said_of("受理36件（含4件", 1).is_part); /* never closed */
  assert_false(tell("受理36件。（含4件）", &a).has_last[1]);
}

static void test_asked(void **state) {
  (void)state;
  answers a = {0};
  const char *s = "受理今年案件36件。";
  check_span(s, tell(s, &a).said[0].subject, "案件");
  assert_true(a.times > 0);
  s = "行政处罚： 36件。";
  check_span(s, tell(s, &a).said[0].subject, "行政处罚");
  assert_int_equal(a.labels, 1);
  s = "行政处罚：共受理36件。"; /* more than the label speaks of it */
  check_span(s, tell(s, &a).said[0].predicate, "受理");
  assert_int_equal(a.labels, 1);
}

/* Every text that is cut off somewhere is read without a byte behind it. */
static void test_cut(void **state) {
  (void)state;
  const char *s = "全市受理的案件36件（含4件），同比增长了8%、9%。审结：7件";
  for (size_t n = 1; n <= strlen(s); n++) {
    char *cut = malloc(n + 1);
    memcpy(cut, s, n);
    cut[n] = '\0';
    answers a = {0};
    told t = tell(cut, &a);
    for (size_t i = 0; i < t.count; i++) assert_true(t.said[i].subject.stop <= n);
    free(cut);
  }
}

/* More words than there is room for at first. */
static void test_long(void **state) {
  (void)state;
  static const char clause[] = "受理审结，", last[] = "开展36件";
  enum { CLAUSES = 200, SIZE = sizeof clause - 1 };
  char s[CLAUSES * SIZE + sizeof last];
  for (int i = 0; i < CLAUSES; i++) memcpy(s + i * SIZE, clause, SIZE);
  memcpy(s + CLAUSES * SIZE, last, sizeof last);
  check_span(s, said_of(s, 0).predicate, "开展");
}

static int set_up(void **state) {
  (void)state;
  lexicon = new_lexicon();
  return fz_context_new(&walker, NULL) == FZ_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  fz_context_free(walker);
  fz_context_free(NULL);
  free_lexicon(&lexicon);
  return 0;
}

static void test_trim(void **state) {
  (void)state;
  static const struct {
    const char *s, *rest;
  } cases[] = {{"全部的今年案件等", "案件"},
               {" (案件)\t", "案件"},
               {"今年的", ""},
               {"", ""},
               {"案的件", "案的件"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *s = cases[i].s;
    answers a = {.s = s};
    const fz_asked asked = {&a, cut_time, label};
    fz_words_span left = fz_lexicon_trim(&lexicon, &asked, s, 0, strlen(s));
    assert_int_equal(left.stop - left.start, strlen(cases[i].rest));
    assert_memory_equal(s + left.start, cases[i].rest, strlen(cases[i].rest));
  }
  assert_true(fz_lexicon_has(&lexicon, "由的", 3, 6, FZ_PHRASE_HEAD));
  assert_false(fz_lexicon_has(&lexicon, "由的", 3, 6, FZ_PHRASE_TAIL));
  assert_false(fz_lexicon_has(&lexicon, "由的", 0, 6, FZ_PHRASE_HEAD));
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words),       cmocka_unit_test(test_trim),
      cmocka_unit_test(test_addressed),   cmocka_unit_test(test_region_parts),
      cmocka_unit_test(test_scope),       cmocka_unit_test(test_topic),
      cmocka_unit_test(test_marker),      cmocka_unit_test(test_aside),
      cmocka_unit_test(test_outer_scope), cmocka_unit_test(test_period),
      cmocka_unit_test(test_intent),      cmocka_unit_test(test_change),
      cmocka_unit_test(test_dated),       cmocka_unit_test(test_brackets),
      cmocka_unit_test(test_asked),       cmocka_unit_test(test_cut),
      cmocka_unit_test(test_long)};
  return cmocka_run_group_tests_name("context", tests, set_up, tear_down);
}
