/*
** blanks.c: blanks, markdown and empty lines.
**
** After folding the only blank is U+0020. Blanks at the ends of lines go, and those that stand
** between a number and what it counts; of any others one stays. `**` and the `#` before a
** heading go. Three and more empty lines become one.
*/
#include "text/han.h"
#include "text/stage.h"
#include "text/utf8.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A pair of asterisks, not a part of more: ***** masks something and stays. */
static bool is_bold(const char *s, size_t at, size_t start, size_t stop) {
  return at + 2 <= stop && s[at] == '*' && s[at + 1] == '*' &&
         (at + 2 == stop || s[at + 2] != '*') && (at == start || s[at - 1] != '*');
}

/* Where text begins on a line, behind blanks, `#` and `**`. */
static size_t skip_front(const char *s, size_t start, size_t stop) {
  size_t at = start;
  while (at < stop && s[at] == ' ') at++;
  while (at < stop && s[at] == '#') at++;
  for (;;) {
    if (at < stop && s[at] == ' ')
      at++;
    else if (is_bold(s, at, start, stop))
      at += 2;
    else
      return at;
  }
}

/* Where it ends. */
static size_t skip_back(const char *s, size_t start, size_t stop) {
  for (;;) {
    if (stop > start && s[stop - 1] == ' ')
      stop--;
    else if (stop >= start + 2 && is_bold(s, stop - 2, start, stop))
      stop -= 2;
    else
      return stop;
  }
}

/* Units that are no Chinese characters: % ‰ ℃ ㎡ and the like. */
static bool is_sign(uint32_t c) {
  return c == '%' || c == 0x2030 || c == 0x2103 || (c >= 0x3371 && c <= 0x33DF);
}

/* What may follow a decimal number: nobody counts 0.5 persons or cases. */
static bool is_measure(uint32_t c) {
  static const char *const measures = "百千万亿萬億元倍个個吨噸亩畝米公平";
  char bytes[5] = {0};
  fz_utf8_write(bytes, c);
  return is_sign(c) || (fz_is_han(c) && strstr(measures, bytes) != NULL);
}

/*
** `0. 5%`, as PDF has it: is the blank at [gap, after) inside a decimal number? Not where `0.`
** could as well be the number of an item: first on its line, or behind the end of a sentence.
*/
static bool is_inside_decimal(const char *s, size_t line, size_t gap, size_t after, size_t stop) {
  size_t start = gap - 1, end = after, width, before;
  while (start > line && is_digit(s[start - 1])) start--;
  while (end < stop && is_digit(s[end])) end++;
  if (start == gap - 1 || end == after || start == line) return false;
  uint32_t c = fz_utf8_before(s, start, &before);
  if (!fz_is_han(c) && c != '(' && c != 0xFF08) return false;
  while (end < stop && s[end] == ' ') end++;
  return end < stop && is_measure(fz_utf8_read(s + end, &width));
}

/* Does a blank between s[..gap] and s[after..] say something? Both lie inside the line. */
static bool is_needed(const char *s, size_t line, size_t gap, size_t after, size_t stop) {
  size_t start, width;
  uint32_t before = fz_utf8_before(s, gap, &start), next = fz_utf8_read(s + after, &width);
  if (is_digit(s[gap - 1])) return !(fz_is_han(next) || is_sign(next));
  if (is_digit(s[after])) {
    if (fz_is_han(before)) return false;
    return !(before == '.' && is_inside_decimal(s, line, gap, after, stop));
  }
  return true;
}

/* A stretch of blanks and `**` inside a line. */
static size_t fix_gap(fz_pass *pass, size_t line, size_t gap, size_t start, size_t stop) {
  const char *s = pass->in->bytes;
  size_t after = gap, blank = stop;
  while (after < stop) {
    if (s[after] == ' ') {
      if (blank == stop) blank = after;
      after++;
    } else if (is_bold(s, after, start, stop))
      after += 2;
    else
      break;
  }
  if (blank < after && after < stop && is_needed(s, line, gap, after, stop)) {
    fz_pass_drop(pass, gap, blank);
    fz_pass_drop(pass, blank + 1, after);
  } else
    fz_pass_drop(pass, gap, after);
  return after;
}

/* The next blank or asterisk before `stop`, or that. No stage leaves a NUL in the text. */
static size_t next_doubt(const char *s, size_t at, size_t stop) {
  size_t found = at + strcspn(s + at, " *\n");
  return found < stop ? found : stop;
}

/* One line, without its '\n'; true if nothing is left of it. */
static bool fix_line(fz_pass *pass, size_t start, size_t stop) {
  const char *s = pass->in->bytes;
  size_t front = skip_front(s, start, stop), back = skip_back(s, front, stop);
  fz_pass_drop(pass, start, front);
  for (size_t at = front; at < back;) {
    if (s[at] == ' ' || (s[at] == '*' && is_bold(s, at, start, stop)))
      at = fix_gap(pass, front, at, start, back);
    else
      at = next_doubt(s, at + 1, back);
  }
  fz_pass_drop(pass, back, stop);
  return front == back;
}

static size_t line_stop(const fz_draft *in, size_t start) {
  const char *end = memchr(in->bytes + start, '\n', in->length - start);
  return end == NULL ? in->length : (size_t)(end - in->bytes);
}

static bool is_empty_line(const fz_draft *in, size_t start, size_t stop) {
  return skip_front(in->bytes, start, stop) == stop;
}

/* Behind an empty line: if at least two more follow, they go. Returns where to go on. */
static size_t drop_empty_lines(fz_pass *pass, size_t start) {
  const fz_draft *in = pass->in;
  size_t at = start, count = 0;
  while (at < in->length) {
    size_t stop = line_stop(in, at);
    if (!is_empty_line(in, at, stop)) break;
    at = stop < in->length ? stop + 1 : stop;
    count++;
  }
  if (count < 2) return start;
  fz_pass_drop(pass, start, at);
  return at;
}

fz_status fz_stage_blanks(const fz_draft *in, fz_draft *out, fz_error *error) {
  fz_pass pass = fz_pass_begin(in, out, 0);
  bool was_empty = false;
  for (size_t at = 0; at < in->length;) {
    size_t stop = line_stop(in, at);
    bool empty = fix_line(&pass, at, stop);
    at = stop < in->length ? stop + 1 : stop;
    if (empty && !was_empty) at = drop_empty_lines(&pass, at);
    was_empty = empty;
  }
  return fz_pass_finish(&pass, error);
}
