/*
** markup_fuzz.c: any bytes, parsed as HTML and as XML: whatever they are, the promises of markup.h
** hold. Rows lead back to earlier rows, texts stand in order inside the bytes, and what is said to
** stand there as it is does so.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fazhi/markup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort(); \
    } \
  } while (0)

/* Control characters read as blanks; all else that is said to be exact is. */
static int is_same(const char *text, const uint8_t *source, size_t length) {
  for (size_t i = 0; i < length; i++)
    if ((uint8_t)text[i] != source[i] && text[i] != ' ') return 0;
  return 1;
}

static void check_spans(const fz_node *nodes, size_t count, const uint8_t *data, size_t size) {
  size_t read = 0;
  for (size_t n = 0; n < count; n++) {
    const fz_node *node = &nodes[n];
    HOLDS(node->start <= node->stop && node->stop <= size);
    if (node->name != NULL) continue;
    HOLDS(node->start >= read);
    read = node->stop;
    if (node->stop - node->start == node->length)
      HOLDS(memchr(data + node->start, '&', node->length) != NULL ||
            is_same(node->text, data + node->start, node->length));
  }
}

static void check_tree(const fz_markup *tree, int is_html, const uint8_t *data, size_t size) {
  size_t count, attribute_count, used = 0;
  const fz_node *nodes = fz_markup_nodes(tree, &count);
  const fz_attribute *attributes = fz_markup_attributes(tree, &attribute_count);
  HOLDS(count > 0 && count <= FZ_MARKUP_NODES && nodes[0].parent == 0 && nodes[0].name != NULL);
  for (size_t n = 1; n < count; n++) {
    HOLDS(nodes[n].parent >= 1 && nodes[n].parent <= n);
    HOLDS(nodes[nodes[n].parent - 1].name != NULL);
    HOLDS(nodes[n].name == NULL ? nodes[n].text != NULL : nodes[n].name[0] != '\0');
  }
  for (size_t n = 0; n < count; n++) {
    if (nodes[n].name == NULL || nodes[n].attribute_count == 0) continue;
    HOLDS(nodes[n].attributes == used);
    used += nodes[n].attribute_count;
    HOLDS(used <= attribute_count);
  }
  for (size_t n = 0; n < attribute_count; n++)
    HOLDS(attributes[n].name != NULL && attributes[n].value != NULL);
  if (is_html) check_spans(nodes, count, data, size);
}

static void try(int is_html, const uint8_t *data, size_t size) {
  fz_markup *tree;
  fz_error error = {0};
  fz_status status = is_html ? fz_markup_html((const char *)data, size, &tree, &error)
                             : fz_markup_xml((const char *)data, size, &tree, &error);
  HOLDS((status == FZ_OK) == (tree != NULL));
  if (status == FZ_OK) check_tree(tree, is_html, data, size);
  else HOLDS(error.status == status && error.message[0] != '\0');
  fz_markup_free(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  try(1, data, size);
  try(0, data, size);
  return 0;
}
