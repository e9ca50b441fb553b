-- The same report twice: what is known of the texts (sketch, likeness) and what was decided of them
-- (set_aside). The first two follow from the bodies and can be made anew; a decision cannot.

CREATE TABLE sketch ( -- 文本指纹: what a report's text looks like, for finding the same text again
  report_id INTEGER PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE, -- report whose content it is of
  characters_sha256 TEXT NOT NULL, -- SHA-256 of the Chinese characters, digits and letters of the content
  characters INTEGER NOT NULL, -- number of those characters
  minhash BLOB NOT NULL -- MinHash of its runs of eight characters, as sketch.h describes it
) STRICT;

CREATE TABLE sketch_band ( -- 指纹索引: keys that texts sharing half of their words have in common
  key INTEGER NOT NULL, -- hash of three numbers of the MinHash
  report_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- report that has the key
  PRIMARY KEY (key, report_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE likeness ( -- 相似: two reports that share much of their text; each pair stands twice, seen from either
  report_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- one report
  other_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- the other one
  same INTEGER NOT NULL CHECK (same IN (0, 1)), -- 1: the same characters from beginning to end
  similarity REAL NOT NULL, -- shared runs of eight characters, of all that either has (Jaccard index, 0 to 1)
  contained REAL NOT NULL, -- share of the one's runs that stand in the other one as well, 0 to 1
  PRIMARY KEY (report_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside ( -- 查重: a report that is another one once more and is not counted in comparisons
  report_id INTEGER PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE, -- report that is left out
  kept_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- report that counts in its place
  relation TEXT NOT NULL CHECK (relation IN ('same', 'near', 'part')), -- same text, nearly the same, or a part of it
  similarity REAL NOT NULL, -- their likeness when it was decided
  reason TEXT, -- what the kept one has before the other
  decided_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), -- when, UTC
  CHECK (report_id <> kept_id)
) STRICT;

CREATE INDEX sketch_band_report ON sketch_band(report_id);
CREATE INDEX likeness_other ON likeness(other_id);
CREATE INDEX set_aside_kept ON set_aside(kept_id);
