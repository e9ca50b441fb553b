/*
** fold.c: one form for characters that mean the same: full-width digits, letters, percent sign
** and decimal point; every kind of blank; radicals and compatibility forms; the hyphens, middle
** dots and ratio signs that only look at a second glance like the usual ones. What does not mean
** the same (①, ㎡, ℃) and the punctuation of the writer stay.
*/
#include "text/compatible.h"
#include "text/radical.h"
#include "text/stage.h"
#include "text/utf8.h"

static bool is_blank(uint32_t c) {
  return c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

/* Soft hyphen, joiners, directions, variation selectors, BOMs inside the text. */
static bool is_invisible(uint32_t c) {
  return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

static bool is_between_digits(const fz_draft *in, size_t start, size_t stop) {
  if (start == 0 || stop >= in->length) return false;
  size_t before, width;
  return is_digit(fz_utf8_before(in->bytes, start, &before)) &&
         is_digit(fz_utf8_read(in->bytes + stop, &width));
}

/* Marks that differ from the usual one in their code only. */
static uint32_t usual_mark(uint32_t c) {
  static const uint16_t marks[][2] = {
      {0x2010, '-'},    {0x2011, '-'},    {0x2212, '-'},    {0x2015, 0x2014}, {0x2027, 0xB7},
      {0x2219, 0xB7},   {0x22C5, 0xB7},   {0x30FB, 0xB7},   {0xFF65, 0xB7},   {0x301C, 0xFF5E},
      {0x223C, 0xFF5E}, {0xFF61, 0x3002}, {0xFF62, 0x300C}, {0xFF63, 0x300D}, {0xFF64, 0x3001},
  };
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (marks[i][0] == c) return marks[i][1];
  return c;
}

/* Marks that are those of arithmetic between two digits, and stay elsewhere. */
static uint32_t arithmetic(uint32_t c) {
  if (c == 0xFF0E) return '.';
  if (c == 0x2236) return ':';
  return c == 0xFF0F || c == 0x2044 || c == 0x2215 ? '/' : c;
}

/* What `c` becomes; itself if nothing. */
static uint32_t folded(const fz_draft *in, uint32_t c, size_t at, size_t width) {
  if (is_blank(c)) return ' ';
  if (is_digit(c) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A) || c == 0xFF05)
    return c >= 0xFF01 ? c - 0xFEE0 : c;
  if (arithmetic(c) != c) return is_between_digits(in, at, at + width) ? arithmetic(c) : c;
  if (usual_mark(c) != c) return usual_mark(c);
  return fz_compatible_character(fz_radical_character(c));
}

/* Leads of the characters above; all other bytes are passed over. */
static bool is_plain(unsigned char b) {
  if (b < 0x80) return b != '\t';
  return b != 0xC2 && b != 0xE1 && b != 0xE2 && b != 0xE3 && b != 0xEF && b != 0xF3;
}

/* Marks that Chinese text is full of and that stay: 、。〈〉《》 and the like, “ ” —, （ ） ， ： ；. */
static bool is_usual(const char *s) {
  const unsigned char *b = (const unsigned char *)s;
  if (b[0] == 0xE3) return b[1] == 0x80 && b[2] != 0x80 && b[2] != 0x9C;
  if (b[0] == 0xE2) return b[1] == 0x80 && (b[2] == 0x9C || b[2] == 0x9D || b[2] == 0x94);
  return b[0] == 0xEF && b[1] == 0xBC &&
         (b[2] == 0x88 || b[2] == 0x89 || b[2] == 0x8C || b[2] == 0x9A || b[2] == 0x9B);
}

enum { FIRST_KEPT = 0xE4 }; /* from this lead to EE all characters stay */

/* How many bytes from `s` on are one character that stays, or one byte of such; 0: it is to be looked at. */
static size_t plain_width(const char *s) {
  unsigned char b = (unsigned char)s[0];
  if (is_plain(b)) return 1;
  return b >= 0xE2 && is_usual(s) ? 3 : 0;
}

fz_status fz_stage_fold(const fz_draft *in, fz_draft *out, fz_error *error) {
  fz_pass pass = fz_pass_begin(in, out, 0);
  size_t width;
  for (size_t at = 0; at < in->length; at += width) {
    at = fz_utf8_pass_wide(in->bytes, at, in->length, FIRST_KEPT);
    width = at < in->length ? plain_width(in->bytes + at) : 1;
    if (width > 0) continue;
    uint32_t c = fz_utf8_read(in->bytes + at, &width), to = folded(in, c, at, width);
    char bytes[4];
    if (is_invisible(c))
      fz_pass_drop(&pass, at, at + width);
    else if (to != c)
      fz_pass_replace(&pass, at, at + width, bytes, fz_utf8_write(bytes, to));
  }
  return fz_pass_finish(&pass, error);
}
