/*
** hits.c: the SQL function hits() of the full text: which phrase of the query stands where.
*/
#include "fts.h"

#include <string.h>

/* The byte spans of the tokens of a text, by number of token. */
typedef struct tokens {
  int (*spans)[2];
  int count, capacity;
} tokens;

static int note_token(void *context, int flags, const char *token, int length, int start,
                      int stop) {
  tokens *t = context;
  (void)flags, (void)token, (void)length;
  if (t->count == t->capacity) {
    int capacity = t->capacity > 0 ? 2 * t->capacity : 256;
    int(*grown)[2] = sqlite3_realloc64(t->spans, (size_t)capacity * sizeof *grown);
    if (grown == NULL) return SQLITE_NOMEM;
    t->spans = grown;
    t->capacity = capacity;
  }
  t->spans[t->count][0] = start;
  t->spans[t->count][1] = stop;
  t->count++;
  return SQLITE_OK;
}

/* Reads all tokens of column 0 of the current row. */
static int read_tokens(const Fts5ExtensionApi *api, Fts5Context *fts, tokens *t) {
  const char *text = NULL;
  int length = 0;
  int code = api->xColumnText(fts, 0, &text, &length);
  if (code == SQLITE_OK) code = api->xTokenize(fts, text, length, t, note_token);
  return code;
}

/* Adds the i-th hit to `out`. A hit outside the text means that the index is not of this text. */
static int add_hit(const Fts5ExtensionApi *api, Fts5Context *fts, const tokens *t, int i,
                   sqlite3_str *out) {
  int phrase = 0, column = 0, first = 0;
  int code = api->xInst(fts, i, &phrase, &column, &first);
  if (code != SQLITE_OK) return code;
  int last = first + api->xPhraseSize(fts, phrase) - 1;
  if (first < 0 || last < first || last >= t->count) return SQLITE_CORRUPT_VTAB;
  sqlite3_str_appendf(out, "%s%d %d %d", i > 0 ? ";" : "", phrase, t->spans[first][0],
                      t->spans[last][1]);
  return SQLITE_OK;
}

void fts_hits(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count,
              sqlite3_value **arguments) {
  (void)count, (void)arguments;
  tokens t = {NULL, 0, 0};
  sqlite3_str *out = sqlite3_str_new(sqlite3_context_db_handle(context));
  int hits = 0;
  int code = api->xInstCount(fts, &hits);
  if (code == SQLITE_OK && hits > 0) code = read_tokens(api, fts, &t);
  for (int i = 0; code == SQLITE_OK && i < hits; i++) code = add_hit(api, fts, &t, i, out);
  if (code == SQLITE_OK) code = sqlite3_str_errcode(out);
  int length = sqlite3_str_length(out);
  char *text = sqlite3_str_finish(out);
  if (code != SQLITE_OK) {
    sqlite3_result_error_code(context, code);
    sqlite3_free(text);
  } else if (text == NULL) {
    sqlite3_result_text(context, "", 0, SQLITE_STATIC);
  } else {
    sqlite3_result_text(context, text, length, sqlite3_free);
  }
  sqlite3_free(t.spans);
}
