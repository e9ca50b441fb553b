/*
** rows.h: the rows of tables of names, found by their code, their name and their short names, and
** where in a text such a name may begin.
**
** A table is text of lines with columns divided by tabs: a code (digits), a name, whatever else,
** and perhaps, as the last column, short names divided by ';'. The first of these is the short
** name of its row; the others are names of it, behind those of all rows. A table without that
** column has the short names that are left when one of some endings is taken off a name. Lines of
** any other form are passed over. Rows are counted from 1, through all tables in their order.
**
** Nothing is copied: the tables are borrowed until fz_rows_free. What is made never changes, and
** threads may share it.
*/
#ifndef FAZHI_ROWS_H
#define FAZHI_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a row is found by. */
typedef enum fz_rows_key { FZ_ROWS_CODE, FZ_ROWS_NAME, FZ_ROWS_SHORT } fz_rows_key;

/* Bytes of a table, or of an ending. */
typedef struct fz_rows_text {
  const char *s;
  size_t length;
  bool has_shorts; /* of a table: its last column holds short names */
} fz_rows_text;

/* A row: its code and its name, and where its other columns begin; all inside its table. */
typedef struct fz_row {
  size_t table; /* counted from 0 */
  size_t code, code_length, name, name_length, rest;
} fz_row;

typedef struct fz_rows fz_rows;

/*
** Reads `count` tables. An ending is taken off where `least` bytes stay, the first that fits. *out
** is the caller's, freed with fz_rows_free. FZ_TOOBIG: tables of 4 GB; FZ_NOMEM.
*/
FZ_API fz_status fz_rows_new(const fz_rows_text *tables, size_t count, const fz_rows_text *endings,
                             size_t ending_count, size_t least, fz_rows **out, fz_error *error);

/* Gives them back; NULL is none. */
FZ_API void fz_rows_free(fz_rows *rows);

/* How many rows there are. */
FZ_API size_t fz_rows_count(const fz_rows *rows);

/* Row n, 1 to the count. */
FZ_API fz_row fz_rows_at(const fz_rows *rows, size_t n);

/*
** The rows that a key finds, in their order: begun with *cursor 0, each call gives the number of
** one and moves the cursor; 0 behind the last.
*/
FZ_API size_t fz_rows_find(const fz_rows *rows, fz_rows_key key, const char *s, size_t length,
                           size_t *cursor);

/*
** The first place of s[at .. last) where the first two characters of a name or a short name
** stand, as the names of two and more characters begin; *longest is the length in bytes of the
** longest that begins so. `length` if there is none.
*/
FZ_API size_t fz_rows_begin(const fz_rows *rows, const char *s, size_t length, size_t at,
                            size_t last, size_t *longest);

#ifdef __cplusplus
}
#endif
#endif
