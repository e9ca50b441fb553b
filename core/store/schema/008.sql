-- What each edition of a catalogue said, so that after a change only those reports are observed anew that the change
-- may touch.

CREATE TABLE edition ( -- 目录版本: the editions of catalogues that reports were observed with
  hash TEXT PRIMARY KEY, -- as in observed
  entries TEXT NOT NULL CHECK (json_valid(entries)) -- JSON: a hash of each indicator and words of which one must stand where it says anything; a hash of all the rest
) STRICT, WITHOUT ROWID;
