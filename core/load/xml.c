/*
** xml.c: XML by libxml2's parser, for formats that are archives of it. It is strict: nothing is
** fetched, nothing is declared, and what is not well formed is refused with the byte.
*/
#include <stdio.h>
#include <string.h>

#include <libxml/parserInternals.h>

#include "load/tree.h"

typedef struct reader {
  fz_markup *tree;
  xmlParserCtxtPtr context;
  size_t current;  /* row of the open element, counted from 1; 0: none */
  size_t at;       /* the byte of the first error */
  char words[160]; /* what is said of it, or empty */
  fz_status status;
} reader;

static void fail(reader *r, fz_status status) {
  if (r->status != FZ_OK) return;
  r->status = status;
  r->at = fz_tree_position(r->tree, r->context);
  xmlStopParser(r->context);
}

/* ---- what the parser reports ------------------------------------------------------------- */

/* `rows` has five pointers an attribute: name, prefix, namespace, begin and end of the value. */
static void add_attributes(reader *r, int count, const xmlChar **rows, fz_node *node) {
  node->attributes = r->tree->attribute_count;
  for (int n = 0; n < count && r->status == FZ_OK; n++, rows += 5) {
    fz_status status = fz_tree_add_attribute(r->tree, (const char *)rows[0], (const char *)rows[3],
                                          (size_t)(rows[4] - rows[3]));
    if (status != FZ_OK) fail(r, status);
  }
  node->attribute_count = r->tree->attribute_count - node->attributes;
}

static void on_open(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                    int namespace_count, const xmlChar **namespaces, int count, int defaulted,
                    const xmlChar **rows) {
  reader *r = user;
  (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
  if (r->status != FZ_OK) return;
  fz_node node = {.parent = r->current, .name = (const char *)name};
  add_attributes(r, count, rows, &node);
  if (r->status != FZ_OK) return;
  fz_status status = fz_tree_add_node(r->tree, &node);
  if (status != FZ_OK) fail(r, status);
  else r->current = r->tree->node_count;
}

static void on_close(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  reader *r = user;
  (void)name, (void)prefix, (void)uri;
  if (r->status == FZ_OK && r->current > 0) r->current = r->tree->nodes[r->current - 1].parent;
}

static void on_text(void *user, const xmlChar *text, int length) {
  reader *r = user;
  if (r->status != FZ_OK || length <= 0 || r->current == 0) return;
  fz_node node = {.parent = r->current, .text = (const char *)text, .length = (size_t)length};
  fz_node *last = &r->tree->nodes[r->tree->node_count - 1];
  if (last->name == NULL && last->parent == node.parent && last->text + last->length == node.text) {
    last->length += node.length;
    return;
  }
  if (!fz_tree_owns(r->tree, node.text)) node.text = fz_tree_keep(r->tree, node.text, node.length);
  fz_status status = node.text == NULL ? FZ_NOMEM : fz_tree_add_node(r->tree, &node);
  if (status != FZ_OK) fail(r, status);
}

/* Whatever a document declares, it is none of those that are to be read here. */
static void refuse(reader *r) {
  snprintf(r->words, sizeof r->words, "XML that declares entities or elements of its own");
  fail(r, FZ_REFUSED);
}

static void on_entity(void *user, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content) {
  (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
  refuse(user);
}

static void on_attlist(void *user, const xmlChar *element, const xmlChar *name, int type, int how,
                       const xmlChar *value, xmlEnumerationPtr choices) {
  (void)element, (void)name, (void)type, (void)how, (void)value;
  xmlFreeEnumeration(choices);
  refuse(user);
}

static void on_element(void *user, const xmlChar *name, int type, xmlElementContentPtr content) {
  (void)name, (void)type, (void)content;
  refuse(user);
}

static void on_notation(void *user, const xmlChar *name, const xmlChar *public_id,
                        const xmlChar *system_id) {
  (void)name, (void)public_id, (void)system_id;
  refuse(user);
}

static void on_unparsed(void *user, const xmlChar *name, const xmlChar *public_id,
                        const xmlChar *system_id, const xmlChar *notation) {
  (void)name, (void)public_id, (void)system_id, (void)notation;
  refuse(user);
}

/* The first error that matters decides: memory, depth, or a document that is not well formed. */
static void on_error(void *user, xmlErrorPtr error) {
  reader *r = user;
  if (r->status != FZ_OK) return;
  if (error->code == XML_ERR_NO_MEMORY) r->status = FZ_NOMEM;
  else if (r->context->nameNr >= (int)xmlParserMaxDepth) r->status = FZ_REFUSED;
  else if (error->level == XML_ERR_FATAL) r->status = FZ_BROKEN;
  if (r->status == FZ_OK) return;
  r->at = fz_tree_position(r->tree, r->context);
  if (r->status == FZ_REFUSED) {
    snprintf(r->words, sizeof r->words, "XML whose elements nest too deep");
  } else if (r->status == FZ_BROKEN && error->message != NULL) {
    snprintf(r->words, sizeof r->words, "XML that is not well formed, line %d: %s", error->line,
             error->message);
    r->words[strcspn(r->words, "\n")] = '\0';
  }
}

static const xmlSAXHandler handler = {
    .startElementNs = on_open,
    .endElementNs = on_close,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .entityDecl = on_entity,
    .attributeDecl = on_attlist,
    .elementDecl = on_element,
    .notationDecl = on_notation,
    .unparsedEntityDecl = on_unparsed,
    .serror = on_error,
    .initialized = XML_SAX2_MAGIC,
};

/* ---- parsing ----------------------------------------------------------------------------- */

static fz_status parse(reader *r) {
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  r->context = fz_tree_parser(r->tree, context, &handler, r);
  if (r->context != NULL) {
    /* NOENT decodes &amp; in attributes, too; a document's own entities are refused as declared. */
    xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                   XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    *context->sax = handler; /* the options put libxml2's own handlers back */
    xmlParseDocument(context);
    if (r->status == FZ_OK && !context->wellFormed) r->status = FZ_BROKEN;
  }
  /* An entity that is declared makes libxml2 begin a document, which nobody else frees. */
  if (context != NULL && context->myDoc != NULL) {
    xmlFreeDoc(context->myDoc);
    context->myDoc = NULL;
  }
  xmlFreeParserCtxt(context);
  return r->context == NULL ? FZ_NOMEM : r->status;
}

static fz_status describe(const reader *r, fz_error *error) {
  if (r->words[0] == '\0') return fz_tree_failure(r->status, r->at, error);
  return fz_error_set(error, r->status, r->at, "%s", r->words);
}

fz_status fz_markup_xml(const char *bytes, size_t length, fz_markup **out, fz_error *error) {
  fz_markup *tree;
  tree_quiet quiet;
  fz_tree_begin(&quiet);
  fz_status status = fz_tree_new(bytes, length, FZ_MARKUP_NODES, &tree, error);
  if (status == FZ_OK) {
    reader r = {.tree = tree, .at = (size_t)-1, .status = FZ_OK};
    status = r.status = parse(&r);
    if (status != FZ_OK) describe(&r, error);
  }
  fz_tree_end(&quiet);
  *out = NULL;
  if (status != FZ_OK) {
    fz_markup_free(tree);
    return status;
  }
  *out = tree;
  return FZ_OK;
}
