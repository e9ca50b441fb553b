/*
** tree.c: the tree of a markup file as it grows, and how libxml2 is started and kept quiet. What is
** in the tree is decided by html.c and xml.c.
*/
#include "load/tree.h"

#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#define BLOCK 65536

struct tree_block {
  tree_block *next;
  size_t used, room;
  char bytes[];
};

/* ---- the source -------------------------------------------------------------------------- */

/* Bytes of the UTF-8 character at `s`, 0 if there is none (too long a form, a surrogate). */
static size_t character(const unsigned char *s, size_t length) {
  size_t width = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
  if ((s[0] >= 0x80 && s[0] < 0xC2) || s[0] >= 0xF5) return 0;
  if (width > length) return 0;
  for (size_t i = 1; i < width; i++)
    if ((s[i] & 0xC0) != 0x80) return 0;
  if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] >= 0xA0)) return 0;
  if ((s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] >= 0x90)) return 0;
  return width;
}

/* Characters of U+1000 to U+CFFF, as nearly all of Chinese text is: where they end. */
static size_t skip_wide(const unsigned char *s, size_t at, size_t length) {
  if (length < 3) return at;
  const unsigned char *p = s + at, *last = s + length - 3;
  while (p <= last && (unsigned)p[0] - 0xE1 <= 0xEC - 0xE1 &&
         ((p[1] ^ 0x80) | (p[2] ^ 0x80)) < 0x40)
    p += 3;
  return (size_t)(p - s);
}

static int is_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F; }

/*
** Neither parser takes control characters, U+FFFE or U+FFFF; blanks of their length do no harm. False if
** it is no UTF-8.
*/
static int blank_controls(char *text, size_t length) {
  unsigned char *s = (unsigned char *)text;
  for (size_t at = skip_wide(s, 0, length), width; at < length;
       at = skip_wide(s, at + width, length)) {
    width = 1;
    if (is_control(s[at])) s[at] = ' ';
    if (s[at] < 0x80) continue;
    width = character(s + at, length - at);
    if (width == 0) return 0;
    if (width == 3 && s[at] == 0xEF && s[at + 1] == 0xBF && s[at + 2] >= 0xBE)
      memset(s + at, ' ', 3);
  }
  return 1;
}

fz_status fz_tree_new(const char *bytes, size_t length, size_t node_limit, fz_markup **out,
                      fz_error *error) {
  *out = NULL;
  if (length == 0) return fz_tree_failure(FZ_EMPTY, (size_t)-1, error);
  if (length >= INT_MAX) return fz_tree_failure(FZ_TOOBIG, (size_t)-1, error);
  fz_markup *tree = calloc(1, sizeof *tree);
  char *source = malloc(length + 1);
  if (tree == NULL || source == NULL) {
    free(tree);
    free(source);
    return fz_tree_failure(FZ_NOMEM, (size_t)-1, error);
  }
  memcpy(source, bytes, length);
  source[length] = '\0';
  tree->source = source;
  tree->source_length = length;
  tree->node_limit = node_limit;
  if (!blank_controls(source, length)) {
    fz_markup_free(tree);
    return fz_tree_failure(FZ_ENCODING, (size_t)-1, error);
  }
  *out = tree;
  return FZ_OK;
}

int fz_tree_owns(const fz_markup *tree, const char *s) {
  uintptr_t at = (uintptr_t)s, first = (uintptr_t)tree->source;
  return at >= first && at - first < tree->source_length;
}

/* ---- rows and strings -------------------------------------------------------------------- */

/* Room for one more row of `size` bytes; the old array stays valid if there is none. */
static int make_room(void **rows, size_t count, size_t *room, size_t size) {
  if (count < *room) return 1;
  size_t more = *room == 0 ? 256 : *room * 2;
  void *grown = more > SIZE_MAX / size ? NULL : realloc(*rows, more * size);
  if (grown == NULL) return 0;
  *rows = grown;
  *room = more;
  return 1;
}

fz_status fz_tree_add_node(fz_markup *tree, const fz_node *node) {
  if (tree->node_count >= tree->node_limit) return FZ_REFUSED;
  void *rows = tree->nodes;
  if (!make_room(&rows, tree->node_count, &tree->node_room, sizeof *node)) return FZ_NOMEM;
  tree->nodes = rows;
  tree->nodes[tree->node_count++] = *node;
  return FZ_OK;
}

fz_status fz_tree_add_attribute(fz_markup *tree, const char *name, const char *value,
                                size_t length) {
  if (tree->attribute_count >= FZ_MARKUP_NODES) return FZ_REFUSED;
  const char *kept = fz_tree_owns(tree, value) ? value : fz_tree_keep(tree, value, length);
  if (kept == NULL) return FZ_NOMEM;
  void *rows = tree->attributes;
  if (!make_room(&rows, tree->attribute_count, &tree->attribute_room, sizeof(fz_attribute)))
    return FZ_NOMEM;
  tree->attributes = rows;
  tree->attributes[tree->attribute_count++] = (fz_attribute){name, kept, length};
  return FZ_OK;
}

const char *fz_tree_keep(fz_markup *tree, const char *bytes, size_t length) {
  tree_block *block = tree->blocks;
  if (block == NULL || block->room - block->used < length) {
    size_t room = length > BLOCK ? length : BLOCK;
    block = malloc(sizeof *block + room);
    if (block == NULL) return NULL;
    *block = (tree_block){.next = tree->blocks, .room = room};
    tree->blocks = block;
  }
  char *kept = block->bytes + block->used;
  if (length > 0) memcpy(kept, bytes, length);
  block->used += length;
  return kept;
}

/* ---- libxml2 ----------------------------------------------------------------------------- */

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start_libxml2(void) { xmlInitParser(); }

static void say_nothing(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

/* The generic error function belongs to the thread; it hears of failed allocations only. */
void fz_tree_begin(tree_quiet *quiet) {
  pthread_once(&once, start_libxml2);
  quiet->report = xmlGenericError;
  quiet->context = xmlGenericErrorContext;
  xmlSetGenericErrorFunc(NULL, say_nothing);
}

void fz_tree_end(const tree_quiet *quiet) {
  xmlResetLastError();
  xmlSetGenericErrorFunc(quiet->context, quiet->report);
}

xmlParserCtxtPtr fz_tree_parser(fz_markup *tree, xmlParserCtxtPtr context, const xmlSAXHandler *sax,
                                void *user) {
  if (context == NULL) return NULL;
  *context->sax = *sax;
  context->userData = user;
  /* A stream without a buffer is read where it lies; a static buffer loses its place. */
  xmlParserInputPtr input = xmlNewStringInputStream(context, (const xmlChar *)tree->source);
  if (input == NULL) return NULL;
  if (inputPush(context, input) < 0) {
    xmlFreeInputStream(input);
    return NULL;
  }
  xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
  tree->names = context->dict;
  xmlDictReference(tree->names);
  return context;
}

size_t fz_tree_position(const fz_markup *tree, xmlParserCtxtPtr context) {
  xmlParserInputPtr input = context->input;
  if (input == NULL || !fz_tree_owns(tree, (const char *)input->cur)) return tree->source_length;
  return (size_t)((const char *)input->cur - tree->source);
}

/* ---- what the header promises ------------------------------------------------------------ */

fz_status fz_tree_failure(fz_status status, size_t at, fz_error *error) {
  const char *words = "not well-formed markup";
  if (status == FZ_EMPTY) words = "no markup and no text in it";
  if (status == FZ_TOOBIG) words = "markup of more than 2 GB";
  if (status == FZ_ENCODING) words = "markup that is not UTF-8";
  if (status == FZ_NOMEM) words = "out of memory";
  if (status == FZ_REFUSED) words = "markup of too many elements and texts";
  return fz_error_set(error, status, at, "%s", words);
}

const fz_node *fz_markup_nodes(const fz_markup *markup, size_t *count) {
  *count = markup->node_count;
  return markup->nodes;
}

const fz_attribute *fz_markup_attributes(const fz_markup *markup, size_t *count) {
  *count = markup->attribute_count;
  return markup->attributes;
}

void fz_tree_clear(fz_markup *tree) {
  for (tree_block *block = tree->blocks, *next; block != NULL; block = next) {
    next = block->next;
    free(block);
  }
  if (tree->names != NULL) xmlDictFree(tree->names);
  tree->blocks = NULL;
  tree->names = NULL;
  tree->node_count = tree->attribute_count = 0;
}

void fz_markup_free(fz_markup *markup) {
  if (markup == NULL) return;
  fz_tree_clear(markup);
  free(markup->nodes);
  free(markup->attributes);
  free(markup->source);
  free(markup);
}
