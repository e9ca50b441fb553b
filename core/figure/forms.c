/*
** forms.c: goes along a text and the code of forms (fazhi/forms.h). It owns nothing; the numerals,
** dashes and words come from the caller's tables.
*/
#include "fazhi/forms.h"

#include <string.h>

/* The signs of the code, and how many bytes a group has before its body. */
enum {
  YEAR = 'Y',
  SHORT = 'n',
  DIGIT = 'd',
  GROUP = 'G',
  NUMBER = 'N',
  NUMERALS = 'H',
  DASH = '~',
  TEXT = '=',
  OPTION = '?',
  REPEAT = '*',
  CHOICE = '|',
  SIZE = 2,
  HEAD = 1 + SIZE
};

static const size_t NOWHERE = SIZE_MAX;

typedef struct text {
  const fz_forms *forms;
  const char *s;
  size_t length;
} text;

static size_t size_of(const char *code) {
  return (unsigned char)code[0] | (size_t)(unsigned char)code[1] << 8;
}

/* ---- the code is sound ---- */

static bool are_sound(const char *code, size_t length, int depth);

static bool are_alternatives(const char *code, size_t length, int depth) {
  while (length >= SIZE) {
    size_t size = size_of(code);
    if (size > length - SIZE || !are_sound(code + SIZE, size, depth)) return false;
    code += SIZE + size;
    length -= SIZE + size;
  }
  return length == 0;
}

/* How many bytes the sign has that the code begins with; 0 if it is not sound. */
static size_t sound_size(const char *code, size_t length, int depth) {
  size_t size;
  switch (*code) {
    case YEAR:
    case SHORT:
    case DIGIT:
    case GROUP:
    case NUMBER:
    case NUMERALS:
    case DASH:
      return 1;
    case TEXT:
      if (length < 2 || code[1] == 0) return 0;
      size = 2 + (size_t)(unsigned char)code[1];
      return size <= length ? size : 0;
    case OPTION:
    case REPEAT:
    case CHOICE:
      if (depth == 0 || length < HEAD || (size = size_of(code + 1)) > length - HEAD) return 0;
      bool is_sound = *code == CHOICE ? are_alternatives(code + HEAD, size, depth - 1)
                                      : are_sound(code + HEAD, size, depth - 1);
      return is_sound ? HEAD + size : 0;
    default:
      return 0;
  }
}

static bool are_sound(const char *code, size_t length, int depth) {
  while (length > 0) {
    size_t size = sound_size(code, length, depth);
    if (size == 0) return false;
    code += size;
    length -= size;
  }
  return true;
}

bool fz_form_is_sound(const char *code, size_t length) {
  return are_sound(code, length, FZ_FORM_DEPTH_MAX);
}

/* ---- signs ---- */

static bool is_digit(const text *t, size_t at) {
  return at < t->length && t->s[at] >= '0' && t->s[at] <= '9';
}

static size_t pass_digits(const text *t, size_t at) {
  while (is_digit(t, at)) at++;
  return at;
}

static size_t pass_year(const text *t, size_t at) {
  if (t->length - at < 4) return NOWHERE;
  const char *s = t->s + at;
  if (!(s[0] == '1' && s[1] == '9') && !(s[0] == '2' && s[1] == '0')) return NOWHERE;
  return is_digit(t, at + 2) && is_digit(t, at + 3) ? at + 4 : NOWHERE;
}

/* So many digits and no more of them. */
static size_t pass_count(const text *t, size_t at, size_t least, size_t most) {
  size_t stop = pass_digits(t, at);
  return stop - at >= least && stop - at <= most ? stop : NOWHERE;
}

static size_t pass_number(const text *t, size_t at) {
  size_t stop = pass_digits(t, at);
  if (stop == at) return NOWHERE;
  return stop < t->length && t->s[stop] == '.' && is_digit(t, stop + 1) ? pass_digits(t, stop + 1)
                                                                        : stop;
}

static size_t pass_word(const text *t, const fz_words *words, size_t at) {
  size_t stop;
  return fz_words_match(words, t->s, t->length, at, &stop) != 0 ? stop : NOWHERE;
}

static size_t pass_numerals(const text *t, size_t at) {
  size_t stop = pass_word(t, t->forms->numerals, at), more;
  while (stop != NOWHERE && (more = pass_word(t, t->forms->numerals, stop)) != NOWHERE) stop = more;
  return stop;
}

static size_t pass_text(const text *t, const char *code, size_t at) {
  size_t size = (unsigned char)code[1];
  if (t->length - at < size || t->s[at] != code[2]) return NOWHERE;
  return memcmp(t->s + at, code + 2, size) == 0 ? at + size : NOWHERE;
}

/* ---- the way along ---- */

static size_t pass(const text *t, const char *code, size_t length, size_t at);

static size_t pass_choice(const text *t, const char *code, size_t length, size_t at) {
  for (const char *stop = code + length; code < stop; code += SIZE + size_of(code)) {
    size_t behind = pass(t, code + SIZE, size_of(code), at);
    if (behind != NOWHERE) return behind;
  }
  return NOWHERE;
}

static size_t pass_group(const text *t, const char *code, size_t at) {
  size_t size = size_of(code + 1), behind;
  if (*code == CHOICE) return pass_choice(t, code + HEAD, size, at);
  while ((behind = pass(t, code + HEAD, size, at)) != NOWHERE && behind > at) {
    at = behind;
    if (*code == OPTION) break;
  }
  return at;
}

static size_t pass_sign(const text *t, const char *code, size_t at) {
  switch (*code) {
    case YEAR:
      return pass_year(t, at);
    case SHORT:
      return pass_count(t, at, 1, 2);
    case DIGIT:
      return is_digit(t, at) ? at + 1 : NOWHERE;
    case GROUP:
      return pass_count(t, at, 3, 3);
    case NUMBER:
      return pass_number(t, at);
    case NUMERALS:
      return pass_numerals(t, at);
    case DASH:
      return pass_word(t, t->forms->dashes, at);
    case TEXT:
      return pass_text(t, code, at);
    default:
      return pass_group(t, code, at);
  }
}

static size_t size_of_sign(const char *code) {
  if (*code == TEXT) return 2 + (size_t)(unsigned char)code[1];
  return *code == OPTION || *code == REPEAT || *code == CHOICE ? HEAD + size_of(code + 1) : 1;
}

/* Where the text ends that has what the code tells; NOWHERE if it has not. */
static size_t pass(const text *t, const char *code, size_t length, size_t at) {
  for (const char *stop = code + length; code < stop && at != NOWHERE; code += size_of_sign(code))
    at = pass_sign(t, code, at);
  return at;
}

/* ---- forms ---- */

static bool is_behind(const text *t, const fz_word *words, size_t count, size_t at) {
  for (size_t i = 0; i < count; i++) {
    const fz_word *word = &words[i];
    if (at >= word->length && memcmp(t->s + at - word->length, word->s, word->length) == 0)
      return true;
  }
  return false;
}

static size_t match(const text *t, const fz_form *form, size_t at) {
  size_t stop = pass(t, form->code, form->length, at);
  if (stop == NOWHERE || stop == at) return 0;
  if (form->unless != NULL && pass(t, form->unless, form->unless_length, stop) != NOWHERE) return 0;
  if (form->after_count > 0 && !is_behind(t, form->after, form->after_count, at)) return 0;
  return is_behind(t, form->not_after, form->not_after_count, at) ? 0 : stop;
}

/* The forms that may be at s[at], as bits. */
static uint64_t choose(const text *t, size_t at) {
  const fz_forms *f = t->forms;
  size_t stop = at, behind;
  if (f->behind == NULL) return UINT64_MAX;
  while (is_digit(t, stop) || (stop < t->length && t->s[stop] == '.')) stop++;
  if (stop == t->length) return UINT64_MAX;
  size_t bytes = stop - at < FZ_FORM_BARE_MAX ? stop - at : FZ_FORM_BARE_MAX;
  return f->bare[bytes] | f->goes_on[fz_words_match(f->behind, t->s, t->length, stop, &behind)];
}

size_t fz_forms_match(const fz_forms *f, const char *s, size_t length, size_t at) {
  const text t = {f, s, length};
  size_t stop;
  if (at >= length) return 0;
  if (f->words != NULL && fz_words_match(f->words, s, length, at, &stop) != 0) return stop;
  uint64_t chosen = choose(&t, at);
  if (chosen == 0 && f->count <= FZ_FORM_CHOSEN_MAX) return 0;
  for (size_t i = 0; i < f->count; i++) {
    if (i < FZ_FORM_CHOSEN_MAX && !(chosen >> i & 1)) continue;
    if ((stop = match(&t, &f->list[i], at)) != 0) return stop;
  }
  return 0;
}
