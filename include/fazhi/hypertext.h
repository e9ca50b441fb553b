/*
** hypertext.h: markup that grows: bytes that are markup already, and text that must stay text
** whatever it says.
**
**   fz_hypertext h = {0};
**   fz_hypertext_put(&h, "<b>", 3);
**   fz_hypertext_text(&h, s, length);
**   … h.bytes, h.length …
**   free(h.bytes);
*/
#ifndef FAZHI_HYPERTEXT_H
#define FAZHI_HYPERTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
** Does a mark stand at s, with `left` bytes there, that turns the direction of a text and reaches
** beyond it (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069)?
*/
FZ_API bool fz_hypertext_turns(const char *s, size_t left);

/* Begins as all zeros; the bytes are of malloc, and the caller frees them. */
typedef struct fz_hypertext {
  unsigned char *bytes;
  size_t length, capacity;
} fz_hypertext;

/* Appends `length` bytes of markup as they are. FZ_NOMEM: nothing is appended. */
FZ_API fz_status fz_hypertext_put(fz_hypertext *self, const char *s, size_t length);

/*
** Appends text for the content or a quoted attribute of HTML or XML. What would be read as markup
** is escaped, control characters but tab and line ends and each byte that is no UTF-8 become
** U+FFFD, and marks that turn the direction of a text and reach beyond it are made visible as
** ⟨U+202E⟩. FZ_NOMEM: a part may be appended.
*/
FZ_API fz_status fz_hypertext_text(fz_hypertext *self, const char *s, size_t length);

#ifdef __cplusplus
}
#endif

#endif
