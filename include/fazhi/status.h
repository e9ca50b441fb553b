/*
** status.h: how a call says that it failed.
**
** Every function of the core that can fail returns an fz_status and, where
** the caller passes one, fills an fz_error. The core never prints, never
** exits and keeps no last error of its own: what went wrong belongs to the
** call it went wrong in.
**
** A code is stable across releases and languages. Its first digit is the
** exit status of the program: E2xx wrong use, E3xx a file that cannot be
** read, E4xx the corpus, E5xx a script, E6xx a helper program, E7xx a fault
** of ours. The texts people read are in scripts/fazhi/message.lua; the
** message here is the English one, without path and without code, and is
** what a C embedder shows.
*/
#ifndef FAZHI_STATUS_H
#define FAZHI_STATUS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define FZ_API __attribute__((visibility("default")))
#else
#define FZ_API
#endif

typedef enum fz_status {
  FZ_OK = 0,
  FZ_INVALID = 201,  /* an argument that makes no sense: a fault of the caller */
  FZ_IO = 301,       /* the system refused: open, read, stat */
  FZ_EMPTY = 302,    /* nothing in it, or nothing but blanks */
  FZ_BINARY = 303,   /* not text: an image, an archive, a PDF, an old .doc */
  FZ_ENCODING = 304, /* text in no encoding we know, or not in the one asked for */
  FZ_TOOBIG = 305,   /* larger than the limit the caller set */
  FZ_NOTFILE = 306,  /* a folder, a pipe, a device */
  FZ_BROKEN = 311,   /* a file of a known format that is cut off or damaged */
  FZ_PROTECTED = 312,/* encrypted: it needs a password */
  FZ_NOTEXT = 313,   /* pages, but no text in them: scanned? */
  FZ_REFUSED = 314,  /* not read for safety: a zip bomb, a name that leads out, too deep */
  FZ_HELPER = 317,   /* a helper program took too long, too much, or died */
  FZ_NOTCORPUS = 401,/* a file, but not one of our corpora */
  FZ_LOCKED = 402,   /* another program holds the corpus */
  FZ_DAMAGED = 403,  /* SQLite says the file is malformed */
  FZ_NEWER = 404,    /* written by a newer fazhi */
  FZ_NOCORPUS = 405, /* no such file, and the caller did not ask to create it */
  FZ_READONLY = 406, /* the file or its folder cannot be written */
  FZ_SQL = 407,      /* SQLite refused for any other reason */
  FZ_UNSAFE = 506,   /* a script in safe mode asked for more than safe mode allows */
  FZ_MISSING = 601,  /* a helper program is not installed */
  FZ_NOMEM = 701,    /* out of memory */
  FZ_INTERNAL = 702  /* an invariant of ours does not hold */
} fz_status;

/*
** What went wrong. `at` is a byte offset into the input where one is known,
** else (size_t)-1. `message` is always terminated and cut at a character
** boundary. The struct is copied; it owns nothing.
*/
typedef struct fz_error {
  fz_status status;
  size_t at;
  char message[240];
} fz_error;

/* Fills `error` (which may be NULL) as by printf and returns `status`. */
FZ_API fz_status fz_error_set(fz_error *error, fz_status status, size_t at,
                              const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;

#ifdef __cplusplus
}
#endif
#endif
