/*
** markup.h: HTML and XML bytes become a flat tree that knows where in the bytes it lies.
**
** The tree is an array of nodes in the order of the document, each with the row of its parent. It
** is made for reading other people's files, so it is lenient where a page is careless and firm
** where a file is dangerous:
**   - nothing is fetched, no DTD is loaded, an XML document that declares anything in an
**     internal subset (entity bombs do) is FZ_REFUSED;
**   - HTML of any depth is read in linear time; of more than FZ_MARKUP_DEPTH elements in each other
**     an outer one ends where the next one in it begins, so that the inner ones stay what they are.
**     XML deeper than libxml2 allows (256) is FZ_REFUSED;
**   - more than FZ_MARKUP_NODES nodes, of a page FZ_MARKUP_PAGE, are FZ_REFUSED, so that memory
**     is bounded;
**   - control characters read as blanks, attributes beyond the thousandth of a tag and attribute
**     values longer than FZ_MARKUP_VALUE (pictures as data: URLs) are left out in HTML;
**   - comments, processing instructions and the DOCTYPE are dropped; CDATA is text; the content of
**     script and style is a text like any other, under its element.
**
** Positions are byte offsets into the bytes that were parsed, 0-based, half open; XML nodes have
** none (both are 0). In HTML an element's span holds its tags; an element that the page left
** out (html, body, a paragraph) begins where its first content does. Spans of texts never overlap
** and never go back. Element and attribute names are without namespace prefix; HTML names are in
** lower case.
*/
#ifndef FAZHI_MARKUP_H
#define FAZHI_MARKUP_H

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FZ_MARKUP_DEPTH 256
#define FZ_MARKUP_NODES 1000000
#define FZ_MARKUP_PAGE 500000
#define FZ_MARKUP_VALUE 4096

typedef struct fz_markup fz_markup;

/* One element (name is set) or one text (name is NULL). All pointers are borrowed until free. */
typedef struct fz_node {
  size_t parent;        /* the row of the parent counted from 1; 0 for the root, which is row 0 */
  const char *name;     /* of an element, terminated */
  const char *text;     /* of a text: UTF-8, entities decoded, not terminated */
  size_t length;        /* of `text` in bytes */
  size_t start, stop;   /* where it stands in the bytes; see above */
  size_t attributes;    /* the row of its first attribute */
  size_t attribute_count;
} fz_node;

typedef struct fz_attribute {
  const char *name, *value; /* value: UTF-8, entities decoded, not terminated */
  size_t length;            /* of the value in bytes */
} fz_attribute;

/*
** Parses `length` bytes of HTML in UTF-8, which are copied, whatever encoding they claim. A text
** whose bytes stand as they are in the source has stop - start == length; one that came from
** an entity is a node of its own. *out is owned. FZ_EMPTY (no element and no text),
** FZ_ENCODING (not UTF-8), FZ_REFUSED, FZ_TOOBIG (2 GB), FZ_NOMEM.
*/
FZ_API fz_status fz_markup_html(const char *bytes, size_t length, fz_markup **out,
                                fz_error *error);

/*
** The same for XML, which must be well formed: else FZ_BROKEN, with the byte in error->at. One
** text of the document may be several text nodes in a row.
*/
FZ_API fz_status fz_markup_xml(const char *bytes, size_t length, fz_markup **out,
                               fz_error *error);

/* The nodes, in the order of the document; borrowed until free. */
FZ_API const fz_node *fz_markup_nodes(const fz_markup *markup, size_t *count);

/* The attributes of all elements, in which a node has its rows; borrowed until free. */
FZ_API const fz_attribute *fz_markup_attributes(const fz_markup *markup, size_t *count);

/* Frees it; NULL is accepted. */
FZ_API void fz_markup_free(fz_markup *markup);

#ifdef __cplusplus
}
#endif
#endif
