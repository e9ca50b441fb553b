/*
** outline_test.c: what is a marker and what is not, where a section ends and to which it
** belongs, what its heading is, and that no text, however built, breaks the promises.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fazhi/outline.h"

#define DIGITS "0123456789"
#define EVERYWHERE (FZ_AT_LINE | FZ_AT_SENTENCE | FZ_AT_CLAUSE | FZ_AT_GLUED)

static const fz_marker markers[] = {
    {1, 10, "", FZ_NUMBER_HAN, "、", FZ_AT_LINE | FZ_AT_SENTENCE, "第", "", false, false},
    {1, 10, NULL, FZ_NUMBER_HAN, "．|，", FZ_AT_LINE, NULL, NULL, false, false},
    {2, 20, "（|(", FZ_NUMBER_HAN, "）|)", FZ_AT_LINE | FZ_AT_SENTENCE | FZ_AT_GLUED, "第条", "",
     false, false},
    {2, 20, "", FZ_NUMBER_BRACED, "", FZ_AT_LINE, "", "", false, false},
    {3, 30, "", FZ_NUMBER_ARABIC, ".|．", FZ_AT_LINE | FZ_AT_SENTENCE | FZ_AT_CLAUSE, "", DIGITS,
     false, true},
    {3, 30, "", FZ_NUMBER_ARABIC, "、", FZ_AT_LINE | FZ_AT_SENTENCE, "", "", false, true},
    {4, 36, "第", FZ_NUMBER_HAN, "，|、", FZ_AT_LINE | FZ_AT_SENTENCE, "", "", true, true},
    {4, 36, "首先|其次|再次|最后", FZ_NUMBER_WORDS, "，", FZ_AT_LINE | FZ_AT_SENTENCE, "", "", true,
     true},
    {4, 40, "", FZ_NUMBER_HAN, "是", EVERYWHERE, "统第周", "", true, true},
    {4, 40, "", FZ_NUMBER_HAN, "要", EVERYWHERE, "第", "素务", true, true},
    {5, 50, "（|(", FZ_NUMBER_ARABIC, "）|)", EVERYWHERE, "", "", false, true},
    {5, 55, "", FZ_NUMBER_CIRCLED, "", EVERYWHERE, "", "", false, true},
    {5, 60, "●", FZ_NUMBER_NONE, "", FZ_AT_LINE, "", "", false, false},
};

static const fz_outline_rules rules = {.markers = markers,
                                       .count = sizeof markers / sizeof *markers,
                                       .lead_max = 30,
                                       .lead_not_open = "为|根据",
                                       .lead_not_contain = "《|我县",
                                       .closing = "一年来|总之",
                                       .bare_max = 30};

/* Writes the sections as lines "depth marker|heading" into `out`, to be compared as one string. */
static char *sketch(const char *text) {
  static char out[1 << 16];
  fz_outline *outline;
  fz_error error = {0};
  size_t count, at = 0, depth[256] = {0};
  assert_int_equal(fz_outline_parse(text, strlen(text), &rules, &outline, &error), FZ_OK);
  const fz_section *s = fz_outline_sections(outline, &count);
  out[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    depth[i] = s[i].parent > 0 ? depth[s[i].parent - 1] + 1 : 0;
    at +=
        (size_t)snprintf(out + at, sizeof out - at, "%zu %.*s|%.*s\n", depth[i],
                         (int)(s[i].marker_stop - s[i].start), text + s[i].start,
                         (int)(s[i].heading_stop - s[i].heading_start), text + s[i].heading_start);
  }
  fz_outline_free(outline);
  return out;
}

/* The text of section `index`, counted from 0. */
static const char *body_of(const char *text, size_t index) {
  static char out[4096];
  fz_outline *outline;
  size_t count;
  assert_int_equal(fz_outline_parse(text, strlen(text), &rules, &outline, NULL), FZ_OK);
  const fz_section *s = fz_outline_sections(outline, &count);
  assert_true(index < count);
  snprintf(out, sizeof out, "%.*s", (int)(s[index].stop - s[index].start), text + s[index].start);
  fz_outline_free(outline);
  return out;
}

/* ---- markers ---- */

static void test_tree_of_lines(void **state) {
  (void)state;
  assert_string_equal(
      sketch("青禾县报告\n一、主要举措\n（一）健全制度\n1."
             "完善规则。出台两项。\n2．清理文件。已完成。\n"
             "(二)强化监督。评查案卷。\n二、下一步打算\n继续努力。\n"),
      "0 一、|主要举措\n1 （一）|健全制度\n2 1.|完善规则\n2 2．|清理文件\n1 (二)|强化监督\n"
      "0 二、|下一步打算\n");
}

static void test_numbers_up_to_ninety_nine(void **state) {
  (void)state;
  assert_string_equal(
      sketch("九、甲\n十、乙\n十一、丙\n二十、丁\n二十一、戊\n九十九、己\n"),
      "0 九、|甲\n0 十、|乙\n0 十一、|丙\n0 二十、|丁\n0 二十一、|戊\n0 九十九、|己\n");
  assert_string_equal(sketch("七五、甲\n二〇二四、乙\n一百、丙\n100.丁\n"), "");
}

static void test_forms_of_one_rank_count_together(void **state) {
  (void)state;
  assert_string_equal(sketch("一、甲\n二．乙\n三，丙\n"), "0 一、|甲\n0 二．|乙\n0 三，|丙\n");
  assert_string_equal(sketch("㈠甲\n（二）乙\n"), "0 ㈠|甲\n0 （二）|乙\n");
}

static void test_blanks_inside_a_marker(void **state) {
  (void)state;
  assert_string_equal(sketch("　　一 、主要举措\n（ 一 ）健全制度\n１．完善规则\n"),
                      "0 一 、|主要举措\n1 （ 一 ）|健全制度\n2 １．|完善规则\n");
}

static void test_what_is_no_marker_at_a_line(void **state) {
  (void)state;
  assert_string_equal(sketch("1949.39万元已拨付。\n2018年工作。\n12345热线畅通。\n2.3万家企业。\n"),
                      "");
  assert_string_equal(
      sketch("统一是目标。\n进一步推进。\n一是一，二是二。\n一要素保障。\n第一责任人履职。\n"), "");
  assert_string_equal(
      sketch("一、二审案件均已办结。\n（一）（二）两项已废止。\n1、2号楼已竣工。\n"), "");
  assert_string_equal(sketch("18. 08亿元到位。\n"), "");
}

static void test_year_after_a_number(void **state) {
  (void)state;
  assert_string_equal(sketch("1.2021年工作\n完成。\n2. 2022年打算\n推进。\n"),
                      "0 1.|2021年工作\n0 2.|2022年打算\n");
}

static void test_range_is_a_heading_where_its_number_is_due(void **state) {
  (void)state;
  assert_string_equal(sketch("一、总体情况\n二、三农工作\n"), "0 一、|总体情况\n0 二、|三农工作\n");
}

static void test_missing_and_repeated_numbers_at_lines(void **state) {
  (void)state;
  assert_string_equal(sketch("一、甲\n三、乙\n三、丙\n"), "0 一、|甲\n0 三、|乙\n0 三、|丙\n");
}

static void test_counting_over_a_heading(void **state) {
  (void)state;
  assert_string_equal(sketch("（一）甲\n1.丙\n2.丁\n（二）乙\n3.戊\n"),
                      "0 （一）|甲\n1 1.|丙\n1 2.|丁\n0 （二）|乙\n1 3.|戊\n");
  assert_string_equal(
      sketch("（一）甲\n1.丙。有。\n2.丁。有。\n（二）乙。抓好落实。3.推进改革。有成效。\n"),
      "0 （一）|甲\n1 1.|丙\n1 2.|丁\n0 （二）|乙\n1 3.|推进改革\n");
}

/* ---- items inside a paragraph ---- */

static void test_items_and_their_headings(void **state) {
  (void)state;
  assert_string_equal(
      sketch("（一）强化学习。一是抓好领导干部。学法9次。二是为提高能力。办班2期；三是培训360人。效"
             "果好。"
             "四是印发《办法》。已执行。五是我县动员。到位。六是收尾。\n"),
      "0 （一）|强化学习\n1 一是|抓好领导干部\n1 二是|\n1 三是|\n1 四是|\n1 五是|\n1 六是|\n");
}

static void test_item_without_separator(void **state) {
  (void)state;
  const char *text =
      "（一）监督。一是接受监督。满意率97%以上二是公开信息。公布45二是重复三是答复。好。\n";
  assert_string_equal(sketch(text),
                      "0 （一）|监督\n1 一是|接受监督\n1 二是|公开信息\n1 三是|答复\n");
  assert_string_equal(body_of(text, 1), "一是接受监督。满意率97%以上");
}

/* Behind a run of ideographs, which are passed together, and where the text ends with it. */
static void test_every_numeral_is_found_inside_a_clause(void **state) {
  static const char *const numerals[] = {"一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十"};
  char text[1024] = "（一）监督。一是甲乙丙丁", expected[1024] = "0 （一）|监督\n1 一是|\n";
  (void)state;
  for (size_t i = 1; i < sizeof numerals / sizeof *numerals; i++) {
    snprintf(text + strlen(text), sizeof text - strlen(text), "依法行政%s是", numerals[i]);
    snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "1 %s是|\n",
             numerals[i]);
    assert_string_equal(sketch(text), expected);
  }
}

static void test_glued_gives_way_to_the_same_number_after_a_stop(void **state) {
  (void)state;
  assert_string_equal(body_of("要求：一是接访。每月十日和逢二是接访日。二是回访。有。\n", 0),
                      "一是接访。每月十日和逢二是接访日。");
}

static void test_one_item_is_no_list(void **state) {
  (void)state;
  assert_string_equal(sketch("全县工作中，一是亮点。其余照旧。\n建设。1.对照检查。\n"), "");
  assert_string_equal(sketch("不足表现在一是人少；二是钱少。\n"), "0 一是|\n0 二是|\n");
  assert_string_equal(sketch("目标统一是好事；二是好上加好。\n"), "");
  assert_string_equal(sketch("一是强化学习。学法9次。\n"), "0 一是|强化学习\n");
}

static void test_list_that_goes_on_over_lines(void **state) {
  (void)state;
  assert_string_equal(sketch("二、问题\n主要有：一是人少；\n二是钱少；\n三是事多。\n"),
                      "0 二、|问题\n1 一是|\n1 二是|\n1 三是|\n");
}

static void test_list_begun_anew(void **state) {
  (void)state;
  assert_string_equal(sketch("（一）甲：一是子；二是丑。另外：一是寅；二是卯。\n"),
                      "0 （一）|甲\n1 一是|\n1 二是|丑\n1 一是|\n1 二是|\n");
}

static void test_numbers_below_an_item(void **state) {
  (void)state;
  assert_string_equal(sketch("（一）审批\n一是清理。清20项；二是优化。1.进大厅。已进；2."
                             "出清单。已出；三是收尾。好。\n（二）监管\n"),
                      "0 （一）|审批\n1 一是|清理\n1 二是|优化\n2 1.|进大厅\n2 2.|出清单\n1 "
                      "三是|收尾\n0 （二）|监管\n");
}

static void test_item_list_inside_an_item_of_lines(void **state) {
  (void)state;
  assert_string_equal(
      sketch("一是甲。好。\n二是乙。好。\n实事有：一是子；二是丑。\n三是丙。好。\n"),
      "0 一是|甲\n0 二是|乙\n1 一是|\n1 二是|\n0 三是|丙\n");
}

static void test_ordinals_and_words(void **state) {
  (void)state;
  assert_string_equal(sketch("排名全国第一，好。第二，差。\n"), "");
  assert_string_equal(sketch("任务：第一，抓学习。有9次。第二，抓落实。有3项。\n"),
                      "0 第一，|抓学习\n0 第二，|抓落实\n");
  assert_string_equal(sketch("首先，抓学习。有9次。其次，抓落实。有3项。最后，抓督查。有2次。\n"),
                      "0 首先，|抓学习\n0 其次，|抓落实\n0 最后，|抓督查\n");
  assert_string_equal(sketch("首先，感谢大家。最近很好。\n"), "");
}

static void test_deep_markers(void **state) {
  (void)state;
  assert_string_equal(sketch("1.甲\n（1）乙\n①丙；②丁\n（2）戊\n● 己\n"),
                      "0 1.|甲\n1 （1）|乙\n2 ①|\n2 ②|\n1 （2）|戊\n2 ●|己\n");
}

static void test_whole_text_on_one_line(void **state) {
  (void)state;
  assert_string_equal(sketch("现将情况报告如下：一、主要举措（一）强化学习。学法9次。（二）强化监督"
                             "。评查9本。二、不足。人少。"),
                      "0 一、|\n1 （一）|强化学习\n1 （二）|强化监督\n0 二、|不足\n");
  assert_string_equal(sketch("一、主要举措（一）强化学习。学法。（二）强化监督。评查。"),
                      "0 一、|主要举措\n1 （一）|强化学习\n1 （二）|强化监督\n");
}

/* ---- headings ---- */

static void test_heading_of_a_line(void **state) {
  (void)state;
  assert_string_equal(
      sketch(
          "一、甲乙。\n二、丙；丁\n三、\n四、戊；\n五、制定《规则》，主要有：一是己；二是庚。\n"),
      "0 一、|甲乙\n0 二、|丙；丁\n0 三、|\n0 四、|\n0 五、|\n1 一是|\n1 二是|\n");
  assert_string_equal(sketch("（一）完善机制，一是己；二是庚。\n"),
                      "0 （一）|完善机制\n1 一是|\n1 二是|\n");
}

static void test_marker_alone_on_its_line(void **state) {
  (void)state;
  assert_string_equal(sketch("一、\n主要举措\n好。\n"), "0 一、|主要举措\n");
}

static void test_item_headed_by_its_line(void **state) {
  (void)state;
  assert_string_equal(sketch("一是扩大内需\n投资增长。\n二是深化改革\n"),
                      "0 一是|扩大内需\n0 二是|\n");
}

static void test_bare_headings(void **state) {
  (void)state;
  const char *text =
      "坚持统筹推进 "
      "组织领导加强\n县委研究4次。\n一是学习。有。二是落实。有。\n规范行政执法\n评查120本。\n";
  assert_string_equal(sketch(text),
                      "0 |坚持统筹推进 组织领导加强\n1 一是|学习\n1 二是|落实\n0 |规范行政执法\n");
  assert_string_equal(sketch("一、甲\n好。\n规范行政执法\n评查120本。\n"), "0 一、|甲\n");
  /* Lines cut by a typesetter follow no full stop, and a signature is followed by no prose. */
  assert_string_equal(sketch("全县认真贯彻落实上级部署，扎实推进法治建设，取得了新的成效，\n这一行"
                             "被切断\n还有一行。\n"),
                      "");
  assert_string_equal(sketch("工作已完成。\n青禾县司法局\n2024年1月\n"), "");
}

/* ---- extent ---- */

static void test_closing_paragraph(void **state) {
  (void)state;
  const char *text = "一、举措\n一是甲。好。二是乙。好。\n\n一年来，成效明显。\n还需努力。\n";
  assert_string_equal(body_of(text, 0), "一、举措\n一是甲。好。二是乙。好。");
  assert_string_equal(body_of(text, 2), "二是乙。好。");
  assert_string_equal(body_of("一、举措\n一年来，成效明显。\n", 0), "一、举措\n一年来，成效明显。");
}

static void test_last_item_runs_to_the_end_of_its_parent(void **state) {
  (void)state;
  const char *text = "（一）甲\n一是子。好。二是丑。好。\n又一段。\n（二）乙\n";
  assert_string_equal(body_of(text, 2), "二是丑。好。\n又一段。");
  assert_string_equal(body_of("要求：一是子；二是丑。\n又一段。\n", 1), "二是丑。");
}

/* ---- promises ---- */

static void test_empty_and_damaged_text(void **state) {
  (void)state;
  fz_outline *outline;
  size_t count = 9;
  assert_string_equal(sketch(""), "");
  assert_int_equal(fz_outline_parse(NULL, 0, &rules, &outline, NULL), FZ_OK);
  assert_null(fz_outline_sections(outline, &count));
  assert_int_equal(count, 0);
  fz_outline_free(outline);
  fz_outline_free(NULL);
  const char *whole = "一、甲\n（一）乙：一是丙；二是丁①";
  for (size_t n = 0; n <= strlen(whole); n++) {
    char *cut = malloc(n + 1); /* exact, so that a sanitizer sees a byte too many */
    assert_non_null(cut);
    memcpy(cut, whole, n);
    assert_int_equal(fz_outline_parse(cut, n, &rules, &outline, NULL), FZ_OK);
    fz_outline_free(outline);
    free(cut);
  }
  assert_string_equal(sketch("\xE4\xB8\n一、\xFF甲\n"), "0 一、|\xFF甲\n");
}

/* More kinds of markers than a word has bits, each with a character of its own. */
static void test_many_kinds_of_markers(void **state) {
  (void)state;
  enum { KINDS = 100 };
  static fz_marker many[KINDS];
  static char open[KINDS][4], text[KINDS * 16];
  fz_outline *outline;
  size_t count, used = 0;
  for (int i = 0; i < KINDS; i++) {
    unsigned c = 0x4E10u + (unsigned)i;
    snprintf(open[i], sizeof open[i], "%c%c%c", (int)(0xE0 | c >> 12),
             (int)(0x80 | (c >> 6 & 0x3F)), (int)(0x80 | (c & 0x3F)));
    many[i] = (fz_marker){.level = i + 1,
                          .rank = i,
                          .open = open[i],
                          .numbering = FZ_NUMBER_NONE,
                          .where = FZ_AT_LINE};
    used += (size_t)snprintf(text + used, sizeof text - used, "%sx\n", open[i]);
  }
  fz_outline_rules all = {.markers = many, .count = KINDS};
  assert_int_equal(fz_outline_parse(text, strlen(text), &all, &outline, NULL), FZ_OK);
  const fz_section *s = fz_outline_sections(outline, &count);
  assert_int_equal(count, KINDS);
  for (int i = 0; i < KINDS; i++) assert_int_equal(s[i].level, i + 1);
  fz_outline_free(outline);
}

static void test_rules_that_make_no_sense(void **state) {
  (void)state;
  static const struct {
    fz_marker m;
    const char *says;
  } wrong[] = {
      {{0, 1, "", FZ_NUMBER_HAN, "、", FZ_AT_LINE, "", "", false, false}, "level"},
      {{1, 1, "", FZ_NUMBER_HAN, "、", 0, "", "", false, false}, "where"},
      {{1, 1, "", FZ_NUMBER_HAN, "、|", FZ_AT_LINE, "", "", false, false}, "neither"},
      {{1, 1, "", FZ_NUMBER_WORDS, "、", FZ_AT_LINE, "", "", false, false}, "empty"},
      {{1, 1, "●", FZ_NUMBER_NONE, "", EVERYWHERE, "", "", false, false}, "line only"},
      {{1, 1, "", (fz_numbering)99, "、", FZ_AT_LINE, "", "", false, false}, "numbering"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    fz_outline_rules r = {.markers = &wrong[i].m, .count = 1};
    fz_outline *outline;
    fz_error error = {0};
    assert_int_equal(fz_outline_parse("一、甲", 10, &r, &outline, &error), FZ_INVALID);
    assert_null(outline);
    assert_non_null(strstr(error.message, wrong[i].says));
  }
  fz_outline *outline;
  assert_int_equal(fz_outline_parse("", 0, NULL, &outline, NULL), FZ_INVALID);
}

static void check_promises(const char *text, size_t length) {
  fz_outline *outline;
  size_t count;
  assert_int_equal(fz_outline_parse(text, length, &rules, &outline, NULL), FZ_OK);
  const fz_section *s = fz_outline_sections(outline, &count);
  for (size_t i = 0; i < count; i++) {
    assert_true(s[i].start <= s[i].marker_stop && s[i].marker_stop <= s[i].stop);
    assert_true(s[i].start < s[i].stop && s[i].stop <= length);
    assert_true(s[i].heading_start <= s[i].heading_stop && s[i].heading_start >= s[i].marker_stop);
    assert_true(s[i].heading_stop <= s[i].stop);
    assert_true(i == 0 || s[i].start > s[i - 1].start);
    assert_true(s[i].parent <= i);
    if (s[i].parent == 0) continue;
    const fz_section *p = &s[s[i].parent - 1];
    assert_true(p->start < s[i].start && s[i].stop <= p->stop && p->marker_stop <= s[i].start);
  }
  /* Of two sections one holds the other or they are apart. */
  for (size_t i = 1; i < count; i++) assert_true(s[i].parent == i || s[i - 1].stop <= s[i].start);
  fz_outline_free(outline);
}

static void test_promises_hold_for_any_text(void **state) {
  (void)state;
  static const char *const pieces[] = {
      "一、",   "二、",     "三、",  "（一）", "(二)", "1.",          "2.",     "3、",
      "一是",   "二是",     "三是",  "一要",   "二要", "第一，",      "第二，", "首先，",
      "其次，", "最后，",   "（1）", "(2)",    "①",    "②",           "●",      "。",
      "；",     "，",       "：",    "\n",     "\n\n", " ",           "　",     "一年来",
      "甲",     "工作情况", "”",     "2021年", "\xE4", "完善体制机制"};
  uint64_t seed = 20240229;
  for (int round = 0; round < 4000; round++) {
    char text[1024];
    size_t length = 0, wanted = 1 + (size_t)(seed >> 40) % 60;
    for (size_t i = 0; i < wanted; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      const char *piece = pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    check_promises(text, length);
  }
}

/* Were anything quadratic here, these would run for hours. */
static void test_hostile_texts_end(void **state) {
  (void)state;
  static const char *const pieces[] = {"一是",
                                       "：一是甲；二是乙",
                                       "一、甲（一）乙1.丙",
                                       "一",
                                       " ",
                                       "（",
                                       "标题一行\n",
                                       "一、甲\n（一）乙\n1.丙\n一是丁\n",
                                       "：一是甲。1.乙；2.丙\n2.丁\n",
                                       "一、\n\n\n",
                                       "1.        ",
                                       "一年来\n"};
  enum { TIMES = 200000 };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    size_t length = strlen(pieces[i]);
    char *text = malloc(length * TIMES);
    assert_non_null(text);
    for (size_t j = 0; j < TIMES; j++) memcpy(text + j * length, pieces[i], length);
    check_promises(text, length * TIMES);
    free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tree_of_lines),
      cmocka_unit_test(test_numbers_up_to_ninety_nine),
      cmocka_unit_test(test_forms_of_one_rank_count_together),
      cmocka_unit_test(test_blanks_inside_a_marker),
      cmocka_unit_test(test_what_is_no_marker_at_a_line),
      cmocka_unit_test(test_year_after_a_number),
      cmocka_unit_test(test_range_is_a_heading_where_its_number_is_due),
      cmocka_unit_test(test_missing_and_repeated_numbers_at_lines),
      cmocka_unit_test(test_counting_over_a_heading),
      cmocka_unit_test(test_items_and_their_headings),
      cmocka_unit_test(test_item_without_separator),
      cmocka_unit_test(test_every_numeral_is_found_inside_a_clause),
      cmocka_unit_test(test_glued_gives_way_to_the_same_number_after_a_stop),
      cmocka_unit_test(test_one_item_is_no_list),
      cmocka_unit_test(test_list_that_goes_on_over_lines),
      cmocka_unit_test(test_list_begun_anew),
      cmocka_unit_test(test_numbers_below_an_item),
      cmocka_unit_test(test_item_list_inside_an_item_of_lines),
      cmocka_unit_test(test_ordinals_and_words),
      cmocka_unit_test(test_deep_markers),
      cmocka_unit_test(test_whole_text_on_one_line),
      cmocka_unit_test(test_heading_of_a_line),
      cmocka_unit_test(test_marker_alone_on_its_line),
      cmocka_unit_test(test_item_headed_by_its_line),
      cmocka_unit_test(test_bare_headings),
      cmocka_unit_test(test_closing_paragraph),
      cmocka_unit_test(test_last_item_runs_to_the_end_of_its_parent),
      cmocka_unit_test(test_empty_and_damaged_text),
      cmocka_unit_test(test_many_kinds_of_markers),
      cmocka_unit_test(test_rules_that_make_no_sense),
      cmocka_unit_test(test_promises_hold_for_any_text),
      cmocka_unit_test(test_hostile_texts_end),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name("outline", tests, NULL, NULL);
}
