/*
** segment.c: the one place that knows ICU: its dictionary break iterator over UTF-8, told as
** segments of bytes.
*/
#include "fazhi/segment.h"

#include <stdint.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct fz_segmenter {
  UBreakIterator *breaks;
  UText text; /* reads the caller's bytes; `breaks` has a copy of it, not of them */
  size_t length, at;
};

/* ICU's reason as one of ours. */
static fz_status refuse(UErrorCode code, fz_error *error) {
  if (code == U_MEMORY_ALLOCATION_ERROR)
    return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  return fz_error_set(error, FZ_MISSING, (size_t)-1, "ICU cannot find words: %s",
                      u_errorName(code));
}

fz_status fz_segmenter_new(fz_segmenter **out, fz_error *error) {
  UErrorCode code = U_ZERO_ERROR;
  *out = NULL;
  fz_segmenter *g = calloc(1, sizeof *g);
  if (g == NULL) return refuse(U_MEMORY_ALLOCATION_ERROR, error);
  g->text = (UText)UTEXT_INITIALIZER;
  g->breaks = ubrk_open(UBRK_WORD, "zh", NULL, 0, &code);
  if (U_FAILURE(code)) {
    fz_segmenter_free(g);
    return refuse(code, error);
  }
  *out = g;
  return FZ_OK;
}

void fz_segmenter_free(fz_segmenter *g) {
  if (g == NULL) return;
  if (g->breaks != NULL) ubrk_close(g->breaks);
  utext_close(&g->text);
  free(g);
}

fz_status fz_segmenter_set(fz_segmenter *g, const char *s, size_t length, fz_error *error) {
  UErrorCode code = U_ZERO_ERROR;
  g->length = g->at = 0;
  if (length > INT32_MAX)
    return fz_error_set(error, FZ_TOOBIG, (size_t)-1, "a text of more than 2 GB");
  utext_openUTF8(&g->text, length > 0 ? s : "", (int64_t)length, &code);
  ubrk_setUText(g->breaks, &g->text, &code);
  if (U_FAILURE(code)) return refuse(code, error);
  g->length = length;
  return FZ_OK;
}

static fz_segment_kind kind_of(int32_t status) {
  if (status < UBRK_WORD_NONE_LIMIT) return FZ_SEGMENT_MARK;
  if (status < UBRK_WORD_NUMBER_LIMIT) return FZ_SEGMENT_NUMBER;
  return status < UBRK_WORD_LETTER_LIMIT ? FZ_SEGMENT_LETTER : FZ_SEGMENT_HAN;
}

fz_segment fz_segmenter_next(fz_segmenter *g) {
  fz_segment segment = {g->at, g->at, FZ_SEGMENT_MARK};
  if (g->at == g->length) return segment;
  int32_t next = ubrk_next(g->breaks);
  if (next == UBRK_DONE || (size_t)next > g->length) next = (int32_t)g->length;
  segment.stop = g->at = (size_t)next;
  segment.kind = kind_of(ubrk_getRuleStatus(g->breaks));
  return segment;
}
