/*
** unpack.h: what ZIP members, deflate and streams share: opening a file that must be one, output
** that grows up to a limit, and the rule by which a bomb is known.
*/
#ifndef FZ_LOAD_UNPACK_H
#define FZ_LOAD_UNPACK_H

#include <stdbool.h>
#include <stdint.h>

#include "fazhi/status.h"

enum {
  FZ_RATIO = 250,             /* deflate can do 1032:1, text does 3 to 50 */
  FZ_RATIO_FREE = 16 << 20,   /* bytes that may come of anything: a little file is no bomb */
  FZ_UNPACK_STEP = 64 << 10
};

/* Output under way. All zero but `max` to begin with; `bytes` is owned by whoever declared it. */
typedef struct fz_output {
  unsigned char *bytes;
  size_t length, capacity, max;
} fz_output;

/*
** Makes room for up to FZ_UNPACK_STEP bytes more and a NUL; `hint` is the size the packed file
** claims, used for the first allocation only, and only as far as it is plausible. *room is how
** many bytes may be written: one more than the limit allows, so that reaching it shows.
*/
fz_status fz_output_room(fz_output *output, uint64_t hint, size_t *room, fz_error *error);

/* Enters `n` bytes that were written behind the others. FZ_TOOBIG once there are more than max. */
fz_status fz_output_add(fz_output *output, size_t n, fz_error *error);

/* FZ_REFUSED if `produced` bytes are too many to have come of `packed` ones in good faith. */
fz_status fz_check_ratio(uint64_t produced, uint64_t packed, fz_error *error);

/* Opens a regular file for reading, never waiting for a pipe. FZ_IO, FZ_NOTFILE. */
fz_status fz_load_open(const char *path, int *fd, uint64_t *size, fz_error *error);

#endif
