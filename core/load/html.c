/*
** html.c: HTML by libxml2's parser, and where in the bytes each thing it reports stands. The parser
** calls back with its position behind what it read; the beginning is found by looking at the
** bytes between the last thing known and that position.
*/
#include <stdint.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "load/brief.h"
#include "load/tree.h"

#define CHUNK 1000      /* bytes from which libxml2 hands out a text in parts */
#define ATTRIBUTES 1000 /* of one tag; libxml2 compares each with all before it */

typedef struct reader {
  fz_markup *tree;
  htmlParserCtxtPtr context;
  size_t current;         /* row of the open element, counted from 1; 0: none */
  size_t known;           /* all bytes before this one belong to what was reported */
  size_t looked, end_tag; /* at position `looked`, the end tag just read begins at `end_tag` */
  const fz_brief *brief;  /* NULL: the page is read as it is */
  int is_misled;          /* something of a brief page was no text, though it seemed to be */
  int is_deep;            /* an element was forgotten, so that its end tag is that of nothing */
  size_t boundary; /* row of the last element that only marks where one was not entered; 0: none */
  fz_status status;
} reader;

static void fail(reader *r, fz_status status) {
  if (r->status == FZ_OK) r->status = status;
  xmlStopParser(r->context);
}

/* ---- too much of something --------------------------------------------------------------- */

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static int is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static int is_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.' ||
         (unsigned char)c >= 0x80;
}

/* From the byte behind a tag's name to its '>', blanking every attribute beyond the limit. */
static size_t blank_attributes(char *s, size_t at, size_t stop) {
  size_t count = 0;
  char before = ' ';
  while (at < stop && s[at] != '>') {
    char c = s[at];
    if ((c == '"' || c == '\'') && before == '=') {
      const char *end = memchr(s + at + 1, c, stop - at - 1);
      size_t after = end == NULL ? stop : (size_t)(end - s) + 1;
      if (count > ATTRIBUTES) memset(s + at, ' ', after - at);
      at = after;
      before = '"';
      continue;
    }
    if (!is_blank(c) && c != '=' && (is_blank(before) || before == '"') && before != '=') count++;
    if (count > ATTRIBUTES) s[at] = ' ';
    if (!is_blank(c) || before != '=') before = c;
    at++;
  }
  return at;
}

/* Where the next '<' stands that is not the last byte; the end if there is none. */
static size_t next_tag(const fz_markup *tree, size_t at) {
  size_t length = tree->source_length;
  const char *open = at + 1 < length ? memchr(tree->source + at, '<', length - at - 1) : NULL;
  return open == NULL ? length : (size_t)(open - tree->source);
}

/*
** Behind what begins with the '<' at byte `at`: an opening tag, of which the attributes are bounded, all up to the
** next '<' if an instruction or a declaration may begin there, or that byte alone.
*/
static size_t pass_markup(fz_markup *tree, size_t at) {
  size_t length = tree->source_length;
  char next = tree->source[at + 1];
  if (next == '!' || next == '?') return next_tag(tree, at + 1);
  if (!is_letter(next)) return at + 1;
  while (at + 1 < length && is_name(tree->source[at + 1])) at++;
  at = blank_attributes(tree->source, at + 1, length);
  return at < length ? at + 1 : length;
}

/*
** Bounds what costs libxml2 more than linear time: the attributes of a tag, and end tags of
** nothing, each of which looks at all that is open. False if there are so many that it is no page.
** What it makes brief are the texts behind tags; what stands before the first one tells libxml2 of encodings.
*/
static int limit(fz_markup *tree, fz_brief *brief) {
  char *s = tree->source;
  size_t opened = 0, closed = 0, behind = next_tag(tree, 0);
  fz_brief_copy(brief, s, 0, behind);
  for (size_t at = behind; at < tree->source_length; at = next_tag(tree, behind)) {
    fz_brief_text(brief, s, behind, at);
    opened += is_letter(s[at + 1]) != 0;
    closed += s[at + 1] == '/';
    behind = pass_markup(tree, at);
    fz_brief_copy(brief, s, at, behind);
  }
  fz_brief_text(brief, s, behind, tree->source_length);
  brief->bytes[brief->length] = '\0';
  return closed <= opened + FZ_MARKUP_PAGE;
}

/* ---- where things stand ------------------------------------------------------------------ */

/* True if `name` in any case stands at byte `at`, and no longer name. */
static int names_at(const fz_markup *tree, size_t at, const char *name) {
  const char *s = tree->source;
  for (; *name != '\0'; name++, at++)
    if (at >= tree->source_length || lower(s[at]) != *name) return 0;
  return at >= tree->source_length || !is_name(s[at]) || (unsigned char)s[at] >= 0x80;
}

/* Where the tag that was read up to `stop` begins; `stop` if the page has no such tag. */
static size_t find_open(const reader *r, size_t stop, const char *name) {
  const char *s = r->tree->source;
  for (size_t at = r->known; at < stop; at++) {
    const char *open = memchr(s + at, '<', stop - at);
    if (open == NULL) return stop;
    at = (size_t)(open - s);
    if (names_at(r->tree, at + 1, name)) return at;
  }
  return stop;
}

/* Where the end tag that was read up to `stop` begins; `stop` if what ends there is none. */
static size_t find_close(reader *r, size_t stop) {
  if (r->looked == stop) return r->end_tag;
  const char *s = r->tree->source;
  r->looked = r->end_tag = stop;
  for (size_t at = stop; at > r->known; at--) {
    if (s[at - 1] != '<') continue;
    if (at < stop && s[at] == '/') r->end_tag = at - 1;
    break;
  }
  return r->end_tag;
}

static void set_exact(const reader *r, size_t start, size_t length, fz_node *node) {
  node->start = start;
  node->stop = start + length;
  node->text = r->tree->source + start;
}

/* True if the text "&" is the entity at byte `at`, not simply the byte that stands there. */
static int is_ampersand(const char *s, size_t at) {
  return s[at + 1] == '#' || strncmp(s + at + 1, "amp;", 4) == 0;
}

/* The span of a text that was read up to `stop`: exact if its bytes are found, else covering. */
static void find_text(const reader *r, size_t stop, const char *text, size_t length,
                      fz_node *node) {
  const char *s = r->tree->source;
  size_t limit = r->tree->source_length, at = stop < r->known ? r->known : stop;
  /* libxml2 hands out a long text, and a lone '<', before it counts the last character as read. */
  for (size_t late = 0; late <= (length >= CHUNK ? 4 : 0) && stop + late <= limit; late++) {
    size_t end = stop + late;
    if (end < r->known + length || memcmp(s + end - length, text, length) != 0) continue;
    set_exact(r, end - length, length, node);
    return;
  }
  if (length == 1 && text[0] == '<' && stop >= r->known && s[stop] == '<') {
    set_exact(r, stop, 1, node);
    return;
  }
  node->start = r->known;
  node->stop = at;
  while (at > r->known && s[at - 1] != '&') at--;
  if (at == r->known) return;
  node->start = at - 1;
  if (length == 1 && text[0] == '&' && !is_ampersand(s, at - 1)) set_exact(r, at - 1, 1, node);
}

/* ---- a brief page ------------------------------------------------------------------------ */

/* Looks for a run in what is none of the page's texts as they stand there; then the parser stops. */
static int misleads(reader *r, const char *bytes, size_t length) {
  if (r->brief == NULL || memchr(bytes, FZ_BRIEF_RUN, length) == NULL) return 0;
  r->is_misled = 1;
  fail(r, FZ_REFUSED);
  return 1;
}

/* Puts the page of `length` bytes that was made brief in the place of its brief form. */
static void restore(fz_markup *tree, const fz_brief *brief, char *source, size_t length) {
  for (size_t row = 0; row < tree->node_count; row++) {
    fz_node *node = &tree->nodes[row];
    int is_exact = node->text != NULL && fz_tree_owns(tree, node->text);
    node->start = fz_brief_source(brief, node->start);
    node->stop = fz_brief_source(brief, node->stop);
    if (!is_exact) continue;
    node->text = source + node->start;
    node->length = node->stop - node->start;
  }
  tree->source = source;
  tree->source_length = length;
}

/* ---- what the parser reports ------------------------------------------------------------- */

static void add_attributes(reader *r, const xmlChar **pairs, fz_node *node) {
  node->attributes = r->tree->attribute_count;
  for (; pairs != NULL && pairs[0] != NULL && r->status == FZ_OK; pairs += 2) {
    const char *value = pairs[1] == NULL ? "" : (const char *)pairs[1];
    size_t length = strlen(value);
    if (misleads(r, value, length)) return;
    if (length > FZ_MARKUP_VALUE) continue;
    fz_status status = fz_tree_add_attribute(r->tree, (const char *)pairs[0], value, length);
    if (status != FZ_OK) fail(r, status);
  }
  node->attribute_count = r->tree->attribute_count - node->attributes;
}

static int is_block(const char *name) {
  const htmlElemDesc *known = htmlTagLookup((const xmlChar *)name);
  return known != NULL && !known->isinline;
}

/* Puts an empty block where one ends that was forgotten, among the bytes before `stop` that nothing was told of. */
static void mark_ends(reader *r, size_t stop) {
  const char *s = r->tree->source;
  for (size_t at = r->known; r->is_deep && at + 2 < stop; at++) {
    const char *open = memchr(s + at, '<', stop - at);
    char name[12];
    size_t length = 0;
    if (open == NULL) return;
    at = (size_t)(open - s);
    if (s[at + 1] != '/') continue;
    while (length + 1 < sizeof name && at + 2 + length < stop && is_name(s[at + 2 + length])) {
      name[length] = lower(s[at + 2 + length]);
      length++;
    }
    name[length] = '\0';
    if (!is_block(name)) continue;
    fz_node end = {.parent = r->current, .name = "div", .start = at, .stop = at};
    fz_status status = fz_tree_add_node(r->tree, &end);
    if (status != FZ_OK) fail(r, status);
    return;
  }
}

/* libxml2 keeps each name once. */
static int is_name_of(const fz_node *node, const void *name) {
  return node->name == name || strcmp(node->name, name) == 0;
}

/* What is open beside html and body, and behind it: rows counted from 1, outermost first. */
typedef struct chain {
  size_t rows[FZ_MARKUP_DEPTH + 8];
  size_t count;
} chain;

/* The open elements; none if libxml2 counts other ones as open, of which the last is about to be entered. */
static void find_chain(const reader *r, chain *open) {
  htmlParserCtxtPtr c = r->context;
  size_t row = r->current, count = c->nameNr > 0 ? (size_t)c->nameNr - 1 : 0;
  open->count = 0;
  if (count > sizeof open->rows / sizeof *open->rows) return;
  for (size_t k = count; k-- > 0; row = r->tree->nodes[row - 1].parent) {
    if (row == 0 || !is_name_of(&r->tree->nodes[row - 1], c->nameTab[k])) return;
    open->rows[k] = row;
  }
  if (row == 0) open->count = count;
}

/* Which open element is missed least: one in the like of which the next one stands, or that breaks no line. */
static size_t find_spare(const reader *r, const chain *open) {
  const fz_node *nodes = r->tree->nodes;
  for (size_t k = 2; k + 1 < open->count; k++) {
    const fz_node *node = &nodes[open->rows[k] - 1], *inner = &nodes[open->rows[k + 1] - 1];
    int is_like = node->attribute_count == 0 && is_name_of(node, inner->name);
    const htmlElemDesc *known = htmlTagLookup((const xmlChar *)node->name);
    int is_inline = known != NULL && known->isinline && node->attribute_count == 0;
    if (is_like || (is_inline && strcmp(node->name, "s") != 0)) return k;
  }
  return 2;
}

/*
** Bounds how much is open, and so the time for an end tag, which looks at all of it: libxml2 and the tree forget an
** open element, and what stands in it next goes into the one around it. What is deepest says most of a text, as in
** which cell it stands; what is around it all, and has so much in it, least.
*/
static void bound_depth(reader *r) {
  htmlParserCtxtPtr c = r->context;
  chain open;
  if (c->nameNr <= FZ_MARKUP_DEPTH) return;
  find_chain(r, &open);
  if (open.count < 4) return;
  size_t k = find_spare(r, &open);
  fz_node *node = &r->tree->nodes[open.rows[k] - 1], *inner = &r->tree->nodes[open.rows[k + 1] - 1];
  inner->parent = node->parent;
  if (node->stop < inner->start) node->stop = inner->start;
  memmove(c->nameTab + k, c->nameTab + k + 1, ((size_t)c->nameNr - k - 1) * sizeof *c->nameTab);
  c->nameNr--;
  r->is_deep = 1;
}

/*
** True if there are too many open elements still; then the element is not entered. Void elements close by
** themselves, and script and style must stay, for their content is no markup.
*/
static int is_too_deep(reader *r, const char *name) {
  htmlParserCtxtPtr c = r->context;
  bound_depth(r);
  if (c->nameNr <= FZ_MARKUP_DEPTH) return 0;
  const htmlElemDesc *known = htmlTagLookup((const xmlChar *)name);
  if (known != NULL && known->empty) return 0;
  if (strcmp(name, "script") == 0 || strcmp(name, "style") == 0) return 0;
  c->nameNr--;
  c->name = c->nameTab[c->nameNr - 1];
  return 1;
}

/* Puts `known` behind a tag that is read up to its '>' or "/>". */
static void pass_tag(reader *r, size_t stop) {
  const char *s = r->tree->source;
  if (stop + 1 < r->tree->source_length && s[stop] == '/' && s[stop + 1] == '>')
    stop += 2;
  else if (stop < r->tree->source_length && s[stop] == '>')
    stop++;
  r->known = stop;
}

static void on_open(void *user, const xmlChar *name, const xmlChar **pairs) {
  reader *r = user;
  if (r->status != FZ_OK) return;
  size_t stop = fz_tree_position(r->tree, r->context);
  fz_node node = {.parent = r->current, .name = (const char *)name};
  size_t start = find_open(r, stop, node.name);
  node.start = node.stop = start < stop ? start : r->known;
  mark_ends(r, node.start);
  if (start < stop) pass_tag(r, stop);
  if (is_too_deep(r, node.name)) return;
  if (r->current == 0 && r->tree->node_count > 0) node.parent = 1;
  add_attributes(r, pairs, &node);
  if (r->status != FZ_OK) return;
  fz_status status = fz_tree_add_node(r->tree, &node);
  if (status != FZ_OK)
    fail(r, status);
  else
    r->current = r->tree->node_count;
}

static void on_close(void *user, const xmlChar *name) {
  reader *r = user;
  if (r->status != FZ_OK || r->current == 0) return;
  fz_node *node = &r->tree->nodes[r->current - 1];
  if (strcmp(node->name, (const char *)name) != 0) return;
  size_t stop = fz_tree_position(r->tree, r->context), tag = find_close(r, stop);
  if (tag < stop && tag >= r->known && names_at(r->tree, tag + 2, node->name)) r->known = stop;
  node->stop = tag < stop && tag > r->known ? tag : r->known;
  r->current = node->parent;
}

/* What stands in no element that libxml2 knows of stands in the root, which is made if need be. */
static void add_root(reader *r, fz_node *node) {
  static const fz_node root = {.name = "html"};
  if (r->current > 0) return;
  fz_status status = r->tree->node_count > 0 ? FZ_OK : fz_tree_add_node(r->tree, &root);
  if (status != FZ_OK) fail(r, status);
  node->parent = 1;
}

static void on_text(void *user, const xmlChar *text, int length) {
  reader *r = user;
  if (r->status != FZ_OK || length <= 0) return;
  fz_node node = {.parent = r->current, .length = (size_t)length};
  add_root(r, &node);
  if (r->status != FZ_OK) return;
  find_text(r, fz_tree_position(r->tree, r->context), (const char *)text, node.length, &node);
  mark_ends(r, node.start);
  r->known = node.stop;
  fz_node *last = r->tree->node_count > 0 ? &r->tree->nodes[r->tree->node_count - 1] : NULL;
  if (node.text != NULL && last != NULL && last->name == NULL && last->parent == node.parent &&
      last->text + last->length == node.text) {
    last->length += node.length;
    last->stop = node.stop;
    return;
  }
  if (node.text == NULL && misleads(r, (const char *)text, node.length)) return;
  if (node.text == NULL) node.text = fz_tree_keep(r->tree, (const char *)text, node.length);
  fz_status status = node.text == NULL ? FZ_NOMEM : fz_tree_add_node(r->tree, &node);
  if (status != FZ_OK) fail(r, status);
}

/* Comments and the like are dropped, and known. */
static void on_passed(reader *r) {
  size_t stop = fz_tree_position(r->tree, r->context);
  if (r->status == FZ_OK && stop > r->known) r->known = stop;
}

static void on_comment(void *user, const xmlChar *text) {
  (void)text;
  on_passed(user);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *text) {
  (void)target;
  (void)text;
  on_passed(user);
}

static void on_error(void *user, xmlErrorPtr error) {
  reader *r = user;
  if (error->code == XML_ERR_NO_MEMORY && r->status == FZ_OK) r->status = FZ_NOMEM;
}

static const xmlSAXHandler handler = {
    .startElement = on_open,
    .endElement = on_close,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .comment = on_comment,
    .processingInstruction = on_instruction,
    .serror = on_error,
    .initialized = XML_SAX2_MAGIC,
};

/* Elements the page never closed go as far as their last child does. */
static void close_all(fz_markup *tree) {
  for (size_t row = tree->node_count; row-- > 0;) {
    const fz_node *node = &tree->nodes[row];
    if (node->parent == 0) continue;
    fz_node *parent = &tree->nodes[node->parent - 1];
    if (parent->stop < node->stop) parent->stop = node->stop;
  }
}

static fz_status parse(fz_markup *tree, const fz_brief *brief, int *is_misled) {
  reader r = {.tree = tree, .looked = SIZE_MAX, .brief = brief, .status = FZ_OK};
  htmlParserCtxtPtr context = htmlNewParserCtxt();
  r.context = fz_tree_parser(tree, context, &handler, &r);
  if (r.context != NULL) {
    htmlCtxtUseOptions(context, HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOERROR |
                                    HTML_PARSE_NOWARNING);
    *context->sax = handler; /* the options put libxml2's own handlers back */
    htmlParseDocument(context);
  }
  htmlFreeParserCtxt(context);
  *is_misled = r.is_misled;
  return r.context == NULL ? FZ_NOMEM : r.status;
}

/* Parses the brief form of the page, and the page itself if that did not do. */
static fz_status parse_brief(fz_markup *tree, const fz_brief *brief) {
  char *source = tree->source;
  size_t length = tree->source_length;
  int is_misled;
  tree->source = brief->bytes;
  tree->source_length = brief->length;
  fz_status status = parse(tree, brief, &is_misled);
  restore(tree, brief, source, length);
  if (!is_misled) return status;
  fz_tree_clear(tree);
  return parse(tree, NULL, &is_misled);
}

static fz_status read_page(fz_markup *tree) {
  fz_brief brief = {0};
  fz_status status = FZ_NOMEM;
  if (fz_brief_begin(&brief, tree->source_length))
    status = limit(tree, &brief) ? parse_brief(tree, &brief) : FZ_REFUSED;
  fz_brief_free(&brief);
  return status == FZ_OK && tree->node_count == 0 ? FZ_EMPTY : status;
}

fz_status fz_markup_html(const char *bytes, size_t length, fz_markup **out, fz_error *error) {
  fz_markup *tree;
  tree_quiet quiet;
  fz_tree_begin(&quiet);
  fz_status status = fz_tree_new(bytes, length, FZ_MARKUP_PAGE, &tree, error);
  if (status == FZ_OK) {
    status = read_page(tree);
    if (status != FZ_OK) fz_tree_failure(status, (size_t)-1, error);
  }
  fz_tree_end(&quiet);
  *out = NULL;
  if (status != FZ_OK) {
    fz_markup_free(tree);
    return status;
  }
  close_all(tree);
  *out = tree;
  return FZ_OK;
}
