/*
** helper.h: running a program of somebody else's, such as pdftotext, that may
** be missing, hang, die, print without end or eat the machine.
**
** The program is started without a shell, in a process group of its own, with
** a small fixed environment, its standard input from memory, its output into
** memory, and no file descriptor of ours but those three. Whatever happens, the
** call comes back within its limit of time, the whole group is dead and
** reaped, and nothing is left open; if we are killed first, the group is killed too. May be called
** from several threads at once.
*/
#ifndef FAZHI_HELPER_H
#define FAZHI_HELPER_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What to run and how far it may go. All pointers are borrowed for the call; 0 and NULL take the
** default. */
typedef struct fz_helper {
  const char *const
      *argv;         /* the program, looked for in PATH unless it has a '/', its arguments, NULL */
  const void *input; /* `input_length` bytes that it reads from standard input */
  size_t input_length;
  double seconds;  /* wall clock; default 60 */
  size_t memory;   /* bytes of address space a process of it may have; default no limit */
  size_t output;   /* bytes it may print, and the largest file it may write; default 256 MB */
  const char *dir; /* its working folder; default "/" */
  const char *const *env;           /* "NAME=value" …, NULL: beside PATH, HOME=/nonexistent and
                                       LC_ALL=C.UTF-8,           or in their place */
  bool (*is_cancelled)(void *data); /* asked ten times a second; true ends it like a limit */
  void *data;
} fz_helper;

/* What it printed: owned, given back by fz_helper_clear; each terminated by a NUL not counted. */
typedef struct fz_helper_output {
  char *out; /* NULL on failure */
  size_t out_length;
  char *err; /* the first 64 KB of standard error, also on failure if it got that far, else NULL */
  size_t err_length;
} fz_helper_output;

/*
** Runs it to its end. FZ_MISSING if there is no such program; FZ_HELPER if it took longer, printed
** more, was killed (by its limits of memory and processor time perhaps), was cancelled, or ended
** with another status than 0: the message then ends with the last line of its standard error.
** FZ_IO (also where the process ignores SIGCHLD, so that nobody can tell how a child ended) and
** FZ_NOMEM for ourselves; FZ_INVALID for a fault of the caller.
*/
FZ_API fz_status fz_helper_run(const fz_helper *helper, fz_helper_output *output, fz_error *error);

/* Frees what fz_helper_run filled in, and empties it. */
FZ_API void fz_helper_clear(fz_helper_output *output);

/*
** Writes the path of the program `name` into `path`, `size` bytes. FZ_MISSING if no folder of PATH
** holds an executable file of that name.
*/
FZ_API fz_status fz_helper_find(const char *name, char *path, size_t size, fz_error *error);

#ifdef __cplusplus
}
#endif
#endif
