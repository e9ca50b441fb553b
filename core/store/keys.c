/*
** keys.c: the SQL function sketch_keys(): the keys by which a sketch is found (fazhi/sketch.h), so that the
** schema itself can take them away with the sketch.
*/
#include "keys.h"

#include <stdint.h>

#include "fazhi/sketch.h"

/* sketch_keys(sketch) → a JSON list of integers; NULL for what is no sketch of this version. */
static void sketch_keys(sqlite3_context *context, int count, sqlite3_value **arguments) {
  (void)count;
  uint64_t keys[FZ_SKETCH_BANDS];
  fz_sketch sketch;
  fz_error error;
  const unsigned char *bytes = sqlite3_value_blob(arguments[0]);
  size_t length = (size_t)sqlite3_value_bytes(arguments[0]);
  if (bytes == NULL || fz_sketch_load(bytes, length, &sketch, &error) != FZ_OK) return;
  int key_count = fz_sketch_bands(&sketch, keys);
  sqlite3_str *out = sqlite3_str_new(sqlite3_context_db_handle(context));
  for (int i = 0; i < key_count; i++) {
    sqlite3_str_appendf(out, "%s%lld", i > 0 ? "," : "[", (sqlite3_int64)keys[i]);
  }
  sqlite3_str_appendall(out, key_count > 0 ? "]" : "[]");
  char *text = sqlite3_str_finish(out);
  if (text == NULL)
    sqlite3_result_error_nomem(context);
  else
    sqlite3_result_text(context, text, -1, sqlite3_free);
}

int keys_register(sqlite3 *db) {
  static const int FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  return sqlite3_create_function_v2(db, "sketch_keys", 1, FLAGS, NULL, sketch_keys, NULL, NULL,
                                    NULL);
}
