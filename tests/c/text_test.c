/*
** text_test.c: bytes to clean text: encodings, folding, blanks, repairs, script, edits, slices,
** and above all that every character leads back to the bytes it came from.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fazhi/text.h"

/* ---- helpers */

static const char *const plain =
    "青禾县2024年法治政府建设情况的报告\n"
    "一、主要工作。全年受理行政复议案件36件，审结31件，纠错率9.7%。\n"
    "（一）“放管服”改革：办理《事项清单》所列1,200项；群众满意。\n";

static const char *const hant =
    "青禾縣2024年法治政府建設情況的報告\n"
    "一、主要工作。全年受理行政復議案件36件，審結31件，糾錯率9.7%。\n"
    "（一）深化“放管服”改革：辦理《事項清單》所列1,200項；群眾滿意。\n";

static unsigned char *encode(const char *text, const char *to, size_t *length) {
  iconv_t cd = iconv_open(to, "UTF-8");
  assert_true(cd != (iconv_t)-1);
  size_t left = strlen(text), room = left * 4 + 16;
  unsigned char *bytes = malloc(room);
  char *in = (char *)(uintptr_t)text, *out = (char *)bytes;
  assert_true(iconv(cd, &in, &left, &out, &room) != (size_t)-1);
  iconv_close(cd);
  *length = (size_t)((unsigned char *)out - bytes);
  return bytes;
}

static fz_text *decode(const void *bytes, size_t length, const fz_text_options *options) {
  fz_text *text;
  fz_error error;
  if (fz_text_decode(bytes, length, options, &text, &error) != FZ_OK) fail_msg("%s", error.message);
  return text;
}

static fz_text *decode_string(const char *s) { return decode(s, strlen(s), NULL); }

static const char *bytes_of(const fz_text *text) { return fz_text_bytes(text, NULL); }

/* What `s` becomes, against what it should become. */
static void check_becomes(const char *s, const char *expected) {
  fz_text *text = decode_string(s);
  assert_string_equal(bytes_of(text), expected);
  fz_text_free(text);
}

static fz_status status_of(const void *bytes, size_t length, const fz_text_options *options) {
  fz_text *text;
  fz_error error;
  fz_status status = fz_text_decode(bytes, length, options, &text, &error);
  if (status != FZ_OK) {
    assert_null(text);
    assert_int_equal(error.status, status);
    assert_true(error.message[0] != '\0');
  }
  fz_text_free(text);
  return status;
}

static size_t width_at(const char *s) {
  size_t n = 1;
  while (((unsigned char)s[n] & 0xC0) == 0x80) n++;
  return n;
}

/* The source bytes of one character in UTF-8; false if they are not text. */
static bool decode_source(iconv_t cd, const unsigned char *source, size_t length, char *out) {
  char *in = (char *)(uintptr_t)source;
  size_t left = length, room = 15;
  iconv(cd, NULL, NULL, NULL, NULL);
  if (iconv(cd, &in, &left, &out, &room) == (size_t)-1 || left > 0) return false;
  iconv(cd, NULL, NULL, &out, &room);
  *out = '\0';
  return true;
}

/* Full-width ASCII to ASCII, a character at a time. */
static void fold(char *c) {
  unsigned char *b = (unsigned char *)c;
  if (b[0] != 0xEF || (b[1] != 0xBC && b[1] != 0xBD)) return;
  int code = (b[1] - 0xBC) * 0x40 + (b[2] - 0x80) + 0x20;
  if (code <= 0x20 || code >= 0x7F) return;
  c[0] = (char)code;
  c[1] = '\0';
}

static bool is_in(const fz_damage *marks, size_t count, size_t at) {
  for (size_t i = 0; i < count; i++)
    if (marks[i].start <= at && at < marks[i].stop) return true;
  return false;
}

/* Is `found` what `source` becomes by folding or by t2s? */
static bool comes_from(const char *found, char *source) {
  if (strcmp(found, source) == 0) return true;
  char *simple;
  size_t length;
  assert_int_equal(fz_simplify(source, strlen(source), &simple, &length, NULL), FZ_OK);
  bool same = strcmp(found, simple) == 0;
  free(simple);
  fold(source);
  return same || strcmp(found, source) == 0;
}

/* Is it a Chinese character of three bytes, or a digit? */
static bool is_checked(const char *c) {
  unsigned char b = (unsigned char)c[0];
  return (b >= '0' && b <= '9') || (b >= 0xE4 && b <= 0xE9);
}

/* Every Chinese character and digit must come from bytes that decode to it. Returns how many. */
static size_t check_leads_back(const fz_text *text, const unsigned char *source, size_t size) {
  const char *name = fz_text_encoding(text);
  iconv_t cd = iconv_open("UTF-8", strcmp(name, "BIG5") == 0 ? "BIG5-HKSCS" : name);
  assert_true(cd != (iconv_t)-1);
  size_t length, repairs, checked = 0, last_start = 0, last_stop = 0;
  const char *s = fz_text_bytes(text, &length);
  const fz_damage *marks = fz_text_repairs(text, &repairs);
  for (size_t at = 0, width; at < length; at += width) {
    size_t start, stop;
    width = width_at(s + at);
    assert_int_equal(fz_text_source(text, at, at + width, &start, &stop), FZ_OK);
    assert_true(start >= last_start && stop >= last_stop && start < stop && stop <= size);
    last_start = start;
    last_stop = stop;
    if (!is_checked(s + at) || is_in(marks, repairs, at)) continue;
    char found[8] = {0}, from[16];
    memcpy(found, s + at, width);
    assert_true(decode_source(cd, source + start, stop - start, from));
    if (!comes_from(found, from)) fail_msg("%s at %zu comes from %s", found, at, from);
    checked++;
  }
  iconv_close(cd);
  return checked;
}

/* ---- encodings */

static void test_plain_utf8_is_left_as_it_is(void **state) {
  (void)state;
  fz_text *text = decode_string(plain);
  size_t start, stop;
  assert_string_equal(bytes_of(text), plain);
  assert_string_equal(fz_text_encoding(text), "UTF-8");
  assert_string_equal(fz_text_script(text), "Hans");
  assert_true(fz_text_confidence(text, NULL) >= 1);
  assert_int_equal(fz_text_source_size(text), strlen(plain));
  assert_int_equal(fz_text_source(text, 0, strlen(plain), &start, &stop), FZ_OK);
  assert_int_equal(start, 0);
  assert_int_equal(stop, strlen(plain));
  fz_text_free(text);
}

static void check_encoding(const char *text, const char *bom, size_t bom_length, const char *name,
                           bool certain) {
  size_t length;
  unsigned char *encoded = encode(text, strcmp(name, "BIG5") == 0 ? "BIG5-HKSCS" : name, &length);
  unsigned char *bytes = malloc(bom_length + length);
  memcpy(bytes, bom, bom_length);
  memcpy(bytes + bom_length, encoded, length);
  length += bom_length;
  fz_text_options keep = {.keep_script = true};
  fz_text *found = decode(bytes, length, &keep);
  const char *runner_up;
  double confidence = fz_text_confidence(found, &runner_up);
  assert_string_equal(fz_text_encoding(found), name);
  assert_string_equal(bytes_of(found), text);
  assert_true(certain ? confidence >= 1 : confidence > 0.5 && confidence <= 1);
  assert_true(check_leads_back(found, bytes, length) > 50);
  fz_text_free(found);
  found = decode(bytes, length, &(fz_text_options){.encoding = name});
  assert_true(check_leads_back(found, bytes, length) > 50);
  assert_true(fz_text_confidence(found, NULL) >= 1);
  fz_text_free(found);
  free(bytes);
  free(encoded);
}

static void test_every_encoding_is_found_and_mapped(void **state) {
  (void)state;
  check_encoding(plain, "", 0, "UTF-8", true);
  check_encoding(plain, "\xEF\xBB\xBF", 3, "UTF-8", true);
  check_encoding(plain, "", 0, "GB18030", false);
  check_encoding(hant, "", 0, "GB18030", false);
  check_encoding(hant, "", 0, "BIG5", false);
  check_encoding(plain, "", 0, "UTF-16LE", false);
  check_encoding(plain, "", 0, "UTF-16BE", false);
  check_encoding(plain, "\xFF\xFE", 2, "UTF-16LE", true);
  check_encoding(hant, "\xFE\xFF", 2, "UTF-16BE", true);
}

static void test_ascii_heavy_utf16_is_found(void **state) {
  (void)state;
  const char *s = "http://qinghe.example/2024/index.html 2024-01-28 10:01:59 / 青禾\n";
  size_t length;
  unsigned char *bytes = encode(s, "UTF-16LE", &length);
  fz_text *text = decode(bytes, length, NULL);
  assert_string_equal(fz_text_encoding(text), "UTF-16LE");
  assert_string_equal(bytes_of(text), s);
  fz_text_free(text);
  free(bytes);
}

static void test_pieces_cut_anywhere_are_found(void **state) {
  (void)state;
  static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "BIG5"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t length;
    unsigned char *bytes = encode(i == 4 ? hant : plain, i == 4 ? "BIG5-HKSCS" : names[i], &length);
    for (size_t at = 0; at + 100 <= length; at++) {
      fz_text *text = decode(bytes + at, 100, NULL);
      assert_string_equal(fz_text_encoding(text), names[i]);
      fz_text_free(text);
    }
    free(bytes);
  }
}

static void test_half_a_character_in_front_is_damage(void **state) {
  (void)state;
  size_t length, count, start, stop;
  unsigned char *bytes = encode(plain, "GB18030", &length);
  fz_text *text = decode(bytes + 1, length - 1, NULL);
  const fz_damage *damage = fz_text_damage(text, &count);
  assert_string_equal(fz_text_encoding(text), "GB18030");
  assert_memory_equal(bytes_of(text), "\xEF\xBF\xBD禾县2024年", strlen("\xEF\xBF\xBD禾县2024年"));
  assert_int_equal(count, 1);
  assert_string_equal(damage[0].kind, "undecodable");
  fz_text_source(text, damage[0].start, damage[0].stop, &start, &stop);
  assert_true(start == 0 && stop == 1);
  fz_text_free(text);
  free(bytes);
}

static void test_codes_with_more_or_less_than_one_character(void **state) {
  (void)state;
  const fz_text_options gb = {.encoding = "gbk"}, big5 = {.encoding = "Big5", .keep_script = true};
  /* 0x80 of CP936; four bytes, U+3400; A3A0, which old files use as a blank. */
  const char *s = "\xC7\xE0\x80\xBA\xCC\x81\x39\xEE\x39\xBA\xCC\xA3\xA0\xC7\xE0";
  size_t start, stop;
  fz_text *text = decode(s, strlen(s), &gb);
  assert_string_equal(bytes_of(text), "青€禾㐀禾 青");
  fz_text_source(text, 3, 6, &start, &stop);
  assert_true(start == 2 && stop == 3);
  fz_text_source(text, 9, 12, &start, &stop);
  assert_true(start == 5 && stop == 9);
  fz_text_free(text);
  s = "\xAB\x43\x88\x62\xB8\x67"; /* 青, E with circumflex and macron: two characters, 經 */
  text = decode(s, strlen(s), &big5);
  assert_string_equal(bytes_of(text), "青\xC3\x8A\xCC\x84經");
  fz_text_source(text, 5, 7, &start, &stop);
  assert_true(start == 2 && stop == 4);
  fz_text_source(text, 7, 10, &start, &stop);
  assert_true(start == 4 && stop == 6);
  fz_text_free(text);
}

/* A file of lines in two encodings; each part must lead back to its own bytes. */
static void test_lines_of_two_encodings(void **state) {
  (void)state;
  const char *line = "附件：行政执法统计表\n单位：件\n";
  size_t length, start, stop, damage;
  unsigned char *gb = encode(plain, "GB18030", &length);
  size_t size = length + strlen(line);
  unsigned char *bytes = malloc(size);
  memcpy(bytes, gb, length);
  memcpy(bytes + length, line, strlen(line));
  fz_text *text = decode(bytes, size, NULL);
  assert_string_equal(fz_text_encoding(text), "GB18030+UTF-8");
  fz_text_damage(text, &damage);
  assert_int_equal(damage, 0);
  const char *found = strstr(bytes_of(text), "附件");
  assert_non_null(found);
  size_t at = (size_t)(found - bytes_of(text));
  assert_memory_equal(bytes_of(text), plain, at);
  assert_int_equal(fz_text_source(text, at, at + 6, &start, &stop), FZ_OK);
  assert_true(start == length && stop == length + 6);
  assert_int_equal(fz_text_source(text, 0, 6, &start, &stop), FZ_OK);
  assert_true(start == 0 && stop == 4);
  fz_text_free(text);
  text = decode(bytes, size, &(fz_text_options){.encoding = "gb18030+utf-8"});
  assert_string_equal(fz_text_encoding(text), "GB18030+UTF-8");
  fz_text_free(text);
  free(bytes);
  free(gb);
}

static void check_damage(const char *bytes, size_t length, const char *encoding,
                         const char *expected, const char *kind, size_t from, size_t to) {
  fz_text *text = decode(bytes, length, &(fz_text_options){.encoding = encoding});
  size_t count, start, stop;
  const fz_damage *damage = fz_text_damage(text, &count);
  assert_string_equal(bytes_of(text), expected);
  assert_int_equal(count, 1);
  assert_string_equal(damage[0].kind, kind);
  fz_text_source(text, damage[0].start, damage[0].stop, &start, &stop);
  assert_int_equal(start, from);
  assert_int_equal(stop, to);
  fz_text_free(text);
}

static void test_what_cannot_be_decoded_is_marked(void **state) {
  (void)state;
  check_damage("青禾县政府受\xE7\x90", 20, NULL, "青禾县政府受\xEF\xBF\xBD", "undecodable", 18, 20);
  check_damage("青禾\xFF县政府受理", 22, NULL, "青禾\xEF\xBF\xBD县政府受理", "undecodable", 6, 7);
  check_damage("青禾\xEF\xBF\xBD县受", 15, NULL, "青禾\xEF\xBF\xBD县受", "replacement", 6, 9);
  check_damage("\xC7\xE0\xBA\xCC\xFF\xCF\xD8\xCA\xDC\xC0\xED", 11, "GB18030",
               "青禾\xEF\xBF\xBD县受理", "undecodable", 4, 5);
  check_damage("\x52\x97\xBE\x79\xBF\x53\xD7\x53\x00", 9, "UTF-16LE", "青禾县受\xEF\xBF\xBD",
               "undecodable", 8, 9);
  check_damage("\x52\x97\xBE\x79\x00\xD8\xBF\x53\xD7\x53", 10, "UTF-16LE", "青禾\xEF\xBF\xBD县受",
               "undecodable", 4, 6);
}

static void test_an_encoding_asked_for_must_fit(void **state) {
  (void)state;
  size_t length;
  unsigned char *bytes = encode(plain, "GB18030", &length);
  assert_int_equal(status_of(bytes, length, &(fz_text_options){.encoding = "UTF-8"}), FZ_ENCODING);
  assert_int_equal(status_of(bytes, length, &(fz_text_options){.encoding = "KOI8-R"}), FZ_INVALID);
  assert_int_equal(status_of(bytes, length, &(fz_text_options){.encoding = ""}), FZ_OK);
  free(bytes);
}

/* ---- what is no text */

static void test_binary_files_are_named(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t length;
    const char *word;
  } files[] = {
      {"%PDF-1.7\nabc", 12, "PDF"},
      {"PK\x03\x04\x14\0\x06\0", 8, "ZIP"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10, "OLE2"},
      {"\x89PNG\r\n\x1A\n\0\0", 10, "PNG"},
      {"\xFF\xD8\xFF\xE0", 4, "JPEG"},
      {"GIF89a\1\0", 8, "GIF"},
      {"\x1F\x8B\x08\0", 4, "gzip"},
      {"Rar!\x1A\x07\0", 7, "RAR"},
      {"7z\xBC\xAF\x27\x1C", 6, "7z"},
      {"\x7F"
       "ELF\2\1",
       6, "ELF"},
      {"SQLite format 3\0", 16, "SQLite"},
      {"\1\2\3\4\5\6\0\0\1\2\3\4abc", 15, "control"},
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    fz_text *text;
    fz_error error;
    assert_int_equal(fz_text_decode(files[i].bytes, files[i].length, NULL, &text, &error),
                     FZ_BINARY);
    assert_non_null(strstr(error.message, files[i].word));
  }
}

static void test_nothing_is_empty(void **state) {
  (void)state;
  assert_int_equal(status_of("", 0, NULL), FZ_EMPTY);
  assert_int_equal(status_of(" \n\t\r\n\xE3\x80\x80", 8, NULL), FZ_EMPTY);
  assert_int_equal(status_of("\xEF\xBB\xBF", 3, NULL), FZ_EMPTY);
}

static void test_other_encodings_are_refused(void **state) {
  (void)state;
  const char *latin = "L'\xE9t\xE9 \xE0 la mer, o\xF9 l'on va \xE0 pied, \xE7\xE0 et l\xE0.";
  assert_int_equal(status_of(latin, strlen(latin), NULL), FZ_ENCODING);
  assert_int_equal(status_of("\xFF\xFE\0\0\x52\x97\0\0", 8, NULL), FZ_ENCODING);
}

static void test_limit(void **state) {
  (void)state;
  fz_text_options options = {.max_bytes = strlen(plain)};
  assert_int_equal(status_of(plain, strlen(plain), &options), FZ_OK);
  options.max_bytes--;
  assert_int_equal(status_of(plain, strlen(plain), &options), FZ_TOOBIG);
}

/* ---- cleaning */

static void test_lines_and_controls(void **state) {
  (void)state;
  check_becomes("一\r\n二\r三\xE2\x80\xA8四\f五\n", "一\n二\n三\n四\n五\n");
  fz_text *text = decode("青\x01禾\x7F县\xC2\x85年度", 19, &(fz_text_options){.encoding = "UTF-8"});
  assert_string_equal(bytes_of(text), "青禾县年度");
  fz_text_free(text);
}

static void test_folding(void **state) {
  (void)state;
  check_becomes("２０２４年，１２．５％，ＡＰＰ上线", "2024年，12.5%，APP上线");
  check_becomes("三．四；（一）①㎡℃", "三．四；（一）①㎡℃");
  check_becomes("⻓江⼈⼝", "长江人口");
  check_becomes("法\xC2\xAD治\xE2\x80\x8B政\xEF\xBB\xBF府", "法治政府");
  check_becomes("甲\xC2\xA0乙\xE3\x80\x80丙\t丁", "甲 乙 丙 丁");
}

static void test_blanks(void **state) {
  (void)state;
  check_becomes("  青禾县  \n\t二\n", "青禾县\n二\n");
  check_becomes("2023 年度受理 36 件，5.9 ％", "2023年度受理36件，5.9%");
  check_becomes("2018年 2月", "2018年2月");
  check_becomes("工作情况 专项  报告", "工作情况 专项 报告");
  check_becomes("1. 纵深推进\n2.  继续", "1. 纵深推进\n2. 继续");
  check_becomes("2023 2024", "2023 2024");
  check_becomes("面积 3 ㎡，12 ℃", "面积3㎡，12℃");
}

static void test_decimals_that_pdf_tore(void **state) {
  (void)state;
  check_becomes("率0. 5%，共18. 08 亿元", "率0.5%，共18.08亿元");
  check_becomes("1. 5%的份额\n。2. 5万元", "1. 5%的份额\n。2. 5万元");
  check_becomes("共12. 5件", "共12. 5件");
}

static void test_markdown_and_empty_lines(void **state) {
  (void)state;
  check_becomes("## 标题\n**一是**加强 ** 二是 ** 改进", "标题\n一是加强 二是 改进");
  check_becomes("某某县*****号", "某某县*****号");
  check_becomes("一\n\n\n\n二\n\n\n三\n \n\t\n \n", "一\n\n二\n\n\n三\n\n");
}

/* ---- repairs */

static void check_repair(const char *s, const char *expected, const char *kind, size_t count) {
  fz_text *text = decode(s, strlen(s), &(fz_text_options){.keep_script = true});
  size_t found, damage, from, to;
  const fz_damage *repairs = fz_text_repairs(text, &found);
  fz_text_damage(text, &damage);
  assert_string_equal(bytes_of(text), expected);
  assert_int_equal(found, count);
  assert_int_equal(damage, 0);
  for (size_t i = 0; i < count; i++) {
    assert_string_equal(repairs[i].kind, kind);
    assert_int_equal(fz_text_source(text, repairs[i].start, repairs[i].stop, &from, &to), FZ_OK);
    assert_true(from < to);
    if (strcmp(kind, "gbk-shift") == 0) assert_true(s[from] == '?' || s[from] == '\xEF');
  }
  fz_text_free(text);
}

static void test_gbk_shift_is_undone(void **state) {
  (void)state;
  check_repair("取得新成效?,F將有關情況", "取得新成效。現將有關情況", "gbk-shift", 1);
  check_repair("取得新成效?，F將有關情況", "取得新成效。現將有關情況", "gbk-shift", 1);
  check_repair("取得新成效\xEF\xBF\xBD,F將有關", "取得新成效。現將有關", "gbk-shift", 1);
  check_repair("辦事不難?!案咝мk成一件", "辦事不難。“高效辦成一件", "gbk-shift", 1);
  check_repair("報告。\n?。ㄒ唬┘訌姀妥h。", "報告。\n（一）加強復議。", "gbk-shift", 1);
  check_repair("發展成果?＠^續發展", "發展成果。繼續發展", "gbk-shift", 1);
  check_repair("更可持續??紤]到青禾", "更可持續。考慮到青禾", "gbk-shift", 1);
}

static void test_what_was_encoded_twice_is_read_once(void **state) {
  (void)state;
  /* 国务院令第1号, as Latin-1 and as Windows-1252 have the bytes: E5 9B BD … 99 A2 … */
  check_repair(
      "\xC3\xA5\xC2\x9B\xC2\xBD\xC3\xA5\xC2\x8A\xC2\xA1\xC3\xA9\xC2\x99\xC2\xA2"
      "\xC3\xA4\xC2\xBB\xC2\xA4\xC3\xA7\xC2\xAC\xC2\xAC"
      "1\xC3\xA5\xC2\x8F\xC2\xB7",
      "国务院令第1号", "encoded-twice", 2);
  check_repair("å›½åŠ¡é™¢ä»¤ç¬¬1å\xC2\x8F·", "国务院令第1号", "encoded-twice", 2);
  check_repair("国务院。å›½åŠ¡é™¢ä»¤ç¬¬1å\xC2\x8F·", "国务院。国务院令第1号", "encoded-twice", 2);
}

static void test_what_was_encoded_twice_leads_to_all_its_characters(void **state) {
  (void)state;
  static const char s[] = "å›½åŠ¡é™¢ä»¤ç¬¬1å\xC2\x8F·";
  size_t from, to;
  fz_text *text = decode(s, sizeof s - 1, &(fz_text_options){.raw = true});
  assert_int_equal(fz_text_source(text, 3, 6, &from, &to), FZ_OK); /* 务 */
  assert_int_equal(from, strlen("å›½"));
  assert_int_equal(to, strlen("å›½åŠ¡"));
  assert_int_equal(fz_text_source(text, 15, 16, &from, &to), FZ_OK); /* 1 */
  assert_int_equal(s[from], '1');
  assert_int_equal(to, from + 1);
  fz_text_free(text);
}

static void test_a_byte_lost_of_what_was_encoded_twice_is_damage(void **state) {
  (void)state;
  static const char s[] = "å›½åŠ¡é™¢ä»¤ç¬¬1å·，åŠ¡é™";
  size_t count;
  fz_text *text = decode(s, sizeof s - 1, &(fz_text_options){.keep_script = true});
  assert_string_equal(bytes_of(text), "国务院令第1å·，务é™");
  const fz_damage *damage = fz_text_damage(text, &count);
  assert_int_equal(count, 2);
  assert_string_equal(damage[0].kind, "garbled");
  assert_int_equal(damage[0].start, strlen("国务院令第1"));
  assert_int_equal(damage[0].stop, strlen("国务院令第1å·"));
  fz_text_free(text);
}

static void test_latin_text_was_not_encoded_twice(void **state) {
  (void)state;
  check_repair("café—’ hé“” 国务院令", "café—’ hé“” 国务院令", "", 0);
  check_repair("å›½ ã€‚ 国务院", "å›½ ã€‚ 国务院", "", 0); /* too little of it to tell */
}

static void test_gbk_shift_in_gb18030_bytes(void **state) {
  (void)state;
  const char *s = "青禾縣取得新成效?,F將有關情況報告";
  size_t length, count, start, stop;
  unsigned char *bytes = encode(s, "GB18030", &length);
  fz_text *text = decode(bytes, length, NULL);
  assert_string_equal(bytes_of(text), "青禾县取得新成效。现将有关情况报告");
  const fz_damage *repairs = fz_text_repairs(text, &count);
  assert_int_equal(count, 1);
  fz_text_source(text, repairs[0].start, repairs[0].stop, &start, &stop);
  assert_true(start == 16 && stop == 19); /* ? , F */
  assert_true(check_leads_back(text, bytes, length) > 10);
  fz_text_free(text);
  free(bytes);
}

static void test_question_marks_are_left_alone(void **state) {
  (void)state;
  static const char *const healthy[] = {
      "什么?我们去办。",
      "怎么办?把A股和B股分开",
      "真的?!A股上市了",
      "网址qinghe.example/?id=3",
      "谁?鄄城县、亳州市",
      "5G?5G网络已通",
      "办了没有?，我们不知道",
      "?",
      "??",
      "Really?, Fine.",
      "為什麼?羣衆滿意",
      "哪里?“高效办成一件事”",
  };
  for (size_t i = 0; i < sizeof healthy / sizeof *healthy; i++)
    check_repair(healthy[i], healthy[i], "", 0);
}

static void test_garble_that_does_not_resolve_is_damage(void **state) {
  (void)state;
  const char *s = "报告如下?。ㄒ唬┮婪ㄐ姓。全县";
  fz_text *text = decode_string(s);
  size_t count;
  const fz_damage *damage = fz_text_damage(text, &count);
  assert_string_equal(bytes_of(text), s);
  assert_int_equal(count, 1);
  assert_string_equal(damage[0].kind, "garbled");
  assert_int_equal(damage[0].start, strlen("报告如下"));
  fz_text_free(text);
}

static void test_lost_blanks_need_two_lines(void **state) {
  (void)state;
  check_repair("??一、加强\n??二、改进\n", "一、加强\n二、改进\n", "lost-blank", 2);
  check_repair("??一、加强\n二、改进\n", "??一、加强\n二、改进\n", "", 0);
}

/* ---- script */

static void test_traditional_becomes_simplified(void **state) {
  (void)state;
  fz_text *text = decode_string(hant);
  assert_string_equal(fz_text_script(text), "Hant");
  assert_non_null(strstr(bytes_of(text), "青禾县2024年法治政府建设情况的报告"));
  assert_true(check_leads_back(text, (const unsigned char *)hant, strlen(hant)) > 50);
  fz_text_free(text);
  text = decode(hant, strlen(hant), &(fz_text_options){.keep_script = true});
  assert_string_equal(fz_text_script(text), "Hant");
  assert_string_equal(bytes_of(text), hant);
  fz_text_free(text);
}

static void test_simplify(void **state) {
  (void)state;
  char *out;
  size_t length;
  assert_int_equal(fz_simplify("行政復議", 12, &out, &length, NULL), FZ_OK);
  assert_string_equal(out, "行政复议");
  assert_int_equal(length, 12);
  free(out);
  assert_int_equal(fz_simplify("\xE8\xA4", 2, &out, &length, NULL), FZ_OK);
  assert_string_equal(out, "\xE8\xA4");
  free(out);
  assert_int_equal(fz_simplify("", 0, &out, &length, NULL), FZ_OK);
  assert_string_equal(out, "");
  free(out);
}

/* ---- source, edit, slice */

static void check_source(const fz_text *text, size_t i, size_t j, size_t from, size_t to) {
  size_t start, stop;
  assert_int_equal(fz_text_source(text, i, j, &start, &stop), FZ_OK);
  assert_int_equal(start, from);
  assert_int_equal(stop, to);
}

static void test_dropped_bytes_at_the_edges_stay_outside(void **state) {
  (void)state;
  fz_text *text = decode_string("  受理 36 件  \n"); /* 受 2–5, 理 5–8, 3 9, 6 10, 件 12–15 */
  assert_string_equal(bytes_of(text), "受理36件\n");
  check_source(text, 0, 6, 2, 8);    /* 受理 */
  check_source(text, 6, 8, 9, 11);   /* 36 */
  check_source(text, 3, 11, 5, 15);  /* 理36件: the blanks inside are enclosed */
  check_source(text, 8, 11, 12, 15); /* 件 */
  fz_text_free(text);
}

static void test_source_grows_to_characters_and_checks(void **state) {
  (void)state;
  fz_text *text = decode_string("青禾县");
  size_t start, stop;
  check_source(text, 1, 2, 0, 3);
  check_source(text, 2, 4, 0, 6);
  check_source(text, 4, 4, 3, 3);
  check_source(text, 9, 9, 9, 9);
  assert_int_equal(fz_text_source(text, 0, 10, &start, &stop), FZ_INVALID);
  assert_int_equal(fz_text_source(text, 2, 1, &start, &stop), FZ_INVALID);
  fz_text_free(text);
}

static void test_edits(void **state) {
  (void)state;
  fz_text *text = decode_string("甲\n乙丙丁");
  const fz_edit edits[] = {
      {0, 0, "首", 3}, {3, 4, "", 0}, {4, 7, "二二", 6}, {10, 13, "丁", 3}, {13, 13, "尾", 3}};
  assert_int_equal(fz_text_edit(text, edits, 5, NULL), FZ_OK);
  assert_string_equal(bytes_of(text), "首甲二二丙丁尾");
  check_source(text, 0, 3, 0, 0);    /* 首 was put in */
  check_source(text, 3, 6, 0, 3);    /* 甲 */
  check_source(text, 3, 12, 0, 7);   /* 甲二二, across the dropped line end */
  check_source(text, 6, 9, 4, 7);    /* half of a replacement comes from all of it */
  check_source(text, 12, 15, 7, 10); /* 丙 */
  check_source(text, 18, 21, 13, 13);
  const fz_edit again = {9, 12, "三", 3};
  assert_int_equal(fz_text_edit(text, &again, 1, NULL), FZ_OK);
  assert_string_equal(bytes_of(text), "首甲二三丙丁尾");
  check_source(text, 6, 9, 4, 7);
  check_source(text, 9, 12, 4, 7);
  fz_text_free(text);
}

static void test_bad_edits_change_nothing(void **state) {
  (void)state;
  static const struct {
    fz_edit edits[2];
  } bad[] = {
      {{{0, 3, "", 0}, {0, 3, "", 0}}},     {{{3, 6, "", 0}, {0, 3, "", 0}}},
      {{{0, 3, "", 0}, {6, 12, "", 0}}},    {{{0, 3, "", 0}, {4, 6, "", 0}}},
      {{{0, 3, "", 0}, {3, 5, "", 0}}},     {{{0, 3, "\xE4", 1}, {3, 6, "", 0}}},
      {{{0, 3, "\x01", 1}, {3, 6, "", 0}}}, {{{0, 3, "", 0}, {6, 3, "", 0}}},
  };
  fz_text *text = decode_string("青禾县");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    fz_error error;
    assert_int_equal(fz_text_edit(text, bad[i].edits, 2, &error), FZ_INVALID);
    assert_string_equal(bytes_of(text), "青禾县");
  }
  fz_text_free(text);
}

static void test_slice_keeps_map_and_marks(void **state) {
  (void)state;
  const char *s = "  甲\xFF乙 36 件新成效?,F將有關各方";
  const fz_text_options options = {.encoding = "UTF-8", .keep_script = true};
  fz_text *text = decode(s, strlen(s), &options);
  assert_string_equal(bytes_of(text), "甲\xEF\xBF\xBD乙36件新成效。現將有關各方");
  fz_text *part;
  size_t count;
  assert_int_equal(fz_text_slice(text, 3, 29, &part, NULL), FZ_OK);
  fz_text_free(text);
  assert_string_equal(bytes_of(part), "\xEF\xBF\xBD乙36件新成效。現");
  const fz_damage *marks = fz_text_damage(part, &count);
  assert_int_equal(count, 1);
  assert_true(marks[0].start == 0 && marks[0].stop == 3);
  marks = fz_text_repairs(part, &count);
  assert_int_equal(count, 1);
  assert_true(marks[0].start == 20 && marks[0].stop == 26);
  check_source(part, 0, 3, 5, 6);
  check_source(part, 6, 8, 10, 12);
  assert_int_equal(fz_text_slice(part, 4, 4, &text, NULL), FZ_INVALID);
  assert_int_equal(fz_text_slice(part, 8, 8, &text, NULL), FZ_OK);
  check_source(text, 0, 0, 13, 13); /* an empty slice keeps its place: before 件 */
  fz_text_free(text);
  fz_text_free(part);
}

/* ---- files */

static void test_read(void **state) {
  (void)state;
  char folder[] = "/tmp/fazhi-text-XXXXXX", path[64], pipe[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/报告.txt", folder);
  snprintf(pipe, sizeof pipe, "%s/pipe", folder);
  fz_text *text;
  fz_error error;
  assert_int_equal(fz_text_read(path, NULL, &text, &error), FZ_IO);
  assert_int_equal(fz_text_read(folder, NULL, &text, &error), FZ_NOTFILE);
  assert_int_equal(mkfifo(pipe, 0600), 0);
  assert_int_equal(fz_text_read(pipe, NULL, &text, &error), FZ_NOTFILE);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  for (int i = 0; i < 3000; i++) fputs(plain, f);
  fclose(f);
  assert_int_equal(fz_text_read(path, &(fz_text_options){.max_bytes = 1000}, &text, &error),
                   FZ_TOOBIG);
  assert_null(text);
  assert_int_equal(fz_text_read(path, NULL, &text, &error), FZ_OK);
  assert_int_equal(fz_text_source_size(text), 3000 * strlen(plain));
  fz_text_free(text);
  unlink(path);
  unlink(pipe);
  rmdir(folder);
}

static void test_sha256(void **state) {
  (void)state;
  fz_text *text = decode_string("abc"); /* FIPS 180-2, appendix B.1 */
  assert_string_equal(fz_text_sha256(text),
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  fz_text_free(text);
}

/* Where a text ends inside its last block; the digests are those of sha256sum. */
static void test_digests(void **state) {
  (void)state;
  static const struct {
    size_t length;
    const char *digest;
  } known[] = {
      {0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {55, "b2ca0adc388a66d3a5a7f6541239331d5a867eede554e11262241271faaf36c5"},
      {56, "3768eff44f1df02704a832cf708935fbed9bb74d0714fbe75454c266c4e12856"},
      {63, "dc06ea9e456da9f9fc2276564018231c36196ff7745bf505fd7f503aec5c67fd"},
      {64, "b68fe543b0b5a544e32eb08712e697bfcd3a3cb491563c3b1cba112d378f4bdb"},
      {119, "b27b61037be684924f5497ee79c784f09c971d8c8c3136f6270e0fd34775aa1b"},
      {120, "00c666e960132985e9c99dc98bf25782df791138d0f1252b69781694ed97d693"},
      {260, "b01b8dbba9fceae7cb1d1a51315f8046ea273549739f039bdc8c3b5b27ec590b"},
  };
  unsigned char bytes[260];
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(i * 167 + 13);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    char found[65];
    fz_sha256(bytes, known[i].length, found);
    assert_string_equal(found, known[i].digest);
  }
}

/* Files as found, also in other encodings: everything must lead back. */
static void check_real_file(const char *path) {
  static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
  fz_text *text;
  fz_error error;
  if (fz_text_read(path, &(fz_text_options){.keep_script = true}, &text, &error) != FZ_OK) return;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t length;
    unsigned char *bytes = encode(bytes_of(text), names[i], &length);
    fz_text *again = decode(bytes, length, NULL);
    assert_string_equal(fz_text_encoding(again), names[i]);
    assert_true(check_leads_back(again, bytes, length) > 0);
    fz_text_free(again);
    free(bytes);
  }
  fz_text_free(text);
}

static void test_real_files(void **state) {
  (void)state;
  const char *folder = getenv("FAZHI_REAL");
  DIR *d = folder == NULL ? NULL : opendir(folder);
  if (d == NULL) {
    print_message("FAZHI_REAL names no folder: real files are not tested\n");
    skip();
  }
  size_t count = 0;
  for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    if (strstr(e->d_name, ".txt") == NULL) continue;
    check_real_file(path);
    count++;
  }
  closedir(d);
  print_message("%zu real files\n", count);
}

int main(void) {
  cmocka_set_message_output(CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain_utf8_is_left_as_it_is),
      cmocka_unit_test(test_every_encoding_is_found_and_mapped),
      cmocka_unit_test(test_ascii_heavy_utf16_is_found),
      cmocka_unit_test(test_pieces_cut_anywhere_are_found),
      cmocka_unit_test(test_half_a_character_in_front_is_damage),
      cmocka_unit_test(test_codes_with_more_or_less_than_one_character),
      cmocka_unit_test(test_lines_of_two_encodings),
      cmocka_unit_test(test_what_cannot_be_decoded_is_marked),
      cmocka_unit_test(test_an_encoding_asked_for_must_fit),
      cmocka_unit_test(test_binary_files_are_named),
      cmocka_unit_test(test_nothing_is_empty),
      cmocka_unit_test(test_other_encodings_are_refused),
      cmocka_unit_test(test_limit),
      cmocka_unit_test(test_lines_and_controls),
      cmocka_unit_test(test_folding),
      cmocka_unit_test(test_blanks),
      cmocka_unit_test(test_decimals_that_pdf_tore),
      cmocka_unit_test(test_markdown_and_empty_lines),
      cmocka_unit_test(test_gbk_shift_is_undone),
      cmocka_unit_test(test_what_was_encoded_twice_is_read_once),
      cmocka_unit_test(test_what_was_encoded_twice_leads_to_all_its_characters),
      cmocka_unit_test(test_a_byte_lost_of_what_was_encoded_twice_is_damage),
      cmocka_unit_test(test_latin_text_was_not_encoded_twice),
      cmocka_unit_test(test_gbk_shift_in_gb18030_bytes),
      cmocka_unit_test(test_question_marks_are_left_alone),
      cmocka_unit_test(test_garble_that_does_not_resolve_is_damage),
      cmocka_unit_test(test_lost_blanks_need_two_lines),
      cmocka_unit_test(test_traditional_becomes_simplified),
      cmocka_unit_test(test_simplify),
      cmocka_unit_test(test_dropped_bytes_at_the_edges_stay_outside),
      cmocka_unit_test(test_source_grows_to_characters_and_checks),
      cmocka_unit_test(test_edits),
      cmocka_unit_test(test_bad_edits_change_nothing),
      cmocka_unit_test(test_slice_keeps_map_and_marks),
      cmocka_unit_test(test_read),
      cmocka_unit_test(test_sha256),
      cmocka_unit_test(test_digests),
      cmocka_unit_test(test_real_files),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
