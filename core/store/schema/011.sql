-- How the full text is written: what is put in order in memory is whatever a program lets it have at once (FTS5's own: a
-- megabyte), and the pieces on the file are put together sixteen at a time (FTS5's own: four). A word of 2,000 reports is
-- then written once and not three times, of 32,000 twice and not five times. What is sought is looked for in more pieces,
-- which takes less than a thousandth of a second.

INSERT INTO passage_fts(passage_fts, rank) VALUES ('hashsize', 8388608);
INSERT INTO passage_fts(passage_fts, rank) VALUES ('automerge', 16);
INSERT INTO passage_fts(passage_fts, rank) VALUES ('crisismerge', 64);
