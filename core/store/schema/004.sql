-- Observing again: the catalogue each report was observed with, so that one that is out of date
-- says so, and by which rule each value was read.

CREATE TABLE observed ( -- 抽取记录: with which catalogue a report was observed last
  report_id INTEGER PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE, -- report observed
  kind TEXT NOT NULL, -- its kind, which decides the catalogue; other if it has none
  catalogue TEXT NOT NULL, -- SHA-256 of all that decides in the catalogue; empty if the kind has none
  observed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) -- when, UTC
) STRICT;

CREATE INDEX observed_catalogue ON observed(kind, catalogue);

ALTER TABLE observation ADD COLUMN rule TEXT /* pattern of the indicator that fits, as written in the catalogue; LPeg or function for one that is no text */;
ALTER TABLE observation ADD COLUMN topic TEXT /* topic in force at the figure, such as review */;
ALTER TABLE observation ADD COLUMN topic_from TEXT /* where the topic stands: clause, sentence or heading */;
ALTER TABLE observation ADD COLUMN actor TEXT /* who acts: government, procuratorate, court, counsel or people */;
ALTER TABLE observation ADD COLUMN instead_of TEXT /* indicators that claimed the figure too and whose topic stands further away, separated by blanks */;
ALTER TABLE observation ADD COLUMN start INTEGER /* span of the words it rests on, where they are no figure */;
ALTER TABLE observation ADD COLUMN stop INTEGER /* end of that span */;
