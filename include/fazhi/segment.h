/*
** segment.h: where the words of Chinese text begin and end.
**
** Chinese is written without blanks. A segmenter cuts a text into words by the dictionary of
** ICU (Unicode Standard Annex 29, with word breaking by frequency for Han), which knows the
** common language, not the terms of a trade or the names of counties; who needs those whole
** looks for them first (words.h) and has what lies between them cut.
**
** The segments of a text follow each other without a gap from its first byte to its last. A
** text is any bytes: what is no UTF-8 is a mark. A character is never divided.
**
** ICU does not survive a lack of memory in the middle of a text (72 then never returns); the
** calls that say FZ_NOMEM are those that tell it beforehand.
**
** A segmenter serves one thread at a time; making one costs more than cutting a page.
*/
#ifndef FAZHI_SEGMENT_H
#define FAZHI_SEGMENT_H

#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum fz_segment_kind {
  FZ_SEGMENT_MARK,   /* punctuation, blanks, signs: no word */
  FZ_SEGMENT_NUMBER, /* 2023, 99.5 */
  FZ_SEGMENT_LETTER, /* Latin and other letters */
  FZ_SEGMENT_HAN     /* Chinese characters, Chinese numerals with them */
} fz_segment_kind;

/* s[start .. stop), and what it is. */
typedef struct fz_segment {
  size_t start, stop;
  fz_segment_kind kind;
} fz_segment;

typedef struct fz_segmenter fz_segmenter;

/*
** Makes a segmenter. *out is the caller's, freed with fz_segmenter_free. FZ_MISSING: ICU has no
** data for words; FZ_NOMEM.
*/
FZ_API fz_status fz_segmenter_new(fz_segmenter **out, fz_error *error);

/* Gives a segmenter back; NULL is none. */
FZ_API void fz_segmenter_free(fz_segmenter *segmenter);

/*
** Sets the text to be cut, from its beginning. The bytes are borrowed until another text is set
** or the segmenter is freed. FZ_TOOBIG: more than 2 GB, and then there is no text; FZ_NOMEM.
*/
FZ_API fz_status fz_segmenter_set(fz_segmenter *segmenter, const char *s, size_t length,
                                  fz_error *error);

/* The next segment of the text set; at its end, and where none is set, an empty one. */
FZ_API fz_segment fz_segmenter_next(fz_segmenter *segmenter);

#ifdef __cplusplus
}
#endif
#endif
