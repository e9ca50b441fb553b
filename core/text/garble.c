/*
** garble.c: text in GBK that once lost a byte, or had it replaced by '?', and was then decoded
** one byte off.
**
** Nearly always the byte is A1, the first of a punctuation mark, because some program took it
** for a control character: A1A3 AC46 (a full stop and 現) is then read as ? A3AC 46, a comma
** and an F. What follows the '?' is encoded again, A1 put before it, and decoded in pairs, until
** a second byte in ASCII, here 46, brings the pairs into step with what was read: from there on
** the text was right all the time. Marks that were folded to half width since count as the full
** width they had, and where the run makes no sense as it stands it is tried in simplified
** characters, for it may have been converted since.
**
** In text of GB 2312 alone no second byte is in ASCII, and the run ends only where a line or a
** number does. Then the last character is lost with its second byte: all before it is exact, and
** a U+FFFD marked as damage stands in its place. In such a run one pair in seven is of the private
** use area. Where there is none, somebody has thrown them away, and what is left is exact no more:
** it is only marked.
**
** A question mark before healthy text must never be touched. So the run as it stands has to be
** odd (letters glued to Chinese, other alphabets, rare characters, a comma behind a question
** mark), and the run as it would be has to be a mark of punctuation and common characters only.
*/
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "text/han.h"
#include "text/stage.h"
#include "text/utf8.h"

enum {
  LOST = 0xA1,
  RUN_BYTES = 512,   /* of GBK: a run that has not come into step by then is given up */
  ODD_ENOUGH = 2,    /* how odd a run must be to be healed */
  ODD_FOR_NAMES = 4, /* how odd, if one character of it is as rare as those of names */
  ODD_AT_END = 3,    /* how odd, if it never comes into step; what ends it may be a part of that */
  LONG_RUN = 12,     /* pairs: all of them common characters is no chance */
  SURE_RUN = 16,     /* pairs: a longer run without characters of private use has lost some */
  LOOK_AHEAD = 4     /* characters that are looked at before a run is called garbled */
};

typedef struct recoder {
  iconv_t encode, decode; /* (iconv_t)-1 until needed */
  bool simple;            /* take the characters of a run as converted to traditional since */
} recoder;

static void close_recoder(recoder *r) {
  if (r->encode != (iconv_t)-1) iconv_close(r->encode);
  if (r->decode != (iconv_t)-1) iconv_close(r->decode);
}

static fz_status open_recoder(recoder *r, fz_error *error) {
  if (r->encode == (iconv_t)-1) r->encode = iconv_open("GB18030", "UTF-8");
  if (r->decode == (iconv_t)-1) r->decode = iconv_open("UTF-8", "GB18030");
  if (r->encode != (iconv_t)-1 && r->decode != (iconv_t)-1) return FZ_OK;
  return fz_error_set(error, FZ_IO, (size_t)-1,
                      "iconv does not know GB18030; install the gconv modules of the C library");
}

/* Converts one character; returns the bytes written, 0 if it cannot be. */
static size_t recode(iconv_t cd, const char *bytes, size_t length, char *out, size_t room) {
  char copy[4], *in = copy, *to = out;
  memcpy(copy, bytes, length);
  size_t left = length, n = iconv(cd, &in, &left, &to, &room);
  iconv(cd, NULL, NULL, NULL, NULL);
  return n == (size_t)-1 || left > 0 ? 0 : (size_t)(to - out);
}

typedef struct shifted {
  char text[2 * RUN_BYTES]; /* what it becomes, UTF-8 */
  size_t length;
  size_t pairs;          /* decoded so far */
  size_t odd, rare;      /* odd characters as it stands; rare ones as it would be */
  unsigned char pending; /* first byte of the pair to come */
  size_t private_use;    /* characters of that area as it stands */
  bool cut;              /* the last character is lost */
} shifted;

static bool is_usual(uint32_t c) {
  return c < 0x80 || fz_is_common_han(c) || fz_is_chinese_punctuation(c) ||
         (c >= 0xFF10 && c <= 0xFF5A);
}

/* Decodes the pending byte and `second`; false if that is nothing to be found in healthy text. */
static bool put_pair(recoder *r, shifted *run, unsigned char second) {
  char pair[2] = {(char)run->pending, (char)second}, *to = run->text + run->length;
  size_t n = recode(r->decode, pair, 2, to, 4), width;
  if (n == 0 || run->length + n > sizeof run->text - 4) return false;
  uint32_t c = fz_utf8_read(to, &width);
  if (run->pairs == 0 && !fz_is_chinese_punctuation(c)) return false;
  if (!is_usual(c)) {
    if (!fz_is_gb2312_han(c)) return false;
    run->rare++;
  }
  run->length += n;
  run->pairs++;
  return true;
}

static bool is_convincing(const shifted *run) {
  return (run->odd >= ODD_ENOUGH && run->rare == 0) ||
         (run->odd >= ODD_FOR_NAMES && run->rare == 1);
}

/*
** The same for a run that never comes into step: it must be odd all along, or so long that not
** by chance each of its pairs is a common character.
*/
static bool is_convincing_at_end(const shifted *run) {
  return (run->odd >= ODD_AT_END && run->odd * 4 >= run->pairs && run->rare * 8 <= run->pairs) ||
         (run->odd >= ODD_ENOUGH && run->pairs >= LONG_RUN && run->rare == 0);
}

/*
** How odd `c` is where it stands. A comma, a stop or a full-width letter cannot follow a question
** mark with nothing between them.
*/
static size_t oddness(uint32_t c, bool first) {
  bool stop = c == ',' || c == ';' || c == ':' || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A ||
              c == 0x3002 || c == 0x3001 || (c >= 0xFF10 && c <= 0xFF5A);
  return !is_usual(c) || (first && stop) ? 1 : 0;
}

/* A letter that ends the run is odd if Chinese goes on behind it. */
static bool is_glued(const char *s, size_t at) { return (unsigned char)s[at] >= 0x80; }

/*
** The bytes of GBK that the character at `at` was decoded from: two, or 0. An ASCII character is
** taken as the full-width form it was folded from.
*/
static size_t bytes_of(recoder *r, const char *s, size_t width, unsigned char *bytes) {
  char out[4];
  if (width == 1) {
    if (s[0] <= 0x20 || s[0] >= 0x7F) return 0;
    bytes[0] = 0xA3;
    bytes[1] = (unsigned char)(s[0] + 0x80);
    return 2;
  }
  char *simple = NULL;
  size_t length = 0, n;
  fz_error error;
  if (r->simple && fz_simplify(s, width, &simple, &length, &error) != FZ_OK) return 0;
  n = r->simple && length <= 4 ? recode(r->encode, simple, length, out, sizeof out)
                               : recode(r->encode, s, width, out, sizeof out);
  free(simple);
  if (n != 2) return 0;
  memcpy(bytes, out, 2);
  return 2;
}

/* A byte that cannot be the second of a pair: the run ends, and with it the first one is lost. */
static bool ends_run(uint32_t c) { return c < 0x40 || c == 0xFFFD; }

/*
** The run ended at `at` with half a character pending. What replaced that half, if anything did,
** goes as well; *stop is behind it.
*/
static bool end_run(const fz_draft *in, size_t at, shifted *run, size_t *stop) {
  size_t width;
  uint32_t c = at < in->length ? fz_utf8_read(in->bytes + at, &width) : '\n';
  bool replaced = c == '?' || c == 0xFFFD;
  run->odd += replaced;
  if (!ends_run(c) || !is_convincing_at_end(run)) return false;
  *stop = replaced ? at + width : at;
  run->cut = true;
  memcpy(run->text + run->length, "\xEF\xBF\xBD", 3);
  run->length += 3;
  return true;
}

/* Does `c` at `at` bring the run into step? Then the run is made whole. */
static bool comes_into_step(recoder *r, const char *s, size_t at, uint32_t c, shifted *run) {
  if (c < 0x40 || c >= 0x7F) return false;
  shifted ended = *run;
  if (!put_pair(r, &ended, (unsigned char)c)) return false;
  ended.odd += is_glued(s, at + 1);
  if (!is_convincing(&ended) || (ended.pairs > SURE_RUN && ended.private_use == 0)) return false;
  *run = ended;
  return true;
}

/* Can the run from `at` on, behind a '?', be paired again? Then *stop is where it ends. */
static bool resolve(recoder *r, const fz_draft *in, size_t at, shifted *run, size_t *stop) {
  const char *s = in->bytes;
  *run = (shifted){.pending = LOST};
  size_t width, start = at;
  for (size_t used = 1; used < RUN_BYTES && at < in->length; used += 2, at += width) {
    uint32_t c = fz_utf8_read(s + at, &width);
    if (comes_into_step(r, s, at, c, run)) {
      *stop = at + 1;
      return true;
    }
    unsigned char bytes[2];
    if (c == '?' && end_run(in, at, run, stop)) return true;
    /* Further on a digit is a digit, and the run has ended before it. */
    bool folded = c >= 0x40 || at == start;
    if (!folded || bytes_of(r, s + at, width, bytes) == 0 || !put_pair(r, run, bytes[0]))
      return end_run(in, at, run, stop);
    run->pending = bytes[1];
    run->odd += oddness(c, at == start);
    run->private_use += c >= 0xE000 && c <= 0xF8FF;
  }
  return end_run(in, at, run, stop);
}

/* Is it a letter or a character that no Chinese report has? */
static bool is_strange(uint32_t c) { return !is_usual(c) && !fz_is_gb2312_han(c) && c != 0xFFFD; }

/*
** Where the garbled text that begins at `at` ends, or `at` if it looks healthy: rare Chinese
** characters alone are names or old forms, among other letters they are no words.
*/
static size_t garbled_stop(const fz_draft *in, size_t at) {
  size_t strange = 0, letters = 0, han = 0, stop = at, width;
  for (size_t i = 0, p = at; i < 3 * LOOK_AHEAD && p < in->length; i++, p += width) {
    uint32_t c = fz_utf8_read(in->bytes + p, &width);
    if (c == '\n' || (i >= LOOK_AHEAD && strange < 2)) break;
    if (i < LOOK_AHEAD) han += fz_is_han(c);
    if (is_strange(c)) {
      strange++;
      letters += !fz_is_han(c);
      stop = p + width;
    }
  }
  return strange >= 2 && letters > 0 && han > 0 ? stop : at;
}

/* Is there anything odd in the text from `at` on, that a conversion could have made worse? */
static bool is_odd_ahead(const fz_draft *in, size_t at) {
  size_t odd = 0, width;
  for (size_t i = 0; i < 2 * LOOK_AHEAD && at < in->length && in->bytes[at] != '\n'; i++) {
    odd += oddness(fz_utf8_read(in->bytes + at, &width), i == 0);
    at += width;
  }
  return odd >= ODD_ENOUGH;
}

/* The same in the characters as they are, and then in simplified ones. */
static bool resolve_either(recoder *r, const fz_draft *in, size_t at, shifted *run, size_t *stop) {
  r->simple = false;
  if (resolve(r, in, at, run, stop)) return true;
  r->simple = true;
  return is_odd_ahead(in, at) && resolve(r, in, at, run, stop);
}

/* May a run begin with this? A full-width mark or Chinese, whichever form it has now. */
static bool may_begin(const fz_draft *in, size_t at) {
  if (at >= in->length) return false;
  unsigned char b = (unsigned char)in->bytes[at];
  return b >= 0x80 || (b > 0x20 && b < 0x7F);
}

/* Deals with the '?' or U+FFFD at [at, at + width). Returns where to go on. */
static size_t heal(fz_pass *pass, recoder *r, size_t at, size_t width) {
  const fz_draft *in = pass->in;
  shifted run;
  size_t stop;
  if (resolve_either(r, in, at + width, &run, &stop)) {
    if (run.cut && run.private_use == 0) {
      fz_pass_mark(pass, &pass->out->damage, at, stop, "garbled");
      return stop;
    }
    fz_pass_repair(pass, at, stop, run.text, run.length, "gbk-shift");
    fz_draft *out = pass->out;
    if (run.cut) fz_draft_mark(out, &out->damage, out->length - 3, out->length, "garbled");
    return stop;
  }
  stop = garbled_stop(in, at + width);
  if (stop == at + width) return stop;
  fz_pass_mark(pass, &pass->out->damage, at, stop, "garbled");
  return stop;
}

/* A line that begins with "??" and text: two ideographic spaces that some encoding did not have. */
static bool lost_blanks(const fz_draft *in, size_t at, size_t *width) {
  const char *s = in->bytes;
  if (in->length - at < 3 || s[at] != '?' || s[at + 1] != '?') return false;
  if (at > 0 && s[at - 1] != '\n') return false;
  uint32_t c = fz_utf8_read(s + at + 2, width);
  return fz_is_common_han(c) || c == 0x201C || c == 0x300A || c == 0xFF08 || c == '(' ||
         (c >= '0' && c <= '9');
}

/* Such a line alone proves nothing; two of them do. */
static bool is_habit(const fz_draft *in) {
  size_t count = 0, width;
  const char *end = in->bytes + in->length;
  for (const char *p = in->bytes; p < end && count < 2; p++) {
    p = memchr(p, '?', (size_t)(end - p));
    if (p == NULL) break;
    if (lost_blanks(in, (size_t)(p - in->bytes), &width)) count++;
  }
  return count >= 2;
}

/* Where the next '?' or U+FFFD stands. The first stage leaves no NUL in the text. */
static size_t next_doubt(const fz_draft *in, size_t at) {
  const char *s = in->bytes;
  for (;; at++) {
    at += strcspn(s + at, "?\xBF");
    if (at >= in->length || s[at] == '?') return at;
    bool is_bad = at > 0 && (unsigned char)s[at - 1] == 0xEF && (unsigned char)s[at + 1] == 0xBD;
    if (is_bad) return at - 1;
  }
}

static fz_status heal_all(fz_pass *pass, recoder *r, fz_error *error) {
  const fz_draft *in = pass->in;
  bool habit = is_habit(in);
  size_t width, after;
  for (size_t at = next_doubt(in, 0); at < in->length; at = next_doubt(in, at + width)) {
    width = in->bytes[at] == '?' ? 1 : 3;
    if (habit && lost_blanks(in, at, &after)) {
      fz_pass_drop(pass, at, at + 2);
      fz_pass_mark(pass, &pass->out->repairs, at + 2, at + 2 + after, "lost-blank");
      width = 2;
    } else if (may_begin(in, at + width)) {
      fz_status status = open_recoder(r, error);
      if (status != FZ_OK) return status;
      width = heal(pass, r, at, width) - at;
    }
  }
  return FZ_OK;
}

fz_status fz_stage_garble(const fz_draft *in, fz_draft *out, fz_error *error) {
  fz_pass pass = fz_pass_begin(in, out, 0);
  recoder r = {(iconv_t)-1, (iconv_t)-1, false};
  fz_status status = heal_all(&pass, &r, error);
  close_recoder(&r);
  return status == FZ_OK ? fz_pass_finish(&pass, error) : status;
}
