/*
** archive.c: ZIP archives by libzip: the list of members and their bytes, with limits that do not
** depend on what the archive says of itself.
*/
#include "fazhi/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "load/unpack.h"

struct fz_archive {
  zip_t *zip;
  uint64_t length;   /* of the whole archive, packed */
  uint64_t produced; /* unpacked so far, all members together */
};

static fz_status no_memory(fz_error *error) {
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

/* What libzip says, as one of our statuses; everything it does not like is damage. */
static fz_status fail(zip_error_t *why, fz_error *error) {
  switch (zip_error_code_zip(why)) {
    case ZIP_ER_MEMORY:
      return no_memory(error);
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
      return fz_error_set(error, FZ_PROTECTED, (size_t)-1, "encrypted: it needs a password");
    case ZIP_ER_NOZIP:
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "not a ZIP archive, or cut off");
    case ZIP_ER_MULTIDISK:
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "one part of a split ZIP archive");
    case ZIP_ER_COMPNOTSUPP:
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "packed in a way that cannot be read");
    default:
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "damaged ZIP archive: %s",
                          zip_error_strerror(why));
  }
}

/* Members that share their bytes are how a small archive becomes a great one at small ratios. */
static fz_status check_members(fz_archive *archive, fz_error *error) {
  uint64_t sum = 0;
  for (size_t i = 0; i < fz_archive_count(archive); i++) {
    zip_stat_t st;
    if (zip_stat_index(archive->zip, i, 0, &st) != 0)
      return fail(zip_get_error(archive->zip), error);
    if (st.comp_size > archive->length)
      return fz_error_set(error, FZ_BROKEN, (size_t)-1, "damaged ZIP archive: member %zu is longer "
                          "than all of it", i + 1);
    sum += st.comp_size;
    if (sum > archive->length)
      return fz_error_set(error, FZ_REFUSED, (size_t)-1, "its members overlap: a bomb");
  }
  return FZ_OK;
}

/* Opens what `source` holds; the source is libzip's, or freed here. */
static fz_status open_source(zip_source_t *source, uint64_t length, fz_archive **out,
                             fz_error *error) {
  fz_status status = FZ_OK;
  zip_error_t why;
  zip_error_init(&why);
  fz_archive *archive = calloc(1, sizeof *archive);
  if (archive == NULL) {
    zip_source_free(source);
    status = no_memory(error);
    goto out;
  }
  archive->length = length;
  archive->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
  if (archive->zip == NULL) {
    zip_source_free(source);
    status = fail(&why, error);
    goto out;
  }
  status = check_members(archive, error);
out:
  zip_error_fini(&why);
  if (status != FZ_OK) {
    fz_archive_close(archive);
    archive = NULL;
  }
  *out = archive;
  return status;
}

fz_status fz_archive_open(const void *bytes, size_t length, fz_archive **out, fz_error *error) {
  zip_error_t why;
  *out = NULL;
  if (length == 0) return fz_error_set(error, FZ_BROKEN, (size_t)-1, "not a ZIP archive");
  zip_error_init(&why);
  zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &why);
  fz_status status = source == NULL ? fail(&why, error) : open_source(source, length, out, error);
  zip_error_fini(&why);
  return status;
}

fz_status fz_archive_open_file(const char *path, fz_archive **out, fz_error *error) {
  int fd;
  uint64_t length;
  zip_error_t why;
  *out = NULL;
  fz_status status = fz_load_open(path, &fd, &length, error);
  if (status != FZ_OK) return status;
  FILE *file = fdopen(fd, "rb");
  if (file == NULL) {
    close(fd);
    return no_memory(error);
  }
  zip_error_init(&why);
  zip_source_t *source = zip_source_filep_create(file, 0, -1, &why);
  if (source == NULL) {
    fclose(file);
    status = fail(&why, error);
  } else {
    status = open_source(source, length, out, error);
  }
  zip_error_fini(&why);
  return status;
}

void fz_archive_close(fz_archive *archive) {
  if (archive == NULL) return;
  if (archive->zip != NULL) zip_discard(archive->zip);
  free(archive);
}

size_t fz_archive_count(const fz_archive *archive) {
  zip_int64_t n = zip_get_num_entries(archive->zip, 0);
  return n < 0 ? 0 : (size_t)n;
}

static fz_status check_index(const fz_archive *archive, size_t index, fz_error *error) {
  if (index < fz_archive_count(archive)) return FZ_OK;
  return fz_error_set(error, FZ_INVALID, (size_t)-1, "no member %zu", index);
}

fz_status fz_archive_entry(fz_archive *archive, size_t index, fz_entry *entry, fz_error *error) {
  fz_status status = check_index(archive, index, error);
  if (status != FZ_OK) return status;
  zip_stat_t st;
  const char *name = zip_get_name(archive->zip, index, ZIP_FL_ENC_RAW);
  if (name == NULL || zip_stat_index(archive->zip, index, 0, &st) != 0)
    return fail(zip_get_error(archive->zip), error);
  /* libzip keeps the flag to itself, but reads a name without it as CP437 when asked to be strict:
     a name that stays as it is has the flag, or is ASCII. */
  const char *strict = zip_get_name(archive->zip, index, ZIP_FL_ENC_STRICT);
  if (strict == NULL) return fail(zip_get_error(archive->zip), error);
  entry->name = name;
  entry->name_length = strlen(name);
  entry->utf8 = strcmp(name, strict) == 0;
  entry->encrypted = st.encryption_method != ZIP_EM_NONE;
  entry->size = st.size;
  entry->packed = st.comp_size;
  return FZ_OK;
}

/* Unpacks to the end, where libzip compares the CRC. */
static fz_status unpack(fz_archive *archive, zip_file_t *file, const zip_stat_t *st,
                        fz_output *output, fz_error *error) {
  for (;;) {
    size_t room;
    /* No claim is allowed more memory than its packed bytes can make. */
    uint64_t plausible = st->comp_size * FZ_RATIO;
    fz_status status = fz_output_room(output, st->size < plausible ? st->size : plausible, &room,
                                      error);
    if (status != FZ_OK) return status;
    zip_int64_t n = zip_fread(file, output->bytes + output->length, room);
    if (n < 0) return fail(zip_file_get_error(file), error);
    archive->produced += (uint64_t)n;
    status = fz_output_add(output, (size_t)n, error);
    if (status == FZ_OK) status = fz_check_ratio(output->length, st->comp_size, error);
    if (status == FZ_OK) status = fz_check_ratio(archive->produced, archive->length, error);
    if (status != FZ_OK || n == 0) return status;
  }
}

fz_status fz_archive_read(fz_archive *archive, size_t index, size_t max, unsigned char **bytes,
                          size_t *length, fz_error *error) {
  *bytes = NULL;
  *length = 0;
  fz_status status = check_index(archive, index, error);
  if (status != FZ_OK) return status;
  zip_stat_t st;
  if (zip_stat_index(archive->zip, index, 0, &st) != 0)
    return fail(zip_get_error(archive->zip), error);
  if (st.encryption_method != ZIP_EM_NONE)
    return fz_error_set(error, FZ_PROTECTED, (size_t)-1, "encrypted: it needs a password");
  zip_file_t *file = zip_fopen_index(archive->zip, index, 0);
  if (file == NULL) return fail(zip_get_error(archive->zip), error);
  fz_output output = {.max = max};
  status = unpack(archive, file, &st, &output, error);
  zip_fclose(file);
  if (status != FZ_OK) {
    free(output.bytes);
    return status;
  }
  *bytes = output.bytes;
  *length = output.length;
  return FZ_OK;
}
