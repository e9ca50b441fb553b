/*
** pairs.c: filling the tables of pairs. All pairs of a lead are given to iconv at once, a line
** each, so that one it does not know takes none of the next with it.
*/
#include "text/pairs.h"

#include <iconv.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "text/codes.h"

enum { TRAILS = 0x100 - FZ_PAIR_TRAIL, LINE = 3, ROOM = 8 }; /* a line has at most ROOM bytes */

static fz_pairs tables[2];
static bool filled[2];
static iconv_t kept[2]; /* never closed, so that the C library keeps its modules for the next ones */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

const char *fz_pairs_name(fz_encoding encoding) {
  return encoding == FZ_BIG5 ? "BIG5-HKSCS" : "GB18030";
}

static uint32_t pack(const char *bytes, size_t length) {
  uint32_t packed = 0;
  for (size_t i = 0; i < length; i++) packed |= (uint32_t)(unsigned char)bytes[i] << 8 * i;
  return packed;
}

/* The character that a line is, if it is one and not ASCII; else 0. */
static uint32_t only_character(const char *line, size_t length) {
  if (length < 2 || length > 4 || fz_utf8_width(line[0]) != length) return 0;
  return pack(line, length);
}

/* Enters the lines that iconv made, from that of pair `n` on; returns the pair behind them. */
static size_t take_lines(fz_encoding encoding, const unsigned char *pairs, const char *text,
                         size_t length, size_t n, uint32_t *row) {
  const char *end = text + length, *feed;
  for (; (feed = memchr(text, '\n', (size_t)(end - text))) != NULL; text = feed + 1, n++) {
    char other[4];
    size_t known = fz_code_find(encoding, pairs + LINE * n, 2, other);
    row[n] = known > 0 ? only_character(other, known) : only_character(text, (size_t)(feed - text));
  }
  return n;
}

static void fill_row(iconv_t cd, fz_encoding encoding, unsigned char lead, uint32_t *row) {
  unsigned char pairs[LINE * TRAILS];
  char text[ROOM * TRAILS], other[4];
  for (unsigned i = 0; i < TRAILS; i++) {
    const unsigned char pair[LINE] = {lead, (unsigned char)(FZ_PAIR_TRAIL + i), '\n'};
    memcpy(pairs + LINE * (size_t)i, pair, LINE);
  }
  for (size_t n = 0; n < TRAILS; n++) {
    char *in = (char *)pairs + LINE * n, *to = text;
    size_t left = LINE * (TRAILS - n), room = sizeof text;
    iconv(cd, &in, &left, &to, &room);
    iconv(cd, NULL, NULL, &to, &room);
    n = take_lines(encoding, pairs, text, (size_t)(to - text), n, row);
    if (n < TRAILS && fz_code_find(encoding, pairs + LINE * n, 2, other) == 0)
      row[n] = FZ_PAIR_NONE;
  }
}

static bool fill(fz_pairs *table, fz_encoding encoding, iconv_t *keep) {
  iconv_t cd = iconv_open("UTF-8", fz_pairs_name(encoding));
  if (cd == (iconv_t)-1) return false;
  *keep = cd;
  for (unsigned lead = FZ_PAIR_LEAD; lead < 0xFF; lead++)
    fill_row(cd, encoding, (unsigned char)lead, table->at[lead - FZ_PAIR_LEAD]);
  return true;
}

const fz_pairs *fz_pairs_of(fz_encoding encoding) {
  int i = encoding == FZ_BIG5;
  pthread_mutex_lock(&lock);
  if (!filled[i]) filled[i] = fill(&tables[i], encoding, &kept[i]);
  bool ok = filled[i];
  pthread_mutex_unlock(&lock);
  return ok ? &tables[i] : NULL;
}
