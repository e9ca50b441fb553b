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
**   reading.h  the language of patterns, read
**   hypertext.h texts put between tags so that they stay texts
**   patterns.h patterns of words around a number in a sentence
**   words.h    the words of a long list in a text
**   rows.h     tables of names, found by what a text says
**   forms.h    forms of numbers that are none to count with
**   amounts.h  plain amounts, and where numbers may begin
**   context.h  what stands around a figure in its sentence
**   sentences.h the sentences that hold figures, in flat form
**   openings.h the clauses of a sentence that begin in a certain way
**   rulers.h   the topic, the actor and the plan in force at a figure
**   claims.h   who of many claims a figure, by patterns for and against
**   markup.h   HTML and XML as a tree
**   piece.h    a piece of a page's text as its reader sees it
**   segment.h  where the words of Chinese text begin and end
**   quote.h    strings of JSON
**   status.h   statuses and errors
*/
#ifndef FAZHI_FAZHI_H
#define FAZHI_FAZHI_H

#include "fazhi/amounts.h"
#include "fazhi/archive.h"
#include "fazhi/claims.h"
#include "fazhi/context.h"
#include "fazhi/flat.h"
#include "fazhi/forms.h"
#include "fazhi/helper.h"
#include "fazhi/hypertext.h"
#include "fazhi/markup.h"
#include "fazhi/openings.h"
#include "fazhi/outline.h"
#include "fazhi/passages.h"
#include "fazhi/patterns.h"
#include "fazhi/piece.h"
#include "fazhi/quote.h"
#include "fazhi/reading.h"
#include "fazhi/rows.h"
#include "fazhi/rulers.h"
#include "fazhi/segment.h"
#include "fazhi/sentences.h"
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
