/*
** context.h: what stands around a figure in its sentence: the noun and the verb that it is said
** with, whose it is, over what time, whether it tells a growth.
**
** The caller hands over the words that speak and what each does (a lexicon), and then the figures
** of a text, in order. Each sentence that holds figures is read once into its words; figures walk
** along them. Everything told is a span of the text or a number that the caller gave. What needs
** more than words (a time at the end of a phrase, a label of a table) is asked of the caller.
*/
#ifndef FAZHI_CONTEXT_H
#define FAZHI_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "fazhi/status.h"
#include "fazhi/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a word does; any of them may hold for one. */
enum {
  FZ_MARK_VERB = 1,            /* governs */
  FZ_MARK_PAUSE = 2,           /* ends a clause */
  FZ_MARK_COLON = 4,           /* such that the first one of a sentence may stand behind a label */
  FZ_MARK_IN_NUMBER = 8,       /* nothing between two digits */
  FZ_MARK_LIST = 16,           /* parts the items of a list: a noun ends */
  FZ_MARK_STOP = 32,           /* a noun behind a figure ends, unless it begins so */
  FZ_MARK_SCOPE = 64,          /* tells whose figures follow */
  FZ_MARK_LEADING_SCOPE = 128, /* the same where a clause begins, and right before a figure up to
                                  the end of its clause or the next item of its list */
  FZ_MARK_OWN_SCOPE = 256,     /* takes the scope back */
  FZ_MARK_LIGHT = 512,         /* no part of a noun that ends or begins there */
  FZ_MARK_COMPARES = 1024,     /* a change only against a base */
  FZ_MARK_NAMES = 2048,   /* names a change, so that more may stand between it and the number */
  FZ_MARK_INTENDS = 4096, /* makes a plan of a verb behind it in its clause, and of what follows, */
  FZ_MARK_DONE = 8192,    /* until this tells of what was done */
  FZ_MARK_DATES = 16384,  /* its own text from its first digit on is a base: 较|2023年同期 */
  FZ_MARK_BELONGS = 32768,  /* before a word of named_things it does nothing: 县级|公立医院 */
  FZ_MARK_OF_YEAR = 524288, /* what is added up is of the year: 今年以来|累计 */
  FZ_MARK_ASIDE = 262144,   /* parts of what was told of follow: 其中 */
  FZ_MARK_OVER = 131072,    /* ends what is planned where a clause begins with it */
  FZ_MARK_LEADS = 65536     /* a leading scope that does nothing but where a clause begins */
};

/* What else is asked of a word or a character by itself; any of them may hold for one. */
enum {
  FZ_PHRASE_JOIN = 1,       /* stands between verbs that go together */
  FZ_PHRASE_LISTED = 2,     /* stands between figures of a list */
  FZ_PHRASE_HEAD = 4,       /* of one or two characters: cut from the beginning of a noun */
  FZ_PHRASE_TAIL = 8,       /* and from its end */
  FZ_PHRASE_VERB_TAIL = 16, /* a character that goes with a verb */
  FZ_PHRASE_PARTICLE = 32,  /* a character that makes a verb of a change: 减至 */
  FZ_PHRASE_PAUSE = 64,     /* a character, of ASCII or of three bytes, with which no noun begins */
  FZ_PHRASE_REACH = 128,    /* of one or two characters: a rate's predicate, right before it */
  FZ_PHRASE_TIME_HEAD = 256, /* a character with which a time may begin, */
  FZ_PHRASE_TIME_TAIL = 512, /* and end */
  FZ_PHRASE_PART = 1024,     /* of the enders one that only parts a sentence */
  FZ_PHRASE_LATER = 2048     /* right before a figure that another may have become */
};

/* A word of the lexicon; period, change and base are numbers of the caller's, 0: none. */
typedef struct fz_mark {
  unsigned flags, period, clause_period, change, base;
} fz_mark;

/* A pair of brackets. */
typedef struct fz_bracket {
  const char *open, *close;
  size_t open_length, close_length;
} fz_bracket;

/* A span of the text, s[start .. stop); empty: none. */
typedef struct fz_words_span {
  size_t start, stop;
} fz_words_span;

/* What the caller is asked; `context` is its own. */
typedef struct fz_asked {
  void *context;
  /* Cuts a time from either end of a phrase that may have one there; false if it has none. */
  bool (*cut_time)(void *context, fz_words_span *phrase);
  /* The name in the label s[from .. label.start) behind which, over the sign label, a figure
   * stands. */
  fz_words_span (*label)(void *context, size_t from, fz_words_span label);
} fz_asked;

/* All that is known of words; borrowed, as is what it points to. */
typedef struct fz_lexicon {
  const fz_words *words; /* those that do something, and first the `enders` that end a sentence */
  const fz_mark *mark;   /* by number, from 1 */
  size_t enders;
  const fz_words *ends;                                 /* the same enders by themselves */
  unsigned annual, to_date, planned, stock, cumulative; /* which periods these are */
  unsigned mean;                /* that of a clause is none: 五年累计30件，年均6件 */
  const fz_words *phrases;      /* words and characters of the sorts FZ_PHRASE_…, */
  const unsigned *phrase;       /* and those of each, by number, from 1; phrase[0] is 0 */
  const fz_words *fillers;      /* what stands between a change and its number */
  const fz_words *named;        /* also between one that is named and its number */
  const fz_words *intenders;    /* behind these, or where a clause begins, a word may intend, */
  const fz_words *not_intend;   /* unless one of these stands before it in its clause */
  const fz_words *outer_after;  /* behind these a scope is none: 居|全省|前列, */
  const fz_words *outer_before; /* and before these: 全省|第3位 */
  const fz_words *markers;      /* what a sentence may begin with before its words: （一） */
  const fz_words *agents;       /* words of others than the one whose figures it tells */
  const fz_words *named_things; /* before these a level is a part of a name: FZ_MARK_BELONGS */
  const fz_words *region_parts; /* counts of these end such a level: 区属受理36件，|8个|乡镇 */
  const fz_words *addressed; /* counts of these are of no time: |2400多万|陇原儿女 */
  const char *link;          /* parts what qualifies a noun from it: 的 */
  size_t link_length;
  const fz_bracket *brackets;
  size_t bracket_count;
  size_t noun_max, bracket_max, address_max; /* bytes */
} fz_lexicon;

/* A figure as the grammar read it. */
typedef struct fz_stated {
  size_t start, stop;
  const char *unit; /* borrowed until the next figure is told of */
  size_t unit_length;
  bool is_percent;  /* a share or rate */
  bool is_change;   /* a growth or fall by its own words */
  bool can_change;  /* a growth or fall if the sentence says so */
  bool can_stay;    /* counts what may be there for long, so that it may be a stock */
  bool is_duration; /* a time, behind which a clause may as well begin: 五年内|全国 */
} fz_stated;

/* What its sentence says of it. */
typedef struct fz_said {
  fz_words_span subject, predicate, scope;
  unsigned period, change, base;
  fz_words_span dated; /* the base, if the text tells it: FZ_MARK_DATES */
  bool is_part;        /* of what a bracket holds */
  bool is_own;         /* the subject is its own, not carried over */
  bool is_change;      /* the sentence makes it one; */
  bool is_as_last;     /* then with change and base of the figure before, or those told here */
  bool is_joined;      /* nothing but a sign of a list stands between the figure before and it */
} fz_said;

typedef struct fz_context fz_context;

/* Whether s[from .. to) is a word of a sort FZ_PHRASE_…. */
FZ_API bool fz_lexicon_has(const fz_lexicon *lexicon, const char *s, size_t from, size_t to,
                           unsigned sort);

/* The phrase s[from .. to) without what is no noun at either end: times, HEAD and TAIL, blanks. */
FZ_API fz_words_span fz_lexicon_trim(const fz_lexicon *lexicon, const fz_asked *asked,
                                     const char *s, size_t from, size_t to);

/* A walker; *out is the caller's, freed with fz_context_free. FZ_NOMEM. */
FZ_API fz_status fz_context_new(fz_context **out, fz_error *error);

/* Gives a walker back; NULL is none. */
FZ_API void fz_context_free(fz_context *context);

/* Begins a text, of which nothing before byte `first` is read. All is borrowed until the next. */
FZ_API void fz_context_begin(fz_context *context, const fz_lexicon *lexicon, const fz_asked *asked,
                             const char *s, size_t length, size_t first);

/*
** Walks to the figure that begins at `start`; figures come in order. *from is where its sentence
** begins, *has_last whether the figure before stands in it, too. FZ_NOMEM.
*/
FZ_API fz_status fz_context_enter(fz_context *context, size_t start, size_t *from, bool *has_last);

/*
** What is said of the figure that was walked to. `next` is where the figure after it begins, or any
** larger number. FZ_NOMEM.
*/
FZ_API fz_status fz_context_tell(fz_context *context, const fz_stated *figure, size_t next,
                                 fz_said *out);

#ifdef __cplusplus
}
#endif
#endif
