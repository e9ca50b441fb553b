-- What goes with a report is said in one place, so that it goes also where references are not looked after, as while
-- reports are added. The keys of a sketch are found by what they are made of (sketch_keys, of fazhi): an index of the
-- reports they belong to would be as large as they are, and take as long to write.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' REFERENCES report(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED', '')
  WHERE name = 'sketch_band';
PRAGMA writable_schema = RESET;
DROP INDEX sketch_band_report;
CREATE TRIGGER sketch_delete BEFORE DELETE ON sketch BEGIN
  DELETE FROM sketch_band WHERE report_id = old.report_id
    AND key IN (SELECT value FROM json_each(sketch_keys(old.minhash)));
END;
DROP TRIGGER report_delete;
CREATE TRIGGER report_delete BEFORE DELETE ON report BEGIN
  DELETE FROM passage WHERE report_id = old.id;
  DELETE FROM observation WHERE report_id = old.id;
  DELETE FROM figure WHERE report_id = old.id;
  DELETE FROM section WHERE report_id = old.id;
  DELETE FROM sketch WHERE report_id = old.id;
  DELETE FROM likeness WHERE report_id = old.id OR other_id = old.id;
  DELETE FROM set_aside WHERE report_id = old.id OR kept_id = old.id;
  DELETE FROM observed WHERE report_id = old.id;
END;
