-- What each edition of a catalogue said, so that after a change only those reports are observed anew that the change
-- may touch.

CREATE TABLE edition ( -- 目录版本: the editions of catalogues that reports were observed with
  hash TEXT PRIMARY KEY, -- as in observed
  entries TEXT NOT NULL -- a line: hash of what indicators share; then a line each: its id, its hash, words of which one must stand where it says anything
) STRICT, WITHOUT ROWID;
