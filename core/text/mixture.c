/*
** mixture.c: which lines of a file are in which of two encodings.
**
** Every line is weighed in both (han.h), and of all ways to divide the lines between the two the
** cheapest is taken, where each change of encoding costs something too (Viterbi's algorithm with
** two states). So a short line goes with its neighbours, a damaged byte does not turn a line of
** UTF-8 into GBK, and a block of another encoding is found with its exact ends. A line ends at a
** line end or behind a '>', for pages whose markup is all on one line; neither byte is ever part
** of a character of several bytes.
*/
#include "text/mixture.h"

#include <stdlib.h>
#include <string.h>

#include "text/grow.h"
#include "text/utf8.h"

enum {
  CHANGE = 12,   /* the cost of a change of encoding, in nats */
  CERTAIN = 60,  /* the cost of a reading that is out of the question */
  LEAST_RUN = 6, /* bytes of UTF-8 among other text that are a reason to look */
  LEAST_HAN = 2  /* Chinese characters a run of the other encoding must have */
};

/* A line that is not all ASCII, with the ASCII before it, and how each state is best reached. */
typedef struct line {
  size_t start, stop;
  bool from[2]; /* the state before, if this line is in state 0 or 1 */
} line;

typedef struct lines {
  line *at;
  size_t count, capacity;
} lines;

static fz_status no_memory(fz_error *error) {
  return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
}

static bool ends_line(unsigned char byte) { return byte == '\n' || byte == '\r' || byte == '>'; }

/* Finds the end of the line at `at`; *foreign says whether it has anything but ASCII. */
static size_t line_stop(const unsigned char *bytes, size_t at, size_t stop, bool *foreign) {
  *foreign = false;
  for (; at < stop; at++) {
    if (bytes[at] >= 0x80) *foreign = true;
    if (ends_line(bytes[at])) return at + 1;
  }
  return stop;
}

/* Bytes of the longest run of characters of three bytes, with nothing but ASCII beside it. */
static size_t longest_utf8(const unsigned char *bytes, size_t start, size_t stop) {
  size_t longest = 0, bad;
  for (size_t at = start; at < stop;) {
    if (bytes[at] < 0x80) {
      at++;
      continue;
    }
    size_t run = at;
    while (run < stop && bytes[run] >= 0xE2 && bytes[run] <= 0xEF &&
           fz_utf8_check(bytes + run, stop - run, &bad) == 3)
      run += 3;
    bool whole = run == stop || bytes[run] < 0x80;
    if (whole && run - at > longest) longest = run - at;
    while (run < stop && bytes[run] >= 0x80) run++;
    at = run;
  }
  return longest;
}

/* A line of UTF-8 among other text must hold characters of three bytes. */
static bool is_hopeless(fz_encoding other, const unsigned char *bytes, size_t start, size_t stop) {
  size_t bad;
  if (other != FZ_UTF8) return false;
  for (size_t at = start; at < stop; at++)
    if (bytes[at] >= 0xE2 && fz_utf8_check(bytes + at, stop - at, &bad) >= 3) return false;
  return true;
}

/* Strict UTF-8 with some Chinese in it is nothing else. */
static bool is_beyond_doubt(fz_encoding encoding, const unsigned char *bytes, size_t start,
                            size_t stop) {
  return encoding == FZ_UTF8 && fz_utf8_valid(bytes + start, stop - start) == stop - start &&
         longest_utf8(bytes, start, stop) > LEAST_RUN;
}

/* What a line costs in both encodings; a reading that need not be tried costs CERTAIN more. */
static fz_status weigh(const fz_encoding pair[2], const unsigned char *bytes, size_t start,
                       size_t stop, double cost[2], fz_error *error) {
  cost[0] = cost[1] = 0;
  if (is_beyond_doubt(pair[1], bytes, start, stop))
    cost[0] = CERTAIN;
  else if (is_hopeless(pair[1], bytes, start, stop) || is_beyond_doubt(pair[0], bytes, start, stop))
    cost[1] = CERTAIN;
  if (cost[0] + cost[1] > 0) return FZ_OK;
  for (int i = 0; i < 2; i++) {
    fz_look look = {0};
    fz_status status = fz_look_through(pair[i], bytes, start, stop, &look, error);
    if (status != FZ_OK) return status;
    cost[i] = look.cost;
  }
  return FZ_OK;
}

/* One step: the best way to each state, given the best ways to the states before. */
static void step(double best[2], const double cost[2], line *l) {
  double old[2] = {best[0], best[1]};
  for (int i = 0; i < 2; i++) {
    l->from[i] = old[1 - i] + CHANGE < old[i] ? 1 - i : i;
    best[i] = cost[i] + (l->from[i] == i ? old[i] : old[1 - i] + CHANGE);
  }
}

/* Weighs all lines; *last is the state of the last one. */
static fz_status walk(const fz_encoding pair[2], const unsigned char *bytes, size_t start,
                      size_t stop, lines *all, bool *last, fz_error *error) {
  double best[2] = {0, CHANGE}, cost[2];
  size_t begin = start;
  for (size_t at = start; at < stop;) {
    bool foreign;
    size_t end = line_stop(bytes, at, stop, &foreign);
    if (foreign) {
      fz_status status = weigh(pair, bytes, at, end, cost, error);
      if (status != FZ_OK) return status;
      line *room = fz_grow(all->at, &all->capacity, all->count, 1, sizeof *room);
      if (room == NULL) return no_memory(error);
      all->at = room;
      room[all->count] = (line){.start = begin, .stop = end};
      step(best, cost, &room[all->count++]);
      begin = end;
    }
    at = end;
  }
  *last = best[1] + CHANGE < best[0];
  return FZ_OK;
}

/* Appends a run, or lengthens the last one if it is of the same encoding. */
static bool put_run(fz_mixture *m, size_t start, size_t stop, fz_encoding encoding) {
  if (m->count > 0 && m->at[m->count - 1].encoding == encoding) {
    m->at[m->count - 1].stop = stop;
    return true;
  }
  fz_stretch *room = fz_grow(m->at, &m->capacity, m->count, 1, sizeof *room);
  if (room == NULL) return false;
  m->at = room;
  room[m->count++] = (fz_stretch){start, stop, encoding};
  return true;
}

/*
** May this run change sides? In `main` it is damaged or hardly Chinese, in `other` it is Chinese
** and next to nothing of it is damaged.
*/
static fz_status judge(const fz_encoding pair[2], const unsigned char *bytes, size_t start,
                       size_t stop, fz_mixture *m, bool *accepted, fz_error *error) {
  fz_look main = {0}, other = {0};
  fz_status status = fz_look_through(pair[0], bytes, start, stop, &main, error);
  if (status == FZ_OK) status = fz_look_through(pair[1], bytes, start, stop, &other, error);
  if (status != FZ_OK) return status;
  double gain = main.cost - other.cost - 2 * CHANGE;
  *accepted = gain > 0 && other.chinese >= LEAST_HAN && other.bad * 10 <= other.foreign &&
              other.bad <= main.bad && fz_look_plausible(&other) >= 0.7 &&
              (main.bad > other.bad || fz_look_plausible(&main) < 0.6);
  if (*accepted) m->gain += gain;
  return FZ_OK;
}

/* The states are known from the last line backwards: they are written over from[0]. */
static void trace_back(lines *all, bool state) {
  for (size_t i = all->count; i-- > 0;) {
    bool before = all->at[i].from[state];
    all->at[i].from[0] = state;
    state = before;
  }
}

static fz_status make_runs(const fz_encoding pair[2], const unsigned char *bytes, size_t stop,
                           const lines *all, fz_mixture *m, fz_error *error) {
  bool mixed = false;
  for (size_t i = 0, next; i < all->count; i = next) {
    bool other = all->at[i].from[0];
    for (next = i + 1; next < all->count && all->at[next].from[0] == other;) next++;
    size_t start = all->at[i].start, end = all->at[next - 1].stop;
    fz_status status = FZ_OK;
    if (other) status = judge(pair, bytes, start, end, m, &other, error);
    if (status != FZ_OK) return status;
    mixed = mixed || other;
    if (!put_run(m, start, end, pair[other])) return no_memory(error);
  }
  if (!mixed)
    fz_mixture_clear(m);
  else
    m->at[m->count - 1].stop = stop;
  return FZ_OK;
}

fz_status fz_mixture_split(fz_encoding main, fz_encoding other, const unsigned char *bytes,
                           size_t start, size_t stop, fz_mixture *mixture, fz_error *error) {
  const fz_encoding pair[2] = {main, other};
  lines all = {0};
  bool last = false;
  *mixture = (fz_mixture){0};
  fz_status status = walk(pair, bytes, start, stop, &all, &last, error);
  if (status == FZ_OK) {
    trace_back(&all, last);
    status = make_runs(pair, bytes, stop, &all, mixture, error);
  }
  free(all.at);
  return status;
}

/* Encodings worth trying beside the one that was found; returns how many. */
static size_t list_others(const unsigned char *bytes, size_t start, size_t length,
                          const fz_guess *guess, fz_encoding others[2]) {
  fz_encoding main = guess->encoding;
  if (main == FZ_UTF8 && !guess->valid &&
      fz_utf8_valid(bytes + start, length - start) < length - start) {
    others[0] = FZ_GB18030;
    others[1] = FZ_BIG5;
    return 2;
  }
  bool pairs = main == FZ_GB18030 || main == FZ_BIG5;
  if (!pairs || longest_utf8(bytes, start, length) < LEAST_RUN) return 0;
  others[0] = FZ_UTF8;
  return 1;
}

fz_status fz_mixture_find(const unsigned char *bytes, size_t length, fz_guess *guess,
                          fz_mixture *mixture, fz_error *error) {
  fz_encoding others[2];
  size_t start = guess->bom + guess->half;
  size_t count = list_others(bytes, start, length, guess, others);
  *mixture = (fz_mixture){0};
  for (size_t i = 0; i < count; i++) {
    fz_mixture found;
    fz_status status =
        fz_mixture_split(guess->encoding, others[i], bytes, start, length, &found, error);
    if (status == FZ_OK && found.gain > mixture->gain) {
      fz_mixture_clear(mixture);
      *mixture = found;
      guess->other = others[i];
    } else
      fz_mixture_clear(&found);
    if (status != FZ_OK) return status;
  }
  if (mixture->count == 0) return FZ_OK;
  guess->weak = false;
  double share = fz_share(mixture->gain, 0);
  bool all = mixture->count == 1 && guess->bom == 0; /* all of it is in the other encoding */
  if (share < guess->confidence || all) {
    guess->confidence = share;
    guess->runner_up = fz_encoding_name(guess->encoding);
  }
  if (all) {
    guess->encoding = guess->other;
    fz_mixture_clear(mixture);
  }
  return FZ_OK;
}

void fz_mixture_clear(fz_mixture *mixture) {
  free(mixture->at);
  *mixture = (fz_mixture){0};
}
