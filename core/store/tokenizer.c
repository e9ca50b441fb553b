/*
** tokenizer.c: the FTS5 tokenizer `fazhi`. It owns what a word of the full text is: a
** Chinese character, a run of letters and digits, the end of a sentence.
*/
#include "fazhi/store.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "fts.h"

/* What a character means to the full text. */
typedef enum class { SKIP, STOP, WORD, CHARACTER } class;

/* Longer runs of letters are found by their beginning; no word of a report comes near. */
enum { WORD_MAX = 96, PLAIN = 3 /* bytes of a plain character */ };

/* The token that stands between sentences; it is also what a 。 in a query becomes. */
static const char STOP_TOKEN[] = "\xE3\x80\x82";

typedef struct range {
  uint32_t first, last;
} range;

/* Scripts written without blanks between words, each character a token; sorted. */
static const range CHARACTERS[] = {
    {0x2E80, 0x2FD5},   /* radicals */
    {0x3005, 0x3007},   /* 々 〆 〇 */
    {0x3021, 0x3029},   /* Suzhou numerals */
    {0x3041, 0x3096},   /* hiragana */
    {0x30A1, 0x30FA},   /* katakana */
    {0x30FC, 0x30FE},   /* ー and iteration marks */
    {0x3105, 0x312F},   /* bopomofo */
    {0x31A0, 0x31BF},   /* bopomofo, extended */
    {0x31F0, 0x31FF},   /* katakana, extended */
    {0x3400, 0x4DBF},   /* Han, extension A */
    {0x4E00, 0x9FFF},   /* Han */
    {0xAC00, 0xD7A3},   /* hangul */
    {0xF900, 0xFAD9},   /* Han, compatibility */
    {0xFF66, 0xFF9D},   /* katakana, half width */
    {0x20000, 0x2FA1F}, /* Han, extensions B to F and compatibility */
    {0x30000, 0x323AF}, /* Han, extensions G and H */
};

static bool is_character(uint32_t c) {
  size_t low = 0, high = sizeof CHARACTERS / sizeof *CHARACTERS;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c > CHARACTERS[middle].last)
      low = middle + 1;
    else
      high = middle;
  }
  return low < sizeof CHARACTERS / sizeof *CHARACTERS && c >= CHARACTERS[low].first;
}

/* Bytes of a character by its first one; 0 if none begins so. */
static size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/*
** Reads one character of [s, end), s < end, and returns its length in bytes. A byte that
** begins no valid character is one U+FFFD: any bytes can be tokenized.
*/
static size_t decode(const unsigned char *s, const unsigned char *end, uint32_t *c) {
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t n = sequence_length(s[0]);
  *c = 0xFFFD;
  if (n == 0 || (size_t)(end - s) < n) return 1;
  uint32_t value = n == 1 ? s[0] : s[0] & (0x7Fu >> n);
  for (size_t i = 1; i < n; i++) {
    if ((s[i] & 0xC0) != 0x80) return 1;
    value = value << 6 | (s[i] & 0x3Fu);
  }
  if (value < smallest[n] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 1;
  *c = value;
  return n;
}

/* Does a character of U+4E00 to U+9FFF begin here, as nearly all of Chinese text is? */
static bool is_plain(const unsigned char *s, const unsigned char *end) {
  return end - s >= PLAIN && s[0] >= 0xE4 && s[0] <= 0xE9 && (s[0] > 0xE4 || s[1] >= 0xB8) &&
         ((s[1] ^ 0x80) | (s[2] ^ 0x80)) < 0x40;
}

/* One form for width and case: full-width ASCII to ASCII, Latin capitals to small letters. */
static uint32_t fold(uint32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
  return c;
}

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* The class of a folded character. */
static class classify(uint32_t c) {
  if (is_digit(c) || (c >= 'a' && c <= 'z')) return WORD;
  if (c == '!' || c == '?' || c == ';' || c == '\n' || c == 0x3002) return STOP;
  if (c < 0xC0) return SKIP;
  if (c <= 0x17F) return c == 0xD7 || c == 0xF7 ? SKIP : WORD;
  return is_character(c) ? CHARACTER : SKIP;
}

static size_t encode(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  out[0] = (char)(0xC0 | c >> 6); /* words hold nothing above U+017F */
  out[1] = (char)(0x80 | (c & 0x3F));
  return 2;
}

typedef struct cursor {
  const unsigned char *text, *at, *end;
} cursor;

/* Looks at the character at the cursor; its length, or 0 at the end. */
static size_t peek(const cursor *k, uint32_t *c) {
  if (k->at >= k->end) return 0;
  size_t n = decode(k->at, k->end, c);
  *c = fold(*c);
  return n;
}

/* A point stays in a word if digits stand on both sides of it: 1949.39. */
static bool is_decimal_point(const cursor *k, uint32_t before, uint32_t c, size_t n) {
  if (c != '.' || !is_digit(before)) return false;
  cursor ahead = {k->text, k->at + n, k->end};
  uint32_t next = 0;
  return peek(&ahead, &next) > 0 && is_digit(next);
}

/* Reads the rest of a word that began with `c` into `word`; the cursor ends behind it. */
static size_t read_word(cursor *k, uint32_t c, char *word) {
  size_t length = encode(c, word), n;
  uint32_t before = c;
  while ((n = peek(k, &c)) > 0 && (classify(c) == WORD || is_decimal_point(k, before, c, n))) {
    if (length + 2 <= WORD_MAX) length += encode(c, word + length);
    before = c;
    k->at += n;
  }
  return length;
}

typedef struct token {
  class kind; /* of the one before, until the next is read */
  const unsigned char *start;
  const char *s; /* how it is indexed: in the text, in `word`, or static */
  size_t length;
  char word[WORD_MAX];
} token;

/* Takes a character of n bytes for a token as it stands. */
static void take_character(cursor *k, token *t, size_t n) {
  t->kind = CHARACTER;
  t->s = (const char *)k->at;
  t->length = n;
  k->at += n;
}

/* Reads the next token; false at the end. The cursor ends behind it. */
static bool next_token(cursor *k, token *t) {
  bool stopped = t->kind == STOP;
  for (uint32_t c;;) {
    t->start = k->at;
    if (is_plain(k->at, k->end)) return take_character(k, t, PLAIN), true;
    size_t n = peek(k, &c);
    if (n == 0) return false;
    class kind = classify(c);
    if (kind == CHARACTER) return take_character(k, t, n), true;
    k->at += n;
    if (kind == SKIP || (kind == STOP && stopped)) continue; /* 。” and a newline: one stop */
    t->kind = kind;
    t->s = kind == STOP ? STOP_TOKEN : t->word;
    t->length = kind == STOP ? sizeof STOP_TOKEN - 1 : read_word(k, c, t->word);
    return true;
  }
}

typedef int emit_fn(void *context, int flags, const char *token, int length, int start, int stop);

/* FTS5 counts in int, and never gives a text longer than that. */
static int tokenize(Fts5Tokenizer *self, void *context, int flags, const char *text, int length,
                    emit_fn *emit) {
  (void)self, (void)flags;
  const unsigned char *s = (const unsigned char *)text;
  cursor k = {s, s, s + (length > 0 ? length : 0)};
  token t = {.kind = SKIP};
  int status = SQLITE_OK;
  while (status == SQLITE_OK && next_token(&k, &t)) {
    status = emit(context, 0, t.s, (int)t.length, (int)(t.start - s), (int)(k.at - s));
  }
  return status;
}

/* FTS5 wants an instance per table; ours has no settings and so no state. */
static int create(void *context, const char **arguments, int count, Fts5Tokenizer **out) {
  (void)arguments;
  if (count != 0) return SQLITE_ERROR;
  *out = context;
  return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *self) { (void)self; }

/* FTS5 hands its API out by way of a typed pointer bound to a statement. */
static int fts5_api_of(sqlite3 *db, fts5_api **api) {
  sqlite3_stmt *stmt = NULL;
  *api = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL);
  if (code == SQLITE_OK) code = sqlite3_bind_pointer(stmt, 1, api, "fts5_api_ptr", NULL);
  if (code == SQLITE_OK) sqlite3_step(stmt);
  int finalized = sqlite3_finalize(stmt);
  return code != SQLITE_OK ? code : finalized;
}

fz_status fz_tokenizer_register(sqlite3 *db, fz_error *error) {
  static char stateless; /* something not NULL to be the instance; never written */
  fts5_tokenizer tokenizer = {create, destroy, tokenize};
  fts5_api *api = NULL;
  int code = fts5_api_of(db, &api);
  if (code != SQLITE_OK) return fz_store_status(db, code, error);
  if (api == NULL) {
    return fz_error_set(error, FZ_SQL, (size_t)-1, "this SQLite has no full text (FTS5)");
  }
  code = api->xCreateTokenizer(api, "fazhi", &stateless, &tokenizer, NULL);
  if (code == SQLITE_OK) code = api->xCreateFunction(api, "hits", NULL, fts_hits, NULL);
  return code == SQLITE_OK ? FZ_OK : fz_store_status(db, code, error);
}
