/*
** escape.c: characters that somebody wrote as escapes and nobody turned back: &nbsp; &ldquo;
** &#8220; &#x201C;, escaped once or again (&amp;ldquo;), and <U+00A0>.
**
** The names are those of HTML 4 that a Chinese page uses. What is no whole escape (&copy without
** its semicolon) or stands for no character of text stays as it is.
*/
#include <string.h>

#include "text/stage.h"
#include "text/utf8.h"

enum { LONGEST_NAME = 8, MOST_DIGITS = 7 };

typedef struct name {
  const char *name;
  uint32_t character;
} name;

static const name names[] = {
    {"nbsp", 0xA0},    {"ensp", 0x2002},  {"emsp", 0x2003},   {"thinsp", 0x2009},
    {"zwnj", 0x200C},  {"zwj", 0x200D},   {"lrm", 0x200E},    {"rlm", 0x200F},
    {"shy", 0xAD},     {"amp", '&'},      {"lt", '<'},        {"gt", '>'},
    {"quot", '"'},     {"apos", '\''},    {"ldquo", 0x201C},  {"rdquo", 0x201D},
    {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"sbquo", 0x201A},  {"bdquo", 0x201E},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"lang", 0x3008},   {"rang", 0x3009},
    {"mdash", 0x2014}, {"ndash", 0x2013}, {"minus", 0x2212},  {"hellip", 0x2026},
    {"middot", 0xB7},  {"bull", 0x2022},  {"sdot", 0x22C5},   {"times", 0xD7},
    {"divide", 0xF7},  {"plusmn", 0xB1},  {"permil", 0x2030}, {"deg", 0xB0},
    {"sup2", 0xB2},    {"sup3", 0xB3},    {"frac12", 0xBD},   {"frac14", 0xBC},
    {"frac34", 0xBE},  {"micro", 0xB5},   {"le", 0x2264},     {"ge", 0x2265},
    {"ne", 0x2260},    {"asymp", 0x2248}, {"larr", 0x2190},   {"uarr", 0x2191},
    {"rarr", 0x2192},  {"darr", 0x2193},  {"yen", 0xA5},      {"euro", 0x20AC},
    {"pound", 0xA3},   {"cent", 0xA2},    {"copy", 0xA9},     {"reg", 0xAE},
    {"trade", 0x2122}, {"sect", 0xA7},    {"para", 0xB6},     {"prime", 0x2032},
    {"Prime", 0x2033}, {"alpha", 0x3B1},  {"beta", 0x3B2},    {"tilde", 0x2DC},
};

static uint32_t find_name(const char *s, size_t length) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strncmp(names[i].name, s, length) == 0 && names[i].name[length] == '\0')
      return names[i].character;
  return 0;
}

/* Characters that text may hold; an escaped line feed is one. */
static bool is_text(uint32_t c) {
  return c == '\t' || c == '\n' ||
         (c >= 0x20 && c <= 0x10FFFF && !fz_is_control(c) && !(c >= 0xD800 && c <= 0xDFFF) &&
          c != 0xFFFD && (c & 0xFFFE) != 0xFFFE);
}

static int digit_value(char c, unsigned base) {
  int value = c >= '0' && c <= '9'   ? c - '0'
              : c >= 'a' && c <= 'f' ? c - 'a' + 10
              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                     : 99;
  return value < (int)base ? value : -1;
}

/* Reads digits from `at` on; returns where they stop, `at` if there are none or too many. */
static size_t read_number(const fz_draft *in, size_t at, unsigned base, uint32_t *value) {
  size_t stop = at;
  *value = 0;
  for (; stop < in->length && stop - at <= MOST_DIGITS; stop++) {
    int digit = digit_value(in->bytes[stop], base);
    if (digit < 0) return stop;
    *value = *value * base + (uint32_t)digit;
  }
  return at;
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What &…; at `at` says; *stop is behind its semicolon. 0 if it is no escape. */
static uint32_t read_entity(const fz_draft *in, size_t at, size_t *stop) {
  const char *s = in->bytes;
  uint32_t c = 0;
  size_t from = at + 1, to = from;
  if (from + 2 < in->length && s[from] == '#') {
    bool hex = s[from + 1] == 'x' || s[from + 1] == 'X';
    from += hex ? 2 : 1;
    to = read_number(in, from, hex ? 16 : 10, &c);
  } else {
    while (to < in->length && to - from <= LONGEST_NAME && is_letter(s[to])) to++;
    c = find_name(s + from, to - from);
  }
  if (to == from || to >= in->length || s[to] != ';' || !is_text(c)) return 0;
  *stop = to + 1;
  return c;
}

/* The same for <U+00A0>. */
static uint32_t read_code(const fz_draft *in, size_t at, size_t *stop) {
  uint32_t c;
  if (in->length - at < 8 || memcmp(in->bytes + at, "<U+", 3) != 0) return 0;
  size_t to = read_number(in, at + 3, 16, &c);
  if (to < at + 7 || to >= in->length || in->bytes[to] != '>' || !is_text(c)) return 0;
  *stop = to + 1;
  return c;
}

/* The same where the ampersand may be escaped itself: &amp;amp;ldquo; is one character. */
static uint32_t read_nested(const fz_draft *in, size_t at, size_t *stop) {
  size_t inner;
  uint32_t c = read_entity(in, at, stop);
  while (c == '&') {
    uint32_t next = read_entity(in, *stop - 1, &inner); /* the semicolon in the place of its & */
    if (next == 0) break;
    c = next;
    *stop = inner;
  }
  return c;
}

/* The stage before leaves no NUL in the text. */
static size_t next_sign(const fz_draft *in, size_t at) {
  return at + strcspn(in->bytes + at, "&<");
}

fz_status fz_stage_escape(const fz_draft *in, fz_draft *out, fz_error *error) {
  fz_pass pass = fz_pass_begin(in, out, 0);
  size_t stop;
  for (size_t at = next_sign(in, 0); at < in->length; at = next_sign(in, at + 1)) {
    uint32_t c = in->bytes[at] == '&' ? read_nested(in, at, &stop) : read_code(in, at, &stop);
    if (c == 0) continue;
    char bytes[4];
    fz_pass_repair(&pass, at, stop, bytes, fz_utf8_write(bytes, c), "escape");
    at = stop - 1;
  }
  return fz_pass_finish(&pass, error);
}
