/*
** keys.h: the SQL function sketch_keys(), which triggers of the schema call.
*/
#ifndef FZ_CORE_STORE_KEYS_H
#define FZ_CORE_STORE_KEYS_H

#include <sqlite3.h>

/* Makes the function known to a connection; returns what SQLite says. */
int keys_register(sqlite3 *db);

#endif
