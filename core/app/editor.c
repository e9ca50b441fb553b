/*
** editor.c: lines typed at a terminal, over libedit: Chinese of two columns, history, blocks
** pasted whole, Ctrl-C and Tab. The only C that includes histedit.h. It is a Lua module of its own, fazhi.editor,
** which terminal.c loads for who opens a prompt: no other command needs libedit.
*/
#include <histedit.h>
#include <lauxlib.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "fazhi/status.h"

FZ_API int luaopen_fazhi_editor(lua_State *L);

static const char EDITOR[] = "fazhi.editor";

enum { HISTORY_SIZE = 5000, USER_COMPLETE = 1, PROMPT_SIZE = 256 };

/* What a terminal writes around a pasted block when it is asked to (bracketed paste). */
static const wchar_t PASTE_END[] = L"\033[201~";
static const char PASTE_ON[] = "\033[?2004h", PASTE_OFF[] = "\033[?2004l";

typedef struct editor {
  EditLine *el;
  History *history;
  lua_State *L; /* who waits for the line; NULL while nobody does */
  bool cancelled;
  char prompt[PROMPT_SIZE];
} editor;

static editor *editor_of(EditLine *el) {
  void *e = NULL;
  el_get(el, EL_CLIENTDATA, &e);
  return e;
}

static char *prompt_of(EditLine *el) { return editor_of(el)->prompt; }

/*
** Ctrl-C gives the line up. What was typed stays to be seen: the line is ended as by Return, which
** libedit knows how to do on a line of several rows, and then not used.
*/
static unsigned char cancel_line(EditLine *el, int c) {
  (void)c;
  editor_of(el)->cancelled = true;
  el_push(el, "\n");
  return CC_REFRESH;
}

/* Ctrl-D ends an empty line, and deletes in another. */
static unsigned char end_or_delete(EditLine *el, int c) {
  (void)c;
  const LineInfo *line = el_line(el);
  if (line->buffer == line->lastchar) return CC_EOF;
  if (line->cursor == line->lastchar) return CC_ERROR;
  el_cursor(el, 1);
  el_deletestr(el, 1);
  return CC_REFRESH;
}

/* Ctrl-Z stops the program; libedit, told by the signal, gives the terminal back and takes it
 * again. */
static unsigned char suspend(EditLine *el, int c) {
  (void)el, (void)c;
  raise(SIGTSTP);
  return CC_REDISPLAY;
}

typedef struct block {
  wchar_t *text;
  size_t length, size;
} block;

static bool put(block *b, wchar_t c) {
  if (b->length + 1 >= b->size) {
    size_t size = b->size > 0 ? b->size * 2 : 256;
    wchar_t *text = realloc(b->text, size * sizeof *text);
    if (text == NULL) return false;
    b->text = text;
    b->size = size;
  }
  b->text[b->length++] = c == L'\r' ? L'\n' : c;
  b->text[b->length] = L'\0';
  return true;
}

static bool ends_block(const block *b) {
  const size_t n = sizeof PASTE_END / sizeof *PASTE_END - 1;
  return b->length >= n && wmemcmp(b->text + b->length - n, PASTE_END, n) == 0;
}

/* A pasted block is put into the line as it is: its line ends do not send it off. */
static unsigned char paste_block(EditLine *el, int c) {
  (void)c;
  block b = {0};
  wchar_t next = 0;
  bool whole = true;
  while (whole && !ends_block(&b) && el_wgetc(el, &next) == 1) whole = put(&b, next);
  if (ends_block(&b)) b.length -= sizeof PASTE_END / sizeof *PASTE_END - 1;
  while (b.length > 0 && b.text[b.length - 1] == L'\n') b.length--;
  if (b.length > 0) {
    b.text[b.length] = L'\0';
    whole = el_winsertstr(el, b.text) == 0 && whole;
  }
  free(b.text);
  return whole ? CC_REFRESH : CC_REFRESH_BEEP;
}

/*
** Tab: the function is called with what stands before the cursor, and returns how many characters
** of it to replace, by what, and perhaps a text to be shown. An error in it is no more than a beep.
*/
static unsigned char complete_word(EditLine *el, int c) {
  (void)c;
  editor *e = editor_of(el);
  lua_State *L = e->L;
  const LineInfo *line = el_line(el);
  if (L == NULL || !lua_checkstack(L, 8)) return CC_ERROR;
  int top = lua_gettop(L);
  unsigned char result = CC_ERROR;
  lua_getiuservalue(L, 1, USER_COMPLETE);
  lua_pushlstring(L, line->buffer, (size_t)(line->cursor - line->buffer));
  if (lua_pcall(L, 1, 3, 0) == LUA_OK) {
    int count = (int)lua_tointeger(L, -3);
    const char *text = lua_tostring(L, -2), *shown = lua_tostring(L, -1);
    if (count > 0) el_deletestr(el, count);
    if (text != NULL && *text != '\0' && el_insertstr(el, text) == 0)
      result = CC_REFRESH;
    else if (count > 0)
      result = CC_REFRESH;
    if (shown != NULL) {
      printf("\n%s\n", shown);
      fflush(stdout);
      result = CC_REDISPLAY;
    }
  }
  lua_settop(L, top);
  return result;
}

/*
** libedit counts characters, not columns, when it lets the terminal insert and delete: without
** these capabilities it writes the rest of the line anew, which is right for Chinese too.
*/
static void avoid_insertion(EditLine *el) {
  static const char *const NAMES[] = {"ic", "IC", "im", "dc", "DC"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    el_set(el, EL_SETTC, NAMES[i], "", NULL);
}

static void bind_keys(EditLine *el) {
  static const char *const KEYS[][2] = {
      {"^C", "fazhi-cancel"},       {"^Z", "fazhi-suspend"},       {"^D", "fazhi-end"},
      {"^I", "fazhi-complete"},     {"\\e[200~", "fazhi-paste"},   {"^R", "em-inc-search-prev"},
      {"^S", "em-inc-search-next"}, {"^W", "ed-delete-prev-word"}, {"\\e[A", "ed-prev-history"},
      {"\\e[B", "ed-next-history"}, {"\\eOA", "ed-prev-history"},  {"\\eOB", "ed-next-history"},
      {"\\e[C", "ed-next-char"},    {"\\e[D", "ed-prev-char"},     {"\\e[3~", "fazhi-end"},
      {"\\e[H", "ed-move-to-beg"},  {"\\e[F", "ed-move-to-end"},   {"\\e[1~", "ed-move-to-beg"},
      {"\\e[4~", "ed-move-to-end"}, {"\\e[1;5C", "em-next-word"},  {"\\e[1;5D", "ed-prev-word"},
  };
  el_set(el, EL_ADDFN, "fazhi-cancel", "give the line up", cancel_line);
  el_set(el, EL_ADDFN, "fazhi-end", "end the input, or delete", end_or_delete);
  el_set(el, EL_ADDFN, "fazhi-suspend", "stop the program", suspend);
  el_set(el, EL_ADDFN, "fazhi-complete", "complete the word", complete_word);
  el_set(el, EL_ADDFN, "fazhi-paste", "take a pasted block", paste_block);
  for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
    el_set(el, EL_BIND, KEYS[i][0], KEYS[i][1], NULL);
  }
}

static int l_close(lua_State *L) {
  editor *e = luaL_checkudata(L, 1, EDITOR);
  if (e->el != NULL) el_end(e->el);
  if (e->history != NULL) history_end(e->history);
  e->el = NULL;
  e->history = NULL;
  return 0;
}

static editor *check_editor(lua_State *L) {
  editor *e = luaL_checkudata(L, 1, EDITOR);
  luaL_argcheck(L, e->el != NULL && e->L == NULL, 1, "the editor is closed or in use");
  return e;
}

/* editor:read(prompt) → the line; or nil and "cancel" (Ctrl-C) or "end" (Ctrl-D, or no terminal).
 */
static int l_read(lua_State *L) {
  editor *e = check_editor(L);
  snprintf(e->prompt, sizeof e->prompt, "%s", luaL_checkstring(L, 2));
  e->cancelled = false;
  e->L = L;
  fputs(PASTE_ON, stdout);
  int length = 0;
  const char *line = el_gets(e->el, &length);
  fputs(PASTE_OFF, stdout);
  fflush(stdout);
  e->L = NULL;
  if (line == NULL || length <= 0 || e->cancelled) {
    lua_pushnil(L);
    lua_pushstring(L, e->cancelled ? "cancel" : "end");
    return 2;
  }
  lua_pushlstring(L, line, (size_t)length - (line[length - 1] == '\n' ? 1 : 0));
  return 1;
}

/* editor:remember(entry): what the arrow keys bring back. */
static int l_remember(lua_State *L) {
  editor *e = check_editor(L);
  HistEvent event;
  history(e->history, &event, H_ENTER, luaL_checkstring(L, 2));
  return 0;
}

static void set_up(editor *e) {
  HistEvent event;
  history(e->history, &event, H_SETSIZE, HISTORY_SIZE);
  history(e->history, &event, H_SETUNIQUE, 1);
  el_set(e->el, EL_CLIENTDATA, e);
  el_set(e->el, EL_PROMPT, prompt_of);
  el_set(e->el, EL_EDITOR, "emacs");
  el_set(e->el, EL_HIST, history, e->history);
  el_set(e->el, EL_SIGNAL, 1);
  el_set(e->el, EL_SETTY, "-d", "-isig", NULL);
  avoid_insertion(e->el);
  bind_keys(e->el);
}

/* open(complete) → an editor on the standard streams; complete as complete_word says. nil if that
 * fails. */
static int l_open(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  editor *e = lua_newuserdatauv(L, sizeof *e, 1);
  *e = (editor){0};
  luaL_setmetatable(L, EDITOR);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, USER_COMPLETE);
  if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
  e->history = history_init();
  e->el = el_init("fazhi", stdin, stdout, stderr);
  if (e->history == NULL || e->el == NULL) return lua_pushnil(L), 1;
  set_up(e);
  return 1;
}

int luaopen_fazhi_editor(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"read", l_read}, {"remember", l_remember}, {"close", l_close}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"open", l_open}, {NULL, NULL}};
  luaL_newmetatable(L, EDITOR);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, l_close);
  lua_setfield(L, -2, "__gc");
  lua_pushcfunction(L, l_close);
  lua_setfield(L, -2, "__close");
  luaL_newlib(L, functions);
  return 1;
}
