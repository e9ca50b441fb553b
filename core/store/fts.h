/*
** fts.h: what the files of the full text share.
*/
#ifndef FZ_CORE_STORE_FTS_H
#define FZ_CORE_STORE_FTS_H

#include <sqlite3.h>

/*
** The SQL function hits(passage_fts): where the phrases of the query stand in column 0 of
** the row, as text "phrase start stop;…": the number of the phrase in the query from 0
** and the byte span, 0-based, half open, in the order of the text. highlight() would tell
** places, but not which word is at which.
*/
void fts_hits(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count,
              sqlite3_value **arguments);

#endif
