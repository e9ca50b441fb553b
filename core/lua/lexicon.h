/*
** lexicon.h: the words that a walker along sentences knows (fazhi/context.h), as scripts hand them over.
*/
#ifndef FZ_CORE_LUA_LEXICON_H
#define FZ_CORE_LUA_LEXICON_H

#include "fazhi/context.h"
#include "given.h"

/* Takes what `context.new` (context.c) tells of words; all that is borrowed is kept. */
void take_lexicon(const given *g, fz_lexicon *lexicon);

/* Sets the flags of words, MARK and PHRASE, on the table at the top. */
void set_lexicon_flags(lua_State *L);

#endif
