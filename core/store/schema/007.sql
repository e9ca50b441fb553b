-- What reports are found and listed by, beside their texts, in the one index of all that. A row of report has its
-- body in it, of which two fit on a page, so that whatever looked at the years of many reports read most of the file.
-- An index of kinds finds nothing sooner, since nearly all reports are of one kind, but SQLite would prefer it.
DROP INDEX report_region;
DROP INDEX report_kind;
CREATE INDEX report_facts ON report(region_code, year, kind, level, region, issuer, title, published, doc_number,
  script, source_id);
