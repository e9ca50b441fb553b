/*
** detect.h: which encoding the bytes of a file are in.
*/
#ifndef FZ_TEXT_DETECT_H
#define FZ_TEXT_DETECT_H

#include "text/look.h"

typedef struct fz_guess {
  fz_encoding encoding;
  fz_encoding other;     /* of some lines; the same as `encoding` unless it is a mixture */
  size_t bom;            /* bytes of the byte order mark, which are no text */
  bool valid;            /* all bytes are strict UTF-8, as far as that was looked at */
  bool half;             /* the first byte is the second half of a character cut off */
  bool weak;             /* read as that, it is hardly Chinese: a mixture, or no text of ours */
  double confidence;     /* as fz_text_confidence */
  const char *runner_up; /* static, or NULL */
} fz_guess;

/*
** Finds the one encoding that explains the bytes best; whether some lines are in another, is for
** mixture.h to find. FZ_ENCODING (UTF-32), FZ_IO, FZ_NOMEM. Needs fz_han_prepare.
*/
fz_status fz_detect(const unsigned char *bytes, size_t length, fz_guess *guess, fz_error *error);

/* Says why bytes that no encoding makes Chinese are refused: FZ_BINARY or FZ_ENCODING. */
fz_status fz_detect_refuse(const unsigned char *bytes, size_t length, fz_error *error);

/*
** The winner's share of two readings of the same bytes, 0.5 to 1, from how much more the other
** one costs.
*/
double fz_share(double cost, double other_cost);

/* Length of the byte order mark of `encoding` at the front, 0 if there is none. */
size_t fz_bom_length(fz_encoding encoding, const unsigned char *bytes, size_t length);

#endif
