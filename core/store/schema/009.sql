-- The same facts by year, since most questions are about one: all that is asked of the reports of a year stands
-- together, in a tenth of what the years make together.
CREATE INDEX report_year ON report(year, kind, level, region_code, region, issuer, title, published, doc_number, script,
  source_id);
