/*
** binary.c: the first bytes of the files people have beside their reports.
*/
#include "text/binary.h"

#include <string.h>

static const struct {
  const char *magic;
  size_t length;
  const char *message;
} kinds[] = {
    {"%PDF-", 5, "a PDF file; take its text with pdftotext first"},
    {"PK\x03\x04", 4,
     "a ZIP archive, or a docx or xlsx, which are ZIP; unpack it or save it as text first"},
    {"PK\x05\x06", 4, "an empty ZIP archive"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8,
     "an OLE2 file (old Word .doc, .xls or .wps); save it as .docx or text first"},
    {"\x89PNG\r\n\x1A\n", 8, "a PNG image; it needs text recognition first"},
    {"\xFF\xD8\xFF", 3, "a JPEG image; it needs text recognition first"},
    {"GIF87a", 6, "a GIF image; it needs text recognition first"},
    {"GIF89a", 6, "a GIF image; it needs text recognition first"},
    {"II*\0", 4, "a TIFF image; it needs text recognition first"},
    {"MM\0*", 4, "a TIFF image; it needs text recognition first"},
    {"\x1F\x8B\x08", 3, "a gzip file; unpack it with gunzip first"},
    {"\xFD" "7zXZ\0", 6, "an xz file; unpack it with unxz first"},
    {"\x28\xB5\x2F\xFD", 4, "a zstd file; unpack it with unzstd first"},
    {"Rar!\x1A\x07", 6, "a RAR archive; unpack it first"},
    {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive; unpack it first"},
    {"\x7F" "ELF", 4, "an ELF program, not a document"},
    {"SQLite format 3", 16, "an SQLite database; if it is a corpus, name it with --corpus"},
};

const char *fz_binary_kind(const unsigned char *bytes, size_t length) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (length >= kinds[i].length && memcmp(bytes, kinds[i].magic, kinds[i].length) == 0)
      return kinds[i].message;
  return NULL;
}
