/*
** store.c: opening a corpus: telling ours from other files, settings of the connection,
** migrations, and SQLite's result codes as statuses. All memory comes from SQLite's
** allocator, so that one failing allocator tests every path.
*/
#include "fazhi/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keys.h"
#include "schema.h"

enum {
  APPLICATION_ID = 0x66617a68, /* "fazh" */
  BUSY_MS = 5000,
  HEADER_SIZE = 100,
  VERSION_AT = 60,
  APPLICATION_AT = 68
};

#define NOWHERE ((size_t)-1)
#define ADD_HINT "`fazhi add -c FILE PATH` makes a corpus"

struct fz_store {
  sqlite3 *db;
};

int fz_store_version(void) { return fz_schema_count; }

sqlite3 *fz_store_handle(fz_store *store) { return store->db; }

void fz_store_close(fz_store *store) {
  if (store == NULL) return;
  sqlite3_close_v2(store->db);
  sqlite3_free(store);
}

static fz_status status_of(int code) {
  if (code == SQLITE_IOERR_NOMEM) return FZ_NOMEM;
  switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return FZ_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return FZ_LOCKED;
    case SQLITE_CORRUPT:
      return FZ_DAMAGED;
    case SQLITE_NOTADB:
      return FZ_NOTCORPUS;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return FZ_READONLY;
    case SQLITE_NOMEM:
      return FZ_NOMEM;
    default:
      return FZ_SQL;
  }
}

fz_status fz_store_status(sqlite3 *db, int code, fz_error *error) {
  const char *detail = db != NULL ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  fz_status status = status_of(code);
  switch (status) {
    case FZ_OK:
      return FZ_OK;
    case FZ_LOCKED:
      return fz_error_set(error, status, NOWHERE,
                          "another program is writing to the corpus; try again later (%s)", detail);
    case FZ_DAMAGED:
      return fz_error_set(error, status, NOWHERE,
                          "the corpus is damaged; take a copy of it and add the files again (%s)",
                          detail);
    case FZ_NOTCORPUS:
      return fz_error_set(error, status, NOWHERE, "not a corpus; " ADD_HINT " (%s)", detail);
    case FZ_READONLY:
      return fz_error_set(error, status, NOWHERE, "the corpus cannot be written (%s)", detail);
    case FZ_NOMEM:
      return fz_error_set(error, status, NOWHERE, "out of memory");
    default:
      return fz_error_set(error, status, NOWHERE, "%s", detail);
  }
}

static unsigned long big_endian(const unsigned char *p) {
  return (unsigned long)p[0] << 24 | (unsigned long)p[1] << 16 | (unsigned long)p[2] << 8 | p[3];
}

static fz_status check_version(unsigned long version, fz_error *error) {
  if (version <= (unsigned long)fz_schema_count) return FZ_OK;
  return fz_error_set(error, FZ_NEWER, NOWHERE,
                      "written by a newer fazhi (schema %lu, this one knows %d); update fazhi",
                      version, fz_schema_count);
}

/* Reads up to HEADER_SIZE bytes of the file; -1 and errno if the system refuses. */
static ssize_t read_header(const char *path, unsigned char *header) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return -1;
  ssize_t n = read(file, header, HEADER_SIZE);
  int saved = errno;
  close(file);
  errno = saved;
  return n;
}

static fz_status check_header(const char *path, fz_error *error) {
  static const char MAGIC[] = "SQLite format 3";
  unsigned char header[HEADER_SIZE];
  ssize_t n = read_header(path, header);
  if (n < 0) return fz_error_set(error, FZ_SQL, NOWHERE, "cannot be read: %s", strerror(errno));
  if (n < HEADER_SIZE || memcmp(header, MAGIC, sizeof MAGIC) != 0) {
    return fz_error_set(error, FZ_NOTCORPUS, NOWHERE, "not a corpus, some other file; " ADD_HINT);
  }
  if (big_endian(header + APPLICATION_AT) != APPLICATION_ID) {
    return fz_error_set(error, FZ_NOTCORPUS, NOWHERE,
                        "an SQLite file of another program, not a corpus; " ADD_HINT);
  }
  return check_version(big_endian(header + VERSION_AT), error);
}

/* Whether this process may write there; access() would ask for the user who started it. */
static bool may_write(const char *path) { return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0; }

/* The folder the file is in, "." if none is named; `folder` has PATH_MAX bytes. */
static void folder_of(const char *path, char *folder) {
  const char *slash = strrchr(path, '/');
  sqlite3_snprintf(PATH_MAX, folder, "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
                   slash == NULL ? "." : path);
}

static fz_status check_missing(const char *path, fz_store_mode mode, fz_error *error) {
  char folder[PATH_MAX];
  folder_of(path, folder);
  if (mode != FZ_STORE_CREATE) {
    return fz_error_set(error, FZ_NOCORPUS, NOWHERE, "no such corpus; " ADD_HINT);
  }
  if (access(folder, F_OK) != 0) {
    return fz_error_set(error, FZ_NOCORPUS, NOWHERE, "no such folder; make it first (mkdir -p)");
  }
  if (!may_write(folder)) {
    return fz_error_set(error, FZ_READONLY, NOWHERE, "the folder cannot be written: %s",
                        strerror(errno));
  }
  return FZ_OK;
}

/* Refuses whatever is not a corpus, or an empty place for one, before SQLite touches it. */
static fz_status check_file(const char *path, fz_store_mode mode, fz_error *error) {
  struct stat info;
  if (stat(path, &info) != 0) {
    if (errno == ENOENT) return check_missing(path, mode, error);
    return fz_error_set(error, errno == ENOTDIR ? FZ_NOCORPUS : FZ_SQL, NOWHERE,
                        "cannot be opened: %s", strerror(errno));
  }
  if (S_ISDIR(info.st_mode)) {
    return fz_error_set(error, FZ_NOTCORPUS, NOWHERE, "a folder, not a corpus; name a file in it");
  }
  if (!S_ISREG(info.st_mode)) {
    return fz_error_set(error, FZ_NOTCORPUS, NOWHERE, "a device or pipe, not a corpus");
  }
  fz_status status = info.st_size > 0 ? check_header(path, error) : FZ_OK;
  if (status != FZ_OK) return status;
  if (mode != FZ_STORE_READ && !may_write(path)) {
    return fz_error_set(error, FZ_READONLY, NOWHERE,
                        "the file cannot be written; copy it or ask for permission to write it");
  }
  if (info.st_size > 0 || mode == FZ_STORE_CREATE) return FZ_OK;
  return fz_error_set(error, FZ_NOTCORPUS, NOWHERE, "an empty file, not a corpus; " ADD_HINT);
}

/*
** The path as an SQLite URI, owned (sqlite3_free), NULL without memory. Escaping every
** byte that could mean something keeps a path named "file:x?mode=memory" a path.
*/
static char *uri_of(const char *path, bool immutable) {
  sqlite3_str *s = sqlite3_str_new(NULL);
  sqlite3_str_appendall(s, path[0] == '/' ? "file://" : "file:");
  for (const char *p = path; *p != '\0'; p++) {
    bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
                 *p == '/' || *p == '.' || *p == '_' || *p == '-';
    if (plain)
      sqlite3_str_appendchar(s, 1, *p);
    else
      sqlite3_str_appendf(s, "%%%02X", (unsigned char)*p);
  }
  if (immutable) sqlite3_str_appendall(s, "?immutable=1");
  return sqlite3_str_finish(s);
}

static int query_int(sqlite3 *db, const char *sql, int *value) {
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
  if (code != SQLITE_OK) return code;
  if (sqlite3_step(stmt) == SQLITE_ROW) *value = sqlite3_column_int(stmt, 0);
  return sqlite3_finalize(stmt);
}

/*
** Opens the connection and looks into the file, since SQLite opens lazily. Double-quoted
** words are names and never strings, and SQL cannot write to the tables inside FTS5.
*/
static int connect(fz_store *store, const char *uri, int flags) {
  int version = 0;
  flags |= SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(uri, &store->db, flags, NULL);
  if (code != SQLITE_OK) return code;
  sqlite3_busy_timeout(store->db, BUSY_MS);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  code = sqlite3_exec(store->db,
                      "PRAGMA page_size = 8192; PRAGMA foreign_keys = ON;"
                      "PRAGMA cache_size = -32768; PRAGMA synchronous = NORMAL",
                      NULL, NULL, NULL);
  return code != SQLITE_OK ? code : query_int(store->db, "PRAGMA user_version", &version);
}

static bool has_wal(const char *path) {
  struct stat info;
  char *wal = sqlite3_mprintf("%s-wal", path);
  bool found = wal == NULL || (stat(wal, &info) == 0 && info.st_size > 0);
  sqlite3_free(wal);
  return found;
}

/*
** In a folder that cannot be written SQLite cannot make the shared memory of WAL. The file
** is then read as one that nobody changes, unless changes are left in its WAL.
*/
static int reconnect_immutable(fz_store *store, const char *path, int code) {
  int primary = code & 0xFF;
  if ((primary != SQLITE_CANTOPEN && primary != SQLITE_READONLY) || has_wal(path)) return code;
  char *uri = uri_of(path, true);
  if (uri == NULL) return SQLITE_NOMEM;
  sqlite3_close_v2(store->db);
  store->db = NULL;
  code = connect(store, uri, SQLITE_OPEN_READONLY);
  sqlite3_free(uri);
  return code;
}

/* What to say if the connection failed: a folder without permission has its own words. */
static fz_status explain(fz_store *store, const char *path, int code, fz_error *error) {
  char folder[PATH_MAX];
  folder_of(path, folder);
  int primary = code & 0xFF;
  if ((primary != SQLITE_CANTOPEN && primary != SQLITE_READONLY) || may_write(folder)) {
    return fz_store_status(store->db, code, error);
  }
  return fz_error_set(error, FZ_READONLY, NOWHERE,
                      has_wal(path) ? "unfinished changes in FILE-wal and a folder that cannot be "
                                      "written; copy the files to one that can"
                                    : "the folder cannot be written");
}

/*
** A connection for reading is opened for writing where that is allowed and then forbidden
** to write: one opened read-only would leave FILE-shm and FILE-wal behind.
*/
static fz_status open_connection(fz_store *store, const char *path, fz_store_mode mode,
                                 fz_error *error) {
  char *uri = uri_of(path, false);
  if (uri == NULL) return fz_store_status(NULL, SQLITE_NOMEM, error);
  int create = mode == FZ_STORE_CREATE ? SQLITE_OPEN_CREATE : 0;
  bool memory = strcmp(path, ":memory:") == 0;
  int code = connect(store, memory ? path : uri, SQLITE_OPEN_READWRITE | create);
  if (code != SQLITE_OK && mode == FZ_STORE_READ) code = reconnect_immutable(store, path, code);
  sqlite3_free(uri);
  if (code != SQLITE_OK) return explain(store, path, code, error);
  return FZ_OK;
}

/* Carries out the migrations behind `version`; an empty file becomes at once what all of them make of it. */
static int make_tables(sqlite3 *db, int version) {
  int code = SQLITE_OK;
  if (version == 0) return sqlite3_exec(db, fz_schema_whole, NULL, NULL, NULL);
  for (int i = version; i < fz_schema_count && code == SQLITE_OK; i++) {
    code = sqlite3_exec(db, fz_schema[i], NULL, NULL, NULL);
  }
  return code;
}

/* What the migrations did to statements of tables shows when the schema is read anew; what a new file was told is known. */
static int read_schema_anew(sqlite3 *db) {
  char sql[64];
  int seen = 0, code = query_int(db, "PRAGMA schema_version", &seen);
  if (code != SQLITE_OK) return code;
  sqlite3_snprintf(sizeof sql, sql, "PRAGMA schema_version = %d", seen + 1);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int apply(sqlite3 *db, int version) {
  char sql[160];
  int code = make_tables(db, version);
  sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   APPLICATION_ID, fz_schema_count);
  if (code == SQLITE_OK) code = sqlite3_exec(db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK && version > 0 ? read_schema_anew(db) : code;
}

/* Some migrations change the statement of a table, which no other SQL is allowed to. */
static int apply_freely(sqlite3 *db, int version) {
  int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  if (code == SQLITE_OK) code = apply(db, version);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return code;
}

/*
** Applies what is missing in one transaction. The version is read again inside it: another
** process may have been faster.
*/
static int migrate(sqlite3 *db) {
  int version = 0;
  int code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code != SQLITE_OK) return code;
  code = query_int(db, "PRAGMA user_version", &version);
  if (code == SQLITE_OK && version < fz_schema_count) code = apply_freely(db, version);
  if (code == SQLITE_OK) code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return code; /* closing the connection rolls back */
}

/* Waits until the file is on the disk; there is none of a corpus in memory. */
static void sync_file(sqlite3 *db) {
  sqlite3_file *file = NULL;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file != NULL && file->pMethods != NULL) file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}

/*
** An empty file becomes one page that tells whose it is and that it is written by WAL, and all else goes there: two
** changes of a page that nothing is lost with wait for the disk once instead of six times, and the tables not at all.
** Where WAL is refused, or another process is at it, the tables are made as in any file.
*/
static void begin_file(sqlite3 *db) {
  char sql[160];
  sqlite3_snprintf(
      sizeof sql, sql,
      "PRAGMA synchronous = OFF; PRAGMA application_id = %d; PRAGMA journal_mode = WAL",
      APPLICATION_ID);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_exec(db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
  sync_file(db);
}

/*
** WAL only makes writers and readers wait less: where it is refused the corpus works without. What
** is written goes to the ends of tables and, by the batch, in order into the rest, so that less
** memory for pages than reading has does as well: 8 MB stores a report as fast as 128 MB, with 2,000
** there already and with 7,000.
*/
static void prepare_writing(sqlite3 *db) {
  sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA cache_size = -12288", NULL, NULL, NULL);
}

/*
** Pages are read by read(2). Looking at them where the system has them (mmap_size) makes no question
** to 30,000 reports faster by more than a twentieth and some slower, and if another program makes the
** file shorter meanwhile, the process is killed (SIGBUS) instead of being told that the corpus is
** damaged.
*/
static int only_read(sqlite3 *db) {
  return sqlite3_exec(db, "PRAGMA query_only = ON", NULL, NULL, NULL);
}

/* Checks again with SQLite's eyes, since the version may be in the WAL still, and migrates. */
static fz_status prepare(fz_store *store, const char *path, fz_store_mode mode, fz_error *error) {
  int version = 0, application = 0, tables = 0;
  int code = query_int(store->db, "PRAGMA user_version", &version);
  if (code == SQLITE_OK) code = query_int(store->db, "PRAGMA application_id", &application);
  if (code == SQLITE_OK) code = query_int(store->db, "SELECT count(*) FROM sqlite_schema", &tables);
  if (code != SQLITE_OK) return fz_store_status(store->db, code, error);
  bool fresh = mode == FZ_STORE_CREATE && tables == 0;
  if (application != APPLICATION_ID && !fresh) {
    return fz_error_set(error, FZ_NOTCORPUS, NOWHERE, "not a corpus; " ADD_HINT);
  }
  fz_status status = check_version((unsigned long)version, error);
  if (status != FZ_OK) {
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return status;
  }
  if (version < fz_schema_count && sqlite3_db_readonly(store->db, "main") == 1) {
    return fz_error_set(error, FZ_READONLY, NOWHERE,
                        "written by an older fazhi and cannot be brought up to date here; copy it "
                        "to a folder that can be written");
  }
  if (fresh) begin_file(store->db);
  if (version < fz_schema_count) code = migrate(store->db);
  if (code != SQLITE_OK) return explain(store, path, code, error);
  if (mode != FZ_STORE_READ)
    prepare_writing(store->db);
  else
    code = only_read(store->db);
  return fz_store_status(store->db, code, error);
}

fz_status fz_store_open(const char *path, fz_store_mode mode, fz_store **out, fz_error *error) {
  *out = NULL;
  bool memory = strcmp(path, ":memory:") == 0;
  if (path[0] == '\0' || strlen(path) >= PATH_MAX) {
    return fz_error_set(error, FZ_NOCORPUS, NOWHERE, "no file name, or one that is too long");
  }
  if (memory) mode = FZ_STORE_CREATE;
  fz_status status = memory ? FZ_OK : check_file(path, mode, error);
  if (status != FZ_OK) return status;
  fz_store *store = sqlite3_malloc64(sizeof *store);
  if (store == NULL) return fz_store_status(NULL, SQLITE_NOMEM, error);
  store->db = NULL;
  status = open_connection(store, path, mode, error);
  if (status == FZ_OK) status = fz_tokenizer_register(store->db, error);
  if (status == FZ_OK) status = fz_store_status(store->db, keys_register(store->db), error);
  if (status == FZ_OK) status = prepare(store, path, mode, error);
  if (status == FZ_OK) {
    *out = store;
    return FZ_OK;
  }
  fz_store_close(store);
  return status;
}
