/*
** tokenizer_test.c: what the full text takes for a word, and what a phrase finds.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "fazhi/store.h"

static sqlite3 *db;

static void run(const char *sql) {
  assert_int_equal(SQLITE_OK, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static int set_up(void **state) {
  (void)state;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return -1;
  if (fz_tokenizer_register(db, NULL) != FZ_OK) return -1;
  run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'fazhi');"
      "CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)");
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  return sqlite3_close(db) == SQLITE_OK ? 0 : -1;
}

static void store(const char *text, int length) {
  sqlite3_stmt *stmt = NULL;
  run("DELETE FROM t");
  assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?)", -1, &stmt, NULL));
  sqlite3_bind_text(stmt, 1, text, length, SQLITE_STATIC);
  assert_int_equal(SQLITE_DONE, sqlite3_step(stmt));
  sqlite3_finalize(stmt);
}

/* The tokens of the text in their order, divided by '|', are these. */
static void check_tokens(const char *text, const char *expected) {
  sqlite3_stmt *stmt = NULL;
  store(text, -1);
  assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(db,
                                                 "SELECT coalesce(group_concat(term, '|'), '') "
                                                 "FROM (SELECT term FROM v ORDER BY offset)",
                                                 -1, &stmt, NULL));
  assert_int_equal(SQLITE_ROW, sqlite3_step(stmt));
  assert_string_equal(expected, (const char *)sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
}

/* The text with what the query finds between [ and ], or "" if it finds nothing. */
static void check_found(const char *text, const char *query, const char *expected) {
  sqlite3_stmt *stmt = NULL;
  store(text, -1);
  assert_int_equal(SQLITE_OK,
                   sqlite3_prepare_v2(db, "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH ?",
                                      -1, &stmt, NULL));
  sqlite3_bind_text(stmt, 1, query, -1, SQLITE_STATIC);
  int code = sqlite3_step(stmt);
  assert_true(code == SQLITE_ROW || code == SQLITE_DONE);
  assert_string_equal(expected,
                      code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : "");
  sqlite3_finalize(stmt);
}

static void characters_are_tokens(void **state) {
  (void)state;
  check_tokens("行政复议", "行|政|复|议");
  check_tokens("㐀𠀀豈〇々", "㐀|𠀀|豈|〇|々");
  check_tokens("あア한ㄅ", "あ|ア|한|ㄅ");
  check_tokens("\u4DFF\u4E00\u9FFF\uA000", "\u4E00|\u9FFF");
}

static void words_are_tokens(void **state) {
  (void)state;
  check_tokens("Covid19疫情 WTO", "covid19|疫|情|wto");
  check_tokens("ＡＢｃ１２", "abc12");
  check_tokens("ÉtÀt Žižek ×÷", "étàt|žižek");
  check_tokens("31件", "31|件");
}

static void points_stay_between_digits(void **state) {
  (void)state;
  check_tokens("1949.39亿", "1949.39|亿");
  check_tokens("１９４９．３９", "1949.39");
  check_tokens("1.加强 a.b 3. .5", "1|加|强|a|b|3|5");
  check_tokens("1..2 10.25.3", "1|2|10.25.3");
}

static void ends_of_sentences_are_stops(void **state) {
  (void)state;
  check_tokens("甲。乙；丙！丁？戊", "甲|。|乙|。|丙|。|丁|。|戊");
  check_tokens("甲;乙!丙?丁\n戊", "甲|。|乙|。|丙|。|丁|。|戊");
  check_tokens("甲。”\n\n乙", "甲|。|乙"); /* one stop however it is written */
}

static void other_marks_are_skipped(void **state) {
  (void)state;
  check_tokens("“放管服”、《法》（试行）：a-b ①㎡℃，…", "放|管|服|法|试|行|a|b");
  check_tokens("", "");
  check_tokens("“”", "");
}

static void phrases_are_found(void **state) {
  (void)state;
  check_found("全年行政复议申请", "\"复议\"", "全年行政[复议]申请");
  check_found("推进“放管服”改革。", "\"放管服改革\"", "推进“[放管服”改革]。");
  check_found("有1949.39亿元", "\"1949.39亿\"", "有[1949.39亿]元");
  check_found("加入ＷＴＯ", "\"wto\"", "加入[ＷＴＯ]");
}

static void phrases_stay_in_their_sentence(void **state) {
  (void)state;
  check_found("办理复。议案", "\"复议\"", "");
  check_found("办理复\n议案", "\"复议\"", "");
  check_found("办理复，议案", "\"复议\"", "办理[复，议]案");
  check_found("受理复议。审结", "\"复议。\"", "受理[复议。]审结");
}

static void any_bytes_are_taken(void **state) {
  (void)state;
  check_tokens("\xFF复\xE5\x41\xF0\x9F议\xC0\x80\xED\xA0\x80", "复|a|议");
  check_tokens("复\xE4\xB8\x41\xE4\xB8", "复|a");
  char text[64];
  unsigned seed = 1;
  for (int round = 0; round < 2000; round++) {
    for (size_t i = 0; i < sizeof text; i++) {
      seed = seed * 1103515245u + 12345u;
      text[i] = (char)(seed >> 16);
    }
    store(text, round % (int)sizeof text);
  }
}

static void long_words_are_cut_alike(void **state) {
  (void)state;
  char text[400], query[402];
  memset(text, 'A', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  sqlite3_snprintf(sizeof query, query, "\"%s\"", text);
  char expected[402];
  sqlite3_snprintf(sizeof expected, expected, "[%s]", text);
  check_found(text, query, expected);
}

/* The SQL function hits(). */
static void check_hits(const char *text, const char *query, const char *expected) {
  sqlite3_stmt *stmt = NULL;
  store(text, -1);
  assert_int_equal(
      SQLITE_OK, sqlite3_prepare_v2(db, "SELECT hits(t) FROM t WHERE t MATCH ?", -1, &stmt, NULL));
  sqlite3_bind_text(stmt, 1, query, -1, SQLITE_STATIC);
  assert_int_equal(SQLITE_ROW, sqlite3_step(stmt));
  assert_string_equal(expected, (const char *)sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
}

static void hits_tell_phrase_and_place(void **state) {
  (void)state;
  check_hits("复议和复议", "\"复议\"", "0 0 6;0 9 15");
  check_hits("诉讼、复议", "\"复议\" OR \"诉讼\"", "1 0 6;0 9 15");
  check_hits("“放管服”改革", "\"放管服改革\"", "0 3 21");
}

static void settings_are_refused(void **state) {
  (void)state;
  assert_int_not_equal(SQLITE_OK, sqlite3_exec(db,
                                               "CREATE VIRTUAL TABLE u USING fts5(x, "
                                               "tokenize = 'fazhi fast')",
                                               NULL, NULL, NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(characters_are_tokens, set_up, tear_down),
      cmocka_unit_test_setup_teardown(words_are_tokens, set_up, tear_down),
      cmocka_unit_test_setup_teardown(points_stay_between_digits, set_up, tear_down),
      cmocka_unit_test_setup_teardown(ends_of_sentences_are_stops, set_up, tear_down),
      cmocka_unit_test_setup_teardown(other_marks_are_skipped, set_up, tear_down),
      cmocka_unit_test_setup_teardown(phrases_are_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(phrases_stay_in_their_sentence, set_up, tear_down),
      cmocka_unit_test_setup_teardown(any_bytes_are_taken, set_up, tear_down),
      cmocka_unit_test_setup_teardown(long_words_are_cut_alike, set_up, tear_down),
      cmocka_unit_test_setup_teardown(hits_tell_phrase_and_place, set_up, tear_down),
      cmocka_unit_test_setup_teardown(settings_are_refused, set_up, tear_down),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
