-- How the full text is written: what is put in order in memory is whatever a program lets it have at once (FTS5's own: a
-- megabyte), and the pieces on the file are put together eight at a time (FTS5's own: four). A word of 2,000 reports is
-- then written twice and not three times, of 32,000 three times and not five. Sixteen at a time would save a hundredth
-- more of `add`, but what is sought is looked for in every piece: a frequent word takes five times as long.

INSERT INTO passage_fts(passage_fts, rank) VALUES ('hashsize', 8388608);
INSERT INTO passage_fts(passage_fts, rank) VALUES ('automerge', 8);
INSERT INTO passage_fts(passage_fts, rank) VALUES ('crisismerge', 64);
