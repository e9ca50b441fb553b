/*
** schema.h: the migrations, schema/001.sql and on, as the build embeds them, and what they come to.
*/
#ifndef FZ_CORE_STORE_SCHEMA_H
#define FZ_CORE_STORE_SCHEMA_H

/* The text of migration i + 1; static and terminated. */
extern const char *const fz_schema[];

/* How many there are: the version this library writes. */
extern const int fz_schema_count;

/* The statements that make at once what all migrations make of an empty file (schema/fold). */
extern const char fz_schema_whole[];

#endif
