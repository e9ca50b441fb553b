-- The first schema of a corpus. The comment behind a name says what it means and is what
-- `fazhi schema` shows, so a comment belongs inside its statement, where SQLite keeps it.
-- Spans are byte offsets into report.body, 0-based, half open, if nothing else is said.
-- Missing is NULL, never 0.

CREATE TABLE source ( -- 来源文件: one file as it was read
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the file
  path TEXT NOT NULL, -- where it was found last
  sha256 TEXT NOT NULL UNIQUE, -- SHA-256 of its bytes, 64 hexadecimal digits: the same bytes are the same file
  bytes INTEGER NOT NULL, -- size in bytes
  format TEXT NOT NULL, -- text, html, docx, pdf …
  encoding TEXT, -- encoding its text was read as, such as UTF-8 or GB18030
  map BLOB, -- source map: leads spans of the body to bytes of the file
  added_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) -- when it was added, UTC
) STRICT;

CREATE TABLE report ( -- 报告: one document
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the report, r4 on the command line
  source_id INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE, -- file it was read from
  kind TEXT, -- 文种: rule_of_law, government_work, …, other
  title TEXT, -- title as found, line breaks removed
  issuer TEXT, -- 发文机关: who signed it
  region_code TEXT, -- code of the region by GB/T 2260, as valid in that year
  region TEXT, -- 地区: full name of the region
  level TEXT, -- 层级: province, prefecture, county or township
  year INTEGER, -- 报告年度: the year reported on
  published TEXT, -- date of publication, YYYY-MM-DD
  doc_number TEXT, -- 文号: number of the document
  script TEXT, -- script of the file, Hans or Hant; the body is always Hans
  body TEXT NOT NULL, -- clean text of the report, which all spans count in
  content_start INTEGER NOT NULL, -- first byte after the title: where outline and figures are read
  content_stop INTEGER NOT NULL, -- end of that part, before signature and date
  damage TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(damage)), -- JSON list of spans that could not be read: start, stop, kind
  evidence TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(evidence)), -- JSON: for each field where it was taken from, or why it is missing
  CHECK (level IN ('province', 'prefecture', 'county', 'township')),
  CHECK (0 <= content_start AND content_start <= content_stop)
) STRICT;

CREATE TABLE section ( -- 章节: a part of a report under a marker, with everything below it
  id INTEGER PRIMARY KEY, -- number of the section
  report_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- report it stands in
  parent_id INTEGER REFERENCES section(id) ON DELETE CASCADE, -- section it lies in
  ordinal INTEGER NOT NULL, -- place among the sections of the report, from 1
  level INTEGER NOT NULL, -- type of the marker: 1 一、 2 (一) 3 1. 4 一是 5 (1)
  marker TEXT NOT NULL, -- marker as written
  heading TEXT NOT NULL, -- heading, empty if there is none
  start INTEGER NOT NULL, -- first byte of the marker
  stop INTEGER NOT NULL, -- end of the section with its subsections
  CHECK (0 <= start AND start <= stop)
) STRICT;

CREATE TABLE figure ( -- 数字: a quantity as stated
  id INTEGER PRIMARY KEY, -- number of the figure, f12 on the command line
  report_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- report it stands in
  section_id INTEGER REFERENCES section(id) ON DELETE CASCADE, -- innermost section it stands in
  start INTEGER NOT NULL, -- span: number with its unit and words such as 约 and 余
  stop INTEGER NOT NULL, -- end of the span
  number_stop INTEGER, -- end of the number itself, where the unit begins
  source_start INTEGER, -- the same span in the bytes of the file
  source_stop INTEGER, -- end of the span in the file
  raw TEXT NOT NULL, -- words of the span
  value ANY NOT NULL CHECK (typeof(value) IN ('integer', 'real')), -- number; 万 and 亿 multiplied out, money in 元
  upper ANY CHECK (typeof(upper) IN ('null', 'integer', 'real')), -- upper end if it is a range
  unit TEXT NOT NULL, -- unit in simplified script; % for percent, empty if there is none
  bound TEXT NOT NULL CHECK (bound IN ('exact', 'about', 'at_least', 'at_most')), -- 约数: exact, about, at_least or at_most
  kind TEXT NOT NULL, -- count, money, percent, rate-change, duration, area, rank, ratio or other
  subject TEXT, -- what is counted
  predicate TEXT, -- verb that governs it
  change TEXT, -- increase or decrease, for a growth or fall
  base TEXT, -- what the growth or fall is measured against
  from_value ANY CHECK (typeof(from_value) IN ('null', 'integer', 'real')), -- value before the change (由 90 个 …), if stated
  scope TEXT, -- 口径: whose figure, as written (全市, 市本级 …)
  period TEXT, -- 口径: annual, to_date, cumulative, stock or planned
  part INTEGER NOT NULL DEFAULT 0 CHECK (part IN (0, 1)), -- 1: part of the figure before it, in brackets: 73件（含4件 …）
  CHECK (0 <= start AND start < stop)
) STRICT;

CREATE TABLE indicator ( -- 指标: a named quantity that can be compared
  id TEXT PRIMARY KEY, -- name in programs, such as review_accepted
  name TEXT NOT NULL, -- Chinese name
  part TEXT, -- part of the 纲要 it belongs to, such as P6
  unit TEXT, -- units accepted, separated by |
  polarity INTEGER, -- 1: more is better, -1: less is better, 0: neither
  catalogue TEXT, -- catalogue it is defined in
  definition TEXT -- what counts and what does not
) STRICT;

CREATE TABLE observation ( -- 观测值: what a report says of an indicator, with the figure as evidence
  id INTEGER PRIMARY KEY, -- number of the observation, o7 on the command line
  report_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- report that says it
  indicator_id TEXT NOT NULL REFERENCES indicator(id), -- indicator it is about
  figure_id INTEGER REFERENCES figure(id) ON DELETE CASCADE, -- figure it rests on
  value ANY NOT NULL CHECK (typeof(value) IN ('integer', 'real')), -- value in the unit beside it
  unit TEXT NOT NULL, -- unit, not converted
  bound TEXT NOT NULL CHECK (bound IN ('exact', 'about', 'at_least', 'at_most')), -- 约数: exact, about, at_least or at_most
  scope TEXT, -- 口径: whose figure, as written
  period TEXT, -- 口径: annual, to_date, cumulative, stock or planned
  claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1)), -- 1: a rate as the report claims it, not computed
  score REAL NOT NULL, -- how sure the reading is, 0 to 1
  note TEXT -- what a reader has to know
) STRICT;

CREATE TABLE region ( -- 地区: a place in the years its code and name were valid
  code TEXT NOT NULL, -- code by GB/T 2260
  name TEXT NOT NULL, -- own name, such as 恩阳区
  full_name TEXT NOT NULL, -- name with those above it, such as 四川省巴中市恩阳区
  level TEXT, -- province, prefecture, county or township
  parent_code TEXT, -- code of the region above
  from_year INTEGER, -- first year of this code and name, if known
  to_year INTEGER, -- first year in which it no longer held, if it ended
  successor TEXT -- codes that took its place, separated by ;
) STRICT;

CREATE TABLE correction ( -- 更正: a field set by hand, kept when the file is read again
  sha256 TEXT NOT NULL, -- SHA-256 of the file
  field TEXT NOT NULL, -- column of report
  value ANY, -- value set; NULL: known to be missing
  note TEXT, -- reason given
  corrected_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), -- when, UTC
  PRIMARY KEY (sha256, field)
) STRICT;

CREATE TABLE passage ( -- 段落: what the full text finds: a section's own text, or a paragraph outside sections
  id INTEGER PRIMARY KEY, -- number of the passage
  report_id INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, -- report it stands in
  section_id INTEGER REFERENCES section(id) ON DELETE CASCADE, -- section it is the text of
  start INTEGER NOT NULL, -- first byte of the span
  stop INTEGER NOT NULL, -- end of the span
  CHECK (0 <= start AND start < stop)
) STRICT;

CREATE VIEW passage_text AS -- 段落原文: the passages with their words, cut from the bodies
SELECT passage.id AS id, -- number of the passage
  passage.report_id AS report_id, -- report it stands in
  passage.section_id AS section_id, -- section it is the text of
  CAST(substr(CAST(report.body AS BLOB), passage.start + 1, passage.stop - passage.start) AS TEXT) AS text -- its words
FROM passage JOIN report ON report.id = passage.report_id;

CREATE VIRTUAL TABLE passage_fts USING fts5( -- 全文索引: full text; one token a character, so "复议" is a phrase of two
  text, -- words of the passage whose id is the rowid
  content = 'passage_text',
  content_rowid = 'id',
  tokenize = 'fazhi'
);

-- Whoever inserts a passage inserts its text into passage_fts as well: a trigger would make
-- FTS5 write its buffer out for every passage, which costs more than all the rest.
--
-- The index keeps no text of its own: it must be told what a passage said before the
-- passage goes, and the body has to be there still when it is told. A cascade from
-- report would come too late for that, hence the trigger on report.
CREATE TRIGGER passage_delete BEFORE DELETE ON passage BEGIN
  INSERT INTO passage_fts(passage_fts, rowid, text)
    SELECT 'delete', id, text FROM passage_text WHERE id = old.id;
END;
CREATE TRIGGER passage_update BEFORE UPDATE ON passage BEGIN
  SELECT raise(ABORT, 'a passage cannot be changed, only deleted and inserted');
END;
CREATE TRIGGER report_delete BEFORE DELETE ON report BEGIN
  DELETE FROM passage WHERE report_id = old.id;
END;
CREATE TRIGGER report_body BEFORE UPDATE OF id, body ON report
WHEN old.id IS NOT new.id OR old.body IS NOT new.body BEGIN
  SELECT raise(ABORT, 'the body of a report cannot be changed: all spans count in it');
END;

CREATE INDEX source_path ON source(path);
CREATE INDEX report_source ON report(source_id);
CREATE INDEX report_region ON report(region_code, year);
CREATE INDEX report_kind ON report(kind, year);
CREATE INDEX section_report ON section(report_id, ordinal);
CREATE INDEX section_parent ON section(parent_id);
CREATE INDEX figure_report ON figure(report_id, start);
CREATE INDEX figure_section ON figure(section_id);
CREATE INDEX observation_report ON observation(report_id);
CREATE INDEX observation_indicator ON observation(indicator_id, report_id);
CREATE INDEX observation_figure ON observation(figure_id);
CREATE INDEX passage_report ON passage(report_id);
CREATE INDEX passage_section ON passage(section_id);
CREATE UNIQUE INDEX region_code ON region(code, ifnull(from_year, -1));
CREATE INDEX region_name ON region(name);
