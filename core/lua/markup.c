/*
** markup.c: fazhi.core.markup, HTML and XML as trees of tables.
**
**   markup.html(s [, blocks, listed, plain]) → root, {name = {element, …}} | nil, message, code; elements whose name
**       `blocks` maps to true, and all that one stands in, have holds_block = true; those whose name `listed` maps
**       to true are in the list of their name, in the page's order; those whose name `plain` maps to true, with
**       nothing in them but one text of words that stands there as it is, are lines (see below)
**   markup.xml(s [, passed])  → root | nil, message, code; elements whose name `passed` maps to true are
**       not in the tree if nothing stands in them, those that it maps to "bare" have no attributes
**
** s is UTF-8. An element is { name=, attr = {name = value} or nil, i=, j=, child … }, a text
** { text=, i=, j=, is_same = true if it stands there as it is, or is_blank = true if so and it is blanks, tabs and line
** ends }; i, j, is_same and is_blank (HTML only) tell of the bytes of s, 1-based, inclusive, those of an element with
** its tags. In HTML a text that came from an entity is a child of its own; in XML neighbouring texts are one.
**
** A line is { name=, attr=, i=, j= (of an element, if it has attributes), text=, pieces = {{ i=, j= }}, chars=,
** link_chars = 0 }: the bytes of the text, which has neither blanks around it nor more than single spaces in it, and
** its characters but these.
*/
#include "fazhi/markup.h"
#include "fazhi/piece.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "binding.h"
#include "fazhi/lua.h"

/* The userdata is a box, as everywhere; what it holds is copied into tables and closed at once. */
static int l_close(lua_State *L) {
  fz_markup **box = lua_touserdata(L, 1);
  fz_markup_free(*box);
  *box = NULL;
  return 0;
}

static fz_markup **box_markup(lua_State *L) {
  fz_markup **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  set_closer(L, "fazhi.markup", l_close);
  return box;
}

/* The deepest element may still hold a void one or a script. */
#define PATH (FZ_MARKUP_DEPTH + 8)

/* The tree on its way into tables: the path of open elements, outermost first. */
typedef struct builder {
  const fz_node *nodes;
  const fz_attribute *attributes;
  size_t count;
  const char *source;     /* NULL in XML: no spans */
  const uint32_t *widths; /* of each element, its children, as far as they are told */
  size_t depth;           /* elements on the path */
  size_t rows[PATH];      /* of each, its row counted from 1 */
  lua_Integer children[PATH];
  int path;          /* stack index of the table of their tables */
  int passed;        /* of the table of names to be passed over; 0: none */
  const bool *holds; /* of each element, whether it is a block or holds one; NULL: not asked */
  int listed;        /* of the table of names to be listed; 0: none */
  int plain;         /* of the table of names of elements that may be lines; 0: none */
  int lists;         /* of the table of lists */
} builder;

/* Whether the table at `index` maps the name to a true value. */
static bool has_name(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  bool has = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return has;
}

typedef enum handling { WHOLE, BARE, PASSED } handling;

static handling handling_of(lua_State *L, const builder *b, const char *name) {
  if (b->passed == 0) return WHOLE;
  int type = lua_getfield(L, b->passed, name);
  lua_pop(L, 1);
  return type == LUA_TNIL ? WHOLE : type == LUA_TBOOLEAN ? PASSED : BARE;
}

/* Is the element of this row without text and elements in it? */
static bool is_leaf(const builder *b, size_t row) {
  return row + 1 == b->count || b->nodes[row + 1].parent != row + 1;
}

static void set_true(lua_State *L, const char *name) {
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, name);
}

static void set_span(lua_State *L, const fz_node *node) {
  set_integer(L, "i", (lua_Integer)node->start + 1);
  set_integer(L, "j", (lua_Integer)node->stop);
}

/* Room for what is told of an element and for its mark in page_flow: a table that grows is copied. */
static int fields_of(const builder *b, const fz_node *node) {
  int spans = b->source != NULL ? 3 : 0;
  return 1 + spans + (node->attribute_count > 0);
}

static int room_of(size_t count) { return count < INT16_MAX ? (int)count : INT16_MAX; }

/* Sets the attributes of the element at the top. */
static void set_attributes(lua_State *L, const builder *b, const fz_node *node) {
  if (node->attribute_count == 0) return;
  lua_createtable(L, 0, room_of(node->attribute_count));
  for (size_t n = 0; n < node->attribute_count; n++) {
    const fz_attribute *a = &b->attributes[node->attributes + n];
    set_string(L, a->name, a->value, a->length);
  }
  lua_setfield(L, -2, "attr");
}

static void push_element(lua_State *L, const builder *b, size_t row, bool bare) {
  const fz_node *node = &b->nodes[row];
  lua_createtable(L, room_of(b->widths[row]), fields_of(b, node));
  lua_pushstring(L, node->name);
  lua_setfield(L, -2, "name");
  if (b->source != NULL) set_span(L, node);
  if (b->holds != NULL && b->holds[row]) set_true(L, "holds_block");
  if (!bare) set_attributes(L, b, node);
}

static bool is_same(const builder *b, const fz_node *node) {
  return node->length == node->stop - node->start &&
         (node->length == 0 || memcmp(node->text, b->source + node->start, node->length) == 0);
}

static bool is_blank(const fz_node *node) {
  for (size_t i = 0; i < node->length; i++)
    if (memchr(" \t\n\f\r", node->text[i], 5) == NULL) return false;
  return node->length > 0;
}

/* Pushes the text of `row` and, in XML, of the texts right behind it; returns the last row used. */
static size_t push_text(lua_State *L, const builder *b, size_t row) {
  const fz_node *node = &b->nodes[row];
  lua_createtable(L, 0, b->source != NULL ? 4 : 1);
  if (b->source != NULL) {
    set_string(L, "text", node->text, node->length);
    set_span(L, node);
    if (!is_same(b, node)) return row;
    set_true(L, is_blank(node) ? "is_blank" : "is_same");
    return row;
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  luaL_addlstring(&buffer, node->text, node->length);
  while (row + 1 < b->count && b->nodes[row + 1].name == NULL &&
         b->nodes[row + 1].parent == node->parent) {
    row++;
    luaL_addlstring(&buffer, b->nodes[row].text, b->nodes[row].length);
  }
  luaL_pushresult(&buffer);
  lua_setfield(L, -2, "text");
  return row;
}

/* Whether the element of this row is a line; of which the text is read. */
static bool is_line(lua_State *L, const builder *b, size_t row, fz_piece *piece) {
  if (b->plain == 0 || b->widths[row] != 1 || is_leaf(b, row)) return false;
  const fz_node *text = &b->nodes[row + 1];
  return text->name == NULL && is_same(b, text) && has_name(L, b->plain, b->nodes[row].name) &&
         fz_piece_read(text->text, text->length, piece);
}

/* Room for what is told of a line and for the marks of page_flow and page_body. */
enum { LINE = 16 };

static void push_line(lua_State *L, const builder *b, size_t row, const fz_piece *piece) {
  const fz_node *node = &b->nodes[row], *text = node + 1;
  lua_createtable(L, 0, LINE);
  lua_pushstring(L, node->name);
  lua_setfield(L, -2, "name");
  if (node->attribute_count > 0) set_span(L, node);
  set_attributes(L, b, node);
  set_string(L, "text", text->text, text->length);
  set_integer(L, "chars", (lua_Integer)piece->characters);
  set_integer(L, "link_chars", 0);
  lua_createtable(L, 1, 0);
  lua_createtable(L, 0, 2);
  set_span(L, text);
  lua_rawseti(L, -2, 1);
  lua_setfield(L, -2, "pieces");
}

/* Sets the table at the top, which stays there, as the next child of the innermost open element. */
static void add_child(lua_State *L, builder *b) {
  lua_rawgeti(L, b->path, (lua_Integer)b->depth);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, ++b->children[b->depth - 1]);
  lua_pop(L, 1);
}

/* Enters the element at the top, which stays there, in the list of its name, if that is listed. */
static void enter_in_list(lua_State *L, const builder *b, const char *name) {
  if (b->listed == 0 || !has_name(L, b->listed, name)) return;
  if (lua_getfield(L, b->lists, name) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, b->lists, name);
  }
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 1);
}

static void push_tree(lua_State *L, builder *b) {
  for (size_t row = 0; row < b->count; row++) {
    const fz_node *node = &b->nodes[row];
    fz_piece piece;
    while (b->depth > 0 && b->rows[b->depth - 1] != node->parent) b->depth--;
    if (node->name == NULL) {
      row = push_text(L, b, row);
      add_child(L, b);
    } else if (b->depth > 0 && is_line(L, b, row, &piece)) {
      push_line(L, b, row++, &piece);
      add_child(L, b);
    } else {
      handling how = handling_of(L, b, node->name);
      if (how == PASSED && b->depth > 0 && is_leaf(b, row)) continue;
      if (b->depth == PATH) luaL_error(L, "a tree deeper than its parser allows");
      push_element(L, b, row, how == BARE);
      if (b->depth > 0) add_child(L, b);
      enter_in_list(L, b, node->name);
      lua_pushvalue(L, -1);
      lua_rawseti(L, b->path, (lua_Integer)b->depth + 1);
      b->rows[b->depth] = row + 1;
      b->children[b->depth++] = 0;
    }
    lua_pop(L, 1);
  }
  lua_rawgeti(L, b->path, 1);
}

/* Pushes a userdata with the number of children of each row. */
static const uint32_t *count_children(lua_State *L, const fz_node *nodes, size_t count) {
  uint32_t *widths = lua_newuserdatauv(L, (count + 1) * sizeof *widths, 0);
  memset(widths, 0, (count + 1) * sizeof *widths);
  for (size_t row = 0; row < count; row++)
    if (nodes[row].parent > 0) widths[nodes[row].parent - 1]++;
  return widths;
}

/* Pushes a userdata that tells of each row whether its element has a name of the table at `blocks` or holds one that has. */
static const bool *find_blocks(lua_State *L, int blocks, const fz_node *nodes, size_t count) {
  bool *holds = lua_newuserdatauv(L, (count + 1) * sizeof *holds, 0);
  for (size_t row = 0; row < count; row++)
    holds[row] = nodes[row].name != NULL && has_name(L, blocks, nodes[row].name);
  for (size_t row = count; row-- > 0;)
    if (holds[row] && nodes[row].parent > 0) holds[nodes[row].parent - 1] = true;
  return holds;
}

typedef fz_status reader(const char *bytes, size_t length, fz_markup **out, fz_error *error);

enum { BLOCKS = 2, LISTED, PLAIN, LISTS }; /* stack indices, the last one behind the arguments */

static int optional_table(lua_State *L, int index) { return lua_istable(L, index) ? index : 0; }

static int parse(lua_State *L, reader *read, bool has_spans) {
  size_t length, attribute_count;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_settop(L, LISTS - 1);
  lua_newtable(L);
  fz_markup **box = box_markup(L);
  lua_toclose(L, -1);
  fz_error error;
  if (read(s, length, box, &error) != FZ_OK) return push_failure(L, &error);
  builder b = {.source = has_spans ? s : NULL,
               .passed = has_spans ? 0 : optional_table(L, 2),
               .listed = has_spans ? optional_table(L, LISTED) : 0,
               .plain = has_spans ? optional_table(L, PLAIN) : 0,
               .lists = LISTS};
  b.nodes = fz_markup_nodes(*box, &b.count);
  b.attributes = fz_markup_attributes(*box, &attribute_count);
  b.widths = count_children(L, b.nodes, b.count);
  if (has_spans && optional_table(L, BLOCKS)) b.holds = find_blocks(L, BLOCKS, b.nodes, b.count);
  lua_newtable(L);
  b.path = lua_gettop(L);
  push_tree(L, &b);
  if (!has_spans) return 1;
  lua_pushvalue(L, LISTS);
  return 2;
}

static int l_html(lua_State *L) { return parse(L, fz_markup_html, true); }

static int l_xml(lua_State *L) { return parse(L, fz_markup_xml, false); }

static const luaL_Reg functions[] = {
    {"html", l_html},
    {"xml", l_xml},
    {NULL, NULL},
};

int luaopen_fazhi_formats_markup(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
