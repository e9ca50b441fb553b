/*
** stage.h: the stages between decoded bytes and clean text, in the order they are run.
**
** Each is a pass over a sealed draft and writes a new one, which the caller clears whether or
** not the stage succeeds. What they do is said in fazhi/text.h, points 2 to 6.
*/
#ifndef FZ_TEXT_STAGE_H
#define FZ_TEXT_STAGE_H

#include "text/draft.h"

/* UTF-8 that was encoded once more is read as it was before. */
fz_status fz_stage_twice(const fz_draft *in, fz_draft *out, fz_error *error);

/* Is there enough Chinese in it that was encoded once more? Of the draft the text alone is looked at. */
bool fz_is_twice(const fz_draft *in);

/* Line ends become '\n', control characters go, a U+FFFD of the file itself is marked. */
fz_status fz_stage_lines(const fz_draft *in, fz_draft *out, fz_error *error);

/* Characters left as &ldquo; or <U+00A0> become what they stand for. */
fz_status fz_stage_escape(const fz_draft *in, fz_draft *out, fz_error *error);

/* Text that lost one byte of a pair in GBK is paired again. Needs fz_han_prepare. */
fz_status fz_stage_garble(const fz_draft *in, fz_draft *out, fz_error *error);

/* Full width to ASCII, blanks to U+0020, second forms to first ones, zero-width characters go. */
fz_status fz_stage_fold(const fz_draft *in, fz_draft *out, fz_error *error);

/* Blanks that say nothing, markdown, and piles of empty lines go. */
fz_status fz_stage_blanks(const fz_draft *in, fz_draft *out, fz_error *error);

/*
** Finds the script and, unless `keep`, makes traditional text simplified. *script receives a
** static name. FZ_IO if OpenCC's data is missing. Needs fz_han_prepare.
*/
fz_status fz_stage_script(const fz_draft *in, fz_draft *out, bool keep, const char **script,
                          fz_error *error);

#endif
