-- How the full text is written: each megabyte of words is put in order in memory, and the pieces on the file are put
-- together sixteen at a time (FTS5's own: a fourth of that, and four). A word of 2,000 reports is then written once and
-- not three times, of 32,000 twice and not five times. What is found looks into more pieces: that takes less than a
-- thousandth of a second.

INSERT INTO passage_fts(passage_fts, rank) VALUES ('hashsize', 8388608);
INSERT INTO passage_fts(passage_fts, rank) VALUES ('automerge', 16);
INSERT INTO passage_fts(passage_fts, rank) VALUES ('crisismerge', 64);
