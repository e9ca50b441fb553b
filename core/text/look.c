/*
** look.c: weighing decoded text, character by character. The characters of the basic plane fall into
** some dozens of classes that add the same to a look, which is worked out once, when the first text is
** weighed; so weighing is to count how many are of each class, and no text is written for it.
*/
#include "text/look.h"

#include <pthread.h>
#include <string.h>

#include "text/han.h"
#include "text/pairs.h"
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

enum { CLASSES = UINT8_MAX + 1, PLANE = 0x10000, PLANES = 17 };

static traits classes[CLASSES];
static size_t class_count;
static uint8_t class_of[PLANE];
static uint8_t class_beyond[PLANES][2]; /* by plane; the second of its last two code points */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool is_same(traits a, traits b) {
  return a.cost == b.cost && a.good == b.good && a.kinds == b.kinds;
}

/* The class of a character, a new one if there is none; `near` has by cost that of the last character with it. */
static uint8_t enter(uint32_t c, uint8_t near[CLASSES]) {
  traits t = traits_of(c);
  size_t k = near[t.cost];
  if (k >= class_count || !is_same(classes[k], t)) k = 0;
  while (k < class_count && !is_same(classes[k], t)) k++;
  if (k == class_count) classes[class_count++] = t;
  return near[t.cost] = (uint8_t)k;
}

static void fill(void) {
  uint8_t near[CLASSES] = {0};
  for (uint32_t c = 0; c < PLANE; c++) class_of[c] = enter(c, near);
  for (uint32_t plane = 1; plane < PLANES; plane++) {
    class_beyond[plane][0] = enter(plane * PLANE, near);
    class_beyond[plane][1] = enter(plane * PLANE + 0xFFFE, near);
  }
}

/*
** One letter alone between two Chinese characters, or before the first one, is what remains of a
** pair read one byte off: the second bytes of GBK and Big5 may be letters. Hardly any text has
** such letters (B超, 在A股).
*/
enum { LONE_LETTER = 5 }; /* its cost in nats, over that of a letter */

/* What was weighed so far. */
typedef struct scale {
  size_t counts[CLASSES];
  size_t lone;     /* letters that stand alone */
  bool is_wide;    /* the last character is not ASCII, or there is none yet */
  bool is_letter;  /* it is a letter, and stands alone if the next one is not ASCII */
  bool was_letter; /* the one before the last did */
  uint32_t last;
} scale;

static void begin(scale *s) {
  pthread_once(&once, fill);
  memset(s->counts, 0, class_count * sizeof *s->counts);
  s->lone = s->last = 0;
  s->is_wide = true;
  s->is_letter = s->was_letter = false;
}

static size_t *count_of(scale *s, uint32_t c) {
  uint8_t k = c < PLANE ? class_of[c] : class_beyond[c / PLANE][(c & 0xFFFE) == 0xFFFE];
  return &s->counts[k];
}

static inline void weigh(scale *s, uint32_t c) {
  if (c >= 0x80 &&
      c < 0xFFFD) { /* as nearly all are; whether a letter stands before is asked of U+FFFD alone */
    if (s->is_letter) s->lone++;
    s->is_letter = false;
    s->is_wide = true;
    s->last = c;
    s->counts[class_of[c]]++;
    return;
  }
  s->was_letter = s->is_letter;
  s->is_letter = c < 0x7F && c >= 0x40 && s->is_wide;
  s->is_wide = c >= 0x80;
  s->lone += s->is_wide && s->was_letter;
  s->last = c;
  ++*count_of(s, c);
}

static void weigh_utf8(scale *s, const unsigned char *bytes, size_t start, size_t stop) {
  for (size_t at = start, width; at < stop; at += width) {
    if (fz_utf8_is_plain(bytes + at, stop - at)) {
      weigh(s, (bytes[at] & 0x0Fu) << 12 | (bytes[at + 1] & 0x3Fu) << 6 | (bytes[at + 2] & 0x3Fu));
      width = 3;
    } else if (fz_utf8_check(bytes + at, stop - at, &width) > 0) {
      weigh(s, fz_utf8_read((const char *)bytes + at, &width));
    } else {
      weigh(s, 0xFFFD);
    }
  }
}

static void weigh_utf16(scale *s, const unsigned char *bytes, size_t start, size_t stop, bool big) {
  for (size_t at = start, width; at < stop; at += width) {
    uint32_t c = fz_utf16_read(bytes + at, stop - at, big, &width);
    weigh(s, c == 0xD800 ? 0xFFFD : c);
  }
}

/* The character that a pair of the tables is, which has it in UTF-8, the first byte lowest. */
static uint32_t code_of(uint32_t pair) {
  if (fz_pair_unit(pair) == 3)
    return (pair & 0x0F) << 12 | (pair >> 8 & 0x3F) << 6 | (pair >> 16 & 0x3F);
  size_t width;
  const char bytes[4] = {(char)(pair & 0xFF), (char)(pair >> 8 & 0xFF), (char)(pair >> 16 & 0xFF),
                         (char)(pair >> 24)};
  return fz_utf8_read(bytes, &width);
}

/* The classes of the characters of pairs, by lead and trail, each one more; 0: none of the basic plane. */
typedef struct pair_classes {
  uint8_t at[0xFF - FZ_PAIR_LEAD][0x100 - FZ_PAIR_TRAIL];
} pair_classes;

static pair_classes classes_gb18030, classes_big5;
static pthread_once_t once_gb18030 = PTHREAD_ONCE_INIT, once_big5 = PTHREAD_ONCE_INIT;

static void fill_pairs(fz_encoding encoding, pair_classes *by_pair) {
  const fz_pairs *pairs = fz_pairs_of(encoding);
  for (size_t i = 0; pairs != NULL && i < 0xFF - FZ_PAIR_LEAD; i++) {
    for (size_t j = 0; j < 0x100 - FZ_PAIR_TRAIL; j++) {
      uint32_t pair = pairs->at[i][j], c = pair > FZ_PAIR_NONE ? code_of(pair) : 0;
      if (c >= 0x80 && c < 0xFFFD) by_pair->at[i][j] = (uint8_t)(class_of[c] + 1);
    }
  }
}

static void fill_gb18030(void) { fill_pairs(FZ_GB18030, &classes_gb18030); }

static void fill_big5(void) { fill_pairs(FZ_BIG5, &classes_big5); }

static const pair_classes *classes_by_pair(fz_encoding encoding) {
  bool big5 = encoding == FZ_BIG5;
  pthread_once(big5 ? &once_big5 : &once_gb18030, big5 ? fill_big5 : fill_gb18030);
  return big5 ? &classes_big5 : &classes_gb18030;
}

/* Weighs the pairs of classes at `at` as weigh does each; returns where they end. */
static size_t weigh_run(scale *s, const pair_classes *by_pair, const unsigned char *bytes,
                        size_t at, size_t stop) {
  size_t end = at;
  for (; stop - end >= 2; end += 2) {
    const unsigned char *c = bytes + end;
    if (c[0] < FZ_PAIR_LEAD || c[0] == 0xFF || c[1] < FZ_PAIR_TRAIL) break;
    uint8_t k = by_pair->at[c[0] - FZ_PAIR_LEAD][c[1] - FZ_PAIR_TRAIL];
    if (k == 0) break;
    s->counts[k - 1]++;
  }
  if (end == at) return end;
  s->lone += s->is_letter;
  s->is_letter = false;
  s->is_wide = true;
  s->last = 0; /* no U+FFFD, which is all that is asked of it */
  return end;
}

/* What is neither ASCII nor a pair of the tables, at `at`; *done receives its bytes. */
static fz_status weigh_odd(scale *s, fz_converter *c, const unsigned char *bytes, size_t at,
                           size_t stop, size_t *done, fz_error *error) {
  fz_draft draft = {.is_bare = true};
  fz_status status = fz_decode_odd(c, bytes, at, stop, &draft, done, error);
  if (status == FZ_OK && draft.failed)
    status = fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  for (size_t i = 0, width; status == FZ_OK && i < draft.length; i += width)
    weigh(s, fz_utf8_read(draft.bytes + i, &width));
  fz_draft_clear(&draft);
  return status;
}

static fz_status weigh_pairs(scale *s, fz_encoding encoding, const unsigned char *bytes,
                             size_t start, size_t stop, fz_error *error) {
  const fz_pairs *pairs = fz_pairs_of(encoding);
  const pair_classes *by_pair = classes_by_pair(encoding);
  fz_converter converter = {.encoding = encoding};
  fz_status status = FZ_OK;
  for (size_t at = start, done; status == FZ_OK; at += done) {
    at = weigh_run(s, by_pair, bytes, at, stop);
    if (at == stop) break;
    uint32_t pair = pairs == NULL ? 0 : fz_pair_at(pairs, bytes + at, stop - at);
    done = 1;
    if (bytes[at] < 0x80) {
      weigh(s, bytes[at]);
    } else if (pair > FZ_PAIR_NONE) {
      weigh(s, code_of(pair));
      done = 2;
    } else if (pairs != NULL && (done = fz_decode_bad(encoding, pair, bytes + at, stop - at)) > 0) {
      weigh(s, 0xFFFD);
    } else {
      status = weigh_odd(s, &converter, bytes, at, stop, &done, error);
    }
  }
  fz_converter_close(&converter);
  return status;
}

/* A character cut off at the end says nothing but that it is cut off. */
static void take_torn(scale *s, fz_look *look) {
  if (s->last != 0xFFFD) return;
  --*count_of(s, 0xFFFD);
  s->lone -= s->was_letter;
  look->cost += FZ_LOOK_TORN;
}

static void add_up(const scale *s, fz_look *look) {
  size_t cost = 4 * LONE_LETTER * s->lone, han_cost = 0;
  intptr_t good = 0;
  for (size_t k = 0; k < class_count; k++) {
    size_t n = s->counts[k];
    traits t = classes[k];
    look->characters += n;
    cost += n * t.cost;
    good += (intptr_t)n * t.good;
    look->controls += (t.kinds & CONTROL) != 0 ? n : 0;
    look->foreign += (t.kinds & FOREIGN) != 0 ? n : 0;
    look->bad += (t.kinds & BAD) != 0 ? n : 0;
    look->chinese += (t.kinds & CHINESE) != 0 ? n : 0;
    look->han += (t.kinds & IS_HAN) != 0 ? n : 0;
    han_cost += (t.kinds & IS_HAN) != 0 ? n * t.cost : 0;
  }
  look->good += (double)good;
  look->cost += (double)cost / 4;
  look->han_cost += (double)han_cost / 4;
}

fz_look fz_look_at(const char *text, size_t length) {
  scale s;
  fz_look look = {0};
  begin(&s);
  weigh_utf8(&s, (const unsigned char *)text, 0, length);
  add_up(&s, &look);
  return look;
}

fz_status fz_look_through(fz_encoding encoding, const unsigned char *bytes, size_t start,
                          size_t stop, fz_look *look, fz_error *error) {
  scale s;
  fz_status status = FZ_OK;
  begin(&s);
  if (encoding == FZ_UTF8)
    weigh_utf8(&s, bytes, start, stop);
  else if (encoding == FZ_UTF16LE || encoding == FZ_UTF16BE)
    weigh_utf16(&s, bytes, start, stop, encoding == FZ_UTF16BE);
  else
    status = weigh_pairs(&s, encoding, bytes, start, stop, error);
  if (status != FZ_OK) return status;
  take_torn(&s, look);
  add_up(&s, look);
  return FZ_OK;
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
