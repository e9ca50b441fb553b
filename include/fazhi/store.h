/*
** store.h: a corpus is one SQLite file; this opens it, brings its schema up to
** date and teaches it to find Chinese words.
**
** The schema is in core/store/schema as numbered SQL files that anyone can read; each
** is one migration, PRAGMA user_version says how many were applied and PRAGMA
** application_id ("fazh") that the file is ours. A newer file is refused, never changed.
**
** Every connection has foreign keys on, WAL, a busy timeout, extended result codes and
** the FTS5 tokenizer `fazhi`: one token per Chinese character, runs of ASCII letters and
** digits whole and in lower case, a stop token at 。；！？ and line ends, so that a phrase
** never runs over the end of a sentence, and quotes, brackets and blanks skipped, so that
** 放管服改革 finds “放管服”改革.
*/
#ifndef FAZHI_STORE_H
#define FAZHI_STORE_H

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3;
typedef struct fz_store fz_store;

/* What the caller will do with it. */
typedef enum fz_store_mode {
  FZ_STORE_READ,  /* must exist; no write is possible */
  FZ_STORE_WRITE, /* must exist */
  FZ_STORE_CREATE /* made if it does not exist or is empty */
} fz_store_mode;

/*
** Opens the corpus at `path` (":memory:" is allowed). *out is owned.
** FZ_NOCORPUS, FZ_NOTCORPUS, FZ_NEWER, FZ_LOCKED, FZ_DAMAGED, FZ_READONLY, FZ_SQL, FZ_NOMEM.
** A file that is not a corpus is left byte for byte as it was.
*/
FZ_API fz_status fz_store_open(const char *path, fz_store_mode mode, fz_store **out,
                               fz_error *error);

/* Closes it; NULL is accepted. Statements still open keep the file until they are finalized. */
FZ_API void fz_store_close(fz_store *store);

/* The connection, borrowed until close, for those who prefer SQLite's own API. */
FZ_API struct sqlite3 *fz_store_handle(fz_store *store);

/* The schema version this library writes. */
FZ_API int fz_store_version(void);

/* Maps an SQLite (extended) result code of `db` to a status with SQLite's message. */
FZ_API fz_status fz_store_status(struct sqlite3 *db, int code, fz_error *error);

/* Registers the tokenizer `fazhi` on any connection with FTS5. */
FZ_API fz_status fz_tokenizer_register(struct sqlite3 *db, fz_error *error);

#ifdef __cplusplus
}
#endif
#endif
