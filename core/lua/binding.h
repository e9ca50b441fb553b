/*
** binding.h: what the bindings share: one way to report a failure, and the openers of the
** parts of fazhi.core.
*/
#ifndef FZ_CORE_LUA_BINDING_H
#define FZ_CORE_LUA_BINDING_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "fazhi/flat.h"
#include "fazhi/forms.h"
#include "fazhi/patterns.h"
#include "fazhi/reading.h"
#include "fazhi/rows.h"
#include "fazhi/status.h"
#include "fazhi/words.h"

/* Pushes nil, the message and the code ("E301"); returns 3, for `return push_failure(L, &error)`. */
int push_failure(lua_State *L, const fz_error *error);

/* Raises a table {code=, message=} that prints as its message; does not return. */
int raise_failure(lua_State *L, const fz_error *error);

/* Sets t[key] on the table at the top; the string may hold any bytes. */
void set_string(lua_State *L, const char *key, const char *s, size_t length);
void set_integer(lua_State *L, const char *key, lua_Integer value);

/* A flag by its name; a list of them ends with a NULL name. */
typedef struct named_flag {
  const char *name;
  lua_Integer flag;
} named_flag;

/* Sets t[key] on the table at the top to a table of flags by name. */
void set_flags(lua_State *L, const char *key, const named_flag *flags);

/* The Lua position at `arg`, counted from 1, as an offset; raises an argument error if it is less. */
size_t check_offset(lua_State *L, int arg);

/* The same, at most `length`. */
size_t check_place(lua_State *L, int arg, size_t length);

/*
** Takes the Lua span at arguments `arg` and `arg`+1 (1-based, inclusive, j = i-1 when
** empty) as [*start, *stop) into `length` bytes; raises an argument error if it lies outside.
*/
void check_span(lua_State *L, int arg, size_t length, size_t *start, size_t *stop);

/*
** Gives the userdata at the top the class `name`, whose one duty is to call `close`, which must
** bear being called twice, when it is collected or a to-be-closed variable ends.
*/
void set_closer(lua_State *L, const char *name, lua_CFunction close);

/*
** Registers a class: `finalize` (NULL where there is nothing to free) is called when the collector takes an
** object, `methods` are what scripts call. Those of them whose names begin with __ (__len, __close) are
** metamethods and no methods. Scripts cannot reach the metatable, so none of them calls `finalize`.
*/
void make_class(lua_State *L, const char *name, lua_CFunction finalize, const luaL_Reg *methods);

/*
** The object of class `name` that one of its methods is called on, argument 1; raises if it is none.
** It is luaL_checkudata, but that no method looks up the metatable of its own class.
*/
void *check_object(lua_State *L, const char *name);

/* Pushes the field of the table at a place of the stack that has the name at another; its type. */
int get_named(lua_State *L, int table, int name);

/* The same field as a byte of a text, counted from 1, not pushed; raises if it is none. */
size_t get_named_place(lua_State *L, int table, int name);

/* Memory of the core (malloc) that waits to be copied into a string: freed whatever Lua raises. */
typedef struct loan {
  unsigned char *bytes;
} loan;

/* Pushes an empty loan. */
loan *push_empty_loan(lua_State *L);

/* Pushes the lent bytes as a string and gives them back at once; returns 1. */
int push_loan(lua_State *L, loan *l, size_t length);

/* The table of words (fazhi.core.words) at a place of the stack, borrowed while that lives, and how many
   words it has; raises if it is none. */
const fz_words *check_words(lua_State *L, int index, size_t *count);

/* A pattern as read (fazhi.core.reading) at a place of the stack, borrowed while it lives; NULL if there is none. */
const fz_reading *test_reading(lua_State *L, int index);

/* Forms (fazhi.core.forms) at a place of the stack, borrowed while they live; NULL if there are none. */
const fz_forms *test_forms(lua_State *L, int index);

/* The same as check_words of patterns (fazhi.core.patterns), and of characters (fazhi.core.flat). */
const fz_patterns *check_patterns(lua_State *L, int index);
const fz_flat *check_flat(lua_State *L, int index);

/* The rows (fazhi.core.rows) at a place of the stack, borrowed while they live; raises if it is none. */
const fz_rows *check_rows(lua_State *L, int index);

/*
** What fazhi.core.sentences tells of a figure, in its order, VIEW_FIELDS values for each: first and
** last byte of its sentence, the number of its text, in that its place, the end of its unit and its
** clause, whether it stands in a bracket, whether the mark of a list stands before it.
*/
enum {
  VIEW_FIRST = 1,
  VIEW_LAST,
  VIEW_TEXT,
  VIEW_PLACE,
  VIEW_UNIT_STOP,
  VIEW_CLAUSE_START,
  VIEW_CLAUSE_STOP,
  VIEW_INSIDE,
  VIEW_LISTED,
  VIEW_FIELDS = VIEW_LISTED
};

/* True in the state of a worker (worker.c) whose work is given up, for what waits long in C. */
bool is_stopping(lua_State *L);

/* Each pushes the table of one part of the module, or its function. */
int open_text(lua_State *L);
int open_outline(lua_State *L);
int open_store(lua_State *L);
int open_files(lua_State *L);
int open_helper(lua_State *L);
int open_keys(lua_State *L);
int open_marks(lua_State *L);
int open_seen(lua_State *L);
int open_sketch(lua_State *L);
int open_words(lua_State *L);
int open_forms(lua_State *L);
int open_tally(lua_State *L);
int open_amounts(lua_State *L);
int open_context(lua_State *L);
int open_lines(lua_State *L);
int open_rows(lua_State *L);
int open_passages(lua_State *L);
int open_pieces(lua_State *L);
int open_patterns(lua_State *L);
int open_flat(lua_State *L);
int open_reading(lua_State *L);
int open_openings(lua_State *L);
int open_rulers(lua_State *L);
int open_claims(lua_State *L);
int open_sentences(lua_State *L);
int open_canon(lua_State *L);
int open_elements(lua_State *L);
int open_crew(lua_State *L);
int open_json(lua_State *L);
int open_sheet(lua_State *L);

#endif
