/*
** tree.h: the tree that both parsers of core/load build: growing arrays of nodes and attributes,
** and the strings that do not stand in the source as they are.
*/
#ifndef FZ_CORE_LOAD_TREE_H
#define FZ_CORE_LOAD_TREE_H

#include <libxml/parser.h>

#include "fazhi/markup.h"

typedef struct tree_block tree_block;

struct fz_markup {
  char *source; /* copy of the bytes, control characters blanked; terminated */
  size_t source_length;
  fz_node *nodes;
  size_t node_count, node_room, node_limit;
  fz_attribute *attributes;
  size_t attribute_count, attribute_room;
  tree_block *blocks; /* decoded strings, which never move */
  xmlDictPtr names;   /* libxml2's names, which the nodes borrow */
};

/*
** A tree over a copy of `bytes`, of at most `node_limit` nodes; FZ_EMPTY, FZ_ENCODING, FZ_TOOBIG,
** FZ_NOMEM.
*/
fz_status fz_tree_new(const char *bytes, size_t length, size_t node_limit, fz_markup **out,
                      fz_error *error);

/* Takes all nodes, attributes and strings out of the tree again. */
void fz_tree_clear(fz_markup *tree);

/* Each adds one row or string and gives FZ_OK, FZ_REFUSED or FZ_NOMEM. */
fz_status fz_tree_add_node(fz_markup *tree, const fz_node *node);
fz_status fz_tree_add_attribute(fz_markup *tree, const char *name, const char *value,
                                size_t length);

/* `length` bytes that last as long as the tree; NULL if there is no memory. */
const char *fz_tree_keep(fz_markup *tree, const char *bytes, size_t length);

/* True if the bytes at `s` lie in the source itself, so that they need not be kept. */
int fz_tree_owns(const fz_markup *tree, const char *s);

/* A parser context over the source, with the handler `sax`, silent; NULL if there is no memory. */
xmlParserCtxtPtr fz_tree_parser(fz_markup *tree, xmlParserCtxtPtr context, const xmlSAXHandler *sax,
                                void *user);

/* The byte of the source at which the parser stands. */
size_t fz_tree_position(const fz_markup *tree, xmlParserCtxtPtr context);

/* libxml2 is started once, and keeps quiet between these two calls, in this thread. */
typedef struct tree_quiet {
  xmlGenericErrorFunc report;
  void *context;
} tree_quiet;

void fz_tree_begin(tree_quiet *quiet);
void fz_tree_end(const tree_quiet *quiet);

/* The failure `status` with the words for it; `at` is a byte or (size_t)-1. */
fz_status fz_tree_failure(fz_status status, size_t at, fz_error *error);

#endif
