/*
** sheet_table.h: a sheet as a table that SQL reads.
*/
#ifndef FZ_CORE_LUA_SHEET_TABLE_H
#define FZ_CORE_LUA_SHEET_TABLE_H

#include <sqlite3.h>
#include <stddef.h>

/* Makes the table `sheet` known to the SQL of a connection; a code of SQLite. */
int sheet_table_register(sqlite3 *db);

/*
** Gives a statement, at a place that stands as sheet(?1), a copy of a sheet to read; a code of SQLite,
** SQLITE_MISMATCH if the bytes are no sheet.
*/
int sheet_table_bind(sqlite3_stmt *stmt, int place, const char *s, size_t length);

#endif
