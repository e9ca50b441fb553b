/*
** workbook.c: fazhi.core.workbook: tables as a file that Excel opens. It owns the calls of
** libxlsxwriter and nothing else: what stands in the sheets is decided in Lua.
**
**   workbook.write(path, sheets [, properties]) → true | nil, message, code
**
** `sheets` is a list of { name=, header = list of strings, rows = list of lists of cells,
** widths = list of numbers of characters, formats = list of number formats or "", wraps = list
** of booleans, filter = boolean }. A cell is a number, a string, a boolean, or nil, which leaves
** it empty; a string is never a formula and never a link. The header stays in sight.
** properties: title, comments, created (seconds since 1970).
*/
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "binding.h"
#include "fazhi/lua.h"

/* From here on Excel's own format shows 1.2E+11. */
static const double LARGE = 1e11;

/* With more cells than this, rows go to the disk as they come. */
enum { MANY_CELLS = 2000000 };

typedef struct workbook {
  lxw_workbook *book;
} workbook;

/* The formats of one column. */
typedef struct look {
  lxw_format *text, *number, *whole;
} look;

static int l_workbook_close(lua_State *L) {
  workbook *w = lua_touserdata(L, 1);
  lxw_workbook_free(w->book);
  w->book = NULL;
  return 0;
}

static int push_error(lua_State *L, lxw_error code) {
  fz_error error = {0};
  fz_status status = code == LXW_ERROR_MEMORY_MALLOC_FAILED ? FZ_NOMEM : FZ_IO;
  fz_error_set(&error, status, (size_t)-1, "%s", lxw_strerror(code));
  return push_failure(L, &error);
}

/* Memory is all that adding a format or a sheet with a checked name can lack. */
static void check_memory(lua_State *L, const void *made) {
  if (made != NULL) return;
  fz_error error = {0};
  fz_error_set(&error, FZ_NOMEM, (size_t)-1, "out of memory");
  raise_failure(L, &error);
}

static lxw_format *add_format(lua_State *L, workbook *w, int wraps, const char *number) {
  lxw_format *format = workbook_add_format(w->book);
  check_memory(L, format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (wraps) format_set_text_wrap(format);
  if (number != NULL && number[0] != '\0') format_set_num_format(format, number);
  return format;
}

/* sheet[list][i] of the sheet at `at` is pushed; nil if there is no such list. */
static void push_item(lua_State *L, int at, const char *list, lua_Integer i) {
  if (lua_getfield(L, at, list) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_pushnil(L);
    return;
  }
  lua_rawgeti(L, -1, i);
  lua_remove(L, -2);
}

/* Makes the looks of the columns, sets their widths and writes the header. */
static look *put_columns(lua_State *L, workbook *w, int at, lxw_worksheet *sheet,
                         lua_Integer count) {
  look *looks = lua_newuserdatauv(L, sizeof *looks * (size_t)(count > 0 ? count : 1), 0);
  lxw_format *bold = add_format(L, w, 1, NULL);
  format_set_bold(bold);
  format_set_bottom(bold, LXW_BORDER_THIN);
  for (lua_Integer c = 0; c < count; c++) {
    push_item(L, at, "widths", c + 1);
    push_item(L, at, "formats", c + 1);
    push_item(L, at, "wraps", c + 1);
    push_item(L, at, "header", c + 1);
    const char *number = lua_tostring(L, -3);
    looks[c].text = add_format(L, w, lua_toboolean(L, -2), NULL);
    looks[c].number = add_format(L, w, 0, number);
    looks[c].whole =
        number != NULL && number[0] != '\0' ? looks[c].number : add_format(L, w, 0, "0");
    worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, luaL_optnumber(L, -4, 10), NULL);
    worksheet_write_string(sheet, 0, (lxw_col_t)c, luaL_checkstring(L, -1), bold);
    lua_pop(L, 4);
  }
  return looks;
}

static lxw_error put_number(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double n,
                            const look *own) {
  int is_large = n >= LARGE || n <= -LARGE;
  return worksheet_write_number(sheet, row, column, n, is_large ? own->whole : own->number);
}

/* Writes the cell at the top of the stack. */
static lxw_error put_cell(lua_State *L, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                          const look *own) {
  switch (lua_type(L, -1)) {
    case LUA_TNIL:
      return LXW_NO_ERROR;
    case LUA_TNUMBER:
      return put_number(sheet, row, column, lua_tonumber(L, -1), own);
    case LUA_TBOOLEAN:
      return worksheet_write_boolean(sheet, row, column, lua_toboolean(L, -1), own->text);
    default:
      return worksheet_write_string(sheet, row, column, luaL_checkstring(L, -1), own->text);
  }
}

/* Writes the rows of the list at the top of the stack below the header. */
static lxw_error put_rows(lua_State *L, lxw_worksheet *sheet, lua_Integer columns,
                          const look *looks) {
  lua_Integer count = luaL_len(L, -1);
  for (lua_Integer r = 1; r <= count; r++) {
    lua_rawgeti(L, -1, r);
    luaL_checktype(L, -1, LUA_TTABLE);
    for (lua_Integer c = 0; c < columns; c++) {
      lua_rawgeti(L, -1, c + 1);
      lxw_error code = put_cell(L, sheet, (lxw_row_t)r, (lxw_col_t)c, &looks[c]);
      if (code != LXW_NO_ERROR) return code;
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  return LXW_NO_ERROR;
}

/* The header stays in sight; numbers that are codes are no mistake that Excel need mark. */
static void set_view(lua_State *L, int at, lxw_worksheet *sheet, lua_Integer columns,
                     lua_Integer rows) {
  worksheet_freeze_panes(sheet, 1, 0);
  if (columns == 0 || rows == 0) return;
  char range[LXW_MAX_CELL_RANGE_LENGTH];
  lxw_rowcol_to_range(range, 1, 0, (lxw_row_t)rows, (lxw_col_t)(columns - 1));
  worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
  lua_getfield(L, at, "filter");
  if (lua_toboolean(L, -1))
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(columns - 1));
  lua_pop(L, 1);
}

/* Adds the sheet at the top of the stack. */
static lxw_error put_sheet(lua_State *L, workbook *w) {
  int at = lua_gettop(L);
  luaL_checktype(L, at, LUA_TTABLE);
  lua_getfield(L, at, "name");
  const char *name = luaL_checkstring(L, -1);
  lxw_error code = workbook_validate_sheet_name(w->book, name);
  if (code != LXW_NO_ERROR) return code;
  lxw_worksheet *sheet = workbook_add_worksheet(w->book, name);
  check_memory(L, sheet);
  lua_getfield(L, at, "header");
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_Integer columns = luaL_len(L, -1);
  look *looks = put_columns(L, w, at, sheet, columns);
  lua_getfield(L, at, "rows");
  luaL_checktype(L, -1, LUA_TTABLE);
  set_view(L, at, sheet, columns, luaL_len(L, -1));
  return put_rows(L, sheet, columns, looks);
}

static lua_Integer count_cells(lua_State *L, int sheets) {
  lua_Integer cells = 0;
  for (lua_Integer i = 1; lua_rawgeti(L, sheets, i) == LUA_TTABLE; i++) {
    lua_getfield(L, -1, "header");
    lua_getfield(L, -2, "rows");
    luaL_checktype(L, -1, LUA_TTABLE);
    luaL_checktype(L, -2, LUA_TTABLE);
    cells += luaL_len(L, -1) * luaL_len(L, -2);
    lua_pop(L, 3);
  }
  lua_pop(L, 1);
  return cells;
}

/* The strings of the table stay on the stack, since the library copies them only here. */
static void set_properties(lua_State *L, workbook *w, int at) {
  if (!lua_istable(L, at)) return;
  lua_getfield(L, at, "title");
  lua_getfield(L, at, "comments");
  lua_getfield(L, at, "created");
  lxw_doc_properties properties = {0};
  /* Declared char * in this version, though it is only read. */
  union {
    const char *given;
    char *taken;
  } title = {.given = lua_tostring(L, -3)}, comments = {.given = lua_tostring(L, -2)};
  properties.title = title.taken;
  properties.comments = comments.taken;
  properties.created = (time_t)luaL_optinteger(L, -1, 0);
  workbook_set_properties(w->book, &properties);
  lua_pop(L, 3);
}

/* Adds all sheets; the workbook is the library's until it is closed. */
static lxw_error put_sheets(lua_State *L, workbook *w, int sheets) {
  for (lua_Integer i = 1; lua_rawgeti(L, sheets, i) == LUA_TTABLE; i++) {
    int top = lua_gettop(L);
    lxw_error code = put_sheet(L, w);
    if (code != LXW_NO_ERROR) return code;
    lua_settop(L, top - 1);
  }
  lua_pop(L, 1);
  return LXW_NO_ERROR;
}

/* The library prints what it cannot open; this says it to the caller instead. */
static int push_unwritable(lua_State *L, const char *path) {
  FILE *file = fopen(path, "wb");
  if (file != NULL) return fclose(file), 0;
  fz_error error = {0};
  fz_error_set(&error, FZ_IO, (size_t)-1, "%s", strerror(errno));
  return push_failure(L, &error);
}

static int l_write(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 3);
  int refused = push_unwritable(L, path);
  if (refused > 0) return refused;
  lxw_workbook_options options = {0};
  options.constant_memory = count_cells(L, 2) > MANY_CELLS;
  workbook *w = lua_newuserdatauv(L, sizeof *w, 0);
  w->book = NULL;
  set_closer(L, "fazhi.workbook", l_workbook_close);
  lua_toclose(L, -1);
  w->book = workbook_new_opt(path, &options);
  check_memory(L, w->book);
  set_properties(L, w, 3);
  lxw_error code = put_sheets(L, w, 2);
  if (code != LXW_NO_ERROR) return push_error(L, code);
  lxw_workbook *book = w->book;
  w->book = NULL; /* closing frees it, whatever comes of that */
  code = workbook_close(book);
  if (code != LXW_NO_ERROR) return push_error(L, code);
  lua_pushboolean(L, 1);
  return 1;
}

static const luaL_Reg functions[] = {{"write", l_write}, {NULL, NULL}};

int luaopen_fazhi_formats_workbook(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
