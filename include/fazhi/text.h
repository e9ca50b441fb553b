/*
** text.h: bytes as found in a file become clean UTF-8 that can be led back.
**
** An fz_text is one document: a buffer of valid UTF-8 without control
** characters but '\n', and a source map. The map is the promise of fazhi: for
** any span of the text it gives the byte range of the file the span came from,
** whatever was decoded, converted, folded, dropped or joined on the way.
**
** Reading applies, in this order:
**   1. the encoding: a BOM decides; else UTF-16 without BOM, strict UTF-8,
**      GB18030 (as which GB2312 and GBK are read; a lone 0x80 is the euro sign
**      of CP936) and Big5 with HKSCS are scored against each other, whatever the
**      file says of itself. Lines that are damaged or no Chinese in the encoding
**      of the rest, and whole in another, are decoded in that one. UTF-8 that was taken for
**      Latin-1 or Windows-1252 and encoded once more is decoded once more;
**   2. line ends (CR LF, CR, U+2028, U+2029, form feed) to '\n';
**   3. exact repairs: characters left as escapes (&ldquo; &#8220; <U+00A0>,
**      escaped once or more often) become what they stand for; text that lost
**      one byte of a pair in GBK ("?F將" for a full stop and the next
**      character) is paired again and decoded;
**   4. folding: full-width digits, letters, percent sign and decimal point to
**      ASCII; every kind of blank to U+0020; Kangxi radicals and compatibility
**      forms to characters; hyphens and middle dots to one form each; soft hyphens
**      and zero-width characters dropped. Not NFKC: ①, ㎡, ℃ stay,
**      and so does the punctuation of the writer;
**   5. blanks at the ends of lines, blanks between a digit and a Chinese
**      character, a unit or a percent sign, and the `**` and leading `#` of
**      markdown dropped; three and more empty lines become one;
**   6. traditional to simplified by OpenCC t2s, where the text is traditional.
**
** What cannot be undone exactly (a byte that is not text in the encoding, a
** U+FFFD already in the file, a garbled run) is left where it is and listed as
** damage. Nothing is ever guessed.
**
** Positions are byte offsets, 0-based, half open. A text is not shared between
** threads; two texts have nothing in common.
*/
#ifndef FAZHI_TEXT_H
#define FAZHI_TEXT_H

#include <stdbool.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fz_text fz_text;

/* How to read. All zero (or a NULL pointer) means: find out, no limit. */
typedef struct fz_text_options {
  const char *encoding; /* borrowed for the call: "UTF-8", "GB18030", "GBK", "GB2312", "BIG5",
                           "UTF-16LE", "UTF-16BE", "UTF-8+GB18030" …; NULL or "" to detect */
  bool keep_script;     /* leave traditional text as it is */
  bool raw;             /* stop after step 1: for a format whose markup is to be edited away first,
                           before fz_text_clean does the rest */
  bool no_digest;       /* of bytes that are no file: fz_text_sha256 is to be "" */
  size_t max_bytes;     /* refuse larger files with FZ_TOOBIG; 0: no limit */
} fz_text_options;

/*
** Reads the file at `path` (bytes, not necessarily UTF-8). *out is owned by
** the caller. FZ_IO, FZ_NOTFILE, FZ_EMPTY, FZ_BINARY, FZ_ENCODING, FZ_TOOBIG,
** FZ_NOMEM; on failure *out is NULL. A binary file is named in the message by
** what it is (PDF, ZIP, OLE2 …).
*/
FZ_API fz_status fz_text_read(const char *path, const fz_text_options *options,
                              fz_text **out, fz_error *error);

/* The same for `length` bytes in memory, which are copied. */
FZ_API fz_status fz_text_decode(const void *bytes, size_t length,
                                const fz_text_options *options, fz_text **out,
                                fz_error *error);

/*
** Does steps 2 to 6 on a text that was read raw. What is left of it may be blank: FZ_EMPTY, and
** the text is as good as before. A text that is clean already stays as it is.
*/
FZ_API fz_status fz_text_clean(fz_text *text, bool keep_script, fz_error *error);

/* Frees a text; NULL is accepted. */
FZ_API void fz_text_free(fz_text *text);

/* The clean text, borrowed until the next edit or free; terminated by a NUL not counted. */
FZ_API const char *fz_text_bytes(const fz_text *text, size_t *length);

/*
** The encoding the bytes were read as ("UTF-8", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE"); of a
** file with lines in two of them both, the one of most of it first ("UTF-8+GB18030"). Such a name
** may be asked for as well. Static.
*/
FZ_API const char *fz_text_encoding(const fz_text *text);

/*
** How sure the detection is: 1 for a BOM, an encoding asked for, or strict
** UTF-8; else the winner's share against the second best, 0.5 to 1, whose own
** share is the rest; less for text whose characters are not those of Chinese writing.
** Below 0.9 a text should be shown to somebody: it is short, has hardly anything but
** ASCII, or is in an encoding of another language. `runner_up` (may be NULL) receives the other
** candidate's static name, or NULL; of a mixture it may be one encoding for all of it.
*/
FZ_API double fz_text_confidence(const fz_text *text, const char **runner_up);

/* "Hans" or "Hant": the script of the file, before conversion; "" if it is raw; static. */
FZ_API const char *fz_text_script(const fz_text *text);

/* Size of the source in bytes, and its SHA-256 as 64 lower-case hex digits (borrowed until free). */
FZ_API size_t fz_text_source_size(const fz_text *text);
FZ_API const char *fz_text_sha256(const fz_text *text);

/*
** The byte range of the source that [start, stop) of the text came from, by way
** of *source_start and *source_stop. The ends grow outwards to whole characters
** of the source. An empty span gives an empty range at its place. Monotone: a later
** span never comes from before an earlier one. FZ_INVALID if the span is not in the text.
*/
FZ_API fz_status fz_text_source(const fz_text *text, size_t start, size_t stop,
                                size_t *source_start, size_t *source_stop);

/* One change: [start, stop) of the text becomes `length` bytes of UTF-8 (borrowed for the call). */
typedef struct fz_edit {
  size_t start, stop;
  const char *bytes;
  size_t length;
} fz_edit;

/*
** Applies `count` edits, sorted by start, none overlapping, all or none, and
** enters them in the map: a replacement comes from what it replaces. Ends must
** fall between characters and replacements be valid UTF-8, else FZ_INVALID.
*/
FZ_API fz_status fz_text_edit(fz_text *text, const fz_edit *edits, size_t count,
                              fz_error *error);

/* [start, stop) as a text of its own, with its part of map and damage; *out is owned. */
FZ_API fz_status fz_text_slice(const fz_text *text, size_t start, size_t stop,
                               fz_text **out, fz_error *error);

/* A place that could not be read. The span is of the clean text. */
typedef struct fz_damage {
  size_t start, stop;
  const char *kind; /* static: "undecodable", "replacement", "garbled" */
} fz_damage;

/* The damage, sorted by start; borrowed until the next edit or free. */
FZ_API const fz_damage *fz_text_damage(const fz_text *text, size_t *count);

/*
** The exact repairs made while reading, same shape and life as the damage; the kinds are
** "encoded-twice", "gbk-shift", "lost-blank" and "escape".
*/
FZ_API const fz_damage *fz_text_repairs(const fz_text *text, size_t *count);

/*
** A source map on its own, as it is stored beside a report. The bytes are a
** version byte and then LEB128 numbers, so they are the same on every machine.
*/
typedef struct fz_map fz_map;

/* Writes the map of `text` to *bytes (owned, to be given to free()). */
FZ_API fz_status fz_text_map(const fz_text *text, unsigned char **bytes, size_t *length,
                             fz_error *error);

/* Reads such bytes; every count is checked, so damaged bytes give FZ_INVALID. *out is owned. */
FZ_API fz_status fz_map_load(const unsigned char *bytes, size_t length, fz_map **out,
                             fz_error *error);

/* As fz_text_source, for a loaded map. */
FZ_API fz_status fz_map_source(const fz_map *map, size_t start, size_t stop,
                               size_t *source_start, size_t *source_stop);

/* Frees a map; NULL is accepted. */
FZ_API void fz_map_free(fz_map *map);

/* SHA-256 of `length` bytes as 64 lower-case hex digits and a NUL, as of a source. */
FZ_API void fz_sha256(const void *bytes, size_t length, char digest[65]);

/* The file at `path` as bytes, *bytes owned (free()). FZ_IO, FZ_NOTFILE, FZ_TOOBIG, FZ_NOMEM. */
FZ_API fz_status fz_bytes_read(const char *path, size_t max_bytes, unsigned char **bytes,
                               size_t *length, fz_error *error);

/*
** Traditional → simplified (OpenCC t2s), for words a user typed. *out is owned
** (free()), terminated, and is a copy of the input where that is not valid UTF-8.
*/
FZ_API fz_status fz_simplify(const char *bytes, size_t length, char **out, size_t *out_length,
                             fz_error *error);

#ifdef __cplusplus
}
#endif
#endif
