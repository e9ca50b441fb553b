/*
** text.c: fz_text, one document: the order of the stages, and what can be asked of the result
** and done to it.
*/
#include "fazhi/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/binary.h"
#include "text/blob.h"
#include "text/detect.h"
#include "text/digest.h"
#include "text/file.h"
#include "text/han.h"
#include "text/mixture.h"
#include "text/stage.h"
#include "text/utf8.h"

struct fz_text {
  fz_draft draft;       /* sealed */
  const char *encoding; /* static */
  double confidence;
  const char *runner_up;
  const char *script; /* "" while it is raw */
  size_t source_size;
  char sha256[65];
};

static fz_status no_memory(fz_error *error) {
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

static fz_status asked_encoding(const unsigned char *bytes, size_t length, const char *name,
                                fz_guess *guess, fz_error *error) {
  *guess = (fz_guess){.confidence = 1};
  if (!fz_encoding_find(name, &guess->encoding, &guess->other))
    return fz_error_set(error, FZ_INVALID, (size_t)-1,
                        "no encoding is called %s; there are UTF-8, GB18030, GBK, GB2312, BIG5, "
                        "UTF-16LE, UTF-16BE, and mixtures such as UTF-8+GB18030",
                        name);
  guess->bom = fz_bom_length(guess->encoding, bytes, length);
  return FZ_OK;
}

/* All of it in one encoding, or run by run. */
static fz_status decode_runs(const unsigned char *bytes, size_t start, size_t length,
                             fz_encoding encoding, const fz_mixture *mixture, fz_draft *draft,
                             fz_error *error) {
  if (mixture->count == 0) return fz_decode(encoding, bytes, start, length, draft, error);
  fz_status status = FZ_OK;
  for (size_t i = 0; i < mixture->count && status == FZ_OK; i++) {
    const fz_stretch *run = &mixture->at[i];
    status = fz_decode(run->encoding, bytes, run->start, run->stop, draft, error);
  }
  return status;
}

static fz_status decode(const unsigned char *bytes, size_t length, const fz_guess *guess,
                        const fz_mixture *mixture, fz_draft *draft, fz_error *error) {
  size_t start = guess->bom;
  if (guess->half) {
    fz_draft_put(draft, "\xEF\xBF\xBD", 3, 1, 0, 1);
    fz_draft_mark(draft, &draft->damage, 0, 3, "undecodable");
    start = 1;
  }
  fz_status status = FZ_OK;
  if (guess->valid && guess->encoding == FZ_UTF8 && mixture->count == 0)
    fz_draft_put(draft, (const char *)bytes + start, 1, length - start, start, 1);
  else
    status = decode_runs(bytes, start, length, guess->encoding, mixture, draft, error);
  return status == FZ_OK ? fz_draft_seal(draft, error) : status;
}

/* Finds the encoding, or both of a mixture, or takes what was asked for; then decodes. */
static fz_status decode_as(const unsigned char *bytes, size_t length, const char *asked,
                           fz_guess *guess, fz_draft *draft, fz_error *error) {
  bool told = asked != NULL && *asked != '\0';
  fz_mixture mixture = {0};
  fz_status status = told ? asked_encoding(bytes, length, asked, guess, error)
                          : fz_detect(bytes, length, guess, error);
  if (status == FZ_OK && !told)
    status = fz_mixture_find(bytes, length, guess, &mixture, error);
  else if (status == FZ_OK && guess->other != guess->encoding)
    status =
        fz_mixture_split(guess->encoding, guess->other, bytes, guess->bom, length, &mixture, error);
  if (status == FZ_OK && guess->weak) status = fz_detect_refuse(bytes, length, error);
  if (status == FZ_OK) status = decode(bytes, length, guess, &mixture, draft, error);
  if (status == FZ_OK && mixture.count > 0 && !told) {
    fz_look look = fz_look_at(draft->bytes, draft->length);
    if (!fz_is_chinese(&look)) status = fz_detect_refuse(bytes, length, error);
  }
  fz_mixture_clear(&mixture);
  return status;
}

/* Has one of eight bytes, in whichever order the machine has them, a control character in it? */
static bool has_control(const char *bytes) {
  const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return ((word - ones * 0x20) & ~word & tops) != 0;
}

static size_t count_controls(const fz_draft *draft) {
  size_t n = 0;
  for (size_t i = 0; i < draft->length; i++) {
    while (draft->length - i > sizeof(uint64_t) && !has_control(draft->bytes + i))
      i += sizeof(uint64_t);
    unsigned char b = (unsigned char)draft->bytes[i];
    n += b < 0x20 && !(b >= '\t' && b <= '\r');
  }
  return n;
}

/* A character cut off at either end of a piece, at most three bytes of it, says nothing. */
static void skip_torn_ends(const fz_draft *draft, size_t *start, size_t *stop) {
  static const char bad[] = "\xEF\xBF\xBD";
  for (int i = 0; i < 3; i++) {
    if (*stop - *start > 3 && memcmp(draft->bytes + *start, bad, 3) == 0) *start += 3;
    if (*stop - *start > 3 && memcmp(draft->bytes + *stop - 3, bad, 3) == 0) *stop -= 3;
  }
}

/* What the encoding, found or asked for, made of the bytes must be text. */
static fz_status examine(const fz_draft *draft, const fz_guess *guess, fz_error *error) {
  size_t controls = count_controls(draft);
  if (controls > 1 && controls * 20 > draft->length)
    return fz_error_set(error, FZ_BINARY, (size_t)-1,
                        "not text: %zu of %zu bytes are control characters", controls,
                        draft->length);
  if (draft->damage.count == 0) return FZ_OK;
  size_t at = 0, stop = draft->length;
  skip_torn_ends(draft, &at, &stop);
  fz_look look = fz_look_at(draft->bytes + at, stop - at);
  if (look.bad * 4 <= look.foreign) return FZ_OK;
  fz_map_find(&draft->map, draft->damage.at[0].start, draft->damage.at[0].stop, &at, &stop);
  return fz_error_set(error, FZ_ENCODING, at,
                      "not in %s: %zu places cannot be decoded, the first at byte %zu",
                      fz_mixture_name(guess->encoding, guess->other), draft->damage.count, at);
}

/* Puts the result of a stage in the place of what it read, unless that stays as it is. */
static fz_status advance(fz_draft *draft, fz_draft *next, fz_status status) {
  if (status == FZ_OK && !next->is_same) {
    fz_draft_clear(draft);
    *draft = *next;
  } else
    fz_draft_clear(next);
  return status;
}

/* What was encoded twice is decoded twice, before any markup in it is looked at. */
static fz_status decode_again(fz_draft *draft, fz_error *error) {
  fz_draft next = {0};
  fz_status status = fz_stage_twice(draft, &next, error);
  return advance(draft, &next, status);
}

static fz_status clean(fz_text *text, bool keep_script, fz_error *error) {
  static fz_status (*const stages[])(const fz_draft *, fz_draft *, fz_error *) = {
      fz_stage_lines, fz_stage_escape, fz_stage_garble, fz_stage_fold, fz_stage_blanks};
  fz_status status = FZ_OK;
  for (size_t i = 0; status == FZ_OK && i < sizeof stages / sizeof *stages; i++) {
    fz_draft next = {0};
    status = stages[i](&text->draft, &next, error);
    status = advance(&text->draft, &next, status);
  }
  if (status != FZ_OK) return status;
  fz_draft next = {0};
  status = fz_stage_script(&text->draft, &next, keep_script, &text->script, error);
  return advance(&text->draft, &next, status);
}

static bool is_blank(const fz_draft *draft) {
  for (size_t i = 0; i < draft->length; i++)
    if (draft->bytes[i] != ' ' && draft->bytes[i] != '\n') return false;
  return true;
}

fz_status fz_text_clean(fz_text *text, bool keep_script, fz_error *error) {
  if (*text->script != '\0') return FZ_OK;
  fz_status status = clean(text, keep_script, error);
  if (status == FZ_OK && is_blank(&text->draft))
    status = fz_error_set(error, FZ_EMPTY, (size_t)-1, "there is nothing in it but blanks");
  return status;
}

static fz_status make(fz_text *text, const unsigned char *bytes, size_t length,
                      const fz_text_options *options, fz_error *error) {
  fz_guess guess;
  fz_status status = fz_han_prepare(error);
  if (status == FZ_OK)
    status = decode_as(bytes, length, options->encoding, &guess, &text->draft, error);
  if (status == FZ_OK) status = decode_again(&text->draft, error);
  if (status == FZ_OK) status = examine(&text->draft, &guess, error);
  text->script = "";
  if (status == FZ_OK && !options->raw) status = fz_text_clean(text, options->keep_script, error);
  if (status != FZ_OK) return status;
  text->encoding = fz_mixture_name(guess.encoding, guess.other);
  text->confidence = guess.confidence;
  text->runner_up = guess.runner_up;
  text->source_size = length;
  if (!options->no_digest) fz_digest(bytes, length, text->sha256);
  return FZ_OK;
}

fz_status fz_text_decode(const void *bytes, size_t length, const fz_text_options *options,
                         fz_text **out, fz_error *error) {
  static const fz_text_options defaults = {0};
  if (options == NULL) options = &defaults;
  *out = NULL;
  fz_status status = fz_file_limit(length, options->max_bytes, error);
  if (status != FZ_OK) return status;
  if (length == 0) return fz_error_set(error, FZ_EMPTY, (size_t)-1, "there is nothing in it");
  const char *kind = fz_binary_kind(bytes, length);
  if (kind != NULL) return fz_error_set(error, FZ_BINARY, (size_t)-1, "%s", kind);
  fz_text *text = calloc(1, sizeof *text);
  if (text == NULL) return no_memory(error);
  status = make(text, bytes, length, options, error);
  if (status == FZ_OK)
    *out = text;
  else
    fz_text_free(text);
  return status;
}

void fz_sha256(const void *bytes, size_t length, char digest[65]) {
  fz_digest(bytes, length, digest);
}

fz_status fz_bytes_read(const char *path, size_t max_bytes, unsigned char **bytes, size_t *length,
                        fz_error *error) {
  return fz_file_read(path, max_bytes, bytes, length, error);
}

fz_status fz_text_read(const char *path, const fz_text_options *options, fz_text **out,
                       fz_error *error) {
  unsigned char *bytes = NULL;
  size_t length = 0;
  *out = NULL;
  fz_status status =
      fz_file_read(path, options == NULL ? 0 : options->max_bytes, &bytes, &length, error);
  if (status == FZ_OK) status = fz_text_decode(bytes, length, options, out, error);
  free(bytes);
  return status;
}

void fz_text_free(fz_text *text) {
  if (text == NULL) return;
  fz_draft_clear(&text->draft);
  free(text);
}

const char *fz_text_bytes(const fz_text *text, size_t *length) {
  if (length != NULL) *length = text->draft.length;
  return text->draft.bytes;
}

const char *fz_text_encoding(const fz_text *text) { return text->encoding; }

double fz_text_confidence(const fz_text *text, const char **runner_up) {
  if (runner_up != NULL) *runner_up = text->runner_up;
  return text->confidence;
}

const char *fz_text_script(const fz_text *text) { return text->script; }

size_t fz_text_source_size(const fz_text *text) { return text->source_size; }

const char *fz_text_sha256(const fz_text *text) { return text->sha256; }

/* A run of UTF-8 left as it was has units of one byte, so ends inside a character grow here. */
fz_status fz_text_source(const fz_text *text, size_t start, size_t stop, size_t *source_start,
                         size_t *source_stop) {
  const fz_draft *d = &text->draft;
  if (start > stop || stop > d->length) return FZ_INVALID;
  bool empty = start == stop;
  while (!fz_utf8_boundary(d->bytes, d->length, start)) start--;
  while (!empty && !fz_utf8_boundary(d->bytes, d->length, stop)) stop++;
  fz_map_find(&d->map, start, empty ? start : stop, source_start, source_stop);
  return FZ_OK;
}

static bool is_clean(const char *bytes, size_t length) {
  if (fz_utf8_valid((const unsigned char *)bytes, length) != length) return false;
  for (size_t at = 0, width; at < length; at += width)
    if (fz_is_control(fz_utf8_read(bytes + at, &width))) return false;
  return true;
}

static fz_status check_edit(const fz_draft *d, const fz_edit *edit, size_t done, fz_error *error) {
  if (edit->start > edit->stop || edit->stop > d->length)
    return fz_error_set(error, FZ_INVALID, edit->start, "an edit lies outside the text");
  if (edit->start < done)
    return fz_error_set(error, FZ_INVALID, edit->start, "edits overlap or are not in order");
  if (!fz_utf8_boundary(d->bytes, d->length, edit->start) ||
      !fz_utf8_boundary(d->bytes, d->length, edit->stop))
    return fz_error_set(error, FZ_INVALID, edit->start, "an edit cuts a character in half");
  if (edit->length > 0 && !is_clean(edit->bytes, edit->length))
    return fz_error_set(error, FZ_INVALID, edit->start,
                        "a replacement is not UTF-8 or has control characters");
  return FZ_OK;
}

fz_status fz_text_edit(fz_text *text, const fz_edit *edits, size_t count, fz_error *error) {
  const fz_draft *d = &text->draft;
  for (size_t i = 0, done = 0; i < count; i++) {
    fz_status status = check_edit(d, &edits[i], done, error);
    if (status != FZ_OK) return status;
    done = edits[i].stop;
  }
  fz_draft next = {0};
  fz_pass pass = fz_pass_begin(d, &next, 0);
  for (size_t i = 0; i < count; i++) {
    const fz_edit *e = &edits[i];
    if (e->start < e->stop || e->length > 0)
      fz_pass_replace(&pass, e->start, e->stop, e->length == 0 ? "" : e->bytes, e->length);
  }
  fz_status status = fz_pass_finish(&pass, error);
  return advance(&text->draft, &next, status);
}

fz_status fz_text_slice(const fz_text *text, size_t start, size_t stop, fz_text **out,
                        fz_error *error) {
  const fz_draft *d = &text->draft;
  *out = NULL;
  if (start > stop || stop > d->length || !fz_utf8_boundary(d->bytes, d->length, start) ||
      !fz_utf8_boundary(d->bytes, d->length, stop))
    return fz_error_set(error, FZ_INVALID, start,
                        "a slice lies outside the text or cuts a character in half");
  fz_text *slice = calloc(1, sizeof *slice);
  if (slice == NULL) return no_memory(error);
  *slice = *text;
  fz_pass pass = fz_pass_begin(d, &slice->draft, start);
  fz_status status = fz_pass_end(&pass, stop, error);
  if (status == FZ_OK)
    *out = slice;
  else
    fz_text_free(slice);
  return status;
}

const fz_damage *fz_text_damage(const fz_text *text, size_t *count) {
  *count = text->draft.damage.count;
  return text->draft.damage.at;
}

const fz_damage *fz_text_repairs(const fz_text *text, size_t *count) {
  *count = text->draft.repairs.count;
  return text->draft.repairs.at;
}

fz_status fz_text_map(const fz_text *text, unsigned char **bytes, size_t *length, fz_error *error) {
  return fz_map_save(&text->draft.map, bytes, length, error);
}
