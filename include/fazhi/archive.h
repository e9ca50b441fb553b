/*
** archive.h: what is packed: ZIP archives (also docx), gzip, deflate.
**
** Nothing a packed file says of itself is believed. Every call that unpacks
** takes a limit in bytes; data that unpacks to more than 250 times its packed
** size is refused as a bomb once it has passed 16 MB (reports, pages and the
** XML of office files stay below 50); ZIP members that share their bytes are
** refused, whatever they hold. What is read is checked against its CRC.
**
** Names of members are the bytes of the file. Nothing here makes a path of
** them, so a name that leads out of its folder ("../x") can do no harm.
*/
#ifndef FAZHI_ARCHIVE_H
#define FAZHI_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "fazhi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fz_archive fz_archive;

/*
** Opens a ZIP archive of `length` bytes in memory, borrowed until it is closed.
** *out is owned. FZ_BROKEN (not a ZIP archive, cut off, or its list of members
** makes no sense), FZ_REFUSED (members overlap), FZ_NOMEM; on failure *out is NULL.
*/
FZ_API fz_status fz_archive_open(const void *bytes, size_t length, fz_archive **out,
                                 fz_error *error);

/* The same for a file, of any size, that is read as needed. Also FZ_IO, FZ_NOTFILE. */
FZ_API fz_status fz_archive_open_file(const char *path, fz_archive **out, fz_error *error);

/* Closes an archive; NULL is accepted. */
FZ_API void fz_archive_close(fz_archive *archive);

/* A member as the archive describes it; the sizes are claims, not facts. */
typedef struct fz_entry {
  const char *name;   /* as in the file, in whatever encoding; borrowed until close */
  size_t name_length; /* up to a NUL, if the name holds one */
  bool utf8;          /* the archive says that the name is UTF-8, or it is plain ASCII. A Unicode
                         path (Info-ZIP's extra field 0x7075) that belongs to it takes its place */
  bool encrypted;
  uint64_t size, packed;
} fz_entry;

/* How many members the archive has; their indexes are 0 to count - 1, in the order of its list. */
FZ_API size_t fz_archive_count(const fz_archive *archive);

/* Describes one member. FZ_INVALID if there is no such index, FZ_NOMEM. */
FZ_API fz_status fz_archive_entry(fz_archive *archive, size_t index, fz_entry *entry,
                                  fz_error *error);

/*
** Unpacks one member into *bytes, owned (free()), *length bytes and a NUL not counted; never NULL
** on success. FZ_TOOBIG (more than `max` bytes), FZ_PROTECTED, FZ_REFUSED (a bomb: for the
** member, or for all that was read from the archive so far), FZ_BROKEN, FZ_INVALID, FZ_NOMEM.
*/
FZ_API fz_status fz_archive_read(fz_archive *archive, size_t index, size_t max,
                                 unsigned char **bytes, size_t *length, fz_error *error);

/* How bytes are packed that stand by themselves. */
typedef enum fz_packing {
  FZ_GZIP,   /* one member or several, one behind the other */
  FZ_ZLIB,   /* RFC 1950 */
  FZ_DEFLATE /* HTTP's word: RFC 1950, or the bare RFC 1951 that some servers send */
} fz_packing;

/*
** Unpacks `length` bytes as fz_archive_read does a member. FZ_TOOBIG, FZ_REFUSED, FZ_BROKEN,
** FZ_NOMEM.
*/
FZ_API fz_status fz_inflate(const void *packed, size_t length, fz_packing packing, size_t max,
                            unsigned char **bytes, size_t *out_length, fz_error *error);

/*
** How many bytes `length` bytes become when they are packed as well as zlib can (RFC 1950), which
** looks back 32 KB. Nothing is kept of them. FZ_NOMEM.
*/
FZ_API fz_status fz_deflated(const void *bytes, size_t length, size_t *packed, fz_error *error);

typedef struct fz_stream fz_stream;

/*
** Opens a file of any size to be read from its beginning to its end: unpacked
** if it is gzip (all its members), as it is if not. *out is owned. FZ_IO,
** FZ_NOTFILE (never waits for a pipe), FZ_NOMEM; on failure *out is NULL.
*/
FZ_API fz_status fz_stream_open(const char *path, fz_stream **out, fz_error *error);

/* Closes a stream; NULL is accepted. */
FZ_API void fz_stream_close(fz_stream *stream);

/*
** Reads up to `size` bytes into `buffer`; *length is less than `size` only at
** the end, and 0 behind it. FZ_IO, FZ_BROKEN (cut off or damaged: what came before, but
** for the last 64 KB, was handed out by the calls before), FZ_REFUSED (a bomb), FZ_NOMEM.
*/
FZ_API fz_status fz_stream_read(fz_stream *stream, void *buffer, size_t size, size_t *length,
                                fz_error *error);

/*
** The next line, without its LF or CR LF, borrowed until the next call; *line is
** NULL behind the last. A line longer than `max` is FZ_TOOBIG, and the next call
** goes on behind it. Otherwise as fz_stream_read.
*/
FZ_API fz_status fz_stream_line(fz_stream *stream, size_t max, const char **line,
                                size_t *length, fz_error *error);

#ifdef __cplusplus
}
#endif
#endif
