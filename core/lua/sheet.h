/*
** sheet.h: rows of a table as one string: what is stored of many things that are alike, in a form that crosses
** threads as it is and that SQLite is bound from without a Lua table for each row.
*/
#ifndef FZ_CORE_LUA_SHEET_H
#define FZ_CORE_LUA_SHEET_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "plain.h"

/* One value; `s` is borrowed from the sheet. */
typedef struct sheet_value {
  enum { SHEET_NIL, SHEET_FALSE, SHEET_TRUE, SHEET_INTEGER, SHEET_FLOAT, SHEET_STRING } kind;
  lua_Integer integer;
  lua_Number number;
  const char *s;
  size_t length;
} sheet_value;

/* A place in a sheet: what is left of it, and how it is laid out. */
typedef struct sheet {
  const unsigned char *at, *stop;
  size_t rows, columns;
} sheet;

/* The sheet in a string, borrowed; any bytes may be tried: false if they are none. */
bool sheet_open(const char *s, size_t length, sheet *out);

/* Reads the next value, row by row; false at the end and where the bytes are damaged. */
bool sheet_next(sheet *from, sheet_value *value);

/* Pushes a value. */
void sheet_push(lua_State *L, const sheet_value *value);

/* Begins a sheet of rows of so many columns, the values of which follow row by row. */
void sheet_begin(lua_State *L, plain *out, size_t width, size_t rows);

/* Appends a whole number to a sheet. */
void sheet_put_integer(lua_State *L, plain *out, lua_Integer n);

#endif
