/*
** lines.c: the first stage after decoding: one kind of line end, no control characters, and
** the U+FFFD that stood in the file marked as what it is: damage somebody else left.
*/
#include "text/stage.h"
#include "text/utf8.h"

static bool is_line_end(uint32_t c) {
  return c == '\r' || c == '\f' || c == '\v' || c == 0x2028 || c == 0x2029;
}

/* Is [start, stop) marked already, by the decoder? Marks are sorted; *next only goes forward. */
static bool is_marked(const fz_marks *marks, size_t start, size_t *next) {
  while (*next < marks->count && marks->at[*next].stop <= start) (*next)++;
  return *next < marks->count && marks->at[*next].start <= start;
}

static void fix(fz_pass *pass, uint32_t c, size_t at, size_t width, size_t *next) {
  const fz_draft *in = pass->in;
  if (c == '\r' && in->bytes[at + 1] == '\n')
    fz_pass_drop(pass, at, at + 1);
  else if (is_line_end(c))
    fz_pass_replace(pass, at, at + width, "\n", 1);
  else if (c == 0xFFFD) {
    if (!is_marked(&in->damage, at, next))
      fz_pass_mark(pass, &pass->out->damage, at, at + width, "replacement");
  } else if (fz_is_control(c) && c != '\t')
    fz_pass_drop(pass, at, at + width);
}

/* No control, and no lead of C1, U+2028 or U+FFFD: this stage does not look at it. */
static bool is_plain(char byte) {
  unsigned char b = (unsigned char)byte;
  return (b >= 0x20 && b != 0x7F && b != 0xC2 && b != 0xE2 && b != 0xEF) || b == '\n' || b == '\t';
}

fz_status fz_stage_lines(const fz_draft *in, fz_draft *out, fz_error *error) {
  fz_pass pass = fz_pass_begin(in, out, 0);
  size_t width, next = 0;
  for (size_t at = 0; at < in->length; at += width) {
    at = fz_utf8_pass_wide(in->bytes, at, in->length, 0xE3);
    width = 1;
    if (at >= in->length || is_plain(in->bytes[at])) continue;
    uint32_t c = fz_utf8_read(in->bytes + at, &width);
    fix(&pass, c, at, width, &next);
  }
  return fz_pass_finish(&pass, error);
}
