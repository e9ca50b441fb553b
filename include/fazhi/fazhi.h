/*
** fazhi.h: all of the C API but the Lua module.
**
**   text.h     bytes → clean text with a source map
**   outline.h  clean text → sections
**   store.h    the corpus file
**   archive.h  ZIP archives, gzip, deflate
**   helper.h   a program of somebody else's, run within limits
**   sketch.h   how much two texts have in common
**   passages.h the passages that texts have in common
**   flat.h     text in the form in which patterns read it
**   hypertext.h texts put between tags so that they stay texts
**   patterns.h patterns of words around a number in a sentence
**   words.h    the words of a long list in a text
**   rows.h     tables of names, found by what a text says
**   amounts.h  plain amounts, and where numbers may begin
**   context.h  what stands around a figure in its sentence
**   segment.h  where the words of Chinese text begin and end
**   status.h   statuses and errors
*/
#ifndef FAZHI_FAZHI_H
#define FAZHI_FAZHI_H

#include "fazhi/amounts.h"
#include "fazhi/archive.h"
#include "fazhi/context.h"
#include "fazhi/flat.h"
#include "fazhi/helper.h"
#include "fazhi/hypertext.h"
#include "fazhi/outline.h"
#include "fazhi/passages.h"
#include "fazhi/patterns.h"
#include "fazhi/rows.h"
#include "fazhi/segment.h"
#include "fazhi/sketch.h"
#include "fazhi/status.h"
#include "fazhi/store.h"
#include "fazhi/text.h"
#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library, "major.minor.patch"; static. */
FZ_API const char *fz_version(void);

#ifdef __cplusplus
}
#endif
#endif
