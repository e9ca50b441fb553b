/*
** embed: a C program that uses libfazhi. It reads a file in whatever encoding, prints the
** encoding and the outline, and says from which bytes of the file each heading, or a word, came.
**
**   cc embed.c $(pkg-config --cflags --libs fazhi) -o embed
**   ./embed FILE [WORD]
*/
#include <fazhi/fazhi.h>

#include <stdio.h>
#include <string.h>

/* What counts as a marker: 一、 and 1. at the beginning of a line, (一) and 一是 anywhere. */
static const fz_marker markers[] = {
  {.level = 1, .rank = 1, .numbering = FZ_NUMBER_HAN, .close = "、", .where = FZ_AT_LINE},
  {.level = 2, .rank = 2, .open = "（|(", .numbering = FZ_NUMBER_HAN, .close = "）|)",
   .where = FZ_AT_LINE | FZ_AT_SENTENCE},
  {.level = 3, .rank = 3, .numbering = FZ_NUMBER_ARABIC, .close = ".|、", .where = FZ_AT_LINE,
   .not_before = "0123456789"},
  {.level = 4, .rank = 4, .numbering = FZ_NUMBER_HAN, .close = "是",
   .where = FZ_AT_LINE | FZ_AT_SENTENCE},
};

static const fz_outline_rules rules = {.markers = markers, .count = 4, .lead_max = 40};

/* Prints [start, stop) of the clean text and the bytes of the file that it was made from. */
static fz_status print_span(const fz_text *text, size_t start, size_t stop) {
  size_t from, to;
  fz_status status = fz_text_source(text, start, stop, &from, &to);
  if (status == FZ_OK)
    printf("%8zu-%-8zu %.*s\n", from, to, (int)(stop - start), fz_text_bytes(text, NULL) + start);
  return status;
}

static fz_status print_outline(const fz_text *text, fz_error *error) {
  fz_outline *outline = NULL;
  size_t length, count = 0;
  const char *bytes = fz_text_bytes(text, &length);
  fz_status status = fz_outline_parse(bytes, length, &rules, &outline, error);
  if (status != FZ_OK) return status;
  const fz_section *sections = fz_outline_sections(outline, &count);
  for (size_t i = 0; i < count && status == FZ_OK; i++) {
    size_t stop = sections[i].heading_stop;
    if (stop < sections[i].marker_stop) stop = sections[i].marker_stop; /* no heading */
    status = print_span(text, sections[i].start, stop);
  }
  fz_outline_free(outline);
  return status;
}

int main(int argc, char **argv) {
  fz_text *text = NULL;
  fz_error error = {FZ_OK, (size_t)-1, "the text gave no span"};
  if (argc < 2) {
    fprintf(stderr, "usage: embed FILE [WORD]\n");
    return 2;
  }
  fz_status status = fz_text_read(argv[1], NULL, &text, &error); /* NULL: find out everything */
  if (status == FZ_OK) {
    printf("%s %s, %zu bytes\n", fz_text_encoding(text), fz_text_script(text),
           fz_text_source_size(text));
    status = print_outline(text, &error);
  }
  if (status == FZ_OK && argc > 2) {
    const char *bytes = fz_text_bytes(text, NULL), *found = strstr(bytes, argv[2]);
    if (found != NULL)
      status = print_span(text, (size_t)(found - bytes), (size_t)(found - bytes) + strlen(argv[2]));
  }
  if (status != FZ_OK) fprintf(stderr, "E%d %s: %s\n", (int)status, argv[1], error.message);
  fz_text_free(text); /* NULL is accepted */
  return (int)status / 100; /* the first digit of a status is the exit status */
}
