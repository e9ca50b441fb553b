/*
** look.c: weighing decoded text, character by character. What each character of the basic plane adds
** is worked out once, when the first text is weighed.
*/
#include "text/look.h"

#include <pthread.h>
#include <string.h>

#include "text/han.h"
#include "text/utf8.h"

/* What one character adds to the eighths of plausibility. */
static int weight(uint32_t c) {
  if (fz_is_common_han(c) || fz_is_chinese_punctuation(c)) return 8;
  if (fz_is_gb2312_han(c)) return 4;
  if (c == 0xFFFD) return -16;
  if (c >= 0xE000 && c <= 0xF8FF) return -8;
  if (c >= 0x2190 && c <= 0x26FF) return 4; /* arrows, signs, lines of tables */
  if (c >= 0xF0000 || (c & 0xFFFE) == 0xFFFE) return -16;
  if (c >= 0xFF10 && c <= 0xFF5A) return 8;
  if (c == 0xFEFF || (c >= 0x2000 && c <= 0x203A) || (c >= 0x3220 && c <= 0x33FF)) return 4;
  return 0;
}

static bool is_odd_control(uint32_t c) {
  return fz_is_control(c) && !(c >= '\t' && c <= '\r') && c != 0x1A;
}

/* What a character adds to a look. */
typedef struct traits {
  uint8_t cost; /* in quarters of a nat */
  int8_t good;
  uint8_t kinds;
} traits;

enum { CONTROL = 1, FOREIGN = 2, BAD = 4, CHINESE = 8, IS_HAN = 16 };

static traits traits_of(uint32_t c) {
  traits t = {.cost = (uint8_t)(4 * fz_character_cost(c))};
  bool han = fz_is_han(c);
  if (han) t.kinds |= IS_HAN;
  if (is_odd_control(c)) {
    t.kinds |= CONTROL;
    t.good = -16;
  } else if (c >= 0x80) {
    t.kinds |= FOREIGN;
    if (c == 0xFFFD) t.kinds |= BAD;
    if (han || fz_is_chinese_punctuation(c)) t.kinds |= CHINESE;
    t.good = (int8_t)weight(c);
  }
  return t;
}

static traits basic[0x10000];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fill(void) {
  for (uint32_t c = 0; c < 0x10000; c++) basic[c] = traits_of(c);
}

/*
** One letter alone between two Chinese characters, or before the first one, is what remains of a
** pair read one byte off: the second bytes of GBK and Big5 may be letters. Hardly any text has
** such letters (B超, 在A股).
*/
static bool is_lone_letter(const char *text, size_t length, size_t at) {
  unsigned char c = (unsigned char)text[at];
  return c >= 0x40 && c < 0x7F && (at == 0 || (unsigned char)text[at - 1] >= 0x80) &&
         at + 1 < length && (unsigned char)text[at + 1] >= 0x80;
}

enum { LONE_LETTER = 5 }; /* its cost in nats, over that of a letter */

fz_look fz_look_at(const char *text, size_t length) {
  fz_look look = {0};
  size_t cost = 0, han_cost = 0;
  intptr_t good = 0;
  pthread_once(&once, fill);
  for (size_t at = 0, width; at < length; at += width) {
    uint32_t c = fz_utf8_read(text + at, &width);
    traits t = c < 0x10000 ? basic[c] : traits_of(c);
    look.characters++;
    cost += t.cost;
    good += t.good;
    look.controls += (t.kinds & CONTROL) != 0;
    look.foreign += (t.kinds & FOREIGN) != 0;
    look.bad += (t.kinds & BAD) != 0;
    look.chinese += (t.kinds & CHINESE) != 0;
    if (t.kinds & IS_HAN) {
      look.han++;
      han_cost += t.cost;
    }
    if (c < 0x80 && is_lone_letter(text, length, at)) cost += 4 * LONE_LETTER;
  }
  look.good = (double)good;
  look.cost = (double)cost / 4;
  look.han_cost = (double)han_cost / 4;
  return look;
}

double fz_look_plausible(const fz_look *look) {
  double all = 8 * (double)(look->foreign + look->controls);
  return all == 0 ? 1 : look->good > 0 ? look->good / all : 0;
}

#define PLAUSIBLE 0.45 /* less than that is no Chinese text */

bool fz_is_chinese(const fz_look *look) { return fz_look_plausible(look) >= PLAUSIBLE; }

void fz_look_add(fz_look *sum, const fz_look *look) {
  sum->characters += look->characters;
  sum->foreign += look->foreign;
  sum->controls += look->controls;
  sum->bad += look->bad;
  sum->chinese += look->chinese;
  sum->good += look->good;
  sum->cost += look->cost;
  sum->han += look->han;
  sum->han_cost += look->han_cost;
}

fz_status fz_look_through(fz_encoding encoding, const unsigned char *bytes, size_t start,
                          size_t stop, fz_look *look, fz_error *error) {
  fz_draft draft = {.is_bare = true};
  fz_status status = fz_decode(encoding, bytes, start, stop, &draft, error);
  if (status == FZ_OK) {
    size_t length = draft.length;
    if (length >= 3 && memcmp(draft.bytes + length - 3, "\xEF\xBF\xBD", 3) == 0) {
      length -= 3;
      look->cost += FZ_LOOK_TORN;
    }
    fz_look found = fz_look_at(draft.bytes, length);
    fz_look_add(look, &found);
  }
  fz_draft_clear(&draft);
  return status;
}
